"""Hidden checks of lesson 00: pixels drawn afresh."""

from course_utils.checking import check, text


@check("brighten", weight=2, title=text(en="random pixels", ko="무작위로 고른 픽셀"))
def agrees_for_random_pixels(student, expect, rng):
    for _ in range(20):
        pixel, amount = int(rng.integers(0, 256)), int(rng.integers(-300, 301))
        expect.equal(
            student.eval("brighten(pixel, amount)", pixel=pixel, amount=amount),
            min(max(pixel + amount, 0), 255),
            hint=text(en="Sum first, then both limits.", ko="먼저 더하고, 그다음에 양쪽 한계를 지키세요."),
        )
