import pytest

from autograder.source.stubs import RegionError, solution_blocks, stub


def solved(*lines, indent=""):
    return "\n".join([f"{indent}### BEGIN SOLUTION", *(f"{indent}{line}" if line else "" for line in lines), f"{indent}### END SOLUTION"])


def test_a_region_in_a_function_becomes_a_raise():
    assert stub(f"def step(x):\n{solved('return int(x > 0)', indent='    ')}") == (
        "def step(x):\n    raise NotImplementedError  # YOUR CODE HERE"
    )


def test_code_around_the_region_stays():
    text = f"def step(x):\n    total = x\n{solved('total += 1', indent='    ')}\n    return total\n\nstep(1)"
    assert stub(text) == "def step(x):\n    total = x\n    raise NotImplementedError  # YOUR CODE HERE\n    return total\n\nstep(1)"


def test_a_region_in_a_method_becomes_a_raise():
    text = f"class Relu:\n    def forward(self, x):\n{solved('return x', indent='        ')}"
    assert stub(text).endswith("        raise NotImplementedError  # YOUR CODE HERE")


def test_assigned_names_become_ellipses_each_once_in_order():
    text = solved("import math", "b, (a, *rest) = 1, (2, 3)", "a = math.pi", "c: int = 4", "model.rate = 2", "_ = 3")
    assert stub(text).split("\n") == [f"{name} = ...  # YOUR CODE HERE" for name in ("b", "a", "rest", "c")]


def test_names_in_branches_count_but_not_loop_variables():
    assert stub(solved("for i in range(3):", "    total = i", "if total:", "    flag = 1")).split("\n") == [
        "total = ...  # YOUR CODE HERE",
        "flag = ...  # YOUR CODE HERE",
    ]


def test_a_definition_keeps_signature_and_docstring():
    text = solved(
        "def f(", "    x: dict[str, int],  # what", "    y=lambda: 1,", ") -> int:", '    """Add."""', "    # secret", "    return x + y"
    )
    assert stub(text) == (
        "def f(\n    x: dict[str, int],  # what\n    y=lambda: 1,\n) -> int:\n"
        '    """Add."""\n    raise NotImplementedError  # YOUR CODE HERE'
    )


def test_a_definition_on_one_line_keeps_its_signature():
    assert stub(solved("def f(x): return x")) == "def f(x):\n    raise NotImplementedError  # YOUR CODE HERE"


def test_a_class_can_still_be_defined():
    text = solved(
        "class Net(dict):",
        '    """A net."""',
        "    size = 3",
        "",
        "    @staticmethod",
        "    def f(x):",
        '        """F."""',
        "        return x",
    )
    namespace = {}
    exec(stub(text), namespace)
    assert "size" not in stub(text)
    with pytest.raises(NotImplementedError):
        namespace["Net"].f(1)


def test_a_class_without_methods_can_still_be_defined():
    assert stub(solved("class Empty:", "    size = 3")) == "class Empty:\n    ...  # YOUR CODE HERE"


def test_a_region_of_calls_only_leaves_the_mark():
    assert stub(solved("print(1)")) == "# YOUR CODE HERE"


def test_a_region_in_a_block_leaves_the_block_whole():
    text = f"for i in range(3):\n{solved('print(i)', indent='    ')}"
    assert stub(text) == "for i in range(3):\n    ...  # YOUR CODE HERE"


def test_a_region_after_a_function_is_not_in_it():
    assert stub("def f():\n    return 1\n\n" + solved("a = f()")) == "def f():\n    return 1\n\na = ...  # YOUR CODE HERE"


def test_two_regions_get_a_stub_each():
    assert stub(solved("a = 1") + "\nprint(a)\n" + solved("b = 2")) == ("a = ...  # YOUR CODE HERE\nprint(a)\nb = ...  # YOUR CODE HERE")


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("### BEGIN SOLUTION\na = 1", "never ends"),
        ("a = 1\n### END SOLUTION", "never began"),
        ("### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION", "inside another"),
        ("### BEGIN SOLUTION\na = (\n### END SOLUTION", "must run"),
    ],
)
def test_marks_that_do_not_pair_are_refused(text, fragment):
    with pytest.raises(RegionError, match=fragment):
        stub(text)


def test_solution_blocks_are_dedented():
    assert solution_blocks(f"def f():\n{solved('return 1', indent='    ')}") == ["return 1"]
