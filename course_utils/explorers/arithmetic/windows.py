"""Where a window stands along one side: one description for convolution and transposed convolution, as `windows.js` has it too."""

from dataclasses import dataclass

from course_utils.explorers.networks.receptive import Reach
from course_utils.nn.convolution import same_padding

PADDING_WORDS = ("valid", "same", "full")


@dataclass(frozen=True)
class Windows:
    """How windows of one size lie on one side of an input.

    Parameters
    ----------
    side : int, pixels of the input
    spread : int, steps from one pixel to the next; more than 1 where zeros stand between them
    before, after : int, zeros around; negative where places are cut off
    kernel_size : int, places one output reads
    dilation : int, steps from one of them to the next
    stride : int, steps from one window to the next
    """

    side: int
    spread: int
    before: int
    after: int
    kernel_size: int
    dilation: int
    stride: int

    @property
    def window(self) -> int:
        """Places from the first one read to the last."""
        return self.dilation * (self.kernel_size - 1) + 1

    @property
    def stretched(self) -> int:
        """Places of the input with the zeros between its pixels."""
        return (self.side - 1) * self.spread + 1

    @property
    def total(self) -> int:
        """Places the windows can stand on: pixels, zeros between and zeros around."""
        return self.stretched + self.before + self.after

    @property
    def outputs(self) -> int:
        """Places of the output; 0 where not one window fits.

        Dumoulin & Visin (2016), arXiv:1603.07285, relationship 15 (dilation) and 14 (transposed).
        """
        return max(0, (self.total - self.window) // self.stride + 1)

    def reads(self, output: int) -> frozenset[int]:
        """Tell which pixels one output reads.

        Parameters
        ----------
        output : int

        Returns
        -------
        frozenset of int
        """
        places = Reach(self.kernel_size, self.dilation, self.stride, self.before, self.stretched).back(frozenset({output}))
        return frozenset(place // self.spread for place in places if place % self.spread == 0)

    def unused(self) -> list[int]:
        """Tell which rows (or columns) no output reads.

        Returns
        -------
        list of int
        """
        read = frozenset[int]().union(*(self.reads(output) for output in range(self.outputs)))
        return [place for place in range(self.side) if place not in read]


def pads(padding: int | str, side: int, kernel_size: int, *, stride: int, dilation: int) -> tuple[int, int]:
    """Turn a padding into numbers of zeros before and after.

    Parameters
    ----------
    padding : int, or "valid", "same" or "full"
    side, kernel_size, stride, dilation : int

    Returns
    -------
    tuple of two ints
        They differ only for "same": TensorFlow puts the odd zero after the last pixel.
    """
    if padding == "same":
        return same_padding(side, kernel_size, stride=stride, dilation=dilation)
    each = {"valid": 0, "full": dilation * (kernel_size - 1)}[padding] if isinstance(padding, str) else padding
    return each, each


def convolution(side: int, kernel_size: int, *, padding: int | str, stride: int, dilation: int) -> Windows:
    """Describe a convolution (or pooling) along one side.

    Parameters
    ----------
    side : int, pixels
    kernel_size : int
    padding : int, or "valid", "same" or "full"
    stride, dilation : int

    Returns
    -------
    Windows
    """
    before, after = pads(padding, side, kernel_size, stride=stride, dilation=dilation)
    return Windows(side, 1, before, after, kernel_size, dilation, stride)


def transposed_convolution(side: int, kernel_size: int, *, padding: int | str, stride: int, dilation: int, output_padding: int) -> Windows:
    """Describe a transposed convolution along one side, as a plain one over the input with zeros put between its pixels.

    Parameters
    ----------
    side : int, pixels
    kernel_size : int
    padding : int, or "valid", "same" or "full"
        Of the convolution whose shapes it reverses: the more padding there, the smaller the output here.
    stride, dilation : int
        Of that convolution.
    output_padding : int, places added after the last; "same" settles them itself

    Returns
    -------
    Windows
    """
    window = dilation * (kernel_size - 1) + 1
    if padding == "same":  # as Keras: the output is stride times as large as the input
        before = max(0, window - stride) // 2
        after = max(0, window - stride) - before
        output_padding = max(0, stride - window)
    else:
        before, after = pads(padding, side, kernel_size, stride=stride, dilation=dilation)
    return Windows(side, stride, window - 1 - before, window - 1 - after + output_padding, kernel_size, dilation, 1)
