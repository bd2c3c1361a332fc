"""Visible checks of lesson 06: first weights, optimizers, batch normalisation, dropout, early stopping; and bias and variance."""

from collections import defaultdict

import numpy as np

from course_utils.checking import check, choice, exercise, fresh_start, quiz, text

fresh_start()
exercise(
    "initialise",
    points=3,
    hints=[
        text(
            en=(
                "First settle the standard deviation for the scheme, then draw. Which number does He need: what comes in, or what goes out?"
            ),
            ko="먼저 방식에 따라 표준편차를 정하고, 그다음에 뽑으세요. He에 필요한 것은 들어오는 개수인가요, 나가는 개수인가요?",
        ),
        text(
            en=(
                "`rng.normal(0, std, size=(n_in, n_out))` draws a whole array. Its second argument is the standard deviation, "
                "not the variance."
            ),
            ko="`rng.normal(0, std, size=(n_in, n_out))`은 배열을 통째로 뽑습니다. 둘째 인수는 분산이 아니라 표준편차입니다.",
        ),
        text(
            en='A dict does without `if`: `{"small": 0.01, "xavier": np.sqrt(1 / n_in), "he": np.sqrt(2 / n_in)}[scheme]`.',
            ko='dict를 쓰면 `if`가 없어도 됩니다. `{"small": 0.01, "xavier": np.sqrt(1 / n_in), "he": np.sqrt(2 / n_in)}[scheme]`',
        ),
    ],
    idea=text(
        en=(
            "A sum of n random products grows like the root of n. Dividing the weights by that root makes a layer of any width pass "
            "its signal on at the same size; what the activation takes away is the only other thing to make up for."
        ),
        ko=(
            "무작위 곱 n개의 합은 n의 제곱근만큼 커집니다. 가중치를 그 제곱근으로 나누어 두면 층의 너비가 얼마든 신호가 같은 크기로 "
            "지나갑니다. 그 밖에 메워야 할 것은 활성화 함수가 덜어 가는 몫뿐입니다."
        ),
    ),
)

exercise(
    "Momentum",
    points=2,
    hints=[
        text(
            en="Go through the names. For each: the new velocity first, kept in `self.velocity[name]`; then the new parameter.",
            ko="이름을 하나씩 거치세요. 이름마다 먼저 새 속도를 구해 `self.velocity[name]`에 담고, 그다음 새 파라미터를 구하세요.",
        ),
        text(
            en="The old velocity counts `self.momentum` times, and the gradient pulls against it: minus `self.learning_rate * gradient`.",
            ko="지난 속도에 `self.momentum`을 곱하고, 기울기의 반대쪽으로 당깁니다. `self.learning_rate * gradient`를 빼면 됩니다.",
        ),
        text(
            en=(
                "`self.velocity[name] = self.momentum * self.velocity.get(name, 0) - self.learning_rate * gradient`, then "
                "`parameters[name]` plus that."
            ),
            ko=(
                "`self.velocity[name] = self.momentum * self.velocity.get(name, 0) - self.learning_rate * gradient`를 구한 "
                "다음 `parameters[name]`에 더하세요."
            ),
        ),
    ],
    idea=text(
        en=(
            "A velocity is a sum of old gradients that fade. What keeps its sign adds up, what alternates cancels: exactly what a "
            "narrow valley asks for."
        ),
        ko=(
            "속도는 점점 희미해지는 지난 기울기들의 합입니다. 부호가 그대로인 것은 쌓이고 번갈아 바뀌는 것은 지워집니다. "
            "좁은 골짜기에 꼭 필요한 일입니다."
        ),
    ),
)

exercise(
    "RMSprop",
    points=2,
    hints=[
        text(
            en="Keep a running mean of `gradient**2` for every name. The old mean counts `self.decay` times, the new square the rest.",
            ko="이름마다 `gradient**2`의 이동 평균을 두세요. 지난 평균에 `self.decay`를 곱하고, 새 제곱에는 나머지 비율을 곱합니다.",
        ),
        text(
            en="Then divide the gradient by the *root* of that mean. `self.epsilon` keeps the root above 0.",
            ko="그다음 기울기를 그 평균의 *제곱근*으로 나누세요. `self.epsilon`은 제곱근이 0이 되지 않게 해 줍니다.",
        ),
        text(
            en="`parameters[name] - self.learning_rate * gradient / np.sqrt(self.squares[name] + self.epsilon)`",
            ko="`parameters[name] - self.learning_rate * gradient / np.sqrt(self.squares[name] + self.epsilon)`",
        ),
    ],
    idea=text(
        en=(
            "Dividing by its own recent size makes the gradient a pure direction: multiply the loss by 1,000 and nothing changes. "
            "Steep and shallow parameters walk at the same pace."
        ),
        ko=(
            "요즈음의 자기 크기로 나누면 기울기에는 방향만 남습니다. 손실에 1000을 곱해도 걸음은 그대로입니다. 가파른 "
            "파라미터도 완만한 파라미터도 같은 걸음으로 걷습니다."
        ),
    ),
)

exercise(
    "Adam",
    points=3,
    hints=[
        text(
            en=(
                "Start from your RMSprop: add a second running mean, of the gradient itself. Count the step once, before the "
                "loop over names."
            ),
            ko="RMSprop에서 출발하세요. 기울기 자체의 이동 평균을 하나 더 둡니다. 스텝 수는 이름을 도는 반복문 앞에서 한 번만 늘리세요.",
        ),
        text(
            en=(
                "The corrected means are for this step only: give them names of their own, and leave what is stored in `self` uncorrected."
            ),
            ko="보정한 평균은 이번 걸음에만 씁니다. 이름을 따로 붙이고, `self`에 담아 둔 것은 보정하지 않은 채로 두세요.",
        ),
        text(
            en=(
                "`self.t += 1`, later `mean = self.means[name] / (1 - self.beta_1**self.t)`, and the same for the squares "
                "with `self.beta_2`."
            ),
            ko=(
                "`self.t += 1`을 먼저 하고, 뒤에서 `mean = self.means[name] / (1 - self.beta_1**self.t)`를 구하세요. 제곱도 "
                "`self.beta_2`로 똑같이 합니다."
            ),
        ),
        text(
            en="`parameters[name] - self.learning_rate * mean / (np.sqrt(square) + self.epsilon)`",
            ko="`parameters[name] - self.learning_rate * mean / (np.sqrt(square) + self.epsilon)`",
        ),
    ],
    idea=text(
        en=(
            "Direction from a mean of gradients, length from a mean of their squares, and both means made honest about having "
            "started from nothing. Where gradients agree, the step is about one learning rate long; where they contradict each "
            "other, it is shorter."
        ),
        ko=(
            "방향은 기울기의 평균에서, 길이는 제곱의 평균에서 얻고, 두 평균이 0에서 출발했다는 사실까지 바로잡습니다. 기울기들이 같은 "
            "쪽을 가리키면 걸음은 대략 학습률만큼이고, 서로 어긋나면 짧아집니다."
        ),
    ),
)

exercise(
    "AdamW",
    points=2,
    hints=[
        text(
            en="Two lines. First make a new dict in which every parameter is a little smaller; the gradients stay as they are.",
            ko="두 줄이면 됩니다. 먼저 파라미터를 모두 조금씩 줄인 새 dict를 만드세요. 기울기는 그대로 둡니다.",
        ),
        text(
            en="Each parameter is multiplied by `1 - self.learning_rate * self.weight_decay`.",
            ko="파라미터마다 `1 - self.learning_rate * self.weight_decay`를 곱하세요.",
        ),
        text(
            en="Then return what `self.adam.step` makes of the smaller parameters and the gradients.",
            ko="그다음 줄인 파라미터와 기울기를 `self.adam.step`에 넘기고, 나온 것을 돌려주세요.",
        ),
    ],
    idea=text(
        en=(
            "What is not in the gradient is not divided by its size. So every weight shrinks at the rate you chose, whatever "
            "gradients it has: the decay is *decoupled*."
        ),
        ko=(
            "기울기에 섞이지 않은 것은 기울기의 크기로 나누어지지 않습니다. 그래서 기울기가 어떻든 모든 가중치가 정해 둔 "
            "비율로 줄어듭니다. 감쇠가 *분리*된 것입니다."
        ),
    ),
)

exercise(
    "batch_norm_forward",
    points=2,
    hints=[
        text(
            en="Per column means over the batch: `axis=0`. `x.mean(axis=0)` has one number for each unit.",
            ko="열마다 계산한다는 것은 배치에 걸쳐 `axis=0`으로 계산한다는 뜻입니다. `x.mean(axis=0)`에는 유닛마다 수가 하나씩 있습니다.",
        ),
        text(
            en="`x.var(axis=0)` is the mean of the squared distances. Add `epsilon`, then take the root.",
            ko="`x.var(axis=0)`은 평균에서 떨어진 거리의 제곱 평균입니다. `epsilon`을 더한 다음 제곱근을 취하세요.",
        ),
        text(
            en=(
                "`normalised = (x - x.mean(axis=0)) / std`, and the output is `gamma * normalised + beta`. Return output, "
                "`normalised`, `std`."
            ),
            ko=(
                "`normalised = (x - x.mean(axis=0)) / std`이고 출력은 `gamma * normalised + beta`입니다. 출력, `normalised`, "
                "`std`를 돌려주세요."
            ),
        ),
    ],
    idea=text(
        en=(
            "Four lines take away what the previous layer did to size and place, and two learned numbers per unit may put back what "
            "is useful. The network keeps all its freedom, but size no longer depends on the weights of all layers before."
        ),
        ko=(
            "네 줄로 앞 층이 크기와 위치에 한 일을 지우고, 유닛마다 학습하는 수 두 개로 쓸모 있는 만큼 되돌립니다. 신경망의 자유는 "
            "그대로이고, 크기가 앞에 있는 모든 층의 가중치에 휘둘리지 않게 됩니다."
        ),
    ),
)

exercise(
    "batch_norm_backward",
    points=4,
    hints=[
        text(
            en="Begin with the easy two: `gradient` summed over the batch, and `gradient * normalised` summed over the batch.",
            ko="쉬운 둘부터 하세요. `gradient`를 배치에 걸쳐 더하고, `gradient * normalised`를 배치에 걸쳐 더합니다.",
        ),
        text(
            en=(
                "For `x` take two things out of `gradient`: its mean per column, and `normalised` times the mean of `gradient "
                "* normalised`."
            ),
            ko=(
                "`x`를 구할 때는 `gradient`에서 두 가지를 뺍니다. 열마다 구한 평균, 그리고 `normalised` 곱하기 `gradient * "
                "normalised`의 평균입니다."
            ),
        ),
        text(
            en="Here they are means, not sums. Multiply what is left by `gamma / std`.",
            ko="여기에서는 합이 아니라 평균입니다. 남은 것에 `gamma / std`를 곱하세요.",
        ),
    ],
    idea=text(
        en=(
            "The output does not change when a column is shifted or stretched, so the gradient has no part in these two directions. "
            "What looks like a long chain rule is a projection: take out the mean, take out the share along x-hat."
        ),
        ko=(
            "열을 옮기거나 늘려도 출력이 그대로이므로 기울기에는 그 두 방향의 몫이 없습니다. 긴 연쇄 법칙처럼 보이는 것이 사실은 "
            "사영입니다. 평균을 빼고, 정규화된 값 방향의 몫을 뺍니다."
        ),
    ),
)

exercise(
    "dropout",
    points=2,
    hints=[
        text(
            en="When `training` is `False`, return `x` at once.",
            ko="`training`이 `False`이면 `x`를 바로 돌려주세요.",
        ),
        text(
            en="`rng.random(x.shape)` gives one number from 0 to 1 for every number of `x`. How many of them are below `rate`?",
            ko="`rng.random(x.shape)`은 `x`의 수마다 0에서 1 사이의 수를 하나씩 줍니다. 그중 `rate`보다 작은 것은 얼마나 될까요?",
        ),
        text(
            en="`kept = rng.random(x.shape) >= rate`, then `x * kept / (1 - rate)`.",
            ko="`kept = rng.random(x.shape) >= rate`를 구한 다음 `x * kept / (1 - rate)`를 돌려주세요.",
        ),
    ],
    idea=text(
        en=(
            "Training with dropout is training a different thinned-out network at every step, all sharing their weights. Dividing by "
            "the kept share right away means that nothing at all has to be done afterwards."
        ),
        ko=(
            "드롭아웃으로 학습하면 스텝마다 다르게 솎아 낸 신경망을 학습하는 셈이고, 이들은 가중치를 함께 씁니다. 남은 비율로 미리 "
            "나누어 두기 때문에 학습이 끝난 뒤에는 아무것도 하지 않아도 됩니다."
        ),
    ),
)

exercise(
    "stop_epoch",
    points=2,
    hints=[
        text(
            en="Go through the losses with `enumerate` and remember one number: the best epoch so far.",
            ko="`enumerate`로 손실을 차례로 보면서 수 하나만 기억하세요. 지금까지 가장 좋았던 에포크입니다.",
        ),
        text(
            en="If the loss is strictly lower than the best, this epoch is the new best. Otherwise: how many epochs ago was the best?",
            ko=(
                "손실이 가장 좋은 값보다 확실히 낮으면 이 에포크가 새로 가장 좋은 에포크입니다. 그렇지 않다면, 가장 좋았던 "
                "것은 몇 에포크 전인가요?"
            ),
        ),
        text(
            en="As soon as `epoch - best >= patience`, leave the loop with `break`; return `best`.",
            ko="`epoch - best >= patience`가 되면 곧바로 `break`로 반복문을 빠져나와 `best`를 돌려주세요.",
        ),
    ],
    idea=text(
        en=(
            "Training is a search through ever more complicated functions. Early stopping picks the place along the way where "
            "unseen images were served best. Patience is needed because the curve trembles."
        ),
        ko=(
            "학습은 점점 더 복잡한 함수를 찾아 나서는 길입니다. 조기 종료는 그 길에서 처음 보는 이미지를 가장 잘 맞히던 자리를 "
            "고릅니다. 곡선이 흔들리기 때문에 인내심이 필요합니다."
        ),
    ),
)

exercise(
    "open_question",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: looks at the signal first (activations or gradients per layer, before training), and expects it to vanish; "
            "a reason with numbers or with the formula for z. 1 point: changes the initialisation to He for ReLU (batch "
            "normalisation with a reason is as good), and only that. 1 point: says what Adam would and would not do (it rescales "
            "steps, but the activations and hence the information in the gradients are still gone), or proposes to measure it."
        ),
        ko=(
            "1점: 먼저 신호를 봅니다(학습하기 전에 층마다 활성값이나 기울기를 봅니다). 신호가 사라졌으리라고 예상하고, 숫자나 z의 식으로 "
            "까닭을 댑니다. 1점: ReLU에 맞는 He로 초기화를 바꾸고 그것만 바꿉니다(까닭을 댄 배치 정규화도 똑같이 좋습니다). 1점: "
            "Adam이 해 줄 수 있는 일과 없는 일을 말합니다(걸음의 크기는 맞추어 주지만 활성값이, 따라서 기울기에 담긴 정보가 이미 "
            "사라졌습니다). 또는 재어 보자고 제안합니다."
        ),
    ),
)

exercise(
    "bias_and_variance",
    points=0,
    hints=[
        text(
            en="Average over the fits first, `axis=0`: what does the mean fit say at each place?",
            ko="먼저 `axis=0`으로 여러 곡선의 평균을 내세요. 평균 곡선은 자리마다 어떤 값을 내나요?",
        ),
        text(
            en="Square the distance of that mean from `truth`, *then* average over the places. The variance never looks at `truth`.",
            ko="그 평균이 `truth`에서 떨어진 거리를 제곱한 *다음* 자리에 걸쳐 평균을 내세요. 분산을 구할 때는 `truth`를 보지 않습니다.",
        ),
        text(
            en="`((fits.mean(axis=0) - truth) ** 2).mean()` and `fits.var(axis=0).mean()`",
            ko="`((fits.mean(axis=0) - truth) ** 2).mean()`과 `fits.var(axis=0).mean()`",
        ),
    ],
    idea=text(
        en=(
            "Bias is what all fits get wrong together, variance is what they get wrong each on its own. More data cures the second, "
            "never the first."
        ),
        ko=(
            "편향은 모두가 함께 틀리는 만큼이고, 분산은 저마다 따로 틀리는 만큼입니다. 데이터를 늘리면 분산은 나아지지만 "
            "편향은 나아지지 않습니다."
        ),
    ),
)


# First weights

DRAW = "initialise(n_in, n_out, scheme, np.random.default_rng(seed))"
SHAPE = text(
    en="One row for each input, one column for each unit: `(n_in, n_out)`.",
    ko="입력마다 행 하나, 유닛마다 열 하나입니다. `(n_in, n_out)`이 필요합니다.",
)


def slip_of_std(got, scheme, n_in, n_out):
    """Recognise what a wrong standard deviation comes from."""
    factor = {"xavier": 1, "he": 2}.get(scheme, 0)
    missing_root = text(
        en="This is the variance. `rng.normal` wants the standard deviation: take the root.",
        ko="이것은 분산입니다. `rng.normal`에 필요한 것은 표준편차이므로 제곱근을 취하세요.",
    )
    outputs = text(
        en="Count what comes *in*: `n_in`, the rows of the array, not `n_out`.",
        ko="*들어오는* 것을 세세요. 배열의 열 개수 `n_out`이 아니라 행 개수 `n_in`입니다.",
    )
    flat = text(
        en="A uniform draw from -a to a has the standard deviation a / √3: make a larger by that root.",
        ko="-a에서 a까지 고르게 뽑으면 표준편차가 a / √3입니다. a를 그만큼 키우세요.",
    )
    other = text(
        en="The two schemes are swapped, or the factor 2 is in the wrong one: He has it.",
        ko="두 방식이 바뀌었거나 2를 곱하는 곳이 틀렸습니다. 2는 He에 있습니다.",
    )
    known = [
        (0.01, text(en="0.01 is for `small` only.", ko="0.01은 `small`에만 씁니다.")),
        (
            1,
            text(
                en=(
                    "The numbers still have standard deviation 1. Multiply them, or write `rng.normal(0, std, …)`: the *second* "
                    "argument is the standard deviation."
                ),
                ko=("아직 표준편차가 1인 수입니다. 알맞은 값을 곱하거나 `rng.normal(0, std, …)`로 쓰세요. 표준편차는 *둘째* 인수입니다."),
            ),
        ),
    ]
    whole_root = text(
        en="Everything belongs under the root, the 2 and `n_in` alike: `np.sqrt(2 / n_in)`.",
        ko="2도 `n_in`도 모두 제곱근 안에 들어갑니다. `np.sqrt(2 / n_in)`입니다.",
    )
    upside_down = text(
        en="Upside down: the more inputs, the *smaller* the weights. `n_in` goes below the fraction bar.",
        ko="위아래가 바뀌었습니다. 입력이 많을수록 가중치는 *작아야* 합니다. `n_in`은 분모에 둡니다.",
    )
    if factor:
        known += [
            (factor / n_in, missing_root),
            (np.sqrt(factor / n_out), outputs),
            (np.sqrt((3 - factor) / n_in), other),
            (np.sqrt(factor / n_in / 3), flat),
            (np.sqrt(n_in / factor), upside_down),
            (np.sqrt(n_in), upside_down),
        ]
    if scheme == "he":
        known += [(np.sqrt(2) / n_in, whole_root), (2 / np.sqrt(n_in), whole_root)]
    return next((words for value, words in known if abs(got / value - 1) < 0.06), None)


def check_std(student, expect, scheme, n_in, n_out, seed=1):
    """Compare the standard deviation of many draws with what the scheme may have."""
    allowed = {
        "small": [0.01],
        "xavier": [np.sqrt(1 / n_in), np.sqrt(2 / (n_in + n_out))],
        "he": [np.sqrt(2 / n_in)],
    }[scheme]
    got = expect.array(student.eval(DRAW, n_in=n_in, n_out=n_out, scheme=scheme, seed=seed), shape=(n_in, n_out), hint=SHAPE)
    std, mean = float(got.std()), float(got.mean())
    expect.is_true(
        abs(mean) < 0.05 * max(std, allowed[0]),
        text(
            en=f"For `{scheme}` the mean of the weights is {mean:.3g}; it should be close to 0.",
            ko=f"`{scheme}`에서 가중치의 평균이 {mean:.3g}입니다. 0에 가까워야 합니다.",
        ),
        hint=text(
            en="`rng.normal(0, …)` or `rng.standard_normal(…)` has mean 0; `rng.random` runs from 0 to 1 and has not.",
            ko="`rng.normal(0, …)`이나 `rng.standard_normal(…)`은 평균이 0입니다. `rng.random`은 0에서 1까지라서 그렇지 않습니다.",
        ),
    )
    wanted = " or ".join(f"{value:.4g}" for value in dict.fromkeys(np.round(allowed, 6)))
    expect.is_true(
        any(abs(std / value - 1) < 0.05 for value in allowed),
        text(
            en=f"With {n_in} inputs and {n_out} units, `{scheme}` has the standard deviation {std:.4g}; it should be about {wanted}.",
            ko=(
                f"입력이 {n_in}개, 유닛이 {n_out}개일 때 `{scheme}`의 표준편차가 {std:.4g}입니다. "
                f"{wanted.replace(' or ', ' 또는 ')}쯤이어야 합니다."
            ),
        ),
        hint=slip_of_std(std, scheme, n_in, n_out),
    )


@check("initialise", title=text(en="small: 0.01, whatever the layer", ko="small: 층과 상관없이 0.01"))
def small_has_std_one_hundredth(student, expect):
    check_std(student, expect, "small", 300, 200)


@check("initialise", title=text(en="Xavier keeps a tanh signal in size", ko="Xavier: tanh의 신호 크기를 지킵니다"))
def xavier_goes_by_what_comes_in(student, expect):
    check_std(student, expect, "xavier", 400, 100)


@check("initialise", title=text(en="He makes up for ReLU's silent half", ko="He: ReLU가 버린 절반을 메웁니다"))
def he_makes_up_for_the_silent_half(student, expect):
    check_std(student, expect, "he", 400, 100)
    check_std(student, expect, "he", 100, 500)


@check("initialise", title=text(en="draws from the `rng` it is given", ko="받은 `rng`로 뽑습니다"))
def draws_from_the_generator_it_is_given(student, expect):
    twice = "(lambda rng: (initialise(30, 20, 'he', rng), initialise(30, 20, 'he', rng)))(np.random.default_rng(1))"
    first, second = student.eval(twice)
    expect.is_true(
        not np.array_equal(expect.array(first), expect.array(second)),
        text(
            en="Two layers drawn one after the other are exactly alike.",
            ko="두 층을 이어서 뽑았는데 완전히 똑같습니다.",
        ),
        hint=text(
            en="Do not make a generator inside the function: it would start afresh each time. Draw from `rng`.",
            ko="함수 안에서 난수 생성기를 만들지 마세요. 부를 때마다 처음부터 다시 시작합니다. `rng`에서 뽑으세요.",
        ),
    )
    again, _ = student.eval(twice)
    expect.is_true(
        np.array_equal(expect.array(first), expect.array(again)),
        text(
            en="Two generators with the same seed should give the same weights, but they differ.",
            ko="시드가 같은 난수 생성기에서는 같은 가중치가 나와야 하는데 서로 다릅니다.",
        ),
        hint=text(
            en="Draw from `rng`, not from `np.random`: only then can a training be repeated.",
            ko="`np.random`이 아니라 `rng`에서 뽑으세요. 그래야 학습을 그대로 되풀이할 수 있습니다.",
        ),
    )


# Optimizers: each rule takes a place, a slope and a memory of its own for every array, and gives the next place.

START = {"w": np.array([[1.0, -2.0], [0.5, 3.0]]), "b": np.array([0.3, -0.1])}
SLOPES = [
    {"w": np.array([[0.5, -1.0], [2.0, 0.25]]), "b": np.array([-0.4, 1.5])},
    {"w": np.array([[1.5, 0.5], [-1.0, 0.75]]), "b": np.array([-0.8, -0.5])},
    {"w": np.array([[-0.25, 2.0], [1.0, -0.5]]), "b": np.array([1.2, 0.6])},
    {"w": np.array([[0.75, 1.0], [0.5, 1.25]]), "b": np.array([0.2, 0.9])},
]
WALK = {
    "Momentum": "walk(Momentum(learning_rate=learning_rate, momentum=momentum), start, slopes)",
    "RMSprop": "walk(RMSprop(learning_rate=learning_rate, decay=decay, epsilon=epsilon), start, slopes)",
    "Adam": "walk(Adam(learning_rate=learning_rate, beta_1=beta_1, beta_2=beta_2, epsilon=epsilon), start, slopes)",
    "AdamW": "walk(AdamW(learning_rate=learning_rate, weight_decay=weight_decay), start, slopes)",
}
GIVEN = {
    "Momentum": {"learning_rate": 0.1, "momentum": 0.9},
    "RMSprop": {"learning_rate": 0.1, "decay": 0.9, "epsilon": 1e-7},
    "Adam": {"learning_rate": 0.05, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7},
    "AdamW": {"learning_rate": 0.01, "weight_decay": 0.5},
}
COMMON = {
    "uphill": text(
        en="You walk uphill: the gradient points up, so it has to be subtracted.",
        ko="오르막으로 가고 있습니다. 기울기는 오르막을 가리키므로 빼야 합니다.",
    ),
    "plain": text(
        en="This is plain gradient descent: nothing of the earlier gradients is in it. Keep it in `self` from call to call.",
        ko="이것은 보통 경사 하강법입니다. 지난 기울기가 들어 있지 않습니다. 부를 때마다 이어지도록 `self`에 담아 두세요.",
    ),
    "no rate": text(en="The learning rate is missing: `self.learning_rate`.", ko="학습률 `self.learning_rate`가 빠졌습니다."),
    "shared": text(
        en="All arrays share one memory. Keep one for every name, as in `self.velocity[name]`.",
        ko="모든 배열이 기억 하나를 함께 쓰고 있습니다. `self.velocity[name]`처럼 이름마다 따로 두세요.",
    ),
    "still": text(en="The parameters do not move.", ko="파라미터가 움직이지 않습니다."),
}

SQUARED = text(en="The running mean is of the *squared* gradients.", ko="이동 평균은 기울기의 *제곱*으로 구합니다.")


def momentum_rule(kind=""):
    """Momentum, right or with a slip."""

    def rule(w, g, memory, given, _t):
        rate, share = given["learning_rate"], given["momentum"]
        old = memory["v"]
        v = {
            "uphill": share * old + rate * g,
            "plain": -rate * g,
            "no rate": share * old - g,
            "averaged": share * old - rate * (1 - share) * g,
            "forgetful": rate * (share * old - g) if kind == "forgetful" else 0,
            "growing": old - rate * g,
        }.get(kind, share * old - rate * g)
        memory["v"] = v
        if kind == "twice":
            return w + share * v
        if kind == "late":
            return w + old
        return w + (share * v - rate * g if kind == "nesterov" else v)

    return rule


def rmsprop_rule(kind=""):
    """RMSprop, right or with a slip."""

    def rule(w, g, memory, given, _t):
        rate, share, epsilon = given["learning_rate"], given["decay"], given["epsilon"]
        old = memory["s"]
        memory["s"] = {
            "sum": old + g**2,
            "swapped": (1 - share) * old + share * g**2,
            "not squared": share * old + (1 - share) * np.abs(g),
            "signed": share * old + (1 - share) * g,
            "one for all": share * old + (1 - share) * np.mean(g**2),
            "forgetful": (1 - share) * g**2,
            "latest": g**2,
            "unweighted": share * old + g**2,
        }.get(kind, share * old + (1 - share) * g**2)
        mean = old if kind == "late" else memory["s"]
        root = np.sqrt(mean + epsilon)
        step = {"plain": g, "no root": g / (mean + epsilon), "no gradient": 1 / root, "multiplied": g * root}.get(kind, g / root)
        return w + {"uphill": rate, "no rate": -1}.get(kind, -rate) * step

    return rule


def adam_rule(kind=""):
    """Adam, right or with a slip."""

    def rule(w, g, memory, given, t):
        rate, first, second, epsilon = (given[name] for name in ("learning_rate", "beta_1", "beta_2", "epsilon"))
        if kind == "swapped":
            first, second = second, first
        m = first * memory["m"] + (1 - first) * g
        s = second * memory["s"] + (1 - second) * (m if kind == "mean squared" else g) ** 2
        if kind != "forgetful":
            memory["m"], memory["s"] = m, s
        one, other = 1 - first**t, 1 - second**t
        one, other = {
            "uncorrected": (1, 1),
            "only squares": (1, other),
            "only means": (one, 1),
            "always one": (1 - first, 1 - second),
            "one beta": (one, one),
            "times t": (1 - first * t, 1 - second * t),
            "multiplied": (1 / one, 1 / other),
        }.get(kind, (one, other))
        mean, square = g if kind == "rms" else m / one, s / other
        if kind == "stored":
            memory["m"], memory["s"] = mean, square
        step = mean / ((square if kind == "no root" else np.sqrt(square)) + epsilon)
        return w + {"uphill": rate, "no rate": -1}.get(kind, -rate) * step

    return rule


def adamw_rule(kind=""):
    """AdamW, right or with a slip; Adam inside with its usual settings."""
    adam = adam_rule()

    def rule(w, g, memory, given, t):
        given = {
            "learning_rate": given["learning_rate"],
            "weight_decay": given["weight_decay"],
            "beta_1": 0.9,
            "beta_2": 0.999,
            "epsilon": 1e-7,
        }
        rate, decay = given["learning_rate"], given["weight_decay"]
        if kind == "new adam":
            memory, t = defaultdict(float), 1
        if kind == "l2":
            return adam(w, g + decay * w, memory, given, t)
        if kind == "only decay":
            return (1 - rate * decay) * w
        if kind == "afterwards":
            return (1 - rate * decay) * adam(w, g, memory, given, t)
        if kind == "no weight":
            return adam(w - rate * decay, g, memory, given, t)
        factor = {"no rate": 1 - decay, "growing": 1 + rate * decay, "share": rate * decay, "plain": 1}.get(kind, 1 - rate * decay)
        return adam(factor * w, g, memory, given, t)

    return rule


def follow(rule, given, start, slopes, *, shared=False, counted="steps"):
    """Walk as a rule does; give the place after every step, with names such as "w, t = 1"."""
    memories, places, found, calls = defaultdict(lambda: defaultdict(float)), dict(start), {}, 0
    with np.errstate(all="ignore"):
        for t, gradients in enumerate(slopes, start=1):
            for name, g in gradients.items():
                calls += 1
                count = calls if counted == "arrays" else t
                places[name] = rule(places[name], g, memories["all" if shared else name], given, count)
                found[f"{name}, t = {t}"] = places[name]
    return found


SLIPS = {
    "Momentum": [
        *((momentum_rule(kind), COMMON[kind]) for kind in ("uphill", "plain", "no rate")),
        (
            momentum_rule("averaged"),
            text(
                en="Your velocity is an average: the gradient is multiplied by 1 - momentum. Here it counts in full.",
                ko="속도가 평균이 되어 있습니다. 기울기에 1 - 모멘텀이 곱해졌습니다. 여기에서는 기울기를 그대로 씁니다.",
            ),
        ),
        (
            momentum_rule("forgetful"),
            text(
                en="The learning rate belongs to the gradient alone. You also multiply the old velocity by it.",
                ko="학습률은 기울기에만 곱합니다. 지난 속도에도 곱하고 있습니다.",
            ),
        ),
        (
            momentum_rule("growing"),
            text(
                en="The old velocity never fades: multiply it by `self.momentum`.",
                ko="지난 속도가 줄어들지 않습니다. `self.momentum`을 곱하세요.",
            ),
        ),
        (
            momentum_rule("late"),
            text(
                en="You step with the velocity of the step before. First the new velocity, then the move.",
                ko="앞 스텝의 속도로 움직이고 있습니다. 새 속도를 먼저 구하고 나서 움직이세요.",
            ),
        ),
        (
            momentum_rule("twice"),
            text(
                en="You multiply the new velocity by the momentum once more: the step is the velocity itself.",
                ko="새 속도에 모멘텀을 한 번 더 곱했습니다. 움직일 때는 속도를 그대로 더합니다.",
            ),
        ),
        (
            momentum_rule("nesterov"),
            text(
                en="This is Nesterov's momentum, a good optimizer, but another one: here the step is just the velocity.",
                ko="이것은 네스테로프 모멘텀입니다. 좋은 옵티마이저이지만 다른 것입니다. 여기에서는 속도만큼만 움직입니다.",
            ),
        ),
    ],
    "RMSprop": [
        *((rmsprop_rule(kind), COMMON[kind]) for kind in ("uphill", "plain", "no rate")),
        (
            rmsprop_rule("sum"),
            text(
                en=(
                    "The squares only pile up, so steps get shorter for ever (that is AdaGrad). Let the old mean fade: multiply "
                    "it by `self.decay`."
                ),
                ko=(
                    "제곱이 쌓이기만 해서 걸음이 끝없이 짧아집니다(그것은 AdaGrad입니다). 지난 평균에 `self.decay`를 곱해 "
                    "희미해지게 하세요."
                ),
            ),
        ),
        (
            rmsprop_rule("swapped"),
            text(
                en="`self.decay` belongs to the *old* mean, the rest to the new square. You have them the other way round.",
                ko="`self.decay`는 *지난* 평균에, 나머지 비율은 새 제곱에 곱합니다. 서로 바뀌었습니다.",
            ),
        ),
        (rmsprop_rule("not squared"), SQUARED),
        (rmsprop_rule("signed"), SQUARED),
        (
            rmsprop_rule("one for all"),
            text(
                en="All numbers of an array share one mean. Square element by element: every parameter has a mean of its own.",
                ko="배열의 수들이 평균 하나를 함께 쓰고 있습니다. 원소마다 제곱하세요. 평균은 파라미터 하나하나마다 따로입니다.",
            ),
        ),
        (
            rmsprop_rule("no gradient"),
            text(
                en="The gradient is missing above the fraction bar: without it a step has no direction.",
                ko="분자에 기울기가 빠졌습니다. 기울기가 없으면 어느 쪽으로 갈지 알 수 없습니다.",
            ),
        ),
        (
            rmsprop_rule("multiplied"),
            text(en="*Divide* by the root; you multiply.", ko="제곱근을 곱하지 말고 *나누세요*."),
        ),
        (
            rmsprop_rule("no root"),
            text(
                en="Divide by the *root* of the running mean: `np.sqrt`.", ko="이동 평균의 *제곱근*으로 나누세요. `np.sqrt`를 쓰면 됩니다."
            ),
        ),
        (
            rmsprop_rule("forgetful"),
            text(
                en="The mean of the step before is lost: it has to be kept in `self.squares[name]` and used again.",
                ko="앞 스텝의 평균이 사라졌습니다. `self.squares[name]`에 담아 두었다가 다시 써야 합니다.",
            ),
        ),
        (
            rmsprop_rule("latest"),
            text(
                en="You divide by the size of this one gradient, so only its sign is left. The mean of the steps before belongs in it.",
                ko="이번 기울기의 크기로만 나누어서 부호만 남았습니다. 앞 스텝들의 평균이 들어가야 합니다.",
            ),
        ),
        (
            rmsprop_rule("unweighted"),
            text(en="The new square counts only `1 - self.decay` times.", ko="새 제곱에는 `1 - self.decay`를 곱해야 합니다."),
        ),
        (
            rmsprop_rule("late"),
            text(en="First update the running mean, then divide by it.", ko="이동 평균을 먼저 갱신하고 나서 그것으로 나누세요."),
        ),
    ],
    "Adam": [
        *((adam_rule(kind), COMMON[kind]) for kind in ("uphill", "no rate")),
        (
            adam_rule("uncorrected"),
            text(
                en=(
                    "The bias correction is missing: the first step should be one learning rate long, and yours is about 3.16 times "
                    "that. Divide the mean by `1 - self.beta_1**self.t` and the squares by `1 - self.beta_2**self.t`."
                ),
                ko=(
                    "편향 보정이 빠졌습니다. 첫걸음은 학습률만큼이어야 하는데 그 3.16배쯤입니다. 평균은 `1 - self.beta_1**self.t`로, "
                    "제곱은 `1 - self.beta_2**self.t`로 나누세요."
                ),
            ),
        ),
        (
            adam_rule("only means"),
            text(
                en="Only the mean is corrected, so the first step is far too long. Divide the squares by `1 - self.beta_2**self.t`, too.",
                ko="평균만 보정해서 첫걸음이 너무 깁니다. 제곱도 `1 - self.beta_2**self.t`로 나누세요.",
            ),
        ),
        (
            adam_rule("only squares"),
            text(
                en=(
                    "Only the squares are corrected, so the first step is ten times too short. Divide the mean by `1 - "
                    "self.beta_1**self.t`, too."
                ),
                ko="제곱만 보정해서 첫걸음이 열 배 짧습니다. 평균도 `1 - self.beta_1**self.t`로 나누세요.",
            ),
        ),
        (
            adam_rule("stored"),
            text(
                en="The corrected means are stored, so the next step corrects them again. Keep the uncorrected ones in `self`.",
                ko="보정한 평균을 담아 두어서 다음 스텝에서 또 보정됩니다. `self`에는 보정하지 않은 것을 두세요.",
            ),
        ),
        (
            adam_rule("always one"),
            text(
                en="The correction does not change from step to step: `self.t` has to grow by 1 with every call.",
                ko="보정이 스텝마다 똑같습니다. `self.t`가 부를 때마다 1씩 커져야 합니다.",
            ),
        ),
        (
            adam_rule("swapped"),
            text(
                en="`self.beta_1` is for the mean, `self.beta_2` for the squares.",
                ko="`self.beta_1`은 평균에, `self.beta_2`는 제곱에 씁니다.",
            ),
        ),
        (
            adam_rule("no root"),
            text(
                en="Divide by the *root* of the corrected squares: `np.sqrt`.",
                ko="보정한 제곱의 *제곱근*으로 나누세요. `np.sqrt`를 쓰면 됩니다.",
            ),
        ),
        (
            adam_rule("times t"),
            text(
                en="Beta to the *power* of t: `self.beta_1**self.t`, with two stars.",
                ko="곱하기가 아니라 *거듭제곱*입니다. 별표 두 개를 써서 `self.beta_1**self.t`로 쓰세요.",
            ),
        ),
        (
            adam_rule("one beta"),
            text(
                en="The squares are corrected with `self.beta_1`; they need `self.beta_2`, the beta they were averaged with.",
                ko="제곱을 `self.beta_1`로 보정했습니다. 평균을 낼 때 쓴 `self.beta_2`로 보정해야 합니다.",
            ),
        ),
        (
            adam_rule("multiplied"),
            text(
                en="The uncorrected means are too small: *divide* by 1 - β to the t; you multiply.",
                ko="보정하기 전의 평균은 너무 작습니다. 1 - β의 t제곱을 곱하지 말고 *나누세요*.",
            ),
        ),
        (
            adam_rule("forgetful"),
            text(
                en="The means of the step before are lost: keep them in `self.means[name]` and `self.squares[name]`.",
                ko="앞 스텝의 평균이 사라졌습니다. `self.means[name]`과 `self.squares[name]`에 담아 두세요.",
            ),
        ),
        (
            adam_rule("mean squared"),
            text(en="The squares are of the gradient itself, not of its mean.", ko="제곱은 평균이 아니라 기울기 자체의 제곱입니다."),
        ),
        (
            adam_rule("rms"),
            text(
                en="You step along the gradient, as RMSprop does. Adam steps along the *mean* of the gradients.",
                ko="RMSprop처럼 기울기 방향으로 움직이고 있습니다. Adam은 기울기의 *평균* 방향으로 움직입니다.",
            ),
        ),
    ],
    "AdamW": [
        (
            adamw_rule("l2"),
            text(
                en=(
                    "The decay went into the gradient, where Adam divides it by the gradients' size: that is the L2 penalty. "
                    "Shrink the parameters themselves."
                ),
                ko="감쇠를 기울기에 넣어서 Adam이 기울기의 크기로 나누어 버립니다. 그것은 L2 벌점입니다. 파라미터 자체를 줄이세요.",
            ),
        ),
        (
            adamw_rule("no rate"),
            text(
                en="That shrinks far too fast: the decay is multiplied by the learning rate.",
                ko="너무 빨리 줄어듭니다. 감쇠에는 학습률을 곱합니다.",
            ),
        ),
        (
            adamw_rule("growing"),
            text(
                en="The parameters grow instead of shrinking: 1 *minus* the decay.",
                ko="파라미터가 줄지 않고 커집니다. 1에서 감쇠를 *빼야* 합니다.",
            ),
        ),
        (
            adamw_rule("share"),
            text(
                en="What is left is 1 minus that share; you keep only the share.",
                ko="남는 것은 1에서 그 몫을 뺀 만큼인데, 그 몫만 남겼습니다.",
            ),
        ),
        (
            adamw_rule("plain"),
            text(
                en="This is Adam without decay: are *all* parameters shrunk, and the shrunk ones handed on?",
                ko="감쇠가 없는 Adam입니다. 파라미터를 *모두* 줄여서, 줄인 것을 넘겼나요?",
            ),
        ),
        (
            adamw_rule("no weight"),
            text(
                en="You subtract the same number everywhere. What goes off is a *share* of each parameter: multiply.",
                ko="어디에서나 똑같은 수를 뺐습니다. 빼는 것은 파라미터마다 그 값의 일정한 *비율*입니다. 곱하세요.",
            ),
        ),
        (
            adamw_rule("new adam"),
            text(
                en="A new Adam at every step forgets its means. Use `self.adam`.",
                ko="스텝마다 Adam을 새로 만들면 평균을 잊어버립니다. `self.adam`을 쓰세요.",
            ),
        ),
        (
            adamw_rule("only decay"),
            text(
                en="The parameters only shrink. Then `self.adam.step` has to take its step.",
                ko="파라미터가 줄기만 합니다. 그다음 `self.adam.step`이 걸음을 떼야 합니다.",
            ),
        ),
    ],
}
ALSO_RIGHT = {"AdamW": [adamw_rule("afterwards")]}
RULES = {"Momentum": momentum_rule(), "RMSprop": rmsprop_rule(), "Adam": adam_rule(), "AdamW": adamw_rule()}
ONCE_A_CALL = text(
    en="`self.t` grows more than once per step: count before the loop over names, not inside it.",
    ko="`self.t`가 스텝마다 한 번보다 많이 커집니다. 이름을 도는 반복문 안이 아니라 그 앞에서 세세요.",
)
FROM_ONE = text(
    en="At the first step `self.t` is still 0, and 1 - β⁰ = 0 is divided by. Count first, then correct.",
    ko="첫 스텝에서 `self.t`가 아직 0이라서 1 - β⁰ = 0으로 나누게 됩니다. 먼저 세고 나서 보정하세요.",
)


def alike(one, other):
    """Say whether two walks agree within the tolerance of `expect.gradients`."""
    return all(
        one[name].shape == place.shape and np.allclose(one[name], place, rtol=1e-4, atol=1e-5, equal_nan=True)
        for name, place in other.items()
    )


def slip_of_walk(optimizer, got, given, start, slopes):
    """Find the slip that explains every step of a walk."""
    pairs = [(np.ndim(place), np.ndim(start[name.split(",")[0]])) for name, place in got.items()]
    if any(one > other for one, other in pairs):
        return COMMON["shared"]
    if not all(np.shape(place) == np.shape(start[name.split(",")[0]]) for name, place in got.items()):
        return None
    if optimizer == "Adam" and not np.isfinite(got["w, t = 1"]).any():
        return FROM_ONE
    right = RULES[optimizer]
    walks = [({name: start[name.split(",")[0]] for name in got}, COMMON["still"])]
    walks += [(follow(rule, given, start, slopes), words) for rule, words in SLIPS[optimizer]]
    walks += [(follow(right, given, start, slopes, shared=True), COMMON["shared"])]
    walks += [(follow(right, given, start, slopes, counted="arrays"), ONCE_A_CALL)] * (optimizer == "Adam")
    return next((words for walk, words in walks if alike(got, walk)), None)


def places_of(optimizer, student, expect, given, start, slopes):
    """Let the student's optimizer walk, and name every place as `follow` does."""
    walked = student.eval(WALK[optimizer], **given, start=start, slopes=slopes)
    whole = isinstance(walked, list) and len(walked) == len(slopes) and all(isinstance(place, dict) for place in walked)
    expect.is_true(
        whole and all(set(place) == set(start) for place in walked),
        text(
            en=f"`step` of `{optimizer}` should return a dict with the same names as `parameters`, every time.",
            ko=f"`{optimizer}`의 `step`은 언제나 `parameters`와 이름이 같은 dict를 돌려주어야 합니다.",
        ),
    )
    return {f"{name}, t = {t}": place[name] for t, place in enumerate(walked, start=1) for name in start}


def check_walk(optimizer, student, expect, start=None, slopes=None, **given):
    """Compare a walk with the rule, step by step and array by array."""
    start, slopes, given = start or START, slopes or SLOPES, given or GIVEN[optimizer]
    got = places_of(optimizer, student, expect, given, start, slopes)
    numbers = {name: np.asarray(value, dtype=float) for name, value in got.items() if isinstance(value, np.ndarray | float | int | list)}
    wanted = follow(RULES[optimizer], given, start, slopes)
    comparable = len(numbers) == len(got)
    if comparable and any(alike(numbers, follow(rule, given, start, slopes)) for rule in ALSO_RIGHT.get(optimizer, ())):
        return
    expect.gradients(got, wanted, hint=slip_of_walk(optimizer, numbers, given, start, slopes) if comparable else None)


def check_returned(optimizer, student, expect):
    """See that one step gives a dict with the right names."""
    expression = WALK[optimizer].replace("walk(", "").replace(", start, slopes)", ".step(start, gradients)")
    got = student.eval(expression, **GIVEN[optimizer], start=START, gradients=SLOPES[0])
    expect.is_true(
        isinstance(got, dict) and set(got) == set(START),
        text(
            en=f"`step` should return a dict with the names of `parameters`, here `w` and `b`; it returns {describe(got)}.",
            ko=(
                "`step`은 `parameters`와 이름이 같은 dict를 돌려주어야 합니다. 여기에서는 `w`와 `b`입니다. 나온 것은 "
                f"{describe(got)}입니다."
            ),
        ),
        hint=text(
            en="Fill a new dict, one name after the other, and `return` it after the loop.",
            ko="새 dict에 이름을 하나씩 채우고, 반복문이 끝난 뒤에 `return`으로 돌려주세요.",
        ),
    )


def describe(got):
    """Name what came instead of a dict."""
    return f"`{type(got).__name__}`" if not isinstance(got, dict) else f"`{', '.join(map(str, got))}`"


def check_untouched(optimizer, student, expect):
    """See that parameters and gradients are as they were."""
    made = WALK[optimizer].replace("walk(", "").replace(", start, slopes)", "")
    before, slopes = START, SLOPES[0]
    _, start, gradients = student.eval(
        f"(lambda optimizer, start, gradients: (optimizer.step(start, gradients), start, gradients))({made}, start, gradients)",
        **GIVEN[optimizer],
        start={name: array.copy() for name, array in before.items()},
        gradients={name: array.copy() for name, array in slopes.items()},
    )
    for got, wanted, en, ko in ((start, before, "parameters", "파라미터"), (gradients, slopes, "gradients", "기울기")):
        same = isinstance(got, dict) and set(got) == set(wanted) and all(np.array_equal(got[name], wanted[name]) for name in wanted)
        expect.is_true(
            same,
            text(en=f"`step` changed the {en} it was given.", ko=f"`step`이 받은 {ko} 값을 바꾸어 버렸습니다."),
            hint=text(
                en=(
                    "`+=`, `-=` and `[...] =` write into the arrays and dicts themselves, and `parameters.copy()` copies the dict but "
                    "not its arrays. Compute new arrays, and put them into a new dict."
                ),
                ko=(
                    "`+=`, `-=`, `[...] =`는 받은 배열과 dict에 직접 씁니다. `parameters.copy()`는 dict만 복사하고 배열은 복사하지 "
                    "않습니다. 배열을 새로 계산해서 새 dict에 담으세요."
                ),
            ),
        )


@check("Momentum", title=text(en="the first step is that of gradient descent", ko="첫걸음은 경사 하강법과 같습니다"))
def momentum_starts_like_gradient_descent(student, expect):
    check_returned("Momentum", student, expect)
    check_walk("Momentum", student, expect, slopes=SLOPES[:1])


@check("Momentum", weight=2, title=text(en="later steps carry the velocity along", ko="그다음부터는 속도가 이어집니다"))
def momentum_carries_its_velocity_along(student, expect):
    check_walk("Momentum", student, expect)


@check("Momentum", title=text(en="leaves its arguments alone", ko="받은 값을 바꾸지 않습니다"))
def momentum_leaves_its_arguments_alone(student, expect):
    check_untouched("Momentum", student, expect)


@check("RMSprop", weight=2, title=text(en="divides by the recent size of the gradients", ko="요즈음의 기울기 크기로 나눕니다"))
def rmsprop_divides_by_recent_size(student, expect):
    check_returned("RMSprop", student, expect)
    check_walk("RMSprop", student, expect)


@check("RMSprop", title=text(en="a gradient of 0 moves nothing", ko="기울기가 0이면 움직이지 않습니다"))
def rmsprop_stays_where_there_is_no_slope(student, expect):
    check_flat("RMSprop", student, expect)


def check_flat(optimizer, student, expect):
    """A slope of exactly 0 must not become nan."""
    flat = {"w": np.zeros((2, 2)), "b": np.array([0.0, 1.0])}
    got = places_of(optimizer, student, expect, GIVEN[optimizer], START, [flat])
    expect.close(
        got["w, t = 1"],
        START["w"],
        hint=text(
            en="0 divided by 0 is `nan`: `self.epsilon` in the denominator prevents it.",
            ko="0을 0으로 나누면 `nan`입니다. 분모의 `self.epsilon`이 그것을 막아 줍니다.",
        ),
        where=text(en="with all gradients of `w` equal to 0", ko="`w`의 기울기가 모두 0일 때"),
    )


@check("RMSprop", title=text(en="leaves its arguments alone", ko="받은 값을 바꾸지 않습니다"))
def rmsprop_leaves_its_arguments_alone(student, expect):
    check_untouched("RMSprop", student, expect)


@check("Adam", title=text(en="the first step is one learning rate long", ko="첫걸음은 학습률만큼입니다"))
def adam_starts_with_one_learning_rate(student, expect):
    check_returned("Adam", student, expect)
    check_walk("Adam", student, expect, slopes=SLOPES[:1])


@check("Adam", weight=2, title=text(en="both means, corrected at every step", ko="두 평균을 스텝마다 보정합니다"))
def adam_corrects_both_means_at_every_step(student, expect):
    check_walk("Adam", student, expect)


@check("Adam", title=text(en="a gradient of 0 moves nothing, arguments stay", ko="기울기가 0이면 그대로이고, 받은 값을 바꾸지 않습니다"))
def adam_leaves_its_arguments_alone(student, expect):
    check_flat("Adam", student, expect)
    check_untouched("Adam", student, expect)


@check("AdamW", weight=2, title=text(en="shrinks every parameter, then steps as Adam", ko="파라미터를 줄인 다음 Adam처럼 움직입니다"))
def adamw_shrinks_and_steps(student, expect):
    check_returned("AdamW", student, expect)
    check_walk("AdamW", student, expect)


@check("AdamW", title=text(en="leaves its arguments alone", ko="받은 값을 바꾸지 않습니다"))
def adamw_leaves_its_arguments_alone(student, expect):
    check_untouched("AdamW", student, expect)


# Batch normalisation

X = np.array([[1.0, 10.0, -3.0], [2.0, 30.0, 0.5], [4.0, 20.0, 2.0], [9.0, 60.0, 1.5]])
GAMMA, BETA, EPSILON = np.array([1.0, 2.0, -0.5]), np.array([0.0, 5.0, 1.0]), 1e-3
FORWARD = "batch_norm_forward(x, gamma, beta, epsilon)"


def normalised(x, gamma, beta, epsilon, *, axis=0, ddof=0, power=0.5):
    """Batch normalisation, right or with a slip."""
    std = (x.var(axis=axis, ddof=ddof, keepdims=True) + epsilon) ** power
    hat = (x - x.mean(axis=axis, keepdims=True)) / std
    return gamma * hat + beta, hat, std


def three(got, expect):
    """Take the three things apart, whatever holds them."""
    expect.is_true(
        isinstance(got, tuple | list) and len(got) == 3,
        text(
            en=f"`batch_norm_forward` should return three things, the output, x-hat and sigma; it returns `{type(got).__name__}`.",
            ko=(
                f"`batch_norm_forward`는 출력, 정규화한 값, 표준편차 세 가지를 돌려주어야 합니다. 나온 것은 `{type(got).__name__}` "
                "형입니다."
            ),
        ),
        hint=text(en="`return output, normalised, std`", ko="`return output, normalised, std`"),
    )
    return got


def check_forward(student, expect, x, gamma, beta, epsilon, where=""):
    """Compare x-hat first, then sigma, then the output, and name the usual slips."""
    output, hat, std = three(student.eval(FORWARD, x=x, gamma=gamma, beta=beta, epsilon=epsilon), expect)
    wanted = dict(zip(("output", "hat", "std"), normalised(x, gamma, beta, epsilon), strict=True))
    have = np.asarray(hat, dtype=float) if isinstance(hat, np.ndarray | list) else np.nan
    slips = [
        (
            normalised(x, gamma, beta, epsilon, axis=1)[1],
            text(
                en="You normalise every image (row). Here it is every unit (column): `axis=0`.",
                ko="이미지(행)마다 정규화했습니다. 여기에서는 유닛(열)마다, `axis=0`으로 합니다.",
            ),
        ),
        (
            normalised(x, gamma, beta, epsilon, axis=None)[1],
            text(
                en="One mean for the whole array: give `axis=0`, so that every column has its own.",
                ko="배열 전체의 평균 하나를 썼습니다. 열마다 따로 구하도록 `axis=0`을 주세요.",
            ),
        ),
        (
            normalised(x, gamma, beta, epsilon, ddof=1)[1] if len(x) > 1 else np.nan,
            text(
                en="You divide the squares by N - 1. Here it is N (NumPy's own choice).",
                ko="제곱의 합을 N - 1로 나누었습니다. 여기에서는 N입니다(NumPy의 기본값입니다).",
            ),
        ),
        (
            normalised(x, gamma, beta, epsilon, power=1)[1],
            text(en="You divide by the variance: take its root first.", ko="분산으로 나누었습니다. 먼저 제곱근을 취하세요."),
        ),
        (
            wanted["output"],
            text(
                en="The second thing is already scaled and shifted; x-hat comes before gamma and beta.",
                ko="둘째 값에 이미 크기와 위치가 들어갔습니다. 정규화한 값은 gamma와 beta를 쓰기 전의 것입니다.",
            ),
        ),
        (x / wanted["std"], text(en="The mean has not been subtracted.", ko="평균을 빼지 않았습니다.")),
        (
            x - x.mean(axis=0) / wanted["std"],
            text(
                en="Only the mean is divided by sigma: put brackets around `x - mean`.",
                ko="평균만 표준편차로 나누었습니다. `x - mean`을 괄호로 묶으세요.",
            ),
        ),
        (
            (x - x.mean(axis=0)) / np.sqrt((x**2).mean(axis=0) + epsilon),
            text(
                en="For sigma, subtract the mean *before* you square: `x.var(axis=0)` does.",
                ko="표준편차를 구할 때는 평균을 *먼저* 빼고 제곱합니다. `x.var(axis=0)`이 그렇게 합니다.",
            ),
        ),
        (x - x.mean(axis=0), text(en="Not divided by sigma yet.", ko="아직 표준편차로 나누지 않았습니다.")),
    ]
    hint = next((words for value, words in slips if np.shape(value) == np.shape(have) and np.allclose(have, value, rtol=1e-6)), None)
    if np.shape(have) == wanted["std"].shape[1:] and np.shape(std) == x.shape:
        hint = text(en="The order is output, x-hat, sigma.", ko="순서는 출력, 정규화한 값, 표준편차입니다.")
    expect.close(
        hat, wanted["hat"], rtol=2e-3, atol=1e-3, hint=hint, where=where or text(en="the second array, x-hat", ko="둘째 배열(정규화한 값)")
    )
    spread = np.asarray(std, dtype=float).reshape(-1) if isinstance(std, np.ndarray | list) else std
    variance = np.allclose(spread, wanted["std"].reshape(-1) ** 2) if np.shape(spread) == (x.shape[1],) else False
    expect.close(
        spread,
        wanted["std"].reshape(-1),
        rtol=2e-3,
        hint=text(en="The third thing should be sigma, but is its square.", ko="셋째 값은 표준편차여야 하는데 그 제곱입니다.")
        if variance
        else None,
        where=text(en="the third array, sigma", ko="셋째 배열(표준편차)"),
    )
    swapped = np.shape(output) == x.shape and np.allclose(np.asarray(output, dtype=float), beta * wanted["hat"] + gamma, rtol=1e-3)
    expect.close(
        output,
        wanted["output"],
        rtol=2e-3,
        atol=1e-3,
        hint=text(
            en="gamma and beta are swapped: gamma multiplies, beta is added.",
            ko="gamma와 beta가 바뀌었습니다. gamma는 곱하고 beta는 더합니다.",
        )
        if swapped
        else text(en="The output is gamma times x-hat plus beta.", ko="출력은 gamma 곱하기 정규화한 값 더하기 beta입니다."),
        where=text(en="the first array, the output", ko="첫째 배열(출력)"),
    )


@check(
    "batch_norm_forward",
    weight=2,
    title=text(en="mean 0 and standard deviation 1 per column, then gamma and beta", ko="열마다 평균 0, 표준편차 1, 그다음 gamma와 beta"),
)
def normalises_scales_and_shifts(student, expect):
    check_forward(student, expect, X, GAMMA, BETA, EPSILON)


@check("batch_norm_forward", title=text(en="a unit that says the same to every image", ko="어떤 이미지에나 같은 값을 내는 유닛"))
def survives_a_constant_column(student, expect):
    x, epsilon = X.copy(), 0.01
    x[:, 1] = 7.0
    _, hat, std = three(student.eval(FORWARD, x=x, gamma=GAMMA, beta=BETA, epsilon=epsilon), expect)
    hint = text(
        en="In this column the variance is 0. Add the `epsilon` you are given to it, under the root.",
        ko="이 열은 분산이 0입니다. 받은 `epsilon`을 제곱근 안에서 더하세요.",
    )
    expect.close(hat, normalised(x, GAMMA, BETA, epsilon)[1], rtol=2e-3, atol=1e-3, hint=hint)
    expect.close(
        np.asarray(std, dtype=float).reshape(-1)[1:2],
        [np.sqrt(epsilon)],
        rtol=1e-3,
        hint=hint,
        where=text(en="the third array, sigma", ko="셋째 배열(표준편차)"),
    )


@check("batch_norm_forward", title=text(en="leaves `x` alone", ko="`x`를 바꾸지 않습니다"))
def forward_leaves_its_argument_alone(student, expect):
    _, after = student.eval(
        "(lambda x: (batch_norm_forward(x, gamma, beta, epsilon), x))(x)", x=X.copy(), gamma=GAMMA, beta=BETA, epsilon=EPSILON
    )
    expect.is_true(
        np.array_equal(after, X),
        text(en="`batch_norm_forward` changed the `x` it was given.", ko="`batch_norm_forward`가 받은 `x`를 바꾸어 버렸습니다."),
        hint=text(en="`x -= …` writes into `x` itself. Write `x - …`.", ko="`x -= …`는 `x`에 직접 씁니다. `x - …`로 쓰세요."),
    )


def back(gradient, hat, std, gamma, kind=""):
    """The way back, right or with a slip."""
    mean, along = gradient.mean(axis=0), (gradient * hat).mean(axis=0)
    rest = {
        "fixed": gradient,
        "no mean": gradient - hat * along,
        "no share": gradient - mean,
        "sums": gradient - gradient.sum(axis=0) - hat * (gradient * hat).sum(axis=0),
        "plus": gradient + mean + hat * along,
        "scaled twice": gradient - mean - hat * along / std,
        "whole": gradient - gradient.mean() - hat * (gradient * hat).mean(),
        "rows": gradient - gradient.mean(axis=1, keepdims=True) - hat * (gradient * hat).mean(axis=1, keepdims=True),
        "not along": gradient - mean - along,
    }.get(kind, gradient - mean - hat * along)
    factor = {"no gamma": 1 / std, "no sigma": gamma, "times sigma": gamma * std, "variance": gamma / std**2}.get(kind, gamma / std)
    return factor * rest


BACK_SLIPS = {
    "fixed": text(
        en="This would be right if mu and sigma were fixed. But every x moves them: take out the mean, and the share along x-hat.",
        ko="평균과 표준편차가 정해진 수라면 맞습니다. 하지만 x가 움직이면 둘도 움직입니다. 평균과, 정규화한 값 방향의 몫을 빼세요.",
    ),
    "no mean": text(
        en="The mean of the gradient is not taken out: x moves mu, too.",
        ko="기울기의 평균을 빼지 않았습니다. x가 움직이면 평균도 움직입니다.",
    ),
    "no share": text(
        en="The share along x-hat is not taken out: x moves sigma, too. Subtract x-hat times the mean of gradient times x-hat.",
        ko=(
            "정규화한 값 방향의 몫을 빼지 않았습니다. x가 움직이면 표준편차도 움직입니다. 정규화한 값 곱하기 (기울기와 "
            "정규화한 값의 곱의 평균)을 빼세요."
        ),
    ),
    "sums": text(en="What is taken out are *means* over the batch, not sums.", ko="빼는 것은 배치에 걸친 합이 아니라 *평균*입니다."),
    "plus": text(en="Both parts have to go *out*: minus, not plus.", ko="두 부분을 *빼야* 합니다. 더하기가 아니라 빼기입니다."),
    "scaled twice": text(
        en="x-hat is already divided by sigma: do not divide again.", ko="정규화한 값은 이미 표준편차로 나눈 것입니다. 또 나누지 마세요."
    ),
    "whole": text(
        en="One mean for the whole array: give `axis=0`, so that every column has its own.",
        ko="배열 전체의 평균 하나를 썼습니다. 열마다 따로 구하도록 `axis=0`을 주세요.",
    ),
    "rows": text(
        en="These are means over the units. Take them over the batch, `axis=0`.",
        ko="유닛에 걸친 평균입니다. 배치에 걸쳐 `axis=0`으로 구하세요.",
    ),
    "not along": text(
        en="The second mean still has to be multiplied by x-hat: it is taken out *along* x-hat.",
        ko="둘째 평균에 정규화한 값을 곱해서 빼야 합니다.",
    ),
    "no gamma": text(en="gamma is missing in front.", ko="앞에 gamma가 빠졌습니다."),
    "no sigma": text(en="Divide by sigma.", ko="표준편차로 나누세요."),
    "times sigma": text(en="Divide by sigma; you multiply.", ko="표준편차를 곱하지 말고 나누세요."),
    "variance": text(en="Divide by sigma, not by its square.", ko="표준편차의 제곱이 아니라 표준편차로 나누세요."),
}
WHOLE = text(
    en="Sum over the batch, `axis=0`: one number for each unit, as gamma and beta have.",
    ko="배치에 걸쳐 `axis=0`으로 더하세요. gamma와 beta처럼 유닛마다 수가 하나씩입니다.",
)


def check_backward(student, expect, x, gamma, gradient, epsilon=EPSILON):
    """Compare all three, those of gamma and beta first, and name the usual slips."""
    _, hat, std = normalised(x, gamma, 0, epsilon)
    std = std[0]
    got = student.eval("batch_norm_backward(gradient, normalised, std, gamma)", gradient=gradient, normalised=hat, std=std, gamma=gamma)
    expect.is_true(
        isinstance(got, tuple | list) and len(got) == 3,
        text(
            en=f"`batch_norm_backward` should return three gradients, for x, gamma and beta; it returns `{type(got).__name__}`.",
            ko=f"`batch_norm_backward`는 x, gamma, beta의 기울기 세 개를 돌려주어야 합니다. 나온 것은 `{type(got).__name__}` 형입니다.",
        ),
    )
    wanted = {"beta": gradient.sum(axis=0), "gamma": (gradient * hat).sum(axis=0), "x": back(gradient, hat, std, gamma)}
    named = dict(zip(("x", "gamma", "beta"), got, strict=True))
    expect.gradients({name: named[name] for name in wanted}, wanted, hint=slip_of_backward(named, wanted, gradient, hat, std, gamma))


def slip_of_backward(got, wanted, gradient, hat, std, gamma):
    """Recognise the first array that is wrong."""

    def near(name, value):
        have = got[name]
        return (
            isinstance(have, np.ndarray | list)
            and np.shape(have) == np.shape(value)
            and np.allclose(np.asarray(have, dtype=float), value, rtol=1e-4, atol=1e-6)
        )

    scaled = near("gamma", (gradient * (hat * gamma)).sum(axis=0)) and not np.allclose(gamma, 1)
    slips = [
        (
            near("x", wanted["beta"]) or near("beta", wanted["x"]) or near("gamma", wanted["beta"]),
            text(en="The order is x, gamma, beta.", ko="순서는 x, gamma, beta입니다."),
        ),
        (
            near("beta", gradient.mean(axis=0)) or near("gamma", (gradient * hat).mean(axis=0)),
            text(
                en="For gamma and beta it is the *sum* over the batch, not the mean.",
                ko="gamma와 beta에는 배치에 걸친 평균이 아니라 *합*을 씁니다.",
            ),
        ),
        (near("beta", gradient) or near("gamma", gradient * hat) or near("beta", gradient.sum(axis=1)) or np.ndim(got["beta"]) == 0, WHOLE),
        (scaled, text(en="gamma itself is not part of its own gradient.", ko="gamma의 기울기에 gamma 자신은 들어가지 않습니다.")),
        (
            not near("beta", wanted["beta"]),
            text(en="For beta: the gradient, summed over the batch.", ko="beta의 기울기는 기울기를 배치에 걸쳐 더한 것입니다."),
        ),
        (
            not near("gamma", wanted["gamma"]),
            text(
                en="For gamma: the gradient times x-hat, summed over the batch.",
                ko="gamma의 기울기는 기울기 곱하기 정규화한 값을 배치에 걸쳐 더한 것입니다.",
            ),
        ),
    ]
    slip = next((words for found, words in slips if found), None)
    if slip is not None:
        return slip
    return next((words for kind, words in BACK_SLIPS.items() if near("x", back(gradient, hat, std, gamma, kind))), None)


@check("batch_norm_backward", weight=2, title=text(en="all three gradients", ko="세 기울기 모두"))
def finds_all_three_gradients(student, expect):
    gradient = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5], [-0.75, 1.0, 0.5], [2.0, -0.5, 1.25]])
    check_backward(student, expect, X, GAMMA, gradient)


@check("batch_norm_backward", weight=2, title=text(en="nothing is left of a shift or a stretch", ko="옮기기와 늘이기는 남지 않습니다"))
def has_no_part_in_shift_and_stretch(student, expect):
    _, hat, std = normalised(X, GAMMA, BETA, 0.0)
    for gradient, en, ko in (
        (np.ones_like(X), "a gradient that asks to shift the whole column", "열 전체를 옮기라는 기울기"),
        (2 * hat, "a gradient that asks to stretch the column", "열을 늘이라는 기울기"),
    ):
        got = student.eval(
            "batch_norm_backward(gradient, normalised, std, gamma)", gradient=gradient, normalised=hat, std=std[0], gamma=GAMMA
        )
        expect.is_true(
            isinstance(got, tuple | list) and len(got) > 0,
            text(en="`batch_norm_backward` should return three gradients.", ko="`batch_norm_backward`는 기울기 세 개를 돌려주어야 합니다."),
        )
        expect.close(
            got[0],
            np.zeros_like(X),
            hint=text(
                en="The output does not change under such a move, so the gradient for x must be 0 everywhere.",
                ko="그렇게 움직여도 출력은 바뀌지 않으므로 x의 기울기는 모두 0이어야 합니다.",
            ),
            where=text(en=en, ko=ko),
        )


@check("batch_norm_backward", title=text(en="leaves its arguments alone", ko="받은 값을 바꾸지 않습니다"))
def backward_leaves_its_arguments_alone(student, expect):
    _, hat, std = normalised(X, GAMMA, BETA, EPSILON)
    gradient = X / 10
    _, *after = student.eval(
        "(lambda g, h: (batch_norm_backward(g, h, std, gamma), g, h))(gradient, hat)",
        gradient=gradient.copy(),
        hat=hat.copy(),
        std=std[0],
        gamma=GAMMA,
    )
    for name, got, before in (("gradient", after[0], gradient), ("normalised", after[1], hat)):
        expect.is_true(
            np.array_equal(got, before),
            text(
                en=f"`batch_norm_backward` changed the `{name}` it was given.",
                ko=f"`batch_norm_backward`가 받은 `{name}` 값을 바꾸어 버렸습니다.",
            ),
            hint=text(
                en="`-=` and `*=` write into the array itself. Compute a new one: `a - b`, `a * b`.",
                ko="`-=`와 `*=`는 받은 배열에 직접 씁니다. `a - b`, `a * b`로 새로 계산하세요.",
            ),
        )


# Dropout

DROP = "dropout(x, rate, np.random.default_rng(seed), training)"
PLACES = np.linspace(1, 2, 300 * 200).reshape(300, 200)


def check_share(student, expect, rate, seed):
    """See that the right share is silent, and that the others make up for it."""
    in_place = text(
        en="The silent numbers become 0 but stay in their places: multiply by the mask, do not pick with it.",
        ko="꺼진 수는 0이 되어 제자리에 남습니다. 마스크로 골라내지 말고 마스크를 곱하세요.",
    )
    got = expect.array(student.eval(DROP, x=PLACES, rate=rate, seed=seed, training=True), shape=PLACES.shape, hint=in_place)
    silent = got == 0
    share = float(silent.mean())
    if abs(share - (1 - rate)) < 0.02:
        hint = text(en="`rate` is the share that is *silenced*; you keep that share.", ko="`rate`는 *끄는* 비율인데 그만큼 남겼습니다.")
    elif share == 0:
        hint = text(
            en="While training, nothing is silenced. Is the mask of the shape `x.shape`? Is it multiplied by `x` when `training` is true?",
            ko="학습할 때 아무것도 꺼지지 않습니다. 마스크의 모양이 `x.shape`인가요? `training`이 참일 때 `x`에 곱했나요?",
        )
    elif share == 1:
        hint = text(
            en="Everything is silenced at once. Draw one number for every place: `rng.random(x.shape)`.",
            ko="모두 한꺼번에 꺼졌습니다. `rng.random(x.shape)`으로 자리마다 수를 하나씩 뽑으세요.",
        )
    else:
        hint = text(
            en="`rng.random(x.shape)` spreads its numbers evenly from 0 to 1. Compare them with `rate`.",
            ko="`rng.random(x.shape)`은 0에서 1 사이의 수를 고르게 뽑습니다. 그것을 `rate`와 비교하세요.",
        )
    expect.is_true(
        abs(share - rate) < 0.02,
        text(en=f"With rate {rate}, {share:.1%} of the numbers are 0.", ko=f"비율이 {rate}일 때 0이 된 수가 {share:.1%}입니다."),
        hint=hint,
    )
    columns, rows = silent.all(axis=0).any() or not silent.any(axis=0).all(), silent.all(axis=1).any() or not silent.any(axis=1).all()
    expect.is_true(
        not (columns or rows),
        text(en="Whole rows or whole columns are silenced together.", ko="행이나 열이 통째로 꺼집니다."),
        hint=text(en="Draw with `x.shape`: a decision of its own for every number.", ko="`x.shape` 모양으로 뽑아 수마다 따로 정하세요."),
    )
    return got[~silent], PLACES[~silent]


@check("dropout", title=text(en="silences the right share, number by number", ko="알맞은 비율만큼, 수마다 따로 끕니다"))
def silences_the_right_share(student, expect):
    check_share(student, expect, 0.3, seed=1)
    check_share(student, expect, 0.6, seed=2)


@check("dropout", title=text(en="the others make up for it", ko="남은 것이 메워 줍니다"))
def the_others_make_up_for_it(student, expect):
    for rate in (0.2, 0.5, 0.75):
        kept, places = check_share(student, expect, rate, seed=3)
        factors = kept / places
        factor = float(np.median(factors))
        if np.ptp(kept) == 0:
            hint = text(en="This is the mask alone: multiply it by `x`.", ko="마스크만 나왔습니다. `x`에 곱하세요.")
        elif np.allclose(factors, 1):
            hint = text(en="What is kept must be divided by `1 - rate`.", ko="남은 것을 `1 - rate`로 나누어야 합니다.")
        elif np.isclose(factor, 1 / rate):
            hint = text(en="Divide by the share that is *kept*, `1 - rate`.", ko="*남은* 비율인 `1 - rate`로 나누세요.")
        elif np.isclose(factor, 1 - rate):
            hint = text(en="Divide by `1 - rate`; you multiply.", ko="`1 - rate`를 곱하지 말고 나누세요.")
        else:
            hint = text(en="Every number that is kept is divided by `1 - rate`.", ko="남은 수는 모두 `1 - rate`로 나눕니다.")
        expect.close(
            factors,
            np.full(factors.shape, 1 / (1 - rate)),
            hint=hint,
            where=text(en=f"what is kept with rate {rate}, divided by x", ko=f"비율이 {rate}일 때 남은 것을 x로 나눈 값"),
        )


@check("dropout", title=text(en="afterwards nothing is touched", ko="학습이 끝나면 그대로 둡니다"))
def does_nothing_after_training(student, expect):
    expect.close(
        student.eval(DROP, x=PLACES[:3, :4], rate=0.5, seed=4, training=False),
        PLACES[:3, :4],
        hint=text(
            en="With `training=False`, return `x` itself. It was made up for while training.",
            ko="`training=False`이면 `x`를 그대로 돌려주세요. 학습할 때 이미 메워 두었습니다.",
        ),
    )


@check("dropout", title=text(en="other units at every step, `x` unharmed", ko="스텝마다 다른 유닛, `x`는 그대로"))
def chooses_afresh_and_leaves_x_alone(student, expect):
    first, second, x = student.eval(
        "(lambda x, rng: (dropout(x, 0.5, rng, True), dropout(x, 0.5, rng, True), x))(x, np.random.default_rng(5))", x=PLACES.copy()
    )
    expect.is_true(
        np.array_equal(x, PLACES),
        text(en="`dropout` changed the `x` it was given.", ko="`dropout`이 받은 `x`를 바꾸어 버렸습니다."),
        hint=text(
            en="`x[...] = 0` and `x *= …` write into `x` itself. Multiply into a new array.",
            ko="`x[...] = 0`과 `x *= …`는 `x`에 직접 씁니다. 곱해서 새 배열을 만드세요.",
        ),
    )
    expect.is_true(
        not np.array_equal(expect.array(first) == 0, expect.array(second) == 0),
        text(en="Two calls in a row silence exactly the same numbers.", ko="두 번 이어서 불렀는데 똑같은 수가 꺼집니다."),
        hint=text(en="Draw from `rng`; do not make a generator of your own.", ko="`rng`에서 뽑으세요. 난수 생성기를 따로 만들지 마세요."),
    )


# Early stopping


def stopping(losses, patience, kind=""):
    """Early stopping, right or with a slip."""
    best, waited, before = 0, 0, np.inf
    if kind == "all":
        return int(np.argmin(losses))
    for epoch, loss in enumerate(losses):
        better = loss < before if kind == "neighbours" else loss <= losses[best] if kind == "equal" else loss < losses[best]
        before = loss
        if better or epoch == 0:
            best, waited = epoch, 0 if kind != "total" else waited
            continue
        waited += 1
        if waited >= patience + {"late": 1, "early": -1}.get(kind, 0):
            return epoch if kind == "stopped" else best + (kind == "from one")
    return len(losses) - 1 if kind == "stopped" else best + (kind == "from one")


STOP_SLIPS = {
    "all": text(
        en="This is the lowest loss of the whole list. Training has stopped long before, and never saw it.",
        ko="목록 전체에서 가장 낮은 손실입니다. 학습은 그 전에 멈추었으므로 거기까지 가지 못했습니다.",
    ),
    "stopped": text(
        en="This is the epoch in which training stops. Return the *best* epoch before it: its weights are kept.",
        ko="이것은 학습이 멈춘 에포크입니다. 그 전에 *가장 좋았던* 에포크를 돌려주세요. 남기는 것은 그 가중치입니다.",
    ),
    "from one": text(en="Count the epochs from 0.", ko="에포크를 0부터 세세요."),
    "equal": text(
        en="A loss equal to the best is not lower: the first of the two is kept.",
        ko="가장 좋은 값과 같은 것은 더 낮은 것이 아닙니다. 둘 중 먼저 나온 것을 남깁니다.",
    ),
    "late": text(
        en="You wait one epoch too long: after `patience` epochs without a new best it is over.",
        ko="한 에포크를 더 기다렸습니다. 새로 가장 좋은 값이 없는 채로 `patience`에포크가 지나면 끝입니다.",
    ),
    "early": text(
        en="You stop one epoch too early: `patience` epochs without a new best are allowed to pass in full.",
        ko="한 에포크 일찍 멈추었습니다. 새로 가장 좋은 값이 없는 채로 `patience`에포크를 다 기다려야 합니다.",
    ),
    "neighbours": text(
        en="Compare with the *best* loss so far, not with the one of the epoch before.",
        ko="바로 앞 에포크가 아니라 지금까지 *가장 좋은* 손실과 비교하세요.",
    ),
    "total": text(
        en="In a row: with every new best the waiting starts again from 0.",
        ko="연달아 세어야 합니다. 새로 가장 좋은 값이 나오면 처음부터 다시 기다립니다.",
    ),
}


def check_stop(student, expect, losses, patience):
    """Compare the epoch, and name the usual slips."""
    got = student.eval("stop_epoch(validation_losses, patience)", validation_losses=losses, patience=patience)
    hint = None
    if isinstance(got, int | float | np.number):
        hint = next((words for kind, words in STOP_SLIPS.items() if got == stopping(losses, patience, kind)), None)
        if got in losses:
            hint = text(
                en="This is a loss. Return the *number* of its epoch, counted from 0.",
                ko="이것은 손실 값입니다. 그 손실이 나온 에포크의 *번호*를 0부터 세어 돌려주세요.",
            )
    expect.equal(got, stopping(losses, patience), hint=hint)


@check("stop_epoch", title=text(en="what comes after the stop has not happened", ko="멈춘 뒤의 일은 일어나지 않았습니다"))
def what_comes_after_the_stop_has_not_happened(student, expect):
    check_stop(student, expect, [0.5, 0.4, 0.3, 0.35, 0.36, 0.25, 0.31, 0.32, 0.33, 0.1], 2)
    check_stop(student, expect, [0.5, 0.4, 0.3, 0.35, 0.32, 0.1, 0.15], 3)


@check("stop_epoch", title=text(en="patience starts afresh with every new best", ko="새로 가장 좋은 값이 나오면 다시 기다립니다"))
def patience_starts_afresh_with_every_new_best(student, expect):
    check_stop(student, expect, [0.9, 0.95, 0.8, 0.85, 0.7, 0.75, 0.6, 0.61], 2)
    check_stop(student, expect, [0.5, 0.6, 0.55, 0.52, 0.51, 0.53, 0.54, 0.56, 0.3], 3)


@check(
    "stop_epoch",
    title=text(en="equal is not lower; the list may end first", ko="같은 값은 낮은 것이 아니고, 목록이 먼저 끝날 수도 있습니다"),
)
def equal_is_not_lower_and_the_list_may_end(student, expect):
    check_stop(student, expect, [0.3, 0.2, 0.2, 0.2, 0.25, 0.26], 5)
    check_stop(student, expect, [0.4, 0.3, 0.2, 0.1], 2)
    check_stop(student, expect, [0.1, 0.2, 0.3], 5)


# Bias and variance

FITS = np.array([[1.0, 2.0, 4.0], [3.0, 2.5, 0.0], [2.0, 1.5, 2.0], [4.0, 6.0, 1.0]])
TRUTH = np.array([1.0, 2.0, 3.0])


def check_decomposition(student, expect, fits, truth):
    """Compare both numbers, and name the usual slips."""
    got = student.eval("bias_and_variance(fits, truth)", fits=fits, truth=truth)
    numbers = expect.array(
        got, shape=(2,), hint=text(en="Two numbers: squared bias, variance.", ko="수 두 개를 돌려주세요. 편향의 제곱과 분산입니다.")
    )
    mean = fits.mean(axis=0)
    bias, variance = ((mean - truth) ** 2).mean(), fits.var(axis=0).mean()
    slips = [
        ((variance, bias), text(en="The squared bias comes first.", ko="편향의 제곱이 먼저입니다.")),
        (
            (((fits - truth) ** 2).mean(), None),
            text(
                en="This is the whole error. For the bias, average the fits *first*, then compare with `truth`.",
                ko="이것은 전체 오차입니다. 편향을 구하려면 맞춘 곡선의 평균을 *먼저* 내고 `truth`와 비교하세요.",
            ),
        ),
        (
            ((mean - truth).mean(), None),
            text(en="Square the differences before you average over the places.", ko="자리에 걸쳐 평균을 내기 전에 차이를 제곱하세요."),
        ),
        (
            ((mean - truth).mean() ** 2, None),
            text(en="Square first, at every place; then average.", ko="자리마다 먼저 제곱하고, 그다음 평균을 내세요."),
        ),
        (
            (None, fits.var()),
            text(
                en="Around the mean of *each place*: `fits.var(axis=0)`, then the mean.",
                ko="*자리마다* 그 자리의 평균 둘레로 잽니다. `fits.var(axis=0)`을 구한 다음 평균을 내세요.",
            ),
        ),
        (
            (((fits.mean() - truth) ** 2).mean(), None),
            text(
                en="One mean for everything. Average over the fits, `axis=0`: every place keeps a mean of its own.",
                ko="전체의 평균 하나를 썼습니다. 곡선에 걸쳐 `axis=0`으로 평균을 내면 자리마다 평균이 하나씩 남습니다.",
            ),
        ),
        (
            (None, ((fits - truth) ** 2).mean()),
            text(
                en="For the variance, look at the distance from the fits' *own* mean, not from `truth`.",
                ko="분산은 `truth`가 아니라 곡선들 *자신*의 평균에서 떨어진 거리로 구합니다.",
            ),
        ),
        (
            (None, fits.var(axis=0, ddof=1).mean()),
            text(
                en="You divide the squares by N - 1. Here it is N (NumPy's own choice).",
                ko="제곱의 합을 N - 1로 나누었습니다. 여기에서는 N입니다(NumPy의 기본값입니다).",
            ),
        ),
        (
            (None, fits.std(axis=0).mean()),
            text(en="That is the standard deviation; the variance is its square.", ko="그것은 표준편차입니다. 분산은 그 제곱입니다."),
        ),
        (
            (None, fits.var(axis=1).mean()),
            text(en="Over the fits, `axis=0`, not over the places.", ko="자리가 아니라 곡선에 걸쳐 `axis=0`으로 계산하세요."),
        ),
    ]
    hint = next(
        (
            words
            for pair, words in slips
            if all(want is None or np.isclose(have, want) for have, want in zip(numbers, pair, strict=True))
            and not all(want is None or np.isclose(right, want) for right, want in zip((bias, variance), pair, strict=True))
        ),
        None,
    )
    expect.close(numbers, [bias, variance], rtol=2e-2 if len(fits) > 50 else 1e-5, hint=hint)


@check("bias_and_variance", title=text(en="what all get wrong, and what each gets wrong", ko="함께 틀리는 만큼과 따로 틀리는 만큼"))
def tells_bias_from_variance(student, expect):
    check_decomposition(student, expect, FITS, TRUTH)


@check("bias_and_variance", title=text(en="no bias, no variance", ko="편향이 없을 때, 분산이 없을 때"))
def finds_none_where_there_is_none(student, expect):
    check_decomposition(student, expect, np.tile(TRUTH + 0.5, (4, 1)), TRUTH)
    check_decomposition(student, expect, TRUTH + np.array([[1.0, -2.0, 0.5], [-1.0, 2.0, -0.5]]), TRUTH)


quiz(
    "same_numbers",
    question=text(
        en="Somebody starts all weights of a network at 0.1, without any randomness. What goes wrong?",
        ko="누군가 신경망의 모든 가중치를 무작위 없이 0.1로 시작했습니다. 무엇이 잘못될까요?",
    ),
    choices=[
        choice(
            text(en="Nothing: 0.1 is a reasonable size.", ko="아무것도 잘못되지 않습니다. 0.1은 알맞은 크기입니다."),
            because=text(
                en="The size may be fine for 100 inputs. But size is not all that the first weights have to provide.",
                ko="입력이 100개라면 크기는 괜찮을 수 있습니다. 하지만 첫 가중치가 해야 할 일은 크기만이 아닙니다.",
            ),
        ),
        choice(
            text(
                en="All units of a hidden layer are copies of one another and stay so: 100 units are worth as much as one.",
                ko="한 은닉층의 유닛이 모두 서로의 복사본이고 계속 그렇습니다. 유닛이 100개라도 하나나 다름없습니다.",
            ),
            right=True,
            because=text(
                en="Equal weights give equal outputs, equal gradients and equal steps. Only chance can break this symmetry.",
                ko="가중치가 같으면 출력도, 기울기도, 걸음도 같습니다. 이 대칭을 깨 주는 것은 무작위뿐입니다.",
            ),
        ),
        choice(
            text(en="The gradients are all 0, so nothing moves.", ko="기울기가 모두 0이라서 아무것도 움직이지 않습니다."),
            because=text(
                en=(
                    "Those of the last layer are not, and once it has moved, neither are the others. The network does learn, but the "
                    "gradients within a hidden layer are *alike*, so all its units learn the same."
                ),
                ko=(
                    "마지막 층의 기울기는 0이 아니고, 그 층이 한 번 움직이면 다른 층의 기울기도 0이 아닙니다. 학습은 됩니다. 다만 "
                    "은닉층 안에서는 기울기가 서로 *같아서* 유닛이 모두 똑같은 것을 배웁니다."
                ),
            ),
        ),
    ],
)

quiz(
    "one_photo",
    question=text(
        en=(
            "A trained network with batch normalisation answers sensibly on the test set. Asked about a single photo it "
            "says the same class every time. Why?"
        ),
        ko=(
            "배치 정규화를 쓴 신경망이 테스트 세트에서는 잘 답합니다. 그런데 사진 한 장만 물으면 언제나 같은 클래스를 "
            "답합니다. 왜 그럴까요?"
        ),
    ),
    choices=[
        choice(
            text(en="One photo is too little: such networks need batches.", ko="한 장은 너무 적습니다. 이런 신경망에는 배치가 필요합니다."),
            because=text(
                en="Only while training. Afterwards, running statistics make the answer to an image independent of its company.",
                ko="학습할 때만 그렇습니다. 그 뒤에는 이동 평균과 분산을 쓰므로 어떤 이미지와 함께 있든 답이 같아야 합니다.",
            ),
        ),
        choice(
            text(en="It has overfitted.", ko="과대적합되었습니다."),
            because=text(
                en="Then it would do badly on the test set as well, whether the images come in batches or one by one.",
                ko="그렇다면 이미지가 배치로 들어오든 한 장씩 들어오든 테스트 세트에서도 나빠야 합니다.",
            ),
        ),
        choice(
            text(
                en="It still runs in training mode: in a batch of one, x-hat is 0.",
                ko="아직 학습 모드입니다. 한 장짜리 배치에서는 정규화한 값이 0입니다.",
            ),
            right=True,
            because=text(
                en="The photo's value is the batch's mean, so after subtracting it nothing of the photo is left. Switch the mode.",
                ko="사진의 값이 곧 배치의 평균이므로 빼고 나면 사진에 대한 것이 하나도 남지 않습니다. 모드를 바꾸세요.",
            ),
        ),
    ],
)

quiz(
    "two_curves",
    question=text(
        en='"We ran SGD and Adam, both with learning rate 0.001, for ten epochs. Adam is far ahead, so Adam is better." What is missing?',
        ko='"SGD와 Adam을 모두 학습률 0.001로 열 에포크씩 학습했습니다. Adam이 훨씬 앞서므로 Adam이 더 좋습니다." 무엇이 빠졌을까요?',
    ),
    choices=[
        choice(
            text(
                en="Each optimizer at its own best learning rate, chosen on validation images.",
                ko="옵티마이저마다 검증 이미지로 고른 가장 좋은 학습률입니다.",
            ),
            right=True,
            because=text(
                en="0.001 is a usual rate for Adam and a tiny one for SGD. The race was decided before it began.",
                ko="0.001은 Adam에는 흔한 학습률이고 SGD에는 아주 작은 학습률입니다. 시작하기도 전에 승부가 났습니다.",
            ),
        ),
        choice(
            text(en="More epochs: SGD would catch up.", ko="더 많은 에포크입니다. SGD가 따라잡을 것입니다."),
            because=text(
                en="It might, but with a rate a hundred times too small one would be measuring patience, not optimizers.",
                ko="그럴 수도 있습니다. 하지만 백 배나 작은 학습률로 기다리면 옵티마이저가 아니라 끈기를 재게 됩니다.",
            ),
        ),
        choice(
            text(
                en="Nothing: same learning rate, same epochs, so it is fair.",
                ko="아무것도 빠지지 않았습니다. 학습률도 에포크도 같으니 공정합니다.",
            ),
            because=text(
                en="The same number is not the same thing: SGD multiplies the gradient by it, for Adam it is about the length of a step.",
                ko="숫자는 같아도 뜻이 다릅니다. SGD는 기울기에 곱하고, Adam에서는 대략 한 걸음의 길이입니다.",
            ),
        ),
    ],
)
