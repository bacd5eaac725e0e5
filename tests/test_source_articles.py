"""The five articles: every figure exactly as printed, nothing filled in, nothing passed over."""

import datetime
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.faults import SourceFault
from pipeline.sources import articles
from tests.staged import assert_shipped_as_extracted, shipped, staged

MAY_BE_READ_AS_FIGURES = {
    ("000", 5): "page furniture: time to read the article",
    ("000", 19): "number and year of a California bill, nothing counted",
    ("000", 97): "page furniture: readers' rating of the article",
    ("000", 105): "page furniture: comments below the article",
    ("000", 108): "page furniture: comments below the article",
    ("001", 2): "page furniture: time to read the article",
    ("002", 76): "year and page of a work quoted, nothing counted",
    ("002", 80): "another role: advocates on a campus",
    ("002", 88): "number of a table in a work quoted, nothing counted",
    ("002", 104): "another role: psychiatrists",
    ("002", 108): "another role: psychiatric technicians",
    ("003", 6): "one author's experience, not a headcount",
}


@pytest.fixture(scope="module")
def pay() -> dict[str, dict]:
    return {row["figure_id"]: row for row in staged("article_pay", shipped("articles", "article_pay"))}


@pytest.fixture(scope="module")
def facts() -> dict[str, dict]:
    return {row["fact_id"]: row for row in staged("article_fact", shipped("articles", "article_fact"))}


@pytest.mark.parametrize(
    ("figure_id", "line", "place", "unit", "low", "point", "high", "n", "as_of"),
    [
        ("washington-dc", 51, "Washington, DC", "hour", None, "21.09", None, 6, None),
        ("bronx-ny", 52, "Bronx, NY", "hour", None, "18.30", None, 8, None),
        ("brooklyn-ny", 53, "Brooklyn, NY", "hour", None, "17.45", None, 19, None),
        ("place-not-stated", 54, None, "hour", None, "16.86", None, 12, None),
        ("charlotte-nc", 55, "Charlotte, NC", "hour", None, "16.76", None, None, None),
        ("texas", 92, "Texas", "hour", None, "14.14", None, None, None),
        ("georgia", 96, "Georgia", "year", "31836", "35672", "39775", None, datetime.date(2022, 8, 29)),
        ("florida", 100, "Florida", "hour", None, "17.52", None, 71, datetime.date(2022, 8, 23)),
    ],
)
def test_a_pay_point_is_held_exactly_as_printed(
    pay: dict[str, dict],
    figure_id: str,
    line: int,
    place: str | None,
    unit: str,
    low: str | None,
    point: str,
    high: str | None,
    n: int | None,
    as_of: datetime.date | None,
) -> None:
    row = pay[figure_id]
    amounts = [None if amount is None else Decimal(amount) for amount in (low, point, high)]
    assert (row["file"], row["line"]) == ("002_3b218933c2832e72.txt", line)
    assert [row["amount_low"], row["amount_point"], row["amount_high"]] == amounts
    assert (row["place_as_read"], row["unit"], row["n_reports"], row["as_of"]) == (place, unit, n, as_of)
    assert (row["basis"], row["set_aside_reason"]) == ("reported", None)


def test_there_are_eight_pay_points(pay: dict[str, dict]) -> None:
    assert len(pay) == 8


@pytest.mark.parametrize(
    ("flag", "figures"),
    [
        ("cut_off_top_list", {"washington-dc", "bronx-ny", "brooklyn-ny", "place-not-stated", "charlotte-nc"}),
        ("place_missing", {"place-not-stated"}),
        ("n_missing", {"charlotte-nc", "texas", "georgia"}),
        ("undated", {"washington-dc", "bronx-ny", "brooklyn-ny", "place-not-stated", "charlotte-nc", "texas"}),
        ("titles_differ", {"texas", "florida"}),
        ("range_meaning_unknown", {"georgia"}),
        ("unit_not_printed", {"georgia"}),
    ],
)
def test_what_a_figure_lacks_is_flagged(pay: dict[str, dict], flag: str, figures: set[str]) -> None:
    assert {figure_id for figure_id, row in pay.items() if flag in row["flags"]} == figures


def test_the_flags_agree_with_what_is_missing(pay: dict[str, dict]) -> None:
    for row in pay.values():
        assert ("place_missing" in row["flags"]) == (row["place_as_read"] is None)
        assert ("n_missing" in row["flags"]) == (row["n_reports"] is None)
        assert ("undated" in row["flags"]) == (row["as_of"] is None)


def test_both_titles_are_kept_and_the_answer_counts(pay: dict[str, dict]) -> None:
    titles = {figure_id: (row["title_as_asked"], row["title_as_answered"]) for figure_id, row in pay.items()}
    assert titles["texas"] == titles["florida"] == ("peer support specialist", "certified peer specialist")
    assert titles["washington-dc"] == ("peer support specialists", "peer support specialists")


def test_the_mean_of_the_placed_rows_with_n_is_the_anchor(pay: dict[str, dict]) -> None:
    rows = [pay[figure_id] for figure_id in ("washington-dc", "bronx-ny", "brooklyn-ny")]
    people = sum(row["n_reports"] for row in rows)
    assert people == 33
    assert round(sum(row["amount_point"] * row["n_reports"] for row in rows) / people, 4) == Decimal("18.3179")


def test_growth_names_no_occupation() -> None:
    rows = staged("article_growth", shipped("articles", "article_growth"))
    assert sorted((row["percent_change"], row["cycle"], row["line"]) for row in rows) == [
        (Decimal(11), "2018-28", 31),
        (Decimal(22), "2018-28", 31),
    ]
    assert all(row["flags"] == ["category_missing"] and row["set_aside_reason"] is None for row in rows)


@pytest.mark.parametrize(
    ("fact_id", "article", "line", "topic", "inequality", "value", "unit"),
    [
        ("headcount", "003", 2, "headcount", ">", Decimal(30000), "people"),
        ("training-hours", "000", 85, "training", "=", Decimal(720), "hours"),
        ("part-time-openings", "000", 75, "part_time", None, None, None),
        ("own-schedule", "000", 77, "part_time", None, None, None),
        ("certification-after-training", "000", 81, "certification", None, None, None),
        ("certification-some-states", "001", 16, "certification", None, None, None),
        ("certification-none-needed", "001", 33, "certification", None, None, None),
        ("reimbursed-provider-type", "000", 19, "reimbursement", None, None, None),
        ("mode-online", "000", 37, "delivery_mode", None, None, None),
        ("setting-hospital", "004", 1, "setting", None, None, None),
    ],
)
def test_a_fact_is_held_with_its_line(
    facts: dict[str, dict],
    fact_id: str,
    article: str,
    line: int,
    topic: str,
    inequality: str | None,
    value: Decimal | None,
    unit: str | None,
) -> None:
    row = facts[fact_id]
    assert (row["file"][:3], row["line"], row["topic"]) == (article, line, topic)
    assert (row["inequality"], row["value_low"], row["unit"], row["as_of"]) == (inequality, value, unit, None)
    assert row["set_aside_reason"] is None


def test_an_article_that_contradicts_itself_is_kept_with_both_sides(facts: dict[str, dict]) -> None:
    contradicted = {fact_id for fact_id, row in facts.items() if "contradicted_in_same_article" in row["flags"]}
    assert contradicted == {"certification-some-states", "certification-none-needed"}


def test_page_furniture_other_roles_and_citations_are_set_aside_with_their_reason(facts: dict[str, dict]) -> None:
    aside = {(row["file"][:3], row["line"]): row["set_aside_reason"] for row in facts.values() if row["set_aside_reason"]}
    assert aside == MAY_BE_READ_AS_FIGURES


def test_settings_and_ways_of_working_come_from_the_lines_that_state_them(facts: dict[str, dict]) -> None:
    stated = {(row["file"][:3], row["line"]) for row in facts.values() if row["topic"] in ("setting", "delivery_mode")}
    assert stated == {("000", 35), ("000", 37), ("000", 75), ("003", 2), ("003", 3), ("004", 1)}


def test_what_is_held_of_an_article_is_a_few_words() -> None:
    for table in articles.TABLES:
        for row in shipped("articles", table.name):
            assert all(len(part.split()) <= 9 for part in row["published_text"].split("; ")), row["published_text"]


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("amount_point", "", "the amount '' is not a number"),
        ("amount_point", "about 21", "the amount 'about 21' is not a number"),
        ("amount_low", "low", "the lower amount 'low' is not a number"),
        ("amount_high", "high", "the upper amount 'high' is not a number"),
        ("unit", "week", "the unit 'week' is neither hour nor year"),
        ("n_as_read", "0", "n '0' is not a whole number above 0"),
        ("n_as_read", "some", "n 'some' is not a whole number above 0"),
        ("as_of", "2022-13-01", "the date '2022-13-01' is not a date"),
        ("n_as_read", "", None),
        ("as_of", "", None),
        ("place_as_read", "", None),
    ],
)
def test_a_pay_row_that_cannot_be_used_is_set_aside(column: str, text: str, reason: str | None) -> None:
    blank = dict.fromkeys(articles.TABLES[0].columns, "")
    whole = blank | {"amount_point": "21.09", "unit": "hour", "n_as_read": "6", "place_as_read": "Texas"}
    (row,) = staged("article_pay", [whole | {column: text}])
    assert row["set_aside_reason"] == reason


CURATED = """
[article]
900 = "900_made_up.txt"

[[pay]]
figure_id = "utah"
article = "900"
line = 3
question_line = 1
title_as_asked = "peer specialist"
title_as_answered = "peer coach"
place_as_read = "Utah"
amount_point = "1234.50"
unit = "hour"
n_as_read = "6"
as_of = 2022-08-03
flags = []
published_text = "$1,234.50 per hour; 6 salaries; August 3, 2022"

[[growth]]
figure_id = "growth"
article = "900"
line = 4
percent_change = "22"
flags = []
published_text = "22%"

[[fact]]
fact_id = "vote"
article = "900"
line = 5
published_text = "5 1 vote"
"""
ARTICLE = """What does a peer specialist make?

A peer coach in Utah makes $1,234.50 per\u00a0hour.  6 salaries reported, updated August 3, 2022.
Growth is 22%.
5 1 vote
"""


def curated_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article: str | bytes, curated: str = CURATED) -> Path:
    (tmp_path / "curated.toml").write_text(curated, encoding="utf-8")
    monkeypatch.setattr(articles, "CURATED", tmp_path / "curated.toml")
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "900_made_up.txt").write_bytes(article if isinstance(article, bytes) else article.encode())
    return folder


def test_a_record_that_stands_in_its_line_is_extracted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract = articles.extract(curated_folder(tmp_path, monkeypatch, ARTICLE))
    (row,) = extract.tables["article_pay"].to_dict("records")
    assert (row["line"], row["amount_point"], row["as_of"], row["amount_low"]) == ("3", "1234.50", "2022-08-03", "")
    (file,) = extract.files
    assert (file.name, file.rows_read, file.rows_kept) == ("900_made_up.txt", 6, 3)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("$1,234.50", "$1,234.60", "900_made_up.txt, line 3: '$1,234.50 per hour' does not stand there"),
        ("6 salaries", "16 salaries", "900_made_up.txt, line 3: '6 salaries' does not stand there"),
        ("$1,234.50", "$11,234.50", "900_made_up.txt, line 3: '$1,234.50 per hour' does not stand there"),
        ("Utah", "Idaho", "900_made_up.txt, line 3: 'Utah' does not stand there; expected it for 'utah'."),
        ("peer coach", "coach", "900_made_up.txt, line 3: 'peer coach' does not stand there"),
        ("peer specialist", "specialist", "900_made_up.txt, line 1: 'peer specialist' does not stand there"),
        ("August 3", "August 13", "900_made_up.txt, line 3: 'August 3, 2022' does not stand there"),
        ("22%", "122%", "900_made_up.txt, line 4: '22%' does not stand there; expected it for 'growth'."),
        ("What does", "\nWhat does", "900_made_up.txt, line 3: '$1,234.50 per hour' does not stand there"),
        ("5 1 vote\n", "", "900_made_up.txt, line 5: '5 1 vote' does not stand there; expected it for 'vote'."),
        ("5 1 vote\n", "5 1 vote\nOnly 9 left", "900_made_up.txt, line 6: a number without a record"),
    ],
)
def test_an_article_that_changed_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, sentence: str
) -> None:
    assert old in ARTICLE
    folder = curated_folder(tmp_path, monkeypatch, ARTICLE.replace(old, new, 1))
    with pytest.raises(SourceFault) as fault:
        articles.extract(folder)
    assert str(fault.value).startswith(sentence)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('amount_point = "1234.50"', 'amount_point = "1234.5"', "amount_point 1234.5 of 'utah' is not a number of"),
        ('n_as_read = "6"', 'n_as_read = "1"', "n_as_read 1 of 'utah' is not a number of"),
        ('percent_change = "22"', 'percent_change = "2"', "percent_change 2 of 'growth' is not a number of '22%'"),
    ],
)
def test_a_record_whose_amount_is_not_the_one_printed_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, sentence: str
) -> None:
    folder = curated_folder(tmp_path, monkeypatch, ARTICLE, CURATED.replace(old, new))
    with pytest.raises(SourceFault) as fault:
        articles.extract(folder)
    assert sentence in str(fault.value)


def test_an_article_that_is_not_text_is_named_in_the_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = curated_folder(tmp_path, monkeypatch, b"caf\xe9")
    with pytest.raises(SourceFault, match=r"900_made_up\.txt: byte 4 is not UTF-8 text"):
        articles.extract(folder)


def test_a_missing_article_is_named_in_the_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match=r"no 000_76a32c41dcc487dc\.txt; expected the five articles"):
        articles.extract(tmp_path)


@pytest.mark.shared
def test_every_figure_stands_in_its_line_of_the_articles(shared_seeds: Path, tmp_path: Path) -> None:
    assert_shipped_as_extracted(articles, shared_seeds, tmp_path)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "line"), [("000", 19), ("001", 16), ("002", 31), ("002", 51), ("003", 2)])
def test_a_moved_line_is_a_fault(shared_seeds: Path, tmp_path: Path, name: str, line: int) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree(shared_seeds, folder, copy_function=shutil.copyfile)
    folder.chmod(0o755)
    (article,) = folder.glob(f"{name}_*.txt")
    lines = article.read_text(encoding="utf-8").split("\n")
    article.write_text("\n".join([*lines[: line - 1], "", *lines[line - 1 :]]), encoding="utf-8")
    with pytest.raises(SourceFault, match=rf"^{name}_\w+\.txt, line \d+: '.*' does not stand there; expected it for"):
        articles.extract(folder)
