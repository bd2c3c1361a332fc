"""Answers to lesson 10, right and wrong, that students may well write.

The network of `classify` is stood in for by something quick that is about as good: a support vector machine on colours and edge directions.
"""

ONCE = """
import numpy as np
from sklearn.svm import SVC

from course_utils.data import held_out


def features(images):
    colours = np.asarray(images).astype(np.float32) / 255
    grey = colours.mean(axis=-1)
    down, right = np.zeros_like(grey), np.zeros_like(grey)
    down[:, 1:-1], right[:, :, 1:-1] = grey[:, 2:] - grey[:, :-2], grey[:, :, 2:] - grey[:, :, :-2]
    strength, direction = np.hypot(right, down), np.arctan2(down, right) % np.pi
    maps = [colours[..., channel] for channel in range(3)]
    for place in np.arange(8) * np.pi / 8:
        apart = np.abs((direction - place + np.pi / 2) % np.pi - np.pi / 2)
        maps.append(3 * strength * np.maximum(0, 1 - apart / (np.pi / 8)))
    pooled = np.stack([part.reshape(-1, 8, 4, 8, 4).mean((2, 4)) for part in maps], axis=-1)
    pooled[..., :3] *= 0.5
    pooled[..., 3:] = np.sqrt(pooled[..., 3:] + 1e-4)
    return pooled.reshape(len(colours), -1)


_pool = held_out("objects", "synthetic", 5000, np.random.default_rng(99))
machine = SVC(C=10).fit(features(_pool.images), _pool.labels)
beginner = SVC(C=10).fit(features(_pool.images[:600]), _pool.labels[:600])
"""

SETUP = """
from types import SimpleNamespace

dataset = SimpleNamespace(source="synthetic")
"""


def function(signature, *lines):
    """Write a function with these lines."""
    return f"def {signature}:\n" + "\n".join(f"    {line}" for line in lines)


def diagnose(*lines):
    """Write diagnose with these lines after the names that most people make first."""
    return function(
        "diagnose(history, classes)",
        "loss, val_loss = np.array(history['loss']), np.array(history['val_loss'])",
        "accuracy, val_accuracy = history['accuracy'][-1], history['val_accuracy'][-1]",
        *lines,
    )


def augment(*lines, whole=("images = images.copy()",), end="return views"):
    """Write augment as a loop over the images with these lines."""
    inside = "\n".join(f"        {line}" for line in lines)
    before = "\n".join(f"    {line}" for line in whole)
    return f"""
def augment(images, rng):
{before}
    height, width = images.shape[1:3]
    views = np.zeros_like(images)
    for n, image in enumerate(images):
{inside}
    {end}
"""


MIRROR = ("if rng.random() < 0.5:", "    image = image[:, ::-1]")
SHIFT = (
    "padded = np.pad(image, ((2, 2), (2, 2), (0, 0)))",
    "down, right = rng.integers(0, 5, size=2)",
    "image = padded[down:down + height, right:right + width]",
)
LIGHT = ("views[n] = np.clip(image * rng.uniform(0.8, 1.2), 0, 255)",)

RIGHT = {
    "gap_curve": [
        function("gap_curve(history)", "return 100 * (np.array(history['accuracy']) - np.array(history['val_accuracy']))"),
        function("gap_curve(history)", "return [100 * (t - v) for t, v in zip(history['accuracy'], history['val_accuracy'])]"),
        "gap_curve = lambda history: np.subtract(history['accuracy'], history['val_accuracy']) * 100.0",
    ],
    "best_epoch": [
        function("best_epoch(history)", "return int(np.nanargmin(history['val_loss'])) + 1"),
        function(
            "best_epoch(history)",
            "best, lowest = 1, float('inf')",
            "for epoch, loss in enumerate(history['val_loss'], start=1):",
            "    if loss < lowest:",
            "        best, lowest = epoch, loss",
            "return best",
        ),
        function(
            "best_epoch(history)",
            "losses = np.nan_to_num(np.array(history['val_loss']), nan=np.inf)",
            "return np.argmin(losses) + 1",
        ),
    ],
    "diagnose": [
        diagnose(
            "guess = np.log(classes)",
            "if not np.isfinite(loss).all() or (np.diff(loss) > 0.1 * guess).sum() > 2:",
            "    return 'too_high_rate'",
            "learnt = (accuracy - 1 / classes) / (1 - 1 / classes)",
            "if learnt > 0.9 and val_loss[-1] <= loss[-1]:",
            "    return 'leaking'",
            "if val_loss[-1] > 1.1 * val_loss.min():",
            "    return 'overfitting'",
            "return 'good' if learnt > 0.6 else 'underfitting'",
        ),
        diagnose(
            "chance = 1 / classes",
            "leaps = np.abs(np.diff(loss)[1:]).max() > 0.25 * np.log(classes)",
            "if np.isnan(loss).any() or leaps and accuracy < chance + 0.2 * (1 - chance):",
            "    return 'too_high_rate'",
            "if accuracy - chance < 0.5 * (1 - chance):",
            "    return 'underfitting'",
            "if accuracy - val_accuracy > 0.1:",
            "    return 'overfitting'",
            "if val_loss[len(loss) // 2:].mean() < loss[len(loss) // 2:].mean():",
            "    return 'leaking'",
            "return 'good'",
        ),
        function(
            "diagnose(history, classes)",
            "from course_utils import training",
            "return training.read_curves(history, classes=classes).kind",
        ),
    ],
    "penalty": [
        function("penalty(kernels, l1, l2)", "return sum(l1 * np.abs(k).sum() + l2 * (k ** 2).sum() for k in kernels)"),
        function(
            "penalty(kernels, l1, l2)",
            "total = 0.0",
            "for kernel in kernels:",
            "    for w in np.ravel(kernel):",
            "        total += l1 * abs(w) + l2 * w * w",
            "return total",
        ),
        function(
            "penalty(kernels, l1, l2)",
            "weights = np.concatenate([kernel.ravel() for kernel in kernels])",
            "return l1 * np.linalg.norm(weights, 1) + l2 * weights @ weights",
        ),
    ],
    "plateau_rates": [
        function(
            "plateau_rates(losses, rate, patience=3, factor=0.5)",
            "rates, lowest, waiting = [], np.inf, 0",
            "for loss in losses:",
            "    rates.append(rate)",
            "    if loss < lowest:",
            "        lowest, waiting = loss, 0",
            "    else:",
            "        waiting += 1",
            "        if waiting >= patience:",
            "            rate, waiting = rate * factor, 0",
            "return rates",
        ),
        function(
            "plateau_rates(losses, rate, patience, factor)",
            "rates = np.full(len(losses), float(rate))",
            "waiting = 0",
            "for epoch in range(1, len(losses)):",
            "    waiting = 0 if losses[epoch] < min(losses[:epoch]) else waiting + 1",
            "    if waiting == patience:",
            "        rates[epoch + 1:] *= factor",
            "        waiting = 0",
            "return rates",
        ),
        function(
            "plateau_rates(losses, rate, patience=3, factor=0.5)",
            "changed, best, since = [rate], losses[0], 0",
            "for loss in losses[1:]:",
            "    changed.append(changed[-1] * factor if since == patience else changed[-1])",
            "    since = 0 if since == patience else since",
            "    since = 0 if loss < best else since + 1",
            "    best = min(best, loss)",
            "return changed",
        ),
    ],
    "augment": [
        augment(*MIRROR, *SHIFT, *LIGHT, whole=()),
        """
def augment(images, rng):
    count, height, width, channels = images.shape
    lit = images * rng.uniform(0.8, 1.2, (count, 1, 1, 1))
    lit = lit.clip(0, 255).round().astype("uint8")
    turned = rng.random(count) < 0.5
    lit[turned] = lit[turned][:, :, ::-1]
    moved = np.zeros_like(images)
    for n in range(count):
        down, right = rng.integers(-2, 3), rng.integers(-2, 3)
        rolled = np.roll(lit[n], (down, right), axis=(0, 1))
        if down > 0: rolled[:down] = 0
        if down < 0: rolled[down:] = 0
        if right > 0: rolled[:, :right] = 0
        if right < 0: rolled[:, right:] = 0
        moved[n] = rolled
    return moved
""",
        """
from course_utils import training

def augment(images, rng):
    views = training.shift_and_mirror(images, rng, most=2).astype(float)
    for view in views:
        view *= 0.8 + 0.4 * rng.random()
    return np.minimum(views, 255).astype(np.uint8)
""",
    ],
    "classify": [
        function("classify(images)", "return np.eye(10)[machine.predict(features(images))]"),
        function(
            "classify(images)",
            "votes = machine.decision_function(features(images))",
            "powers = np.exp(5 * (votes - votes.max(axis=1, keepdims=True)))",
            "return (powers / powers.sum(axis=1, keepdims=True)).astype('float32')",
        ),
        """
class Classifier:
    def __call__(self, images):
        rows = []
        for label in machine.predict(features(images)):
            rows.append([0.91 if place == label else 0.01 for place in range(10)])
        return rows

cured = classify = Classifier()
""",
    ],
}

WRONG = {
    "gap_curve": [
        (
            function("gap_curve(history)", "return np.subtract(history['accuracy'], history['val_accuracy'])"),
            "A gap of 0.125 is 12.5 percentage points",
        ),
        (
            function("gap_curve(history)", "return 100 * np.abs(np.subtract(history['accuracy'], history['val_accuracy']))"),
            "Keep the sign",
        ),
        (
            function("gap_curve(history)", "return 100 * (history['accuracy'][-1] - history['val_accuracy'][-1])"),
            "so three gaps come out",
        ),
        (
            function("gap_curve(history)", "return 100 * np.subtract(history['val_accuracy'], history['accuracy'])"),
            "Training accuracy minus validation accuracy",
        ),
        (function("gap_curve(history)", "return 100 * (history['accuracy'] - history['val_accuracy'])"), "TypeError"),
    ],
    "best_epoch": [
        (function("best_epoch(history)", "return int(np.nanargmin(history['val_loss']))"), "epochs count from 1"),
        (function("best_epoch(history)", "return int(np.argmin(history['val_loss'])) + 1"), "the training blew up"),
        (function("best_epoch(history)", "return int(np.nanargmin(history['loss'])) + 1"), "The validation losses are 1.5, 1.25, 2.0"),
        (
            function(
                "best_epoch(history)",
                "losses = history['val_loss']",
                "return len(losses) - int(np.nanargmin(losses[::-1]))",
            ),
            "The earlier one cost less",
        ),
        (function("best_epoch(history)", "return np.nanmin(history['val_loss'])"), "epochs count from 1"),
    ],
    "diagnose": [
        (
            diagnose(
                "if np.isnan(loss).any() or (np.diff(loss) > 0.2).mean() > 0.2:",
                "    return 'too_high_rate'",
                "if val_accuracy < 0.6:",
                "    return 'underfitting'",
                "if accuracy - val_accuracy > 0.1:",
                "    return 'overfitting'",
                "return 'leaking' if val_accuracy >= accuracy else 'good'",
            ),
            "look at the *training* accuracy",
        ),
        (
            diagnose(
                "if (np.diff(loss) > 0.1 * np.log(classes)).mean() > 0.2:",
                "    return 'too_high_rate'",
                "learnt = (accuracy - 1 / classes) / (1 - 1 / classes)",
                "if learnt > 0.9 and val_loss[-1] <= loss[-1]:",
                "    return 'leaking'",
                "if val_loss[-1] > 1.1 * val_loss.min():",
                "    return 'overfitting'",
                "return 'good' if learnt > 0.6 else 'underfitting'",
            ),
            "No comparison with `nan` is ever true",
        ),
        (
            diagnose(
                "if not np.isfinite(loss).all() or (np.diff(loss) > 0.1 * np.log(classes)).mean() > 0.2:",
                "    return 'too_high_rate'",
                "if accuracy < 0.6:",
                "    return 'underfitting'",
                "if val_loss[-1] > 1.1 * val_loss.min():",
                "    return 'overfitting'",
                "return 'leaking' if val_loss[-1] <= loss[-1] else 'good'",
            ),
            "That is what `classes` is for",
        ),
        (
            diagnose(
                "if not np.isfinite(loss).all() or (np.diff(loss) > 0.1 * np.log(classes)).mean() > 0.2:",
                "    return 'too_high_rate'",
                "if accuracy < 0.7:",
                "    return 'underfitting'",
                "return 'overfitting' if accuracy - val_accuracy > 0.1 else 'good'",
            ),
            "Who has never seen an image does not know it by heart",
        ),
        (diagnose("return 'overfitting' if accuracy > val_accuracy else 'good'"), "Leave it alone"),
    ],
    "penalty": [
        (
            function("penalty(kernels, l1, l2)", "return sum(l1 * k.sum() + l2 * (k ** 2).sum() for k in kernels)"),
            "A minus sign does not make a weight cheaper",
        ),
        (
            function("penalty(kernels, l1, l2)", "return sum(l1 * np.abs(k).sum() + l2 / 2 * (k ** 2).sum() for k in kernels)"),
            "Keras has no factor 1/2 here",
        ),
        (
            function("penalty(kernels, l1, l2)", "return sum(l1 * np.abs(k).mean() + l2 * (k ** 2).mean() for k in kernels)"),
            "L1 adds up sizes",
        ),
        (
            function("penalty(kernels, l1, l2)", "w = np.array(kernels)", "return l1 * np.abs(w).sum() + l2 * (w ** 2).sum()"),
            "ValueError",
        ),
    ],
    "plateau_rates": [
        (
            function(
                "plateau_rates(losses, rate, patience=3, factor=0.5)",
                "rates, lowest, waiting = [], np.inf, 0",
                "for loss in losses:",
                "    if loss < lowest:",
                "        lowest, waiting = loss, 0",
                "    else:",
                "        waiting += 1",
                "    if waiting == patience:",
                "        rate, waiting = rate * factor, 0",
                "    rates.append(rate)",
                "return rates",
            ),
            "so from epoch 5 on the rate is halved",
        ),
        (
            function(
                "plateau_rates(losses, rate, patience=3, factor=0.5)",
                "rates, last, waiting = [], np.inf, 0",
                "for loss in losses:",
                "    rates.append(rate)",
                "    waiting = 0 if loss < last else waiting + 1",
                "    last = loss",
                "    if waiting == patience:",
                "        rate, waiting = rate * factor, 0",
                "return rates",
            ),
            "Compare with the lowest so far",
        ),
        (
            function(
                "plateau_rates(losses, rate, patience=3, factor=0.5)",
                "rates, lowest, waiting = [], np.inf, 0",
                "for loss in losses:",
                "    rates.append(rate)",
                "    if loss < lowest:",
                "        lowest, waiting = loss, 0",
                "    else:",
                "        waiting += 1",
                "    if waiting >= patience:",
                "        rate = rate * factor",
                "return rates",
            ),
            "After each change the waiting starts at 0 again",
        ),
        (
            function(
                "plateau_rates(losses, rate, patience=3, factor=0.5)",
                "rates, lowest, waiting = [], np.inf, 0",
                "for loss in losses:",
                "    rates.append(rate)",
                "    if loss <= lowest:",
                "        lowest, waiting = loss, 0",
                "    else:",
                "        waiting += 1",
                "    if waiting == patience:",
                "        rate, waiting = rate * factor, 0",
                "return rates",
            ),
            "so from epoch 5 on the rate is halved",
        ),
    ],
    "augment": [
        (
            augment(*MIRROR, *SHIFT, "views[n] = (image * rng.uniform(0.8, 1.2)).astype(np.int64).astype(np.uint8)"),
            "Above 255 `uint8` starts again at 0",
        ),
        (
            augment(*MIRROR, "image = np.roll(image, rng.integers(-2, 3, size=2), axis=(0, 1))", *LIGHT),
            "let nothing wrap round",
        ),
        (
            augment(
                *SHIFT,
                *LIGHT,
                whole=("if rng.random() < 0.5:", "    images = images[:, :, ::-1]"),
            ),
            "Toss a coin for every image",
        ),
        (
            augment("if rng.random() < 0.5:", "    image = image[::-1]", *SHIFT, *LIGHT),
            "Mirror left to right only",
        ),
        (
            augment(
                *MIRROR,
                "padded = np.pad(image, ((2, 2), (2, 2), (0, 0)))",
                "down, right = rng.integers(0, 4, size=2)",
                "image = padded[down:down + height, right:right + width]",
                *LIGHT,
            ),
            "the upper end is left out",
        ),
        (
            augment(*MIRROR, *SHIFT, "images[n] = np.clip(image * rng.uniform(0.8, 1.2), 0, 255)", whole=(), end="return images"),
            "work on a copy",
        ),
        (
            augment("if np.random.random() < 0.5:", "    image = image[:, ::-1]", *SHIFT, *LIGHT),
            "draw from `rng`, not from `np.random`",
        ),
        (
            augment(*MIRROR, *SHIFT, *LIGHT, end="return views / 255"),
            "end with `.astype(np.uint8)`",
        ),
    ],
    "classify": [
        (
            function("classify(images)", "return machine.predict(features(images))"),
            "One row of 10 probabilities per image",
        ),
        (
            function("classify(images)", "return np.full((len(images), 10), 0.1)"),
            "Your accuracy (%) on 500 fresh images",
        ),
        (
            function("classify(images)", "return machine.decision_function(features(images))"),
            "are not probabilities",
        ),
        (
            function("classify(images)", "return np.eye(10)[beginner.predict(features(images))]"),
            "Learning the training images better by heart does not help",
        ),
    ],
}
