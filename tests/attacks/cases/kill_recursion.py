"""Recurses through C code until the stack is gone."""

# %% [extra before:expose]
import sys
import time

print("it recurses now", flush=True)
time.sleep(0.5)
sys.setrecursionlimit(10**9)


def deeper(_=0):
    return max([1], key=deeper)


deeper()
