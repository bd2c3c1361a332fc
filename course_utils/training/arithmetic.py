"""Which arithmetic this machine is fast at: found out, never assumed."""

from pathlib import Path

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
