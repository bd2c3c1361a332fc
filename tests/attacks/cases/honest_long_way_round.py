"""Other algorithms: loops over pixels, running means, the functional model with a subclass, sorting instead of argmin."""

# %% [answer:mean_light]
def mean_light(images):
    means = []
    for image in images:
        running = 0.0
        for count, pixel in enumerate(image.ravel(), 1):
            running += (pixel - running) / count
        means.append(running)
    return means

# %% [answer:expose]
def expose(images, target):
    out = np.zeros_like(images)
    for n in range(images.shape[0]):
        for i in range(images.shape[1]):
            for j in range(images.shape[2]):
                out[n, i, j] = images[n, i, j] / mean_light(images)[n] * target
    return out

# %% [answer:draw_light]
def draw_light(images):
    ax = plt.axes()
    for place, light in enumerate(mean_light(images)):
        ax.add_patch(plt.Rectangle((place - 0.4, 0), 0.8, light))
    return ax

# %% [answer:build_model]
class Looker(keras.Model):
    def __init__(self):
        super().__init__()
        self.flat = keras.layers.Flatten()
        self.dense = keras.layers.Dense(1)

    def call(self, image):
        return keras.ops.sigmoid(self.dense(self.flat(image)))

def build_model():
    model = Looker()
    model(np.zeros((1, 8, 8)))
    return model

# %% [answer:darkest]
def darkest(images):
    return sorted(range(len(images)), key=lambda n: (images[n].mean(), n))[0]

# %% [extra end]
print("it ran to the end")
