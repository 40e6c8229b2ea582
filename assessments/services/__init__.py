"""What can be done with assessments: publish, start, answer, check, hand in."""
