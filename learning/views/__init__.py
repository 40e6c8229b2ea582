"""The shell's pages: home, display, outbox, the brand's colours, health, errors."""
