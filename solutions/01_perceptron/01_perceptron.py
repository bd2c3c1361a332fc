# %% [markdown] lang="en"
# # 01 · The perceptron and logic gates
#
# **You will be able to**
# - compute what an artificial neuron answers: inputs times weights, plus bias, against a threshold,
# - choose weights that make it an AND, OR or NAND gate, and let a learning rule choose them for you,
# - prove that one neuron cannot be an XOR gate, and build XOR from three.
#
# **Time:** 60 to 75 minutes of yours. The cells take well under a minute, with `PROFILE` "quick" and "full" alike.

# %% [markdown] lang="ko" of="76dc22c9"
# # 01 · 퍼셉트론과 논리 게이트
#
# **이 수업을 마치면**
# - 인공 뉴런의 답을 계산할 수 있습니다. 입력에 가중치를 곱해 더하고, 편향을 더한 뒤, 임계값과 견줍니다.
# - 뉴런이 AND, OR, NAND 게이트가 되도록 가중치를 고르고, 학습 규칙이 스스로 고르게 할 수 있습니다.
# - 뉴런 하나로는 XOR 게이트를 만들 수 없음을 증명하고, 세 개로 XOR를 만들 수 있습니다.
#
# **걸리는 시간:** 60분에서 75분쯤입니다. 셀을 실행하는 데는 1분도 걸리지 않고, `PROFILE`이 "quick"이든 "full"이든
# 같습니다.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
import numpy as np

from course_utils import after, check, explore_perceptron, lesson, plots, predict, quiz, record

lesson("01_perceptron", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

# %% [markdown] lang="en"
# ## An alarm, four corners, one line
#
# An alarm has two sensors, one on the door and one on the window. Each reports 0 (shut) or 1 (open). The alarm should
# answer 1 as soon as *at least one* of them reports 1. That makes four possible reports, the four corners of the
# picture below.
#
# The machine inside knows nothing of doors. It has three numbers, and with them it draws one line: on the coloured
# side it answers 1, on the other side 0. Drag the line until all four answers are right, and watch the three numbers
# while you do.
#
# Then write your numbers down in place of `# YOUR CODE HERE`, as `explorer.weights = [..., ...]` and
# `explorer.bias = ...`. You remember why: the kernel forgets, the file does not.

# %% [markdown] lang="ko" of="57c13274"
# ## 경보기, 꼭짓점 네 개, 직선 하나
#
# 경보기에 센서가 두 개 있습니다. 하나는 문에, 하나는 창문에 달려 있고, 닫혀 있으면 0, 열려 있으면 1을 알립니다.
# *적어도 하나*가 1을 알리면 경보기는 1이라고 답해야 합니다. 가능한 신호는 모두 네 가지이고, 아래 그림의 네 꼭짓점이
# 바로 그것입니다.
#
# 경보기 속의 기계는 문이 무엇인지 모릅니다. 숫자 세 개를 가지고 직선 하나를 그을 뿐입니다. 색칠한 쪽에서는 1,
# 반대쪽에서는 0이라고 답합니다. 네 답이 모두 맞을 때까지 직선을 끌어 보세요. 그러면서 숫자 세 개가 어떻게 변하는지
# 살펴보세요.
#
# 다 되면 `# YOUR CODE HERE` 자리에 숫자를 적어 두세요. `explorer.weights = [..., ...]`와 `explorer.bias = ...`처럼
# 쓰면 됩니다. 까닭은 지난 수업에서 보았습니다. 커널은 잊어도 파일은 잊지 않습니다.

# %% answer="or_line"
explorer = explore_perceptron("OR", weights=[1, -1], bias=0.5)
### BEGIN SOLUTION
explorer.weights = [1.0, 1.0]
explorer.bias = -0.5
### END SOLUTION
explorer

# %% check="or_line"
check("or_line")

# %% [markdown] lang="en"
# ## Three numbers, one answer
#
# What you dragged is a **perceptron**, the simplest artificial neuron. It multiplies each input by a **weight**, adds
# the products, and answers 1 if the sum is above a **threshold** $\theta$. A nerve cell does something like it:
# signals come in, some of them count more, some of them inhibit, and if enough comes together the cell fires.
# McCulloch and Pitts wrote this down in 1943; in 1958 Rosenblatt gave it the name and, as you will see below, a way to
# learn.
#
# Being above $\theta$ is the same as being above 0 once $\theta$ has been subtracted. So we subtract it first, call
# $b = -\theta$ the **bias**, and from here on always compare with 0:
#
# $$z = w_1 x_1 + w_2 x_2 + b, \qquad \text{answer} = \begin{cases} 1 & (z > 0) \\ 0 & (z \le 0) \end{cases}$$
#
# The weights say how much each input counts, and in which direction. The bias says how readily the neuron answers 1
# before it has seen anything. And your line? It is where $z$ is exactly 0.

# %% [markdown] lang="ko" of="ae5764bb"
# ## 숫자 세 개로 답 하나
#
# 방금 움직여 본 것이 **퍼셉트론**, 가장 단순한 인공 뉴런입니다. 입력마다 **가중치**를 곱해 모두 더하고, 그 합이
# **임계값** $\theta$보다 크면 1이라고 답합니다. 신경 세포도 비슷한 일을 합니다. 들어오는 신호 중에는 더 중요한 것도
# 있고 흥분을 억제하는 것도 있는데, 충분히 모이면 세포가 신호를 내보냅니다. 1943년에 매컬러와 피츠가 이것을 식으로
# 적었고, 1958년에 로젠블랫이 퍼셉트론이라는 이름과 (조금 뒤에 볼) 배우는 방법을 주었습니다.
#
# $\theta$보다 크다는 말은 $\theta$를 뺀 값이 0보다 크다는 말과 같습니다. 그래서 미리 빼 두고 $b = -\theta$를
# **편향**이라고 부릅니다. 이제부터는 언제나 0과 견줍니다.
#
# $$z = w_1 x_1 + w_2 x_2 + b, \qquad \text{답} = \begin{cases} 1 & (z > 0) \\ 0 & (z \le 0) \end{cases}$$
#
# 가중치는 각 입력을 얼마나, 어느 방향으로 중요하게 보는지를 나타냅니다. 편향은 아무것도 보기 전부터 뉴런이 얼마나 쉽게
# 1이라고 답하려 하는지를 나타냅니다. 그렇다면 여러분이 끌었던 직선은 무엇일까요? $z$가 꼭 0이 되는 곳입니다.

# %% [markdown] lang="en"
# ### The step
#
# Start at the end, with the answer. `step(z)` is 1 if the number `z` is strictly greater than 0, otherwise 0.
#
# Mind the edge: at exactly 0 the answer is **0**. Some books let it be 1 there. Both work, as long as one stays with
# one's choice; ours is that a neuron with nothing to report stays silent.

# %% [markdown] lang="ko" of="54a6ef42"
# ### 계단 함수
#
# 끝에서부터, 그러니까 답부터 시작해 봅시다. `step(z)`는 수 `z`가 0보다 크면 1, 그렇지 않으면 0입니다.
#
# 경계를 조심하세요. 꼭 0일 때의 답은 **0**입니다. 0에서 1로 정하는 책도 있습니다. 한번 정한 것을 끝까지 지키기만 하면
# 어느 쪽이든 괜찮습니다. 이 강의에서는 알릴 것이 없는 뉴런은 조용히 있는다고 정합니다.


# %% answer="step"
def step(z):
    """Answer 1 if z is above 0, else 0."""
    ### BEGIN SOLUTION
    return 1 if z > 0 else 0
    ### END SOLUTION


# %% check="step"
check("step")


# %%
@after("step")
def staircase():
    return plots.plot_function(step, low=-2, high=2)


# %% [markdown] lang="en"
# ### The whole neuron
#
# Now `perceptron(x, w, b)`: multiply each input by its weight, add everything up, add the bias, and hand the sum to
# your `step`. `x` and `w` are NumPy arrays of the same length, and that length need not be 2; `b` is a number.

# %% [markdown] lang="ko" of="288c6934"
# ### 뉴런 전체
#
# 이제 `perceptron(x, w, b)` 차례입니다. 입력마다 가중치를 곱하고, 모두 더하고, 편향을 더한 다음, 그 합을 앞에서 만든
# `step`에 넘겨 보세요. `x`와 `w`는 길이가 같은 NumPy 배열이고, 길이가 꼭 2일 필요는 없습니다. `b`는 수 하나입니다.


# %% answer="perceptron"
def perceptron(x, w, b):
    """Weigh the inputs x with w, add the bias b, and answer 0 or 1."""
    ### BEGIN SOLUTION
    z = np.sum(x * w) + b
    return step(z)
    ### END SOLUTION


# %% check="perceptron"
check("perceptron")

# %% [markdown] lang="en"
# ## Gates
#
# A logic gate takes two inputs, each 0 or 1, and answers 0 or 1. Processors are built from them. Here are three:
#
# | $x_1$ | $x_2$ | AND | OR | NAND |
# | --- | --- | --- | --- | --- |
# | 0 | 0 | 0 | 0 | 1 |
# | 0 | 1 | 0 | 1 | 1 |
# | 1 | 0 | 0 | 1 | 1 |
# | 1 | 1 | 1 | 1 | 0 |
#
# AND is the bank safe that wants both keys. OR is the alarm from above. NAND is AND turned round: it says 0 only when
# both inputs are 1.
#
# The same perceptron can be each of them; only the three numbers differ. Choose them, each time as `([w1, w2], b)`.
# For instance, `([0, 0], 1)` would be a gate that always says 1. There is not one right choice, there are infinitely
# many.

# %% [markdown] lang="ko" of="de495936"
# ## 게이트
#
# 논리 게이트는 0 또는 1인 입력 두 개를 받아 0 또는 1로 답합니다. 컴퓨터의 프로세서는 이런 게이트로 이루어져 있습니다.
# 그중 세 가지를 봅시다.
#
# | $x_1$ | $x_2$ | AND | OR | NAND |
# | --- | --- | --- | --- | --- |
# | 0 | 0 | 0 | 0 | 1 |
# | 0 | 1 | 0 | 1 | 1 |
# | 1 | 0 | 0 | 1 | 1 |
# | 1 | 1 | 1 | 1 | 0 |
#
# AND는 열쇠 두 개를 모두 꽂아야 열리는 금고이고, OR는 앞에서 본 경보기입니다. NAND는 AND를 뒤집은 것으로, 두 입력이
# 모두 1일 때만 0입니다.
#
# 퍼셉트론 하나로 셋 모두 만들 수 있습니다. 숫자 세 개만 다를 뿐입니다. `([w1, w2], b)` 꼴로 하나씩 골라 보세요. 예를
# 들어 `([0, 0], 1)`은 언제나 1이라고 답하는 게이트입니다. 정답은 하나가 아니라 무수히 많습니다.

# %% answer="gates"
### BEGIN SOLUTION
and_gate = ([1, 1], -1.5)
or_gate = ([1, 1], -0.5)
nand_gate = ([-1, -1], 1.5)
### END SOLUTION

# %% check="gates"
check("gates")

# %% [markdown] lang="en"
# Once they are right, here is what your three gates say, at the corners and everywhere between. Blue is 0, orange is 1.

# %% [markdown] lang="ko" of="4a6958bf"
# 게이트가 모두 맞으면, 세 게이트가 꼭짓점에서, 그리고 그 사이의 모든 곳에서 무엇이라고 답하는지 볼 수 있습니다.
# 파란색이 0, 주황색이 1입니다.

# %%
INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
TARGETS = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "XOR": [0, 1, 1, 0]}


def as_gate(numbers):
    """Make ([w1, w2], b) a function of two inputs."""

    def gate(x1, x2):
        *w, b = np.hstack(numbers)
        return perceptron(np.array([x1, x2]), np.array(w), b)

    return gate


AND, OR, NAND = as_gate(and_gate), as_gate(or_gate), as_gate(nand_gate)


@after("perceptron", "gates")
def your_gates():
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(1, 3, figsize=(12, 4), layout="constrained")
    for ax, (name, gate) in zip(axes, {"AND": AND, "OR": OR, "NAND": NAND}.items(), strict=True):
        plots.plot_boundary(lambda x, gate=gate: gate(*x), INPUTS, TARGETS[name], class_names="01", ax=ax)
        ax.set_xlabel(f"$x_1$\n{name}")


# %% [markdown] lang="en"
# ## Let it learn
#
# So far *you* did the learning: look at a mistake, move the line a little, look again. Rosenblatt's rule does just
# that. Show the perceptron one row, compare, and nudge:
#
# $$\text{error} = \text{target} - \text{answer}, \qquad w \leftarrow w + \eta \cdot \text{error} \cdot x, \qquad b \leftarrow b +
# \eta \cdot \text{error}$$
#
# The error is 0 if the answer was right, and then nothing moves. It is 1 if the answer should have been 1: every
# weight whose input was on grows, and so does the bias, so next time $z$ will be larger. It is -1 in the opposite
# case. The **learning rate** $\eta$ (eta) says how big a nudge is.
#
# Write `update(w, b, x, target, learning_rate)`. It looks at one row and returns the new weights and the new bias, as
# `w, b`.

# %% [markdown] lang="ko" of="f6b0eecf"
# ## 스스로 배우게 하기
#
# 지금까지는 *여러분이* 배웠습니다. 틀린 곳을 보고, 직선을 조금 옮기고, 다시 보았습니다. 로젠블랫의 규칙도 똑같이
# 합니다. 퍼셉트론에게 한 줄을 보여 주고, 답을 견주어 보고, 살짝 밀어 줍니다.
#
# $$\text{오차} = \text{목표값} - \text{답}, \qquad w \leftarrow w + \eta \cdot \text{오차} \cdot x, \qquad b \leftarrow b + \eta
# \cdot \text{오차}$$
#
# 답이 맞았으면 오차가 0이므로 아무것도 움직이지 않습니다. 1이라고 답해야 했는데 0이라고 답했으면 오차는 1입니다.
# 그러면 켜져 있던 입력의 가중치와 편향이 커지고, 다음번에는 $z$가 더 커집니다. 반대의 경우에는 오차가 -1입니다.
# **학습률** $\eta$(에타)는 한 번에 얼마나 밀어 줄지를 정합니다.
#
# `update(w, b, x, target, learning_rate)`를 써 보세요. 한 줄을 보고 새 가중치와 새 편향을 `w, b` 순서로 돌려주면
# 됩니다.


# %% answer="update"
def update(w, b, x, target, learning_rate):
    """Nudge w and b after looking at one row, and return both."""
    ### BEGIN SOLUTION
    error = target - perceptron(x, w, b)
    return w + learning_rate * error * x, b + learning_rate * error
    ### END SOLUTION


# %% check="update"
check("update")

# %% [markdown] lang="en"
# The rest is patience. `learn` starts with all zeros and shows the four rows again and again. One round through all
# rows is called an **epoch**. It stops after an epoch without a mistake, or gives up after 1,000.

# %% [markdown] lang="ko" of="ed4732d4"
# 나머지는 끈기입니다. `learn`은 모두 0에서 출발해 네 줄을 되풀이해서 보여 줍니다. 모든 줄을 한 바퀴 도는 것을
# **에포크**라고 합니다. 한 번도 틀리지 않은 에포크가 나오면 멈추고, 1,000에포크가 지나도 안 되면 포기합니다.


# %%
def learn(targets, learning_rate=1.0, epochs=1000):
    """Return [(w, b), …] after every update, and the number of mistakes in every epoch."""
    w, b = np.zeros(2), 0.0
    history, mistakes = [(w, b)], []
    while len(mistakes) < epochs and 0 not in mistakes:
        before = len(history)
        for x, target in zip(INPUTS, targets, strict=True):
            if perceptron(x, w, b) != target:
                w, b = update(np.array(w), b, x, target, learning_rate)
                history.append((w, b))
        mistakes.append(len(history) - before)
    return history, mistakes


@after("perceptron", "update")
def learning_and():
    history, _ = learn(TARGETS["AND"])
    print(*[f"{number:2d}.  w = {w}, b = {b}" for number, (w, b) in enumerate(history)], sep="\n")
    return plots.plot_learning_rule(INPUTS, TARGETS["AND"], history)


# %%
@after("perceptron", "update")
def learning_three():
    epochs = {}
    for name in ("AND", "OR", "NAND"):
        history, mistakes = learn(TARGETS[name])
        epochs[name] = len(mistakes)
        w, b = history[-1]
        print(f"{name:4}   mistakes = {mistakes}   w = {w}, b = {b}")
    for name, count in epochs.items():
        record(f"epochs_{name.lower()}", count)


# %% [markdown] lang="en"
# AND is learned in {epochs_and} epochs, OR in {epochs_or}, NAND in {epochs_nand}, counting the last one, which
# confirms that no mistake is left. This is no luck. If some line separates the 1s from the 0s, the rule finds one
# after finitely many mistakes (Novikoff proved it in 1962).
#
# Look closely at the last line of AND: it runs straight *through* the corner (1, 0), and that of OR through (0, 0).
# Only our choice that `step(0)` is 0 makes them right. The rule stops the moment nobody complains. It does not look
# for a comfortable line. Keep that in mind for lesson 04.

# %% [markdown] lang="ko" of="ee573c7d"
# AND는 {epochs_and}에포크, OR는 {epochs_or}에포크, NAND는 {epochs_nand}에포크 만에 배웁니다. 틀린 것이 없음을 확인하는
# 마지막 에포크까지 센 수입니다. 운이 좋아서가 아닙니다. 1과 0을 가르는 직선이 하나라도 있으면, 이 규칙은 유한한 횟수만
# 틀리고 그런 직선을 찾아냅니다(노비코프가 1962년에 증명했습니다).
#
# AND의 마지막 직선을 자세히 보세요. 꼭짓점 (1, 0)을 바로 *지나갑니다*. OR의 직선은 (0, 0)을 지납니다. `step(0)`을
# 0으로 정한 덕분에 겨우 맞은 것입니다. 이 규칙은 틀리는 곳이 없으면 바로 멈춥니다. 여유 있는 직선을 찾지는 않습니다.
# 04에서 다시 떠올려 보세요.

# %% [markdown] lang="en"
# ## The hallway lamp
#
# A long hallway has a lamp and a switch at each end. Flip either one, and the lamp changes. So the lamp is on when the
# switches *differ*:
#
# | $x_1$ | $x_2$ | XOR |
# | --- | --- | --- |
# | 0 | 0 | 0 |
# | 0 | 1 | 1 |
# | 1 | 0 | 1 |
# | 1 | 1 | 0 |
#
# This is XOR, "exclusive or". **Predict before you run.** With the best line there is, how many of these four rows can
# one perceptron get right? Write your guess in place of the `...`, then try to beat it in the explorer that appears.

# %% [markdown] lang="ko" of="054bafa8"
# ## 복도의 전등
#
# 긴 복도에 전등이 하나 있고 양쪽 끝에 스위치가 하나씩 있습니다. 어느 쪽 스위치든 누르면 전등의 상태가 바뀝니다.
# 그러니까 두 스위치의 상태가 *서로 다를* 때 전등이 켜집니다.
#
# | $x_1$ | $x_2$ | XOR |
# | --- | --- | --- |
# | 0 | 0 | 0 |
# | 0 | 1 | 1 |
# | 1 | 0 | 1 |
# | 1 | 1 | 0 |
#
# 이것이 XOR, 곧 "배타적 논리합"입니다. **실행하기 전에 예상해 보세요.** 가장 좋은 직선을 고른다면 퍼셉트론 하나가 이
# 네 줄 중 몇 줄을 맞힐 수 있을까요? `...` 자리에 예상한 값을 쓰고, 나타나는 탐색기에서 그보다 더 맞혀 보세요.

# %% answer="best_for_xor"
### BEGIN SOLUTION
best_for_xor = 3
### END SOLUTION

# %%
predict("best_for_xor", best_for_xor, outcome=lambda: explore_perceptron("XOR"))

# %% [markdown] lang="en"
# ### Let the computer drag
#
# You tried a few lines. Let the computer try many. Write `best_on_grid(targets, values)`: let `w1`, `w2` and `b` each
# run through all numbers in `values`, count for each combination how many of the four rows in `INPUTS` your
# `perceptron` gets right, and return the largest count. `targets` are the four wanted answers, in the order of
# `INPUTS`.

# %% [markdown] lang="ko" of="cc708a77"
# ### 컴퓨터에게 맡겨 보기
#
# 여러분은 직선을 몇 개 그어 보았습니다. 컴퓨터에게는 많이 그어 보게 합시다. `best_on_grid(targets, values)`를 써
# 보세요. `w1`, `w2`, `b`가 저마다 `values`의 모든 수를 거치게 하고, 그때마다 `perceptron`이 `INPUTS`의 네 줄 중 몇
# 줄을 맞히는지 세어, 가장 큰 값을 돌려주면 됩니다. `targets`는 원하는 답 네 개이고, 순서는 `INPUTS`와 같습니다.


# %% answer="best_on_grid"
def best_on_grid(targets, values):
    """Try all w1, w2, b from values; return the most rows that any combination gets right."""
    ### BEGIN SOLUTION
    best = 0
    for w1 in values:
        for w2 in values:
            for b in values:
                answers = [perceptron(x, np.array([w1, w2]), b) for x in INPUTS]
                right = sum(answer == target for answer, target in zip(answers, targets, strict=True))
                best = max(best, right)
    return best
    ### END SOLUTION


# %% check="best_on_grid"
check("best_on_grid")

# %% [markdown] lang="en"
# There are just sixteen gates with two inputs: each of the four rows can be answered 0 or 1. Here is the best that
# your grid finds for each.

# %% [markdown] lang="ko" of="523e17f4"
# 입력이 두 개인 게이트는 모두 열여섯 가지뿐입니다. 네 줄의 답이 각각 0 또는 1이기 때문입니다. 여러분의 격자가
# 게이트마다 찾아낸 가장 좋은 값은 다음과 같습니다.


# %%
@after("perceptron", "best_on_grid")
def all_sixteen():
    values = np.linspace(-2, 2, 9)
    found = {row: best_on_grid(row, values) for row in np.ndindex(2, 2, 2, 2)}
    names = {tuple(targets): name for name, targets in TARGETS.items()}
    for row, best in found.items():
        print(*row, "  ", "■" * best + "□" * (4 - best), best, names.get(row, ""))
    record("grid_settings", len(values) ** 3)
    record("grid_best_for_xor", int(found[0, 1, 1, 0]))
    record("gates_with_a_line", sum(best == 4 for best in found.values()))


# %% [markdown] lang="en"
# {gates_with_a_line} of the sixteen gates can be drawn with one line (for the two that always say the same, it passes
# beside all four corners). The two that cannot are XOR and its opposite: the best is {grid_best_for_xor} rows of four.
#
# And the learning rule? It does not know that it has been set an impossible task. Look at how many mistakes it makes
# in each epoch, and at where it stands after each.

# %% [markdown] lang="ko" of="b6764393"
# 열여섯 게이트 중 {gates_with_a_line}개는 직선 하나로 나눌 수 있습니다(언제나 같은 답을 하는 두 게이트는 직선이 네
# 꼭짓점을 모두 비켜 갑니다). 나눌 수 없는 둘은 XOR와 그 반대이고, 네 줄 중 {grid_best_for_xor}줄이 최선입니다.
#
# 학습 규칙은 어떨까요? 학습 규칙은 불가능한 일을 맡았다는 사실을 모릅니다. 에포크마다 몇 번 틀리는지, 에포크가 끝날 때
# 어디에 있는지 살펴보세요.


# %%
@after("perceptron", "update")
def learning_xor():
    history, mistakes = learn(TARGETS["XOR"])
    ends = [np.hstack(history[number]) for number in np.cumsum([0, *mistakes])]
    for epoch in (1, 2, 3, 4, 1000):
        *w, b = ends[epoch].tolist()
        print(f"epoch = {epoch:4}   mistakes = {mistakes[epoch - 1]}   w = {w}, b = {b}")
    record("xor_epochs", len(mistakes))
    record("xor_epochs_without_mistake", mistakes.count(0))
    record("xor_circle", int((np.diff(ends, axis=0) == 0).all(axis=1).argmax()) + 1)
    return plots.plot_learning_rule(INPUTS, TARGETS["XOR"], history[: sum(mistakes[:4]) + 1])


# %% [markdown] lang="en"
# After {xor_epochs:,} epochs it has still not had one without a mistake, and it never will: epoch {xor_circle} already
# ends with the very numbers it began with, and so does every epoch after it. The rule runs in a circle.

# %% [markdown] lang="ko" of="2de4d0fb"
# {xor_epochs:,}에포크가 지나도록 한 번도 틀리지 않은 에포크는 없었고, 앞으로도 없습니다. {xor_circle}번째 에포크를
# 시작할 때와 끝낼 때의 숫자가 벌써 똑같고, 그 뒤로는 에포크마다 그렇습니다. 학습 규칙이 같은 자리를 맴돌고 있는
# 것입니다.

# %% [markdown] lang="en"
# ### From "not found" to "not possible"
#
# The grid tried {grid_settings} combinations. There are infinitely many, so perhaps it missed the good one? No grid
# can answer that. Four lines of arithmetic can, and you can discover them yourself.
#
# For any three numbers, compute $z$ (the sum *before* the step) at all four corners, and add them up in pairs: the two
# corners where XOR wants 1, and the two where it wants 0. Write `pair_sums(w, b)`, which returns these two sums, first
# that of (0, 1) and (1, 0), then that of (0, 0) and (1, 1).

# %% [markdown] lang="ko" of="1feebb53"
# ### "못 찾았다"에서 "불가능하다"로
#
# 격자는 {grid_settings}가지를 시험해 보았습니다. 그런데 가능한 조합은 무한히 많습니다. 좋은 조합을 놓친 것은 아닐까요?
# 아무리 촘촘한 격자라도 이 질문에는 답할 수 없습니다. 하지만 식 네 줄이면 답할 수 있고, 여러분이 직접 발견할 수
# 있습니다.
#
# 아무 숫자 세 개나 골라 네 꼭짓점에서 $z$를 구하고(계단 함수를 거치기 *전*의 합입니다) 둘씩 짝지어 더합니다. XOR가
# 1이어야 하는 두 꼭짓점끼리, 0이어야 하는 두 꼭짓점끼리 더합니다. 이 두 합을 돌려주는 `pair_sums(w, b)`를 써 보세요.
# 먼저 (0, 1)과 (1, 0)의 합, 그다음이 (0, 0)과 (1, 1)의 합입니다.


# %% answer="pair_sums"
def pair_sums(w, b):
    """Add z at (0, 1) and (1, 0), then at (0, 0) and (1, 1); return both sums."""
    ### BEGIN SOLUTION
    z = INPUTS @ w + b
    return z[1] + z[2], z[0] + z[3]
    ### END SOLUTION


# %% check="pair_sums"
check("pair_sums")


# %%
@after("pair_sums")
def ten_lines():
    rng = np.random.default_rng(SEED)
    for *w, b in rng.integers(-9, 10, size=(10, 3)):
        first, second = pair_sums(np.array(w), b)
        print(f"w = ({w[0]:2}, {w[1]:2}), b = {b:2}   {first:4} {second:4}")


# %% [markdown] lang="en"
# Ten random lines, and each time the two sums agree. They must: with letters instead of numbers, both are
# $w_1 + w_2 + 2b$.
#
# Now suppose some line does XOR. At (0, 1) and (1, 0) it answers 1, so $z > 0$ at both, and their sum is **above 0**.
# At (0, 0) and (1, 1) it answers 0, so $z \le 0$ at both, and their sum is **not above 0**. But the two sums are the
# same number, and a number cannot be both. So there is no such line. No grid was needed, and no grid is left to try.
# Minsky and Papert filled a book with arguments of this kind in 1969.

# %% [markdown] lang="ko" of="d2e773b9"
# 아무렇게나 고른 직선 열 개에서 두 합이 매번 같습니다. 그럴 수밖에 없습니다. 숫자 대신 문자로 계산하면 둘 다
# $w_1 + w_2 + 2b$이기 때문입니다.
#
# 이제 XOR를 해내는 직선이 있다고 해 봅시다. (0, 1)과 (1, 0)에서는 1이라고 답해야 하므로 둘 다 $z > 0$이고, 그 합은
# **0보다 큽니다**. (0, 0)과 (1, 1)에서는 0이라고 답해야 하므로 둘 다 $z \le 0$이고, 그 합은 **0보다 크지 않습니다**.
# 그런데 두 합은 같은 수입니다. 한 수가 0보다 크면서 크지 않을 수는 없습니다. 따라서 그런 직선은 없습니다. 격자는 필요
# 없었고, 더 시험해 볼 격자도 없습니다. 1969년에 민스키와 페퍼트는 이런 논증을 모아 책으로 펴냈습니다.

# %% [markdown] lang="en"
# ## Three are enough
#
# One line cannot, but who says that there must be only one? Look at the truth tables of NAND and OR side by side. In
# which rows do *both* say 1?
#
# Write `xor(x1, x2)` using nothing but `AND`, `OR` and `NAND`, the functions made from your own weights.

# %% [markdown] lang="ko" of="be89206f"
# ## 세 개면 충분합니다
#
# 직선 하나로는 안 됩니다. 그런데 하나만 써야 한다는 법은 없습니다. NAND와 OR의 진리표를 나란히 놓고 보세요. *둘 다*
# 1인 줄은 어디인가요?
#
# 여러분의 가중치로 만든 함수 `AND`, `OR`, `NAND`만 써서 `xor(x1, x2)`를 만들어 보세요.


# %% answer="xor"
def xor(x1, x2):
    """Answer 1 if exactly one of the two inputs is 1."""
    ### BEGIN SOLUTION
    return AND(NAND(x1, x2), OR(x1, x2))
    ### END SOLUTION


# %% check="xor"
check("xor")


# %%
@after("perceptron", "gates", "xor")
def two_lines():
    return plots.plot_boundary(lambda x: xor(*x), INPUTS, TARGETS["XOR"])


# %% [markdown] lang="en"
# Two lines, and between them a band of 1s. The first two perceptrons each draw a line; the third no longer looks at
# the switches but at *their answers*. Perceptrons that feed perceptrons: that is a network with one hidden layer, and
# you built it by hand.

# %% [markdown] lang="ko" of="5afbc9c2"
# 직선이 두 개 있고 그 사이의 띠에서 1이라고 답합니다. 앞의 두 퍼셉트론이 직선을 하나씩 긋고, 세 번째 퍼셉트론은
# 스위치가 아니라 *두 퍼셉트론의 답*을 봅니다. 퍼셉트론의 답을 다시 퍼셉트론이 받는 것, 이것이 은닉층이 하나인
# 신경망입니다. 여러분이 손으로 만들어 냈습니다.

# %% [markdown] lang="en"
# ## Self-quiz

# %% [markdown] lang="ko" of="ecd15165"
# ## 스스로 점검하기

# %%
quiz("more_bias")

# %%
quiz("half_the_rate")

# %%
quiz("finer_grid")

# %% [markdown] lang="en"
# ## One question to answer in words
#
# You built XOR by hand from three perceptrons. Suppose you want to *learn* those nine numbers, and all you have is the
# truth table of XOR. Why can `update` not be applied to the first two perceptrons as it stands? What would it need to
# know that the table does not say? Three or four sentences; a person will read them.

# %% [markdown] lang="ko" of="197eb057"
# ## 글로 답하는 질문
#
# XOR는 퍼셉트론 세 개를 손으로 이어서 만들었습니다. 이번에는 그 숫자 아홉 개를 *학습*으로 찾고 싶은데, 가진 것은 XOR의
# 진리표뿐이라고 해 봅시다. 앞의 두 퍼셉트론에 `update`를 그대로 쓸 수 없는 까닭은 무엇일까요? 진리표에는 없지만
# `update`가 알아야 하는 것은 무엇일까요? 서너 문장으로 써 보세요. 이 답은 사람이 읽습니다.

# %% [markdown] manual="open_question"
# ### BEGIN SOLUTION
# `update` needs a target for the perceptron it changes. The table gives a target for the last perceptron only; nobody
# says what the first two should answer for each row (NAND and OR is one choice among several). One would have to know
# how the final error depends on their answers, and on their weights. The step hides exactly that: a small change of a
# weight nearly always changes nothing in the answer, so its slope is zero and gives no direction.
#
# `update`로 퍼셉트론을 바꾸려면 그 퍼셉트론의 목표값이 있어야 합니다. 진리표에는 마지막 퍼셉트론의 목표값만 있고, 앞의
# 두 퍼셉트론이 줄마다 무엇이라고 답해야 하는지는 없습니다(NAND와 OR는 여러 선택 가운데 하나입니다). 마지막 오차가 앞의
# 답과 가중치에 따라 어떻게 달라지는지 알아야 합니다. 그런데 계단 함수가 바로 그것을 가립니다. 가중치를 조금 바꾸어도
# 답은 거의 언제나 그대로이므로 기울기가 0이고, 어느 쪽으로 가야 할지 알 수 없습니다.
# ### END SOLUTION

# %% [markdown] lang="en" sheet="summary"
# ## What you take with you
#
# - A perceptron computes $z = w_1 x_1 + w_2 x_2 + b$ and answers 1 if $z > 0$. Geometrically, that is one line and its two sides.
# - AND, OR and NAND are the same perceptron with other numbers. If a line exists, the learning rule finds one.
# - XOR needs no better numbers but a second layer: {gates_with_a_line} of sixteen gates have a line, XOR is not among them, and
#   the proof takes four corners.
#
# **Next:** to *learn* a network with two layers one must know which way to nudge a weight deep inside. The step cannot
# say: it is flat nearly everywhere, its derivative is zero, and where it is not flat it jumps. In lesson 02 you
# replace it with functions that have a slope.

# %% [markdown] lang="ko" sheet="summary" of="c86ceae6"
# ## 정리
#
# - 퍼셉트론은 $z = w_1 x_1 + w_2 x_2 + b$를 계산하고 $z > 0$이면 1이라고 답합니다. 그림으로 보면 직선 하나와 그 양쪽입니다.
# - AND, OR, NAND는 숫자만 다른 같은 퍼셉트론입니다. 나누는 직선이 있으면 학습 규칙이 찾아냅니다.
# - XOR에 필요한 것은 더 좋은 숫자가 아니라 두 번째 층입니다. 열여섯 게이트 중 {gates_with_a_line}개에 직선이 있고 XOR는 거기에
#   없으며, 꼭짓점 네 개로 증명할 수 있습니다.
#
# **다음 수업:** 층이 두 개인 신경망을 *학습*시키려면 안쪽 깊은 곳의 가중치를 어느 쪽으로 밀어야 하는지 알아야 합니다.
# 계단 함수는 그것을 알려 주지 못합니다. 거의 모든 곳에서 평평해서 미분값이 0이고, 평평하지 않은 곳에서는 뛰어오릅니다.
# 02에서는 계단 함수를 기울기가 있는 함수로 바꾸어 봅니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when |
# | --- | --- | --- |
# | weighted sum | $z = w_1 x_1 + w_2 x_2 + b$ | two inputs; one more term for each further one |
# | step | $\text{answer} = \begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}$ | exactly 0 belongs to the answer 0 |
# | bias and threshold | $b = -\theta$ | above $\theta$ is above 0 once $\theta$ has been subtracted |
# | decision boundary | $w_1 x_1 + w_2 x_2 + b = 0$ | a straight line; the weights point to the side of the answer 1 |
# | error | $\text{error} = \text{target} - \text{answer}$ | 1, 0 or -1 |
# | learning rule, weights | $w \leftarrow w + \eta \cdot \text{error} \cdot x$ | point by point, until a whole round brings no error |
# | learning rule, bias | $b \leftarrow b + \eta \cdot \text{error}$ | like a weight whose input is always 1 |
# | sums of the diagonals | $z_{00} + z_{11} = z_{01} + z_{10} = w_1 + w_2 + 2b$ | for every line, so none does XOR |
# | XOR | $\text{AND}(\text{NAND}(x_1, x_2),\ \text{OR}(x_1, x_2))$ | two layers, three perceptrons |

# %% [markdown] lang="ko" sheet="formulas" of="210ba37a"
# ### 간직할 식
#
# | 이름 | 식 | 언제 |
# | --- | --- | --- |
# | 가중합 | $z = w_1 x_1 + w_2 x_2 + b$ | 입력이 둘일 때. 입력이 늘면 항도 하나씩 늘어납니다 |
# | 계단 함수 | $\text{답} = \begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}$ | 꼭 0일 때의 답은 0입니다 |
# | 편향과 임계값 | $b = -\theta$ | $\theta$보다 크다는 말은 $\theta$를 뺀 값이 0보다 크다는 말입니다 |
# | 결정 경계 | $w_1 x_1 + w_2 x_2 + b = 0$ | 직선. 가중치는 1이라고 답하는 쪽을 가리킵니다 |
# | 오차 | $\text{오차} = \text{목표값} - \text{답}$ | 1, 0, -1 가운데 하나 |
# | 학습 규칙(가중치) | $w \leftarrow w + \eta \cdot \text{오차} \cdot x$ | 점 하나마다, 한 바퀴를 도는 동안 오차가 없을 때까지 |
# | 학습 규칙(편향) | $b \leftarrow b + \eta \cdot \text{오차}$ | 입력이 늘 1인 가중치와 같습니다 |
# | 대각선의 합 | $z_{00} + z_{11} = z_{01} + z_{10} = w_1 + w_2 + 2b$ | 어떤 직선이든. 그래서 XOR를 해내는 직선은 없습니다 |
# | XOR | $\text{AND}(\text{NAND}(x_1, x_2),\ \text{OR}(x_1, x_2))$ | 두 층, 퍼셉트론 세 개 |
