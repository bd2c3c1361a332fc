"""No bomb at all: an honest student who works long, and comes near every limit."""

# %% [extra before:expose]
import threading
import time
from multiprocessing import Pool

kept = np.ones(18_000_000)  # 144 MB
time.sleep(4)
with open("results.bin", "wb") as file:
    file.write(bytes(10_000_000))
threads = [threading.Thread(target=time.sleep, args=(1,)) for _ in range(15)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for line in range(3_000):
    print("epoch", line, "loss", 1 / (line + 1))
del kept
print("it worked long and ran to the end")

# %% [answer:expose]
def expose(images, target):
    time.sleep(2)
    return images * (target / mean_light(images))[:, np.newaxis, np.newaxis]
