"""However a server misbehaves, the cache holds the whole official file or none, and failing takes seconds."""

import dataclasses
import hashlib

import pytest
import requests

from course_utils.data import DataError
from course_utils.data.download import DownloadError
from course_utils.data.fetch import cached, fetch

IMAGES = "train-images.gz"


def get(entry, patience):
    return fetch(entry, progress=False, patience=patience)


def whole(folder, official):
    return {name: (folder / name).read_bytes() for name in official} == official


def with_mirrors(entry, *urls):
    return dataclasses.replace(entry, real=dataclasses.replace(entry.real, mirrors=urls))


def only(entry):
    """The entry reduced to its largest file, so that one plan fits one file."""
    return dataclasses.replace(entry, real=dataclasses.replace(entry.real, files=entry.real.files[:1]))


def test_files_arrive_whole_and_leave_nothing_else_behind(toy, official, patience):
    folder = get(toy, patience)
    assert whole(folder, official)
    assert {path.name for path in folder.iterdir()} - {".lock"} == set(official)


def test_a_second_fetch_asks_the_server_for_nothing(toy, server, patience):
    get(toy, patience)
    server.asked.clear()
    get(toy, patience)
    assert server.asked == []


@pytest.mark.parametrize("behaviour", ["truncate", "reset", "stall"])
def test_a_broken_connection_is_continued_where_it_broke(toy, server, official, patience, behaviour):
    server.plan = [behaviour]
    assert whole(get(toy, patience), official)
    first, second = server.requests_for(IMAGES)
    assert first is None
    assert 0 < int(second.removeprefix("bytes=").removesuffix("-")) < len(official[IMAGES])


def test_many_breaks_are_survived_as_long_as_each_try_brings_something(toy, server, official, patience):
    server.plan = ["truncate"] * (patience.attempts + 1)
    assert whole(get(toy, patience), official)
    assert len(server.requests_for(IMAGES)) == patience.attempts + 2


def test_bytes_survive_a_failed_run_and_are_used_by_the_next(toy, server, official, patience):
    server.plan = ["truncate", *["404"] * 9]
    with pytest.raises(DownloadError, match="kept for the next try"):
        get(toy, patience)
    assert not cached(toy)
    server.plan.clear()
    server.asked.clear()
    assert whole(get(toy, patience), official)
    resumed = int(server.requests_for(IMAGES)[0].removeprefix("bytes=").removesuffix("-"))
    assert len(official[IMAGES]) // 2 - 4096 <= resumed <= len(official[IMAGES]) // 2


def test_an_interrupted_run_keeps_its_bytes(toy, server, official, patience, monkeypatch):
    def interrupted(_response, size):
        yield official[IMAGES][:size]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(requests.Response, "iter_content", interrupted)
        with pytest.raises(KeyboardInterrupt):
            get(toy, patience)
    server.asked.clear()
    assert whole(get(toy, patience), official)
    assert server.requests_for(IMAGES)[0].startswith("bytes=")


def test_a_server_that_ignores_ranges_starts_over(toy, server, official, patience):
    server.plan = ["truncate", "ignore_range"]
    assert whole(get(toy, patience), official)


def test_a_server_without_lengths_is_fine(toy, server, official, patience):
    server.plan = ["no_length"]
    assert whole(get(toy, patience), official)


@pytest.mark.parametrize("behaviour", ["wrong", "login_page", "no_length_and_more"])
def test_wrong_bytes_are_thrown_away_and_named(toy, server, cache, patience, behaviour):
    server.plan = [behaviour] * 99
    with pytest.raises(DownloadError, match="expected"):
        get(only(toy), patience)
    assert {path.name for path in (cache / "toy").iterdir()} <= {".lock"}
    assert len(server.asked) == 1  # asking again would bring the same


def test_wrong_bytes_from_one_mirror_leave_the_next_mirror_a_clean_start(toy, server, second_server, official, patience):
    server.plan = ["wrong"] * 99
    assert whole(get(with_mirrors(toy, server.url, second_server.url), patience), official)
    assert second_server.requests_for(IMAGES) == [None]


def test_a_mirror_continues_what_another_began(toy, server, second_server, official, patience):
    server.plan = ["truncate", *["404"] * 99]
    assert whole(get(with_mirrors(toy, server.url, second_server.url), patience), official)
    assert second_server.requests_for(IMAGES)[0].startswith("bytes=")


@pytest.mark.parametrize("length", [1000, 10**6, None])
def test_rubbish_in_the_part_file_costs_one_more_try(toy, official, cache, patience, length):
    part = cache / "toy" / f"{IMAGES}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(bytes(len(official[IMAGES]) if length is None else length))
    assert whole(get(toy, patience), official)
    assert not part.exists()


def test_a_complete_part_file_is_not_downloaded_again(toy, server, official, cache, patience):
    part = cache / "toy" / f"{IMAGES}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(official[IMAGES])
    assert whole(get(toy, patience), official)
    assert server.requests_for(IMAGES) == []


@pytest.mark.parametrize("behaviour", ["other_range", "416"])
def test_a_server_that_cannot_continue_does_no_harm(toy, server, second_server, official, patience, behaviour):
    server.plan = ["truncate", behaviour]
    assert whole(get(with_mirrors(toy, server.url, second_server.url), patience), official)


@pytest.mark.parametrize("status", ["404", "403", "410"])
def test_a_refusal_is_not_asked_twice(toy, server, patience, status):
    server.plan = [status] * 99
    with pytest.raises(DownloadError, match=status):
        get(toy, patience)
    assert len(server.asked) == 1


@pytest.mark.parametrize("behaviour", ["503", "429", "reset_at_once"])
def test_a_busy_server_is_asked_again(toy, server, official, patience, behaviour):
    server.plan = [behaviour, behaviour]
    assert whole(get(toy, patience), official)


@pytest.mark.parametrize("behaviour", ["503", "reset_at_once"])
def test_a_server_that_stays_busy_is_given_up(toy, server, patience, behaviour):
    server.plan = [behaviour] * 99
    with pytest.raises(DownloadError, match="could not be downloaded"):
        get(toy, patience)
    assert len(server.asked) == patience.attempts


def test_a_server_that_drips_is_given_up_in_the_end(toy, server, patience):
    server.plan = ["truncate"] * 99
    hurried = dataclasses.replace(patience, most_attempts=4)
    with pytest.raises(DownloadError, match="the connection broke"):
        get(toy, hurried)
    assert len(server.asked) == hurried.most_attempts


def test_a_damaged_file_in_the_cache_is_fetched_again(toy, server, official, patience):
    folder = get(toy, patience)
    (folder / IMAGES).write_bytes(bytes(len(official[IMAGES])))
    server.asked.clear()
    assert whole(get(toy, patience), official)
    assert [name for name, _ in server.asked] == [IMAGES]


def test_a_cache_that_cannot_be_made_is_named(toy, cache, patience):
    cache.write_text("a file where the folder should be")
    with pytest.raises(DataError, match="COURSE_CACHE"):
        get(toy, patience)


def test_the_message_names_every_mirror_and_the_way_by_hand(toy, server, second_server, patience):
    server.plan, second_server.plan = ["404"], ["403"]
    with pytest.raises(DownloadError) as problem:
        get(with_mirrors(toy, server.url, second_server.url), patience)
    for part in (server.url, "404", second_server.url, "403", "COURSE_DATA", "synthetic"):
        assert part in str(problem.value)


def test_checksums_are_of_the_served_files(toy, official):
    for file in toy.real.files:
        assert hashlib.sha256(official[file.name]).hexdigest() == file.sha256
