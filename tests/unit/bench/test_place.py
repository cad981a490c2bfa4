"""The scorer of places."""

from pathlib import Path

import pytest

from variorum.bench import place
from variorum.cli import main
from variorum.errors import UnreadableError

XML = """<articles><article docid="7"><text>A ferry sank off Duluth, Minnesota.</text>
<locations><location><name>Duluth</name><start>{start}</start><end>{end}</end><lat>{lat}</lat><lon>-92.1</lon></location>
</locations></article></articles>"""


@pytest.mark.parametrize(
    ("start", "lat", "right"),
    [(17, 46.78, 1), (15, 46.78, 1), (17, 30.0, 0)],
    ids=["there", "miscounted", "far off"],
)
def test_run(tmp_path: Path, start: int, lat: float, right: int) -> None:
    """A place counts as right within 161 km of its gold, offsets a little off are found again."""
    (tmp_path / "GeoVirus.xml").write_text(XML.format(start=start, end=start + 6, lat=lat), "utf-8")
    out = tmp_path / "out.tsv"
    scores = place.run(tmp_path, out)
    assert [(s.places, s.right) for s in scores.sets] == [(1, right)]
    assert out.read_text("utf-8").startswith("GeoVirus\t7\t17\t23\tDuluth\t46.7")
    assert f"{right:.3f}" in str(scores)


def test_a_guess_is_counted_apart(tmp_path: Path) -> None:
    """A name that no gazetteer has is right by the town beside it, and is said to be a guess and not told."""
    two = XML.replace("A ferry sank off Duluth", "Quillbrookia, near Duluth").replace(
        "<location>", "<location><name>Quillbrookia</name><start>0</start><end>12</end><lat>46.7</lat><lon>-92.2</lon></location><location>", 1
    )  # fmt: skip
    (tmp_path / "GeoVirus.xml").write_text(two.format(start=19, end=25, lat=46.78), "utf-8")
    one = place.run(tmp_path).sets[0]
    assert (one.places, one.right, one.guessed) == (2, 2, 1)
    assert one.told == one.told_right == 1
    assert "1 of them guessed; told 1, right 1.000" in str(place.run(tmp_path))


def test_halves(tmp_path: Path) -> None:
    """Of one text the half to develop on is that text, the half to measure is empty; the table says which half it is."""
    (tmp_path / "GeoVirus.xml").write_text(XML.format(start=17, end=23, lat=46.78), "utf-8")
    developed = place.run(tmp_path, half=place.Half.DEVELOP)
    assert developed.sets[0].texts == 1
    assert "the half to develop" in str(developed)
    assert place.run(tmp_path, half=place.Half.MEASURE).sets[0].texts == 0
    assert "half" not in str(place.run(tmp_path))


def test_halves_can_be_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--half measure`` scores the odd texts alone, and no other benchmark takes the option."""
    (tmp_path / "GeoVirus.xml").write_text(XML.format(start=17, end=23, lat=46.78), "utf-8")
    assert main(["bench", "place", "--data", str(tmp_path), "--half", "measure"]) == 0
    assert "the half to measure" in capsys.readouterr().out
    assert main(["bench", "time", "--data", str(tmp_path), "--half", "measure"]) == 2
    assert "bench place" in capsys.readouterr().err


def test_nothing_there(tmp_path: Path) -> None:
    """A folder without any of the sets is refused."""
    with pytest.raises(UnreadableError, match=r"GeoVirus\.xml"):
        place.run(tmp_path)
