"""What can be done with awards: give by rule, confirm, draw, revoke."""
