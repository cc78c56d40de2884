"""`python -m gatewright` is the same as the command `gatewright`."""

import sys

# Absolute, because this file also stands at the top of the installed package.
from gatewright.doors.cli import main

if __name__ == "__main__":
    sys.exit(main())
