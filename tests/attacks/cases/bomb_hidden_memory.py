"""Fills shared memory and takes it off its own account: what is written stays, and no process has it mapped in."""

# %% [extra before:expose]
import mmap
import time

print("hiding memory", flush=True)
time.sleep(0.5)
kept = []
while len(kept) < 200:  # 4 GB
    kept.append(mmap.mmap(-1, 20_000_000))
    kept[-1].write(b"x" * 20_000_000)
    kept[-1].madvise(mmap.MADV_DONTNEED)
time.sleep(2)
print("4 GB are hidden", kept[0][:1] + kept[-1][-1:])
