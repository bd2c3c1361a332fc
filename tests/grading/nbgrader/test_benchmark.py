"""benchmarks/grading.py, with the smallest class there is."""

import json

import pytest


@pytest.mark.slow
@pytest.mark.sandbox
def test_both_graders_agree_on_a_class_of_two_and_the_report_has_every_part(tmp_path, capsys):
    from benchmarks.grading import main

    written = tmp_path / "grading.json"
    main(["-n", "3", "--stock", "2", "--batches", "1", "--slow", "0.1", "--jobs", "1", "--json", str(written)])
    result = json.loads(written.read_text(encoding="utf-8"))
    assert result["students"] == {"correct": 1, "partly": 1, "wrong": 1}
    assert result["by_stock"] == {"correct": 1, "partly": 1}
    assert result["agreement"]["different"] == {}
    assert result["agreement"]["students_with_scores"] == {"stock": 2, "engine": 2}
    assert {"intake", "start", "execute", "examine", "commit", "feedback"} <= result["stages"].keys()
    assert result["scaling"].keys() == {"--jobs 1"}
    assert all(result[grader]["peak_mib"] > 0 for grader in ("stock", "engine"))
    assert "ratio" in capsys.readouterr().out
