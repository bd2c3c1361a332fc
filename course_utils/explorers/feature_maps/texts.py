"""The words of the feature map explorer; fields in braces are filled where they are shown."""

TEXTS: dict[str, dict[str, str]] = {
    "best": {"en": "The images that excite channel {channel} most", "ko": "채널 {channel}번을 가장 강하게 활성화하는 이미지"},
    "best_by": {"en": "Rank by", "ko": "순위 기준"},
    "best_by_channel": {"en": "the greatest value anywhere on the map", "ko": "특성 맵 전체에서 가장 큰 값"},
    "best_by_unit": {"en": "the chosen unit's own value", "ko": "선택한 칸의 값"},
    "best_card": {"en": "image {number}, value {value}", "ko": "이미지 {number}, 값 {value}"},
    "best_find": {"en": "Find the images that excite it most", "ko": "가장 강하게 활성화하는 이미지 찾기"},
    "best_guess": {"en": "taken for {name}", "ko": "예측: {name}"},
    "best_known": {
        "en": "The strongest of the {searched} images searched, of {total} given. The box is what the unit sees. Click one to look at it.",
        "ko": "이미지 {total}장 중 {searched}장을 살펴본 결과입니다. 상자는 그 칸의 수용 영역입니다. 눌러서 자세히 보세요.",
    },
    "best_new": {
        "en": "What does this channel look for? {most} of your {total} images are tried; this takes a moment, and answers for all "
        "channels of the layer.",
        "ko": "이 채널은 무엇을 찾을까요? 이미지 {total}장 중 {most}장을 넣어 봅니다. 잠시 걸리며, "
        "이 층의 모든 채널에 대한 답을 한꺼번에 얻습니다.",
    },
    "best_progress": {"en": "Searching: {percent} %", "ko": "찾는 중: {percent} %"},
    "best_silent": {
        "en": "This channel gives {value} at most, for each of the {searched} images: it is silent, so no image stands out.",
        "ko": "이 채널의 최댓값은 이미지 {searched}장 모두에서 {value}입니다. 반응하지 않는 채널이라 두드러지는 이미지가 없습니다.",
    },
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
    "field_gaps": {
        "en": "This unit sees {height} × {width} pixels, with gaps between them: rows {top}–{bottom}, columns {left}–{right}.",
        "ko": "이 칸의 수용 영역은 띄엄띄엄 놓인 {height} × {width}픽셀입니다: {top}–{bottom}행, {left}–{right}열.",
    },
    "field_none": {"en": "This unit sees padding only.", "ko": "이 칸은 패딩만 봅니다."},
    "field_union": {
        "en": "Through several branches this unit sees {count} pixels, marked in the image: rows {top}–{bottom}, columns {left}–{right}.",
        "ko": "이 칸은 여러 갈래를 거쳐 이미지에 표시한 {count}픽셀을 봅니다: {top}–{bottom}행, {left}–{right}열.",
    },
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
    "layers_filter": {
        "en": "Show only layers with … in their name or kind, for example conv",
        "ko": "이름이나 종류에 이 글자가 있는 층만 보기 (예: conv)",
    },
    "layers_found": {"en": "{found} of {total} layers", "ko": "층 {total}개 중 {found}개"},
    "layers_nested": {
        "en": "“{model}/…” are the layers inside “{model}”, a model used as a layer.",
        "ko": "“{model}/…”은 층처럼 쓰인 모델 “{model}” 안의 층입니다.",
    },
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
    "own": {"en": "your picture", "ko": "내 사진"},
    "own_colours": {"en": "in colour", "ko": "색은 그대로 두고"},
    "own_grey": {"en": "without colour", "ko": "흑백으로 바꾸고"},
    "own_note": {
        "en": "Your picture: its middle, made {height} × {width} as the model takes it, {colours}, in the other images' range of values.",
        "ko": "내 사진은 가운데를 잘라 모델이 받는 {height} × {width}로 줄이고, {colours} 값의 범위도 다른 이미지에 맞췄습니다.",
    },
    "predicted": {"en": "Predicted probabilities", "ko": "예측 확률"},
    "previous": {"en": "previous channels", "ko": "이전 채널"},
    "title": {"en": "Feature maps", "ko": "특성 맵"},
    "unit": {"en": "row {row}, column {column}: value {value}", "ko": "{row}행 {column}열: 값 {value}"},
}
