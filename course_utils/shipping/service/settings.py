"""What the service allows, and how long it waits."""

from dataclasses import dataclass

from course_utils.data.folders.decoding import Limits

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Settings:
    """Limits of the service.

    Parameters
    ----------
    most_bytes : int, of a request's body
    most_pixels : int, width times height of an image, told from its header before anything is decoded
    fewest_pixels : int, of an image's shorter side
    most_images : int, in a batch request
    most_requests : int, with images at the same time; more are told to come back
    most_batch : int, images that go through the network together
    upload_seconds : float, for a request's body to arrive
    answer_seconds : float, from then to the answer
    log_seconds : float, that an answer waits for the log
    cached_answers : int, that are remembered; 0 for none
    drain_seconds : float, that a shutdown waits for requests under way
    watch_seconds : float, between two looks at the registry and at the drift
    window : int, newest answers that the drift alarm looks at
    """

    most_bytes: int = 8 * MEGABYTE
    most_pixels: int = 25 * MEGABYTE
    fewest_pixels: int = 16
    most_images: int = 16
    most_requests: int = 64
    most_batch: int = 32
    upload_seconds: float = 15.0
    answer_seconds: float = 10.0
    log_seconds: float = 15.0
    cached_answers: int = 2_000
    drain_seconds: float = 20.0
    watch_seconds: float = 5.0
    window: int = 500

    @property
    def limits(self) -> Limits:
        """As the decoder wants them."""
        return Limits(self.most_pixels, self.fewest_pixels, self.most_bytes)
