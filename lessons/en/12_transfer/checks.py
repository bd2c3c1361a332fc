"""Visible checks of lesson 12: heads and what they cost, two ways to train them, and a backbone that learns a little."""

import numpy as np

from course_utils.checking import check, choice, exercise, fresh_start, quiz, text
from course_utils.checking.classifying import classifies, probabilities_of, source_at_hand
from course_utils.data import held_out

fresh_start()
exercise(
    "head_parameters",
    points=2,
    hints=[
        text(
            en="`Flatten` has no parameters; it hands on `side * side * channels` numbers. What does a dense layer cost per unit?",
            ko="`Flatten`에는 파라미터가 없고, 수 `side * side * channels`개를 넘겨줍니다. 완전 연결층은 유닛 하나에 얼마가 드나요?",
        ),
        text(
            en="A unit has one weight for each number that comes in, and a bias: `(width + 1) * count` for a layer of `count` units.",
            ko="유닛 하나에는 들어오는 수마다 가중치가 하나씩, 편향이 하나 있습니다. 유닛이 `count`개면 `(width + 1) * count`개입니다.",
        ),
        text(
            en="Walk through `units` with two variables, `total` and `width`; after each layer `width = count`.",
            ko="변수 `total`과 `width`를 들고 `units`를 따라가세요. 층마다 끝에 `width = count`로 바꿉니다.",
        ),
    ],
    idea=text(
        en="The first layer after `Flatten` pays for every place of every map. Pool, and it pays for every map once.",
        ko="`Flatten` 다음 첫 층은 모든 맵의 모든 자리에 값을 치릅니다. 풀링하면 맵마다 한 번만 치릅니다.",
    ),
)
exercise(
    "head",
    points=1,
    hints=[
        text(
            en="Three parts: `keras.Input((channels,))`, `layers.Dropout(0.3)`, and one dense unit.",
            ko="세 부분입니다. `keras.Input((channels,))`, `layers.Dropout(0.3)`, 그리고 유닛이 하나인 완전 연결층입니다.",
        ),
        text(
            en='`layers.Dense(1, activation="sigmoid")`, put together with `keras.Sequential([...])`.',
            ko='`layers.Dense(1, activation="sigmoid")`이고, `keras.Sequential([...])`로 묶습니다.',
        ),
    ],
    idea=text(
        en="On good features a single unit is enough: logistic regression. What is hard happened in the backbone.",
        ko="특성이 좋으면 유닛 하나, 곧 로지스틱 회귀로 충분합니다. 어려운 일은 백본이 했습니다.",
    ),
)
exercise(
    "decide",
    points=1,
    hints=[
        text(
            en="Compare with the threshold: `>=` gives True and False for a whole array at once.",
            ko="임계값과 비교하세요. `>=`는 배열 전체를 한꺼번에 True와 False로 바꿉니다.",
        ),
        text(
            en="`np.ravel` makes `(N, 1)` and `(N,)` alike; `.astype(int)` makes 0 and 1 of False and True.",
            ko="`np.ravel`은 `(N, 1)`과 `(N,)`을 같은 꼴로 만들고, `.astype(int)`는 False와 True를 0과 1로 바꿉니다.",
        ),
    ],
    idea=text(
        en="The threshold is not part of the network. Move it, and you trade one kind of mistake for the other, without training.",
        ko="임계값은 신경망의 일부가 아닙니다. 임계값을 옮기면 학습하지 않고도 한 가지 실수를 다른 실수와 맞바꿀 수 있습니다.",
    ),
)
exercise(
    "inline_model",
    points=3,
    hints=[
        text(
            en="Functional style: `images = keras.Input((side, side, 3))`, then one line per layer, each applied to what came before.",
            ko="함수형으로 쓰세요. `images = keras.Input((side, side, 3))` 다음에, 한 줄에 층 하나씩 앞의 결과에 적용합니다.",
        ),
        text(
            en="Freeze with `body.trainable = False`, and call it with `body(views, training=False)`.",
            ko="`body.trainable = False`로 얼리고, `body(views, training=False)`로 부르세요.",
        ),
        text(
            en=(
                'After the body: `layers.GlobalAveragePooling2D()`, `layers.Dropout(0.3)`, `layers.Dense(1, activation="sigmoid")`; '
                "return `keras.Model(images, ...)`."
            ),
            ko=(
                '백본 다음에는 `layers.GlobalAveragePooling2D()`, `layers.Dropout(0.3)`, `layers.Dense(1, activation="sigmoid")`이고, '
                "`keras.Model(images, ...)`를 돌려줍니다."
            ),
        ),
    ],
    idea=text(
        en="One model from pixels to probability is also what you hand over in the end: nobody has to compute features first.",
        ko="픽셀에서 확률까지 이어진 모델 하나는 마지막에 넘겨주기에도 좋습니다. 받는 사람이 특성부터 뽑지 않아도 됩니다.",
    ),
)
exercise(
    "strategy",
    points=1,
    hints=[
        text(
            en="The number decides first. Below 1,000 nearness does not matter.",
            ko="먼저 이미지 수로 정합니다. 1,000장 미만이면 가까운지는 상관없습니다.",
        ),
        text(
            en="1,000 and 10,000 themselves belong to the middle row; only above 10,000 do you look at `near`.",
            ko="1,000과 10,000은 가운데 줄에 들어갑니다. 10,000을 넘을 때에만 `near`를 봅니다.",
        ),
    ],
    idea=text(
        en="What you can afford to change grows with what you have to learn it from.",
        ko="배울 것이 많을수록 바꾸어도 되는 것이 많아집니다.",
    ),
)
exercise(
    "let_learn",
    points=2,
    hints=[
        text(
            en="Go through `body.layers` in order and remember whether you have passed the layer called `first`.",
            ko="`body.layers`를 차례로 돌면서 이름이 `first`인 층을 지났는지 기억하세요.",
        ),
        text(
            en="`isinstance(layer, layers.BatchNormalization)` tells which to leave frozen, also after `first`.",
            ko="`isinstance(layer, layers.BatchNormalization)`으로 얼려 둘 층을 가려내세요. `first` 뒤에 있어도 얼려 둡니다.",
        ),
        text(
            en="Set `body.trainable = True` before the loop: a frozen model hides the weights of its layers, whatever these say.",
            ko="반복하기 전에 `body.trainable = True`로 바꾸세요. 모델이 얼어 있으면 층을 어떻게 정하든 가중치가 숨겨집니다.",
        ),
    ],
    idea=text(
        en="Early layers serve everybody, so they stay. Batch normalisation stays because its means belong to other pictures than yours.",
        ko="앞쪽 층은 누구에게나 쓸모 있으므로 그대로 둡니다. 배치 정규화의 평균은 다른 이미지의 것이므로 그대로 둡니다.",
    ),
)
exercise(
    "classify",
    points=3,
    hints=[
        text(
            en='`both_rates["model"].predict(images)` gives the probability of dog, `(N, 1)`. What is the probability of cat?',
            ko='`both_rates["model"].predict(images)`는 개일 확률 `(N, 1)`을 줍니다. 고양이일 확률은 얼마인가요?',
        ),
        text(
            en="Put `1 - dog` and `dog` side by side: `np.concatenate([1 - dog, dog], axis=1)`.",
            ko="`1 - dog`와 `dog`를 나란히 놓으세요. `np.concatenate([1 - dog, dog], axis=1)`입니다.",
        ),
    ],
    idea=text(
        en="One sigmoid or two softmax outputs say the same; with two classes the second probability is what is left of 1.",
        ko="시그모이드 하나와 소프트맥스 둘은 같은 것을 말합니다. 클래스가 둘이면 나머지 확률은 1에서 뺀 것입니다.",
    ),
)
exercise(
    "advice",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: begins with frozen features and a head (few pictures), and says in which order and how gently anything is "
            'fine-tuned. 1 point: sees that 90 % is hardly more than never saying "broken" (87 %), and chooses a threshold by what a '
            "missed fracture costs, or reports recall and precision. 1 point: says what to measure or to watch first: groups of "
            "pictures of one cat, earlier layers for far pictures, a simple baseline, or intervals; one good point is enough."
        ),
        ko=(
            "1점: 이미지가 적으므로 얼린 특성과 헤드로 시작하고, 미세 조정을 한다면 어떤 순서로 얼마나 살살 할지 썼습니다. 1점: 90 %가 "
            '"부러졌다"고 한 번도 말하지 않는 것(87 %)과 별로 다르지 않음을 알고, 골절을 놓치는 값을 따져 임계값을 정하거나 재현율과 '
            "정밀도를 보고하겠다고 했습니다. 1점: 먼저 재거나 살필 것을 썼습니다. 같은 고양이의 사진 묶음, 먼 이미지에 쓸 앞쪽 층, 단순한 "
            "기준, 구간 가운데 하나라도 제대로 적으면 됩니다."
        ),
    ),
)


@check("head_parameters")
def counts_the_head_of_the_notes(student, expect):
    expect.equal(
        student.eval("head_parameters(5, 512, [256, 128, 64, 1])"),
        3_318_273,
        hint=text(
            en="12,800 numbers into 256 units: 12,801 x 256, then 257 x 128, 129 x 64 and 65 x 1. A bias for every unit.",
            ko="수 12,800개가 유닛 256개로: 12,801 x 256, 그다음 257 x 128, 129 x 64, 65 x 1입니다. 유닛마다 편향이 있습니다.",
        ),
    )


@check("head_parameters")
def counts_a_single_unit(student, expect):
    expect.equal(
        student.eval("head_parameters(1, 3, [1])"),
        4,
        hint=text(en="Three numbers come in: three weights and a bias.", ko="수 세 개가 들어오면 가중치 세 개와 편향 하나입니다."),
    )


def probability(values, weights, bias):
    """Compute what one sigmoid unit answers."""
    return 1 / (1 + np.exp(-(values @ weights + bias)))


@check("head")
def has_one_sigmoid_unit(student, expect):
    features = np.array([[1.0, -2.0, 0.5], [0.0, 3.0, -1.0]], np.float32)
    kernel, bias = np.array([[0.5], [-0.25], [2.0]], np.float32), np.array([0.1], np.float32)
    shapes = student.eval("[list(weight.shape) for weight in head(3).get_weights()]")
    expect.is_true(
        [list(shape) for shape in shapes] == [[3, 1], [1]],
        text(
            en="The head must have one dense unit: a weight per feature, and a bias. Yours has other weights.",
            ko="헤드에는 유닛이 하나인 완전 연결층, 곧 특성마다 가중치 하나와 편향 하나가 있어야 합니다. 지금은 가중치가 다릅니다.",
        ),
    )
    found = student.eval(
        "(lambda network: [network.set_weights([kernel, bias]), np.array(network(features))][1])(head(3))",
        features=features,
        kernel=kernel,
        bias=bias,
    )
    expect.close(
        found,
        probability(features, kernel, bias),
        atol=1e-5,
        hint=text(
            en="The unit ends in a sigmoid: one probability between 0 and 1 per row, `(N, 1)`.",
            ko="유닛 끝에 시그모이드가 있어야 합니다. 행마다 0과 1 사이의 확률 하나, `(N, 1)`입니다.",
        ),
    )


@check("head")
def drops_features_while_it_learns(student, expect):
    spread = student.eval(
        "(lambda network: float(np.ptp([np.array(network(np.ones((1, 200), 'float32'), training=True)) for _ in range(12)])))(head(200))"
    )
    expect.is_true(
        spread > 0,
        text(
            en="Asked twice during training, your head gives the very same answer: the dropout is missing.",
            ko="학습 중에 두 번 물어도 똑같이 대답합니다. 드롭아웃이 빠졌습니다.",
        ),
    )


@check("decide")
def compares_with_the_threshold(student, expect):
    given = np.array([[0.1], [0.5], [0.49], [0.9]])
    hint = text(
        en="At the threshold itself the answer is 1. Return whole numbers, one per picture: shape (N,).",
        ko="임계값과 같으면 답은 1입니다. 이미지마다 정수 하나씩, 모양은 (N,)입니다.",
    )
    expect.equal(student.eval("decide(probabilities, 0.5)", probabilities=given), np.array([0, 1, 0, 1]), hint=hint)
    expect.equal(student.eval("decide(probabilities, 0.5)", probabilities=given[:, 0]), np.array([0, 1, 0, 1]), hint=hint)


@check("decide")
def moves_with_the_threshold(student, expect):
    given = np.array([0.2, 0.4, 0.6, 0.8])
    for threshold, wanted in ((0.3, [0, 1, 1, 1]), (0.7, [0, 0, 0, 1])):
        expect.equal(
            student.eval("decide(probabilities, threshold)", probabilities=given, threshold=threshold),
            np.array(wanted),
            where=text(en=f"threshold {threshold}", ko=f"임계값 {threshold}"),
            hint=text(en="Use the argument, not 0.5.", ko="0.5가 아니라 받은 임계값을 쓰세요."),
        )


BODY = (
    "(lambda images: keras.Model(images, layers.BatchNormalization(name='norm')(layers.Conv2D(4, 3, name='conv')(images))))"
    "(keras.Input((None, None, 3)))"
)


@check("inline_model")
def goes_from_pixels_to_one_probability(student, expect):
    images = np.random.default_rng(12).integers(0, 256, (3, 20, 20, 3)).astype(np.float32)
    found = expect.array(
        student.eval(f"np.array(inline_model({BODY}, 20)(images))", images=images),
        shape=(3, 1),
        hint=text(en="One probability per picture, `(N, 1)`.", ko="이미지마다 확률 하나, `(N, 1)`입니다."),
    )
    expect.is_true(
        bool(((found >= 0) & (found <= 1)).all()),
        text(en="Some of the answers are no probabilities.", ko="확률이 아닌 답이 있습니다."),
    )


@check("inline_model")
def learns_only_in_the_head(student, expect):
    learning = "sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)"
    counts = student.eval(f"(lambda model: [{learning}, model.count_params()])(inline_model({BODY}, 20))")
    expect.equal(
        list(counts),
        [5, 4 * 27 + 4 + 16 + 5],
        hint=text(
            en="Only pooling's 4 numbers into one unit may learn: 4 weights and a bias. Freeze the body, and pool instead of flattening.",
            ko="학습할 것은 풀링한 수 4개를 받는 유닛 하나, 곧 가중치 4개와 편향뿐입니다. 백본을 얼리고, 펼치지 말고 풀링하세요.",
        ),
    )


@check("inline_model")
def shows_other_views_while_it_learns(student, expect):
    image = np.random.default_rng(13).random((1, 20, 20, 3)).astype(np.float32)  # dark, so that no sigmoid is at its end
    one = BODY.replace("Conv2D(4,", "Conv2D(1,")  # of one channel, so that dropout alone has two answers
    training, calm = student.eval(
        f"(lambda model: [[float(np.ravel(model(image, training=flag))[0]) for _ in range(16)] for flag in (True, False)])"
        f"(inline_model({one}, 20))",
        image=image,
    )
    expect.is_true(
        len(set(training)) > 2,
        text(
            en="During training the same picture gives the same answer every time: where are the random views?",
            ko="학습 중에 같은 이미지가 매번 같은 답을 냅니다. 무작위 시점은 어디에 있나요?",
        ),
    )
    expect.is_true(
        len(set(calm)) == 1,
        text(
            en="Outside training the answer must not change from call to call.",
            ko="학습하지 않을 때에는 부를 때마다 답이 달라지면 안 됩니다.",
        ),
    )


@check("strategy")
def follows_the_table(student, expect):
    rows = {
        (200, True): "features",
        (200, False): "features",
        (5000, True): "last block",
        (5000, False): "last block",
        (50_000, True): "all",
        (50_000, False): "scratch",
    }
    for (images, near), wanted in rows.items():
        expect.equal(
            student.eval("strategy(images, near)", images=images, near=near),
            wanted,
            where=text(en=f"{images:,} pictures, near={near}", ko=f"이미지 {images:,}장, near={near}"),
            hint=text(en="Use the words of the table, in small letters.", ko="표에 있는 낱말을 소문자 그대로 쓰세요."),
        )


LAYERS = (
    "(lambda images: keras.Model(images, layers.Conv2D(5, 1, name='c')(layers.BatchNormalization(name='n2')("
    "layers.Conv2D(4, 3, name='b')(layers.BatchNormalization(name='n1')(layers.Conv2D(3, 3, name='a')(images)))))))"
    "(keras.Input((8, 8, 3)))"
)
FLAGS = f"(lambda body: [let_learn(body, first), [[layer.name, layer.trainable] for layer in body.layers if layer.weights]][1])({LAYERS})"


@check("let_learn")
def lets_the_later_layers_learn(student, expect):
    found = dict(student.eval(FLAGS, first="b"))
    expect.is_true(
        found["b"] is True and found["c"] is True,
        text(
            en="With `first='b'` the layers b and c must learn, the one that is named included.",
            ko="`first='b'`이면 b와 c가 학습해야 합니다. 이름을 댄 층도 들어갑니다.",
        ),
    )
    expect.is_true(
        found["a"] is False,
        text(en="Layer a comes before `first` and must stay frozen.", ko="a는 `first`보다 앞에 있으므로 얼어 있어야 합니다."),
    )


@check("let_learn")
def leaves_batch_normalisation_frozen(student, expect):
    found = dict(student.eval(FLAGS, first="b"))
    expect.is_true(
        found["n1"] is False and found["n2"] is False,
        text(
            en="Batch normalisation must stay frozen everywhere, also after `first`.",
            ko="배치 정규화는 `first` 뒤에서도, 어디에서나 얼려 두어야 합니다.",
        ),
    )


@check("let_learn")
def works_on_a_frozen_body(student, expect):
    count = student.eval(
        "(lambda body: [setattr(body, 'trainable', False), let_learn(body, 'c'), len(body.trainable_weights)][2])(" + LAYERS + ")"
    )
    expect.equal(
        count,
        2,
        hint=text(
            en="The body comes frozen. Only its layer c should learn: a kernel and a bias. Set `body.trainable = True` first.",
            ko="백본은 얼어 있는 채로 옵니다. c만, 곧 커널과 편향 하나씩만 학습해야 합니다. 먼저 `body.trainable = True`로 바꾸세요.",
        ),
    )


def side_of(student):
    """Find out how large the student's pictures are."""
    return int(student.eval("int(train.images.shape[1])"))


@check("classify")
def answers_with_probabilities(student, expect):
    probabilities_of(
        student, expect, held_out("cats_dogs", "synthetic", 12, np.random.default_rng(12), size=side_of(student)).images, classes=2
    )


@check("classify")
def tells_cats_from_dogs(student, expect):
    split = held_out("cats_dogs", source_at_hand(student), 120, np.random.default_rng(12), size=side_of(student))
    classifies(student, expect, split, above=75, classes=2)


quiz(
    "why_frozen",
    question=text(
        en="You compute features in two stages and train a head. Next day you add a random flip to the pictures. What happens?",
        ko="두 단계로 특성을 뽑아 헤드를 학습했습니다. 다음 날 이미지에 무작위 좌우 뒤집기를 넣었습니다. 어떻게 될까요?",
    ),
    choices=[
        choice(
            text(en="Flipped pictures need features of their own", ko="뒤집은 이미지에서는 특성을 새로 뽑아야 합니다"),
            right=True,
            because=text(
                en="Features belong to exactly one picture. You may compute them for the mirror images as well, once, and train on both.",
                ko="특성은 바로 그 이미지의 것입니다. 뒤집은 이미지의 특성도 한 번 뽑아 두고 둘 다로 학습할 수는 있습니다.",
            ),
        ),
        choice(
            text(en="The kept features are turned around with them", ko="간직한 특성도 함께 뒤집힙니다"),
            because=text(
                en="After pooling nothing is left in them that could be turned around.",
                ko="풀링을 하고 나면 뒤집을 수 있는 것이 남아 있지 않습니다.",
            ),
        ),
        choice(
            text(en="The head learns the flips by itself", ko="헤드가 뒤집기를 스스로 배웁니다"),
            because=text(
                en="The head never sees a picture, only rows of numbers that were computed before.",
                ko="헤드는 이미지를 보지 못합니다. 미리 뽑아 둔 수의 줄만 봅니다.",
            ),
        ),
    ],
)
quiz(
    "which_layers",
    question=text(
        en="Your pictures are satellite images of fields, the backbone knows ImageNet. Whose features are the safest bet?",
        ko="여러분의 이미지는 밭을 찍은 위성 사진이고, 백본은 ImageNet을 배웠습니다. 어느 층의 특성이 가장 무난할까요?",
    ),
    choices=[
        choice(
            text(en="A middle stage: textures", ko="가운데 단계: 결과 무늬"),
            right=True,
            because=text(
                en="Fields differ in texture, and textures are what middle layers answer to, whatever the pictures show.",
                ko="밭은 결이 서로 다르고, 가운데 층은 무엇을 찍었든 결과 무늬에 반응합니다.",
            ),
        ),
        choice(
            text(en="The last layer: it knows most", ko="마지막 층: 가장 많이 아니까"),
            because=text(
                en="It knows most about the things of ImageNet, seen from the side. Fields from above are none of them.",
                ko="ImageNet의 물건을 옆에서 본 것에 대해서 가장 많이 압니다. 위에서 본 밭은 거기에 없습니다.",
            ),
        ),
        choice(
            text(en="The first layer: nothing is lost yet", ko="첫 층: 아직 잃은 것이 없으니까"),
            because=text(
                en="Edges alone tell no wheat from maize; the head would have to learn all the rest.",
                ko="가장자리만으로는 밀과 옥수수를 가릴 수 없습니다. 나머지를 모두 헤드가 배워야 합니다.",
            ),
        ),
    ],
)
quiz(
    "augmented_features",
    question=text(
        en="A head of 128 units on flattened maps 7 x 7 x 1,280 against one on pooled maps: how many times as many parameters?",
        ko="유닛 128개짜리 헤드를 펼친 맵 7 x 7 x 1,280에 얹을 때와 풀링한 맵에 얹을 때, 파라미터는 몇 배일까요?",
    ),
    choices=[
        choice(
            text(en="About 49 times", ko="49배쯤"),
            right=True,
            because=text(
                en="49 places per map instead of one; only the biases are the same.",
                ko="맵마다 자리가 하나가 아니라 49개입니다. 편향만 같습니다.",
            ),
        ),
        choice(
            text(en="7 times", ko="7배"),
            because=text(en="The map has 7 rows and 7 columns.", ko="맵은 7행 7열입니다."),
        ),
        choice(
            text(en="The same number: pooling has no parameters", ko="같습니다. 풀링에는 파라미터가 없으니까요"),
            because=text(
                en="Pooling has none, but it decides how many numbers go into the dense layer after it.",
                ko="풀링에는 없지만, 그다음 완전 연결층에 들어가는 수의 개수를 풀링이 정합니다.",
            ),
        ),
    ],
)
