"""GitLab's pipeline: valid by GitLab's own schema, publishes only what was built, calls only make targets."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PIPELINE = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
RUN = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
JOBS = {name: job for name, job in PIPELINE.items() if isinstance(job, dict) and "script" in job}

LOCKS = [f"requirements/{lock.name}" for lock in sorted((ROOT / "requirements").glob("*.txt"))]

ON_THE_DEFAULT_BRANCH = "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"


def make_targets() -> set[str]:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony
    return set(phony.group(1).split())


def called(script: list[str]) -> list[str]:
    """The make targets that the lines of a script call."""
    return [line.split()[1] for line in script if line.startswith("make ")]


def needed(job: str) -> set[str]:
    """Every job that has to succeed before this one starts, as GitLab reads ``needs`` and ``stages``."""
    stages = PIPELINE["stages"]
    own = JOBS[job]
    before = own.get("needs")
    if before is None:
        before = [
            name for name, other in JOBS.items() if stages.index(other["stage"]) < stages.index(own["stage"])
        ]
    return set(before).union(*(needed(name) for name in before))


def test_the_pipeline_is_valid_by_gitlabs_own_schema():
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--builtin-schema",
            "vendor.gitlab-ci",
            ROOT / ".gitlab-ci.yml",
        ],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_schema_refuses_a_pipeline_with_a_misspelt_key(tmp_path):
    broken = tmp_path / ".gitlab-ci.yml"
    broken.write_text("sivusto:\n  scirpt: [make sivusto]\n")

    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", broken],
        capture_output=True,
    )

    assert done.returncode == 1


def test_the_stages_are_check_test_build_publish_and_each_has_a_job():
    assert PIPELINE["stages"] == ["check", "test", "build", "publish"]
    assert [job["stage"] for job in JOBS.values()] == PIPELINE["stages"]


def test_only_the_default_branch_publishes():
    assert JOBS["pages"]["rules"] == [{"if": ON_THE_DEFAULT_BRANCH}]
    assert [name for name, job in JOBS.items() if "public" in job["artifacts"].get("paths", ())] == ["pages"]


def test_nothing_is_published_before_check_tests_and_build_have_succeeded():
    assert needed("pages") == {"tarkista", "testit", "sivusto"}
    assert not [name for name, job in JOBS.items() if job.get("allow_failure")]


def test_what_is_published_is_what_was_built():
    assert JOBS["sivusto"]["artifacts"]["paths"] == ["site/"]
    assert JOBS["pages"]["script"] == ["mv site public"]
    assert JOBS["pages"]["needs"] == ["sivusto"]


def test_merge_requests_the_default_branch_and_its_nightly_schedule_have_pipelines():
    assert [rule["if"] for rule in PIPELINE["workflow"]["rules"]] == [
        '$CI_PIPELINE_SOURCE == "merge_request_event"',
        ON_THE_DEFAULT_BRANCH,  # a schedule on the default branch sets CI_COMMIT_BRANCH too
    ]
    assert [name for name, job in JOBS.items() if "rules" in job] == ["pages"]


def test_the_whole_history_is_cloned_because_pages_tell_when_a_record_changed():
    assert PIPELINE["variables"]["GIT_DEPTH"] == 0


def test_findings_reach_the_merge_request_even_when_the_check_fails():
    artifacts = JOBS["tarkista"]["artifacts"]
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert artifacts["when"] == "always"
    assert f"--muoto gitlab >{artifacts['reports']['codequality']}" in recipe
    assert f"--muoto junit >{artifacts['reports']['junit']}" in recipe


@pytest.mark.parametrize("job", [name for name in JOBS if name != "pages"])
def test_a_job_only_calls_a_make_target(job):
    script = JOBS[job]["script"]

    assert len(called(script)) == len(script)


def test_every_make_target_that_is_called_exists():
    pipeline = {target for job in JOBS.values() for target in called(job["script"])}
    run = set(called(RUN.splitlines()))

    assert pipeline | run <= make_targets()
    assert run <= pipeline


def test_the_projects_own_gate_runs_the_tests_and_then_builds_the_site():
    assert called(RUN.splitlines()) == ["testit", "sivusto"]
    assert "set -euo pipefail" in RUN


@pytest.mark.parametrize("path", [".gitlab-ci.yml", ".ci/run", "Makefile", *LOCKS])
def test_no_registry_address_is_written_down(path):
    text = (ROOT / path).read_text(encoding="utf-8")

    assert not re.search(r"--(?:extra-)?index-url|--trusted-host|PIP_INDEX|https?://(?!127\.0\.0\.1)", text)
