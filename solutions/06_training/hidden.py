"""Hidden checks of lesson 06: the same questions on fresh draws."""

import numpy as np

from course_utils.checking import check, text


@check("initialise", weight=3, title=text(en="layers of other sizes", ko="다른 크기의 층"))
def keeps_a_signal_in_size(student, expect, rng):
    for scheme, factor in (("xavier", 1), ("he", 2)):
        n_in = int(rng.integers(150, 250))
        n_out = n_in + int(rng.integers(100, 200))  # never alike, so that one cannot pass for the other
        weights = expect.array(
            student.eval(
                "initialise(n_in, n_out, scheme, np.random.default_rng(seed))",
                n_in=n_in,
                n_out=n_out,
                scheme=scheme,
                seed=int(rng.integers(1000)),
            ),
            shape=(n_in, n_out),
        )
        allowed = [factor / n_in] + [2 / (n_in + n_out)] * (scheme == "xavier")
        expect.is_true(
            any(abs(weights.std() / np.sqrt(variance) - 1) < 0.05 for variance in allowed) and abs(weights.mean()) < 0.05 * weights.std(),
            text(
                en=(
                    f"With {n_in} inputs and {n_out} units, `{scheme}` has the mean {weights.mean():.3g} and the standard "
                    f"deviation {weights.std():.4g}."
                ),
                ko=(
                    f"입력이 {n_in}개, 유닛이 {n_out}개일 때 `{scheme}`의 평균은 {weights.mean():.3g}, 표준편차는 "
                    f"{weights.std():.4g}입니다."
                ),
            ),
            hint=text(
                en="The standard deviation follows from the number of inputs; the mean is 0.",
                ko="표준편차는 입력의 개수에서 나오고, 평균은 0입니다.",
            ),
        )


def draws(rng, steps=5):
    """Draw a start, and gradients that are nowhere so small that epsilon matters."""
    shapes = {"0.weights": (3, 4), "0.biases": (4,), "1.weights": (4, 2)}

    def slope(shape):
        return rng.choice([-1, 1], size=shape) * rng.uniform(0.3, 3, size=shape)

    start = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return start, [{name: slope(shape) for name, shape in shapes.items()} for _ in range(steps)]


def check_walk(student, expect, made, given, rule, start, slopes, hint):
    """Compare a walk with a rule, which takes a place, a slope, a memory and the step and gives the next place."""
    got = student.eval(f"walk({made}, start, slopes)", **given, start=start, slopes=slopes)
    expect.is_true(
        isinstance(got, list) and all(isinstance(place, dict) and set(place) == set(start) for place in got),
        text(
            en="`step` should return a dict with the names of `parameters`.",
            ko="`step`은 `parameters`와 이름이 같은 dict를 돌려주어야 합니다.",
        ),
    )
    places, wanted = dict(start), {}
    memories = {name: {"m": 0.0, "s": 0.0} for name in start}
    for t, gradients in enumerate(slopes, start=1):
        for name in start:
            places[name] = rule(places[name], gradients[name], memories[name], t)
            wanted[f"{name}, t = {t}"] = places[name]
    named = {f"{name}, t = {t}": value for t, place in enumerate(got, start=1) for name, value in place.items()}
    expect.gradients(named, wanted, hint=hint)


@check("Momentum", weight=3, title=text(en="random slopes, other settings", ko="무작위 기울기, 다른 설정"))
def follows_the_rule_of_momentum(student, expect, rng):
    start, slopes = draws(rng)
    rate, share = float(rng.uniform(0.01, 0.5)), float(rng.uniform(0.3, 0.95))

    def rule(w, g, memory, _t):
        memory["m"] = share * memory["m"] - rate * g
        return w + memory["m"]

    hint = text(
        en="A velocity for every name, kept from step to step, with the momentum you are given.",
        ko="이름마다 속도를 따로 두고, 주어진 모멘텀으로 스텝마다 이어 가세요.",
    )
    made, given = "Momentum(learning_rate=learning_rate, momentum=momentum)", {"learning_rate": rate, "momentum": share}
    check_walk(student, expect, made, given, rule, start, slopes, hint)


@check("RMSprop", weight=3, title=text(en="random slopes, other settings", ko="무작위 기울기, 다른 설정"))
def follows_the_rule_of_rmsprop(student, expect, rng):
    start, slopes = draws(rng)
    rate, share = float(rng.uniform(0.01, 0.2)), float(rng.uniform(0.5, 0.95))

    def rule(w, g, memory, _t):
        memory["s"] = share * memory["s"] + (1 - share) * g**2
        return w - rate * g / np.sqrt(memory["s"] + 1e-7)

    hint = text(
        en="A running mean of squares for every name, with the decay you are given, and its root below.",
        ko="이름마다 주어진 비율로 제곱의 이동 평균을 두고, 그 제곱근으로 나누세요.",
    )
    made, given = "RMSprop(learning_rate=learning_rate, decay=decay)", {"learning_rate": rate, "decay": share}
    check_walk(student, expect, made, given, rule, start, slopes, hint)


def adam_rule(rate, first, second):
    """Adam."""

    def rule(w, g, memory, t):
        memory["m"] = first * memory["m"] + (1 - first) * g
        memory["s"] = second * memory["s"] + (1 - second) * g**2
        return w - rate * memory["m"] / (1 - first**t) / (np.sqrt(memory["s"] / (1 - second**t)) + 1e-7)

    return rule


@check("Adam", weight=4, title=text(en="random slopes, other settings", ko="무작위 기울기, 다른 설정"))
def follows_the_rule_of_adam(student, expect, rng):
    start, slopes = draws(rng, steps=7)
    rate, first, second = float(rng.uniform(0.01, 0.2)), float(rng.uniform(0.5, 0.95)), float(rng.uniform(0.97, 0.999))
    hint = text(
        en="Both means for every name, each corrected with its own beta and the number of the step.",
        ko="이름마다 두 평균을 두고, 저마다 자기 베타와 스텝 번호로 보정하세요.",
    )
    made = "Adam(learning_rate=learning_rate, beta_1=beta_1, beta_2=beta_2)"
    check_walk(
        student,
        expect,
        made,
        {"learning_rate": rate, "beta_1": first, "beta_2": second},
        adam_rule(rate, first, second),
        start,
        slopes,
        hint,
    )


@check("AdamW", weight=3, title=text(en="random slopes, other settings", ko="무작위 기울기, 다른 설정"))
def follows_the_rule_of_adamw(student, expect, rng):
    start, slopes = draws(rng, steps=4)
    rate, decay = float(rng.uniform(0.01, 0.05)), float(rng.uniform(0.3, 0.9))
    adam, kind = adam_rule(rate, 0.9, 0.999), {}

    def before(w, g, memory, t):
        return adam((1 - rate * decay) * w, g, memory, t)

    def beside(w, g, memory, t):
        return adam(w, g, memory, t) - rate * decay * w

    def afterwards(w, g, memory, t):
        return (1 - rate * decay) * adam(w, g, memory, t)

    got = student.eval(
        "AdamW(learning_rate=rate, weight_decay=decay).step(start, gradients)", rate=rate, decay=decay, start=start, gradients=slopes[0]
    )
    for rule in (before, beside, afterwards):
        first = {name: rule(start[name], slopes[0][name], {"m": 0.0, "s": 0.0}, 1) for name in start}
        distance = (
            [np.abs(np.asarray(got[name], dtype=float) - first[name]).max() for name in start]
            if isinstance(got, dict) and set(got) == set(start)
            else [1.0]
        )
        kind[max(distance)] = rule
    hint = text(
        en="Every parameter shrinks by learning rate times weight decay; the gradients stay as they are.",
        ko="파라미터마다 학습률 곱하기 가중치 감쇠만큼 줄어들고, 기울기는 그대로입니다.",
    )
    made, given = "AdamW(learning_rate=learning_rate, weight_decay=weight_decay)", {"learning_rate": rate, "weight_decay": decay}
    check_walk(student, expect, made, given, kind[min(kind)], start, slopes, hint)


@check("batch_norm_forward", weight=3, title=text(en="random batches", ko="무작위 배치"))
def normalises_random_batches(student, expect, rng):
    hint = text(
        en="Per column: subtract the mean, divide by the root of variance plus epsilon, then gamma and beta.",
        ko="열마다 평균을 빼고, 분산에 엡실론을 더한 것의 제곱근으로 나누고, 그다음 gamma와 beta를 씁니다.",
    )
    for _ in range(4):
        size, units = (int(number) for number in rng.integers(2, 9, size=2))
        x = rng.normal(size=(size, units)) * rng.uniform(0.5, 20, size=units) + rng.normal(scale=10, size=units)
        gamma, beta, epsilon = rng.uniform(0.5, 2, size=units), rng.normal(size=units), float(10.0 ** rng.integers(-6, -1))
        got = student.eval("batch_norm_forward(x, gamma, beta, epsilon)", x=x, gamma=gamma, beta=beta, epsilon=epsilon)
        expect.is_true(
            isinstance(got, tuple | list) and len(got) == 3,
            text(en="Three things should come back: output, x-hat, sigma.", ko="출력, 정규화한 값, 표준편차 세 가지가 나와야 합니다."),
        )
        std = np.sqrt(x.var(axis=0) + epsilon)
        hat = (x - x.mean(axis=0)) / std
        expect.close(got[1], hat, rtol=1e-2, atol=1e-2, hint=hint)
        expect.close(got[0], gamma * hat + beta, rtol=1e-2, atol=1e-2, hint=hint)
        expect.close(expect.array(got[2]).reshape(-1), std, rtol=1e-2, hint=hint)


@check("batch_norm_backward", weight=4, title=text(en="agrees with nudging every number", ko="수를 하나하나 살짝 움직여 본 것과 같습니다"))
def agrees_with_nudging_every_number(student, expect, rng):
    size, units, h, epsilon = int(rng.integers(3, 7)), int(rng.integers(2, 5)), 1e-5, 1e-3
    x, gradient = rng.normal(size=(size, units)) * 2 + 1, rng.normal(size=(size, units))
    gamma = rng.uniform(0.5, 2, size=units)

    def forward(values):
        std = np.sqrt(values.var(axis=0) + epsilon)
        return (values - values.mean(axis=0)) / std, std

    def loss(values):
        return float((gradient * gamma * forward(values)[0]).sum())

    slope = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[place] = h
        slope[place] = (loss(x + nudge) - loss(x - nudge)) / (2 * h)
    hat, std = forward(x)
    got = student.eval("batch_norm_backward(gradient, normalised, std, gamma)", gradient=gradient, normalised=hat, std=std, gamma=gamma)
    expect.is_true(
        isinstance(got, tuple | list) and len(got) == 3,
        text(en="Three gradients should come back: for x, gamma and beta.", ko="x, gamma, beta의 기울기 세 개가 나와야 합니다."),
    )
    wanted = {"beta": gradient.sum(axis=0), "gamma": (gradient * hat).sum(axis=0), "x": slope}
    hint = text(
        en="Sums for beta and gamma; for x take the mean and the share along x-hat out of the gradient.",
        ko="beta와 gamma에는 합을 쓰고, x에는 기울기에서 평균과 정규화한 값 방향의 몫을 뺀 것을 씁니다.",
    )
    expect.gradients(dict(zip(("beta", "gamma", "x"), (got[2], got[1], got[0]), strict=True)), wanted, hint=hint)


@check("dropout", weight=3, title=text(en="other rates, negative numbers", ko="다른 비율, 음수"))
def keeps_the_mean_at_any_rate(student, expect, rng):
    for _ in range(3):
        rate = float(rng.uniform(0.1, 0.8))
        x = rng.choice([-1, 1], size=(250, 200)) * rng.uniform(0.5, 2, size=(250, 200))
        got = expect.array(
            student.eval("dropout(x, rate, np.random.default_rng(seed), True)", x=x, rate=rate, seed=int(rng.integers(1000))), shape=x.shape
        )
        expect.is_true(
            abs((got == 0).mean() - rate) < 0.02,
            text(
                en=f"With rate {rate:.2f}, {(got == 0).mean():.1%} are silent.",
                ko=f"비율이 {rate:.2f}일 때 {(got == 0).mean():.1%}가 꺼집니다.",
            ),
            hint=text(en="`rate` is the share that is silenced.", ko="`rate`는 끄는 비율입니다."),
        )
        expect.close(
            got[got != 0],
            (x / (1 - rate))[got != 0],
            hint=text(en="What is kept is divided by `1 - rate`.", ko="남은 것은 `1 - rate`로 나눕니다."),
        )
        expect.close(
            student.eval("dropout(x, rate, np.random.default_rng(1), False)", x=x[:2], rate=rate),
            x[:2],
            hint=text(en="After training `x` comes back as it is.", ko="학습이 끝나면 `x`가 그대로 나옵니다."),
        )


@check("stop_epoch", weight=3, title=text(en="random curves", ko="무작위 곡선"))
def stops_where_patience_runs_out(student, expect, rng):
    for _ in range(12):
        length, patience = int(rng.integers(3, 25)), int(rng.integers(1, 6))
        losses = [float(loss) for loss in rng.integers(0, 12, size=length)]
        best = 0
        for epoch, loss in enumerate(losses):
            if loss < losses[best]:
                best = epoch
            elif epoch - best >= patience:
                break
        expect.equal(
            student.eval("stop_epoch(validation_losses, patience)", validation_losses=losses, patience=patience),
            best,
            hint=text(
                en="Strictly lower than the best so far, or one epoch more of waiting; after `patience` of them it is over.",
                ko="지금까지 가장 좋은 값보다 확실히 낮지 않으면 한 에포크를 더 기다립니다. `patience`만큼 기다리면 끝입니다.",
            ),
        )


@check("bias_and_variance", title=text(en="random fits", ko="무작위로 맞춘 곡선"))
def adds_up_to_the_whole_error(student, expect, rng):
    truth = rng.normal(size=20)
    fits = truth + rng.normal(size=20) + rng.normal(size=(60, 20))
    expect.close(
        expect.array(student.eval("bias_and_variance(fits, truth)", fits=fits, truth=truth), shape=(2,)),
        [((fits.mean(axis=0) - truth) ** 2).mean(), fits.var(axis=0).mean()],
        rtol=2e-2,
        hint=text(en="First over the fits, then over the places.", ko="먼저 곡선에 걸쳐, 그다음 자리에 걸쳐 계산하세요."),
    )
