"""What every test may rely on, however the run was started."""

import signal

# A shell that starts a run in the background has it ignore Ctrl-C, and its children with it; tests of interrupts need Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
