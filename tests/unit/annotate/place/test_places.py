"""Places, in sentences about invented events."""

from variorum.annotate.parse import parse
from variorum.annotate.place import places
from variorum.annotate.place.gazetteer import lookup, path
from variorum.annotate.place.keys import key
from variorum.annotate.place.resolve import resolve
from variorum.model import Place
from variorum.text import Span
from variorum.values.places import PlaceRelation, compare


def read(text: str, dateline: str | None = None) -> dict[str, Place]:
    """The places of a text by the words that name them."""
    return {p.span.of(text): p for p in places(parse(text), dateline=dateline)}


def test_containment_path() -> None:
    """A city's path runs from itself to its country."""
    found = read("Crews came to Minneapolis, Minnesota, and to Quito.")
    assert found["Minneapolis"].path == ("Minneapolis", "Minnesota", "United States")
    assert found["Minnesota"].path == ("Minnesota", "United States")
    assert found["Quito"].path[0] == "Quito"
    assert found["Quito"].path[-1] == "Ecuador"
    assert found["Minneapolis"].geonames == 5037649


def test_a_town_lies_in_its_county() -> None:
    """Minneapolis comes with its county, which contains it, and keeps a path without one."""
    found = read("Crews from Hennepin County came to Minneapolis, Minnesota.")
    assert found["Minneapolis"].county == "Hennepin County"
    assert compare(found["Hennepin County"], found["Minneapolis"]) is PlaceRelation.CONTAINS


def test_an_unknown_town_lies_where_the_text_says() -> None:
    """A town that the gazetteer does not have is in the state that the text names after it."""
    place = read("A barn burned in Quillbrookia, Minn., on Monday.")["Quillbrookia"]
    assert place.path == ("Quillbrookia", "Minnesota", "United States")
    assert place.latitude is None


def test_new_york_state_and_city() -> None:
    """The words beside *New York* tell the state's governor from the city's mayor."""
    text = "New York Governor Lena Ostrow and Buffalo's mayor met."
    assert resolve(text, (Span(0, 8),))[0].entry.kind == "A"  # type: ignore[union-attr]


def test_a_list_of_states() -> None:
    """States in a list do not lie in one another."""
    found = read("The recall covers Alaska, California, Colorado, Georgia and Wyoming.")
    assert [p.path for p in found.values()] == [
        (name, "United States") for name in ("Alaska", "California", "Colorado", "Georgia", "Wyoming")
    ]


def test_jerusalem_lies_in_no_country() -> None:
    """Jerusalem has a path of its own name alone."""
    assert read("The envoy flew from Amman to Jerusalem.")["Jerusalem"].path == ("Jerusalem",)


def test_a_dateline_is_no_person() -> None:
    """A noun for a person after the dash of a dateline says nothing of the town."""
    assert read("TUSTIN, Calif. — A college student found the boat.")["TUSTIN"].path[1:] == (
        "California",
        "United States",
    )


def test_a_street_is_not_in_the_town_it_is_named_after() -> None:
    """*Racine Avenue* is not in Racine."""
    found = read("Two men were shot near Racine Avenue.")
    assert not any("Wisconsin" in p.path for p in found.values())


def test_a_block_of_a_street_is_no_state() -> None:
    """What a block is of is a street."""
    assert "South Maryland" not in read("He was shot in the 8100 block of South Maryland.")


def test_a_guess_is_no_place() -> None:
    """A name that no gazetteer has gets the nearest town as a guess, and is not sure."""
    text = "A quarry at Quillbrookia, 3 miles from Duluth, Minnesota, was flooded."
    spans = tuple(
        Span(text.index(n), text.index(n) + len(n)) for n in ("Quillbrookia", "Duluth", "Minnesota")
    )
    named = resolve(text, spans)[0]
    assert named.entry is None
    assert not named.sure
    assert named.guess is not None
    assert named.guess.name == "Duluth"


def test_a_comma_tells_which_town() -> None:
    """*Paris, Texas* is in Texas, and so is *Paris* later in the text."""
    text = "A barn burned in Paris, Texas, on Monday. Neighbors in Paris saw smoke."
    named = [p for p in places(parse(text)) if p.name == "Paris"]
    assert [p.path[1] for p in named] == ["Texas", "Texas"]


def test_abbreviated_states() -> None:
    """The press's abbreviation of a state tells the town, whatever the town's size."""
    text = "The mayor of Rochester, Minn., spoke."
    assert read(text)["Rochester"].path == ("Rochester", "Minnesota", "United States")


def test_an_adjective_is_no_place() -> None:
    """*Ecuadorian* names no place, and the consulate stands where the text says."""
    found = read("Guards closed the Ecuadorian consulate in Minneapolis, Minnesota.")
    consulate = found["Ecuadorian consulate"]
    assert consulate.facility
    assert consulate.path == ("Minneapolis", "Minnesota", "United States")
    assert not any("Ecuador" in p.path for p in found.values())


def test_a_faith_names_no_building() -> None:
    """*Christian school* says what kind of school it is; *Trinity Christian School* names one, and one said to stand in a town is there."""
    assert read("Pupils of the Christian school and a Jewish temple were led outside.") == {}
    assert read("Pupils of Trinity Christian School were led outside.")["Trinity Christian School"].facility
    found = read("They met in a Catholic church in Minneapolis, Minnesota.")
    assert found["Catholic church"].path == ("Minneapolis", "Minnesota", "United States")


def test_an_unknown_name_keeps_an_empty_path() -> None:
    """A name that the gazetteer does not have is a place without a path."""
    found = read("The fire began near Quillbrookia, in Hennepin County, Minnesota.")
    assert found["Quillbrookia"].path == ()
    assert found["Hennepin County"].path == ("Hennepin County", "Minnesota", "United States")


def test_a_common_name_alone_is_left_open() -> None:
    """*Springfield* with nothing to tell which is not resolved."""
    assert read("A shed burned down in Springfield.")["Springfield"].path == ()


def test_the_dateline_tells_which_town() -> None:
    """The same *Springfield* under an Illinois dateline is the one in Illinois."""
    found = read("A shed burned down in Springfield.", dateline="SPRINGFIELD, Ill. (XP)")
    assert found["Springfield"].path == ("Springfield", "Illinois", "United States")


def test_the_outlet_tells_which_town() -> None:
    """A local outlet speaks for its own state, an address for its country, and a national paper for nothing."""
    parsed = parse("A shed burned down in Rochester. Crews came from Winona.")
    told = {o: places(parsed, outlet=o)[0].path[1:2] for o in ("The Duluth Echo", "The New York Times", None)}
    assert told["The Duluth Echo"] == ("Minnesota",)
    assert told["The New York Times"] == told[None]
    parsed = parse("A shed burned down in Birmingham.")
    assert places(parsed, outlet="echo.co.uk")[0].path[-1:] == ("United Kingdom",)


def test_a_dateline_in_the_text() -> None:
    """Capitals before a dash that open a paragraph are a place."""
    found = read("DULUTH, Minn. (XP) — A ferry sank on Monday, the mayor said.")
    assert found["DULUTH"].path == ("Duluth", "Minnesota", "United States")


def test_states_and_countries_of_one_name() -> None:
    """Among towns of Georgia the state is meant, among its neighbours the country."""
    text = "Atlanta, Savannah and Macon flooded; Georgia called in the guard."
    names = ("Atlanta", "Savannah", "Macon", "Georgia")
    spans = tuple(Span(text.index(n), text.index(n) + len(n)) for n in names)
    state = resolve(text, spans)[-1].entry
    assert state is not None
    assert state.admin == "US.GA"
    text = "Armenia, Azerbaijan and Turkey closed the border with Georgia."
    names = ("Armenia", "Azerbaijan", "Turkey", "Georgia")
    spans = tuple(Span(text.index(n), text.index(n) + len(n)) for n in names)
    country = resolve(text, spans)[-1].entry
    assert country is not None
    assert (country.kind, country.country) == ("C", "GE")


def test_keys() -> None:
    """Case, diacritics, points and *St.* do not matter to a look-up."""
    assert key("St. Paul") == key("SAINT PAUL") == "saint paul"
    assert key("Bogotá") == "bogota"
    assert [e.country for e in lookup("BOGOTA")][:1] == ["CO"]
    assert lookup("Quillbrookia") == ()


def test_common_names_of_countries() -> None:
    """Countries are found and shown by the names that news uses."""
    for name, shown in {
        "U.S.": "United States",
        "Britain": "United Kingdom",
        "South Korea": "South Korea",
    }.items():
        assert path(lookup(name)[0]) == (shown,)


def test_new_york_is_told_no_more_precisely_than_the_state() -> None:
    """*New York* may be either, so its path is the state's; *New York City* is the city."""
    assert read("He flew to New York.")["New York"].path == ("New York", "United States")
    assert read("He flew to New York City.")["New York City"].path == (
        "New York City",
        "New York",
        "United States",
    )
