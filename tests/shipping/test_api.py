import asyncio
import io
import json
import threading

import numpy as np
import pytest
from PIL import Image

from tests.shipping.loading import bomb, jpeg
from tests.shipping.staging import CLASSES, SIDE, pictures, rows, upload


@pytest.fixture
def running(start):
    with start() as service:
        yield service


def predict(running, content, **more):
    return running.client.post("/api/predict", files=upload(content), **more)


def counted(running, name, **labels):
    text = running.client.get("/metrics").text
    wanted = [f'{key}="{value}"' for key, value in labels.items()]
    found = [line for line in text.splitlines() if line.startswith((f"{name}{{", f"{name} "))]
    return sum(float(line.rsplit(" ", 1)[1]) for line in found if all(each in line for each in wanted))


def test_an_image_is_answered_as_the_network_does(running, photos, network):
    response = predict(running, photos[0])
    assert response.status_code == 200
    answer = response.json()
    from course_utils.data.folders.decoding import opened
    from course_utils.data.folders.resizing import square

    expected = network.predict(square(opened(photos[0]).picture, SIDE)[np.newaxis], verbose=0)[0]
    assert answer["label"] == expected.argmax()
    assert answer["name"] == {language: CLASSES[language][answer["label"]] for language in ("en", "ko")}
    assert answer["confidence"] == pytest.approx(float(expected.max()), abs=1e-4)
    shares = [each["probability"] for each in answer["classes"]]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert (answer["version"], answer["arm"], answer["width"], answer["height"], answer["cached"]) == (1, "champion", 320, 240, False)


def test_the_same_image_is_remembered_by_its_content_and_logged_again(running, photos):
    first, second = predict(running, photos[0]).json(), predict(running, photos[0]).json()
    assert (first["cached"], second["cached"]) == (False, True)
    assert first["classes"] == second["classes"]
    assert first["id"] != second["id"]
    assert [row["cached"] for row in rows(running.url)] == [False, True]
    assert counted(running, "petals_cached_answers_total") == 1


def test_few_answers_are_remembered_and_the_oldest_go_first(start, photos):
    with start(cached_answers=2) as running:
        asked = [predict(running, photos[place]).json()["cached"] for place in (0, 1, 0, 2, 1, 2)]
    assert asked == [False, False, True, False, False, True]


def test_a_service_may_remember_nothing(start, photos):
    with start(cached_answers=0) as running:
        assert [predict(running, photos[0]).json()["cached"] for _ in range(2)] == [False, False]


def gif(frames=2):
    out = io.BytesIO()
    made = [Image.fromarray(image) for image in pictures(frames)]
    made[0].save(out, "GIF", save_all=True, append_images=made[1:])
    return out.getvalue()


def cmyk():
    out = io.BytesIO()
    Image.fromarray(pictures(1)[0]).convert("CMYK").save(out, "JPEG")
    return out.getvalue()


def sideways():
    """A picture 60 wide and 20 high that says it has been turned."""
    out = io.BytesIO()
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (60, 20), "red").save(out, "JPEG", exif=turned)
    return out.getvalue()


@pytest.mark.parametrize("content", [gif(), cmyk(), jpeg(np.zeros((20, 20), np.uint8))], ids=["animated", "CMYK", "grey"])
def test_unusual_images_are_answered(running, content):
    assert predict(running, content).status_code == 200


def test_an_image_on_its_side_is_put_upright(running):
    answer = predict(running, sideways()).json()
    assert (answer["width"], answer["height"]) == (20, 60)


@pytest.mark.parametrize(
    ("content", "status", "reason"),
    [
        (b"", 400, "empty"),
        (b"hello, I am no image", 415, "not_image"),
        (b"%PDF-1.7 flower.jpg", 415, "not_image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "not_image"),
        (jpeg(pictures(1)[0])[:400], 422, "truncated"),
        (jpeg(np.zeros((8, 8, 3), np.uint8)), 422, "too_small"),
        (bomb(), 413, "too_many_pixels"),
        (bomb(6_000), 413, "too_many_pixels"),
    ],
    ids=["empty", "text", "pdf", "svg", "cut", "tiny", "bomb", "small bomb"],
)
def test_what_is_no_usable_image_is_refused_by_its_content_and_logged(running, content, status, reason):
    response = predict(running, content)
    assert response.status_code == status
    said = response.json()
    assert said["reason"] == reason
    assert said["message"]["en"]
    assert any("가" <= letter <= "힣" for letter in said["message"]["ko"])
    assert "{" not in said["message"]["en"] + said["message"]["ko"]
    running.service.log.close()
    (row,) = rows(running.url)
    assert (row["status"], row["reason"], row["label"], row["bytes"]) == (status, reason, None, len(content))
    assert counted(running, "petals_images_total", endpoint="predict", status=str(status), reason=reason) == 1


def test_a_long_body_is_refused_whether_or_not_it_says_its_length(start, photos):
    with start(most_bytes=50_000) as running:
        long = predict(running, bytes(60_000))
        silent = running.client.post(
            "/api/predict", content=iter([bytes(30_000)] * 3), headers={"content-type": "multipart/form-data; boundary=x"}
        )
        assert (long.status_code, long.json()["reason"]) == (413, "too_long")
        assert (silent.status_code, silent.json()["reason"]) == (413, "too_long")
        assert predict(running, photos[2]).status_code == 200


def at_the_door(running, *messages):
    """Send a body part by part, then nothing more; what is answered, and whether the application was asked."""
    from course_utils.shipping.service.doorkeeper import Doorkeeper

    sent, asked, left = [], [], list(messages)

    async def receive():
        if not left:
            await asyncio.Event().wait()
        return left.pop(0)

    async def send(message):
        sent.append(message)

    async def application(*_):
        asked.append(True)

    scope = {"type": "http", "method": "POST", "path": "/api/predict", "headers": []}
    asyncio.run(Doorkeeper(application, running.service)(scope, receive, send))
    return sent, bool(asked)


def test_an_upload_that_is_too_slow_is_told_so(start, monkeypatch):
    monkeypatch.setattr("course_utils.shipping.service.doorkeeper._DRAIN_SECONDS", 0.05)
    with start(upload_seconds=0.05) as running:
        (head, body), asked = at_the_door(running, {"type": "http.request", "body": b"--x", "more_body": True})
        assert (head["status"], json.loads(body["body"])["reason"], asked) == (408, "too_slow", False)
        assert counted(running, "petals_images_total", reason="too_slow", status="408") == 1
        assert counted(running, "petals_requests_under_way") == 0


def test_one_who_goes_away_in_the_midst_of_an_upload_costs_nothing(running):
    sent, asked = at_the_door(running, {"type": "http.request", "body": b"--x", "more_body": True}, {"type": "http.disconnect"})
    assert (sent, asked) == ([], False)
    assert counted(running, "petals_requests_under_way") == 0


def test_a_long_opinion_is_refused_before_it_fills_the_memory(running):
    said = {"id": "0" * 32, "right": True, "why": "x" * 20_000}
    refused = running.client.post("/api/opinions", json=said)
    assert (refused.status_code, refused.json()["reason"]) == (413, "too_long")
    assert counted(running, "petals_images_total") == 0, "it brought no image"


def test_a_request_that_is_no_form_is_told_what_is_wrong(running):
    wrong = running.client.post("/api/predict", files=upload(b"x", name="picture"))
    assert wrong.status_code == 422
    assert wrong.json()["reason"] == "malformed"
    assert "image" in wrong.json()["detail"][0]
    assert running.client.post("/api/predict", content=b"junk", headers={"content-type": "multipart/form-data"}).status_code == 400
    assert running.client.get("/api/predict").status_code == 405
    assert counted(running, "petals_images_total", reason="malformed", status="422") == 1
    assert counted(running, "petals_images_total", reason="malformed", status="400") == 1
    running.service.log.close()
    assert [row["status"] for row in rows(running.url)] == [422, 400], "the log tells what the sender was told"


def test_a_batch_answers_each_image_for_itself(running, photos):
    contents = [photos[0], b"no image", photos[1], photos[0]]
    response = running.client.post("/api/predict/batch", files=[("images", (f"{place}", each)) for place, each in enumerate(contents)])
    assert response.status_code == 200
    items = response.json()["images"]
    assert [item["status"] for item in items] == [200, 415, 200, 200]
    assert items[1]["prediction"] is None
    assert items[1]["refused"]["reason"] == "not_image"
    assert items[0]["prediction"]["classes"] == items[3]["prediction"]["classes"] == predict(running, photos[0]).json()["classes"]


def test_a_batch_that_is_too_large_is_refused_whole(start, photos):
    with start(most_images=2) as running:
        response = running.client.post("/api/predict/batch", files=[("images", ("x", photos[0]))] * 3)
        assert response.status_code == 413
        assert response.json()["message"]["ko"] == "이미지는 한 번에 2장까지 보낼 수 있습니다."


def test_a_row_of_the_log_holds_what_was_answered_and_nothing_of_the_sender(running, photos):
    answer = predict(running, photos[3]).json()
    (row,) = rows(running.url)
    shares = json.loads(row["probabilities"])
    assert (row["id"], row["version"], row["arm"], row["status"]) == (answer["id"], 1, "champion", 200)
    assert (row["label"], row["width"], row["height"], row["format"]) == (answer["label"], 800, 600, "JPEG")
    assert row["confidence"] == max(shares) == pytest.approx(answer["confidence"], abs=1e-6)
    assert row["bytes"] == len(photos[3])
    assert len(row["content"]) == 64
    assert 0 < row["brightness"] < 1
    assert not any("flower.jpg" in str(value) or "testclient" in str(value) for value in row.values())


def test_no_answer_is_given_that_the_log_lacks(running, photos, monkeypatch):
    monkeypatch.setattr(running.service.log, "_commit", _failing(running.service.log._commit))
    refused = predict(running, photos[0])
    assert (refused.status_code, refused.json()["reason"]) == (503, "no_log")
    assert int(refused.headers["retry-after"]) >= 1
    assert predict(running, photos[0]).status_code == 200
    assert len(rows(running.url)) == 1


def test_a_database_that_hangs_holds_nobody_for_ever(start, photos, monkeypatch):
    with start(log_seconds=0.2) as running:
        gate = threading.Event()
        commit = running.service.log._commit
        monkeypatch.setattr(running.service.log, "_commit", lambda group: gate.wait(10) and commit(group))
        hung = predict(running, photos[0])
        assert (hung.status_code, hung.json()["reason"]) == (503, "no_log")
        assert int(hung.headers["retry-after"]) >= 1
        gate.set()
        assert predict(running, photos[0]).status_code == 200


def _failing(commit):
    from sqlalchemy.exc import OperationalError

    failures = iter([True])

    def once(group):
        if next(failures, False):
            from course_utils.shipping.service.log import LogError, _said

            for _, done in group:
                done.set_exception(LogError(_said(OperationalError("insert", {}, Exception("disk full")))))
        else:
            commit(group)

    return once


def test_one_who_waits_too_long_is_told_to_come_back_and_the_next_is_answered(start, photos, monkeypatch):
    with start(answer_seconds=0.5) as running:
        gate = threading.Event()
        runner = running.service.experiment.champion.runner
        monkeypatch.setattr(type(runner), "__call__", _waiting(type(runner).__call__, gate))
        late = predict(running, photos[0])
        assert (late.status_code, late.json()["reason"]) == (503, "late")
        gate.set()
        assert predict(running, photos[1]).status_code == 200


def _waiting(answer, gate):
    def waiting(self, images):
        gate.wait(10)
        return answer(self, images)

    return waiting


def test_a_network_that_fails_is_an_error_and_the_next_is_answered(running, photos, monkeypatch):
    runner = running.service.experiment.champion.runner
    with monkeypatch.context() as patch:
        patch.setattr(type(runner), "__call__", _broken)
        failed = predict(running, photos[0])
    assert (failed.status_code, failed.json()["reason"]) == (500, "failed")
    assert predict(running, photos[0]).status_code == 200
    assert counted(running, "petals_images_total", reason="failed", status="500") == 1


def _broken(*_):
    raise ZeroDivisionError


def test_an_explanation_that_fails_is_an_error_and_the_next_is_given(running, photos, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(type(running.service.experiment.champion), "heatmap", _broken)
        failed = running.client.post("/api/explain", files=upload(photos[0]))
    assert (failed.status_code, failed.json()["reason"]) == (500, "failed")
    assert running.client.post("/api/explain", files=upload(photos[0])).status_code == 200
    assert counted(running, "petals_images_total", endpoint="explain", reason="failed", status="500") == 1
    assert counted(running, "petals_images_total", endpoint="explain", reason="explained", status="200") == 1
    running.service.log.close()
    assert [(row["endpoint"], row["status"], row["reason"]) for row in rows(running.url)] == [
        ("explain", 500, "failed"),
        ("explain", 200, "explained"),
    ]


def test_more_requests_than_allowed_are_told_to_come_back(start, photos, monkeypatch):
    with start(most_requests=2) as running:
        gate = threading.Event()
        runner = running.service.experiment.champion.runner
        monkeypatch.setattr(type(runner), "__call__", _waiting(type(runner).__call__, gate))
        found = []
        asking = [threading.Thread(target=lambda photo=photo: found.append(predict(running, photo).status_code)) for photo in photos[:2]]
        for thread in asking:
            thread.start()
        _until(lambda: counted(running, "petals_requests_under_way") == 2)
        busy = predict(running, photos[2])
        assert (busy.status_code, busy.json()["reason"]) == (503, "busy")
        assert int(busy.headers["retry-after"]) >= 1
        gate.set()
        for thread in asking:
            thread.join()
        assert found == [200, 200]
        assert predict(running, photos[2]).status_code == 200


def _until(true):
    for _ in range(2_000):
        if true():
            return
        threading.Event().wait(0.01)
    raise AssertionError("never")


def test_requests_that_wait_together_go_through_the_network_together(start, photos, monkeypatch):
    with start() as running:
        gate = threading.Event()
        runner = running.service.experiment.champion.runner
        monkeypatch.setattr(type(runner), "__call__", _waiting(type(runner).__call__, gate))
        asking = [threading.Thread(target=predict, args=(running, photo)) for photo in photos[:9]]
        asking[0].start()
        _until(lambda: running.service.batcher.waiting == 0 and counted(running, "petals_requests_under_way") == 1)
        for thread in asking[1:]:
            thread.start()
        _until(lambda: running.service.batcher.waiting >= 7)
        gate.set()
        for thread in asking:
            thread.join()
        assert counted(running, "petals_batch_images_sum") == 9
        assert counted(running, "petals_batch_images_count") <= 3


def test_grad_cam_is_a_picture_and_says_the_class(running, photos):
    response = running.client.post("/api/explain", files=upload(photos[0]))
    assert response.status_code == 200
    picture = Image.open(io.BytesIO(response.content))
    assert (picture.mode, picture.size) == ("RGBA", (256, 256))
    assert int(response.headers["x-label"]) == predict(running, photos[0]).json()["label"]
    assert running.client.post("/api/explain", files=upload(b"no image")).status_code == 415


def test_a_version_without_its_keras_file_says_that_it_cannot_explain_itself(start, registry, photos):
    registry.promote(2)
    with start() as running:
        response = running.client.post("/api/explain", files=upload(photos[0]))
        assert (response.status_code, response.json()["reason"]) == (404, "no_explanation")
        assert predict(running, photos[0]).json()["version"] == 2


def test_an_opinion_is_kept_and_the_last_word_counts(running, photos):
    answer = predict(running, photos[0]).json()
    for right, label in ((True, answer["label"]), (False, 2), (False, None)):
        assert running.client.post("/api/opinions", json={"id": answer["id"], "right": right, "label": label}).status_code == 201
    (kept,) = rows(running.url, "SELECT * FROM opinions")
    assert (kept["request"], bool(kept["right"]), kept["label"]) == (answer["id"], False, None)


@pytest.mark.parametrize(
    ("opinion", "status"),
    [
        ({"id": "0" * 32, "right": True}, 404),
        ({"id": "' OR 1=1 --", "right": True}, 422),
        ({"id": "0" * 32, "right": "perhaps"}, 422),
        ({"id": "0" * 32, "right": True, "label": -1}, 422),
        ({"id": "0" * 32, "right": True, "label": 10**30}, 422),
        ([], 422),
    ],
)
def test_an_opinion_on_nothing_is_refused(running, opinion, status):
    assert running.client.post("/api/opinions", json=opinion).status_code == status


def test_the_card_is_shown_and_health_and_readiness_are_told(running):
    model = running.client.get("/api/model").json()
    assert (model["name"], model["version"], model["format"], model["metrics"]["accuracy"]["value"]) == ("small", 1, "litert", 0.75)
    assert running.client.get("/healthz").json() == {"status": "alive"}
    assert running.client.get("/readyz").json() == {"log": True, "stopping": False, "version": 1}
    running.service.stopping = True
    assert running.client.get("/readyz").status_code == 503
    assert predict(running, b"").json()["reason"] == "stopping"


def test_a_promoted_version_is_used_without_a_restart(start, registry, photos):
    with start(watch_seconds=0.05) as running:
        assert predict(running, photos[0]).json()["version"] == 1
        registry.promote(2)
        _until(lambda: running.client.get("/readyz").json()["version"] == 2)
        assert predict(running, photos[0]).json()["version"] == 2
        assert counted(running, "petals_version", arm="champion") == 2
        registry.roll_back()
        _until(lambda: running.client.get("/readyz").json()["version"] == 1)


def test_a_promoted_version_that_cannot_be_opened_leaves_the_old_one_in_use(start, registry, photos):
    with start(watch_seconds=0.05) as running:
        registry.promote(2)
        path = registry.version(2).file("litert_int8")
        _until(lambda: running.client.get("/readyz").json()["version"] == 2)
        registry.roll_back()
        _until(lambda: running.client.get("/readyz").json()["version"] == 1)
        registry.promote(2)
        path.chmod(0o644)
        path.write_bytes(b"no network")
        threading.Event().wait(0.3)
        assert predict(running, photos[0]).status_code == 200


def test_two_versions_share_the_images_and_are_compared_by_what_people_say(start, photos):
    with start(challenger=2, share=0.5) as running:
        answers = [predict(running, photo).json() for photo in photos]
        arms = {answer["id"]: (answer["arm"], answer["version"]) for answer in answers}
        assert set(arms.values()) == {("champion", 1), ("challenger", 2)}
        again = [predict(running, photo).json() for photo in photos]
        assert [(answer["arm"], answer["version"]) for answer in again] == [*arms.values()], "the same image, the same version"
        for answer in answers:
            running.client.post("/api/opinions", json={"id": answer["id"], "right": answer["arm"] == "challenger"})
        report = running.client.get("/api/experiment").json()
        assert report["champion"]["share"] == 0
        assert report["challenger"]["share"] == 1
        assert report["champion"]["judged"] + report["challenger"]["judged"] == len(photos)
        assert report["p_value"] < 1e-6
        assert report["significant"]
        assert report["interval"][0] > 0


def test_without_a_challenger_nothing_is_compared(running, photos):
    answer = predict(running, photos[0]).json()
    running.client.post("/api/opinions", json={"id": answer["id"], "right": True})
    report = running.client.get("/api/experiment").json()
    assert report["challenger"] is None
    assert report["p_value"] is None
    assert report["champion"] == {"version": 1, "right": 1, "judged": 1, "share": 1.0}


def png(image):
    out = io.BytesIO()
    Image.fromarray(image).save(out, "PNG")
    return out.getvalue()


def test_the_drift_alarm_goes_on_when_the_images_change(start):
    """PNG, as the reference was made from pixels: JPEG alone takes so much colour from small patches that the alarm goes on, rightly."""
    like = [png(image) for image in pictures(300, seed=9)]
    dark = [png((image * 0.3).astype(np.uint8)) for image in pictures(300, seed=9)]
    with start(window=300) as running:
        for photo in like:
            predict(running, photo)
        calm = running.client.get("/api/drift").json()
        assert (calm["images"], calm["alarm"]) == (300, False), calm["moved"]
        assert counted(running, "petals_drift_alarm") == 0
        for photo in dark:
            predict(running, photo)
        found = running.client.get("/api/drift").json()
        assert found["alarm"]
        assert {each["what"]: each["alarm"] for each in found["moved"]}["brightness"]
        assert counted(running, "petals_drift_alarm") == 1
        assert counted(running, "petals_drift_index", what="brightness") > 0.25


def test_metrics_agree_with_the_log(running, photos):
    for photo in photos[:6]:
        predict(running, photo)
    for content in (b"", b"junk", bomb()):
        predict(running, content)
    running.client.post("/api/predict/batch", files=[("images", ("x", photo)) for photo in photos[:3]])
    running.service.log.close()
    logged = rows(running.url)
    for reason in ("answered", "empty", "not_image", "too_many_pixels"):
        assert counted(running, "petals_images_total", reason=reason) == sum(row["reason"] == reason for row in logged)
    assert counted(running, "petals_answers_total") == counted(running, "petals_answers_total", version="1") == 9
    assert counted(running, "petals_seconds_count", endpoint="predict") == 9


@pytest.mark.parametrize(("language", "asked"), [("en", "?lang=en"), ("ko", "?lang=ko")])
def test_the_page_speaks_two_languages_and_loads_nothing_from_elsewhere(running, language, asked):
    response = running.client.get("/" + asked)
    assert f'<html lang="{language}">' in response.text
    assert CLASSES[language][0] in response.text
    assert (
        "script-src" in response.headers["content-security-policy"] or "default-src 'self'" in response.headers["content-security-policy"]
    )
    assert "http://" not in response.text
    assert "https://" not in response.text
    assert running.client.get("/page/page.js").status_code == 200
    assert running.client.get("/page/..%2fpage.py").status_code == 404


def test_the_page_follows_the_browsers_language(running):
    assert '<html lang="ko">' in running.client.get("/", headers={"accept-language": "ko-KR,ko;q=0.9,en;q=0.5"}).text
    assert '<html lang="en">' in running.client.get("/", headers={"accept-language": "en-US,ko;q=0.9"}).text


def test_words_of_a_card_are_escaped_on_the_page(start, exports, tmp_path):
    from course_utils.shipping import Registry
    from tests.shipping.staging import card

    hostile = "<script>alert(1)</script>"
    registry = Registry(tmp_path / "hostile")
    names = {"en": (hostile, "b", "c"), "ko": ('"><img src=x>', "나", "다")}
    registry.add(card(classes=names, purpose={"en": hostile, "ko": hostile}), {"onnx": exports["onnx"].path})
    registry.promote(1)
    with start(model=registry.folder) as running:
        assert hostile not in running.client.get("/?lang=en").text
        assert "<img src=x>" not in running.client.get("/?lang=ko").text


@pytest.mark.parametrize("name", ["small.keras", "small.tflite", "small-int8.tflite", "small.onnx"])
def test_a_file_without_a_registry_is_served_with_numbered_classes(start, exports, photos, name):
    with start(model=exports["keras"].path.with_name(name)) as running:
        answer = predict(running, photos[0]).json()
        assert answer["version"] == 0
        assert answer["name"] == {"en": f"class {answer['label']}", "ko": f"클래스 {answer['label']}"}


def test_what_cannot_be_served_is_said(start, registry, tmp_path, exports):
    from course_utils.shipping import Registry, ShippingError

    empty = Registry(tmp_path / "empty")
    with (
        pytest.raises(ShippingError, match=r"has no version in use \(versions: none\). Promote one: petals models promote"),
        start(model=empty.folder),
    ):
        pass
    with pytest.raises(ShippingError, match="a challenger is a version of a registry"), start(model=exports["onnx"].path, challenger=1):
        pass
    with (
        pytest.raises(ShippingError, match=r"no database we know: .*Write sqlite:///requests.db or postgresql://"),
        start("oracle:nothing"),
    ):
        pass
    with (
        pytest.raises(ShippingError, match=r"cannot be used: .*Start it, or give another one with --db"),
        start("postgresql://nobody:secret@127.0.0.1:9/none"),
    ):
        pass
