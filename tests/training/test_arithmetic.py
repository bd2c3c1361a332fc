"""Sixteen-bit arithmetic is used where the processor has it, and only there."""

import pytest

from course_utils import training


@pytest.mark.parametrize(
    ("text", "able"),
    [
        ("processor : 0\nflags : fpu sse2 avx512_bf16\n", True),
        ("processor : 0\nflags : fpu amx_bf16 amx_tile\nprocessor : 1\nflags : fpu amx_bf16\n", True),
        ("processor : 0\nflags : fpu avx512_bf16\nprocessor : 1\nflags : fpu\n", False),
        ("processor : 0\nflags : fpu amx_bf16\nprocessor : 1\nflags : fpu avx512_bf16\n", False),
        ("processor : 0\nflags : fpu sse2 avx2\n", False),
        ("Features : fp asimd bf16\n", False),
        ("", False),
    ],
)
def test_every_processor_must_have_it(tmp_path, text, able):
    flags = tmp_path / "cpuinfo"
    flags.write_text(text)
    assert training.supports_bfloat16(flags) is able
    assert training.fast_policy(flags) == ("mixed_bfloat16" if able else "float32")


def test_a_system_that_does_not_say_counts_as_unable(tmp_path):
    assert training.supports_bfloat16(tmp_path / "nowhere") is False


def test_this_machine_gets_an_answer():
    assert training.fast_policy() in {"mixed_bfloat16", "float32"}
