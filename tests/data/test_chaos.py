"""Whatever sequence of misfortunes a server draws, a fetch ends with the official file or with a DownloadError."""

import dataclasses
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_utils.data.download import Download, DownloadError, Patience

BEHAVIOURS = [
    "serve", "ignore_range", "truncate", "reset", "reset_at_once", "wrong", "login_page",
    "other_range", "no_length", "no_length_and_more", "404", "416", "429", "503",
]  # fmt: skip
HURRY = Patience(connect=2, silence=2, attempts=3, most_attempts=6, first_wait=0, longest_wait=0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(st.sampled_from(BEHAVIOURS), max_size=6), before=st.sampled_from([None, "good", "rubbish"]))
def test_a_download_ends_whole_or_not_at_all(toy, server, official, plan, before):
    file = toy.real.files[0]
    content = official[file.name]
    server.plan = list(plan)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        download = Download(dataclasses.replace(file), folder, HURRY, progress=False)
        if before:
            download.part.write_bytes(content[:5000] if before == "good" else bytes(5000))
        try:
            download(server.url + file.name, str(folder / "whole"), None)
        except DownloadError:
            assert not (folder / "whole").exists()
        else:
            assert (folder / "whole").read_bytes() == content
            assert not download.part.exists()
