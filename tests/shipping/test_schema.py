"""The API is asked whatever its OpenAPI description allows, and what it does not: no answer is an error of ours, none is undescribed."""

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from tests.shipping.loading import BOUNDARY, form

OPERATIONS = [
    ("/api/drift", "GET"),
    ("/api/experiment", "GET"),
    ("/api/explain", "POST"),
    ("/api/model", "GET"),
    ("/api/opinions", "POST"),
    ("/api/predict", "POST"),
    ("/api/predict/batch", "POST"),
    ("/healthz", "GET"),
    ("/metrics", "GET"),
    ("/readyz", "GET"),
]
IMAGES = ["/api/explain", "/api/predict", "/api/predict/batch"]
SEEN = settings(max_examples=100, derandomize=True, deadline=None, database=None, suppress_health_check=[*HealthCheck])


@pytest.fixture(scope="module")
def client(shipped, tmp_path_factory):
    from starlette.testclient import TestClient

    from course_utils.shipping.service.app import create_app
    from course_utils.shipping.service.running import prepared

    service = prepared(shipped, f"sqlite:///{tmp_path_factory.mktemp('schema')}/requests.db", challenger=2, share=0.5)
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def described(client):
    return schemathesis.openapi.from_dict(client.get("/openapi.json").json())


def test_every_operation_that_is_described_is_asked_here(described):
    assert sorted((each.ok().path, each.ok().method.upper()) for each in described.get_all_operations()) == OPERATIONS


ASKED = [(*each, GenerationMode.POSITIVE) for each in OPERATIONS]
ASKED += [(path, method, GenerationMode.NEGATIVE) for path, method in OPERATIONS if method == "POST"]  # the others take nothing


@pytest.mark.parametrize(("path", "method", "mode"), ASKED)
def test_whatever_is_asked_is_answered_as_described(client, described, path, method, mode):
    # The description says "a file"; that it must hold an image, only the service can tell, and it tells it of each of a batch.
    but = [positive_data_acceptance, negative_data_rejection] if path in IMAGES else []

    @SEEN
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    def asked(case):
        made = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
        response = client.request(made.method, made.url, headers=dict(made.headers), content=made.body)
        assert response.status_code < 500, "nobody else asks: not even busy would be right"
        case.validate_response(response, excluded_checks=but)

    asked()


@pytest.mark.parametrize("path", IMAGES)
def test_damaged_photographs_are_answered_as_described(client, described, photos, path):
    name = "images" if path.endswith("batch") else "image"
    seen = set()

    @SEEN
    @given(photo=st.sampled_from(photos[:4]), place=st.integers(0, 2_000), put=st.binary(max_size=40), cut=st.integers(0, 60_000))
    def asked(photo, place, put, cut):
        damaged = (photo[:place] + put + photo[place + len(put) :])[: cut or None]
        response = client.post(path, content=form(damaged, name), headers={"content-type": f"multipart/form-data; boundary={BOUNDARY}"})
        assert response.status_code < 500
        described[path]["POST"].validate_response(response)
        seen.add(response.status_code)

    asked()
    assert 200 in seen, "some are still images"
    assert len(seen) > 1 or name == "images", "others are not"


@SEEN
@given(
    path=st.sampled_from([*IMAGES, "/api/opinions"]),
    kind=st.sampled_from(
        [
            f"multipart/form-data; boundary={BOUNDARY}",
            "multipart/form-data",
            "application/x-www-form-urlencoded",
            "application/json",
            "image/jpeg",
            "x",
            "",
        ]
    ),
    body=st.lists(
        st.sampled_from(
            [f"--{BOUNDARY}", "--", "\r\n", "Content-Disposition: form-data", '; name="image"', '; filename="', "\x00", "{", "x" * 99]
        ),
        max_size=12,
    ),
)
def test_forms_that_are_none_are_refused_and_no_error_of_ours(client, path, kind, body):
    response = client.post(path, content="".join(body).encode(), headers={"content-type": kind})
    assert response.status_code in (400, 413, 415, 422)
    assert response.json()["reason"]
    assert response.json()["message"]["ko"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nothing",
        "/api",
        "/api/predict/",
        "/api/predict/../opinions",
        "/page/",
        "/page/%2e%2e/page.py",
        "/page/%00",
        "/%ff",
        "/metrics/x",
    ],
)
def test_unknown_paths_and_methods_are_no_errors_of_ours(client, path, method):
    assert client.request(method, path, follow_redirects=False).status_code in (200, 307, 400, 404, 405, 422)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_other_methods_are_told_which_is_right(client, path, method):
    for other in {"GET", "POST", "PUT", "DELETE"} - {method}:
        response = client.request(other, path)
        assert (response.status_code, response.headers["allow"]) == (405, method)
        assert response.json()["message"]["ko"]
