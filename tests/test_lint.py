"""The code keeps the rules of every tool that ``make lint`` runs."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


def commands() -> dict[str, list[str]]:
    """What ``make lint`` runs, by the tool's name and verb, with the Python that runs the tests."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^lint:.*\n((?:\t@\$\(PYTHON\) .*\n)+)$", makefile, re.MULTILINE)[1]
    found = [shlex.split(line.strip("\t@").replace("$(PYTHON)", sys.executable)) for line in recipe.splitlines()]
    return {" ".join(word for word in words[2:4] if word.isalpha()): words for words in found}


@pytest.mark.parametrize("command", commands().values(), ids=commands())
def test_a_tool_finds_nothing_to_mend(command: list[str]) -> None:
    found = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
