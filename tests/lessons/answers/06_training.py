"""Answers to lesson 06, right and wrong, that students may well write."""

SETUP = """
import numpy as np
from course_utils import nn


def walk(optimizer, parameters, slopes):
    places = []
    for gradients in slopes:
        parameters = optimizer.step(parameters, gradients)
        places.append({name: np.array(value) for name, value in parameters.items()})
    return places
"""

MOMENTUM = """
class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate, self.momentum = learning_rate, momentum
        self.velocity = {}

    def step(self, parameters, gradients):
"""

RMSPROP = """
class RMSprop:
    def __init__(self, learning_rate=0.001, decay=0.9, epsilon=1e-7):
        self.learning_rate, self.decay, self.epsilon = learning_rate, decay, epsilon
        self.squares = {}

    def step(self, parameters, gradients):
"""

ADAM = """
class Adam:
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
        self.learning_rate, self.beta_1, self.beta_2, self.epsilon = learning_rate, beta_1, beta_2, epsilon
        self.means, self.squares, self.t = {}, {}, 0

    def step(self, parameters, gradients):
"""

ADAMW = """
class AdamW:
    def __init__(self, learning_rate=0.001, weight_decay=0.004):
        self.learning_rate, self.weight_decay = learning_rate, weight_decay
        self.adam = nn.Adam(learning_rate)

    def step(self, parameters, gradients):
"""


def adam(first="(1 - self.beta_1**self.t)", second="(1 - self.beta_2**self.t)", before="        self.t += 1\n", inside=""):
    """Write Adam with other corrections."""
    return (
        ADAM
        + before
        + f"""        moved = {{}}
        for name, g in gradients.items():
{inside}            self.means[name] = self.beta_1 * self.means.get(name, 0) + (1 - self.beta_1) * g
            self.squares[name] = self.beta_2 * self.squares.get(name, 0) + (1 - self.beta_2) * g**2
            m = self.means[name] / {first}
            s = self.squares[name] / {second}
            moved[name] = parameters[name] - self.learning_rate * m / (np.sqrt(s) + self.epsilon)
        return moved
"""
    )


def momentum(velocity, moved):
    """Write momentum with other formulas."""
    return (
        MOMENTUM
        + f"""        moved = {{}}
        for name, g in gradients.items():
            v = self.velocity.get(name, 0)
            {velocity}
            self.velocity[name] = v
            moved[name] = {moved}
        return moved
"""
    )


def rmsprop(squares, moved):
    """Write RMSprop with other formulas."""
    return (
        RMSPROP
        + f"""        moved = {{}}
        for name, g in gradients.items():
            s = self.squares.get(name, 0)
            {squares}
            self.squares[name] = s
            moved[name] = {moved}
        return moved
"""
    )


def forward(mean="x.mean(axis=0)", std="np.sqrt(x.var(axis=0) + epsilon)", output="gamma * hat + beta", back="y, hat, std"):
    """Write the forward pass of batch normalisation with other formulas."""
    return f"""
def batch_norm_forward(x, gamma, beta, epsilon=1e-3):
    mean, std = {mean}, {std}
    hat = (x - mean) / std
    y = {output}
    return {back}
"""


def backward(rest, gamma_gradient="(g * h).sum(axis=0)", beta_gradient="g.sum(axis=0)", back="dx, dgamma, dbeta"):
    """Write the backward pass of batch normalisation with other formulas."""
    return f"""
def batch_norm_backward(gradient, normalised, std, gamma):
    g, h = gradient, normalised
    dx = {rest}
    dgamma, dbeta = {gamma_gradient}, {beta_gradient}
    return {back}
"""


def dropout(*lines):
    """Write dropout with these lines."""
    return "def dropout(x, rate, rng, training):\n" + "\n".join(f"    {line}" for line in lines)


def initialise(*lines):
    """Write initialise with these lines."""
    return "def initialise(n_in, n_out, scheme, rng):\n" + "\n".join(f"    {line}" for line in lines)


RIGHT = {
    "initialise": [
        """
def initialise(n_in, n_out, scheme, rng):
    weights = rng.standard_normal((n_in, n_out), dtype=np.float32)
    match scheme:
        case "small":
            return weights * np.float32(0.01)
        case "xavier":
            return weights / np.sqrt(n_in)
    return weights * np.sqrt(2 / n_in)
""",
        """
def initialise(n_in, n_out, scheme, rng):
    if scheme == "small":
        return 0.01 * rng.standard_normal((n_in, n_out))
    elif scheme == "xavier":
        return np.sqrt(2 / (n_in + n_out)) * rng.standard_normal((n_in, n_out))
    else:
        return np.sqrt(2 / n_in) * rng.standard_normal((n_in, n_out))
""",
        """
def initialise(n_in, n_out, scheme, rng):
    variance = {"small": 1e-4, "xavier": 1 / n_in, "he": 2 / n_in}[scheme]
    limit = np.sqrt(3 * variance)
    return rng.uniform(-limit, limit, size=(n_in, n_out))
""",
        """
def initialise(n_in, n_out, scheme, rng):
    draws = {"small": nn.normal, "xavier": nn.xavier, "he": nn.he}
    return draws[scheme]((n_in, n_out), rng)
""",
        """
def initialise(n_in, n_out, scheme, rng):
    std = 0.01 if scheme == "small" else (1 / n_in) ** 0.5 if scheme == "xavier" else (2 / n_in) ** 0.5
    return [[rng.normal(0, std) for _ in range(n_out)] for _ in range(n_in)]
""",
    ],
    "Momentum": [
        """
from collections import defaultdict


class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.rate, self.share, self.v = learning_rate, momentum, defaultdict(float)

    def step(self, values, slopes):
        for name, g in slopes.items():
            self.v[name] = self.share * self.v[name] - self.rate * g
        return {name: np.add(value, self.v[name]) for name, value in values.items()}
""",
        momentum("v = self.momentum * v - self.learning_rate * g", "parameters[name] + v"),
        momentum("v = self.momentum * v + g", "parameters[name] - self.learning_rate * v"),
        momentum("v = self.learning_rate * g + self.momentum * v", "parameters[name] - v"),
        MOMENTUM
        + """
        if not self.velocity:
            self.velocity = {name: np.zeros_like(value) for name, value in parameters.items()}
        self.velocity = {n: self.momentum * v - self.learning_rate * gradients[n] for n, v in self.velocity.items()}
        return {name: parameters[name] + self.velocity[name] for name in parameters}
""",
        MOMENTUM
        + """
        new = dict(parameters)
        for name in parameters:
            if name not in self.velocity:
                self.velocity[name] = np.zeros(np.shape(parameters[name]))
            self.velocity[name] *= self.momentum
            self.velocity[name] -= self.learning_rate * gradients[name]
            new[name] = new[name] + self.velocity[name]
        return new
""",
    ],
    "RMSprop": [
        rmsprop(
            "s = self.decay * s + (1 - self.decay) * g**2",
            "parameters[name] - self.learning_rate * g / np.sqrt(s + self.epsilon)",
        ),
        rmsprop(
            "s = s + (1 - self.decay) * (g * g - s)",
            "parameters[name] - self.learning_rate / (np.sqrt(s) + self.epsilon) * g",
        ),
        RMSPROP
        + """
        for name in gradients:
            old = self.squares[name] if name in self.squares else np.zeros_like(gradients[name])
            self.squares[name] = self.decay * old + (1 - self.decay) * np.square(gradients[name])
        return {
            name: parameters[name] - self.learning_rate * gradients[name] * (self.squares[name] + self.epsilon) ** -0.5
            for name in parameters
        }
""",
    ],
    "Adam": [
        ADAM
        + """
        self.t += 1
        one, two = self.beta_1, self.beta_2
        self.means = {name: one * self.means.get(name, 0) + (1 - one) * g for name, g in gradients.items()}
        self.squares = {name: two * self.squares.get(name, 0) + (1 - two) * g**2 for name, g in gradients.items()}
        means = {name: mean / (1 - one**self.t) for name, mean in self.means.items()}
        squares = {name: square / (1 - two**self.t) for name, square in self.squares.items()}
        return {n: value - self.learning_rate * means[n] / (np.sqrt(squares[n]) + self.epsilon) for n, value in parameters.items()}
""",
        adam(),
        ADAM
        + """
        self.t += 1
        rate = self.learning_rate * np.sqrt(1 - self.beta_2**self.t) / (1 - self.beta_1**self.t)
        new = {}
        for name in parameters:
            g = gradients[name]
            self.means[name] = self.means.get(name, 0) + (1 - self.beta_1) * (g - self.means.get(name, 0))
            self.squares[name] = self.squares.get(name, 0) + (1 - self.beta_2) * (g**2 - self.squares.get(name, 0))
            new[name] = parameters[name] - rate * self.means[name] / (np.sqrt(self.squares[name]) + self.epsilon)
        return new
""",
        ADAM
        + """
        self.t = self.t + 1
        if self.t == 1:
            self.means = {name: np.zeros_like(g) for name, g in gradients.items()}
            self.squares = {name: np.zeros_like(g) for name, g in gradients.items()}
        new = {name: np.array(value, dtype=float) for name, value in parameters.items()}
        for name, g in gradients.items():
            self.means[name] = self.beta_1 * self.means[name] + (1 - self.beta_1) * g
            self.squares[name] = self.beta_2 * self.squares[name] + (1 - self.beta_2) * g * g
            m, s = self.means[name] / (1 - self.beta_1**self.t), self.squares[name] / (1 - self.beta_2**self.t)
            new[name] -= self.learning_rate * m / np.sqrt(s + self.epsilon**2)
        return new
""",
    ],
    "AdamW": [
        ADAMW
        + """
        moved = self.adam.step(parameters, gradients)
        return {name: value * (1 - self.learning_rate * self.weight_decay) for name, value in moved.items()}
""",
        ADAMW
        + """
        smaller = {name: value * (1 - self.learning_rate * self.weight_decay) for name, value in parameters.items()}
        return self.adam.step(smaller, gradients)
""",
        ADAMW
        + """
        moved = self.adam.step(parameters, gradients)
        return {name: moved[name] - self.learning_rate * self.weight_decay * parameters[name] for name in parameters}
""",
        ADAMW
        + """
        smaller = {}
        for name in parameters:
            smaller[name] = parameters[name] - self.learning_rate * self.weight_decay * parameters[name]
        return self.adam.step(smaller, gradients)
""",
        """
class AdamW(nn.AdamW):
    pass
""",
    ],
    "batch_norm_forward": [
        """
def batch_norm_forward(x, gamma, beta, epsilon=1e-3):
    x = x.astype(np.float32)
    centred = x - np.einsum("nd->d", x) / len(x)
    std = np.sqrt(np.einsum("nd,nd->d", centred, centred) / len(x) + epsilon)
    return gamma * centred / std + beta, centred / std, std
""",
        forward(),
        """
def batch_norm_forward(x, gamma, beta, epsilon=1e-3):
    size = len(x)
    mean = x.sum(axis=0) / size
    variance = ((x - mean) ** 2).sum(axis=0) / size
    std = (variance + epsilon) ** 0.5
    normalised = (x - mean) / std
    return [normalised * gamma + beta, normalised, std]
""",
        """
def batch_norm_forward(x, gamma, beta, epsilon=1e-3):
    mean = np.mean(x, axis=0, keepdims=True)
    std = np.sqrt(np.var(x, axis=0, keepdims=True) + epsilon)
    hat = (x - mean) / std
    return hat * gamma + beta, hat, std
""",
        """
def batch_norm_forward(x, gamma, beta, epsilon=1e-3):
    hat, std = np.zeros_like(x), np.zeros(x.shape[1])
    for unit in range(x.shape[1]):
        column = x[:, unit]
        std[unit] = np.sqrt(np.mean((column - column.mean()) ** 2) + epsilon)
        hat[:, unit] = (column - column.mean()) / std[unit]
    return gamma * hat + beta, hat, std
""",
    ],
    "batch_norm_backward": [
        """
def batch_norm_backward(gradient, normalised, std, gamma):
    size = len(gradient)
    dx = np.zeros_like(gradient)
    for unit in range(gradient.shape[1]):
        h = normalised[:, unit]
        jacobian = gamma[unit] / std[unit] * (np.eye(size) - 1 / size - np.outer(h, h) / size)
        dx[:, unit] = jacobian @ gradient[:, unit]
    return dx, np.diag(gradient.T @ normalised), sum(gradient)
""",
        backward("gamma / std * (g - g.mean(axis=0) - h * (g * h).mean(axis=0))"),
        backward("gamma / (len(g) * std) * (len(g) * g - g.sum(axis=0) - h * (g * h).sum(axis=0))"),
        """
def batch_norm_backward(gradient, normalised, std, gamma):
    size = len(gradient)
    centred = normalised * std
    dhat = gradient * gamma
    dvariance = np.sum(dhat * centred, axis=0) * -0.5 * std**-3
    dmean = np.sum(-dhat / std, axis=0) + dvariance * np.mean(-2 * centred, axis=0)
    dx = dhat / std + dvariance * 2 * centred / size + dmean / size
    return dx, np.sum(gradient * normalised, axis=0), np.sum(gradient, axis=0)
""",
        """
def batch_norm_backward(gradient, normalised, std, gamma):
    dx = np.zeros_like(gradient)
    dgamma, dbeta = np.zeros(gradient.shape[1]), np.zeros(gradient.shape[1])
    for unit in range(gradient.shape[1]):
        g, h = gradient[:, unit], normalised[:, unit]
        dgamma[unit], dbeta[unit] = g @ h, g.sum()
        dx[:, unit] = gamma[unit] / std[unit] * (g - g.mean() - h * np.mean(g * h))
    return [dx, dgamma, dbeta]
""",
    ],
    "dropout": [
        dropout(
            "if not training:",
            "    return x",
            "order = rng.permutation(x.size).reshape(x.shape)",
            "return x * (order >= rate * x.size) / (1 - rate)",
        ),
        dropout("if not training:", "    return x", "kept = rng.random(x.shape) >= rate", "return x * kept / (1 - rate)"),
        dropout(
            "if training:",
            "    return np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))",
            "else:",
            "    return x.copy()",
        ),
        dropout(
            "if not training or rate == 0:",
            "    return x",
            "mask = rng.binomial(1, 1 - rate, size=x.shape) / (1 - rate)",
            "return mask * x",
        ),
        dropout(
            "if not training:",
            "    return x",
            "thinned = x / (1 - rate)",
            "thinned[rng.random(x.shape) < rate] = 0",
            "return thinned",
        ),
    ],
    "stop_epoch": [
        """
def stop_epoch(validation_losses, patience):
    losses = np.array(validation_losses)
    for epoch in range(len(losses)):
        best = np.argmin(losses[: epoch + 1])
        if epoch - best >= patience:
            break
    return best
""",
        """
def stop_epoch(validation_losses, patience):
    best, best_loss, waited = 0, float("inf"), 0
    for epoch, loss in enumerate(validation_losses):
        if loss < best_loss:
            best, best_loss, waited = epoch, loss, 0
        else:
            waited += 1
            if waited == patience:
                break
    return best
""",
        """
def stop_epoch(validation_losses, patience):
    best = 0
    for epoch in range(1, len(validation_losses)):
        if validation_losses[epoch] < validation_losses[best]:
            best = epoch
        if epoch - best == patience:
            return best
    return best
""",
        """
def stop_epoch(validation_losses, patience):
    for epoch in range(len(validation_losses)):
        seen = validation_losses[: epoch + 1]
        best = int(np.argmin(seen))
        if epoch - best >= patience:
            return best
    return int(np.argmin(validation_losses))
""",
    ],
    "bias_and_variance": [
        """
def bias_and_variance(fits, truth):
    bias = np.mean((np.mean(fits, axis=0) - truth) ** 2)
    variance = np.mean(np.var(fits, axis=0))
    return bias, variance
""",
        """
def bias_and_variance(fits, truth):
    mean = fits.mean(axis=0)
    return [np.square(mean - truth).mean(), np.square(fits - mean).mean()]
""",
        """
def bias_and_variance(fits, truth):
    bias = variance = 0
    for place in range(len(truth)):
        said = fits[:, place]
        bias += (said.mean() - truth[place]) ** 2 / len(truth)
        variance += ((said - said.mean()) ** 2).mean() / len(truth)
    return np.array([bias, variance])
""",
    ],
}

SMALLER = (
    "smaller = {{name: value * ({factor}) for name, value in parameters.items()}}\n        return self.adam.step(smaller, gradients)\n"
)

WRONG = {
    "initialise": [
        (
            initialise(
                'std = {"small": 0.01, "xavier": np.sqrt(1 / n_in), "he": np.sqrt(2) / n_in}[scheme]',
                "return rng.normal(0, std, size=(n_in, n_out))",
            ),
            "Everything belongs under the root",
        ),
        (
            initialise(
                'std = {"small": 0.01, "xavier": np.sqrt(n_in), "he": np.sqrt(n_in / 2)}[scheme]',
                "return rng.normal(0, std, size=(n_in, n_out))",
            ),
            "Upside down",
        ),
        (
            initialise(
                'std = {"small": 0.01, "xavier": np.sqrt(1 / n_in), "he": np.sqrt(2 / n_in)}[scheme]',
                "return rng.normal(std, size=(n_in, n_out))",
            ),
            "the *second* argument is the standard deviation",
        ),
        (
            initialise(
                'std = {"small": 0.01, "xavier": 1 / n_in, "he": 2 / n_in}[scheme]',
                "return rng.normal(0, std, size=(n_in, n_out))",
            ),
            "This is the variance",
        ),
        (
            initialise(
                'std = {"small": 0.01, "xavier": np.sqrt(1 / n_out), "he": np.sqrt(2 / n_out)}[scheme]',
                "return rng.normal(0, std, size=(n_in, n_out))",
            ),
            "Count what comes *in*",
        ),
        (
            initialise(
                'std = {"small": 0.01, "xavier": np.sqrt(1 / n_in), "he": np.sqrt(2 / n_in)}[scheme]',
                "return rng.normal(0, std, size=(n_out, n_in))",
            ),
            "One row for each input",
        ),
        (
            initialise(
                'std = {"small": 0.01, "xavier": np.sqrt(2 / n_in), "he": np.sqrt(1 / n_in)}[scheme]',
                "return rng.normal(0, std, size=(n_in, n_out))",
            ),
            "The two schemes are swapped",
        ),
        (
            initialise(
                'std = {"small": 0.01, "xavier": np.sqrt(1 / n_in), "he": np.sqrt(2 / n_in)}[scheme]',
                "return rng.uniform(-std, std, size=(n_in, n_out))",
            ),
            "A uniform draw",
        ),
        (
            initialise(
                'std = {"small": 0.01, "xavier": np.sqrt(1 / n_in), "he": np.sqrt(2 / n_in)}[scheme]',
                "return std * rng.random((n_in, n_out))",
            ),
            "`rng.random` runs from 0 to 1",
        ),
        (
            initialise(
                'std = {"small": 0.01, "xavier": np.sqrt(1 / n_in), "he": np.sqrt(2 / n_in)}[scheme]',
                "return np.random.default_rng(0).normal(0, std, size=(n_in, n_out))",
            ),
            "Do not make a generator inside the function",
        ),
        (
            initialise(
                'std = {"small": 0.01, "xavier": np.sqrt(1 / n_in), "he": np.sqrt(2 / n_in)}[scheme]',
                "return np.random.normal(0, std, size=(n_in, n_out))",
            ),
            "not from `np.random`",
        ),
    ],
    "Momentum": [
        (
            MOMENTUM
            + """
        new = parameters.copy()
        for name in new:
            self.velocity[name] = self.momentum * self.velocity.get(name, 0) - self.learning_rate * gradients[name]
            new[name] += self.velocity[name]
        return new
""",
            "copies the dict but not its arrays",
        ),
        (momentum("v = self.momentum * v - self.learning_rate * g", "parameters[name] + self.momentum * v"), "the momentum once more"),
        (
            MOMENTUM
            + """
        v, moved = self.velocity.get("v", 0), {}
        for name, g in gradients.items():
            v = self.momentum * v - self.learning_rate * g
            moved[name] = parameters[name] + v
        self.velocity["v"] = v
        return moved
""",
            "All arrays share one memory",
        ),
        (momentum("v = -self.learning_rate * g", "parameters[name] + v"), "plain gradient descent"),
        (momentum("v = self.momentum * v + self.learning_rate * g", "parameters[name] + v"), "walk uphill"),
        (
            momentum("v = self.momentum * v - self.learning_rate * (1 - self.momentum) * g", "parameters[name] + v"),
            "multiplied by 1 - momentum",
        ),
        (
            momentum("v = self.momentum * v - self.learning_rate * g", "parameters[name] + self.momentum * v - self.learning_rate * g"),
            "Nesterov",
        ),
        (momentum("v = v - self.learning_rate * g", "parameters[name] + v"), "never fades"),
        (momentum("v = self.momentum * v - g", "parameters[name] + v"), "The learning rate is missing"),
        (
            MOMENTUM
            + """
        for name, g in gradients.items():
            self.velocity[name] = self.momentum * self.velocity.get(name, 0) - self.learning_rate * g
            parameters[name] += self.velocity[name]
        return parameters
""",
            "changed the parameters it was given",
        ),
        (
            MOMENTUM
            + """
        for name, g in gradients.items():
            self.velocity[name] = self.momentum * self.velocity.get(name, 0) - self.learning_rate * g
        return self.velocity
""",
            "`w, t = 1`",
        ),
        (
            MOMENTUM
            + """
        for name, g in gradients.items():
            self.velocity[name] = self.momentum * self.velocity.get(name, 0) - self.learning_rate * g
""",
            "NoneType",
        ),
        (
            MOMENTUM
            + """
        moved = {}
        for name, g in gradients.items():
            self.velocity[name] = self.momentum * self.velocity.get(name, 0) - self.learning_rate * g
            moved[name] = parameters[name] + self.velocity[name]
            return moved
""",
            "return` it after the loop",
        ),
    ],
    "RMSprop": [
        (
            rmsprop(
                "s = self.decay * s + (1 - self.decay) * g",
                "parameters[name] - self.learning_rate * g / np.sqrt(s + self.epsilon)",
            ),
            "*squared* gradients",
        ),
        (
            rmsprop("s = self.decay * s + (1 - self.decay) * g**2", "parameters[name] - self.learning_rate / np.sqrt(s + self.epsilon)"),
            "The gradient is missing",
        ),
        (
            rmsprop(
                "s = self.decay * s + (1 - self.decay) * np.mean(g**2)",
                "parameters[name] - self.learning_rate * g / np.sqrt(s + self.epsilon)",
            ),
            "share one mean",
        ),
        (
            rmsprop(
                "s = self.decay * s + (1 - self.decay) * g**2",
                "parameters[name] - self.learning_rate * g * np.sqrt(s + self.epsilon)",
            ),
            "you multiply",
        ),
        (rmsprop("s = s + g**2", "parameters[name] - self.learning_rate * g / np.sqrt(s + self.epsilon)"), "AdaGrad"),
        (
            rmsprop("s = self.decay * s + (1 - self.decay) * g**2", "parameters[name] - self.learning_rate * g / (s + self.epsilon)"),
            "*root* of the running mean",
        ),
        (
            rmsprop(
                "s = (1 - self.decay) * s + self.decay * g**2", "parameters[name] - self.learning_rate * g / np.sqrt(s + self.epsilon)"
            ),
            "the other way round",
        ),
        (
            rmsprop("s = (1 - self.decay) * g**2", "parameters[name] - self.learning_rate * g / np.sqrt(s + self.epsilon)"),
            "The mean of the step before is lost",
        ),
        (
            rmsprop(
                "s = self.decay * s + (1 - self.decay) * np.abs(g)",
                "parameters[name] - self.learning_rate * g / np.sqrt(s + self.epsilon)",
            ),
            "*squared* gradients",
        ),
        (
            RMSPROP
            + """
        moved = {}
        for name, g in gradients.items():
            self.squares = self.decay * (self.squares if np.shape(self.squares) else 0) + (1 - self.decay) * g**2
            moved[name] = parameters[name] - self.learning_rate * g / np.sqrt(self.squares + self.epsilon)
        return moved
""",
            "Error",
        ),
        (
            rmsprop("s = self.decay * s + (1 - self.decay) * g**2", "parameters[name] - self.learning_rate * g / np.sqrt(s)"),
            "0 divided by 0",
        ),
    ],
    "Adam": [
        (adam("(1 - self.beta_1 * self.t)", "(1 - self.beta_2 * self.t)"), "Beta to the *power* of t"),
        (adam(second="(1 - self.beta_1**self.t)"), "they need `self.beta_2`"),
        (adam().replace("] / (1 -", "] * (1 -"), "*divide* by 1"),
        (
            adam()
            .replace("self.means[name] =", "mean =")
            .replace("self.squares[name] =", "square =")
            .replace("self.means[name] /", "mean /")
            .replace("self.squares[name] /", "square /"),
            "The means of the step before are lost",
        ),
        (adam(first="1", second="1"), "The bias correction is missing"),
        (adam(second="1"), "Only the mean is corrected"),
        (adam(first="1"), "Only the squares are corrected"),
        (adam(before="", inside="            self.t += 1\n"), "count before the loop"),
        (
            ADAM
            + """
        moved = {}
        for name, g in gradients.items():
            self.means[name] = self.beta_1 * self.means.get(name, 0) + (1 - self.beta_1) * g
            self.squares[name] = self.beta_2 * self.squares.get(name, 0) + (1 - self.beta_2) * g**2
            m = self.means[name] / (1 - self.beta_1**self.t + 0 * g)
            s = self.squares[name] / (1 - self.beta_2**self.t + 0 * g)
            moved[name] = parameters[name] - self.learning_rate * m / (np.sqrt(s) + self.epsilon)
        self.t += 1
        return moved
""",
            "Count first, then correct",
        ),
        (adam(first="(1 - self.beta_1)", second="(1 - self.beta_2)"), "has to grow by 1"),
        (
            ADAM
            + """
        self.t += 1
        moved = {}
        for name, g in gradients.items():
            self.means[name] = self.beta_1 * self.means.get(name, 0) + (1 - self.beta_1) * g
            self.squares[name] = self.beta_2 * self.squares.get(name, 0) + (1 - self.beta_2) * g**2
            self.means[name] = self.means[name] / (1 - self.beta_1**self.t)
            self.squares[name] = self.squares[name] / (1 - self.beta_2**self.t)
            moved[name] = parameters[name] - self.learning_rate * self.means[name] / (np.sqrt(self.squares[name]) + self.epsilon)
        return moved
""",
            "the next step corrects them again",
        ),
        (
            adam().replace("np.sqrt(s)", "s"),
            "*root* of the corrected squares",
        ),
    ],
    "AdamW": [
        (
            ADAMW
            + """
        smaller = {name: value - self.learning_rate * self.weight_decay for name, value in parameters.items()}
        return self.adam.step(smaller, gradients)
""",
            "You subtract the same number everywhere",
        ),
        (
            ADAMW
            + """
        smaller = {name: value * (1 - self.learning_rate * self.weight_decay) for name, value in parameters.items()}
        return nn.Adam(self.learning_rate).step(smaller, gradients)
""",
            "A new Adam at every step",
        ),
        (
            ADAMW
            + """
        penalised = {name: gradients[name] + self.weight_decay * parameters[name] for name in parameters}
        return self.adam.step(parameters, penalised)
""",
            "that is the L2 penalty",
        ),
        (ADAMW + "        " + SMALLER.format(factor="1 - self.weight_decay"), "multiplied by the learning rate"),
        (ADAMW + "        " + SMALLER.format(factor="1 + self.learning_rate * self.weight_decay"), "1 *minus* the decay"),
        (ADAMW + "        " + SMALLER.format(factor="self.learning_rate * self.weight_decay"), "you keep only the share"),
        (ADAMW + "        return self.adam.step(parameters, gradients)\n", "Adam without decay"),
        (
            ADAMW + "        return {name: value * (1 - self.learning_rate * self.weight_decay) for name, value in parameters.items()}\n",
            "The parameters only shrink",
        ),
        (
            ADAMW
            + """
        for name in parameters:
            parameters[name] *= 1 - self.learning_rate * self.weight_decay
        return self.adam.step(parameters, gradients)
""",
            "changed the parameters it was given",
        ),
    ],
    "batch_norm_forward": [
        (forward(std="np.sqrt(x.var(axis=0) + 1e-3)"), "Add the `epsilon` you are given"),
        (forward(std="x.std(axis=0) + epsilon"), "under the root"),
        (forward(std="np.sqrt((x**2).mean(axis=0) + epsilon)"), "subtract the mean *before* you square"),
        (forward().replace("(x - mean) / std", "x - mean / std"), "put brackets around"),
        (forward(back="y, std, hat"), "The order is output, x-hat, sigma"),
        (
            forward(mean="x.mean(axis=1, keepdims=True)", std="np.sqrt(x.var(axis=1, keepdims=True) + epsilon)"),
            "You normalise every image",
        ),
        (forward(mean="x.mean()", std="np.sqrt(x.var() + epsilon)"), "One mean for the whole array"),
        (forward(std="np.sqrt(x.var(axis=0, ddof=1) + epsilon)"), "You divide the squares by N - 1"),
        (forward(std="x.var(axis=0) + epsilon"), "You divide by the variance"),
        (forward(std="np.sqrt(x.var(axis=0))"), "Add the `epsilon` you are given"),
        (forward(output="beta * hat + gamma"), "gamma and beta are swapped"),
        (forward(output="hat"), "The output is gamma times x-hat plus beta"),
        (forward(back="y, hat, std**2"), "is its square"),
        (forward(back="y"), "should return three things"),
        (forward(back="y, y, std"), "already scaled and shifted"),
        (
            """
def batch_norm_forward(x, gamma, beta, epsilon=1e-3):
    std = np.sqrt(x.var(axis=0) + epsilon)
    x -= x.mean(axis=0)
    x /= std
    return gamma * x + beta, x, std
""",
            "changed the `x` it was given",
        ),
    ],
    "batch_norm_backward": [
        (backward("gamma / std * (g - g.mean() - h * (g * h).mean())"), "One mean for the whole array"),
        (
            backward("gamma / std * (g - g.mean(axis=1, keepdims=True) - h * (g * h).mean(axis=1, keepdims=True))"),
            "means over the units",
        ),
        (backward("gamma / std * (g - g.mean(axis=0) - (g * h).mean(axis=0))"), "has to be multiplied by x-hat"),
        (
            """
def batch_norm_backward(gradient, normalised, std, gamma):
    dgamma, dbeta = (gradient * normalised).sum(axis=0), gradient.sum(axis=0)
    gradient -= gradient.mean(axis=0) + normalised * (gradient * normalised).mean(axis=0)
    return gamma / std * gradient, dgamma, dbeta
""",
            "changed the `gradient` it was given",
        ),
        (backward("gamma / std * g"), "would be right if mu and sigma were fixed"),
        (backward("gamma / std * (g - h * (g * h).mean(axis=0))"), "The mean of the gradient is not taken out"),
        (backward("gamma / std * (g - g.mean(axis=0))"), "The share along x-hat is not taken out"),
        (backward("gamma / std * (g - g.sum(axis=0) - h * (g * h).sum(axis=0))"), "*means* over the batch"),
        (backward("1 / std * (g - g.mean(axis=0) - h * (g * h).mean(axis=0))"), "gamma is missing"),
        (
            backward("gamma / std * (g - g.mean(axis=0) - h * (g * h).mean(axis=0))", "(g * h).mean(axis=0)", "g.mean(axis=0)"),
            "it is the *sum* over the batch",
        ),
        (
            backward("gamma / std * (g - g.mean(axis=0) - h * (g * h).mean(axis=0))", back="dbeta, dgamma, dx"),
            "The order is x, gamma, beta",
        ),
        (backward("gamma / std * (g - g.mean(axis=0) - h * (g * h).mean(axis=0))", "g * h", "g"), "one number for each unit"),
        (backward("gamma / std * (g - g.mean(axis=0) - h * (g * h).mean(axis=0))", back="dx"), "should return three gradients"),
    ],
    "dropout": [
        (dropout("if not training:", "    return x", "return x * (rng.random() >= rate) / (1 - rate)"), "Everything is silenced at once"),
        (
            dropout("if not training:", "    return x", "x = x[rng.random(x.shape) >= rate]", "return x / (1 - rate)"),
            "do not pick with it",
        ),
        (
            dropout("if not training:", "    return x", "return (rng.random(x.shape) >= rate) / (1 - rate)"),
            "This is the mask alone",
        ),
        (
            dropout("if training:", "    return x", "return x * (rng.random(x.shape) >= rate) / (1 - rate)"),
            "when `training` is true",
        ),
        (
            dropout("if not training:", "    return x", "kept = rng.random(x.shape) < rate", "return x * kept / rate"),
            "is the share that is *silenced*",
        ),
        (
            dropout("if not training:", "    return x", "kept = rng.random(x.shape) >= rate", "return x * kept"),
            "must be divided by `1 - rate`",
        ),
        (
            dropout("kept = rng.random(x.shape) >= rate", "return x * kept / (1 - rate) if training else x * (1 - rate)"),
            "return `x` itself",
        ),
        (
            dropout("kept = rng.random(x.shape) >= rate", "return x * kept / (1 - rate)"),
            "return `x` itself",
        ),
        (
            dropout("if not training:", "    return x", "kept = rng.random(x.shape[1]) >= rate", "return x * kept / (1 - rate)"),
            "Whole rows or whole columns",
        ),
        (
            dropout("if not training:", "    return x", "kept = rng.random(x.shape) >= rate", "return x * kept / rate"),
            "Divide by the share that is *kept*",
        ),
        (
            dropout(
                "if not training:",
                "    return x",
                "kept = np.random.default_rng(0).random(x.shape) >= rate",
                "return x * kept / (1 - rate)",
            ),
            "Draw from `rng`",
        ),
        (
            dropout(
                "if not training:",
                "    return x",
                "x[rng.random(x.shape) < rate] = 0",
                "return x / (1 - rate)",
            ),
            "changed the `x` it was given",
        ),
    ],
    "stop_epoch": [
        (
            """
def stop_epoch(validation_losses, patience):
    best, waited = validation_losses[0], 0
    for loss in validation_losses[1:]:
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return best
""",
            "This is a loss",
        ),
        (
            """
def stop_epoch(validation_losses, patience):
    best, waited = 0, 0
    for epoch in range(1, len(validation_losses)):
        if validation_losses[epoch] < validation_losses[epoch - 1]:
            best, waited = epoch, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return best
""",
            "not with the one of the epoch before",
        ),
        (
            """
def stop_epoch(validation_losses, patience):
    return int(np.argmin(validation_losses))
""",
            "never saw it",
        ),
        (
            """
def stop_epoch(validation_losses, patience):
    best = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < validation_losses[best]:
            best = epoch
        elif epoch - best >= patience:
            return epoch
    return len(validation_losses) - 1
""",
            "in which training stops",
        ),
        (
            """
def stop_epoch(validation_losses, patience):
    best = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < validation_losses[best]:
            best = epoch
        elif epoch - best > patience:
            break
    return best
""",
            "You wait one epoch too long",
        ),
        (
            """
def stop_epoch(validation_losses, patience):
    best, waited = 0, 0
    for epoch, loss in enumerate(validation_losses):
        if loss < validation_losses[best]:
            best = epoch
        elif epoch:
            waited += 1
            if waited >= patience:
                break
    return best
""",
            "the waiting starts again from 0",
        ),
        (
            """
def stop_epoch(validation_losses, patience):
    best = 0
    for epoch, loss in enumerate(validation_losses):
        if loss <= validation_losses[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best
""",
            "A loss equal to the best is not lower",
        ),
        (
            """
def stop_epoch(validation_losses, patience):
    best = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < validation_losses[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best + 1
""",
            "Count the epochs from 0",
        ),
    ],
    "bias_and_variance": [
        (
            """
def bias_and_variance(fits, truth):
    return ((fits.mean() - truth) ** 2).mean(), fits.var(axis=0).mean()
""",
            "One mean for everything",
        ),
        (
            """
def bias_and_variance(fits, truth):
    return ((fits.mean(axis=0) - truth) ** 2).mean(), ((fits - truth) ** 2).mean()
""",
            "from the fits' *own* mean",
        ),
        (
            """
def bias_and_variance(fits, truth):
    return ((fits.mean(axis=0) - truth) ** 2).mean(), fits.var(axis=0, ddof=1).mean()
""",
            "You divide the squares by N - 1",
        ),
        (
            """
def bias_and_variance(fits, truth):
    return ((fits - truth) ** 2).mean(), fits.var(axis=0).mean()
""",
            "This is the whole error",
        ),
        (
            """
def bias_and_variance(fits, truth):
    return (fits.mean(axis=0) - truth).mean(), fits.var(axis=0).mean()
""",
            "Square the differences",
        ),
        (
            """
def bias_and_variance(fits, truth):
    return ((fits.mean(axis=0) - truth) ** 2).mean(), fits.var()
""",
            "Around the mean of *each place*",
        ),
        (
            """
def bias_and_variance(fits, truth):
    return fits.var(axis=0).mean(), ((fits.mean(axis=0) - truth) ** 2).mean()
""",
            "The squared bias comes first",
        ),
    ],
}
