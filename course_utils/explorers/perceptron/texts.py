"""The words of the perceptron explorer; fields in braces are filled where they are shown."""

TEXTS: dict[str, dict[str, str]] = {
    "bias": {"en": "bias b", "ko": "편향 b"},
    "equation": {"en": "Output 1 where {sum} > 0", "ko": "{sum} > 0이면 출력 1"},
    "gate": {"en": "Gate", "ko": "게이트"},
    "legend_line": {"en": "decision line (sum = 0)", "ko": "결정 경계 (합 = 0)"},
    "legend_one": {"en": "1 wanted", "ko": "목표 1"},
    "legend_shade": {"en": "output is 1 here", "ko": "출력이 1인 영역"},
    "legend_zero": {"en": "0 wanted", "ko": "목표 0"},
    "mark": {"en": "right?", "ko": "판정"},
    "move": {"en": "Move the line: drag it, or use the arrow keys", "ko": "직선 옮기기: 끌거나 화살표 키를 쓰세요"},
    "no_line": {
        "en": "Both weights are 0, so there is no line: every input gets the same output.",
        "ko": "두 가중치가 모두 0이라 직선이 없습니다. 모든 입력의 출력이 같습니다.",
    },
    "outside": {
        "en": "The line lies outside the picture. Move the bias towards 0 to bring it back.",
        "ko": "직선이 그림 밖에 있습니다. 편향을 0에 가깝게 옮겨 보세요.",
    },
    "output": {"en": "output", "ko": "출력"},
    "plane": {
        "en": "The four inputs of the gate in the plane, with the decision line",
        "ko": "게이트의 네 입력과 결정 경계를 그린 평면",
    },
    "right": {"en": "right", "ko": "맞음"},
    "score": {"en": "{right} of {total} right", "ko": "{total}개 중 {right}개 맞음"},
    "sum": {"en": "sum", "ko": "합"},
    "table": {"en": "Truth table", "ko": "진리표"},
    "title": {"en": "Perceptron", "ko": "퍼셉트론"},
    "turn": {"en": "Turn the line: drag the ring, or use the arrow keys", "ko": "직선 돌리기: 고리를 끌거나 화살표 키를 쓰세요"},
    "wanted": {"en": "wanted", "ko": "목표"},
    "weight": {"en": "weight w{number}", "ko": "가중치 w{number}"},
    "wrong": {"en": "wrong", "ko": "틀림"},
}
