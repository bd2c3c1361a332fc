"""No network is noticed at once, however the resolver behaves."""

import dataclasses
import socket
from threading import Event

import pytest

from course_utils.data.download import DownloadError
from course_utils.data.fetch import fetch
from course_utils.data.network import reachable


def closed_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/"


def test_only_servers_that_answer_are_kept_and_in_order(server, second_server):
    urls = [second_server.url, closed_port(), server.url]
    assert reachable(urls) == [second_server.url, server.url]


def test_names_that_do_not_resolve_are_dropped(monkeypatch):
    def no_such_name(*_arguments, **_options):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    assert reachable(["http://data.example/"]) == []


def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch):
    answer = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_options: answer.wait(60) and [])
    assert reachable(["http://data.example/", "https://data.example/"], seconds=0.1) == []
    answer.set()


def test_the_proxy_is_asked_where_there_is_one(server, monkeypatch):
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("http_proxy", server.url)
    assert reachable(["http://data.example/file"]) == ["http://data.example/file"]


def test_fetching_without_a_network_says_so_and_how_to_go_on(toy):
    offline = dataclasses.replace(toy, real=dataclasses.replace(toy.real, mirrors=(closed_port(),)))
    with pytest.raises(DownloadError, match=r"no network.*COURSE_DATA.*synthetic"):
        fetch(offline, progress=False)
