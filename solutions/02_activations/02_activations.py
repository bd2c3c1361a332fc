# %% [markdown] lang="en"
# # 02 · Activation functions
#
# **You will be able to**
# - say why a step cannot be trained, and measure it,
# - write sigmoid, tanh, ReLU and leaky ReLU with their slopes, so that no number makes them overflow,
# - predict what twenty layers of them leave of a gradient, find dead neurons, and show what is left of a deep network
#   without them.
#
# **Time:** 75 to 90 minutes of yours. The cells take well under a minute, with `PROFILE` "quick" and "full" alike.

# %% [markdown] lang="ko" of="ebe36d4d"
# # 02 · 활성화 함수
#
# **이 수업을 마치면**
# - 계단 함수로는 왜 학습할 수 없는지 직접 재서 설명할 수 있습니다.
# - 시그모이드, tanh, ReLU, Leaky ReLU와 그 미분값을 어떤 수를 넣어도 넘치지 않게 만들 수 있습니다.
# - 이 함수를 스무 층 쌓으면 기울기가 얼마나 남을지 예상하고, 죽은 뉴런을 찾고, 활성화 함수가 없는 깊은 신경망이 무엇이
#   되는지 보일 수 있습니다.
#
# **걸리는 시간:** 75분에서 90분쯤입니다. 셀을 실행하는 데는 1분도 걸리지 않고, `PROFILE`이 "quick"이든 "full"이든
# 같습니다.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
from functools import partial
from itertools import pairwise
from timeit import repeat

import numpy as np

from course_utils import after, check, explore_activations, lesson, plots, predict, quiz, record

lesson("02_activations", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

# %% [markdown] lang="en"
# ## A switch that cannot say "almost"
#
# The neuron of lesson 01 ends in a step. Whatever the sum $z$ is, the answer is 0 or 1: a light switch. Drag the point
# along the step below and watch the second curve, which is its **slope**. How many places can you find where the slope is
# not 0? (The lower half of the explorer, with its layers, will have its turn later.)

# %% [markdown] lang="ko" of="8d134d40"
# ## "거의"라고 말하지 못하는 스위치
#
# 01의 뉴런은 계단 함수로 끝납니다. 합 $z$가 얼마이든 답은 0 아니면 1입니다. 전등 스위치와 같습니다. 아래에서 점을 계단
# 함수를 따라 끌면서 둘째 곡선을 보세요. 그것이 함수의 **미분값**, 곧 그래프가 기울어진 정도입니다. 미분값이 0이 아닌 곳을
# 몇 군데나 찾을 수 있나요? (탐색기 아래쪽의 여러 층은 조금 뒤에 보겠습니다.)

# %%
explore_activations("step", x=-2.0, depth=5)

# %% [markdown] lang="en"
# Learning means nudging a weight and asking: did the answer get better? So let us nudge. Here are 100,000 neurons with
# two random inputs, random weights and a random bias. In each, the first weight grows by 0.001.
#
# **Predict before you run.** In how many of the 100,000 does the answer change? Write your guess in place of the `...`.

# %% [markdown] lang="ko" of="bd6f0fcf"
# 학습이란 가중치를 살짝 밀어 보고 답이 나아졌는지 묻는 일입니다. 그러니 밀어 봅시다. 무작위 입력 두 개, 무작위 가중치와
# 편향을 가진 뉴런이 100,000개 있습니다. 뉴런마다 첫째 가중치를 0.001만큼 키웁니다.
#
# **실행하기 전에 예상해 보세요.** 100,000개 가운데 답이 바뀌는 뉴런은 몇 개일까요? `...` 자리에 예상한 값을 쓰세요.

# %% answer="changed"
### BEGIN SOLUTION
changed = 1000
### END SOLUTION


# %%
def step(z):
    """Answer 1 where z is above 0, else 0; for whole arrays."""
    return np.where(z > 0, 1.0, 0.0)


def answers_changed(activation, nudge=0.001, neurons=100_000):
    """Count the neurons whose answer changes when one weight moves a little."""
    rng = np.random.default_rng(SEED)
    x, w, b = rng.normal(size=(neurons, 2)), rng.normal(size=(neurons, 2)), rng.normal(size=neurons)
    z = np.sum(x * w, axis=1) + b
    return int(np.sum(np.not_equal(activation(z + nudge * x[:, 0]), activation(z))))


predict("changed", changed, outcome=lambda: answers_changed(step))

# %%
record("step_changed", answers_changed(step))

# %% [markdown] lang="en"
# About {step_changed:,} of 100,000. All the others answer exactly what they answered before: the nudge was neither good
# nor bad, it was *nothing*. A neuron that says nothing about small changes cannot tell you which small change to make.
#
# In the language of lesson 01's last question: the **derivative** of the step is 0 everywhere except at the jump, and at
# the jump there is none. You will find "step function: not recommended" in many notes. This is why. It decides well; it
# cannot be *trained* by small steps.
#
# So we want a function with a slope. (Why not simply leave the step out and answer $z$ itself? Its slope is 1, after all.
# Keep that question; you will settle it yourself at the end.)

# %% [markdown] lang="ko" of="e9483870"
# 100,000개 가운데 {step_changed:,}개쯤입니다. 나머지는 모두 밀기 전과 똑같은 답을 합니다. 밀어 준 것이 좋지도 나쁘지도
# 않고, *아무 일도* 일어나지 않은 것입니다. 작은 변화에 아무 말도 하지 않는 뉴런은 어느 쪽으로 조금 움직여야 할지 알려
# 주지 못합니다.
#
# 01의 마지막 질문에서 쓴 말로 하면, 계단 함수의 **미분값**은 뛰어오르는 곳을 빼면 모두 0이고, 뛰어오르는 곳에는 미분값이
# 없습니다. 여러 자료에 "계단 함수: 비추천"이라고 적혀 있는데, 까닭은 이것입니다. 결정은 잘 내리지만, 조금씩 움직여 가며
# *학습*시킬 수는 없습니다.
#
# 그래서 기울어진 곳이 있는 함수가 필요합니다. (계단 함수를 아예 빼고 $z$를 그대로 답하면 안 될까요? 그러면 미분값은
# 언제나 1입니다. 이 질문은 잠시 간직해 두세요. 수업 끝에서 여러분이 직접 결론을 냅니다.)

# %% [markdown] lang="en"
# ## A dimmer instead of a switch: sigmoid
#
# Replace the switch by a dimmer that goes smoothly from off to fully lit. The **sigmoid** does that:
#
# $$\sigma(x) = \frac{1}{1 + e^{-x}}$$
#
# Every number lands between 0 and 1, and 0 lands exactly halfway. Far to the right it is nearly 1, far to the left nearly
# 0, just like the step. Only the edge has become a slope.
#
# Before you write it, look at what $e^x$ does inside a computer:

# %% [markdown] lang="ko" of="99974e03"
# ## 스위치 대신 밝기 조절기: 시그모이드
#
# 스위치를 밝기 조절기로 바꿔 봅시다. 꺼진 상태에서 가장 밝은 상태까지 부드럽게 이어지는 손잡이입니다. **시그모이드**가
# 그런 함수입니다.
#
# $$\sigma(x) = \frac{1}{1 + e^{-x}}$$
#
# 어떤 수를 넣어도 0과 1 사이의 값이 나오고, 0을 넣으면 정확히 가운데 값이 나옵니다. 오른쪽으로 멀리 가면 거의 1, 왼쪽으로 멀리
# 가면 거의 0이니 계단 함수와 닮았습니다. 뚝 끊긴 모서리만 비탈로 바뀌었습니다.
#
# 코드로 쓰기 전에, 컴퓨터 안에서 $e^x$가 어떻게 되는지 보세요.

# %%
with np.errstate(over="ignore", invalid="ignore"):
    for z in (1.0, 100.0, 709.0, 710.0, 1000.0):
        large, small = np.exp(z), np.exp(-z)
        print(f"z = {z:6}   exp(z) = {large:<10.4g}  exp(-z) = {small:<11.4g}", end=" ")
        print(f"exp(z) / (1 + exp(z)) = {large / (1 + large):.4g}")

record("largest_exponent", int(np.log(np.finfo(float).max)))

# %% [markdown] lang="en"
# A 64-bit float ends a little above $e^{709}$. Beyond it comes `inf`, then `inf / inf` gives `nan`, and a single `nan`
# turns every number it touches into another one. A training run can die of it. The other direction is harmless:
# $e^{-1000}$ is simply 0.
#
# So there is one rule: **raise e only to numbers that are not positive.** Both of these are the same function:
#
# $$\sigma(x) = \frac{1}{1 + e^{-x}} = \frac{e^{x}}{1 + e^{x}}$$
#
# Which of the two keeps the rule for $x \ge 0$? And for $x < 0$?
#
# Write `sigmoid(x)`. `x` is a number or a NumPy array of any shape, and the answer has the same shape. It must be right,
# without overflow, from -1000 to 1000, and leave `x` as it was. Beware: `np.where(condition, a, b)` takes `a` where the
# condition holds and `b` elsewhere, but *both* are computed everywhere before it chooses.

# %% [markdown] lang="ko" of="04749d46"
# 64비트 실수는 $e^{709}$를 조금 넘으면 끝입니다. 그다음은 `inf`이고, `inf / inf`는 `nan`이 되며, `nan` 하나가 닿는 수를
# 모두 `nan`으로 만듭니다. 이 때문에 학습이 통째로 망가지기도 합니다. 반대 방향은 괜찮습니다. $e^{-1000}$은 그냥 0이
# 됩니다.
#
# 그러니 규칙은 하나입니다. **e의 지수에는 양수를 쓰지 않습니다.** 아래의 두 식은 같은 함수입니다.
#
# $$\sigma(x) = \frac{1}{1 + e^{-x}} = \frac{e^{x}}{1 + e^{x}}$$
#
# $x \ge 0$일 때 규칙을 지키는 것은 어느 쪽인가요? $x < 0$일 때는요?
#
# `sigmoid(x)`를 써 보세요. `x`는 수 하나일 수도 있고 어떤 모양의 NumPy 배열일 수도 있습니다. 답의 모양은 `x`와 같아야
# 합니다. -1000부터 1000까지 넘치지 않고 맞아야 하며, 받은 `x`를 바꾸면 안 됩니다. 한 가지를 조심하세요.
# `np.where(condition, a, b)`는 조건이 참인 자리에서 `a`를, 나머지 자리에서 `b`를 고르지만, 고르기 전에 모든 자리에서 *둘
# 다* 계산합니다.


# %% answer="sigmoid"
def sigmoid(x):
    """Squeeze every number into the range from 0 to 1."""
    ### BEGIN SOLUTION
    small = np.exp(-np.abs(x))
    return np.where(np.asarray(x) >= 0, 1.0, small) / (1.0 + small)
    ### END SOLUTION


# %% check="sigmoid"
check("sigmoid")

# %% [markdown] lang="en"
# Did the dimmer help? Here is the nudge again, this time with your sigmoid: the number of neurons, of 100,000, whose
# answer moves.

# %% [markdown] lang="ko" of="592000b2"
# 밝기 조절기가 도움이 되었을까요? 이번에는 여러분의 시그모이드로 다시 밀어 봅니다. 100,000개 가운데 답이 움직인 뉴런의
# 수입니다.


# %%
@after("sigmoid")
def nudge_again():
    moved = answers_changed(sigmoid)
    record("sigmoid_changed", moved)


# %% [markdown] lang="en"
# ## Slope: rise over run
#
# Every answer moves now, but how much? Go a little to the right and divide how far the function rose by how far you went:
# rise over run. The shorter the run, the closer you come to the slope of the **tangent**, the line that just touches the
# curve. That limit is the derivative $\sigma'(x)$.

# %% [markdown] lang="ko" of="267ff62b"
# ## 기울어진 정도: 오른 만큼을 간 만큼으로 나누기
#
# 이제 모든 답이 움직입니다. 그런데 얼마나 움직일까요? 오른쪽으로 조금 가 보고, 함수가 오른 만큼을 간 만큼으로 나눕니다.
# 조금 갈수록 **접선**(곡선에 살짝 닿기만 하는 직선)의 기울기에 가까워집니다. 그렇게 다가가는 값이 미분값
# $\sigma'(x)$입니다.


# %%
def rise_over_run(function, x, run=0.0001):
    """Measure the slope of a function at x."""
    return np.subtract(function(x + run), function(x)) / run


@after("sigmoid")
def tangents():
    axes = plots.plot_function(sigmoid, low=-6, high=6)
    for x in (-4.0, 0.0, 2.0):
        slope = float(np.squeeze(rise_over_run(sigmoid, x)))
        reach = np.array([-1.5, 1.5])
        axes.plot(x + reach, sigmoid(x) + slope * reach, label=f"$\\sigma'({x:g}) \\approx {slope:.3f}$")
    axes.legend(frameon=False)
    return axes


# %% [markdown] lang="en"
# Measuring is fine for a picture; a network wants a formula. The derivative of $\frac{1}{1 + e^{-x}}$ falls into two
# familiar factors:
#
# $$\sigma'(x) = \frac{e^{-x}}{(1 + e^{-x})^2} = \frac{1}{1 + e^{-x}} \cdot \frac{e^{-x}}{1 + e^{-x}} = \sigma(x) \, (1 - \sigma(x))$$
#
# The slope comes almost free once the answer is known. Write `sigmoid_gradient(x)`. Its `x` is the same `x` that
# `sigmoid` gets, a number or an array. (*Gradient* is the name this course gives to slopes from here on; with more than
# one input it will be more than one number.)

# %% [markdown] lang="ko" of="63bd3ae2"
# 그림을 그릴 때는 재는 것으로 충분하지만 신경망에는 식이 필요합니다. $\frac{1}{1 + e^{-x}}$의 도함수는 낯익은 두 인수로
# 나뉩니다.
#
# $$\sigma'(x) = \frac{e^{-x}}{(1 + e^{-x})^2} = \frac{1}{1 + e^{-x}} \cdot \frac{e^{-x}}{1 + e^{-x}} = \sigma(x) \, (1 - \sigma(x))$$
#
# 답을 알고 나면 미분값은 거의 공짜로 얻습니다. `sigmoid_gradient(x)`를 써 보세요. 여기서 `x`는 `sigmoid`에 넣는 것과 같은
# `x`이고, 수 하나이거나 배열입니다. (이름에 들어 있는 *gradient*는 기울기라는 뜻입니다. 입력이 여럿이면 기울기도 여러
# 개의 수가 됩니다.)


# %% answer="sigmoid_gradient"
def sigmoid_gradient(x):
    """Return the slope of sigmoid at x."""
    ### BEGIN SOLUTION
    h = sigmoid(x)
    return h * (1 - h)
    ### END SOLUTION


# %% check="sigmoid_gradient"
check("sigmoid_gradient")


# %%
@after("sigmoid", "sigmoid_gradient")
def measured_and_computed():
    record("sigmoid_steepest", float(np.max(sigmoid_gradient(np.linspace(-8, 8, 1601)))))
    both = {"sigmoid_gradient": sigmoid_gradient, "rise_over_run": partial(rise_over_run, sigmoid)}
    return plots.plot_function(both, low=-8, high=8)


# %% [markdown] lang="en"
# The two curves lie on each other: the formula is what you measured. Now read two things off the picture. The sigmoid is
# steepest at 0, and even there its slope is only {sigmoid_steepest}. And far from 0 it is flat again, nearly as flat as
# the step. There the neuron is **saturated**: it is very sure of itself, and whether it is right or wrong, a nudge hardly
# moves it.
#
# Let us call a neuron saturated where its slope has fallen below a hundredth of its steepest. **Predict before you run:**
# from which $x$ on is a sigmoid saturated? Then find the place in the explorer, where it is shaded.

# %% [markdown] lang="ko" of="22406562"
# 두 곡선이 포개집니다. 식이 직접 잰 값과 같다는 뜻입니다. 이 그림에서 두 가지를 읽어 봅시다. 시그모이드는 0에서 가장
# 가파른데, 거기에서도 미분값이 {sigmoid_steepest}밖에 되지 않습니다. 그리고 0에서 멀어지면 계단 함수처럼 다시
# 평평해집니다. 이런 곳에서 뉴런은 **포화** 상태입니다. 답을 굳게 확신하고 있어서, 맞았든 틀렸든 밀어 주어도 거의 움직이지
# 않습니다.
#
# 미분값이 최댓값의 100분의 1 아래로 떨어진 곳을 포화되었다고 합시다. **실행하기 전에 예상해 보세요.** 시그모이드는 $x$가
# 얼마일 때부터 포화될까요? 그런 다음 탐색기에서 색칠된 구간을 찾아 확인해 보세요.

# %% answer="saturated_from"
### BEGIN SOLUTION
saturated_from = 4
### END SOLUTION


# %%
def sigmoid_and_tanh():
    return explore_activations("sigmoid", compare="tanh", x=1.0, depth=5)


predict("saturated_from", saturated_from, outcome=sigmoid_and_tanh)


# %%
@after("sigmoid", "sigmoid_gradient")
def where_it_saturates():
    x = np.linspace(0, 8, 80_001)
    slopes = {"sigmoid": np.asarray(sigmoid_gradient(x)), "tanh": 1 - np.tanh(x) ** 2}
    for name, slope in slopes.items():
        record(f"{name}_saturates", round(float(x[slope < 0.01 * slope.max()][0]), 2))


# %% [markdown] lang="en"
# ## Both directions: tanh
#
# At {sigmoid_saturates} the sigmoid is saturated; **tanh** already at {tanh_saturates}, half as far. That is no accident:
# tanh *is* a sigmoid, squeezed to half its width and stretched to twice its height, then lowered until 0 lands on 0.
#
# $$\tanh(x) = \frac{e^{x} - e^{-x}}{e^{x} + e^{-x}} = 2\,\sigma(2x) - 1$$
#
# A dimmer only goes from dark to bright. A thermostat can push in both directions: tanh answers between -1 and 1, with 0
# in the middle. That is worth something. The answers of a sigmoid layer are all positive, so one example pushes all
# weights of a neuron in the next layer up together, or all of them down. Answers of both signs let each weight go its
# own way. And at its steepest tanh has slope 1, four times the sigmoid's.
#
# Write both `tanh(x)`, out of your `sigmoid`, and `tanh_gradient(x)`. For the second, either follow the chain: the inner
# $2x$ doubles the slope, and so does the outer 2. Or use $\tanh'(x) = 1 - \tanh^2(x)$. Both give the same.

# %% [markdown] lang="ko" of="6a84a9a8"
# ## 양쪽 방향으로: tanh
#
# 시그모이드는 {sigmoid_saturates}에서 포화되고, **tanh**는 그 절반인 {tanh_saturates}에서 벌써 포화됩니다. 우연이
# 아닙니다. tanh는 시그모이드를 가로로 절반으로 줄이고 세로로 두 배로 늘린 다음, 0이 0에 오도록 내린 함수이기 때문입니다.
#
# $$\tanh(x) = \frac{e^{x} - e^{-x}}{e^{x} + e^{-x}} = 2\,\sigma(2x) - 1$$
#
# 밝기 조절기는 어두움에서 밝음까지만 움직입니다. 온도 조절기는 양쪽으로 밀 수 있습니다. tanh는 0을 가운데 두고 -1과 1
# 사이의 값으로 답합니다. 이것은 꽤 쓸모가 있습니다. 시그모이드 층의 답은 모두 양수라서, 예제 하나가 다음 층에 있는
# 뉴런의 가중치를 모두 함께 키우거나 모두 함께 줄입니다. 답에 두 부호가 섞여 있으면 가중치마다 제 갈 길을 갈 수 있습니다.
# 그리고 tanh는 가장 가파른 곳에서 미분값이 1로, 시그모이드의 네 배입니다.
#
# 앞에서 만든 `sigmoid`로 `tanh(x)`를 쓰고, `tanh_gradient(x)`도 써 보세요. 둘째 함수는 식을 차례로 따라가면 됩니다.
# 안쪽의 $2x$에서 미분값이 두 배가 되고 바깥의 2에서 다시 두 배가 됩니다. $\tanh'(x) = 1 - \tanh^2(x)$를 써도 됩니다. 값은
# 같습니다.


# %% answer="tanh"
def tanh(x):
    """Squeeze every number into the range from -1 to 1."""
    ### BEGIN SOLUTION
    return 2 * sigmoid(2 * x) - 1
    ### END SOLUTION


def tanh_gradient(x):
    """Return the slope of tanh at x."""
    ### BEGIN SOLUTION
    return 1 - tanh(x) ** 2
    ### END SOLUTION


# %% check="tanh"
check("tanh")


# %%
@after("sigmoid", "sigmoid_gradient", "tanh")
def side_by_side():
    curves = (sigmoid, tanh, sigmoid_gradient, tanh_gradient)
    return plots.plot_function({curve.__name__: curve for curve in curves}, low=-6, high=6)


# %% [markdown] lang="en"
# ## A valve: ReLU
#
# The third idea is almost rude in its simplicity. Let positive numbers pass unchanged and stop the rest, like a valve:
#
# $$\mathrm{relu}(x) = \max(0, x) = \begin{cases} x & (x > 0) \\ 0 & (x \le 0) \end{cases}$$
#
# It is called **ReLU**, rectified linear unit. On the open side the slope is exactly 1, however large $x$ is: nothing
# saturates there. On the closed side it is 0. And at exactly 0 there is a corner, so there is no tangent; any number from
# 0 to 1 will do as "the slope", and libraries simply choose one. You may choose yours.
#
# Write `relu(x)` and `relu_gradient(x)` for numbers and arrays. `relu` must leave its argument as it was: the slope is
# computed from the same `x` a moment later, and whoever overwrites it with zeros has lost it.

# %% [markdown] lang="ko" of="961392d7"
# ## 밸브: ReLU
#
# 세 번째는 너무 단순해서 싱거울 정도입니다. 양수는 그대로 통과시키고 나머지는 막습니다. 한쪽으로만 열리는 밸브와
# 같습니다.
#
# $$\mathrm{relu}(x) = \max(0, x) = \begin{cases} x & (x > 0) \\ 0 & (x \le 0) \end{cases}$$
#
# 이 함수를 **ReLU**(rectified linear unit)라고 합니다. 열린 쪽에서는 $x$가 아무리 커도 미분값이 정확히 1이어서 포화되지
# 않습니다. 닫힌 쪽에서는 0입니다. 그리고 정확히 0인 곳은 꺾여 있어서 접선이 없습니다. 0부터 1까지 어떤 수를 "미분값"으로
# 정해도 괜찮고, 라이브러리도 그냥 하나를 골라 씁니다. 여러분도 하나를 고르면 됩니다.
#
# 수 하나와 배열 모두에 쓸 수 있게 `relu(x)`와 `relu_gradient(x)`를 써 보세요. `relu`는 받은 인수를 바꾸면 안 됩니다. 잠시
# 뒤에 같은 `x`로 미분값을 구해야 하는데, 0으로 덮어쓰면 되살릴 수 없기 때문입니다.


# %% answer="relu"
def relu(x):
    """Let positive numbers pass, make all others 0."""
    ### BEGIN SOLUTION
    return np.maximum(x, 0.0)
    ### END SOLUTION


def relu_gradient(x):
    """Return the slope of relu at x."""
    ### BEGIN SOLUTION
    return np.where(np.asarray(x) > 0, 1.0, 0.0)
    ### END SOLUTION


# %% check="relu"
check("relu")


# %%
@after("sigmoid", "relu")
def what_it_costs():
    z = np.random.default_rng(SEED).normal(size=100_000)
    seconds = [min(repeat(partial(f, z), number=10, repeat=9)) / 10 for f in (sigmoid, relu)]
    print(f"sigmoid {1e6 * seconds[0]:6.0f} µs\nrelu    {1e6 * seconds[1]:6.0f} µs")
    record("sigmoid_time_over_relu", seconds[0] / seconds[1])
    return plots.plot_function({"relu": relu, "relu_gradient": relu_gradient}, low=-3, high=3)


# %% [markdown] lang="en"
# One comparison, no exponential. On the machine that wrote this page the sigmoid took about {sigmoid_time_over_relu:.0f}
# times as long; yours stands above. But speed is not the main reason for ReLU's success. For that, look at many layers.

# %% [markdown] lang="ko" of="fbde0a1a"
# 비교 한 번이면 되고 지수 함수가 필요 없습니다. 이 글을 쓴 컴퓨터에서는 시그모이드가 {sigmoid_time_over_relu:.0f}배쯤
# 오래 걸렸습니다. 여러분의 컴퓨터에서 잰 값은 위에 있습니다. 하지만 ReLU가 널리 쓰이게 된 가장 큰 까닭은 속도가 아닙니다. 그
# 까닭은 여러 층을 쌓아 보면 보입니다.

# %% [markdown] lang="en"
# ## Twenty in a row
#
# Put neurons in a chain, one after the other. Each takes the answer of the one before, multiplies it by its weight and
# applies an activation $f$:
#
# $$h_0 = x, \qquad z_i = w_i \, h_{i-1}, \qquad h_i = f(z_i)$$
#
# Now nudge $x$ and watch the nudge travel, like a push through a row of dominoes. The first weight makes it $w_1$ times
# as large. The first activation multiplies it by its slope at the point where it stands, $f'(z_1)$. Then comes $w_2$,
# then $f'(z_2)$, and so on. At the end every domino has had its say:
#
# $$\frac{\partial h_n}{\partial x} = w_1 f'(z_1) \cdot w_2 f'(z_2) \cdots w_n f'(z_n)$$
#
# ($\partial h_n / \partial x$ is the slope of the whole chain: how far $h_n$ moves per unit that $x$ moves, for a small
# nudge.)
#
# By hand, with two sigmoids, $x = 0$ and the weights 4 and -2: $z_1 = 0$, where the slope is $1/4$, so the first factor
# is $4 \cdot 1/4 = 1$. Then $h_1 = 0.5$, so $z_2 = -1$, and the second factor is $-2 \, \sigma'(-1)$.
#
# Write `signal_gradient(x, weights, activation, activation_gradient)`. `x` is a number, `weights` the weights from first
# to last, and the other two are functions, such as `sigmoid` and `sigmoid_gradient`. Return the product above, one
# number.

# %% [markdown] lang="ko" of="578d14d6"
# ## 스무 개를 한 줄로
#
# 뉴런을 사슬처럼 한 줄로 이어 봅시다. 저마다 앞 뉴런의 답을 받아 가중치를 곱하고 활성화 함수 $f$를 거칩니다.
#
# $$h_0 = x, \qquad z_i = w_i \, h_{i-1}, \qquad h_i = f(z_i)$$
#
# 이제 $x$를 살짝 밀고, 그 움직임이 도미노처럼 전해지는 것을 따라가 보세요. 첫 가중치를 지나면 $w_1$배가 됩니다. 첫 활성화
# 함수를 지나면 그 자리의 미분값 $f'(z_1)$이 곱해집니다. 그다음에 $w_2$, 그다음에 $f'(z_2)$가 차례로 곱해집니다. 끝에
# 이르면 도미노가 모두 한 번씩 힘을 보탠 셈입니다.
#
# $$\frac{\partial h_n}{\partial x} = w_1 f'(z_1) \cdot w_2 f'(z_2) \cdots w_n f'(z_n)$$
#
# ($\partial h_n / \partial x$는 사슬 전체의 미분값입니다. $x$를 살짝 밀 때 $h_n$이 그 몇 배만큼 움직이는지를 나타냅니다.)
#
# 시그모이드 두 개, $x = 0$, 가중치 4와 -2로 직접 해 봅시다. $z_1 = 0$이고 여기서 미분값은 $1/4$이므로 첫 인수는
# $4 \cdot 1/4 = 1$입니다. 그러면 $h_1 = 0.5$이므로 $z_2 = -1$이고, 둘째 인수는 $-2 \, \sigma'(-1)$입니다.
#
# `signal_gradient(x, weights, activation, activation_gradient)`를 써 보세요. `x`는 수 하나, `weights`는 처음부터 끝까지의
# 가중치이고, 나머지 둘은 `sigmoid`와 `sigmoid_gradient` 같은 함수입니다. 위의 곱, 곧 수 하나를 돌려주면 됩니다.


# %% answer="signal_gradient"
def signal_gradient(x, weights, activation, activation_gradient):
    """Push x through a chain of neurons; return how far the end moves per unit that x moves."""
    ### BEGIN SOLUTION
    h, gradient = x, 1.0
    for w in weights:
        z = w * h
        gradient = gradient * w * activation_gradient(z)
        h = activation(z)
    return gradient
    ### END SOLUTION


# %% check="signal_gradient"
check("signal_gradient")

# %% [markdown] lang="en"
# In training, what went wrong is known at the *end* of a network. So the product is taken from the last factor to the
# first, and people say that a gradient *comes back* through the layers.
#
# **Predict before you run.** A gradient of size 1 comes back through twenty layers of sigmoids, each 100 neurons wide.
# How large is it when it arrives at the first? Write a number, such as `0.5` or `1e-3`. The explorer then shows it:
# compare with ReLU, and change the number of layers.

# %% [markdown] lang="ko" of="e172f44c"
# 학습할 때 무엇이 얼마나 틀렸는지는 신경망의 *끝*에서 알게 됩니다. 그래서 이 곱을 마지막 인수부터 첫 인수까지 거꾸로 곱해
# 나가고, 이를 두고 기울기가 층을 지나 *되돌아온다*고 말합니다.
#
# **실행하기 전에 예상해 보세요.** 크기가 1인 기울기가 시그모이드 층 스무 개를 거꾸로 지나 돌아옵니다. 층마다 뉴런은
# 100개입니다. 첫 층에 닿을 때 기울기의 크기는 얼마일까요? `0.5`나 `1e-3`처럼 써 보세요. 그러면 탐색기가 보여 줍니다.
# ReLU와 비교하고 층 수도 바꾸어 보세요.

# %% answer="left_of_the_gradient"
### BEGIN SOLUTION
left_of_the_gradient = 1e-3
### END SOLUTION


# %%
def sigmoid_and_relu():
    return explore_activations("sigmoid", compare="relu", depth=20)


predict("left_of_the_gradient", left_of_the_gradient, outcome=sigmoid_and_relu)

# %% [markdown] lang="en"
# Your chain says the same. With weights 1, twenty factors of at most $1/4$ leave at most one part in
# {quarter_to_the_twentieth:,}:

# %% [markdown] lang="ko" of="d5f36c00"
# 여러분의 사슬도 같은 말을 합니다. 가중치가 1이면 기껏해야 $1/4$인 인수를 스무 번 곱하므로, 많아야
# {quarter_to_the_twentieth:,}분의 1이 남습니다.


# %%
@after("sigmoid", "sigmoid_gradient", "relu", "signal_gradient")
def chains():
    print("n      sigmoid         relu")
    for n in (1, 2, 5, 10, 20):
        vanishing = signal_gradient(0.5, np.ones(n), sigmoid, sigmoid_gradient)
        staying = signal_gradient(0.5, np.ones(n), relu, relu_gradient)
        print(f"{n:2}   {np.squeeze(vanishing):10.3g}   {np.squeeze(staying):10.3g}")
    record("quarter_to_the_twentieth", 4**20)


# %% [markdown] lang="en"
# This is the **vanishing gradient**. The layers near the input hear next to nothing of what went wrong at the end, so they
# hardly learn. You may read that activations "such as sigmoid" solve the vanishing gradient. They cause it.
#
# But a chain of single neurons with weights 1 is not a network, and weights count too: a factor is $w f'(z)$, and a large
# $w$ might make up for a small slope. So let us measure with layers of 100 neurons and random weights of three sizes:
# standard deviation $\sqrt{1/100}$ (a rule called Xavier), $\sqrt{2/100}$ (He), and 1. Lesson 06 tells where the two
# rules come from. The table shows how much of a gradient is left after twenty layers: the mean over all neurons, the
# middle one of many draws. In the code, `h @ w` feeds all neurons of a layer at once (lesson 03), and `gradient @ w.T`
# goes the same way back (lesson 05).

# %% [markdown] lang="ko" of="24524f5e"
# 이것이 **기울기 소실**입니다. 입력에 가까운 층은 끝에서 무엇이 잘못되었는지 거의 듣지 못하므로 거의 배우지 못합니다. "시그모이드
# 같은" 활성화 함수가 기울기 소실을 해결한다고 적은 글도 있습니다. 거꾸로입니다. 시그모이드가 그 원인입니다.
#
# 그런데 가중치가 1인 뉴런을 한 줄로 이은 것은 신경망이라고 하기 어렵고, 가중치도 중요합니다. 인수는 $w f'(z)$이므로 $w$가
# 크면 작은 미분값을 메울 수 있을지도 모릅니다. 그래서 뉴런이 100개인 층과 무작위 가중치로 재어 봅니다. 가중치의 크기는 세
# 가지로, 표준편차가 $\sqrt{1/100}$(Xavier라는 규칙), $\sqrt{2/100}$(He), 그리고 1입니다. 두 규칙이 어디서 나왔는지는
# 06에서 봅니다. 표는 스무 층을 지난 뒤에 남은 기울기의 비율입니다. 가중치를 여러 번 새로 뽑아 뉴런 전체의 평균을 구하고, 그
# 중앙값을 적었습니다. 코드에서 `h @ w`는 한 층의 뉴런을 모두 한꺼번에 계산하고(03), `gradient @ w.T`는 같은 길을 거꾸로
# 갑니다(05).


# %%
def gradient_left(activation, activation_gradient, std, rng, depth=20, width=100, examples=50):
    """Send random signals through many layers, a gradient back; return the share that arrives."""
    h, passed = rng.normal(size=(examples, width)), []
    for _ in range(depth):
        w = rng.normal(scale=std, size=(width, width))
        z = h @ w
        passed.append((w, np.asarray(activation_gradient(z))))
        h = np.asarray(activation(z))
    gradient = rng.normal(size=(examples, width))
    sent = np.mean(np.abs(gradient))
    for w, slope in reversed(passed):
        gradient = (gradient * slope) @ w.T
    return np.mean(np.abs(gradient)) / sent


@after("sigmoid", "sigmoid_gradient", "tanh", "relu")
def twenty_layers():
    functions = {
        "sigmoid": (sigmoid, sigmoid_gradient),
        "tanh": (tanh, tanh_gradient),
        "relu": (relu, relu_gradient),
    }
    stds = {"xavier": np.sqrt(1 / 100), "he": np.sqrt(2 / 100), "one": 1.0}
    draws = {"quick": 15, "full": 60}[PROFILE]
    left = {}
    print(" " * 8, *[f"{rule:>10}" for rule in stds])
    for name, pair in functions.items():
        for rule, std in stds.items():
            rng = np.random.default_rng(SEED)
            left[name, rule] = np.median([gradient_left(*pair, std, rng) for _ in range(draws)])
        print(f"{name:8}", *[f"{left[name, rule]:10.2g}" for rule in stds])
    record("sigmoid_he_falls_by", 1 / left["sigmoid", "he"])
    record("sigmoid_xavier_falls_by", 1 / left["sigmoid", "xavier"])
    record("sigmoid_he_powers_of_ten", -np.log10(left["sigmoid", "he"]))
    record("sigmoid_one_left", left["sigmoid", "one"])
    record("tanh_xavier_left", left["tanh", "xavier"])
    record("tanh_he_left", left["tanh", "he"])
    record("relu_he_left", left["relu", "he"])
    record("relu_one_powers_of_ten", np.log10(left["relu", "one"]))


# %% [markdown] lang="en"
# With the very same weights (He), the sigmoid loses {sigmoid_he_powers_of_ten:.0f} powers of ten, while ReLU keeps about
# {relu_he_left:.1f} of what was sent. With Xavier's smaller weights the sigmoid loses still more, and tanh keeps about
# {tanh_xavier_left:.1f}. With He's it even has {tanh_he_left:.1f} times as much: it is the sigmoid that small weights cannot save.
#
# And large weights? With standard deviation 1 something of the sigmoid's gradient survives, about {sigmoid_one_left:.1f}
# of it, but at a price: a good part of these neurons is saturated. Set the standard deviation of the weights to 1 in the
# explorer above and look how many. For ReLU such weights are a disaster of the other kind: its gradient *explodes*, by
# {relu_one_powers_of_ten:.0f} powers of ten. So the activation and the size of the weights belong together. ReLU with He
# is the pair that works without further care, and that is why it is tried first.

# %% [markdown] lang="ko" of="bc361939"
# 똑같은 가중치(He)를 쓰는데도 시그모이드는 10의 {sigmoid_he_powers_of_ten:.0f}제곱분의 1쯤으로 줄어들고, ReLU는 보낸 것의
# {relu_he_left:.1f}배쯤이 남습니다. 더 작은 Xavier 가중치에서는 시그모이드가 더 많이 잃고, tanh는
# {tanh_xavier_left:.1f}배쯤이 남습니다. He 가중치에서 tanh는 오히려 {tanh_he_left:.1f}배쯤이 됩니다. 이런 작은 가중치로도
# 살릴 수 없는 것은 시그모이드입니다.
#
# 가중치가 크면 어떨까요? 표준편차가 1이면 시그모이드의 기울기도 {sigmoid_one_left:.1f}배쯤 남지만 대가가 있습니다.
# 상당수의 뉴런이 포화됩니다. 위의 탐색기에서 가중치의 표준편차를 1로 바꾸고 얼마나 포화되는지 보세요. ReLU에는 반대쪽의
# 재앙이 닥칩니다. 기울기가 10의 {relu_one_powers_of_ten:.0f}제곱배쯤으로 *폭발*합니다. 그러니 활성화 함수와 가중치의
# 크기는 함께 정해야 합니다. ReLU와 He는 따로 손보지 않아도 잘 되는 짝이어서 가장 먼저 써 봅니다.

# %% [markdown] lang="en"
# ## Dead neurons
#
# ReLU has a price of its own. For an example with $z \le 0$ a neuron answers 0, and its slope is 0: this example teaches
# it nothing. That alone is fine. Next time comes another example. But if $z \le 0$ for **every** example, then output
# zero means gradient zero, gradient zero means no update, and no update means that it stays so. The neuron is **dead**. It
# cannot recover by itself; only layers before it, by sending it something else, might wake it.
#
# Write `dead_units(hidden)`. `hidden` holds what a layer of ReLUs answered: one row for each example, one column for each
# neuron. Return how many neurons are dead: 0 for every example.

# %% [markdown] lang="ko" of="f7cb5ce4"
# ## 죽은 뉴런
#
# ReLU에도 대가가 있습니다. $z \le 0$인 예제에서는 뉴런의 답이 0이고 미분값도 0이므로 그 예제에서는 배우는 것이
# 없습니다. 그것만이라면 괜찮습니다. 다음번에는 다른 예제가 옵니다. 그런데 **모든** 예제에서 $z \le 0$이면 출력이 0이라
# 기울기가 0이고, 기울기가 0이라 갱신되지 않고, 갱신되지 않으니 계속 그대로입니다. 이런 뉴런을 **죽은** 뉴런이라고 합니다.
# 스스로는 되살아날 수 없고, 앞쪽 층이 바뀌어 다른 값을 보내 줄 때에만 깨어날 수 있습니다.
#
# `dead_units(hidden)`을 써 보세요. `hidden`에는 ReLU 층이 내놓은 답이 들어 있습니다. 예제마다 한 행, 뉴런마다 한
# 열입니다. 죽은 뉴런, 곧 모든 예제에서 0인 뉴런이 몇 개인지 돌려주면 됩니다.


# %% answer="dead_units"
def dead_units(hidden):
    """Count the columns of hidden that are 0 in every row."""
    ### BEGIN SOLUTION
    return int(np.sum(np.all(np.asarray(hidden) == 0, axis=0)))
    ### END SOLUTION


# %% check="dead_units"
check("dead_units")

# %% [markdown] lang="en"
# How does a neuron die? An unlucky start can do it, or one step that was much too large: both can leave it with a bias
# far below 0. Here is a layer of 100 neurons that sees 200 examples, with ever lower biases.

# %% [markdown] lang="ko" of="8a1b8d5f"
# 뉴런은 어떻게 죽을까요? 처음에 뽑은 값이 나빠서 죽기도 하고, 한 번 너무 크게 움직여서 죽기도 합니다. 어느 쪽이든 편향이
# 0보다 훨씬 작아질 수 있습니다. 예제 200개를 보는 뉴런 100개짜리 층에서 편향을 점점 낮추어 봅니다.


# %%
@after("relu", "dead_units")
def lower_and_lower():
    rng = np.random.default_rng(SEED)
    x, w = rng.normal(size=(200, 100)), rng.normal(scale=np.sqrt(2 / 100), size=(100, 100))
    dead, zeros = {}, {}
    for b in range(0, -7, -1):
        hidden = np.asarray(relu(x @ w + b))
        dead[b], zeros[b] = dead_units(hidden), np.mean(hidden == 0)
        print(f"b = {b:2}   hidden == 0: {zeros[b]:6.1%}   dead_units = {dead[b]:3}")
    record("dead_at_zero", int(dead[0]))
    record("zeros_at_zero", zeros[0])
    record("dead_at_minus_four", int(dead[-4]))


# %% [markdown] lang="en"
# Look at the first line: {zeros_at_zero:.0%} of all answers are 0, and nobody is dead. Zero for *this* example is how
# ReLU works; zero for *all* of them is the disease. At bias -4 about {dead_at_minus_four} of the 100 are dead, at -6
# nearly all.
#
# ### The cure: leave the valve a little open
#
# **Leaky ReLU** lets a trickle through on the closed side:
#
# $$\mathrm{leaky}(x) = \begin{cases} x & (x > 0) \\ a x & (x \le 0) \end{cases}$$
#
# with a small slope $a$, usually 0.01. The gradient there is $a$ instead of 0. Write `leaky_relu(x, slope=0.01)` and
# `leaky_relu_gradient(x, slope=0.01)`, for numbers and arrays, without writing into `x`.

# %% [markdown] lang="ko" of="3def6bc8"
# 첫 줄을 보세요. 전체 답의 {zeros_at_zero:.0%}가 0이지만 죽은 뉴런은 하나도 없습니다. *이번* 예제에서 0인 것은 ReLU가
# 원래 하는 일이고, *모든* 예제에서 0인 것이 병입니다. 편향이 -4이면 100개 가운데 {dead_at_minus_four}개쯤이 죽어 있고,
# -6이면 거의 모두 죽어 있습니다.
#
# ### 치료법: 밸브를 조금 열어 두기
#
# **Leaky ReLU**는 닫힌 쪽에서도 조금은 새어 나가게 합니다.
#
# $$\mathrm{leaky}(x) = \begin{cases} x & (x > 0) \\ a x & (x \le 0) \end{cases}$$
#
# $a$는 작은 기울기로, 보통 0.01을 씁니다. 이쪽의 미분값은 0이 아니라 $a$입니다. `leaky_relu(x, slope=0.01)`과
# `leaky_relu_gradient(x, slope=0.01)`을 써 보세요. 수 하나와 배열 모두에 쓸 수 있어야 하고 `x`를 바꾸면 안 됩니다.


# %% answer="leaky_relu"
def leaky_relu(x, slope=0.01):
    """Let positive numbers pass, multiply all others by slope."""
    ### BEGIN SOLUTION
    return np.where(np.asarray(x) > 0, x, slope * np.asarray(x))
    ### END SOLUTION


def leaky_relu_gradient(x, slope=0.01):
    """Return the slope of leaky_relu at x."""
    ### BEGIN SOLUTION
    return np.where(np.asarray(x) > 0, 1.0, slope)
    ### END SOLUTION


# %% check="leaky_relu"
check("leaky_relu")

# %% [markdown] lang="en"
# Now two patients, one ReLU and one leaky ReLU, each with a bias of -10. Both shall learn to answer 1. The rule is that
# of lesson 01 with one new factor, the slope: $w \leftarrow w + \eta \cdot \text{error} \cdot f'(z) \cdot x$. (With a
# step this factor would be 0, always.) The table shows the bias after 0, 1, 10, 100, 1,000 and 2,000 steps.

# %% [markdown] lang="ko" of="a5b19aac"
# 이제 환자가 둘 있습니다. 하나는 ReLU, 하나는 Leaky ReLU이고 둘 다 편향이 -10입니다. 둘 다 1이라고 답하는 법을 배워야
# 합니다. 규칙은 01의 것에 인수 하나, 곧 미분값만 더 곱한 것입니다.
# $w \leftarrow w + \eta \cdot \text{오차} \cdot f'(z) \cdot x$입니다. (계단 함수라면 이 인수가 언제나 0이었을 것입니다.)
# 표는 0, 1, 10, 100, 1,000, 2,000스텝 뒤의 편향입니다.


# %%
def learn_to_answer_one(activation, activation_gradient, steps=2000, learning_rate=0.5):
    """Train one neuron whose bias is far too low; return bias and largest answer before each step."""
    x = np.random.default_rng(0).normal(size=(200, 3))
    w, b = np.ones(3), -10.0
    biases, largest = [], []
    for _ in range(steps + 1):
        z = x @ w + b
        biases.append(b)
        largest.append(np.max(activation(z)))
        nudge = learning_rate * np.subtract(1, activation(z)) * activation_gradient(z)
        w, b = w + nudge @ x / len(x), b + np.mean(nudge)
    return np.array(biases), np.array(largest)


@after("relu", "leaky_relu")
def two_patients():
    biases, _ = learn_to_answer_one(relu, relu_gradient)
    cured, largest = learn_to_answer_one(leaky_relu, leaky_relu_gradient)
    for steps in (0, 1, 10, 100, 1000, 2000):
        print(f"{steps:5}   relu: b = {biases[steps]:8.4f}   leaky_relu: b = {cured[steps]:8.4f}")
    record("dead_bias_moves", np.ptp(biases))
    record("leaky_alive_after", int(np.argmax(largest > 0)))
    record("leaky_bias_at_the_end", cured[-1])


# %% [markdown] lang="en"
# The ReLU has not moved by a single digit, after one step or after two thousand. The leaky one crawls, a hundredth as
# fast as an open one, but it crawls in the right direction: after {leaky_alive_after:,} steps its valve opens
# for a first example, and then it learns quickly.

# %% [markdown] lang="ko" of="a4336078"
# ReLU는 한 스텝 뒤에도 이천 스텝 뒤에도 소수점 끝자리까지 그대로입니다. Leaky ReLU는 열려 있을 때의 100분의 1 속도로
# 기어가지만, 옳은 쪽으로 기어갑니다. {leaky_alive_after:,}스텝 만에 처음으로 한 예제에서 밸브가 열리고, 그 뒤로는 빠르게 배웁니다.

# %% [markdown] lang="en"
# ## And without any activation?
#
# You kept a question: why not answer $z$ itself? Nothing saturates, nothing dies, the slope is 1 everywhere. Take two
# such neurons in a row: $h = 2x + 1$, then $z = 3h - 4$. Put one into the other: $z = 3(2x + 1) - 4 = 6x - 1$. Two
# neurons, but it is a single one, with weight 6 and bias -1.
#
# Whole layers behave alike. A layer of several neurons is `x @ w + b`: each *column* of `w` holds the weights of one
# neuron, and `b` has one bias for each. (Lesson 03 takes its time over this.) Two layers without activation are
#
# $$\mathbf{h} = \mathbf{x} W_1 + \mathbf{b}_1, \qquad \mathbf{z} = \mathbf{h} W_2 + \mathbf{b}_2$$
#
# Write `collapse(w1, b1, w2, b2)`: return the `w, b` of the *one* layer that answers the same for every `x`.

# %% [markdown] lang="ko" of="e3f89883"
# ## 활성화 함수가 아예 없다면?
#
# 간직해 둔 질문이 있었습니다. $z$를 그대로 답하면 안 될까요? 포화되지도 죽지도 않고 미분값은 어디서나 1입니다. 그런 뉴런
# 두 개를 이어 봅시다. $h = 2x + 1$이고, 그다음이 $z = 3h - 4$입니다. 하나를 다른 하나에 넣으면
# $z = 3(2x + 1) - 4 = 6x - 1$입니다. 뉴런은 둘이지만 가중치가 6이고 편향이 -1인 뉴런 하나와 같습니다.
#
# 층 전체도 마찬가지입니다. 뉴런이 여럿인 층은 `x @ w + b`입니다. `w`의 *열* 하나가 뉴런 하나의 가중치이고, `b`에는
# 뉴런마다 편향이 하나씩 있습니다. (03에서 천천히 다룹니다.) 활성화 함수가 없는 두 층은 다음과 같습니다.
#
# $$\mathbf{h} = \mathbf{x} W_1 + \mathbf{b}_1, \qquad \mathbf{z} = \mathbf{h} W_2 + \mathbf{b}_2$$
#
# `collapse(w1, b1, w2, b2)`를 써 보세요. 모든 `x`에 대해 똑같이 답하는 층 *하나*의 `w, b`를 돌려주면 됩니다.


# %% answer="collapse"
def collapse(w1, b1, w2, b2):
    """Fold two layers without activation into one; return its w and b."""
    ### BEGIN SOLUTION
    return w1 @ w2, b1 @ w2 + b2
    ### END SOLUTION


# %% check="collapse"
check("collapse")

# %% [markdown] lang="en"
# Now fold twenty layers, one after the other, and compare the deep network with the single layer that is left.

# %% [markdown] lang="ko" of="8abb68e7"
# 이제 스무 층을 차례로 접어서, 깊은 신경망과 마지막에 남은 층 하나를 비교해 봅시다.


# %%
@after("collapse")
def fold_twenty():
    rng = np.random.default_rng(SEED)
    layers = [(rng.normal(scale=0.1, size=(100, 100)), rng.normal(size=100)) for _ in range(20)]
    x = rng.normal(size=(5, 100))
    h, folded = x, layers[0]
    for number, (w, b) in enumerate(layers):
        h = h @ w + b
        folded = collapse(*folded, w, b) if number else folded
    record("deep_numbers", sum(w.size + b.size for w, b in layers))
    record("folded_numbers", sum(np.size(part) for part in folded))
    record("largest_difference", np.max(np.abs(h - (x @ folded[0] + folded[1]))))


# %%
@after("tanh", "relu")
def straight_or_bent():
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(5)
    sizes = (1, 8, 8, 8, 1)
    shapes = list(pairwise(sizes))
    layers = [(rng.normal(scale=np.sqrt(2 / shape[0]), size=shape), rng.normal(size=shape[1])) for shape in shapes]

    def network(x, activation):
        h = np.reshape(x, (-1, 1))
        for w, b in layers[:-1]:
            h = activation(h @ w + b)
        w, b = layers[-1]
        return (h @ w + b)[:, 0]

    _, axes = plt.subplots(1, 3, figsize=(12, 3.6), layout="constrained")
    activations = {"h = z": lambda z: z, "h = tanh(z)": tanh, "h = relu(z)": relu}
    for ax, (name, activation) in zip(axes, activations.items(), strict=True):
        plots.plot_function({name: partial(network, activation=activation)}, low=-3, high=3, ax=ax)


# %% [markdown] lang="en"
# {deep_numbers:,} numbers, twenty layers deep, and {folded_numbers:,} numbers in one layer do exactly the same. The
# picture shows what that means: a network of four layers with one input, drawn three times with the same random weights.
# Without activation it is a straight line, whatever the weights are. With ReLU the line is bent in many places, with tanh
# it is curved. Depth only counts because of what happens *between* the layers. That is why activations must be
# **non-linear**; and it is why XOR, which no straight line can do, needed a step in the middle.

# %% [markdown] lang="ko" of="5ceccb5c"
# 스무 층에 들어 있는 수 {deep_numbers:,}개와 한 층에 들어 있는 수 {folded_numbers:,}개가 똑같은 일을 합니다. 그림을 보면
# 무슨 뜻인지 알 수 있습니다. 입력이 하나인 네 층짜리 신경망을 똑같은 무작위 가중치로 세 번 그렸습니다. 활성화 함수가
# 없으면 가중치가 무엇이든 직선입니다. ReLU를 쓰면 여러 곳에서 꺾이고, tanh를 쓰면 휘어집니다. 층을 쌓는 것이 의미가 있는
# 까닭은 층과 층 *사이*에서 일어나는 일 때문입니다. 그래서 활성화 함수는 **비선형**이어야 합니다. 직선 하나로 안 되는
# XOR에 가운데의 계단 함수가 필요했던 까닭도 이것입니다.

# %% [markdown] lang="en"
# ## Which one, where?
#
# | function | answers | steepest slope | where it is flat | where it is used |
# | --- | --- | --- | --- | --- |
# | step | 0 or 1 | 0 | everywhere | to decide, once training is over |
# | sigmoid | 0 to 1 | 1/4 | both ends | at the output of a yes-or-no question: its answer reads as a probability |
# | tanh | -1 to 1 | 1 | both ends | in hidden layers of shallow networks |
# | ReLU | 0 and up | 1 | left half | in hidden layers: the first one to try |
# | leaky ReLU | all numbers | 1 | nowhere | in hidden layers, when many neurons die |
#
# More than two classes at the output want a function that looks at all of them together: softmax, in lesson 03.

# %% [markdown] lang="ko" of="ce3e4e84"
# ## 어디에 무엇을 쓸까요?
#
# | 함수 | 답의 범위 | 미분값의 최댓값 | 평평한 곳 | 쓰는 곳 |
# | --- | --- | --- | --- | --- |
# | 계단 함수 | 0 또는 1 | 0 | 모든 곳 | 학습이 끝난 뒤에 결정을 내릴 때 |
# | 시그모이드 | 0에서 1 | 1/4 | 양쪽 끝 | 예/아니요를 묻는 출력층. 답을 확률로 읽을 수 있습니다 |
# | tanh | -1에서 1 | 1 | 양쪽 끝 | 깊지 않은 신경망의 은닉층 |
# | ReLU | 0 이상 | 1 | 왼쪽 절반 | 은닉층. 가장 먼저 써 볼 함수입니다 |
# | Leaky ReLU | 모든 수 | 1 | 없음 | 죽은 뉴런이 많을 때의 은닉층 |
#
# 출력의 클래스가 셋 이상이면 모두를 함께 보는 함수가 필요합니다. 03에서 만나는 소프트맥스입니다.

# %% [markdown] lang="en"
# ## Self-quiz

# %% [markdown] lang="ko" of="ecd15165"
# ## 스스로 점검하기

# %%
quiz("dead_or_resting")

# %%
quiz("both_branches")

# %%
quiz("cause_or_cure")

# %% [markdown] lang="en"
# ## One question to answer in words
#
# A friend tells daisies from dandelions with a network of twenty layers. There is a sigmoid after *every* layer, "because
# the answer should be a probability". It does not learn. Which sigmoids would you replace, by what, and which one would
# you keep? Say why for both, and say why the one you keep does not spoil the gradient. Four or five sentences; a person
# will read them.

# %% [markdown] lang="ko" of="99f1d3db"
# ## 글로 답하는 질문
#
# 친구가 스무 층짜리 신경망으로 데이지와 민들레를 구별하려고 합니다. "답이 확률이어야 하니까" *모든* 층 뒤에 시그모이드를
# 두었습니다. 그런데 학습이 되지 않습니다. 어느 시그모이드를 무엇으로 바꾸고, 어느 것을 남겨 두겠습니까? 각각 그 까닭을
# 쓰고, 남겨 둔 시그모이드가 기울기를 망치지 않는 까닭도 쓰세요. 네다섯 문장이면 됩니다. 이 답은 사람이 읽습니다.

# %% [markdown] manual="open_question"
# ### BEGIN SOLUTION
# I would replace the sigmoids of the nineteen hidden layers by ReLU (with weights drawn by He's rule). On the way back a
# gradient is multiplied by a slope in every layer; a sigmoid's slope is at most 1/4, and less where it is saturated, so
# almost nothing reaches the first layers. An open ReLU has slope 1. Nobody reads the hidden answers as probabilities, so
# they need not lie between 0 and 1. The last sigmoid stays: its answer must be between 0 and 1 to be read as the
# probability of a dandelion, and a ReLU could answer 7 or stay at 0. It is only one factor, not twenty, so the gradient
# is weakened once (and with the right loss, lesson 05, not even that).
#
# 은닉층 열아홉 개의 시그모이드를 ReLU로 바꿉니다(가중치는 He 규칙으로 뽑습니다). 기울기는 되돌아오는 동안 층마다 미분값이
# 한 번씩 곱해지는데, 시그모이드의 미분값은 커야 1/4이고 포화된 곳에서는 더 작아서 앞쪽 층에는 거의 아무것도 닿지
# 않습니다. 열린 ReLU의 미분값은 1입니다. 은닉층의 답은 아무도 확률로 읽지 않으므로 0과 1 사이에 있을 필요가 없습니다.
# 마지막 시그모이드는 남깁니다. 민들레일 확률로 읽으려면 답이 0과 1 사이여야 하는데, ReLU는 7이라고 답할 수도 있고 0에
# 머물 수도 있습니다. 곱해지는 것은 스무 번이 아니라 한 번뿐이므로 기울기는 한 번만 약해집니다(05에서 보듯이 알맞은 손실
# 함수를 쓰면 그마저도 없습니다).
# ### END SOLUTION

# %% [markdown] lang="en" sheet="summary"
# ## What you take with you
#
# - A step cannot be trained by small nudges: its slope is 0. Of 100,000 neurons about {step_changed:,} noticed one.
# - Sigmoid (0 to 1) and tanh (-1 to 1) have a slope, but saturate: beyond about {sigmoid_saturates:.0f} and
#   {tanh_saturates:.0f} hardly any is left.
# - Raise $e$ only to numbers that are not positive; then nothing overflows.
# - On its way back a gradient is multiplied by a weight and a slope in every layer. Twenty sigmoid layers cost
#   {sigmoid_he_powers_of_ten:.0f} powers of ten; ReLU with He's weights keeps most of it.
# - A ReLU that answers 0 for *every* example is dead: no output, no gradient, no update. Leaky ReLU recovers.
# - Without a non-linear activation any number of layers is one layer.

# %% [markdown] lang="ko" sheet="summary" of="ac7488c3"
# ## 정리
#
# - 계단 함수는 미분값이 0이어서 조금씩 밀어 학습시킬 수 없습니다. 뉴런 100,000개 가운데 {step_changed:,}개쯤만
#   반응했습니다.
# - 시그모이드(0에서 1)와 tanh(-1에서 1)에는 기울어진 곳이 있지만, 각각 {sigmoid_saturates:.0f}과 {tanh_saturates:.0f}쯤을
#   넘으면 포화됩니다.
# - $e$의 지수에 양수를 쓰지 않으면 넘치지 않습니다.
# - 기울기는 되돌아오는 동안 층마다 가중치와 미분값이 곱해집니다. 시그모이드 스무 층을 지나면 10의
#   {sigmoid_he_powers_of_ten:.0f}제곱분의 1쯤이 되고, He 가중치를 쓴 ReLU에서는 대부분 남습니다.
# - *모든* 예제에서 0인 ReLU는 죽은 뉴런입니다. 출력도 기울기도 갱신도 없습니다. Leaky ReLU는 되살아납니다.
# - 비선형 활성화 함수가 없으면 층을 아무리 쌓아도 한 층입니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when, shape |
# | --- | --- | --- |
# | sigmoid | $\sigma(x) = \frac{1}{1 + e^{-x}} = \frac{e^{x}}{1 + e^{x}}$ | the first form for $x \ge 0$, the second for $x < 0$ |
# | its slope | $\sigma'(x) = \sigma(x)(1 - \sigma(x))$ | at most $\frac{1}{4}$, at 0 |
# | tanh | $\tanh(x) = 2\sigma(2x) - 1$ | from -1 to 1 |
# | its slope | $\tanh'(x) = 1 - \tanh^2(x)$ | at most 1, at 0 |
# | ReLU | $\max(0, x)$, slope 1 for $x > 0$, else 0 | hidden layers, weights of std $\sqrt{2/n}$ |
# | leaky ReLU | $x$ for $x > 0$, else $a x$ | $a = 0.01$ |
# | gradient of a chain | $w_1 f'(z_1) \cdot w_2 f'(z_2) \cdots w_n f'(z_n)$ | one weight and one slope per layer |
# | two linear layers | $W = W_1 W_2$, $\mathbf{b} = \mathbf{b}_1 W_2 + \mathbf{b}_2$ | equal to one |

# %% [markdown] lang="ko" sheet="formulas" of="69c08eb3"
# ### 간직할 식
#
# | 이름 | 식 | 언제, 모양 |
# | --- | --- | --- |
# | 시그모이드 | $\sigma(x) = \frac{1}{1 + e^{-x}} = \frac{e^{x}}{1 + e^{x}}$ | $x \ge 0$이면 앞의 식, $x < 0$이면 뒤의 식 |
# | 그 미분값 | $\sigma'(x) = \sigma(x)(1 - \sigma(x))$ | 최댓값은 0에서 $\frac{1}{4}$ |
# | tanh | $\tanh(x) = 2\sigma(2x) - 1$ | -1에서 1까지 |
# | 그 미분값 | $\tanh'(x) = 1 - \tanh^2(x)$ | 최댓값은 0에서 1 |
# | ReLU | $\max(0, x)$, 미분값은 $x > 0$이면 1, 아니면 0 | 은닉층, 가중치의 표준편차 $\sqrt{2/n}$ |
# | Leaky ReLU | $x > 0$이면 $x$, 아니면 $a x$ | $a = 0.01$ |
# | 사슬의 기울기 | $w_1 f'(z_1) \cdot w_2 f'(z_2) \cdots w_n f'(z_n)$ | 층마다 가중치와 미분값을 한 번씩 |
# | 선형인 두 층 | $W = W_1 W_2$, $\mathbf{b} = \mathbf{b}_1 W_2 + \mathbf{b}_2$ | 한 층과 같습니다 |

# %% [markdown] lang="en"
# **Next:** you have neurons that can be nudged, and a reason to stack them. In lesson 03 you set them side by side in
# layers, compute a whole layer for a whole batch with one product, and turn the last answers into probabilities.

# %% [markdown] lang="ko" of="0db4e7c9"
# **다음 수업:** 밀면 움직이는 뉴런이 생겼고, 뉴런을 쌓아야 할 까닭도 알았습니다. 03에서는 뉴런을 나란히 세워 층을 만들고,
# 배치 전체에 대한 한 층의 계산을 곱셈 한 번으로 하고, 마지막 답을 확률로 바꾸어 봅니다.
