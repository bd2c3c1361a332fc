"""Goes to another folder, makes temporary files, replaces the environment's home."""

# %% [extra before:mean_light]
import os
import tempfile

os.makedirs("work/deep", exist_ok=True)
os.chdir("work/deep")
os.environ["HOME"] = tempfile.mkdtemp()
with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
    np.savetxt(file.name, images[0])
    print(np.loadtxt(file.name).shape)

# %% [extra end]
print("it ran to the end in", os.getcwd())
