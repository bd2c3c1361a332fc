"""Answers to lesson 07, right and wrong, that students may well write."""

SETUP = """
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from course_utils import explore_kernel
from course_utils.data import load_photo

explorer = explore_kernel(load_photo("flower", side=32), "identity")


def window_sum(patch, kernel):
    return np.sum(patch * kernel)


def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return (side + 2 * padding - dilation * (kernel_size - 1) - 1) // stride + 1


def conv2d(image, kernel, padding=0, stride=1):
    windows = sliding_window_view(np.pad(image, padding), np.shape(kernel))[::stride, ::stride]
    return np.sum(windows * kernel, axis=(2, 3))


conv2d_fast = conv2d
"""

RIGHT = {
    "upright_edges": [
        "explorer.kernel = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]",
        'explorer.preset = "sobel_x"',
        "explorer.kernel = np.array([[0, 0, 0], [0.5, -0.5, 0], [0, 0, 0]])",
        "explorer.kernel = [[3, 0, -3]] * 3",
        "explorer.kernel = [[-1, -1, 0, 1, 1]] * 5",
        "explorer.kernel=[[-3,0,3],[-10,0,10],[-3,0,3]]",
        "explorer.kernel = [[-1,2,-1]]*3",
    ],
    "window_sum": [
        """
def window_sum(patch, kernel):
    return (patch * kernel).sum()
""",
        """
def window_sum(patch, kernel):
    total = 0
    for row in range(patch.shape[0]):
        for column in range(patch.shape[1]):
            total += patch[row, column] * kernel[row, column]
    return total
""",
        """
def window_sum(patch, kernel):
    return float(np.dot(np.ravel(patch), np.ravel(kernel)))
""",
        """
def window_sum(patch, kernel):
    return np.tensordot(patch, kernel)
""",
        """
def window_sum(patch, kernel):
    return sum(sum(a * b for a, b in zip(r, t)) for r, t in zip(patch, kernel))
""",
        """
def window_sum(patch, kernel):
    return np.trace(patch @ kernel.T)
""",
    ],
    "odd_pixel": [
        "odd_pixel = (2, 3)",
        "odd_pixel = [2, 3]",
        "odd_pixel = np.array([2, 3])",
        "odd_pixel = [[2, 3]]",
    ],
    "output_side": [
        """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return len(range(0, side + 2 * padding - dilation * (kernel_size - 1), stride))
""",
        """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    reach = kernel_size + (kernel_size - 1) * (dilation - 1)
    places = 0
    left = 0
    while left + reach <= side + 2 * padding:
        places += 1
        left += stride
    return places
""",
        """
import math
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return math.floor((side + 2 * padding - dilation * (kernel_size - 1) - 1) / stride + 1)
""",
        """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return np.floor((side + 2 * padding - dilation * (kernel_size - 1) - 1) / stride) + 1
""",
        """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    n = side + 2 * padding
    k = kernel_size + (kernel_size - 1) * (dilation - 1)
    count = 0
    for left in range(0, n, stride):
        if left + k <= n:
            count += 1
    return count
""",
    ],
    "conv2d": [
        """
def conv2d(image, kernel, padding=0, stride=1):
    padded = np.pad(image, padding)
    k = kernel.shape[0]
    return np.array([[np.sum(padded[i:i + k, j:j + k] * kernel) for j in range(0, padded.shape[1] - k + 1, stride)]
                     for i in range(0, padded.shape[0] - k + 1, stride)])
""",
        """
def conv2d(image, kernel, padding=0, stride=1):
    height, width = image.shape
    padded = np.zeros((height + 2 * padding, width + 2 * padding))
    padded[padding:padding + height, padding:padding + width] = image
    rows = output_side(height, len(kernel), padding, stride)
    columns = output_side(width, len(kernel), padding, stride)
    answer = []
    for i in range(rows):
        line = []
        for j in range(columns):
            total = 0.0
            for a in range(len(kernel)):
                for b in range(len(kernel)):
                    total += float(padded[i * stride + a, j * stride + b]) * kernel[a][b]
            line.append(total)
        answer.append(line)
    return answer
""",
        """
from course_utils import nn
def conv2d(image, kernel, padding=0, stride=1):
    return nn.cross_correlate(image[None, :, :, None], np.asarray(kernel)[:, :, None, None], padding=padding, stride=stride)[0, :, :, 0]
""",
        """
def conv2d(image, kernel, padding=0, stride=1):
    image = np.pad(np.asarray(image, np.float32), ((padding, padding), (padding, padding)), mode="constant")
    size = len(kernel)
    rows, columns = (image.shape[0] - size) // stride + 1, (image.shape[1] - size) // stride + 1
    total = np.zeros((rows, columns), np.float32)
    for a in range(size):
        for b in range(size):
            total += kernel[a, b] * image[a : a + stride * rows : stride, b : b + stride * columns : stride][:rows, :columns]
    return total
""",
        """
def conv2d(image, kernel, padding=0, stride=1):
    k = len(kernel)
    H, W = image.shape
    rows, columns = output_side(H, k, padding, stride), output_side(W, k, padding, stride)
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for a in range(k):
                for b in range(k):
                    r, c = i*stride + a - padding, j*stride + b - padding
                    if 0 <= r < H and 0 <= c < W:
                        out[i, j] += image[r, c] * kernel[a, b]
    return out
""",
        """
def conv2d(image, kernel, padding=0, stride=1):
    if padding > 0:
        image = np.vstack([np.zeros((padding, image.shape[1])), image, np.zeros((padding, image.shape[1]))])
        image = np.hstack([np.zeros((image.shape[0], padding)), image, np.zeros((image.shape[0], padding))])
    size = len(kernel)
    rows, columns = output_side(image.shape[0], size, 0, stride), output_side(image.shape[1], size, 0, stride)
    out = np.empty((rows, columns))
    i = 0
    while i < rows:
        j = 0
        while j < columns:
            out[i][j] = np.einsum('ab,ab', image[i*stride:i*stride+size, j*stride:j*stride+size], kernel)
            j += 1
        i += 1
    return out
""",
    ],
    "misprint": [
        "misprint = (0, 2, 3)",
        "misprint = [0, 2, 3]",
        "misprint = (0, 2, 3.0)",
    ],
    "conv2d_fast": [
        """
def conv2d_fast(image, kernel, padding=0, stride=1):
    windows = sliding_window_view(np.pad(image, padding), kernel.shape)
    return np.einsum("ijab,ab->ij", windows[::stride, ::stride], kernel)
""",
        """
def conv2d_fast(image, kernel, padding=0, stride=1):
    windows = sliding_window_view(np.pad(image, padding), kernel.shape)[::stride, ::stride]
    return np.tensordot(windows, kernel, axes=2)
""",
        """
def conv2d_fast(image, kernel, padding=0, stride=1):
    windows = sliding_window_view(np.pad(image, padding), kernel.shape)[::stride, ::stride]
    rows, columns = windows.shape[:2]
    return (windows.reshape(rows * columns, -1) @ kernel.ravel()).reshape(rows, columns)
""",
        """
def conv2d_fast(image, kernel, padding=0, stride=1):
    return (sliding_window_view(np.pad(image, padding), np.shape(kernel)) * kernel).sum(axis=(-2, -1))[::stride, ::stride]
""",
        """
def conv2d_fast(image, kernel, padding=0, stride=1):
    padded = np.pad(image, padding)
    k = len(kernel)
    rows, columns = output_side(image.shape[0], k, padding, stride), output_side(image.shape[1], k, padding, stride)
    i = stride * np.arange(rows)[:, None, None, None] + np.arange(k)[None, None, :, None]
    j = stride * np.arange(columns)[None, :, None, None] + np.arange(k)
    return np.sum(padded[i, j] * kernel, axis=(2, 3))
""",
        """
def conv2d_fast(image, kernel, padding=0, stride=1):
    padded = np.pad(image, padding)
    K = len(kernel)
    H, W = padded.shape[0] - K + 1, padded.shape[1] - K + 1
    total = 0
    for a in range(K):
        for b in range(K):
            total = total + padded[a:a+H, b:b+W] * kernel[a, b]
    return total[::stride, ::stride]
""",
        """
from course_utils import nn
def conv2d_fast(image, kernel, padding=0, stride=1):
    return nn.cross_correlate(image[None, :, :, None], np.asarray(kernel)[:, :, None, None], padding=padding, stride=stride)[0, :, :, 0]
""",
    ],
    "convolve_layer": [
        """
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    K = kernels.shape[0]
    padded = np.pad(images, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    windows = sliding_window_view(padded, (K, K), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nhwcij,ijco->nhwo", windows, kernels) + biases
""",
        """
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    N, H, W, channels = images.shape
    K, _, _, count = kernels.shape
    rows, columns = output_side(H, K, padding, stride), output_side(W, K, padding, stride)
    maps = np.zeros((N, rows, columns, count))
    for n in range(N):
        for o in range(count):
            for c in range(channels):
                maps[n, :, :, o] += conv2d(images[n, :, :, c], kernels[:, :, c, o], padding, stride)
            maps[n, :, :, o] += biases[o]
    return maps
""",
        """
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    padded = np.pad(images, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    K = len(kernels)
    rows, columns = (padded.shape[1] - K) // stride + 1, (padded.shape[2] - K) // stride + 1
    maps = np.empty((len(images), rows, columns, kernels.shape[3]))
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * stride : i * stride + K, j * stride : j * stride + K]
            maps[:, i, j] = np.tensordot(window, kernels, axes=3) + biases
    return maps
""",
        """
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    maps = np.array([[sum(conv2d_fast(image[:, :, c], kernels[:, :, c, o], padding, stride) for c in range(images.shape[3])) + biases[o]
        for o in range(len(biases))] for image in images])
    return maps.transpose(0, 2, 3, 1)
""",
        """
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    images = np.pad(images.astype(np.float32), [(0, 0), (padding, padding), (padding, padding), (0, 0)])
    k = kernels.shape[0]
    H, W = images.shape[1] - k + 1, images.shape[2] - k + 1
    total = sum(images[:, a:a+H, b:b+W] @ kernels[a, b] for a in range(k) for b in range(k))
    return (total + biases)[:, ::stride, ::stride]
""",
    ],
    "count_conv_parameters": [
        """
def count_conv_parameters(kernel_size, channels_in, channels_out):
    return kernel_size ** 2 * channels_in * channels_out + channels_out
""",
        """
def count_conv_parameters(kernel_size, channels_in, channels_out):
    weights = np.prod([kernel_size, kernel_size, channels_in, channels_out])
    return weights + channels_out
""",
        """
def count_conv_parameters(kernel_size, channels_in, channels_out):
    return np.zeros((kernel_size, kernel_size, channels_in, channels_out), bool).size + np.zeros(channels_out).size
""",
    ],
    "pool": [
        """
def pool(images, pool_size, stride=None, reducer=np.max):
    if stride is None:
        stride = pool_size
    windows = sliding_window_view(images, (pool_size, pool_size), axis=(1, 2))[:, ::stride, ::stride]
    return reducer(windows, axis=(4, 5))
""",
        """
def pool(images, pool_size, stride=None, reducer=np.max):
    stride = stride or pool_size
    N, H, W, C = images.shape
    rows = (H - pool_size) // stride + 1
    columns = (W - pool_size) // stride + 1
    pooled = np.zeros((N, rows, columns, C))
    for n in range(N):
        for i in range(rows):
            for j in range(columns):
                for c in range(C):
                    pooled[n, i, j, c] = reducer(images[n, i * stride : i * stride + pool_size, j * stride : j * stride + pool_size, c])
    return pooled
""",
        """
def pool(images, pool_size, stride=None, reducer=np.max):
    step = pool_size if stride is None else stride
    lines = []
    for top in range(0, images.shape[1] - pool_size + 1, step):
        line = []
        for left in range(0, images.shape[2] - pool_size + 1, step):
            line.append(reducer(images[:, top : top + pool_size, left : left + pool_size], axis=(1, 2)))
        lines.append(np.stack(line, axis=1))
    return np.stack(lines, axis=1)
""",
        """
def pool(images, pool_size, stride=None, reducer=np.max):
    stride = stride or pool_size
    N, H, W, C = images.shape
    return [[[[reducer(images[n, top:top + pool_size, left:left + pool_size, c]) for c in range(C)]
        for left in range(0, W - pool_size + 1, stride)] for top in range(0, H - pool_size + 1, stride)] for n in range(N)]
""",
        """
def pool(images, pool_size, stride=None, reducer=np.max):
    stride = stride or pool_size
    w = sliding_window_view(images, (pool_size, pool_size), axis=(1, 2))[:, ::stride, ::stride]
    return reducer(reducer(w, axis=-1), axis=-1)
""",
    ],
    "receptive_field": [
        """
def receptive_field(layers):
    field, jump = 1, 1
    for size, stride in layers:
        field = field + (size - 1) * jump
        jump = jump * stride
    return field
""",
        """
def receptive_field(layers):
    side = 1
    for size, stride in reversed(layers):
        side = (side - 1) * stride + size
    return side
""",
        """
def receptive_field(layers):
    sizes = [size for size, stride in layers]
    strides = [stride for size, stride in layers]
    return 1 + sum((size - 1) * int(np.prod(strides[:i])) for i, size in enumerate(sizes))
""",
        """
def receptive_field(layers):
    pixels = {0}
    for k, s in layers[::-1]:
        pixels = {p * s + a for p in pixels for a in range(k)}
    return max(pixels) - min(pixels) + 1
""",
    ],
    "im2col": [
        """
def im2col(image, kernel_size):
    rows = []
    for i in range(image.shape[0] - kernel_size + 1):
        for j in range(image.shape[1] - kernel_size + 1):
            rows.append(image[i:i + kernel_size, j:j + kernel_size].ravel())
    return np.array(rows)
""",
        """
def im2col(image, kernel_size):
    return sliding_window_view(image, (kernel_size, kernel_size)).reshape(-1, kernel_size ** 2)
""",
        """
def im2col(image, kernel_size):
    rows, columns = (side - kernel_size + 1 for side in image.shape)
    parts = [image[a:a + rows, b:b + columns].ravel() for a in range(kernel_size) for b in range(kernel_size)]
    return np.stack(parts, axis=1)
""",
        """
def im2col(image, kernel_size):
    H, W = image.shape
    k = kernel_size
    return [list(image[i:i+k, j:j+k].flatten()) for i in range(H-k+1) for j in range(W-k+1)]
""",
    ],
}

WRONG = {
    "upright_edges": [
        ("explorer.kernel = [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]", "silent at an upright edge"),
        ("explorer.kernel = [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]", "also answers to level edges"),
        ("explorer.kernel = np.ones((3, 3)) / 9", "also answers on even ground"),
        ("explorer.kernel = [[-1, 0, 2]] * 3", "also answers on even ground"),
        ("explorer.kernel = np.zeros((3, 3))", "silent at an upright edge"),
        ("explorer.kernel=[[0,1,2],[-1,0,1],[-2,-1,0]]", "also answers to level edges"),
    ],
    "window_sum": [
        (
            """
def window_sum(patch, kernel):
    return patch * kernel
""",
            "Add up what is in the array",
        ),
        (
            """
def window_sum(patch, kernel):
    return np.sum(patch @ kernel)
""",
            "matrix product",
        ),
        (
            """
def window_sum(patch, kernel):
    return np.sum(patch * kernel[::-1, ::-1])
""",
            "turned round",
        ),
        (
            """
def window_sum(patch, kernel):
    return np.mean(patch * kernel)
""",
            "mean of the products",
        ),
        (
            """
def window_sum(patch, kernel):
    return sum(patch * kernel)
""",
            "Add up what is in the array",
        ),
        (
            """
def window_sum(patch, kernel):
    return np.sum(patch) * np.sum(kernel)
""",
            "Multiply first",
        ),
    ],
    "odd_pixel": [
        ("odd_pixel = (3, 2)", "Rows first"),
        ("odd_pixel = (3, 4)", "from 0"),
        ("odd_pixel = 20", "not how much"),
        ("odd_pixel = (0, 5)", "0 x 30 = 0"),
        ("odd_pixel = (4, 3)", "both counted from 0"),
    ],
    "output_side": [
        (
            """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return (side + 2 * padding - dilation * (kernel_size - 1) - 1) // stride
""",
            "count the place you start from",
        ),
        (
            """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return (side + padding - dilation * (kernel_size - 1) - 1) // stride + 1
""",
            "*both* ends",
        ),
        (
            """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return (side + 2 * padding - dilation * (kernel_size - 1) - 1) / stride + 1
""",
            "Round down",
        ),
        (
            """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return int(np.ceil((side + 2 * padding - dilation * (kernel_size - 1) - 1) / stride)) + 1
""",
            "hang over the edge",
        ),
        (
            """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return (side + 2 * padding - dilation * kernel_size) // stride + 1
""",
            "K - 1 gaps",
        ),
        (
            """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return (side + 2 * padding - kernel_size) // stride + 1
""",
            "Where is the dilation",
        ),
        (
            """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return side + 2 * padding - dilation * (kernel_size - 1)
""",
            "Where is the stride",
        ),
        (
            """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return (side - dilation * (kernel_size - 1) - 1) // stride + 1
""",
            "Where is the padding",
        ),
        (
            """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return (side + 2 * padding - (kernel_size + dilation - 1)) // stride + 1
""",
            "*every* gap",
        ),
        (
            """
def output_side(side, kernel_size, padding=0, stride=1, dilation=1):
    return ((side + 2 * padding - dilation * (kernel_size - 1) - 1) // stride + 1) ** 2
""",
            "Count along one side",
        ),
    ],
    "conv2d": [
        (
            """
def conv2d(image, kernel, padding=0, stride=1):
    padded, k = np.pad(image, padding), len(kernel)
    return np.array([[np.sum(padded[i:i + k, j:j + k] * kernel) for j in range(0, padded.shape[1] - k, stride)]
                     for i in range(0, padded.shape[0] - k + 1, stride)])
""",
            "look at how you count the last window",
        ),
        (
            """
def conv2d(image, kernel, padding=0, stride=1):
    padded, k = np.pad(image, padding), len(kernel)
    rows, columns = ((side - k) // stride + (stride == 1) for side in padded.shape)
    return np.array([[np.sum(padded[i * stride:i * stride + k, j * stride:j * stride + k] * kernel) for j in range(columns)]
                     for i in range(rows)])
""",
            "With stride 2 your output is one row short: look at how you count the last window",
        ),
        (
            """
def conv2d(image, kernel, padding=0, stride=1):
    padded, k = np.pad(image, padding), len(kernel)
    rows = output_side(image.shape[0], k, padding, stride)
    columns = (padded.shape[1] - k + stride - 1) // stride + (stride == 1)
    return np.array([[np.sum(padded[i * stride:i * stride + k, j * stride:j * stride + k] * kernel) for j in range(columns)]
                     for i in range(rows)])
""",
            "With stride 2 your output is one column short: look at how you count the last window",
        ),
        (
            """
def conv2d(image, kernel, padding=0, stride=1):
    padded, k = np.pad(image, padding), len(kernel)
    flipped = kernel[::-1, ::-1]
    return np.array([[np.sum(padded[i:i + k, j:j + k] * flipped) for j in range(0, padded.shape[1] - k + 1, stride)]
                     for i in range(0, padded.shape[0] - k + 1, stride)])
""",
            "mathematician's sense",
        ),
        (
            """
def conv2d(image, kernel, padding=0, stride=1):
    padded, k = np.pad(image, padding), len(kernel)
    rows, columns = output_side(image.shape[0], k, padding, stride), output_side(image.shape[1], k, padding, stride)
    return np.array([[np.sum(padded[i:i + k, j:j + k] * kernel) for j in range(columns)] for i in range(rows)])
""",
            "begins at `i * stride`",
        ),
        (
            """
def conv2d(image, kernel, padding=0, stride=1):
    padded, k = np.pad(image, padding), len(kernel)
    rows, columns = output_side(image.shape[0], k, padding, stride), output_side(image.shape[1], k, padding, stride)
    answer = np.zeros_like(image, shape=(rows, columns))
    for i in range(rows):
        for j in range(columns):
            answer[i, j] = int(np.sum(padded[i * stride:i * stride + k, j * stride:j * stride + k] * kernel)) % 256
    return answer
""",
            "whole numbers",
        ),
        (
            """
def conv2d(image, kernel, padding=0, stride=1):
    padded, k = np.pad(image, padding, mode="edge"), len(kernel)
    return np.array([[np.sum(padded[i:i + k, j:j + k] * kernel) for j in range(0, padded.shape[1] - k + 1, stride)]
                     for i in range(0, padded.shape[0] - k + 1, stride)])
""",
            "repeats the edge",
        ),
        (
            """
def conv2d(image, kernel, padding=0, stride=1):
    padded, k = np.pad(image, ((padding, 0), (padding, 0))), len(kernel)
    return np.array([[np.sum(padded[i:i + k, j:j + k] * kernel) for j in range(0, padded.shape[1] - k + 1, stride)]
                     for i in range(0, padded.shape[0] - k + 1, stride)])
""",
            "With padding 1 your output is one row short",
        ),
        (
            """
def conv2d(image, kernel, padding=0, stride=1):
    rows = output_side(image.shape[0], len(kernel), padding, stride)
    padded, k = np.pad(image, padding), len(kernel)
    return np.array([[np.sum(padded[i * stride:i * stride + k, j * stride:j * stride + k] * kernel) for j in range(rows)]
                     for i in range(rows)])
""",
            "one column short",
        ),
        (
            """
def conv2d(image, kernel, padding=0, stride=1):
    size = len(kernel)
    rows = output_side(image.shape[0], size, padding, stride)
    columns = output_side(image.shape[1], size, padding, stride)
    out = np.zeros((rows, columns))
    padded = np.pad(image, padding)
    for i in range(0, rows, stride):
        for j in range(0, columns, stride):
            out[i, j] = window_sum(padded[i:i+size, j:j+size], kernel)
    return out
""",
            "Some places are still 0",
        ),
        (
            """
def conv2d(image, kernel, padding=0, stride=1):
    size = len(kernel)
    rows = output_side(image.shape[0], size, padding, stride)
    columns = output_side(image.shape[1], size, padding, stride)
    out = np.zeros((rows, columns))
    padded = np.pad(image, padding)
    for i in range(rows):
        for j in range(columns):
            out[i, j] = np.sum(padded[i*stride:i*stride+size, j*stride:j*stride+size] @ kernel)
    return out
""",
            "sum of a matrix product",
        ),
        (
            """
def conv2d(image, kernel, padding=0, stride=1):
    size = len(kernel)
    rows = output_side(image.shape[0], size, padding, stride)
    columns = output_side(image.shape[1], size, padding, stride)
    out = np.zeros((rows, columns))
    padded = np.pad(image, padding)
    for i in range(rows):
        for j in range(columns):
            out[i, j] = window_sum(padded[i*stride:i*stride+size, j*stride:j*stride+size], kernel)
        return out
""",
            "Some places are still 0",
        ),
    ],
    "misprint": [
        ("misprint = (0, 2, 2)", "*should* be printed"),
        ("misprint = (2, 0, 3)", "Rows first"),
        ("misprint = (1, 3, 3)", "from 0"),
        ("misprint = (0, 2)", "three whole numbers"),
        ("misprint = (4, 4, 1)", "this entry is right"),
    ],
    "conv2d_fast": [
        (
            """
def conv2d_fast(image, kernel, padding=0, stride=1):
    windows = sliding_window_view(np.pad(image, padding), kernel.shape)
    return np.sum(windows * kernel, axis=(2, 3))
""",
            "too long",
        ),
        (
            """
def conv2d_fast(image, kernel, padding=0, stride=1):
    windows = sliding_window_view(np.pad(image, padding), kernel.shape)[::stride, ::stride]
    return np.sum(windows * kernel, axis=(0, 1))
""",
            "With padding 1",
        ),
        (
            """
def conv2d_fast(image, kernel, padding=0, stride=1):
    windows = sliding_window_view(np.pad(image, padding), kernel.shape)[::stride, ::stride]
    return np.einsum("ijab,ba->ij", windows, kernel)
""",
            "Rows and columns of the kernel are exchanged",
        ),
        (
            """
def conv2d_fast(image, kernel, padding=0, stride=1):
    windows = sliding_window_view(image, kernel.shape)[::stride, ::stride]
    return np.sum(windows * kernel, axis=(2, 3))
""",
            "short",
        ),
        (
            """
def conv2d_fast(image, kernel, padding=0, stride=1):
    windows = sliding_window_view(np.pad(image, padding), kernel.shape)[::stride, ::stride]
    return np.mean(windows * kernel, axis=(2, 3))
""",
            "mean of the products",
        ),
        (
            """
def conv2d_fast(image, kernel, padding=0, stride=1):
    k = len(kernel)
    padded = np.pad(image, padding)
    return np.array([[np.sum(padded[i:i + k, j:j + k] * kernel) for j in range(0, padded.shape[1] - k + 1, stride)]
                     for i in range(0, padded.shape[0] - k + 1, stride)])
""",
            "from window to window",
        ),
        (
            """
def conv2d_fast(image, kernel, padding=0, stride=1):
    w = sliding_window_view(np.pad(image, padding), kernel.shape)[::stride, ::stride]
    return np.sum(w * kernel)
""",
            "one number for each place",
        ),
        (
            """
def conv2d_fast(image, kernel, padding=0, stride=1):
    w = sliding_window_view(np.pad(image, padding), kernel.shape)[::stride, ::stride]
    return w * kernel
""",
            "one number for each place",
        ),
        (
            """
def conv2d_fast(image, kernel, padding=0, stride=1):
    padded, size = np.pad(image, padding), len(kernel)
    rows, columns = ((side - size) // stride + 1 for side in padded.shape)
    feature_map = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for a in range(size):
                for b in range(size):
                    feature_map[i, j] += padded[i * stride + a, j * stride + b] * kernel[a, b]
    return feature_map
""",
            "from window to window",
        ),
    ],
    "convolve_layer": [
        (
            """
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    padded = np.pad(images, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    windows = sliding_window_view(padded, kernels.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nhwcij,ijco->nhwo", windows, kernels)
""",
            "Where are the biases",
        ),
        (
            """
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    return np.array([np.stack([sum(conv2d(image[:, :, c], kernels[:, :, c, o], padding, stride) + biases[o]
                     for c in range(image.shape[2])) for o in range(len(biases))], axis=2) for image in images])
""",
            "once for every channel",
        ),
        (
            """
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    return np.array([[sum(conv2d(image[:, :, c], kernels[:, :, c, o], padding, stride)
                     for c in range(image.shape[2])) + biases[o] for o in range(len(biases))] for image in images])
""",
            "The axes are: image, row, column, kernel",
        ),
        (
            """
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    maps = []
    for image in images:
        sheets = []
        for o in range(len(biases)):
            for c in range(image.shape[2]):
                sheet = conv2d(image[:, :, c], kernels[:, :, c, o], padding, stride)
            sheets.append(sheet + biases[o])
        maps.append(np.stack(sheets, axis=2))
    return np.array(maps)
""",
            "Only the last channel",
        ),
        (
            """
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    return np.array([np.stack([conv2d(image[:, :, 0], kernels[:, :, 0, o], padding, stride) + biases[o]
                     for o in range(len(biases))], axis=2) for image in images])
""",
            "Only the first channel",
        ),
        (
            """
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    return np.maximum(np.array([np.stack([sum(conv2d_fast(im[:, :, c], kernels[:, :, c, o], padding, stride)
                      for c in range(im.shape[2])) + biases[o] for o in range(len(biases))], axis=2) for im in images]), 0)
""",
            "ReLU comes later",
        ),
        (
            """
def convolve_layer(images, kernels, biases, padding=0, stride=1):
    return np.array([np.stack([sum(conv2d_fast(im[:, :, c], kernels[:, :, c, 0], padding, stride)
                     for c in range(im.shape[2])) + biases[o] for o in range(len(biases))], axis=2) for im in images])
""",
            "kernel number 0",
        ),
    ],
    "count_conv_parameters": [
        (
            """
def count_conv_parameters(kernel_size, channels_in, channels_out):
    return kernel_size ** 2 * channels_in * channels_out
""",
            "Where are the biases",
        ),
        (
            """
def count_conv_parameters(kernel_size, channels_in, channels_out):
    return (kernel_size ** 2 + 1) * channels_out
""",
            "*every* input channel",
        ),
        (
            """
def count_conv_parameters(kernel_size, channels_in, channels_out):
    return (kernel_size ** 2 + 1) * channels_in * channels_out
""",
            "not one for each sheet",
        ),
        (
            """
def count_conv_parameters(kernel_size, channels_in, channels_out):
    return kernel_size ** 2 * channels_in * channels_out + 1
""",
            "not one for the layer",
        ),
        (
            """
def count_conv_parameters(kernel_size, channels_in, channels_out):
    return (kernel_size * channels_in + 1) * channels_out
""",
            "K rows *and* K columns",
        ),
        (
            """
def count_conv_parameters(kernel_size, channels_in, channels_out):
    return kernel_size ** 2 + channels_in * channels_out
""",
            "How many sheets",
        ),
    ],
    "pool": [
        (
            """
def pool(images, pool_size, stride=None, reducer=np.max):
    step = pool_size if stride is None else stride
    windows = sliding_window_view(images, (pool_size, pool_size), axis=(1, 2))[:, ::step, ::step]
    return np.max(windows, axis=(4, 5))
""",
            "Call `reducer`",
        ),
        (
            """
def pool(images, pool_size, stride=None, reducer=np.max):
    windows = sliding_window_view(images, (pool_size, pool_size), axis=(1, 2))[:, ::pool_size, ::pool_size]
    return reducer(windows, axis=(4, 5))
""",
            "Here the stride is given",
        ),
        (
            """
def pool(images, pool_size, stride=None, reducer=np.max):
    step = pool_size if stride is None else stride
    N, H, W, C = images.shape
    rows, columns = (H - pool_size) // step + 1, (W - pool_size) // step + 1
    pooled = np.zeros((N, rows, columns, C))
    for n in range(N):
        for i in range(rows):
            for j in range(columns):
                pooled[n, i, j] = reducer(images[n, i * step:i * step + pool_size, j * step:j * step + pool_size])
    return pooled
""",
            "The channels were mixed",
        ),
        (
            """
def pool(images, pool_size, stride=None, reducer=np.max):
    step = pool_size if stride is None else stride
    N, H, W, C = images.shape
    rows, columns = -(-(H - pool_size) // step) + 1, -(-(W - pool_size) // step) + 1
    pooled = np.zeros((N, rows, columns, C))
    for i in range(rows):
        for j in range(columns):
            pooled[:, i, j] = reducer(images[:, i * step:i * step + pool_size, j * step:j * step + pool_size], axis=(1, 2))
    return pooled
""",
            "fills no window is left out",
        ),
        (
            """
def pool(images, pool_size, stride=None, reducer=np.max):
    step = pool_size if stride is None else stride
    N, H, W, C = images.shape
    rows, columns = (H - pool_size) // step + 1, (W - pool_size) // step + 1
    pooled = np.zeros((N, rows, columns, C))
    for i in range(rows):
        for j in range(columns):
            pooled[:, i, j] = reducer(images[:, i:i + pool_size, j:j + pool_size], axis=(1, 2))
    return pooled
""",
            "one pixel apart",
        ),
        (
            """
def pool(images, pool_size, stride=None, reducer=np.max):
    step = pool_size if stride is None else stride
    n, h, w, c = images.shape
    rows, cols = h // step, w // step
    out = np.zeros((n, rows, cols, c))
    for i in range(rows):
        for j in range(cols):
            out[:, i, j] = reducer(images[:, i*step:i*step+pool_size, j*step:j*step+pool_size], axis=(1, 2))
    return out
""",
            "fit into a side of 4 three times",
        ),
        (
            """
def pool(images, pool_size, stride=None, reducer=np.max):
    step = pool_size if stride is None else stride
    n, h, w, c = images.shape
    rows, cols = output_side(h, pool_size, stride=step), output_side(w, pool_size, stride=step)
    out = np.zeros((n, rows, cols, c))
    for i in range(rows):
        for j in range(cols):
            out[:, i, j] = reducer(images[:, i*step:i*step+pool_size, j*step:j*step+pool_size])
    return out
""",
            "Images and channels were mixed",
        ),
        (
            """
def pool(images, pool_size, stride=None, reducer=np.max):
    step = pool_size if stride is None else stride
    n, h, w, c = images.shape
    rows, cols = output_side(h, pool_size, stride=step), output_side(w, pool_size, stride=step)
    out = np.zeros((n, rows, cols, c))
    for i in range(rows):
        for j in range(cols):
            out[:, j, i] = reducer(images[:, i*step:i*step+pool_size, j*step:j*step+pool_size], axis=(1, 2))
    return out
""",
            "Rows and columns of the answer",
        ),
    ],
    "receptive_field": [
        (
            """
def receptive_field(layers):
    return sum(size for size, stride in layers)
""",
            "The patches overlap",
        ),
        (
            """
def receptive_field(layers):
    return 1 + sum(size - 1 for size, stride in layers)
""",
            "Where are the strides",
        ),
        (
            """
def receptive_field(layers):
    field, jump = 1, 1
    for size, stride in layers:
        jump *= stride
        field += (size - 1) * jump
    return field
""",
            "update `jump` after `field`",
        ),
        (
            """
def receptive_field(layers):
    field, jump = 0, 1
    for size, stride in layers:
        field += (size - 1) * jump
        jump *= stride
    return field
""",
            "Begin with 1",
        ),
        (
            """
def receptive_field(layers):
    field, jump = 1, 1
    for size, stride in layers:
        field += (size - 1) * jump
        jump = stride
    return field
""",
            "Strides multiply",
        ),
        (
            """
def receptive_field(layers):
    field, jump = 1, 1
    for size, stride in reversed(layers):
        field += (size - 1) * jump
        jump *= stride
    return field
""",
            "next to the image",
        ),
        (
            """
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += k * jump
        jump *= s
    return field
""",
            "only K - 1 steps",
        ),
        (
            """
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += (k - 1) * jump
        jump += s
    return field
""",
            "jump *= stride",
        ),
        (
            """
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += (k - 1) * s
    return field
""",
            "not its own stride",
        ),
        (
            """
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += (k - 1) * jump
        jump *= s
        return field
""",
            "Only the first layer",
        ),
        (
            """
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += (k - 1) * jump
        jump *= s
    return field ** 2
""",
            "That is the area",
        ),
    ],
    "im2col": [
        (
            """
def im2col(image, kernel_size):
    return sliding_window_view(image, (kernel_size, kernel_size)).reshape(-1, kernel_size ** 2).T
""",
            "It is transposed",
        ),
        (
            """
def im2col(image, kernel_size):
    return sliding_window_view(image, (kernel_size, kernel_size))
""",
            "axes instead of 2",
        ),
        (
            """
def im2col(image, kernel_size):
    windows = sliding_window_view(image, (kernel_size, kernel_size))
    return windows.transpose(0, 1, 3, 2).reshape(-1, kernel_size ** 2)
""",
            "Reading order",
        ),
    ],
}
