"""The quiz as officers meet it."""
