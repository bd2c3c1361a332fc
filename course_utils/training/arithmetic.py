"""Which arithmetic this machine is fast at: found out, never assumed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import keras

CPU_FLAGS = Path("/proc/cpuinfo")
_BFLOAT16 = ("amx_bf16", "avx512_bf16")


def supports_bfloat16(cpu_flags: Path = CPU_FLAGS) -> bool:
    """Tell whether the processor multiplies 16-bit floats (bfloat16) in hardware.

    Parameters
    ----------
    cpu_flags
        The kernel's description of the processors; a system without one (macOS, Windows) counts as unable.

    Returns
    -------
    bool
        True where every processor has `amx_bf16` or every one has `avx512_bf16`. Without them bfloat16 is emulated: slower, not faster.
    """
    try:
        lines = cpu_flags.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    processors = [set(line.split(":", 1)[1].split()) for line in lines if line.startswith("flags") and ":" in line]
    return bool(processors) and any(all(flag in processor for processor in processors) for flag in _BFLOAT16)


def fast_policy(cpu_flags: Path = CPU_FLAGS) -> str:
    """Name the Keras dtype policy in which this machine trains a convolutional network fastest.

    Parameters
    ----------
    cpu_flags
        As for `supports_bfloat16`.

    Returns
    -------
    str
        "mixed_bfloat16" (16-bit layers, 32-bit weights) or "float32", for a layer's or a network's `dtype`.
    """
    return "mixed_bfloat16" if supports_bfloat16(cpu_flags) else "float32"


@contextmanager
def computing_in(policy: str, model: "keras.Model") -> Iterator[None]:
    """Let a network's layers compute in another precision for a while; their weights keep 32 bits.

    Parameters
    ----------
    policy
        A Keras dtype policy, as `fast_policy` names it. Nothing is changed for "float32".
    model
        A built network, perhaps with networks inside. Its last layer is left as it is: probabilities need all their digits.

    Yields
    ------
    None
    """
    layers = [layer for layer in _single_layers(model)[:-1] if layer.dtype_policy.name == "float32"] if policy != "float32" else []
    for layer in layers:
        layer.dtype_policy = policy
    try:
        yield
    finally:
        for layer in layers:
            layer.dtype_policy = "float32"


def _single_layers(model: "keras.Model") -> list["keras.Layer"]:
    return [single for layer in model.layers for single in (_single_layers(layer) if hasattr(layer, "layers") else [layer])]
