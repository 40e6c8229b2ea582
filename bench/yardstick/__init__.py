"""The yardstick: the least that Django does for somebody who is signed in."""
