"""What the ground floor does: people, roles, mail."""
