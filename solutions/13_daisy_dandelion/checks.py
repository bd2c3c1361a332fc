"""Visible checks of lesson 13: files by their content, fingerprints, whole groups, the notes' network, ratios, costs, a classifier."""

import io

import numpy as np

from course_utils.checking import check, choice, classifies, exercise, fresh_start, quiz, source_at_hand, text
from course_utils.data import held_out

fresh_start()
exercise(
    "kind_of",
    points=1,
    hints=[
        text(
            en='`content.startswith(b"...")` compares the first bytes; with a tuple it tries several.',
            ko='`content.startswith(b"...")`가 첫 바이트들을 비교합니다. 튜플을 주면 여러 가지를 시험합니다.',
        ),
        text(
            en='For WEBP two places count: `content[:4] == b"RIFF"` and `content[8:12] == b"WEBP"`.',
            ko='WEBP는 두 군데를 봅니다. `content[:4] == b"RIFF"`이고 `content[8:12] == b"WEBP"`입니다.',
        ),
    ],
    idea=text(
        en="A name is what somebody wrote on the box. The first bytes are written by the program that packed it.",
        ko="이름은 누군가 상자에 적은 것이고, 첫 바이트는 상자를 싼 프로그램이 적은 것입니다.",
    ),
)
exercise(
    "problem_of",
    points=2,
    hints=[
        text(
            en="Three questions in order: are there bytes? Does `Image.open(BytesIO(content))` succeed? Does `image.load()`?",
            ko="차례로 세 가지를 묻습니다. 바이트가 있나요? `Image.open(BytesIO(content))`가 되나요? `image.load()`가 되나요?",
        ),
        text(
            en="Put each of the last two into a `try` of its own, with `except Exception:` and the `return` in it.",
            ko="뒤의 두 가지는 저마다 `try`에 넣고, `except Exception:` 안에서 `return` 하세요.",
        ),
    ],
    idea=text(
        en="A header can be fine while the pixels are missing. Only who decodes everything knows that all is there.",
        ko="머리글이 멀쩡해도 픽셀이 없을 수 있습니다. 끝까지 풀어 보아야 다 있는지 압니다.",
    ),
)
exercise(
    "fingerprint",
    points=2,
    hints=[
        text(
            en="`image.mean(axis=-1)` is grey; `tiny` makes 8 rows and 9 columns of it.",
            ko="`image.mean(axis=-1)`이 회색이고, `tiny`가 8줄 9칸으로 줄입니다.",
        ),
        text(
            en="All columns but the last against all but the first: `small[:, :-1] > small[:, 1:]`, then `.ravel()`.",
            ko="마지막 칸을 뺀 것과 첫 칸을 뺀 것을 비교합니다. `small[:, :-1] > small[:, 1:]` 다음에 `.ravel()`입니다.",
        ),
    ],
    idea=text(
        en="Which of two neighbours is brighter survives shrinking, compression and a change of light; single bytes survive nothing.",
        ko="이웃 둘 가운데 어느 쪽이 밝은지는 줄이고 압축하고 밝기를 바꾸어도 남습니다. 바이트는 하나도 남지 않습니다.",
    ),
)
exercise(
    "test_rows",
    points=2,
    hints=[
        text(
            en="`rng.permutation(np.unique(groups))` puts the groups into a random order.",
            ko="`rng.permutation(np.unique(groups))`가 그룹을 아무렇게나 늘어놓습니다.",
        ),
        text(
            en="`np.isin(groups, chosen)` is True for every picture whose group was chosen.",
            ko="`np.isin(groups, chosen)`은 뽑힌 그룹에 든 이미지마다 True입니다.",
        ),
    ],
    idea=text(
        en="What is dealt out is groups, not pictures. Whoever is new in the test part is new as a whole.",
        ko="나누는 것은 이미지가 아니라 그룹입니다. 그래야 테스트에 있는 것은 통째로 처음 보는 것입니다.",
    ),
)
exercise(
    "reference_cnn",
    points=2,
    hints=[
        text(
            en="`keras.Sequential([...])` with `keras.Input((80, 80, 3))` first, then the table line by line.",
            ko="`keras.Sequential([...])`에 `keras.Input((80, 80, 3))`부터 넣고, 표를 한 줄씩 옮기세요.",
        ),
        text(
            en='`layers.Rescaling(1 / 255)`; `layers.Conv2D(64, 3, padding="same", activation="relu")`; `layers.MaxPooling2D()`.',
            ko='`layers.Rescaling(1 / 255)`, `layers.Conv2D(64, 3, padding="same", activation="relu")`, `layers.MaxPooling2D()`입니다.',
        ),
        text(
            en='`Flatten` comes before `Dense(128)`; the last layer is `layers.Dense(1, activation="sigmoid")`.',
            ko='`Dense(128)` 앞에 `Flatten`이 있고, 마지막 층은 `layers.Dense(1, activation="sigmoid")`입니다.',
        ),
    ],
    idea=text(
        en="Nearly all of its parameters join 12,800 flattened numbers with 128 units. That is where it learns pictures by heart.",
        ko="파라미터는 거의 다 한 줄로 편 수 12,800개를 유닛 128개와 잇는 데 있습니다. 이미지를 외우는 곳도 거기입니다.",
    ),
)
exercise(
    "precision_recall_f1",
    points=2,
    hints=[
        text(
            en="`np.sum((labels == 1) & (predictions == 1))` counts the true positives.",
            ko="`np.sum((labels == 1) & (predictions == 1))`이 참 양성을 셉니다.",
        ),
        text(
            en="TP + FP is all that was called 1; TP + FN is all that is 1.",
            ko="TP + FP는 1이라고 한 것 전부이고, TP + FN은 정말 1인 것 전부입니다.",
        ),
        text(
            en="`max(count, 1)` in the denominators, and F1 is 0 if there are no true positives.",
            ko="분모에 `max(count, 1)`을 쓰고, 참 양성이 없으면 F1은 0입니다.",
        ),
    ],
    idea=text(
        en="F1 is the harmonic mean: it stays near the smaller of the two, so one cannot hide behind the other.",
        ko="F1은 조화 평균입니다. 둘 가운데 작은 쪽에 가깝게 머물러서, 하나가 다른 하나를 가려 줄 수 없습니다.",
    ),
)
exercise(
    "best_threshold",
    points=2,
    hints=[
        text(
            en="`np.arange(101) / 100` are the thresholds; in a loop, `predictions = probabilities >= threshold`.",
            ko="`np.arange(101) / 100`이 임계값들입니다. 하나씩 `predictions = probabilities >= threshold`로 답을 냅니다.",
        ),
        text(
            en="A miss: `(labels == 1) & ~predictions`. A false alarm: `(labels == 0) & predictions`. Multiply, add, keep the cost.",
            ko="놓친 것은 `(labels == 1) & ~predictions`, 거짓 경보는 `(labels == 0) & predictions`입니다. 곱하고 더해서 적어 두세요.",
        ),
        text(
            en="`np.argmin` returns the first of several smallest, which is the lowest threshold.",
            ko="`np.argmin`은 가장 작은 것이 여럿이면 첫째, 곧 가장 낮은 임계값을 줍니다.",
        ),
    ],
    idea=text(
        en="0.5 is a choice, too: the one that says both mistakes cost the same.",
        ko="0.5도 하나의 선택입니다. 두 실수의 값이 같다는 선택입니다.",
    ),
)
exercise(
    "classify",
    points=3,
    hints=[
        text(
            en="`training.probabilities(improved, images)` gives `(N, 2)`.",
            ko="`training.probabilities(improved, images)`가 `(N, 2)`를 줍니다.",
        ),
        text(
            en="With `mirror=True` it averages the answers to each picture and to its mirror image.",
            ko="`mirror=True`이면 이미지와 그 거울상에 대한 답을 평균합니다.",
        ),
    ],
    idea=text(
        en="What is examined is a function from pictures to probabilities; how the network inside came about is nobody's business.",
        ko="시험하는 것은 이미지를 확률로 바꾸는 함수입니다. 안에 있는 신경망이 어떻게 만들어졌는지는 묻지 않습니다.",
    ),
)
exercise(
    "datasheet",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: says how many files there were and are, and what was left out with reasons, from the inspection. 1 point: says how "
            "copies, conflicts and scenes were found (a border in bits) and how the parts were dealt (whole groups, shares). 1 point: "
            "names at least one thing that a test on it does not show (other flowers, cameras, seasons, too few test pictures)."
        ),
        ko=(
            "1점: 파일이 몇 개였고 몇 개가 남았는지, 무엇을 왜 뺐는지 검사 결과에서 옮겨 적었습니다. 1점: 사본과 레이블이 둘인 것, 같은 "
            "장면을 어떻게(몇 비트) 찾았고 어떻게 나누었는지(그룹째로, 비율) 적었습니다. 1점: 시험 결과에서 말할 수 없는 것을 하나 이상 "
            "들었습니다(다른 꽃, 카메라, 계절, 너무 적은 테스트 이미지)."
        ),
    ),
)


def encoded(kind, side=16):
    """Make the bytes of a small picture."""
    from PIL import Image

    buffer = io.BytesIO()
    noise = np.random.default_rng(13).integers(0, 256, (side, side, 3)).astype(np.uint8)
    Image.fromarray(noise).save(buffer, kind)
    return buffer.getvalue()


@check("kind_of")
def tells_formats_apart(student, expect):
    still = encoded("GIF")[6:]
    files = [(encoded(kind), kind) for kind in ("JPEG", "PNG", "WEBP")] + [(b"GIF87a" + still, "GIF"), (b"GIF89a" + still, "GIF")]
    for content, kind in files:
        expect.equal(
            student.eval("str(kind_of(content))", content=content),
            kind,
            where=text(en=f"a sound {kind}", ko=f"멀쩡한 {kind}"),
            hint=text(
                en="Compare the first bytes with the table; WEBP looks at bytes 0 to 3 and 8 to 11.",
                ko="첫 바이트를 표와 비교하세요. WEBP는 0~3번과 8~11번 바이트를 봅니다.",
            ),
        )


@check("kind_of")
def knows_what_it_does_not_know(student, expect):
    for content in (b"", b"<html><body>Not found</body></html>", b"RIFF\x24\x00\x00\x00WAVEfmt ", b"\xff\xd8"):
        expect.is_true(
            student.eval("kind_of(content) is None", content=content),
            text(en=f"{content[:16]!r} is none of the four formats.", ko=f"{content[:16]!r}는 네 형식 가운데 어느 것도 아닙니다."),
            hint=text(
                en="None for everything else: sound files begin with RIFF, too, and two bytes are not enough for a JPEG.",
                ko="나머지는 모두 None입니다. 소리 파일도 RIFF로 시작하고, JPEG에는 두 바이트로 모자랍니다.",
            ),
        )


@check("problem_of")
def finds_each_problem(student, expect):
    sound = encoded("JPEG", 64)
    cases = (
        (sound, "None", "a sound JPEG", "멀쩡한 JPEG"),
        (b"", "empty", "no bytes", "빈 파일"),
        (b"Dear all, the pictures are attached.", "not an image", "a text", "텍스트"),
        (sound[: len(sound) // 2], "truncated", "half a JPEG", "반만 남은 JPEG"),
    )
    for content, wanted, said, korean in cases:
        expect.equal(
            student.eval("str(problem_of(content))", content=content),
            wanted,
            where=text(en=said, ko=korean),
            hint=text(
                en="First the number of bytes, then `Image.open`, then `load()`, each complaint with its own word.",
                ko="먼저 바이트 수, 그다음 `Image.open`, 그다음 `load()`를 보고, 저마다 다른 말을 돌려주세요.",
            ),
        )


@check("fingerprint")
def compares_neighbours(student, expect):
    falling = np.repeat(np.repeat(np.linspace(250, 5, 72).astype(np.uint8)[np.newaxis, :, np.newaxis], 64, axis=0), 3, axis=2)
    for image, wanted, said, korean in (
        (falling, True, "brighter on the left", "왼쪽이 밝은 이미지"),
        (falling[:, ::-1], False, "brighter on the right", "오른쪽이 밝은 이미지"),
    ):
        found = expect.array(
            student.eval("np.asarray(fingerprint(image))", image=np.ascontiguousarray(image)),
            shape=(64,),
            hint=text(en="8 rows of 8 comparisons, in one row: `.ravel()`.", ko="비교가 여덟 줄에 여덟 개씩입니다. `.ravel()`로 펴세요."),
        )
        expect.is_true(
            bool((found.astype(bool) == wanted).all()),
            text(
                en=f"A picture that is {said} must give 64 times {wanted}.",
                ko=f"{korean}라면 64개가 모두 {wanted}여야 합니다.",
            ),
            hint=text(
                en="True where the left one of two neighbours in a row is brighter.", ko="한 줄의 이웃 둘 가운데 왼쪽이 밝으면 True입니다."
            ),
        )


@check("fingerprint")
def goes_row_by_row(student, expect):
    image = np.zeros((64, 72, 3), np.uint8)
    image[:8] = np.linspace(250, 5, 72).astype(np.uint8)[np.newaxis, :, np.newaxis]
    expect.equal(
        student.eval("np.asarray(fingerprint(image)).astype(int)", image=image),
        np.array([1] * 8 + [0] * 56),
        hint=text(
            en="Only the first row falls off here, so only the first 8 bits are True; equal neighbours are not brighter.",
            ko="여기서는 첫 줄만 어두워지므로 앞의 8비트만 True입니다. 밝기가 같으면 더 밝은 것이 아닙니다.",
        ),
    )


@check("test_rows")
def keeps_groups_whole(student, expect):
    groups = np.array([0, 0, 0, 5, 5, 9, 9, 9, 9, 2, 4, 4, 7, 7, 7, 7])
    found = expect.array(
        student.eval("np.asarray(test_rows(groups, 0.5, np.random.default_rng(3))).astype(int)", groups=groups),
        shape=(16,),
        hint=text(en="One truth value per picture.", ko="이미지마다 참이나 거짓 하나입니다."),
    )
    mixed = sorted({int(group) for group in groups if 0 < found[groups == group].mean() < 1})
    expect.is_true(
        not mixed,
        text(en=f"Group {mixed[0] if mixed else 0} lies on both sides.", ko=f"그룹 {mixed[0] if mixed else 0}이 양쪽에 있습니다."),
        hint=text(en="Choose groups, then all pictures of these groups.", ko="그룹을 고르고, 그 그룹의 이미지를 모두 넣으세요."),
    )
    expect.equal(
        len(set(groups[found == 1].tolist())),
        3,
        where=text(en="groups chosen of 6, with share 0.5", ko="그룹 6개, 비율 0.5일 때 고른 그룹의 수"),
        hint=text(
            en="The share is one of groups: `round(share * count)`.",
            ko="비율은 그룹의 비율입니다. `round(share * count)`입니다.",
        ),
    )


@check("test_rows")
def chooses_at_random(student, expect):
    chosen = student.eval(
        "[tuple(np.unique(groups[np.asarray(test_rows(groups, 0.25, np.random.default_rng(seed)), bool)]).tolist()) for seed in range(6)]",
        groups=np.repeat(np.arange(20), 2),
    )
    expect.is_true(
        len({tuple(some) for some in chosen}) > 1,
        text(en="Six generators, and always the same groups.", ko="난수 생성기를 여섯 번 바꾸어도 늘 같은 그룹을 고릅니다."),
        hint=text(en="Put the groups into a random order with the `rng` you are given.", ko="받은 `rng`로 그룹을 아무렇게나 늘어놓으세요."),
    )


@check("reference_cnn")
def has_the_layers_of_the_notes(student, expect):
    expect.equal(
        student.eval("[list(weight.shape) for weight in reference_cnn().get_weights()]"),
        [[3, 3, 3, 64], [64], [3, 3, 64, 32], [32], [12_800, 128], [128], [128, 32], [32], [32, 1], [1]],
        hint=text(
            en="Two convolutions with padding same, each with pooling, make maps of 20 x 20 x 32: 12,800 numbers go into Dense(128).",
            ko="padding same인 합성곱 두 번에 풀링을 한 번씩 하면 20 x 20 x 32이고, 수 12,800개가 Dense(128)로 들어갑니다.",
        ),
    )


@check("reference_cnn")
def answers_with_a_probability(student, expect):
    images = np.random.default_rng(13).integers(0, 256, (3, 80, 80, 3)).astype(np.float32)
    found = expect.array(
        student.eval("[keras.utils.set_random_seed(13), np.array(reference_cnn()(images))][1]", images=images),
        shape=(3, 1),
        hint=text(en="One unit at the end.", ko="마지막 유닛은 하나입니다."),
    )
    expect.is_true(
        bool(((found > 0) & (found < 1)).all()),
        text(
            en="From grey levels 0 to 255 the answers are not probabilities strictly between 0 and 1.",
            ko="밝기 0~255를 넣었을 때 답이 0과 1 사이의 확률이 아닙니다.",
        ),
        hint=text(
            en="A sigmoid at the end, and `Rescaling(1 / 255)` at the start.", ko="끝에는 시그모이드, 처음에는 `Rescaling(1 / 255)`입니다."
        ),
    )


@check("reference_cnn")
def drops_out_while_it_learns(student, expect):
    rates = student.eval("[float(layer.rate) for layer in reference_cnn().layers if hasattr(layer, 'rate')]")
    expect.equal(
        [round(rate, 3) for rate in rates],
        [0.3, 0.2],
        hint=text(en="Dropout 0.3 after Dense(128), 0.2 after Dense(32).", ko="Dense(128) 뒤에 드롭아웃 0.3, Dense(32) 뒤에 0.2입니다."),
    )


@check("precision_recall_f1")
def counts_positives(student, expect):
    labels, predictions = np.array([1, 1, 1, 1, 0, 0, 0, 0]), np.array([1, 1, 1, 0, 1, 0, 0, 0])
    expect.close(
        student.eval("precision_recall_f1(labels, predictions)", labels=labels, predictions=np.array([1, 0, 0, 0, 1, 0, 0, 0])),
        [1 / 2, 1 / 4, 1 / 3],
        hint=text(
            en="1 true positive, 1 false positive, 3 false negatives: 1 / 2, 1 / 4, and 2 P R / (P + R).",
            ko="참 양성 1, 거짓 양성 1, 거짓 음성 3입니다. 1 / 2, 1 / 4, 그리고 2 P R / (P + R)입니다.",
        ),
    )
    expect.close(
        student.eval("precision_recall_f1(labels, predictions)", labels=labels, predictions=predictions),
        [3 / 4, 3 / 4, 3 / 4],
        hint=text(en="Only class 1 counts as positive.", ko="클래스 1만 양성입니다."),
    )


@check("precision_recall_f1")
def divides_by_nothing(student, expect):
    expect.close(
        student.eval("precision_recall_f1(labels, predictions)", labels=np.array([1, 0, 1]), predictions=np.zeros(3, int)),
        [0, 0, 0],
        hint=text(en="Nothing was called positive: 0, and no division by 0.", ko="양성이라고 한 것이 없으면 0이고, 0으로 나누지 않습니다."),
    )


@check("best_threshold")
def weighs_mistakes(student, expect):
    labels = np.array([0, 0, 0, 1, 0, 1, 1, 1])
    probabilities = np.array([0.1, 0.2, 0.3, 0.35, 0.6, 0.7, 0.8, 0.9])
    for missed, alarm, wanted in ((1, 5, 0.61), (5, 1, 0.31)):
        expect.close(
            student.eval(
                "best_threshold(labels, probabilities, missed, alarm)",
                labels=labels,
                probabilities=probabilities,
                missed=missed,
                alarm=alarm,
            ),
            wanted,
            atol=1e-6,
            where=text(en=f"missed = {missed}, alarm = {alarm}", ko=f"missed = {missed}, alarm = {alarm}"),
            hint=text(
                en="If alarms are dear, the threshold rises; if misses are dear, it falls. The lowest of the cheapest counts.",
                ko="거짓 경보가 비싸면 임계값이 올라가고, 놓치는 것이 비싸면 내려갑니다. 가장 싼 것 가운데 가장 낮은 것입니다.",
            ),
        )


@check("classify")
def classifies_fresh_flowers(student, expect, rng):
    classifies(student, expect, held_out("daisy_dandelion", source_at_hand(student), 200, rng, size=80), above=65, classes=2)


quiz(
    "silent_skip",
    question=text(
        en="A loader skips files it cannot read, without a word. 300 of your 10,000 X-rays are missing. What is the worst that may follow?",
        ko="어떤 프로그램이 읽지 못하는 파일을 말없이 건너뜁니다. 엑스선 사진 10,000장 가운데 300장이 빠졌습니다. 가장 나쁜 경우는?",
    ),
    choices=[
        choice(
            text(en="All 300 come from one hospital's machine", ko="300장이 모두 한 병원의 기계에서 왔다"),
            right=True,
            because=text(
                en="What is missing is seldom missing at random. The network never sees that machine, and no number says so.",
                ko="빠진 것은 아무렇게나 빠지는 일이 드뭅니다. 신경망은 그 기계를 본 적이 없고, 어떤 수도 그것을 알려 주지 않습니다.",
            ),
        ),
        choice(
            text(en="Training on 3 % fewer pictures", ko="학습할 이미지가 3 % 줄었다"),
            because=text(
                en="That alone would hardly be noticed. It matters which ones are gone.",
                ko="그것만이라면 거의 표가 나지 않습니다. 무엇이 빠졌는지가 중요합니다.",
            ),
        ),
        choice(
            text(en="The training stops with an error", ko="학습이 오류로 멈춘다"),
            because=text(
                en="That would be the good case: you would know.",
                ko="차라리 그편이 낫습니다. 적어도 알게 됩니다.",
            ),
        ),
    ],
)
quiz(
    "burst",
    question=text(
        en="You augment every picture tenfold, save the results, and then split at random. Test accuracy jumps to 99 %. Why?",
        ko="이미지마다 열 배로 증강해 저장한 다음 무작위로 나누었더니 테스트 정확도가 99 %로 뛰었습니다. 왜일까요?",
    ),
    choices=[
        choice(
            text(en="Views of one picture lie on both sides", ko="한 이미지의 여러 모습이 양쪽에 있다"),
            right=True,
            because=text(
                en="They are copies. Split first, by groups, and augment the training part only.",
                ko="모두 사본입니다. 먼저 그룹째로 나누고, 훈련 부분만 증강하세요.",
            ),
        ),
        choice(
            text(en="Augmentation made the network that much better", ko="증강 덕분에 신경망이 그만큼 좋아졌다"),
            because=text(
                en="It helps, but not like that; a clean split would show by how much.",
                ko="도움은 되지만 그만큼은 아닙니다. 얼마나인지는 깨끗하게 나누어야 보입니다.",
            ),
        ),
        choice(
            text(en="More test pictures make the test easier", ko="테스트 이미지가 많으면 쉬워진다"),
            because=text(
                en="More test pictures make the result more certain, not better.",
                ko="테스트 이미지가 많으면 결과가 더 확실해질 뿐, 더 좋아지지는 않습니다.",
            ),
        ),
    ],
)
quiz(
    "rare_weed",
    question=text(
        en="On another lawn one plant in a hundred is a dandelion. Same network, same threshold. What happens to precision and recall?",
        ko="다른 잔디밭에서는 백 포기에 한 포기가 민들레입니다. 신경망도 임계값도 그대로입니다. 정밀도와 재현율은 어떻게 될까요?",
    ),
    choices=[
        choice(
            text(en="Precision falls, recall stays", ko="정밀도는 내려가고 재현율은 그대로다"),
            right=True,
            because=text(
                en="Of the dandelions the same share is found. But there are many more daisies to be mistaken, and few dandelions.",
                ko="민들레 가운데 찾아내는 비율은 같습니다. 그러나 잘못 볼 데이지는 훨씬 많고 민들레는 적습니다.",
            ),
        ),
        choice(
            text(en="Both stay: they belong to the network", ko="둘 다 그대로다. 신경망의 성질이니까"),
            because=text(
                en="Recall and the rate of false alarms do; precision depends on how many of each there are.",
                ko="재현율과 거짓 경보율은 그렇습니다. 정밀도는 얼마나 섞여 있는지에 달렸습니다.",
            ),
        ),
        choice(
            text(en="Recall falls, precision stays", ko="재현율은 내려가고 정밀도는 그대로다"),
            because=text(
                en="Recall looks at dandelions only; it does not notice how many daisies stand around them.",
                ko="재현율은 민들레만 봅니다. 둘레에 데이지가 얼마나 있는지는 모릅니다.",
            ),
        ),
    ],
)
