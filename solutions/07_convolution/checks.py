"""Visible checks of lesson 07: one window, every window, many channels, pooling, and how far a number sees."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from course_utils.checking import NotAttempted, check, choice, exercise, fresh_start, quiz, text

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
IMAGE = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
CROSS = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
LOPSIDED = np.array([[1.0, 2.0, -1.0], [0.0, 0.5, 3.0], [-2.0, 1.0, 4.0]])
SLICE = np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])

fresh_start()
exercise(
    "upright_edges",
    points=1,
    hints=[
        text(
            en="On even ground all nine pixels are alike. What must the nine numbers add up to, so that the answer there is 0?",
            ko="밝기가 고른 곳에서는 픽셀 아홉 개가 모두 같습니다. 거기에서 답이 0이 되려면 숫자 아홉 개의 합이 얼마여야 할까요?",
        ),
        text(
            en=(
                "At an upright edge the left column of the window differs from the right one. Compare the two: one column positive, "
                "the other negative."
            ),
            ko="세로 경계에서는 창의 왼쪽 열과 오른쪽 열이 다릅니다. 둘을 비교해 보세요. 한 열은 양수로, 다른 열은 음수로 하면 됩니다.",
        ),
        text(
            en="Make all three rows alike, for example -1, 0, 1. Then what changes from top to bottom cancels out.",
            ko="세 행을 모두 똑같이, 예를 들어 -1, 0, 1로 해 보세요. 그러면 위아래로 변하는 것은 서로 지워집니다.",
        ),
    ],
    idea=text(
        en=(
            "A kernel that compares left with right is a derivative in disguise: it measures how fast brightness changes as you go "
            "right. The three rows agree with each other so that one noisy pixel does not decide."
        ),
        ko=(
            "왼쪽과 오른쪽을 비교하는 커널은 사실 미분입니다. 오른쪽으로 갈 때 밝기가 얼마나 빨리 변하는지를 잽니다. 세 행이 함께 "
            "대답하므로 픽셀 하나의 잡음이 결과를 좌우하지 못합니다."
        ),
    ),
)

exercise(
    "window_sum",
    points=2,
    hints=[
        text(
            en="Do it with a pencil for 2 x 2: patch 1, 2, 3, 4 and kernel 1, 0, 0, 1. Which products do you add?",
            ko="2 x 2로 먼저 종이에 해 보세요. 조각이 1, 2, 3, 4이고 커널이 1, 0, 0, 1이면 어떤 곱들을 더하나요?",
        ),
        text(
            en="`patch * kernel` multiplies number by number; `@` would be the matrix product, which is something else.",
            ko="`patch * kernel`은 같은 자리의 숫자끼리 곱합니다. `@`는 행렬곱이고, 이것과 다릅니다.",
        ),
        text(en="Return `np.sum(patch * kernel)`.", ko="`np.sum(patch * kernel)`을 돌려주세요."),
    ],
    idea=text(
        en=(
            "It is a dot product of two small pictures, and a dot product is large where two things point the same way. The kernel "
            "is a picture of what it looks for."
        ),
        ko="작은 그림 두 장의 내적입니다. 내적은 둘이 같은 방향을 가리킬 때 커집니다. 커널은 자기가 찾는 것을 그린 그림입니다.",
    ),
)

exercise(
    "odd_pixel",
    points=1,
    hints=[
        text(
            en="Only places where the kernel is 30 matter. There are six of them; at one of these the patch is 0 and adds nothing.",
            ko="커널이 30인 자리만 중요합니다. 모두 여섯 군데인데, 그중 한 곳에서는 조각이 0이라 아무것도 더하지 않습니다.",
        ),
        text(
            en="Print `BACK * CURVE` and look for the product that is neither 0 nor 1,500.",
            ko="`BACK * CURVE`를 출력하고, 0도 1,500도 아닌 곱을 찾아보세요.",
        ),
    ],
    idea=text(
        en=(
            "7,500 is more than 6,600 by 30 times 30: one pixel is 30 less than claimed. A number that can be recomputed in a "
            "minute should be, wherever it is printed."
        ),
        ko=(
            "7,500은 6,600보다 30 곱하기 30만큼 큽니다. 픽셀 하나가 적힌 것보다 30만큼 작다는 뜻입니다. 금방 다시 계산할 수 있는 "
            "수라면 어디에 인쇄되어 있든 다시 계산해 볼 만합니다."
        ),
    ),
)

exercise(
    "output_side",
    points=2,
    hints=[
        text(
            en=(
                "Take a strip of 7 squares and a window of 3. Put your finger on every square where the window's left end may stand. "
                "How many? Now skip every other one."
            ),
            ko=(
                "칸이 7개인 띠와 너비가 3인 창을 그려 보세요. 창의 왼쪽 끝이 설 수 있는 칸을 손가락으로 짚어 보세요. 모두 몇 "
                "칸인가요? 이번에는 한 칸씩 건너뛰어 보세요."
            ),
        ),
        text(
            en="Padding makes the strip longer at both ends; dilation makes the window longer: K numbers have K - 1 gaps between them.",
            ko="패딩은 띠를 양쪽 끝에서 늘립니다. 팽창은 창을 늘립니다. 숫자가 K개이면 그 사이의 간격은 K - 1개입니다.",
        ),
        text(
            en=(
                "With `reach = dilation * (kernel_size - 1) + 1`, the last place is `side + 2 * padding - reach`. How many whole "
                "steps of `stride` fit into that? Add one for the start."
            ),
            ko=(
                "`reach = dilation * (kernel_size - 1) + 1`이라고 하면 마지막 자리는 `side + 2 * padding - reach`입니다. 거기에 온전한 "
                "`stride` 걸음이 몇 번 들어가나요? 출발점 하나를 더하세요."
            ),
        ),
    ],
    idea=text(
        en=(
            "Counting fence posts, not the gaps between them: whole steps, plus the post you start at. Floor division throws away the "
            "window that would hang over the edge."
        ),
        ko=(
            "울타리의 칸이 아니라 기둥을 세는 문제입니다. 온전한 걸음 수에 출발한 기둥 하나를 더합니다. 몫만 취하는 나눗셈이 가장자리를 "
            "벗어나는 창을 버립니다."
        ),
    ),
)

exercise(
    "conv2d",
    points=4,
    needs=["window_sum", "output_side"],
    hints=[
        text(
            en=(
                "First the zeros around, then an empty feature map of the right size (you have a function that counts), then two "
                "loops over *its* rows and columns."
            ),
            ko=(
                "먼저 둘레에 0을 두르고, 알맞은 크기의 빈 특성 맵을 만들고(크기를 세는 함수는 이미 있습니다), *특성 맵의* 행과 열을 "
                "두 반복문으로 돌아 보세요."
            ),
        ),
        text(
            en="The window of row `i`, column `j` begins at `i * stride`, `j * stride` and is as large as the kernel. Slice it out.",
            ko="`i`행 `j`열의 창은 `i * stride`, `j * stride`에서 시작하고 크기는 커널과 같습니다. 슬라이싱으로 잘라 내세요.",
        ),
        text(
            en=(
                "Rows and columns may differ in number: `output_side(image.shape[0], len(kernel), padding, stride)` for the rows, "
                "`image.shape[1]` for the columns. `np.zeros((rows, columns))` holds fractions too; `np.zeros_like(image)` may not."
            ),
            ko=(
                "행과 열의 수는 다를 수 있습니다. 행은 `output_side(image.shape[0], len(kernel), padding, stride)`, 열은 "
                "`image.shape[1]`로 셉니다. `np.zeros((rows, columns))`는 소수도 담지만 `np.zeros_like(image)`는 그렇지 않을 수 "
                "있습니다."
            ),
        ),
        text(
            en=(
                "With `size = len(kernel)`, `top = i * stride` and `left = j * stride`, inside both loops: "
                "`feature_map[i, j] = window_sum(padded[top : top + size, left : left + size], kernel)`."
            ),
            ko=(
                "`size = len(kernel)`, `top = i * stride`, `left = j * stride`라고 하면 두 반복문 안쪽은 "
                "`feature_map[i, j] = window_sum(padded[top : top + size, left : left + size], kernel)`입니다."
            ),
        ),
    ],
    idea=text(
        en=(
            "Loop over the answers, not over the image: each answer knows which window it needs. Then edges, strides and sizes that "
            "do not divide take care of themselves."
        ),
        ko=(
            "이미지가 아니라 답을 따라 반복하세요. 답마다 어느 창이 필요한지 정해져 있습니다. 그러면 가장자리, 스트라이드, 나누어떨어지지 "
            "않는 크기는 저절로 해결됩니다."
        ),
    ),
)

exercise(
    "misprint",
    points=1,
    hints=[
        text(
            en="`conv2d(IMAGE, CROSS, padding=1) == PRINTED` is False in exactly one place.",
            ko="`conv2d(IMAGE, CROSS, padding=1) == PRINTED`는 꼭 한 군데에서 False입니다.",
        ),
        text(
            en="It is in the first row. Put the window on each place of that row and count the 1s under its five 1s.",
            ko="첫 행에 있습니다. 그 행의 자리마다 창을 올려놓고, 커널의 1 다섯 개 아래에 1이 몇 개 있는지 세어 보세요.",
        ),
    ],
    idea=text(
        en=(
            "With 0s and 1s a convolution merely counts. The windows of the first row hang over into the padding, so their upper "
            "three numbers meet zeros: there is little to count, and little excuse to miscount."
        ),
        ko=(
            "0과 1만 있으면 합성곱은 개수를 셀 뿐입니다. 첫 행의 창은 패딩에 걸쳐 있어서 위쪽 숫자 세 개가 0을 만납니다. 셀 것이 "
            "얼마 없으니 잘못 셀 까닭도 별로 없습니다."
        ),
    ),
)

exercise(
    "conv2d_fast",
    points=2,
    hints=[
        text(
            en="`sliding_window_view(padded, kernel.shape)` has four axes: place (row, column), then patch (row, column).",
            ko="`sliding_window_view(padded, kernel.shape)`에는 축이 네 개 있습니다. 자리의 행과 열, 그다음이 조각의 행과 열입니다.",
        ),
        text(
            en="Every `stride`-th place: `[::stride, ::stride]` on the first two axes.",
            ko="`stride`칸마다 고르려면 앞의 두 축에 `[::stride, ::stride]`를 쓰세요.",
        ),
        text(
            en="`windows * kernel` multiplies every patch with the kernel. Add up over the axes of the patch only: `axis=(2, 3)`.",
            ko="`windows * kernel`은 모든 조각에 커널을 곱합니다. 조각의 축만 따라 더하세요. `axis=(2, 3)`입니다.",
        ),
    ],
    idea=text(
        en=(
            "A view is the same memory read with other strides: the windows overlap, and nothing is copied. The loop still happens, "
            "but inside NumPy, in compiled code."
        ),
        ko=(
            "뷰는 같은 메모리를 다른 간격으로 읽은 것입니다. 창들이 서로 겹치지만 아무것도 복사하지 않습니다. 반복은 여전히 일어나지만 "
            "NumPy 안의 컴파일된 코드에서 일어납니다."
        ),
    ),
)

exercise(
    "convolve_layer",
    points=3,
    needs=["conv2d_fast"],
    hints=[
        text(
            en="Begin with one image and one kernel: `conv2d_fast` for each channel, the results added up. That is one feature map.",
            ko="이미지 하나와 커널 하나부터 해 보세요. 채널마다 `conv2d_fast`를 계산해 모두 더하면 특성 맵 한 장이 됩니다.",
        ),
        text(
            en="Channel `c` of kernel number `o` is `kernels[:, :, c, o]`. The bias is added once per feature map, not once per channel.",
            ko="`o`번 커널의 `c`번 채널은 `kernels[:, :, c, o]`입니다. 편향은 채널마다가 아니라 특성 맵마다 한 번 더합니다.",
        ),
        text(
            en="`np.stack(sheets, axis=2)` puts the feature maps of one image behind each other, as channels; the images come in front.",
            ko="`np.stack(sheets, axis=2)`는 이미지 하나의 특성 맵들을 채널로 겹쳐 쌓습니다. 이미지의 축은 맨 앞에 옵니다.",
        ),
    ],
    idea=text(
        en=(
            "The channels are summed away, the kernels become the new channels: in that respect a convolution layer is a dense layer "
            'applied at every place. In one line: `np.einsum("nhwcij,ijco->nhwo", windows, kernels) + biases`.'
        ),
        ko=(
            "채널은 더해져 사라지고 커널이 새 채널이 됩니다. 그 점에서 합성곱 층은 모든 자리에 적용한 완전 연결층입니다. 한 줄로 "
            '쓰면 `np.einsum("nhwcij,ijco->nhwo", windows, kernels) + biases`입니다.'
        ),
    ),
)

exercise(
    "count_conv_parameters",
    points=2,
    hints=[
        text(
            en="How many numbers does *one* kernel have? It has a sheet for each input channel.",
            ko="커널 *하나*에는 숫자가 몇 개 있나요? 입력 채널마다 한 장씩 있습니다.",
        ),
        text(
            en="Each kernel makes one feature map and has one bias. How many kernels are there?",
            ko="커널마다 특성 맵 한 장을 만들고 편향이 하나 있습니다. 커널은 모두 몇 개인가요?",
        ),
    ],
    idea=text(
        en=(
            "Height and width do not occur: a layer trained on small images runs on large ones. A dense layer cannot do that, it has "
            "a weight for every pixel."
        ),
        ko=(
            "높이와 너비가 나오지 않습니다. 그래서 작은 이미지로 학습한 층을 큰 이미지에도 쓸 수 있습니다. 완전 연결층은 픽셀마다 가중치가 "
            "있어서 그렇게 할 수 없습니다."
        ),
    ),
)

exercise(
    "pool",
    points=3,
    needs=["output_side"],
    hints=[
        text(
            en="The same walk as in `conv2d`, only that nothing is multiplied: `reducer` turns the window into one number.",
            ko="`conv2d`에서와 똑같이 돌아다니되 곱하지 않습니다. `reducer`가 창에서 수 하나를 만듭니다.",
        ),
        text(
            en=(
                "Cut one window out of *all* images and channels at once: `images[:, top : top + pool_size, left : left + pool_size, :]`. "
                "Which two axes are rows and columns?"
            ),
            ko=(
                "*모든* 이미지와 채널에서 창 하나를 한꺼번에 잘라 내세요. "
                "`images[:, top : top + pool_size, left : left + pool_size, :]`입니다. 행과 열은 어느 두 축인가요?"
            ),
        ),
        text(
            en="`reducer(window, axis=(1, 2))` has the shape (N, C) and belongs to place `[:, i, j, :]`.",
            ko="`reducer(window, axis=(1, 2))`의 모양은 (N, C)이고, `[:, i, j, :]` 자리에 들어갑니다.",
        ),
        text(
            en="`step = pool_size if stride is None else stride`, and `output_side(height, pool_size, stride=step)` counts the places.",
            ko="`step = pool_size if stride is None else stride`로 정하고, `output_side(height, pool_size, stride=step)`로 자리를 세세요.",
        ),
    ],
    idea=text(
        en=(
            "Pooling asks each channel for a summary of a neighbourhood. The maximum says whether something was there at all, the "
            "mean says how much of it; neither says where."
        ),
        ko=(
            "풀링은 채널마다 한 동네를 요약합니다. 최댓값은 무언가가 있었는지를, 평균은 얼마나 있었는지를 말해 줍니다. 어디에 "
            "있었는지는 둘 다 말하지 않습니다."
        ),
    ),
)

exercise(
    "receptive_field",
    points=2,
    hints=[
        text(
            en=(
                "Do it on squared paper for two 3 x 3 layers: mark the 3 numbers in the layer below, then all pixels that they see. "
                "5, not 6: they overlap."
            ),
            ko=(
                "모눈종이에 3 x 3 층 두 개를 그려 보세요. 아래층의 숫자 3개를 표시하고, 그것들이 보는 픽셀을 모두 표시하세요. "
                "겹치기 때문에 6이 아니라 5입니다."
            ),
        ),
        text(
            en="A kernel of K reads K neighbours; from the first to the last there are K - 1 steps, and each step is `jump` pixels.",
            ko="크기가 K인 커널은 이웃 K개를 읽습니다. 처음부터 마지막까지 K - 1걸음이고, 한 걸음은 `jump`픽셀입니다.",
        ),
        text(
            en="`field += (kernel_size - 1) * jump` first, and only then `jump *= stride`: a layer's own stride spreads the *next* layer.",
            ko="먼저 `field += (kernel_size - 1) * jump`, 그다음에 `jump *= stride`입니다. 층의 스트라이드는 *다음* 층을 벌립니다.",
        ),
    ],
    idea=text(
        en=(
            "Layers add, strides multiply. That is why a network sees far with few layers once it has pooled, and why deep networks "
            "pool early."
        ),
        ko=(
            "층은 더해지고 스트라이드는 곱해집니다. 그래서 풀링을 거친 신경망은 층이 몇 개 되지 않아도 멀리 봅니다. 깊은 신경망이 일찍부터 "
            "풀링하는 까닭도 여기에 있습니다."
        ),
    ),
)

exercise(
    "open_question",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: a fitting example, with the reason that a pattern may turn up anywhere and looks alike everywhere. 1 point: an "
            "example in which the place carries meaning or neighbours have nothing to do with each other (aligned faces, tables, "
            "shuffled pixels, the frequency axis of a spectrogram …). 1 point: what is lost there: the layer cannot treat places "
            "differently, or finds no local pattern to share; the best answers name a remedy (dense or locally connected layer, "
            "position as an input)."
        ),
        ko=(
            "1점: 알맞은 예와, 패턴이 어디에나 나타날 수 있고 어디에서나 비슷하게 생겼다는 까닭. 1점: 자리 자체에 뜻이 있거나 이웃끼리 "
            "관계가 없는 예(똑같이 자른 얼굴, 표, 섞은 픽셀, 스펙트로그램의 주파수 축 등). 1점: 거기에서 무엇을 잃는지. 층이 자리를 "
            "구별할 수 없거나, 함께 쓸 지역 패턴이 없습니다. 해결책(완전 연결층, 자리마다 가중치가 다른 층, 위치를 입력으로 주기)까지 쓰면 "
            "가장 좋은 답입니다."
        ),
    ),
)

exercise(
    "im2col",
    points=0,
    hints=[
        text(
            en="`sliding_window_view(image, (kernel_size, kernel_size))` has everything in the right order; only the shape is missing.",
            ko="`sliding_window_view(image, (kernel_size, kernel_size))`에 이미 모두 알맞은 순서로 있습니다. 모양만 바꾸면 됩니다.",
        ),
        text(
            en="`.reshape(-1, kernel_size * kernel_size)`: as many rows as there are windows.",
            ko="`.reshape(-1, kernel_size * kernel_size)`를 쓰면 창의 개수만큼 행이 생깁니다.",
        ),
    ],
    idea=text(
        en=(
            "The matrix holds each pixel up to K times K times, so it buys speed with memory. The multiplication itself is the most "
            "carefully tuned piece of code on any machine."
        ),
        ko=(
            "이 행렬에는 픽셀마다 최대 K 곱하기 K번 들어 있습니다. 메모리를 써서 속도를 사는 셈입니다. 행렬 곱셈은 어느 컴퓨터에서나 "
            "가장 공들여 다듬은 코드입니다."
        ),
    ),
)


# ---- what is right


def correlate(image, kernel, padding=0, stride=1):
    """Compute a feature map."""
    windows = sliding_window_view(np.pad(np.asarray(image, dtype=float), padding), np.shape(kernel))[::stride, ::stride]
    return np.einsum("ijab,ab->ij", windows, np.asarray(kernel, dtype=float))


def correlate_layer(images, kernels, biases, padding=0, stride=1):
    """Compute the feature maps of a layer."""
    pads = ((0, 0), (padding, padding), (padding, padding), (0, 0))
    windows = sliding_window_view(np.pad(np.asarray(images, dtype=float), pads), kernels.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nhwcij,ijco->nhwo", windows, kernels) + biases


def pooled(images, size, stride, reducer):
    """Pool a batch."""
    windows = sliding_window_view(np.asarray(images, dtype=float), (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return reducer(windows, axis=(4, 5))


# ---- upright_edges


@check("upright_edges", title=text(en="sees upright edges and nothing else", ko="세로 경계만 봅니다"))
def answers_to_upright_edges_only(student, expect):
    kernel = expect.array(student.eval("explorer.kernel"), shape=(None, None))
    middle = len(kernel) // 2
    if kernel[middle, middle] == 1 and np.abs(kernel).sum() == 1:
        raise NotAttempted("explorer", "untouched")
    half = np.repeat([0.0, 1.0], 8)
    upright, level = (np.abs(correlate(step, kernel)) for step in (np.tile(half, (16, 1)), np.tile(half, (16, 1)).T))
    even, upright, level = abs(kernel.sum()), upright.max(), level.max()
    expect.is_true(
        upright > 1e-9,
        text(
            en="Your kernel is silent at an upright edge, too: its answer there is 0.",
            ko="커널이 세로 경계에서도 조용합니다. 답이 0입니다.",
        ),
        hint=text(en="Compare the left column with the right one.", ko="왼쪽 열과 오른쪽 열을 비교해 보세요."),
    )
    expect.is_true(
        3 * even < upright,
        text(
            en=f"Your kernel also answers on even ground, where all pixels are alike: its numbers add up to {kernel.sum():g}.",
            ko=f"픽셀이 모두 같은 고른 곳에서도 대답합니다. 숫자의 합이 {kernel.sum():g}입니다.",
        ),
        hint=text(en="Make the numbers add up to 0.", ko="숫자의 합이 0이 되게 하세요."),
    )
    expect.is_true(
        3 * level < upright,
        text(
            en=f"Your kernel also answers to level edges: {level:g} there, {upright:g} at upright ones.",
            ko=f"가로 경계에도 대답합니다. 세로 경계에서는 {upright:g}, 가로 경계에서는 {level:g}입니다.",
        ),
        hint=text(en="Make every row the same.", ko="모든 행을 똑같게 만들어 보세요."),
    )


# ---- window_sum


def window_hint(got, patch, kernel):
    """Recognise what was computed instead."""
    if np.ndim(got):
        return text(
            en="Add up what is in the array: one window gives one number.",
            ko="배열 안의 값을 모두 더하세요. 창 하나에서 수 하나가 나옵니다.",
        )
    others = [
        (
            (patch @ kernel).sum(),
            text(
                en="That is the sum of a matrix product, `@`. Multiply number by number instead, with `*`.",
                ko="행렬곱 `@`의 합입니다. `*`로 같은 자리의 숫자끼리 곱하세요.",
            ),
        ),
        (
            (patch * kernel[::-1, ::-1]).sum(),
            text(
                en="Your kernel is turned round. Put it on the patch as it is.", ko="커널이 뒤집혔습니다. 있는 그대로 조각 위에 놓으세요."
            ),
        ),
        (
            (patch * kernel.T).sum(),
            text(en="Rows and columns of the kernel are exchanged.", ko="커널의 행과 열이 뒤바뀌었습니다."),
        ),
        ((patch * kernel).mean(), text(en="That is the mean of the products. Add them up.", ko="곱들의 평균입니다. 모두 더하세요.")),
        (
            patch.sum() * kernel.sum(),
            text(en="Multiply first, number by number, and only then add.", ko="먼저 같은 자리끼리 곱하고, 그다음에 더하세요."),
        ),
    ]
    right = (patch * kernel).sum()
    known = (hint for value, hint in others if np.isclose(float(got), value) and not np.isclose(value, right))
    return next(
        known, text(en="Multiply number by number, then add up all products.", ko="같은 자리의 숫자끼리 곱하고, 곱을 모두 더하세요.")
    )


def check_window(student, expect, patch, kernel):
    """Compare one sum."""
    got = student.eval("window_sum(patch, kernel)", patch=patch, kernel=kernel)
    number = expect.array(got)
    expect.close(got if number.ndim else float(number), (patch * kernel).sum().item(), hint=window_hint(number, patch, kernel))


@check("window_sum", title=text(en="a small window by hand", ko="작은 창을 손으로"))
def sums_the_products_of_a_small_window(student, expect):
    check_window(student, expect, np.array([[1, 2], [3, 4]]), np.array([[1, 0], [-2, 5]]))
    check_window(student, expect, np.array([[0.5, 2.0, -1.0], [4.0, 1.0, 0.0], [2.0, -3.0, 8.0]]), LOPSIDED)


@check("window_sum", title=text(en="the curve detector", ko="곡선 탐지기"))
def detects_the_curve_on_the_back_and_not_on_the_head(student, expect):
    check_window(student, expect, BACK, CURVE)
    check_window(student, expect, HEAD, CURVE)


# ---- odd_pixel


@check("odd_pixel", title=text(en="the pixel that is no 50", ko="50이 아닌 픽셀"))
def names_the_pixel_that_is_no_fifty(student, expect):
    got = student.eval("odd_pixel")
    place = numbers_of(got, 2)
    expect.is_true(
        place is not None,
        text(
            en="`odd_pixel` should look like `(row, column)`: two whole numbers. Where is it, not how much.",
            ko="`odd_pixel`의 꼴은 `(row, column)`, 곧 정수 두 개여야 합니다. 값이 아니라 자리를 적으세요.",
        ),
    )
    row, column = place
    inside = 0 <= row < 7 and 0 <= column < 7
    slips = {
        (3, 2): text(en="Rows first, then columns.", ko="행을 먼저, 열을 나중에 적으세요."),
        (3, 4): text(en="Count rows and columns from 0.", ko="행과 열을 0부터 세세요."),
        (4, 3): text(en="Rows first, then columns, and both counted from 0.", ko="행을 먼저, 열을 나중에, 둘 다 0부터 세세요."),
    }
    described = text(en="The patch has rows and columns 0 to 6.", ko="조각의 행과 열은 0부터 6까지입니다.")
    if inside:
        pixel, number = BACK[row, column], CURVE[row, column]
        described = text(
            en=f"At row {row}, column {column} the product is {pixel} x {number} = {pixel * number}.",
            ko=f"{row}행 {column}열의 곱은 {pixel} x {number} = {pixel * number}입니다.",
        )
    otherwise = text(
        en="The slide adds five products. Which of the five that are not 0 is not 1,500?",
        ko="슬라이드는 곱 다섯 개를 더합니다. 0이 아닌 다섯 개 가운데 1,500이 아닌 것은 어느 것인가요?",
    )
    expect.is_true((row, column) == (2, 3), described, hint=slips.get((row, column), otherwise))


def numbers_of(got, count):
    """Read whole numbers, however they are wrapped; None if they are none."""
    try:
        numbers = np.asarray(got, dtype=float).ravel()
    except (TypeError, ValueError, OverflowError):
        return None
    if numbers.shape != (count,) or not np.isfinite(numbers).all() or (numbers != np.round(numbers)).any():
        return None
    return tuple(int(number) for number in numbers)


# ---- output_side


def side_hint(got, side, kernel_size, padding, stride, dilation):
    """Recognise the usual ways of miscounting."""
    reach = dilation * (kernel_size - 1) + 1
    room = side + 2 * padding - reach
    wanted = room // stride + 1
    others = [
        (
            room // stride,
            text(
                en="One too few: count the place you start from, too. Posts, not gaps.",
                ko="하나 모자랍니다. 출발한 자리도 세세요. 칸이 아니라 기둥을 셉니다.",
            ),
        ),
        (
            (side + padding - reach) // stride + 1,
            text(en="Padding adds zeros on *both* ends.", ko="패딩은 *양쪽* 끝에 모두 0을 붙입니다."),
        ),
        (
            (side - reach) // stride + 1,
            text(
                en="Where is the padding? It makes the side longer, on both ends.",
                ko="패딩은 어디에 있나요? 패딩은 변을 양쪽 끝에서 늘립니다.",
            ),
        ),
        (
            room + 1,
            text(
                en="Where is the stride? The window does not stop everywhere.",
                ko="스트라이드는 어디에 있나요? 창은 모든 자리에 서지 않습니다.",
            ),
        ),
        (
            (side + 2 * padding - kernel_size) // stride + 1,
            text(
                en="Where is the dilation? The kernel reaches further than its size.",
                ko="팽창은 어디에 있나요? 커널은 크기보다 더 멀리 걸칩니다.",
            ),
        ),
        (
            (side + 2 * padding - dilation * kernel_size) // stride + 1,
            text(
                en="K numbers have only K - 1 gaps between them: the reach is dilation times (K - 1), plus 1.",
                ko="숫자가 K개이면 그 사이의 간격은 K - 1개뿐입니다. 걸치는 길이는 팽창 곱하기 (K - 1), 더하기 1입니다.",
            ),
        ),
        (
            (side + 2 * padding - kernel_size - dilation + 1) // stride + 1,
            text(
                en="Dilation widens *every* gap between the numbers of the kernel: there are K - 1 gaps, each `dilation` wide.",
                ko="팽창은 커널의 숫자 사이를 *모두* 벌립니다. 간격이 K - 1개이고 하나하나의 너비가 `dilation`입니다.",
            ),
        ),
        (
            wanted**2,
            text(
                en="That is how many places the whole map has. Count along one side.",
                ko="특성 맵 전체의 자리 수입니다. 한 변만 세세요.",
            ),
        ),
        (
            -(-room // stride) + 1,
            text(
                en="The last of these windows would hang over the edge. Only whole steps count.",
                ko="마지막 창이 가장자리를 벗어납니다. 온전한 걸음만 셉니다.",
            ),
        ),
    ]
    if isinstance(got, float) and got != round(got):
        return text(
            en="A fraction of a place is no place. Round down: `//` divides without a rest.",
            ko="자리는 소수가 될 수 없습니다. 내림하세요. `//`는 몫만 구합니다.",
        )
    known = (hint for value, hint in others if value == got and value != wanted)
    return next(known, text(en="Draw the strip and the window, and count.", ko="띠와 창을 그려 놓고 세어 보세요."))


def check_side(student, expect, side, kernel_size, padding=0, stride=1, dilation=1):
    """Compare one count."""
    got = student.eval(
        "output_side(side, kernel_size, padding, stride, dilation)",
        side=side,
        kernel_size=kernel_size,
        padding=padding,
        stride=stride,
        dilation=dilation,
    )
    number = expect.array(got)
    single = float(number.ravel()[0]) if number.size == 1 else None
    wanted = (side + 2 * padding - dilation * (kernel_size - 1) - 1) // stride + 1
    expect.equal(got, wanted, hint=None if single is None else side_hint(single, side, kernel_size, padding, stride, dilation))


@check("output_side", title=text(en="every place, one step at a time", ko="한 칸씩 옮길 때"))
def counts_every_place_when_the_stride_is_one(student, expect):
    expect.equal(student.eval("output_side(28, 5)"), 24, hint=side_hint_of_width(student))
    check_side(student, expect, 7, 7)
    check_side(student, expect, 224, 3)


def side_hint_of_width(student):
    """Look once more at the first count, to say what is wrong with it."""
    got = student.eval("output_side(28, 5)")
    return side_hint(float(got), 28, 5, 0, 1, 1) if isinstance(got, int | float) and abs(got) < 1e9 else None


@check("output_side", title=text(en="with padding", ko="패딩이 있을 때"))
def counts_with_padding_on_both_ends(student, expect):
    check_side(student, expect, 10, 7, padding=2)
    check_side(student, expect, 5, 3, padding=1)


@check("output_side", title=text(en="drops the window that would hang over", ko="가장자리를 벗어나는 창은 버립니다"))
def drops_the_window_that_would_hang_over(student, expect):
    check_side(student, expect, 224, 2, stride=2)
    check_side(student, expect, 7, 2, stride=2)
    check_side(student, expect, 10, 3, padding=1, stride=4)


@check("output_side", title=text(en="with dilation", ko="팽창이 있을 때"))
def counts_with_a_dilated_kernel(student, expect):
    check_side(student, expect, 10, 3, dilation=3)
    check_side(student, expect, 32, 5, padding=2, stride=2, dilation=3)


# ---- conv2d and conv2d_fast


def amount(number, unit):
    """Write "one row" or "3 columns"."""
    return f"{'one' if number == 1 else number} {unit}{'s' * (number > 1)}"


def named(settings):
    """Name the settings by themselves, without the comma that leads on into a sentence."""
    return text(en=settings.en.rstrip(","), ko=settings.ko)


def check_map_shape(expect, got, wanted, settings):
    """Say by how many rows or columns a feature map is wrong, and where to look."""
    axes = text(
        en="A feature map has rows and columns: one number for each place. Add up over the patch, and only over the patch.",
        ko="특성 맵에는 행과 열이 있고, 자리마다 수가 하나입니다. 조각의 축만 따라 더하세요.",
    )
    array = expect.shape(got, (None, None), where=named(settings), hint=axes)
    for axis, (unit, korean) in enumerate((("row", "행"), ("column", "열"))):
        apart = array.shape[axis] - wanted[axis]
        if not apart:
            continue
        size = amount(abs(apart), unit)
        short = apart < 0
        said = text(
            en=f"{settings.en} your output is {size} {'short' if short else 'too long' if axis == 0 else 'too wide'}: ",
            ko=f"{settings.ko} 출력이 {abs(apart)}{korean} {'모자랍니다' if short else '많습니다'}. ",
        )
        advice = text(
            en=f"look at how you count the last window. It is {array.shape}, but should be {wanted}.",
            ko=f"마지막 창을 어떻게 세는지 살펴보세요. 모양이 {array.shape}인데 {wanted}여야 합니다.",
        )
        expect.is_true(
            False,  # noqa: FBT003 - the shape differs: only the words are left to choose
            said + advice,
            hint=text(
                en="The last window begins at padded side minus kernel size, or at the last whole step before it.",
                ko="마지막 창은 패딩한 변에서 커널 크기를 뺀 자리, 또는 그 앞의 마지막 온전한 걸음에서 시작합니다.",
            ),
        )
    return array


def map_hint(got, image, kernel, padding, stride):
    """Recognise which other map this is."""
    right = correlate(image, kernel, padding, stride)
    rows, columns = right.shape
    others = [
        (
            lambda: correlate(image, kernel[::-1, ::-1], padding, stride),
            text(
                en=(
                    "That is convolution in the mathematician's sense: your kernel is turned by half a circle. Networks do not turn "
                    "it. Put it on the window as it is."
                ),
                ko="수학에서 말하는 합성곱입니다. 커널이 반 바퀴 돌아가 있습니다. 신경망은 돌리지 않습니다. 있는 그대로 창 위에 놓으세요.",
            ),
        ),
        (
            lambda: correlate(image, kernel.T, padding, stride),
            text(en="Rows and columns of the kernel are exchanged.", ko="커널의 행과 열이 뒤바뀌었습니다."),
        ),
        (
            lambda: correlate(image, kernel, padding)[:rows, :columns],
            text(
                en="Your windows stand one pixel apart. The window of answer `i` begins at `i * stride`.",
                ko="창이 한 픽셀 간격으로 서 있습니다. `i`번째 답의 창은 `i * stride`에서 시작합니다.",
            ),
        ),
        (
            lambda: correlate(np.pad(np.asarray(image, dtype=float), padding, mode="edge"), kernel, 0, stride),
            text(
                en="Your padding repeats the edge. Here it should be zeros.",
                ko="패딩이 가장자리 값을 되풀이합니다. 여기에서는 0이어야 합니다.",
            ),
        ),
        (
            lambda: right / kernel.size,
            text(en="That is the mean of the products. Add them up.", ko="곱들의 평균입니다. 모두 더하세요."),
        ),
        (
            lambda: sum_of_matrix_products(image, kernel, padding, stride),
            text(
                en="That is the sum of a matrix product, `@`. Multiply number by number instead, with `*`.",
                ko="행렬곱 `@`의 합입니다. `*`로 같은 자리의 숫자끼리 곱하세요.",
            ),
        ),
        (
            lambda: np.trunc(right),
            text(
                en="The fractions are cut off: your output array holds whole numbers. `np.zeros_like(image)` copies the type of the image.",
                ko="소수점 아래가 잘렸습니다. 출력 배열이 정수를 담고 있습니다. `np.zeros_like(image)`는 이미지의 자료형을 따릅니다.",
            ),
        ),
        (
            lambda: np.trunc(right).astype(np.int64) % 256,
            text(
                en="Your output array holds whole numbers from 0 to 255, like the photo. Use `np.zeros((rows, columns))`.",
                ko="출력 배열이 사진처럼 0부터 255까지의 정수만 담습니다. `np.zeros((rows, columns))`를 쓰세요.",
            ),
        ),
    ]
    for make, hint in others:
        other = make()
        if other.shape == got.shape and np.allclose(got, other) and not np.allclose(other, right):
            return hint
    if ((got == 0) & (np.abs(right) > 1e-9)).any():
        return text(
            en=(
                "Some places are still 0. Let the loops visit every row and column of the feature map; the stride belongs to where a "
                "window begins, and `return` stands after both loops."
            ),
            ko=(
                "아직 0으로 남은 자리가 있습니다. 반복문이 특성 맵의 모든 행과 열을 지나게 하세요. 스트라이드는 창이 시작하는 자리에만 "
                "쓰고, `return`은 두 반복문이 끝난 뒤에 둡니다."
            ),
        )
    return None


def sum_of_matrix_products(image, kernel, padding, stride):
    """Compute what `@` in place of `*` gives."""
    windows = sliding_window_view(np.pad(np.asarray(image, dtype=float), padding), np.shape(kernel))[::stride, ::stride]
    return np.sum(windows @ np.asarray(kernel, dtype=float), axis=(2, 3))


def check_map(student, expect, name, settings, image, kernel, padding=0, stride=1):
    """Compare a whole feature map: its shape, then its values."""
    given = {"image": image, "kernel": kernel, "padding": padding, "stride": stride}
    got = student.eval(f"{name}(image, kernel, padding, stride)", **given)
    wanted = correlate(image, kernel, padding, stride)
    array = check_map_shape(expect, got, wanted.shape, settings)
    expect.close(got, wanted, atol=1e-5, hint=map_hint(array, image, kernel, padding, stride), where=named(settings))


PLAIN = text(en="Without padding, with stride 1,", ko="패딩 없이 스트라이드 1에서")
OBLONG = np.arange(20.0).reshape(4, 5) ** 2 / 10
RELIEF = np.round(40 * np.sin(np.arange(56.0).reshape(7, 8)), 1)


@check("conv2d", title=text(en="one window", ko="창이 하나일 때"))
def answers_once_when_the_kernel_covers_the_image(student, expect):
    where = text(en="With a kernel as large as the image", ko="커널이 이미지만큼 클 때")
    check_map(student, expect, "conv2d", where, RELIEF[:3, :3], LOPSIDED)


@check("conv2d", title=text(en="every window, kernel not flipped", ko="모든 창, 뒤집지 않은 커널"))
def answers_at_every_place_without_flipping(student, expect):
    check_map(student, expect, "conv2d", PLAIN, OBLONG, LOPSIDED)
    check_map(student, expect, "conv2d", PLAIN, (RELIEF + 60).astype(np.uint8), LOPSIDED / 4)


@check("conv2d", title=text(en="with padding", ko="패딩이 있을 때"))
def surrounds_the_image_with_zeros(student, expect):
    check_map(student, expect, "conv2d", text(en="With padding 1", ko="패딩 1에서"), IMAGE, CROSS, padding=1)
    check_map(student, expect, "conv2d", text(en="With padding 2", ko="패딩 2에서"), OBLONG, LOPSIDED, padding=2)


@check("conv2d", title=text(en="with stride 2", ko="스트라이드가 2일 때"))
def steps_over_every_other_place(student, expect):
    check_map(student, expect, "conv2d", text(en="With stride 2", ko="스트라이드 2에서"), RELIEF[:, :7], LOPSIDED, stride=2)
    check_map(student, expect, "conv2d", text(en="With stride 2", ko="스트라이드 2에서"), RELIEF, LOPSIDED, stride=2)


@check("conv2d", title=text(en="padding and stride together", ko="패딩과 스트라이드를 함께"))
def combines_padding_and_stride(student, expect):
    where = text(en="With padding 2 and stride 3", ko="패딩 2, 스트라이드 3에서")
    check_map(student, expect, "conv2d", where, RELIEF, np.pad(LOPSIDED, 1, constant_values=0.5), padding=2, stride=3)


@check("conv2d_fast", title=text(en="the same answers, every place", ko="모든 자리에서 같은 답"))
def agrees_at_every_place(student, expect):
    check_map(student, expect, "conv2d_fast", PLAIN, OBLONG, LOPSIDED)


@check("conv2d_fast", title=text(en="the same answers with padding", ko="패딩이 있어도 같은 답"))
def agrees_with_padding(student, expect):
    check_map(student, expect, "conv2d_fast", text(en="With padding 1", ko="패딩 1에서"), IMAGE, CROSS, padding=1)
    check_map(student, expect, "conv2d_fast", text(en="With padding 2", ko="패딩 2에서"), RELIEF, LOPSIDED, padding=2)


@check("conv2d_fast", title=text(en="the same answers with stride 2 and 3", ko="스트라이드가 2, 3이어도 같은 답"))
def agrees_with_strides(student, expect):
    check_map(student, expect, "conv2d_fast", text(en="With stride 2", ko="스트라이드 2에서"), RELIEF, LOPSIDED, stride=2)
    where = text(en="With padding 1 and stride 3", ko="패딩 1, 스트라이드 3에서")
    check_map(student, expect, "conv2d_fast", where, RELIEF, LOPSIDED, padding=1, stride=3)


# Runs the function in a thread of its own, whose trace ends with it, and tells how often the busiest line of Python ran.
BUSIEST_LINE = (
    "(lambda sys, pool, seen, make: "
    "(pool.submit(lambda: (sys.settrace(make(make, seen)), conv2d_fast(image, kernel))).result(), max(seen.values()))[1])"
    "(__import__('sys'), __import__('concurrent.futures').futures.ThreadPoolExecutor(1), __import__('collections').Counter(), "
    "lambda make, seen: lambda frame, event, _: (seen.update({(frame.f_code, frame.f_lineno): event == 'line'}), make(make, seen))[1])"
)


@check("conv2d_fast", weight=2, title=text(en="no loop over the windows", ko="창을 하나씩 도는 반복문이 없습니다"))
def leaves_the_windows_to_numpy(student, expect):
    image = np.sin(np.arange(576.0)).reshape(24, 24)
    wanted = correlate(image, LOPSIDED)
    expect.shape(student.eval("conv2d_fast(image, kernel)", image=image, kernel=LOPSIDED), wanted.shape)
    expect.is_true(
        student.eval(BUSIEST_LINE, image=image, kernel=LOPSIDED) < wanted.size,
        text(
            en="Python still goes from window to window: for 22 x 22 windows, one line of your code runs at least 484 times.",
            ko="아직 파이썬이 창을 하나씩 돌고 있습니다. 창이 22 x 22개일 때 코드 한 줄이 적어도 484번 실행됩니다.",
        ),
        hint=text(
            en="Let `sliding_window_view` hand over all windows, multiply them in one go, and add up over the axes of the patch.",
            ko="`sliding_window_view`로 모든 창을 받아 한꺼번에 곱하고, 조각의 축을 따라 더하세요.",
        ),
    )


# ---- misprint


@check("misprint", title=text(en="the misprinted entry", ko="잘못 인쇄된 값"))
def corrects_the_misprinted_entry(student, expect):
    got = student.eval("misprint")
    answer = numbers_of(got, 3)
    expect.is_true(
        answer is not None,
        text(
            en="`misprint` should look like `(row, column, right_value)`: three whole numbers.",
            ko="`misprint`의 꼴은 `(row, column, right_value)`, 곧 정수 세 개여야 합니다.",
        ),
    )
    row, column, value = answer
    slips = {
        (2, 0): text(en="Rows first, then columns.", ko="행을 먼저, 열을 나중에 적으세요."),
        (1, 3): text(en="Count rows and columns from 0.", ko="행과 열을 0부터 세세요."),
    }
    otherwise = text(
        en="Put the kernel on that place and count: this entry is right. Look at the other entries.",
        ko="그 자리에 커널을 올려놓고 세어 보세요. 이 값은 맞습니다. 다른 값들을 살펴보세요.",
    )
    expect.is_true(
        (row, column) == (0, 2),
        text(en=f"Row {row}, column {column} is not where the misprint is.", ko=f"{row}행 {column}열은 잘못 인쇄된 자리가 아닙니다."),
        hint=slips.get((row, column), otherwise),
    )
    expect.is_true(
        value == 3,
        text(
            en=f"The place is right, but {value} is not what belongs there.",
            ko=f"자리는 맞습니다. 하지만 거기에 들어갈 값이 틀렸습니다. 적은 값은 {value}입니다.",
        ),
        hint=text(
            en="The third number is the value that *should* be printed. Count the 1s of the image under the five 1s of the kernel.",
            ko="셋째 수는 인쇄되어 *있어야 하는* 값입니다. 커널의 1 다섯 개 아래에 이미지의 1이 몇 개 있는지 세어 보세요.",
        ),
    )


# ---- convolve_layer


def layer_hint(got, images, kernels, biases, padding, stride):
    """Recognise which other feature maps these are."""
    right = correlate_layer(images, kernels, biases, padding, stride)
    plain = right - biases
    others = [
        (
            plain,
            text(en="Where are the biases? Each feature map gets its own.", ko="편향은 어디에 있나요? 특성 맵마다 자기 편향을 더합니다."),
        ),
        (
            plain + images.shape[3] * biases,
            text(
                en="The bias was added once for every channel. It belongs to the whole kernel: add it once.",
                ko="편향을 채널마다 더했습니다. 편향은 커널 전체의 것이므로 한 번만 더하세요.",
            ),
        ),
        (
            plain / images.shape[3] + biases,
            text(en="The channels were averaged. Add their sums up.", ko="채널들의 평균을 냈습니다. 합을 모두 더하세요."),
        ),
        (
            correlate_layer(images[..., :1], kernels[:, :, :1], biases, padding, stride),
            text(en="Only the first channel was looked at.", ko="첫 채널만 보았습니다."),
        ),
        (
            correlate_layer(images[..., -1:], kernels[:, :, -1:], biases, padding, stride),
            text(
                en="Only the last channel is left: add the channels up instead of overwriting.",
                ko="마지막 채널만 남았습니다. 덮어쓰지 말고 더하세요.",
            ),
        ),
        (
            correlate_layer(images, kernels[::-1, ::-1], biases, padding, stride),
            text(en="The kernels are flipped. Networks do not flip them.", ko="커널이 뒤집혔습니다. 신경망은 뒤집지 않습니다."),
        ),
        (
            correlate_layer(images, np.repeat(kernels[..., :1], kernels.shape[3], axis=3), biases, padding, stride),
            text(
                en="Every feature map was made with kernel number 0. Feature map `o` belongs to `kernels[:, :, :, o]`.",
                ko="모든 특성 맵을 0번 커널로 만들었습니다. `o`번 특성 맵은 `kernels[:, :, :, o]`로 만듭니다.",
            ),
        ),
        (
            np.maximum(right, 0),
            text(
                en="Negative answers became 0. The ReLU comes later, in a step of its own.",
                ko="음수인 답이 0이 되었습니다. ReLU는 나중에 따로 합니다.",
            ),
        ),
    ]
    for other, hint in others:
        if got.shape == other.shape and np.allclose(got, other) and not np.allclose(other, right):
            return hint
    return None


def check_layer(student, expect, images, kernels, biases, padding=0, stride=1):
    """Compare the feature maps of a layer: axes, then values."""
    given = {"images": images, "kernels": kernels, "biases": biases, "padding": padding, "stride": stride}
    got = student.eval("convolve_layer(images, kernels, biases, padding, stride)", **given)
    wanted = correlate_layer(images, kernels, biases, padding, stride)
    array = expect.array(got)
    axes = text(
        en="The axes are: image, row, column, kernel. One feature map per kernel, not per channel, and the kernels come last.",
        ko="축의 순서는 이미지, 행, 열, 커널입니다. 특성 맵은 채널마다가 아니라 커널마다 한 장이고, 커널의 축이 맨 뒤에 옵니다.",
    )
    expect.shape(got, wanted.shape, hint=axes)
    expect.close(got, wanted, atol=1e-5, hint=layer_hint(array, images, kernels, biases, padding, stride))


def waves(*shape, speed=1.0):
    """Make an array without pattern, the same each time."""
    return np.round(np.sin(speed * np.arange(np.prod(shape)) ** 1.3).reshape(shape), 2)


@check("convolve_layer", title=text(en="adds up the channels", ko="채널을 모두 더합니다"))
def adds_up_the_channels_of_one_image(student, expect):
    check_layer(student, expect, waves(1, 4, 5, 3), waves(3, 3, 3, 1, speed=0.7), np.zeros(1))


@check("convolve_layer", title=text(en="one feature map per kernel, with its bias", ko="커널마다 편향을 더한 특성 맵 한 장"))
def makes_one_map_per_kernel_with_its_bias(student, expect):
    check_layer(student, expect, waves(1, 5, 4, 2), waves(2, 2, 2, 4, speed=0.7), np.array([1.0, -2.0, 0.5, 3.0]))


@check("convolve_layer", title=text(en="several images, padding and stride", ko="여러 이미지, 패딩과 스트라이드"))
def takes_several_images_padding_and_stride(student, expect):
    check_layer(student, expect, waves(3, 5, 6, 2), waves(3, 3, 2, 5, speed=0.7), np.arange(5.0), padding=1)
    check_layer(student, expect, waves(2, 7, 6, 3), waves(3, 3, 3, 2, speed=0.7), np.array([0.5, -0.5]), padding=1, stride=2)


# ---- count_conv_parameters


def count_hint(got, size, channels_in, channels_out):
    """Recognise what was left out or counted too often."""
    others = [
        (
            size * size * channels_in * channels_out,
            text(en="Where are the biases? One for each kernel.", ko="편향은 어디에 있나요? 커널마다 하나씩입니다."),
        ),
        (
            (size * size + 1) * channels_out,
            text(en="A kernel has a sheet for *every* input channel.", ko="커널에는 입력 채널*마다* 한 장이 있습니다."),
        ),
        (
            (size * size + 1) * channels_in * channels_out,
            text(en="One bias for each kernel, not one for each sheet of it.", ko="편향은 커널의 장마다가 아니라 커널마다 하나입니다."),
        ),
        (
            (size * channels_in + 1) * channels_out,
            text(en="A kernel of size K has K rows *and* K columns.", ko="크기가 K인 커널에는 행도 열도 K개 있습니다."),
        ),
        (
            size * size * channels_in * channels_out + 1,
            text(en="There is one bias for each kernel, not one for the layer.", ko="편향은 층에 하나가 아니라 커널마다 하나입니다."),
        ),
        (
            size * size * channels_in * channels_out + channels_in,
            text(en="The biases belong to the kernels, that is, to the *output* channels.", ko="편향은 커널, 곧 *출력* 채널의 것입니다."),
        ),
    ]
    right = (size * size * channels_in + 1) * channels_out
    otherwise = text(
        en="One sheet has K x K numbers. How many sheets has a kernel, how many kernels has the layer? Then the biases.",
        ko="한 장에는 숫자가 K x K개 있습니다. 커널 하나는 몇 장이고, 층에는 커널이 몇 개인가요? 그다음에 편향을 더하세요.",
    )
    return next((hint for value, hint in others if value == got and value != right), otherwise)


def check_count(student, expect, size, channels_in, channels_out):
    """Compare one count."""
    names = "count_conv_parameters(kernel_size, channels_in, channels_out)"
    got = student.eval(names, kernel_size=size, channels_in=channels_in, channels_out=channels_out)
    number = expect.array(got)
    hint = count_hint(float(number.ravel()[0]), size, channels_in, channels_out) if number.size == 1 else None
    expect.equal(got, (size * size * channels_in + 1) * channels_out, hint=hint)


@check("count_conv_parameters", title=text(en="one input channel", ko="입력 채널이 하나일 때"))
def counts_a_layer_on_grey_images(student, expect):
    check_count(student, expect, 3, 1, 32)
    check_count(student, expect, 5, 1, 6)


@check("count_conv_parameters", title=text(en="many input channels", ko="입력 채널이 여럿일 때"))
def counts_a_layer_with_many_channels(student, expect):
    check_count(student, expect, 3, 32, 64)
    check_count(student, expect, 3, 3, 64)
    check_count(student, expect, 1, 64, 16)


# ---- pool


def pool_hint(got, images, size, stride, reducer):
    """Recognise what was pooled instead."""
    right = pooled(images, size, stride, reducer)
    rows, columns = right.shape[1:3]
    others = [
        (
            np.broadcast_to(reducer(right, axis=3)[..., None], right.shape),
            text(
                en="The channels were mixed. Pool each channel by itself: reduce over rows and columns only, `axis=(1, 2)`.",
                ko="채널이 섞였습니다. 채널마다 따로 풀링하세요. 행과 열만 줄이면 됩니다. `axis=(1, 2)`입니다.",
            ),
        ),
        (
            np.broadcast_to(reducer(right, axis=(0, 3))[None, ..., None], right.shape),
            text(
                en="Images and channels were mixed. `reducer` needs to know the axes: rows and columns only, `axis=(1, 2)`.",
                ko="이미지와 채널이 섞였습니다. `reducer`에 축을 알려 주세요. 행과 열만 줄이면 됩니다. `axis=(1, 2)`입니다.",
            ),
        ),
        (
            right.swapaxes(1, 2),
            text(en="Rows and columns of the answer are exchanged.", ko="답의 행과 열이 뒤바뀌었습니다."),
        ),
        (
            pooled(images, size, 1, reducer)[:, :rows, :columns],
            text(en="Your windows stand one pixel apart: use the stride.", ko="창이 한 픽셀 간격으로 서 있습니다. 스트라이드를 쓰세요."),
        ),
    ]
    others += [
        (
            pooled(images, size, stride, other),
            text(
                en=f"Here the reducer is `{reducer.__name__}`, but you took `{other.__name__}`. Call `reducer`.",
                ko=f"여기에서 reducer는 `{reducer.__name__}`인데 `{other.__name__}` 값을 냈습니다. `reducer`를 호출하세요.",
            ),
        )
        for other in (np.max, np.min, np.mean, np.sum)
        if other is not reducer
    ]
    for other, hint in others:
        if got.shape == other.shape and np.allclose(got, other) and not np.allclose(other, right):
            return hint
    return None


def check_pool(student, expect, call, images, size, stride, reducer, shape_hint):
    """Compare one pooled batch."""
    got = student.eval(call, images=images)
    wanted = pooled(images, size, stride, reducer)
    array = expect.array(got)
    expect.shape(got, wanted.shape, hint=shape_hint)
    expect.close(got, wanted, hint=pool_hint(array, images, size, stride, reducer))


BATCH_AXES = text(
    en="`images` are (N, H, W, C), and N and C stay as they are: only rows and columns become fewer.",
    ko="`images`는 (N, H, W, C)이고 N과 C는 그대로입니다. 행과 열만 줄어듭니다.",
)


@check("pool", title=text(en="the slice of the slides", ko="슬라이드의 4 x 4 조각"))
def keeps_the_largest_of_each_window(student, expect):
    check_pool(student, expect, "pool(images, 2)", SLICE[None, :, :, None], 2, 2, np.max, BATCH_AXES)


@check("pool", title=text(en="every image and channel by itself", ko="이미지와 채널마다 따로"))
def pools_images_and_channels_separately(student, expect):
    check_pool(student, expect, "pool(images, 2)", waves(3, 4, 6, 2), 2, 2, np.max, BATCH_AXES)
    check_pool(student, expect, "pool(images, 3)", waves(1, 6, 9, 3) - 2, 3, 3, np.max, BATCH_AXES)


@check("pool", title=text(en="sides that the window does not divide", ko="창으로 나누어떨어지지 않는 변"))
def leaves_out_what_fills_no_window(student, expect):
    left_out = text(
        en="A last row or column that fills no window is left out: no padding, no smaller window.",
        ko="창을 다 채우지 못하는 마지막 행이나 열은 버립니다. 패딩하지도, 창을 줄이지도 않습니다.",
    )
    check_pool(student, expect, "pool(images, 2)", waves(1, 5, 7, 2), 2, 2, np.max, left_out)
    check_pool(student, expect, "pool(images, 3)", waves(2, 8, 10, 1), 3, 3, np.max, left_out)


@check("pool", title=text(en="a stride of its own", ko="따로 정한 스트라이드"))
def obeys_a_stride_of_its_own(student, expect):
    stride = text(
        en="Here the stride is given: windows of 3 that stand 2 apart overlap.",
        ko="여기에서는 스트라이드가 정해져 있습니다. 크기가 3인 창이 2칸 간격으로 서서 서로 겹칩니다.",
    )
    check_pool(student, expect, "pool(images, 3, stride=2)", waves(2, 7, 9, 2), 3, 2, np.max, stride)
    count = text(
        en="Windows of 2 that stand 1 apart fit into a side of 4 three times. Your `output_side` counts them.",
        ko="크기가 2인 창이 1칸 간격으로 서면 한 변이 4일 때 세 번 들어갑니다. 여러분의 `output_side`로 셀 수 있습니다.",
    )
    check_pool(student, expect, "pool(images, 2, stride=1)", waves(1, 4, 4, 1), 2, 1, np.max, count)


@check("pool", title=text(en="other reducers", ko="다른 reducer"))
def uses_the_reducer_it_is_given(student, expect):
    check_pool(student, expect, "pool(images, 2, reducer=np.min)", waves(1, 4, 4, 2), 2, 2, np.min, BATCH_AXES)
    check_pool(student, expect, "pool(images, 2, reducer=np.mean)", waves(2, 4, 6, 2), 2, 2, np.mean, BATCH_AXES)
    check_pool(student, expect, "pool(images, 2, reducer=np.mean)", SLICE[None, :, :, None], 2, 2, np.mean, BATCH_AXES)


# ---- receptive_field


def field_of(layers):
    """Walk upwards through the layers."""
    field, jump = 1, 1
    for size, stride in layers:
        field, jump = field + (size - 1) * jump, jump * stride
    return field


def field_hint(got, layers):
    """Recognise the usual walks that go wrong."""
    early, jump = 1, 1
    forgetful, before = 1, 1
    generous, added, sum_of_strides = 1, 1, 1
    for size, stride in layers:
        generous += size * jump
        added += (size - 1) * sum_of_strides
        sum_of_strides += stride
        jump *= stride
        early += (size - 1) * jump
        forgetful += (size - 1) * before
        before = stride
    others = [
        (
            sum(size for size, _ in layers),
            text(
                en="The patches overlap: a kernel of K adds only K - 1 steps.",
                ko="조각들이 서로 겹칩니다. 크기가 K인 커널은 K - 1걸음만 더합니다.",
            ),
        ),
        (
            int(np.prod([size for size, _ in layers])),
            text(
                en="The sizes do not multiply, because the patches overlap. Strides multiply.",
                ko="조각들이 겹치므로 크기는 곱해지지 않습니다. 곱해지는 것은 스트라이드입니다.",
            ),
        ),
        (
            1 + sum(size - 1 for size, _ in layers),
            text(
                en="Where are the strides? After a stride of 2, one step further up is two pixels down here.",
                ko="스트라이드는 어디에 있나요? 스트라이드 2를 지나고 나면 위층의 한 걸음이 아래에서는 두 픽셀입니다.",
            ),
        ),
        (
            early,
            text(
                en="A layer's own stride does not widen its own window, only the next one: update `jump` after `field`.",
                ko="층의 스트라이드는 자기 창이 아니라 다음 층의 창을 넓힙니다. `field`를 먼저, `jump`를 나중에 고치세요.",
            ),
        ),
        (
            1 + sum((size - 1) * stride for size, stride in layers),
            text(
                en="K - 1 steps of `jump` pixels each: `jump` is the product of the strides *below* this layer, not its own stride.",
                ko="`jump`픽셀씩 K - 1걸음입니다. `jump`는 그 층이 아니라 *아래* 층들의 스트라이드를 모두 곱한 것입니다.",
            ),
        ),
        (
            generous,
            text(
                en="From the first of K neighbours to the last there are only K - 1 steps.",
                ko="이웃 K개의 처음부터 마지막까지는 K - 1걸음뿐입니다.",
            ),
        ),
        (
            added,
            text(
                en="Strides multiply from layer to layer: `jump *= stride`.",
                ko="스트라이드는 층을 지날 때마다 곱해집니다. `jump *= stride`입니다.",
            ),
        ),
        (
            field_of(layers[:1]),
            text(
                en="Only the first layer was counted. `return` stands after the loop, not in it.",
                ko="첫 층만 셌습니다. `return`은 반복문 안이 아니라 뒤에 둡니다.",
            ),
        ),
        (
            field_of(layers) ** 2,
            text(en="That is the area. Return the side of the square.", ko="넓이입니다. 정사각형의 한 변을 돌려주세요."),
        ),
        (
            field_of(layers) - 1,
            text(
                en="Begin with 1: even without any layer, a pixel sees itself.",
                ko="1에서 시작하세요. 층이 없어도 픽셀은 자기 자신을 봅니다.",
            ),
        ),
        (
            forgetful,
            text(
                en="Strides multiply from layer to layer: keep their product in `jump`.",
                ko="스트라이드는 층을 지날 때마다 곱해집니다. 그 곱을 `jump`에 담아 두세요.",
            ),
        ),
        (
            field_of(layers[::-1]),
            text(
                en="The first layer of the list is the one next to the image: walk from there upwards.",
                ko="리스트의 첫 층이 이미지에 가장 가까운 층입니다. 거기에서 위로 올라가세요.",
            ),
        ),
    ]
    right = field_of(layers)
    return next((hint for value, hint in others if value == got and value != right), None)


def check_field(student, expect, layers):
    """Compare one receptive field."""
    got = student.eval("receptive_field(layers)", layers=layers)
    number = expect.array(got)
    expect.equal(got, field_of(layers), hint=field_hint(float(number.ravel()[0]), layers) if number.size == 1 else None)


@check("receptive_field", title=text(en="layers with stride 1", ko="스트라이드가 1인 층들"))
def adds_up_layers_without_strides(student, expect):
    check_field(student, expect, [(5, 1)])
    check_field(student, expect, [(3, 1), (3, 1), (3, 1)])


@check("receptive_field", title=text(en="strides widen what comes after", ko="스트라이드는 다음 층을 넓힙니다"))
def lets_strides_widen_what_comes_after(student, expect):
    check_field(student, expect, [(3, 1), (2, 2), (3, 1)])
    check_field(student, expect, [(7, 2), (3, 2), (3, 1)])


@check("receptive_field", title=text(en="LeNet and the first blocks of VGG", ko="LeNet과 VGG의 앞부분"))
def measures_networks_that_have_names(student, expect):
    check_field(student, expect, [(5, 1), (2, 2), (5, 1), (2, 2), (5, 1)])
    check_field(student, expect, [(3, 1), (3, 1), (2, 2), (3, 1), (3, 1), (2, 2)])


# ---- im2col


@check("im2col", title=text(en="one row per window", ko="창마다 행 하나"))
def writes_every_window_as_a_row(student, expect):
    for image, size in ((np.arange(12.0).reshape(3, 4), 2), (RELIEF, 3)):
        wanted = np.array(
            [image[i : i + size, j : j + size].ravel() for i in range(image.shape[0] - size + 1) for j in range(image.shape[1] - size + 1)]
        )
        got = student.eval("im2col(image, kernel_size)", image=image, kernel_size=size)
        array = expect.array(got)
        shape = text(
            en=f"There are {wanted.shape[0]} windows (rows) of {wanted.shape[1]} numbers (columns).",
            ko=f"창(행)이 {wanted.shape[0]}개이고 창마다 숫자(열)가 {wanted.shape[1]}개입니다.",
        )
        if array.shape == wanted.T.shape and np.allclose(array, wanted.T):
            shape = text(en="It is transposed: each window should be a row.", ko="행과 열이 뒤바뀌었습니다. 창 하나가 행 하나여야 합니다.")
        expect.shape(got, wanted.shape, hint=shape)
        order = text(
            en="Reading order: from left to right, then the next line, both for the windows and inside each patch.",
            ko="글을 읽는 순서입니다. 창도, 조각 안의 숫자도 왼쪽에서 오른쪽으로, 그다음 줄로 갑니다.",
        )
        expect.close(got, wanted, hint=order)


# ---- quizzes

quiz(
    "flipped_kernel",
    question=text(
        en=(
            "A colleague writes a library that does flip the kernel, as mathematicians do. She trains a CNN with it from random "
            "kernels. What happens?"
        ),
        ko="동료가 수학자처럼 커널을 뒤집는 라이브러리를 만들었습니다. 그것으로 무작위 커널에서 시작해 CNN을 학습하면 어떻게 될까요?",
    ),
    choices=[
        choice(
            text(en="It learns worse: the kernels fit the wrong way round.", ko="학습이 더 잘 안 됩니다. 커널이 거꾸로 놓이기 때문입니다."),
            because=text(
                en="Nobody tells it which way is round. Training adjusts the nine numbers until the answers are useful.",
                ko="어느 쪽이 바른 방향인지는 아무도 정해 주지 않습니다. 학습은 답이 쓸모 있어질 때까지 숫자 아홉 개를 고칠 뿐입니다.",
            ),
        ),
        choice(
            text(
                en="It learns just as well; its kernels come out turned round.",
                ko="똑같이 잘 배웁니다. 커널이 뒤집힌 모습으로 나올 뿐입니다.",
            ),
            right=True,
            because=text(
                en=(
                    "Each kernel of one library has a twin, turned by half a circle, in the other. That is why networks do without the "
                    "flip. It matters only where kernels written by hand, or weights of another library, are used."
                ),
                ko=(
                    "한 라이브러리의 커널마다 다른 라이브러리에 반 바퀴 돌린 짝이 있습니다. 그래서 신경망은 굳이 뒤집지 않습니다. "
                    "손으로 적은 커널이나 다른 라이브러리의 가중치를 쓸 때만 문제가 됩니다."
                ),
            ),
        ),
        choice(
            text(
                en="It sees the world as in a mirror and recognises only mirrored objects.",
                ko="거울처럼 세상을 보아서 뒤집힌 물체만 알아봅니다.",
            ),
            because=text(
                en="The images are not flipped, only the way in which the nine numbers are stored.",
                ko="이미지는 뒤집히지 않습니다. 숫자 아홉 개를 적어 두는 순서만 다릅니다.",
            ),
        ),
    ],
)

quiz(
    "one_by_one",
    question=text(
        en="A 1 x 1 convolution takes 64 channels to 16. A window of a single pixel: is there any point in it?",
        ko="1 x 1 합성곱이 채널 64개를 16개로 바꿉니다. 창이 픽셀 하나뿐인데 쓸모가 있을까요?",
    ),
    choices=[
        choice(
            text(
                en="No: without neighbours it can only multiply by a number.", ko="없습니다. 이웃이 없으면 수 하나를 곱할 수 있을 뿐입니다."
            ),
            because=text(
                en="With one channel that would be so. Here every answer is a sum over 64 channels.",
                ko="채널이 하나라면 그렇습니다. 여기에서는 답마다 채널 64개를 더합니다.",
            ),
        ),
        choice(
            text(en="It blurs the image a little.", ko="이미지를 조금 흐리게 합니다."),
            because=text(
                en="Blurring needs neighbours. A 1 x 1 window never looks beyond its own pixel.",
                ko="흐리게 하려면 이웃이 있어야 합니다. 1 x 1 창은 자기 픽셀 밖을 보지 않습니다.",
            ),
        ),
        choice(
            text(
                en="Yes: at each pixel it mixes the 64 channels into 16 new ones.",
                ko="있습니다. 픽셀마다 채널 64개를 섞어 새 채널 16개를 만듭니다.",
            ),
            right=True,
            because=text(
                en=(
                    "It is a dense layer applied at every pixel, with (64 + 1) times 16 = 1,040 parameters. Lesson 11 meets it in "
                    "Inception and MobileNet, where it makes the large kernels cheap."
                ),
                ko=(
                    "픽셀마다 적용한 완전 연결층이고, 파라미터는 (64 + 1) 곱하기 16 = 1,040개입니다. 11에서 Inception과 MobileNet에 다시 "
                    "나옵니다. 큰 커널을 싸게 만들어 줍니다."
                ),
            ),
        ),
    ],
)

quiz(
    "cat_moves",
    question=text(
        en=(
            "In the photo a cat moves 8 pixels to the right. A 3 x 3 convolution (stride 1) looks at it, then 2 x 2 max pooling. "
            "What happens in the feature maps?"
        ),
        ko=(
            "사진 속 고양이가 오른쪽으로 8픽셀 움직였습니다. 3 x 3 합성곱(스트라이드 1)을 하고 2 x 2 최대 풀링을 합니다. 특성 맵은 "
            "어떻게 될까요?"
        ),
    ),
    choices=[
        choice(
            text(
                en="After the convolution its answers move 8 places; after pooling, 4 places.",
                ko="고양이에 대한 답이 합성곱 뒤에는 8칸, 풀링 뒤에는 4칸 옮겨 갑니다.",
            ),
            right=True,
            because=text(
                en=(
                    "Both are equivariant here: 8 is a multiple of the pooling's stride. After 7 pixels the pooled map could not follow "
                    "exactly. To get an answer that does not move at all one must forget places altogether, as global pooling does."
                ),
                ko=(
                    "8은 풀링 스트라이드의 배수이므로 둘 다 등변입니다. 7픽셀이었다면 풀링한 특성 맵은 정확히 따라갈 수 없습니다. "
                    "답이 전혀 움직이지 않으려면 전역 풀링처럼 자리를 모두 잊어야 합니다."
                ),
            ),
        ),
        choice(
            text(en="Nothing changes: CNNs are translation invariant.", ko="아무것도 바뀌지 않습니다. CNN은 평행이동 불변이기 때문입니다."),
            because=text(
                en="The answers are the same ones, but at other places. Pooling forgives a pixel or so, not eight.",
                ko="답은 같지만 자리가 다릅니다. 풀링이 눈감아 주는 것은 한 픽셀 정도이지 여덟 픽셀이 아닙니다.",
            ),
        ),
        choice(
            text(
                en="The feature maps become quite different; the cat has to be learned anew.",
                ko="특성 맵이 전혀 달라져서 고양이를 새로 배워야 합니다.",
            ),
            because=text(
                en="That is so for a dense layer, with a weight for every pixel. The shared kernel finds the cat in its new place.",
                ko="픽셀마다 가중치가 있는 완전 연결층이라면 그럴 것입니다. 함께 쓰는 커널은 새 자리에서도 고양이를 바로 찾습니다.",
            ),
        ),
    ],
)
