# %% [markdown] lang="en"
# # 04 · Loss and numerical gradients
#
# **You will be able to**
# - say in one number how wrong a network is: mean squared error, and cross-entropy for batches of probabilities,
# - measure the slope of any function with two evaluations, and know how far to trust the answer,
# - walk downhill with gradient descent, and tell a learning rate that is too small from one that is too big,
# - train a network by this alone, and see why nobody does it this way.
#
# **Time:** 75 to 90 minutes of yours. The cells take about half a minute in all, with `PROFILE` "quick" and "full" alike.

# %% [markdown] lang="ko" of="e449b771"
# # 04 · 손실 함수와 수치 미분
#
# **이 수업을 마치면**
# - 신경망이 얼마나 틀렸는지를 수 하나로 나타낼 수 있습니다. 평균 제곱 오차, 그리고 확률의 배치에 쓰는 교차 엔트로피입니다.
# - 어떤 함수든 두 번만 계산해서 기울기를 재고, 그 값을 얼마나 믿어도 되는지 알 수 있습니다.
# - 경사 하강법으로 내려가고, 학습률이 너무 작은지 너무 큰지 알아볼 수 있습니다.
# - 이것만으로 신경망을 학습시켜 보고, 왜 아무도 이렇게 하지 않는지 알게 됩니다.
#
# **걸리는 시간:** 75분에서 90분쯤입니다. 셀을 실행하는 데는 모두 30초쯤 걸리고, `PROFILE`이 "quick"이든 "full"이든 같습니다.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
from statistics import median
from time import perf_counter, process_time

import numpy as np

from course_utils import after, check, explore_descent, lesson, nn, plots, predict, quiz, record
from course_utils.data import load

lesson("04_gradients", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

# %% [markdown] lang="en"
# ## Downhill in the fog
#
# You stand on a hillside in thick fog and want to get down. You cannot see the valley, but you can feel with your feet
# which way the ground falls. So you take a step that way, feel again, take another. Below is such a hillside, seen from
# above as the walker cannot see it; darker is lower.
#
# Drag the start about. Two starts can lie close together and end in different valleys: find such a pair. Then drag the
# learning rate, which says how long a step is for a given steepness. What happens when it is large?

# %% [markdown] lang="ko" of="9994c582"
# ## 안개 속에서 내려가기
#
# 짙은 안개가 낀 산비탈에서 아래로 내려가려고 합니다. 골짜기는 보이지 않지만, 땅이 어느 쪽으로 기울었는지는 발끝으로
# 느낄 수 있습니다. 그래서 그쪽으로 한 걸음 가고, 다시 느껴 보고, 또 한 걸음 갑니다. 아래는 그런 산비탈을 위에서 본
# 지도입니다. 걷는 사람은 볼 수 없는 지도입니다. 색이 짙을수록 낮은 곳입니다.
#
# 출발점을 이리저리 끌어 보세요. 바로 옆에서 출발했는데 서로 다른 골짜기에 닿기도 합니다. 그런 두 점을 찾아보세요.
# 그런 다음 학습률을 끌어 보세요. 학습률은 같은 비탈에서 걸음을 얼마나 크게 할지 정합니다. 학습률이 크면 어떻게 되나요?

# %%
explore_descent("two_minima", optimizers="sgd", learning_rate=0.04, steps=40)

# %% [markdown] lang="en"
# Training a network is this walk. The map has not two directions but one for every parameter, and the height is the
# **loss**: a number that says how far the network's predictions are from the truth. So there are three things to learn
# today: what to use as the height, how to feel the slope, and how long to make the steps.
#
# ## What is the height?
#
# Why not simply the share of wrong answers? Try it on the smallest example there is. Ten flowers, one petal of each
# measured in centimetres. Label 1 has longer petals, mostly. One neuron answers with the probability of label 1, and
# its only parameter is the length $t$ at which it is undecided. The two lines show how good it is for every $t$.

# %% [markdown] lang="ko" of="d42482d4"
# 신경망의 학습이 바로 이렇게 걷는 일입니다. 다만 지도의 방향이 두 개가 아니라 파라미터마다 하나씩 있고, 높이는
# **손실**입니다. 손실은 신경망의 예측이 정답에서 얼마나 떨어져 있는지를 나타내는 수입니다. 그래서 오늘 배울 것은 세
# 가지입니다. 무엇을 높이로 삼을지, 기울기를 어떻게 느낄지, 그리고 걸음을 얼마나 크게 할지입니다.
#
# ## 무엇을 높이로 삼을까
#
# 틀린 답의 비율을 그냥 높이로 삼으면 안 될까요? 가장 작은 예로 알아봅시다. 꽃 열 송이에서 꽃잎을 하나씩 골라 길이를
# 센티미터로 쟀습니다. 레이블이 1인 꽃은 대체로 꽃잎이 더 깁니다. 뉴런 하나가 레이블이 1일 확률을 답하고, 파라미터는
# 하나뿐입니다. 확률이 반반이 되는 길이 $t$입니다. 아래의 두 선은 $t$를 바꿀 때 뉴런이 얼마나 잘하는지 보여 줍니다.

# %%
LENGTHS = np.array([1.6, 2.1, 2.7, 2.9, 3.0, 2.5, 3.7, 3.9, 4.2, 4.6])
FLOWERS = np.array([0, 0, 0, 0, 0, 1, 1, 1, 1, 1])


def flower_probabilities(t):
    """Give one row [probability of 0, probability of 1] for each flower."""
    ones = nn.sigmoid(3 * (LENGTHS - t))
    return np.stack([1 - ones, ones], axis=1)


def flower_accuracy(t):
    return nn.accuracy(flower_probabilities(t), FLOWERS)


def flower_loss(t):
    return nn.cross_entropy(flower_probabilities(t), FLOWERS)


ax = plots.plot_function({"accuracy": flower_accuracy, "loss": flower_loss}, low=1, high=5)
_ = ax.set(xlabel="$t$", ylabel="")

# %% [markdown] lang="en"
# The accuracy is a **staircase**. Stand on a step, move a little: nothing changes. Your feet feel no slope, whatever the
# distance to the best place, so in the fog you stay where you are. The other line, which you will write in a moment,
# is a **slope**: from everywhere it leads to one valley, because it notices that the neuron has become a little surer
# of the right answers even when no answer flips. So networks are *trained* on a loss and *judged* by their accuracy.
#
# ### Mean squared error
#
# The simplest loss is for predictions that are numbers, such as a price or a temperature. Take every difference between
# prediction $\hat{y}_i$ and target $y_i$, square it so that too high and too low count alike and large misses count
# more, and take the mean:
#
# $$L = \frac{1}{n} \sum_{i=1}^{n} (\hat{y}_i - y_i)^2$$
#
# Write `mean_squared_error(predictions, targets)` for two arrays of the same shape. It returns one number. Some books
# print $\frac{1}{2} \sum$ in place of the mean; the valley is at the same place, but its height then depends on how
# much there is to compare, so we use the mean, as Keras does.

# %% [markdown] lang="ko" of="01f1d775"
# 정확도는 **계단**입니다. 계단 위에서 조금 움직여 보아도 아무것도 달라지지 않습니다. 가장 좋은 곳이 얼마나 멀리 있든
# 발끝에는 기울기가 느껴지지 않으니, 안개 속에서는 그 자리에 서 있을 수밖에 없습니다. 조금 뒤에 여러분이 만들 다른
# 선은 **비탈**입니다. 어디에서든 골짜기 하나로 이어집니다. 답이 하나도 바뀌지 않아도, 뉴런이 맞는 답을 조금 더
# 확신하게 된 것을 알아채기 때문입니다. 그래서 신경망은 손실로 *학습*시키고 정확도로 *평가*합니다.
#
# ### 평균 제곱 오차
#
# 가장 단순한 손실은 가격이나 온도처럼 예측이 수일 때 씁니다. 예측 $\hat{y}_i$와 목표값 $y_i$의 차를 모두 구하고,
# 제곱하고, 평균을 냅니다. 제곱하면 큰 쪽으로 틀리든 작은 쪽으로 틀리든 똑같이 세고, 크게 틀릴수록 더 무겁게 셉니다.
#
# $$L = \frac{1}{n} \sum_{i=1}^{n} (\hat{y}_i - y_i)^2$$
#
# 모양이 같은 두 배열을 받아 수 하나를 돌려주는 `mean_squared_error(predictions, targets)`를 써 보세요. 평균 대신
# $\frac{1}{2} \sum$ 이라고 쓰는 책도 있습니다. 골짜기의 위치는 같지만, 그러면 비교할 것이 많을수록 높이가 커집니다.
# 그래서 이 강의에서는 Keras처럼 평균을 씁니다.


# %% answer="mean_squared_error"
def mean_squared_error(predictions, targets):
    """Give the mean of the squared differences, one number."""
    ### BEGIN SOLUTION
    return np.mean((predictions - targets) ** 2)
    ### END SOLUTION


# %% check="mean_squared_error"
check("mean_squared_error")

# %% [markdown] lang="en"
# ### Cross-entropy
#
# Lesson 03 ended with probabilities, one per class. What should the loss be when the network gave the **true** class the
# probability $p$? Nothing if $p = 1$. More, the smaller $p$ is. And if the network was certain of something false, with
# $p$ close to 0, then without limit. The logarithm does just that:

# %% [markdown] lang="ko" of="8ce0f43b"
# ### 교차 엔트로피
#
# 03은 클래스마다 하나씩 주어지는 확률로 끝났습니다. 신경망이 **정답** 클래스에 준 확률이 $p$라면 손실은 얼마여야
# 할까요? $p = 1$이면 0이어야 합니다. $p$가 작을수록 커져야 합니다. 틀린 답을 확신해서 $p$가 0에 가깝다면 끝없이 커져야
# 합니다. 로그가 꼭 그렇게 합니다.

# %%
curves = {"$-\\log p$": lambda x: -np.log(x), "$(1 - p)^2$": lambda x: (1 - x) ** 2}
ax = plots.plot_function(curves, low=0.002, high=1)
_ = ax.set(xlabel="$p$", ylabel="", ylim=(0, 6.3))

# %% [markdown] lang="en"
# The squared error beside it never charges more than 1, so a network that is dead wrong and sure of it pays hardly more
# than one that wavers. And its slope is never steeper than 2, while that of $-\log p$ is $-1/p$: the more wrong, the
# stronger the pull. It needs to be strong, for the sigmoid is itself flat out there (lesson 02).
#
# The **cross-entropy** is the mean of $-\log p$ over the $N$ images of a batch, with the natural logarithm:
#
# $$L = -\frac{1}{N} \sum_{n=1}^{N} \log p_{n, t_n}$$
#
# where $t_n$ is the true class of image $n$: in each row of the probabilities it looks at **one** entry, that of the
# true class. Labels come in two spellings. As whole numbers, `[3, 0]`; or **one-hot**, each label a row with a single 1
# at its class. With a one-hot label $y_n$ the same loss reads
#
# $$L = -\frac{1}{N} \sum_{n=1}^{N} \sum_{k=1}^{K} y_{nk} \log p_{nk}$$
#
# since every product but one is 0.
#
# Write `cross_entropy(probabilities, labels)` so that it takes both: `probabilities` has the shape `(N, K)`, `labels`
# either `(N,)` or `(N, K)`, and `labels.ndim` tells which. One thing more. A very small probability may have been
# rounded to 0, and the logarithm of 0 is minus infinity. Keep it away from the logarithm, for instance with
# `np.maximum(probabilities, 1e-7)`.

# %% [markdown] lang="ko" of="bf3448ea"
# 옆에 그린 제곱 오차는 아무리 커도 1을 넘지 않습니다. 완전히 틀린 답을 확신해도, 망설이는 것보다 손실이 조금 더 클
# 뿐입니다. 게다가 아무리 가팔라도 기울기의 크기가 2를 넘지 않습니다. $-\log p$의 기울기는 $-1/p$이어서 많이 틀릴수록 더
# 세게 끌어당깁니다. 02에서 보았듯이 그런 곳에서는 시그모이드가 평평하므로 이만큼 세야 합니다.
#
# **교차 엔트로피**는 배치에 든 이미지 $N$장에 대해 $-\log p$를 평균한 것이고, 로그는 자연로그입니다.
#
# $$L = -\frac{1}{N} \sum_{n=1}^{N} \log p_{n, t_n}$$
#
# $t_n$은 $n$번째 이미지의 정답 클래스입니다. 곧 확률의 행마다 정답 클래스의 값 **하나**만 봅니다. 레이블을 적는
# 방법은 두 가지입니다. 하나는 `[3, 0]`처럼 정수로 적는 것이고, 다른 하나는 레이블마다 정답 자리만 1인 행으로 적는
# **원-핫**입니다. 원-핫 레이블 $y_n$으로 쓰면 같은 손실이 다음과 같습니다.
#
# $$L = -\frac{1}{N} \sum_{n=1}^{N} \sum_{k=1}^{K} y_{nk} \log p_{nk}$$
#
# 곱이 하나만 빼고 모두 0이기 때문입니다.
#
# 두 가지를 모두 받는 `cross_entropy(probabilities, labels)`를 써 보세요. `probabilities`의 모양은 `(N, K)`이고,
# `labels`의 모양은 `(N,)`이거나 `(N, K)`입니다. 어느 쪽인지는 `labels.ndim`으로 알 수 있습니다. 한 가지 더 있습니다.
# 아주 작은 확률은 반올림되어 0이 되기도 하는데, 0의 로그는 음의 무한대입니다. `np.maximum(probabilities, 1e-7)`처럼
# 0이 로그에 들어가지 않게 막아 주세요.


# %% answer="cross_entropy"
def cross_entropy(probabilities, labels):
    """Give the mean of -log(probability of the true class) over a batch."""
    ### BEGIN SOLUTION
    if labels.ndim == 2:
        labels = labels.argmax(axis=1)
    true_class = probabilities[np.arange(len(labels)), labels]
    return -np.mean(np.log(np.maximum(true_class, 1e-7)))
    ### END SOLUTION


# %% check="cross_entropy"
check("cross_entropy")

# %% [markdown] lang="en"
# **Predict before you run.** Ten kinds of digits. A network that has learned nothing gives each of the ten the
# probability 0.1, for every image. What is its cross-entropy? A guess is enough; a pencil and the formula are better.

# %% [markdown] lang="ko" of="c4941c8e"
# **실행하기 전에 예상해 보세요.** 숫자는 열 가지입니다. 아무것도 배우지 못한 신경망이 어떤 이미지를 보든 열 가지에
# 똑같이 0.1씩 확률을 준다면, 교차 엔트로피는 얼마일까요? 어림해도 되고, 식을 보고 종이에 계산해 보면 더 좋습니다.

# %% answer="guessing"
### BEGIN SOLUTION
guessing = 2.3
### END SOLUTION

# %%
predict("guessing", guessing, outcome=lambda: round(nn.cross_entropy(np.full((1, 10), 0.1), np.array([3])), 4))


# %%
@after("cross_entropy")
def five_networks():
    labels = np.array([0, 1, 2, 2])
    wrong = np.roll(np.eye(3)[labels], 1, axis=1)
    batches = {
        "sure": 0.97 * np.eye(3)[labels] + 0.01,
        "less sure": 0.4 * np.eye(3)[labels] + 0.2,
        "guessing": np.full((4, 3), 1 / 3),
        "one sure mistake": 0.97 * np.vstack([np.eye(3)[labels[:3]], wrong[3:]]) + 0.01,
        "wrong, and sure": 0.97 * wrong + 0.01,
    }
    for name, probabilities in batches.items():
        right = nn.accuracy(probabilities, labels)
        print(f"{name:18} accuracy = {right:.2f}   loss = {cross_entropy(probabilities, labels):.3f}")
    record("guessing_loss", cross_entropy(np.full((7, 10), 0.1), np.arange(7)))
    record("sure_loss", cross_entropy(batches["sure"], labels))
    record("less_sure_loss", cross_entropy(batches["less sure"], labels))


# %% [markdown] lang="en"
# For ten classes, guessing costs $\log 10$ = {guessing_loss:.3f}. Remember this number: a fresh network should begin
# near it, and one that begins far above is sure of things it cannot know.
#
# In the table, three classes. The first two networks are both right every time, but the one that is less sure pays
# {less_sure_loss:.2f} against {sure_loss:.2f}: the loss still sees a difference where accuracy sees none.

# %% [markdown] lang="ko" of="cb4654d1"
# 클래스가 열 개일 때, 찍기만 하면 손실은 $\log 10$ = {guessing_loss:.3f}입니다. 이 수를 기억해 두세요. 갓 만든 신경망은
# 이 근처에서 시작해야 합니다. 이보다 훨씬 높은 곳에서 시작한다면 알 리 없는 것을 확신하고 있다는 뜻입니다.
#
# 표에서는 클래스가 세 개입니다. 처음 두 신경망(sure와 less sure)은 둘 다 모두 맞혔지만, 덜 확신한 쪽의 손실은 {less_sure_loss:.2f}, 확신한
# 쪽은 {sure_loss:.2f}입니다. 정확도에는 보이지 않는 차이가 손실에는 보입니다.

# %% [markdown] lang="en"
# ## How to feel a slope
#
# Now the feet. The slope of $f$ at $x$ is how fast $f$ changes when $x$ does: take a small step $h$, see how much $f$
# rises, and divide by the step. In the picture $h$ is huge, so that one can see something. The dotted line is the true
# slope of $f = e^x$ at $x = 1$.

# %% [markdown] lang="ko" of="2f38aa55"
# ## 기울기를 어떻게 느낄까
#
# 이제 발끝 차례입니다. $x$에서 $f$의 기울기는 $x$가 변할 때 $f$가 얼마나 빨리 변하는지를 나타냅니다. 작은 걸음 $h$만큼
# 가서 $f$가 얼마나 올라갔는지 보고, 걸음의 크기로 나눕니다. 그림에서는 잘 보이도록 $h$를 아주 크게 잡았습니다. 점선이
# $x = 1$에서 $f = e^x$의 진짜 기울기입니다.


# %%
def two_secants(x=1.0, h=0.8):
    forward = (np.exp(x + h) - np.exp(x)) / h
    central = (np.exp(x + h) - np.exp(x - h)) / (2 * h)
    lines = {
        "$f(x)$": np.exp,
        "$\\frac{f(x + h) - f(x)}{h}$": lambda at: np.exp(x) + forward * (at - x),
        "$\\frac{f(x + h) - f(x - h)}{2h}$": lambda at: np.exp(x - h) + central * (at - x + h),
        "$f'(x)$": lambda at: np.exp(x) * (1 + at - x),
    }
    ax = plots.plot_function(lines, low=-0.2, high=2.2)
    ax.plot([x - h, x, x + h], np.exp([x - h, x, x + h]), "o", color="black", markersize=5)
    ax.set(ylabel="")
    ax.legend(fontsize=12, labelspacing=0.9)


two_secants()

# %% [markdown] lang="en"
# One foot forward (the **forward difference**) sees only what comes next, and here it comes out too steep. One foot
# forward and one back (the **central difference**) is nearly parallel to the truth, because the half in front is too steep by
# about as much as the half behind is too flat:
#
# $$f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# Write `derivative(f, x, h=1e-4)`. `f` is a function, handed over like any other value; call it as `f(x + h)`. You need
# not know what is inside, and that is the beauty of it: no formula for the derivative, just two evaluations.

# %% [markdown] lang="ko" of="fd2749c2"
# 한 발만 앞으로 내밀면(**전진 차분**) 앞에 있는 것만 보게 되고, 여기에서는 너무 가파르게 나옵니다. 한 발은 앞으로, 한
# 발은 뒤로 디디면(**중심 차분**) 진짜 기울기와 거의 나란합니다. 앞쪽 절반이 너무 가파른 만큼 뒤쪽 절반은 너무 완만해서
# 서로 메워 주기 때문입니다.
#
# $$f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# `derivative(f, x, h=1e-4)`를 써 보세요. `f`는 함수입니다. 함수도 다른 값처럼 넘겨받을 수 있고, `f(x + h)`처럼 부르면
# 됩니다. 속에 무엇이 들어 있는지는 몰라도 됩니다. 도함수의 식을 구하지 않고 함수를 두 번 계산하기만 하면 된다는 것이
# 이 방법의 매력입니다.


# %% answer="derivative"
def derivative(f, x, h=1e-4):
    """Give the slope of f at the number x by central difference."""
    ### BEGIN SOLUTION
    return (f(x + h) - f(x - h)) / (2 * h)
    ### END SOLUTION


# %% check="derivative"
check("derivative")


# %%
@after("derivative")
def stairs_and_slope():
    places = np.linspace(1.05, 4.95, 40)
    stairs = np.array([derivative(flower_accuracy, t) for t in places])
    slope = np.array([derivative(flower_loss, t) for t in places])
    for t in (1.55, 2.05, 2.55, 3.05, 3.55, 4.05):
        two = derivative(flower_accuracy, t), derivative(flower_loss, t)
        print(f"t = {t}   accuracy: slope = {two[0]:5.2f}   loss: slope = {two[1]:5.2f}")
    record("slopes_tried", len(places))
    record("accuracy_slopes_of_zero", int(np.sum(stairs == 0)))
    record("loss_slopes_of_zero", int(np.sum(np.abs(slope) < 1e-3)))


# %% [markdown] lang="en"
# Your function confirms the picture of the flowers: of {slopes_tried} places, the accuracy has slope exactly 0 at
# {accuracy_slopes_of_zero}, the loss at {loss_slopes_of_zero}. Where the loss's slope is negative, larger $t$ is better; where it is
# positive, smaller.
#
# ### How small is small enough?
#
# A derivative is the limit for ever smaller $h$. So surely the smallest $h$ is the best? **Predict before you run.**
# `derivative(np.exp, 1, h)` should be $e = 2.71828\ldots$ Let $h$ be $10^{-n}$, with $n$ from 1 to 15. Which $n$ comes
# nearest?

# %% [markdown] lang="ko" of="0e1dbe65"
# 꽃 그림에서 본 것을 여러분의 함수로 확인했습니다. {slopes_tried}곳 가운데 정확도의 기울기가 꼭 0인 곳은
# {accuracy_slopes_of_zero}곳, 손실의 기울기가 0인 곳은 {loss_slopes_of_zero}곳입니다. 손실의 기울기가 음수이면 $t$를 키워야 좋아지고,
# 양수이면 줄여야 좋아집니다.
#
# ### 얼마나 작아야 할까
#
# 미분은 $h$를 한없이 줄일 때의 극한입니다. 그렇다면 $h$가 작을수록 좋을까요? **실행하기 전에 예상해 보세요.**
# `derivative(np.exp, 1, h)`는 $e = 2.71828\ldots$ 이어야 합니다. $h$를 $10^{-n}$이라 하고 $n$을 1부터 15까지 바꿀 때, $n$이
# 얼마일 때 가장 가까울까요?

# %% answer="best_exponent"
### BEGIN SOLUTION
best_exponent = 5
### END SOLUTION


# %%
def central_error(exponent):
    h = 10.0**exponent
    return abs((np.exp(1 + h) - np.exp(1 - h)) / (2 * h) - np.e)


def forward_error(exponent):
    h = 10.0**exponent
    return abs((np.exp(1 + h) - np.exp(1)) / h - np.e)


def errors_over_h():
    curves = {
        "forward": lambda x: np.log10(forward_error(x)),
        "central": lambda x: np.log10(np.maximum(central_error(x), 1e-12)),
    }
    ax = plots.plot_function(curves, low=-15, high=-0.5)
    ax.set(xlabel="$\\log_{10} h$", ylabel="$\\log_{10}$ |error|")
    for n in range(1, 16):
        print(f"n = {n:2}   |error| = {central_error(-n):.1e}")
    record("forward_error", forward_error(-4))
    record("central_error", central_error(-4))
    record("central_gain", forward_error(-4) / central_error(-4))
    record("tiny_h_error", central_error(-14.5))
    return min(range(1, 16), key=lambda n: central_error(-n))


predict("best_exponent", best_exponent, outcome=errors_over_h)

# %% [markdown] lang="en"
# Two enemies. From the right, the error falls with $h$, because two places closer together see less of the bend between
# them: the central difference by a factor of 100 for every factor of 10 in $h$, the forward one only by 10. From the left
# comes **round-off**. The computer keeps about 16 digits. If $h$ is tiny, $f(x + h)$ and $f(x - h)$ agree in nearly all
# of them, the difference consists of the last few, wrong ones, and dividing by $h$ makes them large. Where the two
# meet, luck decides which $n$ comes nearest.
#
# At $h = 10^{-4}$ the forward difference is wrong by {forward_error:.5f}, the central one by {central_error:.10f}, about
# {central_gain:,.0f} times less, and both evaluate $f$ twice. That is why this course uses central differences with
# $h = 10^{-4}$: a little to the safe side of the best.
#
# The old lecture notes say that numerical differentiation is used where a formula for the derivative is hard to find.
# For networks that is no longer its work: lesson 05 gets exact gradients out of any of them. Numerical gradients are used
# to **check** them. They know nothing of formulas, so they cannot make the same mistake.

# %% [markdown] lang="ko" of="80906696"
# 적이 둘 있습니다. 오른쪽에서 보면 $h$가 작아질수록 오차가 줄어듭니다. 두 곳이 가까울수록 그 사이에서 곡선이 덜 휘기 때문입니다.
# $h$가 10분의 1이 될 때마다 중심 차분의 오차는 100분의 1로, 전진 차분의 오차는 10분의 1로 줄어듭니다. 왼쪽에서는
# **반올림 오차**가 다가옵니다. 컴퓨터는 열여섯 자리쯤만 기억합니다. $h$가 너무 작으면 $f(x + h)$와 $f(x - h)$가 거의 모든
# 자리에서 같아서, 둘의 차에는 마지막 몇 자리의 틀린 숫자만 남습니다. 그것을 $h$로 나누면 크게 부풀어 오릅니다. 둘이 맞닿는
# 곳에서 어느 $n$이 가장 가까울지는 운에 달려 있습니다.
#
# $h = 10^{-4}$일 때 전진 차분의 오차는 {forward_error:.5f}, 중심 차분의 오차는 {central_error:.10f}입니다. 둘 다 $f$를
# 두 번 계산하지만, 중심 차분의 오차는 전진 차분의 {central_gain:,.0f}분의 1쯤입니다. 그래서 이 강의에서는
# 중심 차분에 $h = 10^{-4}$을 씁니다. 가장 좋은 값보다 조금 안전한 쪽입니다.
#
# 예전 강의 노트에는 식으로 미분하기 어려울 때 수치 미분을 쓴다고 되어 있습니다. 오늘날 신경망에는 그렇게 쓰지 않습니다. 05에서
# 보듯이 어떤 신경망에서든 정확한 기울기를 구할 수 있기 때문입니다. 수치 미분은 그 기울기를 **검사**하는 데 씁니다. 식을 전혀
# 모르니 식에서 저지른 실수를 똑같이 저지를 수도 없습니다.

# %% [markdown] lang="en"
# ### Many directions
#
# A network has many parameters. For each one alone, hold all the others still and take the derivative: that is a
# **partial derivative**. All of them together, in an array of the same shape as the parameters, are the **gradient**
# $\nabla f$. It points where $f$ rises most steeply, so the way down is $-\nabla f$.
#
# Write `numerical_gradient(f, x, h=1e-4)`. `x` is an array of any shape, a vector or a matrix; `f` takes the whole array
# and gives one number. Return an array of the same shape, whose entry at each place is the central difference when only
# *that* entry of `x` moves. And leave the caller's `x` as it was. A loop over `np.ndindex(x.shape)` visits every place of an
# array, whatever its shape: `x[place]` is then one entry.
#
# In one of the cases nearly everybody falls into the same trap. If you do, read the card slowly: it is worth it.

# %% [markdown] lang="ko" of="00b56b72"
# ### 방향이 여러 개일 때
#
# 신경망에는 파라미터가 많습니다. 다른 것은 모두 그대로 두고 하나만 움직여 미분한 것을 **편미분**이라고 합니다.
# 편미분을 모두 모아 파라미터와 같은 모양의 배열에 담은 것이 **기울기** $\nabla f$입니다. 기울기는 $f$가 가장 가파르게
# 올라가는 쪽을 가리키므로, 내려가는 길은 $-\nabla f$입니다.
#
# `numerical_gradient(f, x, h=1e-4)`를 써 보세요. `x`는 벡터든 행렬이든 아무 모양의 배열이고, `f`는 배열 전체를 받아 수
# 하나를 돌려줍니다. 모양이 같은 배열을 돌려주되, 자리마다 `x`의 *그 자리만* 움직였을 때의 중심 차분을 넣으세요.
# 그리고 넘겨받은 `x`는 원래대로 두어야 합니다. `np.ndindex(x.shape)`로 반복하면 모양이 어떻든 배열의 모든 자리를 거치고,
# `x[place]`가 원소 하나입니다.
#
# 확인하는 사례 가운데 하나에서는 거의 모두가 같은 함정에 빠집니다. 빠졌다면 카드를 천천히 읽어 보세요. 그럴 만한 가치가
# 있습니다.


# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-4):
    """Give the central difference of f for each entry of x, in the shape of x."""
    ### BEGIN SOLUTION
    x = np.array(x, dtype=float)  # a copy, and able to hold x + h
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        value = x[place]
        x[place] = value + h
        above = f(x)
        x[place] = value - h
        below = f(x)
        x[place] = value
        gradient[place] = (above - below) / (2 * h)
    return gradient
    ### END SOLUTION


# %% check="numerical_gradient"
check("numerical_gradient")

# %% [markdown] lang="en"
# Whether you fell in or not, here is the trap from outside. The function is $x_1^2 + x_2^2$, the place `[3, 4]` in whole
# numbers, where the gradient is $(6, 8)$. By hand, the slope along the first entry, then along the second:

# %% [markdown] lang="ko" of="3395ef2c"
# 함정에 빠졌든 아니든, 밖에서 한번 들여다봅시다. 함수는 $x_1^2 + x_2^2$이고, 자리는 정수 배열 `[3, 4]`입니다. 여기에서
# 기울기는 $(6, 8)$입니다. 첫째 원소 쪽 기울기와 둘째 원소 쪽 기울기를 차례로, 손으로 하듯이 구해 봅시다.

# %%
x = np.array([3, 4])
x[0] = 3 + 1e-4
print("above:", x)
above = np.sum(x**2)
x[0] = 3 - 1e-4
print("below:", x)
below = np.sum(x**2)
print("slope:", (above - below) / 2e-4)
record("trap_first", (above - below) / 2e-4)

x = np.array([3, 4])
x[1] = 4 + 1e-4
above = np.sum(x**2)
x[1] = 4 - 1e-4
below = np.sum(x**2)
print("slope:", (above - below) / 2e-4)
record("trap_second", (above - below) / 2e-4)

# %% [markdown] lang="en"
# It says {trap_first:,.0f} and {trap_second:,.0f} in place of 6 and 8. An array of whole numbers can hold
# whole numbers only. When it is told to hold 3 + 0.0001 it drops the fraction and holds 3; told to hold 3 - 0.0001 it
# holds **2**. No warning, no error. So the two evaluations are not a tiny step apart but a whole one, still divided by
# the tiny step: $(25 - 20) / 0.0002$. A copy as floating-point numbers is the way out, and it leaves the caller's array
# alone as well.
#
# And here are your arrows: at many places of a landscape, the direction in which it falls most steeply. Each stands at
# right angles to the contour line it starts from.

# %% [markdown] lang="ko" of="7cd538a1"
# 6과 8 대신 {trap_first:,.0f}과 {trap_second:,.0f}이 나옵니다. 정수 배열에는 정수만 담깁니다. 3 + 0.0001을
# 담으라고 하면 소수점 아래를 버리고 3을 담고, 3 - 0.0001을 담으라고 하면 **2**를 담습니다. 경고도 오류도 없습니다. 그래서
# 두 번 계산한 자리는 아주 작은 걸음이 아니라 온전한 한 걸음만큼 떨어져 있는데, 나누기는 아주 작은 걸음으로 합니다.
# $(25 - 20) / 0.0002$가 된 것입니다. 실수 배열로 복사하면 함정에서 벗어나고, 넘겨받은 배열도 건드리지 않게 됩니다.
#
# 이제 여러분의 화살표를 봅시다. 지형의 여러 곳에서 가장 가파르게 내려가는 방향입니다. 화살표는 모두 자기가 출발한
# 등고선과 직각을 이룹니다.


# %%
def landscape(place):
    """Give a height for a place [east, north]: two hills and a hollow in a wide bowl."""
    east, north = place
    height = 0.12 * (east**2 + north**2)
    height = height + np.exp(-((east + 1) ** 2) - (north - 0.8) ** 2)
    height = height + 0.8 * np.exp(-((east - 1.2) ** 2) - (north - 0.2) ** 2)
    return height - 0.9 * np.exp(-((east - 0.2) ** 2) - (north + 1) ** 2)


@after("numerical_gradient")
def arrows():
    across, up = np.meshgrid(np.linspace(-2.3, 2.3, 15), np.linspace(-1.8, 1.8, 12))
    places = np.stack([across.ravel(), up.ravel()], axis=1)
    downhill = -np.array([numerical_gradient(landscape, place) for place in places])
    ax = plots.plot_descent(landscape, {}, xlim=(-2.5, 2.5), ylim=(-2, 2))
    ax.quiver(*places.T, *downhill.T, color="#1f3a93", angles="xy", width=0.004)


# %% [markdown] lang="en"
# ## Walking
#
# The rest is one line, repeated. From where you stand, move against the gradient:
#
# $$x \leftarrow x - \eta \, \nabla f(x)$$
#
# with the **learning rate** $\eta$. This is **gradient descent**. The steps shorten by themselves where the ground
# becomes flat, since the gradient does.
#
# Write `gradient_descent(f, start, learning_rate, steps)`. Use your `numerical_gradient`, and return the whole path, so
# that we can draw it: an array of shape `(steps + 1, n)` whose first row is the start and whose last row is where you
# end.

# %% [markdown] lang="ko" of="fa6be29f"
# ## 걸어 내려가기
#
# 나머지는 한 줄을 되풀이하는 것입니다. 서 있는 곳에서 기울기와 반대쪽으로 움직입니다.
#
# $$x \leftarrow x - \eta \, \nabla f(x)$$
#
# $\eta$는 **학습률**입니다. 이것이 **경사 하강법**입니다. 땅이 평평해지면 기울기가 작아지므로 걸음도 저절로 짧아집니다.
#
# `gradient_descent(f, start, learning_rate, steps)`를 써 보세요. 앞에서 만든 `numerical_gradient`를 쓰고, 그릴 수 있도록
# 지나온 길 전체를 돌려주세요. 모양이 `(steps + 1, n)`인 배열이고, 첫 행은 출발점, 마지막 행은 도착한 곳입니다.


# %% answer="gradient_descent"
def gradient_descent(f, start, learning_rate, steps):
    """Step against the gradient; return all places, the start first: (steps + 1, n)."""
    ### BEGIN SOLUTION
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * numerical_gradient(f, path[-1]))
    return np.array(path)
    ### END SOLUTION


# %% check="gradient_descent"
check("gradient_descent")


# %%
@after("numerical_gradient", "gradient_descent")
def three_walks():
    starts = {"a": [-1.4, 0.9], "b": [-0.7, 1.1], "c": [1.6, 0.4]}
    paths = {name: gradient_descent(landscape, np.array(start), 0.3, 60) for name, start in starts.items()}
    return plots.plot_descent(landscape, paths, xlim=(-2.5, 2.5), ylim=(-2, 2))


# %% [markdown] lang="en"
# Three starts, two different ends. Gradient descent finds *a* valley; nobody promised the lowest one.
#
# ### A comfortable line
#
# In lesson 01 the perceptron's learning rule found a line for AND that ran straight *through* the corner (1, 0), and
# stopped, because nobody complained. Give it a loss instead. Take the rule's numbers $w = (2, 1)$, $b = -2$ as the
# start, the sigmoid of $z$ as the probability of answering 1, and let your `gradient_descent` walk down the
# cross-entropy. The accuracy is 100 % from the first step to the last, so a rule that counts mistakes has nothing to do.

# %% [markdown] lang="ko" of="9824adfd"
# 출발점은 셋인데 도착한 곳은 둘입니다. 경사 하강법은 골짜기를 *하나* 찾을 뿐이고, 그곳이 가장 낮다는 보장은 없습니다.
#
# ### 여유 있는 직선
#
# 01에서 퍼셉트론의 학습 규칙이 찾은 AND의 직선은 꼭짓점 (1, 0)을 바로 *지나갔고*, 틀리는 곳이 없으니 거기서
# 멈췄습니다. 이번에는 손실을 줘 봅시다. 학습 규칙이 찾은 $w = (2, 1)$, $b = -2$에서 출발해, $z$의 시그모이드를 1이라고
# 답할 확률로 삼고, 여러분의 `gradient_descent`로 교차 엔트로피를 내려갑니다. 정확도는 첫 스텝부터 마지막 스텝까지
# 100%이므로, 틀린 것을 세는 규칙이라면 할 일이 없습니다.

# %%
INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
AND = np.array([0, 0, 0, 1])


@after("cross_entropy", "numerical_gradient", "gradient_descent")
def comfortable_line():
    def gate_probabilities(w):
        ones = nn.sigmoid(INPUTS @ w[:2] + w[2])
        return np.stack([1 - ones, ones], axis=1)

    def gate_loss(w):
        return cross_entropy(gate_probabilities(w), AND)

    def margin(w):
        return float(np.min(np.abs(INPUTS @ w[:2] + w[2])) / np.hypot(*w[:2]))

    path = gradient_descent(gate_loss, np.array([2.0, 1.0, -2.0]), 1.0, 300)
    for step in (0, 3, 10, 30, 100, 300):
        right = np.mean((INPUTS @ path[step, :2] + path[step, 2] > 0) == AND)
        numbers = f"loss = {gate_loss(path[step]):.3f}   distance = {margin(path[step]):.3f}"
        print(f"step = {step:3}   accuracy = {right:.0%}   {numbers}")
    record("rule_loss", gate_loss(path[0]))
    record("walked_loss", gate_loss(path[-1]))
    record("rule_margin", margin(path[0]))
    record("walked_margin", margin(path[-1]))
    record("best_margin", 1 / np.sqrt(8))
    return plots.plot_learning_rule(INPUTS, AND, [(w[:2], w[2]) for w in path])


# %% [markdown] lang="en"
# The loss falls from {rule_loss:.2f} to {walked_loss:.2f}, and the distance from the line to the nearest corner grows from
# {rule_margin} to {walked_margin:.2f}; no line can have more than {best_margin:.3f}. Nobody asked for a comfortable line. The loss
# did, because an answer close to the line is an unsure answer, and unsure answers cost.

# %% [markdown] lang="ko" of="7c8824e7"
# 손실은 {rule_loss:.2f}에서 {walked_loss:.2f}까지 줄고, 직선에서 가장 가까운 꼭짓점까지의 거리는 {rule_margin}에서
# {walked_margin:.2f}까지 늘어납니다. 어떤 직선도 {best_margin:.3f}보다 멀 수는 없습니다. 여유 있는 직선을 찾으라고 시킨 사람은
# 없습니다. 손실이 그렇게 한 것입니다. 직선에 가까운 답은 확신이 없는 답이고, 확신이 없으면 손실이 크기 때문입니다.

# %% [markdown] lang="en"
# ## How long a step?
#
# **Predict before you run.** Walk down $f(x) = x^2$ from $x = 3$ with the learning rate 1. The slope at $x$ is $2x$. Where
# are you after 100 steps? Take the first two steps with a pencil.

# %% [markdown] lang="ko" of="59df6f30"
# ## 걸음은 얼마나 크게?
#
# **실행하기 전에 예상해 보세요.** $x = 3$에서 출발해 학습률 1로 $f(x) = x^2$을 내려갑니다. $x$에서의 기울기는 $2x$입니다.
# 100스텝 뒤에는 어디에 있을까요? 처음 두 스텝은 종이에 계산해 보세요.

# %% answer="after_hundred"
### BEGIN SOLUTION
after_hundred = 3
### END SOLUTION


# %%
def hundred_steps(learning_rate):
    """Walk down x squared from 3, with the exact slope."""
    places = [3.0]
    for _ in range(100):
        places.append(places[-1] - learning_rate * 2 * places[-1])
    return places


def table_of_rates():
    for rate in (0.001, 0.01, 0.1, 0.5, 0.9, 1.0, 1.01, 1.1):
        places = hundred_steps(rate)
        first = "".join(f"{place:8.3f}" for place in places[:5])
        print(f"rate = {rate:5} {first}   …   {places[100]:.3g}")
    return hundred_steps(1.0)[-1]


predict("after_hundred", after_hundred, outcome=table_of_rates)

# %% [markdown] lang="en"
# Each step multiplies $x$ by $1 - 2\eta$. **Too small**, and the factor is nearly 1: you creep. **Too big**, beyond
# $\eta = 1$, and its size is above 1: every step lands farther away than it began, on the other side, and the walk blows
# up. In between lies everything, and at exactly 1 it hops to and fro for ever.
#
# On other functions the 2 is replaced by the **curvature** $c$, the second derivative: the slope changes by $c$ per unit
# of $x$. Near the bottom of a valley a step multiplies the distance to it by $1 - \eta c$, so descent comes to rest only if
#
# $$0 < \eta \, c < 2$$
#
# In more than one direction there are several curvatures, and the *largest* sets the limit while the *smallest* sets the
# pace. That is the trouble with long, narrow valleys, and you have one before you: it curves with 1 along and with 20
# across.
#
# Find a learning rate with which plain descent (SGD in the explorer) arrives within **25 steps**, that is, with at most
# 1 % of the start's loss left; leave the start where it is. Write the number down as `good_rate`. Then think of a
# *narrower* valley, with 80 across in place of 20. From which learning rate on does descent blow up there? That is
# `limit_rate`; the explorer's condition number lets you try.

# %% [markdown] lang="ko" of="07d200f9"
# 한 스텝마다 $x$에 $1 - 2\eta$가 곱해집니다. 학습률이 **너무 작으면** 이 수가 거의 1이어서 기어갑니다. **너무 커서**
# $\eta = 1$을 넘으면 크기가 1보다 커져서, 스텝마다 반대쪽의 더 먼 곳에 떨어지고 결국 발산합니다. 알맞은 값은 모두 그
# 사이에 있고, 꼭 1이면 끝없이 왔다 갔다 합니다.
#
# 다른 함수에서는 2 대신 **곡률** $c$, 곧 이계도함수의 값이 들어갑니다. $x$가 1만큼 변할 때 기울기가 $c$만큼 변한다는
# 뜻입니다. 골짜기 바닥 가까이에서는 한 스텝마다 바닥까지의 거리에 $1 - \eta c$가 곱해지므로, 다음과 같을 때만 멈출 수 있습니다.
#
# $$0 < \eta \, c < 2$$
#
# 방향이 둘 이상이면 곡률도 여러 개입니다. 한계는 *가장 큰* 곡률이 정하고, 빠르기는 *가장 작은* 곡률이 정합니다. 길고
# 좁은 골짜기가 어려운 까닭입니다. 아래에 그런 골짜기가 있습니다. 곡률이 골짜기를 따라서는 1, 가로질러서는 20입니다.
#
# 그냥 내려가는 방법(탐색기의 SGD)으로 **25스텝** 안에 도착하는 학습률을 찾아보세요. 손실이 처음의 1% 이하로 남으면
# 도착한 것입니다. 출발점은 그대로 두세요. 찾은 수를 `good_rate`에 적으세요. 그런 다음 가로지르는 곡률이 20이 아니라 80인
# *더 좁은* 골짜기를 생각해 보세요. 거기에서는 학습률이 얼마일 때부터 발산할까요? 그 값이 `limit_rate`입니다. 탐색기의
# 조건수를 바꾸어 시험해 볼 수 있습니다.

# %%
explore_descent("valley", condition=20, optimizers="sgd", steps=25)

# %% answer="rates"
### BEGIN SOLUTION
good_rate = 0.08
limit_rate = 2 / 80
### END SOLUTION

# %% check="rates"
check("rates")


# %%
@after("numerical_gradient", "gradient_descent", "rates")
def too_small_right_too_big():
    def valley(place, condition=20):
        return 0.5 * (place[0] ** 2 + condition * place[1] ** 2)

    start = np.array([-2.6, 1.2])
    rates = (0.005, good_rate, 0.102)
    paths = {f"$\\eta$ = {rate:g}": gradient_descent(valley, start, rate, 25) for rate in rates}
    plots.plot_descent(valley, paths, xlim=(-3, 3), ylim=(-2.4, 2.4))
    limits = {}
    for curvature in (5, 20, 80):
        low, high = 0.1 / curvature, 4 / curvature
        while high - low > 0.001 / curvature:
            rate = (low + high) / 2
            path = gradient_descent(lambda place, c=curvature: valley(place, c), start, rate, 60)
            low, high = (low, rate) if abs(path[-1, 1]) > abs(start[1]) else (rate, high)
        print(f"curvature = {curvature:2}   limit = {high:.4f}   product = {high * curvature:.3f}")
        limits[curvature] = high * curvature
    for curvature, product in limits.items():
        record(f"limit_times_{curvature}", product)


# %% [markdown] lang="en"
# Too small, right, too big. And the limit, found by trying with your own functions on three valleys, times the curvature:
# {limit_times_5:.2f}, {limit_times_20:.2f}, {limit_times_80:.2f}. When a training run of yours blows up, you know the first thing to try.
#
# Go back to the explorer and switch **momentum** on: a ball that keeps part of its speed. It runs along the valley where
# the walker creeps, and it swings through the bottom. Lesson 06 is about such improvements.

# %% [markdown] lang="ko" of="cdd051e6"
# 너무 작을 때, 알맞을 때, 너무 클 때입니다. 그리고 여러분의 함수로 세 골짜기에서 찾아낸 한계에 곡률을 곱하면 차례로
# {limit_times_5:.2f}, {limit_times_20:.2f}, {limit_times_80:.2f}입니다. 앞으로 학습이 발산하면 무엇부터 해 볼지 이제 알고 있습니다.
#
# 탐색기로 돌아가서 **모멘텀**을 켜 보세요. 속력의 일부를 간직하는 공입니다. 걷는 사람이 기어가는 골짜기를 달려 내려가고,
# 바닥을 지나 흔들리기도 합니다. 이런 개선은 06에서 다룹니다.

# %% [markdown] lang="en"
# ## A network, at last
#
# You have everything: a network (lesson 03), a loss, its gradient, and the walk. So train one. The digits are real
# handwriting, 8 x 8 pixels. 64 inputs, 32 hidden units, 10 classes. Its weights and biases lie one after another in one
# long vector `parameters`, and `loss(parameters)` is the height at that place: send a **batch** of 100 images forward,
# compare with the labels.

# %% [markdown] lang="ko" of="e96b8817"
# ## 드디어 신경망
#
# 필요한 것은 모두 갖추었습니다. 03의 신경망, 손실, 손실의 기울기, 그리고 걷는 방법입니다. 이제 학습시켜 봅시다. 실제
# 손글씨 숫자이고 8 x 8 픽셀입니다. 입력 64개, 은닉층 유닛 32개, 클래스 10개입니다. 가중치와 편향을 긴 벡터
# `parameters` 하나에 차례로 늘어놓았고, `loss(parameters)`는 그 자리의 높이입니다. 이미지 100장을 **배치**로 묶어
# 순전파하고 레이블과 견줍니다.

# %%
SIZES = [64, 32, 10]
digits = load("digits")
batch = digits.train.take(100, SEED)
images, labels = batch.images.reshape(-1, 64) / 16, batch.labels
test_images, test_labels = digits.test.images.reshape(-1, 64) / 16, digits.test.labels


def forward_pass(parameters, images):
    """Cut the long vector into two layers, and send images through them; give probabilities."""
    weights_1, biases_1, weights_2, biases_2 = np.split(parameters, np.cumsum([64 * 32, 32, 32 * 10]))
    hidden = nn.relu(images @ weights_1.reshape(64, 32) + biases_1)
    return nn.softmax(hidden @ weights_2.reshape(32, 10) + biases_2)


def loss(parameters):
    return cross_entropy(forward_pass(parameters, images), labels)


PARAMETERS = 64 * 32 + 32 + 32 * 10 + 10
fresh = np.random.default_rng(SEED).normal(scale=0.15, size=PARAMETERS)
record("parameters", PARAMETERS)
names = digits.class_names(LANGUAGE)
plots.show_images(batch.images[:20], labels[:20], names, columns=10)

# %% [markdown] lang="en"
# ### What will it cost?
#
# Before you press Shift-Enter, count. How often must `loss` be evaluated for **one** numerical gradient of a dense
# network? Write `evaluations(sizes)`, for `sizes` such as `[64, 32, 10]`: inputs, hidden units, classes; there may be
# more layers. Do not forget that every unit has a bias.

# %% [markdown] lang="ko" of="3f15f493"
# ### 얼마나 들까?
#
# Shift-Enter를 누르기 전에 세어 봅시다. 완전 연결 신경망의 수치 미분을 **한 번** 하려면 `loss`를 몇 번 계산해야 할까요?
# `evaluations(sizes)`를 써 보세요. `sizes`는 `[64, 32, 10]`처럼 입력, 은닉층 유닛, 클래스의 수이고 층이 더 많을 수도
# 있습니다. 유닛마다 편향이 있다는 것을 잊지 마세요.


# %% answer="evaluations"
def evaluations(sizes):
    """Count how often the loss is evaluated for one numerical gradient of a dense network."""
    ### BEGIN SOLUTION
    parameters = 0
    for layer in range(len(sizes) - 1):
        parameters += (sizes[layer] + 1) * sizes[layer + 1]
    return 2 * parameters
    ### END SOLUTION


# %% check="evaluations"
check("evaluations")

# %% [markdown] lang="en"
# Now train: 40 steps of gradient descent, with the same 100 images at every step. (Lesson 05 takes a fresh batch for each
# step; one round through all batches is an *epoch*.) Watch the lines appear, and feel how long it takes.

# %% [markdown] lang="ko" of="a1a8dd1c"
# 이제 학습시켜 봅시다. 스텝마다 똑같은 이미지 100장으로 경사 하강법을 40스텝 실행합니다. (05에서는 스텝마다 새 배치를 쓰고,
# 모든 배치를 한 바퀴 도는 것이 한 *에포크*입니다.) 줄이 하나씩 나타나는 것을 보면서 얼마나 걸리는지 느껴 보세요.


# %%
@after("cross_entropy", "numerical_gradient", "gradient_descent", "evaluations")
def painfully_slow():
    parameters, seconds, ratios, count = fresh, [], [], evaluations(SIZES)
    for step in range(0, 41, 5):
        if step:
            began, worked = perf_counter(), process_time()
            parameters = gradient_descent(loss, parameters, 0.5, 5)[-1]
            seconds.append((perf_counter() - began) / 5)
            one_step, worked = (process_time() - worked) / 5, process_time()
            for _ in range(1000):
                loss(parameters)
            ratios.append(one_step / ((process_time() - worked) / 1000))
        right = nn.accuracy(forward_pass(parameters, images), labels)
        numbers = f"loss = {loss(parameters):.3f}   accuracy = {right:.0%}"
        print(f"step = {step:2}   evaluations = {step * count:7,}   {numbers}", flush=True)

    print(f"one step = {median(seconds):.2f} s = {median(ratios):,.0f} forward passes")
    record("step_over_pass", median(ratios))
    record("evaluations_per_step", count)
    record("loss_before", loss(fresh))
    record("loss_after", loss(parameters))
    record("accuracy_after", nn.accuracy(forward_pass(parameters, images), labels))
    record("thousand_steps", 1000 * count)
    record("fashion_evaluations", 2 * 1_207_498)
    chosen, probabilities = digits.test.images[:12], forward_pass(parameters, test_images[:12])
    return plots.show_predictions(chosen, probabilities, test_labels[:12], names)


# %% [markdown] lang="en"
# It learns! The loss begins at {loss_before:.1f}, close to $\log 10$ as it should, and falls to {loss_after:.2f}; the accuracy on
# the batch rises to {accuracy_after:.0%}. Of the digits it has never seen, in the picture, it reads a good part. No formula for
# any derivative was needed.
#
# But look at the price. {parameters:,} parameters, two evaluations each: {evaluations_per_step:,} forward passes for
# **one** step, and the clock agrees: a step took the time of about {step_over_pass:,.0f} passes. A proper training takes a
# thousand steps: {thousand_steps:,} passes. And the network that you will meet in lesson 08, no giant, has 1,207,498
# parameters: {fashion_evaluations:,} passes before it has taken its *first* step.
#
# What a waste! Each of these passes nudges one parameter and computes everything anew, though nearly all of it is as
# before. Lesson 05 goes through the network **once** forward and **once** backward, and has all {parameters:,} derivatives
# at once, exactly.

# %% [markdown] lang="ko" of="333069cd"
# 학습이 됩니다! 손실은 $\log 10$에 가까운 {loss_before:.1f}에서 시작해 {loss_after:.2f}까지 줄고, 배치에 대한 정확도는
# {accuracy_after:.0%}까지 올라갑니다. 그림에서 보듯이 한 번도 본 적 없는 숫자도 꽤 읽어 냅니다. 미분 공식은 하나도 필요하지 않았습니다.
#
# 그런데 비용을 보세요. 파라미터가 {parameters:,}개이고 하나에 두 번씩 계산하므로, **한** 스텝에 순전파가 {evaluations_per_step:,}번
# 필요합니다. 시간을 재어 보아도 한 스텝에 순전파의 {step_over_pass:,.0f}배쯤 걸렸습니다. 제대로 학습하려면 천 스텝은 필요한데, 그러면
# 순전파가 {thousand_steps:,}번입니다. 08에서 만날 신경망은 거대하지도 않은데 파라미터가 1,207,498개입니다. *첫* 스텝을
# 떼기까지 순전파가 {fashion_evaluations:,}번 필요합니다.
#
# 낭비가 아닐 수 없습니다. 순전파를 한 번 할 때마다 파라미터 하나를 살짝 밀어 보고 모든 것을 새로 계산하지만, 거의 모두 아까와 같은
# 값입니다. 05에서는 신경망을 앞으로 **한 번**, 뒤로 **한 번** 지나가면서 {parameters:,}개의 미분을 한꺼번에, 정확하게 구합니다.

# %% [markdown] lang="en"
# ## Self-quiz

# %% [markdown] lang="ko" of="ecd15165"
# ## 스스로 점검하기

# %%
quiz("above_guessing")

# %%
quiz("tiniest_h")

# %%
quiz("growing_loss")

# %% [markdown] lang="en"
# ## One question to answer in words
#
# A friend says: "In the end I am judged by accuracy. So let me use 1 - accuracy as the loss and be honest." What does
# `numerical_gradient` return for it, and where does `gradient_descent` go? And is the cross-entropy a perfect stand-in?
# Describe one change of the predictions that lowers the cross-entropy and leaves the accuracy as it is, and one where the
# accuracy gets better while the cross-entropy gets worse. Four or five sentences; a person will read them.

# %% [markdown] lang="ko" of="8321ecf8"
# ## 글로 답하는 질문
#
# 친구가 이렇게 말합니다. "어차피 정확도로 평가받잖아. 그러니 1 - 정확도를 손실로 쓰는 것이 솔직하지." 그 손실에 대해
# `numerical_gradient`는 무엇을 돌려주고, `gradient_descent`는 어디로 갈까요? 그렇다면 교차 엔트로피는 정확도를 완벽하게
# 대신할까요? 예측이 달라져서 교차 엔트로피는 줄지만 정확도는 그대로인 경우와, 정확도는 좋아지지만 교차 엔트로피는 나빠지는
# 경우를 하나씩 들어 보세요. 네다섯 문장으로 쓰세요. 이 답은 사람이 읽습니다.

# %% [markdown] manual="open_question"
# ### BEGIN SOLUTION
# Accuracy is a staircase: a parameter moved by h = 0.0001 flips no answer, so both evaluations agree and every entry of
# the gradient is 0 (at a jump it would be huge and meaningless). Gradient descent stays at its start. The cross-entropy
# has a slope everywhere, but it is another quantity. If a right answer goes from probability 0.6 to 0.9, the loss falls
# and the accuracy stays. If two wrong answers at 0.49 become right at 0.51 while a third, wrong already, goes from 0.3
# to 0.0001, accuracy rises and the loss rises too: being sure of one false answer costs more than two close calls bring.
# So train on the loss, and look at both.
#
# 정확도는 계단입니다. 파라미터를 h = 0.0001만큼 움직여도 답이 바뀌지 않으므로 두 번 계산한 값이 같고 기울기가 모두
# 0입니다(계단이 꺾이는 곳에서는 아주 큰, 의미 없는 값이 나옵니다). 경사 하강법은 출발점에 그대로 있습니다. 교차 엔트로피는
# 어디에서나 기울기가 있지만 정확도와는 다른 양입니다. 맞은 답의 확률이 0.6에서 0.9가 되면 손실은 줄고 정확도는
# 그대로입니다. 0.49라서 틀렸던 두 답이 0.51이 되어 맞는 동안, 이미 틀린 셋째 답이 0.3에서 0.0001이 되면 정확도는
# 올라가는데 손실도 커집니다. 틀린 답 하나를 확신한 값이 아슬아슬하게 맞힌 두 답의 이득보다 크기 때문입니다. 그러니 손실로
# 학습시키고, 둘 다 살펴보아야 합니다.
# ### END SOLUTION

# %% [markdown] lang="en" sheet="summary"
# ## What you take with you
#
# - A loss says in one number how far the predictions are from the truth. Accuracy is a staircase and gives no direction;
#   a loss has a slope. Train on the loss, judge by accuracy.
# - Cross-entropy is the mean of $-\log p$ of the true class. Guessing among ten classes costs $\log 10$ = {guessing_loss:.2f}.
#   The loss goes on falling when all answers are right: it likes a comfortable line.
# - The central difference needs two evaluations and no formula. Too large an $h$ misses the curve, too small an $h$ drowns
#   in round-off; $10^{-4}$ is safe. Convert whole numbers to floats first, or $h$ is cut off.
# - Gradient descent steps against the gradient. It blows up when learning rate times curvature exceeds 2, and creeps when
#   the product is tiny.
# - A numerical gradient costs two forward passes per parameter: {evaluations_per_step:,} for a small network. Use it to
#   *check* gradients, not to train.
#
# **Next:** lesson 05 gets the whole gradient in one backward sweep, and a `numerical_gradient` like yours proves it right.

# %% [markdown] lang="ko" sheet="summary" of="4b152706"
# ## 정리
#
# - 손실은 예측이 정답에서 얼마나 떨어져 있는지를 수 하나로 나타냅니다. 정확도는 계단이어서 방향을 알려 주지 못하고, 손실에는
#   기울기가 있습니다. 손실로 학습시키고 정확도로 평가합니다.
# - 교차 엔트로피는 정답 클래스의 $-\log p$를 평균한 것입니다. 열 개 중에서 찍으면 $\log 10$ = {guessing_loss:.2f}입니다. 답이 모두
#   맞아도 손실은 더 줄어들 수 있습니다. 손실은 여유 있는 직선을 좋아합니다.
# - 중심 차분은 두 번만 계산하면 되고 공식이 필요 없습니다. $h$가 너무 크면 곡선에서 벗어나고, 너무 작으면 반올림 오차에
#   묻힙니다. $10^{-4}$이면 안전합니다. 정수는 먼저 실수로 바꾸세요. 그러지 않으면 $h$가 잘려 나갑니다.
# - 경사 하강법은 기울기의 반대쪽으로 한 걸음씩 갑니다. 학습률과 곡률의 곱이 2를 넘으면 발산하고, 너무 작으면 기어갑니다.
# - 수치 미분은 파라미터 하나에 순전파 두 번이 듭니다. 작은 신경망에서도 {evaluations_per_step:,}번입니다. 학습이 아니라 기울기를
#   *검사*하는 데 씁니다.
#
# **다음 수업:** 05에서는 뒤로 한 번 지나가면서 기울기를 모두 구하고, 맞는지는 여기서 만든 것과 같은 `numerical_gradient`로 확인합니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when, shape |
# | --- | --- | --- |
# | mean squared error | $\frac{1}{n} \sum_i (\hat{y}_i - y_i)^2$ | predictions are numbers; mean over all of them |
# | cross-entropy, whole-number labels | $-\frac{1}{N} \sum_n \log p_{n, t_n}$ | probabilities $(N, K)$, labels $(N)$ |
# | cross-entropy, one-hot labels | $-\frac{1}{N} \sum_n \sum_k y_{nk} \log p_{nk}$ | both $(N, K)$; the same number |
# | loss of guessing | $\log K$ | $K$ classes, all equally likely |
# | forward difference | $\frac{f(x + h) - f(x)}{h}$ | error grows like $h$ |
# | central difference | $\frac{f(x + h) - f(x - h)}{2h}$ | error grows like $h^2$; $h = 10^{-4}$ |
# | gradient descent | $x \leftarrow x - \eta \, \nabla f(x)$ | gradient has the shape of $x$ |
# | it comes to rest if | $0 < \eta \, c < 2$ | $c$: the largest curvature |
# | cost of a numerical gradient | $2 \cdot$ parameters | evaluations of the loss, per step |

# %% [markdown] lang="ko" sheet="formulas" of="a4d35ee5"
# ### 간직할 식
#
# | 이름 | 식 | 언제, 모양 |
# | --- | --- | --- |
# | 평균 제곱 오차 | $\frac{1}{n} \sum_i (\hat{y}_i - y_i)^2$ | 예측이 수일 때, 모든 값의 평균 |
# | 교차 엔트로피, 정수 레이블 | $-\frac{1}{N} \sum_n \log p_{n, t_n}$ | 확률 $(N, K)$, 레이블 $(N)$ |
# | 교차 엔트로피, 원-핫 레이블 | $-\frac{1}{N} \sum_n \sum_k y_{nk} \log p_{nk}$ | 둘 다 $(N, K)$, 값은 같음 |
# | 찍을 때의 손실 | $\log K$ | 클래스 $K$개의 확률이 모두 같을 때 |
# | 전진 차분 | $\frac{f(x + h) - f(x)}{h}$ | 오차가 $h$에 비례 |
# | 중심 차분 | $\frac{f(x + h) - f(x - h)}{2h}$ | 오차가 $h^2$에 비례, $h = 10^{-4}$ |
# | 경사 하강법 | $x \leftarrow x - \eta \, \nabla f(x)$ | 기울기의 모양은 $x$와 같음 |
# | 멈추는 조건 | $0 < \eta \, c < 2$ | $c$는 가장 큰 곡률 |
# | 수치 미분의 비용 | $2 \cdot$ 파라미터 수 | 한 스텝에 손실을 계산하는 횟수 |
