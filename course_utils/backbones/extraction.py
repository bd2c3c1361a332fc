"""Features of images, computed once per image: kept on disk by the content of the image and of the backbone."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from course_utils.backbones.backbone import Backbone, fingerprint
from course_utils.data.keeping import read_arrays, write_whole
from course_utils.data.places import cache_folder

Pooling = Literal["average", "maximum", "none"]
Floats = NDArray[np.float32]
_AT_ONCE = 64  # images that go through the network together
_PER_FILE = 512  # images; what an interrupt can cost


def features(
    backbone: Backbone, images: NDArray[np.uint8], *, pooling: Pooling = "average", progress: bool = True, cache: bool = True
) -> Floats:
    """Send images through a frozen backbone, each only once in the life of the cache.

    Parameters
    ----------
    backbone : Backbone
    images : uint8 array (N, side, side, 3)
    pooling : "average" or "maximum" over each feature map, or "none" for the maps themselves
    progress : show a bar over the images that are new
    cache : look into the cache, and keep what was computed

    Returns
    -------
    float32 array (N, C), or (N, h, w, C) without pooling; equal images have equal rows

    Raises
    ------
    ValueError
        If the images have another shape than the backbone expects, or `pooling` is unknown.
    """
    _check(backbone, images, pooling)
    digests = [blake2b(np.ascontiguousarray(image).tobytes(), digest_size=16).hexdigest() for image in images]
    folder = cache_folder() / "features" / f"{fingerprint(backbone.model)}-{pooling}"
    known = _kept(folder, set(digests)) if cache else {}
    first = {digest: place for place, digest in reversed([*enumerate(digests)])}
    new = [place for digest, place in first.items() if digest not in known][::-1]
    for rows, values in _computed(backbone, images, new, pooling, progress=progress):
        named = [digests[row] for row in rows]
        known.update(zip(named, values, strict=True))
        if cache:
            _keep(folder, named, values)
    shape = backbone.model.output_shape[1:] if pooling == "none" else (backbone.channels,)
    return np.stack([known[digest] for digest in digests]) if digests else np.zeros((0, *shape), np.float32)


def _check(backbone: Backbone, images: NDArray[np.uint8], pooling: str) -> None:
    if pooling not in {"average", "maximum", "none"}:
        raise ValueError(f"pooling must be 'average', 'maximum' or 'none', not {pooling!r}")
    wanted = (backbone.side, backbone.side, 3)
    if images.shape[1:] != wanted or images.dtype != np.uint8:
        raise ValueError(
            f"{backbone.title} was loaded for uint8 images (N, {wanted[0]}, {wanted[1]}, 3), not {images.dtype} {images.shape}: "
            f"load the data with size={backbone.side}, or the backbone with side={images.shape[1] if images.ndim > 1 else 'the same'}"
        )


def _computed(
    backbone: Backbone, images: NDArray[np.uint8], rows: list[int], pooling: str, *, progress: bool
) -> Iterator[tuple[list[int], Floats]]:
    from tqdm.auto import tqdm  # noqa: PLC0415 - chooses notebook or terminal when imported

    forward = _forward(backbone, len(rows))
    with tqdm(total=len(rows), desc=f"features of {backbone.title}", unit="image", leave=False, disable=not progress or not rows) as bar:
        for start in range(0, len(rows), _PER_FILE):
            some, made = rows[start : start + _PER_FILE], []
            for first in range(0, len(some), _AT_ONCE):
                batch = images[some[first : first + _AT_ONCE]].astype(np.float32)
                made.append(_pooled(forward(batch).numpy().astype(np.float32), pooling))
                bar.update(len(batch))
            yield some, np.concatenate(made)


def _forward(backbone: Backbone, count: int) -> Callable[[Floats], Any]:
    """Return what computes feature maps: traced once where there are images enough to pay for it, two to five times as fast then."""

    def maps(images: Any) -> Any:  # noqa: ANN401 - TensorFlow comes without types
        return backbone.model(images, training=False)

    if count <= _AT_ONCE:
        return maps
    import tensorflow as tf  # noqa: PLC0415 - loaded with the model

    shape = (None, *backbone.model.input_shape[1:])
    traced: Callable[[Floats], Any] = tf.function(maps, input_signature=[tf.TensorSpec(shape, tf.float32)])
    return traced


def _pooled(maps: Floats, pooling: str) -> Floats:
    if pooling == "none":
        return maps
    return np.asarray(maps.mean(axis=(1, 2)) if pooling == "average" else maps.max(axis=(1, 2)), np.float32)


def _kept(folder: Path, wanted: set[str]) -> dict[str, Floats]:
    """Read what is kept of the wanted images; a damaged file is as good as none."""
    found: dict[str, Floats] = {}
    for path in sorted(folder.glob("*.npz")) if folder.is_dir() else []:
        arrays = read_arrays(path)
        if arrays is None or {"digests", "values"} - set(arrays):
            continue
        digests = arrays["digests"].tolist()
        if wanted.isdisjoint(digests):
            continue
        found |= {digest: row for digest, row in zip(digests, arrays["values"], strict=False) if digest in wanted}
    return found


def _keep(folder: Path, digests: list[str], values: Floats) -> None:
    name = blake2b("".join(digests).encode(), digest_size=16).hexdigest()
    with suppress(OSError):  # a cache that cannot be written only costs time at the next start
        write_whole(folder / f"{name}-{os.getpid()}.npz", {"digests": np.array(digests), "values": values})
