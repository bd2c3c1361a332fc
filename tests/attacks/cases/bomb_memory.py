"""Fills memory bit by bit."""

# %% [extra before:expose]
import time

print("filling memory", flush=True)
time.sleep(0.5)
kept = []
while True:
    kept.append(bytearray(10_000_000))
