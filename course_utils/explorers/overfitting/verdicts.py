"""What losses say about a model, in one word; and the settings that lead to each."""

FEWEST = 10  # points of a kind, below which a loss says little
POOR = 1 / 3  # of the loss of always answering the mean: more is underfitting
WIDE = 1 / 10  # of the same: a gap beyond it is overfitting

# What each of the four kinds of learning curves is shown with.
PRESETS: dict[str, dict[str, float]] = {
    "underfitting": {"network": 1, "polynomial": 2, "points": 40, "validation_points": 40, "noise": 0.2},
    "good": {"network": 12, "polynomial": 7, "points": 80, "validation_points": 80, "noise": 0.2},
    "overfitting": {"network": 64, "polynomial": 14, "points": 18, "validation_points": 60, "noise": 0.4},
    "too_little_data": {"network": 16, "polynomial": 4, "points": 8, "validation_points": 5, "noise": 0.3},
}


def verdict(train_loss: float, validation_loss: float, baseline: float, fewest_points: int) -> str:
    """Name what the losses say.

    Parameters
    ----------
    train_loss, validation_loss : float
    baseline : float
        The training loss of always answering the mean.
    fewest_points : int
        The smaller one of training and validation.

    Returns
    -------
    str
        "too_little_data" below 10 points; else "underfitting" where the training loss is above a third of the baseline; else
        "overfitting" where the gap is above a tenth of it; else "good".
    """
    if fewest_points < FEWEST:
        return "too_little_data"
    if train_loss > POOR * baseline:
        return "underfitting"
    return "overfitting" if validation_loss - train_loss > WIDE * baseline else "good"
