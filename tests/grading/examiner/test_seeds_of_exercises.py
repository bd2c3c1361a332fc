"""The draws of one exercise depend on the attempt's seed and its name, on nothing else."""

from autograder.grading.examiner.seeds import draws_for

SEED = "0f" * 32


def drawn(seed, exercise):
    return draws_for(seed, exercise).integers(2**62, size=4).tolist()


def test_the_same_attempt_draws_the_same():
    assert drawn(SEED, "relu") == drawn(SEED, "relu")


def test_other_exercises_and_other_attempts_draw_otherwise():
    assert drawn(SEED, "relu") != drawn(SEED, "step")
    assert drawn(SEED, "relu") != drawn("0e" + SEED[2:], "relu")
