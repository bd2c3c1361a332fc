"""Visible checks of lesson 16: what arrives, what an answer costs, what is watched, and which of two models is better."""

import io
import math
import struct
import zlib
from collections import OrderedDict
from hashlib import sha256
from itertools import pairwise

import numpy as np

from course_utils.checking import check, choice, exercise, fresh_start, quiz, text

fresh_start()
exercise(
    "receive",
    points=4,
    hints=[
        text(
            en="Ask the cheap questions first and return at once: `if not content: return 'empty', None`, then the length.",
            ko="값싼 질문부터 하고 바로 돌려주세요. `if not content: return 'empty', None`, 그다음은 길이입니다.",
        ),
        text(
            en=(
                "Two `try` blocks: one round `Image.open`, one round what decodes. Between them compare `picture.width * picture.height` "
                "with `most_pixels`."
            ),
            ko=(
                "`try`가 둘입니다. 하나는 `Image.open`, 하나는 실제로 푸는 부분을 감쌉니다. 그 사이에서 `picture.width * picture.height`를 "
                "`most_pixels`와 견주세요."
            ),
        ),
        text(
            en="`UnidentifiedImageError` is a kind of `OSError`: name it in an `except` of its own, before `OSError`.",
            ko="`UnidentifiedImageError`는 `OSError`의 한 종류입니다. 따로, `OSError`보다 먼저 `except`에 쓰세요.",
        ),
        text(
            en=(
                "At the end: `picture = ImageOps.exif_transpose(picture).convert('RGB')` inside the second `try`, then "
                "`np.asarray(picture.resize((side, side)))`."
            ),
            ko=(
                "끝으로 둘째 `try` 안에서 `picture = ImageOps.exif_transpose(picture).convert('RGB')`, 그다음 "
                "`np.asarray(picture.resize((side, side)))`입니다."
            ),
        ),
    ],
    idea=text(
        en="Every question before decoding costs microseconds, and decoding may cost gigabytes. So decode last, and only what passed.",
        ko="풀기 전의 질문은 몇 마이크로초면 되지만, 푸는 데는 몇 기가바이트가 들 수 있습니다. 그러니 통과한 것만 마지막에 풉니다.",
    ),
)

exercise(
    "at_resolution",
    points=2,
    hints=[
        text(
            en="For one image: `Image.fromarray(image).resize((side, side), Image.Resampling.BOX)`, then `.resize((width, height), ...)`.",
            ko=(
                "이미지 하나는 `Image.fromarray(image).resize((side, side), Image.Resampling.BOX)`, 그다음 "
                "`.resize((width, height), ...)`입니다."
            ),
        ),
        text(
            en="`height, width = images.shape[1:3]`; in the end `np.stack([np.asarray(picture) for picture in ...])`.",
            ko="`height, width = images.shape[1:3]`이고, 끝으로 `np.stack([np.asarray(picture) for picture in ...])`로 쌓으세요.",
        ),
    ],
    idea=text(
        en="What a small camera does not see, no enlargement brings back. So try the model on such pictures before people send them.",
        ko="작은 카메라가 못 본 것은 아무리 키워도 돌아오지 않습니다. 그러니 사람들이 보내기 전에 그런 이미지로 시험해 보세요.",
    ),
)

exercise(
    "quantize",
    points=3,
    hints=[
        text(
            en="In `scale_and_zero` begin with `low, high = min(low, 0.0), max(high, 0.0)`.",
            ko="`scale_and_zero`는 `low, high = min(low, 0.0), max(high, 0.0)`으로 시작하세요.",
        ),
        text(
            en="In `quantize`: first round, then add `zero`, then `np.clip(..., 0, 255)`, and `.astype(np.uint8)` last.",
            ko="`quantize`에서는 먼저 반올림하고, `zero`를 더하고, `np.clip(..., 0, 255)` 다음 마지막에 `.astype(np.uint8)`입니다.",
        ),
        text(
            en="In `dequantize` turn the codes into floats before you subtract: uint8 cannot go below 0.",
            ko="`dequantize`에서는 빼기 전에 코드를 실수로 바꾸세요. uint8은 0보다 작아질 수 없습니다.",
        ),
    ],
    idea=text(
        en="A ruler with 256 marks: at most half a step is lost, as long as the ends of the ruler are where the numbers are.",
        ko="눈금이 256개인 자입니다. 자의 양 끝이 수가 있는 곳에 맞다면 잃는 것은 많아야 눈금 반 칸입니다.",
    ),
)

exercise(
    "footprint",
    points=2,
    hints=[
        text(
            en="`math.prod(shape)` is how many numbers a shape has. Make a list of it for all shapes first.",
            ko="`math.prod(shape)`이 그 모양에 든 수의 개수입니다. 먼저 모든 모양에 대해 목록을 만드세요.",
        ),
        text(
            en="Neighbours two by two: `zip(sizes, sizes[1:])`. Take the largest sum, times `batch_size`, times the bytes.",
            ko="이웃끼리 둘씩은 `zip(sizes, sizes[1:])`입니다. 가장 큰 합에 `batch_size`와 바이트 수를 곱하세요.",
        ),
    ],
    idea=text(
        en="Weights decide how large the file is; activations decide how many images go through at once. They are not the same layers.",
        ko="가중치는 파일의 크기를, 활성값은 한 번에 몇 장이 지나갈 수 있는지를 정합니다. 둘은 서로 다른 층에서 커집니다.",
    ),
)

exercise(
    "summarize",
    points=2,
    hints=[
        text(
            en="`kept = np.asarray(seconds)[warm_up:]` once, and then only `kept`.",
            ko="`kept = np.asarray(seconds)[warm_up:]`를 한 번 하고, 그다음에는 `kept`만 쓰세요.",
        ),
        text(
            en="`1000 * np.median(kept)`, `1000 * np.percentile(kept, 95)`, and all images divided by `kept.sum()`.",
            ko="`1000 * np.median(kept)`, `1000 * np.percentile(kept, 95)`, 그리고 모든 이미지 수를 `kept.sum()`으로 나눈 것입니다.",
        ),
    ],
    idea=text(
        en="Three numbers for three people: who uses it, who complains about it, and who pays for the machines.",
        ko="세 사람을 위한 세 수입니다. 쓰는 사람, 불평하는 사람, 컴퓨터 값을 내는 사람.",
    ),
)

exercise(
    "Cache",
    points=3,
    hints=[
        text(
            en="In `__init__` keep `ask` and `capacity`, `self.hits = 0` and an empty `OrderedDict`.",
            ko="`__init__`에서 `ask`와 `capacity`, `self.hits = 0`, 빈 `OrderedDict`를 간직하세요.",
        ),
        text(
            en="A hit: count it, `move_to_end(key)`, and return. Moving is what makes it least recently *used*, not oldest.",
            ko=(
                "기억에 있으면 세고, `move_to_end(key)`를 하고, 돌려주세요. 뒤로 옮겨야 '가장 오래된 것'이 아니라 '찾은 지 가장 오래된 "
                "것'이 됩니다."
            ),
        ),
        text(
            en="A miss: ask, keep, and `if len(self.kept) > self.capacity: self.kept.popitem(last=False)`.",
            ko="없으면 묻고, 간직하고, `if len(self.kept) > self.capacity: self.kept.popitem(last=False)`를 하세요.",
        ),
    ],
    idea=text(
        en="Equal bytes get an equal answer, whatever they are called. And a cache that may grow without end is a leak of memory.",
        ko="바이트가 같으면 이름이 무엇이든 답도 같습니다. 그리고 끝없이 커지는 캐시는 메모리 누수입니다.",
    ),
)

exercise(
    "stability_index",
    points=2,
    hints=[
        text(
            en="Counts to shares: `np.asarray(expected) / np.sum(expected)`, and the same for `found`.",
            ko="개수를 비율로 바꾸세요. `np.asarray(expected) / np.sum(expected)`이고 `found`도 마찬가지입니다.",
        ),
        text(
            en="`np.maximum(shares, 0.001)` for both, and then `np.sum((q - p) * np.log(q / p))`.",
            ko="둘 다 `np.maximum(shares, 0.001)`을 한 다음 `np.sum((q - p) * np.log(q / p))`입니다.",
        ),
    ],
    idea=text(
        en="A drift alarm needs no label: it compares what comes in with what the model was made with, and asks a person to look.",
        ko="드리프트 경보에는 레이블이 필요 없습니다. 들어오는 것을 모델을 만들 때의 것과 견주어, 사람에게 살펴보라고 합니다.",
    ),
)

exercise(
    "ab_test",
    points=3,
    hints=[
        text(
            en="First the difference of the shares, then `common = (right_a + right_b) / (total_a + total_b)`.",
            ko="먼저 비율의 차이, 그다음 `common = (right_a + right_b) / (total_a + total_b)`를 구하세요.",
        ),
        text(
            en="The root: `math.sqrt(common * (1 - common) * (1 / total_a + 1 / total_b))`. If it is 0, the p value is 1.",
            ko="근호는 `math.sqrt(common * (1 - common) * (1 / total_a + 1 / total_b))`입니다. 0이면 p값은 1입니다.",
        ),
        text(
            en="`math.erfc(abs(z) / math.sqrt(2))`: the absolute value, because either model may be the better one.",
            ko="`math.erfc(abs(z) / math.sqrt(2))`입니다. 어느 쪽이 나을 수도 있으므로 절댓값을 씁니다.",
        ),
    ],
    idea=text(
        en="The question is not how large the difference is, but how often two equal models would show one as large.",
        ko="차이가 얼마나 큰지가 아니라, 실력이 같은 두 모델에서도 그만한 차이가 얼마나 자주 나타나는지를 묻습니다.",
    ),
)


# What arrives


def picture(height=60, width=80, seed=1):
    """Draw patches of colour: the left half reddish, the right half bluish, the lower part darker."""
    image = np.random.default_rng(seed).integers(0, 40, (height, width, 3))
    image[:, : width // 2, 0] += 180
    image[:, width // 2 :, 2] += 180
    image[height // 2 :] //= 2
    return image.astype(np.uint8)


def as_file(image, form="PNG", mode="RGB", **options):
    """Write an array as an image file."""
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(image).convert(mode).save(out, form, **options)
    return out.getvalue()


def bomb(width, height, content=b"\x00" * 64):
    """Write a PNG that says it is large; what it holds is never enough."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(content)) + chunk(b"IEND", b"")


REASONS = ("ok", "empty", "too long", "not an image", "too many pixels", "damaged")
WHY = {
    "empty": text(en="No bytes: ask this before anything else.", ko="바이트가 없습니다. 무엇보다 먼저 물어보세요."),
    "too long": text(
        en="Compare `len(content)` with `most_bytes` before you open it.", ko="열기 전에 `len(content)`를 `most_bytes`와 견주세요."
    ),
    "not an image": text(
        en="`Image.open` raises `UnidentifiedImageError`: catch it. (It is an `OSError` too, so name it first.)",
        ko="`Image.open`에서 `UnidentifiedImageError`가 납니다. 잡아 주세요. (`OSError`이기도 하니 먼저 써야 합니다.)",
    ),
    "too many pixels": text(
        en="The header says how large it is: judge `width * height` after `Image.open`, before anything decodes.",
        ko="크기는 헤더에 적혀 있습니다. `Image.open` 다음, 풀기 전에 `width * height`를 따지세요.",
    ),
    "damaged": text(
        en="`Image.open` reads only the header. Decode (`.load()` or `.convert('RGB')`) inside a `try`, and catch `OSError`.",
        ko="`Image.open`은 헤더만 읽습니다. 푸는 일(`.load()`나 `.convert('RGB')`)을 `try` 안에서 하고 `OSError`를 잡으세요.",
    ),
    "ok": text(en="This is a whole image within the limits: let it in.", ko="한도 안의 온전한 이미지입니다. 들여보내세요."),
}


def received(student, expect, content, wanted, what, side=32, **limits):
    """Receive one upload in the student's way; return the image."""
    given = ", ".join(["content", "side", *(f"{name}={value}" for name, value in limits.items())])
    found = student.eval(f"receive({given})", content=content, side=side)
    expect.is_true(
        isinstance(found, (tuple, list)) and len(found) == 2 and isinstance(found[0], str),
        text(
            en="`receive` must return two things: a reason, and an image or None.",
            ko="`receive`는 까닭과, 이미지 또는 None, 두 가지를 돌려줘야 합니다.",
        ),
        hint=text(en="For example `return 'empty', None`.", ko="예를 들면 `return 'empty', None`입니다."),
    )
    reason, image = found
    expect.one_of(reason, REASONS, where=text(en="The reason", ko="까닭"))
    expect.is_true(
        reason == wanted,
        text(
            en=f"{what.en}: your reason is {reason!r}, it should be {wanted!r}.",
            ko=f"{what.ko}: {reason!r}라고 했는데 {wanted!r}이어야 합니다.",
        ),
        hint=WHY[wanted],
    )
    if wanted != "ok":
        expect.is_true(
            image is None,
            text(en=f"{what.en}: there must be no image with {wanted!r}.", ko=f"{what.ko}: {wanted!r}이면 이미지가 없어야 합니다."),
            hint=text(en="Return None in its place.", ko="그 자리에 None을 돌려주세요."),
        )
        return None
    return expect.array(
        image,
        shape=(side, side, 3),
        hint=text(en="Resize to `(side, side)` and convert to RGB.", ko="`(side, side)`로 크기를 맞추고 RGB로 바꾸세요."),
    )


def whole(numbers):
    """Write numbers without decimals."""
    return [int(number) for number in np.round(numbers)]


def expect_halves(expect, image, wanted, what):
    """Compare the mean colours of the four quarters: any good resize agrees on them."""
    middle = len(image) // 2
    for rows in (slice(0, middle), slice(middle, None)):
        for columns in (slice(0, middle), slice(middle, None)):
            got, need = (np.asarray(each[rows, columns], float).mean(axis=(0, 1)) for each in (image, wanted))
            expect.is_true(
                np.abs(got - need).max() < 12,
                text(
                    en=f"{what.en}: a quarter of your image has the mean colour {whole(got)}, it should be {whole(need)}.",
                    ko=f"{what.ko}: 이미지 한쪽의 평균 색이 {whole(got)}인데 {whole(need)}이어야 합니다.",
                ),
                hint=text(
                    en="Upright (`ImageOps.exif_transpose`), whole, red first, grey levels 0 to 255.",
                    ko="똑바로(`ImageOps.exif_transpose`), 잘라 내지 말고, 빨강부터, 밝기 0~255로 돌려주세요.",
                ),
            )


def reference(image, side=32):
    """Resize in the plain way."""
    from PIL import Image

    return np.asarray(Image.fromarray(image).resize((side, side), Image.Resampling.BILINEAR))


JPEG = text(en="a JPEG photograph", ko="JPEG 사진")
SIDEWAYS = text(en="a photograph that the camera took sideways", ko="카메라를 눕혀 찍은 사진")


def sideways_file(image):
    """Write a JPEG whose camera asks for a turn."""
    from PIL import Image

    exif = Image.Exif()
    exif[274] = 6
    return as_file(image, "JPEG", exif=exif)


@check("receive", title=text(en="a photograph, a scan, a cut-out", ko="사진, 스캔, 배경을 지운 그림"))
def lets_images_in(student, expect):
    image = picture()
    expect_halves(expect, received(student, expect, as_file(image, "JPEG", quality=95), "ok", JPEG), reference(image), JPEG)
    for form, mode, what in (
        ("PNG", "RGBA", text(en="a PNG with transparency", ko="투명도가 있는 PNG")),
        ("GIF", "P", text(en="a GIF with a palette", ko="팔레트를 쓰는 GIF")),
    ):
        expect_halves(expect, received(student, expect, as_file(image, form, mode), "ok", what, side=24), reference(image, 24), what)
    grey = text(en="a grey scan", ko="흑백 스캔")
    received(student, expect, as_file(image, "PNG", "L"), "ok", grey)


@check("receive", title=text(en="upright", ko="똑바로 세우기"))
def turns_as_the_camera_asks(student, expect):
    image = picture(40, 90)
    expect_halves(expect, received(student, expect, sideways_file(image), "ok", SIDEWAYS), reference(np.rot90(image, -1)), SIDEWAYS)


@check("receive", title=text(en="nothing, text, half a file", ko="빈 파일, 텍스트, 반쪽 파일"))
def refuses_what_is_no_whole_image(student, expect):
    received(student, expect, b"", "empty", text(en="an empty file", ko="빈 파일"))
    received(student, expect, b"Dear service, what is a dahlia?", "not an image", text(en="a letter", ko="편지"))
    content = as_file(picture(300, 300), "JPEG")
    received(student, expect, content[: len(content) // 2], "damaged", text(en="half a JPEG", ko="반쪽짜리 JPEG"))


@check("receive", weight=2, title=text(en="too long, too large", ko="너무 길거나 너무 큰 파일"))
def refuses_what_is_too_large(student, expect):
    image = as_file(picture())
    received(
        student,
        expect,
        image,
        "too long",
        text(en=f"{len(image)} bytes where 100 are allowed", ko="100바이트까지인데 더 긴 파일"),
        most_bytes=100,
    )
    received(student, expect, image, "ok", text(en="exactly as long as allowed", ko="딱 한도만큼 긴 파일"), most_bytes=len(image))
    received(
        student,
        expect,
        image,
        "too many pixels",
        text(en="80 x 60 pixels where 4,000 are allowed", ko="4,000픽셀까지인데 80 x 60인 이미지"),
        most_pixels=4000,
    )
    received(
        student,
        expect,
        image,
        "ok",
        text(en="80 x 60 pixels where 4,800 are allowed", ko="4,800픽셀까지이고 80 x 60인 이미지"),
        most_pixels=4800,
    )
    received(student, expect, bomb(6000, 5000), "too many pixels", text(en="a bomb of 30 million pixels", ko="3천만 픽셀짜리 압축 폭탄"))
    received(
        student, expect, bomb(40_000, 40_000), "too many pixels", text(en="a bomb of 1.6 billion pixels", ko="16억 픽셀짜리 압축 폭탄")
    )


# Several resolutions


def coarse(images, side, slip=""):
    """Shrink and enlarge, right or with a slip."""
    from PIL import Image

    height, width = images.shape[1:3]
    down = {"nearest": Image.Resampling.NEAREST, "bilinear": Image.Resampling.BILINEAR}.get(slip, Image.Resampling.BOX)
    up = {"blocks": Image.Resampling.NEAREST}.get(slip, Image.Resampling.BILINEAR)
    small = [Image.fromarray(image).resize((side, side), down) for image in images]
    return np.stack([np.asarray(each.resize((width, height), up)) for each in small])


RESOLUTION_SLIPS = {
    "nearest": text(
        en="You picked single pixels. A camera averages: shrink with `Image.Resampling.BOX`.",
        ko="픽셀을 하나씩 골라냈습니다. 카메라는 평균을 냅니다. `Image.Resampling.BOX`로 줄이세요.",
    ),
    "blocks": text(
        en="Enlarged in blocks. Use `Image.Resampling.BILINEAR` to enlarge.",
        ko="네모난 블록으로 커졌습니다. 키울 때는 `Image.Resampling.BILINEAR`를 쓰세요.",
    ),
    "bilinear": text(en="Shrink with `Image.Resampling.BOX`.", ko="줄일 때는 `Image.Resampling.BOX`를 쓰세요."),
}


def check_resolution(student, expect, images, side):
    """Compare with a small camera; name the slip that explains a difference."""
    found = expect.array(
        student.eval(f"at_resolution(images, {side})", images=images),
        shape=images.shape,
        hint=text(
            en="As many images, each with its own height and width again. `.resize` takes (width, height).",
            ko="이미지 수도, 높이와 너비도 처음과 같아야 합니다. `.resize`는 (너비, 높이)를 받습니다.",
        ),
    )
    wanted = coarse(images, side)
    apart = np.abs(found.astype(float) - wanted).max()
    known = next(
        (words for slip, words in RESOLUTION_SLIPS.items() if np.abs(found.astype(float) - coarse(images, side, slip)).max() <= 1), None
    )
    unchanged = text(en="These are the images as they were.", ko="이미지가 그대로입니다.")
    expect.is_true(
        apart <= 2,
        text(
            en=f"With side {side} your images differ by up to {apart:.0f} grey levels from those of a small camera.",
            ko=f"한 변이 {side}일 때 작은 카메라의 이미지와 밝기가 {apart:.0f}까지 다릅니다.",
        ),
        hint=unchanged
        if np.array_equal(found, images)
        else known
        or text(en="Shrink to side x side, then back; grey levels 0 to 255.", ko="side x side로 줄였다가 되돌리세요. 밝기는 0~255입니다."),
    )


@check("at_resolution", title=text(en="square images", ko="정사각형 이미지"))
def looks_like_a_small_camera(student, expect):
    images = np.stack([picture(48, 48, seed) for seed in range(3)])
    check_resolution(student, expect, images, 8)
    check_resolution(student, expect, images, 24)


@check("at_resolution", title=text(en="wide images", ko="가로로 긴 이미지"))
def keeps_height_and_width(student, expect):
    check_resolution(student, expect, np.stack([picture(30, 70, seed) for seed in range(2)]), 10)


# Eight bits


@check("quantize", title=text(en="scale and zero point", ko="스케일과 영점"))
def makes_the_ruler(student, expect):
    for low, high in ((-1.0, 3.0), (-2.55, 0.0), (0.5, 5.6), (-6.0, -1.0)):
        found = student.eval("scale_and_zero(low, high)", low=low, high=high)
        pair = expect.array(found, shape=(2,), hint=text(en="Return (scale, zero).", ko="(스케일, 영점)을 돌려주세요."))
        wide = (min(low, 0.0), max(high, 0.0))
        scale = (wide[1] - wide[0]) / 255
        slip = (
            text(en="Widen the range until it contains 0.", ko="0이 들어가도록 범위를 넓히세요.")
            if np.isclose(pair[0], (high - low) / 255)
            else text(en="256 marks have 255 steps between them.", ko="눈금이 256개면 간격은 255개입니다.")
            if np.isclose(pair[0], (wide[1] - wide[0]) / 256)
            else text(en="The step: the widened range, divided by 255.", ko="간격은 넓힌 범위를 255로 나눈 것입니다.")
        )
        expect.close(pair[0], scale, rtol=1e-5, where=text(en=f"scale for {low} to {high}", ko=f"{low}에서 {high}까지의 스케일"), hint=slip)
        expect.close(
            pair[1],
            round(-wide[0] / scale),
            atol=1e-6,
            where=text(en=f"zero point for {low} to {high}", ko=f"{low}에서 {high}까지의 영점"),
            hint=text(en="The mark of 0: `round(-low / scale)`, a whole number.", ko="0의 눈금은 `round(-low / scale)`, 정수입니다."),
        )


@check("quantize", title=text(en="to codes", ko="코드로"))
def finds_the_nearest_mark(student, expect):
    values = np.array([-3.0, -1.0, -0.26, 0.0, 0.24, 0.26, 1.0, 30.0, 500.0])
    found = expect.array(student.eval("quantize(values, 0.5, 100)", values=values), shape=values.shape)
    wanted = np.clip(np.round(values / 0.5) + 100, 0, 255)
    cut = np.floor(values / 0.5) + 100
    slip = (
        text(
            en="Beyond the ruler uint8 starts anew at 0. Clip *before* `.astype`.",
            ko="자를 벗어나면 uint8은 0부터 다시 셉니다. `.astype` *전에* 자르세요.",
        )
        if found[-1] != 255
        else text(
            en="Round to the nearest mark; `.astype` alone cuts off.",
            ko="가장 가까운 눈금으로 반올림하세요. `.astype`만 쓰면 잘라 버립니다.",
        )
        if np.array_equal(found, np.clip(cut, 0, 255)) or np.array_equal(found, np.clip(np.trunc(values / 0.5) + 100, 0, 255))
        else text(en="`clip(round(x / s) + z, 0, 255)`.", ko="`clip(round(x / s) + z, 0, 255)`입니다.")
    )
    expect.equal(found, wanted, hint=slip)
    kind = student.eval("str(quantize(values, 0.5, 100).dtype)", values=values)
    expect.is_true(
        kind == "uint8",
        text(en=f"The codes are {kind}, not uint8.", ko=f"코드가 uint8이 아니라 {kind}입니다."),
        hint=text(en="End with `.astype(np.uint8)`.", ko="끝에 `.astype(np.uint8)`을 붙이세요."),
    )


@check("quantize", title=text(en="and back", ko="다시 수로"))
def comes_back(student, expect):
    codes = np.array([0, 1, 99, 100, 101, 255], np.uint8)
    found = expect.array(student.eval("dequantize(codes, 0.5, 100)", codes=codes), shape=codes.shape)
    expect.close(
        found,
        0.5 * (codes.astype(float) - 100),
        atol=1e-4,
        hint=text(
            en="`scale * (codes - zero)`, with the codes as floats first: uint8 cannot hold -100.",
            ko="`scale * (codes - zero)`인데 코드를 먼저 실수로 바꾸세요. uint8에는 -100이 들어가지 않습니다.",
        ),
    )


@check("quantize", title=text(en="there and back within half a step", ko="갔다 와도 반 칸 안"))
def loses_half_a_step(student, expect):
    values = np.random.default_rng(6).normal(0, 2, 500).astype(np.float32)
    back = "(lambda s, z: dequantize(quantize(values, s, z), s, z))(*scale_and_zero(float(values.min()), float(values.max())))"
    found = expect.array(student.eval(back, values=values), shape=values.shape)
    step = float(np.ptp(values)) / 255
    expect.is_true(
        np.abs(found - values).max() <= 0.51 * step + 1e-6 or np.abs(found - values).max() <= step,
        text(
            en=f"A number comes back {np.abs(found - values).max() / step:.1f} steps away.",
            ko=f"어떤 수는 {np.abs(found - values).max() / step:.1f}칸 떨어진 곳으로 돌아왔습니다.",
        ),
        hint=text(en="Use the same scale and zero point both ways.", ko="갈 때와 올 때 같은 스케일과 영점을 쓰세요."),
    )


# Memory

SHAPES = [(96, 96, 3), (48, 48, 24), (48, 48, 96), (24, 24, 32), (448,), (5,)]


def footprint_of(shapes, parameters, batch, width=4, slip=""):
    """Work out weights and activations, right or with a slip."""
    sizes = [math.prod(shape) for shape in shapes]
    most = {"largest": max(sizes), "all": sum(sizes)}.get(slip, max(a + b for a, b in pairwise(sizes)))
    weights = parameters * width * (batch if slip == "weights" else 1)
    return [weights, most * (1 if slip == "batch" else batch) * (1 if slip == "bytes" else width)]


FOOTPRINT_SLIPS = {
    "largest": text(
        en="This is the largest feature map alone. While a layer works, its input is there, too.",
        ko="가장 큰 특성 맵 하나만의 크기입니다. 층이 일하는 동안에는 입력도 있어야 합니다.",
    ),
    "all": text(
        en="This adds up all feature maps. Those that are no longer needed are thrown away.",
        ko="특성 맵을 모두 더했습니다. 다 쓴 것은 버립니다.",
    ),
    "weights": text(en="The weights are there once, however many images are answered.", ko="가중치는 이미지가 몇 장이든 한 벌입니다."),
    "batch": text(en="Activations are needed for every image of the batch.", ko="활성값은 배치의 이미지마다 필요합니다."),
    "bytes": text(en="Count bytes: `bytes_per_number` for each number.", ko="바이트로 세세요. 수 하나에 `bytes_per_number`바이트입니다."),
}


def check_footprint(student, expect, shapes, parameters, batch, width=4):
    """Compare with the rule; name the slip that explains a difference."""
    call = f"footprint(shapes, {parameters}, {batch}{'' if width == 4 else f', bytes_per_number={width}'})"
    found = expect.array(
        student.eval(call, shapes=shapes),
        shape=(2,),
        hint=text(en="Return two numbers of bytes: weights, activations.", ko="바이트 수 둘, 가중치와 활성값을 돌려주세요."),
    )
    wanted = footprint_of(shapes, parameters, batch, width)
    known = next(
        (words for slip, words in FOOTPRINT_SLIPS.items() if np.allclose(found, footprint_of(shapes, parameters, batch, width, slip))), None
    )
    fixed = text(en="Use `bytes_per_number`, not 4.", ko="4가 아니라 `bytes_per_number`를 쓰세요.")
    expect.is_true(
        np.allclose(found, wanted),
        text(
            en=f"`{call}` gives {found[0]:,.0f} and {found[1]:,.0f} bytes; it should be {wanted[0]:,} and {wanted[1]:,}.",
            ko=f"`{call}`에서 {found[0]:,.0f}와 {found[1]:,.0f}바이트가 나왔습니다. {wanted[0]:,}와 {wanted[1]:,}이어야 합니다.",
        ),
        hint=fixed
        if width != 4 and np.allclose(found, footprint_of(shapes, parameters, batch))
        else known
        or text(
            en="Neighbouring shapes two by two: the pair with the most numbers.",
            ko="이웃한 모양을 둘씩 묶어, 수가 가장 많은 쌍을 찾으세요.",
        ),
    )


@check("footprint", title=text(en="one image", ko="이미지 한 장"))
def counts_one_image(student, expect):
    check_footprint(student, expect, SHAPES, 1_943_973, 1)
    check_footprint(student, expect, [(8, 8, 1), (4, 4, 2), (10, 10, 3), (1, 1, 3), (10, 10, 2)], 50, 1)


@check("footprint", title=text(en="a batch, and 8 bits", ko="배치와 8비트"))
def counts_a_batch(student, expect):
    check_footprint(student, expect, SHAPES, 1_943_973, 32)
    check_footprint(student, expect, SHAPES, 1_943_973, 8, width=1)


# Speed


def summary_of(seconds, batch, warm_up=1, slip=""):
    """Summarise, right or with a slip."""
    kept = np.asarray(seconds, float)[0 if slip == "first" else warm_up :]
    unit = 1 if slip == "seconds" else 1000
    middle = kept.mean() if slip == "mean" else np.median(kept)
    rate = {"rates": np.mean(batch / kept), "calls": len(kept) / kept.sum(), "median": batch / np.median(kept)}.get(
        slip, batch * len(kept) / kept.sum()
    )
    return [unit * middle, unit * np.percentile(kept, 95), rate]


SUMMARY_SLIPS = {
    "first": text(en="The first `warm_up` calls are still in.", ko="처음 `warm_up`번이 아직 들어 있습니다."),
    "seconds": text(en="Milliseconds, please: 1000 times the seconds.", ko="밀리초로 돌려주세요. 초에 1000을 곱합니다."),
    "mean": text(
        en="This is the mean. The median is not moved by a single slow call.", ko="평균입니다. 중앙값은 느린 호출 하나에 움직이지 않습니다."
    ),
    "rates": text(
        en="This averages the rates of the calls, which counts fast ones too much. All images, divided by all seconds.",
        ko="호출마다의 속도를 평균 냈는데, 그러면 빠른 호출을 너무 크게 칩니다. 모든 이미지 수를 모든 시간으로 나누세요.",
    ),
    "calls": text(
        en="This counts calls per second. Each has `batch_size` images.",
        ko="1초에 몇 번 호출하는지를 셌습니다. 호출마다 이미지가 `batch_size`장입니다.",
    ),
    "median": text(
        en="The throughput needs all the seconds, slow calls too, not the median.",
        ko="처리량은 중앙값이 아니라 느린 호출까지 모든 시간으로 구합니다.",
    ),
}


def three(numbers):
    """Write two times and a throughput."""
    return f"{numbers[0]:.2f}, {numbers[1]:.2f}, {numbers[2]:.1f}"


def check_summary(student, expect, seconds, batch, warm_up=None):
    """Compare with the definition; name the slip that explains a difference."""
    call = f"summarize(seconds, {batch}{'' if warm_up is None else f', warm_up={warm_up}'})"
    found = expect.array(
        student.eval(call, seconds=seconds),
        shape=(3,),
        hint=text(en="Return three numbers: median, p95, images per second.", ko="수 셋, 중앙값과 p95와 1초당 이미지 수를 돌려주세요."),
    )
    used = 1 if warm_up is None else warm_up
    wanted = summary_of(seconds, batch, used)
    known = next(
        (words for slip, words in SUMMARY_SLIPS.items() if np.allclose(found, summary_of(seconds, batch, used, slip), rtol=1e-4)), None
    )
    expect.is_true(
        np.allclose(found, wanted, rtol=1e-3),
        text(
            en=f"`{call}` gives {three(found)}; it should be {three(wanted)} (milliseconds, milliseconds, images per second).",
            ko=f"`{call}`에서 {three(found)}이 나왔습니다. {three(wanted)}이어야 합니다(밀리초, 밀리초, 1초당 이미지 수).",
        ),
        hint=known
        or text(
            en="Median and p95 of the calls that count, in milliseconds; all images over all seconds.",
            ko="셈에 넣을 호출의 중앙값과 p95는 밀리초로, 처리량은 모든 이미지 수를 모든 시간으로 나눕니다.",
        ),
    )


SECONDS = [0.9, 0.010, 0.012, 0.011, 0.060, 0.010, 0.013, 0.011, 0.012, 0.010, 0.025]


@check("summarize", title=text(en="one image at a time", ko="한 장씩"))
def summarises_single_images(student, expect):
    check_summary(student, expect, SECONDS, 1)


@check("summarize", title=text(en="batches, other warm-ups", ko="배치, 다른 준비 횟수"))
def summarises_batches(student, expect):
    check_summary(student, expect, SECONDS, 16)
    check_summary(student, expect, SECONDS, 4, warm_up=5)
    check_summary(student, expect, SECONDS, 8, warm_up=0)


# The cache

REPLAY = (
    "(lambda asked: (lambda cache: [[cache.answer(content) for content in contents], asked, cache.hits])"
    "(Cache(lambda content: asked.append(content) or 'answer to ' + content.decode(), capacity)))([])"
)


def replayed(contents, capacity, slip=""):
    """Replay uploads on a cache, right or with a slip."""
    kept, asked, hits = OrderedDict(), [], 0
    for content in contents:
        if content in kept:
            hits += 1
            if slip != "oldest":
                kept.move_to_end(content)
            continue
        asked.append(content)
        kept[content] = None
        if slip != "endless" and len(kept) > capacity - (slip == "small"):
            kept.popitem(last=slip == "newest")
    return asked, hits


CACHE_SLIPS = {
    "oldest": text(
        en="You drop what was *kept* first. A hit makes an answer young again: `move_to_end(key)`.",
        ko="*간직한 지* 가장 오래된 것을 버립니다. 찾은 답은 다시 젊어져야 합니다. `move_to_end(key)`를 쓰세요.",
    ),
    "endless": text(
        en="You never drop anything: at most `capacity` answers.", ko="아무것도 버리지 않습니다. 답은 많아야 `capacity`개입니다."
    ),
    "newest": text(
        en="You drop the newest. `popitem(last=False)` takes from the other end.",
        ko="가장 새것을 버립니다. 반대쪽에서 꺼내려면 `popitem(last=False)`입니다.",
    ),
    "small": text(
        en="One too few is kept: drop only when there are *more* than `capacity`.",
        ko="하나 적게 간직합니다. `capacity`보다 *많을* 때만 버리세요.",
    ),
}


LONGEST = text(en="Ask on a miss only; drop what was not asked for the longest.", ko="없을 때만 묻고, 찾은 지 가장 오래된 것을 버리세요.")


def named(contents):
    """Write uploads by their names."""
    return " ".join(content.decode() for content in contents) or "-"


def check_cache(student, expect, contents, capacity):
    """Replay uploads on the student's cache."""
    answers, asked, hits = student.eval(REPLAY, contents=contents, capacity=capacity)
    wrong = [content for content, answer in zip(contents, answers, strict=True) if answer != f"answer to {content.decode()}"]
    expect.is_true(
        not wrong,
        text(
            en=f"The answer to {named(wrong[:1])} is not what `ask` said.", ko=f"{named(wrong[:1])}에 대한 답이 `ask`가 한 말과 다릅니다."
        ),
        hint=text(en="Return what `ask` says, on a hit as well as on a miss.", ko="기억에 있을 때도 없을 때도 `ask`의 답을 돌려주세요."),
    )
    wanted, count = replayed(contents, capacity)
    known = next((words for slip, words in CACHE_SLIPS.items() if list(asked) == replayed(contents, capacity, slip)[0] != wanted), None)
    never = text(en="You ask every time. Look into what is kept first.", ko="번번이 묻고 있습니다. 간직한 것부터 찾아보세요.")
    expect.is_true(
        list(asked) == wanted,
        text(
            en=f"Room for {capacity}, uploads {named(contents)}: `ask` was called for {named(asked)}; it should be {named(wanted)}.",
            ko=f"자리가 {capacity}개이고 {named(contents)} 순서일 때 `ask`를 {named(asked)}에 불렀습니다. {named(wanted)}이어야 합니다.",
        ),
        hint=known or (never if list(asked) == list(contents) else LONGEST),
    )
    expect.equal(
        hits, count, where="cache.hits", hint=text(en="Count what came from memory, nothing else.", ko="기억에서 나온 답만 세세요.")
    )


@check("Cache", title=text(en="asks once", ko="한 번만 묻기"))
def asks_once(student, expect):
    check_cache(student, expect, [b"rose", b"tulip", b"rose", b"rose", b"tulip"], 10)


@check("Cache", weight=2, title=text(en="drops what was not asked for the longest", ko="찾은 지 가장 오래된 것을 버리기"))
def drops_the_least_recently_used(student, expect):
    check_cache(student, expect, [b"a", b"b", b"c", b"a", b"d", b"b", b"a", b"c", b"d", b"a"], 3)
    check_cache(student, expect, [b"a", b"a", b"b", b"a", b"b", b"b"], 1)


@check("Cache", title=text(en="keeps no photograph", ko="사진을 간직하지 않기"))
def keeps_no_content(student, expect):
    content = b"a photograph that nobody gave you to keep " * 30
    seen = (
        "(lambda cache: [cache.answer(content), [key for value in vars(cache).values() if isinstance(value, dict) for key in value]])"
        "(Cache(lambda content: 1, 4))"
    )
    _, keys = student.eval(seen, content=content)
    expect.is_true(
        content not in list(keys),
        text(en="Your cache keeps the photograph itself as a key.", ko="사진 자체를 키로 간직하고 있습니다."),
        hint=text(en="The key is `sha256(content).hexdigest()`.", ko="키는 `sha256(content).hexdigest()`입니다."),
    )
    expect.is_true(
        not keys or sha256(content).hexdigest() in list(keys) or sha256(content).digest() in list(keys),
        text(en="The key is not the content's SHA-256.", ko="키가 내용의 SHA-256이 아닙니다."),
        hint=text(
            en="`hash(content)` differs from run to run, and two photographs may share it. Use `sha256(content).hexdigest()`.",
            ko="`hash(content)`는 실행할 때마다 다르고 두 사진이 같을 수도 있습니다. `sha256(content).hexdigest()`를 쓰세요.",
        ),
    )


# Drift


def index_of(expected, found, slip=""):
    """Compare two rows of counts, right or with a slip."""
    p, q = (np.asarray(row, float) / np.sum(row) for row in (expected, found))
    if slip == "counts":
        p, q = np.asarray(expected, float), np.asarray(found, float)
    p, q = np.maximum(p, 0.001), np.maximum(q, 0.001)
    terms = {
        "one way": q * np.log(q / p),
        "other way": p * np.log(p / q),
        "sign": (p - q) * np.log(q / p),
        "log2": (q - p) * np.log2(q / p),
    }
    return float(np.sum(terms.get(slip, (q - p) * np.log(q / p))))


INDEX_SLIPS = {
    "counts": text(en="Divide each row by its sum first: shares, not counts.", ko="먼저 줄마다 합으로 나누세요. 개수가 아니라 비율입니다."),
    "one way": text(
        en="This is one half of it: the factor is $q_i - p_i$, not $q_i$.",
        ko="절반만 구했습니다. 곱할 것은 $q_i$가 아니라 $q_i - p_i$입니다.",
    ),
    "other way": text(en="This is one half of it: the factor is $q_i - p_i$.", ko="절반만 구했습니다. 곱할 것은 $q_i - p_i$입니다."),
    "sign": text(
        en="It came out negative: $q_i - p_i$ goes with $\\ln(q_i / p_i)$.",
        ko="음수가 나왔습니다. $q_i - p_i$에는 $\\ln(q_i / p_i)$를 곱합니다.",
    ),
    "log2": text(en="Use the natural logarithm, `np.log`.", ko="자연로그 `np.log`를 쓰세요."),
}


def check_index(student, expect, expected, found):
    """Compare with the formula; name the slip that explains a difference."""
    got = float(expect.array(student.eval("stability_index(expected, found)", expected=expected, found=found), shape=()))
    wanted = index_of(expected, found)
    known = next((words for slip, words in INDEX_SLIPS.items() if np.isclose(got, index_of(expected, found, slip), rtol=1e-4)), None)
    empty = text(en="Take shares below 0.001 as 0.001, in both rows.", ko="두 줄 모두 0.001보다 작은 비율은 0.001로 치세요.")
    expect.is_true(
        math.isfinite(got) and math.isclose(got, wanted, rel_tol=0.01, abs_tol=1e-4),
        text(
            en=f"From {list(expected)} to {list(found)} your index is {got:.4f}; it should be {wanted:.4f}.",
            ko=f"{list(expected)}에서 {list(found)}로 갈 때 지수가 {got:.4f}인데 {wanted:.4f}이어야 합니다.",
        ),
        hint=known
        or (empty if 0 in [*expected, *found] else text(en="Compare with the formula term by term.", ko="식과 항마다 견주어 보세요.")),
    )


@check("stability_index", title=text(en="counts that moved, and that did not", ko="달라진 개수와 그대로인 개수"))
def compares_counts(student, expect):
    check_index(student, expect, [100, 100, 100, 100], [10, 20, 30, 40])
    check_index(student, expect, [50, 30, 20], [5, 3, 2])


@check("stability_index", title=text(en="empty bins", ko="빈 구간"))
def copes_with_empty_bins(student, expect):
    check_index(student, expect, [100, 100, 100, 100], [0, 0, 50, 150])
    check_index(student, expect, [40, 60, 0], [30, 50, 20])


# Two models


def significance_of(right_a, total_a, right_b, total_b, slip=""):
    """Compare two shares, right or with a slip."""
    difference = right_b / total_b - right_a / total_a
    p = (right_a / total_a + right_b / total_b) / 2 if slip == "mean" else (right_a + right_b) / (total_a + total_b)
    spread = math.sqrt(p * (1 - p) * (1 / total_a + 1 / total_b))
    if slip == "separate":
        spread = math.sqrt(sum(right / total * (1 - right / total) / total for right, total in ((right_a, total_a), (right_b, total_b))))
    z = difference / spread if spread else 0.0
    value = math.erfc(z / math.sqrt(2)) if slip == "signed" else math.erfc(abs(z) / (1 if slip == "root" else math.sqrt(2)))
    return [-difference if slip == "swapped" else difference, value / 2 if slip == "one" else value]


TEST_SLIPS = {
    "swapped": text(en="The difference is b minus a.", ko="차이는 b에서 a를 뺀 것입니다."),
    "one": text(
        en="This is one-sided. `erfc(|z| / sqrt(2))` counts both sides already; do not halve it.",
        ko="한쪽만 셌습니다. `erfc(|z| / sqrt(2))`에 이미 양쪽이 들어 있으니 반으로 나누지 마세요.",
    ),
    "signed": text(en="Take `abs(z)`: the second model may be the worse one.", ko="`abs(z)`를 쓰세요. 둘째 모델이 못할 수도 있습니다."),
    "root": text(en="Divide $|z|$ by $\\sqrt{2}$ inside `erfc`.", ko="`erfc` 안에서 $|z|$를 $\\sqrt{2}$로 나누세요."),
    "mean": text(
        en="The common share counts every answer once: $(r_1 + r_2) / (n_1 + n_2)$.",
        ko="공통 비율은 답을 하나씩 셉니다. $(r_1 + r_2) / (n_1 + n_2)$입니다.",
    ),
    "separate": text(
        en="Under the root stands the *common* share: we ask what two equal models would do.",
        ko="근호 안에는 *공통* 비율을 씁니다. 실력이 같은 두 모델이라면 어떨지 묻는 것이기 때문입니다.",
    ),
}


def check_significance(student, expect, *counts):
    """Compare with the formula; name the slip that explains a difference."""
    call = f"ab_test({', '.join(map(str, counts))})"
    found = expect.array(
        student.eval(call),
        shape=(2,),
        hint=text(en="Return two numbers: the difference and the p value.", ko="수 둘, 차이와 p값을 돌려주세요."),
    )
    wanted = significance_of(*counts)
    known = next(
        (words for slip, words in TEST_SLIPS.items() if np.allclose(found, significance_of(*counts, slip), rtol=1e-3, atol=1e-7)), None
    )
    alike = text(
        en="Nothing varies here, so the root is 0: return 1.0 as the p value.",
        ko="달라지는 것이 없어 근호가 0입니다. p값으로 1.0을 돌려주세요.",
    )
    expect.is_true(
        np.allclose(found, wanted, rtol=5e-3, atol=1e-6),
        text(
            en=f"`{call}` gives {found[0]:+.4f} and {found[1]:.4g}; it should be {wanted[0]:+.4f} and {wanted[1]:.4g}.",
            ko=f"`{call}`에서 {found[0]:+.4f}와 {found[1]:.4g}이 나왔습니다. {wanted[0]:+.4f}와 {wanted[1]:.4g}이어야 합니다.",
        ),
        hint=known
        or (
            alike
            if counts[0] + counts[2] in (0, counts[1] + counts[3])
            else text(en="Compare with the formula part by part.", ko="식과 부분마다 견주어 보세요.")
        ),
    )


@check("ab_test", title=text(en="a better second model", ko="둘째가 나을 때"))
def tells_the_better_one(student, expect):
    check_significance(student, expect, 130, 200, 330, 400)
    check_significance(student, expect, 18, 30, 22, 30)


@check("ab_test", title=text(en="a worse second model", ko="둘째가 못할 때"))
def tells_the_worse_one(student, expect):
    check_significance(student, expect, 180, 200, 150, 190)


@check("ab_test", title=text(en="all right, all wrong", ko="모두 맞거나 모두 틀릴 때"))
def cannot_tell_without_variation(student, expect):
    check_significance(student, expect, 20, 20, 15, 15)
    check_significance(student, expect, 0, 8, 0, 30)


quiz(
    "same_labels",
    question=text(
        en="An int8 file puts 98 % of the test images into the same class as Keras, whose accuracy is 85 %. How accurate is the file?",
        ko="int8 파일이 테스트 이미지의 98 %를 Keras와 같은 클래스로 분류합니다. Keras의 정확도는 85 %입니다. 이 파일의 정확도는?",
    ),
    choices=[
        choice(
            text(en="Between 83 and 87 %; measure it", ko="83 %에서 87 % 사이. 재 보아야 압니다"),
            right=True,
            because=text(
                en="2 % of the labels changed. A change may turn a right answer into a wrong one, or a wrong one into a right one.",
                ko="레이블의 2 %가 바뀌었습니다. 맞던 답이 틀리게 될 수도, 틀리던 답이 맞게 될 수도 있습니다.",
            ),
        ),
        choice(
            text(en="83 %: two points less", ko="83 %. 2포인트 낮습니다"),
            because=text(
                en="Only if every change hit an answer that was right. Those that change are mostly close calls, right or wrong.",
                ko="바뀐 답이 모두 맞던 답일 때만 그렇습니다. 바뀌는 것은 대개 맞든 틀리든 아슬아슬하던 답입니다.",
            ),
        ),
        choice(
            text(en="98 %", ko="98 %"),
            because=text(
                en="It agrees with *Keras* in 98 %, mistakes included. It has not been compared with the true labels.",
                ko="98 %는 실수까지 포함해 *Keras*와 같다는 뜻입니다. 정답과 견준 것이 아닙니다.",
            ),
        ),
    ],
)

quiz(
    "log_first",
    question=text(
        en="The service writes the log, then answers. It is killed between the two. What is true afterwards?",
        ko="서비스는 로그를 쓰고 나서 답합니다. 그 사이에 강제로 종료되었습니다. 그 뒤에 맞는 말은?",
    ),
    choices=[
        choice(
            text(
                en="The log may have an answer that nobody got, but nobody has one that is not in the log",
                ko="아무도 받지 못한 답이 로그에 있을 수는 있지만, 누군가 받은 답은 반드시 로그에 있습니다",
            ),
            right=True,
            because=text(
                en="A crash can lie on one side only. Which side is what the order decides.",
                ko="사고는 한쪽으로만 날 수 있고, 어느 쪽인지는 순서가 정합니다.",
            ),
        ),
        choice(
            text(en="Log and answers always agree exactly", ko="로그와 답은 언제나 정확히 일치합니다"),
            because=text(
                en="Two things cannot happen at the very same moment: a crash may always come between them.",
                ko="두 가지 일이 완전히 같은 순간에 일어날 수는 없습니다. 사고는 언제든 그 사이에 날 수 있습니다.",
            ),
        ),
        choice(
            text(en="Somebody may have an answer that the log does not know", ko="로그가 모르는 답을 누군가 받았을 수 있습니다"),
            because=text(
                en="That would be so the other way round: answer first, then write.",
                ko="순서가 반대일 때, 답부터 하고 쓸 때 그렇습니다.",
            ),
        ),
    ],
)

quiz(
    "not_significant",
    question=text(
        en="After 200 opinions the new model is 3 points better, with p = 0.35. What do you report?",
        ko="의견 200개를 모으니 새 모델이 3포인트 낫고 p = 0.35입니다. 어떻게 보고할까요?",
    ),
    choices=[
        choice(
            text(
                en="Not decided: the interval of the difference, and how many opinions would decide it",
                ko="아직 모릅니다. 차이의 구간과, 의견이 몇 개면 판가름 날지를 알립니다",
            ),
            right=True,
            because=text(
                en="Equal models often show such a difference, and so do models that really differ by 3 points, or by 8.",
                ko="실력이 같아도 이런 차이는 흔하고, 정말로 3포인트나 8포인트 다를 때도 이런 결과가 나옵니다.",
            ),
        ),
        choice(
            text(en="The two models are equally good", ko="두 모델의 실력은 같습니다"),
            because=text(
                en="Not significant means that chance cannot be excluded, not that there is no difference.",
                ko="유의하지 않다는 것은 우연을 배제하지 못한다는 뜻이지 차이가 없다는 뜻이 아닙니다.",
            ),
        ),
        choice(
            text(en="The new model is better with a probability of 65 %", ko="새 모델이 나을 확률이 65 %입니다"),
            because=text(
                en="The p value is how often *equal* models differ as much. It is not the probability that they are equal.",
                ko="p값은 *실력이 같은* 모델이 그만큼 다르게 나오는 비율입니다. 실력이 같을 확률이 아닙니다.",
            ),
        ),
        choice(
            text(en="Go on, and stop as soon as p is below 0.05", ko="계속하다가 p가 0.05보다 작아지면 멈춥니다"),
            because=text(
                en="That is peeking: sooner or later chance gives you a winner. Fix a number of opinions first.",
                ko="그것은 자꾸 들여다보는 것입니다. 언젠가는 우연이 승자를 만들어 줍니다. 의견의 수를 먼저 정하세요.",
            ),
        ),
    ],
)

quiz(
    "alarm",
    question=text(
        en="The drift alarm rings: photographs have become darker. Nobody has complained. What do you do first?",
        ko="드리프트 경보가 울렸습니다. 사진이 어두워졌습니다. 불평한 사람은 없습니다. 무엇부터 할까요?",
    ),
    choices=[
        choice(
            text(
                en="Label a sample of the new photographs, and measure the accuracy",
                ko="새 사진을 몇 장 뽑아 레이블을 달고 정확도를 잽니다",
            ),
            right=True,
            because=text(
                en="The alarm says that the input has changed, not that answers are wrong. That needs labels.",
                ko="경보는 입력이 달라졌다고 할 뿐 답이 틀렸다고 하지 않습니다. 그것을 알려면 레이블이 필요합니다.",
            ),
        ),
        choice(
            text(en="Train again at once on all that came in", ko="들어온 것을 모두 써서 바로 다시 학습합니다"),
            because=text(
                en="With which labels? The model's own answers would teach it its own mistakes.",
                ko="레이블은 어디에 있나요? 모델의 답으로 가르치면 모델의 실수를 배웁니다.",
            ),
        ),
        choice(
            text(en="Raise the threshold of the alarm", ko="경보의 기준을 높입니다"),
            because=text(
                en="Perhaps, once you have looked. An alarm that is turned down unseen was built for nothing.",
                ko="살펴본 다음이라면 그럴 수도 있습니다. 보지도 않고 낮출 경보라면 만들 필요가 없었습니다.",
            ),
        ),
    ],
)
