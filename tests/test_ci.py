"""GitLab's pipeline: valid by GitLab's own schema, publishes only what was built, and gives a branch no way further.

What an attacker with merge-request rights meets is asserted job by job; what only the project's settings can close is
told in docs/kehittajalle/julkaisu.md.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import zoneinfo
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PIPELINE = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
RUN = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
JOBS = {name: job for name, job in PIPELINE.items() if isinstance(job, dict) and "script" in job}

LOCKS = [f"requirements/{lock.name}" for lock in sorted((ROOT / "requirements").glob("*.txt"))]

NPM = ["requirements/package.json", "requirements/package-lock.json"]

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


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


def test_nothing_is_published_before_check_tests_and_build_have_succeeded():
    assert needed("pages") == {"tarkista", "testit", "sivusto"}
    # only a publication that comes too late may fail, and only by saying so
    assert {name: job["allow_failure"] for name, job in JOBS.items() if "allow_failure" in job} == {
        "pages": {"exit_codes": [75]}
    }


def test_what_is_published_is_what_was_built():
    assert JOBS["sivusto"]["artifacts"]["paths"] == ["site/"]
    assert JOBS["pages"]["script"] == [".ci/julkaise"]
    assert JOBS["pages"]["artifacts"]["paths"] == ["public"]
    assert JOBS["pages"]["needs"] == ["sivusto"]


def test_the_whole_history_is_cloned_because_pages_tell_when_a_record_changed():
    assert PIPELINE["variables"]["GIT_DEPTH"] == 0


def test_findings_reach_the_merge_request_even_when_the_check_fails():
    artifacts = JOBS["tarkista"]["artifacts"]

    assert artifacts["when"] == "always"
    assert f"--muoto gitlab >{artifacts['reports']['codequality']}" in MAKEFILE
    assert f"--muoto junit >{artifacts['reports']['junit']}" in MAKEFILE


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


@pytest.mark.parametrize("path", [".gitlab-ci.yml", ".ci/run", ".ci/julkaise", "Makefile", *LOCKS, *NPM])
def test_no_registry_address_is_written_down(path):
    text = (ROOT / path).read_text(encoding="utf-8")

    assert not re.search(r"--(?:extra-)?index-url|--trusted-host|PIP_INDEX|https?://(?!127\.0\.0\.1)", text)


# --- which events run which jobs ------------------------------------------------------------------------


def holds(condition: str, variables: dict[str, str]) -> bool:
    """A rule's `if`, as GitLab reads the few forms that are used here; an unset variable is nothing."""

    def term(text: str) -> bool:
        if match := re.fullmatch(r"\$(\w+)", text):
            return bool(variables.get(match[1]))
        left, operator, right = re.fullmatch(r"\$(\w+) (==|=~) (\S+)", text).groups()
        value = variables.get(left, "")
        if operator == "=~":
            return bool(re.search(right.strip("/"), value))
        return value == (variables.get(right[1:], "") if right.startswith("$") else right.strip('"'))

    return all(term(part.strip()) for part in condition.split("&&"))


def run_by(variables: dict[str, str]) -> set[str]:
    """The jobs of the pipeline that an event starts; none when it starts no pipeline."""
    if not any(holds(rule["if"], variables) for rule in PIPELINE["workflow"]["rules"]):
        return set()
    return {
        name
        for name, job in JOBS.items()
        if "rules" not in job or any(holds(rule["if"], variables) for rule in job["rules"])
    }


OWN = {
    "CI_DEFAULT_BRANCH": "main",
    "CI_COMMIT_BRANCH": "main",
    "CI_COMMIT_REF_PROTECTED": "true",
    "CI_PROJECT_PATH": "ryhma/kasikirja",
    "JULKAISUPROJEKTI": "ryhma/kasikirja",
    "CI_PIPELINE_SOURCE": "push",
}
CHECKED = {"tarkista", "testit", "sivusto"}
EVENTS = [
    ("a push to the default branch", {}, {*CHECKED, "pages"}),
    ("a night's schedule", {"CI_PIPELINE_SOURCE": "schedule"}, {*CHECKED, "pages"}),
    ("a person's Run pipeline", {"CI_PIPELINE_SOURCE": "web"}, {*CHECKED, "pages"}),
    (
        "a merge request",
        {
            "CI_PIPELINE_SOURCE": "merge_request_event",
            "CI_COMMIT_BRANCH": "",
            "CI_COMMIT_REF_PROTECTED": "false",
        },
        CHECKED,
    ),
    (
        "a merge request from a protected branch",
        {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_COMMIT_BRANCH": ""},
        CHECKED,
    ),
    ("a push to another branch", {"CI_COMMIT_BRANCH": "haara"}, set()),
    ("another branch's schedule", {"CI_COMMIT_BRANCH": "haara", "CI_PIPELINE_SOURCE": "schedule"}, set()),
    ("a tag", {"CI_COMMIT_BRANCH": "", "CI_COMMIT_TAG": "v1"}, set()),
    ("a tag called as the default branch", {"CI_COMMIT_BRANCH": "", "CI_COMMIT_TAG": "main"}, set()),
    ("a trigger's token", {"CI_PIPELINE_SOURCE": "trigger"}, set()),
    ("the API", {"CI_PIPELINE_SOURCE": "api"}, set()),
    ("another project's pipeline", {"CI_PIPELINE_SOURCE": "pipeline"}, set()),
    ("a parent pipeline", {"CI_PIPELINE_SOURCE": "parent_pipeline"}, set()),
    ("a chat command", {"CI_PIPELINE_SOURCE": "chat"}, set()),
    ("a default branch that is not protected", {"CI_COMMIT_REF_PROTECTED": "false"}, CHECKED),
    ("a fork's default branch", {"CI_PROJECT_PATH": "muu/kasikirja", "JULKAISUPROJEKTI": ""}, CHECKED),
    ("a fork that kept the variable", {"CI_PROJECT_PATH": "muu/kasikirja"}, CHECKED),
    ("a project where publishing is not set up", {"JULKAISUPROJEKTI": ""}, CHECKED),
    ("nothing set at all", {"JULKAISUPROJEKTI": "", "CI_PROJECT_PATH": ""}, CHECKED),
]


@pytest.mark.parametrize(("event", "changed", "jobs"), EVENTS, ids=[event for event, _, _ in EVENTS])
def test_an_event_runs_the_jobs_it_should(event, changed, jobs):
    assert run_by({**OWN, **changed}) == jobs


def test_only_one_job_has_what_gitlab_publishes():
    assert [name for name, job in JOBS.items() if "public" in job["artifacts"].get("paths", ())] == ["pages"]
    assert [
        name for name, job in JOBS.items() if "pages" in job or "environment" in job or "release" in job
    ] == []


# --- what a branch could reach --------------------------------------------------------------------------


@pytest.mark.parametrize("job", JOBS)
def test_no_script_has_a_variable_that_the_shell_would_read_anew(job):
    lines = [line for part in ("before_script", "script", "after_script") for line in JOBS[job].get(part, ())]

    assert lines
    assert not [line for line in lines if re.search(r"[$`;&|<>]", line)]


@pytest.mark.parametrize(
    "key", ["id_tokens", "secrets", "services", "hooks", "trigger", "dast_configuration"]
)
def test_no_job_is_given_a_token_or_starts_another_pipeline(key):
    assert [name for name, job in [*JOBS.items(), ("default", PIPELINE["default"])] if key in job] == []


def test_nothing_is_read_from_elsewhere():
    assert "include" not in PIPELINE
    assert not re.search(r"https?://|TOKEN|PASSWORD|SECRET", (ROOT / ".gitlab-ci.yml").read_text("utf-8"))


def test_the_image_is_one_exact_version_that_the_agency_may_replace_by_a_digest():
    assert PIPELINE["default"]["image"] == "$PYTHON_KUVA"
    assert re.fullmatch(
        r"python:3\.\d+\.\d+-[a-z]+(@sha256:[0-9a-f]{64})?", PIPELINE["variables"]["PYTHON_KUVA"]
    )
    assert not [name for name, job in JOBS.items() if "image" in job]


def test_every_job_begins_with_a_clone_of_its_own():
    assert PIPELINE["variables"]["GIT_STRATEGY"] == "clone"
    assert not [name for name, job in JOBS.items() if "GIT_STRATEGY" in job.get("variables", {})]


def test_a_branchs_cache_is_not_the_default_branchs_and_holds_downloads_only():
    cache = PIPELINE["default"]["cache"]

    assert cache["key"]["prefix"] == "suojattu-$CI_COMMIT_REF_PROTECTED"
    assert {f"requirements/{name}" for name in ("sivusto.txt", "testit.txt")} == set(cache["key"]["files"])
    assert cache["paths"] == [".cache/pip/http-v2"]
    assert {name: job["cache"] for name, job in JOBS.items() if "cache" in job} == {"pages": []}


def test_everything_that_is_installed_is_a_wheel_with_a_locked_hash():
    installs = [line.strip() for line in MAKEFILE.splitlines() if re.match(r"\t\$\((PIP|LOCKED)\)", line)]

    assert "LOCKED := $(PIP) install --require-hashes --only-binary :all:" in MAKEFILE
    assert [line for line in installs if " -r " in line] == [
        f"$(LOCKED) -r requirements/{name}.txt" for name in ("sivusto", "pdf", "testit")
    ]
    # the project itself is built by what the lock installed, and asks nothing from outside
    assert [line for line in installs if " -r " not in line] == [
        "$(PIP) install --no-index --no-deps --no-build-isolation --editable ."
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_one_version_with_hashes(lock):
    entries = re.split(r"\n(?=[a-z])", (ROOT / lock).read_text("utf-8").strip())

    assert len(entries) > 40
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert entry.count("--hash=sha256:") >= 1, entry


def test_what_checks_the_scripts_is_locked_by_exact_versions_and_hashes_and_runs_nothing_when_installed():
    wanted = json.loads((ROOT / "requirements" / "package.json").read_text("utf-8"))["devDependencies"]
    lock = json.loads((ROOT / "requirements" / "package-lock.json").read_text("utf-8"))["packages"]
    root = lock.pop("")

    assert root["devDependencies"] == wanted
    assert {lock[f"node_modules/{name}"]["version"] for name in wanted} == set(wanted.values())
    for name, package in lock.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"]), name
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"]), name
        assert not {"resolved", "hasInstallScript"} & set(package), name
    assert "--ignore-scripts" in MAKEFILE.split("NPM :=")[1].splitlines()[0]
    assert "\t$(NPM) ci ||" in MAKEFILE


@pytest.mark.parametrize("job", JOBS)
def test_an_artifact_holds_the_site_or_reports_and_nothing_else(job):
    artifacts = JOBS[job]["artifacts"]

    assert set(artifacts.get("paths", ())) <= {"site/", "public"}
    assert all(path.startswith("build/") for path in artifacts.get("reports", {}).values())
    assert artifacts["expire_in"]
    assert "untracked" not in artifacts


# --- values from outside --------------------------------------------------------------------------------

HOSTILE = [
    "HEAD; touch murto",
    "$(shell touch murto)",
    "$(touch murto)",
    "`touch murto`",
    '"; touch murto; "',
    "'; touch murto; '",
    "HEAD && touch murto",
    "HEAD\ntouch murto",
    "${IFS}touch murto",
    "$(eval x:=$(shell touch murto))",
    "a b",
    "--help",
    "-x $(info murto)",
    "$$(touch murto)",
    "*",
    "# HEAD",
]

STUB = """#!/bin/sh
printf '<%s>\\n' "$@"
"""


@pytest.fixture
def stubbed(tmp_path: Path) -> Path:
    """The Makefile beside a `hallinta` that prints the words it was given."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    binary = tmp_path / ".venv" / "bin"
    binary.mkdir(parents=True)
    (binary / "hallinta").write_text(STUB)
    (binary / "hallinta").chmod(0o755)
    return tmp_path


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("CI_", "MAKE", "VERTAA"))
    }
    return subprocess.run(
        ["make", "-s", "-o", ".venv/sivusto.stamp", *arguments],
        cwd=folder,
        env={**clean, **environment},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["VERTAA", "CI_MERGE_REQUEST_DIFF_BASE_SHA"])
def test_a_revision_from_the_environment_is_one_word_and_is_never_run(stubbed, name, value):
    done = make(stubbed, "tarkista", **{name: value})

    assert done.stdout == f"<tarkista>\n<--vertaa={value}>\n"
    assert not (stubbed / "murto").exists()


@pytest.mark.parametrize("value", [value for value in HOSTILE if "$$" not in value and "\n" not in value])
def test_a_revision_on_makes_command_line_is_one_word_and_is_never_run(stubbed, value):
    done = make(stubbed, "tarkista", f"VERTAA={value}")

    assert not (stubbed / "murto").exists()
    assert done.stdout == f"<tarkista>\n<--vertaa={value}>\n"


def test_without_a_revision_nothing_is_compared(stubbed):
    assert make(stubbed, "tarkista").stdout == "<tarkista>\n"
    assert make(stubbed, "tarkista", VERTAA="").stdout == "<tarkista>\n"


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(("name", "target"), [("PYTHON", ".venv/bin/python"), ("LUKOT", "lukot")])
def test_other_values_from_the_environment_are_never_run(stubbed, name, target, value):
    (stubbed / "uv").write_text(STUB)
    (stubbed / "uv").chmod(0o755)
    make(stubbed, target, **{name: value, "PATH": f"{stubbed}:{os.environ['PATH']}"})

    assert not (stubbed / "murto").exists()


def test_a_python_in_a_folder_with_a_space_is_found(stubbed):
    own = stubbed / "oma python" / "python"
    own.parent.mkdir()
    own.write_text('#!/bin/sh\nmkdir -p .venv/bin; printf "<%s>\\n" "$@" >>kutsut\n')
    own.chmod(0o755)
    make(stubbed, ".venv/bin/python", PYTHON=str(own))

    assert (stubbed / "kutsut").read_text().endswith("<-m>\n<venv>\n<.venv>\n")


@pytest.mark.parametrize("path", [".ci/run", ".ci/julkaise", "tests/chromium.sh"])
def test_a_script_quotes_every_variable(path):
    text = re.sub(r"^\s*#.*$", "", (ROOT / path).read_text("utf-8"), flags=re.MULTILINE)
    text = text.replace('"$(dirname "$0")/.."', "")  # quotes within quotes
    bare = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', "", text)

    assert not re.search(r"(?<![=\w])\$\{?\w", bare)
    assert re.search(r"^set -eu", text, re.MULTILINE)


# --- publishing in order --------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> str:
    who = {f"GIT_{role}_{part}": "testi" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**clean, **who, **apart},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def today() -> datetime.date:
    return datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Helsinki")).date()


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A clone with a site that was built today, as the job `pages` finds it."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "alku.git")
    git(tmp_path, "clone", "--quiet", str(tmp_path / "alku.git"), "työ kansio")
    clone = tmp_path / "työ kansio"
    (clone / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "julkaise", clone / ".ci")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message", "alku")
    git(clone, "push", "--quiet", "origin", "HEAD:main")
    (clone / "site" / "api" / "v1").mkdir(parents=True)
    (clone / "site" / "index.html").write_text("sivusto")
    day_of(clone, today())
    return clone


def day_of(clone: Path, day: datetime.date) -> None:
    (clone / "site" / "api" / "v1" / "meta.json").write_text(json.dumps({"paiva": day.isoformat()}))


def publish(clone: Path, branch: str = "main") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [".ci/julkaise"],
        cwd=clone,
        env={**os.environ, "CI_COMMIT_BRANCH": branch, "CI_COMMIT_SHA": git(clone, "rev-parse", "HEAD")},
        capture_output=True,
        text=True,
    )


def test_todays_site_of_the_branchs_head_is_published(built):
    (built / "public").mkdir()
    (built / "public" / "vanha.html").write_text("jäänne")
    done = publish(built)

    assert (done.returncode, done.stderr) == (0, "")
    assert (built / "public" / "index.html").read_text() == "sivusto"
    assert not (built / "public" / "vanha.html").exists()


def test_an_older_commit_than_the_branchs_head_is_late(built):
    git(built, "commit", "--quiet", "--allow-empty", "--message", "uudempi")
    git(built, "push", "--quiet", "origin", "HEAD:main")
    git(built, "reset", "--quiet", "--hard", "HEAD~1")
    done = publish(built)

    assert done.returncode == 75
    assert "haarassa on uudempi muutos" in done.stderr
    assert not (built / "public").exists()


@pytest.mark.parametrize("days", [-1, -30, 1])
def test_another_days_site_is_late(built, days):
    day_of(built, today() + datetime.timedelta(days=days))
    done = publish(built)

    assert done.returncode == 75
    assert "sivusto on rakennettu päivälle" in done.stderr
    assert not (built / "public").exists()


def test_a_site_that_is_not_there_or_not_whole_is_an_error(built):
    (built / "site" / "index.html").unlink()
    without_home = publish(built)
    shutil.rmtree(built / "site")
    without_site = publish(built)

    assert [done.returncode for done in (without_home, without_site)] == [1, 1]
    assert not (built / "public").exists()


def test_a_repository_that_does_not_answer_publishes_nothing(built):
    git(built, "remote", "set-url", "origin", str(built / "olematon"))
    done = publish(built)

    assert done.returncode not in {0, 75}
    assert not (built / "public").exists()


@pytest.mark.parametrize(
    "branch", ["main; touch murto", "$(touch murto)", "*", "--upload-pack=touch murto", ""]
)
def test_a_branchs_name_is_never_run(built, branch):
    done = publish(built, branch)

    assert done.returncode != 0
    assert not (built / "murto").exists()
    assert not (built / "public").exists()
