"""Korean names for files, folders, variables and functions."""

# %% [extra before:mean_light]
from pathlib import Path

폴더 = Path("내 자료")
폴더.mkdir(exist_ok=True)
np.save(폴더 / "이미지 묶음.npy", images)
(폴더 / "메모.txt").write_text("빛을 재자\n", encoding="utf-8")

# %% [answer:mean_light]
def 평균(이미지):
    return 이미지.sum() / 이미지.size

def mean_light(이미지들):
    """이미지마다 평균"""
    return np.array([평균(이미지) for 이미지 in 이미지들])

# %% [extra end]
print(np.load(폴더 / "이미지 묶음.npy").shape, open("내 자료/메모.txt").read())
print("it ran to the end")
