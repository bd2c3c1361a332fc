"""The words of the convolution arithmetic explorer; fields in braces are filled where they are shown."""

TEXTS: dict[str, dict[str, str]] = {
    "add": {"en": "+ Add a layer", "ko": "+ 층 추가"},
    "conv": {"en": "conv", "ko": "합성곱"},
    "convolution": {"en": "Convolution", "ko": "합성곱"},
    "dilated": {"en": "dilated 1-2-4", "ko": "팽창 1-2-4"},
    "dilation": {"en": "dilation d", "ko": "팽창 d"},
    "field": {"en": "receptive field {field}", "ko": "수용 영역 {field}"},
    "gaps": {"en": "dilated 2-2-2", "ko": "팽창 2-2-2"},
    "head_dilation": {"en": "dilation", "ko": "팽창"},
    "head_field": {"en": "receptive field", "ko": "수용 영역"},
    "head_jump": {"en": "jump", "ko": "간격"},
    "head_kernel": {"en": "kernel", "ko": "커널"},
    "head_padding": {"en": "padding", "ko": "패딩"},
    "head_side": {"en": "output side", "ko": "출력 한 변"},
    "head_stride": {"en": "stride", "ko": "스트라이드"},
    "image": {"en": "image", "ko": "이미지"},
    "input_keys": {
        "en": "Input: click a pixel, or use the arrow keys, to see the outputs it reaches; Escape lets go",
        "ko": "입력: 픽셀을 누르거나 화살표 키로 고르면 그 픽셀이 닿는 출력을 볼 수 있습니다. Esc로 풉니다",
    },
    "input_side": {"en": "input side n", "ko": "입력 한 변 n"},
    "keras_refuses": {
        "en": "Keras refuses a stride and a dilation above 1 in one layer; PyTorch computes it.",
        "ko": "Keras는 한 층에서 스트라이드와 팽창을 함께 1보다 크게 쓰지 못하게 합니다. PyTorch는 계산해 줍니다.",
    },
    "kernel_size": {"en": "kernel size k", "ko": "커널 크기 k"},
    "kind": {"en": "layer", "ko": "층"},
    "lenet": {"en": "LeNet", "ko": "LeNet"},
    "mode": {"en": "Kind of layer", "ko": "층의 종류"},
    "not_used": {
        "en": "{count} pixels are never read (marked ×): rows and columns {places}.",
        "ko": "한 번도 읽히지 않는 픽셀이 {count}개 있습니다(× 표시): 행과 열 {places}.",
    },
    "of_layer": {"en": "{name}, layer {number}", "ko": "{number}번째 층, {name}"},
    "output_empty": {
        "en": "No output: the padding p cuts it all away. The window takes {window} places, but {padded} are left. Try a smaller p.",
        "ko": "출력이 없습니다. 패딩 p가 모두 잘라 냅니다. 폭이 {window}인 창이 들어가야 하는데 {padded}칸만 남습니다. p를 줄여 보세요.",
    },
    "output_keys": {
        "en": "Output: click or drag to a place, or use the arrow keys",
        "ko": "출력: 누르거나 끌어서 칸을 고르거나 화살표 키를 쓰세요",
    },
    "output_padding": {"en": "output padding a", "ko": "출력 패딩 a"},
    "output_padding_large": {
        "en": "Output padding must be smaller than the larger of stride and dilation: here 0 to {most}.",
        "ko": "출력 패딩은 스트라이드와 팽창 중 큰 값보다 작아야 합니다. 여기서는 0에서 {most}까지입니다.",
    },
    "padding": {"en": "padding p", "ko": "패딩 p"},
    "padding_words": {"en": "Padding by name", "ko": "이름으로 정하는 패딩"},
    "picture": {"en": "The input with the kernel's window on it, and the output", "ko": "커널의 창이 놓인 입력과 출력"},
    "pixel_read": {
        "en": "Pixel [{row}, {column}] is read by {count} of {all} outputs (marked with dots). Compare a corner with the middle.",
        "ko": "픽셀 [{row}, {column}]은 출력 {all}개 중 {count}개가 읽습니다(점 표시). 모서리와 가운데를 비교해 보세요.",
    },
    "pixel_spreads": {
        "en": "Pixel [{row}, {column}] spreads into {count} of {all} outputs (dots): the kernel, laid down once for each pixel.",
        "ko": "픽셀 [{row}, {column}]은 출력 {all}개 중 {count}개로 퍼집니다(점 표시). 픽셀마다 커널을 한 번씩 펼쳐 놓는 셈입니다.",
    },
    "place": {"en": "row {row}, column {column}", "ko": "{row}행 {column}열"},
    "player": {"en": "Output place", "ko": "출력 위치"},
    "pool": {"en": "pool", "ko": "풀링"},
    "presets": {"en": "Stacks to start from", "ko": "예시 층 구성"},
    "pyramid": {"en": "Each layer's units above the pixels they look at", "ko": "각 층의 유닛과 그 유닛이 보는 픽셀"},
    "reads_all": {
        "en": "Output [{row}, {column}]: all {all} numbers of the kernel meet a pixel.",
        "ko": "출력 [{row}, {column}]: 커널의 수 {all}개가 모두 픽셀과 만납니다.",
    },
    "reads_some": {
        "en": "Output [{row}, {column}]: of the kernel's {all} numbers {pixels} meet a pixel and {zeros} a zero (dashed).",
        "ko": "출력 [{row}, {column}]: 커널의 수 {all}개 중 {pixels}개는 픽셀과, {zeros}개는 0과 만납니다(점선).",
    },
    "remove": {"en": "Remove layer {number}", "ko": "{number}번째 층 빼기"},
    "same_stride": {
        "en": "“same” keeps the size only for stride 1. Otherwise Keras gives ⌈n / s⌉ = {outputs}, and PyTorch refuses.",
        "ko": "“same”은 스트라이드가 1일 때만 크기를 지킵니다. 그 밖에는 Keras가 ⌈n / s⌉ = {outputs}로 만들고, PyTorch는 거절합니다.",
    },
    "same_transposed": {
        "en": "“same” makes the output s times as large: n · s = {outputs}. It settles p and a by itself.",
        "ko": "“same”이면 출력이 s배가 됩니다: n · s = {outputs}. p와 a는 저절로 정해집니다.",
    },
    "same_uneven": {
        "en": "P = {both}: {before} before, {after} after. The window cannot be centred, and Keras puts the odd one last.",
        "ko": "P = {both}: 앞에 {before}, 뒤에 {after}. 창을 한가운데 둘 수 없어서 Keras는 남는 하나를 뒤에 둡니다.",
    },
    "seven": {"en": "one 7×7", "ko": "7×7 하나"},
    "spare": {
        "en": "The division leaves a remainder of {spare}: that many rows and columns of zeros at the end are never read.",
        "ko": "나눗셈의 나머지가 {spare}이므로, 끝에 있는 0의 행과 열 {spare}줄은 읽히지 않습니다.",
    },
    "stack_problem": {
        "en": "Layer {number} does not fit: its window is larger than its input of side {side}, padding counted. Make it smaller, or pad.",
        "ko": "{number}번째 층이 들어가지 않습니다. 패딩까지 세어도 창이 한 변 {side}인 입력보다 큽니다. 창을 줄이거나 패딩을 넣어 보세요.",
    },
    "stack_side": {"en": "image side", "ko": "이미지 한 변"},
    "stack_sum": {
        "en": "Receptive field {field} × {field} pixels with {weights} weights for each pair of channels.",
        "ko": "수용 영역은 {field} × {field}픽셀이고, 채널 한 쌍마다 가중치가 {weights}개 있습니다.",
    },
    "stack_task": {
        "en": "Compare “three 3×3” with “one 7×7”: which sees further, and which has more weights? Then drag the unit at the top.",
        "ko": "“3×3 셋”과 “7×7 하나”를 비교해 보세요. 어느 쪽이 더 넓게 볼까요? 가중치는 어느 쪽이 많을까요? 맨 위 유닛도 끌어 보세요.",
    },
    "stack_title": {"en": "How far does a stack of layers look?", "ko": "여러 층을 쌓으면 얼마나 넓게 볼까요?"},
    "stem": {"en": "ResNet's start", "ko": "ResNet 앞부분"},
    "still_field": {"en": "Layers: {layers}, receptive field: {field}", "ko": "층 {layers}개: 수용 영역 {field}"},
    "stride": {"en": "stride s", "ko": "스트라이드 s"},
    "task": {
        "en": "Press Play. Then set n to 8: the output stays as it is. Why? Click an input pixel to see who reads it.",
        "ko": "재생을 눌러 보세요. 이어서 n을 8로 바꾸면 출력이 그대로입니다. 왜 그럴까요? 입력 픽셀을 누르면 어느 출력이 읽는지 보입니다.",
    },
    "task_transposed": {
        "en": "The way back: zeros are put between the pixels, then a plain convolution with the kernel turned around (see its numbers).",
        "ko": "거꾸로 가는 길입니다. 픽셀 사이에 0을 넣고, 뒤집은 커널로 보통 합성곱을 합니다(커널의 번호를 보세요).",
    },
    "three": {"en": "three 3×3", "ko": "3×3 셋"},
    "title": {"en": "How large is the output?", "ko": "출력은 얼마나 클까요?"},
    "title_input": {"en": "Input {side} × {side}", "ko": "입력 {side} × {side}"},
    "title_output": {"en": "Output {side} × {side}", "ko": "출력 {side} × {side}"},
    "title_padded": {"en": "Input {side} × {side}, padded {padded} × {padded}", "ko": "입력 {side} × {side}, 패딩 후 {padded} × {padded}"},
    "title_spread": {
        "en": "Input {side} × {side}, spread to {padded} × {padded}",
        "ko": "입력 {side} × {side}, 0을 넣어 {padded} × {padded}",
    },
    "transposed": {"en": "Transposed convolution", "ko": "전치 합성곱"},
    "unit_edge": {
        "en": "Unit {unit} of {units} reads pixels {first} to {last}; {away} more places of its receptive field lie outside the image.",
        "ko": "유닛 {unit}번(전체 {units}개)은 {first}~{last}번 픽셀을 읽습니다. 수용 영역의 나머지 {away}칸은 이미지 밖입니다.",
    },
    "unit_gaps": {
        "en": "Unit {unit} of {units} reads only {reads} of the {span} pixels from {first} to {last}: the dilation leaves gaps.",
        "ko": "유닛 {unit}번(전체 {units}개)은 {first}~{last}번 픽셀 {span}개 중 {reads}개만 읽습니다. 팽창 때문에 빈 곳이 생깁니다.",
    },
    "unit_keys": {"en": "Unit of the last layer: drag it, or use the arrow keys", "ko": "마지막 층의 유닛: 끌거나 화살표 키를 쓰세요"},
    "unit_nothing": {
        "en": "Unit {unit} of {units} reads nothing but padding.",
        "ko": "유닛 {unit}번(전체 {units}개)은 패딩만 읽습니다.",
    },
    "unit_sees": {
        "en": "Unit {unit} of {units} reads pixels {first} to {last} along each side.",
        "ko": "유닛 {unit}번(전체 {units}개)은 각 변에서 {first}~{last}번 픽셀을 읽습니다.",
    },
    "vgg": {"en": "VGG's first blocks", "ko": "VGG 앞부분"},
    "window_large": {
        "en": "Impossible: the window takes {window} places, d(k − 1) + 1, but the padded input has only {padded}. Shrink k or d, or pad.",
        "ko": "불가능합니다. 창은 d(k − 1) + 1 = {window}칸인데 패딩한 입력은 {padded}칸뿐입니다. k나 d를 줄이거나 패딩을 늘려 보세요.",
    },
}
