"""`petals grade` with the stand-in examiner: `python -m tests.grading.running.driver LESSON …`."""

import sys

from autograder.cli import main
from autograder.grading.running import run
from tests.grading.running.stand_ins import examine

if __name__ == "__main__":
    run._examiner = lambda: examine
    run.unprotected = lambda: ""
    main(["grade", *sys.argv[1:]], prog_name="petals")
