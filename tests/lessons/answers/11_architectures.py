"""Answers to lesson 11, right and wrong, that students may well write. No network is trained here."""

ONCE = """
import keras
from keras import layers
"""

SETUP = """
import keras
import numpy as np
from keras import layers
"""

COUNT = """
def conv_cost(side, kernel_size, in_channels, out_channels, bias=True):
    weights = kernel_size**2 * in_channels * out_channels
    return weights + bias * out_channels, side**2 * weights

"""


def vgg(pool="side //= 2", first=3, width="side * side * channels", following="width = count", dense="conv_cost(1, 1, width, count)"):
    """Write the count of VGG's pattern with other steps."""
    return (
        COUNT
        + f"""
def vgg_cost(side, plan, units):
    channels, parameters, work = {first}, 0, 0
    for entry in plan:
        if entry == "pool":
            {pool}
        else:
            more, products = conv_cost(side, 3, channels, entry)
            parameters, work, channels = parameters + more, work + products, entry
    width = {width}
    for count in units:
        more, products = {dense}
        parameters, work = parameters + more, work + products
        {following}
    return parameters, work
"""
    )


def block(inside, last="return layers.ReLU()(layers.Add()([inside, maps]))", fit="maps = layers.Conv2D(channels, 1)(maps)"):
    """Write a residual block with other steps."""
    return f"""
def residual_block(maps, channels):
    {inside}
    if maps.shape[-1] != channels:
        {fit}
    {last}
"""


TWO = (
    'inside = layers.Conv2D(channels, 3, padding="same", activation="relu")(maps)\n'
    '    inside = layers.Conv2D(channels, 3, padding="same")(inside)'
)

RIGHT = {
    "conv_cost": [
        COUNT,
        """
def conv_cost(side, kernel_size, in_channels, out_channels, bias=True):
    one_kernel = kernel_size * kernel_size * in_channels
    parameters = out_channels * (one_kernel + 1) if bias else out_channels * one_kernel
    return [parameters, side * side * out_channels * one_kernel]
""",
        """
def conv_cost(side, kernel_size, in_channels, out_channels, bias=True):
    kernels = np.zeros((kernel_size, kernel_size, in_channels, out_channels))
    biases = np.zeros(out_channels if bias else 0)
    return np.array([kernels.size + biases.size, kernels.size * side**2])
""",
    ],
    "vgg_cost": [
        vgg(),
        COUNT
        + """
def vgg_cost(side, plan, units):
    rows, channels = [], 3
    for entry in plan:
        if isinstance(entry, str):
            side = side // 2
            continue
        rows.append((side, 3, channels, entry))
        channels = entry
    width = side**2 * channels
    for count in units:
        rows.append((1, 1, width, count))
        width = count
    return tuple(np.sum([conv_cost(*row) for row in rows], axis=0).tolist())
""",
        """
def vgg_cost(side, plan, units):
    parameters = work = 0
    before = 3
    for entry in plan:
        if entry == "pool":
            side = int(side / 2)
        else:
            parameters += 3 * 3 * before * entry + entry
            work += 3 * 3 * before * entry * side * side
            before = entry
    inputs = [side * side * before, *units]
    for one, other in zip(inputs, inputs[1:]):
        parameters += one * other + other
        work += one * other
    return parameters, work
""",
    ],
    "residual_block": [
        block(TWO),
        """
def residual_block(maps, channels):
    x = layers.Conv2D(channels, (3, 3), padding="same")(maps)
    x = layers.Activation("relu")(x)
    x = layers.Conv2D(channels, (3, 3), padding="same")(x)
    if maps.shape[3] == channels:
        shortcut = maps
    else:
        shortcut = layers.Conv2D(channels, kernel_size=1, padding="same", use_bias=False)(maps)
    return layers.Activation("relu")(x + shortcut)
""",
        """
def residual_block(maps, channels):
    kept = maps if maps.shape[-1] == channels else layers.Conv2D(filters=channels, kernel_size=1)(maps)
    first = layers.Conv2D(channels, 3, padding="same", use_bias=False, kernel_initializer="he_normal")
    second = layers.Conv2D(channels, 3, padding="same", use_bias=False, kernel_initializer="zeros")
    return keras.ops.relu(layers.add([kept, second(keras.ops.relu(first(maps)))]))
""",
    ],
    "separable_cost": [
        COUNT
        + """
def separable_cost(side, kernel_size, in_channels, out_channels):
    depthwise = conv_cost(side, kernel_size, 1, in_channels, bias=False)
    pointwise = conv_cost(side, 1, in_channels, out_channels, bias=False)
    return depthwise[0] + pointwise[0], depthwise[1] + pointwise[1]
""",
        """
def separable_cost(side, kernel_size, in_channels, out_channels):
    weights = in_channels * (kernel_size**2 + out_channels)
    return weights, side**2 * weights
""",
        COUNT
        + """
def separable_cost(side, kernel_size, in_channels, out_channels):
    total = np.zeros(2)
    for _ in range(in_channels):
        total += conv_cost(side, kernel_size, 1, 1, False)
    return total + conv_cost(side, 1, in_channels, out_channels, False)
""",
    ],
    "squeeze_excite": [
        """
def squeeze_excite(maps, w1, b1, w2, b2):
    means = maps.mean(axis=(1, 2))
    hidden = np.maximum(means @ w1 + b1, 0)
    weights = 1 / (1 + np.exp(-(hidden @ w2 + b2)))
    return maps * weights[:, None, None, :]
""",
        """
def squeeze_excite(maps, w1, b1, w2, b2):
    weighed = []
    for image in maps:
        means = image.reshape(-1, image.shape[-1]).mean(axis=0)
        hidden = means @ w1 + b1
        hidden[hidden < 0] = 0
        weighed.append(image / (1 + np.exp(-hidden @ w2 - b2)))
    return np.array(weighed)
""",
        """
def squeeze_excite(maps, w1, b1, w2, b2):
    squeezed = np.einsum("nhwc->nc", maps) / (maps.shape[1] * maps.shape[2])
    excited = np.clip(np.dot(squeezed, w1) + b1, 0, None)
    weights = 0.5 * (1 + np.tanh((np.dot(excited, w2) + b2) / 2))
    return np.einsum("nhwc,nc->nhwc", maps, weights)
""",
    ],
    "patches": [
        """
def patches(images, side):
    count, height, width, channels = images.shape
    parted = images.reshape(count, height // side, side, width // side, side, channels)
    return parted.transpose(0, 1, 3, 2, 4, 5).reshape(count, -1, side * side * channels)
""",
        """
def patches(images, side):
    pieces = []
    for top in range(0, images.shape[1], side):
        for left in range(0, images.shape[2], side):
            pieces.append(images[:, top : top + side, left : left + side].reshape(len(images), -1))
    return np.stack(pieces, axis=1)
""",
        """
def patches(images, side):
    every = []
    for image in images:
        rows = np.split(image, image.shape[0] // side, axis=0)
        squares = [square for row in rows for square in np.split(row, row.shape[1] // side, axis=1)]
        every.append([square.flatten().tolist() for square in squares])
    return every
""",
    ],
    "attention": [
        """
def attention(queries, keys, values):
    products = queries @ keys.T / np.sqrt(queries.shape[-1])
    shares = np.exp(products - products.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True) @ values
""",
        """
def attention(queries, keys, values):
    answers = []
    for query in queries:
        products = np.array([query @ key for key in keys]) / len(query) ** 0.5
        shares = np.exp(products - max(products))
        shares = shares / sum(shares)
        answers.append(sum(share * value for share, value in zip(shares, values)))
    return np.array(answers)
""",
        """
from scipy.special import softmax

def attention(queries, keys, values):
    return softmax(np.einsum("td,sd->ts", queries, keys) / np.sqrt(keys.shape[1]), axis=-1) @ values
""",
    ],
    "pareto": [
        """
def pareto(costs, accuracies):
    networks = list(zip(costs, accuracies))
    def beats(one, other):
        return one[0] <= other[0] and one[1] >= other[1] and one != other
    kept = [place for place, network in enumerate(networks) if not any(beats(other, network) for other in networks)]
    return sorted(kept, key=lambda place: costs[place])
""",
        """
def pareto(costs, accuracies):
    costs, accuracies = np.array(costs), np.array(accuracies)
    kept = []
    for place in np.argsort(costs):
        no_dearer = costs <= costs[place]
        no_worse = accuracies >= accuracies[place]
        better = (costs < costs[place]) | (accuracies > accuracies[place])
        if not (no_dearer & no_worse & better).any():
            kept.append(place)
    return np.array(kept)
""",
        """
def pareto(costs, accuracies):
    order = sorted(range(len(costs)), key=lambda place: (costs[place], -accuracies[place]))
    front, best, price = [], -1, None
    for place in order:
        if accuracies[place] > best:
            front.append(place)
            best, price = accuracies[place], costs[place]
        elif accuracies[place] == best and costs[place] == price:
            front.append(place)
    return tuple(front)
""",
    ],
}

WRONG = {
    "conv_cost": [
        (COUNT.replace(" + bias * out_channels", ""), "one bias besides"),
        (COUNT.replace("bias * out_channels", "out_channels"), "there are no biases to store"),
        (COUNT.replace("side**2 * weights", "side**2 * (weights + bias * out_channels)"), "added, not multiplied"),
        (COUNT.replace("side**2 * weights", "weights"), "the work at one place"),
        (COUNT.replace("side**2 * weights", "(side - kernel_size + 1) ** 2 * weights"), "the side of the *output* already"),
        (COUNT.replace("kernel_size**2 * in_channels * out_channels", "kernel_size**2 * out_channels"), "all channels that come in"),
        (
            COUNT.replace("return weights + bias * out_channels, side**2 * weights", "return weights + bias * out_channels"),
            "Return two numbers",
        ),
    ],
    "vgg_cost": [
        (vgg(pool="pass"), "the side must be halved"),
        (vgg(first=1), "3 channels, not 1"),
        (vgg(width="channels"), "the whole flattened map"),
        (vgg(width="side * channels"), "side x side x channels"),
        (vgg(following="pass"), "the units of the first"),
        (vgg(dense="(0, 0)"), "dense layers are not counted"),
    ],
    "residual_block": [
        (block(TWO, last="return layers.ReLU()(inside)"), "should hand its input on"),
        (block(TWO, last="return layers.Add()([inside, maps])"), "After the sum comes a ReLU"),
        (
            block(TWO.replace('3, padding="same")(inside)', '3, padding="same", activation="relu")(inside)')),
            "can only add, never subtract",
        ),
        (block(TWO.replace(', activation="relu"', "")), "one single convolution"),
        (block(TWO, fit="pass"), "Inputs have incompatible shapes"),
        (block(TWO + "\n    inside = layers.BatchNormalization()(inside)"), "Is there a `BatchNormalization`"),
        (block(TWO, last="return layers.ReLU()(layers.Concatenate()([inside, maps]))"), "adding, not concatenating"),
    ],
    "separable_cost": [
        (
            COUNT
            + """
def separable_cost(side, kernel_size, in_channels, out_channels):
    return conv_cost(side, kernel_size, 1, in_channels, bias=False)
""",
            "the pointwise one is missing",
        ),
        (
            COUNT
            + """
def separable_cost(side, kernel_size, in_channels, out_channels):
    return conv_cost(side, kernel_size, in_channels, out_channels, bias=False)
""",
            "This is the full convolution",
        ),
        (
            COUNT
            + """
def separable_cost(side, kernel_size, in_channels, out_channels):
    one, other = conv_cost(side, kernel_size, 1, in_channels), conv_cost(side, 1, in_channels, out_channels)
    return one[0] + other[0], one[1] + other[1]
""",
            "There are no biases here",
        ),
        (
            COUNT
            + """
def separable_cost(side, kernel_size, in_channels, out_channels):
    one, other = conv_cost(side, kernel_size, 1, out_channels, False), conv_cost(side, 1, in_channels, out_channels, False)
    return one[0] + other[0], one[1] + other[1]
""",
            "each channel that comes *in*",
        ),
    ],
    "squeeze_excite": [
        (
            """
def squeeze_excite(maps, w1, b1, w2, b2):
    hidden = np.maximum(maps.mean(axis=(0, 1, 2)) @ w1 + b1, 0)
    return maps / (1 + np.exp(-(hidden @ w2 + b2)))
""",
            "Each image has its own means",
        ),
        (
            """
def squeeze_excite(maps, w1, b1, w2, b2):
    hidden = maps.mean(axis=(1, 2)) @ w1 + b1
    return maps / (1 + np.exp(-(hidden @ w2 + b2)))[:, None, None]
""",
            "The first dense layer has a ReLU",
        ),
        (
            """
def squeeze_excite(maps, w1, b1, w2, b2):
    hidden = np.maximum(maps.mean(axis=(1, 2)) @ w1 + b1, 0)
    return 1 / (1 + np.exp(-(hidden @ w2 + b2)))
""",
            "the shape stays (N, H, W, C)",
        ),
        (
            """
def squeeze_excite(maps, w1, b1, w2, b2):
    hidden = np.maximum(maps.mean(axis=(1, 2)) @ w1 + b1, 0)
    powers = np.exp(hidden @ w2 + b2)
    return maps * (powers / powers.sum(axis=1, keepdims=True))[:, None, None]
""",
            "channels do not compete",
        ),
    ],
    "patches": [
        (
            """
def patches(images, side):
    return images.reshape(len(images), -1, side * side * images.shape[-1])
""",
            "A plain reshape cuts rows of pixels",
        ),
        (
            """
def patches(images, side):
    pieces = []
    for left in range(0, images.shape[2], side):
        for top in range(0, images.shape[1], side):
            pieces.append(images[:, top : top + side, left : left + side].reshape(len(images), -1))
    return np.stack(pieces, axis=1)
""",
            "to the right of the first",
        ),
        (
            """
def patches(images, side):
    pieces = []
    for top in range(0, images.shape[1] - side + 1):
        for left in range(0, images.shape[2] - side + 1):
            pieces.append(images[:, top : top + side, left : left + side].reshape(len(images), -1))
    return np.stack(pieces, axis=1)
""",
            "2 x 3 = 6 patches",
        ),
        (
            """
def patches(images, side):
    count, height, width, channels = images.shape
    parted = images.reshape(count, height // side, side, width // side, side, channels)
    return parted.transpose(0, 1, 3, 5, 2, 4).reshape(count, -1, side * side * channels)
""",
            "The right pixels in another order",
        ),
    ],
    "attention": [
        (
            """
def attention(queries, keys, values):
    shares = np.exp(queries @ keys.T)
    return shares / shares.sum(axis=1, keepdims=True) @ values
""",
            "The root is missing",
        ),
        (
            """
def attention(queries, keys, values):
    products = queries @ keys.T / np.sqrt(queries.shape[-1])
    shares = np.exp(products - products.max())
    return shares / shares.sum(axis=0) @ values
""",
            "softmax along each row",
        ),
        (
            """
def attention(queries, keys, values):
    shares = np.exp(queries @ keys.T / np.sqrt(queries.shape[-1]))
    return shares / shares.sum(axis=1, keepdims=True) @ values
""",
            "Subtract the largest product of each row",
        ),
        (
            """
def attention(queries, keys, values):
    return queries @ keys.T / np.sqrt(queries.shape[-1]) @ values
""",
            "The softmax is missing",
        ),
        (
            """
def attention(queries, keys, values):
    products = queries @ keys.T / queries.shape[-1]
    shares = np.exp(products - products.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True) @ values
""",
            "the *root* of D",
        ),
    ],
    "pareto": [
        (
            """
def pareto(costs, accuracies):
    return [place for place in range(len(costs)) if accuracies[place] == max(accuracies)]
""",
            "beaten by none are",
        ),
        (
            """
def pareto(costs, accuracies):
    kept = []
    for place, (cost, accuracy) in enumerate(zip(costs, accuracies)):
        if not any(c < cost and a > accuracy for c, a in zip(costs, accuracies)):
            kept.append(place)
    return sorted(kept, key=lambda place: costs[place])
""",
            "better in one is enough",
        ),
        (
            """
def pareto(costs, accuracies):
    kept = []
    for place, (cost, accuracy) in enumerate(zip(costs, accuracies)):
        others = [other for other in range(len(costs)) if other != place]
        if not any(costs[other] <= cost and accuracies[other] >= accuracy for other in others):
            kept.append(place)
    return sorted(kept, key=lambda place: costs[place])
""",
            "stay both",
        ),
        (
            """
def pareto(costs, accuracies):
    networks = list(zip(costs, accuracies))
    def beats(one, other):
        return one[0] <= other[0] and one[1] >= other[1] and one != other
    return [place for place, network in enumerate(networks) if not any(beats(other, network) for other in networks)]
""",
            "The cheapest first",
        ),
        (
            """
def pareto(costs, accuracies):
    networks = sorted(zip(costs, accuracies))
    def beats(one, other):
        return one[0] <= other[0] and one[1] >= other[1] and one != other
    return [network for network in networks if not any(beats(other, network) for other in networks)]
""",
            "Return positions in the lists",
        ),
    ],
}
