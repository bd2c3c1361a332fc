"""The words of the feature map explorer; fields in braces are filled where they are shown."""

TEXTS: dict[str, dict[str, str]] = {
    "channel": {"en": "channel {channel}", "ko": "채널 {channel}"},
    "channels": {"en": "Channels {first}–{last} of {total}", "ko": "채널 {total}개 중 {first}–{last}"},
    "chosen": {"en": "Image {number}", "ko": "이미지 {number}"},
    "class": {"en": "class {number}", "ko": "클래스 {number}"},
    "choose_unit": {
        "en": "Click a unit of the map (or use the arrow keys) to see which pixels it looks at.",
        "ko": "맵의 한 칸을 누르면(화살표 키도 됩니다) 그 칸이 보는 픽셀을 이미지에 표시합니다.",
    },
    "field": {
        "en": "This unit sees {height} × {width} pixels: rows {top}–{bottom}, columns {left}–{right}.",
        "ko": "이 칸의 수용 영역은 {height} × {width}픽셀입니다: {top}–{bottom}행, {left}–{right}열.",
    },
    "field_all": {"en": "This unit sees the whole image.", "ko": "이 칸의 수용 영역은 이미지 전체입니다."},
    "field_branch": {
        "en": "The receptive field is not drawn: “{layer}” joins several branches, and this explorer follows one chain.",
        "ko": "수용 영역을 그리지 않았습니다. “{layer}”에서 여러 갈래가 만나는데, 이 탐색기는 한 줄로 이어진 층만 따라갑니다.",
    },
    "field_gaps": {
        "en": "This unit sees {height} × {width} pixels, with gaps between them: rows {top}–{bottom}, columns {left}–{right}.",
        "ko": "이 칸의 수용 영역은 띄엄띄엄 놓인 {height} × {width}픽셀입니다: {top}–{bottom}행, {left}–{right}열.",
    },
    "field_none": {"en": "This unit sees padding only.", "ko": "이 칸은 패딩만 봅니다."},
    "field_unknown": {
        "en": "The receptive field is not drawn: this explorer does not know which pixels “{layer}” ({kind}) looks at.",
        "ko": "수용 영역을 그리지 않았습니다. “{layer}”({kind}) 층이 어떤 픽셀을 보는지 이 탐색기는 알지 못합니다.",
    },
    "image": {"en": "image {number}", "ko": "이미지 {number}"},
    "images": {"en": "Images", "ko": "이미지"},
    "images_left_out": {"en": "the first {shown} of {total}", "ko": "{total}장 중 처음 {shown}장"},
    "input": {"en": "input {channel}", "ko": "입력 {channel}"},
    "kernel": {"en": "Kernel of channel {channel}", "ko": "채널 {channel}의 커널"},
    "kernel_left_out": {"en": "{shown} of {total} input channels", "ko": "입력 채널 {total}개 중 {shown}개"},
    "kernel_legend": {"en": "blue subtracts, red adds; bias {bias}", "ko": "파랑은 빼고 빨강은 더합니다. 편향 {bias}"},
    "kernel_none": {
        "en": "“{layer}” ({kind}) has no kernels of its own.",
        "ko": "“{layer}”({kind}) 층에는 커널이 없습니다.",
    },
    "layers": {"en": "Layers", "ko": "층"},
    "map": {"en": "Feature map of channel {channel}", "ko": "채널 {channel}의 특성 맵"},
    "map_range": {"en": "Darkest {low}, brightest {high}", "ko": "가장 어두운 값 {low}, 가장 밝은 값 {high}"},
    "map_small": {"en": "drawn smaller: every {step}th value", "ko": "{step}칸마다 하나씩 줄여 그렸습니다"},
    "maps": {"en": "Feature maps of “{layer}”", "ko": "“{layer}” 층의 특성 맵"},
    "maps_scale": {
        "en": "All channels on one scale: a channel that stays dark is silent.",
        "ko": "모든 채널을 같은 눈금으로 그렸습니다. 어둡기만 한 채널은 반응하지 않은 것입니다.",
    },
    "next": {"en": "next channels", "ko": "다음 채널"},
    "no_classes": {"en": "This model does not give one number per class.", "ko": "이 모델은 클래스마다 수 하나를 내지 않습니다."},
    "outputs": {"en": "Outputs (not probabilities)", "ko": "출력 (확률 아님)"},
    "predicted": {"en": "Predicted probabilities", "ko": "예측 확률"},
    "previous": {"en": "previous channels", "ko": "이전 채널"},
    "title": {"en": "Feature maps", "ko": "특성 맵"},
    "unit": {"en": "row {row}, column {column}: value {value}", "ko": "{row}행 {column}열: 값 {value}"},
}
