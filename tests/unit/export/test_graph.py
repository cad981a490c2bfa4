"""The graph of sources: who has it through whom, what is drawn, and a table that says the same."""

import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from variorum.export.graph import MOST, NARROW, WIDE, Graph, source_graph
from variorum.export.html import to_html
from variorum.export.lookup import lookup
from variorum.export.sources import who_said_what
from variorum.export.view import view

MADE = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("fixtures.py"))))


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The graph of the hand-made dossier."""
    found = source_graph(lookup(MADE.dossier()))
    assert found is not None
    return found


def test_a_report_has_it_through_a_newspaper_from_an_office(graph: Graph) -> None:
    """Report A has one statement of the coastguard by way of the Strand Post and one directly; B has its own."""
    coastguard = {(c.sigil, c.through) for c in graph.chains if "Coastguard" in c.source}
    assert coastguard == {("A", ("the Strand Post",)), ("A", ()), ("B", ())}


def test_one_source_is_one_name(graph: Graph) -> None:
    """The names are those under which the page lists who said what, and each is drawn once."""
    shown = {s.name for s in who_said_what(lookup(MADE.dossier()), view(MADE.dossier()).sections[0].findings)}
    assert {c.source for c in graph.chains} == shown
    places = [(n.column, n.y) for n in graph.nodes]
    assert len(set(places)) == len(places)
    assert len([n for n in graph.nodes if n.column == len(graph.columns) - 1]) == len(shown)


def test_lines_lead_from_left_to_right(graph: Graph) -> None:
    """Every line runs forwards, from after a name to before the next, inside the picture."""
    for edge in graph.edges:
        start, end = (
            tuple(map(float, p.split()))
            for p in (edge.path[1:].split("C")[0], " ".join(edge.path.split()[-2:]))
        )
        assert 0 < start[0] < end[0] < 100
        assert 0 < start[1] < graph.height
        assert 0 < end[1] < graph.height
    steps = {(c.sigil, a) for c in graph.chains for a in range(len(c.through) + 1)}
    assert len(graph.edges) >= len(steps)


def test_a_phone_has_the_same_lines_in_less_room(graph: Graph) -> None:
    """For a phone the same names and lines are drawn, reports by their sigils alone, and every name ends inside the picture."""
    narrow = graph.narrow
    assert narrow is not None
    assert len(narrow.edges) == len(graph.edges)
    assert [(n.column, n.y, n.sigil) for n in narrow.nodes] == [(n.column, n.y, n.sigil) for n in graph.nodes]
    assert {n.name for n in narrow.nodes if n.sigil} == {""}
    assert all(
        narrow.columns[n.column] + 100 * len(n.name) * 7.8 / NARROW <= 100 for n in narrow.nodes if n.name
    )
    test_lines_lead_from_left_to_right(narrow)


def test_only_the_first_sources_are_drawn() -> None:
    """Of very many sources the most quoted are drawn, and how many more the table has is said."""
    made = MADE.dossier()
    many = tuple(
        replace(MADE.ATTRIBUTIONS[4], id=f"x{n}", source_name=f"Source Number{n}") for n in range(40)
    )
    found = source_graph(lookup(replace(made, attributions=(*made.attributions, *many))))
    assert found is not None
    last = len(found.columns) - 1
    assert len([n for n in found.nodes if n.column == last]) == MOST
    assert found.left_out == len({c.source for c in found.chains}) - MOST
    assert f"{found.left_out} sources more stand in the table" in to_html(
        replace(made, attributions=(*made.attributions, *many))
    )


def test_long_names_leave_room_for_the_lines(graph: Graph) -> None:
    """However long a name is, what is drawn of it ends before the next column."""
    made = MADE.dossier()
    long = replace(
        MADE.ATTRIBUTIONS[0], source_name="The " + "Very " * 40 + "Office", via=("the " + "Long " * 40,)
    )
    found = source_graph(lookup(replace(made, attributions=(long,))))
    assert found is not None
    assert [
        len(n.name) * 7.8 < WIDE * (b - a) / 100
        for n, a, b in zip(found.nodes, found.columns, (*found.columns[1:], 100.0), strict=True)
    ] == [True] * 3


def test_a_dossier_without_sources_has_no_graph() -> None:
    """Where no report names a source there is neither a graph nor a heading for one."""
    bare = replace(MADE.dossier(), attributions=(), findings=())
    assert source_graph(lookup(bare)) is None
    assert 'id="graph"' not in to_html(bare)


def test_the_table_says_what_the_graph_shows(graph: Graph) -> None:
    """Each chain has a row, and its first words are linked."""
    table = to_html(MADE.dossier()).split('aria-label="Sources table"')[1].split("</table>")[0]
    assert table.count("<tr>") == 1 + len(graph.chains)
    assert table.count('<a href="#') == len(graph.chains)
    assert "the Strand Post" in table
