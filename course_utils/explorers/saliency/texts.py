"""The words of the saliency explorer; fields in braces are filled where they are shown."""

TEXTS: dict[str, dict[str, str]] = {
    "against": {"en": "speaks against it, {value}", "ko": "아니라는 근거, {value}"},
    "alike": {
        "en": "Rank correlation of the two maps {value}: alike. What an untrained network draws too says little about what was learnt.",
        "ko": "두 지도의 순위 상관 {value}: 비슷합니다. 훈련하지 않은 모델도 그리는 지도라면, 무엇을 배웠는지 거의 말해 주지 못합니다.",
    },
    "baseline": {"en": "Baseline", "ko": "기준 이미지"},
    "black": {"en": "black", "ko": "검정"},
    "blind": {
        "en": "A pixel equal to the baseline gets nothing, however much it matters: try another baseline.",
        "ko": "기준 이미지와 값이 같은 픽셀은 아무리 중요해도 몫이 0입니다. 기준 이미지를 바꿔 보세요.",
    },
    "class": {"en": "class {number}", "ko": "클래스 {number}"},
    "compare": {"en": "Compare with an untrained copy", "ko": "훈련하지 않은 모델과 비교"},
    "cover_with": {"en": "Fill", "ko": "채우기"},
    "covered_exact": {
        "en": "Hidden: rows {top}–{bottom}, columns {left}–{right}. {name}: {before} → {after} ({change} points), computed exactly.",
        "ko": "가린 곳: {top}–{bottom}행, {left}–{right}열. {name}: {before} → {after} ({change}%p). 정확히 계산한 값입니다.",
    },
    "covered_near": {
        "en": "Hidden: rows {top}–{bottom}, columns {left}–{right}. {name}: {before} → about {after} (nearest of {places} squares).",
        "ko": "가린 곳: {top}–{bottom}행, {left}–{right}열. {name}: {before} → 약 {after}. 미리 계산한 {places}곳 중 가장 가까운 값입니다.",
    },
    "different": {
        "en": "Rank correlation of the two maps {value}: different. The map depends on the weights: it passes this test.",
        "ko": "두 지도의 순위 상관 {value}: 다릅니다. 지도가 가중치에 따라 달라지므로 이 시험은 통과했습니다.",
    },
    "empty": {
        "en": "This map is zero everywhere: the method finds nothing here that speaks for the class.",
        "ko": "지도가 모두 0입니다. 이 방법으로는 이 클래스라고 볼 근거를 찾지 못했습니다.",
    },
    "ending_linear": {
        "en": "This model ends in logits; the bars show their softmax (sigmoid, for one unit).",
        "ko": "이 모델은 로짓을 냅니다. 막대는 로짓에 소프트맥스(출력이 하나면 시그모이드)를 적용한 확률입니다.",
    },
    "ending_other": {
        "en": "This explorer cannot look behind the model's last layer: “score” means its output here.",
        "ko": "마지막 층 앞의 로짓을 읽을 수 없어, 여기서는 모델의 출력을 점수로 씁니다.",
    },
    "ending_sigmoid": {
        "en": "Score: the logit of the class, before the sigmoid.",
        "ko": "점수는 시그모이드를 거치기 전 그 클래스의 로짓입니다.",
    },
    "ending_softmax": {
        "en": "Score: the logit of the class, before softmax.",
        "ko": "점수는 소프트맥스를 거치기 전 그 클래스의 로짓입니다.",
    },
    "explain": {"en": "{name}: explain this class", "ko": "{name}: 이 클래스를 설명"},
    "for": {"en": "speaks for it, {value}", "ko": "맞다는 근거, {value}"},
    "grad_cam": {"en": "Grad-CAM", "ko": "Grad-CAM"},
    "grad_cam_note": {
        "en": "This layer's map has {rows} × {columns} squares, enlarged to the picture.",
        "ko": "이 층의 지도는 {rows} × {columns}칸이며, 그림 크기로 늘려 보여 줍니다.",
    },
    "grad_cam_try": {
        "en": "The layer's feature maps, weighed by how much each moves the score. In an earlier layer: does the map still know the class?",
        "ko": "특성 맵마다 점수를 움직이는 정도를 곱해 더했습니다. 앞쪽 층을 골라 보세요. 여전히 클래스를 구별하나요?",
    },
    "gradient": {"en": "Gradient", "ko": "기울기"},
    "gradient_try": {
        "en": "How strongly a tiny change of each pixel would move the score. Compare with integrated gradients: which is less noisy?",
        "ko": "각 픽셀을 아주 조금 바꿀 때 점수가 얼마나 움직이는지 보여 줍니다. 적분 기울기와 비교해 보세요. 어느 쪽이 덜 어수선한가요?",
    },
    "grey": {"en": "grey", "ko": "회색"},
    "heat": {"en": "Heat map over image {number}", "ko": "이미지 {number} 위의 열지도"},
    "image": {"en": "image {number}", "ko": "이미지 {number}"},
    "images": {"en": "Images", "ko": "이미지"},
    "images_left_out": {"en": "the first {shown} of {total}", "ko": "{total}장 중 처음 {shown}장"},
    "integrated_gradients": {"en": "Integrated gradients", "ko": "적분 기울기"},
    "integrated_gradients_note": {
        "en": "All contributions add up to {total}. The score rises from {start} (baseline) to {score}, by {difference}. Off by {error} %.",
        "ko": "모든 기여를 더하면 {total}. 점수는 기준 이미지 {start}에서 {score}까지 {difference} 변합니다. 오차 {error}%.",
    },
    "integrated_gradients_try": {
        "en": "The change of the score from a blank picture to this one, shared out among the pixels. Do few steps still add up?",
        "ko": "빈 그림에서 이 그림까지 점수가 변한 만큼을 픽셀들에 나누어 줍니다. 스텝을 줄여 보세요. 나눈 몫의 합이 여전히 맞나요?",
    },
    "layer": {"en": "Layer", "ko": "층"},
    "lowers": {"en": "hidden, the probability falls by {value} points", "ko": "가리면 확률이 {value}%p 떨어짐"},
    "mean": {"en": "mean colour", "ko": "평균색"},
    "method": {"en": "Method", "ko": "방법"},
    "more_classes": {"en": "Another class", "ko": "다른 클래스"},
    "no_maps": {
        "en": "No layer of this network has feature maps, so Grad-CAM is left out.",
        "ko": "이 모델에는 특성 맵을 내는 층이 없어 Grad-CAM을 뺐습니다.",
    },
    "occlusion": {"en": "Occlusion", "ko": "가려 보기"},
    "occlusion_note": {
        "en": "From {places} places of the square. Where the map changes with the fill, it shows the fill as much as the hiding.",
        "ko": "사각형을 {places}곳에 놓고 물었습니다. 채우기를 바꾸면 달라지는 곳은, 가린 탓만이 아니라 채운 색 탓이기도 합니다.",
    },
    "occlusion_try": {
        "en": "Drag the square over the picture (or use the arrow keys) and watch the bars. Which part can the network not do without?",
        "ko": "사각형을 끌어(화살표 키도 됩니다) 그림을 가리면서 막대를 보세요. 모델이 꼭 봐야 하는 부분은 어디인가요?",
    },
    "opacity": {"en": "Opacity", "ko": "불투명도"},
    "own": {"en": "your picture", "ko": "내 사진"},
    "own_scale": {
        "en": "each map on its own scale, the numbers are your network's",
        "ko": "지도마다 눈금이 다름(숫자는 내 모델)",
    },
    "partly": {
        "en": "Rank correlation of the two maps {value}: alike in part. That part comes from the picture, not from what was learnt.",
        "ko": "두 지도의 순위 상관 {value}: 일부 비슷합니다. 비슷한 만큼은 배운 것이 아니라 그림 자체에서 나온 것입니다.",
    },
    "percentile": {"en": "the strongest 1 % of the pixels share the end colour", "ko": "가장 센 1% 픽셀은 끝 색으로 같게 표시"},
    "probabilities": {"en": "Probabilities", "ko": "확률"},
    "raises": {"en": "rises by {value} points", "ko": "{value}%p 올라감"},
    "reduced": {"en": "shown smaller: one row and column in {step}", "ko": "{step}픽셀마다 하나씩 줄여 표시"},
    "said": {
        "en": "Image {number}, {name} ({share}), {method}; hiding the square takes {drop} points",
        "ko": "이미지 {number}, {name}({share}), {method}. 사각형으로 가리면 {drop}%p 줄어듦",
    },
    "size": {"en": "Square, pixels", "ko": "사각형 크기(픽셀)"},
    "square": {"en": "Square that hides a part", "ko": "그림을 가리는 사각형"},
    "steps": {"en": "Steps", "ko": "스텝"},
    "strong": {"en": "strongest place, {value}", "ko": "가장 센 곳, {value}"},
    "trained": {"en": "your network", "ko": "내 모델"},
    "true_right": {"en": "✓ True class: {name}", "ko": "✓ 정답: {name}"},
    "true_wrong": {"en": "✗ True class: {name}", "ko": "✗ 정답: {name}"},
    "untrained": {"en": "untrained copy", "ko": "훈련하지 않은 모델"},
    "why": {"en": "Why “{name}”?", "ko": "왜 “{name}”일까요?"},
    "why_not": {"en": "Why not “{name}”? What speaks for it", "ko": "“{name}”: 이쪽 근거는 어디일까요?"},
}
