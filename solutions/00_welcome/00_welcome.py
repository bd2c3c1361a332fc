# %% [markdown] lang="en"
# # 00 · Start here
#
# **You will be able to**
# - run a cell, and say what the kernel remembers and what the file keeps,
# - ask for a check, a hint and a worked solution, and start an exercise over,
# - switch the language and the data, and mend what your machine is missing.
#
# **Time:** about 30 minutes of yours. The cells themselves take a few seconds, with `PROFILE` "quick" and "full" alike.
#
# Click into the grey cell below and press **Shift + Enter**. The cell runs, and the next one is selected. Walk through
# the whole notebook like that, from top to bottom, reading on the way.

# %% [markdown] lang="ko" of="d8036188"
# # 00 · 시작하기
#
# **이 수업을 마치면**
# - 셀을 실행하고, 커널이 기억하는 것과 파일에 남는 것을 구별할 수 있습니다.
# - 확인, 힌트, 풀이를 요청하고, 문제를 처음부터 다시 시작할 수 있습니다.
# - 언어와 데이터를 바꾸고, 내 컴퓨터에 빠진 것을 채울 수 있습니다.
#
# **걸리는 시간:** 30분쯤입니다. 셀을 실행하는 데는 몇 초면 되고, `PROFILE`이 "quick"이든 "full"이든 같습니다.
#
# 아래의 회색 셀을 클릭하고 **Shift + Enter**를 눌러 보세요. 셀이 실행되고 다음 셀이 선택됩니다. 이렇게 위에서부터
# 차례로 읽고 실행하면서 끝까지 내려가 보세요.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
from course_utils import check, check_environment, hint, lesson, progress, quiz, solution

lesson("00_welcome", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

# %% [markdown] lang="en"
# The bar above is your progress in this lesson. It is kept in one small file on your own machine, so it is still there
# tomorrow.
#
# Next, a look at the machine you are sitting at. If a line says *missing*, do what stands beside it and run the cell
# again.

# %% [markdown] lang="ko" of="4313c470"
# 위의 막대는 이 수업의 진도입니다. 여러분의 컴퓨터에 있는 작은 파일 하나에 저장되므로 내일 다시 열어도 그대로 있습니다.
#
# 이제 지금 쓰는 컴퓨터를 살펴봅시다. *없음*이라고 적힌 줄이 있으면 옆에 적힌 대로 한 다음 셀을 다시 실행해 보세요.

# %%
check_environment()

# %% [markdown] lang="en"
# ## Three pictures, one of them spoilt
#
# A grey picture is a grid of numbers, from 0 for black to 255 for white. To make it brighter, add 100 to every number.
# The second and the third picture below did exactly that with the first one. One of them went wrong, and Python did
# not say a word.

# %% [markdown] lang="ko" of="211c2434"
# ## 사진 세 장, 그중 하나는 망가졌습니다
#
# 흑백 사진은 숫자를 격자로 늘어놓은 것입니다. 0은 검은색, 255는 흰색입니다. 사진을 밝게 하려면 모든 숫자에 100을
# 더하면 됩니다. 아래의 둘째와 셋째 사진은 모두 첫째 사진에 100을 더한 것입니다. 그런데 하나는 엉망이 되었고, 파이썬은
# 아무 말도 하지 않았습니다.

# %%
import matplotlib.pyplot as plt
import numpy as np

from course_utils import after, explore_perceptron, plots, predict, record
from course_utils.data import load

fashion = load("fashion", source=SOURCE)
print(fashion.describe(LANGUAGE))

first_garments = fashion.train.images[:200]
light_parts = (first_garments > 155).mean(axis=(1, 2, 3))
garment = first_garments[np.abs(light_parts - 0.2).argmin()]
spoilt = garment + np.uint8(100)
bright = np.minimum(garment.astype(int) + 100, 255).astype(np.uint8)

figure, ax = plt.subplots(figsize=(9, 3.2))
ax = plots.show_images(np.stack([garment, spoilt, bright]), columns=3, ax=ax)

# %% [markdown] lang="en"
# Each pixel is stored in eight bits (NumPy calls that `uint8`), and eight bits can count from 0 to 255 and no further.
#
# **Predict before you run.** What does NumPy make of 200 + 100 if both numbers are `uint8`? Put your guess in place of
# the `...` and run both cells. A wrong guess costs nothing. It is the guessing that makes the answer stick.

# %% [markdown] lang="ko" of="7951f143"
# 픽셀 하나는 8비트로 저장됩니다(NumPy에서는 `uint8`이라고 합니다). 8비트로는 0부터 255까지만 셀 수 있습니다.
#
# **실행하기 전에 예상해 보세요.** 두 수가 모두 `uint8`일 때 NumPy는 200 + 100을 얼마라고 할까요? `...` 자리에 예상한
# 값을 쓰고 두 셀을 실행해 보세요. 틀려도 괜찮습니다. 먼저 예상해 본 것이 오래 기억에 남습니다.

# %% answer="uint8_sum"
### BEGIN SOLUTION
uint8_sum = 44
### END SOLUTION

# %%
wrapped = np.array([200], dtype=np.uint8) + np.array([100], dtype=np.uint8)
predict("uint8_sum", uint8_sum, outcome=lambda: int(wrapped[0]))

# %% [markdown] lang="en"
# Like a car's odometer, the counter ran past its last number and began again at 0: 300 - 256 leaves {uint8_sum}. The
# brightest parts of the picture turned dark. Nothing failed, and nothing warned you. Remember this when a picture
# looks odd.

# %% [markdown] lang="ko" of="fd29836a"
# 자동차의 주행 거리계처럼 마지막 숫자를 넘어서자 0부터 다시 세었습니다. 300 - 256이니 {uint8_sum}이 남습니다. 그래서
# 사진에서 가장 밝은 곳이 어두워졌습니다. 오류도 경고도 없었습니다. 사진이 이상해 보일 때는 이 일을 떠올려 보세요.

# %% [markdown] lang="en"
# ## Your first exercise
#
# `brighten(pixel, amount)` adds `amount` to `pixel`, and stays within 0 and 255: what would be above becomes 255, what
# would be below becomes 0 (`amount` may be negative). Two lines will do. Here you are also meant to get it wrong once,
# so go slowly:
#
# 1. Run the two cells below as they are. The card says that you have not tried yet.
# 2. Put `return pixel + amount` in place of the line that ends in `# YOUR CODE HERE`, and run both again. Now the card shows
#    which case passes, which does not, and what was expected. Part of the points are already yours.
# 3. Run the cell with the hint, further down.
# 4. Mend your function until the card is green.

# %% [markdown] lang="ko" of="af61eb75"
# ## 첫 번째 문제
#
# `brighten(pixel, amount)`는 `pixel`에 `amount`를 더하되 0과 255 사이를 벗어나지 않습니다. 넘치면 255가 되고, 모자라면
# 0이 됩니다(`amount`는 음수일 수도 있습니다). 두 줄이면 충분합니다. 이번에는 일부러 한 번 틀려 볼 테니 천천히
# 따라오세요.
#
# 1. 아래 두 셀을 그대로 실행해 보세요. 아직 풀지 않았다는 카드가 나옵니다.
# 2. `# YOUR CODE HERE`로 끝나는 줄을 `return pixel + amount`로 바꾸고 두 셀을 다시 실행해 보세요. 어떤 경우가 맞고 어떤 경우가
#    틀렸는지, 어떤 값이 나와야 했는지 카드에 나옵니다. 배점의 일부는 이미 받았습니다.
# 3. 조금 아래에 있는 힌트 셀을 실행해 보세요.
# 4. 카드가 초록색이 될 때까지 함수를 고쳐 보세요.


# %% answer="brighten"
def brighten(pixel, amount):
    """Add amount to pixel, and stay within 0 and 255."""
    ### BEGIN SOLUTION
    brighter = pixel + amount
    return max(0, min(255, brighter))
    ### END SOLUTION


# %% check="brighten"
check("brighten")

# %% [markdown] lang="en"
# Stuck? Open a hint on the card, or ask for it as below. Hints are numbered: the first one nudges, the last one nearly
# tells. They never cost points.

# %% [markdown] lang="ko" of="2ef7be90"
# 막혔나요? 카드에서 힌트를 펼치거나 아래처럼 힌트를 요청해 보세요. 힌트에는 번호가 있습니다. 첫 번째는 살짝 귀띔만
# 하고, 마지막은 거의 다 알려 줍니다. 힌트를 보아도 점수는 깎이지 않습니다.

# %%
hint("brighten")

# %% [markdown] lang="en"
# Once you have made an attempt, the worked solution opens too, with the idea behind it. Look at it after passing as
# well: it may go about things differently from you.

# %% [markdown] lang="ko" of="696c34f1"
# 한 번이라도 시도하고 나면 풀이도 볼 수 있습니다. 풀이에는 그 바탕에 있는 생각도 함께 적혀 있습니다. 통과한 뒤에도
# 한번 읽어 보세요. 여러분과 다른 길로 갔을지도 모릅니다.

# %%
solution("brighten")

# %% [markdown] lang="en"
# To start an exercise over, take away the `#` below and run the cell. The empty exercise appears in a new cell, and
# its progress is forgotten. Your old answer stays where it is until you delete it.

# %% [markdown] lang="ko" of="bf4101ae"
# 문제를 처음부터 다시 풀고 싶으면 아래 셀의 `#`을 지우고 실행해 보세요. 비어 있는 답안이 새 셀에 나타나고, 그 문제의
# 진도는 지워집니다. 전에 쓴 답안은 직접 지울 때까지 그 자리에 남아 있습니다.

# %%
# from course_utils import reset; reset("brighten")

# %% [markdown] lang="en"
# Some pictures are drawn with *your* code, and wait until it is right. This one applies `brighten` to all pixels of
# the garment.

# %% [markdown] lang="ko" of="713fe585"
# *여러분의* 코드로 그리는 그림도 있습니다. 그런 그림은 코드가 맞을 때까지 기다립니다. 다음 그림은 옷 사진의 모든
# 픽셀에 `brighten`을 적용합니다.


# %%
@after("brighten")
def brightened():
    pixels = [brighten(int(pixel), 100) for pixel in garment.ravel()]
    by_you = np.array(pixels).reshape(garment.shape)
    _, ax = plt.subplots(figsize=(6, 3.2))
    plots.show_images([garment, by_you], columns=2, ax=ax)


# %% [markdown] lang="en"
# ## How many numbers is a picture?
#
# `fashion.train.images` holds all training images in one array. Find out its shape (there is an empty cell for trying
# things) and then write down how many numbers *one* image is made of. You will meet this number again.

# %% [markdown] lang="ko" of="3977c528"
# ## 사진 한 장은 숫자 몇 개일까요?
#
# `fashion.train.images`에는 훈련 이미지가 모두 배열 하나에 들어 있습니다. 배열의 형태를 알아본 다음(자유롭게 써 볼 빈
# 셀이 있습니다), 이미지 *한 장*이 숫자 몇 개로 이루어지는지 써 보세요. 이 수는 앞으로도 다시 만나게 됩니다.

# %%
# Try things here.

# %% answer="numbers_per_image"
### BEGIN SOLUTION
numbers_per_image = fashion.train.images[0].size
### END SOLUTION

# %% check="numbers_per_image"
check("numbers_per_image")


# %%
@after("numbers_per_image")
def remember():
    record("numbers_per_image", int(numbers_per_image))
    record("uint8_sum", int(wrapped[0]))
    record("source", fashion.source)


# %% [markdown] lang="en"
# ## Something to touch
#
# Cells can also hold *explorers*. This one is a whole artificial neuron, the subject of the next lesson. You need not
# understand it yet. Four corners, one line: on the coloured side the neuron answers 1, on the other side 0. Drag the
# line until all four answers are the wanted ones (the table beside it counts), then run the check.

# %% [markdown] lang="ko" of="036067d9"
# ## 손으로 움직여 보기
#
# 셀에는 *탐색기*가 들어 있기도 합니다. 아래의 탐색기는 다음 수업에서 배울 인공 뉴런입니다. 아직 이해하지 못해도
# 괜찮습니다. 꼭짓점이 네 개 있고 직선이 하나 있습니다. 뉴런은 색칠한 쪽에서는 1, 반대쪽에서는 0이라고 답합니다. 네
# 답이 모두 맞을 때까지 직선을 끌어 보세요(옆의 표가 맞은 개수를 세어 줍니다). 다 되면 확인 셀을 실행해 보세요.

# %% answer="and_line"
explorer = explore_perceptron("AND", weights=[1, -1], bias=0.5)
### BEGIN SOLUTION
explorer.weights = [1.0, 1.0]
explorer.bias = -1.5
### END SOLUTION
explorer

# %% check="and_line"
check("and_line")

# %% [markdown] lang="en"
# ## What is remembered, and where
#
# Green? Good. Now a question that catches everybody once: where does your line *live*?
#
# Behind the page runs a Python process, the **kernel**. It remembers every variable, and also where you dragged the
# line. The **file** keeps only what is written in the cells. Restart the kernel, and everything that is not written
# down is gone. When your lesson is handed in, it is run afresh, from the first cell to the last, in a new kernel.
# There your line stands where it started.
#
# So write it down. Read the numbers off the explorer and put two lines in place of `# YOUR CODE HERE`:
# ```
# explorer.weights = [..., ...]
# explorer.bias = ...
# ```
# Then try it: in the menu choose *Kernel*, *Restart Kernel and Run All Cells…*, and see whether the card is still
# green. That is worth doing before you hand in any lesson.

# %% [markdown] lang="ko" of="34c6c911"
# ## 무엇이 어디에 남을까요
#
# 초록색이 되었나요? 좋습니다. 이제 누구나 한 번은 걸려 넘어지는 질문을 하나 해 보겠습니다. 여러분이 옮긴 직선은
# *어디에* 있을까요?
#
# 화면 뒤에서는 **커널**이라는 파이썬 프로세스가 돌아갑니다. 커널은 모든 변수를 기억하고, 직선을 어디로 끌었는지도
# 기억합니다. **파일**에는 셀에 적힌 것만 남습니다. 커널을 다시 시작하면 적어 두지 않은 것은 모두 사라집니다. 제출한
# 수업은 새 커널에서 첫 셀부터 마지막 셀까지 처음부터 다시 실행됩니다. 그때 직선은 처음 자리로 돌아가 있습니다.
#
# 그러니 적어 두세요. 탐색기에 나온 숫자를 읽고 `# YOUR CODE HERE` 자리에 다음 두 줄을 써 보세요.
# ```
# explorer.weights = [..., ...]
# explorer.bias = ...
# ```
# 그리고 메뉴에서 *Kernel*, *Restart Kernel and Run All Cells…* 를 골라 카드가 여전히 초록색인지 확인해 보세요. 어느
# 수업이든 제출하기 전에 한 번은 이렇게 해 보세요.

# %% [markdown] lang="en"
# ## Four switches
#
# The first grey cell of each lesson holds four names. Change one there and run the notebook again:
#
# | name | values | what it does |
# | --- | --- | --- |
# | `LANGUAGE` | "en", "ko" | the language of cards, plots and explorers |
# | `PROFILE` | "quick", "full" | short training runs, or the full ones |
# | `SOURCE` | "auto", "real", "synthetic" | real photos, images drawn by a program, or real ones if they are on this machine |
# | `SEED` | any whole number | where the chance in an experiment begins |
#
# The text of a lesson does not change with `LANGUAGE`; the English lessons lie in `lessons/en`, their Korean twins in
# `lessons/ko`. And every data set says which source it comes from, as the one above did when it was loaded.

# %% [markdown] lang="ko" of="028e828c"
# ## 스위치 네 개
#
# 모든 수업의 첫 회색 셀에는 이름 네 개가 있습니다. 거기에서 값을 바꾸고 노트북을 다시 실행해 보세요.
#
# | 이름 | 값 | 하는 일 |
# | --- | --- | --- |
# | `LANGUAGE` | "en", "ko" | 카드, 그림, 탐색기의 언어 |
# | `PROFILE` | "quick", "full" | 짧은 훈련 또는 완전한 훈련 |
# | `SOURCE` | "auto", "real", "synthetic" | 실제 사진, 프로그램으로 그린 이미지, 실제 사진이 이 컴퓨터에 있을 때만 실제 사진 |
# | `SEED` | 아무 정수 | 실험에 쓰는 난수의 출발점 |
#
# `LANGUAGE`를 바꾸어도 본문의 언어는 바뀌지 않습니다. 한국어 수업은 `lessons/ko`에, 같은 내용의 영어 수업은
# `lessons/en`에 있습니다. 그리고 데이터를 불러올 때는 위에서 본 것처럼 어느 쪽 데이터인지 언제나 알려 줍니다.

# %%
progress()

# %% [markdown] lang="en"
# ## Self-quiz
#
# No points here. Every choice explains itself when you open it, the wrong ones too.

# %% [markdown] lang="ko" of="d3f08c3b"
# ## 스스로 점검하기
#
# 점수는 없습니다. 맞는 보기든 틀린 보기든 열어 보면 설명이 나옵니다.

# %%
quiz("after_restart")

# %%
quiz("partial_card")

# %% [markdown] lang="en"
# ## One question to answer in words
#
# A friend writes: "Yesterday all my cards were green. I deleted a cell that I no longer needed, saved, and handed in.
# My teacher says that half of it fails!" In two or three sentences, explain what most likely happened, and how your
# friend could have seen it coming. Replace the pencil below. A person will read it.

# %% [markdown] lang="ko" of="e80a61d0"
# ## 글로 답하는 질문
#
# 친구에게서 이런 글이 왔습니다. "어제는 카드가 전부 초록색이었어. 필요 없는 셀 하나를 지우고 저장해서 제출했는데,
# 선생님이 절반이 틀렸다고 하셔!" 무슨 일이 있었을지, 그리고 어떻게 하면 미리 알 수 있었을지 두세 문장으로 설명해
# 보세요. 아래의 연필 표시를 지우고 쓰면 됩니다. 이 답은 사람이 읽습니다.

# %% [markdown] manual="open_question"
# ### BEGIN SOLUTION
# The deleted cell defined something that later cells use. The kernel still remembered it, so everything stayed green
# that day; in the file it no longer existed, and a fresh run failed from there on. Restarting the kernel and running
# all cells before handing in would have shown it.
#
# 지운 셀에서 정의한 것을 뒤의 셀들이 쓰고 있었습니다. 커널은 그것을 아직 기억하고 있어서 그날은 모두 초록색이었지만,
# 파일에는 남아 있지 않아 처음부터 다시 실행하자 그 뒤가 실패했습니다. 제출하기 전에 커널을 다시 시작하고 모든 셀을
# 실행해 보았다면 알 수 있었습니다.
# ### END SOLUTION

# %% [markdown] lang="en"
# ## What you take with you
#
# - Shift + Enter runs a cell. The kernel remembers variables; the file keeps what is written. Restart and run all before handing in.
# - `check`, `hint`, `solution`, `reset` and `progress` are always at hand, and asking costs nothing.
# - A card gives part of the points for part of the work, and says what to look at next.
# - Numbers have a storage size. In `uint8`, 200 + 100 is {uint8_sum}; one image of this course's first data set is
#   {numbers_per_image} such numbers.
#
# **Next:** the line that you dragged was found by hand. In lesson 01 you build the neuron behind it, and let it find
# its line by itself.

# %% [markdown] lang="ko" of="ec1ed7e5"
# ## 정리
#
# - Shift + Enter로 셀을 실행합니다. 커널은 변수를 기억하고, 파일에는 적은 것만 남습니다. 제출하기 전에는 다시 시작하고 모두 실행해 보세요.
# - `check`, `hint`, `solution`, `reset`, `progress`는 언제든 쓸 수 있고, 물어본다고 손해 볼 것은 없습니다.
# - 일부만 맞아도 그만큼 점수를 받고, 다음에 무엇을 볼지 카드가 알려 줍니다.
# - 숫자는 정해진 크기로 저장됩니다. `uint8`에서는 200 + 100이 {uint8_sum}이고, 첫 데이터의 이미지 한 장은 이런 숫자
#   {numbers_per_image}개입니다.
#
# **다음 수업:** 방금 옮긴 직선은 손으로 찾은 것입니다. 01에서는 그 뒤에 있는 뉴런을 직접 만들고, 뉴런이 스스로 직선을
# 찾게 해 봅니다.
