"""The open story that a report belongs to, if there is one."""

from variorum.stories.book import Book
from variorum.stories.held import Held, Member
from variorum.stories.score import Likeness, likeness

CANDIDATES = 6
"""Stories that a report is compared with."""


def best(member: Member, book: Book) -> tuple[Held, Likeness] | None:
    """The story that *member*, which has just come, most likely belongs to, with the reasons; else nothing."""
    found: tuple[Held, Likeness] | None = None
    for number in book.index.near(member.vector, CANDIDATES):
        story = book.stories[number]
        alike = likeness(member, story, book.words, book.numbers)
        if found is None or alike.log_odds > found[1].log_odds:
            found = story, alike
    return found if found and found[1].log_odds >= book.numbers.threshold else None
