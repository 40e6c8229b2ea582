"""What can be done with courses: publish, enrol, move on."""
