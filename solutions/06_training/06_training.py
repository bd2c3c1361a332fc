# %% [markdown] lang="en"
# # 06 · Training well: initialisation, optimizers, normalisation
#
# **You will be able to**
# - draw first weights that let a signal survive every layer, and see at a glance when they do not,
# - write momentum, RMSprop, Adam and AdamW, and compare optimizers fairly,
# - write batch normalisation forward and backward, dropout and early stopping, and say what each is good for.
#
# **Time:** 75 to 90 minutes of yours. The cells take under a minute, with `PROFILE` "quick" and "full" alike.

# %% [markdown] lang="ko" of="32c783b8"
# # 06 · 학습의 기술
#
# **이 수업을 마치면**
# - 신호가 모든 층을 무사히 지나도록 첫 가중치를 뽑고, 잘못 뽑았을 때 그림만 보고 알아차릴 수 있습니다.
# - 모멘텀, RMSprop, Adam, AdamW를 직접 쓰고, 옵티마이저를 공정하게 비교할 수 있습니다.
# - 배치 정규화의 순전파와 오차역전파, 드롭아웃, 조기 종료를 직접 쓰고, 각각 어디에 좋은지 설명할 수 있습니다.
#
# **걸리는 시간:** 75분에서 90분쯤입니다. 셀을 실행하는 데는 1분도 걸리지 않고, `PROFILE`이 "quick"이든 "full"이든
# 같습니다.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
import matplotlib.pyplot as plt
import numpy as np

from course_utils import (
    after,
    check,
    explore_descent,
    explore_initialisation,
    explore_overfitting,
    lesson,
    nn,
    plots,
    predict,
    quiz,
    record,
)
from course_utils.data import load

lesson("06_training", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

# %% [markdown] lang="en"
# ## Five layers, one signal
#
# A network that has not learned anything yet is a stack of random numbers. An image goes in; every layer mixes it with
# its weights, takes the tanh, and passes it on. If what comes out of the fifth layer is the same faint hum for every
# image, there is nothing left to tell a 3 from an 8, and the gradient that travels back is just as faint.
#
# So let us be careful and start small. Five tanh layers of 100 units; the inputs have standard deviation 1; the weights
# are drawn with mean 0 and standard deviation 0.01.
#
# **Predict before you run.** What is the standard deviation of the activations in layer 5? Write a number in place of
# the `...`; the right power of ten is all that counts.

# %% [markdown] lang="ko" of="90776951"
# ## 층은 다섯, 신호는 하나
#
# 아직 아무것도 배우지 않은 신경망은 무작위 수를 쌓아 놓은 것입니다. 이미지가 들어오면 층마다 가중치와 섞고, tanh를
# 취하고, 다음 층으로 넘깁니다. 다섯째 층에서 나오는 것이 어떤 이미지에서든 똑같이 희미하다면, 3과 8을 가릴 단서가 남아
# 있지 않은 것입니다. 되돌아오는 기울기도 그만큼 희미해집니다.
#
# 그러니 조심스럽게, 작은 값에서 시작해 봅시다. 유닛이 100개인 tanh 층이 다섯 개 있습니다. 입력의 표준편차는 1이고,
# 가중치는 평균 0, 표준편차 0.01로 뽑습니다.
#
# **실행하기 전에 예상해 보세요.** 다섯째 층 활성값의 표준편차는 얼마일까요? `...` 자리에 수를 쓰세요. 10의 몇 제곱인지만
# 맞으면 됩니다.

# %% answer="std_in_layer_5"
### BEGIN SOLUTION
std_in_layer_5 = 0.00001
### END SOLUTION

# %%
predict("std_in_layer_5", std_in_layer_5, outcome=lambda: explore_initialisation("tanh", initialisation="small"))

# %% [markdown] lang="en"
# Every layer makes it ten times smaller. Now slide the standard deviation up to 1 and look again: the bars have moved to
# the two ends. Every unit shouts -1 or 1, and there tanh is flat, so the gradient dies all the same (lesson 02). Somewhere
# between the two, the five histograms look alike. Find that place before you read on, then switch to ReLU and find it
# again: is it the same?

# %% [markdown] lang="ko" of="745ecccb"
# 층을 지날 때마다 열 배씩 작아집니다. 이번에는 표준편차를 1까지 올려 보세요. 막대가 양 끝으로 옮겨 갑니다. 유닛마다
# -1이나 1을 외치고 있고, 그곳에서는 tanh가 평평하므로 기울기는 역시 사라집니다(02에서 보았습니다). 그 사이 어딘가에
# 히스토그램 다섯 개가 서로 닮는 곳이 있습니다. 더 읽기 전에 찾아보세요. 그다음 ReLU로 바꾸어 다시 찾아보세요. 같은
# 곳인가요?

# %% [markdown] lang="en"
# ### How large, then?
#
# A unit adds up $n$ products $w_i x_i$. If all of them are independent with mean 0, their mean squares add up:
#
# $$\overline{z^2} = n \cdot \sigma_w^2 \cdot \overline{x^2}$$
#
# Here $\sigma_w$ is the standard deviation of the weights, and the bar means "on average". With $n = 100$ and
# $\sigma_w = 0.01$ the factor is 0.01 in the square, hence 0.1 in size: ten times smaller, layer after layer, just as
# you saw. To keep the size, the factor $n \sigma_w^2$ must make up for what the activation does:
#
# - **Xavier** (Glorot and Bengio, 2010), for tanh and sigmoid: around 0 they are nearly straight lines, so
#   $n \sigma_w^2 = 1$, that is $\sigma_w = \sqrt{1 / n}$.
# - **He** (He and others, 2015), for ReLU: it sets the negative half to 0 and with it half of the mean square. A factor
#   of 2 makes up for it: $\sigma_w = \sqrt{2 / n}$.
#
# Here $n$ counts what comes *in*. Glorot and Bengio looked at the way back too, where the outputs count, and settled on
# $\sqrt{2 / (n_{in} + n_{out})}$; either form passes as Xavier. (For the sigmoid the explorer still reports a vanishing
# gradient. Xavier keeps it from saturating, but its slope is at most 1/4, and no first weights can mend that: lesson 02.)
#
# Write `initialise(n_in, n_out, scheme, rng)`: an array of weights, shape `(n_in, n_out)`, mean 0, drawn from `rng`, for
# the schemes `"small"` (standard deviation 0.01), `"xavier"` and `"he"`.

# %% [markdown] lang="ko" of="f618d652"
# ### 그렇다면 얼마나 커야 할까요?
#
# 유닛은 곱 $w_i x_i$를 $n$개 더합니다. 모두 서로 독립이고 평균이 0이면 제곱 평균이 차곡차곡 더해집니다.
#
# $$\overline{z^2} = n \cdot \sigma_w^2 \cdot \overline{x^2}$$
#
# $\sigma_w$는 가중치의 표준편차이고, 윗줄은 평균을 뜻합니다. $n = 100$, $\sigma_w = 0.01$이면 제곱이 0.01배가 되므로
# 크기는 0.1배가 됩니다. 보신 대로 층마다 열 배씩 작아집니다. 크기를 지키려면 $n \sigma_w^2$이 활성화 함수가 하는 일을
# 메워 주어야 합니다.
#
# - **Xavier**(글로럿과 벤지오, 2010)는 tanh와 시그모이드에 씁니다. 두 함수는 0 근처에서 거의 직선이므로
#   $n \sigma_w^2 = 1$, 곧 $\sigma_w = \sqrt{1 / n}$로 둡니다.
# - **He**(허 등, 2015)는 ReLU에 씁니다. ReLU는 음수 쪽 절반을 0으로 만들고, 그러면 제곱 평균도 절반이 됩니다. 2를
#   곱해 이것을 메웁니다. $\sigma_w = \sqrt{2 / n}$입니다.
#
# 여기서 $n$은 *들어오는* 것의 개수입니다. 글로럿과 벤지오는 나가는 것의 개수가 중요한 되돌아오는 길까지 생각해서
# $\sqrt{2 / (n_{in} + n_{out})}$로 정했습니다. Xavier로는 둘 중 어느 쪽을 써도 통과합니다. (시그모이드에서는 탐색기가
# 여전히 기울기가 사라진다고 알려 줍니다. Xavier 덕분에 포화는 피하지만 시그모이드의 기울기는 기껏해야 1/4이고, 첫 가중치를
# 어떻게 뽑아도 그것까지 고칠 수는 없습니다. 02에서 보았습니다.)
#
# `initialise(n_in, n_out, scheme, rng)`를 써 보세요. 모양이 `(n_in, n_out)`이고 평균이 0인 가중치 배열을 `rng`로 뽑아
# 돌려줍니다. 방식은 `"small"`(표준편차 0.01), `"xavier"`, `"he"` 가운데 하나입니다.


# %% answer="initialise"
def initialise(n_in, n_out, scheme, rng):
    """Draw the first weights of a layer with n_in inputs and n_out units."""
    ### BEGIN SOLUTION
    std = {"small": 0.01, "xavier": np.sqrt(1 / n_in), "he": np.sqrt(2 / n_in)}[scheme]
    return rng.normal(0, std, size=(n_in, n_out))
    ### END SOLUTION


# %% check="initialise"
check("initialise")


# %%
def signals(activation, scheme, layers=5, units=256):
    """Push 500 random inputs through layers with fresh weights; return the activations of every layer."""
    rng = np.random.default_rng(SEED)
    x, found = rng.standard_normal((500, units)), []
    for _ in range(layers):
        x = activation(x @ initialise(units, units, scheme, rng))
        found.append(x)
    return found


@after("initialise")
def tanh_small():
    return plots.plot_layer_histograms(signals(np.tanh, "small"), limits=(-1, 1))


@after("initialise")
def tanh_xavier():
    return plots.plot_layer_histograms(signals(np.tanh, "xavier"), limits=(-1, 1))


@after("initialise")
def relu_he():
    return plots.plot_layer_histograms(signals(nn.relu, "he"), limits=(0, 3))


@after("initialise")
def measure_signals():
    small, xavier = signals(np.tanh, "small")[-1].std(), signals(np.tanh, "xavier")[-1].std()
    he, halved = ([x.std() for x in signals(nn.relu, scheme, layers=10)] for scheme in ("he", "xavier"))
    record("small_tanh_std", small)
    record("xavier_tanh_std", xavier)
    record("he_relu_ratio", max(he[:5]) / min(he[:5]))
    record("xavier_relu_shrinks", halved[0] / halved[-1])


# %% [markdown] lang="en"
# Top: tanh with 0.01. Middle: tanh with Xavier. Bottom: ReLU with He; the tall bar is the half of the units that stay
# silent. Layer 5 has a standard deviation of {small_tanh_std:.4f} with 0.01, and of {xavier_tanh_std:.2f} with Xavier. With
# He the largest and the smallest of the five ReLU layers differ by a factor of about {he_relu_ratio:.1f}. Xavier in its place
# would lose a factor of about {xavier_relu_shrinks:.0f} on the way from layer 1 to layer 10: with ReLU, the 2 is worth having.
#
# (A word on numbers: here and in all that follows, the text gives the median of three runs with different seeds. What your
# own cells print comes from one seed and lies a little above or below.)
#
# And all weights 0? Then all units of a hidden layer compute the same, receive the same gradient and stay copies of one
# another for ever. The randomness is what sets them apart. Biases may start at 0.
#
# Does it matter for learning? Take the real digits of lesson 04, 8 x 8 pixels. We split off 300 images for
# **validation**: all choices are made on these, and the test images are kept for the end.

# %% [markdown] lang="ko" of="157d738b"
# 위는 0.01로 뽑은 tanh, 가운데는 Xavier로 뽑은 tanh, 아래는 He로 뽑은 ReLU입니다. 아래 그림의 높은 막대는 0을 내보내는
# 절반의 유닛입니다. 다섯째 층의 표준편차는 0.01일 때 {small_tanh_std:.4f}, Xavier일 때 {xavier_tanh_std:.2f}입니다. He를
# 쓰면 ReLU 다섯 층의 크기 차이가 {he_relu_ratio:.1f}배쯤에 그칩니다. 그 자리에 Xavier를 쓰면 첫째 층에서 열째 층까지 가는
# 동안 {xavier_relu_shrinks:.0f}배쯤 작아집니다. ReLU에서는 2를 곱할 만한 까닭이 있는 셈입니다.
#
# (글에 적힌 수는 여기에서나 뒤에서나 시드를 바꾸어 세 번 실행한 값의 중앙값입니다. 여러분의 셀에 찍히는 것은 시드 하나로 잰
# 값이라서 조금 높거나 낮습니다.)
#
# 가중치가 모두 0이면 어떨까요? 한 은닉층의 유닛이 모두 똑같은 값을 계산하고, 똑같은 기울기를 받고, 영원히 서로의 복사본으로
# 남습니다. 유닛을 서로 다르게 만드는 것은 무작위입니다. 편향은 0에서 출발해도 괜찮습니다.
#
# 학습에도 영향이 있을까요? 04에서 쓴 8 x 8픽셀짜리 진짜 손글씨 숫자로 알아봅시다. 이미지 300장을 **검증**용으로 떼어
# 놓습니다. 무언가를 고를 때는 언제나 검증 이미지로 고르고, 테스트 이미지는 마지막까지 아껴 둡니다.

# %%
dataset = load("digits")
shuffled = np.random.default_rng(SEED).permutation(len(dataset.train.labels))
pixels = dataset.train.images.reshape(len(shuffled), -1)[shuffled] / 16
digits = dataset.train.labels[shuffled]
train_images, train_labels = pixels[:-300], digits[:-300]
validation_images, validation_labels = pixels[-300:], digits[-300:]
test_labels = dataset.test.labels
test_images = dataset.test.images.reshape(len(test_labels), -1) / 16
print(train_images.shape, validation_images.shape, test_images.shape)


def train(network, optimizer, epochs, batch_size=32):
    """Train, and return loss and validation accuracy of every epoch."""
    settings = {"epochs": epochs, "batch_size": batch_size, "rng": np.random.default_rng(SEED)}
    validation = (validation_images, validation_labels)
    with np.errstate(all="ignore"):  # some of what follows is meant to blow up
        history = nn.train(network, optimizer, train_images, train_labels, test=validation, **settings)
    losses = np.reshape(history.losses, (epochs, -1)).mean(axis=1)
    return {"loss": losses.tolist(), "val_accuracy": history.test_accuracy}


def test_accuracy(network):
    """Measure the share of test images that a network gets right."""
    return nn.accuracy(network.predict(test_images), test_labels)


# %%
@after("initialise")
def does_it_matter():
    histories = {}
    for scheme in ("small", "xavier"):

        def draw(shape, rng, scheme=scheme):
            return initialise(*shape, scheme, rng)

        sizes, rng = (64, 100, 100, 100, 100, 100, 10), np.random.default_rng(SEED)
        network = nn.mlp(sizes, rng, activation="tanh", initialiser=draw)
        histories[scheme] = train(network, nn.SGD(0.1), epochs=5)
        record(f"{scheme}_test_accuracy", test_accuracy(network))
    return plots.compare_histories(histories)


# %% [markdown] lang="en"
# With 0.01, {small_test_accuracy:.0%} of the test digits are right after five epochs: guessing. With Xavier it is
# {xavier_test_accuracy:.0%}. Same network, same optimizer, same images; only the first numbers differ.

# %% [markdown] lang="ko" of="29e7dcec"
# 다섯 에포크 뒤에 테스트 숫자를 맞힌 비율이 0.01로는 {small_test_accuracy:.0%}, 찍은 것과 다름없습니다. Xavier로는
# {xavier_test_accuracy:.0%}입니다. 신경망도, 옵티마이저도, 이미지도 같고 첫 숫자만 다릅니다.

# %% [markdown] lang="en"
# ## Downhill, but how?
#
# The gradient says which way is down *here*. How far to go, and what to remember of the way so far, it does not say; that
# is what an **optimizer** decides. In lesson 04 you saw plain gradient descent zigzag in a narrow valley. Four optimizers
# now race down that valley, all with learning rate 0.02: `"sgd"`, `"momentum"`, `"rmsprop"` and `"adam"`.
#
# **Predict before you run.** Which of them will come *last*?

# %% [markdown] lang="ko" of="8a097b17"
# ## 내리막길을 어떻게 내려갈까요?
#
# 기울기는 *지금 이 자리*에서 어느 쪽이 내리막인지 알려 줍니다. 얼마나 갈지, 지나온 길에서 무엇을 기억할지는 알려 주지
# 않습니다. 그것을 정하는 것이 **옵티마이저**입니다. 04에서 경사 하강법이 좁은 골짜기에서 지그재그로 움직이는 것을
# 보았습니다. 이제 네 옵티마이저가 그 골짜기를 달려 내려갑니다. 학습률은 모두 0.02입니다. `"sgd"`, `"momentum"`,
# `"rmsprop"`, `"adam"`입니다.
#
# **실행하기 전에 예상해 보세요.** 누가 *꼴찌*를 할까요?

# %% answer="last_one"
### BEGIN SOLUTION
last_one = "adam"
### END SOLUTION


# %%
def race():
    runners = ("momentum", "sgd", "rmsprop", "adam")
    behind = {name: explore_descent("valley", optimizers=name, learning_rate=0.02).losses[-1] for name in runners}
    record("valley_adam_over_sgd", behind["adam"] / behind["sgd"])
    return explore_descent("valley", optimizers=runners, learning_rate=0.02)


predict("last_one", last_one, outcome=race)

# %% [markdown] lang="en"
# Adam, the most famous of the four, is last: after 100 steps its loss is still {valley_adam_over_sgd:.1f} times that of
# plain gradient descent. Is it a bad optimizer? Here they race again, this time RMSprop with 0.05 and Adam with 0.1.

# %% [markdown] lang="ko" of="44d54332"
# 넷 중에서 가장 유명한 Adam이 꼴찌입니다. 100스텝 뒤에도 손실이 보통 경사 하강법의 {valley_adam_over_sgd:.1f}배입니다.
# 나쁜 옵티마이저일까요? 이번에는 RMSprop은 0.05, Adam은 0.1로 다시 달려 봅시다.

# %%
own_rates = {"rmsprop": 0.05, "adam": 0.1}
runners = ("adam", "rmsprop", "momentum", "sgd")
explore_descent("valley", optimizers=runners, learning_rate=0.02, learning_rates=own_rates)

# %% [markdown] lang="en"
# The same *number* means different things. Gradient descent multiplies the gradient by it. RMSprop and Adam, as you are
# about to see, throw the gradient's size away, and for them the learning rate is roughly the length of a step. Two
# optimizers compared at one learning rate for both are not compared at all. Keep this for the race at the end.

# %% [markdown] lang="ko" of="3226d212"
# 같은 *숫자*라도 뜻이 다릅니다. 경사 하강법은 기울기에 학습률을 곱합니다. 곧 보겠지만 RMSprop과 Adam은 기울기의 크기를
# 버리고, 거기에서 학습률은 대략 한 걸음의 길이입니다. 두 옵티마이저를 같은 학습률로 비교하는 것은 비교가 아닙니다.
# 마지막 경주 때까지 기억해 두세요.

# %% [markdown] lang="en"
# ### The form of an optimizer
#
# Here is stochastic gradient descent (SGD), complete, as a model for yours. Parameters and gradients come as dicts of
# arrays with the same names. `step` returns a *new* dict and leaves both arguments as they are. What an optimizer wants to
# remember, it keeps in `self`, **for every name separately**.

# %% [markdown] lang="ko" of="66040962"
# ### 옵티마이저의 꼴
#
# 확률적 경사 하강법(SGD)을 본보기로 모두 보여 드립니다. 파라미터와 기울기는 이름이 같은 배열을 담은 dict로 들어옵니다.
# `step`은 *새* dict를 돌려주고, 받은 것은 건드리지 않습니다. 기억할 것이 있으면 `self`에, **이름마다 따로** 담아 둡니다.


# %%
class SGD:
    """Gradient descent: w - learning_rate * g."""

    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def step(self, parameters, gradients):
        """Return the parameters after one step."""
        return {name: parameters[name] - self.learning_rate * gradients[name] for name in parameters}


def walk(optimizer, parameters, slopes):
    """Take one step for each dict of gradients; return the parameters after every step."""
    places = []
    for gradients in slopes:
        parameters = optimizer.step(parameters, gradients)
        places.append({name: np.array(value) for name, value in parameters.items()})
    return places


walk(SGD(0.1), {"w": np.array([1.0, 2.0])}, [{"w": np.array([1.0, -1.0])}] * 3)

# %% [markdown] lang="en"
# ### Momentum: a heavy ball
#
# A ball rolling down a valley keeps its speed. Pushes from side to side cancel out; pushes along the valley add up. Each
# parameter gets a velocity $v$, at first 0, of which the share $\mu$ (the momentum) stays from step to step:
#
# $$v \leftarrow \mu v - \eta g, \qquad w \leftarrow w + v$$
#
# With $\mu = 0.9$ and a constant gradient, $v$ grows until it is ten times an SGD step. Write `step`. An empty dict for
# the velocities is ready; `self.velocity.get(name, 0)` gives 0 the first time.

# %% [markdown] lang="ko" of="8ba8e0c2"
# ### 모멘텀: 무거운 공
#
# 골짜기를 굴러 내려가는 공은 속도를 잃지 않습니다. 좌우로 미는 힘은 서로 지워지고, 골짜기를 따라 미는 힘은 쌓입니다.
# 파라미터마다 속도 $v$를 두고 0에서 시작합니다. 스텝마다 그중 $\mu$(모멘텀)만큼이 남습니다.
#
# $$v \leftarrow \mu v - \eta g, \qquad w \leftarrow w + v$$
#
# $\mu = 0.9$이고 기울기가 그대로라면 $v$는 SGD 한 스텝의 열 배까지 커집니다. `step`을 써 보세요. 속도를 담을 빈 dict는
# 준비되어 있습니다. `self.velocity.get(name, 0)`은 처음에는 0입니다.


# %% answer="Momentum"
class Momentum:
    """Gradient descent that keeps most of its velocity."""

    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate, self.momentum = learning_rate, momentum
        self.velocity = {}

    def step(self, parameters, gradients):
        """Return the parameters after one step."""
        ### BEGIN SOLUTION
        moved = {}
        for name, gradient in gradients.items():
            self.velocity[name] = self.momentum * self.velocity.get(name, 0) - self.learning_rate * gradient
            moved[name] = parameters[name] + self.velocity[name]
        return moved
        ### END SOLUTION


# %% check="Momentum"
check("Momentum")

# %% [markdown] lang="en"
# ### RMSprop: a yardstick for every parameter
#
# In the valley one direction is steep and one is shallow, and one learning rate must serve both. RMSprop keeps a running
# mean $s$ of the squared gradients, for every single parameter, and divides by its root. Where gradients were large
# lately, steps get shorter; where they were tiny, longer:
#
# $$s \leftarrow \rho s + (1 - \rho)\, g^2, \qquad w \leftarrow w - \eta \frac{g}{\sqrt{s + \epsilon}}$$
#
# The tiny $\epsilon$ only keeps us from dividing by 0. In code $\rho$ is called `decay`, and the means $s$ live in
# `self.squares`. Write `step`.

# %% [markdown] lang="ko" of="aec01f24"
# ### RMSprop: 파라미터마다 다른 잣대
#
# 골짜기에서는 한쪽은 가파르고 한쪽은 완만한데, 학습률 하나로 둘 다 맞추어야 합니다. RMSprop은 파라미터 하나하나마다
# 기울기 제곱의 이동 평균 $s$를 두고 그 제곱근으로 나눕니다. 요즈음 기울기가 컸던 곳에서는 걸음이 짧아지고, 작았던
# 곳에서는 길어집니다.
#
# $$s \leftarrow \rho s + (1 - \rho)\, g^2, \qquad w \leftarrow w - \eta \frac{g}{\sqrt{s + \epsilon}}$$
#
# 아주 작은 $\epsilon$은 0으로 나누는 것만 막아 줍니다. 코드에서 $\rho$의 이름은 `decay`이고, 평균 $s$는
# `self.squares`에 담습니다. `step`을 써 보세요.


# %% answer="RMSprop"
class RMSprop:
    """Gradient descent whose steps are measured by the gradients' recent size."""

    def __init__(self, learning_rate=0.001, decay=0.9, epsilon=1e-7):
        self.learning_rate, self.decay, self.epsilon = learning_rate, decay, epsilon
        self.squares = {}

    def step(self, parameters, gradients):
        """Return the parameters after one step."""
        ### BEGIN SOLUTION
        moved = {}
        for name, gradient in gradients.items():
            self.squares[name] = self.decay * self.squares.get(name, 0) + (1 - self.decay) * gradient**2
            moved[name] = parameters[name] - self.learning_rate * gradient / np.sqrt(self.squares[name] + self.epsilon)
        return moved
        ### END SOLUTION


# %% check="RMSprop"
check("RMSprop")

# %% [markdown] lang="en"
# ### Adam: both, and an honest start
#
# Adam (Kingma and Ba, 2015) keeps two running means: $m$ of the gradients, which is a kind of momentum, and $s$ of their
# squares, as in RMSprop.
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad s \leftarrow \beta_2 s + (1 - \beta_2)\, g^2$$
#
# Both start at 0, and a mean that starts at 0 is too small at first: after one step $m$ is only a tenth of $g$, and $s$ a
# thousandth of $g^2$. We know exactly by how much: after $t$ steps the weights in the mean add up to $1 - \beta^t$. Divide
# by that (the **bias correction**; it has nothing to do with biases of units), for the step only:
#
# $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat s = \frac{s}{1 - \beta_2^t}, \qquad
# w \leftarrow w - \eta \frac{\hat m}{\sqrt{\hat s} + \epsilon}$$
#
# Count $t$ from 1, once per call of `step`. In code $m$, $s$ and $t$ are `self.means`, `self.squares` and `self.t`. A
# test you can do in your head: at the first step $\hat m = g$ and $\sqrt{\hat s} = |g|$, so every parameter moves by
# $\eta$, whatever its gradient.

# %% [markdown] lang="ko" of="e8f7222e"
# ### Adam: 둘을 합치고, 출발을 바로잡다
#
# Adam(킹마와 바, 2015)은 이동 평균을 두 개 둡니다. 기울기의 평균 $m$은 모멘텀과 비슷하고, 제곱의 평균 $s$는 RMSprop과
# 같습니다.
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad s \leftarrow \beta_2 s + (1 - \beta_2)\, g^2$$
#
# 둘 다 0에서 출발하는데, 0에서 출발한 평균은 처음에 너무 작습니다. 한 스텝 뒤 $m$은 $g$의 10분의 1, $s$는 $g^2$의
# 1000분의 1밖에 안 됩니다. 얼마나 작은지는 정확히 압니다. $t$스텝 뒤 평균에 들어간 몫을 모두 더하면 $1 - \beta^t$입니다.
# 걸음을 뗄 때만 이것으로 나누어 줍니다(**편향 보정**이라고 하는데, 유닛의 편향과는 상관없습니다).
#
# $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat s = \frac{s}{1 - \beta_2^t}, \qquad
# w \leftarrow w - \eta \frac{\hat m}{\sqrt{\hat s} + \epsilon}$$
#
# $t$는 1부터, `step`을 부를 때마다 한 번씩 셉니다. 코드에서 $m$, $s$, $t$는 `self.means`, `self.squares`, `self.t`입니다.
# 암산으로 해 볼 수 있는 시험이 있습니다. 첫 스텝에서는 $\hat m = g$이고 $\sqrt{\hat s} = |g|$이므로, 기울기가 얼마든 모든
# 파라미터가 $\eta$만큼 움직입니다.


# %% answer="Adam"
class Adam:
    """Momentum and RMSprop in one, corrected for their start from zero."""

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
        self.learning_rate, self.epsilon = learning_rate, epsilon
        self.beta_1, self.beta_2 = beta_1, beta_2
        self.means, self.squares, self.t = {}, {}, 0

    def step(self, parameters, gradients):
        """Return the parameters after one step."""
        ### BEGIN SOLUTION
        self.t += 1
        moved = {}
        for name, gradient in gradients.items():
            self.means[name] = self.beta_1 * self.means.get(name, 0) + (1 - self.beta_1) * gradient
            self.squares[name] = self.beta_2 * self.squares.get(name, 0) + (1 - self.beta_2) * gradient**2
            mean = self.means[name] / (1 - self.beta_1**self.t)
            square = self.squares[name] / (1 - self.beta_2**self.t)
            moved[name] = parameters[name] - self.learning_rate * mean / (np.sqrt(square) + self.epsilon)
        return moved
        ### END SOLUTION


# %% check="Adam"
check("Adam")

# %% [markdown] lang="en"
# ### AdamW: keep weights small, in the right place
#
# A network that relies on a few huge weights reacts wildly to small changes of its input. A **penalty** discourages it:
# add $\frac{\lambda}{2} \sum w^2$ to the loss, and every gradient grows by $\lambda w$. This is the L2 penalty. Under plain
# gradient descent that means that each step first shrinks $w$ by the factor $1 - \eta \lambda$; hence the other name,
# **weight decay**.
#
# Under Adam the two part ways. There $\lambda w$ becomes part of $g$ and is divided by $\sqrt{\hat s}$ like everything
# else, so a weight with large gradients hardly feels it. AdamW (Loshchilov and Hutter, 2019) keeps the two apart: shrink
# *every* weight by the same factor, then let Adam take its step with the gradient of the loss alone.
#
# $$w \leftarrow (1 - \eta \lambda)\, w, \qquad \text{then Adam}$$
#
# The Adam inside is the course's, so that yours need not be finished. Write `step`; to keep it simple, it shrinks *all*
# parameters, biases too.

# %% [markdown] lang="ko" of="96ad2cb9"
# ### AdamW: 가중치를 작게, 제자리에서
#
# 몇 개의 거대한 가중치에 기대는 신경망은 입력이 조금만 바뀌어도 크게 흔들립니다. 그러지 못하게 **벌점**(페널티)을 줍니다.
# 손실에 $\frac{\lambda}{2} \sum w^2$을 더하면 기울기가 $\lambda w$만큼 커집니다. 이것이 L2 벌점입니다. 보통 경사
# 하강법에서는 스텝마다 $w$를 먼저 $1 - \eta \lambda$배로 줄이는 것과 같습니다. 그래서 **가중치 감쇠**라고도 부릅니다.
#
# Adam에서는 둘이 갈라집니다. $\lambda w$가 $g$에 섞여 들어가 다른 것과 똑같이 $\sqrt{\hat s}$로 나누어지므로, 기울기가 큰
# 가중치는 벌점을 거의 느끼지 못합니다. AdamW(로시칠로프와 후터, 2019)는 둘을 떼어 놓습니다. *모든* 가중치를 같은 비율로
# 줄인 다음, 손실의 기울기만 가지고 Adam이 걸음을 뗍니다.
#
# $$w \leftarrow (1 - \eta \lambda)\, w, \qquad \text{그다음 Adam}$$
#
# 안에 든 Adam은 강의에서 만들어 둔 것이라 여러분의 Adam이 아직 없어도 됩니다. `step`을 써 보세요. 간단하게
# 편향까지 *모든* 파라미터를 줄이기로 합니다.


# %% answer="AdamW"
class AdamW:
    """Adam, with every weight pulled towards 0 at the same rate."""

    def __init__(self, learning_rate=0.001, weight_decay=0.004):
        self.learning_rate, self.weight_decay = learning_rate, weight_decay
        self.adam = nn.Adam(learning_rate)

    def step(self, parameters, gradients):
        """Return the parameters after one step."""
        ### BEGIN SOLUTION
        shrunk = {name: (1 - self.learning_rate * self.weight_decay) * value for name, value in parameters.items()}
        return self.adam.step(shrunk, gradients)
        ### END SOLUTION


# %% check="AdamW"
check("AdamW")

# %% [markdown] lang="en"
# See the difference with two weights, both 1 at first. One has gradients of 10 and -10 in turn, the other of 0.1 and
# -0.1; the loss pulls neither anywhere. Only the penalty does, $\lambda = 1$ for both, over 1,000 steps.

# %% [markdown] lang="ko" of="00edde54"
# 처음에 둘 다 1인 가중치 두 개로 차이를 봅시다. 하나는 기울기가 10과 -10을 번갈아 오가고, 다른 하나는 0.1과 -0.1을
# 오갑니다. 손실은 어느 쪽도 끌어당기지 않습니다. 끌어당기는 것은 벌점뿐입니다. 둘 다 $\lambda = 1$로 1,000스텝을 갑니다.


# %%
class Penalised:
    """Any optimizer, with the gradient of an L2 penalty added to that of the loss."""

    def __init__(self, optimizer, strength):
        self.optimizer, self.strength = optimizer, strength

    def step(self, parameters, gradients):
        """Return the parameters after one step."""
        pulled = {name: gradients[name] + self.strength * parameters[name] for name in parameters}
        return self.optimizer.step(parameters, pulled)


@after("AdamW")
def two_weights():
    start = {"w": np.array([1.0, 1.0])}
    slopes = [{"w": np.array([10.0, 0.1]) * (-1) ** step} for step in range(1000)]
    penalised = walk(Penalised(nn.Adam(0.001), 1.0), start, slopes)[-1]["w"]
    decayed = walk(AdamW(0.001, weight_decay=1.0), start, slopes)[-1]["w"]
    print("Adam + L2", penalised.round(3), "   AdamW", decayed.round(3))
    record("l2_large_gradient", penalised[0])
    record("l2_small_gradient", penalised[1])
    record("adamw_large_gradient", decayed[0])
    record("adamw_small_gradient", decayed[1])


# %% [markdown] lang="en"
# AdamW shrinks both alike, to {adamw_large_gradient:.2f} and {adamw_small_gradient:.2f}. With L2 inside Adam, the weight
# with large gradients keeps {l2_large_gradient:.2f}, the other is at {l2_small_gradient:.2f}. "Adam with L2" and "AdamW" are
# not two names for one thing.
#
# ### The race, fairly
#
# One network, 64-50-10 with ReLU and He. For each of the five optimizers we try eight learning rates, five epochs each,
# and keep the rate with the best validation accuracy.

# %% [markdown] lang="ko" of="9436365f"
# AdamW는 둘을 똑같이 줄입니다. 기울기가 큰 쪽이 {adamw_large_gradient:.2f}, 작은 쪽이 {adamw_small_gradient:.2f}입니다.
# Adam 안에 L2를 넣으면 기울기가 큰 가중치는 {l2_large_gradient:.2f}만큼 남아 있고 다른 하나는
# {l2_small_gradient:.2f}입니다. "L2를 더한 Adam"과 "AdamW"는 같은 것의 두 이름이 아닙니다.
#
# ### 공정한 경주
#
# 신경망은 하나입니다. 64-50-10에 ReLU와 He를 씁니다. 옵티마이저 다섯 개마다 학습률을 여덟 가지씩, 다섯 에포크 동안 시험해
# 보고, 검증 정확도가 가장 좋은 학습률을 남깁니다.


# %%
@after("Momentum", "RMSprop", "Adam", "AdamW")
def the_race():
    optimizers = {"SGD": SGD, "Momentum": Momentum, "RMSprop": RMSprop, "Adam": Adam, "AdamW": AdamW}
    rates, best, winners = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0), {}, {}
    print(f"{'':10}", *[f"{rate:7}" for rate in rates], "   best rate   test")
    for name, optimizer in optimizers.items():
        found, tested = {}, {}
        for rate in rates:
            network = nn.mlp((64, 50, 10), np.random.default_rng(SEED))
            found[rate] = train(network, optimizer(rate), epochs=5)
            tested[rate] = test_accuracy(network)
        chosen = max(rates, key=lambda rate: found[rate]["val_accuracy"][-1])
        print(f"{name:10}", *[f"{found[rate]['val_accuracy'][-1]:7.3f}" for rate in rates], f"   {chosen:9}   {tested[chosen]:.3f}")
        best[f"{name}({chosen})"], winners[name] = found[chosen], (chosen, tested[chosen])
    for name, (rate, accuracy) in winners.items():
        record(f"{name.lower()}_rate", rate)
        record(f"{name.lower()}_test_accuracy", accuracy)
    accuracies = [accuracy for _, accuracy in winners.values()]
    record("race_spread", max(accuracies) - min(accuracies))
    return plots.compare_histories(best, measure="loss")


# %% [markdown] lang="en"
# Read the table by rows: every optimizer has a range of rates where it works, and outside it fails. Read it by columns:
# whoever chooses one rate for all of them chooses the winner. SGD is at its best at {sgd_rate}, Adam at {adam_rate}.
# Each at its own best rate, the best and the worst of the five are about {race_spread:.0%} apart on the test images (the last
# column). Adam's curve is hard to see because it lies under that of AdamW, whose decay is tiny unless you raise it.
#
# So on a net this small the choice hardly matters, once each has its learning rate. What Adam buys is comfort: its steps
# do not depend on the size of the gradients, so a rate that works here mostly works elsewhere, too. 0.001 is where people
# start; a small net that is trained briefly, like this one, likes it larger.
# You will read that "RMSprop is for recurrent networks". This network is not recurrent, and RMSprop reaches
# {rmsprop_test_accuracy:.1%}. Such rules are folklore: measure.

# %% [markdown] lang="ko" of="ff4473f2"
# 표를 가로로 읽어 보세요. 옵티마이저마다 잘 되는 학습률의 범위가 있고, 거기를 벗어나면 실패합니다. 세로로 읽어 보세요.
# 모두에게 똑같이 쓸 학습률을 정하는 사람이 우승자도 정하는 셈입니다. SGD는 {sgd_rate}에서, Adam은 {adam_rate}에서 가장
# 좋습니다. 저마다 가장 좋은 학습률을 쓰면 테스트 이미지에서(마지막 열) 으뜸과 꼴찌의 차이가 {race_spread:.0%}포인트쯤입니다. Adam의
# 곡선이 잘 안 보이는 것은 AdamW의 곡선에 가려서입니다. AdamW의 감쇠는 따로 키우지 않으면 아주 작습니다.
#
# 그러니 이렇게 작은 신경망에서는 학습률만 맞추면 무엇을 고르든 별 차이가 없습니다. Adam의 장점은 쓰기 편하다는 것입니다. 걸음이
# 기울기의 크기에 달려 있지 않아서, 여기에서 잘 되는 학습률은 다른 곳에서도 대체로 잘 됩니다. 흔히 0.001에서 시작합니다.
# 이 신경망처럼 작고 짧게 학습할 때는 더 큰 값이 좋습니다. "RMSprop은 순환 신경망에 쓰는 것"이라는 말을 보게 될 것입니다.
# 이 신경망은 순환 신경망이 아닌데도 RMSprop이 {rmsprop_test_accuracy:.1%}에 이릅니다. 이런 규칙은 떠도는 이야기일
# 뿐입니다. 직접 재어 보세요.

# %% [markdown] lang="en"
# ## Batch normalisation
#
# A good start is a start only: after a few steps the weights have moved, and nobody watches over the signal any more.
# Ioffe and Szegedy (2015) let the network itself do it. For every unit, look at its values over the batch, bring them to
# mean 0 and standard deviation 1, then let the network choose another scale $\gamma$ and shift $\beta$, learned like
# weights:
#
# $$\mu = \frac{1}{N} \sum x, \qquad \sigma = \sqrt{\frac{1}{N} \sum (x - \mu)^2 + \epsilon}, \qquad \hat x = \frac{x - \mu}{\sigma}, \qquad
# \text{output} = \gamma \hat x + \beta$$
#
# A batch is an array `(N, units)`; everything happens *per column*. The small $\epsilon$, under the root, saves a unit that
# says the same to every image. Write `batch_norm_forward(x, gamma, beta, epsilon=1e-3)`; return three things: the output,
# $\hat x$ and $\sigma$ (backward will need the last two).

# %% [markdown] lang="ko" of="33fe0ccf"
# ## 배치 정규화
#
# 출발이 좋아도 출발일 뿐입니다. 몇 스텝만 지나면 가중치가 옮겨 가고, 신호를 지켜보는 이는 아무도 없습니다. 이오페와
# 세게디(2015)는 그 일을 신경망에게 맡겼습니다. 유닛마다 배치에서 나온 값들을 평균 0, 표준편차 1로 맞춥니다. 그런 다음
# 신경망이 크기 $\gamma$와 위치 $\beta$를 다시 정하게 합니다. 이 둘은 가중치처럼 학습합니다.
#
# $$\mu = \frac{1}{N} \sum x, \qquad \sigma = \sqrt{\frac{1}{N} \sum (x - \mu)^2 + \epsilon}, \qquad \hat x = \frac{x - \mu}{\sigma}, \qquad
# \text{출력} = \gamma \hat x + \beta$$
#
# 배치는 `(N, units)` 모양의 배열이고, 모든 일은 *열마다* 따로 일어납니다. 제곱근 안의 작은 $\epsilon$은 어떤 이미지에나
# 똑같은 값을 내는 유닛을 구해 줍니다. `batch_norm_forward(x, gamma, beta, epsilon=1e-3)`를 써 보세요. 출력, $\hat x$,
# $\sigma$ 세 가지를 돌려주면 됩니다(뒤의 둘은 오차역전파에 필요합니다).


# %% answer="batch_norm_forward"
def batch_norm_forward(x, gamma, beta, epsilon=1e-3):
    """Normalise, scale and shift every column of x; return the output, x-hat and sigma."""
    ### BEGIN SOLUTION
    std = np.sqrt(x.var(axis=0) + epsilon)
    normalised = (x - x.mean(axis=0)) / std
    return gamma * normalised + beta, normalised, std
    ### END SOLUTION


# %% check="batch_norm_forward"
check("batch_norm_forward")

# %% [markdown] lang="en"
# ### The way back
#
# For $\gamma$ and $\beta$ it is quickly told. With $g$ the gradient that arrives at the output:
#
# $$\frac{\partial L}{\partial \beta} = \sum g, \qquad \frac{\partial L}{\partial \gamma} = \sum g \cdot \hat x$$
#
# summed over the batch. For $x$ there is a trap: $\frac{\gamma}{\sigma} g$ would be right if $\mu$ and $\sigma$ were
# fixed numbers. But every $x$ moves them too. You can avoid pages of chain rule with one observation. Add the same number
# to all $x$ of a column: the output does not change. Stretch the column about its mean: the output does not change either
# (but for the tiny $\epsilon$). So a gradient that asks for such a move asks for nothing, and these two parts have to go
# out of $g$: its mean, and its share along $\hat x$.
#
# $$\frac{\partial L}{\partial x} = \frac{\gamma}{\sigma} \left( g - \overline{g} - \hat x \cdot \overline{g \hat x} \right)$$
#
# The bar is again the mean over the batch. Write `batch_norm_backward(gradient, normalised, std, gamma)`; return the gradients for
# $x$, $\gamma$ and $\beta$, in this order. (The long way round, through the graph of lesson 05, ends at the same formula and
# passes too.)

# %% [markdown] lang="ko" of="6a718e32"
# ### 되돌아오는 길
#
# $\gamma$와 $\beta$는 금방 끝납니다. 출력에 도착한 기울기를 $g$라고 하면 배치에 걸쳐 더하기만 하면 됩니다.
#
# $$\frac{\partial L}{\partial \beta} = \sum g, \qquad \frac{\partial L}{\partial \gamma} = \sum g \cdot \hat x$$
#
# $x$에는 함정이 있습니다. $\mu$와 $\sigma$가 정해진 수라면 $\frac{\gamma}{\sigma} g$가 맞을 것입니다. 그런데 $x$
# 하나하나가 $\mu$와 $\sigma$까지 움직입니다. 연쇄 법칙을 몇 쪽씩 쓰지 않아도 되는 관찰이 하나 있습니다. 한 열의 $x$에
# 모두 같은 수를 더해 보세요. 출력은 바뀌지 않습니다. 평균을 중심으로 열을 늘려 보세요. (아주 작은 $\epsilon$만 아니면)
# 역시 출력은 바뀌지 않습니다. 그러니 그렇게 움직이라는 기울기는 아무것도 바꾸지 못하고, $g$에서 이 두 부분은 빠져야
# 합니다. 하나는 평균이고, 하나는 $\hat x$ 방향의 몫입니다.
#
# $$\frac{\partial L}{\partial x} = \frac{\gamma}{\sigma} \left( g - \overline{g} - \hat x \cdot \overline{g \hat x} \right)$$
#
# 윗줄은 이번에도 배치에 걸친 평균입니다. `batch_norm_backward(gradient, normalised, std, gamma)`를 써 보세요. $x$, $\gamma$,
# $\beta$의 기울기를 이 순서로 돌려주면 됩니다. (05의 계산 그래프를 따라 먼 길을 돌아도 같은 식에 이르고, 그렇게 써도
# 통과합니다.)


# %% answer="batch_norm_backward"
def batch_norm_backward(gradient, normalised, std, gamma):
    """Return the gradients of the loss for x, gamma and beta."""
    ### BEGIN SOLUTION
    beta_gradient = gradient.sum(axis=0)
    gamma_gradient = (gradient * normalised).sum(axis=0)
    along = gradient.mean(axis=0) + normalised * (gradient * normalised).mean(axis=0)
    return gamma / std * (gradient - along), gamma_gradient, beta_gradient
    ### END SOLUTION


# %% check="batch_norm_backward"
check("batch_norm_backward")

# %% [markdown] lang="en"
# ### A layer, and a learning rate that breaks things
#
# Around your two functions goes a layer. Note `forward`: while training it normalises with the batch and remembers a
# **running** mean and variance; afterwards it uses those, so that an image gets the same answer whatever company it
# comes in.

# %% [markdown] lang="ko" of="062fd072"
# ### 층 하나, 그리고 신경망을 망가뜨리는 학습률
#
# 여러분의 두 함수를 층 하나로 감쌉니다. `forward`를 눈여겨보세요. 학습하는 동안에는 배치로 정규화하면서 **이동** 평균과
# 분산을 기억해 둡니다. 학습이 끝나면 기억해 둔 값을 씁니다. 그래야 어떤 이미지들과 함께 들어오든 같은 답이 나옵니다.


# %%
class BatchNorm:
    """Your batch normalisation as a layer of a network."""

    def __init__(self, units, momentum=0.9):
        self.parameters, self.gradients = {"gamma": np.ones(units), "beta": np.zeros(units)}, {}
        self.mean, self.variance, self.momentum = np.zeros(units), np.ones(units), momentum

    def forward(self, x, *, training=False):
        """Normalise with the batch while training, with the running statistics afterwards."""
        gamma, beta = self.parameters["gamma"], self.parameters["beta"]
        if not training:
            return gamma * (x - self.mean) / np.sqrt(self.variance + 1e-3) + beta
        self.mean = self.momentum * self.mean + (1 - self.momentum) * x.mean(axis=0)
        self.variance = self.momentum * self.variance + (1 - self.momentum) * x.var(axis=0)
        output, self.normalised, self.std = batch_norm_forward(x, gamma, beta)
        return output

    def backward(self, gradient):
        """Keep the gradients of gamma and beta; return that of x."""
        gamma = self.parameters["gamma"]
        found = batch_norm_backward(gradient, self.normalised, self.std, gamma)
        self.gradients = {"gamma": found[1], "beta": found[2]}
        return found[0]


def deep_network(normalised, hidden=6, units=50):
    """Build a ReLU network, with or without batch normalisation before each activation."""
    plain = nn.mlp((64, *[units] * hidden, 10), np.random.default_rng(SEED))
    layers = []
    for layer in plain.layers:
        if normalised and isinstance(layer, nn.ReLU):
            layers.append(BatchNorm(units))
        layers.append(layer)
    return nn.Network(layers)


@after("batch_norm_forward", "batch_norm_backward")
def breaking_point():
    histories = {}
    for normalised in (False, True):
        for rate in (0.1, 1.0):
            network, name = deep_network(normalised), "batch_norm" if normalised else "plain"
            histories[f"{name}, {rate}"] = train(network, nn.SGD(rate), epochs=10, batch_size=64)
            with np.errstate(all="ignore"):
                record(f"{name}_at_{rate:g}".replace(".", ""), test_accuracy(network))
    alone = network.with_parameters({})  # a copy
    guesses = [alone.forward(image[None], training=True).argmax() for image in test_images[:200]]
    record("alone_accuracy", np.mean(guesses == test_labels[:200]))
    return plots.compare_histories(histories)


# %% [markdown] lang="en"
# Six hidden layers. At a learning rate of 0.1 both learn ({plain_at_01:.0%} and {batch_norm_at_01:.0%} of the test images).
# At 1 the plain net is broken: {plain_at_1:.0%}, guessing. With batch normalisation, the very same rate gives
# {batch_norm_at_1:.0%}. Whatever the weights do, the next layer receives numbers of reasonable size.
#
# The price is that training looks at company. Feed the trained network one image at a time *in training mode*, and it is
# right for {alone_accuracy:.0%} of them: in a batch of one, every value *is* the mean, so $\hat x = 0$ and all images look
# the same. Hence the running statistics. Forgetting to switch modes is a classic mistake.
#
# We put the layer before the activation, as in the original paper; many put it after. Both are used, and in lesson 10
# you test which is better. The bias of the affine layer in front does nothing now ($\mu$ takes it away), so people leave
# it out.

# %% [markdown] lang="ko" of="1ed315d9"
# 은닉층이 여섯 개입니다. 학습률이 0.1이면 둘 다 배웁니다(테스트 이미지의 {plain_at_01:.0%}와 {batch_norm_at_01:.0%}).
# 학습률이 1이면 정규화하지 않은 신경망은 망가집니다. {plain_at_1:.0%}, 찍는 것과 같습니다. 배치 정규화를 하면 똑같은
# 학습률로 {batch_norm_at_1:.0%}입니다. 가중치가 어떻게 움직이든 다음 층은 알맞은 크기의 수를 받기 때문입니다.
#
# 그 대신 학습할 때는 누구와 함께 있는지가 중요해집니다. 학습이 끝난 신경망에 *학습 모드로* 이미지를 한 장씩 넣으면
# {alone_accuracy:.0%}만 맞힙니다. 한 장짜리 배치에서는 값이 곧 평균이므로 $\hat x = 0$이 되고, 모든 이미지가 똑같아 보입니다.
# 그래서 이동 평균과 분산이 필요합니다. 모드를 바꾸지 않고 잊어버리는 것은 흔한 실수입니다.
#
# 우리는 원래 논문처럼 활성화 함수 앞에 두었습니다. 뒤에 두는 사람도 많습니다. 둘 다 쓰이고, 어느 쪽이 나은지는 10에서
# 시험해 봅니다. 이제 앞의 Affine 층에 있는 편향은 하는 일이 없습니다($\mu$가 지워 버립니다). 그래서 흔히 빼 버립니다.

# %% [markdown] lang="en"
# ## Epochs, batches, iterations
#
# Three words that get mixed up. A **batch** is the handful of images that one step looks at. One step is one
# **iteration**. Once through *all* training images is an **epoch**: reading the book once. Read it too few times, and you
# have not understood it (underfitting); too many times, and you know the misprints by heart (overfitting).
#
# **Predict before you run.** 300 images, batches of 32, 40 epochs. How many steps?

# %% [markdown] lang="ko" of="cb1f3bd8"
# ## 에포크, 배치, 반복
#
# 뒤섞이기 쉬운 세 낱말입니다. **배치**는 한 스텝에서 보는 이미지 한 줌입니다. 한 스텝을 **반복**(iteration) 한 번이라고도
# 합니다. 훈련 이미지 *전체*를 한 바퀴 돌면 한 **에포크**입니다. 책을 한 번 읽는 것과 같습니다. 너무 적게 읽으면 이해하지
# 못하고(과소적합), 너무 많이 읽으면 오탈자까지 외우게 됩니다(과대적합).
#
# **실행하기 전에 예상해 보세요.** 이미지 300장, 배치 크기 32, 40에포크입니다. 모두 몇 스텝일까요?

# %% answer="steps"
### BEGIN SOLUTION
steps = 400
### END SOLUTION


# %%
def iterations(images, batch_size, epochs):
    """Count the steps; the last batch of an epoch may be smaller, but it is a step."""
    return int(np.ceil(images / batch_size)) * epochs


predict("steps", steps, outcome=lambda: iterations(300, 32, 40))

# %% [markdown] lang="en"
# Ten batches per epoch, nine full and one of 12 images. How large should a batch be? Here is the same network with the
# same learning rate, five epochs each: only the batch size differs.

# %% [markdown] lang="ko" of="e47c8ea2"
# 에포크마다 배치가 열 개입니다. 아홉 개는 꽉 찼고 하나는 12장입니다. 배치는 얼마나 커야 할까요? 같은 신경망을 같은
# 학습률로 다섯 에포크씩 학습하되 배치 크기만 바꾸어 봅시다.


# %%
def batch_sizes():
    sizes, accuracies = (8, 32, 128, len(train_images)), {}
    for size in sizes:
        network = nn.mlp((64, 50, 10), np.random.default_rng(SEED))
        loss = train(network, nn.SGD(0.05), epochs=5, batch_size=size)["loss"][-1]
        accuracies[size], steps = test_accuracy(network), iterations(len(train_images), size, 5)
        print(f"batch_size {size:4}   steps {steps:3}   loss {loss:.2f}   accuracy {accuracies[size]:.3f}")
    for size in sizes:
        record(f"batch_{size}_accuracy", accuracies[size])


batch_sizes()

# %% [markdown] lang="en"
# Small batches take more steps per epoch and get further: {batch_8_accuracy:.0%} with batches of 8,
# {batch_1137_accuracy:.0%} with all images in one. Do not conclude that small is better: a step on 128 images costs hardly
# more than one on 8 when the hardware works in parallel, and its gradient is less noisy, so it tolerates a larger learning
# rate. 32 to 128 is where most people start.

# %% [markdown] lang="ko" of="055134c2"
# 배치가 작으면 에포크마다 스텝이 많아 더 멀리 갑니다. 8장씩이면 {batch_8_accuracy:.0%}, 전체를 한 번에 넣으면
# {batch_1137_accuracy:.0%}입니다. 그렇다고 작을수록 좋다고 결론짓지는 마세요. 하드웨어가 나란히 계산하면 128장짜리 스텝이
# 8장짜리보다 그리 비싸지 않고, 기울기가 덜 흔들려서 학습률을 더 키울 수도 있습니다. 보통 32에서 128 사이에서 시작합니다.

# %% [markdown] lang="en"
# ## Learning too well
#
# Now the opposite danger. 300 digits, and whoever labelled them was tired: 90 of them got a random label. A network with
# 100 hidden units trains on these for 40 epochs. The validation images have the right labels.

# %% [markdown] lang="ko" of="f41b6b19"
# ## 너무 잘 배우는 병
#
# 이번에는 반대쪽 위험입니다. 숫자 300장이 있는데 레이블을 붙인 사람이 피곤했습니다. 90장에는 아무 레이블이나 붙어
# 있습니다. 은닉 유닛이 100개인 신경망이 이것으로 40에포크 동안 학습합니다. 검증 이미지의 레이블은 모두 맞습니다.

# %%
few_images, few_labels = train_images[:300], train_labels[:300].copy()
few_labels[:90] = np.random.default_rng(SEED).integers(0, 10, size=90)


def study(network, optimizer, epochs=40):
    """Train on the few images; return the curves, and the parameters after every epoch."""
    settings = {"batch_size": 32, "rng": np.random.default_rng(SEED)}
    curves, snapshots = {"loss": [], "val_loss": []}, []
    for _ in range(epochs):
        history = nn.train(network, optimizer, few_images, few_labels, epochs=1, **settings)
        curves["loss"].append(float(np.mean(history.losses)))
        curves["val_loss"].append(network.loss(validation_images, validation_labels))
        snapshots.append(dict(network.parameters))
    return curves, snapshots


plain = nn.mlp((64, 100, 10), np.random.default_rng(SEED))
curves, snapshots = study(plain, nn.Adam(0.01))
record("memorised", nn.accuracy(plain.predict(few_images), few_labels))
plots.plot_history(curves)

# %% [markdown] lang="en"
# It now "knows" {memorised:.0%} of its 300 labels, the nonsense included, and gets {plain_few_accuracy:.0%} of the test
# images right (medians of three seeds again; this experiment varies more than the others). The validation loss tells the
# story: first it falls, while the network learns what is common to all threes; then it rises, while it learns which
# pictures were mislabelled. Three remedies; you have already written one of them, weight decay.
#
# ### Dropout
#
# While training, silence a random share of the units at every step (Srivastava and others, 2014). No unit can rely on one
# particular neighbour, so they all have to be of use by themselves. `rate` is the share that is silenced; 0.2 to 0.5 is
# usual. Two details make it right:
#
# - The others are divided by $1 - \text{rate}$, so that on average the next layer receives as much as before.
# - After training nothing is silenced and nothing is divided: `x` comes back as it is.
#
# Write `dropout(x, rate, rng, training)`. Decide for every number of the array separately.

# %% [markdown] lang="ko" of="7a0e6bd5"
# 이제 신경망은 레이블 300개 가운데 {memorised:.0%}를, 엉터리까지 포함해서 "알고" 있고, 테스트 이미지는
# {plain_few_accuracy:.0%}를 맞힙니다(이번에도 시드 세 개의 중앙값이고, 이 실험은 시드에 따라 더 많이 흔들립니다). 검증
# 손실을 보면 무슨 일이 있었는지 알 수 있습니다. 처음에는 모든 3에 공통된 것을 배우면서 내려갑니다. 그다음에는 어느 사진의
# 레이블이 틀렸는지 외우면서 올라갑니다. 처방은 세 가지입니다. 그중 하나인 가중치 감쇠는 이미 썼습니다.
#
# ### 드롭아웃
#
# 학습하는 동안 스텝마다 유닛을 무작위로 골라 끕니다(스리바스타바 등, 2014). 꺼진 유닛은 0을 내보냅니다. 어떤 유닛도
# 특정한 이웃에 기댈 수 없으므로 저마다 쓸모 있어야 합니다. `rate`는 끄는 비율이고, 흔히 0.2에서 0.5를 씁니다. 두 가지를
# 지켜야 맞습니다.
#
# - 남은 것은 $1 - \text{비율}$로 나눕니다. 그래야 다음 층이 받는 양이 평균적으로 전과 같습니다.
# - 학습이 끝나면 끄지도 나누지도 않습니다. `x`가 그대로 나옵니다.
#
# `dropout(x, rate, rng, training)`을 써 보세요. 배열의 수 하나하나마다 따로 정해야 합니다.


# %% answer="dropout"
def dropout(x, rate, rng, training):
    """Silence a random share of x while training, and let the others make up for it."""
    ### BEGIN SOLUTION
    if not training:
        return x
    kept = rng.random(x.shape) >= rate
    return x * kept / (1 - rate)
    ### END SOLUTION


# %% check="dropout"
check("dropout")

# %% [markdown] lang="en"
# ### Early stopping
#
# The simplest remedy: stop when it stops getting better. After each epoch, look at the validation loss. If it has not
# been lower than the best so far for `patience` epochs **in a row**, stop, and go back to the weights of the best epoch.
#
# Write `stop_epoch(validation_losses, patience)`: given the losses, one per epoch, return the epoch whose weights are
# kept, counting from 0. Equal is not lower. What comes after the stop has never happened. If patience never runs out,
# training runs to the end of the list.

# %% [markdown] lang="ko" of="8fdb831e"
# ### 조기 종료
#
# 가장 간단한 처방입니다. 나아지지 않으면 멈추는 것입니다. 에포크가 끝날 때마다 검증 손실을 봅니다. 지금까지 가장 낮은
# 값보다 더 낮아지지 않은 채로 `patience`에포크가 **연달아** 지나면 멈추고, 가장 좋았던 에포크의 가중치로 되돌아갑니다.
#
# `stop_epoch(validation_losses, patience)`를 써 보세요. 에포크마다 하나씩 적은 손실을 받아, 가중치를 남길 에포크를 0부터
# 세어 돌려줍니다. 같은 값은 낮아진 것이 아닙니다. 멈춘 뒤의 손실은 일어나지 않은 일입니다. 끝까지 멈출 일이 없으면
# 목록의 끝까지 학습합니다.


# %% answer="stop_epoch"
def stop_epoch(validation_losses, patience):
    """Return the epoch, from 0, whose weights early stopping keeps."""
    ### BEGIN SOLUTION
    best = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < validation_losses[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best
    ### END SOLUTION


# %% check="stop_epoch"
check("stop_epoch")

# %% [markdown] lang="en"
# ### All remedies side by side
#
# The same 300 images, the same 40 epochs (fewer with early stopping), always Adam with learning rate 0.01.

# %% [markdown] lang="ko" of="833d7b65"
# ### 처방을 나란히
#
# 같은 이미지 300장, 같은 40에포크(조기 종료는 더 짧습니다)이고, 언제나 학습률 0.01의 Adam을 씁니다.


# %%
class Dropout:
    """Your dropout as a layer: backward, only the units that were kept pass anything on."""

    def __init__(self, rate):
        self.rate, self.rng = rate, np.random.default_rng(SEED)

    def forward(self, x, *, training=False):
        """Silence units while training."""
        self.mask = dropout(np.ones_like(x), self.rate, self.rng, training)
        return x * self.mask

    def backward(self, gradient):
        """Multiply by what forward multiplied by."""
        return gradient * self.mask


def size_of_weights(network):
    """Measure the weights as a whole: the root of the sum of their squares."""
    weights = [array for name, array in network.parameters.items() if name.endswith("weights")]
    return np.sqrt(sum((array**2).sum() for array in weights))


@after("AdamW", "dropout", "stop_epoch")
def remedies():
    def fresh(*more):
        first, middle, last = nn.mlp((64, 100, 10), np.random.default_rng(SEED)).layers
        return nn.Network([first, middle, *more, last])

    attempts = {
        "dropout": (fresh(Dropout(0.5)), nn.Adam(0.01)),
        "l2": (fresh(), Penalised(nn.Adam(0.01), 0.01)),
        "adamw": (fresh(), AdamW(0.01, weight_decay=0.5)),
    }
    histories = {"plain": curves} | {name: study(*attempt)[0] for name, attempt in attempts.items()}
    best = stop_epoch(curves["val_loss"], patience=5)
    networks = {"plain": plain, "stopped": plain.with_parameters(snapshots[best])}
    networks |= {name: network for name, (network, _) in attempts.items()}
    for name, network in networks.items():
        print(f"{name:8}   accuracy {test_accuracy(network):.3f}   weights {size_of_weights(network):.1f}")
    for name, network in networks.items():
        record(f"{name}_few_accuracy", test_accuracy(network))
        record(f"{name}_size", size_of_weights(network))
    record("stopped_at", best)
    return plots.compare_histories(histories, measure="val_loss")


# %% [markdown] lang="en"
# Your run is in the table above. In the median of three seeds, {plain_few_accuracy:.0%} of the test images are right
# without a remedy, {stopped_few_accuracy:.0%} with early stopping (it keeps the weights of epoch {stopped_at}, counting
# from 0; the pictures count from 1), {dropout_few_accuracy:.0%} with dropout, {l2_few_accuracy:.0%} with the L2 penalty
# and {adamw_few_accuracy:.0%} with AdamW. All of them help, because all make it harder to learn single images by heart.
# Which helps most changes from task to task, and often from seed to seed: perhaps in your table already. The penalties do
# what they promise: the weights as a whole, $\sqrt{\sum w^2}$, shrink from {plain_size:.0f} to {l2_size:.0f} with L2 and
# to {adamw_size:.0f} with AdamW.
#
# ### What to try first
#
# | when | try |
# | --- | --- |
# | always | He with ReLU, Xavier with tanh and sigmoid; biases 0 |
# | first optimizer | Adam or AdamW at 0.001; then try rates three times larger and smaller |
# | the loss is `nan` or jumps about | a smaller learning rate |
# | the loss does not move | a larger learning rate; look at the histograms of each layer |
# | many layers | batch normalisation |
# | training good, validation bad | more images, early stopping, weight decay, dropout 0.2 to 0.5 |
# | both bad | a larger network, more epochs, less of the above |

# %% [markdown] lang="ko" of="9122da9e"
# 여러분의 결과는 위의 표에 있습니다. 시드 세 개의 중앙값으로는 테스트 이미지에서 처방이 없을 때 {plain_few_accuracy:.0%}, 조기
# 종료로 {stopped_few_accuracy:.0%}(0부터 세어 {stopped_at}번 에포크의 가중치를 남깁니다. 그림에서는 1부터 셉니다), 드롭아웃으로
# {dropout_few_accuracy:.0%}, L2 벌점으로 {l2_few_accuracy:.0%}, AdamW로 {adamw_few_accuracy:.0%}입니다. 모두 도움이 됩니다.
# 이미지를 한 장 한 장 외우기 어렵게 만들기 때문입니다. 무엇이 가장 좋은지는 문제마다 다르고 시드마다 다르기도 합니다. 여러분의
# 표에서 벌써 다를지도 모릅니다. 벌점은 약속한 일을 합니다. 가중치 전체의 크기 $\sqrt{\sum w^2}$이
# {plain_size:.0f}에서 L2는 {l2_size:.0f}까지, AdamW는 {adamw_size:.0f}까지 줄입니다.
#
# ### 무엇부터 해 볼까요?
#
# | 이럴 때 | 해 볼 것 |
# | --- | --- |
# | 언제나 | ReLU에는 He, tanh와 시그모이드에는 Xavier, 편향은 0 |
# | 첫 옵티마이저 | 학습률 0.001의 Adam이나 AdamW, 그다음 세 배 큰 값과 작은 값 |
# | 손실이 `nan`이거나 마구 뛸 때 | 더 작은 학습률 |
# | 손실이 움직이지 않을 때 | 더 큰 학습률, 층마다 히스토그램 살펴보기 |
# | 층이 많을 때 | 배치 정규화 |
# | 훈련은 좋은데 검증이 나쁠 때 | 더 많은 이미지, 조기 종료, 가중치 감쇠, 드롭아웃 0.2에서 0.5 |
# | 둘 다 나쁠 때 | 더 큰 신경망, 더 많은 에포크, 위의 처방 줄이기 |

# %% [markdown] lang="en"
# ## Self-quiz

# %% [markdown] lang="ko" of="ecd15165"
# ## 스스로 점검하기

# %%
quiz("same_numbers")

# %%
quiz("one_photo")

# %%
quiz("two_curves")

# %% [markdown] lang="en"
# ## One question to answer in words
#
# A friend builds a network with 20 ReLU layers of 100 units, draws all weights with standard deviation 0.01, and trains with SGD at a
# learning rate of 0.1. After an hour the loss has not moved. "I need a better optimizer", says your friend, "let me take
# Adam." What do you look at first, what do you expect to see there, and which *one* thing do you change? Would Adam have
# helped? Four or five sentences; a person will read them.

# %% [markdown] lang="ko" of="cd8209b1"
# ## 글로 답하는 질문
#
# 친구가 유닛 100개짜리 ReLU 층이 20개인 신경망을 만들고, 모든 가중치를 표준편차 0.01로 뽑아 학습률 0.1의 SGD로 학습했습니다. 한 시간이
# 지나도 손실이 움직이지 않습니다. "옵티마이저가 나빠서 그래. Adam을 써야겠어." 친구가 이렇게 말합니다. 여러분이라면
# 무엇부터 살펴보겠습니까? 거기에서 무엇이 보일 것 같습니까? 딱 *하나*만 바꾼다면 무엇을 바꾸겠습니까? Adam은 도움이
# 되었을까요? 네다섯 문장으로 써 보세요. 이 답은 사람이 읽습니다.

# %% [markdown] manual="open_question"
# ### BEGIN SOLUTION
# First I look at the activations layer by layer, on one batch and before any training: histograms or their standard
# deviation. With 100 inputs per unit and std 0.01 each layer multiplies the signal by about 0.07 (0.01 times the root of
# 100 / 2), so after 20 layers nothing of it is left, and the gradient shrinks on its way back in the same manner. I would
# change the initialisation to He, which keeps the size with ReLU (batch normalisation would be another answer). Adam divides
# by the gradients' size, so it would at least take steps; but the logits do not depend on the image at first, so the
# gradients carry next to no information, and 1e-20 vanishes beside epsilon. It treats a symptom. I would measure both on a
# few batches before spending another hour.
#
# 먼저 학습하기 전의 신경망에 배치 하나를 넣고 층마다 활성값을 봅니다. 히스토그램이나 표준편차를 보면 됩니다. 유닛마다 입력이
# 100개이고 표준편차가 0.01이면 층마다 신호가 0.07배쯤(0.01 곱하기 100 / 2의 제곱근)이 되므로, 20층을 지나면 남는 것이 없고
# 기울기도 되돌아오면서 똑같이 작아집니다. 나는 초기화를 He로 바꾸겠습니다. ReLU에서 크기를 지켜 주기 때문입니다(배치 정규화를
# 넣는 것도 답이 됩니다). Adam은 기울기의 크기로 나누므로 걸음은 뗄 수 있습니다. 하지만 처음에는 로짓이 이미지에 따라 달라지지
# 않아서 기울기에 담긴 정보가 거의 없고, 1e-20 같은 값은 엡실론에 묻혀 버립니다. 증상을 다스릴 뿐입니다. 다시 한 시간을 쓰기
# 전에 배치 몇 개로 둘 다 재어 보겠습니다.
# ### END SOLUTION

# %% [markdown] lang="en"
# ## Bonus: why too simple and too complex both fail
#
# Not needed for what follows, and it counts for nothing but your pleasure. Points are drawn around a curve, and a
# polynomial is fitted to them. Try degree 1, degree 5 and degree 12, and each time press the button that draws new points,
# again and again. Watch the *fit*, not the points.

# %% [markdown] lang="ko" of="deb668a9"
# ## 더 해 보기: 너무 단순해도, 너무 복잡해도 안 되는 까닭
#
# 다음 수업에 꼭 필요하지는 않고, 점수도 없습니다. 즐거움만 있습니다. 어떤 곡선 둘레에 점을 뿌리고 다항식을 맞춥니다.
# 차수를 1, 5, 12로 바꾸어 가며, 그때마다 점을 새로 뽑는 단추를 여러 번 눌러 보세요. 점이 아니라 *맞춘 곡선*을 보세요.

# %%
explore_overfitting("polynomial", capacity=5, points=15)

# %% [markdown] lang="en"
# Degree 1 gives nearly the same line every time, and it is wrong every time: **bias** (the third
# thing of this name; units have one, Adam corrects one). Degree 12 is right on average, but
# each single fit is somewhere else: **variance**. A single data set cannot tell the two apart; many can. Below, 300 data sets
# of 15 points each are drawn, and each is fitted.
#
# Write `bias_and_variance(fits, truth)`. `fits` is `(fits, places)`: what each fit says at each place. `truth` is
# `(places,)`. Return two numbers: the squared bias, $(\text{mean fit} - \text{truth})^2$, and the variance of the fits
# around their own mean; both averaged over all places.

# %% [markdown] lang="ko" of="7ddd123c"
# 1차는 매번 거의 같은 직선이 나오고, 매번 틀립니다. 이것이 **편향**입니다(유닛의 편향, Adam이 보정하는 편향과는 또
# 다른 것입니다). 12차는 평균을 내면 맞지만 하나하나는 제각각입니다.
# 이것이 **분산**입니다. 데이터가 한 벌뿐이면 둘을 가릴 수 없지만 여러 벌이면 가릴 수 있습니다. 아래에서는 점 15개짜리
# 데이터를 300벌 뽑아 하나하나 맞춥니다.
#
# `bias_and_variance(fits, truth)`를 써 보세요. `fits`는 `(fits, places)` 모양으로, 맞춘 곡선이 자리마다 내는 값입니다.
# `truth`는 `(places,)` 모양입니다. 수 두 개를 돌려주세요. 하나는 편향의 제곱 $(\text{맞춘 곡선의 평균} - \text{참값})^2$이고,
# 하나는 맞춘 곡선들이 자기 평균 둘레로 흩어진 분산입니다. 둘 다 모든 자리에 걸쳐 평균을 냅니다.


# %% answer="bias_and_variance"
def bias_and_variance(fits, truth):
    """Return the squared bias and the variance of the fits, averaged over the places."""
    ### BEGIN SOLUTION
    mean = fits.mean(axis=0)
    return ((mean - truth) ** 2).mean(), fits.var(axis=0).mean()
    ### END SOLUTION


# %% check="bias_and_variance"
check("bias_and_variance")


# %%
def many_fits(degree, noise=0.3, points=15, draws=300):
    """Fit many draws of one curve; return places, truth, fits, and errors on new points."""
    rng = np.random.default_rng(SEED)

    def curve(x):
        return np.sin(1.5 * np.pi * x)

    x, places = np.linspace(-1, 1, points), np.linspace(-1, 1, 101)
    fits = []
    for _ in range(draws):
        labels = curve(x) + noise * rng.standard_normal(points)
        fits.append(np.polynomial.Polynomial.fit(x, labels, degree)(places))
    fits, truth = np.array(fits), curve(places)
    return places, truth, fits, fits - (truth + noise * rng.standard_normal(fits.shape))


@after("bias_and_variance")
def three_models():
    _, axes = plt.subplots(1, 3, figsize=(12, 3.4), sharey=True, layout="constrained")
    measures = {}
    for ax, degree in zip(axes, (1, 5, 12), strict=True):
        places, truth, fits, errors = many_fits(degree)
        bias, variance = bias_and_variance(fits, truth)
        total, measured = bias + variance + 0.3**2, (errors**2).mean()
        print(f"degree {degree:2}   bias² {bias:.3f} + variance {variance:.3f} + 0.3² = {total:.3f}", end="   ")
        print(f"measured {measured:.3f}")
        measures |= {f"bias_{degree}": bias, f"variance_{degree}": variance}
        measures[f"unexplained_{degree}"] = abs(measured / total - 1)
        ax.plot(places, fits[:30].T, color="#56B4E9", alpha=0.4, linewidth=0.8)
        ax.plot(places, truth, color="#1b1f24", linewidth=2)
        ax.plot(places, fits.mean(axis=0), "--", color="#D55E00", linewidth=2)
        ax.set(title=f"degree = {degree}", xlabel="x", ylim=(-2.2, 2.2))
    axes[0].set_ylabel("y")
    for name, value in measures.items():
        record(name, value)


# %% [markdown] lang="en"
# Black is the truth, blue are 30 of the fits, dashed is the mean of all. The last two numbers of each line agree: the
# mean squared error on new points is **squared bias + variance + variance of the noise**, and no model can do anything about the noise.
# Going from degree 1 to 12, squared bias falls from {bias_1:.2f} to next to nothing while the variance grows from
# {variance_1:.2f} to about {variance_12:.1f}; degree 5 has little of either. All remedies of this lesson make the same trade: a
# little more bias for a lot less variance.

# %% [markdown] lang="ko" of="eea1b6b4"
# 검은 선이 참값, 파란 선이 맞춘 곡선 가운데 30개, 점선이 모두의 평균입니다. 줄마다 마지막 두 수가 서로 맞습니다. 새 점에서 잰
# 평균 제곱 오차는 **편향의 제곱 + 분산 + 잡음의 분산**이고, 잡음은 어떤 모델도 어찌할 수 없습니다. 1차에서 12차로 가면 편향의 제곱은
# {bias_1:.2f}에서 거의 0으로 줄고 분산은 {variance_1:.2f}에서 {variance_12:.1f}쯤으로 커집니다. 5차는 둘 다 작습니다. 이
# 수업의 처방은 모두 같은 거래를 합니다. 편향을 조금 늘리고 분산을 많이 줄입니다.

# %% [markdown] lang="en" sheet="summary"
# ## What you take with you
#
# - First weights decide whether a signal survives: std 0.01 dies out in five tanh layers, Xavier (tanh, sigmoid) and He
#   (ReLU) keep its size. All zeros never become different.
# - An optimizer is a rule for one step. Momentum remembers a velocity, RMSprop divides by the recent size of the gradients,
#   Adam does both and corrects its start, AdamW adds weight decay beside the gradient, not inside.
# - Learning rates of two optimizers are not the same quantity. Compare each at its own best rate; rules of thumb such as
#   "RMSprop is for recurrent networks" are folklore until measured.
# - Batch normalisation keeps every layer's numbers in size and stands learning rates that break the plain network. While
#   training it uses the batch, afterwards running statistics. Before or after the activation: both are used.
# - One step on one batch is an iteration; all training images once is an epoch; the last, smaller batch counts.
# - Against learning by heart: more images, early stopping, dropout (0.2 to 0.5), L2 penalty or weight decay.
#
# **Next:** your network reads a digit as a row of 64 numbers and does not know which pixels are neighbours. In lesson 07
# a small window slides over the image and looks at neighbours together: the convolution. All you wrote here trains it, too.

# %% [markdown] lang="ko" sheet="summary" of="32eaa429"
# ## 정리
#
# - 신호가 살아남는지는 첫 가중치에 달려 있습니다. 표준편차 0.01이면 tanh 다섯 층에서 사라지고, Xavier(tanh, 시그모이드)와
#   He(ReLU)는 크기를 지켜 줍니다. 모두 0으로 두면 영영 서로 달라지지 않습니다.
# - 옵티마이저는 한 걸음의 규칙입니다. 모멘텀은 속도를 기억하고, RMSprop은 요즈음의 기울기 크기로 나누고, Adam은 둘 다 하면서
#   출발을 바로잡고, AdamW는 가중치 감쇠를 기울기 안이 아니라 옆에 둡니다.
# - 옵티마이저가 다르면 학습률의 뜻도 다릅니다. 저마다 가장 좋은 학습률로 비교하세요. "RMSprop은 순환 신경망용" 같은 말은 재어
#   보기 전까지는 떠도는 이야기입니다.
# - 배치 정규화는 층마다 수의 크기를 지켜서, 보통 신경망을 망가뜨리는 학습률도 견딥니다. 학습할 때는 배치를, 그 뒤에는 이동 평균과
#   분산을 씁니다. 활성화 함수 앞에도 뒤에도 둡니다.
# - 배치 하나로 가는 한 스텝이 반복 한 번이고, 훈련 이미지를 모두 한 번 보면 한 에포크입니다. 마지막의 작은 배치도 셉니다.
# - 외우지 못하게 하는 처방은 더 많은 이미지, 조기 종료, 드롭아웃(0.2에서 0.5), L2 벌점이나 가중치 감쇠입니다.
#
# **다음 수업:** 여러분의 신경망은 숫자 그림을 64개의 수가 늘어선 한 줄로 읽고, 어느 픽셀이 이웃인지 모릅니다. 07에서는 작은
# 창이 이미지 위를 옮겨 다니며 이웃을 함께 봅니다. 합성곱입니다. 여기에서 쓴 것은 모두 합성곱을 학습시킬 때도 그대로 씁니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when, shape |
# | --- | --- | --- |
# | Xavier, He | $\sigma_w = \sqrt{1 / n_{in}}, \; \sigma_w = \sqrt{2 / n_{in}}$ | tanh and sigmoid, ReLU |
# | momentum | $v \leftarrow \mu v - \eta g, \; w \leftarrow w + v$ | $\mu = 0.9$ |
# | RMSprop | $s \leftarrow \rho s + (1 - \rho) g^2, \; w \leftarrow w - \eta \frac{g}{\sqrt{s + \epsilon}}$ | $\rho = 0.9$ |
# | Adam | $w \leftarrow w - \eta \frac{\hat m}{\sqrt{\hat s} + \epsilon}$ | $\beta_1 = 0.9, \; \beta_2 = 0.999$ |
# | corrected means | $\hat m = \frac{m}{1 - \beta_1^t}, \; \hat s = \frac{s}{1 - \beta_2^t}$ | $t$ from 1 |
# | AdamW | $w \leftarrow (1 - \eta \lambda) w$, then Adam | L2: $g + \lambda w$ |
# | batch norm | $\hat x = \frac{x - \mu}{\sigma}$, output $\gamma \hat x + \beta$ | $\sigma^2 = \overline{(x - \mu)^2} + \epsilon$ |
# | its gradient, per column | $\frac{\gamma}{\sigma} ( g - \overline{g} - \hat x \cdot \overline{g \hat x} )$ | (N, D) |
# | dropout | $x \odot \frac{\text{mask}}{1 - \text{rate}}$ | training only |
# | iterations | $\lceil N / \text{batch} \rceil \cdot \text{epochs}$ | |

# %% [markdown] lang="ko" sheet="formulas" of="b9a430f8"
# ### 간직할 식
#
# | 이름 | 식 | 언제, 모양 |
# | --- | --- | --- |
# | Xavier, He | $\sigma_w = \sqrt{1 / n_{in}}, \; \sigma_w = \sqrt{2 / n_{in}}$ | tanh와 시그모이드, ReLU |
# | 모멘텀 | $v \leftarrow \mu v - \eta g, \; w \leftarrow w + v$ | $\mu = 0.9$ |
# | RMSprop | $s \leftarrow \rho s + (1 - \rho) g^2, \; w \leftarrow w - \eta \frac{g}{\sqrt{s + \epsilon}}$ | $\rho = 0.9$ |
# | Adam | $w \leftarrow w - \eta \frac{\hat m}{\sqrt{\hat s} + \epsilon}$ | $\beta_1 = 0.9, \; \beta_2 = 0.999$ |
# | 보정한 평균 | $\hat m = \frac{m}{1 - \beta_1^t}, \; \hat s = \frac{s}{1 - \beta_2^t}$ | $t$는 1부터 |
# | AdamW | $w \leftarrow (1 - \eta \lambda) w$, 그다음 Adam | L2는 $g + \lambda w$ |
# | 배치 정규화 | $\hat x = \frac{x - \mu}{\sigma}$, 출력 $\gamma \hat x + \beta$ | $\sigma^2 = \overline{(x - \mu)^2} + \epsilon$ |
# | 그 기울기, 열마다 | $\frac{\gamma}{\sigma} ( g - \overline{g} - \hat x \cdot \overline{g \hat x} )$ | (N, D) |
# | 드롭아웃 | $x \odot \frac{\text{마스크}}{1 - \text{비율}}$ | 학습할 때만 |
# | 반복 횟수 | $\lceil N / \text{배치} \rceil \cdot \text{에포크}$ | |
