"""The words of the embedding explorer; fields in braces are filled where they are shown."""

TEXTS: dict[str, dict[str, str]] = {
    "across": {"en": "Across", "ko": "가로축"},
    "all_classes": {"en": "Show all", "ko": "모두 보기"},
    "averaged": {
        "en": "{features} numbers per image: each channel of the layer, averaged over its places.",
        "ko": "이미지마다 수 {features}개: 이 층의 채널마다 모든 칸을 평균한 값입니다.",
    },
    "axis": {"en": "component {number} ({share} of the variance)", "ko": "제{number} 주성분 (분산의 {share})"},
    "class": {"en": "class {number}", "ko": "클래스 {number}"},
    "classes": {"en": "Classes", "ko": "클래스"},
    "compute": {"en": "Compute t-SNE", "ko": "t-SNE 계산"},
    "far": {"en": "others are nearer in the picture", "ko": "그림에서는 다른 점이 더 가까움"},
    "features": {"en": "{features} numbers per image.", "ko": "이미지마다 수 {features}개입니다."},
    "fit": {"en": "Show the whole picture", "ko": "전체 보기"},
    "image": {"en": "Image {number}", "ko": "이미지 {number}"},
    "kept": {
        "en": "Neighbourhood kept: {share} of all points' {count} nearest in feature space are among the {count} nearest here, too.",
        "ko": "이웃 유지율 {share}: 특성 공간의 이웃 {count}개 중 이 그림에서도 가장 가까운 {count}개에 드는 비율입니다.",
    },
    "kept_short": {"en": "neighbourhood kept {share}", "ko": "이웃 유지율 {share}"},
    "layer": {"en": "Layer", "ko": "층"},
    "marked_near": {"en": "near in the picture, too", "ko": "그림에서도 가까움"},
    "method": {"en": "Method", "ko": "방법"},
    "mistakes": {"en": "Mark the mistakes ({wrong} of {total})", "ko": "틀린 예측 표시 ({total}개 중 {wrong}개)"},
    "nearest": {"en": "Its {count} nearest in feature space", "ko": "특성 공간에서 가장 가까운 {count}개"},
    "none_chosen": {
        "en": "Point at an image, tap it, or use the arrow keys. Lines lead to its true neighbours.",
        "ko": "점을 가리키거나 누르거나 화살표 키로 고르세요. 실제 이웃까지 선이 이어집니다.",
    },
    "pca": {"en": "PCA", "ko": "PCA"},
    "pca_note": {
        "en": "These two axes carry {share} of the variance; the other {rest} are out of sight.",
        "ko": "이 두 축에 분산의 {share}만 담깁니다. 나머지 {rest}는 이 그림에 보이지 않습니다.",
    },
    "perplexity": {"en": "Perplexity", "ko": "퍼플렉시티"},
    "pictures": {"en": "Pictures where there is room", "ko": "자리가 있으면 그림으로 표시"},
    "pixels": {"en": "pixels", "ko": "픽셀"},
    "plot": {
        "en": "{method} of {points} images. Arrow keys go from image to image, + and − zoom, 0 shows all, Escape lets go.",
        "ko": "이미지 {points}장의 {method}. 화살표 키로 옮겨 다니고, +와 −로 확대·축소, 0은 전체 보기, Esc는 선택 해제입니다.",
    },
    "predicted": {"en": "predicted: {name}", "ko": "예측: {name}"},
    "reading": {
        "en": "Drag to move, click and turn the wheel (or pinch) to zoom.",
        "ko": "끌어서 움직이고, 한 번 누른 뒤 휠을 돌리거나 두 손가락으로 확대하세요.",
    },
    "said": {
        "en": "{method} of {points} images, {features} features each; neighbourhood kept {kept}",
        "ko": "이미지 {points}장의 {method}, 특성 {features}개씩, 이웃 유지율 {kept}",
    },
    "sampled": {
        "en": "A random sample of {shown} of {total} images, each class in proportion.",
        "ko": "이미지 {total}장 중 클래스 비율을 지켜 무작위로 고른 {shown}장입니다.",
    },
    "score": {
        "en": "{held} of the {count} are among its {count} nearest in the picture, too.",
        "ko": "{count}개 중 {held}개가 그림에서도 가장 가까운 {count}개에 듭니다.",
    },
    "try": {
        "en": "Choose an image at the edge of its group: do its lines stay inside? Then take the pixels as layer: what was sorted out?",
        "ko": "무리 가장자리의 이미지를 골라 보세요. 선이 무리 안에 머무나요? 층을 픽셀로도 바꿔 보세요. 모델은 무엇을 갈라놓았나요?",
    },
    "try_features": {
        "en": "Choose an image at the edge of its group: do the lines to its true neighbours stay inside the group?",
        "ko": "무리 가장자리의 이미지를 골라 보세요. 실제 이웃으로 이어진 선이 무리 안에 머무나요?",
    },
    "tsne": {"en": "t-SNE", "ko": "t-SNE"},
    "tsne_note": {
        "en": "t-SNE tries to keep near points near. The size of groups and the distance between them mean little. Took {seconds}\u00a0s.",
        "ko": "t-SNE는 가까운 점을 가깝게 두려고 합니다. 무리의 크기나 무리 사이 거리에는 큰 뜻이 없습니다. {seconds}초 걸렸습니다.",
    },
    "up": {"en": "Up", "ko": "세로축"},
    "zoom_in": {"en": "Zoom in", "ko": "확대"},
    "zoom_out": {"en": "Zoom out", "ko": "축소"},
}
