"""Looks through every file it can see for hidden checks, solutions and the gradebook."""

# %% [extra before:expose]
import os
import re
import sys

NAMES = re.compile(r"(^|/)(hidden\.py|solutions|gradebook\.db|submitted|autograded|autograder|diary\.txt|\.git)$")
WORDS = re.compile(rb"measures_other_[s]izes|reaches_any_[t]arget|BEGIN SOLUTIO[N]|\(target / mean_[l]ight")
seen, named, worded = 0, [], []
for top in ("/home", "/opt", "/tmp", "/run", "/var", "/root", "/srv", "/mnt", os.path.dirname(sys.prefix), os.getcwd()):
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if name not in ("lib", "lib64", "share", "proc", "sys", "usr")]
        named += [f"{folder}/{name}" for name in folders + files if NAMES.search(f"{folder}/{name}")]
        for name in files:
            seen += 1
            try:
                with open(f"{folder}/{name}", "rb") as file:
                    worded += [f"{folder}/{name}"] if WORDS.search(file.read(2_000_000)) else []
            except OSError:
                pass
print("ran:", seen > 100, "named", named, "worded", worded)
