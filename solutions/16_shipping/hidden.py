"""Hidden checks of lesson 16: the same questions on fresh draws."""

import io
import math
from collections import OrderedDict

import numpy as np

from course_utils.checking import check, text


def file_of(image, form, **options):
    """Write an array as an image file."""
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(image).save(out, form, **options)
    return out.getvalue()


@check("receive", weight=3, title=text(en="other uploads", ko="다른 파일들"))
def receives_anything(student, expect, rng):
    from PIL import Image

    height, width, side = (int(rng.integers(*ends)) for ends in ((50, 120), (50, 120), (20, 48)))
    image = np.kron(rng.integers(0, 256, (4, 4, 3)), np.ones((height // 4, width // 4, 1))).astype(np.uint8)
    pixels = image.shape[0] * image.shape[1]
    png, jpeg = file_of(image, "PNG"), file_of(image, "JPEG", quality=95)
    cases = [
        (png, {}, "ok"),
        (jpeg, {}, "ok"),
        (jpeg[: int(len(jpeg) * 0.7)], {}, "damaged"),
        (png[: int(len(png) * 0.7)], {}, "damaged"),
        (rng.integers(97, 123, 200).astype(np.uint8).tobytes(), {}, "not an image"),
        (b"", {}, "empty"),
        (png, {"most_pixels": pixels - 1}, "too many pixels"),
        (png, {"most_bytes": len(png) - 1}, "too long"),
        (png[: int(len(png) * 0.7)], {"most_pixels": pixels - 1}, "too many pixels"),
    ]
    for content, limits, wanted in cases:
        call = ", ".join(["content", "side", *(f"{name}={value}" for name, value in limits.items())])
        answer = student.eval(f"receive({call})", content=content, side=side)
        reason, found = answer if isinstance(answer, (tuple, list)) and len(answer) == 2 else (None, None)
        expect.is_true(
            isinstance(reason, str) and reason == wanted,
            text(
                en=f"An upload of {len(content)} bytes: your reason is {reason!r}, it should be {wanted!r}.",
                ko=f"{len(content)}바이트짜리 파일에 {reason!r}라고 했는데 {wanted!r}이어야 합니다.",
            ),
            hint=text(
                en="In this order: empty, too long, not an image, too many pixels (by the header), damaged.",
                ko="empty, too long, not an image, too many pixels(헤더를 보고), damaged 순서로 따지세요.",
            ),
        )
        if wanted != "ok":
            continue
        shown = expect.array(found, shape=(side, side, 3)).astype(float)
        need = np.asarray(Image.fromarray(image).resize((side, side), Image.Resampling.BILINEAR), float)
        expect.is_true(
            np.abs(shown - need).mean() < 15,
            text(en="The image is not the one that was sent.", ko="보낸 이미지와 다릅니다."),
            hint=text(en="The whole image, resized to side x side, in RGB.", ko="이미지 전체를 side x side로 맞추고 RGB로 돌려주세요."),
        )


@check("at_resolution", weight=2, title=text(en="random images", ko="무작위 이미지"))
def sees_as_a_small_camera(student, expect, rng):
    from PIL import Image

    for _ in range(3):
        count, height, width, side = (int(rng.integers(*ends)) for ends in ((1, 4), (20, 60), (20, 60), (5, 19)))
        images = np.kron(rng.integers(0, 256, (count, 5, 5, 3)), np.ones((1, height // 5, width // 5, 1))).astype(np.uint8)
        height, width = images.shape[1:3]
        small = [Image.fromarray(image).resize((side, side), Image.Resampling.BOX) for image in images]
        wanted = np.stack([np.asarray(each.resize((width, height), Image.Resampling.BILINEAR)) for each in small])
        found = expect.array(student.eval("at_resolution(images, side)", images=images, side=side), shape=images.shape)
        expect.is_true(
            np.abs(found.astype(float) - wanted).max() <= 2,
            text(
                en=f"{width} x {height} images with side {side} differ from those of a small camera.",
                ko=f"한 변이 {side}일 때 {width} x {height} 이미지가 작은 카메라의 것과 다릅니다.",
            ),
            hint=text(en="BOX to shrink, BILINEAR to enlarge, (width, height).", ko="줄일 때 BOX, 키울 때 BILINEAR, (너비, 높이)입니다."),
        )


@check("quantize", weight=3, title=text(en="random numbers", ko="무작위 수"))
def quantizes_any_numbers(student, expect, rng):
    for _ in range(4):
        values = (rng.normal(rng.uniform(-3, 3), rng.uniform(0.1, 5), 200)).astype(np.float32)
        low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
        scale = (high - low) / 255
        zero = round(-low / scale)
        pair = student.eval("scale_and_zero(low, high)", low=float(values.min()), high=float(values.max()))
        expect.close(pair, [scale, zero], rtol=1e-4, hint=text(en="Widened by 0; 255 steps.", ko="0까지 넓히고, 간격은 255개입니다."))
        wider = 1.5 * values  # some lie beyond the ruler
        codes = np.asarray(
            expect.array(student.eval("quantize(values, scale, zero)", values=wider, scale=scale, zero=zero), shape=values.shape)
        )
        wanted = np.clip(np.round(wider / scale) + zero, 0, 255)
        expect.is_true(
            np.abs(codes.astype(float) - wanted).max() <= 1 and np.mean(codes == wanted) > 0.97,
            text(en="Some codes are not the nearest marks.", ko="가장 가까운 눈금이 아닌 코드가 있습니다."),
            hint=text(en="Round, add the zero point, clip, then uint8.", ko="반올림하고, 영점을 더하고, 자른 다음 uint8로 바꾸세요."),
        )
        back = student.eval("dequantize(codes, scale, zero)", codes=wanted.astype(np.uint8), scale=scale, zero=zero)
        expect.close(
            back, scale * (wanted - zero), rtol=1e-3, atol=1e-4, hint=text(en="scale * (codes - zero).", ko="scale * (codes - zero)입니다.")
        )


@check("footprint", weight=2, title=text(en="random networks", ko="무작위 신경망"))
def weighs_any_network(student, expect, rng):
    for _ in range(4):
        shapes = [tuple(rng.integers(1, 40, int(rng.integers(1, 4))).tolist()) for _ in range(int(rng.integers(3, 12)))]
        parameters, batch, width = int(rng.integers(1, 10**7)), int(rng.integers(1, 65)), int(rng.choice([1, 2, 4]))
        sizes = [math.prod(shape) for shape in shapes]
        most = max(sizes[place] + sizes[place + 1] for place in range(len(sizes) - 1))
        found = student.eval("footprint(shapes, p, b, bytes_per_number=w)", shapes=shapes, p=parameters, b=batch, w=width)
        expect.equal(
            found,
            [parameters * width, most * batch * width],
            hint=text(
                en="Weights once; the largest pair of neighbours for each image; bytes per number.",
                ko="가중치는 한 벌, 이웃한 쌍 가운데 가장 큰 것은 이미지마다, 그리고 수마다 바이트 수입니다.",
            ),
        )


@check("summarize", weight=2, title=text(en="random times", ko="무작위 시간"))
def summarises_any_calls(student, expect, rng):
    for _ in range(4):
        seconds = rng.gamma(2.0, 0.01, int(rng.integers(8, 60)))
        seconds[int(rng.integers(len(seconds)))] *= 20
        batch, warm_up = int(rng.integers(1, 33)), int(rng.integers(0, 5))
        kept = seconds[warm_up:]
        found = student.eval("summarize(seconds, b, warm_up=w)", seconds=seconds.tolist(), b=batch, w=warm_up)
        expect.close(
            found,
            [1000 * np.median(kept), 1000 * np.percentile(kept, 95), batch * len(kept) / kept.sum()],
            rtol=1e-3,
            hint=text(
                en="Without the first `warm_up` calls; ms, ms, images per second.",
                ko="처음 `warm_up`번은 빼고 ms, ms, 1초당 이미지 수입니다.",
            ),
        )


@check("Cache", weight=3, title=text(en="a day of uploads", ko="하루 동안 올라온 파일"))
def remembers_a_day(student, expect, rng):
    for _ in range(3):
        capacity, kinds = int(rng.integers(1, 9)), int(rng.integers(3, 20))
        contents = [f"photograph {number}".encode() for number in rng.integers(0, kinds, 150)]
        kept, asked, hits = OrderedDict(), [], 0
        for content in contents:
            if content in kept:
                kept.move_to_end(content)
                hits += 1
                continue
            asked.append(content)
            kept[content] = None
            if len(kept) > capacity:
                kept.popitem(last=False)
        replay = (
            "(lambda asked: (lambda cache: [[cache.answer(content) for content in contents], asked, cache.hits])"
            "(Cache(lambda content: asked.append(content) or len(content), capacity)))([])"
        )
        found, calls, counted = student.eval(replay, contents=contents, capacity=capacity)
        expect.equal(list(found), [len(content) for content in contents], hint=text(en="Return the answers.", ko="답을 돌려주세요."))
        expect.is_true(
            list(calls) == asked and counted == hits,
            text(
                en=f"Room for {capacity}: asked {len(calls)} times and {counted} hits; it should be {len(asked)} and {hits}.",
                ko=f"자리 {capacity}개: {len(calls)}번 묻고 {counted}번 기억해 냈습니다. {len(asked)}번과 {hits}번이어야 합니다.",
            ),
            hint=text(en="Drop what was not asked for the longest.", ko="찾은 지 가장 오래된 것을 버리세요."),
        )


@check("stability_index", weight=2, title=text(en="random counts", ko="무작위 개수"))
def compares_any_counts(student, expect, rng):
    for _ in range(5):
        bins = int(rng.integers(2, 12))
        before, now = rng.integers(1, 200, bins), rng.integers(0, 200, bins)
        now[int(rng.integers(bins))] = 0
        now[0] += 1
        p, q = (np.maximum(row / row.sum(), 0.001) for row in (before, now))
        expect.close(
            student.eval("stability_index(expected, found)", expected=before.tolist(), found=now.tolist()),
            float(((q - p) * np.log(q / p)).sum()),
            rtol=0.01,
            hint=text(en="Shares, at least 0.001; natural logarithm.", ko="비율은 0.001 이상으로, 자연로그를 쓰세요."),
        )


@check("ab_test", weight=3, title=text(en="random counts", ko="무작위 개수"))
def tests_any_counts(student, expect, rng):
    for _ in range(6):
        totals = rng.integers(10, 900, 2)
        rights = [int(rng.integers(1, total)) for total in totals]
        common = sum(rights) / totals.sum()
        difference = rights[1] / totals[1] - rights[0] / totals[0]
        z = difference / math.sqrt(common * (1 - common) * (1 / totals[0] + 1 / totals[1]))
        expect.close(
            student.eval("ab_test(a, m, b, n)", a=rights[0], m=int(totals[0]), b=rights[1], n=int(totals[1])),
            [difference, math.erfc(abs(z) / math.sqrt(2))],
            rtol=0.01,
            atol=1e-6,
            hint=text(
                en="b minus a; the common share under the root; two-sided.", ko="b에서 a를 빼고, 근호 안에는 공통 비율, p값은 양쪽입니다."
            ),
        )
