"""The words of the graph explorer; fields in braces are filled where they are shown."""

TEXTS: dict[str, dict[str, str]] = {
    "check": {"en": "Is it right? Nudge each input and measure", "ko": "맞는지 확인하기: 입력을 조금 바꿔 재 보기"},
    "check_corner": {
        "en": "At a corner of max or ReLU the slope differs on the two sides: no single number is right there.",
        "ko": "max나 ReLU의 꺾이는 점에서는 양쪽 기울기가 다릅니다. 이 점에서는 값 하나로 말할 수 없습니다.",
    },
    "check_difference": {"en": "difference", "ko": "차이"},
    "check_gradient": {"en": "gradient", "ko": "기울기"},
    "check_how": {
        "en": "Numerical gradient: (f(x + h) − f(x − h)) ÷ 2h with h = 0.0001",
        "ko": "수치 미분: (f(x + h) − f(x − h)) ÷ 2h, h = 0.0001",
    },
    "check_numerical": {"en": "numerical", "ko": "수치 미분"},
    "constant": {"en": "the number {number}", "ko": "수 {number}"},
    "drag": {"en": "input {name}: drag sideways, or use the arrow keys", "ko": "입력 {name}: 옆으로 끌거나 화살표 키를 쓰세요"},
    "expression": {"en": "Your own expression", "ko": "내 식 만들기"},
    "expression_how": {
        "en": "Press Enter to draw it. Name a step with “s = …;”. There are {supported}.",
        "ko": "Enter를 누르면 그려집니다. “s = …;”처럼 쓰면 중간값에 이름이 붙습니다. 쓸 수 있는 것: {supported}",
    },
    "function_bare": {
        "en": "{name} is a function here, so it needs something in parentheses: {name}(x).",
        "ko": "{name}은(는) 함수이므로 괄호 안에 값을 넣어야 합니다: {name}(x)",
    },
    "graph": {"en": "Computational graph of {expression}", "ko": "{expression}의 계산 그래프"},
    "hidden": {"en": "predict the gradient first, then click to see it", "ko": "기울기를 먼저 예상해 보고, 눌러서 확인하세요"},
    "inputs": {"en": "Inputs", "ko": "입력"},
    "legend_back": {"en": "← gradient (backward pass)", "ko": "← 기울기 (오차역전파)"},
    "legend_forward": {"en": "→ value (forward pass)", "ko": "→ 값 (순전파)"},
    "line_back": {"en": "to {name}: {gradient} × {slope} = {product}", "ko": "{name} 쪽으로: {gradient} × {slope} = {product}"},
    "line_other": {
        "en": "to {name}: {gradient} × the other input {slope} = {product}",
        "ko": "{name} 쪽으로: {gradient} × 다른 쪽 입력 {slope} = {product}",
    },
    "line_power": {
        "en": "The number in the exponent is fixed, so it needs no gradient.",
        "ko": "지수의 수는 고정된 값이라 기울기가 필요 없습니다.",
    },
    "log_domain": {
        "en": "log({first}) does not exist: log needs more than 0.",
        "ko": "log({first})는 없습니다. log에는 0보다 큰 수가 필요합니다.",
    },
    "meaning": {
        "en": "Gradient {gradient}: raise {name} by {nudge} and the result changes by about {change}.",
        "ko": "기울기 {gradient}: {name}을(를) {nudge}만큼 올리면 결과가 약 {change}만큼 바뀝니다.",
    },
    "missing_value": {
        "en": "{name} has no value: give one, for example explore_graph({expression!r}, {name}=1.0).",
        "ko": "{name}의 값이 없습니다. 값을 주세요. 예: explore_graph({expression!r}, {name}=1.0)",
    },
    "name_itself": {
        "en": "{name} is made out of itself: give the new value a name of its own.",
        "ko": "{name}이(가) 자기 자신으로 만들어집니다. 새 값에는 다른 이름을 붙이세요.",
    },
    "name_taken": {
        "en": "{name} already means something: give this line a name of its own.",
        "ko": "{name}은(는) 이미 쓰고 있는 이름입니다. 이 줄에는 다른 이름을 붙이세요.",
    },
    "no_operation": {
        "en": "There is nothing to compute in it: try x * 2. There are {supported}.",
        "ko": "계산할 것이 없습니다. x * 2처럼 써 보세요. 쓸 수 있는 것: {supported}",
    },
    "not_a_number": {
        "en": "{name}={value!r} does not fit: give one finite number.",
        "ko": "{name}={value!r}은(는) 쓸 수 없습니다. 유한한 수 하나를 주세요.",
    },
    "nothing": {"en": "The expression is empty: try x * 2 + 1.", "ko": "식이 비어 있습니다. x * 2 + 1처럼 써 보세요."},
    "power_domain": {
        "en": "{first} to the power {second} is no real number: a negative base needs a whole exponent.",
        "ko": "{first}의 {second}제곱은 실수가 아닙니다. 밑이 음수이면 지수는 정수여야 합니다.",
    },
    "power_varies": {
        "en": "{first} to a power that varies has no slope: the base must be more than 0.",
        "ko": "지수가 변하는 거듭제곱에서 밑이 {first}이면 기울기가 없습니다. 밑은 0보다 커야 합니다.",
    },
    "power_zero": {
        "en": "At 0 this power is infinite or infinitely steep: choose another base.",
        "ko": "0에서는 이 거듭제곱의 값이나 기울기가 무한대입니다. 밑을 바꿔 보세요.",
    },
    "predict": {"en": "Predict first: hide the gradients until I click them", "ko": "먼저 예상하기: 누를 때까지 기울기 숨기기"},
    "predict_line": {
        "en": "What comes back on the edges with “?”: work it out, then click them.",
        "ko": "“?”가 있는 선으로 얼마가 돌아올까요? 계산해 본 뒤 눌러 보세요.",
    },
    "result": {"en": "result", "ko": "결과"},
    "rule_add": {"en": "+ hands the gradient on as it is, to both inputs.", "ko": "+는 기울기를 두 입력에 그대로 전합니다."},
    "rule_cos": {"en": "cos: the local derivative is −sin x.", "ko": "cos: 국소 미분은 −sin x입니다."},
    "rule_divide": {
        "en": "÷: the local derivative is 1 ÷ b for the upper number a, and −a ÷ b² for the lower number b.",
        "ko": "÷: 국소 미분은 나누어지는 수 a에 대해 1 ÷ b, 나누는 수 b에 대해 −a ÷ b²입니다.",
    },
    "rule_exp": {"en": "exp is its own derivative: multiply by its output.", "ko": "exp는 미분해도 자기 자신입니다. 출력을 곱합니다."},
    "rule_log": {"en": "log: the local derivative is 1 ÷ x.", "ko": "log: 국소 미분은 1 ÷ x입니다."},
    "rule_maximum": {
        "en": "max hands the gradient to the larger input; the other one gets 0.",
        "ko": "max는 더 큰 입력에 기울기를 전하고, 다른 입력에는 0을 보냅니다.",
    },
    "rule_multiply": {"en": "× multiplies the gradient by the other input.", "ko": "×는 기울기에 다른 쪽 입력을 곱해 보냅니다."},
    "rule_negative": {"en": "A minus sign turns the gradient's sign round.", "ko": "음의 부호는 기울기의 부호를 뒤집습니다."},
    "rule_power": {"en": "xⁿ: the local derivative is n · xⁿ⁻¹.", "ko": "xⁿ: 국소 미분은 n · xⁿ⁻¹입니다."},
    "rule_relu": {
        "en": "ReLU lets the gradient through where its input is above 0, and stops it elsewhere.",
        "ko": "ReLU는 입력이 0보다 크면 기울기를 그대로 보내고, 아니면 막습니다.",
    },
    "rule_sigmoid": {
        "en": "σ: the local derivative is y(1 − y), from its output y; never more than 0.25.",
        "ko": "σ(시그모이드): 국소 미분은 출력 y로 계산한 y(1 − y)이고, 0.25를 넘지 않습니다.",
    },
    "rule_sin": {"en": "sin: the local derivative is cos x.", "ko": "sin: 국소 미분은 cos x입니다."},
    "rule_sqrt": {"en": "√: the local derivative is 1 ÷ 2y, from its output y.", "ko": "√: 국소 미분은 출력 y로 계산한 1 ÷ 2y입니다."},
    "rule_square": {"en": "x²: the local derivative is 2x.", "ko": "x²: 국소 미분은 2x입니다."},
    "rule_subtract": {
        "en": "− hands the gradient on, with its sign turned round for the number taken away.",
        "ko": "−는 기울기를 그대로 전하되, 빼는 수에는 부호를 뒤집어 보냅니다.",
    },
    "rule_tanh": {
        "en": "tanh: the local derivative is 1 − y², from its output y.",
        "ko": "tanh: 국소 미분은 출력 y로 계산한 1 − y²입니다.",
    },
    "slider": {"en": "step of the forward and backward pass", "ko": "순전파와 오차역전파의 단계"},
    "sqrt_domain": {
        "en": "√ of {first}: it needs more than 0 (at 0 it is infinitely steep).",
        "ko": "√ 안이 {first}입니다. 0보다 커야 합니다(0에서는 기울기가 무한대입니다).",
    },
    "start_line": {
        "en": "Press Play, or click a circle: first the values run to the right, then the gradients come back.",
        "ko": "재생을 누르거나 원을 눌러 보세요. 값이 오른쪽으로 흐른 다음 기울기가 되돌아옵니다.",
    },
    "step_back": {"en": "Backward pass {number} of {total}: {name}", "ko": "오차역전파 {number}/{total}: {name}"},
    "step_forward": {"en": "Forward pass {number} of {total}: {name}", "ko": "순전파 {number}/{total}: {name}"},
    "step_seed": {"en": "The way back begins", "ko": "되돌아가기 시작"},
    "step_start": {"en": "The inputs have their values", "ko": "입력값이 정해졌습니다"},
    "seed_line": {
        "en": "How fast does the result change with itself? By 1. Every gradient is this 1, multiplied along its way back.",
        "ko": "결과는 결과 자신에 대해 얼마나 빨리 변할까요? 1입니다. 모든 기울기는 이 1에 국소 미분을 곱해 가며 얻습니다.",
    },
    "stuck": {"en": "Here the computation stops", "ko": "여기서 계산이 멈춥니다"},
    "stuck_line": {"en": "Change an input and it goes on.", "ko": "입력을 바꾸면 다시 계산합니다."},
    "sum_line": {
        "en": "{name} is used {count} times, so its gradients add up: {sum} = {total}.",
        "ko": "{name}은(는) {count}번 쓰이므로 기울기를 더합니다: {sum} = {total}",
    },
    "title": {"en": "Computational graph", "ko": "계산 그래프"},
    "too_big": {
        "en": "The number here is too large to compute with. Try smaller inputs.",
        "ko": "여기서 나온 수가 너무 커서 계산할 수 없습니다. 입력을 줄여 보세요.",
    },
    "too_long": {
        "en": "The expression has {count} signs; up to {most} can be drawn.",
        "ko": "식이 {count}자입니다. {most}자까지 그릴 수 있습니다.",
    },
    "too_many": {
        "en": "The graph would have more than {most} nodes: try a shorter expression.",
        "ko": "그래프의 노드가 {most}개를 넘습니다. 더 짧은 식을 써 보세요.",
    },
    "unknown_value": {
        "en": "{name} is not an input of the expression; its inputs are {inputs}.",
        "ko": "{name}은(는) 식의 입력이 아닙니다. 입력: {inputs}",
    },
    "unnamed_line": {
        "en": "{part} is worked out but has no name: write “s = {part}”, and use s in a later line.",
        "ko": "{part}에 이름이 없습니다. “s = {part}”처럼 쓰고 다음 줄에서 s를 쓰세요.",
    },
    "unreadable": {
        "en": "This cannot be read as an expression: {part}",
        "ko": "식으로 읽을 수 없습니다: {part}",
    },
    "unsupported": {
        "en": "{part} cannot be drawn as a graph. There are {supported}.",
        "ko": "{part}은(는) 그래프로 그릴 수 없습니다. 쓸 수 있는 것: {supported}",
    },
    "unused": {
        "en": "{name} is worked out but nothing uses it: the last line is the result.",
        "ko": "{name}을(를) 계산했지만 쓰는 곳이 없습니다. 마지막 줄이 결과입니다.",
    },
    "value_of": {"en": "value {value}", "ko": "값 {value}"},
    "wrong_count": {
        "en": "{part}: {name} takes {wanted} number(s), not {given}.",
        "ko": "{part}: {name}에는 수가 {wanted}개 필요한데 {given}개를 주었습니다.",
    },
    "zero_division": {
        "en": "{first} ÷ 0 does not exist: nothing can be divided by 0.",
        "ko": "{first} ÷ 0은 없습니다. 0으로는 나눌 수 없습니다.",
    },
}
