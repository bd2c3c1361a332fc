"""The files for containers, as far as they can be checked without an engine: they name what is there, and no secret."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def read(name):
    return yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def services():
    return read("compose.yaml")["services"]


@pytest.fixture(scope="module")
def steps():
    """The Dockerfile's instructions as (name, rest)."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [tuple(line.split(maxsplit=1)) for line in text.splitlines() if line and not line.startswith("#")]


def step(steps, name):
    return [rest for found, rest in steps if found == name][-1]


def options(command, tmp_path, monkeypatch, **variables):
    """What `petals serve` makes of a command line, with a folder of ours in place of /models."""
    from course_utils.shipping.commands import main

    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert command[:3] == ["petals", "serve", "/models"]
    return main.commands["serve"].make_context("serve", [str(tmp_path), *command[3:]]).params


def test_the_commands_are_ones_that_petals_understands(services, steps, tmp_path, monkeypatch):
    image = options(json.loads(step(steps, "CMD")), tmp_path, monkeypatch)
    assert (image["host"], image["port"], image["database"]) == ("0.0.0.0", 8000, None)
    composed = options(services["petals"]["command"], tmp_path, monkeypatch, PETALS_DB=services["petals"]["environment"]["PETALS_DB"])
    assert (composed["host"], composed["port"]) == ("0.0.0.0", 8000)
    assert composed["database"] == "postgresql://petals@database/petals"


def test_a_command_with_an_option_that_is_none_would_be_found(tmp_path, monkeypatch):
    import click

    with pytest.raises(click.NoSuchOption):
        options(["petals", "serve", "/models", "--workers", "4"], tmp_path, monkeypatch)


def test_the_address_of_the_log_is_one_that_the_log_takes_and_its_password_comes_from_elsewhere(services):
    from course_utils.shipping.service.database import connected

    url = connected(services["petals"]["environment"]["PETALS_DB"]).url
    assert (url.drivername, url.password, url.host) == ("postgresql+psycopg", None, "database")
    database = services["database"]["environment"]
    assert (url.username, url.database) == (database["POSTGRES_USER"], database["POSTGRES_DB"])
    assert services["petals"]["environment"]["PGPASSWORD"] == database["POSTGRES_PASSWORD"]


def test_all_speak_of_one_port(services, steps):
    assert step(steps, "EXPOSE") == "8000"
    assert [each.rsplit(":", 1)[1] for each in services["petals"]["ports"]] == ["8000"]
    (job,) = read("prometheus.yml")["scrape_configs"]
    assert job["static_configs"] == [{"targets": ["petals:8000"]}]
    assert job["static_configs"][0]["targets"][0].split(":")[0] in services
    assert ":8000/" in step(steps, "HEALTHCHECK")


def test_nothing_answers_other_machines(services):
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert len(ports) == 2
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_what_is_asked_of_the_service_is_there(steps, shipped, tmp_path):
    from course_utils.shipping.service.app import create_app
    from course_utils.shipping.service.running import prepared

    service = prepared(shipped, f"sqlite:///{tmp_path}/requests.db")
    paths = set(create_app(service).openapi()["paths"])
    service.log.close()
    (asked,) = re.findall(r"127\.0\.0\.1:8000(/\w+)", step(steps, "HEALTHCHECK"))
    assert {asked, read("prometheus.yml")["scrape_configs"][0]["metrics_path"]} == {"/healthz", "/metrics"}
    assert {"/healthz", "/metrics"} <= paths


@pytest.fixture(scope="module")
def rules():
    (named,) = read("prometheus.yml")["rule_files"]
    return [rule for group in read(named)["groups"] for rule in group["rules"]]


def test_every_metric_and_label_of_an_alert_exists(rules):
    from prometheus_client.metrics import MetricWrapperBase

    from course_utils.shipping.service.intake import REFUSALS
    from course_utils.shipping.service.metrics import Metrics

    known = {}
    for each in vars(Metrics()).values():
        if isinstance(each, MetricWrapperBase):
            (family,) = each.describe()
            known[family.name + "_total" * (family.type == "counter")] = set(each._labelnames)
    used = set()
    for rule in rules:
        for name, wanted in re.findall(r"(petals_\w+)(?:\{([^}]*)\})?", rule["expr"]):
            base = re.sub(r"_(bucket|sum|count)$", "", name)
            assert base in known, rule["alert"]
            for label, value in re.findall(r'(\w+)="([^"]*)"', wanted):
                assert label in known[base], rule["alert"]
                used.add((label, value))
    statuses = {str(refusal.status) for refusal in REFUSALS.values()}
    assert {value for label, value in used if label == "reason"} <= set(REFUSALS)
    assert {value for label, value in used if label == "status"} <= statuses
    assert {value for label, value in used if label == "endpoint"} <= {"predict", "batch", "explain"}


def test_the_alerts_cover_what_should_wake_somebody(rules):
    assert {rule["alert"] for rule in rules} == {"PetalsDown", "PetalsDrift", "PetalsNoLog", "PetalsFails", "PetalsBusy", "PetalsSlow"}
    for rule in rules:
        assert rule["annotations"]["summary"].endswith(".")
        assert rule["expr"].count("(") == rule["expr"].count(")")
    (job,) = read("prometheus.yml")["scrape_configs"]
    assert f'up{{job="{job["job_name"]}"}}' in rules[0]["expr"]


def test_what_alerts_count_stands_at_zero_before_the_first(start):
    """A counter that appears with its first event is no increase to Prometheus: the first answer that is withheld would wake nobody."""
    with start() as running:
        lines = running.client.get("/metrics").text.splitlines()
    for reason, status in (("no_log", 503), ("failed", 500), ("busy", 503)):
        assert f'petals_images_total{{endpoint="predict",reason="{reason}",status="{status}"}} 0.0' in lines


def test_what_the_image_copies_is_there_and_nothing_is_ignored_that_it_copies(steps):
    copied = [rest.split()[:-1] for name, rest in steps if name == "COPY" and not rest.startswith("--from")]
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    for source in (each for sources in copied for each in sources):
        assert (ROOT / source).exists(), source
        assert f"!{source}" in ignored, source
    assert "*" in ignored


def test_what_the_image_copies_is_enough_to_install_the_course(steps, tmp_path):
    for sources, target in (
        (each[:-1], each[-1]) for each in (rest.split() for name, rest in steps if name == "COPY") if "--from" not in each[0]
    ):
        for source in sources:
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, tmp_path / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                (tmp_path / target).mkdir(exist_ok=True)
                shutil.copy(ROOT / source, tmp_path / target)
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "out"]
    subprocess.run(built, cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = (tmp_path / "out").iterdir()
    service = "course_utils/shipping/service"
    needed = ["page/page.html", "page/static/icon.svg", "page/static/page.js", "page/static/page.css", "migrations/env.py"]
    assert {f"{service}/{each}" for each in needed} <= set(ZipFile(wheel).namelist())


def test_the_image_runs_as_nobody_in_particular_and_needs_to_write_nowhere(services, steps):
    assert int(step(steps, "USER")) >= 1_000
    assert services["petals"]["read_only"] is True
    assert services["petals"]["tmpfs"] == ["/tmp"]
    assert [volume.rsplit(":", 2)[1:] for volume in services["petals"]["volumes"]] == [["/models", "ro"]]
    assert services["petals"]["cap_drop"] == ["ALL"]


def test_what_is_installed_is_locked(steps):
    runs = " ".join(rest for name, rest in steps if name == "RUN")
    assert "--require-hashes --requirement requirements.lock" in runs
    assert "--no-deps --no-build-isolation ." in runs
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for needed in ("fastapi", "uvicorn", "psycopg", "ai-edge-litert", "onnxruntime", "hatchling"):
        assert re.search(rf"^{needed}==", locked, re.MULTILINE), needed


def test_stopping_waits_longer_than_the_service_drains(services):
    from course_utils.shipping.service.settings import Settings

    assert int(services["petals"]["stop_grace_period"].rstrip("s")) > Settings().drain_seconds


def test_the_service_waits_for_a_healthy_database_and_volumes_are_declared(services):
    assert services["petals"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert services["database"]["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    named = {volume.split(":")[0] for service in services.values() for volume in service["volumes"] if volume[0] not in "./$"}
    assert named == set(read("compose.yaml")["volumes"])
    mounted = [volume.split(":")[0] for volume in services["prometheus"]["volumes"] if volume.startswith("./")]
    assert all((DEPLOY / each).is_file() for each in mounted)
    assert len(mounted) == 2


def test_no_secret_stands_in_a_file():
    for path in DEPLOY.iterdir():
        for line in path.read_text(encoding="utf-8").splitlines():
            for value in re.findall(r"PASSWORD\s*[:=]\s*(\S+)", line):
                assert value.startswith(("${POSTGRES_PASSWORD:?", "$(openssl")), f"{path.name}: {line}"
            assert not re.search(r"://[^\s/@]+:[^\s/@]+@", line), f"{path.name}: {line}"


def test_no_image_is_named_with_where_it_comes_from(services, steps):
    images = [rest.split()[0] for name, rest in steps if name == "FROM"] + [each["image"] for each in services.values() if "image" in each]
    assert all("." not in image.split("/")[0] or "/" not in image for image in images)
    assert all(re.search(r":v?\d", image) for image in images), "a version each"
