# %% [markdown] lang="en"
# # 16 · Shipping a model
#
# **You will be able to**
# - bring whatever people send, a photograph, a text file or a bomb, to what a network takes, or refuse it with a reason,
# - write a network for other programs, in 32 bits or in 8, and say what that costs: agreement, bytes, time and memory,
# - give it a card and a version, and let a service answer with it: a page, an API, a log, a cache, metrics,
# - notice when the pictures have changed, and tell a better model from a lucky one.
#
# **Time:** 90 minutes of yours. On two CPU cores all cells together take less than 3 minutes with `PROFILE = "quick"`
# (fewer pictures) and less than 15 with `"full"`. Start with quick.

# %% [markdown] lang="ko" of="4ae53eec"
# # 16 · 모델 배포
#
# **이 수업을 마치면**
# - 사진이든 텍스트 파일이든 압축 폭탄이든, 사람들이 보낸 것을 신경망에 맞게 다듬거나 까닭을 밝혀 거절할 수 있습니다.
# - 신경망을 다른 프로그램이 읽는 파일로 32비트나 8비트로 내보내고, 그 대가(답의 일치, 바이트, 시간, 메모리)를 말할 수 있습니다.
# - 모델에 카드와 버전을 붙이고, 웹 페이지와 API, 로그, 캐시, 지표를 갖춘 서비스로 답하게 할 수 있습니다.
# - 들어오는 이미지가 달라진 것을 알아채고, 더 나은 모델과 운이 좋은 모델을 구별할 수 있습니다.
#
# **걸리는 시간:** 90분쯤입니다. CPU 코어 두 개에서 모든 셀을 실행하는 데 `PROFILE = "quick"`(이미지가 적습니다)이면
# 3분이 안 걸리고, `"full"`이면 15분이 안 걸립니다. quick으로 시작하세요.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
import io
import math
import struct
import tempfile
import time
import zlib
from collections import OrderedDict
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import requests
from IPython.display import Markdown
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from course_utils import after, backbones, check, lesson, plots, predict, quiz, record, shipping, training
from course_utils.data import load

lesson("16_shipping", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

KOREAN = LANGUAGE == "ko" and plots.korean_font()
plt.rcParams.update({"axes.spines.top": False, "axes.spines.right": False, "font.family": ["DejaVu Sans", *[KOREAN] * bool(KOREAN)]})

with training.quiet_start():  # TensorFlow talks a lot while it loads
    import keras
    from keras import layers

# %% [markdown] lang="en"
# ## A model that nobody can ask
#
# A network in a notebook answers one person, as long as the notebook is open. To be of use it has to leave, and the
# lecture notes draw where it goes:
#
# > **web page** → **gateway** → **model service** → **database**, and beside the service: **monitoring**
#
# Somebody drops a photograph onto a **web page**. The **gateway** decides who may ask, how much, and how often. The
# **model service** answers. What was answered goes into a **database**, and **monitoring** rings when something is
# wrong. In this lesson you build the parts that need thought, and then run the whole with one command.
#
# First, something to ship: the flower classifier of lesson 14, a head on a frozen backbone. We train it twice. The
# **first** model had only the 100 pictures that were there in the first week; the **second** has them all.

# %% [markdown] lang="ko" of="667152a6"
# ## 아무도 물어볼 수 없는 모델
#
# 노트북 안의 신경망은 노트북이 열려 있는 동안 한 사람에게만 답합니다. 쓸모가 있으려면 밖으로 나가야 합니다. 어디로 가는지는
# 강의 노트에 그려져 있습니다.
#
# > **웹 페이지** → **게이트웨이** → **모델 서비스** → **데이터베이스**, 그리고 서비스 곁에 **모니터링**
#
# 누군가 **웹 페이지**에 사진을 끌어다 놓습니다. **게이트웨이**는 누가, 얼마나 많이, 얼마나 자주 물어도 되는지 정합니다. **모델
# 서비스**가 답하고, 답한 내용은 **데이터베이스**에 남고, 무언가 잘못되면 **모니터링**이 알려 줍니다. 이 수업에서는 생각이
# 필요한 부분을 직접 만들고, 마지막에 전체를 명령 하나로 실행합니다.
#
# 먼저 내보낼 것이 필요합니다. 14의 꽃 분류기, 얼린 백본에 헤드를 얹은 것입니다. 두 번 학습합니다. **첫째** 모델에게는 첫
# 주에 모인 이미지 100장뿐이었고, **둘째** 모델에게는 모두 있습니다.

# %%
SIDE = {"real": 160, "synthetic": 96}[load("flowers", source=SOURCE).source]
dataset = load("flowers", source=SOURCE, size=SIDE)
names = dataset.class_names(LANGUAGE)
amounts = {"quick": (1200, 400), "full": (len(dataset.train), len(dataset.test))}[PROFILE]
train, test = dataset.train.take(amounts[0], SEED), dataset.test.take(amounts[1], SEED)  # in random order
WEIGHTS = "auto" if dataset.source == "real" else "course"
backbone = backbones.load_backbone("mobilenet_v2", WEIGHTS, side=SIDE)
backbone.freeze()
train_features = backbones.features(backbone, train.images)
record("source", dataset.source)
print(dataset.describe(LANGUAGE), backbone.describe(LANGUAGE), sep="\n")


def train_head(count):
    """Train a head on the first `count` training images."""
    keras.utils.set_random_seed(SEED)
    head = keras.Sequential([layers.Dropout(0.2), layers.Dense(5, activation="softmax")])
    head.compile(keras.optimizers.AdamW(3e-3), "sparse_categorical_crossentropy")
    head.fit(train_features[:count], train.labels[:count], epochs=60, batch_size=32, verbose=0)
    return head


def assemble(body, head):
    """Join backbone and head: images with grey levels 0 to 255 in, five probabilities out."""
    images = keras.Input((body.side, body.side, 3))
    maps = body.model(images, training=False)
    return keras.Model(images, head(layers.GlobalAveragePooling2D()(maps)), name="flowers")


head = train_head(len(train))
models = {"first": assemble(backbone, train_head(100)), "second": assemble(backbone, head)}
answers = {name: model.predict(test.images, verbose=0) for name, model in models.items()}
for name, found in answers.items():
    record(f"{name}_accuracy", np.mean(found.argmax(axis=1) == test.labels))
    print(f"{name}: {np.mean(found.argmax(axis=1) == test.labels):.1%}")

# %% [markdown] lang="en"
# ## Whatever arrives
#
# The notes end with a checklist for shipping: several resolutions, memory, speed, edge cases, an A/B test. We go
# through it, edge cases first, for the test images were all tidy, and what people send is not. Here are ten uploads.
# The last one is a **bomb**: a few kilobytes that unpack to gigabytes and take the service down with them.

# %% [markdown] lang="ko" of="fe8e2a02"
# ## 무엇이 올지 모릅니다
#
# 노트의 끝에는 배포 전에 확인할 목록이 있습니다. 여러 해상도, 메모리, 속도, 엣지 케이스, A/B 테스트입니다. 하나씩 해
# 봅시다. 엣지 케이스부터 합니다. 테스트 이미지는 모두 가지런했지만 사람들이 보내는 것은 그렇지 않기 때문입니다. 여기 파일 열
# 개가 올라왔습니다. 마지막은 **압축 폭탄**입니다. 몇 킬로바이트밖에 안 되는 파일이 풀리면 몇 기가바이트가 되어 서비스를
# 쓰러뜨립니다.


# %%
def as_file(picture, form, **options):
    """Write a Pillow image to bytes."""
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def bomb(side):
    """Write a PNG that says it has side x side pixels, and is short."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(3_000_000), 9)) + chunk(b"IEND", b"")


photo = Image.fromarray(test.images[0]).resize((640, 480))
sideways = Image.Exif()
sideways[274] = 6  # "turn me by 90 degrees", says the camera
whole = as_file(photo, "JPEG")
uploads = {
    "flower.jpg": whole,
    "scan.png": as_file(photo.convert("L"), "PNG"),
    "cut-out.png": as_file(photo.convert("RGBA"), "PNG"),
    "sideways.jpg": as_file(photo, "JPEG", exif=sideways),
    "small.gif": as_file(photo.resize((40, 30)), "GIF"),
    "nothing.jpg": b"",
    "letter.jpg": b"Dear service, which flower do I mean?",
    "half.jpg": whole[: len(whole) // 2],
    "film.jpg": whole + bytes(6_000_000),
    "bomb.png": bomb(30_000),
}
print(*(f"{name:14}{len(content):>12,} bytes" for name, content in uploads.items()), sep="\n")

# %% [markdown] lang="en"
# Write `receive(content, side)`, the gate. It takes the bytes of an upload (never trust its name) and returns two
# things: a reason, and the image or None.
#
# | what arrives | reason | image |
# | --- | --- | --- |
# | no byte at all | `"empty"` | None |
# | more than `most_bytes` bytes | `"too long"` | None |
# | nothing that Pillow knows as an image | `"not an image"` | None |
# | more than `most_pixels` pixels, width times height | `"too many pixels"` | None |
# | an image of which a part is missing or spoilt | `"damaged"` | None |
# | any other image | `"ok"` | uint8, (side, side, 3): upright, in colours, resized |
#
# What to use: `Image.open(io.BytesIO(content))` reads only the header. It raises `UnidentifiedImageError` for what is no
# image, and `Image.DecompressionBombError` where Pillow itself finds the size absurd. Only `.load()` (or `.convert`,
# `.resize`) decodes, and raises an `OSError` for what is damaged. **So the size must be judged between the two.**
# `ImageOps.exif_transpose` turns a picture as the camera asks, `.convert("RGB")` brings any colours to three.

# %% [markdown] lang="ko" of="5894ad16"
# 문지기 `receive(content, side)`를 써 보세요. 올라온 파일의 바이트를 받아(파일 이름은 믿지 않습니다) 까닭과, 이미지 또는
# None, 이렇게 두 가지를 돌려줍니다.
#
# | 올라온 것 | 까닭 | 이미지 |
# | --- | --- | --- |
# | 바이트가 하나도 없음 | `"empty"` | None |
# | `most_bytes`바이트를 넘음 | `"too long"` | None |
# | Pillow가 아는 이미지가 아님 | `"not an image"` | None |
# | 가로 곱하기 세로가 `most_pixels`픽셀을 넘음 | `"too many pixels"` | None |
# | 일부가 없거나 망가진 이미지 | `"damaged"` | None |
# | 그 밖의 이미지 | `"ok"` | uint8, (side, side, 3). 똑바로 세우고 RGB로 바꾸어 크기를 맞춘 것 |
#
# 쓸 것들입니다. `Image.open(io.BytesIO(content))`는 헤더만 읽습니다. 이미지가 아니면 `UnidentifiedImageError`가 나고,
# Pillow가 보기에도 크기가 터무니없으면 `Image.DecompressionBombError`가 납니다. 실제로 푸는 것은 `.load()`(또는
# `.convert`, `.resize`)이고, 망가진 파일이면 `OSError`가 납니다. **그러니 크기는 그 사이에서 따져야 합니다.**
# `ImageOps.exif_transpose`는 카메라가 적어 둔 대로 돌려 세우고, `.convert("RGB")`는 어떤 색이든 셋으로 바꿉니다.


# %% answer="receive"
def receive(content, side, most_bytes=5_000_000, most_pixels=20_000_000):
    """Bring the bytes of an upload to an image (side, side, 3), or say why not."""
    ### BEGIN SOLUTION
    if not content:
        return "empty", None
    if len(content) > most_bytes:
        return "too long", None
    try:
        picture = Image.open(io.BytesIO(content))
    except UnidentifiedImageError:
        return "not an image", None
    except Image.DecompressionBombError:
        return "too many pixels", None
    if picture.width * picture.height > most_pixels:
        return "too many pixels", None
    try:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except OSError:
        return "damaged", None
    return "ok", np.asarray(upright.resize((side, side), Image.Resampling.BILINEAR))
    ### END SOLUTION


# %% check="receive"
check("receive")


# %%
@after("receive")
def at_the_gate():
    received = {name: receive(content, SIDE) for name, content in uploads.items()}
    taken = {name: image for name, (reason, image) in received.items() if reason == "ok"}
    guessed = models["second"].predict(np.stack(list(taken.values())), verbose=0)
    said = {name: f"{names[row.argmax()]} {row.max():.0%}" for name, row in zip(taken, guessed, strict=True)}
    for name, (reason, _) in received.items():
        print(f"{name:14}{reason:18}{said.get(name, '')}")
    record("taken", len(taken))
    record("refused", len(uploads) - len(taken))


# %% [markdown] lang="en"
# The gate lets every image in. But is it an image of a *flower*?
#
# **Predict before you run.** We show the network 300 pictures of cats and dogs. It must name one of five flowers, and
# says how sure it is. Of how many per cent does it say "this flower" with a probability above 0.5?

# %% [markdown] lang="ko" of="67ae590e"
# 문지기는 이미지라면 모두 들여보냅니다. 그런데 그것이 *꽃*의 이미지일까요?
#
# **실행하기 전에 예상해 보세요.** 신경망에게 고양이와 개의 이미지 300장을 보여 줍니다. 신경망은 다섯 꽃 가운데 하나를 골라야
# 하고, 얼마나 확신하는지도 말합니다. 0.5가 넘는 확률로 "이 꽃입니다"라고 하는 이미지는 몇 퍼센트일까요?

# %% answer="sure_of_pets"
### BEGIN SOLUTION
sure_of_pets = 85
### END SOLUTION


# %%
def shown_pets():
    pets = load("cats_dogs", source=SOURCE, size=SIDE).test.take(300, SEED)
    sure = models["second"].predict(pets.images, verbose=0).max(axis=1)
    flowers = answers["second"].max(axis=1)
    record("pets_sure", np.mean(sure > 0.5))
    record("pets_very_sure", np.mean(sure > 0.9))
    record("flowers_very_sure", np.mean(flowers > 0.9))
    print(f"above 0.5: pets {np.mean(sure > 0.5):.0%}, flowers {np.mean(flowers > 0.5):.0%}")
    print(f"above 0.9: pets {np.mean(sure > 0.9):.0%}, flowers {np.mean(flowers > 0.9):.0%}")
    return float(round(100 * np.mean(sure > 0.5)))


predict("sure_of_pets", sure_of_pets, outcome=shown_pets)

# %% [markdown] lang="en"
# With the real photographs it is {pets_sure.real.full:.0%}, and for {pets_very_sure.real.full:.0%} of the cats and dogs the
# probability is above 0.9. The softmax divides 100 % among five flowers; "none of these" is not among them. A high
# probability means "more like this one than like the other four", not "this is one". What helps: a sixth class of
# other things; sigmoids with thresholds (lesson 14); and a page that says what the service is for. A model card names
# it among the limits.
#
# Another edge case is a flower that is there but blurred. Watch accuracy and confidence part:

# %% [markdown] lang="ko" of="f3c43f6c"
# 실제 사진에서는 {pets_sure.real.full:.0%}이고, 고양이와 개의 {pets_very_sure.real.full:.0%}는 확률이 0.9를 넘습니다. 소프트맥스는
# 100 %를 다섯 꽃에 나누어 줄 뿐, "이 가운데 없음"은 없습니다. 확률이 높다는 것은 "나머지 넷보다 이것에 가깝다"는 뜻이지
# "이것이다"라는 뜻이 아닙니다. 도움이 되는 것은 다른 것들을 모은 여섯째 클래스, 임계값을 둔 시그모이드(14), 그리고 무엇을
# 위한 서비스인지 알려 주는 페이지입니다. 모델 카드에도 한계로 적어 둡니다.
#
# 또 하나의 엣지 케이스는 꽃이 있기는 한데 흐릿한 이미지입니다. 정확도와 확신이 벌어지는 모습을 보세요.

# %%
for radius in (0, 1, 2, 4):
    blurred = [np.asarray(Image.fromarray(image).filter(ImageFilter.GaussianBlur(radius))) for image in test.images]
    found = models["second"].predict(np.stack(blurred), verbose=0)
    right = found.argmax(axis=1) == test.labels
    record(f"blur_{radius}", right.mean())
    record(f"blur_{radius}_sure", found.max(axis=1).mean())
    print(f"blur of {radius} pixels: right {right.mean():.0%}, sure {found.max(axis=1).mean():.0%}")

# %% [markdown] lang="en"
# ## Several resolutions
#
# Photographs come from old telephones, too, or as thumbnails. The gate resizes them all to `SIDE`, but what is lost
# stays lost. How small may a photograph be?
#
# Write `at_resolution(images, side)`: each of the images (N, H, W, 3) as a camera with only `side` x `side` pixels would
# have taken it, brought back to H x W. Shrink with `Image.Resampling.BOX`, which averages all pixels that become one,
# enlarge with `Image.Resampling.BILINEAR`; return uint8, (N, H, W, 3). (`.resize` wants width first.)

# %% [markdown] lang="ko" of="d0e8de98"
# ## 여러 해상도
#
# 오래된 휴대전화로 찍은 사진이나 섬네일도 옵니다. 문지기가 모두 `SIDE`로 맞추지만 사라진 것은 돌아오지 않습니다. 사진은 얼마나
# 작아도 될까요?
#
# `at_resolution(images, side)`를 써 보세요. 이미지 (N, H, W, 3)을 픽셀이 `side` x `side`개뿐인 카메라로 찍은 것처럼 만든
# 다음 H x W로 되돌립니다. 줄일 때는 하나가 될 픽셀을 모두 평균 내는 `Image.Resampling.BOX`를, 키울 때는
# `Image.Resampling.BILINEAR`를 쓰세요. uint8, (N, H, W, 3)을 돌려줍니다. (`.resize`는 너비를 먼저 받습니다.)


# %% answer="at_resolution"
def at_resolution(images, side):
    """Return images as a camera with side x side pixels would have taken them."""
    ### BEGIN SOLUTION
    height, width = images.shape[1:3]
    small = [Image.fromarray(image).resize((side, side), Image.Resampling.BOX) for image in images]
    return np.stack([np.asarray(picture.resize((width, height), Image.Resampling.BILINEAR)) for picture in small])
    ### END SOLUTION


# %% check="at_resolution"
check("at_resolution")


# %%
@after("at_resolution")
def small_photographs():
    sides, reached = [8, 16, 24, 32, 48, 64, SIDE], []
    for side in sides:
        seen = at_resolution(test.images, side)
        reached.append(np.mean(models["second"].predict(seen, verbose=0).argmax(axis=1) == test.labels))
        record(f"accuracy_{'whole' if side == SIDE else side}", reached[-1])
    _, ax = plt.subplots(figsize=(6, 3.4), layout="constrained")
    ax.plot(sides, reached, "o-")
    ax.set_xscale("log", base=2)
    ax.set_xticks(sides, sides)
    ax.set_ylim(0, 1)
    ax.grid(alpha=0.3)
    ax.set_xlabel("사진 한 변의 픽셀 수" if KOREAN else "side of the photograph in pixels")
    ax.set_ylabel("정확도" if KOREAN else "accuracy")
    plt.show()


# %% [markdown] lang="en"
# | real photographs, side | 16 | 32 | 64 | 160 |
# | --- | --- | --- | --- | --- |
# | accuracy | {accuracy_16.real.full:.0%} | {accuracy_32.real.full:.0%} | {accuracy_64.real.full:.0%} | {accuracy_whole.real.full:.0%} |
#
# There is no edge, only a slope; where to refuse is your decision, and the service says so ("smaller than 16 pixels").
# Note that the network was never trained on enlarged pictures. If many arrive, train on some (lesson 10).

# %% [markdown] lang="ko" of="bd0d017b"
# | 실제 사진, 한 변 | 16 | 32 | 64 | 160 |
# | --- | --- | --- | --- | --- |
# | 정확도 | {accuracy_16.real.full:.0%} | {accuracy_32.real.full:.0%} | {accuracy_64.real.full:.0%} | {accuracy_whole.real.full:.0%} |
#
# 낭떠러지는 없고 비탈만 있습니다. 어디서부터 거절할지는 여러분이 정하고, 서비스가 그 까닭을 말해 줍니다("한 변이 16픽셀보다
# 짧습니다"). 이 신경망은 키운 이미지로 학습한 적이 없다는 것도 기억하세요. 그런 이미지가 많이 온다면 섞어서 학습합니다(10).

# %% [markdown] lang="en"
# ## Out of Keras
#
# To answer one photograph the service would have to load TensorFlow: hundreds of megabytes, and seconds. Training needs
# all that, answering does not. So the network is written for a smaller program that can do nothing but answer:
#
# - **LiteRT** (TensorFlow Lite until 2024) runs on telephones, single-board computers and servers,
# - **ONNX** is an exchange format; ONNX Runtime runs it, whether it comes from Keras or from PyTorch.
#
# Both can be written with 32 bits per number, as trained, or with 8 (**quantization**). How do you put a number into 8
# bits? By a ruler with 256 marks. Its step is the **scale** $s$, and the mark that stands for 0 is the **zero point** $z$:
#
# $$q = \mathrm{clip}\left(\mathrm{round}(x / s) + z,\ 0,\ 255\right), \qquad x \approx s \, (q - z).$$
#
# For numbers from `low` to `high` first widen the range until it contains 0, because padding and ReLU make many zeros
# and they should stay exact. Then $s = (high - low) / 255$ and $z = \mathrm{round}(-low / s)$.
#
# Write all three: `scale_and_zero(low, high)` returns $(s, z)$, a float and an int; `quantize(values, scale, zero)` returns
# codes as uint8; `dequantize(codes, scale, zero)` returns floats.

# %% [markdown] lang="ko" of="2324b59a"
# ## Keras 밖으로
#
# 사진 한 장에 답하려고 서비스가 TensorFlow를 통째로 불러온다면 수백 메가바이트와 몇 초가 듭니다. 학습에는 그것이 모두
# 필요하지만 답하는 데는 아닙니다. 그래서 답하는 일만 하는 작은 프로그램이 읽도록 신경망을 내보냅니다.
#
# - **LiteRT**(2024년까지의 이름은 TensorFlow Lite)는 휴대전화, 소형 보드, 서버에서 돌아갑니다.
# - **ONNX**는 주고받기 위한 형식입니다. Keras에서 왔든 PyTorch에서 왔든 ONNX Runtime이 실행합니다.
#
# 둘 다 수 하나를 학습한 그대로 32비트로 쓸 수도 있고 8비트로 쓸 수도 있습니다(**양자화**). 수를 8비트에 어떻게 담을까요?
# 눈금이 256개인 자를 씁니다. 눈금 사이의 간격이 **스케일** $s$이고, 0을 나타내는 눈금이 **영점** $z$입니다.
#
# $$q = \mathrm{clip}\left(\mathrm{round}(x / s) + z,\ 0,\ 255\right), \qquad x \approx s \, (q - z).$$
#
# 수가 `low`에서 `high`까지라면 먼저 0이 들어가도록 범위를 넓힙니다. 패딩과 ReLU가 0을 많이 만들고, 0은 정확해야 하기
# 때문입니다. 그런 다음 $s = (high - low) / 255$, $z = \mathrm{round}(-low / s)$입니다.
#
# 셋을 모두 써 보세요. `scale_and_zero(low, high)`는 $(s, z)$를 float와 int로, `quantize(values, scale, zero)`는 코드를
# uint8로, `dequantize(codes, scale, zero)`는 실수로 돌려줍니다.


# %% answer="quantize"
def scale_and_zero(low, high):
    """Return the step and the mark of 0 of a ruler with 256 marks from low to high, 0 included."""
    ### BEGIN SOLUTION
    low, high = min(low, 0.0), max(high, 0.0)
    scale = (high - low) / 255
    return scale, round(-low / scale)
    ### END SOLUTION


def quantize(values, scale, zero):
    """Return the nearest marks as uint8; what lies beyond the ruler gets its end."""
    ### BEGIN SOLUTION
    return np.clip(np.round(np.asarray(values) / scale) + zero, 0, 255).astype(np.uint8)
    ### END SOLUTION


def dequantize(codes, scale, zero):
    """Return the numbers that marks stand for."""
    ### BEGIN SOLUTION
    return scale * (np.asarray(codes, np.float32) - zero)
    ### END SOLUTION


# %% check="quantize"
check("quantize")


# %%
@after("quantize")
def one_layer():
    weights = head.layers[-1].kernel.numpy()
    scale, zero = scale_and_zero(float(weights.min()), float(weights.max()))
    back = dequantize(quantize(weights, scale, zero), scale, zero)
    record("error_in_steps", np.abs(back - weights).max() / scale)
    print(f"{weights.size:,} weights from {weights.min():.2f} to {weights.max():.2f}: one step is {scale:.4f}")
    print(f"largest error {np.abs(back - weights).max():.4f}; bytes {weights.nbytes:,} -> {weights.size:,}")
    strange = weights.copy()
    strange[0, 0] = 20 * weights.max()  # one weight that is out of all proportion
    wide, zero = scale_and_zero(float(strange.min()), float(strange.max()))
    rough = dequantize(quantize(strange, wide, zero), wide, zero)[1:]
    record("outlier_error", np.abs(rough - weights[1:]).mean() / np.abs(back[1:] - weights[1:]).mean())
    print(f"with a single large weight: one step is {wide:.4f}, different values left: {len(np.unique(rough))}")


# %% [markdown] lang="en"
# Half a step is the most that is lost, and one outlier makes the step large for all. So real converters take a ruler of
# its own for each output channel. Activations need rulers, too: the converter shows the network some training images
# and notes how large they become (**calibration**). "Int8 weights" leaves activations alone, "all int8" does both.
#
# `shipping.export` writes all formats and tries each before it counts as written. Then one table: how far the answers are
# from those of Keras on the test images, and what an answer costs.

# %% [markdown] lang="ko" of="c3422c36"
# 잃는 것은 많아야 눈금 반 칸이고, 유난히 큰 수 하나가 모두의 눈금을 넓힙니다. 그래서 실제 변환기는 출력 채널마다 자를 따로
# 둡니다. 활성값에도 자가 필요합니다. 변환기가 훈련 이미지를 몇 장 보여 주면서 활성값이 얼마나 커지는지 적어 둡니다(**보정**).
# "가중치만 int8"은 활성값을 그대로 두고, "전부 int8"은 둘 다 바꿉니다.
#
# `shipping.export`는 모든 형식으로 내보내고, 한 번씩 답을 시켜 본 다음에야 내보냈다고 합니다. 그다음은 표 하나입니다. 테스트
# 이미지에 대한 답이 Keras와 얼마나 다른지, 답 하나에 얼마가 드는지 봅니다.

# %%
work = Path(tempfile.mkdtemp(prefix="flowers-"))
exports = shipping.export(models["second"], work, name="flowers", calibration=train.images[:100])
compared = shipping.compare_formats(exports, test.images)
for words in compared.problems.values():
    print(words)  # why a format is missing
for form, row in compared.rows.items():
    key = {"litert_dynamic": "mixed"}.get(form, form.removeprefix("litert_"))
    right = np.mean(row.answers.argmax(axis=1) == test.labels)
    record(f"{key}_gap", row.agreement.largest)
    record(f"{key}_same", row.agreement.same_labels)
    record(f"{key}_accuracy", right)
    record(f"{key}_mb", row.exported.bytes / 1e6)
    record(f"{key}_ram", row.memory.own / 1e6)
    print(f"{shipping.KINDS[form].title[LANGUAGE]}: {right:.1%} right")
Markdown(compared.describe(LANGUAGE))

# %% [markdown] lang="en"
# | real photographs | file, MB | largest difference | same class | memory, MB |
# | --- | --- | --- | --- | --- |
# | Keras | {keras_mb.real.full:.1f} | 0 | 100 % | {keras_ram.real.full:.0f} |
# | LiteRT, float32 | {litert_mb.real.full:.1f} | {litert_gap.real.full:.0e} | {litert_same.real.full:.1%} | {litert_ram.real.full:.0f} |
# | LiteRT, int8 weights | {mixed_mb.real.full:.1f} | {mixed_gap.real.full:.2f} | {mixed_same.real.full:.1%} | {mixed_ram.real.full:.0f} |
# | LiteRT, all int8 | {int8_mb.real.full:.1f} | {int8_gap.real.full:.2f} | {int8_same.real.full:.1%} | {int8_ram.real.full:.0f} |
# | ONNX | {onnx_mb.real.full:.1f} | {onnx_gap.real.full:.0e} | {onnx_same.real.full:.1%} | {onnx_ram.real.full:.0f} |
#
# In 32 bits the answers agree to rounding. In 8 bits single probabilities move, but few labels do, and those are
# pictures where two flowers were about equal. Always compare on images that matter to you, not on random numbers.
#
# Not every layer has an equivalent everywhere. This is what you read then:

# %% [markdown] lang="ko" of="a110cf48"
# | 실제 사진 | 파일(MB) | 가장 큰 차이 | 같은 클래스 | 메모리(MB) |
# | --- | --- | --- | --- | --- |
# | Keras | {keras_mb.real.full:.1f} | 0 | 100 % | {keras_ram.real.full:.0f} |
# | LiteRT, float32 | {litert_mb.real.full:.1f} | {litert_gap.real.full:.0e} | {litert_same.real.full:.1%} | {litert_ram.real.full:.0f} |
# | LiteRT, 가중치만 int8 | {mixed_mb.real.full:.1f} | {mixed_gap.real.full:.2f} | {mixed_same.real.full:.1%} | {mixed_ram.real.full:.0f} |
# | LiteRT, 전부 int8 | {int8_mb.real.full:.1f} | {int8_gap.real.full:.2f} | {int8_same.real.full:.1%} | {int8_ram.real.full:.0f} |
# | ONNX | {onnx_mb.real.full:.1f} | {onnx_gap.real.full:.0e} | {onnx_same.real.full:.1%} | {onnx_ram.real.full:.0f} |
#
# 32비트에서는 반올림 오차만큼만 다릅니다. 8비트에서는 확률이 하나씩 움직이지만 클래스가 바뀌는 이미지는 적고, 바뀌는 것은 두 꽃이
# 거의 비슷하던 이미지입니다. 견줄 때는 언제나 무작위 수가 아니라 여러분에게 중요한 이미지로 하세요.
#
# 모든 층이 어디에나 있는 것은 아닙니다. 없는 층이면 이런 말을 듣게 됩니다.


# %%
class Probit(layers.Layer):
    """A layer that telephones do not know."""

    def call(self, x):
        return keras.ops.erfinv(x / 256)


odd = keras.Sequential([keras.Input((8, 8, 3)), Probit(name="probit"), layers.Flatten(), layers.Dense(2, activation="softmax")])
print(shipping.export(odd, work, ["litert"], name="odd")["litert"].problem)

# %% [markdown] lang="en"
# ## Memory
#
# Most of the memory in the table belongs to the program that runs the network. What the network itself needs, you can
# work out before you buy a machine:
#
# - **weights**: each of the `parameters` numbers is kept all the time, once, however many images are answered;
# - **activations**: while a layer works, its input and its output must both be there; the rest can be thrown away. So the
#   most is needed where two feature maps one after the other are largest together, for each image of the batch.
#
# Write `footprint(shapes, parameters, batch_size, bytes_per_number=4)`. `shapes` lists the shape of the images and then of
# every layer's output, without the batch: `[(96, 96, 3), (48, 48, 24), ...]`. Return the bytes of the weights and the bytes
# of the activations. (Networks with shortcuts keep a little more; never mind.)

# %% [markdown] lang="ko" of="066970fd"
# ## 메모리
#
# 표에 나온 메모리의 대부분은 신경망을 실행하는 프로그램의 것입니다. 신경망 자체에 얼마나 필요한지는 컴퓨터를 사기 전에 계산할
# 수 있습니다.
#
# - **가중치**: 수 `parameters`개를 언제나 들고 있습니다. 이미지 몇 장에 답하든 한 벌입니다.
# - **활성값**: 한 층이 일하는 동안에는 입력과 출력이 둘 다 있어야 하고 나머지는 버려도 됩니다. 그래서 앞뒤로 이어진 두 특성
#   맵의 합이 가장 큰 곳에서 가장 많이 필요합니다. 배치의 이미지마다 필요합니다.
#
# `footprint(shapes, parameters, batch_size, bytes_per_number=4)`를 써 보세요. `shapes`에는 이미지의 모양과 모든 층의 출력
# 모양이 배치를 뺀 채 차례로 있습니다. `[(96, 96, 3), (48, 48, 24), ...]`처럼 생겼습니다. 가중치의 바이트 수와 활성값의 바이트 수를
# 돌려줍니다. (지름길이 있는 신경망은 조금 더 들고 있지만 여기서는 무시합니다.)


# %% answer="footprint"
def footprint(shapes, parameters, batch_size, bytes_per_number=4):
    """Return the bytes of the weights, and the most bytes of activations at one time."""
    ### BEGIN SOLUTION
    sizes = [math.prod(shape) for shape in shapes]
    most = max(given + made for given, made in pairwise(sizes))
    return parameters * bytes_per_number, most * batch_size * bytes_per_number
    ### END SOLUTION


# %% check="footprint"
check("footprint")


# %%
@after("footprint")
def needed_memory():
    shapes = [layer.output.shape[1:] for layer in backbone.model.layers] + [(5,)]
    weights, one = footprint(shapes, models["second"].count_params(), 1)
    print(f"worked out: weights {weights / 1e6:.1f} MB, activations {one / 1e6:.2f} MB for each image")
    path = exports["litert"].path
    few, many = (shipping.peak_memory(path, batch_size=count).peak for count in (1, 33))
    measured = (many - few) / 32
    print(f"measured:   file {path.stat().st_size / 1e6:.1f} MB, {measured / 1e6:.2f} MB more for each image in the batch (LiteRT)")
    record("weights_share", weights / path.stat().st_size)
    record("activations_share", one / measured)


# %% [markdown] lang="en"
# ## Speed
#
# A single call says little: the first is slow (memory is reserved, caches are cold), and now and then another program
# comes in between. So leave the first calls out, and report
#
# - the **median**, what half of the calls stay below: what people usually feel;
# - the **95th percentile (p95)**, what 95 of 100 calls stay below: what they complain about. A mean hides it;
# - the **throughput**, images per second: all images that were answered, divided by all seconds that it took.
#
# Write `summarize(seconds, batch_size, warm_up=1)`: `seconds` of each call in order, with `batch_size` images in each. Leave
# out the first `warm_up` calls. Return the median and p95 in **milliseconds** (`np.percentile`), and the throughput.

# %% [markdown] lang="ko" of="c058809e"
# ## 속도
#
# 한 번 재어서는 알 수 있는 것이 적습니다. 첫 호출은 느리고(메모리를 잡고 캐시가 비어 있습니다), 가끔은 다른 프로그램이
# 끼어듭니다. 그래서 처음 몇 번은 빼고 이렇게 보고합니다.
#
# - **중앙값**: 호출의 절반이 이 안에 끝납니다. 사람들이 보통 느끼는 속도입니다.
# - **95번째 백분위수(p95)**: 100번 가운데 95번이 이 안에 끝납니다. 불평은 여기서 나옵니다. 평균은 이것을 감춥니다.
# - **처리량**: 1초에 답하는 이미지 수. 답한 이미지를 모두 더해 걸린 시간을 모두 더한 것으로 나눕니다.
#
# `summarize(seconds, batch_size, warm_up=1)`을 써 보세요. `seconds`는 호출마다 걸린 시간이 차례로 있고, 호출 하나에 이미지가
# `batch_size`장입니다. 처음 `warm_up`번은 뺍니다. 중앙값과 p95를 **밀리초**로(`np.percentile`), 그리고 처리량을 돌려줍니다.


# %% answer="summarize"
def summarize(seconds, batch_size, warm_up=1):
    """Return median and p95 in milliseconds, and images per second, without the first calls."""
    ### BEGIN SOLUTION
    kept = np.asarray(seconds, float)[warm_up:]
    return 1000 * np.median(kept), 1000 * np.percentile(kept, 95), batch_size * len(kept) / kept.sum()
    ### END SOLUTION


# %% check="summarize"
check("summarize")


# %%
@after("summarize")
def timed():
    runner, batch = shipping.open_model(exports["litert"].path), test.images[:8]
    seconds = []
    for _ in range(40):
        start = time.perf_counter()
        runner(batch)
        seconds.append(time.perf_counter() - start)
    print(f"first call {1000 * seconds[0]:.1f} ms")
    print("median {:.1f} ms, p95 {:.1f} ms, {:.0f} images per second".format(*summarize(seconds, len(batch))))


# %% [markdown] lang="en"
# **Predict before you run.** How many times as many images per second does "all int8" answer as 32-bit LiteRT, one image at
# a time, on one thread? A quarter of the bytes, and eight bits are multiplied faster. 1 means no difference.

# %% [markdown] lang="ko" of="ac436d4b"
# **실행하기 전에 예상해 보세요.** "전부 int8"은 32비트 LiteRT보다 1초에 이미지를 몇 배나 많이 답할까요? 스레드 하나로
# 한 장씩 답합니다. 바이트는 4분의 1이고, 8비트 곱셈은 더 빠릅니다. 1이면 차이가 없다는 뜻입니다.

# %% answer="int8_speedup"
### BEGIN SOLUTION
int8_speedup = 2
### END SOLUTION


# %%
def measured_speed():
    titles = {form: shipping.KINDS[form].title[LANGUAGE] for form in exports}
    runners = {titles[form]: shipping.open_model(each.path) for form, each in exports.items()}
    rows = shipping.benchmark(runners, test.images, calls={"quick": 10, "full": 30}[PROFILE])
    plots.plot_latencies(rows)
    rate = {(row.name, row.batch_size): row.images_per_second for row in rows}
    keras_rate, float_rate, mixed_rate, int8_rate = (
        [rate[titles[form], size] for size in (1, 32)] for form in ("keras", "litert", "litert_dynamic", "litert_int8")
    )
    record("int8_speedup", int8_rate[0] / float_rate[0])
    record("dynamic_speedup", mixed_rate[0] / float_rate[0])
    record("keras_batching", keras_rate[1] / keras_rate[0])
    record("litert_batching", float_rate[1] / float_rate[0])
    return float(round(int8_rate[0] / float_rate[0], 1))


predict("int8_speedup", int8_speedup, outcome=measured_speed)

# %% [markdown] lang="en"
# With MobileNetV2 on the machine of this text: {int8_speedup.real.full:.1f} times. But "int8 weights" came to
# {dynamic_speedup.real.full:.1f} times: *slower* than 32 bits, although its file is small. Its activations must be brought to 8 bits
# and back for each layer. A 3 x 3 convolution multiplies so much that this pays; the 1 x 1 convolutions that MobileNetV2
# is made of do not. The course's own small backbone has 3 x 3 convolutions, and there the same format is the fastest.
# **Measure on the machine and with the network that will answer.**
#
# Batching: Keras answers {keras_batching.real.full:.1f} times as many images per second when 32 come together, since each
# call has fixed costs. LiteRT has few: {litert_batching.real.full:.1f} times. For a service that means: many small
# requests may wait a few milliseconds for one another, if the runtime gains by it.
#
# Two more dials: the side of the images, and the number of threads.

# %% [markdown] lang="ko" of="9257ffac"
# 이 글을 쓴 컴퓨터에서 MobileNetV2로는 {int8_speedup.real.full:.1f}배입니다. 그런데 "가중치만 int8"은
# {dynamic_speedup.real.full:.1f}배, 파일은 작지만 32비트보다 *느립니다*. 활성값을 층마다 8비트로 바꾸었다가 되돌려야 하기
# 때문입니다. 3 x 3 합성곱은 곱셈이 많아 그만한 값을 하지만, MobileNetV2를 이루는 1 x 1 합성곱은 그렇지 않습니다. 이 과정의 작은
# 백본은 3 x 3 합성곱으로 되어 있어서 같은 형식이 가장 빠릅니다. **답할 컴퓨터에서, 답할 신경망으로 재세요.**
#
# 배치도 봅시다. Keras는 32장을 한꺼번에 넣으면 1초에 {keras_batching.real.full:.1f}배 많이 답합니다. 호출 한 번에 드는 고정
# 비용이 크기 때문입니다. LiteRT는 고정 비용이 작아 {litert_batching.real.full:.1f}배입니다. 서비스에서는 이런 뜻입니다. 실행
# 프로그램이 그만큼 이득을 본다면, 작은 요청들이 몇 밀리초쯤 서로 기다려도 됩니다.
#
# 조절할 것이 둘 더 있습니다. 이미지의 한 변과 스레드 수입니다.

# %%
sides = [SIDE // 2, SIDE * 3 // 4, SIDE]
smaller, reached = {SIDE: shipping.open_model(exports["litert"].path)}, {}
for side in sides[:2]:
    model = assemble(backbones.load_backbone("mobilenet_v2", WEIGHTS, side=side), head)
    smaller[side] = shipping.open_model(shipping.export(model, work, ["litert"], name=f"side-{side}")["litert"].path)
for side in sides:
    seen = np.stack([np.asarray(Image.fromarray(image).resize((side, side))) for image in test.images])
    reached[side] = np.mean(shipping.probabilities(smaller[side], seen).argmax(axis=1) == test.labels)
rows = []
for side in sides:
    rows += shipping.benchmark({"LiteRT, float32": smaller[side]}, test.images, batch_sizes=(1,), calls=30, progress=False)
plots.plot_latencies(rows, against="side")
record("half_side_speedup", rows[-1].median / rows[0].median)
record("half_side_accuracy", reached[sides[0]])
record("three_quarter_accuracy", reached[sides[1]])
print(*(f"{side} pixels: {share:.1%} right" for side, share in reached.items()), sep="\n")
for threads in (1, 2):
    runner = shipping.open_model(exports["litert"].path, threads=threads)
    rows += shipping.benchmark({"LiteRT, float32": runner}, test.images, batch_sizes=(8,), calls=20, progress=False)
Markdown(shipping.latency_table(rows, LANGUAGE))

# %% [markdown] lang="en"
# Half the side is a quarter of the pixels, and here {half_side_speedup.real.full:.1f} times as fast; the accuracy falls from
# {litert_accuracy.real.full:.1%} to {half_side_accuracy.real.full:.1%}, because this head was trained at the full side. A
# second thread makes one answer faster, but a busy service has other requests for that core.

# %% [markdown] lang="ko" of="ad9bea1f"
# 한 변이 절반이면 픽셀은 4분의 1이고, 여기서는 {half_side_speedup.real.full:.1f}배 빠릅니다. 정확도는
# {litert_accuracy.real.full:.1%}에서 {half_side_accuracy.real.full:.1%}로 떨어집니다. 이 헤드는 원래 크기에서 학습했기 때문입니다.
# 스레드가 둘이면 답 하나는 빨라지지만, 바쁜 서비스에는 그 코어를 기다리는 다른 요청이 있습니다.

# %% [markdown] lang="en"
# ## A card and a version
#
# The notes keep five facts with a model: name, time, accuracy, parameters, framework. Is 83.5 % good? On what data, how
# many pictures, which classes, for whom? A **model card** says that, too, for people and for programs, and its accuracy
# has an interval (lesson 15). A **registry** keeps a folder for each version: files, card, and the hash of each file.
# A version is never changed; one of them is *in use*, and going back is one command.

# %% [markdown] lang="ko" of="bb6c0ae7"
# ## 카드와 버전
#
# 노트에서는 모델과 함께 이름, 시각, 정확도, 파라미터 수, 프레임워크 다섯 가지를 적어 둡니다. 83.5 %는 좋은 것일까요? 어떤
# 데이터의 이미지 몇 장에서, 어떤 클래스로, 누구를 위해 잰 것일까요? **모델 카드**는 이런 것까지 사람과 프로그램 모두에게
# 알려 주고, 정확도에는 구간을 붙입니다(15). **레지스트리**에는 버전마다 폴더가 있고 파일과 카드, 파일마다의 해시가 들어
# 있습니다. 버전은 고치지 않습니다. 그 가운데 하나가 *쓰이고* 있고, 되돌리는 것도 명령 하나면 됩니다.


# %%
def card_of(name, count):
    """Write the card of one of our two models."""
    found = answers[name]
    right = int(np.sum(found.argmax(axis=1) == test.labels))
    return shipping.Card(
        name="flowers",
        side=SIDE,
        classes={language: list(dataset.class_names(language)) for language in ("en", "ko")},
        data=shipping.data_of(dataset),
        recipe={"backbone": f"MobileNetV2, {WEIGHTS}, frozen", "training images": count, "epochs": 60, "seed": SEED},
        metrics={"accuracy": shipping.Metric(right, len(test))},
        parameters=models[name].count_params(),
        purpose={"en": "Names one of five flowers in a photograph.", "ko": "사진 속의 꽃이 다섯 가지 가운데 무엇인지 알려 줍니다."},
        limits={
            "en": "Names a flower whatever it sees, cats too. Unsure below 48 pixels and on blurred photographs.",
            "ko": "고양이를 보아도 꽃 이름을 댑니다. 48픽셀보다 작거나 흐릿한 사진에서는 믿기 어렵습니다.",
        },
        reference=shipping.reference(test.images, found),
    )


registry = shipping.Registry(work / "models")
older = shipping.export(models["first"], work, ["keras", "litert"], name="first")
registry.add(card_of("first", 100), {form: each.path for form, each in older.items()})
registry.add(card_of("second", len(train)), {form: each.path for form, each in exports.items() if each.path})
registry.promote(1, reason="the first week")
Markdown(shipping.card_page(registry.version(2).card, LANGUAGE))

# %% [markdown] lang="en"
# ## The service
#
# `petals serve FOLDER` starts it: page, API, log, metrics. Here the same command runs beside the notebook for as long as
# the cell does. (Afterwards, in a terminal, start it yourself, open the address it prints, and drop a photograph of
# yours onto the page, on the telephone as well. Ctrl-C stops it. `petals serve FILE.keras` serves any Keras classifier of
# square images, that of lesson 14 too; a `card.json` beside the file names its classes.)

# %% [markdown] lang="ko" of="d41cb28c"
# ## 서비스
#
# `petals serve FOLDER`를 실행하면 페이지, API, 로그, 지표가 모두 시작됩니다. 여기서는 같은 명령을 셀이 실행되는 동안만 노트북
# 곁에서 돌립니다. (나중에 터미널에서 직접 실행해 보세요. 나오는 주소를 열고 여러분의 사진을 끌어다 놓으면 됩니다.
# 휴대전화에서도 해 보세요. Ctrl-C로 멈춥니다. `petals serve FILE.keras`라고 하면 14에서 만든 것을 비롯해 정사각형 이미지를 받는
# 어떤 Keras 분류기든 서비스할 수 있습니다. 파일 곁의 `card.json`에 클래스 이름을 적습니다.)

# %%
print(f"petals serve {registry.folder}")
with shipping.serving(registry.folder, f"sqlite:///{work / 'requests.db'}") as address:
    for name, content in [*uploads.items(), ("flower.jpg", whole)]:
        reply = requests.post(f"{address}/api/predict", files={"image": (name, content)}, timeout=60)
        said = reply.json()
        if reply.ok:
            cached = ", cached" * said["cached"]
            print(f"{name:14}{reply.status_code}  {said['name'][LANGUAGE]} {said['confidence']:.0%}{cached}")
        else:
            print(f"{name:14}{reply.status_code}  {said['message'][LANGUAGE]}")
    counters = requests.get(f"{address}/metrics", timeout=60).text
    heat = requests.post(f"{address}/api/explain", files={"image": whole}, timeout=60)
counted = [line for line in counters.splitlines() if line.startswith("petals_images_total{") and not line.endswith(" 0.0")]
print(*counted, sep="\n")
hot = np.asarray(Image.open(io.BytesIO(heat.content)))[..., 3] / 255
plots.show_heatmap(np.asarray(photo.resize((256, 256))), hot)
record("counted", sum(float(line.split()[-1]) for line in counted))

# %% [markdown] lang="en"
# Each refusal has its own status: 413 too long, 415 no image, 422 damaged. (This service takes files of up to 8 MB, so
# `film.jpg` gets in.) The photograph that came again was answered from memory. And the log?

# %% [markdown] lang="ko" of="cb0b45bd"
# 거절에는 저마다 상태 코드가 있습니다. 413은 너무 큼, 415는 이미지가 아님, 422는 망가짐입니다. (이 서비스는 8 MB까지 받으므로
# `film.jpg`도 들어갑니다.) 다시 온 사진에는 기억해 둔 답을 주었습니다. 로그에는 무엇이 남았을까요?

# %%
import sqlite3

with sqlite3.connect(work / "requests.db") as log:
    kept = log.execute("SELECT status, reason, label, confidence, cached, brightness FROM requests ORDER BY at").fetchall()
print(*kept, sep="\n")
record("logged", len(kept))

# %% [markdown] lang="en"
# Not the photograph: people did not give it to you to keep. Its hash, four numbers about how it looks, and the answer are
# enough. The service writes the line **before** it answers, so that an answer that somebody has is always in the log,
# even if the power fails the moment after.
#
# ## Do not answer the same question twice
#
# Some photographs come again and again: the one in the newspaper, the one on your own page. Write the class `Cache`:
#
# - `Cache(ask, capacity)` keeps a function from bytes to an answer, and at most `capacity` answers;
# - `cache.answer(content)` returns what `ask(content)` returns, and calls `ask` only if the answer is not kept;
# - the key is the content's SHA-256, `sha256(content).hexdigest()`: not its name, and not the photograph itself;
# - if there is no room, the answer goes that was **not asked for** the longest (LRU, least recently used);
# - `cache.hits` counts the answers that came from memory.
#
# An `OrderedDict` remembers the order; its `move_to_end(key)` and `popitem(last=False)` do what you need.

# %% [markdown] lang="ko" of="a58fdbdc"
# 사진은 남지 않습니다. 보관하라고 준 것이 아니기 때문입니다. 해시와, 어떻게 생겼는지를 나타내는 수 네 개와, 답이면 충분합니다.
# 서비스는 답하기 **전에** 로그를 씁니다. 그래서 누군가 받은 답은 바로 다음 순간에 전기가 나가더라도 반드시 로그에 있습니다.
#
# ## 같은 질문에 두 번 계산하지 않기
#
# 어떤 사진은 거듭해서 옵니다. 신문에 난 사진, 우리 페이지에 걸린 사진이 그렇습니다. 클래스 `Cache`를 써 보세요.
#
# - `Cache(ask, capacity)`는 바이트를 받아 답을 내는 함수와, 많아야 `capacity`개의 답을 간직합니다.
# - `cache.answer(content)`는 `ask(content)`가 돌려주는 것을 돌려주되, 간직한 답이 없을 때만 `ask`를 부릅니다.
# - 키는 내용의 SHA-256, `sha256(content).hexdigest()`입니다. 파일 이름도 아니고 사진 자체도 아닙니다.
# - 자리가 없으면 **찾은 지** 가장 오래된 답을 버립니다(LRU, least recently used).
# - `cache.hits`는 기억에서 나온 답의 수입니다.
#
# `OrderedDict`는 순서를 기억합니다. `move_to_end(key)`와 `popitem(last=False)`를 쓰면 됩니다.


# %% answer="Cache"
class Cache:
    """Remember the answers that were asked for last."""

    def __init__(self, ask, capacity):
        ### BEGIN SOLUTION
        self.ask, self.capacity, self.hits = ask, capacity, 0
        self.kept = OrderedDict()
        ### END SOLUTION

    def answer(self, content):
        """Return what `ask` says of the content, from memory if it is kept."""
        ### BEGIN SOLUTION
        key = sha256(content).hexdigest()
        if key in self.kept:
            self.hits += 1
            self.kept.move_to_end(key)
            return self.kept[key]
        found = self.ask(content)
        self.kept[key] = found
        if len(self.kept) > self.capacity:
            self.kept.popitem(last=False)
        return found
        ### END SOLUTION


# %% check="Cache"
check("Cache")


# %%
@after("Cache")
def a_day():
    rng = np.random.default_rng(SEED)
    popularity = 1 / np.arange(1, 1001)  # the second most popular comes half as often as the first, and so on (Zipf)
    visits = rng.choice(1000, size=5000, p=popularity / popularity.sum())
    for capacity in (10, 100, 1000):
        cache = Cache(len, capacity)  # any function of bytes will do: we count the hits
        for number in visits:
            cache.answer(str(number).encode())
        print(f"{capacity:5} of 1,000 photographs kept: {cache.hits / len(visits):.0%} answered from memory")
        record(f"hits_{capacity}", cache.hits / len(visits))


# %% [markdown] lang="en"
# A tenth of the photographs makes {hits_100:.0%} of the requests cheap. (When a new version comes into use, the kept
# answers are the old one's: the service puts the version into the key.)
#
# ## Have the pictures changed?
#
# Nobody tells a service the right answers, so it cannot see its accuracy fall. But it can see that what comes in does not
# look as it used to: a new camera, winter light, another crowd. This is **drift**. For a number such as the brightness, cut
# the range into bins when the model is made, and count how large a share $p_i$ of the images fell into bin $i$. Later count
# the shares $q_i$ of what comes in. The **population stability index** compares:
#
# $$\mathrm{PSI} = \sum_i (q_i - p_i) \ln \frac{q_i}{p_i}.$$
#
# 0 means the same; each term is positive, whichever way a share moved. A rule of thumb rings above 0.25. Write
# `stability_index(expected, found)` from two rows of **counts**: divide each by its sum, and take shares below 0.001 as
# 0.001, for an empty bin has no logarithm.

# %% [markdown] lang="ko" of="674ccce7"
# 사진의 10분의 1만 기억해도 요청의 {hits_100:.0%}가 거저입니다. (새 버전이 쓰이기 시작하면 간직한 답은 옛 버전의 것이 됩니다.
# 서비스는 키에 버전도 넣습니다.)
#
# ## 이미지가 달라졌나요?
#
# 서비스에 정답을 알려 주는 사람은 없습니다. 그래서 정확도가 떨어져도 볼 수 없습니다. 그러나 들어오는 것이 예전과 달라졌다는
# 것은 볼 수 있습니다. 새 카메라, 겨울 햇빛, 다른 사람들. 이것을 **드리프트**라고 합니다. 밝기 같은 수 하나를 두고, 모델을 만들
# 때 범위를 구간으로 나누어 구간 $i$에 든 이미지의 비율 $p_i$를 세어 둡니다. 나중에 들어오는 이미지의 비율 $q_i$를 세어
# **모집단 안정성 지수**로 견줍니다.
#
# $$\mathrm{PSI} = \sum_i (q_i - p_i) \ln \frac{q_i}{p_i}.$$
#
# 0이면 같다는 뜻이고, 비율이 어느 쪽으로 움직였든 항은 모두 양수입니다. 흔히 0.25를 넘으면 경보를 울립니다. **개수** 두 줄을
# 받는 `stability_index(expected, found)`를 써 보세요. 각각 합으로 나누고, 0.001보다 작은 비율은 0.001로 칩니다. 빈 구간에는
# 로그가 없기 때문입니다.


# %% answer="stability_index"
def stability_index(expected, found):
    """Compare two rows of counts over the same bins."""
    ### BEGIN SOLUTION
    before, now = (np.maximum(np.asarray(counts) / np.sum(counts), 0.001) for counts in (expected, found))
    return float(np.sum((now - before) * np.log(now / before)))
    ### END SOLUTION


# %% check="stability_index"
check("stability_index")


# %%
def ask(address, images):
    """Send images to the service, sixteen at a time; return its answers."""
    said = []
    for start in range(0, len(images), 16):
        some = [as_file(Image.fromarray(image), "PNG") for image in images[start : start + 16]]
        reply = requests.post(f"{address}/api/predict/batch", files=[("images", each) for each in some], timeout=60)
        said += [item["prediction"] for item in reply.json()["images"]]
    return said


@after("stability_index")
def dusk():
    day, evening = test.images[:200], (0.5 * test.images[200:400]).astype(np.uint8)
    edges = np.quantile(test.images.mean(axis=(1, 2, 3)), np.arange(1, 10) / 10)
    bins = [np.searchsorted(edges, some.mean(axis=(1, 2, 3))) for some in (test.images, day, evening)]
    counts = [np.bincount(places, minlength=10) for places in bins]
    for name, found in zip(("day", "evening"), counts[1:], strict=True):
        record(f"index_{name}", stability_index(counts[0], found))
        print(f"{name}: brightness {found.tolist()}, index {stability_index(counts[0], found):.2f}")
    with shipping.serving(registry.folder) as address:
        for name, images in {"day": day, "evening": evening}.items():
            ask(address, images)
            report = requests.get(f"{address}/api/drift", timeout=60).json()
            moved = ", ".join(f"{each['what']} {each['index']:.2f}{' ALARM' * each['alarm']}" for each in report["moved"])
            print(f"the service after the {name}: {moved}")
            record(f"alarm_{name}", int(report["alarm"]))


# %% [markdown] lang="en"
# In the evening the photographs are half as bright, and the alarm is on, although nobody has said that an answer was
# wrong. An alarm is a question: look at some pictures, label them, measure.
#
# ## Which of two models is better?
#
# The second model was better on the test images. Will it be better on what people send? In an **A/B test** both are in
# use: each photograph goes to one of them, chosen by its hash (the same photograph always to the same one). People say
# whether the answer was right. The first has $r_1$ of $n_1$ right, the second $r_2$ of $n_2$. Could the difference be
# chance? If both were equally good, their common share would be $p = (r_1 + r_2) / (n_1 + n_2)$, and
#
# $$z = \frac{r_2 / n_2 - r_1 / n_1}{\sqrt{p (1 - p) (1 / n_1 + 1 / n_2)}}$$
#
# would be normally distributed. The **p value** is how often chance makes $|z|$ as large:
# $p\text{-value} = \mathrm{erfc}(|z| / \sqrt{2})$, in Python `math.erfc`. Below 0.05 we call the difference **significant**.
#
# Write `ab_test(right_a, total_a, right_b, total_b)`. Return the difference (b minus a, as shares) and the p value. If all
# answers were right, or all were wrong, there is nothing to tell them apart: the p value is 1.

# %% [markdown] lang="ko" of="f4ebfd73"
# 저녁에는 사진이 절반만큼 밝고, 답이 틀렸다고 한 사람이 없는데도 경보가 켜집니다. 경보는 질문입니다. 이미지를 몇 장 보고,
# 레이블을 달고, 재어 보라는 것입니다.
#
# ## 두 모델 가운데 어느 쪽이 나은가요?
#
# 테스트 이미지에서는 둘째 모델이 나았습니다. 사람들이 보내는 것에서도 나을까요? **A/B 테스트**에서는 둘을 함께 씁니다. 사진은
# 해시에 따라 둘 중 하나로 갑니다(같은 사진은 언제나 같은 쪽으로). 답이 맞았는지는 사람들이 알려 줍니다. 첫째는 $n_1$번 가운데
# $r_1$번, 둘째는 $n_2$번 가운데 $r_2$번 맞혔습니다. 차이가 우연일 수도 있을까요? 둘의 실력이 같다면 공통 비율은
# $p = (r_1 + r_2) / (n_1 + n_2)$이고,
#
# $$z = \frac{r_2 / n_2 - r_1 / n_1}{\sqrt{p (1 - p) (1 / n_1 + 1 / n_2)}}$$
#
# 는 정규 분포를 따릅니다. **p값**은 우연히 $|z|$가 이만큼 커지는 비율로, $p\text{값} = \mathrm{erfc}(|z| / \sqrt{2})$입니다.
# 파이썬에서는 `math.erfc`를 씁니다. 0.05보다 작으면 차이가 **유의하다**고 합니다.
#
# `ab_test(right_a, total_a, right_b, total_b)`를 써 보세요. 차이(비율로, b에서 a를 뺀 것)와 p값을 돌려줍니다. 모두 맞았거나
# 모두 틀렸다면 둘을 구별할 것이 없으므로 p값은 1입니다.


# %% answer="ab_test"
def ab_test(right_a, total_a, right_b, total_b):
    """Return the difference of two shares, b minus a, and how often chance alone makes one as large."""
    ### BEGIN SOLUTION
    difference = right_b / total_b - right_a / total_a
    common = (right_a + right_b) / (total_a + total_b)
    spread = math.sqrt(common * (1 - common) * (1 / total_a + 1 / total_b))
    return difference, math.erfc(abs(difference) / spread / math.sqrt(2)) if spread else 1.0
    ### END SOLUTION


# %% check="ab_test"
check("ab_test")


# %%
@after("ab_test")
def experiment():
    with shipping.serving(registry.folder, "", "--challenger", "2", "--share", "0.5") as address, requests.Session() as people:
        for count in (60, 400):
            start = {60: 0, 400: 60}[count]
            for said, label in zip(ask(address, test.images[start:count]), test.labels[start:count], strict=True):
                opinion = {"id": said["id"], "right": bool(said["label"] == label), "label": int(label)}
                people.post(f"{address}/api/opinions", json=opinion, timeout=60).raise_for_status()
            report = people.get(f"{address}/api/experiment", timeout=60).json()
            arms = [(report[arm]["right"], report[arm]["judged"]) for arm in ("champion", "challenger")]
            difference, p_value = ab_test(*arms[0], *arms[1])
            print(f"after {count}: first {arms[0]}, second {arms[1]}: difference {difference:+.1%}, p value {p_value:.4f}")
            low, high = report["interval"]
            print(f"   the service: p value {report['p_value']:.4f}, 95 % interval {low:+.1%} to {high:+.1%}")
            record(f"difference_{count}", 100 * difference)
            record(f"p_{count}", p_value)
            record(f"p_apart_{count}", abs(p_value - report["p_value"]))


# %% [markdown] lang="en"
# (The service computes Fisher's exact test; the formula above is its good approximation for large numbers.) After 60
# opinions even a clear difference passes for chance. How many are enough? For models that are right in about 80 %, 200
# opinions each tell a difference of 11 points from chance in four experiments of five; for 3 points it takes about 2,800 each.
#
# Then why not look after every few opinions, and stop as soon as it is significant?
#
# **Predict before you run.** Two models that are *equally* good, 85 % each. We look every 25 opinions per model, up to 500, and
# stop at the first p value below 0.05. In how many per cent of such experiments do we announce a winner?

# %% [markdown] lang="ko" of="c8f78f7d"
# (서비스는 피셔의 정확 검정을 씁니다. 위의 식은 수가 클 때 그것과 거의 같습니다.) 의견이 60개일 때는 뚜렷한 차이도 우연으로
# 보입니다. 몇 개면 충분할까요? 80 %쯤 맞히는 모델이라면, 의견이 200개씩일 때 11포인트의 차이를 다섯 번에 네 번 알아봅니다.
# 3포인트라면 2,800개쯤씩 필요합니다.
#
# 그렇다면 의견이 조금씩 모일 때마다 들여다보고, 유의해지자마자 멈추면 어떨까요?
#
# **실행하기 전에 예상해 보세요.** 실력이 *똑같이* 85 %인 두 모델입니다. 모델마다 의견이 25개 늘 때마다 500개까지 들여다보고,
# p값이 처음으로 0.05보다 작아지면 멈춥니다. 이런 실험 가운데 몇 퍼센트에서 승자를 발표하게 될까요?

# %% answer="false_winners"
### BEGIN SOLUTION
false_winners = 20
### END SOLUTION


# %%
def peeking():
    rng, looks = np.random.default_rng(SEED), np.arange(25, 501, 25)
    right = np.cumsum(rng.random((500, 2, 500)) < 0.85, axis=2)[:, :, looks - 1]
    values = np.array([[ab_test(*pair)[1] for pair in zip(a, looks, b, looks, strict=True)] for a, b in right])
    once, ever = np.mean(values[:, -1] < 0.05), np.mean((values < 0.05).any(axis=1))
    record("false_once", once)
    record("false_peeking", ever)
    print(f"one look, after 500: {once:.0%}; at any of {len(looks)} looks: {ever:.0%}")
    return float(round(100 * ever))


@after("ab_test")
def peeked():
    return predict("false_winners", false_winners, outcome=peeking)


# %% [markdown] lang="en"
# One look errs in {false_once:.0%} of the cases, as promised; many looks in {false_peeking:.0%}. Whoever looks often enough
# will find a winner. So decide *before* how many opinions you want, and judge once.
#
# Ours has had its 400 opinions, and they point the way of the test images, which were the same for both models (lesson 15).
# The second version goes into use; a running service would change over by itself.

# %% [markdown] lang="ko" of="229c1bc3"
# 한 번만 보면 약속대로 {false_once:.0%}에서 틀리고, 여러 번 보면 {false_peeking:.0%}에서 틀립니다. 자주 들여다보면 언젠가는 승자가
# 나옵니다. 그러니 의견을 몇 개 모을지 *미리* 정하고, 한 번만 판단하세요.
#
# 우리 실험은 의견 400개를 모았고, 두 모델에 똑같이 보여 준 테스트 이미지(15)와 같은 쪽을 가리킵니다. 둘째 버전을 씁니다. 실행
# 중인 서비스가 있다면 스스로 바꿉니다.

# %%
registry.promote(2, reason="better on the test images and in 400 opinions")
print(*registry.journal(), sep="\n")
print("in use:", registry.current().number)
record("in_use", registry.current().number)

# %% [markdown] lang="en"
# ### Quiz

# %% [markdown] lang="ko" of="3387447a"
# ### 퀴즈

# %%
quiz("same_labels")

# %%
quiz("log_first")

# %%
quiz("not_significant")

# %%
quiz("alarm")

# %% [markdown] lang="en" sheet="summary"
# ## Summary
#
# - Judge what arrives by its content, cheapest question first: length, kind, size by the header, and only then decode.
# - A softmax names one of its classes whatever it sees. Say what the model is for, and where it must not be trusted.
# - Exported in 32 bits a network answers as before; in 8 bits nearly, with a quarter of the bytes. Compare on your images.
# - Memory: weights once, activations for each image of the batch. Speed: median, p95, throughput, without the first call.
# - Measure on the machine and with the network that will answer: a smaller file can be slower.
# - A version is never changed. Card, hash and journal say what was in use when; going back is one command.
# - Write the log before the answer. Keep no photograph. Remember answers by content, not by name.
# - Drift needs no labels: compare what comes in with what the model was made with. An alarm is a question.
# - An A/B test needs a number of opinions fixed in advance. Not significant does not mean equal.
#
# This was the last lesson. You began with one unit that drew one line, and end with a network that strangers can ask.

# %% [markdown] lang="ko" sheet="summary" of="cd9ee983"
# ## 정리
#
# - 들어온 것은 내용으로 판단하고, 값싼 질문부터 합니다. 길이, 종류, 헤더에 적힌 크기를 보고 나서야 풉니다.
# - 소프트맥스는 무엇을 보든 클래스 하나를 댑니다. 무엇을 위한 모델인지, 어디서 믿으면 안 되는지 적으세요.
# - 32비트로 내보낸 신경망은 전과 같이 답하고, 8비트로는 4분의 1의 바이트로 거의 같이 답합니다. 여러분의 이미지로 견주세요.
# - 메모리는 가중치 한 벌과 배치의 이미지마다 활성값입니다. 속도는 첫 호출을 뺀 중앙값, p95, 처리량입니다.
# - 답할 컴퓨터에서, 답할 신경망으로 재세요. 파일이 작아도 더 느릴 수 있습니다.
# - 버전은 고치지 않습니다. 언제 무엇이 쓰였는지 카드와 해시와 기록이 말해 줍니다. 되돌리는 것은 명령 하나입니다.
# - 답하기 전에 로그를 씁니다. 사진은 보관하지 않습니다. 답은 이름이 아니라 내용으로 기억합니다.
# - 드리프트를 아는 데는 레이블이 필요 없습니다. 들어오는 것을 모델을 만들 때의 것과 견주세요. 경보는 질문입니다.
# - A/B 테스트에서는 의견의 수를 미리 정합니다. 유의하지 않다는 것은 같다는 뜻이 아닙니다.
#
# 마지막 수업이었습니다. 직선 하나를 긋는 유닛에서 시작해, 모르는 사람도 물어볼 수 있는 신경망까지 왔습니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when |
# | --- | --- | --- |
# | codes of 8 bits | $q = \mathrm{clip}(\mathrm{round}(x / s) + z, 0, 255)$ | $s = (high - low) / 255$, $z = \mathrm{round}(-low / s)$ |
# | activations | $4 B \max_i (n_i + n_{i + 1})$ bytes | $n_i$ numbers in the output of layer $i$, $B$ images |
# | stability index | $\sum_i (q_i - p_i) \ln \frac{q_i}{p_i}$ | shares of the bins then ($p$) and now ($q$) |
# | A/B test | $z = \frac{r_2 / n_2 - r_1 / n_1}{\sqrt{p (1 - p) (1 / n_1 + 1 / n_2)}}$ | $r$ of $n$ right, $p$: both together |
# | p value | $\mathrm{erfc}(\lvert z \rvert / \sqrt{2})$ | how often chance alone gives such a $z$ |

# %% [markdown] lang="ko" sheet="formulas" of="2ef491c5"
# ### 간직할 식
#
# | 이름 | 식 | 언제 |
# | --- | --- | --- |
# | 8비트 코드 | $q = \mathrm{clip}(\mathrm{round}(x / s) + z, 0, 255)$ | $s = (high - low) / 255$, $z = \mathrm{round}(-low / s)$ |
# | 활성값 | $4 B \max_i (n_i + n_{i + 1})$ 바이트 | $i$번째 층의 출력은 수 $n_i$개, 이미지는 $B$장 |
# | 안정성 지수 | $\sum_i (q_i - p_i) \ln \frac{q_i}{p_i}$ | 구간의 비율, 그때($p$)와 지금($q$) |
# | A/B 테스트 | $z = \frac{r_2 / n_2 - r_1 / n_1}{\sqrt{p (1 - p) (1 / n_1 + 1 / n_2)}}$ | $n$번 가운데 $r$번 정답, $p$는 합친 비율 |
# | p값 | $\mathrm{erfc}(\lvert z \rvert / \sqrt{2})$ | 우연히 이런 $z$가 나오는 비율 |
