"""The optimizers, each as the few lines it is, and the walk they take down a surface."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.descent.surfaces import Ground

Floats = NDArray[np.float64]
FAR = 1e6  # a coordinate beyond this will not come back


@dataclass(frozen=True)
class Settings:
    """The numbers an optimizer is set with; those not given are Keras's defaults.

    Parameters
    ----------
    learning_rate : float, greater than 0
    momentum : float, 0 <= momentum < 1
        For momentum and Nesterov.
    weight_decay : float, at least 0
        For AdamW.
    rho : float
        How long RMSprop remembers squared gradients.
    beta_1, beta_2 : float
        How long Adam remembers gradients, and squared gradients.
    epsilon : float
        Keeps RMSprop and Adam from dividing by 0.
    """

    learning_rate: float
    momentum: float = 0.9
    weight_decay: float = 0.004
    rho: float = 0.9
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-7


@dataclass
class Memory:
    """What an optimizer keeps from step to step.

    Parameters
    ----------
    velocity : float array
        Momentum's velocity; Adam's mean of gradients.
    square : float array
        Mean of squared gradients.
    step : int
        Steps taken.
    """

    velocity: Floats = field(default_factory=lambda: np.zeros(2))
    square: Floats = field(default_factory=lambda: np.zeros(2))
    step: int = 0


Rule = Callable[[Floats, Floats, Memory, Settings], Floats]


def sgd(place: Floats, gradient: Floats, _memory: Memory, given: Settings) -> Floats:
    """Step against the gradient.

    Parameters
    ----------
    place, gradient : float array
    given : Settings

    Returns
    -------
    float array
        The next place.

    Notes
    -----
    Cauchy (1847). On a quadratic surface whose largest curvature is L it converges for learning rates below 2 / L.
    """
    return place - given.learning_rate * gradient


def momentum(place: Floats, gradient: Floats, memory: Memory, given: Settings) -> Floats:
    """Keep most of the last step and add the new one.

    Parameters
    ----------
    place, gradient : float array
    memory : Memory
    given : Settings

    Returns
    -------
    float array
        The next place.

    Notes
    -----
    Polyak (1964), Some methods of speeding up the convergence of iteration methods; Goh (2017), Why momentum really works.
    """
    memory.velocity = given.momentum * memory.velocity - given.learning_rate * gradient
    return place + memory.velocity


def nesterov(place: Floats, gradient: Floats, memory: Memory, given: Settings) -> Floats:
    """Momentum that looks one step ahead, in the form that needs the gradient only where it stands.

    Parameters
    ----------
    place, gradient : float array
    memory : Memory
    given : Settings

    Returns
    -------
    float array
        The next place.

    Notes
    -----
    Nesterov (1983); Sutskever et al. (2013), On the importance of initialization and momentum in deep learning, in Keras's form.
    """
    memory.velocity = given.momentum * memory.velocity - given.learning_rate * gradient
    return place + given.momentum * memory.velocity - given.learning_rate * gradient


def rmsprop(place: Floats, gradient: Floats, memory: Memory, given: Settings) -> Floats:
    """Divide each coordinate's step by the size its gradients had lately.

    Parameters
    ----------
    place, gradient : float array
    memory : Memory
    given : Settings

    Returns
    -------
    float array
        The next place.

    Notes
    -----
    Tieleman & Hinton (2012), Lecture 6.5; epsilon inside the root, as Keras has it.
    """
    memory.square = given.rho * memory.square + (1 - given.rho) * gradient**2
    return place - given.learning_rate * gradient / np.sqrt(memory.square + given.epsilon)


def adam(place: Floats, gradient: Floats, memory: Memory, given: Settings) -> Floats:
    """Momentum and RMSprop in one, corrected for having started from zero.

    Parameters
    ----------
    place, gradient : float array
    memory : Memory
    given : Settings

    Returns
    -------
    float array
        The next place.

    Notes
    -----
    Kingma & Ba (2015), arXiv:1412.6980, in the form at the end of its section 2, as Keras has it.
    """
    memory.step += 1
    memory.velocity = memory.velocity + (1 - given.beta_1) * (gradient - memory.velocity)
    memory.square = memory.square + (1 - given.beta_2) * (gradient**2 - memory.square)
    rate = given.learning_rate * np.sqrt(1 - given.beta_2**memory.step) / (1 - given.beta_1**memory.step)
    return np.asarray(place - rate * memory.velocity / (np.sqrt(memory.square) + given.epsilon))


def adamw(place: Floats, gradient: Floats, memory: Memory, given: Settings) -> Floats:
    """Pull every coordinate a little towards 0, then step as Adam does.

    Parameters
    ----------
    place, gradient : float array
    memory : Memory
    given : Settings

    Returns
    -------
    float array
        The next place.

    Notes
    -----
    Loshchilov & Hutter (2019), arXiv:1711.05101.
    """
    return adam(place - given.learning_rate * given.weight_decay * place, gradient, memory, given)


RULES: dict[str, Rule] = {"sgd": sgd, "momentum": momentum, "nesterov": nesterov, "rmsprop": rmsprop, "adam": adam, "adamw": adamw}


@dataclass(frozen=True)
class Walk:
    """Where an optimizer went.

    Parameters
    ----------
    path : list of [x, y], the start first
    losses : list of floats
        One for each place.
    ended : str
        "" after all steps; "blown" where the next place was too far off to be a number; "left" where it left a sampled surface.
    """

    path: list[list[float]]
    losses: list[float]
    ended: str = ""


def walk(ground: Ground, start: tuple[float, float] | list[float], rule: Rule, given: Settings, steps: int) -> Walk:
    """Let an optimizer walk.

    Parameters
    ----------
    ground : Ground
    start : two floats
    rule : callable
        One of RULES.
    given : Settings
    steps : int, at least 1

    Returns
    -------
    Walk
        Shorter than `steps` where it ended early.
    """
    place, memory = np.array(start, dtype=np.float64), Memory()
    path, losses = [place.tolist()], [ground.value(*place.tolist())]
    for _ in range(steps):
        place = rule(place, np.array(ground.slope(*place.tolist())), memory, given)
        if not np.all(np.abs(place) <= FAR):
            return Walk(path, losses, "blown")
        if not ground.inside(*place.tolist()):
            return Walk(path, losses, "left")
        path.append(place.tolist())
        losses.append(ground.value(*path[-1]))
    return Walk(path, losses)


def limit_of(optimizer: str, curvature: float, momentum: float) -> float | None:
    """Give the learning rate from which on an optimizer diverges on a quadratic surface.

    Parameters
    ----------
    optimizer : str
    curvature : float
        The largest, L.
    momentum : float

    Returns
    -------
    float, or None for those that measure their steps by the gradients' size

    Notes
    -----
    SGD 2 / L; momentum m: 2 (1 + m) / L; Nesterov's: 2 (1 + m) / ((1 + 2 m) L). Goh (2017), Why momentum really works; the last from
    the roots of z² - (1 + m) (1 - h) z + m (1 - h), h = learning rate times L, which must lie within the unit circle.
    """
    stretched = {"sgd": 2.0, "momentum": 2 * (1 + momentum), "nesterov": 2 * (1 + momentum) / (1 + 2 * momentum)}
    return stretched[optimizer] / curvature if optimizer in stretched else None
