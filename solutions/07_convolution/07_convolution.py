# %% [markdown] lang="en"
# # 07 · Convolution by hand
#
# **You will be able to**
# - compute a convolution by hand and in NumPy, with padding, stride, channels and many kernels,
# - say beforehand how large a feature map is, how many parameters a layer has and how much of the image one number sees,
# - explain what pooling keeps and what it throws away, and why "a CNN does not care where the object is" is only half true.
#
# **Time:** 75 to 90 minutes of yours, without the two bonuses. The cells take well under a minute, with `PROFILE` "quick" and "full" alike.

# %% [markdown] lang="ko" of="e97fd097"
# # 07 · 손으로 하는 합성곱
#
# **이 수업을 마치면**
# - 합성곱을 손으로도, NumPy로도 계산할 수 있습니다. 패딩, 스트라이드, 채널이 있고 커널이 여러 개여도 됩니다.
# - 특성 맵의 크기, 층의 파라미터 수, 값 하나가 보는 이미지의 넓이를 계산하기 전에 말할 수 있습니다.
# - 풀링이 무엇을 남기고 무엇을 버리는지, "CNN은 물체의 위치를 상관하지 않는다"라는 말이 왜 절반만 맞는지 설명할 수 있습니다.
#
# **걸리는 시간:** 더 해 보기 두 개를 빼고 75분에서 90분쯤입니다. 셀을 실행하는 데는 1분도 걸리지 않고, `PROFILE`이
# "quick"이든 "full"이든 같습니다.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
from time import perf_counter

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from course_utils import (
    after,
    check,
    explore_arithmetic,
    explore_kernel,
    explore_pooling,
    lesson,
    nn,
    plots,
    predict,
    quiz,
    record,
)
from course_utils.data import load_photo

lesson("07_convolution", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

photo = load_photo("flower", side=96)
grey = photo.mean(axis=2)

# %% [markdown] lang="en"
# ## A card with a hole
#
# Cover a photo with a card that has a 3 x 3 hole in it. Slide the hole over the photo and, at each stop, ask one
# question: *is there an upright edge here?* Write the answer down as a number and move one pixel on. The sheet of
# answers is a new image. That is all a convolution does, and a network learns which questions to ask.
#
# Below, the nine numbers are the question. Each one is multiplied with the pixel under it, and the nine products are
# added up; the explorer shows them at the place where you point. Drag the numbers until only the **upright** (vertical)
# edges of the flower light up: silence on even ground, silence at level edges. (Your own photo works too: there is a
# button.)
#
# Then write your nine numbers down in place of `# YOUR CODE HERE`, as `explorer.kernel = [[..., ..., ...], ...]`.

# %% [markdown] lang="ko" of="89386ef3"
# ## 구멍 뚫린 카드
#
# 3 x 3 크기의 구멍이 뚫린 카드로 사진을 덮었다고 해 봅시다. 구멍을 한 칸씩 옮길 때마다 똑같은 질문을 하나 던집니다.
# *여기에 세로 경계가 있나요?* 대답을 숫자로 적고 한 픽셀 옆으로 갑니다. 이렇게 모은 대답이 새로운 이미지가 됩니다.
# 합성곱이 하는 일은 이것이 전부이고, 신경망은 어떤 질문을 던질지를 배웁니다.
#
# 아래에서는 숫자 아홉 개가 질문입니다. 숫자마다 그 아래에 놓인 픽셀을 곱하고, 곱 아홉 개를 모두 더합니다. 그림 위에
# 마우스를 올리면 그 자리의 계산이 보입니다. 숫자를 끌어서 꽃의 **세로** 경계만 빛나게 해 보세요. 밝기가 고른 곳과 가로
# 경계에서는 조용해야 합니다. (버튼을 누르면 내 사진으로도 해 볼 수 있습니다.)
#
# 다 되면 `# YOUR CODE HERE` 자리에 숫자 아홉 개를 적어 두세요. `explorer.kernel = [[..., ..., ...], ...]`처럼 쓰면
# 됩니다.

# %% answer="upright_edges"
explorer = explore_kernel(load_photo("flower"), "identity")
explorer.view = "absolute"
### BEGIN SOLUTION
explorer.kernel = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]
### END SOLUTION
explorer

# %% check="upright_edges"
check("upright_edges")

# %% [markdown] lang="en"
# ## One window, one number
#
# The nine (or 25, or 49) numbers are called a **kernel**, or a filter. What lies under the hole is a **patch** of the
# image. Multiply number by number, add up, done:
#
# $$\text{answer} = \sum_{a} \sum_{b} \text{patch}_{ab} \cdot \text{kernel}_{ab}$$
#
# You know this sum: it is the one a perceptron computes, inputs times weights. The only new thing is that the inputs
# keep their places in a square instead of standing in a row.
#
# Write `window_sum(patch, kernel)` for two arrays of the same shape.

# %% [markdown] lang="ko" of="43657f57"
# ## 창 하나에 숫자 하나
#
# 이 아홉 개(또는 25개, 49개)의 숫자를 **커널**이라고 부르고, 필터라고도 합니다. 구멍 아래에 놓인 이미지의 한 부분은
# **조각**(patch)이라고 합시다. 같은 자리의 숫자끼리 곱해서 모두 더하면 끝입니다.
#
# $$\text{답} = \sum_{a} \sum_{b} \text{patch}_{ab} \cdot \text{kernel}_{ab}$$
#
# 이미 본 적이 있는 합입니다. 퍼셉트론이 계산하던, 입력 곱하기 가중치의 합입니다. 새로운 점은 입력이 한 줄로 서지 않고
# 정사각형 안의 제자리를 지킨다는 것뿐입니다.
#
# 모양이 같은 두 배열을 받는 `window_sum(patch, kernel)`을 써 보세요.


# %% answer="window_sum"
def window_sum(patch, kernel):
    """Multiply number by number, and add everything up."""
    ### BEGIN SOLUTION
    return np.sum(patch * kernel)
    ### END SOLUTION


# %% check="window_sum"
check("window_sum")

# %% [markdown] lang="en"
# ### A detector for a curve
#
# Here is a 7 x 7 kernel made to find one particular curve: 30s along it, 0 elsewhere. Beside it are two patches of a
# drawing of a mouse: the curve of its back, and a bit of its head.

# %% [markdown] lang="ko" of="0a2c3215"
# ### 곡선 탐지기
#
# 다음은 어떤 곡선 하나를 찾으려고 만든 7 x 7 커널입니다. 곡선을 따라 30이 놓여 있고 나머지는 0입니다. 그 옆은 생쥐
# 그림에서 떼어 낸 두 조각입니다. 하나는 등의 곡선이고, 하나는 머리의 일부입니다.

# %%
CURVE = np.zeros((7, 7), dtype=int)
CURVE[[0, 1, 2, 3, 4, 5], [5, 4, 3, 3, 3, 3]] = 30

BACK = np.array(
    [
        [0, 0, 0, 0, 0, 0, 30],
        [0, 0, 0, 0, 50, 50, 50],
        [0, 0, 0, 20, 50, 0, 0],
        [0, 0, 0, 50, 50, 0, 0],
        [0, 0, 0, 50, 50, 0, 0],
        [0, 0, 0, 50, 50, 0, 0],
        [0, 0, 0, 50, 50, 0, 0],
    ]
)
HEAD = np.array(
    [
        [0, 0, 0, 0, 0, 0, 0],
        [0, 40, 0, 0, 0, 0, 0],
        [40, 0, 40, 0, 0, 0, 0],
        [40, 20, 0, 0, 0, 0, 0],
        [0, 50, 0, 0, 0, 0, 0],
        [0, 0, 50, 0, 0, 0, 0],
        [25, 25, 0, 50, 0, 0, 0],
    ]
)
plots.show_numbers({"CURVE": CURVE, "BACK": BACK, "HEAD": HEAD})


# %%
@after("window_sum")
def curve_detector():
    record("curve_on_back", window_sum(BACK, CURVE))
    record("curve_on_head", window_sum(HEAD, CURVE))


# %% [markdown] lang="en"
# {curve_on_back:,} on the matching patch, {curve_on_head} on the other. A large answer means "yes, here"; that is how a
# kernel recognises.
#
# The slide these numbers come from explains the {curve_on_back:,} as
# $(50 \cdot 30) + (50 \cdot 30) + (50 \cdot 30) + (50 \cdot 30) + (50 \cdot 30)$. Add that up: it makes 7,500, not
# {curve_on_back:,}. The result is right and the explanation is not. One of those five pixels is no 50.
#
# **Find it.** Write its place as `odd_pixel = (row, column)`, counted from 0 as NumPy does.

# %% [markdown] lang="ko" of="cb9ae469"
# 곡선이 맞는 조각에서는 {curve_on_back:,}, 다른 조각에서는 {curve_on_head}입니다. 답이 크면 "네, 여기 있습니다"라는
# 뜻입니다. 커널은 이렇게 알아봅니다.
#
# 이 숫자들이 실린 슬라이드는 {curve_on_back:,}을
# $(50 \cdot 30) + (50 \cdot 30) + (50 \cdot 30) + (50 \cdot 30) + (50 \cdot 30)$이라고 설명합니다. 더해 보세요.
# {curve_on_back:,}이 아니라 7,500입니다. 결과는 맞는데 설명이 틀렸습니다. 다섯 픽셀 가운데 하나는 50이 아닙니다.
#
# **찾아보세요.** 그 자리를 `odd_pixel = (row, column)`처럼 적으세요. NumPy처럼 0부터 셉니다.

# %% answer="odd_pixel"
### BEGIN SOLUTION
odd_pixel = (2, 3)
### END SOLUTION

# %% check="odd_pixel"
check("odd_pixel")

# %% [markdown] lang="en"
# ## Count the stops
#
# Now let the window walk. **Predict before you run.** A 28 x 28 image, a 5 x 5 kernel, one pixel per step, and the
# window must stay on the image: how many places are there from left to right? In other words, how wide is the
# **feature map**, the sheet of answers?

# %% [markdown] lang="ko" of="96fb9129"
# ## 멈추는 자리 세기
#
# 이제 창을 옮겨 봅시다. **실행하기 전에 예상해 보세요.** 28 x 28 이미지 위에서 5 x 5 커널을 한 픽셀씩 옮기고, 창은
# 이미지를 벗어날 수 없습니다. 왼쪽에서 오른쪽까지 멈추는 자리는 몇 군데일까요? 다시 말해, 대답을 모은 **특성 맵**의 한
# 변은 얼마일까요?

# %% answer="width"
### BEGIN SOLUTION
width = 24
### END SOLUTION


# %%
def walking_window():
    explorer = explore_arithmetic(28, 5, padding=0, stride=1, layers=[{"kernel_size": 5}])
    explorer.formula = False
    return explorer


predict("width", width, outcome=walking_window)

# %% [markdown] lang="en"
# Three more settings change the count. Try each of them in the explorer. Its lower half is for later.
#
# - **Padding** $p$ puts zeros around the image, on *both* ends of each side. Without it, every layer nibbles the image
#   smaller, and the rim is looked at less: 3 x 3 windows see a corner pixel once and a pixel in the middle nine times.
#   With $p = 1$ a 3 x 3 kernel makes 5 x 5 out of 5 x 5.
# - **Stride** $s$ is how far the window moves at each step. 2 halves the side, saves three quarters of the work, and
#   skips detail.
# - **Dilation** $d$ spreads the numbers of the kernel apart: the next number reads $d$ pixels further on. A kernel of 3
#   with $d = 2$ has two gaps of one pixel and so reaches over 5.
#
# Write `output_side(side, kernel_size, padding=0, stride=1, dilation=1)`: the number of places along one side. The
# window's left end may stand at 0, at `stride`, at `2 * stride`, … as long as the whole window is on the padded image.
# There is a formula, and this time the explorer keeps it to itself: get there by counting, and you will not have to
# remember it. (Compare with the explorer's picture whenever you like.)

# %% [markdown] lang="ko" of="32a02a4f"
# 세 가지 설정이 이 수를 바꿉니다. 탐색기에서 하나씩 바꾸어 보세요. 탐색기의 아래쪽 절반은 나중에 봅니다.
#
# - **패딩** $p$는 이미지 둘레에 0을 두릅니다. 각 변의 *양쪽* 끝에 모두 붙입니다. 패딩이 없으면 층을 지날 때마다 이미지가
#   조금씩 줄고, 가장자리는 덜 보게 됩니다. 창이 3 x 3이면 가운데 픽셀은 아홉 번 보지만 모서리 픽셀은 한 번만 봅니다. $p = 1$이면
#   3 x 3 커널이 5 x 5에서 5 x 5를 만듭니다.
# - **스트라이드** $s$는 창이 한 번에 옮겨 가는 거리입니다. 2이면 변이 절반이 되고 계산은 4분의 1로 줄지만, 세밀한 부분을
#   건너뜁니다.
# - **팽창** $d$는 커널의 숫자 사이를 벌립니다. 다음 숫자가 $d$픽셀 떨어진 곳을 읽습니다. 크기가 3인 커널에서 $d = 2$이면
#   한 픽셀짜리 틈이 두 개 생겨 5픽셀에 걸칩니다.
#
# `output_side(side, kernel_size, padding=0, stride=1, dilation=1)`를 써 보세요. 한 변에서 창이 멈추는 자리의 수를
# 돌려줍니다. 창의 왼쪽 끝은 0, `stride`, `2 * stride`, … 에 설 수 있습니다. 단, 창 전체가 패딩한 이미지 안에 있어야
# 합니다. 공식이 있지만 이번에는 탐색기가 보여 주지 않습니다. 직접 세어서 얻어 보세요. 그러면 외울 필요가 없습니다. (탐색기의
# 그림과는 언제든지 비교해 보세요.)


# %% answer="output_side"
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    """How many places the window can stand along one side."""
    ### BEGIN SOLUTION
    reach = dilation * (kernel_size - 1) + 1
    return (side + 2 * padding - reach) // stride + 1
    ### END SOLUTION


# %% check="output_side"
check("output_side")

# %% [markdown] lang="en"
# What you counted is the formula that stands in every textbook; $\lfloor \; \rfloor$ rounds down:
#
# $$o = \left\lfloor \frac{n + 2p - d(k - 1) - 1}{s} \right\rfloor + 1$$
#
# ## The window goes everywhere
#
# Time to fill the sheet of answers. Row $i$, column $j$ of the feature map belongs to the window that begins at row
# $i \cdot s$ and column $j \cdot s$ of the padded image:
#
# $$\text{map}_{ij} = \sum_{a} \sum_{b} \text{image}_{i s + a,\; j s + b} \cdot \text{kernel}_{ab}$$
#
# Write `conv2d(image, kernel, padding=0, stride=1)` with plain loops: a grey `image`, not necessarily square, a square
# `kernel`. `np.pad(image, padding)` puts the zeros around.
#
# A word about words. Mathematicians call this **cross-correlation**; their *convolution* first turns the kernel by half
# a circle. Networks do not turn it, and call it convolution all the same. So shall we.

# %% [markdown] lang="ko" of="85107b35"
# 방금 센 것이 모든 교과서에 실린 공식입니다. $\lfloor \; \rfloor$는 내림을 뜻합니다.
#
# $$o = \left\lfloor \frac{n + 2p - d(k - 1) - 1}{s} \right\rfloor + 1$$
#
# ## 창을 구석구석 옮기기
#
# 이제 대답을 모두 채울 차례입니다. 특성 맵의 $i$행 $j$열은 패딩한 이미지의 $i \cdot s$행 $j \cdot s$열에서 시작하는 창의
# 대답입니다.
#
# $$\text{map}_{ij} = \sum_{a} \sum_{b} \text{image}_{i s + a,\; j s + b} \cdot \text{kernel}_{ab}$$
#
# 반복문만으로 `conv2d(image, kernel, padding=0, stride=1)`를 써 보세요. `image`는 회색조이고 정사각형이 아닐 수도
# 있습니다. `kernel`은 정사각형입니다. `np.pad(image, padding)`이 둘레에 0을 둘러 줍니다.
#
# 이름에 대해 한마디 하겠습니다. 수학에서는 이 계산을 **교차상관**이라고 부릅니다. 수학의 *합성곱*은 먼저 커널을 반
# 바퀴 돌립니다. 신경망은 돌리지 않으면서도 합성곱이라고 부릅니다. 우리도 그렇게 부르겠습니다.


# %% answer="conv2d"
def conv2d(image, kernel, padding=0, stride=1):
    """Slide the kernel over a grey image and return the feature map."""
    ### BEGIN SOLUTION
    padded = np.pad(image, padding)
    size = len(kernel)
    rows = output_side(image.shape[0], size, padding, stride)
    columns = output_side(image.shape[1], size, padding, stride)
    feature_map = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            patch = padded[i * stride : i * stride + size, j * stride : j * stride + size]
            feature_map[i, j] = window_sum(patch, kernel)
    return feature_map
    ### END SOLUTION


# %% check="conv2d"
check("conv2d")

# %% [markdown] lang="en"
# ### A second slide to mark
#
# Another slide takes a 5 x 5 image of 0s and 1s, puts zeros around it and applies a 3 x 3 kernel. On the right is the
# feature map that it prints.

# %% [markdown] lang="ko" of="1d0c4338"
# ### 슬라이드 하나 더 채점하기
#
# 다른 슬라이드에서는 0과 1로 된 5 x 5 이미지 둘레에 0을 두르고 3 x 3 커널을 적용합니다. 오른쪽이 거기에 인쇄된 특성
# 맵입니다.

# %%
IMAGE = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
CROSS = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
PRINTED = np.array([[2, 2, 2, 1, 1], [1, 4, 3, 4, 1], [1, 2, 4, 3, 3], [1, 2, 3, 4, 1], [0, 2, 2, 1, 1]])
plots.show_numbers({"IMAGE": IMAGE, "CROSS": CROSS, "PRINTED": PRINTED})

# %% [markdown] lang="en"
# One entry is misprinted. Which one, and what should it be? Your `conv2d` knows, or a pencil. Answer with
# `misprint = (row, column, right_value)`, counted from 0.

# %% [markdown] lang="ko" of="40ab146d"
# 값 하나가 잘못 인쇄되었습니다. 어느 것이고, 얼마여야 할까요? 여러분의 `conv2d`가 알고 있고, 연필로도 알 수 있습니다.
# `misprint = (row, column, right_value)` 꼴로 답하세요. 0부터 셉니다.

# %% answer="misprint"
### BEGIN SOLUTION
misprint = (0, 2, 3)
### END SOLUTION

# %% check="misprint"
check("misprint")

# %% [markdown] lang="en"
# ## Kernels worth knowing
#
# Long before networks learned kernels, people designed them. First a riddle. A kernel of eight zeros has a single 1, at
# the right end of its middle row:
#
# $$\begin{pmatrix} 0 & 0 & 0 \\ 0 & 0 & 1 \\ 0 & 0 & 0 \end{pmatrix}$$
#
# **Predict before you run.** What does it do to the image above, with zeros around it: does everything move to the
# `"left"`, to the `"right"`, or does it stay where it is and change (`"stays"`)?

# %% [markdown] lang="ko" of="6c6babd6"
# ## 알아 둘 만한 커널
#
# 신경망이 커널을 배우기 훨씬 전에는 사람이 커널을 설계했습니다. 먼저 수수께끼를 하나 냅니다. 0이 여덟 개이고, 가운데
# 행의 오른쪽 끝에만 1이 있는 커널입니다.
#
# $$\begin{pmatrix} 0 & 0 & 0 \\ 0 & 0 & 1 \\ 0 & 0 & 0 \end{pmatrix}$$
#
# **실행하기 전에 예상해 보세요.** 둘레에 0을 두르고 위의 이미지에 적용하면 어떻게 될까요? 모든 것이 왼쪽으로
# 움직일까요(`"left"`), 오른쪽으로 움직일까요(`"right"`), 아니면 제자리에서 모습만 바뀔까요(`"stays"`)?

# %% answer="moves"
### BEGIN SOLUTION
moves = "left"
### END SOLUTION

# %%
RIDDLE = np.array([[0, 0, 0], [0, 0, 1], [0, 0, 0]])


def riddle():
    maps = nn.cross_correlate(IMAGE[None, :, :, None], RIDDLE[:, :, None, None], padding=1)
    return plots.show_numbers({"IMAGE": IMAGE, "RIDDLE": RIDDLE, "ANSWER": maps[0, :, :, 0]})


predict("moves", moves, outcome=riddle)

# %% [markdown] lang="en"
# Each place answers with its *right* neighbour, so everything moves one pixel to the **left**, and zeros come in on the
# right. Shifting, then, is a convolution too.
#
# Now the classics, on our photo in grey. Kernels that add up to 1 keep the brightness and are shown as they are; those
# that add up to 0 are silent on even ground, and we show the size of their answers. The last one, `mine`, is yours:
# replace its nine numbers and run the cell again.

# %% [markdown] lang="ko" of="6c5f5172"
# 자리마다 자기 *오른쪽* 이웃을 답하므로 모든 것이 **왼쪽**으로 한 픽셀 움직이고, 오른쪽에서는 0이 들어옵니다. 그러니까
# 옮기기도 합성곱입니다.
#
# 이제 잘 알려진 커널들을 회색조 사진에 적용해 봅시다. 합이 1인 커널은 밝기를 지키므로 그대로 보여 줍니다. 합이 0인 커널은
# 밝기가 고른 곳에서 조용하므로 답의 크기를 보여 줍니다. 마지막 `mine`은 여러분의 것입니다. 숫자 아홉 개를 바꾸고 셀을 다시
# 실행해 보세요.

# %%
KERNELS = {
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "box": np.full((3, 3), 1 / 9),
    "gaussian": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "emboss": np.array([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]),
    "outline": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sobel_x": np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
    "sobel_y": np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]]),
    "laplacian": np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]]),
    "mine": np.array([[0, 1, 2], [-1, 0, 1], [-2, -1, 0]]),
}


@after("conv2d")
def gallery():
    import matplotlib.pyplot as plt

    pictures = []
    for kernel in KERNELS.values():
        feature_map = conv2d(grey, kernel)
        silent = abs(kernel.sum()) < 1e-9
        shown = np.abs(feature_map) if silent else feature_map
        pictures.append(np.clip(shown, 0, 255).astype(np.uint8))
    _, ax = plt.subplots(figsize=(9, 4.3), layout="constrained")
    return plots.show_images(pictures, range(len(KERNELS)), list(KERNELS), columns=5, ax=ax)


# %% [markdown] lang="en"
# Look at `sobel_x` and `sobel_y`: one answers where brightness changes from left to right, the other where it changes
# from top to bottom. `laplacian` and `outline` compare a pixel with its neighbours whatever the direction. `sharpen` is
# `identity` minus `laplacian`: it takes a pixel and exaggerates how it differs.
#
# ## All windows at once
#
# Loops in Python are slow. NumPy can hand over *all* windows as one array, without copying a single number:

# %% [markdown] lang="ko" of="d7684987"
# `sobel_x`와 `sobel_y`를 보세요. 하나는 밝기가 왼쪽에서 오른쪽으로 변하는 곳에서, 다른 하나는 위에서 아래로 변하는 곳에서
# 답합니다. `laplacian`과 `outline`은 방향에 상관없이 픽셀을 이웃과 비교합니다. `sharpen`은 `identity`에서 `laplacian`을
# 뺀 것입니다. 픽셀에 이웃과의 차이를 더해 과장합니다.
#
# ## 모든 창을 한꺼번에
#
# 파이썬의 반복문은 느립니다. NumPy는 *모든* 창을 배열 하나로 건네줄 수 있습니다. 숫자는 하나도 복사하지 않습니다.

# %%
windows = sliding_window_view(IMAGE, (3, 3))
print(IMAGE.shape, "->", windows.shape)
print(windows[0, 2])

# %% [markdown] lang="en"
# The shape (3, 3, 3, 3) reads: 3 rows and 3 columns of *places*, and at each place a 3 x 3 *patch*. `windows[0, 2]` is
# the patch in the upper right.
#
# Write `conv2d_fast(image, kernel, padding=0, stride=1)`: the same answers as `conv2d`, but no loop. Three steps: pad,
# take the windows (every `stride`-th of them), multiply with the kernel and add up over the two axes of the patch.

# %% [markdown] lang="ko" of="331bf262"
# 모양 (3, 3, 3, 3)은 이렇게 읽습니다. *자리*가 3행 3열이고, 자리마다 3 x 3 *조각*이 하나씩 있습니다. `windows[0, 2]`는
# 오른쪽 위의 조각입니다.
#
# `conv2d_fast(image, kernel, padding=0, stride=1)`를 써 보세요. 답은 `conv2d`와 같지만 반복문이 없습니다. 세 단계입니다.
# 패딩하고, 창을 `stride`칸마다 골라 꺼내고, 커널을 곱해 조각의 두 축을 따라 더합니다.


# %% answer="conv2d_fast"
def conv2d_fast(image, kernel, padding=0, stride=1):
    """Give the same feature map as conv2d, all windows at once."""
    ### BEGIN SOLUTION
    padded = np.pad(image, padding)
    windows = sliding_window_view(padded, np.shape(kernel))[::stride, ::stride]
    return np.sum(windows * kernel, axis=(2, 3))
    ### END SOLUTION


# %% check="conv2d_fast"
check("conv2d_fast")


# %%
@after("conv2d", "conv2d_fast")
def race():
    runners = {"conv2d": conv2d, "conv2d_fast": conv2d_fast}
    seconds = {name: [] for name in runners}
    for _ in range(7):
        for name, runner in runners.items():
            begun = perf_counter()
            runner(grey, KERNELS["sobel_x"])
            seconds[name].append(perf_counter() - begun)
    medians = {name: float(np.median(times)) for name, times in seconds.items()}
    for name, median in medians.items():
        print(f"{name:12} {1000 * median:8.2f} ms")
    record("vectorised_speedup", medians["conv2d"] / medians["conv2d_fast"])


# %% [markdown] lang="en"
# Measured side by side on this 96 x 96 photo, the version without loops is about {vectorised_speedup:.0f} times as fast
# where these pages were made. On your machine it will be another number, and still a large one.
#
# ## Colours, and many questions at once
#
# A colour photo has three **channels**: red, green, blue. A kernel then has three sheets as well, one per channel. Each
# sheet is slid over its own channel, and the three sums are **added into one number**, plus a bias. A kernel always
# looks at all channels at once, and makes *one* feature map.
#
# One question is not enough, so a layer has many kernels. Their feature maps are stacked, and become the channels of
# the next layer's input. Shapes first, as in lesson 03, with channels last as in Keras (some books, slides and PyTorch
# put them first: $(3, 256, 256)$ where we write $(256, 256, 3)$):
#
# | array | shape |
# | --- | --- |
# | `images` | $(N, H, W, C_{in})$ |
# | `kernels` | $(K, K, C_{in}, C_{out})$ |
# | `biases` | $(C_{out})$ |
# | feature maps | $(N, H_{out}, W_{out}, C_{out})$ |
#
# Write `convolve_layer(images, kernels, biases, padding=0, stride=1)`. Loops over images, kernels and channels are
# fine; your `conv2d_fast` does the rest.

# %% [markdown] lang="ko" of="94908ac9"
# 이 96 x 96 사진으로 나란히 재었을 때, 이 글을 만든 컴퓨터에서는 반복문이 없는 쪽이 {vectorised_speedup:.0f}배쯤
# 빨랐습니다. 여러분의 컴퓨터에서는 다른 값이 나오겠지만 역시 클 것입니다.
#
# ## 색, 그리고 한꺼번에 여러 질문
#
# 컬러 사진에는 **채널**이 세 개 있습니다. 빨강, 초록, 파랑입니다. 그러면 커널도 채널마다 한 장씩, 세 장이 됩니다. 한 장씩
# 자기 채널 위를 옮겨 다니고, 세 합을 **모두 더해 수 하나**로 만든 뒤 편향을 더합니다. 커널은 언제나 모든 채널을 한꺼번에
# 보고 특성 맵을 *한 장* 만듭니다.
#
# 질문 하나로는 모자라므로 층에는 커널이 여러 개 있습니다. 그 특성 맵들을 겹쳐 쌓으면 다음 층이 받는 입력의 채널이 됩니다.
# 03에서처럼 모양부터 봅시다. Keras처럼 채널을 맨 뒤에 씁니다. (앞에 쓰는 책과 슬라이드도 있고 PyTorch도 그렇습니다. 우리가
# $(256, 256, 3)$이라고 쓰는 것을 $(3, 256, 256)$이라고 씁니다.)
#
# | 배열 | 모양 |
# | --- | --- |
# | `images` | $(N, H, W, C_{in})$ |
# | `kernels` | $(K, K, C_{in}, C_{out})$ |
# | `biases` | $(C_{out})$ |
# | 특성 맵 | $(N, H_{out}, W_{out}, C_{out})$ |
#
# `convolve_layer(images, kernels, biases, padding=0, stride=1)`를 써 보세요. 이미지, 커널, 채널을 반복문으로 돌아도
# 괜찮습니다. 나머지는 여러분의 `conv2d_fast`가 해 줍니다.


# %% answer="convolve_layer"
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    """Apply every kernel to every image: one sum over all channels, plus the kernel's bias."""
    ### BEGIN SOLUTION
    feature_maps = []
    for image in images:
        sheets = []
        for number, bias in enumerate(biases):
            channels = range(image.shape[2])
            kernel = kernels[:, :, :, number]
            sums = [conv2d_fast(image[:, :, c], kernel[:, :, c], padding, stride) for c in channels]
            sheets.append(sum(sums) + bias)
        feature_maps.append(np.stack(sheets, axis=2))
    return np.array(feature_maps)
    ### END SOLUTION


# %% check="convolve_layer"
check("convolve_layer")

# %% [markdown] lang="en"
# Four questions to the colour photo: 0 asks for upright edges and 1 for level edges, in all three channels; 2 asks "more
# red than blue?"; 3 asks the opposite. Behind a convolution usually stands a **ReLU**, as in lesson 02: negative answers
# become 0. It does not know what matters; it only says that "not at all" and "the very opposite" shall count alike.
# Without it, two convolutions in a row would be no more than one with a larger kernel.

# %% [markdown] lang="ko" of="fddb7b6d"
# 컬러 사진에 질문 네 개를 던져 봅시다. 0은 세로 경계를, 1은 가로 경계를 세 채널 모두에서 찾습니다. 2는 "파랑보다
# 빨강이 많은가요?", 3은 그 반대를 묻습니다. 합성곱 뒤에는 대개 02에서 본 **ReLU**가 옵니다. 음수인 답은 0이 됩니다. ReLU는
# 무엇이 중요한지 알지 못합니다. "전혀 아니다"와 "정반대다"를 똑같이 다룰 뿐입니다. ReLU가 없으면 합성곱을 두 번 이어도 더 큰
# 커널로 한 번 한 것과 다르지 않습니다.


# %%
@after("convolve_layer")
def four_questions():
    import matplotlib.pyplot as plt

    kernels = np.zeros((3, 3, 3, 4))
    kernels[:, :, :, 0] = KERNELS["sobel_x"][:, :, None] / 9
    kernels[:, :, :, 1] = KERNELS["sobel_y"][:, :, None] / 9
    kernels[1, 1, :, 2] = [1, 0, -1]
    kernels[1, 1, :, 3] = [-1, 0, 1]
    feature_maps = convolve_layer(photo[None] / 255, kernels, np.zeros(4))
    print((1, *photo.shape), "->", feature_maps.shape)
    _, ax = plt.subplots(figsize=(9, 2.9), layout="constrained")
    return plots.show_feature_maps(np.maximum(feature_maps[0], 0), columns=4, ax=ax)


# %% [markdown] lang="en"
# ### Count what is learned
#
# In a network nobody writes these numbers down: they are the parameters, and training finds them. How many are there?
# Write `count_conv_parameters(kernel_size, channels_in, channels_out)`, biases included. The size of the image is not
# among the arguments, and that is the point.

# %% [markdown] lang="ko" of="4ee2ba1d"
# ### 학습할 숫자 세기
#
# 신경망에서는 아무도 이 숫자들을 적어 넣지 않습니다. 이 숫자들이 파라미터이고, 학습이 찾아냅니다. 모두 몇 개일까요?
# `count_conv_parameters(kernel_size, channels_in, channels_out)`를 써 보세요. 편향도 셉니다. 인수에 이미지의 크기가
# 없습니다. 바로 그 점이 중요합니다.


# %% answer="count_conv_parameters"
def count_conv_parameters(kernel_size, channels_in, channels_out):
    """Count the weights and biases of a convolution layer."""
    ### BEGIN SOLUTION
    return (kernel_size * kernel_size * channels_in + 1) * channels_out
    ### END SOLUTION


# %% check="count_conv_parameters"
check("count_conv_parameters")

# %% [markdown] lang="en"
# "A CNN has fewer parameters", the notes say. Why? Take a 28 x 28 image and 32 feature maps of 26 x 26, and make them in
# three ways: every output connected to every pixel (a dense layer); every output connected to its own 3 x 3 patch, with
# weights of its own; and all places of a feature map sharing *one* kernel.

# %% [markdown] lang="ko" of="34fd0b9e"
# 강의 노트에는 "CNN은 파라미터가 적다"라고 적혀 있습니다. 왜 그럴까요? 28 x 28 이미지에서 26 x 26 특성 맵 32장을 세 가지
# 방법으로 만들어 봅시다. 출력마다 모든 픽셀과 이은 것(완전 연결층), 출력마다 자기 3 x 3 조각에만 잇되 가중치는 저마다 따로
# 가진 것, 그리고 특성 맵의 모든 자리가 커널 *하나*를 함께 쓰는 것입니다.


# %%
@after("output_side", "count_conv_parameters")
def three_ways():
    outputs = output_side(28, 3) ** 2 * 32
    counts = {
        "dense": outputs * (28 * 28 + 1),
        "local": outputs * (3 * 3 + 1),
        "shared": count_conv_parameters(3, 1, 32),
    }
    for name, count in counts.items():
        record(f"parameters_{name}", count)


# %% [markdown] lang="en"
# From {parameters_dense:,} to {parameters_local:,} because an output looks only at its neighbourhood; from there to
# {parameters_shared} because the same question is asked everywhere. This **weight sharing** is where the saving is.
# It is a bet, too: that what is worth asking in one corner is worth asking in all.
#
# ## Pooling: keep the answer, forget the place
#
# The feature maps are still large. **Pooling** lays windows on each map and keeps one number per window, usually the
# largest: "somewhere in here the answer was this strong". Nothing is learned, no parameter is needed, and each channel is
# pooled by itself. The windows usually stand side by side, so the stride is the window's size; it need not be.
#
# Write `pool(images, pool_size, stride=None, reducer=np.max)` for `images` of shape $(N, H, W, C)$. Without a
# `stride`, it is `pool_size`. The `reducer` makes one number out of a window: `np.max`, `np.min` or `np.mean`. A window
# that would hang over the edge is left out.

# %% [markdown] lang="ko" of="379342f4"
# {parameters_dense:,}개가 {parameters_local:,}개로 줄어든 것은 출력이 자기 주변만 보기 때문이고, 거기에서
# {parameters_shared}개로 줄어든 것은 같은 질문을 모든 곳에서 던지기 때문입니다. 이렇게 크게 줄어든 것은 **가중치 공유** 덕분입니다.
# 여기에는 한쪽에서 물어볼 만한 질문은 어디에서나 물어볼 만하다는 내기도 들어 있습니다.
#
# ## 풀링: 답은 남기고 자리는 잊기
#
# 특성 맵은 아직 큽니다. **풀링**은 특성 맵마다 창을 깔고 창 하나에서 수 하나만 남깁니다. 대개 가장 큰 값을 남깁니다. "이
# 안 어딘가에서 답이 이만큼 강했다"라는 뜻입니다. 배우는 것도 파라미터도 없고, 채널마다 따로 풀링합니다. 창은 대개 나란히 놓으므로
# 스트라이드가 창의 크기와 같지만, 꼭 그래야 하는 것은 아닙니다.
#
# 모양이 $(N, H, W, C)$인 `images`를 받는 `pool(images, pool_size, stride=None, reducer=np.max)`를 써 보세요. `stride`를
# 주지 않으면 `pool_size`와 같습니다. `reducer`는 창 하나에서 수 하나를 만듭니다. `np.max`, `np.min`, `np.mean`을 쓸 수
# 있습니다. 가장자리를 벗어나는 창은 버립니다.


# %% answer="pool"
def pool(images, pool_size, stride=None, reducer=np.max):
    """Keep one number of each window, channel by channel."""
    ### BEGIN SOLUTION
    step = pool_size if stride is None else stride
    count, height, width, channels = images.shape
    rows = output_side(height, pool_size, stride=step)
    columns = output_side(width, pool_size, stride=step)
    pooled = np.zeros((count, rows, columns, channels))
    for i in range(rows):
        for j in range(columns):
            window = images[:, i * step : i * step + pool_size, j * step : j * step + pool_size, :]
            pooled[:, i, j, :] = reducer(window, axis=(1, 2))
    return pooled
    ### END SOLUTION


# %% check="pool"
check("pool")

# %%
SLICE = np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])


@after("pool")
def slice_of_depth():
    images = SLICE[None, :, :, None]
    reducers = {"max": np.max, "min": np.min, "mean": np.mean}
    pooled = {name: pool(images, 2, reducer=reducer)[0, :, :, 0] for name, reducer in reducers.items()}
    record("vgg_side", pool(np.zeros((1, 224, 224, 64), dtype=np.float32), 2).shape[1])
    record("odd_side", pool(np.zeros((1, 7, 7, 1)), 2).shape[1])
    return plots.show_numbers({"SLICE": SLICE, **pooled})


# %% [markdown] lang="en"
# VGG's first pooling turns 224 x 224 x 64 into {vgg_side} x {vgg_side} x 64: a quarter of the numbers, and all 64
# channels.
#
# The slides say that the side *must* be a multiple of the window. It need not: 7 x 7 pooled by 2 gives {odd_side} x
# {odd_side}, and the last row and column are simply not read. Keras does just that, unless you ask for
# `padding="same"`; then it pads, and gets 4 x 4. They also say that pooling prevents overfitting. It has nothing that
# could overfit; but smaller maps mean fewer weights in the dense layers that follow, and *that* may help. Lesson 10
# measures it.
#
# ### From maps to a decision
#
# In the end a classifier wants one row of numbers per image. There are two ways to get it:

# %% [markdown] lang="ko" of="5d8319b2"
# VGG의 첫 풀링은 224 x 224 x 64를 {vgg_side} x {vgg_side} x 64로 바꿉니다. 숫자는 4분의 1이 되고, 채널 64개는 그대로입니다.
#
# 슬라이드에는 변의 길이가 창 크기의 배수*여야 한다*고 적혀 있습니다. 꼭 그럴 필요는 없습니다. 7 x 7을 2로 풀링하면 {odd_side} x
# {odd_side}가 되고, 마지막 행과 열은 그냥 읽지 않습니다. Keras도 그렇게 합니다. `padding="same"`이라고 하면 패딩해서 4 x 4를
# 만듭니다. 풀링이 과대적합을 막는다는 말도 있습니다. 풀링 자체에는 과대적합할 것이 없습니다. 다만 특성 맵이 작아지면 뒤에 오는 완전
# 연결층의 가중치가 줄어들고, *그것이* 도움이 될 수 있습니다. 10에서 재어 봅니다.
#
# ### 특성 맵에서 결정으로
#
# 분류기는 결국 이미지 하나에 숫자 한 줄을 원합니다. 방법이 두 가지 있습니다.

# %%
maps = np.random.default_rng(SEED).normal(size=(2, 8, 8, 10))
flat = maps.reshape(len(maps), -1)
means = maps.mean(axis=(1, 2))
print(maps.shape, "-> flatten ->", flat.shape)
print(maps.shape, "-> global average ->", means.shape)

weights, biases = np.zeros((flat.shape[1], 10)), np.zeros(10)
print(flat.shape, "@", weights.shape, "+", biases.shape, "->", (flat @ weights + biases).shape)
record("flatten_length", flat.shape[1])
record("dense_weights", weights.size)
record("dense_biases", biases.size)

# %% [markdown] lang="en"
# **Flatten** only changes the shape: (8, 8, 10) becomes a row of {flatten_length}. A dense layer to 10 classes then has
# {dense_weights:,} weights and {dense_biases} biases, and the softmax behind it has none. (The slide writes
# $(640, 1)$ and weights $(10, 640)$, one column per image. We keep one image per *row*, as everywhere in this course.)
# **Global average pooling** keeps one mean per channel, 10 numbers, and forgets every place.
#
# Now you can read a whole CNN: convolution, ReLU, pooling, a few times over, extract features; flatten and dense layers
# decide. The first layer's kernels find edges; the next ones look at maps of edges, and find corners and curves; later
# ones, parts of things. Here is the network that you will train in lesson 08, counted by your own functions.

# %% [markdown] lang="ko" of="e2471e94"
# **평탄화**(flatten)는 모양만 바꿉니다. (8, 8, 10)이 길이 {flatten_length}의 한 줄이 됩니다. 여기에서 클래스 10개로 가는
# 완전 연결층의 가중치는 {dense_weights:,}개, 편향은 {dense_biases}개이고, 그 뒤의 소프트맥스에는 파라미터가 없습니다.
# (슬라이드에는 $(640, 1)$과 가중치 $(10, 640)$이라고, 이미지 하나를 열 하나로 적혀 있습니다. 이 강의에서는 어디에서나 이미지
# 하나가 *행* 하나입니다.) **전역 평균 풀링**은 채널마다 평균 하나, 모두 10개만 남기고 자리는 모두 잊습니다.
#
# 이제 CNN 전체를 읽을 수 있습니다. 합성곱, ReLU, 풀링을 몇 번 되풀이하며 특성을 뽑고, 평탄화와 완전 연결층이 결정을 내립니다.
# 첫 층의 커널은 경계를 찾습니다. 다음 층은 경계의 특성 맵을 보고 모서리와 곡선을 찾고, 더 뒤의 층은 물체의 일부를 찾습니다.
# 다음은 08에서 학습시킬 신경망을 여러분의 함수로 센 것입니다.


# %%
@after("output_side", "count_conv_parameters")
def lesson_eight():
    first, second = output_side(28, 3), output_side(output_side(28, 3), 3)
    half = output_side(second, 2, stride=2)
    flat = half * half * 64
    layers = [
        ("Conv2D(32, 3)", (first, first, 32), count_conv_parameters(3, 1, 32)),
        ("Conv2D(64, 3)", (second, second, 64), count_conv_parameters(3, 32, 64)),
        ("MaxPooling2D(2)", (half, half, 64), 0),
        ("Flatten()", (flat,), 0),
        ("Dense(128)", (128,), (flat + 1) * 128),
        ("Dense(64)", (64,), (128 + 1) * 64),
        ("Dense(10)", (10,), (64 + 1) * 10),
    ]
    for name, shape, count in layers:
        print(f"{name:16} {shape!s:14} {count:10,}")
    total = sum(count for *_, count in layers)
    print(f"{'':31} {total:10,}")
    record("lesson_08_parameters", total)
    record("lesson_08_convolutions", layers[0][2] + layers[1][2])


# %% [markdown] lang="en"
# {lesson_08_parameters:,} in all, and both convolutions together have just {lesson_08_convolutions:,} of them. So "a CNN
# has fewer parameters" is a sentence about *convolution layers*. This CNN is large because of what comes after
# Flatten; in lesson 09 you will meet a CNN with about four times as many parameters as the dense network beside it.
#
# ## How far does one number see?
#
# A number in the first feature map has seen 3 x 3 pixels. A number in the second has seen 3 x 3 numbers that have each
# seen 3 x 3 pixels, and their patches overlap. The square of pixels that can reach a number is its **receptive field**.
#
# **Predict before you run.** How many 3 x 3 convolutions, one after another, see as far as a single 11 x 11?

# %% [markdown] lang="ko" of="7d9af335"
# 모두 {lesson_08_parameters:,}개인데, 합성곱 두 층은 합쳐서 {lesson_08_convolutions:,}개뿐입니다. 그러니 "CNN은 파라미터가
# 적다"라는 말은 *합성곱 층*에 대한 말입니다. 이 CNN이 큰 것은 평탄화 다음에 오는 층 때문입니다. 09에서는 완전
# 연결층만 쓴 신경망보다 파라미터가 네 배쯤 많은 CNN도 만납니다.
#
# ## 숫자 하나는 얼마나 넓게 볼까?
#
# 첫 특성 맵의 숫자 하나는 픽셀 3 x 3개를 보았습니다. 둘째 특성 맵의 숫자 하나는 픽셀을 3 x 3개씩 본 숫자를 3 x 3개
# 보았고, 그 조각들은 서로 겹칩니다. 어떤 숫자에 영향을 줄 수 있는 픽셀들의 정사각형을 그 숫자의 **수용 영역**이라고
# 합니다.
#
# **실행하기 전에 예상해 보세요.** 3 x 3 합성곱을 몇 번 이으면 11 x 11 합성곱 하나만큼 넓게 볼까요?

# %% answer="layers_for_eleven"
### BEGIN SOLUTION
layers_for_eleven = 5
### END SOLUTION

# %%
FIVE_LAYERS = [{"kernel_size": 3}] * 5
predict("layers_for_eleven", layers_for_eleven, outcome=lambda: explore_arithmetic(layers=FIVE_LAYERS))

# %% [markdown] lang="en"
# Now the lower half counts: every layer adds 2. Choose a unit at the top and follow its cone down to the image. Make one
# of the middle layers a pooling layer (stride 2) and watch how far apart neighbours now stand: from there on, every
# layer adds twice as much.
#
# Write `receptive_field(layers)`: `layers` is a list of `(kernel_size, stride)`, from the image upwards; return the side
# of the square in pixels. Walk upwards with two numbers: the `field` so far, and the `jump`, how many pixels lie
# between two neighbouring numbers of the present layer. Both begin at 1, which is one pixel.

# %% [markdown] lang="ko" of="c6be597d"
# 이번에는 탐색기의 아래쪽을 보세요. 층마다 2씩 늘어납니다. 맨 위에서 유닛 하나를 골라 이미지까지 따라 내려가 보세요. 가운데 층
# 하나를 스트라이드가 2인 풀링 층으로 바꾸고, 이웃한 숫자들이 얼마나 떨어져 있게 되는지도 살펴보세요. 그 위의 층부터는 한 층마다
# 두 배씩 늘어납니다.
#
# `receptive_field(layers)`를 써 보세요. `layers`는 `(kernel_size, stride)`의 리스트이고 이미지에 가까운 층부터 적습니다.
# 정사각형의 한 변을 픽셀 수로 돌려주면 됩니다. 두 수를 가지고 올라가 보세요. 하나는 지금까지의 수용 영역 `field`, 다른
# 하나는 지금 층에서 이웃한 두 숫자 사이가 몇 픽셀인지를 나타내는 `jump`입니다. 둘 다 1, 곧 픽셀 하나에서 시작합니다.


# %% answer="receptive_field"
def receptive_field(layers):
    """Return the side, in pixels, of what one number of the last layer sees."""
    ### BEGIN SOLUTION
    field, jump = 1, 1
    for kernel_size, stride in layers:
        field += (kernel_size - 1) * jump
        jump *= stride
    return field
    ### END SOLUTION


# %% check="receptive_field"
check("receptive_field")


# %%
@after("receptive_field", "count_conv_parameters")
def three_small_or_one_large():
    record("field_three", receptive_field([(3, 1), (3, 1), (3, 1)]))
    record("field_seven", receptive_field([(7, 1)]))
    record("parameters_three", 3 * count_conv_parameters(3, 64, 64))
    record("parameters_seven", count_conv_parameters(7, 64, 64))
    record("field_lenet", receptive_field([(5, 1), (2, 2), (5, 1), (2, 2), (5, 1)]))


# %% [markdown] lang="en"
# Three 3 x 3 layers see {field_three} x {field_three} pixels, exactly as one 7 x 7. With 64 channels throughout they
# cost {parameters_three:,} parameters instead of {parameters_seven:,}, and there is room for a ReLU after each: that is
# why VGG has nothing but 3 x 3. And LeNet's last convolution sees {field_lenet} x {field_lenet}: the whole of its
# 32 x 32 image.
#
# ## Moved, not lost
#
# One often reads that CNNs are *translation invariant*: move the cat and nothing changes. Test it. Move the photo by one
# pixel, then convolve; or convolve, then move the feature map. Is it the same?

# %% [markdown] lang="ko" of="d26e0412"
# 3 x 3 층 세 개는 7 x 7 하나와 똑같이 {field_three} x {field_three}픽셀을 봅니다. 채널이 모두 64개라면 파라미터는
# {parameters_seven:,}개 대신 {parameters_three:,}개이고, 층마다 ReLU를 하나씩 넣을 수 있습니다. VGG가 3 x 3만 쓰는 까닭이
# 여기에 있습니다. LeNet의 마지막 합성곱은 {field_lenet} x {field_lenet}를 봅니다. 32 x 32 이미지 전체입니다.
#
# ## 사라지지 않고 옮겨 갑니다
#
# CNN이 *평행이동 불변*이라는 말을 자주 봅니다. 고양이를 옮겨도 아무것도 바뀌지 않는다는 뜻입니다. 시험해 봅시다. 사진을 한 픽셀
# 옮긴 다음 합성곱하는 것과, 합성곱한 다음 특성 맵을 옮기는 것은 같을까요?


# %%
@after("conv2d_fast")
def shift_and_convolve():
    def agreement(shift, stride):
        kernel = KERNELS["sobel_x"]
        feature_map = conv2d_fast(grey, kernel, stride=stride)
        moved = conv2d_fast(grey[:, shift:], kernel, stride=stride)
        width = min(feature_map.shape[1] - shift // stride, moved.shape[1])
        return np.isclose(feature_map[:, shift // stride :][:, :width], moved[:, :width]).mean()

    cases = {"equivariant": (1, 1), "equivariant_two": (2, 2), "strided": (1, 2)}
    for shift, stride in cases.values():
        print(f"shift = {shift}, stride = {stride}: {agreement(shift, stride):.0%}")
    print()
    for name, (shift, stride) in cases.items():
        record(f"share_{name}", agreement(shift, stride))


# %% [markdown] lang="en"
# {share_equivariant:.0%} of the values agree. But look at what that says: the answers have *moved along* with the
# photo. They have not stayed the same. This is called **equivariance**: shift, then convolve = convolve, then shift. It
# comes from weight sharing, and it holds exactly, apart from the edge.
#
# With stride 2 it holds for shifts of two pixels ({share_equivariant_two:.0%}), but after a shift of one pixel only
# {share_strided:.1%} of the values can be found again: the feature map would have to move by half a step.
#
# **Invariance** would mean that the answers stay *the same*. This is where pooling comes in: if the largest value moves
# but stays inside its window, the pooled number does not notice.
#
# **Predict before you run.** Moving our colour photo by one pixel leaves only about {unchanged_raw:.0%} of its values
# unchanged. After 2 x 2 max pooling of both, which share is unchanged? Write a number between 0 and 1.

# %% [markdown] lang="ko" of="ba49d0e7"
# 값의 {share_equivariant:.0%}가 같습니다. 그런데 이것이 무슨 뜻인지 잘 보세요. 답이 사진과 *함께 옮겨 갔다*는 뜻이지, 그대로
# 있다는 뜻이 아닙니다. 이것을 **등변성**이라고 합니다. 옮기고 합성곱한 것과 합성곱하고 옮긴 것이 같다는 말입니다. 가중치 공유에서
# 나오는 성질이고, 가장자리를 빼면 정확히 성립합니다.
#
# 스트라이드가 2이면 두 픽셀 옮겼을 때는 성립하지만({share_equivariant_two:.0%}), 한 픽셀 옮기면 값의 {share_strided:.1%}만
# 다시 찾을 수 있습니다. 특성 맵이 반 걸음 움직여야 하기 때문입니다.
#
# **불변성**은 답이 *그대로* 있다는 뜻입니다. 여기에서 풀링이 등장합니다. 가장 큰 값이 움직여도 같은 창 안에 머무르면
# 풀링한 값은 눈치채지 못합니다.
#
# **실행하기 전에 예상해 보세요.** 우리 컬러 사진을 한 픽셀 옮기면 값의 {unchanged_raw:.0%}쯤만 그대로입니다. 두 사진을 모두
# 2 x 2 최대 풀링한 뒤에는 얼마가 그대로일까요? 0과 1 사이의 수로 적으세요.

# %% answer="unchanged"
### BEGIN SOLUTION
unchanged = 0.3
### END SOLUTION


# %%
def moved_by_one():
    explorer = explore_pooling(photo, pool="max", pool_size=2)
    explorer.shift = [0, 1]
    return explorer


predict("unchanged", unchanged, outcome=moved_by_one)


# %%
@after("pool")
def after_a_shift():
    before, moved = photo[None, :, :-1].astype(float), photo[None, :, 1:].astype(float)
    pairs = {"raw": (before, moved)}
    for size in (2, 3, 4, 8):
        pairs[f"max_{size}"] = pool(before, size), pool(moved, size)
    pairs["mean_2"] = pool(before, 2, reducer=np.mean), pool(moved, 2, reducer=np.mean)
    pairs["mean_all"] = before.mean(axis=(1, 2)), moved.mean(axis=(1, 2))

    shares = {name: (one == other).mean() for name, (one, other) in pairs.items()}
    changes = {name: np.abs(one - other).mean() for name, (one, other) in pairs.items()}
    for name in pairs:
        print(f"{name:10} {shares[name]:5.0%}   {changes[name]:5.2f}")
    print()
    for name in ("raw", "max_2", "max_3", "max_4", "max_8", "mean_2"):
        record(f"unchanged_{name}", shares[name])
    for name in ("raw", "mean_2", "mean_all"):
        record(f"change_{name}", changes[name])


# %% [markdown] lang="en"
# The first column is the share of unchanged values, the second the mean change, in steps of 0 to 255. {unchanged_raw:.0%}
# of the photo's values stay, {unchanged_max_2:.0%} after max pooling by 2, {unchanged_max_3:.0%} by 3,
# {unchanged_max_4:.0%} by 4, {unchanged_max_8:.0%} by 8. So pooling *helps*, and even windows of 8 leave nearly half of
# the values changed. Average pooling by 2 leaves only {unchanged_mean_2:.0%} exactly as they were, fewer than no pooling
# at all, yet each changes a little less ({change_mean_2:.1f} instead of {change_raw:.1f}). Only the global average hardly
# moves ({change_mean_all:.2f}).
#
# The honest sentence is: **convolution is equivariant; pooling makes it invariant, approximately and to small shifts.**
# The rest a network learns from examples, which is why lesson 10 shifts and turns the training images on purpose.

# %% [markdown] lang="ko" of="47b9627a"
# 첫째 열은 그대로인 값의 비율, 둘째 열은 평균 변화량입니다(0에서 255까지의 밝기). 사진에서는 값의 {unchanged_raw:.0%}가
# 그대로인데, 최대 풀링을 하면 2에서 {unchanged_max_2:.0%}, 3에서 {unchanged_max_3:.0%}, 4에서 {unchanged_max_4:.0%}, 8에서
# {unchanged_max_8:.0%}입니다. 풀링은 *도움이 됩니다*. 하지만 창이 8이어도 절반 가까이는 달라집니다. 2 x 2 평균 풀링 뒤에
# 정확히 그대로인 값은 {unchanged_mean_2:.0%}로, 풀링을 하지 않았을 때보다도 적습니다. 그래도 달라지는 폭은 조금
# 작습니다({change_raw:.1f} 대신 {change_mean_2:.1f}). 거의 움직이지 않는 것은 전역 평균뿐입니다({change_mean_all:.2f}).
#
# 정직하게 말하면 이렇습니다. **합성곱은 등변이고, 풀링은 그것을 작은 이동에 대해 근사적으로 불변으로 만듭니다.** 나머지는
# 신경망이 예를 보고 배웁니다. 그래서 10에서는 훈련 이미지를 일부러 옮기고 돌립니다.

# %% [markdown] lang="en"
# ## Self-quiz

# %% [markdown] lang="ko" of="ecd15165"
# ## 스스로 점검하기

# %%
quiz("flipped_kernel")

# %%
quiz("one_by_one")

# %%
quiz("cat_moves")

# %% [markdown] lang="en"
# ## One question to answer in words
#
# Weight sharing is a bet: a question worth asking in one place is worth asking in every place. Name one kind of image
# (or other data) for which this is a good bet, and say why. Name one for which it is a bad bet, and say what a
# convolution layer would lose there. Four or five sentences; a person will read them.

# %% [markdown] lang="ko" of="41fa71fd"
# ## 글로 답하는 질문
#
# 가중치 공유는 내기입니다. 한 자리에서 물어볼 만한 질문은 모든 자리에서 물어볼 만하다는 데에 겁니다. 이 내기가 잘 맞는
# 이미지(또는 다른 데이터)를 하나 들고 까닭을 쓰세요. 잘 맞지 않는 것도 하나 들고, 거기에서 합성곱 층이 무엇을 잃는지
# 쓰세요. 네댓 문장으로 써 보세요. 이 답은 사람이 읽습니다.

# %% [markdown] manual="open_question"
# ### BEGIN SOLUTION
# Photos of flowers: a petal's edge looks alike wherever the flower happens to be, so one edge kernel serves all places,
# is learned from all places at once, and needs a handful of numbers instead of thousands per place. A bad bet is data in
# which the place itself carries the meaning. In passport photos, always cropped alike, the eyes are at one place and the
# mouth at another; a kernel that only matters for eyes is spent on the chin too, and the feature map alone does not say
# that "upper left" is special. Worse is a table of measurements, or pixels shuffled in a fixed order as in lesson 03:
# neighbours have nothing to do with each other, so there is no local pattern to share, and a dense layer (or position as
# a further input) serves better.
#
# 꽃 사진이 좋은 예입니다. 꽃이 어디에 있든 꽃잎의 경계는 비슷하게 생겼습니다. 그래서 경계를 찾는 커널 하나를 모든 자리에서 쓸 수
# 있고, 모든 자리에서 한꺼번에 배우며, 자리마다 수천 개가 아니라 숫자 몇 개면 됩니다. 자리 자체에 뜻이 있는 데이터에는 잘 맞지
# 않습니다. 늘 똑같이 자른 증명사진에서는 눈이 있는 자리와 입이 있는 자리가 정해져 있습니다. 눈에만 필요한 커널을 턱에도
# 써야 하고, 특성 맵만으로는 "왼쪽 위"가 특별하다는 것을 알 수 없습니다. 측정값을 모은 표나, 03처럼 정해진 순서로 섞은 픽셀은
# 더합니다. 이웃끼리 아무 관계가 없어서 함께 쓸 지역 패턴이 없으므로, 완전 연결층을 쓰거나 위치를 입력으로 더 주는 편이 낫습니다.
# ### END SOLUTION

# %% [markdown] lang="en"
# ## Bonus: one matrix product
#
# Graphics processors are best at multiplying matrices. So libraries often write each patch as one *row* of a matrix, and
# the whole convolution becomes one product, a dense layer applied to all patches at once. The trick is called **im2col**.
#
# Write `im2col(image, kernel_size)` for a grey image, stride 1, no padding: one row per window, in reading order, with
# the numbers of the patch in reading order. It counts for nothing but the pleasure.

# %% [markdown] lang="ko" of="1586c608"
# ## 더 해 보기: 행렬곱 한 번
#
# 그래픽 프로세서는 행렬 곱셈을 가장 잘합니다. 그래서 라이브러리는 흔히 조각 하나를 행렬의 *행* 하나로 적습니다. 그러면 합성곱
# 전체가 행렬곱 한 번, 곧 모든 조각에 한꺼번에 적용한 완전 연결층이 됩니다. 이 방법을 **im2col**이라고 합니다.
#
# 회색조 이미지, 스트라이드 1, 패딩 없음일 때의 `im2col(image, kernel_size)`를 써 보세요. 창 하나가 행 하나이고, 창의 순서도
# 조각 안 숫자의 순서도 글을 읽는 순서입니다. 점수는 없고 즐거움만 있습니다.


# %% answer="im2col"
def im2col(image, kernel_size):
    """Write every patch as one row."""
    ### BEGIN SOLUTION
    windows = sliding_window_view(image, (kernel_size, kernel_size))
    return windows.reshape(-1, kernel_size * kernel_size)
    ### END SOLUTION


# %% check="im2col"
check("im2col")


# %%
@after("conv2d_fast", "im2col")
def one_product():
    patches = im2col(grey, 3)
    columns = np.stack([KERNELS["sobel_x"].ravel(), KERNELS["sobel_y"].ravel()], axis=1)
    print(patches.shape, "@", columns.shape, "->", (patches @ columns).shape)
    feature_map = conv2d_fast(grey, KERNELS["sobel_x"])
    print(np.allclose((patches @ columns)[:, 0].reshape(feature_map.shape), feature_map))


# %% [markdown] lang="en"
# ## Bonus: what a kernel lets through
#
# Every image can be written as a sum of waves: slow ones, such as the soft background, and fast ones, such as sharp
# edges and noise. A convolution makes each wave stronger or weaker (and may shift it a little), each by a factor of its
# own; it never makes one wave out of another. The Fourier transform of the kernel shows these factors.

# %% [markdown] lang="ko" of="ac127cd9"
# ## 더 해 보기: 커널이 통과시키는 것
#
# 모든 이미지는 물결의 합으로 쓸 수 있습니다. 부드러운 배경 같은 느린 물결도 있고, 날카로운 경계나 잡음 같은 빠른 물결도
# 있습니다. 합성곱은 물결마다 정해진 배율로 세게 또는 약하게 하고, 조금 옮길 수도 있습니다. 하지만 한 물결에서 다른 물결을 만들지는
# 않습니다. 커널을 푸리에 변환하면 그 배율이 보입니다.

# %%
plots.show_frequencies({name: KERNELS[name] for name in ("box", "gaussian", "sobel_x", "laplacian")})

# %% [markdown] lang="en"
# `box` and `gaussian` both pass slow changes, so both blur. But the box has bright patches at the rim: some very fast
# stripes slip through. Try it by hand: on columns that alternate 1, -1, 1, … a box of three answers $-1/3$, so the
# stripes survive with black and white *exchanged*; the row 1, 2, 1 of the Gaussian gives $1 - 2 + 1 = 0$, so they
# vanish. `sobel_x` is dark along its upright middle line, where nothing changes from left to right, and dark at the rim,
# where noise lives: it passes what lies between, edges from left to right. `laplacian` keeps what is fast in any
# direction, noise included.

# %% [markdown] lang="ko" of="418e0101"
# `box`와 `gaussian`은 둘 다 느린 변화를 통과시키므로 둘 다 흐리게 만듭니다. 그런데 `box`는 가장자리에도 밝은 부분이
# 있습니다. 아주 빠른 줄무늬 일부가 새어 나갑니다. 손으로 해 보세요. 1, -1, 1, … 이 번갈아 나오는 열에서 폭이 3인 평균은 $-1/3$을
# 답합니다. 줄무늬가 흑백이 *뒤바뀐* 채 남습니다. 가우시안의 행 1, 2, 1은 $1 - 2 + 1 = 0$이므로 줄무늬가 사라집니다. `sobel_x`는
# 좌우로 변화가 없는 물결, 곧 가운데 세로줄에서 어둡고, 잡음이 사는 가장자리에서도 어둡습니다. 그 사이에 있는 것, 곧 좌우 방향의
# 경계를 통과시킵니다. `laplacian`은 방향에 상관없이 빠른 것을 남깁니다. 잡음도 남깁니다.

# %% [markdown] lang="en" sheet="summary"
# ## What you take with you
#
# - A convolution asks one question, the kernel, at every place: products, one sum, next place. Networks do not flip the
#   kernel; mathematicians would say cross-correlation.
# - Counting the stops of the window gives the size of a feature map. Padding keeps the size and the border, stride saves
#   work and skips detail, dilation reaches further with the same numbers.
# - A kernel looks at all channels and makes one feature map; the maps of all kernels are the next layer's channels.
# - Few parameters come from weight sharing: {parameters_shared} instead of {parameters_dense:,} in our example. The
#   dense layers after Flatten may still be large.
# - Pooling keeps one number per window and needs no parameters; what does not fill a window is left out.
# - Stacking small kernels widens the receptive field: three 3 x 3 see as far as one 7 x 7, with fewer parameters.
# - Convolution is translation *equivariant*; pooling makes it *invariant* only approximately.
#
# **Next:** all kernels of this lesson were made by people. In lesson 08 a network finds its own, from thousands of
# pictures of clothes, and you will look at what it found.

# %% [markdown] lang="ko" sheet="summary" of="d335c952"
# ## 정리
#
# - 합성곱은 커널이라는 질문 하나를 모든 자리에서 던집니다. 곱하고, 더하고, 다음 자리로 갑니다. 신경망은 커널을 뒤집지 않습니다.
#   수학자라면 교차상관이라고 부를 것입니다.
# - 창이 멈추는 자리를 세면 특성 맵의 크기를 알 수 있습니다. 패딩은 크기와 가장자리를 지키고, 스트라이드는 계산을 아끼는 대신
#   세밀한 부분을 건너뛰며, 팽창은 같은 개수의 숫자로 더 멀리 봅니다.
# - 커널 하나는 모든 채널을 보고 특성 맵 한 장을 만듭니다. 모든 커널의 특성 맵이 다음 층의 채널이 됩니다.
# - 파라미터가 적은 것은 가중치 공유 덕분입니다. 우리 예에서는 {parameters_dense:,}개 대신 {parameters_shared}개였습니다. 평탄화
#   뒤의 완전 연결층은 여전히 클 수 있습니다.
# - 풀링은 창마다 수 하나를 남기고 파라미터가 없습니다. 창을 다 채우지 못하는 부분은 버립니다.
# - 작은 커널을 쌓으면 수용 영역이 넓어집니다. 3 x 3 세 개는 더 적은 파라미터로 7 x 7 하나만큼 봅니다.
# - 합성곱은 평행이동에 대해 *등변*이고, 풀링은 그것을 근사적으로만 *불변*으로 만듭니다.
#
# **다음 수업:** 이 수업의 커널은 모두 사람이 만들었습니다. 08에서는 신경망이 수천 장의 옷 사진을 보고 스스로 커널을
# 찾습니다. 무엇을 찾았는지 들여다볼 것입니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when, shape |
# | --- | --- | --- |
# | convolution (no flip) | $m_{ij} = \sum_{a} \sum_{b} x_{is+a,\, js+b} \cdot w_{ab}$ | grey image $x$, kernel $w$, stride $s$ |
# | output side | $o = \lfloor (n + 2p - d(k-1) - 1) / s \rfloor + 1$ | each side by itself |
# | padding that keeps the side | $p = (k - 1) / 2$ | $s = 1$, $d = 1$, $k$ odd |
# | parameters of a convolution | $(K \cdot K \cdot C_{in} + 1) \cdot C_{out}$ | kernels $(K, K, C_{in}, C_{out})$ |
# | parameters of a dense layer | $(n_{in} + 1) \cdot n_{out}$ | after Flatten: $n_{in} = H \cdot W \cdot C$ |
# | max pooling | $m_{ij} = \max_{a,b} \; x_{is+a,\, js+b}$ | each channel by itself, $s = k$ as a rule |
# | receptive field | $r \leftarrow r + (k - 1) j, \quad j \leftarrow j \cdot s$ | from the image upwards, begin with $r = j = 1$ |
# | equivariance | $\text{conv}(\text{shift}(x)) = \text{shift}(\text{conv}(x))$ | exact, apart from the edge, for $s = 1$ |

# %% [markdown] lang="ko" sheet="formulas" of="7dcf07ad"
# ### 간직할 식
#
# | 이름 | 식 | 조건, 모양 |
# | --- | --- | --- |
# | 합성곱(뒤집지 않음) | $m_{ij} = \sum_{a} \sum_{b} x_{is+a,\, js+b} \cdot w_{ab}$ | 회색조 이미지 $x$, 커널 $w$, 스트라이드 $s$ |
# | 출력의 한 변 | $o = \lfloor (n + 2p - d(k-1) - 1) / s \rfloor + 1$ | 변마다 따로 |
# | 크기를 지키는 패딩 | $p = (k - 1) / 2$ | $s = 1$, $d = 1$, $k$는 홀수 |
# | 합성곱 층의 파라미터 | $(K \cdot K \cdot C_{in} + 1) \cdot C_{out}$ | 커널 $(K, K, C_{in}, C_{out})$ |
# | 완전 연결층의 파라미터 | $(n_{in} + 1) \cdot n_{out}$ | 평탄화 뒤에는 $n_{in} = H \cdot W \cdot C$ |
# | 최대 풀링 | $m_{ij} = \max_{a,b} \; x_{is+a,\, js+b}$ | 채널마다 따로, 대개 $s = k$ |
# | 수용 영역 | $r \leftarrow r + (k - 1) j, \quad j \leftarrow j \cdot s$ | 이미지부터 위로, $r = j = 1$에서 시작 |
# | 등변성 | $\text{conv}(\text{shift}(x)) = \text{shift}(\text{conv}(x))$ | 가장자리를 빼고 정확히, $s = 1$일 때 |
