"""Loops without end and swallows interrupts."""

# %% [extra before:expose]
import signal

print("it loops now", flush=True)
signal.signal(signal.SIGINT, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
