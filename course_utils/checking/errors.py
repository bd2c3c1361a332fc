"""The errors that a student of NumPy meets every week, and what each asks for."""

import re

from course_utils.checking.language import Text
from course_utils.checking.outcomes import StudentRaised

# The beginning of the message that NumPy or Python gives, and the advice. The first that fits counts.
_ADVICE: tuple[tuple[str, Text], ...] = (
    (
        r"The truth value of an array",
        Text(
            "`if`, `and`, `or`, `max` and `min` look at one value, and here there is a whole array. Work on all of it: `np.where`, "
            "`np.maximum`, `&`, `|`, or a loop over its elements.",
            "`if`, `and`, `or`, `max`, `min`은 값 하나만 봅니다. 여기에서는 배열 전체가 들어왔습니다. `np.where`, `np.maximum`, `&`, "
            "`|`처럼 배열 전체를 다루는 것을 쓰거나 원소마다 반복하세요.",
        ),
    ),
    (
        r"only (length-1|0-dimensional|size-1) arrays can be converted",
        Text(
            "Functions of `math`, and `float(...)`, take one number, and here there is a whole array. NumPy has the same functions "
            "for arrays, such as `np.exp`.",
            "`math`의 함수와 `float(...)`은 수 하나만 받습니다. 여기에서는 배열 전체가 들어왔습니다. 배열에는 `np.exp`처럼 NumPy의 "
            "함수를 쓰세요.",
        ),
    ),
    (
        r"matmul:|shapes .* not aligned",
        Text(
            "The two inner sides of a matrix product must agree: (N, D) @ (D, M) gives (N, M). Print both shapes; is one of the two "
            "to be transposed, or their order to be changed?",
            "행렬곱에서는 안쪽의 두 길이가 같아야 합니다. (N, D) @ (D, M)은 (N, M)이 됩니다. 두 모양을 출력해 보세요. 하나를 "
            "전치하거나 순서를 바꾸어야 하지 않나요?",
        ),
    ),
    (
        r"operands could not be broadcast|non-broadcastable",
        Text(
            "Element by element, two arrays need the same shape, or a side of length 1 wherever they differ. Print both shapes; "
            "`keepdims=True` keeps a side that a sum or a maximum would drop.",
            "원소끼리 계산하려면 두 배열의 모양이 같거나, 다른 곳의 길이가 1이어야 합니다. 두 모양을 출력해 보세요. 합이나 최댓값을 "
            "구할 때 `keepdims=True`를 쓰면 축이 사라지지 않습니다.",
        ),
    ),
    (
        r"Cannot cast ufunc",
        Text(
            "An array of whole numbers cannot take fractions in place. Make a new array instead of writing into the old one, or begin "
            "with `x.astype(float)`.",
            "정수 배열에는 소수를 써 넣을 수 없습니다. 원래 배열에 쓰지 말고 새 배열을 만들거나, 먼저 `x.astype(float)`으로 바꾸세요.",
        ),
    ),
    (
        r"(index .* is out of bounds|list index out of range)",
        Text(
            "Counting starts at 0, so the last place is the length minus 1. Does a loop go one step too far?",
            "0부터 세므로 마지막 자리는 길이에서 1을 뺀 것입니다. 반복문이 한 칸 더 가지 않나요?",
        ),
    ),
    (
        r".*'?NoneType'?",
        Text(
            "Something here is None. Does a function that is used here hand back its value with `return`?",
            "여기에 쓰인 값 가운데 하나가 None입니다. 여기에서 부르는 함수가 `return`으로 값을 돌려주는지 살펴보세요.",
        ),
    ),
    (
        r"(unsupported operand type.*'list'|can't multiply sequence|bad operand type .*'list')",
        Text(
            "Python's lists do not calculate element by element. Make it an array first: `np.array(...)`.",
            "파이썬의 리스트는 원소끼리 계산하지 못합니다. 먼저 `np.array(...)`로 배열을 만드세요.",
        ),
    ),
    (
        r".*(positional argument|unexpected keyword argument)",
        Text(
            "The function is called with other arguments than it takes. Keep the names and their order as the exercise gave them.",
            "함수가 받는 인수와 부를 때 넣은 인수가 다릅니다. 문제에서 준 인수의 이름과 순서를 그대로 두세요.",
        ),
    ),
)


def advice(fault: StudentRaised) -> Text | None:
    """Say what a common error asks for.

    Parameters
    ----------
    fault : StudentRaised

    Returns
    -------
    Text or None
        None if the error is not among the common ones.
    """
    return next((said for beginning, said in _ADVICE if re.match(beginning, fault.message)), None)
