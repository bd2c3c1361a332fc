"""Hidden checks of lesson 07: the same questions on fresh draws."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from course_utils.checking import check, text


def correlate_layer(images, kernels, biases, padding=0, stride=1):
    """Compute the feature maps of a layer."""
    pads = ((0, 0), (padding, padding), (padding, padding), (0, 0))
    windows = sliding_window_view(np.pad(images, pads), kernels.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nhwcij,ijco->nhwo", windows, kernels) + biases


@check("window_sum", weight=2, title=text(en="random patches", ko="무작위 조각"))
def sums_products_of_random_patches(student, expect, rng):
    for _ in range(6):
        shape = tuple(int(side) for side in rng.integers(1, 8, size=2))
        patch, kernel = rng.normal(size=shape), rng.normal(size=shape)
        expect.close(
            student.eval("window_sum(patch, kernel)", patch=patch, kernel=kernel),
            float((patch * kernel).sum()),
            hint=text(
                en="Patches of any shape: multiply number by number, add up.", ko="조각의 모양이 어떻든 같은 자리끼리 곱해서 모두 더하세요."
            ),
        )


@check("output_side", weight=3, title=text(en="agrees with walking the window", ko="창을 직접 옮기며 센 수와 같습니다"))
def agrees_with_walking_the_window(student, expect, rng):
    for _ in range(20):
        side, padding, stride, dilation = (int(rng.integers(*span)) for span in ((8, 64), (0, 4), (1, 5), (1, 4)))
        kernel_size = int(rng.integers(1, (side - 1) // dilation + 2))
        reach = dilation * (kernel_size - 1) + 1
        given = {"side": side, "kernel_size": kernel_size, "padding": padding, "stride": stride, "dilation": dilation}
        expect.equal(
            student.eval("output_side(side, kernel_size, padding, stride, dilation)", **given),
            len(range(0, side + 2 * padding - reach + 1, stride)),
            hint=text(en="Try a side that the stride does not divide.", ko="스트라이드로 나누어떨어지지 않는 변으로 시험해 보세요."),
        )


def check_random_maps(student, expect, rng, name):
    """Compare feature maps of random images and kernels."""
    for _ in range(6):
        height, width = (int(side) for side in rng.integers(5, 12, size=2))
        size, padding, stride = (int(rng.integers(*span)) for span in ((1, 5), (0, 3), (1, 4)))
        image, kernel = rng.normal(size=(height, width)), rng.normal(size=(size, size))
        wanted = correlate_layer(image[None, :, :, None], kernel[:, :, None, None], np.zeros(1), padding, stride)[0, :, :, 0]
        expect.close(
            student.eval(f"{name}(image, kernel, padding, stride)", image=image, kernel=kernel, padding=padding, stride=stride),
            wanted,
            atol=1e-5,
            hint=text(
                en="Kernels from 1 x 1 to 4 x 4, images that are not square, any padding and stride.",
                ko="1 x 1부터 4 x 4까지의 커널, 정사각형이 아닌 이미지, 여러 가지 패딩과 스트라이드로 시험해 보세요.",
            ),
        )


@check("conv2d", weight=5, title=text(en="random images and kernels", ko="무작위 이미지와 커널"))
def convolves_random_images(student, expect, rng):
    check_random_maps(student, expect, rng, "conv2d")


@check("conv2d_fast", weight=3, title=text(en="random images and kernels", ko="무작위 이미지와 커널"))
def convolves_random_images_without_loops(student, expect, rng):
    check_random_maps(student, expect, rng, "conv2d_fast")


@check("convolve_layer", weight=3, title=text(en="random layers", ko="무작위 층"))
def convolves_random_batches(student, expect, rng):
    for _ in range(4):
        count, channels_in, channels_out = (int(number) for number in rng.integers(1, 5, size=3))
        size, padding, stride = (int(rng.integers(*span)) for span in ((1, 4), (0, 3), (1, 3)))
        images = rng.normal(size=(count, *(int(side) for side in rng.integers(4, 8, size=2)), channels_in))
        kernels, biases = rng.normal(size=(size, size, channels_in, channels_out)), rng.normal(size=channels_out)
        given = {"images": images, "kernels": kernels, "biases": biases, "padding": padding, "stride": stride}
        expect.close(
            student.eval("convolve_layer(images, kernels, biases, padding, stride)", **given),
            correlate_layer(**given),
            atol=1e-5,
            hint=text(
                en="Any number of images, channels and kernels; one sum over all channels, one bias per kernel.",
                ko="이미지, 채널, 커널이 몇 개이든 맞아야 합니다. 모든 채널을 더해 합 하나, 커널마다 편향 하나입니다.",
            ),
        )


@check("count_conv_parameters", weight=2, title=text(en="random layers", ko="무작위 층"))
def counts_random_layers(student, expect, rng):
    for _ in range(10):
        size, channels_in, channels_out = (int(number) for number in rng.integers(1, 100, size=3))
        given = {"kernel_size": size, "channels_in": channels_in, "channels_out": channels_out}
        expect.equal(
            student.eval("count_conv_parameters(kernel_size, channels_in, channels_out)", **given),
            (size * size * channels_in + 1) * channels_out,
            hint=text(
                en="K times K times input channels, plus one bias, for each kernel.",
                ko="커널마다 K 곱하기 K 곱하기 입력 채널 수, 더하기 편향 하나입니다.",
            ),
        )


@check("pool", weight=4, title=text(en="random batches", ko="무작위 이미지 묶음"))
def pools_random_batches(student, expect, rng):
    for reducer in ("max", "min", "mean", "max"):
        size, stride = (int(number) for number in rng.integers(1, 4, size=2))
        images = rng.normal(
            size=tuple(int(side) for side in (*rng.integers(1, 4, size=1), *rng.integers(4, 10, size=2), *rng.integers(1, 4, size=1)))
        )
        windows = sliding_window_view(images, (size, size), axis=(1, 2))[:, ::stride, ::stride]
        expect.close(
            student.eval(f"pool(images, pool_size, stride, np.{reducer})", images=images, pool_size=size, stride=stride),
            getattr(np, reducer)(windows, axis=(4, 5)),
            hint=text(
                en="Any window, any stride, any of the three reducers; what fills no window is left out.",
                ko="창의 크기, 스트라이드, reducer가 무엇이든 맞아야 합니다. 창을 다 채우지 못하는 부분은 버립니다.",
            ),
        )


@check("receptive_field", weight=3, title=text(en="agrees with tracing the pixels", ko="픽셀을 거슬러 올라가며 센 것과 같습니다"))
def agrees_with_tracing_the_pixels(student, expect, rng):
    for _ in range(10):
        layers = [(int(rng.integers(1, 6)), int(rng.integers(1, 4))) for _ in range(int(rng.integers(1, 6)))]
        first, last = 0, 0
        for size, stride in reversed(layers):
            first, last = first * stride, last * stride + size - 1
        expect.equal(
            student.eval("receptive_field(layers)", layers=layers),
            last - first + 1,
            hint=text(
                en="Follow one number down to the image, layer by layer, and compare with your walk upwards.",
                ko="숫자 하나를 이미지까지 한 층씩 따라 내려가 보고, 올라가며 계산한 것과 비교해 보세요.",
            ),
        )


@check("im2col", title=text(en="random images", ko="무작위 이미지"))
def writes_windows_of_random_images(student, expect, rng):
    for size in (1, 2, 4):
        image = rng.normal(size=(5, 7))
        expect.close(
            student.eval("im2col(image, kernel_size)", image=image, kernel_size=size),
            sliding_window_view(image, (size, size)).reshape(-1, size * size),
            hint=text(en="One row per window, in reading order.", ko="창마다 행 하나, 글을 읽는 순서로 적으세요."),
        )
