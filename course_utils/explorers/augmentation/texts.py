"""The words of the augmentation explorer; fields in braces are filled where they are shown."""

TEXTS: dict[str, dict[str, str]] = {
    "again": {"en": "Draw again", "ko": "다시 뽑기"},
    "ask_flip": {
        "en": "{kind} turns pictures upside down. Would you still give each version the same label? Among digits, a 6 becomes a 9.",
        "ko": "{kind} 단계는 이미지를 위아래로 뒤집습니다. 뒤집힌 이미지에도 같은 레이블을 붙일 수 있나요? 숫자라면 6이 9가 됩니다.",
    },
    "ask_turn": {
        "en": "{kind} turns by up to {degrees}°. Will the network ever meet pictures turned like this? Is each label still right?",
        "ko": "{kind} 단계는 최대 {degrees}°까지 돌립니다. 네트워크가 실제로 이렇게 돌아간 이미지를 만날까요? 레이블은 여전히 맞나요?",
    },
    "average": {"en": "What all versions have in common", "ko": "모든 변형의 공통점"},
    "chain": {"en": "The way of version {number} into training", "ko": "변형 {number}번이 훈련에 들어가는 과정"},
    "chain_note": {
        "en": "In training this is drawn anew for every image in every epoch; for predictions, images stay as they are.",
        "ko": "훈련할 때는 에포크마다 이미지 하나하나에 새로 뽑아 적용하고, 예측할 때는 이미지를 바꾸지 않습니다.",
    },
    "chain_off": {"en": "All steps are off: every version is the original.", "ko": "모든 단계가 꺼져 있어 변형이 모두 원본과 같습니다."},
    "class": {"en": "class {number}", "ko": "클래스 {number}"},
    "cut_short": {"en": "⚠ {percent} % cut off", "ko": "⚠ {percent} % 잘림"},
    "damage_flat": {
        "en": "{kind} made {count} of {total} versions one flat colour: nothing is left to learn from.",
        "ko": "{kind} 단계를 지나면 변형 {total}장 중 {count}장이 한 가지 색이 됩니다. 배울 것이 남아 있지 않습니다.",
    },
    "damage_range": {
        "en": "{kind} cut off {percent} % of the values at {low} or {high}: it takes images to go from {low} to {high}, and yours go "
        "from {from} to {to}. What comes out goes from {least} to {greatest}. Try value_range=({wanted_low}, {wanted_high}).",
        "ko": "{kind} 단계가 값의 {percent} %를 {low} 또는 {high}에서 잘랐습니다. 값이 {low}–{high}인 이미지를 기대하는데, "
        "여러분의 이미지는 {from}–{to}입니다. 나온 값은 {least}–{greatest}입니다. value_range=({wanted_low}, {wanted_high})로 해 보세요.",
    },
    "damage_strong": {
        "en": "{kind} cut off {percent} % of the values at {low} or {high}: details in the dark and bright parts are lost. Try less.",
        "ko": "{kind} 단계가 값의 {percent} %를 {low} 또는 {high}에서 잘라 어두운 곳과 밝은 곳의 세부가 사라졌습니다. 더 약하게 해 보세요.",
    },
    "damage_values": {
        "en": "After {kind} the values go from {least} to {greatest}; your images go from {from} to {to}. Is that meant?",
        "ko": "{kind} 단계를 지난 값은 {least}–{greatest}인데, 여러분의 이미지는 {from}–{to}입니다. 의도한 것인가요?",
    },
    "described": {"en": "{count} versions of image {image}: {names}.", "ko": "이미지 {image}의 변형 {count}장: {names}."},
    "described_right": {"en": "Still right: {percent} %.", "ko": "여전히 맞음: {percent} %."},
    "fixed": {"en": "always", "ko": "항상"},
    "flips_horizontal": {"en": "left and right, every other time", "ko": "절반의 확률로 좌우"},
    "flips_horizontal_and_vertical": {"en": "left and right, up and down", "ko": "좌우와 위아래"},
    "flips_vertical": {"en": "up and down, every other time", "ko": "절반의 확률로 위아래"},
    "hint_batch": {
        "en": "{kind} cuts all images of a batch at the same place; here every version has a place of its own.",
        "ko": "{kind} 층은 한 배치의 모든 이미지를 같은 자리에서 자릅니다. 여기서는 변형마다 다른 자리에서 잘랐습니다.",
    },
    "image": {"en": "image {number}", "ko": "이미지 {number}"},
    "images": {"en": "Images", "ko": "이미지"},
    "images_left_out": {"en": "the first {shown} of {total}", "ko": "{total}장 중 처음 {shown}장"},
    "is_right": {"en": "right", "ko": "맞음"},
    "is_wrong": {"en": "wrong", "ko": "틀림"},
    "mean": {"en": "average of {draws} versions", "ko": "변형 {draws}장의 평균"},
    "mean_note": {
        "en": "Where it is sharp, the network always sees the same; where it is smeared, the object can be.",
        "ko": "또렷한 곳은 늘 같은 모습이고, 번진 곳은 물체가 있을 수 있는 자리입니다.",
    },
    "model_shape": {
        "en": "The model takes {wanted} but the versions are {have}, so it is not asked. Add Resizing as the last step.",
        "ko": "모델의 입력은 {wanted}인데 변형은 {have}이어서 예측하지 않았습니다. 마지막 단계로 Resizing을 넣어 보세요.",
    },
    "no_model": {
        "en": "Would you still give every version the label of the original? A version that even you cannot name teaches something wrong.",
        "ko": "모든 변형에 원본과 같은 레이블을 붙일 수 있나요? 여러분도 알아볼 수 없는 변형은 네트워크에 잘못된 것을 가르칩니다.",
    },
    "nothing": {"en": "no step is on", "ko": "켜진 단계 없음"},
    "off": {"en": "off", "ko": "꺼짐"},
    "original": {"en": "original", "ko": "원본"},
    "own": {"en": "your picture", "ko": "내 사진"},
    "own_note": {
        "en": "Your picture: its middle, made {height} × {width} like the other images, {colours}, in their range of values.",
        "ko": "내 사진은 가운데를 잘라 다른 이미지처럼 {height} × {width}로 줄이고, {colours} 값의 범위도 맞췄습니다.",
    },
    "own_colours": {"en": "in colour", "ko": "색은 그대로 두고"},
    "own_grey": {"en": "without colour", "ko": "흑백으로 바꾸고"},
    "reading_brightness": {"en": "up to ±{amount} on every value", "ko": "모든 값에 최대 ±{amount}"},
    "reading_contrast": {"en": "up to ×{times}", "ko": "최대 ×{times}"},
    "reading_crop": {"en": "cuts {percent} % off each side", "ko": "각 변에서 {percent} %를 자름"},
    "reading_noise": {"en": "standard deviation {value}", "ko": "표준편차 {value}"},
    "reading_option": {"en": "{option} = {value}", "ko": "{option} = {value}"},
    "reading_percent": {"en": "up to {percent} %", "ko": "최대 {percent} %"},
    "reading_share": {"en": "{percent} % of the images", "ko": "이미지의 {percent} %"},
    "reading_shift": {"en": "up to ±{percent} % of the side (±{pixels} px)", "ko": "한 변의 최대 ±{percent} % (±{pixels}픽셀)"},
    "reading_turn": {"en": "up to ±{degrees}°", "ko": "최대 ±{degrees}°"},
    "reading_zoom": {"en": "up to ±{percent} %", "ko": "최대 ±{percent} %"},
    "reset": {"en": "As built", "ko": "만든 대로"},
    "score": {
        "en": "{right} of these {count} are still taken for {name}; of {draws} versions, {percent} %.",
        "ko": "{count}장 중 {right}장의 예측이 여전히 {name}입니다. 변형 {draws}장 가운데서는 {percent} %입니다.",
    },
    "seed": {"en": "seed", "ko": "시드"},
    "smaller": {"en": "drawn smaller: 1 pixel in {step}", "ko": "{step}픽셀마다 하나씩 줄여 그렸습니다"},
    "spread": {"en": "where versions differ", "ko": "변형마다 달라지는 곳"},
    "spread_note": {
        "en": "Dark: the same in every version. Brightest: a standard deviation of {most}.",
        "ko": "어두울수록 늘 같고, 가장 밝은 곳의 표준편차는 {most}입니다.",
    },
    "strength": {"en": "{kind}: strength", "ko": "{kind}: 세기"},
    "thinned": {"en": "The image is large: 1 pixel in {step} is used.", "ko": "이미지가 커서 {step}픽셀마다 하나씩만 썼습니다."},
    "title": {"en": "Augmentation", "ko": "데이터 증강"},
    "try": {
        "en": "Make a step stronger until you yourself hesitate to name what you see: that is too far.",
        "ko": "여러분도 무엇인지 망설이게 될 때까지 단계를 강하게 해 보세요. 거기부터는 지나친 증강입니다.",
    },
    "version": {"en": "version {number}", "ko": "변형 {number}"},
    "versions": {"en": "{count} random versions", "ko": "무작위 변형 {count}장"},
    "versions_note": {
        "en": "Click one to see its way through the steps above.",
        "ko": "하나를 누르면 위에서 어떤 단계를 거쳤는지 볼 수 있습니다.",
    },
}
