# %% [markdown] lang="en"
# # 05 · Backpropagation
#
# **You will be able to**
# - read a computational graph: values run forward, gradients run back,
# - write the layers of a network, each with a `forward` and a `backward`, and string them together,
# - check gradients array by array and find the *first* wrong line,
# - train a network on digits in a second, with every gradient your own.
#
# **Time:** 75 to 90 minutes of yours. The cells take well under a minute, with `PROFILE` "quick" and "full" alike.

# %% [markdown] lang="ko" of="fc90a53b"
# # 05 · 오차역전파
#
# **이 수업을 마치면**
# - 계산 그래프를 읽을 수 있습니다. 값은 앞으로 흐르고, 기울기는 거꾸로 흐릅니다.
# - 신경망의 층을 저마다 `forward`와 `backward`를 갖춘 클래스로 만들고 한 줄로 이을 수 있습니다.
# - 기울기를 배열마다 검사해 *처음* 틀린 줄을 찾을 수 있습니다.
# - 모든 기울기를 직접 구하는 신경망을 숫자 이미지로 1초 만에 학습시킬 수 있습니다.
#
# **걸리는 시간:** 75분에서 90분쯤입니다. 셀을 실행하는 데는 1분도 걸리지 않고, `PROFILE`이 "quick"이든 "full"이든
# 같습니다.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
import time

import numpy as np

from course_utils import after, check, explore_graph, lesson, nn, plots, predict, quiz, record
from course_utils.data import load

lesson("05_backprop", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

# %% [markdown] lang="en"
# ## A bill, and one question
#
# A grocer sells 2 apples at 100 won each and 3 oranges at 150 won each, and adds 10 % tax, so everything is
# multiplied by 1.1:
#
# $$(2 \cdot 100 + 3 \cdot 150) \cdot 1.1 = 715$$
#
# **Predict before you run.** If an apple becomes 1 won dearer, by how many won does the bill grow? Write your guess in
# place of the `...`. Then the bill appears as a **computational graph**: every circle is one step of the calculation.
# Press Play. First the values run to the right, then something comes back to the left. A "?" hides it until you click:
# was your guess right?

# %% [markdown] lang="ko" of="94ee86b2"
# ## 계산서와 질문 하나
#
# 과일 가게에서 100원짜리 사과 2개와 150원짜리 귤 3개를 샀습니다. 세금이 10 %라서 전체에 1.1을 곱합니다.
#
# $$(2 \cdot 100 + 3 \cdot 150) \cdot 1.1 = 715$$
#
# **실행하기 전에 예상해 보세요.** 사과 한 개의 값이 1원 오르면 내야 할 돈은 몇 원 늘어날까요? `...` 자리에 예상한 값을
# 쓰세요. 그러면 계산서가 **계산 그래프**로 나타납니다. 동그라미 하나가 계산 한 단계입니다. 재생을 눌러 보세요. 먼저 값이
# 오른쪽으로 흐르고, 그다음 무언가가 왼쪽으로 되돌아옵니다. "?"를 누르면 가려진 값이 나타납니다. 예상이 맞았나요?

# %% answer="one_won_dearer"
### BEGIN SOLUTION
one_won_dearer = 2.2
### END SOLUTION

# %%
BILL = "(apples * apple_price + oranges * orange_price) * tax"


def bill():
    """Draw the bill as a graph that hides its gradients until they are clicked."""
    explorer = explore_graph(BILL, apples=2, apple_price=100, oranges=3, orange_price=150, tax=1.1)
    explorer.predict = True
    return explorer


predict("one_won_dearer", one_won_dearer, outcome=bill)

# %% [markdown] lang="en"
# ### Five questions, one walk back
#
# What came back is a **gradient**: how fast the bill grows with each number. The grocer can ask the same question five
# times, once for each input, and the graph answers all five on a single walk back.
#
# Work out what arrives at each input, click its "?" to see, and write it down like this:
#
# ```python
# bill_gradients = {"apples": ..., "apple_price": ..., "oranges": ..., "orange_price": ..., "tax": ...}
# ```
#
# The circles in between hide numbers, too. They are stations on the way.

# %% [markdown] lang="ko" of="8d5fad08"
# ### 질문은 다섯, 되돌아오는 길은 하나
#
# 되돌아온 것은 **기울기**입니다. 각 숫자가 커질 때 내야 할 돈이 얼마나 빨리 늘어나는지를 나타냅니다. 입력이 다섯 개이니
# 같은 질문을 다섯 번 할 수 있는데, 그래프는 한 번 되돌아오면서 다섯 질문에 모두 답합니다.
#
# 입력마다 무엇이 도착할지 계산해 보고, "?"를 눌러 확인한 다음 아래처럼 적어 보세요.
#
# ```python
# bill_gradients = {"apples": ..., "apple_price": ..., "oranges": ..., "orange_price": ..., "tax": ...}
# ```
#
# 중간에 있는 동그라미에도 숫자가 숨어 있습니다. 되돌아오는 길에 거치는 역과 같습니다.

# %% answer="bill_gradients"
### BEGIN SOLUTION
bill_gradients = {"apples": 110, "apple_price": 2.2, "oranges": 165, "orange_price": 3.3, "tax": 650}
### END SOLUTION

# %% check="bill_gradients"
check("bill_gradients")

# %% [markdown] lang="en"
# ## The chain rule is a walk
#
# The walk begins at the total, with a 1: the total changes with itself as fast as itself. From there, each circle needs
# to know only its own **local derivative**.
#
# - $+$ hands on what came back, unchanged, to both of its inputs.
# - $\times$ multiplies what came back by *the other input*.
#
# So the price of an apple gets $1 \times 1.1 \times 1 \times 2 = 2.2$, one factor for every circle on its path. That is
# the **chain rule**: along a path, local derivatives multiply.
#
# $$\frac{\partial\,\text{total}}{\partial\,\text{price}} = \frac{\partial\,\text{total}}{\partial\,\text{sum}} \cdot
# \frac{\partial\,\text{sum}}{\partial\,\text{cost}} \cdot \frac{\partial\,\text{cost}}{\partial\,\text{price}}$$
#
# For the tax, the other input of its $\times$ is the sum before tax, so it gets $1 \times 650$. Its own value, 1.1, plays
# no part. (Whoever computes $1.1 \times 650$ gets 715, which is no gradient but the bill.)
#
# Replace the bill by a loss and the prices by weights: this is how a network learns which way to turn each of its
# numbers.
#
# **Predict before you run.** What if one input is used twice? For $f = x \cdot (x + 2)$ at $x = 3$, two paths lead from
# $f$ back to $x$. How large is the gradient at $x$?

# %% [markdown] lang="ko" of="8dfc1b6e"
# ## 연쇄 법칙: 길을 따라 걷기
#
# 되돌아오는 길은 합계에서 1을 들고 시작합니다. 합계는 자기 자신과 똑같은 빠르기로 변하기 때문입니다. 그다음부터 동그라미는
# 저마다 자기의 **국소 미분**만 알면 됩니다.
#
# - $+$는 되돌아온 값을 두 입력에 그대로 넘깁니다.
# - $\times$는 되돌아온 값에 *다른 쪽 입력*을 곱해서 넘깁니다.
#
# 그래서 사과 값에는 $1 \times 1.1 \times 1 \times 2 = 2.2$가 도착합니다. 길에서 만나는 동그라미마다 인수가 하나씩
# 붙습니다. 이것이 **연쇄 법칙**입니다. 같은 길 위의 국소 미분은 모두 곱합니다.
#
# $$\frac{\partial\,\text{합계}}{\partial\,\text{단가}} = \frac{\partial\,\text{합계}}{\partial\,\text{합}} \cdot
# \frac{\partial\,\text{합}}{\partial\,\text{값}} \cdot \frac{\partial\,\text{값}}{\partial\,\text{단가}}$$
#
# 세금이 들어가는 $\times$의 다른 쪽 입력은 세금을 붙이기 전의 합이므로, 세금에는 $1 \times 650$이 도착합니다. 세금 자신의
# 값 1.1은 아무 역할도 하지 않습니다. ($1.1 \times 650$을 계산하면 715가 나오는데, 이것은 기울기가 아니라 내야 할
# 돈입니다.)
#
# 내야 할 돈을 손실로, 과일값을 가중치로 바꾸어 보세요. 신경망이 자기 숫자를 저마다 어느 쪽으로 돌려야 할지 알아내는 방법이
# 바로 이것입니다.
#
# **실행하기 전에 예상해 보세요.** 한 입력을 두 번 쓰면 어떻게 될까요? $x = 3$일 때 $f = x \cdot (x + 2)$에서는 $f$에서
# $x$로 되돌아오는 길이 두 갈래입니다. $x$의 기울기는 얼마일까요?

# %% answer="used_twice"
### BEGIN SOLUTION
used_twice = 8
### END SOLUTION

# %%
predict("used_twice", used_twice, outcome=lambda: explore_graph("x * (x + 2)", x=3))

# %% [markdown] lang="en"
# Along a path gradients multiply; **where paths meet, they add up**. One path brings 5, the other 3. Both count: when
# $x$ grows, both places where it stands grow. Hold on to this sentence: it is why a bias will collect a sum over all the
# images of a batch.

# %% [markdown] lang="ko" of="9812357f"
# 한 길 위에서는 기울기를 곱하고, **길이 만나는 곳에서는 더합니다**. 한 길은 5를, 다른 길은 3을 가져옵니다. $x$가 커지면
# $x$가 쓰인 두 자리가 모두 커지므로 둘 다 세어야 합니다. 이 문장을 기억해 두세요. 편향의 기울기가 배치의 모든 이미지에 대한
# 합이 되는 까닭이 여기에 있습니다.

# %% [markdown] lang="en"
# ## Circles become classes
#
# Each kind of circle becomes a class with two methods. `forward` computes, and keeps whatever the way back will need.
# `backward` takes the gradient of the loss at its *output* and returns the gradient at each of its *inputs*. Here is
# the first one, finished:

# %% [markdown] lang="ko" of="92045fb9"
# ## 동그라미를 클래스로
#
# 동그라미의 종류마다 메서드가 두 개인 클래스를 하나씩 만듭니다. `forward`는 계산을 하고, 되돌아올 때 필요한 것을 간직해
# 둡니다. `backward`는 자기 *출력*에 대한 손실의 기울기를 받아 자기 *입력*마다 기울기를 돌려줍니다. 첫 번째 클래스는 다
# 만들어져 있습니다.


# %%
class Add:
    """a + b."""

    def forward(self, a, b):
        return a + b

    def backward(self, gradient):
        return gradient, gradient


# %% [markdown] lang="en"
# Notice that `Add` hands *the same array* to both sides. If one of them wrote into it, the other would receive spoilt
# numbers. Hence the house rule: **`forward` and `backward` never write into their arguments.** (And because $+$ hands
# gradients on undiminished, very deep networks use it as a bypass. You will build one in lesson 11.)
#
# `Add` has nothing to keep. Other classes do, and `self` is the place: what `forward` puts on it, as in `self.a = a`, is
# there when `backward` asks for `self.a`. Every object has a `self` of its own.
#
# Your turn: `Multiply`. `forward(a, b)` gives the product of two numbers or arrays, element by element.
# `backward(gradient)` gives two gradients, for `a` and for `b`, in this order.

# %% [markdown] lang="ko" of="4434fdf5"
# `Add`가 *같은 배열*을 양쪽에 넘긴다는 점에 주의하세요. 한쪽이 그 배열에 값을 써 넣으면 다른 쪽은 망가진 숫자를 받게
# 됩니다. 그래서 규칙을 하나 정합니다. **`forward`와 `backward`는 인수로 받은 배열에 절대로 값을 써 넣지 않습니다.**
# ($+$는 기울기를 줄이지 않고 그대로 넘기므로, 아주 깊은 신경망에서는 이것을 지름길로 씁니다. 11에서 직접 만들어 봅니다.)
#
# `Add`에는 간직할 것이 없지만 다른 클래스에는 있습니다. 간직하는 곳은 `self`입니다. `forward`에서 `self.a = a`처럼 넣어 두면
# `backward`에서 `self.a`로 꺼낼 수 있습니다. `self`는 객체마다 따로 있습니다.
#
# 이제 `Multiply`를 만들어 보세요. `forward(a, b)`는 두 수 또는 두 배열을 원소끼리 곱합니다. `backward(gradient)`는
# `a`의 기울기와 `b`의 기울기를 이 순서로 돌려줍니다.


# %% answer="Multiply"
class Multiply:
    """a * b, element by element."""

    def forward(self, a, b):
        ### BEGIN SOLUTION
        self.a, self.b = a, b
        return a * b
        ### END SOLUTION

    def backward(self, gradient):
        ### BEGIN SOLUTION
        return gradient * self.b, gradient * self.a
        ### END SOLUTION


# %% check="Multiply"
check("Multiply")

# %% [markdown] lang="en"
# The whole bill, made of four of these objects: values forward, then the same objects in reverse order. Compare with
# what you read off the graph.

# %% [markdown] lang="ko" of="685b2878"
# 이런 객체 네 개로 계산서 전체를 만듭니다. 값을 앞으로 보낸 다음, 같은 객체를 거꾸로 거칩니다. 그래프에서 읽은 값과 견주어
# 보세요.


# %%
@after("Multiply")
def bill_in_objects():
    apple_cost, orange_cost, both, taxed = Multiply(), Multiply(), Add(), Multiply()

    total = taxed.forward(both.forward(apple_cost.forward(2, 100), orange_cost.forward(3, 150)), 1.1)

    at_sum, at_tax = taxed.backward(1)
    at_apple_cost, at_orange_cost = both.backward(at_sum)
    at_apples, at_apple_price = apple_cost.backward(at_apple_cost)
    at_oranges, at_orange_price = orange_cost.backward(at_orange_cost)

    print(f"apples        {at_apples:.6g}\napple_price   {at_apple_price:.6g}")
    print(f"oranges       {at_oranges:.6g}\norange_price  {at_orange_price:.6g}")
    record("bill_total", float(total))
    record("bill_tax_gradient", float(at_tax))


# %% [markdown] lang="en"
# ## Layers
#
# What runs through a circle need not be a single number. From here on it is an array with a whole batch, and we call the
# circle a **layer**. The rule stays: array in, gradient of the same shape back.
#
# ### ReLU
#
# $\max(0, x)$ is a gate. Where $x$ is above 0 it stands open: the number goes through, and so does its gradient.
# Elsewhere (at exactly 0 too) it is shut, in both directions. What must `forward` keep so that `backward` knows? (Let
# your layer take arrays of any shape: NumPy's own operations do.)
#
# A unit whose gate is shut for every image never gets a gradient, so its weights never move: the *dead* unit of
# lesson 02.

# %% [markdown] lang="ko" of="6ca44e34"
# ## 층
#
# 동그라미를 지나는 것이 꼭 숫자 하나일 필요는 없습니다. 이제부터는 배치 전체의 배열이 지나가고, 그것을 **층**이라고 부릅니다.
# 규칙은 그대로입니다. 들어온 배열과 같은 모양의 기울기가 되돌아갑니다.
#
# ### ReLU
#
# $\max(0, x)$는 문과 같습니다. $x$가 0보다 큰 곳에서는 열려 있어서 숫자도 지나가고 기울기도 지나갑니다. 다른 곳에서는(꼭
# 0일 때도) 양쪽 방향 모두 닫혀 있습니다. `backward`가 이것을 알려면 `forward`가 무엇을 간직해야 할까요? (배열의 모양은
# 무엇이든 될 수 있어야 합니다. NumPy 연산을 쓰면 저절로 그렇게 됩니다.)
#
# 모든 이미지에 대해 문이 닫혀 있는 유닛은 기울기를 받지 못하므로 가중치가 움직이지 않습니다. 02에서 본 *죽은* 유닛이 바로
# 이것입니다.


# %% answer="ReLU"
class ReLU:
    """max(0, x): a gate that is open where x is above 0."""

    def forward(self, x):
        ### BEGIN SOLUTION
        self.is_open = x > 0
        return x * self.is_open
        ### END SOLUTION

    def backward(self, gradient):
        ### BEGIN SOLUTION
        return gradient * self.is_open
        ### END SOLUTION


# %% check="ReLU"
check("ReLU")

# %% [markdown] lang="en"
# ### Sigmoid
#
# The sigmoid $1 / (1 + e^{-x})$ is a chain of four circles. Walk it back below and multiply the four local derivatives:
#
# $$-\frac{1}{(1 + e^{-x})^2} \cdot 1 \cdot e^{-x} \cdot (-1) = \frac{1}{1 + e^{-x}} \cdot \frac{e^{-x}}{1 + e^{-x}} = h\,(1 - h)$$
#
# with $h$ the sigmoid's *output*. Four circles collapse into one, and all it has to remember is its own answer.

# %% [markdown] lang="ko" of="50381bc2"
# ### 시그모이드
#
# 시그모이드 $1 / (1 + e^{-x})$는 동그라미 네 개를 이은 것입니다. 아래에서 거꾸로 따라가며 국소 미분 네 개를 곱해 보세요.
#
# $$-\frac{1}{(1 + e^{-x})^2} \cdot 1 \cdot e^{-x} \cdot (-1) = \frac{1}{1 + e^{-x}} \cdot \frac{e^{-x}}{1 + e^{-x}} = h\,(1 - h)$$
#
# 여기에서 $h$는 시그모이드의 *출력*입니다. 동그라미 네 개가 하나로 줄어들고, 기억할 것은 자기가 내놓은 답뿐입니다.

# %%
explore_graph("1 / (1 + exp(-x))", x=0.5)

# %% [markdown] lang="en"
# Write the layer `Sigmoid`. For `forward` you may use `nn.sigmoid`, the stable one of lesson 02.

# %% [markdown] lang="ko" of="2ba1c5f9"
# `Sigmoid` 층을 만들어 보세요. `forward`에는 02에서 만든 것과 같은, 수치적으로 안정한 `nn.sigmoid`를 써도 됩니다.


# %% answer="Sigmoid"
class Sigmoid:
    """1 / (1 + exp(-x))."""

    def forward(self, x):
        ### BEGIN SOLUTION
        self.h = nn.sigmoid(x)
        return self.h
        ### END SOLUTION

    def backward(self, gradient):
        ### BEGIN SOLUTION
        return gradient * self.h * (1 - self.h)
        ### END SOLUTION


# %% check="Sigmoid"
check("Sigmoid")

# %% [markdown] lang="en"
# ### Affine: let the shapes guide you
#
# The layer with the weights: $XW + b$, one row of $X$ per image. (Books that write $Wx + b$ mean a single image as a
# column.) Gradients come back to three arrays, each with the shape of its array:
#
# | array | shape | its gradient |
# | --- | --- | --- |
# | output, `gradient` | (N, M) | given |
# | $X$, `x` | (N, D) | `gradient` and `weights`, multiplied as matrices |
# | $W$, `weights` | (D, M) | `x` and `gradient`, multiplied as matrices |
# | $b$, `biases` | (M,) | made of `gradient`. How? |
#
# For those of $X$ and $W$ there is just one way to order and transpose the factors so that the shapes fit. And it is the right
# one, because a matrix product adds up over paths: a weight is used once for each of the N images, so its gradient is a
# sum over the images. So is that of a bias, which is simply added to each row. A sum, not a mean: the loss will divide
# by N, once.
#
# `backward` puts two of the gradients into `self.gradients`, under the names of `self.parameters`, and returns the
# third. Always take the weights *out of* `self.parameters`: training will replace them.

# %% [markdown] lang="ko" of="cc488bf7"
# ### Affine: 모양이 길을 알려 줍니다
#
# 가중치가 있는 층입니다. $XW + b$에서 $X$의 한 행이 이미지 한 장입니다. ($Wx + b$라고 쓰는 책에서는 이미지 한 장을 열로
# 놓은 것입니다.) 기울기는 배열 세 개로 되돌아오고, 저마다 모양이 원래 배열과 같습니다.
#
# | 배열 | 모양 | 기울기 |
# | --- | --- | --- |
# | 출력, `gradient` | (N, M) | 주어집니다 |
# | $X$, `x` | (N, D) | `gradient`와 `weights`의 행렬곱 |
# | $W$, `weights` | (D, M) | `x`와 `gradient`의 행렬곱 |
# | $b$, `biases` | (M,) | `gradient`로 구합니다. 어떻게 할까요? |
#
# $X$와 $W$의 기울기는 모양이 맞도록 순서를 정하고 전치하는 방법이 한 가지뿐입니다. 그리고 그것이 바로 정답입니다. 행렬곱이 길마다 더하는
# 일을 하기 때문입니다. 가중치 하나는 이미지 N장에 한 번씩 쓰이므로 기울기가 이미지에 대한 합이 됩니다. 행마다 그저 더해지는
# 편향도 마찬가지입니다. 평균이 아니라 합입니다. N으로 나누는 일은 손실이 한 번만 합니다.
#
# `backward`는 기울기 두 개를 `self.parameters`와 같은 이름으로 `self.gradients`에 넣고, 나머지 하나를 돌려줍니다.
# 가중치는 언제나 `self.parameters`*에서 꺼내* 쓰세요. 학습하면서 새 값으로 바뀌기 때문입니다.


# %% answer="Affine"
class Affine:
    """x @ weights + biases."""

    def __init__(self, weights, biases):
        self.parameters = {"weights": weights, "biases": biases}
        self.gradients = {}

    def forward(self, x):
        ### BEGIN SOLUTION
        self.x = x
        return x @ self.parameters["weights"] + self.parameters["biases"]
        ### END SOLUTION

    def backward(self, gradient):
        ### BEGIN SOLUTION
        self.gradients = {"weights": self.x.T @ gradient, "biases": gradient.sum(axis=0)}
        return gradient @ self.parameters["weights"].T
        ### END SOLUTION


# %% check="Affine"
check("Affine")

# %% [markdown] lang="en"
# ### Softmax with loss
#
# The last layer turns logits into probabilities, and those into one number: the mean cross-entropy $L$. Walk back
# through all its logarithms, sums and exponentials, and nearly everything cancels. What is left for $z_{nk}$, the logit
# of image $n$ and class $k$:
#
# $$\frac{\partial L}{\partial z_{nk}} = \frac{p_{nk} - t_{nk}}{N}$$
#
# with $p_{nk}$ the probability and $t_{nk}$ the target: 1 for the right class, 0 for the others
# (the one-hot label that lesson 04 called $y$). The network said 0.7 where 1 was due: $-0.3$, so
# push this logit up. It said 0.2 where 0 was due: $0.2$, push it down. The error itself is what travels back, hence
# the name *backpropagation* of errors. And $N$ is there because the loss is a mean over the images.
#
# `forward(logits, labels)` returns the loss; `labels` are whole numbers. `backward(gradient=1.0)` returns the array
# above, times `gradient`. The course brings the parts:
#
# - `nn.softmax(logits)` gives the probabilities,
# - `nn.cross_entropy(probabilities, labels)` the mean loss, `nn.softmax_cross_entropy(logits, labels)` the same in one go,
# - `nn.one_hot(labels, classes)` the array $t$.

# %% [markdown] lang="ko" of="9fb6c9b1"
# ### 소프트맥스와 손실
#
# 마지막 층은 로짓을 확률로, 확률을 수 하나로 바꿉니다. 그 수가 교차 엔트로피의 평균 $L$입니다. 로그와 합과 지수를 모두
# 거꾸로 따라가면 거의 모든 것이 약분되어 사라집니다. 이미지 $n$, 클래스 $k$의 로짓 $z_{nk}$의 기울기로 남는
# 것은 이것뿐입니다.
#
# $$\frac{\partial L}{\partial z_{nk}} = \frac{p_{nk} - t_{nk}}{N}$$
#
# $p_{nk}$는 확률이고, $t_{nk}$는 정답 클래스에서 1, 나머지에서 0입니다(04에서 $y$라고 쓴 원-핫
# 레이블입니다). 1이어야 하는데 0.7이라고 했다면 $-0.3$이므로 이 로짓을 올려야 합니다.
# 0이어야 하는데 0.2라고 했다면 $0.2$이므로 내려야 합니다. 오차 자체가 거꾸로 전해지는 것입니다. *오차역전파*라는 이름도
# 여기에서 왔습니다. $N$으로 나누는 까닭은 손실이 이미지에 대한 평균이기 때문입니다.
#
# `forward(logits, labels)`는 손실을 돌려줍니다. `labels`는 정수입니다. `backward(gradient=1.0)`는 위의 배열에
# `gradient`를 곱해 돌려줍니다. 필요한 부품은 마련되어 있습니다.
#
# - `nn.softmax(logits)`는 확률을 줍니다.
# - `nn.cross_entropy(probabilities, labels)`는 손실의 평균을, `nn.softmax_cross_entropy(logits, labels)`는 같은 값을 로짓에서
#   한 번에 줍니다.
# - `nn.one_hot(labels, classes)`는 배열 $t$를 줍니다.


# %% answer="SoftmaxWithLoss"
class SoftmaxWithLoss:
    """Softmax, then the mean cross-entropy."""

    def forward(self, logits, labels):
        ### BEGIN SOLUTION
        self.probabilities = nn.softmax(logits)
        self.targets = nn.one_hot(labels, logits.shape[1])
        return nn.softmax_cross_entropy(logits, labels)
        ### END SOLUTION

    def backward(self, gradient=1.0):
        ### BEGIN SOLUTION
        return gradient * (self.probabilities - self.targets) / len(self.targets)
        ### END SOLUTION


# %% check="SoftmaxWithLoss"
check("SoftmaxWithLoss")

# %% [markdown] lang="en"
# ## String them together
#
# **Forward propagation** sends a batch through all the layers and computes a prediction, then the loss.
# **Backpropagation** sends the gradient through the same layers *from last to first*, from the output layer through the
# hidden layers to the input, and leaves in every layer the gradients of its parameters.
#
# You may read that backpropagation "updates the weights". It does not. It only finds out how the loss changes with
# each weight. What to do about it is somebody else's job: here plain gradient descent, in lesson 06 cleverer ones. Two
# jobs, two methods:
#
# - `gradients(x, labels)`: forward to the loss, backward through everything, return `loss, self.named("gradients")`.
# - `train_step(x, labels, learning_rate)`: get the gradients, replace each parameter by itself minus `learning_rate`
#   times its gradient, return the loss.
#
# The rest is given. `named` collects what lies in the layers under names such as `"0.weights"`; layers without
# parameters are left out. The check builds networks from the course's own layers, so that a slip in one of yours does no
# harm here.

# %% [markdown] lang="ko" of="c426ddb8"
# ## 한 줄로 잇기
#
# **순전파**는 배치를 모든 층에 차례로 통과시켜 예측값을 구하고 손실을 구합니다. **오차역전파**는 같은 층을 *마지막부터
# 처음까지*, 곧 출력층에서 은닉층을 거쳐 입력 쪽으로 거슬러 가며 기울기를 보내고, 층마다 파라미터의 기울기를 남깁니다.
#
# 오차역전파가 "가중치를 업데이트한다"는 설명을 볼 때가 있습니다. 그렇지 않습니다. 오차역전파는 손실이 가중치마다 어떻게
# 변하는지 알아낼 뿐입니다. 그것으로 무엇을 할지는 다른 쪽의 일입니다. 여기에서는 단순한 경사 하강법이 맡고, 06에서는 더
# 영리한 방법이 맡습니다. 일이 둘이니 메서드도 둘입니다.
#
# - `gradients(x, labels)`: 손실까지 앞으로 갔다가, 모든 층을 거꾸로 거친 다음, `loss, self.named("gradients")`를
#   돌려줍니다.
# - `train_step(x, labels, learning_rate)`: 기울기를 구해, 파라미터마다 자기 자신에서 `learning_rate` 곱하기 기울기를 뺀
#   값으로 바꾸고, 손실을 돌려줍니다.
#
# 나머지는 만들어 두었습니다. `named`는 층에 들어 있는 것을 `"0.weights"` 같은 이름으로 모읍니다. 파라미터가 없는 층은
# 빠집니다. 확인할 때는 이 과정에 들어 있는 층으로 신경망을 만드므로, 앞에서 만든 층에 실수가 있어도 여기에는 영향이 없습니다.


# %% answer="Network"
class Network:
    """Layers in a row, and a loss layer at their end."""

    def __init__(self, layers, loss_layer):
        self.layers, self.loss_layer = layers, loss_layer

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss(self, x, labels):
        return self.loss_layer.forward(self.forward(x), labels)

    def named(self, kind):
        """Collect "parameters" or "gradients" of all layers, the last layer first."""
        found = {}
        for number, layer in reversed(list(enumerate(self.layers))):
            for name, array in getattr(layer, kind, {}).items():
                found[f"{number}.{name}"] = array
        return found

    def gradients(self, x, labels):
        """Run forward, then backward; return the loss and self.named("gradients")."""
        ### BEGIN SOLUTION
        loss = self.loss(x, labels)
        gradient = self.loss_layer.backward()
        for layer in reversed(self.layers):
            gradient = layer.backward(gradient)
        return loss, self.named("gradients")
        ### END SOLUTION

    def train_step(self, x, labels, learning_rate):
        """Replace every parameter after looking at one batch; return the loss."""
        ### BEGIN SOLUTION
        loss, _ = self.gradients(x, labels)
        for layer in self.layers:
            for name, array in getattr(layer, "parameters", {}).items():
                layer.parameters[name] = array - learning_rate * layer.gradients[name]
        return loss
        ### END SOLUTION


# %% check="Network"
check("Network")

# %% [markdown] lang="en"
# ## Trust, but measure
#
# Your checks have passed on small arrays. Now the real thing: a network for the 8 x 8 digits of lesson 04, made of
# *your* layers. Is every gradient right? The numerical gradient of lesson 04 knows. It is slow, but it cannot be
# fooled: nudge a number up and down, watch the loss. So compare, array by array, in the order of the way back.
# (`nn.he` draws the weights to begin with; how large they should be is a story for lesson 06.)

# %% [markdown] lang="ko" of="85fcb30a"
# ## 믿되 확인하기
#
# 작은 배열에서는 확인을 통과했습니다. 이제 진짜 신경망입니다. *여러분의* 층으로 04의 8 x 8 숫자 이미지를 위한 신경망을
# 만듭니다. 기울기가 모두 맞을까요? 04의 수치 미분은 알고 있습니다. 느리지만 속지 않습니다. 숫자 하나를 조금 올리고 내리며
# 손실을 볼 뿐이기 때문입니다. 되돌아오는 순서대로 배열마다 견주어 봅시다. (`nn.he`는 가중치의 처음 값을 뽑습니다.
# 얼마나 큰 값에서 시작해야 좋은지는 06에서 다룹니다.)

# %%
digits = load("digits")
x_train, labels_train = digits.train.images.reshape(-1, 64) / 16, digits.train.labels
x_test, labels_test = digits.test.images.reshape(-1, 64) / 16, digits.test.labels


def digit_network(units):
    """64 pixels, some ReLU units, 10 logits: all layers are yours."""
    rng = np.random.default_rng(SEED)
    hidden = Affine(nn.he((64, units), rng), np.zeros(units))
    last = Affine(nn.he((units, 10), rng), np.zeros(10))
    return Network([hidden, ReLU(), last], SoftmaxWithLoss())


def numerical_gradients(network, x, labels, h=1e-4):
    """Nudge every parameter up and down, as in lesson 04."""
    found = {}
    for name, array in network.named("parameters").items():
        found[name] = np.zeros(array.shape)
        for place in np.ndindex(array.shape):
            kept = array[place]
            array[place] = kept + h
            above = network.loss(x, labels)
            array[place] = kept - h
            below = network.loss(x, labels)
            array[place] = kept
            found[name][place] = (above - below) / (2 * h)
    return found


@after("ReLU", "Affine", "SoftmaxWithLoss", "Network")
def gradient_check():
    network = digit_network(units=8)
    _, gradients = network.gradients(x_train[:5], labels_train[:5])
    numerical = numerical_gradients(network, x_train[:5], labels_train[:5])
    record("checked_numbers", sum(array.size for array in numerical.values()))
    differences = [np.abs(gradients[name] - numerical[name]).max() for name in numerical]
    record("largest_difference", float(max(differences)))
    return nn.compare_gradients(gradients, numerical)


# %% [markdown] lang="en"
# {checked_numbers} numbers, two independent ways to compute them, and they agree. ("exact" allows for rounding: not even
# the numerical gradient knows more digits.) From now on you own this tool. `nn.check_gradients(network, x, labels)` does it
# in one call for an `nn.Network`, which takes layers of your own as well. Use it whenever you write a new layer.

# %% [markdown] lang="ko" of="8c0ded26"
# 숫자 {checked_numbers}개를 서로 다른 두 방법으로 구했는데 모두 같습니다. ("일치"는 반올림 오차까지는 봐준다는 뜻입니다. 수치
# 미분도 그보다 자세히는 모릅니다.) 이제 이 도구는 여러분의 것입니다. `nn.check_gradients(network, x, labels)`를 한 번 부르면
# `nn.Network`에 대해 똑같은 일을 합니다. `nn.Network`에는 여러분이 만든 층도 넣을 수 있습니다. 새 층을 만들 때마다 써 보세요.

# %% [markdown] lang="en"
# ### The suspect
#
# A friend shows you this. "My own backpropagation, without any classes. It works, look at the accuracy on the test
# digits!" One of the seven lines of his way back is wrong. Look at the curve: would you have noticed?

# %% [markdown] lang="ko" of="02652a37"
# ### 수상한 코드
#
# 친구가 이런 코드를 보여 줍니다. "클래스 없이 내가 직접 만든 오차역전파야. 테스트 숫자에서 정확도를 봐, 잘 되잖아!" 그런데
# 되돌아오는 길의 일곱 줄 가운데 하나가 틀렸습니다. 곡선을 보세요. 눈치챌 수 있었을까요?


# %%
def suspect(x, labels, parameters):
    """The gradients of a two-layer network, one line each; one of the seven is wrong."""
    weights1, biases1, weights2, biases2 = parameters.values()
    z = x @ weights1 + biases1
    h = nn.relu(z)
    probabilities = nn.softmax(h @ weights2 + biases2)

    found = {}
    found["logits"] = (probabilities - nn.one_hot(labels, 10)) / len(x)
    found["weights2"] = h.T @ found["logits"]
    found["biases2"] = found["logits"].sum(axis=0)
    found["h"] = found["logits"] @ weights2.T
    found["z"] = found["h"] * h
    found["weights1"] = x.T @ found["z"]
    found["biases1"] = found["z"].sum(axis=0)
    return found


def two_layers(units):
    """Draw the parameters of such a network."""
    rng = np.random.default_rng(SEED)
    return {
        "weights1": nn.he((64, units), rng),
        "biases1": np.zeros(units),
        "weights2": nn.he((units, 10), rng),
        "biases2": np.zeros(10),
    }


def train(step, logits_of, epochs=30):
    """Call step(x, labels) for every batch; return the accuracy on the test digits after each epoch."""
    rng = np.random.default_rng(SEED)
    accuracies = []
    for _ in range(epochs):
        for rows in np.array_split(rng.permutation(len(x_train)), 45):
            step(x_train[rows], labels_train[rows])
        accuracies.append(nn.accuracy(logits_of(x_test), labels_test))
    return accuracies


def train_by_hand(gradients_of, units=50, learning_rate=0.1):
    """Train two_layers with a function such as suspect."""
    parameters = two_layers(units)

    def step(x, labels):
        found = gradients_of(x, labels, parameters)
        for name, array in parameters.items():
            parameters[name] = array - learning_rate * found[name]

    def logits_of(x):
        weights1, biases1, weights2, biases2 = parameters.values()
        return nn.relu(x @ weights1 + biases1) @ weights2 + biases2

    return train(step, logits_of)


suspect_accuracies = train_by_hand(suspect)
record("suspect_test_accuracy", suspect_accuracies[-1])
plots.compare_histories({"suspect": {"accuracy": suspect_accuracies}})

# %% [markdown] lang="en"
# It learns, up to {suspect_test_accuracy:.1%}. That is the trouble: a wrong gradient seldom crashes. Often it still points
# roughly downhill, and you lose a little accuracy, or a few weeks, without ever learning why. "It trains" proves nothing. A
# table does. Here are all seven arrays beside their numerical gradients, in the order of the way back:

# %% [markdown] lang="ko" of="6dcec858"
# 배우기는 합니다. {suspect_test_accuracy:.1%}까지 올라갑니다. 바로 그것이 문제입니다. 기울기가 틀려도 오류가 나는 일은 드뭅니다.
# 대체로 내리막을 향하기는 하므로, 까닭도 모른 채 정확도를 조금, 또는 몇 주를 잃어버립니다. "학습이 된다"는 것은 아무것도
# 증명하지 못합니다. 표는 증명합니다. 배열 일곱 개를 수치 미분과 나란히, 되돌아오는 순서대로 놓아 보았습니다.


# %%
def by_nudging(x, labels, parameters):
    """The same seven gradients, numerically: nudge the array, compute the rest of the network."""
    weights1, biases1, weights2, biases2 = parameters.values()
    z = x @ weights1 + biases1
    h = nn.relu(z)
    logits = h @ weights2 + biases2

    def loss(logits):
        return nn.softmax_cross_entropy(logits, labels)

    def rest(z):
        return loss(nn.relu(z) @ weights2 + biases2)

    return {
        "logits": nn.numerical_gradient(loss, logits),
        "weights2": nn.numerical_gradient(lambda weights: loss(h @ weights + biases2), weights2),
        "biases2": nn.numerical_gradient(lambda biases: loss(h @ weights2 + biases), biases2),
        "h": nn.numerical_gradient(lambda h: loss(h @ weights2 + biases2), h),
        "z": nn.numerical_gradient(rest, z),
        "weights1": nn.numerical_gradient(lambda weights: rest(x @ weights + biases1), weights1),
        "biases1": nn.numerical_gradient(lambda biases: rest(x @ weights1 + biases), biases1),
    }


examples = x_train[:5], labels_train[:5], two_layers(units=8)
nn.compare_gradients(suspect(*examples), by_nudging(*examples))

# %% [markdown] lang="en"
# Several arrays are wrong, but only one line. Whatever is computed *from* a wrong array is wrong as well, so the
# culprit is the **first** one in the table. What should this line say? (It looks innocent enough: the line of a
# sigmoid *would* multiply by the output `h`.)
#
# Copy `suspect`, call it `mended`, and mend that one line.

# %% [markdown] lang="ko" of="7067f69d"
# 틀린 배열은 여럿이지만 틀린 줄은 하나입니다. 틀린 배열*에서* 계산한 것은 모두 함께 틀리므로, 범인은 표에서 **처음** 틀린
# 배열입니다. 그 줄은 어떻게 써야 할까요? (언뜻 그럴듯해 보입니다. 시그모이드라면 *정말로* 출력 `h`를
# 곱했을 것입니다.)
#
# `suspect`를 복사해 이름을 `mended`로 바꾸고, 그 한 줄을 고쳐 보세요.


# %% answer="mended"
def mended(x, labels, parameters):
    """The gradients of a two-layer network, one line each; all seven are right."""
    ### BEGIN SOLUTION
    weights1, biases1, weights2, biases2 = parameters.values()
    z = x @ weights1 + biases1
    h = nn.relu(z)
    probabilities = nn.softmax(h @ weights2 + biases2)

    found = {}
    found["logits"] = (probabilities - nn.one_hot(labels, 10)) / len(x)
    found["weights2"] = h.T @ found["logits"]
    found["biases2"] = found["logits"].sum(axis=0)
    found["h"] = found["logits"] @ weights2.T
    found["z"] = found["h"] * (h > 0)
    found["weights1"] = x.T @ found["z"]
    found["biases1"] = found["z"].sum(axis=0)
    return found
    ### END SOLUTION


# %% check="mended"
check("mended")

# %% [markdown] lang="en"
# ## Train on digits
#
# Now let your network learn: 64 pixels, 50 ReLU units, 10 classes, batches of 32 images, 30 epochs, learning rate 0.1.
# In lesson 04 a much smaller training was a trial of patience.

# %% [markdown] lang="ko" of="1005a20b"
# ## 숫자 이미지로 학습하기
#
# 이제 여러분의 신경망을 학습시킬 차례입니다. 픽셀 64개, ReLU 유닛 50개, 클래스 10개, 배치 크기 32, 30에포크, 학습률
# 0.1입니다. 04에서는 이보다 훨씬 작은 학습에도 인내심이 필요했습니다.


# %%
@after("ReLU", "Affine", "SoftmaxWithLoss", "Network")
def trained():
    network = digit_network(units=50)

    def step(x, labels):
        network.train_step(x, labels, learning_rate=0.1)

    accuracies = train(step, network.forward)
    record("network_parameters", sum(array.size for array in network.named("parameters").values()))
    record("test_accuracy", accuracies[-1])
    record("test_images", len(labels_test))

    curves = {"suspect": suspect_accuracies, "Network": accuracies}
    plots.compare_histories({name: {"accuracy": curve} for name, curve in curves.items()})
    probabilities = nn.softmax(network.forward(x_test))
    plots.show_mistakes(digits.test.images, probabilities, labels_test, "0123456789", count=6)


# %% [markdown] lang="en"
# {test_accuracy:.1%} of the {test_images} test digits, with {network_parameters:,} parameters and not one gradient that
# you have not computed yourself. Look at the mistakes: some of them you might have made, too.

# %% [markdown] lang="ko" of="9f67da3b"
# 테스트 숫자 {test_images}장 가운데 {test_accuracy:.1%}를 맞혔습니다. 파라미터 {network_parameters:,}개의 기울기를 모두
# 여러분이 직접 구했습니다. 틀린 것들을 보세요. 사람이라도 헷갈릴 만한 것이 있습니다.

# %% [markdown] lang="en"
# ## How much faster?
#
# One step needs the gradient of all {network_parameters:,} parameters. The numerical gradient runs the network forward
# twice for each of them. Backpropagation runs it forward once and backward once.
#
# **Predict before you run.** How many times longer does the numerical gradient take for one batch of 32? We measure
# both here, whole, on the same network.

# %% [markdown] lang="ko" of="aa9284fd"
# ## 얼마나 빠를까요?
#
# 한 스텝에는 파라미터 {network_parameters:,}개의 기울기가 모두 필요합니다. 수치 미분은 파라미터마다 신경망을 앞으로 두 번씩
# 실행합니다. 오차역전파는 앞으로 한 번, 거꾸로 한 번이면 됩니다.
#
# **실행하기 전에 예상해 보세요.** 배치 크기가 32일 때 수치 미분은 몇 배나 오래 걸릴까요? 같은 신경망에서 둘 다 처음부터
# 끝까지 재어 봅니다.

# %% answer="times_longer"
### BEGIN SOLUTION
times_longer = 2500
### END SOLUTION


# %%
def seconds(function, times):
    """Call a function several times and return how many seconds one call took."""
    start = time.perf_counter()
    for _ in range(times):
        function()
    return (time.perf_counter() - start) / times


@after("ReLU", "Affine", "SoftmaxWithLoss", "Network")
def race():
    network, x, labels = digit_network(units=50), x_train[:32], labels_train[:32]

    def measured():
        ratios = []
        for _ in range(3):  # side by side, so that whatever else the machine does slows both
            backward = seconds(lambda: network.gradients(x, labels), times=300)
            numerical = seconds(lambda: numerical_gradients(network, x, labels), times=1)
            ratios.append(numerical / backward)
        record("speedup", float(np.median(ratios)))
        return round(np.median(ratios))

    predict("times_longer", times_longer, outcome=measured)


# %% [markdown] lang="en"
# When this text was made it was {speedup:,.0f} times; your machine has its own number. It would grow with the network:
# with twice as many parameters the numerical gradient needs twice as many forward passes, while backpropagation still
# makes one walk there and one walk back.
#
# The price: every layer keeps something from `forward` until `backward` has come by. That is what fills a graphics
# card's memory during training.

# %% [markdown] lang="ko" of="6a04cad4"
# 이 글을 만들 때는 {speedup:,.0f}배였습니다. 컴퓨터마다 값은 다릅니다. 신경망이 커지면 이 배수도 커집니다. 파라미터가 두
# 배가 되면 수치 미분은 순전파를 두 배로 해야 하지만, 오차역전파는 여전히 한 번 갔다가 한 번 되돌아올 뿐입니다.
#
# 대가도 있습니다. 모든 층이 `forward`에서 얻은 것을 `backward`가 지나갈 때까지 간직해야 합니다. 학습할 때 그래픽 카드의
# 메모리를 채우는 것이 바로 이것입니다.

# %% [markdown] lang="en"
# ## Self-quiz

# %% [markdown] lang="ko" of="ecd15165"
# ## 스스로 점검하기

# %%
quiz("what_it_does")

# %%
quiz("first_wrong")

# %%
quiz("shut_gate")

# %% [markdown] lang="en"
# ## One question to answer in words
#
# One could also carry gradients *forward*: begin at one weight with a 1, and multiply by the same local derivatives
# from there towards the loss. That gives the exact gradient of this one weight. Why does nobody train a network with one
# loss and a million weights that way? And what does the walk backward pay for its speed: what must your layers keep
# while training that they need not keep for a mere prediction? Four or five sentences; a person will read them.

# %% [markdown] lang="ko" of="ede80ae5"
# ## 글로 답하는 질문
#
# 기울기를 *앞으로* 보낼 수도 있습니다. 가중치 하나에서 1을 들고 시작해, 손실 쪽으로 가면서 똑같은 국소 미분을 곱해 나가면
# 됩니다. 그러면 그 가중치 하나의 기울기를 정확히 얻습니다. 손실은 하나이고 가중치는 백만 개인 신경망을 아무도 그렇게
# 학습시키지 않는 까닭은 무엇일까요? 그리고 거꾸로 가는 길은 그 빠르기의 대가로 무엇을 치를까요? 예측만 할 때와 달리 학습할
# 때 여러분의 층은 무엇을 간직해야 하나요? 네다섯 문장으로 써 보세요. 이 답은 사람이 읽습니다.

# %% [markdown] manual="open_question"
# ### BEGIN SOLUTION
# Going forward, one pass tells how everything changes with ONE input: for a million weights that is a million passes.
# Going backward, one pass tells how ONE output changes with everything: there is just one loss, so one pass gives all
# million gradients, because the walk from the loss to the hidden layers is shared by all weights before them. (With one
# input and a million outputs, forward would win.) The price is memory: the local derivatives depend on the forward
# values (the other factor of a product, the input of Affine, where ReLU was open, the sigmoid's output), and they are
# used in reverse order. So every layer keeps them for the whole batch until backward has passed. For a prediction each
# layer's values can be thrown away as soon as the next layer has them.
#
# 앞으로 한 번 가면 입력 *하나*에 대해 모든 것이 어떻게 변하는지 알 수 있으므로, 가중치가 백만 개면 백만 번 가야 합니다.
# 거꾸로 한 번 가면 출력 *하나*가 모든 것에 대해 어떻게 변하는지 알 수 있습니다. 손실은 하나뿐이므로 한 번에 백만 개의
# 기울기를 모두 얻습니다. 손실에서 은닉층까지 오는 길을 그 앞의 모든 가중치가 함께 쓰기 때문입니다. (입력이 하나이고 출력이
# 백만 개라면 앞으로 가는 쪽이 낫습니다.) 대가는 메모리입니다. 국소 미분은 순전파의 값(곱의 다른 쪽 입력, Affine의 입력,
# ReLU가 열려 있던 곳, 시그모이드의 출력)에 따라 달라지고 거꾸로 쓰입니다. 그래서 모든 층이 배치 전체의 값을 backward가
# 지나갈 때까지 간직합니다. 예측만 한다면 다음 층에 넘긴 값은 바로 버려도 됩니다.
# ### END SOLUTION

# %% [markdown] lang="en"
# ## Bonus: a machine that differentiates your code
#
# Frameworks do not ask you for a `backward` at all. Their numbers remember what they were made of. You can build such a
# number in about thirty lines; this exercise gives no points, only a very good feeling.
#
# A `Value` holds a `number`, later its `gradient`, the `parents` it was made of, and one local derivative per parent.
# Write `+`, `*` and `relu`, each of which returns a new `Value`, and `backward`, which
#
# - lists all values that led to this one, every value *after* its parents (a topological order),
# - gives this one the gradient 1,
# - and goes through the list from the end, where each value *adds* to each parent's gradient its own gradient times the
#   local derivative.

# %% [markdown] lang="ko" of="b2ee2997"
# ## 더 해 보기: 코드를 미분하는 기계
#
# 실제 프레임워크는 `backward`를 써 달라고 하지 않습니다. 숫자가 자기가 무엇으로 만들어졌는지 기억하기 때문입니다. 그런 숫자를
# 서른 줄쯤으로 만들 수 있습니다. 이 문제에는 배점이 없습니다. 뿌듯함이 있을 뿐입니다.
#
# `Value`는 `number`를 가지고, 나중에 `gradient`를 갖게 됩니다. 자기를 만든 `parents`와, 부모마다 국소 미분을 하나씩 기억합니다.
# 새 `Value`를 돌려주는 `+`, `*`, `relu`를 쓰고, `backward`를 써 보세요. `backward`가 할 일은 이렇습니다.
#
# - 자기에게 이르기까지 쓰인 모든 값을 늘어놓습니다. 어떤 값이든 부모*보다 뒤에* 놓습니다(위상 정렬).
# - 자기의 기울기를 1로 합니다.
# - 목록을 끝에서부터 거꾸로 훑으며, 값마다 부모의 기울기에 자기 기울기 곱하기 국소 미분을 *더합니다*.


# %% answer="Value"
class Value:
    """A number that remembers what it was made of."""

    def __init__(self, number, parents=(), derivatives=()):
        self.number, self.gradient = number, 0.0
        self.parents, self.derivatives = parents, derivatives

    def __add__(self, other):
        ### BEGIN SOLUTION
        return Value(self.number + other.number, (self, other), (1.0, 1.0))
        ### END SOLUTION

    def __mul__(self, other):
        ### BEGIN SOLUTION
        return Value(self.number * other.number, (self, other), (other.number, self.number))
        ### END SOLUTION

    def relu(self):
        ### BEGIN SOLUTION
        return Value(max(0.0, self.number), (self,), (float(self.number > 0),))
        ### END SOLUTION

    def backward(self):
        """Fill in the gradient of every value that led to this one."""
        ### BEGIN SOLUTION
        order, seen = [], set()

        def visit(value):
            if id(value) not in seen:
                seen.add(id(value))
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.gradient = 1.0
        for value in reversed(order):
            for parent, derivative in zip(value.parents, value.derivatives, strict=True):
                parent.gradient += value.gradient * derivative
        ### END SOLUTION


# %% check="Value"
check("Value")


# %%
@after("Value")
def bill_and_neuron():
    apples, apple_price, oranges, orange_price, tax = map(Value, (2, 100, 3, 150, 1.1))
    total = (apples * apple_price + oranges * orange_price) * tax
    total.backward()
    print(f"total = {total.number:.6g}   tax: {tax.gradient:.6g}   apple_price: {apple_price.gradient:.6g}")

    w, x, b = Value(2.0), Value(3.0), Value(-1.0)
    neuron = (w * x + b).relu()
    neuron.backward()
    print(f"neuron = {neuron.number:.6g}   w: {w.gradient:.6g}   x: {x.gradient:.6g}   b: {b.gradient:.6g}")


# %% [markdown] lang="en" sheet="summary"
# ## What you take with you
#
# - Values run forward through a computational graph, gradients run back. Along a path local derivatives multiply; where
#   paths meet, gradients add up.
# - $+$ hands the gradient on, $\times$ multiplies it by the other input, ReLU is a gate, the sigmoid multiplies by
#   $h\,(1 - h)$, softmax with cross-entropy starts with probability minus target.
# - A layer keeps in `forward` what `backward` needs, never writes into its arguments, and gives every array a gradient
#   of the array's own shape.
# - Backpropagation computes gradients. The optimizer updates.
# - A wrong gradient may still learn (here up to {suspect_test_accuracy:.1%}). Compare with numerical gradients; the *first*
#   wrong array names the line.
# - One step with {network_parameters:,} parameters: {speedup:,.0f} times faster than numerically when this was written.
#
# **Next:** you can train any stack of layers now. Whether it trains *well* depends on where the weights start, how
# long the steps are, and how the numbers are kept in shape on the way. Lesson 06 is about that craft.

# %% [markdown] lang="ko" sheet="summary" of="57098c44"
# ## 정리
#
# - 계산 그래프에서 값은 앞으로, 기울기는 거꾸로 흐릅니다. 한 길 위에서는 국소 미분을 곱하고, 길이 만나는 곳에서는 기울기를
#   더합니다.
# - $+$는 기울기를 그대로 넘기고, $\times$는 다른 쪽 입력을 곱해 넘깁니다. ReLU는 문이고, 시그모이드는 $h\,(1 - h)$를
#   곱합니다. 소프트맥스와 교차 엔트로피는 확률 빼기 정답에서 시작합니다.
# - 층은 `backward`에 필요한 것을 `forward`에서 간직하고, 인수에 값을 써 넣지 않으며, 모든 배열에 그 배열과 같은 모양의
#   기울기를 줍니다.
# - 오차역전파는 기울기를 구합니다. 갱신은 옵티마이저가 합니다.
# - 기울기가 틀려도 배울 수 있습니다(여기에서는 {suspect_test_accuracy:.1%}까지). 수치 미분과 견주어 보세요. *처음* 틀린 배열이
#   어느 줄인지 알려 줍니다.
# - 파라미터가 {network_parameters:,}개일 때 한 스텝이 수치 미분보다 {speedup:,.0f}배 빨랐습니다(이 글을 만들 때).
#
# **다음 수업:** 이제 어떤 층을 쌓아도 학습시킬 수 있습니다. *잘* 학습되는지는 가중치가 어디에서 출발하는지, 한 걸음이 얼마나
# 긴지, 지나가는 숫자의 크기를 어떻게 고르게 유지하는지에 달려 있습니다. 06에서는 그 기술을 배웁니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | forward | backward, with $g$ the gradient at the output |
# | --- | --- | --- |
# | chain rule | $u$ from $x$ | $\frac{\partial L}{\partial x} = g \cdot \frac{\partial u}{\partial x}$ |
# | paths that meet | $x$ used several times | sum of what comes back |
# | add | $a + b$ | $g$ and $g$ |
# | multiply | $a \cdot b$ | $g \cdot b$ and $g \cdot a$ |
# | ReLU | $\max(0, x)$ | $g$ where $x > 0$, else $0$ |
# | sigmoid | $h = \frac{1}{1 + e^{-x}}$ | $g \cdot h \cdot (1 - h)$ |
# | Affine | $XW + b$ | $X$: $g W^\top$; $W$: $X^\top g$; $b$: sum of the rows of $g$ |
# | softmax with loss | mean of $-\log p$ of the right class | $g \cdot (p - t) / N$, $g = 1$ |
# | update | one step | $w \leftarrow w - \eta \cdot \frac{\partial L}{\partial w}$ |

# %% [markdown] lang="ko" sheet="formulas" of="d6dcfecb"
# ### 간직할 식
#
# | 이름 | 순전파 | 오차역전파 ($g$는 출력의 기울기) |
# | --- | --- | --- |
# | 연쇄 법칙 | $x$에서 $u$를 계산 | $\frac{\partial L}{\partial x} = g \cdot \frac{\partial u}{\partial x}$ |
# | 만나는 길 | $x$를 여러 번 씀 | 되돌아온 것을 모두 더함 |
# | 더하기 | $a + b$ | $g$와 $g$ |
# | 곱하기 | $a \cdot b$ | $g \cdot b$와 $g \cdot a$ |
# | ReLU | $\max(0, x)$ | $x > 0$이면 $g$, 아니면 $0$ |
# | 시그모이드 | $h = \frac{1}{1 + e^{-x}}$ | $g \cdot h \cdot (1 - h)$ |
# | Affine | $XW + b$ | $X$: $g W^\top$, $W$: $X^\top g$, $b$: $g$의 행을 모두 더한 것 |
# | 소프트맥스와 손실 | 정답 클래스의 $-\log p$의 평균 | $g \cdot (p - t) / N$, $g = 1$ |
# | 갱신 | 한 스텝 | $w \leftarrow w - \eta \cdot \frac{\partial L}{\partial w}$ |
