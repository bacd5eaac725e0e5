"""What the documents tell a reader to type exists, and the requirements say what they are for."""

import ast
import importlib.metadata
import re
import sys
from pathlib import Path

import pytest
import typer

from pipeline.__main__ import app
from tests.conftest import PROJECT

DOCUMENTS = ["README.md", "CONTRIBUTING.md"]
BUILT = {"data/warehouse.duckdb", ".venv"}  # named in documents, made by a command
PACKAGES = ["pipeline", "insights", "views"]


def commands(document: str) -> list[str]:
    """The document's code: inline spans and the lines of code blocks."""
    text = (PROJECT / document).read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return [*spans, *(line for block in blocks for line in block.splitlines())]


def make_verbs() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*## ", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_make_verbs_in_the_documents_exist(document):
    named = {verb for command in commands(document) for verb in re.findall(r"\bmake ([a-z]+)", command)}
    assert {"run", "test"} <= named
    assert named - make_verbs() == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_pipeline_verbs_and_options_in_the_documents_exist(document):
    group = typer.main.get_command(app)
    calls = [command.split("-m pipeline", 1)[1].split() for command in commands(document) if "-m pipeline" in command]
    assert calls
    for verb, *rest in filter(None, calls):
        assert verb in group.commands
        known = {option for parameter in group.commands[verb].params for option in parameter.opts} | {"--help"}
        assert {word.split("=")[0] for word in rest if word.startswith("--")} - known == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_and_folders_named_in_the_documents_exist(document):
    words = {word for command in commands(document) for word in command.split()}
    links = set(re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", (PROJECT / document).read_text(encoding="utf-8")))
    paths = {word for word in words if re.fullmatch(r"[\w.<>*-]+(/[\w.<>*-]*)+|[\w-]+\.(py|md|txt|toml|sql|lock)", word)} | links
    assert paths
    missing = [path for path in paths - BUILT if not list(PROJECT.glob(re.sub(r"<\w+>", "*", path).rstrip("/")))]
    assert sorted(missing) == []


def test_make_lists_every_verb_it_has():
    phony = re.search(r"^\.PHONY: (.*)$", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE).group(1).split()
    assert set(phony) - make_verbs() == {"setup-dev"}


def requirements(name: str) -> dict[str, tuple[str, str]]:
    """Requirement -> (pin, reason); included files aside."""
    lines = (PROJECT / name).read_text(encoding="utf-8").splitlines()
    pattern = re.compile(r"([a-z0-9-]+)==([\w.]+) +# (\S.{8,})")
    matched = [pattern.fullmatch(line) for line in lines if not line.startswith("-r ")]
    assert None not in matched, "expected in each line: name==version  # what it is for"
    return {match[1]: (match[2], match[3]) for match in matched}


def locked(name: str) -> dict[str, set[str]]:
    """Package -> versions in a lock file (a package may have one for each range of Python)."""
    versions: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([a-z0-9-]+)==([\w.]+)", (PROJECT / name).read_text(encoding="utf-8"), re.MULTILINE):
        versions.setdefault(package, set()).add(version)
    return versions


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_requirement_is_pinned_says_its_reason_and_is_locked(name):
    pinned = requirements(f"{name}.txt")
    assert list(pinned) == sorted(pinned)
    lock = locked(f"{name}.lock")
    assert {package: {version} for package, (version, _) in pinned.items()} == {package: lock[package] for package in pinned}


def test_the_two_locks_agree():
    everything = locked("requirements-dev.lock")
    assert {package: everything[package] for package in locked("requirements.lock")} == locked("requirements.lock")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_a_hash_for_every_package_and_names_no_index_and_no_folder(name):
    text = (PROJECT / name).read_text(encoding="utf-8")
    packages = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
    assert [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package] == []
    assert re.findall(r"://|--index|--extra|--find-links|file:|/opt|/home", text) == []


def imported() -> set[str]:
    """Top-level modules that the app imports, its own and the standard library's aside."""
    files = [PROJECT / "dashboard.py", *(path for package in PACKAGES for path in (PROJECT / package).rglob("*.py"))]
    names = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - set(PACKAGES)


def test_the_app_imports_what_it_requires_and_no_more():
    distributions = importlib.metadata.packages_distributions()
    needed = {distributions[module][0].lower().replace("_", "-") for module in imported()}
    # Streamlit imports plotly itself when a page hands it a chart.
    assert needed | {"plotly"} == set(requirements("requirements.txt"))


ARROWS = {
    "pipeline": {"insights", "views", "streamlit", "plotly"},
    "insights": {"views", "streamlit"},
}


@pytest.mark.parametrize(("package", "forbidden"), ARROWS.items(), ids=ARROWS)
def test_a_stage_imports_nothing_from_its_right(package, forbidden):
    for path in (PROJECT / package).rglob("*.py"):
        found = set(re.findall(r"^\s*(?:from|import) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
        assert found & forbidden == set(), path


def test_no_machines_own_path_stands_in_the_project():
    suffixes = {".py", ".md", ".toml", ".sql", ".txt", ".lock", ".ipynb", ".css", ".js", ""}
    places = [PROJECT / folder for folder in [*PACKAGES, "bench", "tests", "notebooks", "docs", "data/raw", ".ci"]]
    files = [path for place in places for path in place.rglob("*") if path.is_file() and path.suffix in suffixes]
    files += [path for path in PROJECT.glob("*") if path.is_file() and path.suffix in suffixes]
    machine = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp)/\w")
    this_file = Path(__file__)
    naming = [
        str(path) for path in files if path != this_file and machine.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert naming == []
