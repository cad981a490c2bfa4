"""The language of a report is told, or said not to be."""

import pytest

from variorum.read.language import detected, name


@pytest.mark.parametrize(
    "text",
    ["Полиция сообщила о пожаре.", "أعلنت الشرطة عن حريق كبير", "警察は火災があったと発表したと報じられた。"],
)
def test_another_script_is_told_however_short(text: str) -> None:
    """A short text in a script that English is not written in is said to be in another language."""
    assert detected(text) not in {None, "en"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Un homme est mort mardi dans un incendie à Brancourt, a annoncé la police."),
        ("fr", "Deux morts et quatre blessés dans l’incendie du ferry"),
        ("fr", "La préfète n'a pas souhaité commenter cette décision."),
        ("de", "Bei einem Brand auf der Fähre sind zwei Menschen ums Leben gekommen."),
        ("de", "Ein Mann starb."),
        ("de", "Polizei sucht nach dem Fahrer des Wagens"),
        ("de", "Der Bürgermeister sagte, die Brücke werde im Herbst nicht mehr geöffnet."),
        ("es", "Un hombre murió el martes en un incendio en Ribalta, según la policía."),
        ("es", "Dos muertos y cuatro heridos tras el choque de un autobús con un camión"),
        ("it", "Due morti e quattro feriti nella notte dopo lo scontro tra due barche"),
        ("pt", "Um homem morreu e dois ficaram feridos em um incêndio no porto, segundo a polícia."),
        ("nl", "De politie zegt dat het schip niet naar de haven mocht en op zee bleef."),
        ("sv", "Två personer är döda efter en brand på färjan, säger polisen."),
        ("pl", "Dwie osoby nie żyją po pożarze na promie, jak podała policja w piątek."),
    ],
)
def test_a_short_text_in_another_language_is_told(language: str, text: str) -> None:
    """One sentence of news in another language is said to be in it."""
    assert detected(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Dos Santos and de la Vega win in Los Almos",
        "Die Hard star to open El Paso mall on Sunday",
        "Café owner Léa Dubois dies in Saint-Aubin fire",
        "Two dead as ferry burns off Port Ellery",
        "Mayor of La Corva: no comment",
        "Il Faro restaurant in Via Roma reopens after blaze",
        "Rodrigo de la Fuente, Van der Meer out for season",
        "Final score: Ajon 3, Bremerhafen 2, Sport Clube 1",
    ],
)
def test_a_short_text_is_not_called_foreign_for_its_names(text: str) -> None:
    """English headlines with foreign names, and a few words alone, are not said to be in another language."""
    assert detected(text) in {None, "en"}


def test_a_language_has_its_english_name() -> None:
    """A language is named in English where its name is known, else by its code."""
    assert (name("fr"), name("xx")) == ("French", "xx")


def test_a_table_of_names_and_results_is_in_no_language() -> None:
    """A long list of names and figures has few English words and is not taken for another language for that."""
    rows = (
        "Rovers 3, Ardale Town 1",
        "Marlow Utd 0, Port Ellery 0",
        "Pont Saint-Luc 2, Real Costa 2",
        "Lanz 4, Bruck 3",
    )
    assert detected(". ".join(rows * 4)) in {None, "en"}


def test_a_long_text_in_another_language_is_told() -> None:
    """Several sentences in another language are said to be in it."""
    text = (
        "Bei einem Brand auf der Fähre nach Sandrey sind am Dienstagabend zwei Menschen ums Leben gekommen. "
        "Die Polizei teilte mit, dass die Ursache noch nicht bekannt sei. Mehrere Fahrgäste wurden verletzt und in "
        "das Krankenhaus von Kaltmünde gebracht, sagte eine Sprecherin der Hafenbehörde am Mittwoch."
    )
    assert detected(text) == "de"
