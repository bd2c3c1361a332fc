# %% [markdown] lang="en"
# # The gallery
#
# Every explorer of the course in one place, on material that comes with it. Run a cell, drag, click, type; then put your own
# photo, array or Keras model in its place. What an explorer shows is in its attributes: after dragging, look at
# `explorer.weights` or set it in a cell, and the picture follows.
#
# **Time:** as long as you like. All cells together take about a minute on two cores; nothing here is graded.

# %% [markdown] lang="ko" of="1e518f8a"
# # 탐색기 전시실
#
# 이 강좌의 탐색기를 한곳에 모았고, 함께 들어 있는 자료로 바로 해 볼 수 있습니다. 셀을 실행하고 끌고, 누르고, 입력해 보세요.
# 그다음 자기 사진이나 배열, Keras 모델을 넣어 보세요. 탐색기의 상태는 속성에 들어 있습니다. 끌어 본 뒤
# `explorer.weights`를 살펴보거나 셀에서 값을 바꾸면 그림도 따라 바뀝니다.
#
# **걸리는 시간:** 원하는 만큼입니다. 모든 셀을 실행하는 데는 코어 두 개로 1분쯤 걸리고, 여기서는 채점하지 않습니다.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "synthetic"
SEED = 0

# %%
from course_utils import (
    explore_activations,
    explore_arithmetic,
    explore_augmentation,
    explore_confusion,
    explore_descent,
    explore_embedding,
    explore_feature_maps,
    explore_graph,
    explore_initialisation,
    explore_kernel,
    explore_overfitting,
    explore_perceptron,
    explore_pooling,
    explore_saliency,
    lesson,
    training,
    watch_training,
)
from course_utils.data import load

lesson("gallery", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

# %% [markdown] lang="en"
# ## A neuron
#
# Drag the line, or turn it by its ring, until all four answers of the gate are right. Then choose XOR.

# %% [markdown] lang="ko" of="a946ba90"
# ## 뉴런 하나
#
# 게이트의 네 답이 모두 맞을 때까지 직선을 끌거나 고리로 돌려 보세요. 다 되면 XOR를 골라 보세요.

# %%
explorer = explore_perceptron("AND")
explorer

# %% [markdown] lang="en"
# ## Activation functions
#
# Drag the point along the curve into the shaded part: there the slope, and with it the gradient, is almost gone. Then
# choose sigmoid and ReLU in turn and compare what is left of the gradient after 20 layers. A function of your own may stand in
# place of a name.

# %% [markdown] lang="ko" of="0edc4a7f"
# ## 활성화 함수
#
# 점을 색칠된 구간으로 끌어 보세요. 미분값이 거의 0이 되어 기울기도 사라집니다. 그다음 시그모이드와 ReLU를 번갈아 골라
# 층 20개를 지난 기울기를 비교해 보세요. 이름 대신 직접 만든 함수를 넣을 수도 있습니다.

# %%
explore_activations("relu", compare="sigmoid")

# %% [markdown] lang="en"
# ## Going downhill
#
# Drag the start, and raise the learning rate until the path begins to zigzag, then to fly away. Which optimizer still
# arrives? Any function of two numbers can be the surface.

# %% [markdown] lang="ko" of="3c5d62a8"
# ## 경사 따라 내려가기
#
# 출발점을 끌어 보고, 학습률을 조금씩 올려 보세요. 경로가 지그재그가 되었다가 밖으로 튀어 나갑니다. 그래도 도착하는
# 최적화 기법은 무엇인가요? 변수가 두 개인 함수라면 무엇이든 곡면이 될 수 있습니다.

# %%
explore_descent("valley")

# %% [markdown] lang="en"
# ## A computational graph
#
# Press Play: the values run to the right (blue), then the gradients come back (orange). Tick "Predict first", work out what
# comes back on an edge, and click its "?". Then drag an input, or write an expression of your own in the box below.

# %% [markdown] lang="ko" of="72c060a7"
# ## 계산 그래프
#
# 재생을 누르면 값(파랑)이 오른쪽으로 흐른 다음 기울기(주황)가 되돌아옵니다. "먼저 예상하기"를 켜고 선마다 돌아올 기울기를
# 계산한 뒤 "?"를 눌러 확인해 보세요. 입력을 끌거나, 아래 칸에 직접 식을 써 볼 수도 있습니다.

# %%
explore_graph("s = w1*x1 + w2*x2 + b; y = sigmoid(s); loss = (y - t)**2", w1=1, x1=0.5, w2=-2, x2=1, b=0.3, t=1)

# %% [markdown] lang="en"
# ## Weight initialisation
#
# Each square is an activation with an initialisation, and shows what is left in the last layer. Click from a collapsed square
# to a healthy one, then set 10 layers, then switch batch normalisation on.

# %% [markdown] lang="ko" of="1bccfacd"
# ## 가중치 초기화
#
# 칸마다 활성화 함수와 가중치 초기화의 조합이 있고, 마지막 층에 무엇이 남는지 보입니다. 붕괴한 칸에서 건강한 칸으로 옮겨
# 보고, 층을 10개로 늘린 뒤 배치 정규화를 켜 보세요.

# %%
explore_initialisation("tanh", initialisation="small")

# %% [markdown] lang="en"
# ## A kernel
#
# Drag a number of the kernel up or down and watch the feature map follow. Can you make a kernel that shows vertical edges
# only? Point at the picture to see one sum worked out, or use your own photo.

# %% [markdown] lang="ko" of="1ecde4e4"
# ## 커널
#
# 커널의 숫자를 위아래로 끌면서 특성 맵이 어떻게 바뀌는지 지켜보세요. 세로 방향 경계만 드러내는 커널을 만들 수 있을까요?
# 그림 위에서 마우스를 움직이면 값 하나가 계산되는 과정이 보이고, 자기 사진으로도 해 볼 수 있습니다.

# %%
explorer = explore_kernel(kernel="sobel_x")
explorer

# %% [markdown] lang="en"
# ## The arithmetic of convolution
#
# Press Play and watch the window walk. Make the input one pixel larger, or set the padding to 0: which pixels does nobody
# read, and why does the output side stay? Then compare "three 3×3" with "one 7×7", and drag the unit at the top of the pyramid.

# %% [markdown] lang="ko" of="806962d8"
# ## 합성곱의 크기 계산
#
# 재생을 눌러 창이 움직이는 모습을 보세요. 입력을 한 픽셀 키우거나 패딩을 0으로 바꾸면 어느 픽셀이 한 번도 읽히지 않나요?
# 출력의 크기는 왜 그대로일까요? 이어서 "3×3 셋"과 "7×7 하나"를 비교하고, 피라미드 맨 위의 유닛을 끌어 보세요.

# %%
explore_arithmetic(7, 3, padding=1, stride=2)

# %% [markdown] lang="en"
# ## Pooling
#
# Point at a number of the result: its window lights up and the winner is marked. Then shift the image by one pixel and compare
# how many values stay the same before pooling and after; try pool sizes 2, 4 and 8, and the average.

# %% [markdown] lang="ko" of="89951a97"
# ## 풀링
#
# 결과의 수를 가리키면 그 창과 최댓값의 자리가 보입니다. 이어서 이미지를 한 픽셀 옮기고, 풀링하기 전과 후에 그대로인 값이
# 얼마나 되는지 비교해 보세요. 풀 크기 2, 4, 8과 평균 풀링도 해 보세요.

# %%
explore_pooling(pool_size=4)

# %%
explore_pooling([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])

# %% [markdown] lang="en"
# ## Overfitting
#
# Choose "overfitting", then add training points until the gap closes. Or drag one point away from the others and see who
# follows it.

# %% [markdown] lang="ko" of="a9541107"
# ## 과대적합
#
# "과대적합"을 고른 뒤, 격차가 줄어들 때까지 훈련 데이터를 늘려 보세요. 점 하나를 멀리 끌면 어느 모델이 따라가나요?

# %%
explore_overfitting()

# %% [markdown] lang="en"
# ## Watching a training
#
# For what follows we need a small network, trained on drawings of garments. Watch where training and validation loss part.
# Press Stop when you have seen enough: the model gets the weights of its best epoch back.

# %% [markdown] lang="ko" of="d8282813"
# ## 훈련 지켜보기
#
# 이제부터는 옷 그림으로 훈련한 작은 신경망이 필요합니다. 훈련 손실과 검증 손실이 어디서 갈라지는지 지켜보세요. 충분히
# 보았으면 멈춤 단추를 누르세요. 모델은 가장 좋았던 에포크의 가중치로 돌아갑니다.

# %%
with training.quiet_start():  # TensorFlow talks a lot while it loads
    import keras
    from keras import layers

dataset = load("fashion", source=SOURCE)
class_names = dataset.class_names(LANGUAGE)
images, labels = dataset.train.images[:4000], dataset.train.labels[:4000]
test_images, test_labels = dataset.test.images[:1000], dataset.test.labels[:1000]

keras.utils.set_random_seed(SEED)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
watcher = watch_training()
history = model.fit(images, labels, epochs=8, batch_size=64, validation_split=0.2, verbose=0, callbacks=[watcher])

# %% [markdown] lang="en"
# ## Feature maps
#
# Click a layer, a channel, a unit: you see its kernel, its map, and the pixels it looks at. Then let the explorer find the
# images that excite the channel most. What do they have in common?

# %% [markdown] lang="ko" of="6ea63a05"
# ## 특성 맵
#
# 층과 채널, 맵의 한 칸을 차례로 눌러 보세요. 그 채널의 커널과 특성 맵, 그 칸이 보는 픽셀이 나타납니다. 이어서 그 채널을
# 가장 강하게 활성화하는 이미지를 찾아보세요. 어떤 공통점이 있나요?

# %%
explore_feature_maps(model, test_images, class_names=class_names)

# %% [markdown] lang="en"
# ## Augmentation
#
# Make a step stronger until you yourself hesitate to name what you see: that is too far. What does the network say by then,
# and which step destroys values?

# %% [markdown] lang="ko" of="d0366c50"
# ## 데이터 증강
#
# 무엇인지 스스로도 망설여질 때까지 한 단계씩 세게 해 보세요. 그만큼이면 지나친 것입니다. 그때 신경망은 무엇이라고 하나요?
# 값을 망가뜨리는 단계는 어느 것인가요?

# %%
steps = [layers.RandomFlip("horizontal"), layers.RandomRotation(0.08), layers.RandomZoom(0.3), layers.RandomContrast(0.5)]
explore_augmentation(test_images, steps, model=model, labels=test_labels, class_names=class_names)

# %% [markdown] lang="en"
# ## Why this class?
#
# Four ways to ask a network what its answer hangs on. Drag the grey square over the picture and watch the bars. Then compare
# with an untrained copy: if the two maps look alike, the map explains nothing.

# %% [markdown] lang="ko" of="3975131c"
# ## 왜 이 클래스일까?
#
# 신경망의 답이 무엇에 달렸는지 묻는 방법 네 가지입니다. 회색 네모를 끌며 막대를 지켜보세요. 이어서 훈련하지 않은 복사본과
# 비교해 보세요. 두 그림이 비슷하다면 그 그림은 아무것도 설명하지 못합니다.

# %%
explore_saliency(model, test_images, labels=test_labels, class_names=class_names)

# %% [markdown] lang="en"
# ## Confusion matrix
#
# Click the strongest orange cell: would you have told these images apart? Then let the network answer only when it is sure, and
# in "Calibration" turn the temperature until it is as often right as it is sure.

# %% [markdown] lang="ko" of="af7a0bfc"
# ## 혼동 행렬
#
# 가장 진한 주황색 칸을 눌러 보세요. 여러분이라면 이 이미지들을 구별할 수 있었을까요? 이어서 확신할 때만 답하게 해 보고,
# "확률 보정"에서는 확신하는 만큼 맞을 때까지 온도를 옮겨 보세요.

# %%
probabilities = model.predict(test_images, verbose=0)
explore_confusion(test_labels, probabilities, test_images, class_names)

# %% [markdown] lang="en"
# ## A map of features
#
# Each point is an image, placed by what the network makes of it. Point at one at the edge of its group: do the lines to its
# true neighbours stay inside? Then try t-SNE, and ask how much of each neighbourhood it keeps.

# %% [markdown] lang="ko" of="c10bf39f"
# ## 특성의 지도
#
# 점 하나가 이미지 하나이고, 신경망이 뽑아낸 특성에 따라 자리를 잡았습니다. 무리의 가장자리에 있는 점을 가리켜 보세요. 실제
# 이웃을 잇는 선이 무리 안에 머무나요? 이어서 t-SNE로 바꾸고, 이웃 관계를 얼마나 지키는지 살펴보세요.

# %%
explore_embedding(model, test_images, test_labels, class_names=class_names)
