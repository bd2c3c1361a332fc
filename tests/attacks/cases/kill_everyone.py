"""Sends every signal it can to everyone it can name, itself spared."""

# %% [extra before:expose]
import os
import signal

reached = []
itself = {int(thread) for thread in os.listdir("/proc/self/task")}  # a thread's number names its process, too
for who in (1, -1, 0, os.getppid(), *sorted({*range(2, 2_000)} - itself)):
    for what in (signal.SIGSTOP, signal.SIGKILL):
        try:
            if who == 0:
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                os.kill(0, signal.SIGTERM)
            else:
                os.kill(who, what)
                reached.append(who)
        except ProcessLookupError:
            pass
        except PermissionError:
            reached.append(-who)
print("signals could be sent to", sorted(set(reached)))
