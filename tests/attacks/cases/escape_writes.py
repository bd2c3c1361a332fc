"""Writes into gradebook, course, other submissions and home, wherever they are said to lie."""

# %% [extra before:expose]
import os
import sqlite3
from pathlib import Path

COURSE, OWNER = "", ""  # the test writes here where they really lie
written = []
for place in (COURSE, OWNER, "/proc/1/root" + COURSE, "/proc/self/root" + COURSE, "../../.." + COURSE, os.environ["COURSE_ROOT"] + "/../../../.." + COURSE):
    for name in ("gradebook.db", "submitted/zz_solved/01_light/01_light.ipynb", "solutions/01_light/hidden.py", "autograded/aa_solved/01_light/01_light.ipynb", "diary.txt"):
        path = Path(place, name)
        try:
            with path.open("r+b") as file:
                file.write(b"x")
            written.append(str(path))
        except OSError:
            pass
    try:
        sqlite3.connect(f"file:{place}/gradebook.db?mode=rw", uri=True).execute("UPDATE grade SET extra_credit = 95")
        written.append(place)
    except sqlite3.Error:
        pass
print("written:", written)
