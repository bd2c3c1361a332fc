"""What a model has learned from a sample, and what its losses say."""

from dataclasses import dataclass

from course_utils.explorers.overfitting import network, polynomial
from course_utils.explorers.overfitting.samples import Floats, Sample
from course_utils.explorers.overfitting.verdicts import verdict


@dataclass(frozen=True)
class Outcome:
    """A fitted model and its losses.

    Parameters
    ----------
    model : str, "network" or "polynomial"
    weights : float array
        Of the network, or the polynomial's coefficients.
    train_loss, validation_loss : float
        Of that model.
    train_losses, validation_losses : list of floats
        Of every epoch from 0 on, or of every degree from 1 on.
    verdict : str
    kept : int
        The epoch whose weights these are, or the degree.
    """

    model: str
    weights: Floats
    train_loss: float
    validation_loss: float
    train_losses: list[float]
    validation_losses: list[float]
    verdict: str
    kept: int

    def answer(self, x: Floats) -> Floats:
        """Ask the fitted model.

        Parameters
        ----------
        x : float array

        Returns
        -------
        float array
        """
        return network.predict(self.weights, x) if self.model == "network" else polynomial.predict(self.weights, x)


def outcome_of(
    sample: Sample, model: str, capacity: int, *, seed: int, epochs: int, regularisation: float, early_stopping: bool
) -> Outcome:
    """Fit a model and judge it.

    Parameters
    ----------
    sample : Sample
    model : str
    capacity : int
    seed : int
    epochs : int
    regularisation : float
    early_stopping : bool

    Returns
    -------
    Outcome
    """
    if model == "network":
        trained = network.train(
            sample.train,
            sample.validation,
            width=capacity,
            seed=seed,
            epochs=epochs,
            regularisation=regularisation,
            early_stopping=early_stopping,
        )
        kept, weights, curves = trained.epoch, trained.weights, (trained.train_losses, trained.validation_losses)
        at = kept
    else:
        kept, weights = capacity, polynomial.fit(sample.train, capacity, regularisation)
        curves = polynomial.capacity_curve(sample.train, sample.validation, regularisation)
        at = capacity - 1
    losses = curves[0][at], curves[1][at]
    said = verdict(*losses, sample.baseline, min(len(sample.train), len(sample.validation)))
    return Outcome(model, weights, *losses, *curves, said, kept)
