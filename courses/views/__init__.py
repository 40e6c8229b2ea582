"""Pages of the courses app: catalogue, learning, lesson, HR's people."""
