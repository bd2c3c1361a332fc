"""The upload page as a visitor meets it: English and Korean, light and dark, desk and phone, mouse, keyboard, drop and paste."""

import base64
import itertools
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.shipping.staging import CLASSES, rows

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SCREENSHOTS = Path(__file__).parents[2] / "_build" / "screenshots"
SIZES = {"desk": {"width": 1200, "height": 900}, "phone": {"width": 390, "height": 844}}
LOOKS = [*itertools.product(["en", "ko"], ["light", "dark"], SIZES)]
SAID = {
    "en": {
        "confidence": "confidence",
        "no image": "This is no image that can be read.",
        "too long": "This file has more than 8 MB.",
        "thanks": "Thank you",
        "hide": "Hide the heat map",
        "gone": "The service does not answer.",
    },
    "ko": {
        "confidence": "확신도",
        "no image": "읽을 수 있는 이미지가 아닙니다.",
        "too long": "파일이 8 MB를 넘습니다.",
        "thanks": "의견을 기록했습니다.",
        "hide": "히트맵 숨기기",
        "gone": "서비스가 응답하지 않습니다.",
    },
}
HOLDING = """(encoded) => {
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], "../../flower.jpg", { type: "image/jpeg" }));
  return held;
}"""
SPILL = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
UNNAMED = """[...document.querySelectorAll("input, button, select, a, img")]
  .filter((node) => !(node.getAttribute("alt") !== null || node.labels?.length || node.textContent.trim()))
  .map((node) => node.outerHTML)"""


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('page')}/requests.db"


@pytest.fixture(scope="module")
def address(shipped, log):
    from course_utils.shipping import serving

    with serving(shipped, log) as found:
        yield found


@pytest.fixture
def opened(browser, address):
    """Open the page; whatever it complains of or asks elsewhere fails the test."""
    contexts, faults = [], []

    def open_page(language="en", scheme="light", size="desk", **more):
        context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, has_touch=size == "phone", **more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if line.type in ("error", "warning") and not _status(line) else None)
        page.on("request", lambda asked: None if _own(asked.url, address) else faults.append(asked.url))
        page.goto(f"{address}/?lang={language}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def _status(line):
    """Chromium complains itself of every answer that is a refusal."""
    return re.search(r"responded with a status of 4\d\d|ERR_CONNECTION_REFUSED", line.text)


def _own(url, address):
    return urlsplit(url).netloc == urlsplit(address).netloc or url.startswith(f"blob:{address}/")


def choose(page, content, name="flower.jpg", kind="image/jpeg"):
    page.set_input_files("#file", {"name": name, "mimeType": kind, "buffer": content})


def answered(page):
    page.wait_for_selector("#answer:not([hidden])")
    page.wait_for_selector("#waiting", state="hidden")


def problem(page):
    page.wait_for_selector("#problem:not([hidden])")
    return page.inner_text("#problem")


@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS)
def test_a_photo_is_answered_explained_and_judged(opened, log, photos, language, scheme, size):
    page = opened(language, scheme, size)
    assert page.evaluate("document.documentElement.lang") == language
    choose(page, photos[LOOKS.index((language, scheme, size))])
    answered(page)
    assert page.inner_text("#name") in CLASSES[language]
    assert re.search(rf"{SAID[language]['confidence']} \d+\.\d %", page.inner_text("#confidence"))
    named = page.locator("#classes li b").all_inner_texts()
    assert sorted(named) == sorted(CLASSES[language])
    assert named[0] == page.inner_text("#name")
    shares = [float(share.rstrip(" %")) for share in page.locator("#classes li span").all_inner_texts()]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(100, abs=0.3)

    page.click("#where")
    page.wait_for_selector("#heat:not([hidden])")
    page.wait_for_function("document.getElementById('heat').naturalWidth === 256")
    assert page.inner_text("#where") == SAID[language]["hide"]
    photo, heat = (page.locator(name).bounding_box() for name in ("#photo", "#heat"))
    assert all(heat[side] == pytest.approx(photo[side], abs=1) for side in photo), "it lies on the photo"

    page.click("#no")
    page.select_option("#label", "2")
    page.wait_for_selector("#thanks:not([hidden])")
    assert SAID[language]["thanks"] in page.inner_text("#thanks")
    kept = rows(log, "SELECT right, label FROM opinions ORDER BY at")[-1]
    assert (bool(kept["right"]), kept["label"]) == (False, 2)

    assert page.evaluate(SPILL) <= 0, "nothing to scroll sideways"
    assert page.evaluate(UNNAMED) == []
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"service_{language}_{scheme}_{size}.png", full_page=True)


def test_dark_is_dark_and_light_is_light(opened):
    brightness = "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0)"
    assert opened(scheme="light").evaluate(brightness) > 600
    assert opened(scheme="dark").evaluate(brightness) < 150


@pytest.mark.parametrize("event", ["drop", "paste"])
def test_a_photo_is_dropped_or_pasted(opened, photos, event):
    page = opened()
    held = page.evaluate_handle(HOLDING, base64.b64encode(photos[9]).decode())
    if event == "drop":
        page.dispatch_event("#drop", "dragover", {"dataTransfer": held})
        assert page.evaluate("document.getElementById('drop').classList.contains('over')")
        page.dispatch_event("#drop", "drop", {"dataTransfer": held})
        assert not page.evaluate("document.getElementById('drop').classList.contains('over')")
    else:
        page.evaluate("(held) => window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: held }))", held)
    answered(page)
    assert page.inner_text("#name") in CLASSES["en"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_cannot_be_answered_is_told_and_the_next_photo_is_answered(opened, photos, language):
    page = opened(language)
    choose(page, b"hello, I am no image", "flower.jpg")
    assert problem(page).startswith(SAID[language]["no image"])
    assert page.is_hidden("#result")
    choose(page, photos[0])
    answered(page)
    assert page.is_hidden("#problem")
    page.evaluate("document.getElementById('problem').textContent = ''")
    choose(page, bytes(9_000_000))
    assert problem(page).startswith(SAID[language]["too long"])
    assert page.is_hidden("#result"), "an answer to another photo would mislead"


def test_all_is_done_with_the_keyboard_alone(opened, photos):
    page = opened()
    with page.expect_file_chooser() as chooser:  # begun early: a busy browser may open the window before it knows that we wait
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "other"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "file"
        assert page.evaluate("getComputedStyle(document.querySelector('.button')).outlineStyle") == "solid", "one sees where one is"
        page.keyboard.press("Enter")
    chooser.value.set_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photos[3]})
    answered(page)
    focused = []
    for _ in range(4):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.id"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert focused == ["where", "again", "yes", "no"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "label"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#thanks:not([hidden])")


def test_those_who_listen_are_told(opened, photos):
    page = opened("ko")
    assert page.locator("[aria-live=polite] #result").count() == 1
    assert page.get_attribute("#problem", "role") == "alert"
    assert page.get_by_label("사진 고르기").get_attribute("id") == "file"
    choose(page, photos[1])
    answered(page)
    assert page.get_by_role("list", name="클래스별 확률").locator("li").count() == 3
    assert page.get_by_role("group", name="답이 맞습니까?").get_by_role("button").all_inner_texts() == ["예", "아니요"]


def test_a_later_photo_is_not_given_the_answer_to_an_earlier_one(opened, photos):
    page = opened()
    held = []

    def hold(route):
        held.append(route)

    page.route("**/api/predict", hold)
    choose(page, photos[5])
    page.wait_for_selector("#waiting:not([hidden])")
    choose(page, photos[6])
    page.wait_for_timeout(100)
    assert len(held) == 2
    with page.expect_response("**/api/predict"):
        held[1].continue_()
    answered(page)
    shown = page.inner_text("#about")
    with page.expect_response("**/api/predict"):
        held[0].continue_()
    page.wait_for_timeout(200)
    assert page.inner_text("#about") == shown


def test_other_languages_are_one_click_away(opened):
    page = opened("en")
    page.click("#other")
    page.wait_for_url("**/?lang=ko")
    assert page.inner_text("h1") == "사진 알아보기"


def test_a_service_that_is_gone_is_told(opened, photos):
    page = opened("ko")
    page.route("**/api/predict", lambda route: route.abort("connectionrefused"))
    choose(page, photos[0])
    assert problem(page).startswith(SAID["ko"]["gone"])


def test_a_version_that_cannot_explain_itself_offers_no_explanation(browser, exports, photos, tmp_path):
    from course_utils.shipping import serving

    with serving(exports["onnx"].path, f"sqlite:///{tmp_path}/requests.db") as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        choose(page, photos[0])
        answered(page)
        assert page.is_hidden("#where")
        context.close()
