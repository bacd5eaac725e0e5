"""No text from outside becomes SQL: statements are made of text that stands in the code, all else is a parameter."""

import ast
from pathlib import Path

import pytest

INSIGHTS = Path(__file__).parent.parent / "insights"
WITH_SQL = sorted(path.name for path in INSIGHTS.glob("*.py") if "reader.table(" in path.read_text(encoding="utf-8"))


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


@pytest.mark.parametrize("name", WITH_SQL)
def test_queries_are_made_of_the_codes_own_text(name: str) -> None:
    module = Module((INSIGHTS / name).read_text(encoding="utf-8"))
    assert module.statements()
    assert [ast.unparse(text) for function, text in module.statements() if not module.is_own(text, function)] == []


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
