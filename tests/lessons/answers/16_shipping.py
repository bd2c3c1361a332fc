"""Answers to lesson 16, right and wrong, that students may well write."""

ONCE = """
import io
import math
from collections import OrderedDict
from hashlib import sha256
from itertools import pairwise

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError
"""


def gate(
    before="""
    if not content:
        return "empty", None
    if len(content) > most_bytes:
        return "too long", None
""",
    opened="""
    try:
        picture = Image.open(io.BytesIO(content))
    except UnidentifiedImageError:
        return "not an image", None
    except Image.DecompressionBombError:
        return "too many pixels", None
""",
    sized="""
    if picture.width * picture.height > most_pixels:
        return "too many pixels", None
""",
    decoded="""
    try:
        picture = ImageOps.exif_transpose(picture).convert("RGB")
    except OSError:
        return "damaged", None
""",
    last='    return "ok", np.asarray(picture.resize((side, side), Image.Resampling.BILINEAR))',
):
    """Write a gate with other steps."""
    head = "def receive(content, side, most_bytes=5_000_000, most_pixels=20_000_000):"
    return head + before + opened.lstrip("\n") + sized.lstrip("\n") + decoded.lstrip("\n") + last


def small(down="BOX", up="BILINEAR", back="(width, height)"):
    """Write a small camera with other steps."""
    return f"""
def at_resolution(images, side):
    height, width = images.shape[1:3]
    seen = []
    for image in images:
        picture = Image.fromarray(image).resize((side, side), Image.Resampling.{down})
        seen.append(np.asarray(picture.resize({back}, Image.Resampling.{up})))
    return np.array(seen)
"""


def ruler(
    wide="low, high = min(low, 0), max(high, 0)",
    scale="(high - low) / 255",
    zero="round(-low / scale)",
    code="np.clip(np.round(values / scale) + zero, 0, 255).astype(np.uint8)",
    number="scale * (codes.astype(float) - zero)",
):
    """Write the three functions with other steps."""
    return f"""
def scale_and_zero(low, high):
    {wide}
    scale = {scale}
    return scale, {zero}


def quantize(values, scale, zero):
    return {code}


def dequantize(codes, scale, zero):
    return {number}
"""


def weigh(most="max(a + b for a, b in pairwise(sizes))", weights="parameters", batch="* batch_size", width="bytes_per_number"):
    """Write a footprint with other steps."""
    return f"""
def footprint(shapes, parameters, batch_size, bytes_per_number=4):
    sizes = [math.prod(shape) for shape in shapes]
    return {weights} * {width}, {most} {batch} * {width}
"""


def times(kept="seconds[warm_up:]", middle="np.median(kept)", rate="batch_size * len(kept) / np.sum(kept)", unit="1000"):
    """Write a summary with other steps."""
    return f"""
def summarize(seconds, batch_size, warm_up=1):
    kept = np.asarray({kept})
    return {unit} * {middle}, {unit} * np.percentile(kept, 95), {rate}
"""


def memory(
    hit="self.kept.move_to_end(key)",
    full="len(self.kept) > self.capacity",
    drop="self.kept.popitem(last=False)",
    key="sha256(content).hexdigest()",
    found="self.kept[key]",
):
    """Write a cache with other steps."""
    return f"""
class Cache:
    def __init__(self, ask, capacity):
        self.ask, self.capacity, self.hits, self.kept = ask, capacity, 0, OrderedDict()

    def answer(self, content):
        key = {key}
        if key in self.kept:
            self.hits += 1
            {hit}
            return {found}
        self.kept[key] = self.ask(content)
        value = self.kept[key]
        if {full}:
            {drop}
        return value
"""


def index(p="np.array(expected) / sum(expected)", q="np.array(found) / sum(found)", least="0.001", terms="(q - p) * np.log(q / p)"):
    """Write a stability index with other terms."""
    return f"""
def stability_index(expected, found):
    p, q = {p}, {q}
    p, q = np.maximum(p, {least}), np.maximum(q, {least})
    return float(sum({terms}))
"""


def significance(
    difference="right_b / total_b - right_a / total_a",
    common="(right_a + right_b) / (total_a + total_b)",
    variance="common * (1 - common) * (1 / total_a + 1 / total_b)",
    p="math.erfc(abs(z) / math.sqrt(2))",
    alike="1.0",
):
    """Write an A/B test with other terms."""
    return f"""
def ab_test(right_a, total_a, right_b, total_b):
    difference = {difference}
    common = {common}
    spread = math.sqrt({variance})
    if spread == 0:
        return difference, {alike}
    z = difference / spread
    return difference, {p}
"""


RIGHT = {
    "receive": [
        gate(),
        """
def receive(content, side, most_bytes=5_000_000, most_pixels=20_000_000):
    if len(content) == 0:
        return ("empty", None)
    elif len(content) > most_bytes:
        return ("too long", None)
    reason, image = "damaged", None
    try:
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
            if width * height > most_pixels:
                reason = "too many pixels"
            else:
                picture.load()
                upright = ImageOps.exif_transpose(picture)
                image = np.array(upright.convert("RGB").resize((side, side)))
                reason = "ok"
    except UnidentifiedImageError:
        reason = "not an image"
    except Image.DecompressionBombError:
        reason = "too many pixels"
    except (OSError, SyntaxError, ValueError):
        reason = "damaged"
    return reason, image
""",
        """
def receive(content, side, most_bytes=5_000_000, most_pixels=20_000_000):
    if not content or len(content) > most_bytes:
        return ["too long" if content else "empty", None]
    try:
        picture = Image.open(io.BytesIO(content))
        if picture.width * picture.height > most_pixels:
            raise Image.DecompressionBombError
        turned = ImageOps.exif_transpose(picture.convert("RGB").copy() if picture.getexif() == {} else picture)
        small = ImageOps.fit(turned.convert("RGB"), turned.size).resize((side, side), Image.Resampling.LANCZOS)
    except UnidentifiedImageError:
        return ["not an image", None]
    except Image.DecompressionBombError:
        return ["too many pixels", None]
    except Exception:
        return ["damaged", None]
    return ["ok", np.asarray(small, np.uint8)]
""",
    ],
    "at_resolution": [
        small(),
        """
def at_resolution(images, side):
    def seen(image):
        picture = Image.fromarray(image)
        return np.asarray(picture.resize((side, side), Image.BOX).resize(picture.size, Image.BILINEAR))

    return np.stack([seen(image) for image in images])
""",
        """
def at_resolution(images, side):
    found = np.empty_like(images)
    for place, image in enumerate(images):
        tiny = Image.fromarray(image).resize((side, side), resample=Image.Resampling.BOX)
        found[place] = tiny.resize(image.shape[1::-1], resample=Image.Resampling.BILINEAR)
    return found
""",
    ],
    "quantize": [
        ruler(),
        """
def scale_and_zero(low, high):
    low, high = float(min(low, 0.0)), float(max(high, 0.0))
    step = (high - low) / 255.0
    return [step, int(np.rint(-low / step))]


def quantize(values, scale, zero):
    found = np.rint(np.array(values, dtype=float) / scale).astype(int) + zero
    found[found < 0] = 0
    found[found > 255] = 255
    return found.astype("uint8")


def dequantize(codes, scale, zero):
    return (np.array(codes, dtype=np.int32) - zero) * scale
""",
        """
def scale_and_zero(low, high):
    ends = np.array([low, high, 0.0])
    scale = np.ptp(ends) / 255
    return scale, round(float(-ends.min() / scale))


def quantize(values, scale, zero):
    return np.uint8(np.minimum(255, np.maximum(0, np.floor(np.asarray(values) / scale + 0.5) + zero)))


def dequantize(codes, scale, zero):
    return np.array([scale * (int(code) - zero) for code in np.ravel(codes)]).reshape(np.shape(codes))
""",
    ],
    "footprint": [
        weigh(),
        """
def footprint(shapes, parameters, batch_size, bytes_per_number=4):
    most = 0
    for first, second in zip(shapes, shapes[1:]):
        most = max(most, int(np.prod(first)) + int(np.prod(second)))
    return [parameters * bytes_per_number, most * batch_size * bytes_per_number]
""",
        """
def footprint(shapes, parameters, batch_size, bytes_per_number=4):
    sizes = np.array([np.prod(shape) for shape in shapes], dtype=np.int64) * bytes_per_number
    return np.array([parameters * bytes_per_number, batch_size * (sizes[:-1] + sizes[1:]).max()])
""",
    ],
    "summarize": [
        times(),
        """
def summarize(seconds, batch_size, warm_up=1):
    kept = sorted(list(seconds)[warm_up:])
    half = len(kept) // 2
    median = kept[half] if len(kept) % 2 else (kept[half - 1] + kept[half]) / 2
    return [1e3 * median, 1e3 * float(np.quantile(kept, 0.95)), len(kept) * batch_size / sum(kept)]
""",
        """
def summarize(seconds, batch_size, warm_up=1):
    milliseconds = 1000 * np.array(seconds)[warm_up:]
    return (*np.percentile(milliseconds, [50, 95]), 1000 * batch_size / milliseconds.mean())
""",
    ],
    "Cache": [
        memory(),
        """
class Cache:
    def __init__(self, ask, capacity):
        self.ask = ask
        self.capacity = capacity
        self.hits = 0
        self.answers = {}

    def answer(self, content):
        key = sha256(content).digest()
        if key in self.answers:
            self.hits += 1
            found = self.answers.pop(key)
        else:
            found = self.ask(content)
            while len(self.answers) >= self.capacity:
                del self.answers[next(iter(self.answers))]
        self.answers[key] = found
        return found
""",
        """
class Cache:
    def __init__(self, ask, capacity):
        self.hits = 0
        self._ask, self._capacity = ask, capacity
        self._keys, self._answers = [], []

    def answer(self, content):
        key = sha256(content).hexdigest()
        if key in self._keys:
            place = self._keys.index(key)
            self._keys.pop(place)
            found = self._answers.pop(place)
            self.hits = self.hits + 1
        else:
            found = self._ask(content)
        self._keys.append(key)
        self._answers.append(found)
        self._keys, self._answers = self._keys[-self._capacity :], self._answers[-self._capacity :]
        return found
""",
    ],
    "stability_index": [
        index(),
        """
def stability_index(expected, found):
    total = 0.0
    for before, now in zip(expected, found):
        p, q = max(before / sum(expected), 0.001), max(now / sum(found), 0.001)
        total += (q - p) * math.log(q / p)
    return total
""",
        """
def stability_index(expected, found):
    rows = np.array([expected, found], dtype=float)
    p, q = (rows / rows.sum(axis=1, keepdims=True)).clip(1e-3)
    return np.dot(q - p, np.log(q) - np.log(p))
""",
    ],
    "ab_test": [
        significance(),
        """
def ab_test(right_a, total_a, right_b, total_b):
    right, total = right_a + right_b, total_a + total_b
    if right in (0, total):
        return 0.0, 1
    p = right / total
    z = (right_b / total_b - right_a / total_a) / (p * (1 - p) * total / (total_a * total_b)) ** 0.5
    return right_b / total_b - right_a / total_a, math.erfc(abs(z) * 0.5**0.5)
""",
        """
def ab_test(right_a, total_a, right_b, total_b):
    from scipy.stats import norm

    a, b = right_a / total_a, right_b / total_b
    p = (right_a + right_b) / (total_a + total_b)
    error = np.sqrt(p * (1 - p) * (1 / total_a + 1 / total_b))
    return np.array([b - a, 2 * norm.sf(abs(b - a) / error) if error > 0 else 1.0])
""",
    ],
}

WRONG = {
    "receive": [
        (gate(before="\n"), "ask this before anything else"),
        (gate(before='\n    if not content:\n        return "empty", None\n'), "`len(content)` with `most_bytes`"),
        (gate(sized=""), "The header says how large it is"),
        (gate(decoded='    picture = ImageOps.exif_transpose(picture).convert("RGB")\n'), "image file is truncated"),
        (gate(decoded="", last='    return "ok", np.asarray(picture.convert("RGB").resize((side, side)))'), "Upright ("),
        (gate(last='    return "ok", np.asarray(picture)'), "Resize to `(side, side)`"),
        (gate(last='    return "ok", np.asarray(ImageOps.fit(picture, (side, side)))[:, :, ::-1]'), "red first"),
        (gate(opened="    picture = Image.open(io.BytesIO(content))\n"), "cannot identify image file"),
        (gate(before='\n    if not content:\n        return "empty"\n', sized=""), "must return two things"),
        (gate(before=gate.__defaults__[0].replace("> most_bytes", ">= most_bytes")), "exactly as long as allowed"),
    ],
    "at_resolution": [
        (small(down="NEAREST"), "picked single pixels"),
        (small(down="BILINEAR"), "Shrink with `Image.Resampling.BOX`"),
        (small(up="NEAREST"), "Enlarged in blocks"),
        (small(back="(height, width)"), "`.resize` takes (width, height)"),
        (small(back="(side, side)"), "its own height and width again"),
        ("def at_resolution(images, side):\n    return images", "as they were"),
    ],
    "quantize": [
        (ruler(wide="pass"), "Widen the range"),
        (ruler(scale="(high - low) / 256"), "255 steps"),
        (ruler(zero="round(low / scale)"), "The mark of 0"),
        (ruler(code="np.clip(values / scale + zero, 0, 255).astype(np.uint8)"), "Round to the nearest mark"),
        (ruler(code="(np.round(values / scale) + zero).astype(np.int64).astype(np.uint8)"), "starts anew at 0"),
        (ruler(code="np.clip(np.round(values / scale) + zero, 0, 255)"), "not uint8"),
        (ruler(number="scale * (codes - np.uint8(zero))"), "uint8 cannot hold -100"),
    ],
    "footprint": [
        (weigh(most="max(sizes)"), "largest feature map alone"),
        (weigh(most="sum(sizes)"), "adds up all feature maps"),
        (weigh(weights="parameters * batch_size"), "once, however many images"),
        (weigh(batch=""), "every image of the batch"),
        (weigh(width="4"), "Use `bytes_per_number`"),
    ],
    "summarize": [
        (times(kept="seconds"), "still in"),
        (times(unit="1"), "Milliseconds"),
        (times(middle="np.mean(kept)"), "This is the mean"),
        (times(rate="np.mean(batch_size / kept)"), "averages the rates"),
        (times(rate="len(kept) / np.sum(kept)"), "calls per second"),
        (times(rate="batch_size / np.median(kept)"), "not the median"),
        (times(kept="seconds[1:]"), "it should be"),
    ],
    "Cache": [
        (memory(hit="pass"), "*kept* first"),
        (memory(full="False"), "never drop anything"),
        (memory(drop="self.kept.popitem()"), "You drop the newest"),
        (memory(full="len(self.kept) >= self.capacity"), "One too few"),
        (memory(key="content"), "keeps the photograph itself"),
        (memory(key="hash(content)"), "not the content's SHA-256"),
        (memory(found="None"), "Return what `ask` says"),
        (memory(hit="self.hits -= 1; self.kept.move_to_end(key)"), "Count what came from memory"),
    ],
    "stability_index": [
        (index(p="np.array(expected, float)", q="np.array(found, float)"), "shares, not counts"),
        (index(terms="q * np.log(q / p)"), "one half of it"),
        (index(terms="(p - q) * np.log(q / p)"), "came out negative"),
        (index(terms="(q - p) * np.log2(q / p)"), "natural logarithm"),
        (index(least="1e-9"), "below 0.001"),
    ],
    "ab_test": [
        (significance(difference="right_a / total_a - right_b / total_b"), "b minus a"),
        (significance(p="math.erfc(abs(z) / math.sqrt(2)) / 2"), "one-sided"),
        (significance(p="math.erfc(z / math.sqrt(2))"), "Take `abs(z)`"),
        (significance(p="math.erfc(abs(z))"), "Divide $|z|$"),
        (significance(common="(right_a / total_a + right_b / total_b) / 2"), "counts every answer once"),
        (significance(variance="sum(r / t * (1 - r / t) / t for r, t in ((right_a, total_a), (right_b, total_b)))"), "*common* share"),
        (significance(alike="0.0"), "Nothing varies"),
    ],
}
