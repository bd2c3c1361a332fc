# %% [markdown] lang="en"
# # 12 · Transfer learning: cats and dogs
#
# **You will be able to**
# - say what the early, middle and late layers of a trained network see, and use them for pictures that it never saw,
# - put a head of your own on somebody else's network, and count what it costs,
# - train that head in two ways, on features that are computed once and on images that change every time, and measure
#   what each is worth in time, memory and accuracy,
# - choose between features, fine-tuning and training from scratch by the number of your images, and fine-tune without
#   destroying what you came for.
#
# **Time:** 75 to 90 minutes of yours. On two CPU cores all cells together take less than 3 minutes with
# `PROFILE = "quick"` and less than 15 with `"full"` (more images, more epochs). Start with quick.

# %% [markdown] lang="ko" of="55fdfa2c"
# # 12 · 전이 학습: 고양이와 개
#
# **이 수업을 마치면**
# - 학습한 신경망의 앞, 가운데, 뒤쪽 층이 저마다 무엇을 보는지 말하고, 본 적 없는 이미지에도 그 층들을 쓸 수 있습니다.
# - 남이 학습한 신경망에 내 헤드를 얹고, 거기에 드는 비용을 셀 수 있습니다.
# - 헤드를 두 가지 방법으로 학습할 수 있습니다. 한 번 뽑아 둔 특성으로도, 볼 때마다 바뀌는 이미지로도 학습하고, 시간과
#   메모리와 정확도가 얼마나 다른지 잴 수 있습니다.
# - 특성 추출, 미세 조정, 처음부터 학습하기 가운데 무엇을 쓸지 이미지 수를 보고 고르고, 얻으려던 것을 망가뜨리지 않고
#   미세 조정할 수 있습니다.
#
# **걸리는 시간:** 75분에서 90분쯤입니다. CPU 코어 두 개에서 모든 셀을 실행하는 데 `PROFILE = "quick"`이면 3분이 안
# 걸리고, `"full"`(이미지와 에포크가 더 많습니다)이면 15분이 안 걸립니다. quick으로 시작하세요.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
import time
from functools import partial

import matplotlib.pyplot as plt
import numpy as np

from course_utils import (
    after,
    backbones,
    check,
    explore_embedding,
    explore_feature_maps,
    explore_saliency,
    lesson,
    plots,
    predict,
    quiz,
    record,
    training,
)
from course_utils.data import load

lesson("12_transfer", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

KOREAN = LANGUAGE == "ko" and plots.korean_font()
plt.rcParams.update({"axes.spines.top": False, "axes.spines.right": False, "font.family": ["DejaVu Sans", *[KOREAN] * bool(KOREAN)]})

with training.quiet_start():  # TensorFlow talks a lot while it loads
    import keras
    from keras import layers

# %% [markdown] lang="en"
# ## Two hundred pictures
#
# Cats and dogs, one of each hundred. Two hundred labelled pictures are what a person can collect in an afternoon, and
# what most people have when they start a project. Let us see how far they go.

# %% [markdown] lang="ko" of="3b587e08"
# ## 이미지 200장
#
# 고양이 100장과 개 100장입니다. 레이블을 붙인 이미지 200장은 한 사람이 반나절이면 모을 수 있는 양이고, 프로젝트를 시작할
# 때 대부분이 가진 것도 그 정도입니다. 이것으로 어디까지 갈 수 있는지 봅시다.

# %%
SIDE = {"real": 160, "synthetic": 96}[load("cats_dogs", source=SOURCE).source]
dataset = load("cats_dogs", source=SOURCE, size=SIDE)
names = dataset.class_names(LANGUAGE)
train, validation = dataset.train, dataset.test
few = train.take(200, SEED)
record("source", dataset.source)
print(dataset.describe(LANGUAGE))
plots.show_class_grid(few.images, few.labels, names, per_class=8)

# %% [markdown] lang="en"
# First without anybody's help. The network below has the layers of lesson 11 (convolutions, batch normalisation,
# residual blocks), starts from random numbers, and trains on the 200 pictures with everything that lesson 10 taught:
# random views, label smoothing, a falling learning rate, an average of the weights.
#
# **Predict before you run.** How many per cent of {validation_count:,.0f} new pictures will it get right? Guessing gives 50.

# %% [markdown] lang="ko" of="1400a364"
# 먼저 누구의 도움도 없이 해 봅시다. 아래 신경망은 11에서 만난 층들(합성곱, 배치 정규화, 잔차 블록)로 되어 있고, 무작위
# 수에서 출발해, 10에서 배운 것을 모두 써서 200장으로 학습합니다. 무작위 시점, 레이블 스무딩, 점점 줄어드는 학습률, 가중치의
# 평균까지 씁니다.
#
# **실행하기 전에 예상해 보세요.** 새로운 이미지 {validation_count:,.0f}장 가운데 몇 퍼센트를 맞힐까요? 찍으면 50입니다.

# %% answer="scratch_percentage"
### BEGIN SOLUTION
scratch_percentage = 70
### END SOLUTION

# %%
SMALL = 96  # pixels: enough for a network that starts from nothing, and quick
EPOCHS = {"quick": 16, "full": 60}[PROFILE]
RECIPE = training.Recipe(
    epochs=EPOCHS,
    batch_size=20,
    learning_rate=1e-3,
    weight_decay=0.05,
    label_smoothing=0.1,
    averaging=0.95,
    augment=partial(training.random_views, smallest=0.5),
    keep="last",
)
small = load("cats_dogs", source=SOURCE, size=SMALL)
record("validation_count", len(validation))


def from_scratch(images_to_train_on):
    """Train a network from random weights; return its accuracy on new pictures."""
    keras.utils.set_random_seed(SEED)
    body = backbones.load_backbone("course", "random", side=SMALL).model
    body.trainable = True
    head = [layers.GlobalAveragePooling2D(), layers.Dropout(0.2), layers.Dense(2, activation="softmax")]
    network = keras.Sequential([keras.Input((SMALL, SMALL, 3)), body, *head])
    batch_size = min(RECIPE.batch_size, len(images_to_train_on) // 2)
    training.fit(network, (images_to_train_on, small.test.take(60)), RECIPE.but(batch_size=batch_size), seed=SEED)
    return training.accuracy(network, small.test)


def on_two_hundred():
    global scratch_accuracy, scratch_seconds
    start = time.perf_counter()
    scratch_accuracy = from_scratch(small.train.take(200, SEED))
    scratch_seconds = time.perf_counter() - start
    record("scratch_accuracy", scratch_accuracy)
    return round(100 * scratch_accuracy)


predict("scratch_percentage", scratch_percentage, outcome=on_two_hundred)

# %% [markdown] lang="en"
# {scratch_accuracy.real.full:.0%} on the real photographs: better than guessing, and useless. 200 pictures are not too
# few to *recognise* cats; you needed far fewer. They are too few to learn **to see**: what an edge is, what fur looks
# like, that an ear is an ear wherever it is. You knew all that before you saw the first cat. The network must find it
# out from the same 200 pictures.
#
# ## Somebody else's eyes
#
# So take a network that can see already. A **backbone** is a network that was trained on many other pictures and whose
# last layer, the classifier, was taken off. MobileNetV2 was trained on ImageNet: 1.3 million photographs of a thousand
# kinds of things. Where its weights cannot be had (no network, or you are working with drawings), the course brings a
# small backbone of its own: trained on CIFAR-10 and on drawings, not on your pictures.

# %% [markdown] lang="ko" of="3c42c734"
# 실제 사진에서 {scratch_accuracy.real.full:.0%}입니다. 찍는 것보다는 낫지만 쓸모가 없습니다. 200장은 고양이를
# *알아보기*에 적은 것이 아닙니다. 여러분은 훨씬 적게 보고도 알았습니다. **보는 법**을 배우기에 적은 것입니다. 가장자리가
# 무엇인지, 털이 어떻게 보이는지, 귀는 어디에 있어도 귀라는 것을 여러분은 처음 고양이를 보기 전부터 알고 있었습니다. 신경망은 그
# 모두를 같은 200장에서 알아내야 합니다.
#
# ## 남의 눈 빌리기
#
# 그러니 이미 볼 줄 아는 신경망을 가져옵시다. **백본**은 다른 이미지를 많이 보고 학습한 다음, 분류기인 마지막 층을 떼어 낸
# 신경망입니다. MobileNetV2는 ImageNet, 곧 천 가지 물건을 찍은 사진 130만 장으로 학습했습니다. 그 가중치를 구할 수 없을
# 때(인터넷이 없거나 그림으로 수업하고 있을 때)를 위해 이 강좌가 만든 작은 백본도 있습니다. CIFAR-10과 그림으로 학습했고,
# 여러분의 이미지는 본 적이 없습니다.

# %%
WEIGHTS = "auto" if dataset.source == "real" else "course"
backbone = backbones.load_backbone("mobilenet_v2", WEIGHTS, side=SIDE)
record("backbone", backbone.name)
print(backbone.describe(LANGUAGE))

picture = few.images[few.labels == 0][:1]
stages = keras.Model(backbone.model.input, [backbone.model.get_layer(name).output for name in backbone.stages])
_, axes = plt.subplots(1, 4, figsize=(15, 4), layout="constrained")
axes[0].imshow(picture[0])
axes[0].axis("off")
for ax, name, maps in zip(axes[1:], backbone.stages, stages(picture.astype("float32"), training=False), strict=True):
    plots.show_feature_maps(maps.numpy(), most=16, columns=4, ax=ax)
    ax.set_title(f"{name}\n{maps.shape[1]} x {maps.shape[2]} x {maps.shape[3]}")

# %% [markdown] lang="en"
# One picture, and 16 of the feature maps that an early, a middle and a late layer make of it. **Early** maps are still
# the picture: edges here, a colour there, and nearly anybody's pictures need the same. **Middle** maps answer to
# textures and parts. **Late** maps are coarse and mostly silent; the few that speak say that something is there, such
# as a muzzle or an eye, and hardly where. They belong to the things that the backbone was trained on.
#
# In the explorer below, choose a channel and let it search for the pictures that excite it most.

# %% [markdown] lang="ko" of="a0829cca"
# 이미지 한 장과, 앞쪽, 가운데, 뒤쪽 층이 그것으로 만든 특성 맵 16개씩입니다. **앞쪽** 맵은 아직 그림 그대로입니다. 여기에는
# 가장자리, 저기에는 색이 있고, 누구의 이미지에든 거의 똑같이 필요한 것들입니다. **가운데** 맵은 결과 무늬와 부분에 반응합니다.
# **뒤쪽** 맵은 성기고 대부분 조용합니다. 몇 개만 반응해서 주둥이나 눈 같은 것이 있다고 알려 주지만 어디인지는 거의 말하지
# 않습니다. 이것들은 백본이 학습한 물건에 맞추어져 있습니다.
#
# 아래 탐색기에서 채널을 하나 고르고, 그 채널을 가장 강하게 활성화하는 이미지를 찾아보세요.

# %%
explore_feature_maps(backbone.model, few.images[:120].astype("float32"), labels=few.labels[:120], class_names=names)
