"""Of a cell's outputs only plain text and pictures drawn anew are kept, and never too much."""

import base64
import io

import pytest
from PIL import Image

from autograder.grading.examiner import outputs
from autograder.grading.examiner.outputs import LEFT_OUT, Collected, Room

MUCH = 10_000_000


def collected(*messages, room=MUCH, language="en"):
    heard = Collected(Room(room))
    for kind, content in messages:
        heard.hear(kind, content)
    return heard.finish(language)


def shown(text, **more):
    return "display_data", {"data": {"text/plain": text, **more}, "metadata": {"x": 1}}


def printed(text, name="stdout"):
    return "stream", {"name": name, "text": text}


def picture():
    target = io.BytesIO()
    Image.new("RGB", (5, 5), "red").save(target, "PNG")
    return base64.b64encode(target.getvalue()).decode()


def test_prints_one_after_the_other_are_one_output():
    assert collected(printed("a"), printed("b\n"), printed("!", "stderr"), printed("c")) == [
        {"name": "stdout", "output_type": "stream", "text": "ab\n"},
        {"name": "stderr", "output_type": "stream", "text": "!"},
        {"name": "stdout", "output_type": "stream", "text": "c"},
    ]


def test_an_escape_sequence_split_over_two_prints_is_still_removed():
    assert collected(printed("a\x1b["), printed("31mb"))[0]["text"] == "ab"


def test_active_kinds_of_content_are_dropped_and_their_plain_text_is_kept():
    mimes = (
        "text/html",
        "application/javascript",
        "image/svg+xml",
        "text/latex",
        "text/markdown",
        "application/vnd.jupyter.widget-view+json",
    )
    [output] = collected(shown("<Thing>", **dict.fromkeys(mimes, "<script>")))
    assert output == {"data": {"text/plain": "<Thing>"}, "metadata": {}, "output_type": "display_data"}


def test_what_is_active_only_leaves_nothing():
    assert collected(("display_data", {"data": {"text/html": "<b>"}})) == []


def test_a_picture_stays_beside_its_text():
    [output] = collected(shown("<Figure>", **{"image/png": picture()}))
    assert set(output["data"]) == {"image/png", "text/plain"}


def test_a_broken_picture_is_left_out_and_said():
    assert collected(shown("<Figure>", **{"image/png": "AAAA"}))[-1]["text"] == LEFT_OUT["en"]


def test_an_error_keeps_name_words_and_traceback_without_colours():
    [error] = collected(("error", {"ename": "ValueError", "evalue": "no", "traceback": ["\x1b[31mline 1\x1b[0m", "line 2"]}))
    assert error == {"ename": "ValueError", "evalue": "no", "output_type": "error", "traceback": ["line 1", "line 2"]}


@pytest.mark.parametrize(
    "message",
    [
        ("stream", {"name": "stdlog", "text": "x"}),
        ("stream", {"name": "stdout", "text": 7}),
        ("stream", {}),
        ("display_data", {"data": ["text/plain"]}),
        ("display_data", {"data": {"text/plain": {"a": 1}}}),
        ("error", {"ename": ["E"], "evalue": "", "traceback": []}),
        ("error", {"ename": "E", "evalue": "", "traceback": [1, 2]}),
        ("comm_open", {"data": {"text/plain": "x"}}),
        ("update_display_data", {"data": {"text/plain": "x"}, "transient": {"display_id": "never shown"}}),
        ("update_display_data", {"data": {"text/plain": "x"}, "transient": 3}),
    ],
)
def test_a_malformed_or_unknown_message_leaves_nothing(message):
    assert collected(message) == []


def test_an_update_replaces_what_it_names():
    first = ("display_data", {"data": {"text/plain": "1 %"}, "transient": {"display_id": "bar"}})
    later = ("update_display_data", {"data": {"text/plain": "100 %"}, "transient": {"display_id": "bar"}})
    [output] = collected(first, later)
    assert output["data"] == {"text/plain": "100 %"}


@pytest.mark.parametrize("wait", [True, False])
def test_cleared_outputs_are_gone_and_their_room_is_free_again(wait):
    frames = [message for number in range(50) for message in (("clear_output", {"wait": wait}), printed(f"{number:0>1000}"))]
    [output] = collected(*frames, room=5_000)
    assert output["text"].endswith("49")


def test_too_many_outputs_are_left_out_and_said_in_the_notebooks_language():
    outputs_ = collected(*[shown(str(number)) for number in range(1_000)], language="ko")
    assert len(outputs_) == outputs.MOST_OUTPUTS + 1
    assert outputs_[-1]["text"] == LEFT_OUT["ko"]


def test_cells_share_one_room():
    room = Room(1_000)
    first, second = Collected(room), Collected(room)
    first.hear(*printed("a" * 700))
    second.hear(*printed("b" * 700))
    assert first.finish("en")[0]["text"] == "a" * 700
    assert [output["text"] for output in second.finish("en")] == [LEFT_OUT["en"]]


def test_a_long_text_is_shortened():
    [output, said] = collected(printed("x" * 400_000))
    assert len(output["text"]) < outputs.MOST_CHARACTERS + 100
    assert said["text"] == LEFT_OUT["en"]
