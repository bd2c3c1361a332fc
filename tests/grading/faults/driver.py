"""`petals` with faults at its steps: `python -m tests.grading.faults.driver grade LESSON …`."""

import sys

from autograder.cli import main
from tests.grading.faults.injecting import prepare_writer

if __name__ == "__main__":
    prepare_writer()
    main(sys.argv[1:], prog_name="petals")
