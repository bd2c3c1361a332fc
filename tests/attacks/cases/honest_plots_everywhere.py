"""Figures shown, saved, left open, in another style and another font; the inline magic again."""

# %% [extra before:mean_light]
%matplotlib inline
%config InlineBackend.figure_format = "retina"
import matplotlib

plt.style.use("ggplot")
matplotlib.rcParams["font.family"] = "NanumGothic"
matplotlib.rcParams["axes.unicode_minus"] = False
for number in range(25):
    plt.figure()
    plt.title(f"그림 {number}")
    plt.imshow(images[0], cmap="gray")
plt.show()
plt.savefig("그림.png")

# %% [answer:draw_light]
def draw_light(images):
    fig, (left, right) = plt.subplots(1, 2)
    right.hist(images.ravel())
    for place, image in enumerate(images):
        left.bar(place, image.mean(), color=f"C{place}")
    left.set_xlabel("이미지")
    plt.show()
    return left

# %% [extra end]
draw_light(images);
print("it ran to the end")
