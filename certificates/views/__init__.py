"""Certificates for their holder, for HR and for strangers."""
