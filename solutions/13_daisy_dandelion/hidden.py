"""Hidden checks of lesson 13: other files, pictures, groups, answers and costs, and flowers that nobody has seen."""

import io

import numpy as np

from course_utils.checking import check, classifies, source_at_hand, text
from course_utils.data import held_out

BARS = {"auto": (68, 78), "synthetic": (70, 84)}  # per cent, by what the student's network was trained on


def picture(rng, kind, side):
    """Make the bytes of a picture of noise."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.fromarray(rng.integers(0, 256, (side, side, 3)).astype(np.uint8)).save(buffer, kind)
    return buffer.getvalue()


@check("kind_of", weight=1, title=text(en="other files", ko="다른 파일들"))
def tells_other_files_apart(student, expect, rng):
    cases = [(picture(rng, kind, int(rng.integers(4, 30))), kind) for kind in ("JPEG", "PNG", "GIF", "WEBP")]
    cases += [(b"GIF87a" + bytes(20), "GIF"), (b"GIF89a" + bytes(20), "GIF")]
    cases += [(b"%PDF-1.7 " + bytes(8), "None"), (b"RIFFWEBP", "None"), (b"GIF88a" + bytes(9), "None")]
    for content, wanted in cases:
        expect.equal(
            student.eval("str(kind_of(content))", content=content),
            wanted,
            where=text(en=f"{content[:12]!r}", ko=f"{content[:12]!r}"),
            hint=text(en="Exactly the bytes of the table, at exactly their places.", ko="표에 있는 바이트가 바로 그 자리에 있어야 합니다."),
        )


@check("problem_of", weight=2, title=text(en="other formats, other breaks", ko="다른 형식, 다른 곳에서 끊긴 것"))
def finds_problems_of_other_formats(student, expect, rng):
    for kind in ("PNG", "JPEG"):
        content = picture(rng, kind, 60)
        for bytes_left, wanted in ((len(content), "None"), (int(len(content) * rng.uniform(0.3, 0.8)), "truncated"), (3, "not an image")):
            expect.equal(
                student.eval("str(problem_of(content))", content=content[:bytes_left]),
                wanted,
                where=text(en=f"{kind}, {bytes_left} of {len(content)} bytes", ko=f"{kind}, {len(content)}바이트 가운데 {bytes_left}"),
                hint=text(
                    en="`load()` decodes the pixels and notices what is missing; `verify()` does not always.",
                    ko="`load()`가 픽셀을 풀면서 빠진 것을 알아차립니다. `verify()`는 그렇지 못할 때가 있습니다.",
                ),
            )


@check("fingerprint", weight=2, title=text(en="any picture", ko="어떤 이미지든"))
def prints_any_picture(student, expect, rng):
    from PIL import Image

    image = rng.integers(0, 256, (int(rng.integers(40, 90)), int(rng.integers(40, 90)), 3)).astype(np.uint8)
    small = np.asarray(Image.fromarray(image.mean(axis=-1).astype(np.float32)).resize((9, 8), Image.Resampling.BOX))
    clear = np.abs(small[:, :-1] - small[:, 1:]).ravel() > 0.05  # nearly equal ones may fall either way
    found = expect.array(student.eval("np.asarray(fingerprint(image)).astype(int)", image=image), shape=(64,))
    expect.equal(
        found[clear],
        (small[:, :-1] > small[:, 1:]).ravel().astype(int)[clear],
        hint=text(
            en="Mean of the three colours, `tiny`, then left against right neighbour, row by row.",
            ko="세 색의 평균, `tiny`, 그다음 줄마다 왼쪽과 오른쪽 이웃을 비교합니다.",
        ),
    )


@check("test_rows", weight=2, title=text(en="any groups", ko="어떤 그룹이든"))
def keeps_any_groups_whole(student, expect, rng):
    groups = rng.integers(100, 100 + int(rng.integers(10, 40)), 120)
    share = float(rng.choice([0.2, 0.3, 0.4]))
    found = expect.array(
        student.eval("np.asarray(test_rows(groups, share, np.random.default_rng(5))).astype(int)", groups=groups, share=share), shape=(120,)
    )
    hint = text(en="Whole groups, and the share is one of groups.", ko="그룹째로 고르고, 비율은 그룹의 비율입니다.")
    both = set(groups[found == 1].tolist()) & set(groups[found == 0].tolist())
    expect.equal(len(both), 0, where=text(en="groups on both sides", ko="양쪽에 있는 그룹"), hint=hint)
    expect.equal(
        len(set(groups[found == 1].tolist())),
        round(share * len(np.unique(groups))),
        where=text(en="groups chosen for testing", ko="테스트에 고른 그룹"),
        hint=hint,
    )


@check("reference_cnn", weight=2, title=text(en="with given weights", ko="가중치를 정해 주었을 때"))
def computes_with_given_weights(student, expect):
    rng = np.random.default_rng(130)
    shapes = [(3, 3, 3, 64), (64,), (3, 3, 64, 32), (32,), (12_800, 128), (128,), (128, 32), (32,), (32, 1), (1,)]
    weights = [rng.normal(0, 1 / np.sqrt(max(1, np.prod(shape[:-1]))), shape).astype(np.float32) for shape in shapes]
    images = rng.integers(0, 256, (2, 80, 80, 3)).astype(np.float32)
    found = student.eval(
        "(lambda network: [network.set_weights(weights), np.array(network(images))][1])(reference_cnn())", weights=weights, images=images
    )
    maps = images / 255
    for kernel, bias in ((weights[0], weights[1]), (weights[2], weights[3])):
        padded = np.pad(maps, ((0, 0), (1, 1), (1, 1), (0, 0)))
        views = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
        convolved = np.maximum(np.einsum("nhwcij,ijco->nhwo", views, kernel, optimize=True) + bias, 0)
        count, height, width, channels = convolved.shape
        maps = convolved.reshape(count, height // 2, 2, width // 2, 2, channels).max(axis=(2, 4))
    values = maps.reshape(2, -1)
    for kernel, bias in ((weights[4], weights[5]), (weights[6], weights[7])):
        values = np.maximum(values @ kernel + bias, 0)
    expect.close(
        found,
        1 / (1 + np.exp(-(values @ weights[8] + weights[9]))),
        atol=1e-4,
        hint=text(
            en="Rescaling by 1/255, ReLU after both convolutions and both hidden layers, maximum pooling, a sigmoid at the end.",
            ko="1/255로 나누고, 합성곱 둘과 은닉층 둘 뒤에 ReLU, 최대 풀링, 끝에 시그모이드입니다.",
        ),
    )


@check("precision_recall_f1", weight=1, title=text(en="any answers", ko="어떤 답이든"))
def rates_any_answers(student, expect, rng):
    for _ in range(3):
        labels, predictions = rng.integers(0, 2, 40), rng.integers(0, 2, 40)
        right, said, true = ((labels == 1) & (predictions == 1)).sum(), predictions.sum(), labels.sum()
        expect.close(
            student.eval("precision_recall_f1(labels, predictions)", labels=labels, predictions=predictions),
            [right / max(said, 1), right / max(true, 1), 2 * right / max(said + true, 1)],
            hint=text(
                en="TP / (TP + FP), TP / (TP + FN), and their harmonic mean.", ko="TP / (TP + FP), TP / (TP + FN), 그리고 조화 평균입니다."
            ),
        )


@check("best_threshold", weight=2, title=text(en="any costs", ko="어떤 비용이든"))
def finds_the_cheapest(student, expect, rng):
    labels, probabilities = rng.integers(0, 2, 60), rng.random(60).round(3)
    for missed, alarm in ((1, 1), (int(rng.integers(2, 9)), 1), (1, int(rng.integers(2, 9)))):
        costs = [
            missed * ((labels == 1) & (probabilities < t)).sum() + alarm * ((labels == 0) & (probabilities >= t)).sum()
            for t in np.arange(101) / 100
        ]
        expect.close(
            student.eval(
                "best_threshold(labels, probabilities, missed, alarm)",
                labels=labels,
                probabilities=probabilities,
                missed=missed,
                alarm=alarm,
            ),
            int(np.argmin(costs)) / 100,
            atol=1e-6,
            hint=text(
                en="All of 0.00, 0.01, ..., 1.00, class 1 from the threshold on, and the lowest of the cheapest.",
                ko="0.00, 0.01, ..., 1.00을 모두 시험하고, 임계값 이상이면 1이며, 가장 싼 것 가운데 가장 낮은 것입니다.",
            ),
        )


def fresh(student, rng):
    """Draw flowers that nobody has seen."""
    return held_out("daisy_dandelion", source_at_hand(student), 300, rng, size=80)


@check("classify", weight=2)
def does_as_well_as_the_notes(student, expect, rng):
    hint = text(
        en="Fresh pictures; a network that was trained for a few epochs passes.",
        ko="새로운 이미지입니다. 몇 에포크라도 제대로 학습한 신경망이면 통과합니다.",
    )
    classifies(student, expect, fresh(student, rng), above=BARS[source_at_hand(student)][0], hint=hint, classes=2)


@check("classify", weight=2)
def does_better_than_that(student, expect, rng):
    hint = text(
        en="The last points come from the better recipe, and from both views of each picture.",
        ko="마지막 몇 점은 더 나은 레시피와, 이미지마다 두 모습을 모두 보는 데서 나옵니다.",
    )
    classifies(student, expect, fresh(student, rng), above=BARS[source_at_hand(student)][1], hint=hint, classes=2)
