"""The words of the pooling explorer; fields in braces are filled where they are shown."""

TEXTS: dict[str, dict[str, str]] = {
    "after": {"en": "pooled values", "ko": "풀링한 값"},
    "average": {"en": "Average", "ko": "평균"},
    "averages": {
        "en": "An average moves a little with every number in its window; a winner may stay.",
        "ko": "평균은 창 안의 수가 하나만 달라져도 조금씩 바뀝니다. 최댓값은 그대로일 수 있습니다.",
    },
    "before": {"en": "values of the image", "ko": "이미지의 값"},
    "changed": {"en": "{name}: {share} changed (orange)", "ko": "{name}: {share} 달라짐(주황)"},
    "channels": {
        "en": "On (H, W, C) every channel is pooled by itself. VGG: (224, 224, 64) → (112, 112, 64).",
        "ko": "(H, W, C)에서는 채널마다 따로 풀링합니다. VGG: (224, 224, 64) → (112, 112, 64).",
    },
    "columns": {"en": "columns:", "ko": "열:"},
    "curve": {"en": "Share of unchanged values for shifts of 0 to 4 pixels", "ko": "0~4픽셀 옮겼을 때 그대로인 값의 비율"},
    "global_average": {"en": "Global average", "ko": "전역 평균"},
    "global_formula": {
        "en": "The window is the whole image: one number for each channel, whatever its size.",
        "ko": "창이 이미지 전체입니다. 크기가 어떻든 채널마다 수 하나가 남습니다.",
    },
    "global_max": {"en": "Global max", "ko": "전역 최대"},
    "image": {"en": "Image", "ko": "이미지"},
    "image_label": {"en": "The image with the window on it", "ko": "창이 놓인 이미지"},
    "kind": {"en": "Kind of pooling", "ko": "풀링의 종류"},
    "max": {"en": "Max", "ko": "최대"},
    "min": {"en": "Min", "ko": "최소"},
    "not_shifted": {"en": "Not shifted yet: everything is the same.", "ko": "아직 옮기지 않아서 모두 그대로입니다."},
    "of_many": {"en": "{name} of {count} numbers = {result}", "ko": "수 {count}개의 {name} = {result}"},
    "padding": {"en": "padding", "ko": "패딩"},
    "pool_size": {"en": "pool size k", "ko": "풀 크기 k"},
    "reduced": {
        "en": "The image had {given} numbers; squares of {step} × {step} pixels were averaged to fit.",
        "ko": "원래 이미지는 {given}입니다. 화면에 맞게 {step} × {step}픽셀씩 평균을 냈습니다.",
    },
    "result": {"en": "Pooled", "ko": "풀링 결과"},
    "result_keys": {
        "en": "The pooled result: point at a number, or use the arrow keys, to see its window",
        "ko": "풀링 결과: 수를 가리키거나 화살표 키로 고르면 그 창을 볼 수 있습니다",
    },
    "rows": {"en": "rows:", "ko": "행:"},
    "shift_axis": {"en": "shift to the right (pixels)", "ko": "오른쪽으로 옮긴 픽셀 수"},
    "shift_columns": {"en": "shift right", "ko": "오른쪽으로"},
    "shift_rows": {"en": "shift down", "ko": "아래로"},
    "shift_task": {
        "en": "Shift the image by one pixel: what share of its values stays the same, before pooling and after? Then try pool size 4.",
        "ko": "이미지를 한 픽셀 옮겨 보세요. 풀링하기 전과 후에 그대로인 값은 얼마나 될까요? 그다음 풀 크기를 4로 바꿔 보세요.",
    },
    "shift_title": {"en": "Does pooling notice a small shift?", "ko": "풀링은 작은 이동을 알아챌까요?"},
    "side": {"en": "output side:", "ko": "출력 한 변:"},
    "stride": {"en": "stride s", "ko": "스트라이드 s"},
    "task": {
        "en": "Point at a number of the result to see its window. Which of the window's numbers survives?",
        "ko": "결과의 수를 가리키면 그 창이 보입니다. 창 안의 수 중 어느 것이 살아남나요?",
    },
    "title": {"en": "One number for each window", "ko": "창마다 수 하나"},
    "unchanged_axis": {"en": "unchanged", "ko": "그대로인 비율"},
    "unchanged_line": {
        "en": "{before} of the image's values are unchanged, and {after} of the pooled ones.",
        "ko": "이미지의 값은 {before}, 풀링한 값은 {after}가 그대로입니다.",
    },
    "unread_end": {
        "en": "Never read (striped): {rows} of {height} rows and {columns} of {width} columns. The window does not fit there once more.",
        "ko": "읽히지 않는 곳(빗금): 행 {height}개 중 {rows}개, 열 {width}개 중 {columns}개. 창을 한 번 더 놓을 자리가 없습니다.",
    },
    "unread_gaps": {
        "en": "Never read (striped): {rows} of {height} rows and {columns} of {width} columns. The stride jumps over them.",
        "ko": "읽히지 않는 곳(빗금): 행 {height}개 중 {rows}개, 열 {width}개 중 {columns}개. 스트라이드가 건너뛴 곳입니다.",
    },
    "whole_steps": {
        "en": "A shift by whole strides ({stride}) moves the result by whole places: shifted, not the same.",
        "ko": "스트라이드({stride})의 배수만큼 옮기면 결과도 몇 칸 옮겨집니다. 그대로인 것이 아니라 함께 움직인 것입니다.",
    },
    "window": {"en": "The numbers in the window", "ko": "창 안의 수"},
    "within": {
        "en": "A winner stays while it stays in its window: invariance, but only approximate.",
        "ko": "최댓값이 창 안에 남아 있는 동안은 결과가 그대로입니다. 다만 근사적인 불변성입니다.",
    },
}
