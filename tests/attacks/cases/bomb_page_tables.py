"""Makes the system keep page tables: a page of them for each two megabytes of empty addresses that are looked at."""

# %% [extra before:expose]
import mmap
import time

RESERVES_NOTHING = 0x4000  # MAP_NORESERVE, which Python 3.11 does not name
print("filling page tables", flush=True)
time.sleep(0.5)
empty = [mmap.mmap(-1, 1 << 40, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | RESERVES_NOTHING, mmap.PROT_READ) for _ in range(4)]
for addresses in empty:
    addresses.madvise(15)  # no huge pages
    addresses[:: 1 << 21]  # 2 GB of tables for each
time.sleep(2)
print("8 GB of tables are there")
