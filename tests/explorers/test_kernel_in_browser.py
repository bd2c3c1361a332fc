"""The kernel explorer in a browser: the same sums as Python, every way to change a number, one's own picture, the window."""

import ast
import io
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import course_utils.explorers.kernel
from course_utils.explorers import explore_kernel

pytestmark = pytest.mark.browser
HERE = Path(course_utils.explorers.kernel.__file__).parent
ROOT = ".petals-kernel"
CELL = f"{ROOT} .matrix input"
BINARY = [[int(sign) for sign in row] for row in ("11100", "01110", "00111", "00110", "01100")]
DIAGONALS = [[1, 0, 1], [0, 1, 0], [1, 0, 1]]
SUMS = "2231114341124331234102211"
# What a page gets from a camera: a canvas that is painted green.
CAMERA = """() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const pen = canvas.getContext("2d");
  const paint = () => { pen.fillStyle = "#00ff00"; pen.fillRect(0, 0, 640, 480); };
  setInterval(paint, 30);
  paint();
  window.given = canvas.captureStream(30);
  Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: { getUserMedia: async () => window.given } });
}"""
REFUSAL = """() => Object.defineProperty(navigator, "mediaDevices", { configurable: true,
  value: { getUserMedia: async () => { throw new DOMException("no", "NotAllowedError"); } } })"""


def chip(seen, text: str):
    return seen.page.get_by_role("radio", name=text, exact=True)


def numbers(seen, part: str) -> str:
    return "".join(seen.page.locator(f"{ROOT} .area-{part} .numbers text").all_text_contents())


def until(seen, condition: str) -> None:
    seen.page.wait_for_function(condition)
    seen.settle()


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "png")
    return file.getvalue()


# ---- the same numbers on both sides


@pytest.mark.parametrize("case", range(6))
def test_python_and_the_browser_agree(javascript, case):
    chance = np.random.default_rng(case)
    size = [3, 5, 7, 1, 3, 5][case]
    whole, channel = case % 2 == 0, ["grey", "all", "blue", "grey", "all", "grey"][case]
    channels = 1 if case == 5 else 3
    image = chance.integers(0, 256, (13, 17, channels), dtype=np.uint8) if whole else chance.normal(size=(13, 17, channels))
    stride, dilation, padding = [(1, 1, 0), (2, 1, "same"), (1, 2, 3), (3, 1, 2), (1, 3, "same"), (2, 2, "same")][case]
    kernel = chance.normal(size=(size, size))
    explorer = explore_kernel(
        image, kernel, stride=stride, dilation=dilation, padding=padding, channel=channel, normalise=case % 3 == 0, language="en"
    )
    photo = {"values": explorer.image.ravel().tolist(), "channels": channels, "height": 13, "width": 17, "whole": whole}
    slide = {"size": size, "stride": stride, "dilation": dilation, "padding": padding}
    found = javascript(HERE / "correlate.js", "featureMap", photo, channel, kernel.tolist(), explorer.normalise, slide)
    assert (found["rows"], found["columns"]) == explorer.result.shape
    np.testing.assert_allclose(np.reshape(found["sums"], explorer.result.shape), explorer.result, atol=1e-5)


TYPED = {"−1.5": -1.5, "1/9": 1 / 9, " 2 ": 2, "0,25": 0.25, "-2/-4": 0.5, "": None, "-": None, "1/0": None, "x": None, "1/2/3": None}
WRITTEN = {22311: "22311", -0.0625: "−0.0625", 1 / 3: "0.333", 6600: "6600", 1234.56: "1235", -0.0: "0"}


@pytest.mark.parametrize(("text", "value"), TYPED.items())
def test_numbers_and_fractions_can_be_typed(javascript, text, value):
    assert javascript(HERE / "numbers.js", "typed", text) == (value if value is None else pytest.approx(value))


@pytest.mark.parametrize(("value", "text"), WRITTEN.items())
def test_numbers_are_written_alike_on_both_sides(javascript, value, text):
    from course_utils.explorers.kernel.still import written

    assert javascript(HERE / "numbers.js", "written", value) == text
    assert written(value) == text


def test_simple_pictures_tell_what_sobel_answers_to(javascript):
    found = javascript(HERE / "probes.js", "answers", [-1, 0, 1, -2, 0, 2, -1, 0, 1])
    assert {name: one["peak"] for name, one in found.items()} == {"even": 0, "upright": 4, "level": 0, "spot": 2}


# ---- changing the kernel


def test_typed_numbers_change_kernel_result_and_python(stage):
    explorer = explore_kernel(BINARY, language="en")
    seen = stage(explorer)
    seen.page.locator(CELL).nth(4).fill("0")
    seen.page.locator(CELL).nth(5).fill("1/2")
    seen.settle()
    assert explorer.kernel == [[0, 0, 0], [0, 0, 0.5], [0, 0, 0]]
    assert explorer.preset == "own"
    assert numbers(seen, "result") == "0.50.500.50.50.50.50.50"
    seen.page.locator(CELL).nth(5).fill("half")
    seen.page.locator(CELL).nth(0).focus()
    assert "“half” is not a number" in seen.page.locator(f"{ROOT} .alarm").inner_text()
    assert explorer.kernel[1][2] == 0.5
    assert seen.page.locator(CELL).nth(5).input_value() == "0.5"


def test_a_cell_dragged_up_grows_and_dragged_down_shrinks(stage):
    explorer = explore_kernel(language="en")
    seen = stage(explorer)
    seen.page.locator(CELL).nth(5).evaluate("node => node.id = 'handle'")
    seen.drag("#handle", 0, -30)
    assert explorer.kernel[1][2] == pytest.approx(1)
    assert explorer.preset == "own"
    seen.drag("#handle", 0, 60)
    assert explorer.kernel[1][2] == pytest.approx(-1)
    assert np.abs(explorer.kernel).sum() == pytest.approx(2)
    assert seen.page.evaluate("String(getSelection())") == ""


def test_the_keyboard_alone_changes_a_number_and_moves_the_window(stage):
    explorer = explore_kernel(BINARY, DIAGONALS, padding=1, language="en")
    seen = stage(explorer)
    seen.page.locator(CELL).nth(4).focus()
    seen.page.keyboard.press("ArrowUp")
    seen.page.keyboard.press("Shift+ArrowDown")
    seen.settle()
    assert explorer.kernel[1][1] == pytest.approx(1.9)
    seen.page.keyboard.press("Shift+Tab")
    assert seen.page.evaluate("document.activeElement.ariaLabel") == "Kernel, row 1, column 0"
    seen.page.locator(f"{ROOT} .area-image .pane").focus()
    for key in ("ArrowLeft", "ArrowUp", "ArrowUp", "ArrowUp"):
        seen.page.keyboard.press(key)
    until(seen, "stage.state.position[0] === 0")
    assert explorer.position == [0, 1]
    seen.page.locator(f"{ROOT} [role=radio][aria-checked=true]").first.focus()
    seen.page.keyboard.press("ArrowRight")
    seen.settle()
    assert explorer.preset == "identity"


def test_the_slider_changes_the_chosen_number(stage):
    explorer = explore_kernel(BINARY, "sobel_x", language="en")
    seen = stage(explorer)
    seen.page.locator(CELL).nth(2).click()
    seen.settle()
    assert seen.page.locator(f"{ROOT} .petals-slider .name").inner_text() == "kernel[0][2]"
    seen.page.locator(f"{ROOT} .petals-slider input[type=range]").fill("-2")
    seen.settle()
    assert explorer.kernel[0][2] == -2


def test_presets_sizes_and_ones_own_kernel_come_and_go(stage):
    explorer = explore_kernel(np.zeros((20, 20)), language="en")
    seen = stage(explorer)
    chip(seen, "Gaussian blur").click()
    seen.settle()
    assert (explorer.preset, explorer.normalise, explorer.kernel[1]) == ("gaussian", True, [2, 4, 2])
    assert seen.page.locator(f"{ROOT} .divided").inner_text() == "÷ 16"
    chip(seen, "5 × 5").click()
    seen.settle()
    assert (explorer.preset, len(explorer.kernel), explorer.kernel[2][2]) == ("gaussian", 5, 36)
    seen.page.locator(CELL).nth(12).fill("37")
    seen.settle()
    assert explorer.preset == "own"
    chip(seen, "3 × 3").click()
    seen.settle()
    assert explorer.kernel == [[16, 24, 16], [24, 37, 24], [16, 24, 16]]
    chip(seen, "Sobel y").click()
    seen.settle()
    assert (explorer.preset, explorer.view, explorer.normalise) == ("sobel_y", "signed", False)
    chip(seen, "Your own").click()
    seen.settle()
    assert (explorer.preset, explorer.kernel[1], explorer.normalise) == ("own", [24, 37, 24], True)
    assert seen.refused == []


def test_moves_that_leave_no_place_for_the_window_cannot_be_chosen(stage):
    explorer = explore_kernel(BINARY, language="en")
    seen = stage(explorer)
    assert chip(seen, "7 × 7").is_disabled()
    groups = seen.page.locator(f"{ROOT} .area-steps [role=radiogroup]")
    assert groups.nth(2).get_by_role("radio", name="3", exact=True).is_disabled()
    groups.nth(1).get_by_role("radio", name="same (1)", exact=True).click()
    seen.settle()
    assert explorer.padding == "same"
    chip(seen, "7 × 7").click()
    groups.nth(0).get_by_role("radio", name="2", exact=True).click()
    seen.settle()
    assert explorer.result.shape == (3, 3)
    assert "(5 + 2·3 − 7) / 2⌋ + 1 = 3" in seen.page.locator(f"{ROOT} .area-steps").inner_text()
    assert seen.refused == []


# ---- the window


def test_the_lesson_s_binary_image_shows_its_five_rows_of_numbers(stage):
    explorer = explore_kernel(BINARY, DIAGONALS, padding=1, language="en")
    seen = stage(explorer)
    assert numbers(seen, "result") == SUMS
    assert seen.page.locator(f"{ROOT} [role=status]", has_text="result").inner_text() == "result[2, 2] = 4"
    explorer.position = [0, 2]
    seen.push()
    seen.settle()
    assert seen.page.locator(f"{ROOT} .is-outside").count() == 3
    assert seen.page.locator(f"{ROOT} [role=status]", has_text="result").inner_text() == "result[0, 2] = 3"


def test_the_mouse_moves_the_window_and_a_click_holds_it(stage):
    explorer = explore_kernel(BINARY, DIAGONALS, padding=1, language="en")
    seen = stage(explorer)
    image = seen.page.locator(f"{ROOT} .area-image .pane").bounding_box()
    side = image["width"] / 7

    def point(row, column):
        seen.page.mouse.move(image["x"] + (column + 1.5) * side, image["y"] + (row + 1.5) * side)

    point(1, 3)
    until(seen, "stage.state.position.join() === '1,3'")
    assert explorer.position == [1, 3]
    seen.page.mouse.down()
    seen.page.mouse.up()
    point(4, 4)
    point(0, 0)
    seen.settle()
    assert "held still" in seen.page.locator(f"{ROOT} .area-worked").inner_text()
    assert "result[1, 3] = 4" in seen.page.locator(f"{ROOT} .area-worked").inner_text()
    seen.page.mouse.down()
    seen.page.mouse.up()
    until(seen, "stage.state.position.join() === '0,0'")
    assert explorer.position == [0, 0]


def test_a_finger_drags_the_window_and_a_number(stage):
    explorer = explore_kernel(BINARY, DIAGONALS, padding=1, language="en")
    seen = stage(explorer, touch=True, width=400)
    session = seen.page.context.new_cdp_session(seen.page)

    def swipe(selector, dx, dy):
        seen.page.locator(selector).scroll_into_view_if_needed()
        box = seen.page.locator(selector).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        for kind, share in (("touchStart", 0), *(("touchMove", part / 6) for part in range(1, 7))):
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + dx * share, "y": y + dy * share}]})
            seen.page.wait_for_timeout(20)
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        seen.settle()

    swipe(f"{ROOT} .area-image .pane", 60, -60)
    until(seen, "stage.state.position.join() !== '2,2'")
    assert explorer.position[0] < 2 < explorer.position[1]
    seen.page.locator(CELL).nth(4).evaluate("node => node.id = 'handle'")
    before = explorer.kernel[1][1]
    swipe("#handle", 0, -30)
    assert explorer.kernel[1][1] > before


def test_the_sums_of_three_channels_are_added(stage):
    colours = np.zeros((3, 3, 3), np.uint8)
    colours[:] = [10, 20, 30]
    explorer = explore_kernel(colours, [[1]], language="en")
    seen = stage(explorer)
    chip(seen, "all, added").click()
    seen.settle()
    assert explorer.result.tolist() == [[60] * 3] * 3
    worked = seen.page.locator(f"{ROOT} .area-worked").inner_text()
    assert "10 + 20 + 30" in worked
    assert "result[1, 1] = 60" in worked


def test_python_sets_a_trait_and_the_page_follows(stage):
    explorer = explore_kernel(BINARY, language="en")
    seen = stage(explorer)
    explorer.kernel, explorer.padding = DIAGONALS, 1
    explorer.image = 1 - np.array(BINARY)
    seen.push()
    seen.settle()
    assert numbers(seen, "result") == "".join(str(int(value)) for value in explorer.result.ravel())
    explorer.preset = "box"
    seen.push()
    seen.settle()
    assert chip(seen, "Box blur").get_attribute("aria-checked") == "true"
    explorer.language = "ko"
    seen.push()
    seen.settle()
    assert "특성 맵" in seen.page.locator(ROOT).inner_text()


def test_what_is_painted_are_the_colours_of_the_sums(stage):
    explorer = explore_kernel([[-1.0, 0.0, 1.0]], [[1]], language="en")
    seen = stage(explorer)
    pixels = """() => { const canvas = document.querySelector('.petals-kernel .area-result canvas');
      return [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data]; }"""
    assert seen.page.evaluate(pixels) == [0, 0, 0, 255, 128, 128, 128, 255, 255, 255, 255, 255]
    explorer.view = "signed"
    seen.push()
    seen.settle()
    blue, none, red = np.reshape(seen.page.evaluate(pixels), (3, 4))[:, :3]
    assert (blue[2] > 150 > blue[0], red[0] > 150 > red[2], none.min() > 240) == (True, True, True)
    explorer.view = "absolute"
    seen.push()
    seen.settle()
    assert seen.page.evaluate(pixels)[::4] == [255, 0, 255]


# ---- one's own picture


def test_an_uploaded_picture_is_made_small_and_becomes_the_image(stage):
    explorer = explore_kernel(BINARY, "sobel_x", language="en")
    seen = stage(explorer)
    file = {"name": "red.png", "mimeType": "image/png", "buffer": png(600, 300, (200, 10, 20))}
    seen.page.locator(f"{ROOT} input[type=file]").set_input_files(file)
    until(seen, "stage.state.photo.width === 256")
    assert explorer.image.shape == (128, 256, 3)
    assert explorer.image[5, 5].tolist() == [200, 10, 20]
    assert "300 × 600" in explorer.note
    assert explorer.result.shape == (126, 254)
    assert "300 × 600" in seen.page.locator(ROOT).inner_text()
    assert seen.page.locator(f"{ROOT} .channels").is_visible()


def test_a_file_that_is_no_picture_is_named_and_changes_nothing(stage):
    explorer = explore_kernel(BINARY, language="en")
    seen = stage(explorer)
    file = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"not a picture"}
    seen.page.locator(f"{ROOT} input[type=file]").set_input_files(file)
    seen.page.get_by_text("“notes.txt” is not a picture this browser can read").wait_for()
    assert explorer.image.tolist() == BINARY


def test_a_thin_picture_gets_padding_so_that_the_window_fits(stage):
    explorer = explore_kernel(language="en")
    seen = stage(explorer)
    file = {"name": "thin.png", "mimeType": "image/png", "buffer": png(900, 2, (9, 9, 9))}
    seen.page.locator(f"{ROOT} input[type=file]").set_input_files(file)
    until(seen, "stage.state.photo.height === 1")
    assert explorer.image.shape == (1, 256, 3)
    assert (explorer.padding, seen.refused) == ("same", [])


def test_the_camera_takes_a_picture_and_is_switched_off(stage):
    explorer = explore_kernel(BINARY, language="en")
    seen = stage(explorer)
    seen.page.evaluate(CAMERA)
    seen.page.get_by_role("button", name="Use the camera").click()
    seen.page.wait_for_function("document.querySelector('video').videoWidth > 0")
    seen.page.get_by_role("button", name="Take the picture").click()
    until(seen, "stage.state.photo.width === 256")
    assert explorer.image.shape == (192, 256, 3)
    assert explorer.image[90, 100].tolist() == pytest.approx([0, 255, 0], abs=12)
    assert seen.page.evaluate("given.getTracks().every((track) => track.readyState === 'ended')")
    assert seen.page.get_by_role("button", name="Use the camera").is_visible()
    assert not seen.page.locator("video").is_visible()


def test_the_camera_goes_off_when_the_explorer_goes(stage):
    seen = stage(explore_kernel(BINARY, language="en"))
    seen.page.evaluate(CAMERA)
    seen.page.get_by_role("button", name="Use the camera").click()
    seen.page.get_by_role("button", name="Close the camera").wait_for()
    seen.page.evaluate("stage.leave()")
    assert seen.page.evaluate("given.getTracks().every((track) => track.readyState === 'ended')")


def test_a_camera_that_may_not_be_used_says_so(stage):
    seen = stage(explore_kernel(BINARY, language="en"))
    seen.page.evaluate(REFUSAL)
    seen.page.get_by_role("button", name="Use the camera").click()
    seen.page.get_by_text("The camera could not be used (NotAllowedError). Allow it in the browser, or upload a picture.").wait_for()
    seen.page.evaluate("Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: undefined })")
    seen.page.get_by_role("button", name="Use the camera").click()
    seen.page.get_by_text("(NotSupportedError)").wait_for()


# ---- how it looks


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_fits_narrow_and_wide_pages(stage, theme, language):
    photo = explore_kernel(kernel="sobel_x", language=language)
    small = explore_kernel(BINARY, DIAGONALS, padding=1, language=language)
    for width in (400, 1400):
        for name, explorer in (("", photo), ("_numbers", small)):
            seen = stage(explorer, theme=theme, width=width)
            seen.picture(f"kernel{name}_{theme}_{language}_{width}")
            assert seen.spill() <= 0
            assert seen.unnamed() == []


@pytest.mark.parametrize("width", [400, 1400])
def test_the_largest_kernel_on_three_channels_fits(stage, width):
    kernel = (np.arange(49).reshape(7, 7) - 24) * 1.25
    seen = stage(explore_kernel(kernel=kernel, channel="all", padding="same", stride=2, dilation=2, language="en"), width=width)
    seen.picture(f"kernel_largest_light_en_{width}")
    assert seen.spill() <= 0


# ---- in JupyterLab

MAKE = "from course_utils import explore_kernel\nexplorer = explore_kernel(kernel='identity', language='en')\nexplorer"
READ = "(explorer.preset, explorer.kernel, explorer.position, explorer.image.shape)"


def test_in_a_notebook_mouse_keyboard_and_upload_reach_python(open_notebook):
    notebook = open_notebook("kernel", [MAKE, READ])
    notebook.run(0)
    page = notebook.page
    page.wait_for_selector(CELL)

    def read():
        seen = [None, notebook.run(1)]
        while seen[-1] != seen[-2]:
            seen.append(notebook.run(1))
        return ast.literal_eval(seen[-1].strip())

    page.get_by_role("radio", name="Sobel x", exact=True).click()
    box = page.locator(CELL).nth(1).bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] - 10, steps=8)
    page.mouse.up()
    notebook.picture("kernel_in_jupyterlab", 0)
    preset, kernel, position, shape = read()
    assert (preset, kernel) == ("own", [[-1, 1, 1], [-2, 0, 2], [-1, 0, 1]])
    assert shape == (171, 256, 3)
    page.locator(f"{ROOT} .area-result .pane").focus()
    page.keyboard.press("ArrowRight")
    page.locator(CELL).nth(1).focus()
    page.keyboard.press("ArrowDown")
    page.locator(f"{ROOT} input[type=file]").set_input_files(
        {"name": "red.png", "mimeType": "image/png", "buffer": png(40, 30, (200, 10, 20))}
    )
    page.get_by_text("30 × 40 pixels").wait_for()
    deadline = time.monotonic() + 30  # the page shows the picture before Python has it
    preset, kernel, moved, shape = read()
    while shape[0] != 30 and time.monotonic() < deadline:
        preset, kernel, moved, shape = read()
    assert (preset, shape) == ("sobel_x", (30, 40, 3))
    assert moved == [27, 37]
    assert position == [84, 127]
