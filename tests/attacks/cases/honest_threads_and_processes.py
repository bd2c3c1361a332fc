"""Work spread over threads and processes, and a top-level await."""

# %% [extra before:mean_light]
import asyncio
import subprocess
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool

await asyncio.sleep(0.01)
print(subprocess.run(["echo", "from a process"], capture_output=True, text=True).stdout)
with Pool(2) as pool:
    print(pool.map(abs, [-1, -2]))

# %% [answer:mean_light]
def mean_light(images):
    with ThreadPoolExecutor(4) as pool:
        return np.array([*pool.map(np.mean, images)])

# %% [extra end]
print("it ran to the end")
