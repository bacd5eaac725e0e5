"""The arrows: no import goes from a stage to one on its right, and none goes round in a circle."""

import ast
from pathlib import Path

import pytest

from tests.conftest import PROJECT

# From left to right; a module belongs to the longest name that it begins with, and may import its own stage and those before it.
STAGES = [
    ["pipeline.faults", "pipeline.sql_text", "pipeline.constants", "pipeline.folding", "pipeline.one_row"],
    ["pipeline.warehouse", "pipeline.publisher_files", "pipeline.state_fips"],
    ["pipeline.source"],
    ["pipeline.agreement", "pipeline.normalize"],
    ["pipeline.sources"],
    ["pipeline.registry", "pipeline.raw_tables", "pipeline.inbox"],
    ["pipeline.contracts", "pipeline.ledger", "pipeline.meanings"],
    ["pipeline.landed", "pipeline.dictionary"],
    ["pipeline.build"],
    ["pipeline.__main__"],
    ["insights"],
    ["views"],
    ["dashboard"],
]
STAGE = {name: number for number, names in enumerate(STAGES) for name in names}
PACKAGES = ("pipeline", "insights", "views")

Imports = dict[str, set[str]]


def modules(root: Path) -> dict[str, Path]:
    """Every module of the packages by its dotted name; a package is its __init__."""
    files = [path for package in PACKAGES for path in (root / package).rglob("*.py")] + [root / "dashboard.py"]
    return {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path for path in files if path.exists()
    }


def imports(root: Path) -> Imports:
    """Module -> the modules of the packages that its text imports, anywhere in it."""
    known = modules(root)
    found: Imports = {}
    for module, path in known.items():
        named = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module}: a relative import; the project writes whole names"
                # 'from package import name' means the module of that name, where there is one.
                whole = {alias.name: f"{node.module}.{alias.name}" for alias in node.names}
                named |= {name if name in known else str(node.module) for name in whole.values()}
        found[module] = (named & known.keys()) - {module}
    return found


def stage(module: str) -> int:
    """The stage of a module; raises KeyError for one that has none."""
    parts = module.split(".")
    names = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next(STAGE[name] for name in names if name in STAGE)


def upward(found: Imports) -> list[str]:
    """Every import of a module of a later stage, as 'importing <- imported'."""
    pairs = [(module, named) for module, all_named in found.items() for named in all_named]
    return sorted(f"{module} <- {named}" for module, named in pairs if stage(named) > stage(module))


def circle(found: Imports) -> list[str]:
    """Modules of which each imports, by way of others, itself."""
    left = dict(found)
    while ready := [module for module, named in left.items() if not named & left.keys()]:
        for module in ready:
            del left[module]
    return sorted(left)


def test_every_module_of_the_pipeline_has_a_stage():
    assert {stage(module) for module in modules(PROJECT) if module != "pipeline"} == set(range(len(STAGES)))
    assert {name for name in STAGE if name not in modules(PROJECT)} == set()


def test_no_import_goes_upward():
    assert upward(imports(PROJECT)) == []


def test_no_import_goes_round_in_a_circle():
    assert circle(imports(PROJECT)) == []


@pytest.mark.parametrize(
    ("module", "text", "fault"),
    [
        ("pipeline/source.py", "from pipeline.sources import cpi\n", "pipeline.source <- pipeline.sources.cpi"),
        ("pipeline/normalize/run.py", "def later():\n    import pipeline.inbox\n", "pipeline.normalize.run <- pipeline.inbox"),
        ("pipeline/build.py", "from insights import queries\n", "pipeline.build <- insights.queries"),
        ("insights/queries.py", "from views.shell import page\n", "insights.queries <- views.shell"),
    ],
)
def test_an_import_that_goes_upward_is_found(tmp_path, module, text, fault):
    for name in ("pipeline/sources/cpi", "pipeline/inbox", "insights/queries", "views/shell"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"{name}.py").write_text("")
    (tmp_path / module).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / module).write_text(text)
    assert upward(imports(tmp_path)) == [fault]


def test_a_circle_within_a_stage_is_found(tmp_path):
    (tmp_path / "insights").mkdir()
    for name, other in {"a": "b", "b": "c", "c": "a", "d": "a"}.items():
        (tmp_path / "insights" / f"{name}.py").write_text(f"from insights import {other}\n")
    (tmp_path / "insights" / "e.py").write_text("import duckdb\n")
    assert circle(imports(tmp_path)) == ["insights.a", "insights.b", "insights.c", "insights.d"]
