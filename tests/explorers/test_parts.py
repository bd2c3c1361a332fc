"""The shared parts in the browser: controls with mouse, finger and keyboard, numbers as they are written, and charts."""

import math
from itertools import pairwise
from pathlib import Path

import pytest

import course_utils.explorers
from course_utils.explorers.frame.bundle import script, style
from course_utils.explorers.frame.texts import TEXTS

pytestmark = pytest.mark.browser
FRAME = Path(course_utils.explorers.__file__).parent / "frame"
PARTS, CHART, PAINT = FRAME / "parts.js", FRAME / "chart.js", FRAME / "paint.js"
NAMES = ("make", "slider", "chooser", "player", "draggable", "soon", "toggle", "picker", "button", "begin", "shown")
PLAYER = {key: TEXTS[key]["en"] for key in ("play", "pause", "backward", "forward")}


@pytest.fixture
def build(browser, tmp_path):
    """Run a little script with the parts on an empty page: build(body, touch=). What it says with tell(value) is in `told()`."""
    contexts, faults = [], []

    def built(body: str, *, touch: bool = False):
        (tmp_path / "page.js").write_text(
            f'import {{ {", ".join(NAMES)} }} from "{relative(PARTS, tmp_path)}";\n'
            f'import {{ chart }} from "{relative(CHART, tmp_path)}";\n'
            f"export function run(room, tell) {{\n{body}\n}}\n"
        )
        contexts.append(browser.new_context(viewport={"width": 700, "height": 500}, has_touch=touch))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.set_content('<!doctype html><body><div id="room" class="petals-explorer"></div></body>')
        page.add_style_tag(content=style())
        page.evaluate(
            """async (source) => {
              window.told = [];
              const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
              (await import(address)).run(document.getElementById("room"), (value) => window.told.push(value));
            }""",
            script(tmp_path / "page.js"),
        )
        return page

    yield built
    for context in contexts:
        context.close()
    assert faults == []


def relative(path: Path, folder: Path) -> str:
    return Path("." + "/.." * len(folder.parts[1:]), *path.parts[1:]).as_posix() if path.is_absolute() else str(path)


def told(page) -> list:
    return page.evaluate("told")


# ---- numbers


SHOWN = (
    ([3.14159], "3.14"),
    ([-2], "−2"),
    ([0], "0"),
    ([-0.0], "0"),
    ([12345], "12300"),
    ([99999], "100000"),
    ([250000], "2.5e+5"),
    ([0.000412], "4.1e−4"),
    ([-0.000412], "−4.1e−4"),
    ([2, 2], "2.00"),
    ([-0.001, 2], "0.00"),
    ([-1.005, 1], "−1.0"),
)


def test_numbers_are_written_shortly_with_a_real_minus(javascript):
    assert [javascript(PARTS, "shown", *given) for given, _ in SHOWN] == [wanted for _, wanted in SHOWN]


def test_what_is_no_number_is_written_as_a_sign(build):
    page = build("tell([NaN, Infinity, -Infinity].map((value) => shown(value)));")
    assert told(page) == [["–", "∞", "−∞"]]


def test_fields_are_filled(javascript):
    assert javascript(PARTS, "fill", "{a} of {b}, {a}", {"a": 1, "b": 2}) == "1 of 2, 1"


@pytest.mark.parametrize(
    "ends", [(0, 1), (-3, 7), (0.2, 0.9), (1e-7, 3e-7), (1234, 56789), (-1, 1), (0.9991, 0.9999), (1e6, 1.00001e6), (-5, -4.3)]
)
def test_ticks_are_round_equally_far_and_inside(javascript, ends):
    found = javascript(CHART, "ticks", *ends)
    step = found[1] - found[0]
    mantissa = step / 10 ** math.floor(math.log10(step) + 1e-9)
    assert 2 <= len(found) <= 6
    assert min(abs(mantissa - part) for part in (1, 2, 5, 10)) < 1e-6
    for before, after in pairwise(found):
        assert after - before == pytest.approx(step)
    assert found[0] >= ends[0] - step * 1e-6
    assert found[-1] <= ends[1] + step * 1e-6
    assert all(tick == float(f"{tick:.12g}") for tick in found)
    assert not any(math.copysign(1, tick) < 0 for tick in found if tick == 0)


def test_an_empty_range_has_one_tick(javascript):
    assert [javascript(CHART, "ticks", *ends) for ends in ((2, 2), (3, 1))] == [[2], [3]]


# ---- controls


def test_a_sliders_range_its_number_and_the_keyboard_say_the_same(build):
    page = build(
        """const one = slider({ low: -1, high: 1, step: 0.1, act: (value) => { tell(value); show(value); } });
        const show = (value) => one.show({ name: "bias", numberName: "bias, as a number", value });
        room.append(one.node); show(0);"""
    )
    page.get_by_label("bias, as a number").fill("0.5")
    assert told(page) == [0.5]
    assert page.locator("input[type=range]").input_value() == "0.5"
    assert page.locator("input[type=range]").get_attribute("aria-valuetext") == "0.5"
    page.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    assert told(page)[1:] == [0.6, -1]
    assert page.get_by_label("bias, as a number").input_value() == "-1"


def test_a_number_beyond_the_slider_is_taken_and_the_slider_stretches(build):
    page = build(
        """const one = slider({ low: 0, high: 1, act: (value) => { tell(value); show(value); } });
        const show = (value) => one.show({ name: "rate", value });
        room.append(one.node); show(0);"""
    )
    page.locator("input[type=number]").fill("2.5")
    assert told(page) == [2.5]
    assert page.locator("input[type=range]").get_attribute("max") == "2.5"


def test_what_is_typed_half_or_was_refused_gives_way_to_the_value_that_holds(build):
    page = build(
        """let value = 0.25;
        const one = slider({ low: 0, high: 1, act: (next) => { tell(next); if (next <= 1) value = next; show(); } });
        const show = () => one.show({ name: "rate", value });
        room.append(one.node); one.show({ name: "rate", value });"""
    )
    number = page.locator("input[type=number]")
    number.fill("")
    assert number.input_value() == ""  # a student who types is left alone
    number.blur()
    assert (told(page), number.input_value()) == ([], "0.25")
    number.fill("7")
    number.blur()
    assert (told(page), number.input_value()) == ([7], "0.25")


def test_a_slider_of_powers_runs_over_exponents(build):
    page = build(
        """const one = slider({ low: 1e-4, high: 1, powers: true, act: (value) => { tell(value); show(value); } });
        const show = (value) => one.show({ name: "learning rate", value });
        room.append(one.node); show(0.01);"""
    )
    reach = page.locator("input[type=range]")
    assert [float(reach.get_attribute(end)) for end in ("min", "max")] == [-4, 0]
    assert float(reach.input_value()) == -2
    reach.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    assert told(page)[0] == pytest.approx(10**-1.99, rel=0.005)
    assert told(page)[1] == pytest.approx(1e-4)
    page.locator("input[type=number]").fill("0")
    page.locator("input[type=number]").fill("-1")
    page.locator("input[type=number]").fill("0.3")
    assert told(page)[2:] == [0.3]  # 0 and -1 are no powers of ten


def test_a_slider_of_powers_can_show_zero(build):
    page = build(
        """const one = slider({ low: 1e-4, high: 1, powers: true, act: tell });
        room.append(one.node); one.show({ name: "learning rate", value: 0 });"""
    )
    assert page.locator("input[type=number]").input_value() == "0"


CHOOSER = """const one = chooser((value) => { tell(value); one.mark(value); });
one.show({ name: "gates", options: [["AND", "AND"], ["OR", "OR"], ["NAND", "NAND"], ["XOR", "XOR"]], value: "AND" });
room.append(one.node);"""


def test_one_button_of_a_chooser_is_reached_by_tab_and_arrows_walk_around(build):
    page = build(CHOOSER)
    assert page.locator("[tabindex='0']").all_inner_texts() == ["AND"]
    page.keyboard.press("Tab")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    assert told(page) == ["OR", "NAND", "OR", "AND", "XOR"]
    assert page.locator("[aria-checked=true]").all_inner_texts() == page.locator("[tabindex='0']").all_inner_texts() == ["XOR"]
    assert page.evaluate("document.activeElement.textContent") == "XOR"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body")


def test_a_chooser_passes_by_what_is_disabled(build):
    page = build(
        CHOOSER
        + """
        const buttons = one.node.querySelectorAll("button");
        buttons[0].disabled = true; buttons[2].disabled = true; one.mark("AND");"""
    )
    assert page.locator("[tabindex='0']:not(:disabled)").all_inner_texts() == ["OR"]
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert told(page) == ["XOR", "OR"]


def test_a_chooser_shown_anew_keeps_the_keyboard_where_it_was(build):
    page = build(
        CHOOSER.replace("one.mark(value)", "again(value)")
        + """
        const gates = (value) => ["AND", "OR", "NAND", "XOR"].map((key) => [key, key, value]);
        function again(value) { one.show({ name: "gates", options: gates(value), value }); }"""
    )
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert told(page) == ["OR", "NAND"]
    assert page.evaluate("document.activeElement.textContent") == "NANDNAND"


def test_a_button_of_a_chooser_shown_anew_is_the_same_button_until_its_words_change(build):
    page = build(
        CHOOSER
        + """
        const show = (first) => one.show({ name: "gates", options: [["AND", first], ["OR", "OR"]], value: "OR" });
        show("AND"); const before = one.node.firstChild; show("AND"); tell(one.node.firstChild === before);
        show("and"); tell(one.node.firstChild === before); tell(one.node.firstChild.textContent);"""
    )
    assert told(page) == [True, False, "and"]
    assert page.locator("[aria-checked=true]").all_inner_texts() == ["OR"]


def test_a_picker_shown_anew_keeps_its_options(build):
    page = build(
        """const one = picker(tell);
        const show = (value) => one.show({ name: "layer", options: [["a", "first"], ["b", "second"]], value });
        room.append(one.node); show("a"); window.option = one.node.querySelector("option"); window.show = show;"""
    )
    page.get_by_label("layer").select_option("b")
    page.evaluate("show('b')")
    assert told(page) == ["b"]
    assert page.evaluate("option.isConnected")
    assert page.get_by_label("layer").input_value() == "b"


PLAYED = f"""const one = player((frame) => {{ tell(frame); show(frame); }}, {{ every: 20 }});
const show = (frame, last = 5) => one.show({{ frame, last, texts: {PLAYER!r}, name: "epoch" }});
room.append(one.node); show(0); window.player = one; window.show = show;"""


def test_a_player_plays_to_the_end_stops_and_begins_anew(build):
    page = build(PLAYED)
    play = page.get_by_role("button", name="Play")
    play.click()
    page.wait_for_function("told.length === 5")
    page.get_by_role("button", name="Play").wait_for()
    assert told(page) == [1, 2, 3, 4, 5]
    play.click()
    page.wait_for_function("told.length > 7")
    assert told(page)[5:8] == [0, 1, 2]


def test_a_player_pauses_steps_and_scrubs(build):
    page = build(PLAYED.replace("every: 20", "every: 100000"))
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Pause").click()
    assert told(page) == []
    assert page.get_by_role("button", name="one step back").is_disabled()
    page.get_by_role("button", name="one step on").click()
    assert told(page) == [1]
    page.get_by_role("button", name="Play").click()
    page.get_by_label("epoch").fill("4")
    assert told(page) == [1, 4]
    page.get_by_role("button", name="Play").wait_for()  # to scrub is to stop
    assert page.get_by_label("epoch").get_attribute("aria-valuetext") == "4 / 5"


def test_a_player_with_one_frame_has_nothing_to_play(build):
    page = build(PLAYED.replace("show(0);", "show(0, 0);"))
    assert page.get_by_role("button", name="Play").is_disabled()


def test_a_players_timer_dies_when_its_node_is_gone(build):
    page = build(
        "const timers = new Set(); const [set, clear] = [window.setInterval, window.clearInterval];\n"
        "window.setInterval = (...given) => { const one = set(...given); timers.add(one); return one; };\n"
        "window.clearInterval = (one) => { timers.delete(one); clear(one); };\nwindow.timers = timers;\n"
        + PLAYED.replace("every: 20", "every: 1000")  # at 20 it may have played to its end by then
    )
    page.get_by_role("button", name="Play").click()
    assert page.evaluate("timers.size") == 1
    page.evaluate("player.node.remove()")
    page.wait_for_function("timers.size === 0")


DRAG = """const node = make("div", { style: "width: 60px; height: 60px; background: red; touch-action: none" });
room.append(node, make("div", { style: "height: 3000px" }));
draggable(node, { start: (event) => { tell("start"); return !window.refuse; }, move: (event) => tell([event.clientX, event.clientY]),
  end: () => tell("end") });"""


def test_a_mouse_drags_beyond_the_node_and_only_while_it_is_down(build):
    page = build(DRAG)
    page.mouse.move(30, 30)
    page.mouse.down()
    page.mouse.move(300, 200)
    page.mouse.up()
    page.mouse.move(30, 30)
    assert told(page) == ["start", [300, 200], "end"]
    page.mouse.down(button="right")
    page.mouse.up(button="right")
    page.evaluate("window.refuse = true")
    page.mouse.down()
    page.mouse.move(40, 40)
    page.mouse.up()
    assert told(page)[3:] == ["start"]


def fingers(page):
    """Put fingers on the page, move and lift them: touch(kind, *points)."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        places = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    return touch


def test_a_finger_drags_without_scrolling_the_page(build):
    page = build(DRAG, touch=True)
    touch = fingers(page)
    touch("touchStart", (30, 40))
    for y in (60, 90, 120):
        touch("touchMove", (30, y))
    touch("touchEnd")
    said = told(page)
    assert said[0] == "start"
    assert said[-1] == "end"
    assert [30, 120] in said
    assert page.evaluate("scrollY") == 0


def test_a_second_finger_neither_moves_nor_ends_a_drag(build):
    page = build(DRAG + "\nwindow.node = node;")
    page.mouse.move(30, 30)
    page.mouse.down()
    for kind in ("pointerdown", "pointermove", "pointerup"):
        page.evaluate("kind => node.dispatchEvent(new PointerEvent(kind, { pointerId: 99, clientX: 59, clientY: 59 }))", kind)
    page.mouse.move(40, 40)
    page.mouse.up()
    assert told(page) == ["start", [40, 40], "end"]


def test_a_drag_ends_when_the_browser_takes_the_pointer_away(build):
    page = build(DRAG + "\nnode.addEventListener('pointerdown', (event) => { window.pointer = event.pointerId; }); window.node = node;")
    page.mouse.move(30, 30)
    page.mouse.down()
    page.mouse.move(40, 40)
    page.evaluate("node.releasePointerCapture(pointer)")
    page.mouse.move(45, 45)
    page.mouse.move(20, 20)
    assert told(page) == ["start", [40, 40], "end"]
    page.mouse.up()


def test_many_wishes_for_a_redraw_are_one_redraw(build):
    page = build("let times = 0; const later = soon(() => tell(times += 1)); later(); later(); later(); window.later = later;")
    page.wait_for_function("told.length === 1")
    page.evaluate("later(); later();")
    page.wait_for_function("told.length === 2")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert told(page) == [1, 2]


def test_keys_of_a_face_do_not_reach_the_notebook(build):
    page = build(
        """const model = { get: () => "en", set() {}, save_changes() {}, on() {}, off() {} };
        document.body.addEventListener("keydown", () => tell("notebook"));
        begin(model, room, "test"); room.append(button(() => tell("pressed"), "go"));"""
    )
    page.get_by_role("button", name="go").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert told(page) == ["pressed"]


def test_what_a_face_follows_it_leaves_again(build):
    page = build(
        """const acts = [];
        const model = { get: (name) => name === "language" ? "ko" : 3, on: (event, act) => acts.push([event, act]),
          off: (event, act) => acts.splice(acts.findIndex(([one, other]) => one === event && other === act), 1) };
        const { follow, get } = begin(model, room, "test");
        const leave = follow({ "a b": () => tell(get("a")), "c": () => tell("c") });
        tell(acts.map(([event]) => event)); leave(); tell(acts.length);"""
    )
    assert told(page) == [3, ["change:language", "change:a", "change:b", "change:c"], 0]
    assert page.locator("#room").get_attribute("lang") == "ko"


# ---- charts

CHARTED = """const one = chart({{ width: 420, height: 280 }}); room.style.width = "630px"; room.append(one.node);
one.frame({frame}); window.one = one;"""


@pytest.mark.parametrize(
    ("frame", "points"),
    [
        ("{ x: [0, 10], y: [-1, 1] }", [(0, -1), (10, 1), (2.5, 0.25)]),
        ("{ x: [1e-4, 1], y: [0, 5], logX: true }", [(1e-4, 0), (1, 5), (0.01, 2)]),
        ("{ x: [0, 1], y: [0.01, 100], logY: true }", [(0, 0.01), (0.5, 1), (1, 100)]),
        ("{ x: [5, -5], y: [1, 0] }", [(5, 1), (0, 0.25)]),
    ],
)
def test_a_place_on_the_page_leads_back_to_the_numbers_drawn_there(build, frame, points):
    page = build(CHARTED.format(frame=frame))
    for x, y in points:
        found = page.evaluate(
            """([x, y]) => {
              const spot = new DOMPoint(one.across(x), one.up(y)).matrixTransform(one.node.getScreenCTM());
              return one.at({ clientX: spot.x, clientY: spot.y });
            }""",
            [x, y],
        )
        assert found == pytest.approx([x, y], rel=1e-4, abs=1e-6)


@pytest.mark.parametrize(
    ("frame", "wanted"),
    [
        ("{ x: [0, 1], y: [0, 1] }", ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        ("{ x: [0.999, 1], y: [0, 1] }", ["0.9990", "0.9992", "0.9994", "0.9996", "0.9998", "1.0000"]),
        ("{ x: [10000, 10200], y: [0, 1] }", ["10000", "10050", "10100", "10150", "10200"]),
        ("{ x: [0.001, 10], y: [0, 1], logX: true }", ["0.001", "0.01", "0.1", "1", "10"]),
        ("{ x: [0.002, 0.06], y: [0, 1], logX: true }", ["0.002", "0.005", "0.01", "0.02", "0.05"]),
        ("{ x: [3, 3], y: [0, 1] }", ["2", "3", "4"]),
        ("{ x: [0, 2], y: [0, 1], xLabels: [[0, 'a'], [1, 'b']] }", ["a", "b"]),
        ("{ x: [0, 1], y: [0, 1], xText: (value) => `${value * 100} %` }", ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]),
    ],
)
def test_the_ticks_of_an_axis_read_as_they_are(build, frame, wanted):
    page = build(CHARTED.format(frame=frame))
    assert page.locator(".grid text[text-anchor=middle]").all_text_contents() == wanted


@pytest.mark.parametrize(
    "frame", ["{ x: [NaN, NaN], y: [0, Infinity] }", "{ x: [0, 0], y: [0, 0] }", "{ x: [0, 1], y: [0, 1], logX: true, logY: true }"]
)
def test_a_range_one_cannot_draw_in_is_no_fault(build, frame):
    page = build(CHARTED.format(frame=frame))
    assert page.locator(".grid text").count() >= 4  # the fixture fails on any fault of the page


def test_what_is_no_number_leaves_a_gap_and_no_fault(build):
    page = build(
        CHARTED.format(frame="{ x: [0, 4], y: [0, 1] }")
        + """
        one.line("line", [0, 1, 2, 3], [0.1, NaN, 0.5, 0.6]);
        one.area("area", [NaN, NaN], [0, 0], [1, 1]);
        one.area("none", [], [], []);
        one.bars("bars", [0, 1, 2, 3], [0.5, NaN, Infinity]);
        one.dots("dots", [0, NaN, 2], [0.1, 0.2, Infinity]);
        one.rule("rule", { x: NaN }); one.rule("other", { y: 0.5 });"""
    )
    assert page.locator("path[stroke-width='2']").get_attribute("d").count("M") == 2
    assert page.locator("circle").count() == 1
    assert [float(bar.get_attribute("height")) > 0 for bar in page.locator("g[clip-path] rect").all()] == [True, False, True]
    assert page.locator("g[clip-path] > line").count() == 1


def test_drawing_under_a_key_replaces_what_it_drew_and_clearing_takes_it_away(build):
    page = build(
        CHARTED.format(frame="{ x: [0, 1], y: [0, 1] }")
        + """
        one.dots("key", [0.1, 0.2], [0.5, 0.5]); one.dots("key", [0.3], [0.5]); one.dots("other", [0.9], [0.5]);"""
    )
    assert page.locator("circle").count() == 2
    page.evaluate("one.clear('key')")
    assert page.locator("circle").count() == 1


# ---- colours


@pytest.mark.parametrize(
    ("colour", "ink"), [([255, 255, 255], "#1b1f24"), ([0, 0, 0], "#ffffff"), ([240, 228, 66], "#1b1f24"), ([0, 60, 120], "#ffffff")]
)
def test_ink_can_be_read_on_its_colour(javascript, colour, ink):
    assert javascript(PAINT, "inkOn", colour) == ink


def test_signs_have_their_colours_and_beyond_the_ends_nothing_changes(javascript):
    blue, none, red = (javascript(PAINT, "signColour", share) for share in (-1, 0, 1))
    assert blue[2] > blue[0]
    assert red[0] > red[2]
    assert min(none) > 240
    assert javascript(PAINT, "signColour", -7) == blue
    ladder = [part for rung in range(256) for part in (rung, 0, 0)]
    assert [javascript(PAINT, "ladderColour", ladder, share)[0] for share in (-1, 0, 0.5, 1, 2)] == [0, 0, 128, 255, 255]
