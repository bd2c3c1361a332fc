"""The words that several explorers show; each explorer's own table is beside its face."""

TEXTS: dict[str, dict[str, str]] = {
    "as_number": {"en": "{name}, as a number", "ko": "{name}, 숫자로 입력"},
    "backward": {"en": "one step back", "ko": "한 단계 뒤로"},
    "camera": {"en": "Use the camera", "ko": "카메라로 찍기"},
    "camera_none": {
        "en": "The camera could not be used ({reason}). Allow it in the browser, or upload a picture.",
        "ko": "카메라를 쓸 수 없습니다({reason}). 브라우저에서 카메라를 허용하거나 사진을 올려 주세요.",
    },
    "camera_snap": {"en": "Take the picture", "ko": "지금 찍기"},
    "camera_stop": {"en": "Close the camera", "ko": "카메라 끄기"},
    "forward": {"en": "one step on", "ko": "한 단계 앞으로"},
    "pause": {"en": "Pause", "ko": "멈춤"},
    "photo_bad": {
        "en": "“{name}” is not a picture this browser can read. Try a JPEG or PNG file.",
        "ko": "“{name}” 파일은 브라우저가 읽을 수 있는 그림이 아닙니다. JPEG나 PNG 파일을 올려 보세요.",
    },
    "play": {"en": "Play", "ko": "재생"},
    "reset": {"en": "Reset", "ko": "처음으로"},
    "upload": {"en": "Upload a picture", "ko": "사진 올리기"},
    "waiting": {"en": "Computing …", "ko": "계산하고 있습니다 …"},
}
