"""What is kept in a workspace outlives the nouns of the version that kept it."""

from dataclasses import dataclass

import pytest

from variorum.store import codec


@dataclass(frozen=True, slots=True)
class _Inside:
    place: int


@dataclass(frozen=True, slots=True)
class _Before:
    name: str
    held: tuple[_Inside, ...]


@dataclass(frozen=True, slots=True)
class _After:
    name: str
    held: tuple[_Inside, ...]
    other: int | None = None


def test_a_field_gained_has_its_default() -> None:
    """What an earlier version kept is read, and a field that it did not know has its default."""
    kept = codec.dumps(_Before("x", (_Inside(1),)))
    assert codec.loads(_After, kept) == _After("x", (_Inside(1),), None)


@pytest.mark.parametrize("kept", ['["x"]', '["x",[[1]],2,3]', '["x",[[]]]'])
def test_another_number_of_fields_is_refused(kept: str) -> None:
    """A noun without a field that it needs, or with more than it has, is no such noun."""
    with pytest.raises(ValueError, match="fields"):
        codec.loads(_After, kept)


def test_the_form_of_a_noun_changes_with_its_fields() -> None:
    """A noun that gains a field has another form, and so has what holds it; another order of asking changes nothing."""

    @dataclass(frozen=True, slots=True)
    class Inside:
        place: int
        more: int = 0

    Inside.__qualname__ = _Inside.__qualname__
    assert codec.shape(_Inside) != codec.shape(Inside)
    assert codec.shape(tuple[_Inside, ...]) == codec.shape(_Inside)
    assert codec.shape(tuple[_Before, ...]) not in {codec.shape(_After), codec.shape(_Inside)}
