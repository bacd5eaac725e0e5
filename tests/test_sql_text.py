"""No text from outside becomes SQL: statements are made of text that stands in the code, all else is a parameter."""

import ast
from pathlib import Path

import pytest

INSIGHTS = Path(__file__).parent.parent / "insights"


class Module:
    """The functions of a module, and whether an expression in one of them is made of the code's own text alone."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self.functions = [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)]

    def statements(self) -> list[tuple[ast.FunctionDef, ast.expr]]:
        """Every text that is handed to reader.table, with the function it stands in."""
        return [
            (function, call.args[0])
            for function in self.functions
            for call in ast.walk(function)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "table"
        ]

    def is_own(self, text: ast.expr, function: ast.FunctionDef) -> bool:
        match text:
            case ast.Constant():
                return True
            case ast.JoinedStr(values=parts):
                return all(self.is_own(part, function) for part in parts)
            case ast.FormattedValue(value=part):
                return self.is_own(part, function)
            case ast.BinOp(left=left, right=right):
                return self.is_own(left, function) and self.is_own(right, function)
            case ast.IfExp(body=one, orelse=other):
                return self.is_own(one, function) and self.is_own(other, function)
            case ast.Subscript(value=ast.Name(id=name)) | ast.Name(id=name) if name.isupper():
                return True  # a constant, or an entry of a constant table: any other key raises
            case ast.Subscript(value=ast.Call(func=ast.Attribute(value=whole, attr="split"))):
                return self.is_own(whole, function)
            case ast.Name(id=name):
                return self._is_own_name(name, function)
        return False

    def _is_own_name(self, name: str, function: ast.FunctionDef) -> bool:
        arguments = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        if name in arguments:
            given = [
                (caller, call.args[arguments.index(name)])
                for caller in self.functions
                for call in ast.walk(caller)
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == function.name
            ]
            return function.name.startswith("_") and bool(given) and all(self.is_own(text, caller) for caller, text in given)
        written = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in node.targets)
        ]
        return bool(written) and all(self.is_own(text, function) for text in written)


def with_sql(folder: Path) -> dict[str, Module]:
    """The modules below the folder that hand a statement to reader.table, by their path in it."""
    modules = {str(path.relative_to(folder)): Module(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))}
    return {name: module for name, module in modules.items() if module.statements()}


def foreign(module: Module) -> list[str]:
    """The texts among its statements that are not made of the code's own text alone."""
    return [ast.unparse(text) for function, text in module.statements() if not module.is_own(text, function)]


@pytest.mark.parametrize("module", [pytest.param(module, id=name) for name, module in with_sql(INSIGHTS).items()])
def test_queries_are_made_of_the_codes_own_text(module: Module) -> None:
    assert foreign(module) == []


def test_every_call_of_the_reader_is_judged() -> None:
    calls = sum(path.read_text(encoding="utf-8").count("reader.table(") for path in INSIGHTS.rglob("*.py"))
    assert calls == sum(len(module.statements()) for module in with_sql(INSIGHTS).values()) > 20


@pytest.mark.parametrize("name", ["planted.py", "queries/planted.py", "queries/of_pay/planted.py"])
def test_the_check_reads_every_folder(name: str, tmp_path: Path) -> None:
    planted = tmp_path / name
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text("def f(reader, place): reader.table(f\"select 1 where place = '{place}'\")", encoding="utf-8")
    assert {found: foreign(module) for found, module in with_sql(tmp_path).items()} == {
        name: ["f\"select 1 where place = '{place}'\""]
    }


@pytest.mark.parametrize(
    ("code", "own"),
    [
        ("def f(reader, place): reader.table('select 1 where place = $place')", True),
        ("N = '1'\ndef f(reader): reader.table(f'select {N}')", True),
        ("def f(reader):\n    where = 'true'\n    reader.table(f'select 1 where {where}')", True),
        ("def _f(reader, where): reader.table(f'select 1 where {where}')\ndef g(reader): _f(reader, 'true')", True),
        ("U = {}\ndef f(reader, unit): reader.table(f'select {U[unit]}')", True),
        ("def f(reader, place): reader.table(f\"select 1 where place = '{place}'\")", False),
        ("def f(reader, place): reader.table('select ' + place)", False),
        ("def f(reader, place): reader.table('select {}'.format(place))", False),
        ("def f(reader, place):\n    where = f'place = {place}'\n    reader.table(f'select 1 where {where}')", False),
        ("def _f(reader, where): reader.table(f'select 1 where {where}')\ndef g(reader, place): _f(reader, place)", False),
        ("def f(reader, where): reader.table(f'select 1 where {where}')", False),
    ],
)
def test_the_check_tells_own_text_from_given_text(code: str, own: bool) -> None:
    module = Module(code)
    assert [module.is_own(text, function) for function, text in module.statements()] == [own]
