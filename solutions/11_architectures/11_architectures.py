# %% [markdown] lang="en"
# # 11 · From LeNet to ResNet and MobileNet
#
# **You will be able to**
# - work out what a network costs, in numbers to store and in multiplications to do, before anybody trains it,
# - tell the ideas from LeNet to the vision transformer by the problem that each of them solved, and write four of
#   them yourself: the residual block, the separable convolution, squeeze-and-excitation, attention,
# - say what a shortcut does for the gradient, and what it does not,
# - compare networks fairly: one recipe for all, two prices, and keep those that are beaten by none.
#
# **Time:** 75 to 90 minutes of yours. On two CPU cores all cells together take about 2 minutes with
# `PROFILE = "quick"` (3,500 training images, seven of the ten networks) and less than 15 with `"full"` (15,000
# images, all ten). Start with quick.

# %% [markdown] lang="ko" of="16756544"
# # 11 · CNN 구조의 역사
#
# **이 수업을 마치면**
# - 신경망에 드는 비용, 곧 저장할 수의 개수와 해야 할 곱셈의 횟수를 학습하기 전에 계산할 수 있습니다.
# - LeNet에서 비전 트랜스포머까지 나온 생각들을 저마다 해결한 문제와 함께 설명하고, 그중 네 가지(잔차 블록, 분리
#   합성곱, 스퀴즈-엑사이트, 어텐션)를 직접 쓸 수 있습니다.
# - 지름길이 기울기에 무엇을 해 주고 무엇은 해 주지 않는지 말할 수 있습니다.
# - 신경망을 공정하게 비교할 수 있습니다. 모두 같은 레시피로 학습하고, 두 가지 비용을 재고, 어느 것에도 지지 않는
#   신경망을 골라냅니다.
#
# **걸리는 시간:** 75분에서 90분쯤입니다. CPU 코어 두 개에서 모든 셀을 실행하는 데 `PROFILE = "quick"`(훈련 이미지
# 3,500장, 신경망 열 개 가운데 일곱 개)이면 2분쯤, `"full"`(15,000장, 열 개 모두)이면 15분이 안 걸립니다. quick으로 시작하세요.

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
    explore_arithmetic,
    explore_feature_maps,
    lesson,
    models,
    plots,
    predict,
    quiz,
    record,
    training,
)
from course_utils.data import load

lesson("11_architectures", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

KOREAN = LANGUAGE == "ko" and plots.korean_font()
plt.rcParams.update({"axes.spines.top": False, "axes.spines.right": False, "font.family": ["DejaVu Sans", *[KOREAN] * bool(KOREAN)]})

# %% [markdown] lang="en"
# ## Smaller and better
#
# Four famous networks, trained on the same million photos of a thousand kinds of things (ImageNet). Further right
# means more numbers to store, further up means more often right. (Published accuracies; LeNet-5 is missing because it
# was never trained on them.)

# %% [markdown] lang="ko" of="b1cf29a7"
# ## 더 작은데 더 잘합니다
#
# 똑같은 사진 백만 장(천 가지 물건을 찍은 ImageNet)으로 학습한 유명한 신경망 네 개입니다. 오른쪽으로 갈수록 저장할
# 수가 많고, 위로 갈수록 자주 맞힙니다. (논문 등에 발표된 정확도입니다. LeNet-5는 이 사진들로 학습한 적이 없어서
# 빠졌습니다.)

# %%
# Top-1 accuracy: Krizhevsky et al. 2012 (one network, validation images); the others as Keras's documentation lists them
FAMOUS = {
    "AlexNet (2012)": (60_965_224, 0.593),
    "VGG-16 (2014)": (138_357_544, 0.713),
    "ResNet-50 (2015)": (25_636_712, 0.749),
    "MobileNet (2017)": (4_253_864, 0.704),
}
plots.plot_costs(FAMOUS, measure="parameters")

# %% [markdown] lang="en"
# Two years after AlexNet, VGG-16 is twice as large and much better: larger is better, then. And then that stops.
# ResNet-50 has a fifth of VGG's numbers and is right more often; MobileNet has a thirtieth and is nearly as good. The
# squares are **beaten**: some other network is smaller *and* better at once. The circles are beaten by none.
#
# What did people find out between 2014 and 2017? To understand it, look at where VGG-16 keeps its 138 million numbers.
# It has thirteen convolutions and, at the end, three dense layers.
#
# **Predict before you run.** How many per cent of the parameters are in the three dense layers?

# %% [markdown] lang="ko" of="d467830f"
# AlexNet이 나오고 2년 뒤, VGG-16은 두 배로 커졌고 훨씬 잘합니다. 그렇다면 클수록 좋은 것일까요? 그런데 거기서
# 끝입니다. ResNet-50은 VGG의 5분의 1만 저장하고도 더 자주 맞히고, MobileNet은 30분의 1로 거의 그만큼 합니다. 네모는
# **지는** 신경망입니다. 더 작으면서 *동시에* 더 잘하는 신경망이 있습니다. 동그라미는 어느 것에도 지지 않습니다.
#
# 2014년에서 2017년 사이에 사람들은 무엇을 알아냈을까요? 그것을 이해하려면 VGG-16이 1억 3천 8백만 개의 수를 어디에
# 담아 두는지 보아야 합니다. VGG-16에는 합성곱층이 열세 개 있고, 끝에 완전 연결층이 세 개 있습니다.
#
# **실행하기 전에 예상해 보세요.** 세 완전 연결층에는 파라미터의 몇 퍼센트가 들어 있을까요?

# %% answer="dense_percentage"
### BEGIN SOLUTION
dense_percentage = 90
### END SOLUTION


# %%
def where_vgg_keeps_what():
    places = [(224, 3, 64), (224, 64, 64), (112, 64, 128), (112, 128, 128), (56, 128, 256), *[(56, 256, 256)] * 2]
    places += [(28, 256, 512), *[(28, 512, 512)] * 2, *[(14, 512, 512)] * 3]
    weights = np.array([9 * before * after for _, before, after in places] + [25_088 * 4096, 4096 * 4096, 4096 * 1000])
    products = weights * np.array([side**2 for side, _, _ in places] + [1, 1, 1])
    titles = ("가중치", "곱셈-덧셈") if KOREAN else ("weights", "multiply-adds")
    _, axes = plt.subplots(1, 2, figsize=(9, 3.4), sharey=True, layout="constrained")
    for ax, amounts, title in zip(axes, (weights, products), titles, strict=True):
        ax.barh(range(1, 17), 100 * amounts / amounts.sum(), color=["#0072B2"] * 13 + ["#D55E00"] * 3)
        ax.set_title(title)
        ax.spines[:].set_visible(False)
        ax.xaxis.set_major_formatter("{x:.0f} %")
    axes[0].invert_yaxis()
    axes[0].set_yticks(range(1, 17))
    return float(round(100 * weights[13:].sum() / weights.sum(), 1))


predict("dense_percentage", dense_percentage, outcome=where_vgg_keeps_what)

# %% [markdown] lang="en"
# Sixteen layers from top to bottom, convolutions in blue, dense layers in orange. Left, the weights: nearly all of them
# sit in the three dense layers, most of them in the first. Right, the multiplications: nearly all of them happen in the
# convolutions. A network has **two prices**, and they are paid in different places. So there are two ways to make it
# cheaper, and you are about to meet both.

# %% [markdown] lang="ko" of="2f5140dc"
# 위에서 아래로 열여섯 층이 있고, 합성곱층은 파랑, 완전 연결층은 주황입니다. 왼쪽은 가중치입니다. 거의 모두가 세 완전
# 연결층에, 그것도 대부분 첫째 층에 있습니다. 오른쪽은 곱셈입니다. 거의 모두가 합성곱층에서 일어납니다. 신경망에는 **두
# 가지 비용**이 있고, 치르는 곳이 서로 다릅니다. 그러니 줄이는 길도 두 갈래이고, 이제 그 둘을 모두 만나게 됩니다.

# %% [markdown] lang="en"
# ## Two prices
#
# **Parameters** are the numbers a network stores: weights and biases. **Multiply-adds** are what it does for one image:
# multiply a weight by an activation and add the product to a sum. (Biases and activation functions are left out of the
# second count, as in the papers: they are a few operations per number, not hundreds.)
#
# A kernel is stored once and used at every place. That is why the two prices part.
#
# Write `conv_cost(side, kernel_size, in_channels, out_channels, bias=True)` for a convolution whose **output** is
# `side` by `side` pixels; return the pair (parameters, multiply-adds). With `bias=False` there is no bias to store.

# %% [markdown] lang="ko" of="a7f97406"
# ## 두 가지 비용
#
# **파라미터**는 신경망이 저장하는 수, 곧 가중치와 편향입니다. **곱셈-덧셈**은 신경망이 이미지 한 장에 하는 일입니다.
# 가중치와 활성값을 곱해 합에 더하는 것을 한 번으로 셉니다. (편향과 활성화 함수는 논문에서처럼 두 번째 비용에서
# 뺍니다. 수 하나에 수백 번이 아니라 몇 번만 하는 계산이기 때문입니다.)
#
# 커널은 한 번만 저장하고 모든 자리에서 씁니다. 그래서 두 비용이 갈라집니다.
#
# **출력**의 가로세로가 `side`픽셀인 합성곱층에 대해
# `conv_cost(side, kernel_size, in_channels, out_channels, bias=True)`를 써 보세요. (파라미터 수, 곱셈-덧셈 수) 쌍을
# 돌려줍니다. `bias=False`이면 저장할 편향이 없습니다.


# %% answer="conv_cost"
def conv_cost(side, kernel_size, in_channels, out_channels, *, bias=True):
    """Return (parameters, multiply-adds) of a convolution with an output of side x side pixels."""
    ### BEGIN SOLUTION
    weights = kernel_size**2 * in_channels * out_channels
    return weights + bias * out_channels, side**2 * weights
    ### END SOLUTION


# %% check="conv_cost"
check("conv_cost")

# %% [markdown] lang="en"
# Your function counts dense layers too. A dense layer of 84 units on 120 numbers is a convolution with a 1 x 1 window
# on an image of one pixel with 120 channels: `conv_cost(1, 1, 120, 84)`. With that, the first two networks of the story
# are a list of rows.

# %% [markdown] lang="ko" of="bbf5df43"
# 이 함수로 완전 연결층도 셀 수 있습니다. 수 120개를 받는 유닛 84개짜리 완전 연결층은, 채널이 120개인 한 픽셀짜리
# 이미지 위의 1 x 1 합성곱과 같습니다. `conv_cost(1, 1, 120, 84)`입니다. 그러니 이야기의 첫 두 신경망은 몇 줄짜리 표가
# 됩니다.

# %%
LENET_5 = [(28, 5, 1, 6), (10, 5, 6, 16), (1, 1, 400, 120), (1, 1, 120, 84), (1, 1, 84, 10)]
ALEXNET = [
    (55, 11, 3, 96),
    (27, 5, 48, 256),  # two graphics cards: each kernel sees the 48 channels of its own card
    (13, 3, 256, 384),
    (13, 3, 192, 384),  # and here the 192
    (13, 3, 192, 256),
    (1, 1, 6 * 6 * 256, 4096),
    (1, 1, 4096, 4096),
    (1, 1, 4096, 1000),
]


def in_all(costs):
    """Add up pairs of (parameters, multiply-adds)."""
    return tuple(int(total) for total in np.sum(list(costs), axis=0))


@after("conv_cost")
def the_first_two():
    for name, rows in {"lenet5": LENET_5, "alexnet": ALEXNET}.items():
        parameters, multiply_adds = in_all(conv_cost(*row) for row in rows)
        print(f"{name:8} {parameters:12,} parameters {multiply_adds:14,} multiply-adds")
        record(f"{name}_parameters", parameters)
        record(f"{name}_multiply_adds", multiply_adds)


# %% [markdown] lang="en"
# **LeNet-5** (LeCun and others, 1998) read the digits on bank cheques: convolution, pooling, convolution, pooling,
# dense layers, the plan that every later network varies. {lenet5_parameters:,} parameters. It took 32 x 32 pixels; the
# 28 x 28 digits stood in the middle of that.
#
# **AlexNet** (Krizhevsky, Sutskever and Hinton, 2012) is the same plan, {alexnet_parameters:,} parameters large. What
# made the difference was less the plan than the means: a million labelled photos, two graphics cards, ReLU instead of
# tanh (older than AlexNet, but now everybody saw what it was good for), dropout and augmentation. Its kernels were
# split over the two cards, hence the 48 and 192 above. (Many notes, and the paper itself, say that its images were 224
# pixels wide. Check: $(224 - 11) / 4 + 1$ is no whole number. With 227 it is 55, and that is what was computed.)

# %% [markdown] lang="ko" of="816a9fce"
# **LeNet-5**(르쿤 등, 1998)는 은행 수표의 숫자를 읽었습니다. 합성곱, 풀링, 합성곱, 풀링, 완전 연결층. 뒤에 나온 모든
# 신경망이 이 뼈대를 변주합니다. 파라미터는 {lenet5_parameters:,}개입니다. 입력은 32 x 32픽셀이었고, 28 x 28짜리 숫자가
# 그 가운데에 놓였습니다.
#
# **AlexNet**(크리제브스키, 수츠케버, 힌턴, 2012)은 뼈대는 같고 파라미터가 {alexnet_parameters:,}개로 커졌습니다. 차이를
# 만든 것은 구조보다 수단이었습니다. 레이블이 붙은 사진 백만 장, 그래픽 카드 두 장, tanh 대신 ReLU(AlexNet보다 먼저
# 나왔지만 이때 모두가 그 쓸모를 알게 되었습니다), 드롭아웃과 증강입니다. 커널을 카드 두 장에 나누어 담았기 때문에 위의
# 표에 48과 192가 나옵니다. (많은 강의 노트와 논문 자체에 입력이 224픽셀이라고 적혀 있습니다. 확인해 보세요.
# $(224 - 11) / 4 + 1$은 정수가 아닙니다. 227이면 55가 되고, 실제로 계산한 것은 이쪽입니다.)

# %% [markdown] lang="en"
# ## 2014: nothing but 3 x 3
#
# AlexNet has windows of 11, 5 and 3 pixels. **VGG** (Simonyan and Zisserman) asked: why not always the smallest that
# knows left from right, 3 x 3, and more of them? Lesson 07 has the reason. Run the cell: two 3 x 3 convolutions, one
# after the other, and the receptive field of one output. Then put a single 5 x 5 in their place. What changes in the
# picture? What does not?

# %% [markdown] lang="ko" of="4a8c5924"
# ## 2014년: 오로지 3 x 3
#
# AlexNet의 창은 11, 5, 3픽셀입니다. **VGG**(시모니언과 지서먼)는 이렇게 물었습니다. 왼쪽과 오른쪽을 구별할 수 있는 가장
# 작은 창, 3 x 3만 쓰고 그 대신 여러 번 쓰면 어떨까? 그래도 되는 까닭은 07에서 보았습니다. 셀을 실행하면 3 x 3 합성곱을
# 두 번 이어 놓은 것과 출력 하나의 수용 영역이 보입니다. 그 자리에 5 x 5 합성곱 하나를 넣어 보세요. 그림에서 무엇이
# 달라지고 무엇이 그대로인가요?

# %%
explore_arithmetic(9, 3, padding=0, stride=1, layers=[{"kernel_size": 3}, {"kernel_size": 3}])


# %%
@after("conv_cost")
def small_windows():
    channels, side = 64, 56
    for kernel_size, count in ((5, 2), (7, 3), (11, 5)):
        large, _ = conv_cost(side, kernel_size, channels, channels, bias=False)
        small, _ = conv_cost(side, 3, channels, channels, bias=False)
        print(f"one {kernel_size:2} x {kernel_size:2}: {large:8,}   {count} times 3 x 3: {count * small:8,}   {count * small / large:.2f}")
        record(f"small_for_{kernel_size}", count * small / large)


# %% [markdown] lang="en"
# The same view for {small_for_5:.0%} of the price; instead of 7 x 7, for {small_for_7:.0%}. And there is a ReLU more in
# between, so the network can express more. Since VGG, small windows are the rule.
#
# Now VGG-16 itself, counted by a function of yours. Write `vgg_cost(side, plan, units)`:
#
# - `side`: of the image, which has 3 channels;
# - `plan`: a list; a number stands for a 3 x 3 convolution with so many kernels (zeros around, so that the side stays),
#   the word `"pool"` for a pooling that halves the side;
# - `units`: of the dense layers that follow the flattened maps.
#
# Return (parameters, multiply-adds) of all layers together, biases included. Your `conv_cost` does the work.

# %% [markdown] lang="ko" of="ac3874cb"
# 보는 범위는 같은데 비용은 {small_for_5:.0%}입니다. 7 x 7을 대신할 때는 {small_for_7:.0%}입니다. 게다가 사이에 ReLU가
# 하나 더 들어가므로 더 다양한 것을 나타낼 수 있습니다. VGG 뒤로는 작은 창이 표준입니다.
#
# 이제 여러분의 함수로 VGG-16을 세어 봅시다. `vgg_cost(side, plan, units)`를 써 보세요.
#
# - `side`: 이미지의 한 변. 이미지의 채널은 3개입니다.
# - `plan`: 리스트. 수는 커널이 그만큼 있는 3 x 3 합성곱(둘레에 0을 둘러 한 변이 그대로)이고, 낱말 `"pool"`은 한 변을
#   반으로 줄이는 풀링입니다.
# - `units`: 특성 맵을 한 줄로 편 다음에 오는 완전 연결층들의 유닛 수.
#
# 편향을 포함해 모든 층을 더한 (파라미터 수, 곱셈-덧셈 수)를 돌려주세요. 계산은 `conv_cost`에 맡기면 됩니다.


# %% answer="vgg_cost"
def vgg_cost(side, plan, units):
    """Return (parameters, multiply-adds) of a network of VGG's pattern."""
    ### BEGIN SOLUTION
    channels, costs = 3, []
    for entry in plan:
        if entry == "pool":
            side //= 2
        else:
            costs.append(conv_cost(side, 3, channels, entry))
            channels = entry
    width = side * side * channels
    for count in units:
        costs.append(conv_cost(1, 1, width, count))
        width = count
    return sum(parameters for parameters, _ in costs), sum(multiply_adds for _, multiply_adds in costs)
    ### END SOLUTION


# %% check="vgg_cost"
check("vgg_cost")

# %%
VGG_16 = [64, 64, "pool", 128, 128, "pool", 256, 256, 256, "pool", 512, 512, 512, "pool", 512, 512, 512, "pool"]


@after("vgg_cost")
def sixteen_layers():
    parameters, multiply_adds = vgg_cost(224, VGG_16, [4096, 4096, 1000])
    headless = vgg_cost(224, VGG_16, [])
    print(f"{parameters:,} parameters, {multiply_adds:,} multiply-adds")
    record("vgg16_parameters", parameters)
    record("vgg16_multiply_adds", multiply_adds)
    record("vgg16_dense_share", 1 - headless[0] / parameters)
    record("vgg16_dense_work", 1 - headless[1] / multiply_adds)


# %% [markdown] lang="en"
# {vgg16_parameters:,}: every digit as in the paper's network. The dense layers hold {vgg16_dense_share:.0%} of the
# parameters and do {vgg16_dense_work:.1%} of the work, out of {vgg16_multiply_adds:,} multiply-adds for a single photo.

# %% [markdown] lang="ko" of="845cbbb7"
# {vgg16_parameters:,}개. 논문의 신경망과 마지막 자리까지 같습니다. 완전 연결층은 파라미터의 {vgg16_dense_share:.0%}를
# 담고 있으면서 일은 {vgg16_dense_work:.1%}만 합니다. 사진 한 장에 곱셈-덧셈이 모두 {vgg16_multiply_adds:,}번입니다.

# %% [markdown] lang="en"
# ## 2014: a cheap way in, a cheap way out
#
# In the same year **GoogLeNet** (Szegedy and others) won the ImageNet competition with a twentieth of VGG's parameters.
# It attacked both prices.
#
# **The 1 x 1 convolution.** A window of one pixel looks at no neighbour; it mixes the *channels* of each place. With
# fewer kernels than channels it boils 192 channels down to 16, and then a 5 x 5 convolution is cheap. GoogLeNet's
# **Inception module** has four such branches side by side (1 x 1, 3 x 3, 5 x 5, pooling) and lets the next layer
# choose.
#
# **Global average pooling.** Where VGG flattens 7 x 7 x 512 numbers into a dense layer, take the mean of each channel:
# 512 numbers are left, and one dense layer of 1,000 units is enough. It also no longer matters how large the image is.

# %% [markdown] lang="ko" of="b21832e7"
# ## 2014년: 들어갈 때도 나갈 때도 싸게
#
# 같은 해 **GoogLeNet**(세게디 등)은 VGG의 20분의 1밖에 안 되는 파라미터로 ImageNet 대회에서 우승했습니다. 두 비용을
# 모두 줄였습니다.
#
# **1 x 1 합성곱.** 한 픽셀짜리 창은 이웃을 보지 않고 자리마다 *채널*을 섞습니다. 커널 수를 채널 수보다 적게 하면 192개
# 채널이 16개로 졸아들고, 그다음의 5 x 5 합성곱이 싸집니다. GoogLeNet의 **Inception 모듈**은 이런 갈래 네 개(1 x 1,
# 3 x 3, 5 x 5, 풀링)를 나란히 두고 어느 것을 쓸지는 다음 층에 맡깁니다.
#
# **전역 평균 풀링.** VGG가 7 x 7 x 512개의 수를 펴서 완전 연결층에 넣는 자리에서, 채널마다 평균을 하나씩 냅니다. 수
# 512개만 남으므로 유닛 1,000개짜리 완전 연결층 하나면 됩니다. 이미지 크기가 얼마든 상관없어지기도 합니다.


# %%
@after("conv_cost")
def both_ways():
    _, direct = conv_cost(28, 5, 192, 32)
    _, through_16 = in_all([conv_cost(28, 1, 192, 16), conv_cost(28, 5, 16, 32)])
    print(f"5 x 5: {direct:,} multiply-adds   through 16 channels: {through_16:,}   {direct / through_16:.1f} times fewer")
    record("bottleneck_saving", direct / through_16)
    flat, _ = in_all([conv_cost(1, 1, 7 * 7 * 512, 4096), conv_cost(1, 1, 4096, 4096), conv_cost(1, 1, 4096, 1000)])
    pooled, _ = conv_cost(1, 1, 512, 1000)
    print(f"flattened: {flat:,} parameters   global average pooling: {pooled:,}   {flat / pooled:.0f} times fewer")
    record("pooling_saving", flat / pooled)


# %% [markdown] lang="en"
# {bottleneck_saving:.1f} times fewer multiplications, {pooling_saving:.0f} times fewer parameters at the end. From here
# on, dense layers after `Flatten` disappear from the story: all networks that follow end in global average pooling.

# %% [markdown] lang="ko" of="212be418"
# 곱셈은 {bottleneck_saving:.1f}분의 1, 끝부분의 파라미터는 {pooling_saving:.0f}분의 1이 됩니다. 여기서부터 `Flatten` 다음의
# 완전 연결층은 이야기에서 사라집니다. 뒤에 나오는 신경망은 모두 전역 평균 풀링으로 끝납니다.

# %% [markdown] lang="en"
# ## 2015: why not fifty layers?
#
# VGG stopped at 19 layers because more made it worse, and not only on test images: deeper plain networks did worse on
# their *training* images, too. That is not overfitting. And it is odd: the additional layers would only have to hand on
# what they receive, and the deep network would be as good as the shallow one. Training did not find that.
#
# He and others (2016) helped it along with a **shortcut**. A block of two convolutions no longer has to produce its
# output from nothing; it produces what to *add* to its input: $\text{output} = F(x) + x$. Hence *residual* network.
#
# Why does that help? The usual answer, in the notes behind this course too: "because the gradient no longer vanishes".
# We can look. Here are the pictures of lesson 09, and two networks of 20 layers: `models.plain_net` and `models.resnet` have the
# same convolutions, but only one has shortcuts. Both are freshly drawn as Keras does it (Xavier, which Keras calls Glorot),
# without batch normalisation. One batch goes through, one gradient comes back.

# %% [markdown] lang="ko" of="5b0f5428"
# ## 2015년: 쉰 층은 왜 안 될까?
#
# VGG가 19층에서 멈춘 것은 더 쌓으면 나빠졌기 때문입니다. 테스트 이미지에서만 그런 것이 아니라 *훈련* 이미지에서도
# 나빠졌습니다. 그러니 과대적합이 아닙니다. 이상한 일입니다. 더해진 층들이 받은 것을 그대로 넘기기만 해도 깊은 신경망은
# 얕은 신경망만큼은 할 텐데, 학습은 그것을 찾아내지 못했습니다.
#
# 허카이밍 등(2016)은 **지름길**을 놓아 주었습니다. 합성곱층 두 개로 된 블록이 이제 출력을 처음부터 만들지 않고, 입력에 무엇을
# *더할지*만 만듭니다. $\text{출력} = F(x) + x$입니다. 그래서 *잔차* 신경망(ResNet)이라고 부릅니다.
#
# 왜 도움이 될까요? 흔한 대답은, 이 수업의 바탕이 된 노트에서도, "기울기가 사라지지 않기 때문"입니다. 직접 볼 수
# 있습니다. 09에서 본 사진들과 20층짜리 신경망 두 개가 있습니다. `models.plain_net`과 `models.resnet`은 합성곱층이 똑같고, 한쪽에만
# 지름길이 있습니다. 둘 다 Keras가 하는 대로(Keras에서 Glorot라고 부르는 Xavier로) 새로 뽑았고, 배치 정규화는
# 없습니다. 배치 하나가 지나가고 기울기가 되돌아옵니다.

# %%
with training.quiet_start():  # TensorFlow talks a lot while it loads
    import keras
    import tensorflow as tf
    from keras import layers

dataset = load("objects", source=SOURCE)
names = dataset.class_names(LANGUAGE)
record("source", dataset.source)
print(dataset.describe(LANGUAGE))
batch, batch_labels = dataset.train.images[:64].astype("float32"), dataset.train.labels[:64]
DEEP = {"plain": models.plain_net, "residual": models.resnet}


def gradient_norms(network):
    """Return the size of the loss's gradient for each 3 x 3 convolution, the first layer first."""
    kernels = [layer.kernel for layer in network.layers if getattr(layer, "kernel_size", None) == (3, 3)]
    with tf.GradientTape() as tape:
        probabilities = network(batch, training=True)
        loss = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(batch_labels, probabilities))
    return [float(tf.norm(gradient)) for gradient in tape.gradient(loss, kernels)]


def deep_network(name, start):
    """Build a network of 20 layers: drawn by "glorot" or "he", or with batch normalisation."""
    keras.utils.set_random_seed(SEED)
    network = DEEP[name](depth=20, batch_norm=start == "batch_norm")
    for number, layer in enumerate(network.layers):
        if start == "he" and isinstance(layer, layers.Conv2D):
            layer.kernel.assign(keras.initializers.HeNormal(seed=SEED + number)(layer.kernel.shape))
    return network


def draw_flows(*starts):
    """Draw the gradient of every layer, and return how many times larger the first layer's is with shortcuts."""
    ratios = {}
    _, axes = plt.subplots(1, len(starts), figsize=(4.6 * len(starts), 3.4), sharey=True, squeeze=False, layout="constrained")
    for ax, start in zip(axes[0], starts, strict=True):
        norms = {name: gradient_norms(deep_network(name, start)) for name in DEEP}
        for (name, values), style in zip(norms.items(), ("o--", "s-"), strict=True):
            ax.plot(range(1, len(values) + 1), values, style, markersize=4, label=name)
            record(f"{name}_{start}", values[0])
        ratios[start] = norms["residual"][0] / norms["plain"][0]
        record(f"ratio_{start}", ratios[start])
        ax.set(yscale="log", title=start, xticks=(1, 5, 10, 15, 19))
        ax.grid(alpha=0.3)
    axes[0, 0].set_ylabel(r"$\|\partial L / \partial W\|$")
    axes[0, -1].legend()
    return ratios


# %% [markdown] lang="en"
# **Predict before you run.** At the *first* layer: how many times larger is the gradient in the residual network? The
# right power of ten is all that counts.

# %% [markdown] lang="ko" of="c5312da5"
# **실행하기 전에 예상해 보세요.** *첫* 층에서 잔차 신경망의 기울기는 몇 배나 클까요? 10의 몇 제곱인지만 맞으면 됩니다.

# %% answer="times_larger"
### BEGIN SOLUTION
times_larger = 1000
### END SOLUTION

# %%
predict("times_larger", times_larger, outcome=lambda: round(draw_flows("glorot")["glorot"]))

# %% [markdown] lang="en"
# From left to right: the first layer to the nineteenth (the twentieth is dense). At the first layer the two networks are
# a factor of about {ratio_glorot.real.full:,.0f} apart. Look closely: the plain network's gradient is that small not only
# in front but in *every* layer.
#
# You can even say where the number comes from. Xavier loses a factor of $\sqrt 2$ at each ReLU (lesson 06), on the way
# forward and on the way back. The gradient of a kernel is made of both: of the signal that comes in from the front and
# of the one that comes back from behind. Near the front the first is still strong and the second has a long way behind
# it; near the end it is the other way round. Wherever you look, all 19 factors have been paid: $\sqrt{2}^{\,19}$ is 724.
# In the residual network both signals pass each sum unchanged, beside whatever the convolutions make of them.
#
# ### Your own block
#
# Write `residual_block(maps, channels)` with Keras's layers, each called on a feature map: `layers.Conv2D(...)(maps)`.
#
# 1. a 3 x 3 convolution with `channels` kernels and `padding="same"`, then ReLU;
# 2. a second one, *without* an activation;
# 3. add the input (`layers.Add()([..., ...])`), and only then the ReLU.
#
# If the input has another number of channels than `channels`, the two cannot be added. Then a 1 x 1 convolution, without
# activation, makes the input fit. Leave batch normalisation out.

# %% [markdown] lang="ko" of="2bd8df27"
# 왼쪽이 첫째 층이고 오른쪽이 열아홉째 층입니다(스무 번째는 완전 연결층입니다). 첫 층에서는 두 신경망이
# {ratio_glorot.real.full:,.0f}배쯤 차이가 납니다. 자세히 보세요. 보통 신경망의 기울기는 앞쪽에서만이 아니라 *모든 층에서*
# 그만큼 작습니다.
#
# 이 수가 어디서 나오는지도 말할 수 있습니다. Xavier를 쓰면 신호가 ReLU를 지날 때마다 $\sqrt 2$분의 1로 줄어듭니다(06).
# 앞으로 갈 때도, 되돌아올 때도 그렇습니다. 커널의 기울기는 이 둘로 만들어집니다. 앞에서 들어오는 신호와 뒤에서 되돌아오는
# 신호입니다. 앞쪽 층에서는 들어오는 신호가 아직 크지만 되돌아오는 신호가 먼 길을 왔고, 뒤쪽 층에서는 그 반대입니다. 어느
# 층에서 보든 열아홉 번을 모두 치른 셈이고, $\sqrt{2}^{\,19}$는 724입니다. 잔차 신경망에서는 합성곱층이 무엇을 하든, 그
# 옆으로 두 신호가 덧셈을 그대로 지나갑니다.
#
# ### 여러분의 블록
#
# Keras의 층으로 `residual_block(maps, channels)`를 써 보세요. 층은 `layers.Conv2D(...)(maps)`처럼 특성 맵에 대고
# 부릅니다.
#
# 1. 커널이 `channels`개이고 `padding="same"`인 3 x 3 합성곱, 그다음 ReLU
# 2. 똑같은 합성곱을 한 번 더, 이번에는 활성화 함수 *없이*
# 3. 입력을 더하고(`layers.Add()([..., ...])`), 그다음에야 ReLU
#
# 입력의 채널 수가 `channels`와 다르면 둘을 더할 수 없습니다. 그럴 때는 활성화 함수 없는 1 x 1 합성곱으로 입력을
# 맞춥니다. 배치 정규화는 넣지 마세요.


# %% answer="residual_block"
def residual_block(maps, channels):
    """Two 3 x 3 convolutions that learn what to add to their input."""
    ### BEGIN SOLUTION
    inside = layers.Conv2D(channels, 3, padding="same", activation="relu")(maps)
    inside = layers.Conv2D(channels, 3, padding="same")(inside)
    if maps.shape[-1] != channels:
        maps = layers.Conv2D(channels, 1)(maps)
    return layers.ReLU()(layers.Add()([inside, maps]))
    ### END SOLUTION


# %% check="residual_block"
check("residual_block")

# %% [markdown] lang="en"
# What does a network do that has learned nothing and whose weights are nearly 0? Four photos go through nine of your
# blocks (first row), and through the same eighteen convolutions without shortcuts (second row).

# %% [markdown] lang="ko" of="4062edcf"
# 아무것도 배우지 않았고 가중치가 거의 0인 신경망은 무엇을 할까요? 사진 네 장을 여러분의 블록 아홉 개에 통과시키고(첫째
# 줄), 지름길 없는 똑같은 합성곱층 열여덟 개에도 통과시켜 봅니다(둘째 줄).


# %%
@after("residual_block")
def nearly_nothing():
    photos = keras.Input((32, 32, 3))
    through, plain = photos, photos
    for _ in range(9):
        through = residual_block(through, 3)
        for _ in range(2):
            plain = layers.Conv2D(3, 3, padding="same", activation="relu")(plain)
    rows = []
    for maps in (through, plain):
        network = keras.Model(photos, maps)
        for weight in network.weights:
            weight.assign(0.1 * weight)
        rows.append(np.clip(network(batch[:4]), 0, 255).astype("uint8"))
    return plots.show_images(np.concatenate(rows), columns=4)


# %% [markdown] lang="en"
# A residual block that does nothing hands its input on. Plain layers that do nothing hand on nothing; they have to
# *learn* to let a picture through. Hold on to that: it matters more than it seems.
#
# ### Now doubt it
#
# The gradient above was measured with one kind of first weights and without batch normalisation. Lesson 06 had better
# means against vanishing than shortcuts. So, three starts: Glorot again; He, made for ReLU; and batch normalisation.

# %% [markdown] lang="ko" of="0cab1561"
# 아무것도 하지 않는 잔차 블록은 입력을 그대로 넘깁니다. 아무것도 하지 않는 보통 층은 아무것도 넘기지 않습니다. 사진을
# 통과시키는 것부터 *배워야* 합니다. 이 차이를 기억해 두세요. 보기보다 중요합니다.
#
# ### 이제 의심해 봅시다
#
# 위의 기울기는 한 가지 첫 가중치로, 배치 정규화 없이 잰 것입니다. 기울기 소실이라면 06에 지름길보다 나은 처방이
# 있었습니다. 그래서 출발을 세 가지로 바꾸어 봅니다. 다시 Glorot, ReLU에 맞춘 He, 그리고 배치 정규화입니다.

# %%
print({start: float(f"{ratio:.2g}") for start, ratio in draw_flows("glorot", "he", "batch_norm").items()})

# %% [markdown] lang="en"
# Read the three panels carefully, on the real photos:
#
# | start | first layer, plain | first layer, residual | residual / plain |
# | --- | --- | --- | --- |
# | Glorot | {plain_glorot.real.full:.5f} | {residual_glorot.real.full:.2f} | {ratio_glorot.real.full:,.0f} |
# | He | {plain_he.real.full:.2f} | {residual_he.real.full:.0f} | {ratio_he.real.full:,.0f} |
# | batch normalisation | {plain_batch_norm.real.full:.1f} | {residual_batch_norm.real.full:.1f} | {ratio_batch_norm.real.full:.2f} |
#
# With **He** the ratio is large again, and this time it speaks *against* the shortcut: the plain network's gradient is
# fine, that of the residual one explodes. Each block adds its own signal to the one that passes by, so the variance
# doubles block by block, nine times over. (The notes say that along a shortcut "the gradient is always 1". The
# shortcut's own part is; the sum is not.) With **batch normalisation** the ratio is below 1: nothing vanishes anywhere.
#
# So "ResNets work because the gradient does not vanish" is at best half of it: against vanishing, good first weights or
# batch normalisation are enough, and He and others said so themselves; their plain networks had both. A ratio alone,
# moreover, cannot tell vanishing from exploding. Look at the numbers it is made of.
#
# What is left of the argument? The thing that counts: does it *learn*? Both networks of 20 layers, both with batch
# normalisation and so with healthy gradients, on small copies of the photos, 16 x 16 pixels.

# %% [markdown] lang="ko" of="0dc328b6"
# 세 그림을 차근차근 읽어 봅시다. 실제 사진에서 잰 값입니다.
#
# | 출발 | 첫 층, 보통 | 첫 층, 잔차 | 잔차 / 보통 |
# | --- | --- | --- | --- |
# | Glorot | {plain_glorot.real.full:.5f} | {residual_glorot.real.full:.2f} | {ratio_glorot.real.full:,.0f} |
# | He | {plain_he.real.full:.2f} | {residual_he.real.full:.0f} | {ratio_he.real.full:,.0f} |
# | 배치 정규화 | {plain_batch_norm.real.full:.1f} | {residual_batch_norm.real.full:.1f} | {ratio_batch_norm.real.full:.2f} |
#
# **He**에서도 비율은 큽니다. 그런데 이번에는 지름길에 *불리한* 증거입니다. 보통 신경망의 기울기는 멀쩡하고, 잔차
# 신경망의 기울기가 폭발합니다. 블록마다 지나가는 신호에 자기 신호를 더하므로 블록을 지날 때마다 분산이 두 배가 되고,
# 그러기를 아홉 번 합니다. (노트에는 지름길을 따라 "기울기가 항상 1"이라고 적혀 있습니다. 지름길이 맡은 몫은 1이지만
# 합은 1이 아닙니다.) **배치 정규화**를 쓰면 비율이 1보다 작습니다. 어디에서도 사라지지 않습니다.
#
# 그러니 "ResNet은 기울기가 사라지지 않아서 잘 된다"는 말은 잘해야 반만 맞습니다. 소실을 막는 데는 좋은 첫 가중치나 배치
# 정규화로 충분합니다. 허카이밍 등도 그렇게 썼고, 그들의 보통 신경망에는 둘 다 들어 있었습니다. 게다가 비율 하나로는 소실과
# 폭발을 가릴 수 없습니다. 비율을 이루는 두 수를 보세요.
#
# 그러면 이 주장에서 무엇이 남을까요? 정말 중요한 것, 곧 *배우는가*입니다. 20층짜리 두 신경망에 모두 배치 정규화를 넣어 기울기를
# 건강하게 해 두고, 16 x 16픽셀로 줄인 사진으로 학습해 봅시다.

# %%
PLANS = {
    "quick": {"images": 3_500, "epochs": 3, "deep_images": 1_500, "deep_epochs": 3},
    "full": {"images": 15_000, "epochs": 4, "deep_images": 6_000, "deep_epochs": 4},
}
PLAN = PLANS[PROFILE]
pool = dataset.train.take(min(PLAN["images"] + 500, len(dataset.train)), seed=SEED)
train, validation = training.hold_back(pool, 500, seed=SEED)


def halved(split, count):
    """Take the first images, and average 2 x 2 pixels into one."""
    small = split.images[:count].reshape(-1, 16, 2, 16, 2, 3).mean((2, 4)).astype("uint8")
    return type(split)(small, split.labels[:count])


@after("residual_block")
def deep_training():
    small_images = halved(train, PLAN["deep_images"]), halved(validation, 500)
    recipe, histories = training.Recipe(epochs=PLAN["deep_epochs"], weight_decay=0.02, keep="last"), {}
    for name, build in DEEP.items():
        keras.utils.set_random_seed(SEED)
        histories[name] = training.fit(build((16, 16, 3), depth=20), small_images, recipe, seed=SEED)
        record(f"{name}_learned", histories[name]["accuracy"][-1])
    record("shortcut_lead", 100 * (histories["residual"]["accuracy"][-1] - histories["plain"]["accuracy"][-1]))
    return plots.compare_histories(histories, measure="accuracy")


# %% [markdown] lang="en"
# The same convolutions, the same recipe, healthy gradients in both; and yet, after four epochs on the real photos (full
# profile), the residual network gets {residual_learned.real.full:.0%} of its *training* images right and the plain one
# {plain_learned.real.full:.0%}.
#
# This is what is left, and it is a good deal: **with shortcuts, deep networks learn faster.** A plain block has to learn
# to let a picture through before it can improve on it. A block with a shortcut starts from "change nothing" and learns a
# correction. The two rows of photos above said so before any training. Whether the plain network would catch up in the
# end, four epochs cannot tell. He and others trained until nothing moved any more, and their plain network of 56 layers
# stayed behind the one of 20, on training images, too.

# %% [markdown] lang="ko" of="bae912c8"
# 합성곱층도 레시피도 같고 두 쪽 모두 기울기가 건강합니다. 그런데 실제 사진으로 4에포크를 학습하고 나면(full 프로필)
# 잔차 신경망은 *훈련* 이미지의 {residual_learned.real.full:.0%}를, 보통 신경망은 {plain_learned.real.full:.0%}를 맞힙니다.
#
# 남은 것은 이것이고, 작은 것이 아닙니다. **지름길이 있으면 깊은 신경망이 더 빨리 배웁니다.** 보통 블록은 사진을
# 통과시키는 것부터 배워야 그다음에 나아질 수 있습니다. 지름길이 있는 블록은 "아무것도 바꾸지 않음"에서 출발해 고칠 것을
# 배웁니다. 위에서 본 사진 두 줄이 학습하기 전에 벌써 말해 준 것입니다. 보통 신경망이 결국 따라잡을지는 4에포크로는 알 수
# 없습니다. 허카이밍 등은 더 나아지지 않을 때까지 학습했는데, 56층짜리 보통 신경망은 20층짜리보다 훈련 이미지에서도
# 못했습니다.

# %% [markdown] lang="en"
# **DenseNet** (Huang and others, 2017) goes one step further: a layer's output is not added to what went by but placed
# *beside* it, as further channels, so every layer reads the outputs of all layers before it. Nothing has to be computed
# twice, and few new channels per layer are enough. The price is memory: all those maps have to be kept.
#
# ## 2017: for a phone
#
# A convolution does two things at once: it looks at neighbours, and it mixes channels. **MobileNet** (Howard and
# others) does one after the other. The *depthwise* step gives each channel a single k x k kernel of its own; the
# *pointwise* step is the 1 x 1 convolution that you know. Together: a **depthwise-separable convolution**.
#
# Write `separable_cost(side, kernel_size, in_channels, out_channels)`: the pair (parameters, multiply-adds) of both
# steps together, without biases. (A step in which every kernel sees a single channel: `conv_cost` can count that, too.)

# %% [markdown] lang="ko" of="73ab2985"
# **DenseNet**(황 등, 2017)은 한 걸음 더 나아갑니다. 층의 출력을 지나가는 것에 더하지 않고 *옆에* 새 채널로 붙입니다.
# 그래서 어느 층이든 앞에 있는 모든 층의 출력을 읽습니다. 같은 것을 두 번 계산할 필요가 없고, 층마다 새 채널이 조금만
# 있어도 됩니다. 대신 메모리가 듭니다. 그 특성 맵을 모두 간직해야 합니다.
#
# ## 2017년: 휴대전화에 담으려면
#
# 합성곱은 두 가지 일을 한꺼번에 합니다. 이웃을 보고, 채널을 섞습니다. **MobileNet**(하워드 등)은 이것을 하나씩 합니다.
# *깊이별*(depthwise) 단계에서는 채널마다 k x k 커널을 하나씩만 둡니다. *점별*(pointwise) 단계는 앞에서 본 1 x 1
# 합성곱입니다. 둘을 합쳐 **깊이별 분리 합성곱**이라고 합니다.
#
# `separable_cost(side, kernel_size, in_channels, out_channels)`를 써 보세요. 두 단계를 더한 (파라미터 수, 곱셈-덧셈 수)
# 쌍을 편향 없이 돌려줍니다. (커널마다 채널을 하나만 보는 단계도 `conv_cost`로 셀 수 있습니다.)


# %% answer="separable_cost"
def separable_cost(side, kernel_size, in_channels, out_channels):
    """Return (parameters, multiply-adds) of a depthwise and a pointwise step, without biases."""
    ### BEGIN SOLUTION
    looking = conv_cost(side, kernel_size, 1, in_channels, bias=False)
    mixing = conv_cost(side, 1, in_channels, out_channels, bias=False)
    return looking[0] + mixing[0], looking[1] + mixing[1]
    ### END SOLUTION


# %% check="separable_cost"
check("separable_cost")

# %% [markdown] lang="en"
# **Predict before you run.** 3 x 3 windows, 512 channels in, 512 out, 14 x 14 pixels. How many times fewer
# multiply-adds does the separable convolution need than the full one? And which of the four numbers does not matter?

# %% [markdown] lang="ko" of="790f399c"
# **실행하기 전에 예상해 보세요.** 3 x 3 창, 들어오는 채널 512개, 나가는 채널 512개, 14 x 14픽셀입니다. 분리 합성곱의
# 곱셈-덧셈은 보통 합성곱의 몇 분의 1일까요? 그리고 네 수 가운데 결과에 영향을 주지 않는 것은 무엇일까요?

# %% answer="times_fewer"
### BEGIN SOLUTION
times_fewer = 9
### END SOLUTION

# %%
predict("times_fewer", times_fewer, outcome=lambda: round(1 / (1 / 512 + 1 / 3**2), 2))


# %%
@after("conv_cost", "separable_cost")
def how_much_is_saved():
    for kernel_size, in_channels, out_channels in ((3, 512, 512), (3, 16, 512), (3, 512, 16), (5, 512, 512)):
        _, full = conv_cost(14, kernel_size, in_channels, out_channels, bias=False)
        _, parted = separable_cost(14, kernel_size, in_channels, out_channels)
        print(f"{kernel_size} x {kernel_size}, {in_channels:3} -> {out_channels:3}: {full / parted:5.2f} times fewer", end="   ")
        print(f"{parted / full:.4f} = 1 / {out_channels} + 1 / {kernel_size**2} = {1 / out_channels + 1 / kernel_size**2:.4f}")
    record("separable_saving", conv_cost(14, 3, 512, 512, bias=False)[1] / separable_cost(14, 3, 512, 512)[1])


# %% [markdown] lang="en"
# Divide one count by the other, and nearly everything cancels:
#
# $$\frac{\text{separable}}{\text{full}} = \frac{1}{C_{\text{out}}} + \frac{1}{K^2}$$
#
# Neither the side nor the incoming channels matter. With 3 x 3 windows and many channels it is close to a ninth.
#
# Now you can count the two networks of the first chart that were still missing, and ask how the chart looks when work is
# on the axis instead of memory. (ResNet-50 and MobileNet as Keras has them: with a 1 x 1 convolution before and after
# each 3 x 3, and with the four numbers per channel of batch normalisation, two of them learned.)

# %% [markdown] lang="ko" of="2b7a565a"
# 한쪽을 다른 쪽으로 나누면 거의 모두 약분됩니다.
#
# $$\frac{\text{분리}}{\text{보통}} = \frac{1}{C_{\text{out}}} + \frac{1}{K^2}$$
#
# 한 변의 길이도, 들어오는 채널 수도 영향을 주지 않습니다. 3 x 3 창이고 채널이 많으면 9분의 1에 가깝습니다.
#
# 이제 첫 그림에서 아직 세지 않은 두 신경망을 셀 수 있습니다. 가로축에 메모리 대신 일을 놓으면 그림이 어떻게 바뀔까요?
# (ResNet-50과 MobileNet은 Keras에 있는 대로 셉니다. 3 x 3마다 앞뒤에 1 x 1 합성곱이 있고, 배치 정규화에는 채널마다 수가
# 네 개 있으며 그중 두 개를 학습합니다.)


# %%
@after("conv_cost", "vgg_cost", "separable_cost")
def the_chart_again():
    costs = [conv_cost(112, 7, 3, 64), (4 * 64, 0)]  # ResNet-50: a first convolution, then 16 blocks of three
    channels = 64
    for width, blocks, side in ((64, 3, 56), (128, 4, 28), (256, 6, 14), (512, 3, 7)):
        costs += [conv_cost(side, 1, channels, 4 * width), (4 * 4 * width, 0)]  # the shortcut that changes the channels
        for _ in range(blocks):
            costs += [conv_cost(side, 1, channels, width), conv_cost(side, 3, width, width), conv_cost(side, 1, width, 4 * width)]
            costs.append((4 * (width + width + 4 * width), 0))
            channels = 4 * width
    resnet_50 = in_all([*costs, conv_cost(1, 1, 2048, 1000)])

    costs, channels, side = [conv_cost(112, 3, 3, 32, bias=False), (4 * 32, 0)], 32, 112
    for width, stride in ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)):
        side //= stride
        costs += [separable_cost(side, 3, channels, width), (4 * (channels + width), 0)]
        channels = width
    mobilenet = in_all([*costs, conv_cost(1, 1, 1024, 1000)])

    for name, (parameters, multiply_adds) in {"resnet50": resnet_50, "mobilenet": mobilenet}.items():
        record(f"full_{name}_parameters", parameters)
        record(f"full_{name}_multiply_adds", multiply_adds)
    alexnet = in_all(conv_cost(*row) for row in ALEXNET)
    counted = [alexnet, vgg_cost(224, VGG_16, [4096, 4096, 1000]), resnet_50, mobilenet]
    return plots.plot_costs({name: (costs[1], FAMOUS[name][1]) for name, costs in zip(FAMOUS, counted, strict=True)})


# %% [markdown] lang="en"
# ResNet-50 has {full_resnet50_parameters:,} parameters, MobileNet {full_mobilenet_parameters:,}. In work the distances
# are different ones: MobileNet needs {full_mobilenet_multiply_adds:,} multiply-adds for a photo, ResNet-50 seven times
# as many, VGG-16 twenty-seven times as many; and AlexNet, with its fourteen times as many parameters, hardly more than
# MobileNet. Whoever says "small network" must say which price is meant.

# %% [markdown] lang="ko" of="75ace4cb"
# ResNet-50의 파라미터는 {full_resnet50_parameters:,}개, MobileNet은 {full_mobilenet_parameters:,}개입니다. 일로 재면
# 거리가 달라집니다. MobileNet은 사진 한 장에 곱셈-덧셈이 {full_mobilenet_multiply_adds:,}번 필요하고, ResNet-50은 그
# 일곱 배, VGG-16은 스물일곱 배입니다. 파라미터가 열네 배나 되는 AlexNet은 MobileNet보다 조금 더 일할 뿐입니다. "작은
# 신경망"이라고 말하려면 어느 비용인지를 밝혀야 합니다.

# %% [markdown] lang="en"
# ## Which channels matter here?
#
# A kernel that answers to blue sky is useful on some photos and useless on others, but a convolution weighs its answer
# always in the same way. **Squeeze-and-excitation** (Hu, Shen and Sun, 2018) first looks at the whole image and then
# turns channels up or down:
#
# 1. *squeeze*: the mean of each channel over all places, C numbers (global average pooling);
# 2. *excite*: two small dense layers on these, first ReLU, then sigmoid: one weight from 0 to 1 per channel;
# 3. multiply each channel, at all places, by its weight.
#
# Write `squeeze_excite(maps, w1, b1, w2, b2)` in NumPy: `maps` is (N, H, W, C), `w1` (C, R), `b1` (R,), `w2` (R, C),
# `b2` (C,).

# %% [markdown] lang="ko" of="f32b17b1"
# ## 이 사진에서는 어느 채널이 중요할까?
#
# 파란 하늘에 반응하는 커널은 어떤 사진에서는 쓸모가 있고 어떤 사진에서는 없습니다. 그런데 합성곱은 그 대답을 언제나 똑같은
# 무게로 다룹니다. **스퀴즈-엑사이트**(squeeze-and-excitation, 후, 선, 쑨, 2018)는 먼저 이미지 전체를 보고 나서 채널을
# 키우거나 줄입니다.
#
# 1. *짜내기*(squeeze): 채널마다 모든 자리의 평균을 내어 수 C개를 얻습니다(전역 평균 풀링입니다).
# 2. *북돋우기*(excite): 여기에 작은 완전 연결층 두 개를 적용합니다. 첫째는 ReLU, 둘째는 시그모이드입니다. 채널마다
#    0에서 1 사이의 무게가 하나씩 나옵니다.
# 3. 채널마다 모든 자리에 그 무게를 곱합니다.
#
# NumPy로 `squeeze_excite(maps, w1, b1, w2, b2)`를 써 보세요. `maps`는 (N, H, W, C), `w1`은 (C, R), `b1`은 (R,), `w2`는
# (R, C), `b2`는 (C,) 모양입니다.


# %% answer="squeeze_excite"
def squeeze_excite(maps, w1, b1, w2, b2):
    """Weigh the channels of maps (N, H, W, C) by what their means say."""
    ### BEGIN SOLUTION
    means = maps.mean(axis=(1, 2))
    hidden = np.maximum(means @ w1 + b1, 0)
    weights = 1 / (1 + np.exp(-(hidden @ w2 + b2)))
    return maps * weights[:, None, None, :]
    ### END SOLUTION


# %% check="squeeze_excite"
check("squeeze_excite")

# %% [markdown] lang="en"
# To see it work, take a photo for a feature map with three channels, red, green and blue, and choose the weights of the
# two layers by hand: a channel that is stronger than the others on average is kept, the weaker ones fade. A network
# would learn its own rule; what is learned here is nothing, but the mechanism is the same.

# %% [markdown] lang="ko" of="9f96e9e0"
# 어떻게 움직이는지 보려고, 사진을 채널 세 개(빨강, 초록, 파랑)짜리 특성 맵이라고 치고 두 층의 가중치를 손으로 정해
# 봅시다. 평균이 다른 채널보다 큰 채널은 남고, 작은 채널은 희미해집니다. 신경망이라면 자기 규칙을 배울 것입니다. 여기서는
# 배운 것이 없지만 움직이는 방식은 같습니다.


# %%
@after("conv_cost", "squeeze_excite")
def weighed_colours():
    against_the_mean = 40 * (np.eye(3) - 1 / 3)
    photos = dataset.train.images[8:16] / 255
    weighed = squeeze_excite(photos, np.eye(3), np.zeros(3), against_the_mean, np.zeros(3))
    plots.show_images((255 * np.concatenate([photos, weighed])).astype("uint8"), columns=8)
    parameters, work = in_all([conv_cost(1, 1, 256, 64), conv_cost(1, 1, 64, 256)])
    beside, more_work = conv_cost(14, 3, 256, 256)
    record("excite_parameters_share", parameters / beside)
    record("excite_work_share", work / more_work)


# %% [markdown] lang="en"
# First row: as they were; second row: weighed. Beside a 3 x 3 convolution with 256 channels on 14 x 14 pixels, such a
# block adds {excite_parameters_share:.1%} to the parameters and {excite_work_share:.2%} to the work: it looks at each
# image once, not at each place.
#
# **EfficientNet** (Tan and Le, 2019) builds on such blocks and asks another question: *I may spend twice as much; on
# what?* On more layers, more channels or larger images? Their answer: on all three in fixed proportion, per doubling
# 1.2 times the layers, 1.1 times the channels, 1.15 times the side. Work grows with the layers, with the *square* of
# the channels and with the *square* of the side: $1.2 \cdot 1.1^2 \cdot 1.15^2 \approx 1.92$.

# %% [markdown] lang="ko" of="e80c7ec0"
# 첫째 줄이 원래 사진, 둘째 줄이 무게를 준 것입니다. 채널이 256개인 14 x 14픽셀 위의 3 x 3 합성곱 옆에 이런 블록을 두면
# 파라미터가 {excite_parameters_share:.1%}, 일이 {excite_work_share:.2%} 늘어납니다. 자리마다 보지 않고 이미지마다 한 번만
# 보기 때문입니다.
#
# **EfficientNet**(탄과 레, 2019)은 이런 블록을 쓰면서 다른 질문을 던집니다. *비용을 두 배 쓸 수 있다면 어디에 쓸까?* 층을
# 늘릴까, 채널을 늘릴까, 이미지를 키울까? 답은 셋 모두를 정해진 비율로 늘리는 것입니다. 비용이 두 배가 될 때마다 층은 1.2배,
# 채널은 1.1배, 한 변은 1.15배로 합니다. 일은 층 수에 비례하고 채널 수의 *제곱*과 한 변의 *제곱*에 비례하므로
# $1.2 \cdot 1.1^2 \cdot 1.15^2 \approx 1.92$입니다.

# %% [markdown] lang="en"
# ## 2021: no convolution at all
#
# A window sees neighbours only; what is far apart meets late. The **vision transformer** (Dosovitskiy and others, 2021)
# cuts the image into patches and lets every patch look at every other one, in every layer.
#
# First the cutting. Write `patches(images, side)`: from (N, H, W, C) to (N, patches, side · side · C). The patches
# come row by row, and each is flattened the same way: its rows, in them its pixels, in these its channels. `side`
# divides H and W.

# %% [markdown] lang="ko" of="ee461b3d"
# ## 2021년: 합성곱 없이
#
# 창은 이웃만 봅니다. 멀리 떨어진 것들은 뒤쪽 층에 가서야 만납니다. **비전 트랜스포머**(도소비츠키 등, 2021)는 이미지를
# 조각(patch)으로 자르고, 층마다 모든 조각이 다른 모든 조각을 보게 합니다.
#
# 먼저 자르기입니다. `patches(images, side)`를 써 보세요. (N, H, W, C)를 받아 (N, 조각 수, side · side · C)를 돌려줍니다.
# 조각은 한 줄씩 차례로 놓이고, 조각 하나도 같은 방식으로 폅니다. 행이 먼저, 그 안에 픽셀, 그 안에 채널입니다. `side`는
# H와 W의 약수입니다.


# %% answer="patches"
def patches(images, side):
    """Cut (N, H, W, C) into (N, patches, side * side * C), row by row."""
    ### BEGIN SOLUTION
    count, height, width, channels = images.shape
    parted = images.reshape(count, height // side, side, width // side, side, channels)
    return parted.transpose(0, 1, 3, 2, 4, 5).reshape(count, -1, side * side * channels)
    ### END SOLUTION


# %% check="patches"
check("patches")


# %%
CHOICE = ((8, 1), (0, 0), (7, 0), (4, 0))  # (class, which of it): a ship, an aeroplane, a horse, a deer
views = np.stack([dataset.train.images[dataset.train.labels == label][number] for label, number in CHOICE])


@after("patches")
def a_photo_in_pieces():
    _, ax = plt.subplots(figsize=(4.6, 4.6), layout="constrained")
    return plots.show_images(patches(views[2:3], 4).reshape(-1, 4, 4, 3), columns=8, ax=ax)


# %% [markdown] lang="en"
# 64 patches of 4 x 4 pixels: a sentence of 64 words, as far as the transformer is concerned. (Each is mapped to a few
# dozen numbers by one dense layer, and its place is added as numbers that are learned; otherwise nobody would know
# which patch was where. Think of the shuffled pixels of lesson 03.)
#
# **Attention** is a lookup by similarity. Every patch asks with a *query*; every patch offers a *key* and a *value*.
# The better query and key agree, the larger the share of that value in the answer:
#
# $$\text{attention}(Q, K, V) = \text{softmax}\left(\frac{Q K^T}{\sqrt{D}}\right) V$$
#
# Here $Q$ is (T, D), $K$ is (S, D), $V$ is (S, E): one row per patch. The softmax runs over the *keys*: the shares of
# one query add up to 1. The root keeps the products at a size at which the softmax is not yet decided. Write
# `attention(queries, keys, values)`; large products must not overflow (lesson 03).

# %% [markdown] lang="ko" of="8bfee6fe"
# 4 x 4픽셀짜리 조각이 64개입니다. 트랜스포머에게는 낱말 64개짜리 문장입니다. (조각마다 완전 연결층 하나를 거쳐 수 몇십
# 개로 바꾸고, 그 자리를 나타내는 수를 학습해서 더해 줍니다. 그러지 않으면 어느 조각이 어디 있었는지 알 길이 없습니다. 03의
# 뒤섞은 픽셀을 떠올려 보세요.)
#
# **어텐션**은 비슷한 것을 찾아보는 일입니다. 조각마다 *쿼리*로 묻고, 조각마다 *키*와 *값*을 내놓습니다. 쿼리와 키가 잘
# 맞을수록 그 값이 대답에서 차지하는 몫이 커집니다.
#
# $$\text{어텐션}(Q, K, V) = \text{softmax}\left(\frac{Q K^T}{\sqrt{D}}\right) V$$
#
# $Q$는 (T, D), $K$는 (S, D), $V$는 (S, E) 모양이고 조각마다 한 행입니다. 소프트맥스는 *키*에 걸쳐 적용합니다. 쿼리 하나의
# 몫을 모두 더하면 1입니다. 제곱근으로 나누는 것은 소프트맥스가 한쪽으로 쏠리지 않을 만큼 곱의 크기를 줄이기 위해서입니다.
# `attention(queries, keys, values)`를 써 보세요. 곱이 커도 넘치면 안 됩니다(03).


# %% answer="attention"
def attention(queries, keys, values):
    """Mix the values, for each query by how well it agrees with the keys."""
    ### BEGIN SOLUTION
    products = queries @ keys.T / np.sqrt(queries.shape[-1])
    shares = np.exp(products - products.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True) @ values
    ### END SOLUTION


# %% check="attention"
check("attention")

# %% [markdown] lang="en"
# A network learns what to ask. Without any learning, let each patch ask for patches that look like itself: the patch is
# its own query and key. If the value of a patch is its own number in the row, attention returns the shares themselves.
# Below, one patch of each photo (framed) asks; bright is where it looks.

# %% [markdown] lang="ko" of="46ee5f4b"
# 무엇을 물을지는 신경망이 배웁니다. 배운 것이 없어도 조각마다 자기와 닮은 조각을 찾게 할 수는 있습니다. 조각 자신이 쿼리이고
# 키입니다. 값으로 조각의 번호를 원-핫으로 주면 어텐션이 몫 자체를 돌려줍니다. 아래에서는 사진마다 조각 하나(네모 친 것)가
# 묻습니다. 밝은 곳이 그 조각이 보는 곳입니다.


# %%
@after("patches", "attention")
def who_looks_where():
    _, axes = plt.subplots(2, 4, figsize=(9, 4.6), layout="constrained")
    for number, (photo, place) in enumerate(zip(views, (9, 9, 53, 53), strict=True)):
        rows = patches(photo[None] / 255, 4)[0]
        tokens = rows - rows.mean(axis=0)
        tokens *= 4 / np.linalg.norm(tokens, axis=1, keepdims=True)  # direction counts, not contrast
        shares = attention(tokens, tokens, np.eye(len(tokens)))[place].reshape(8, 8)
        axes[0, number].imshow(photo)
        axes[0, number].add_patch(
            plt.Rectangle((place % 8 * 4 - 0.5, place // 8 * 4 - 0.5), 4, 4, fill=False, color="#D55E00", linewidth=2)
        )
        axes[1, number].imshow(shares, cmap="inferno", vmin=0)
    for ax in axes.flat:
        ax.set_axis_off()


# %% [markdown] lang="en"
# Sky looks at sky and meadow at meadow, however far apart they are: no window could do that in one layer. The price:
# 64 patches make 64 x 64 products, and the count grows with the *square* of the number of patches. A transformer also
# has to learn from examples what a convolution is built with, that neighbours belong together and that a thing stays
# the same thing elsewhere. On 300 million images it overtook the CNNs; on few it does not. You are about to see that.

# %% [markdown] lang="ko" of="d389aaca"
# 하늘은 하늘을, 풀밭은 풀밭을 봅니다. 아무리 멀리 떨어져 있어도 그렇습니다. 어떤 창도 층 하나로는 하지 못하는 일입니다. 그
# 대신 조각이 64개이면 곱이 64 x 64개이고, 조각 수의 *제곱*으로 늘어납니다. 게다가 이웃은 서로 관계가 깊다는 것, 물건은
# 자리를 옮겨도 같은 물건이라는 것은 합성곱이 타고나지만 트랜스포머는 예제에서 배워야 합니다. 이미지 3억 장으로는 CNN을
# 앞질렀지만 이미지가 적으면 그러지 못합니다. 이제 직접 보게 됩니다.

# %% [markdown] lang="en"
# ## The contest
#
# All of them together now: ten networks, each small enough for 32 x 32 pixels, all (but LeNet-5) of about the same
# kind of price, and **one recipe for all**: same images, same epochs, same optimizer, same learning rate. In the papers
# everybody trained as they could, and that alone moves accuracies a lot: ResNet-50, 74.9 % in the first chart, reaches
# 80.4 % with today's recipes (Wightman and others, 2021), without a change to the network.
#
# Before the training the bill. `by_hand` walks through a network and lets *your* `conv_cost` count each layer; beside
# it the course's own count. A dense layer that is applied to each of 64 patches is a 1 x 1 convolution on 8 x 8 places;
# attention is four of those and two products of all patches with all patches.

# %% [markdown] lang="ko" of="e3c4c8ff"
# ## 겨루기
#
# 이제 모두 모읍시다. 32 x 32픽셀에 맞게 작게 만든 신경망 열 개입니다. (LeNet-5를 빼면) 비용도 서로 비슷한 범위에 있고,
# **레시피는 하나**입니다. 이미지, 에포크, 옵티마이저, 학습률이 모두 같습니다. 논문에서는 저마다 할 수 있는 대로
# 학습했는데, 그것만으로도 정확도가 크게 달라집니다. 첫 그림에서 74.9 %였던 ResNet-50은 신경망을 그대로 두고 오늘날의
# 레시피로 학습하면 80.4 %에 이릅니다(와이트먼 등, 2021).
#
# 학습하기 전에 계산서부터 봅시다. `by_hand`는 신경망을 훑으며 *여러분의* `conv_cost`로 층마다 셉니다. 그 옆은 이 수업이
# 센 값입니다. 64개 조각 하나하나에 적용하는 완전 연결층은 8 x 8 자리 위의 1 x 1 합성곱입니다. 어텐션은 그런 것 네 개와,
# 모든 조각끼리의 곱 두 번입니다.


# %%
def vgg_pooled():
    """Build the small VGG with global average pooling in place of its wide dense layer."""
    kept = models.vgg().layers[:-3]  # all but Flatten and the two dense layers
    return keras.Sequential([keras.Input((32, 32, 3)), *kept, layers.GlobalAveragePooling2D(), layers.Dense(10, activation="softmax")])


NETWORKS = {
    "lenet5": lambda: models.lenet5((32, 32, 3)),
    "alexnet": models.alexnet,
    "vgg": models.vgg,
    "vgg_pooled": vgg_pooled,
    "inception": models.inception,
    "resnet": models.resnet,
    "densenet": models.densenet,
    "mobilenet": models.mobilenet,
    "efficientnet": models.efficientnet,
    "transformer": models.vision_transformer,
}
CHOSEN = [name for name in NETWORKS if PROFILE == "full" or name not in {"alexnet", "densenet", "efficientnet"}]


def by_hand(network):
    """Count a network's (parameters, multiply-adds) layer by layer with conv_cost."""
    costs = []
    for layer in network.layers:
        kind, places = type(layer).__name__, int(np.prod(layer.output.shape[1:-1]))
        side = round(places**0.5)
        if kind == "Conv2D":
            costs.append(conv_cost(side, layer.kernel_size[0], layer.kernel.shape[2], layer.filters, bias=layer.use_bias))
        elif kind == "DepthwiseConv2D":
            costs.append(conv_cost(side, layer.kernel_size[0], 1, layer.output.shape[-1], bias=layer.use_bias))
        elif kind == "Dense":
            costs.append(conv_cost(side, 1, layer.kernel.shape[0], layer.units))
        elif kind == "MultiHeadAttention":
            width = layer.output.shape[-1]
            costs += [*[conv_cost(side, 1, width, width)] * 4, (0, 2 * places**2 * width)]
        else:  # normalisation and places: numbers to store, but no products to speak of
            costs.append((layer.count_params(), 0))
    return in_all(costs)


@after("conv_cost")
def bills():
    counted, difference = {}, 0
    for name, build in NETWORKS.items():
        network = build()
        own, course = counted.setdefault(name, by_hand(network)), models.cost(network)
        difference += abs(own[0] - course.parameters) + abs(own[1] - course.multiply_adds)
        print(f"{name:13} yours {own[0]:8,} {own[1]:12,}   course {course.parameters:8,} {course.multiply_adds:12,}")
    record("count_difference", difference)
    return counted


# %% [markdown] lang="en"
# **Predict before you run.** Which of them will be right most often on the test images? Write its name as it stands in
# the table. (With quick, AlexNet, DenseNet and EfficientNet are counted but not trained: that would take too long.)

# %% [markdown] lang="ko" of="0c4aa995"
# **실행하기 전에 예상해 보세요.** 테스트 이미지를 가장 많이 맞히는 것은 어느 것일까요? 표에 있는 이름 그대로 쓰세요.
# (quick에서는 시간이 오래 걸리는 AlexNet, DenseNet, EfficientNet의 비용만 세고 학습은 하지 않습니다.)

# %% answer="winner"
### BEGIN SOLUTION
winner = "inception"
### END SOLUTION

# %%
RECIPE = training.Recipe(epochs=PLAN["epochs"], batch_size=32, learning_rate=2e-3, weight_decay=0.02, keep="last")
test = dataset.test.take(min(5_000 if PROFILE == "full" else 2_000, len(dataset.test)), seed=SEED)


@after("conv_cost")
def contest():
    entries = {}
    for name in CHOSEN:
        keras.utils.set_random_seed(SEED)
        network = NETWORKS[name]()
        history = training.fit(network, (train, validation), RECIPE, seed=SEED)
        found = training.accuracy(network, test)
        microseconds = 1e6 * min(history["seconds"]) / len(train)
        print(f"{name:13} test {found:.1%}   training accuracy {history['accuracy'][-1]:.1%}   {microseconds:6.0f} µs per image")
        record(f"{name}_test_accuracy", found)
        entries[name] = {"network": network, "test": found, "microseconds": microseconds}
    record("vgg_pooling_loss", 100 * (entries["vgg"]["test"] - entries["vgg_pooled"]["test"]))
    return entries


# %%
def ranking():
    """Return the names, the most accurate first."""
    return sorted(CHOSEN, key=lambda name: -contest[name]["test"]) if contest else None


predict("winner", winner, outcome=ranking)

# %% [markdown] lang="en"
# With the full profile, on the real photos:
#
# | network | parameters | multiply-adds | test accuracy |
# | --- | --- | --- | --- |
# | Inception | 72,970 | 3.8 million | {inception_test_accuracy.real.full:.1%} |
# | DenseNet | 70,666 | 7.0 million | {densenet_test_accuracy.real.full:.1%} |
# | ResNet | 78,714 | 12.5 million | {resnet_test_accuracy.real.full:.1%} |
# | VGG | 204,570 | 10.0 million | {vgg_test_accuracy.real.full:.1%} |
# | EfficientNet | 67,426 | 4.6 million | {efficientnet_test_accuracy.real.full:.1%} |
# | MobileNet | 63,386 | 5.2 million | {mobilenet_test_accuracy.real.full:.1%} |
# | VGG, pooled | 72,730 | 9.9 million | {vgg_pooled_test_accuracy.real.full:.1%} |
# | transformer | 108,426 | 8.1 million | {transformer_test_accuracy.real.full:.1%} |
# | AlexNet | 302,218 | 13.0 million | {alexnet_test_accuracy.real.full:.1%} |
# | LeNet-5 | 62,006 | 0.7 million | {lenet5_test_accuracy.real.full:.1%} |
#
# - The two oldest designs and the newest are far behind. The largest network of all, AlexNet, is only a little ahead of
#   the smallest, LeNet-5. The transformer had few images to learn from that neighbours belong together.
# - Between the next ones lie small steps. With another seed a network moves by a point or two: do not read an order
#   into what is closer together than that.
# - VGG without its wide dense layer has a third of the parameters and is {vgg_pooling_loss.real.full:.0f} points worse.
#   Cheaper is not for nothing. (With quick it may still be guessing: a deep network without normalisation needs a while
#   before it begins to learn at all.)
# - And "best" means: best after four epochs with this recipe. That favours what learns fast. With forty epochs the order
#   would be another one.
#
# ### Beaten by none
#
# One number per network would be a ranking. With two, there is no best network, only some that are never a good choice:
# a network is **beaten** if another one costs no more *and* is at least as accurate, and is better in at least one of
# the two. Those that are beaten by none are called the **Pareto front**.
#
# Write `pareto(costs, accuracies)`: from two lists, one entry per network, the list of the positions (counted from 0)
# of those that are beaten by none, the cheapest first. Of two that are exactly alike neither beats the other.

# %% [markdown] lang="ko" of="9f487e27"
# full 프로필로 실제 사진에서 잰 값입니다.
#
# | 신경망 | 파라미터 | 곱셈-덧셈 | 테스트 정확도 |
# | --- | --- | --- | --- |
# | Inception | 72,970 | 380만 | {inception_test_accuracy.real.full:.1%} |
# | DenseNet | 70,666 | 700만 | {densenet_test_accuracy.real.full:.1%} |
# | ResNet | 78,714 | 1,250만 | {resnet_test_accuracy.real.full:.1%} |
# | VGG | 204,570 | 1,000만 | {vgg_test_accuracy.real.full:.1%} |
# | EfficientNet | 67,426 | 460만 | {efficientnet_test_accuracy.real.full:.1%} |
# | MobileNet | 63,386 | 520만 | {mobilenet_test_accuracy.real.full:.1%} |
# | VGG(전역 평균 풀링) | 72,730 | 990만 | {vgg_pooled_test_accuracy.real.full:.1%} |
# | 트랜스포머 | 108,426 | 810만 | {transformer_test_accuracy.real.full:.1%} |
# | AlexNet | 302,218 | 1,300만 | {alexnet_test_accuracy.real.full:.1%} |
# | LeNet-5 | 62,006 | 70만 | {lenet5_test_accuracy.real.full:.1%} |
#
# - 가장 오래된 두 설계와 가장 새로운 설계가 멀리 뒤처집니다. 가장 큰 AlexNet이 가장 작은 LeNet-5를 겨우 앞섭니다.
#   트랜스포머가 이웃끼리 관계가 깊다는 것을 배우기에는 이미지가 적었습니다.
# - 그 앞의 신경망들은 차이가 작습니다. 시드만 바꾸어도 신경망 하나가 한두 포인트씩 움직입니다. 그보다 가까운 것들
#   사이에서는 순서를 따지지 마세요.
# - 넓은 완전 연결층을 뺀 VGG는 파라미터가 3분의 1이고, {vgg_pooling_loss.real.full:.0f}포인트 못합니다. 싼 데에는 대가가
#   있습니다. (quick에서는 아직 찍고 있을 수도 있습니다. 정규화가 없는 깊은 신경망은 배우기 시작하는 데에도 시간이 걸립니다.)
# - 그리고 "가장 좋다"는 것은 이 레시피로 4에포크 학습했을 때의 이야기입니다. 빨리 배우는 신경망에 유리합니다. 40에포크를
#   학습하면 순서가 달라질 것입니다.
#
# ### 어느 것에도 지지 않는 것
#
# 수가 하나뿐이라면 순위를 매기면 됩니다. 둘이면 가장 좋은 신경망은 없고, 고를 까닭이 없는 신경망만 있습니다. 다른 신경망이 비용이
# 더 들지 않으면서 *동시에* 정확도가 낮지 않고, 둘 가운데 적어도 하나에서 더 나으면 **지는** 것입니다. 어느 것에도 지지 않는
# 것들을 **파레토 경계**라고 합니다.
#
# `pareto(costs, accuracies)`를 써 보세요. 신경망마다 값이 하나씩 있는 리스트 두 개를 받아, 어느 것에도 지지 않는 것들의
# 자리(0부터 셉니다)를 비용이 적은 것부터 리스트로 돌려줍니다. 완전히 똑같은 둘은 서로 이기지 못합니다.


# %% answer="pareto"
def pareto(costs, accuracies):
    """Return the positions of those that no other one beats, the cheapest first."""
    ### BEGIN SOLUTION
    networks = list(zip(costs, accuracies, strict=True))

    def beats(one, other):
        return one[0] <= other[0] and one[1] >= other[1] and one != other

    kept = [place for place, network in enumerate(networks) if not any(beats(other, network) for other in networks)]
    return sorted(kept, key=lambda place: costs[place])
    ### END SOLUTION


# %% check="pareto"
check("pareto")


# %%
@after("conv_cost", "pareto")
def three_prices():
    accuracies = [contest[name]["test"] for name in CHOSEN]
    prices = {
        "parameters": [bills[name][0] for name in CHOSEN],
        "multiply_adds": [bills[name][1] for name in CHOSEN],
        "seconds": [contest[name]["microseconds"] * 1e-6 * len(train) * RECIPE.epochs for name in CHOSEN],
    }
    for measure, costs in prices.items():
        front = [CHOSEN[place] for place in pareto(costs, accuracies)]
        print(measure, front)
        record(f"unbeaten_by_{measure}", len(front))
        plots.plot_costs(dict(zip(CHOSEN, zip(costs, accuracies, strict=True), strict=True)), measure=measure)
    per_product = {name: contest[name]["microseconds"] / bills[name][1] for name in CHOSEN}
    record("mobilenet_slowness", per_product["mobilenet"] / per_product["resnet"])


# %% [markdown] lang="en"
# The networks are the same in all three charts; what changes is who is beaten. When multiply-adds are the price, only
# the cheapest, LeNet-5, and Inception are left. When numbers to store are the price, MobileNet and EfficientNet hold
# their own, as they were meant to. And when time is the price they fall back: for each multiply-add MobileNet took
# {mobilenet_slowness.real.full:.1f} times as long here as ResNet. The depthwise step does very few multiplications with
# each number it fetches, so the processor waits for its memory. On a phone, or with another library, the third chart
# looks different. Multiply-adds can be counted anywhere; time has to be measured on the machine that counts.

# %% [markdown] lang="ko" of="8d2ee0f0"
# 세 그림에 나오는 신경망은 같고, 누가 지는지만 달라집니다. 곱셈-덧셈이 비용이면 가장 싼 LeNet-5와 Inception만 남습니다.
# 저장할 수의 개수가 비용이면 MobileNet과 EfficientNet이 제 몫을 합니다. 그러라고 만든 것입니다. 그런데 시간이 비용이면
# 뒤로 밀립니다. 여기서 MobileNet은 곱셈-덧셈 하나에 ResNet의 {mobilenet_slowness.real.full:.1f}배만큼 시간을 썼습니다. 깊이별
# 단계에서는 가져온 수 하나로 하는 곱셈이 아주 적어서 프로세서가 메모리를 기다리기 때문입니다. 휴대전화에서, 또는 다른
# 라이브러리로 재면 셋째 그림은 달라집니다. 곱셈-덧셈은 어디서나 셀 수 있지만, 시간은 정말로 쓸 기계에서 재어야 합니다.


# %%
@after("conv_cost")
def look_inside():
    return explore_feature_maps(contest["resnet"]["network"], validation.images, labels=validation.labels, class_names=names)


# %% [markdown] lang="en"
# ## The story on one page
#
# | year | network | the problem | the idea |
# | --- | --- | --- | --- |
# | 1998 | LeNet-5 | dense layers do not know which pixels are neighbours | convolution, pooling, and again |
# | 2012 | AlexNet | real photos, a thousand classes | large, ReLU, dropout, augmentation, graphics cards |
# | 2014 | VGG | large windows cost much and see no more | 3 x 3 only, and deeper |
# | 2014 | GoogLeNet | many channels make every window dear | 1 x 1 before the window, several windows side by side |
# | 2014 | GoogLeNet (Lin and others, 2013) | the dense layers hold nearly all parameters | global average pooling |
# | 2015 | batch normalisation | the signal changes its size from layer to layer | normalise it in every batch (lesson 06) |
# | 2015 | ResNet | deeper networks learn worse | learn what to add |
# | 2017 | DenseNet | every layer computes things anew | keep all maps, add few |
# | 2017 | MobileNet | a phone has little power | look and mix one after the other |
# | 2018 | squeeze-and-excitation | not every channel matters on every image | weigh channels by the whole image |
# | 2019 | EfficientNet | more money, but on what? | layers, channels and side in proportion |
# | 2021 | vision transformer | windows see neighbours only | patches look at each other |
#
# Three branches that this lesson does not climb. **Capsule networks** (Sabour, Frosst and Hinton, 2017) have groups of
# units report not only *that* they found an eye but *how it lies*; a fine idea that has not paid off on larger images.
# **GANs** (Goodfellow and others, 2014) make pictures: one network draws, a second one tells drawings from photos, and
# each learns from the other. **Diffusion models** (Ho, Jain and Abbeel, 2020) make pictures by removing noise in many
# small steps; the image generators of today are built so. Both need what you have now: convolutions, shortcuts,
# attention. To go on, read Prince, *Understanding Deep Learning* (free at udlbook.github.io), chapters 15 and 18.

# %% [markdown] lang="ko" of="ca29561d"
# ## 한 쪽에 담은 이야기
#
# | 연도 | 신경망 | 문제 | 생각 |
# | --- | --- | --- | --- |
# | 1998 | LeNet-5 | 완전 연결층은 어느 픽셀이 이웃인지 모릅니다 | 합성곱과 풀링을 거듭합니다 |
# | 2012 | AlexNet | 진짜 사진, 천 가지 클래스 | 크게, ReLU, 드롭아웃, 증강, 그래픽 카드 |
# | 2014 | VGG | 큰 창은 비싸지만 더 보는 것이 없습니다 | 3 x 3만, 그 대신 더 깊게 |
# | 2014 | GoogLeNet | 채널이 많으면 어떤 창이든 비쌉니다 | 창 앞에 1 x 1, 여러 창을 나란히 |
# | 2014 | GoogLeNet(린 등, 2013) | 파라미터가 거의 다 완전 연결층에 있습니다 | 전역 평균 풀링 |
# | 2015 | 배치 정규화 | 층마다 신호의 크기가 달라집니다 | 배치마다 정규화합니다(06) |
# | 2015 | ResNet | 깊을수록 잘 배우지 못합니다 | 더할 것만 배웁니다 |
# | 2017 | DenseNet | 층마다 같은 것을 새로 계산합니다 | 모든 특성 맵을 남기고 조금씩 보탭니다 |
# | 2017 | MobileNet | 휴대전화는 힘이 약합니다 | 보기와 섞기를 하나씩 합니다 |
# | 2018 | 스퀴즈-엑사이트 | 모든 채널이 모든 이미지에서 중요하지는 않습니다 | 이미지 전체를 보고 채널에 무게를 줍니다 |
# | 2019 | EfficientNet | 비용을 더 쓴다면 어디에? | 층, 채널, 한 변을 같은 비율로 |
# | 2021 | 비전 트랜스포머 | 창은 이웃만 봅니다 | 조각끼리 서로 봅니다 |
#
# 이 수업에서 오르지 않은 가지가 셋 있습니다. **캡슐 신경망**(사부르, 프로스트, 힌턴, 2017)은 유닛 여러 개를 묶어 눈이
# *있다*는 것만이 아니라 *어떻게 놓였는지*까지 알리게 합니다. 좋은 생각이지만 큰 이미지에서는 아직 빛을 보지 못했습니다.
# **GAN**(굿펠로 등, 2014)은 그림을 만듭니다. 한 신경망은 그리고 다른 신경망은 그림과 사진을 가려내면서 서로에게
# 배웁니다. **확산 모델**(호, 자인, 아베일, 2020)은 잡음을 여러 번 조금씩 걷어 내어 그림을 만듭니다. 오늘날의 이미지 생성기는
# 이렇게 만들어집니다. 둘 다 여러분이 지금 아는 것, 곧 합성곱과 지름길과 어텐션으로 되어 있습니다. 더 나아가려면 프린스의
# *Understanding Deep Learning*(udlbook.github.io에서 무료) 15장과 18장을 읽어 보세요.

# %% [markdown] lang="en"
# ### Quiz

# %% [markdown] lang="ko" of="3387447a"
# ### 퀴즈

# %%
quiz("larger_images")

# %%
quiz("why_shortcuts")

# %%
quiz("finer_patches")

# %% [markdown] lang="en"
# ### Advise somebody
#
# A museum wants an app that tells ten kinds of birds apart, on cheap phones, without a network connection: at most 5 MB
# to download, at most a tenth of a second for a photo. They have 3,000 labelled photos. Which of the networks of this
# lesson would you begin with, and why? Use your own measurements: which of the three charts do you believe for this
# purpose, what would you have to measure once more, and what does a contest with one recipe for all leave open? Six to
# ten sentences, in English or Korean.

# %% [markdown] lang="ko" of="8190944d"
# ### 조언하기
#
# 어느 박물관이 새 열 가지를 알아보는 앱을 만들려고 합니다. 값싼 휴대전화에서 인터넷 연결 없이 돌아야 하고, 내려받을 크기는
# 5 MB 이하, 사진 한 장에 걸리는 시간은 0.1초 이하여야 합니다. 레이블이 붙은 사진은 3,000장 있습니다. 이 수업의 신경망
# 가운데 무엇으로 시작하겠습니까? 왜 그렇습니까? 직접 잰 값을 근거로 쓰세요. 세 그림 가운데 이 목적에 믿을 만한 것은 무엇이고,
# 무엇을 다시 재어야 하며, 모두 같은 레시피로 겨룬 결과가 말해 주지 않는 것은 무엇입니까? 한국어나 영어로 여섯 문장에서 열 문장쯤
# 써 보세요.

# %% [markdown] manual="advice"
# ### BEGIN SOLUTION
# 5 MB are about 1.3 million 32-bit numbers, so every network of this lesson fits except the full-size classics;
# parameters are not what decides. A tenth of a second on a cheap phone is what decides, and that is a matter of
# multiply-adds and of how well the phone computes them. I would begin with MobileNet (or Inception, which was as
# accurate here for less work). In my run MobileNet needed fewer multiply-adds than ResNet but not less time, because
# depthwise convolutions keep a processor badly busy; so I would not believe the chart of multiply-adds for the phone,
# nor my own chart of seconds, which is about training on a desktop processor, and would time single photos on such a
# phone. 3,000 photos are few: I would not take the transformer, and I would start from weights that were trained on
# other photos (lesson 12). The contest had one recipe and few epochs: it favours networks that learn fast with this
# learning rate, and says little about what each can reach at its own best; differences of a point or two are also
# within what another seed would change. I would train the two best candidates with two learning rates and three seeds
# each before deciding.
#
# 5 MB는 32비트 수 130만 개쯤이므로 원래 크기의 고전 신경망만 아니면 이 수업의 신경망은 모두 들어갑니다. 파라미터 수로는
# 결정되지 않습니다. 결정하는 것은 값싼 휴대전화에서 0.1초라는 조건이고, 이것은 곱셈-덧셈의 수와 휴대전화가 그것을 얼마나 잘
# 계산하는지에 달렸습니다. 나는 MobileNet(또는 여기서 더 적은 일로 그만큼 맞힌 Inception)으로 시작하겠습니다. 내가 잰
# 결과에서 MobileNet은 ResNet보다 곱셈-덧셈이 적은데도 시간은 덜 들지 않았습니다. 깊이별 합성곱은 프로세서를 바쁘게
# 부리지 못하기 때문입니다. 그래서 휴대전화에 관해서는 곱셈-덧셈 그림도, 책상 위 컴퓨터의 학습 시간을 잰 그림도 그대로 믿지
# 않고, 그런 휴대전화에서 사진 한 장씩 시간을 재어 보겠습니다. 3,000장은 적습니다. 트랜스포머는 고르지 않고, 다른 사진으로
# 학습해 둔 가중치에서 출발하겠습니다(12). 겨루기는 레시피 하나, 몇 에포크뿐이었습니다. 이 학습률에서 빨리 배우는
# 신경망에 유리하고, 저마다 가장 좋은 조건에서 어디까지 가는지는 말해 주지 않습니다. 한두 포인트 차이는 시드만 바꾸어도 생길 수
# 있습니다. 후보 두 개를 학습률 두 가지, 시드 세 개씩으로 학습해 보고 정하겠습니다.
# ### END SOLUTION

# %% [markdown] lang="en" sheet="summary"
# ## What you take with you
#
# - A network has two prices: parameters are stored once, multiply-adds are done at every place. Dense layers after
#   `Flatten` dominate the first, convolutions the second. Neither is time: measure that.
# - VGG: several 3 x 3 windows see as far as a large one, for less. Inception: 1 x 1 convolutions make channels few
#   before a window is applied. Global average pooling replaces the wide dense layers.
# - ResNet: a block learns what to add to its input. The gradient of a plain network vanishes with Xavier and ReLU, but
#   not with He or batch normalisation, and with He and without normalisation it is the residual network that explodes.
#   What remains true is that deep networks with shortcuts learn faster.
# - MobileNet: look and mix one after the other; with 3 x 3 windows about a ninth of the work.
# - Squeeze-and-excitation weighs channels by the whole image. Attention lets every patch look at every other; its work
#   grows with the square of their number, and it wants many images.
# - Compare at one recipe and at equal price. Keep those that are beaten by none, and remember that another recipe can
#   move accuracy as much as another network.
#
# **Next:** nobody trains on a million photos at home. Lesson 12 takes a network that somebody else has trained and
# teaches it cats and dogs.

# %% [markdown] lang="ko" sheet="summary" of="ad52db17"
# ## 정리
#
# - 신경망에는 비용이 두 가지 있습니다. 파라미터는 한 번 저장하고, 곱셈-덧셈은 자리마다 합니다. 앞의 것은 `Flatten` 다음의
#   완전 연결층이, 뒤의 것은 합성곱층이 거의 다 차지합니다. 둘 다 시간은 아닙니다. 시간은 재어 보세요.
# - VGG: 3 x 3 창을 여러 번 쓰면 큰 창만큼 보면서 비용이 덜 듭니다. Inception: 창을 쓰기 전에 1 x 1 합성곱으로 채널을
#   줄입니다. 넓은 완전 연결층은 전역 평균 풀링으로 바꿉니다.
# - ResNet: 블록은 입력에 더할 것을 배웁니다. 보통 신경망의 기울기는 Xavier와 ReLU에서는 사라지지만 He나 배치 정규화를
#   쓰면 사라지지 않습니다. 정규화 없이 He를 쓰면 오히려 잔차 신경망이 폭발합니다. 그래도 남는 사실은, 지름길이 있는 깊은
#   신경망이 더 빨리 배운다는 것입니다.
# - MobileNet: 보기와 섞기를 하나씩 합니다. 3 x 3 창이면 일이 9분의 1쯤으로 줄어듭니다.
# - 스퀴즈-엑사이트는 이미지 전체를 보고 채널에 무게를 줍니다. 어텐션은 모든 조각이 서로를 보게 합니다. 일은 조각 수의 제곱으로
#   늘고, 이미지가 많아야 합니다.
# - 같은 레시피, 같은 비용에서 비교하세요. 어느 것에도 지지 않는 것만 남기고, 레시피를 바꾸는 것이 신경망을 바꾸는 것만큼
#   정확도를 움직일 수 있음을 잊지 마세요.
#
# **다음 수업:** 집에서 사진 백만 장으로 학습하는 사람은 없습니다. 12에서는 남이 학습해 둔 신경망을 가져와 고양이와 개를
# 가르칩니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when |
# | --- | --- | --- |
# | parameters of a convolution | $(K^2 \cdot C_{\text{in}} + 1) \cdot C_{\text{out}}$ | without a bias, no $+ 1$ |
# | its multiply-adds | $H_{\text{out}} \cdot W_{\text{out}} \cdot K^2 \cdot C_{\text{in}} \cdot C_{\text{out}}$ | for one image |
# | a dense layer | $K = H_{\text{out}} = W_{\text{out}} = 1$ | $C$ counts numbers and units |
# | small windows for a large one | $\frac{K - 1}{2}$ times 3 x 3 | cost $\frac{9 (K - 1)}{2 K^2}$ |
# | separable against full | $\frac{1}{C_{\text{out}}} + \frac{1}{K^2}$ | of the multiply-adds |
# | residual block | $\text{ReLU}(F(x) + x)$ | 1 x 1 on $x$ if the channels differ |
# | squeeze-and-excitation | $x_c \cdot s_c, \; s = \sigma(W_2 \, \text{ReLU}(W_1 \, \bar x))$ | $\bar x$: mean of each channel |
# | attention | $\text{softmax}\left(\frac{Q K^T}{\sqrt{D}}\right) V$ | $2 T^2 D$ multiply-adds for $T$ tokens |
# | compound scaling | $1.2 \cdot 1.1^2 \cdot 1.15^2 \approx 2$ | layers, channels, side |

# %% [markdown] lang="ko" sheet="formulas" of="fa6a758b"
# ### 간직할 식
#
# | 이름 | 식 | 언제 |
# | --- | --- | --- |
# | 합성곱층의 파라미터 수 | $(K^2 \cdot C_{\text{in}} + 1) \cdot C_{\text{out}}$ | 편향이 없으면 $+ 1$을 뺍니다 |
# | 합성곱층의 곱셈-덧셈 수 | $H_{\text{out}} \cdot W_{\text{out}} \cdot K^2 \cdot C_{\text{in}} \cdot C_{\text{out}}$ | 이미지 한 장 |
# | 완전 연결층 | $K = H_{\text{out}} = W_{\text{out}} = 1$ | $C$는 수와 유닛의 개수 |
# | 큰 창 대신 작은 창 | 3 x 3을 $\frac{K - 1}{2}$번 | 비용은 $\frac{9 (K - 1)}{2 K^2}$배 |
# | 분리 합성곱 / 보통 합성곱 | $\frac{1}{C_{\text{out}}} + \frac{1}{K^2}$ | 곱셈-덧셈의 비율 |
# | 잔차 블록 | $\text{ReLU}(F(x) + x)$ | 채널이 다르면 $x$에 1 x 1 |
# | 스퀴즈-엑사이트 | $x_c \cdot s_c, \; s = \sigma(W_2 \, \text{ReLU}(W_1 \, \bar x))$ | $\bar x$는 채널마다의 평균 |
# | 어텐션 | $\text{softmax}\left(\frac{Q K^T}{\sqrt{D}}\right) V$ | 토큰이 $T$개면 곱셈-덧셈 $2 T^2 D$번 |
# | 복합 스케일링 | $1.2 \cdot 1.1^2 \cdot 1.15^2 \approx 2$ | 층, 채널, 한 변 |
