# %% [markdown] lang="en"
# # 03 · From layers to probabilities
#
# **You will be able to**
# - push a whole batch of examples through a network with matrix products, and find a mistake by its shapes,
# - turn a network's outputs into probabilities that never overflow,
# - count what a network has to learn, and say exactly what a dense layer does to an image.
#
# **Time:** 75 to 90 minutes of yours. The cells take less than a minute with `PROFILE` "quick", and about a minute with "full".

# %% [markdown] lang="ko" of="dbc687be"
# # 03 · 다층 퍼셉트론과 소프트맥스
#
# **이 수업을 마치면**
# - 행렬곱으로 예제 여러 개를 한꺼번에 신경망에 통과시키고, 모양을 보고 잘못된 곳을 찾을 수 있습니다.
# - 신경망의 출력을 확률로 바꿀 수 있습니다. 아무리 큰 수가 들어와도 오버플로가 나지 않습니다.
# - 신경망이 배워야 할 값이 몇 개인지 세고, 완전 연결층이 이미지에 무슨 일을 하는지 정확히 말할 수 있습니다.
#
# **걸리는 시간:** 75분에서 90분쯤입니다. 셀을 실행하는 데는 `PROFILE`이 "quick"이면 1분이 채 걸리지 않고, "full"이면
# 1분쯤 걸립니다.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
import time

import numpy as np

from course_utils import after, check, explore_embedding, lesson, nn, plots, predict, quiz, record
from course_utils.data import load

lesson("03_networks", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

# %% [markdown] lang="en"
# ## Dominoes
#
# Two dominoes fit where the numbers that touch are equal. Matrices play the same game. A matrix with 32 rows and 784
# columns has the shape (32, 784). It can be multiplied by one of shape (784, 50): the two 784s meet and vanish, and
# (32, 50) is left.
#
# Four tiles of a network that reads handwritten digits lie on the table: `x`, which holds 32 images of 784 numbers each,
# and the matrices `A`, `B` and `C`.
#
# **Predict before you run.** `x` comes first. In which order must the other three follow, so that all of them fit? Write
# it as a word such as `"ABC"`. And which shape will be left in the end?

# %% [markdown] lang="ko" of="aacd958d"
# ## 도미노
#
# 도미노 두 개는 맞닿는 숫자가 같으면 이어집니다. 행렬도 똑같은 놀이를 합니다. 행이 32개, 열이 784개인 행렬의 모양은
# (32, 784)입니다. 여기에 모양이 (784, 50)인 행렬을 곱할 수 있습니다. 784끼리 만나 사라지고 (32, 50)이 남습니다.
#
# 손글씨 숫자를 읽는 신경망의 조각 네 개가 놓여 있습니다. `x`에는 숫자 784개로 된 이미지 32장이 들어 있고, `A`, `B`,
# `C`는 행렬입니다.
#
# **실행하기 전에 예상해 보세요.** `x`가 맨 앞입니다. 나머지 셋이 모두 이어지려면 어떤 순서로 와야 할까요? `"ABC"`처럼
# 써 보세요. 그리고 마지막에는 어떤 모양이 남을까요?

# %%
TILES = {"x": (32, 784), "A": (100, 10), "B": (784, 50), "C": (50, 100)}
for name, shape in TILES.items():
    print(name, shape)

# %% answer="order"
### BEGIN SOLUTION
order = "BCA"
### END SOLUTION


# %%
def laid_side_by_side():
    row = {name: TILES[name] for name in ["x", *str(order).upper()] if name in TILES}
    plots.plot_shapes(row)


predict("order", order, outcome=laid_side_by_side)

# %% [markdown] lang="en"
# If a cross stands between two tiles, try another order. What is left has 32 rows, as many as there were images, and 10
# columns, one for each digit. That is a whole network, seen from far away: a chain of matrices from an image to an
# answer. In this lesson you build it. Whenever you are lost, write the shapes side by side.

# %% [markdown] lang="ko" of="e38c78a1"
# 조각 사이에 가위표가 있으면 다른 순서로 해 보세요. 남은 모양의 행은 이미지 수와 같은 32개이고, 열은 숫자마다 하나씩
# 10개입니다. 멀리서 본 신경망 전체가 바로 이것입니다. 이미지에서 답까지 이어지는 행렬의 사슬입니다. 이번 수업에서 이것을
# 직접 만듭니다. 길을 잃으면 언제든 모양을 나란히 적어 보세요.

# %% [markdown] lang="en"
# ## XOR in two products
#
# In 01 you built XOR from three perceptrons: NAND and OR looked at the switches, AND looked at *their answers*. You went
# through the truth table row by row. Now all four rows at once. Two rules are enough:
#
# - **Rows are examples.** The four rows of the truth table become a matrix of shape (4, 2). Examples that are handed over
#   together, like these, are a **batch**.
# - **Columns are units,** the neurons of 02. The weights of NAND, -1 and -1, are one column, those of OR, 1 and 1, the
#   next: shape (2, 2).
#
# Each number of a matrix product is one row times one column: multiply them number by number and add up. The row (1, 0)
# and the column of OR give $1 \cdot 1 + 0 \cdot 1 = 1$, the sum that OR computes. Python writes the product as `@`.
#
# (4, 2) meets (2, 2), and (4, 2) is left: for each row, the answers of NAND and of OR. These meet the weights of AND,
# (2, 1), and (4, 1) is left: one answer for each row.
#
# The two switches are the **input layer**; it computes nothing, it only holds numbers. NAND and OR are the **hidden
# layer**: nobody outside sees what they answer. AND is the **output layer**. Perceptrons in layers, each layer fed by the
# one before: that is a **multilayer perceptron**, an MLP.

# %% [markdown] lang="ko" of="de46da84"
# ## XOR를 행렬곱 두 번으로
#
# 01에서는 퍼셉트론 세 개로 XOR를 만들었습니다. NAND와 OR는 스위치를 보고, AND는 *그 둘의 답*을 보았습니다. 그때는
# 진리표를 한 줄씩 계산했습니다. 이번에는 네 줄을 한꺼번에 계산합니다. 규칙은 두 가지면 됩니다.
#
# - **행은 예제입니다.** 진리표의 네 줄이 모양 (4, 2)인 행렬이 됩니다. 이렇게 한꺼번에 넘겨주는 예제의 묶음을
#   **배치**라고 합니다.
# - **열은 유닛입니다.** 유닛은 02의 뉴런입니다. NAND의 가중치 -1과 -1이 한 열, OR의 가중치 1과 1이 다음 열입니다. 모양은
#   (2, 2)입니다.
#
# 행렬곱에 나오는 수 하나하나는 행 하나와 열 하나를 곱한 것입니다. 같은 자리에 있는 수끼리 곱해서 모두 더합니다. 행 (1, 0)과
# OR의 열에서는 $1 \cdot 1 + 0 \cdot 1 = 1$이 나오고, 이것이 OR가 구하는 합입니다. 파이썬에서는 행렬곱을 `@`로 씁니다.
#
# (4, 2)가 (2, 2)를 만나 (4, 2)가 남습니다. 줄마다 NAND와 OR의 답이 나온 것입니다. 이것이 AND의 가중치 (2, 1)을 만나
# (4, 1)이 남습니다. 줄마다 답이 하나씩입니다.
#
# 스위치 두 개가 **입력층**입니다. 입력층은 아무것도 계산하지 않고 숫자를 담고 있을 뿐입니다. NAND와 OR는
# **은닉층**입니다. 이 둘이 무엇이라고 답하는지는 밖에서 보이지 않기 때문입니다. AND는 **출력층**입니다. 이렇게 퍼셉트론을
# 층으로 쌓아 앞 층의 답을 다음 층이 받게 한 것을 **다층 퍼셉트론**, 줄여서 MLP라고 합니다.

# %%
CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = np.array([0, 1, 1, 0])

hidden = nn.step(CORNERS @ [[-1, 1], [-1, 1]] + [1.5, -0.5])  # columns: NAND, OR
answers = nn.step(hidden @ [[1], [1]] - 1.5)  # AND
print(answers.T)

# %% [markdown] lang="en"
# The two products give 0, 1, 1, 0. **Predict before you run.** Take the two answers of the hidden layer, NAND and OR, as
# the coordinates of a point. The four rows of the table make four points. In how many *different* places do they lie?

# %% [markdown] lang="ko" of="e1220f1c"
# 행렬곱 두 번으로 0, 1, 1, 0이 나왔습니다. **실행하기 전에 예상해 보세요.** 은닉층의 두 답 NAND와 OR를 점의 좌표로
# 생각해 봅시다. 진리표의 네 줄이 점 네 개가 됩니다. 이 점들은 서로 *다른* 자리 몇 군데에 놓일까요?

# %% answer="places"
### BEGIN SOLUTION
places = 3
### END SOLUTION


# %%
def new_coordinates():
    import matplotlib.pyplot as plt

    _, (before, behind) = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
    plots.plot_points(CORNERS, XOR, class_names="01", ax=before)

    def ask_and(h):
        return nn.step(h @ [1, 1] - 1.5)

    plots.plot_boundary(ask_and, hidden, XOR, class_names="01", ax=behind)
    behind.set(xlabel="NAND", ylabel="OR")
    return len(np.unique(hidden, axis=0))


predict("places", places, outcome=new_coordinates)

# %% [markdown] lang="en"
# On the left are the switches, on the right is what the hidden layer makes of them. The rows (0, 1) and (1, 0), which lay
# on opposite corners and made all the trouble, have arrived in the *same* place, and one line cuts them off. This is what
# a hidden layer is for: it gives the examples new coordinates, in which the next layer has an easy job.

# %% [markdown] lang="ko" of="12050ec4"
# 왼쪽은 스위치이고, 오른쪽은 은닉층이 그것을 바꾸어 놓은 모습입니다. 마주 보는 꼭짓점에 있어서 골칫거리였던 두 줄 (0, 1)과
# (1, 0)이 *같은* 자리에 왔고, 이제는 직선 하나로 갈라집니다. 은닉층이 하는 일이 바로 이것입니다. 예제에 새로운 좌표를 주어
# 다음 층의 일을 쉽게 만듭니다.

# %% [markdown] lang="en"
# ### Your turn, with ReLU
#
# Between the layers stood a step. Lesson 02 showed why networks have **ReLU** there today. It passes on *how much*, not
# only yes or no, so numbers that suited the step need not suit it. Find numbers that do, and write them as
#
# `xor_network = [(weights, biases), (weights, biases)]`
#
# First the hidden layer: weights of shape (2, 2), one column per unit, and two biases. ReLU comes after it. Then the
# output layer: weights of shape (2, 1) and one bias. Nothing comes after it; its sum $z$ counts as 1 if $z > 0$, else as
# 0. All numbers are welcome that get the four rows right, and so are more than two hidden units.

# %% [markdown] lang="ko" of="fe99218a"
# ### 이번에는 ReLU로
#
# 앞에서는 두 층 사이에 계단 함수가 있었습니다. 오늘날의 신경망이 그 자리에 **ReLU**를 쓰는 까닭은 02에서 보았습니다.
# ReLU는 예, 아니요만이 아니라 *얼마나*인지를 넘겨줍니다. 그래서 계단 함수에 맞던 숫자가 ReLU에는 맞지 않을 수 있습니다.
# 맞는 숫자를 찾아 다음 꼴로 써 보세요.
#
# `xor_network = [(weights, biases), (weights, biases)]`
#
# 먼저 은닉층입니다. 가중치의 모양은 (2, 2)이고 유닛마다 열이 하나씩이며, 편향은 두 개입니다. 그 뒤에 ReLU가 옵니다.
# 다음은 출력층입니다. 가중치의 모양은 (2, 1)이고 편향은 하나입니다. 그 뒤에는 아무것도 없습니다. 합 $z$가 $z > 0$이면 1,
# 아니면 0으로 봅니다. 네 줄을 모두 맞히기만 하면 어떤 숫자든 좋고, 은닉 유닛이 두 개보다 많아도 됩니다.

# %% answer="xor_network"
### BEGIN SOLUTION
xor_network = [
    (np.array([[1, 1], [1, 1]]), np.array([0, -1])),
    (np.array([[1], [-2]]), np.array([-0.5])),
]
### END SOLUTION

# %% check="xor_network"
check("xor_network")

# %% [markdown] lang="en"
# ## One layer
#
# Weights times inputs plus bias, for every unit of a layer and every example of a batch: that is one product and one
# sum,
#
# $$\mathbf{Z} = \mathbf{X}\mathbf{W} + \mathbf{b}$$
#
# | | shape | holds |
# | --- | --- | --- |
# | $\mathbf{X}$ | (N, D) | N examples, D numbers each |
# | $\mathbf{W}$ | (D, M) | the weights of M units, one column each |
# | $\mathbf{b}$ | (M,) | one bias per unit, added to every row |
# | $\mathbf{Z}$ | (N, M) | M sums for each example |
#
# Such a layer is called **affine**, **dense** or **fully connected**: every unit is connected to every input.
#
# Many books write $y = Wx + b$, with one example as a column and one *row* of $W$ per unit. It is the same layer,
# transposed. We let rows be examples, as NumPy and Keras do, because then a batch is simply more rows: N stands in
# $\mathbf{X}$ and in $\mathbf{Z}$, and in nothing that is learned.
#
# And if the dominoes do not fit? Here two matrices are multiplied that do not. The message looks worse than it is: read it
# from the end.

# %% [markdown] lang="ko" of="04459b9f"
# ## 층 하나
#
# 층의 모든 유닛과 배치의 모든 예제에 대해 입력에 가중치를 곱하고 편향을 더하는 일은, 곱셈 한 번과 덧셈 한 번으로 끝납니다.
#
# $$\mathbf{Z} = \mathbf{X}\mathbf{W} + \mathbf{b}$$
#
# | | 모양 | 들어 있는 것 |
# | --- | --- | --- |
# | $\mathbf{X}$ | (N, D) | 숫자 D개로 된 예제 N개 |
# | $\mathbf{W}$ | (D, M) | 유닛 M개의 가중치, 유닛마다 한 열 |
# | $\mathbf{b}$ | (M,) | 유닛마다 편향 하나, 모든 행에 더함 |
# | $\mathbf{Z}$ | (N, M) | 예제마다 합 M개 |
#
# 이런 층을 **아핀(affine)층**, **밀집(dense)층** 또는 **완전 연결(fully connected)층**이라고 합니다. 모든 유닛이 모든 입력과
# 이어져 있다는 뜻입니다.
#
# $y = Wx + b$라고 쓰는 책도 많습니다. 예제 하나를 열로 놓고, 유닛 하나에 $W$의 *행* 하나를 주는 방식입니다. 행과 열을
# 바꾸었을 뿐 같은 층입니다. 우리는 NumPy와 Keras처럼 행을 예제로 삼습니다. 그러면 배치는 그저 행이 더 많은 것이 됩니다.
# N은 $\mathbf{X}$와 $\mathbf{Z}$에만 있고, 학습하는 값에는 없습니다.
#
# 도미노가 맞지 않으면 어떻게 될까요? 맞지 않는 행렬 두 개를 곱해 봅시다. 오류 메시지는 보기보다 어렵지 않습니다. 끝에서부터
# 읽어 보세요.

# %%
try:
    np.ones((32, 784)) @ np.ones((50, 784))
except ValueError as error:
    print(error)

# %% [markdown] lang="en"
# The two numbers that touch are in the last brackets: 50 should have been 784. The second matrix lies the wrong way
# round.
#
# Write `affine(x, weights, biases)`. `x` is a batch of shape (N, D), or one single example of shape (D,), whose answer
# then has the shape (M,).

# %% [markdown] lang="ko" of="d128acc4"
# 마지막 괄호 안에 맞닿는 두 수가 있습니다. 784여야 할 자리에 50이 있습니다. 두 번째 행렬의 행과 열이 뒤바뀐 것입니다.
#
# `affine(x, weights, biases)`를 써 보세요. `x`는 모양이 (N, D)인 배치이거나 모양이 (D,)인 예제 하나입니다. 예제 하나일
# 때 답의 모양은 (M,)입니다.


# %% answer="affine"
def affine(x, weights, biases):
    """Multiply x (N, D) or (D,) by weights (D, M), and add biases (M,)."""
    ### BEGIN SOLUTION
    return np.asarray(x) @ np.asarray(weights) + np.asarray(biases)
    ### END SOLUTION


# %% check="affine"
check("affine")

# %% [markdown] lang="en"
# ## The whole chain
#
# A network is a list of layers, `parameters = [(weights, biases), (weights, biases), …]`, just like your `xor_network`.
# To ask it something, push `x` through layer after layer, with **ReLU after every layer except the last**. That is the
# **forward pass**.
#
# Why ReLU *between*? Because two affine layers with nothing between them are no more than one, as you saw in 02:
#
# $$(\mathbf{X}\mathbf{W}_1 + \mathbf{b}_1)\mathbf{W}_2 + \mathbf{b}_2 = \mathbf{X}(\mathbf{W}_1\mathbf{W}_2) + (\mathbf{b}_1\mathbf{W}_2 +
# \mathbf{b}_2)$$
#
# Why none at the *end*? Because there any number should be possible, negative ones too. What comes out is one number per
# **class**, per possible answer: for digits, ten. These numbers are called **logits**.
#
# One hidden layer is enough for an MLP. A network with more than one is called **deep**, a DNN. CNNs, which you will meet
# in 07, are one kind of DNN; in them, not every layer is fully connected. More units and more layers *can* draw more
# intricate borders. Whether training finds good ones is another matter: lessons 04 to 06.
#
# Write `forward(x, parameters)`, with your `affine` and with `nn.relu`, for any number of layers.

# %% [markdown] lang="ko" of="bbad2028"
# ## 사슬 전체
#
# 신경망은 층의 리스트입니다. 앞의 `xor_network`처럼 `parameters = [(weights, biases), (weights, biases), …]` 꼴입니다.
# 신경망에 무언가를 물어보려면 `x`를 층마다 차례로 통과시키면 됩니다. **마지막 층을 뺀 모든 층 뒤에 ReLU**가 있습니다.
# 이것이 **순전파**입니다.
#
# ReLU가 왜 *사이*에 있어야 할까요? 02에서 보았듯이 사이에 아무것도 없는 아핀층 두 개는 한 개와 다를 바 없기 때문입니다.
#
# $$(\mathbf{X}\mathbf{W}_1 + \mathbf{b}_1)\mathbf{W}_2 + \mathbf{b}_2 = \mathbf{X}(\mathbf{W}_1\mathbf{W}_2) + (\mathbf{b}_1\mathbf{W}_2 +
# \mathbf{b}_2)$$
#
# *끝*에는 왜 없을까요? 끝에서는 음수를 포함해 어떤 수든 나올 수 있어야 하기 때문입니다. 고를 수 있는 답 하나하나를
# **클래스**라고 합니다. 숫자라면 열 개입니다. 마지막 층에서 클래스마다 하나씩 나오는 수를 **로짓**이라고 합니다.
#
# 은닉층이 하나만 있어도 MLP입니다. 은닉층이 둘 이상이면 **심층** 신경망, 곧 DNN이라고 합니다. 07에서 만날 CNN도 DNN의 한
# 종류입니다. 다만 모든 층이 완전 연결은 아닙니다. 유닛과 층이 많을수록 더 복잡한 경계를 그릴 *수 있습니다*. 학습으로 좋은
# 경계를 찾아내느냐는 다른 문제이고, 04부터 06까지에서 다룹니다.
#
# 앞에서 만든 `affine`과 `nn.relu`로 `forward(x, parameters)`를 써 보세요. 층이 몇 개이든 되어야 합니다.


# %% answer="forward"
def forward(x, parameters):
    """Push x through all layers: affine, ReLU, affine, ReLU, …, affine; return the logits."""
    ### BEGIN SOLUTION
    *hidden_layers, (weights, biases) = parameters
    for hidden_weights, hidden_biases in hidden_layers:
        x = nn.relu(affine(x, hidden_weights, hidden_biases))
    return affine(x, weights, biases)
    ### END SOLUTION


# %% check="forward"
check("forward")


# %% [markdown] lang="en"
# Now your network can be asked everywhere, not only at the corners. Blue is 0, orange is 1. And then a larger one: 784
# inputs, hidden layers of 50 and 100 units, 10 outputs, with weights drawn at random. Compare the shapes with the
# dominoes.

# %% [markdown] lang="ko" of="08eb083c"
# 이제 꼭짓점만이 아니라 어디에서든 신경망에 물어볼 수 있습니다. 파란색이 0, 주황색이 1입니다. 그다음은 더 큰 신경망입니다.
# 입력 784개, 유닛이 50개와 100개인 은닉층, 출력 10개이고, 가중치는 무작위로 뽑았습니다. 모양을 도미노와 비교해 보세요.


# %%
@after("xor_network", "affine", "forward")
def your_regions():
    layers = [(np.array(weights), np.ravel(biases)) for weights, biases in xor_network]

    def ask(x):
        return nn.step(forward(x, layers)).ravel()

    return plots.plot_boundary(ask, CORNERS, XOR, class_names="01")


# %%
def pairs_of(network):
    """List a network's parameters as [(weights, biases), …]."""
    arrays = list(network.parameters.values())
    return list(zip(arrays[0::2], arrays[1::2], strict=True))


untrained = pairs_of(nn.mlp([784, 50, 100, 10], np.random.default_rng(SEED)))
garments = load("fashion", "synthetic").train.images[:32]  # drawn by this course, 28 x 28


@after("affine", "forward")
def through_the_chain():
    x = garments.reshape(32, 784) / 255
    print("x", x.shape)
    for number in range(1, len(untrained) + 1):
        print(number, forward(x, untrained[:number]).shape)
    print("logits[0] =", forward(x, untrained)[0].round(2))


# %% [markdown] lang="en"
# ## From logits to probabilities
#
# Ten logits, some of them negative. The largest wins, but how sure is the network? We want **probabilities**: none below
# 0, all together 1, and the larger the logit, the larger its probability. Two steps do it. $e^z$ makes every number
# positive and keeps their order, and dividing by the sum makes shares of them. That is **softmax**:
#
# $$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$$
#
# With it a network can say: *this is a 7, with 80 percent*.

# %% [markdown] lang="ko" of="58478d6e"
# ## 로짓에서 확률로
#
# 로짓이 열 개 나왔고, 음수도 있습니다. 가장 큰 것이 답이지만, 신경망은 얼마나 확신하고 있을까요? 우리는 **확률**을 원합니다.
# 0보다 작은 것이 없고, 모두 더하면 1이고, 크기 순서는 로짓과 같아야 합니다. 두 단계면 됩니다. $e^z$는 모든 수를 양수로
# 만들면서 순서를 지키고, 합으로 나누면 각각의 몫이 됩니다. 이것이 **소프트맥스**입니다.
#
# $$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$$
#
# 소프트맥스가 있으면 신경망이 *이 숫자가 7일 확률은 80퍼센트*라고 말할 수 있습니다.

# %%
for logits in ([2, 1, 0], [3, 1, 0], [2, 2, 2]):
    print(logits, nn.softmax(logits).round(3))

# %% [markdown] lang="en"
# One logit is raised by 1, from the first line to the second, and all three probabilities change: they share one whole.
# Equal logits share it equally.
#
# **Predict before you run.** Add 100 to *every* logit: 2, 1, 0 become 102, 101, 100. What happens to the probabilities?
# Write `"same"` if they stay as they are, `"sharper"` if the largest grows, `"flatter"` if they come closer together.

# %% [markdown] lang="ko" of="7f344d9c"
# 첫째 줄에서 둘째 줄로 가면서 로짓 하나만 1 커졌는데 확률은 셋 다 바뀌었습니다. 하나를 셋이 나누어 갖기 때문입니다. 로짓이
# 모두 같으면 똑같이 나눕니다.
#
# **실행하기 전에 예상해 보세요.** *모든* 로짓에 100을 더하면 2, 1, 0이 102, 101, 100이 됩니다. 확률은 어떻게 될까요?
# 그대로이면 `"same"`, 가장 큰 확률이 더 커지면 `"sharper"`, 서로 가까워지면 `"flatter"`라고 써 보세요.

# %% answer="after_adding"
### BEGIN SOLUTION
after_adding = "same"
### END SOLUTION


# %%
def adding_a_hundred():
    before, behind = nn.softmax([2, 1, 0]), nn.softmax([102, 101, 100])
    print(before.round(3), behind.round(3), sep="\n")
    if np.allclose(before, behind):
        return "same"
    return "sharper" if behind.max() > before.max() else "flatter"


predict("after_adding", after_adding, outcome=adding_a_hundred)

# %% [markdown] lang="en"
# They stay. A constant $c$ added to all logits is a factor $e^c$ above and below the line, and cancels:
#
# $$\frac{e^{z_k + c}}{\sum_j e^{z_j + c}} = \frac{e^c e^{z_k}}{e^c \sum_j e^{z_j}} = \frac{e^{z_k}}{\sum_j e^{z_j}}$$
#
# Only the *differences* between logits count. Keep that in mind, you will need it at once. Here is the formula, typed in
# as it stands, with logits around 1000:

# %% [markdown] lang="ko" of="e2e108d7"
# 그대로입니다. 모든 로짓에 상수 $c$를 더하면 분자와 분모에 똑같이 $e^c$가 곱해져 약분됩니다.
#
# $$\frac{e^{z_k + c}}{\sum_j e^{z_j + c}} = \frac{e^c e^{z_k}}{e^c \sum_j e^{z_j}} = \frac{e^{z_k}}{\sum_j e^{z_j}}$$
#
# 로짓 사이의 *차이*만 중요합니다. 곧바로 쓸 데가 있으니 기억해 두세요. 이번에는 식을 그대로 옮겨 쓰고, 로짓을 1000쯤으로 해
# 봅시다.

# %%
large = np.array([1000.0, 999.0, 998.0])
print(np.exp(large) / np.exp(large).sum())

record("largest_exponent", int(np.log(np.finfo(np.float64).max)))
record("largest_exponent_float32", int(np.log(np.finfo(np.float32).max)))

# %% [markdown] lang="en"
# NumPy warns, and the answer is `nan`, "not a number". The largest whole $z$ whose $e^z$ a float64 can hold is
# {largest_exponent}. Beyond that the power becomes `inf`, and `inf / inf` has no value. In float32, which Keras uses unless told
# otherwise, it is {largest_exponent_float32}. One `nan` in one weight is enough to spoil a whole training.
#
# The cure you have just seen: choose a constant. Which one makes sure that no exponent is above 0?
#
# Write `softmax(logits, axis=-1)` so that it survives logits of any size. `axis` is the axis along which the
# probabilities add up to 1; in a batch of shape (N, K) that is the last. Leave the argument as it was.

# %% [markdown] lang="ko" of="7033e59b"
# NumPy가 경고를 하고, 답은 "숫자가 아님"을 뜻하는 `nan`입니다. $e^z$를 float64에 담을 수 있는 가장 큰
# 정수 $z$는 {largest_exponent}입니다. 그보다 커지면 `inf`가 되고, `inf / inf`에는 값이 없습니다. Keras가 기본으로 쓰는
# float32에서는 {largest_exponent_float32}까지입니다. 가중치 하나만 `nan`이 되어도 학습 전체를 망칩니다.
#
# 해결책은 방금 보았습니다. 상수를 하나 고르면 됩니다. 어떤 상수를 고르면 모든 지수가 0 이하가 될까요?
#
# 로짓이 아무리 커도 괜찮은 `softmax(logits, axis=-1)`를 써 보세요. `axis`는 확률을 더해 1이 되는 축입니다. 모양이
# (N, K)인 배치에서는 마지막 축입니다. 인수로 받은 배열은 그대로 두세요.


# %% answer="softmax"
def softmax(logits, axis=-1):
    """Turn logits into probabilities that add up to 1 along an axis, without overflow."""
    ### BEGIN SOLUTION
    logits = np.asarray(logits)
    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)
    ### END SOLUTION


# %% check="softmax"
check("softmax")


# %%
@after("affine", "forward", "softmax")
def an_opinion():
    probabilities = softmax(forward(garments.reshape(32, 784) / 255, untrained))
    print(probabilities[:2].round(2), probabilities[:2].sum(axis=1))
    for z in (-2.0, 0.0, 3.0):
        first = softmax(np.array([z, 0.0]))[0]
        print(f"z = {z:4}   softmax([z, 0])[0] = {first:.4f}   sigmoid(z) = {nn.sigmoid(z):.4f}")


# %% [markdown] lang="en"
# The rows add up to 1 and look like opinions, but these weights were drawn at random. Softmax makes probabilities of *any*
# numbers. Only training makes them worth something, and even then "80 percent" need not be right 8 times out of 10.
#
# The last three lines: with two classes, softmax of $z$ and 0 is just the sigmoid of 02. So a network that answers yes or
# no needs only one output and a sigmoid; one with more classes needs one output each, and softmax.

# %% [markdown] lang="ko" of="47f2c56f"
# 행마다 더하면 1이고 그럴듯한 의견처럼 보이지만, 이 가중치는 무작위로 뽑은 것입니다. 소프트맥스는 *어떤* 수든 확률로 만듭니다.
# 학습을 해야 비로소 그 확률이 쓸모 있어집니다. 그때에도 "80퍼센트"라고 한 답이 열 번 중 꼭 여덟 번 맞으란 법은 없습니다.
#
# 마지막 세 줄을 보세요. 클래스가 둘이면 $z$와 0의 소프트맥스는 02에서 본 시그모이드와 같습니다. 그래서 예 또는 아니요로 답하는
# 신경망은 출력 하나와 시그모이드면 되고, 클래스가 더 많으면 클래스마다 출력 하나씩과 소프트맥스가 필요합니다.

# %% [markdown] lang="en"
# ## Batches
#
# Nothing in the weights knows how many rows `x` has. So a hundred images, one at a time or all at once, must get the same
# answers. Let us see whether they do, and whether it matters.

# %% [markdown] lang="ko" of="6bdbac6a"
# ## 배치
#
# 가중치 어디에도 `x`의 행이 몇 개인지는 들어 있지 않습니다. 그러니 이미지 백 장을 한 장씩 물어보든 한꺼번에 물어보든 답이
# 같아야 합니다. 정말 그런지, 그리고 무엇이 달라지는지 봅시다.

# %%
digits = load("digits")  # real handwriting, 8 x 8, brightness 0 to 16
names = digits.class_names(LANGUAGE)


def flatten(images):
    """Make each image one row."""
    return images.reshape(len(images), -1)


@after("affine", "forward")
def one_by_one_or_all_at_once():
    small = pairs_of(nn.mlp([64, 32, 10], np.random.default_rng(SEED)))
    x = flatten(digits.train.images)[:100] / 16

    def one_by_one():
        return np.array([forward(one, small) for one in x])

    def all_at_once():
        return forward(x, small)

    def seconds(way):
        start = time.perf_counter()
        way()
        return time.perf_counter() - start

    # The quickest of fifty each: other programs can only ever make one slower.
    times = np.array([(seconds(one_by_one), seconds(all_at_once)) for _ in range(50)])
    ratio = np.divide(*times.min(axis=0))
    difference = np.abs(one_by_one() - all_at_once()).max()
    print(f"|difference| <= {difference:.0e}   time ratio = {ratio:.0f}")
    record("batch_difference", float(difference))
    record("batch_speedup", float(ratio))


# %% [markdown] lang="en"
# The same answers, up to rounding, and all at once is about {batch_speedup:.0f} times as fast here. One by one, every
# line of Python runs a hundred times, and in so small a network that is most of the cost. In a large one the weights
# weigh in: one by one they are fetched from memory anew for every image, in a batch each is fetched once and used for
# many rows. That is why networks are trained, and asked, in batches.

# %% [markdown] lang="ko" of="27815408"
# 반올림 오차를 빼면 답은 같고, 여기에서는 한꺼번에 하는 쪽이 {batch_speedup:.0f}배쯤 빠릅니다. 한 장씩 하면 파이썬 코드가 줄마다
# 백 번 실행되는데, 이렇게 작은 신경망에서는 시간이 대부분 여기에 듭니다. 큰 신경망에서는 가중치도 문제가 됩니다. 한 장씩
# 하면 이미지마다 가중치를 메모리에서 다시 가져와야 하지만, 배치로 하면 한 번 가져와 여러 행에 씁니다. 신경망을 배치로
# 학습시키고 배치로 묻는 까닭이 여기에 있습니다.

# %% [markdown] lang="en"
# ## What happens to an image
#
# A dense layer takes rows of numbers. So an image must become one row: first its top line of pixels, then the next, and so
# on. 28 times 28 pixels make a strip of 784. That is what `flatten` did above.
#
# **Predict before you run.** Take the pixel in row 13, column 14 (counting from 0), and the one right below it. They
# touch. How many places apart are they in the strip?

# %% [markdown] lang="ko" of="8062be06"
# ## 이미지에 일어나는 일
#
# 완전 연결층은 숫자를 한 줄로 늘어놓은 것을 받습니다. 그래서 이미지도 한 줄이 되어야 합니다. 맨 윗줄의 픽셀을 먼저 놓고, 그다음
# 줄을 이어 붙입니다. 가로세로 28픽셀인 이미지는 길이 784의 띠가 됩니다. 앞에서 `flatten`이 한 일이 이것입니다.
#
# **실행하기 전에 예상해 보세요.** 행과 열을 0부터 셀 때, 13번 행 14번 열의 픽셀과 바로 아래 픽셀은 서로 붙어 있습니다.
# 띠에서는 몇 칸이나 떨어져 있을까요?

# %% answer="apart"
### BEGIN SOLUTION
apart = 28
### END SOLUTION


# %%
def in_the_strip():
    plots.show_strip(garments[0], [(13, 14), (14, 14)])
    places_of = np.arange(784).reshape(28, 28)
    return int(places_of[14, 14] - places_of[13, 14])


predict("apart", apart, outcome=in_the_strip)

# %% [markdown] lang="en"
# A whole row lies between them. The pixel in row $r$ and column $c$ goes to place $28r + c$, so the neighbour to the right
# stays near and the neighbour below is torn away.
#
# What exactly is lost? Not a single number: `strip.reshape(28, 28)` brings the image back. What is lost is *who lies next
# to whom*. To a dense layer the inputs 378 and 406 are no closer than 0 and 783. Each has a weight of its own, and that is
# all the layer knows about it.

# %% [markdown] lang="ko" of="abe4cdea"
# 한 행만큼 떨어져 있습니다. $r$번 행, $c$번 열의 픽셀은 $28r + c$번 자리로 갑니다. 오른쪽 이웃은 그대로 곁에 있지만 아래쪽
# 이웃은 멀리 떨어집니다.
#
# 정확히 무엇을 잃었을까요? 숫자는 하나도 잃지 않았습니다. `strip.reshape(28, 28)`로 이미지를 되돌릴 수 있습니다. 잃은 것은
# *누가 누구의 이웃인가*입니다. 완전 연결층이 보기에 378번과 406번 입력은 0번과 783번 입력보다 조금도 더 가깝지 않습니다.
# 저마다 자기 가중치가 있을 뿐이고, 층이 아는 것은 그것이 전부입니다.

# %% [markdown] lang="en"
# ### Count what must be learned
#
# Each unit of a dense layer has one weight per input, and one bias. These numbers, which training will find, are the
# network's **parameters**.
#
# Write `count_parameters(sizes)`. `sizes` lists the number of inputs, then the units of each layer, as in
# `[784, 50, 100, 10]`.

# %% [markdown] lang="ko" of="c990d195"
# ### 배워야 할 값 세기
#
# 완전 연결층의 유닛에는 입력마다 가중치가 하나씩 있고, 편향이 하나 있습니다. 학습으로 찾아낼 이 값들이 신경망의
# **파라미터**입니다.
#
# `count_parameters(sizes)`를 써 보세요. `sizes`에는 `[784, 50, 100, 10]`처럼 입력의 수와 각 층의 유닛 수가 차례로 들어
# 있습니다.


# %% answer="count_parameters"
def count_parameters(sizes):
    """Count the weights and biases of a fully connected network."""
    ### BEGIN SOLUTION
    count = 0
    for place in range(1, len(sizes)):
        count += sizes[place - 1] * sizes[place] + sizes[place]
    return count
    ### END SOLUTION


# %% check="count_parameters"
check("count_parameters")


# %%
@after("count_parameters")
def three_networks():
    by_hand = count_parameters([784, 50, 100, 10])
    in_memory = sum(array.size for pair in untrained for array in pair)
    print(f"784-50-100-10      {by_hand:12,} = {in_memory:,}")
    print(f"64-32-10           {count_parameters([64, 32, 10]):12,}")
    print(f"150528-100-10      {count_parameters([224 * 224 * 3, 100, 10]):12,}")
    record("parameters_chain", int(by_hand))
    record("parameters_reader", int(count_parameters([64, 32, 10])))
    record("parameters_photo", int(count_parameters([224 * 224 * 3, 100, 10])))


# %% [markdown] lang="en"
# The chain of dominoes has {parameters_chain:,} parameters. For a colour photo of 224 x 224 pixels, three
# numbers each, a network with a single hidden layer of 100 units and 10 outputs already has {parameters_photo:,}.
#
# You may hear that dense layers "are slow" and "cannot handle images". Exactly said:
#
# - *Slow?* Weight for weight nothing is faster: one multiplication per weight and image, in one large product. It is the
#   number of weights that grows with every pixel. (A convolution uses each of its few weights many times. It often
#   multiplies *more*, not less.)
# - *Cannot?* They can, as you will see in a minute. But a stroke learned in one corner is not known in another, since
#   every place has its own weights. And whatever neighbours could tell must be found out from the examples.

# %% [markdown] lang="ko" of="a6a4d40b"
# 도미노 사슬의 파라미터는 {parameters_chain:,}개입니다. 가로세로 224픽셀이고 픽셀마다 수가 세 개인 컬러 사진이라면, 유닛
# 100개짜리 은닉층 하나와 출력 10개만 있어도 {parameters_photo:,}개가 됩니다.
#
# 완전 연결층은 "느리다", "이미지를 처리하지 못한다"라는 말을 들을지도 모릅니다. 정확히 말하면 이렇습니다.
#
# - *느리다?* 가중치 하나하나로 따지면 이보다 빠른 것이 없습니다. 이미지마다 가중치 하나에 곱셈 한 번이고, 큰 행렬곱 한 번으로
#   끝납니다. 문제는 픽셀이 늘 때마다 가중치의 수가 늘어난다는 것입니다. (합성곱은 몇 안 되는 가중치를 여러 번 씁니다. 곱셈은
#   오히려 *더 많은* 경우가 흔합니다.)
# - *처리하지 못한다?* 처리할 수 있습니다. 잠시 뒤에 직접 봅니다. 다만 자리마다 가중치가 따로 있어서, 한쪽 구석에서 배운 획을 다른
#   구석에서는 알아보지 못합니다. 이웃끼리 알려 줄 수 있는 것도 예제에서 스스로 알아내야 합니다.

# %% [markdown] lang="en"
# ### Found or chosen?
#
# Parameters are the answers that a network *finds* while it practises. Somebody must also decide how it practises: how
# long, in how large steps, with how many units. These are **hyperparameters**, and people *choose* them. They are to a
# network what a timetable is to a student: no answer to any question of the exam, but much depends on it.
#
# Sort eight words. Make `kinds` a dictionary with an entry such as `"weights": "parameter"` or
# `"…": "hyperparameter"` for each of
# `"weights"`, `"learning_rate"`, `"biases"`, `"layers"` (how many), `"units"` (how many in each), `"batch_size"`,
# `"epochs"` (how many) and `"activation"` (ReLU or another function).

# %% [markdown] lang="ko" of="1983d05e"
# ### 찾는 값과 정하는 값
#
# 파라미터는 신경망이 문제를 풀면서 스스로 *찾아내는* 답입니다. 그런데 어떻게 연습할지는 누군가 정해야 합니다. 얼마나 오래, 얼마나
# 큰 걸음으로, 유닛은 몇 개로 할지 같은 것입니다. 이것을 **하이퍼파라미터**라고 하고, 사람이 *정합니다*. 신경망의
# 하이퍼파라미터는 학생의 공부 계획과 같습니다. 시험 문제의 답은 아니지만 많은 것이 여기에 달려 있습니다.
#
# 낱말 여덟 개를 나누어 보세요. `kinds`를 사전(dict)으로 만들고 `"weights": "parameter"`나 `"…": "hyperparameter"`처럼
# 항목을 하나씩 넣으면 됩니다. 낱말은
# `"weights"`, `"learning_rate"`, `"biases"`, `"layers"`(층의 수), `"units"`(층마다 유닛의 수), `"batch_size"`,
# `"epochs"`(에포크 수), `"activation"`(ReLU를 쓸지 다른 함수를 쓸지)입니다.

# %% answer="kinds"
### BEGIN SOLUTION
kinds = {
    "weights": "parameter",
    "learning_rate": "hyperparameter",
    "biases": "parameter",
    "layers": "hyperparameter",
    "units": "hyperparameter",
    "batch_size": "hyperparameter",
    "epochs": "hyperparameter",
    "activation": "hyperparameter",
}
### END SOLUTION

# %% check="kinds"
check("kinds")

# %% [markdown] lang="en"
# ## It reads
#
# Where do good weights come from? That is what lessons 04 to 06 are about, and there you will write it all yourself. Today
# training is given: `nn.train` finds the {parameters_reader:,} parameters of a network 64-32-10 from real handwritten
# digits. The numbers we chose stand in the first line.

# %% [markdown] lang="ko" of="f8c51544"
# ## 숫자를 읽다
#
# 좋은 가중치는 어디에서 올까요? 04부터 06까지가 바로 그 이야기이고, 그때 모두 직접 만듭니다. 오늘은 학습을 그냥 가져다
# 씁니다. `nn.train`이 실제 손글씨 숫자를 보고 64-32-10 신경망의 파라미터 {parameters_reader:,}개를 찾습니다. 우리가 정한 값은
# 첫 줄에 있습니다.

# %%
CHOSEN = {"units": 32, "learning_rate": 0.1, "batch_size": 32, "epochs": 20}


def train_reader(train_images, test_images, seed):
    """Train a network on flattened images; return it and its accuracy on the test images."""
    rng = np.random.default_rng(seed)
    network = nn.mlp([64, CHOSEN["units"], 10], rng)
    history = nn.train(
        network,
        nn.SGD(CHOSEN["learning_rate"]),
        flatten(train_images) / 16,
        digits.train.labels,
        epochs=CHOSEN["epochs"],
        batch_size=CHOSEN["batch_size"],
        rng=rng,
        test=(flatten(test_images) / 16, digits.test.labels),
    )
    return network, history.test_accuracy[-1]


reader, _ = train_reader(digits.train.images, digits.test.images, SEED)
found = pairs_of(reader)

# %% [markdown] lang="en"
# Those parameters go into *your* functions, with {test_images} images that the network has never seen. Below are the first
# six and the six it is least sure of, each with the probability that your softmax gives.

# %% [markdown] lang="ko" of="f5f03506"
# 이 파라미터를 *여러분의* 함수에 넣고, 신경망이 한 번도 보지 못한 이미지 {test_images}장을 보여 줍니다. 아래는 처음 여섯
# 장과 신경망이 가장 자신 없어 하는 여섯 장입니다. 여러분의 소프트맥스가 준 확률을 함께 적었습니다.


# %%
@after("affine", "forward", "softmax")
def reading():
    probabilities = softmax(forward(flatten(digits.test.images) / 16, found))
    right = probabilities.argmax(axis=1) == digits.test.labels
    shown = [*range(6), *np.argsort(probabilities.max(axis=1))[:6]]
    test = digits.test
    plots.show_predictions(test.images[shown], probabilities[shown], test.labels[shown], names)
    print(f"{right.sum()} / {len(right)} = {right.mean():.1%}")
    record("test_images", len(right))
    record("test_accuracy", float(right.mean()))


# %% [markdown] lang="en"
# {test_accuracy:.1%} of the test images are read correctly. So much for "cannot handle images".
#
# What has the hidden layer done? Here are the same {test_images} images as points, placed not by their pixels but by what
# the 32 hidden units make of them: the shadow of 32 coordinates on two. Colours are the digits. Placed by pixels, only
# {spread_pixels:.0%} of the spread of the points lies between different digits, the rest within one and the same digit.
# After the hidden layer it is {spread_hidden:.0%}. Each digit has been moved together, as the two corners of XOR were.
# Click a few points, above all some that lie between the clouds.

# %% [markdown] lang="ko" of="0e4aa7fd"
# 테스트 이미지의 {test_accuracy:.1%}를 맞게 읽습니다. "이미지를 처리하지 못한다"는 말은 맞지 않습니다.
#
# 은닉층은 무슨 일을 했을까요? 이번에는 같은 이미지 {test_images}장을 점으로 나타냅니다. 픽셀이 아니라 은닉 유닛 32개의 값에
# 따라 놓았고, 좌표 32개를 두 개로 비춘 그림자입니다. 색은 숫자를 뜻합니다. 픽셀에 따라 놓으면 점들이 흩어진 정도 가운데
# {spread_pixels:.0%}만 서로 다른 숫자 사이의 것이고, 나머지는 같은 숫자 안에서 흩어진 것입니다. 은닉층을 거치면
# {spread_hidden:.0%}가 됩니다. XOR의 두 꼭짓점처럼 같은 숫자끼리 모인 것입니다. 점을 몇 개 눌러 보세요. 특히 무리와 무리
# 사이에 있는 점을 눌러 보세요.


# %%
def spread_between(points, labels):
    """Tell which share of the points' spread lies between the classes, from 0 to 1."""
    middle = points.mean(axis=0)
    middles = np.array([points[labels == label].mean(axis=0) for label in labels])
    return float(np.square(middles - middle).sum() / np.square(points - middle).sum())


@after("affine", "forward")
def hidden_coordinates():
    pixels = flatten(digits.test.images) / 16
    activations = nn.relu(forward(pixels, found[:1]))
    record("spread_pixels", spread_between(pixels, digits.test.labels))
    record("spread_hidden", spread_between(activations, digits.test.labels))
    return explore_embedding(activations, digits.test.images, digits.test.labels, class_names=names)


# %% [markdown] lang="en"
# ## Shuffle the pixels
#
# Now let us be cruel. Draw *one* random order of the pixels, and rearrange *every* image in that same order. To us the
# digits become noise.
#
# Write `shuffle_pixels(images, permutation)`. In the flattened strip, place $j$ of the new image gets what stood at place
# `permutation[j]` of the old one: with the permutation 2, 0, 1, the strip a, b, c becomes c, a, b. NumPy does this when
# you index with a list: `strip[[2, 0, 1]]`. `images` has the shape (N, height, width, channels), and so has the result.
# Ours are (N, 8, 8, 1); others should do as well.

# %% [markdown] lang="ko" of="3bb5df68"
# ## 픽셀 뒤섞기
#
# 이제 짓궂은 실험을 해 봅시다. 픽셀의 순서를 무작위로 *하나* 뽑고, *모든* 이미지를 그 순서로 다시 늘어놓습니다. 우리 눈에는 숫자가
# 잡음이 되어 버립니다.
#
# `shuffle_pixels(images, permutation)`을 써 보세요. 펼친 띠에서 새 이미지의 $j$번 자리에는 옛 이미지의 `permutation[j]`번
# 자리에 있던 값이 옵니다. 순열이 2, 0, 1이면 띠 a, b, c는 c, a, b가 됩니다. NumPy에서는
# `strip[[2, 0, 1]]`처럼 리스트로 인덱싱하면 됩니다. `images`의 모양은 (N, 높이, 너비, 채널)이고, 결과의 모양도 같습니다.
# 우리 이미지는 (N, 8, 8, 1)이지만 크기가 달라도 되어야 합니다.


# %% answer="shuffle_pixels"
def shuffle_pixels(images, permutation):
    """Rearrange the pixels of all images in one order; the shape stays."""
    ### BEGIN SOLUTION
    images = np.asarray(images)
    strips = images.reshape(len(images), -1)
    return strips[:, permutation].reshape(images.shape)
    ### END SOLUTION


# %% check="shuffle_pixels"
check("shuffle_pixels")

# %%
permutation = np.random.default_rng(SEED).permutation(64)


@after("shuffle_pixels")
def before_and_after():
    first = digits.train.images[:8]
    plots.show_images(np.concatenate([first, shuffle_pixels(first, permutation)]), columns=8)


# %% [markdown] lang="en"
# **Predict before you run.** Train the same network from scratch on shuffled images and test it on images shuffled in the
# same order. How far does its test accuracy fall? Write `"much"`, `"a little"` or `"not"`.
#
# The experiment trains several networks of each sort, since a single one may be lucky. The third sort gets images shuffled
# each in an order *of its own*.

# %% [markdown] lang="ko" of="07b6bdb5"
# **실행하기 전에 예상해 보세요.** 같은 신경망을 뒤섞은 이미지로 처음부터 학습시키고, 같은 순서로 뒤섞은 이미지로 시험합니다. 테스트
# 정확도는 얼마나 떨어질까요? `"much"`(많이), `"a little"`(조금), `"not"`(떨어지지 않음) 중에서 하나를 써 보세요.
#
# 신경망 하나만으로는 운이 좋았을 수도 있으므로 종류마다 여러 개를 학습시킵니다. 세 번째 종류에는 *이미지마다 다른* 순서로
# 뒤섞은 것을 줍니다.

# %% answer="accuracy_falls"
### BEGIN SOLUTION
accuracy_falls = "not"
### END SOLUTION


# %%
def each_in_its_own_order(images, rng):
    strips = flatten(images)
    orders = rng.random(strips.shape).argsort(axis=1)
    return np.take_along_axis(strips, orders, axis=1).reshape(images.shape)


def shuffle_experiment():
    accuracies = {"plain": [], "one order": [], "own orders": []}
    for seed in range(SEED, SEED + (5 if PROFILE == "quick" else 20)):
        rng = np.random.default_rng(seed)
        order = rng.permutation(64)
        both = (digits.train.images, digits.test.images)
        sorts = {
            "plain": both,
            "one order": [shuffle_pixels(images, order) for images in both],
            "own orders": [each_in_its_own_order(images, rng) for images in both],
        }
        for sort, (train_images, test_images) in sorts.items():
            accuracies[sort].append(train_reader(train_images, test_images, seed)[1])
    for sort, each in accuracies.items():
        print(f"{sort:11} {np.mean(each):6.1%}   {min(each):.1%} ... {max(each):.1%}")
    plain, one_order, own_orders = (float(np.mean(each)) for each in accuracies.values())
    record("plain_accuracy", plain)
    record("shuffled_accuracy", one_order)
    record("shuffled_difference", 100 * abs(plain - one_order))
    record("own_orders_accuracy", own_orders)
    return f"{plain:.1%} -> {one_order:.1%}"


@after("shuffle_pixels")
def the_experiment():
    predict("accuracy_falls", accuracy_falls, outcome=shuffle_experiment)


# %% [markdown] lang="en"
# Plain images: {plain_accuracy:.1%}. All in one order: {shuffled_accuracy:.1%}. The two differ by {shuffled_difference:.1f}
# points, less than two networks of the *same* sort may differ by. What is noise to us is no harder for an MLP than the
# digits themselves. Only when each image has an order of its own does everything break down: {own_orders_accuracy:.1%}, no
# better than guessing. An MLP does not care *where* a pixel is, as long as it is always the same one.
#
# Before you see why, once more the points. This explorer lays out the plain images by their 64 pixels.

# %% [markdown] lang="ko" of="b07f93d6"
# 원래 이미지는 {plain_accuracy:.1%}, 모두 같은 순서로 뒤섞은 이미지는 {shuffled_accuracy:.1%}입니다. 차이는
# {shuffled_difference:.1f}포인트이고, *같은* 종류의 신경망끼리도 이 정도는 차이가 납니다. 우리에게는 잡음이지만 MLP에게는 원래
# 숫자보다 어려울 것이 없습니다. 이미지마다 순서가 다를 때에만 모든 것이 무너집니다. {own_orders_accuracy:.1%}, 찍는 것과 다를 바
# 없습니다. MLP는 언제나 같은 픽셀이기만 하면 그 픽셀이 *어디에* 있든 상관하지 않습니다.
#
# 까닭을 보기 전에 다시 점을 봅시다. 이 탐색기는 원래 이미지를 픽셀 64개의 값에 따라 늘어놓습니다.

# %%
some, some_labels = digits.test.images[:300], digits.test.labels[:300]
explore_embedding(flatten(some) / 16, some, some_labels, class_names=names)

# %% [markdown] lang="en"
# **Predict before you run.** The next explorer gets the same images with their pixels shuffled in one order. Will the
# cloud of points look the `"same"` or `"different"`? Run it, tick
# "Pictures where there is room", and compare.

# %% [markdown] lang="ko" of="fb9b6b77"
# **실행하기 전에 예상해 보세요.** 다음 탐색기에는 픽셀을 모두 같은 순서로 뒤섞은 이미지를 넣습니다. 점들의 모습은 같을까요
# (`"same"`), 다를까요(`"different"`)? 실행한 다음 "자리가 있으면 그림으로 표시"를
# 켜고 비교해 보세요.

# %% answer="cloud"
### BEGIN SOLUTION
cloud = "same"
### END SOLUTION


# %%
@after("shuffle_pixels")
def the_shuffled_cloud():
    shuffled = shuffle_pixels(some, permutation)
    x = flatten(shuffled) / 16
    predict("cloud", cloud, lambda: explore_embedding(x, shuffled, some_labels, class_names=names))


# %% [markdown] lang="en"
# The cloud is the same, point by point. How alike two images are is a sum over pixels, and a sum does not ask for the
# order of its terms.
#
# ### The proof
#
# A unit's $z$ is such a sum, too: $z = w_1 x_1 + w_2 x_2 + … + b$. Rearrange the inputs *and* the weights in the same way,
# and nothing has happened. So for every network that reads plain digits there is one that reads shuffled ones, with
# exactly the same logits. You can build it.
#
# Write `permute_weights(weights, permutation)`. It takes the first layer's weights, of shape (D, M), and returns weights
# such that the shuffled images `x[:, permutation]` (the columns of `x` in the new order) get exactly what the plain images
# `x` got before.

# %% [markdown] lang="ko" of="3e1b667b"
# 점 하나하나까지 모습이 같습니다. 두 이미지가 얼마나 비슷한지는 픽셀에 대한 합이고, 합은 더하는 순서를 따지지 않습니다.
#
# ### 증명
#
# 유닛의 $z$도 그런 합입니다. $z = w_1 x_1 + w_2 x_2 + … + b$입니다. 입력과 *함께* 가중치도 똑같이 다시 늘어놓으면 아무 일도
# 일어나지 않은 것과 같습니다. 그러니 원래 숫자를 읽는 신경망마다, 뒤섞은 숫자를 보고 똑같은 로짓을 내는 신경망이 하나씩 있습니다.
# 여러분이 직접 만들 수 있습니다.
#
# `permute_weights(weights, permutation)`을 써 보세요. 모양이 (D, M)인 첫 층의 가중치를 받아 새 가중치를 돌려줍니다. 이 새
# 가중치를 쓰면, `x`의 열을 새 순서로 놓은 뒤섞은 이미지 `x[:, permutation]`에서 예전에 원래 이미지 `x`에서 나오던 것과
# 똑같은 결과가 나와야 합니다.


# %% answer="permute_weights"
def permute_weights(weights, permutation):
    """Rearrange first-layer weights so that x[:, permutation] gives what x gave."""
    ### BEGIN SOLUTION
    return np.asarray(weights)[permutation]
    ### END SOLUTION


# %% check="permute_weights"
check("permute_weights")

# %% [markdown] lang="en"
# And training? It treats all inputs alike, so it should not notice either. Here are twins: a network, and one that starts
# from the same weights with rows permuted. One is trained on plain images, the other on shuffled ones, with the same
# batches in the same order.

# %% [markdown] lang="ko" of="7dda76b1"
# 학습은 어떨까요? 학습은 모든 입력을 똑같이 다루므로 역시 알아채지 못할 것입니다. 쌍둥이로 확인해 봅시다. 한 신경망과, 같은
# 가중치의 행만 바꾸어 놓은 신경망입니다. 하나는 원래 이미지로, 다른 하나는 뒤섞은 이미지로 학습시킵니다. 배치와 그 순서는 똑같습니다.


# %%
def train_twin(network, change):
    """Train with the same batches in the same order; return the logits of the test images."""
    x, x_test = (flatten(change(images)) / 16 for images in (digits.train.images, digits.test.images))
    rng = np.random.default_rng(SEED)
    nn.train(network, nn.SGD(0.1), x, digits.train.labels, epochs=10, batch_size=32, rng=rng)
    return network.forward(x_test)


@after("shuffle_pixels", "permute_weights")
def twins():
    plain = nn.mlp([64, 32, 10], np.random.default_rng(SEED))
    moved = permute_weights(plain.parameters["0.weights"], permutation)
    twin = plain.with_parameters({"0.weights": moved})

    logits = train_twin(plain, lambda images: images)
    twin_logits = train_twin(twin, lambda images: shuffle_pixels(images, permutation))

    difference = np.abs(logits - twin_logits).max()
    accuracies = [nn.accuracy(each, digits.test.labels) for each in (logits, twin_logits)]
    print(f"{accuracies[0]:.1%} {accuracies[1]:.1%}   |difference| <= {difference:.0e}")
    record("twin_difference", float(difference))
    record("twins_agree", int(accuracies[0] == accuracies[1]))


# %% [markdown] lang="en"
# After ten epochs the twins still give the same logits, but for rounding. Random weights do not favour any order of the
# inputs either, so on average shuffling can change nothing, and that is what you measured.
#
# For a table of ages, prices and weights that is a virtue: its columns have no order. For images it means that the most
# obvious thing about them, that neighbours belong together, is left unused.

# %% [markdown] lang="ko" of="11d50c01"
# 10에포크가 지난 뒤에도 쌍둥이의 로짓은 반올림 오차를 빼면 같습니다. 무작위로 뽑은 가중치도 입력의 순서를 가리지 않습니다. 그래서
# 뒤섞어도 평균적으로는 아무것도 달라질 수 없고, 앞에서 잰 것이 바로 그것입니다.
#
# 나이, 가격, 무게가 적힌 표라면 이것은 장점입니다. 열의 순서에 뜻이 없기 때문입니다. 이미지라면 이웃한 픽셀은 함께 간다는 가장
# 뚜렷한 사실을 쓰지 않고 버려 두는 셈입니다.

# %% [markdown] lang="en"
# ## Self-quiz

# %% [markdown] lang="ko" of="ecd15165"
# ## 스스로 점검하기

# %%
quiz("no_relu")

# %%
quiz("double_logits")

# %%
quiz("one_image")

# %% [markdown] lang="en"
# ## One question to answer in words
#
# In 09 the shuffle comes back, with a CNN. A CNN looks at its image through small windows, 3 by 3 pixels for instance, and
# moves the *same* nine weights over all places. Why will it care about shuffled pixels when an MLP does not? Is there any
# rearrangement of its weights that would save it? Three or four sentences; a person will read them.

# %% [markdown] lang="ko" of="c644d2c8"
# ## 글로 답하는 질문
#
# 09에서는 CNN으로 이 실험을 다시 합니다. CNN은 이를테면 가로세로 3픽셀인 작은 창으로 이미지를 보고, *똑같은* 가중치 아홉 개를 모든
# 자리로 옮겨 가며 씁니다. MLP는 상관하지 않는데 CNN은 왜 픽셀이 뒤섞이면 영향을 받을까요? 가중치를 다시 늘어놓아서 해결할 수
# 있을까요? 서너 문장으로 써 보세요. 이 답은 사람이 읽습니다.

# %% [markdown] manual="open_question"
# ### BEGIN SOLUTION
# A dense unit has one weight for every pixel, so its weights can follow the pixels wherever they go: permuting the rows of
# the first weight matrix undoes the shuffle exactly. A window of a CNN sees only nine pixels that lie together, and expects
# them to belong together, as on an edge or a stroke. After the shuffle these nine come from all over the image, and at
# every place from somewhere else. Since the same nine weights serve all places, no rearrangement of them can put every
# window right. What helps a CNN, that neighbours belong together and that a pattern means the same everywhere, is just
# what the shuffle destroys.
#
# 완전 연결층의 유닛은 픽셀마다 가중치가 하나씩 있어서, 픽셀이 어디로 가든 가중치가 따라갈 수 있습니다. 첫 가중치 행렬의 행을 바꾸어
# 놓으면 뒤섞은 효과가 정확히 사라집니다. CNN의 창은 붙어 있는 픽셀 아홉 개만 보고, 경계나 획처럼 그 픽셀들이 함께 뜻을 가지리라고
# 기대합니다. 뒤섞고 나면 그 아홉 개는 이미지 곳곳에서 온 것이고, 어디에서 왔는지도 자리마다 다릅니다. 똑같은 가중치 아홉 개를 모든
# 자리에서 쓰므로 이것을 어떻게 다시 늘어놓아도 모든 창을 바로잡을 수는 없습니다. 이웃은 함께 간다는 것, 같은 무늬는 어디에서나 같은
# 뜻이라는 것이 CNN을 돕는데, 뒤섞기는 바로 그것을 무너뜨립니다.
# ### END SOLUTION

# %% [markdown] lang="en" sheet="summary"
# ## What you take with you
#
# - Rows are examples, columns are units. Write the shapes side by side: the numbers that touch must be equal.
# - A hidden layer gives the examples new coordinates. It needs a nonlinearity after it: two affine layers without one
#   are one affine layer. More than one hidden layer makes a deep network; a CNN is one kind of it.
# - Logits are free numbers. Softmax makes probabilities of them: positive, together 1. Only differences between logits
#   count, so subtract the largest and nothing overflows.
# - A batch is more rows. Its size stands in no weight; the answers are the same, only sooner.
# - Parameters (weights, biases) are found by training. Hyperparameters (learning rate, layers, units, batch size, epochs)
#   are chosen by people.
# - Flattening loses no number, only who is next to whom. An MLP reads shuffled pixels as well as plain ones, if the order is
#   always the same: the rows of the first weight matrix follow.
#
# **Next:** your network can answer, but its weights were given. In 04 you measure with one number *how wrong* it is, and
# ask of every weight in which direction that number falls.

# %% [markdown] lang="ko" sheet="summary" of="d81245e4"
# ## 정리
#
# - 행은 예제, 열은 유닛입니다. 모양을 나란히 적어 보세요. 맞닿는 숫자가 같아야 합니다.
# - 은닉층은 예제에 새로운 좌표를 줍니다. 그 뒤에는 비선형 함수가 있어야 합니다. 없으면 아핀층 두 개가 한 개와 같습니다. 은닉층이 둘
#   이상이면 심층 신경망이고, CNN도 그 한 종류입니다.
# - 로짓은 아무 수나 될 수 있습니다. 소프트맥스는 로짓을 양수이고 더해서 1인 확률로 바꿉니다. 로짓의 차이만 중요하므로, 가장 큰 값을
#   빼면 오버플로가 나지 않습니다.
# - 배치는 행이 더 많은 것입니다. 배치 크기는 어느 가중치에도 들어 있지 않습니다. 답은 같고 더 빨리 나올 뿐입니다.
# - 파라미터(가중치, 편향)는 학습으로 찾습니다. 하이퍼파라미터(학습률, 층과 유닛의 수, 배치 크기, 에포크 수)는 사람이 정합니다.
# - 펼쳐도 숫자는 잃지 않습니다. 누가 누구의 이웃인지만 잃습니다. 순서가 늘 같다면 MLP는 뒤섞은 픽셀도 똑같이 잘 읽습니다. 첫 가중치
#   행렬의 행이 따라가기 때문입니다.
#
# **다음 수업:** 신경망이 이제 답할 수 있지만 가중치는 주어진 것이었습니다. 04에서는 신경망이 *얼마나 틀렸는지*를 수 하나로 재고, 그
# 수가 작아지려면 가중치마다 어느 쪽으로 가야 하는지 묻습니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when, shape |
# | --- | --- | --- |
# | shapes in a product | $(n, m) \cdot (m, k) = (n, k)$ | the touching numbers are equal |
# | affine layer | $\mathbf{Z} = \mathbf{X}\mathbf{W} + \mathbf{b}$ | (N, D), (D, M), (M,) give (N, M) |
# | one hidden layer | $\max(0, \mathbf{X}\mathbf{W}_1 + \mathbf{b}_1)\mathbf{W}_2 + \mathbf{b}_2$ | logits, (N, K) |
# | softmax | $p_k = \frac{\exp(z_k - m)}{\sum_j \exp(z_j - m)}$ | $m$ is the largest logit of the row |
# | two classes | $\frac{e^z}{e^z + e^0} = \frac{1}{1 + e^{-z}}$ | the sigmoid |
# | parameters of a layer | $D \cdot M + M$ | D inputs, M units |
# | place of a pixel | $r \cdot W + c$ | row $r$, column $c$, width $W$, from 0 |

# %% [markdown] lang="ko" sheet="formulas" of="649be66c"
# ### 간직할 식
#
# | 이름 | 식 | 쓰임, 모양 |
# | --- | --- | --- |
# | 행렬곱의 모양 | $(n, m) \cdot (m, k) = (n, k)$ | 맞닿는 숫자가 같음 |
# | 아핀층 | $\mathbf{Z} = \mathbf{X}\mathbf{W} + \mathbf{b}$ | (N, D), (D, M), (M,)에서 (N, M) |
# | 은닉층 하나 | $\max(0, \mathbf{X}\mathbf{W}_1 + \mathbf{b}_1)\mathbf{W}_2 + \mathbf{b}_2$ | 로짓, (N, K) |
# | 소프트맥스 | $p_k = \frac{\exp(z_k - m)}{\sum_j \exp(z_j - m)}$ | $m$은 행에서 가장 큰 로짓 |
# | 클래스 두 개 | $\frac{e^z}{e^z + e^0} = \frac{1}{1 + e^{-z}}$ | 시그모이드 |
# | 층의 파라미터 수 | $D \cdot M + M$ | 입력 D개, 유닛 M개 |
# | 픽셀의 자리 | $r \cdot W + c$ | $r$번 행, $c$번 열, 너비 $W$, 0부터 셈 |
