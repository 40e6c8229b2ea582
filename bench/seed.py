"""`python -m bench.seed FILE CASE…`: fills the database in a process of its own. Run by `python -m bench`."""

import sys
from importlib import import_module
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()
    import_module("bench.filling").fill(Path(sys.argv[1]), sys.argv[2:])  # it imports models, so only now
