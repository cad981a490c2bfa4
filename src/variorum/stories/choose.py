"""The open story that a report belongs to, if there is one."""

from variorum.stories.book import Book
from variorum.stories.held import Held, Member
from variorum.stories.score import Likeness, likenesses

CANDIDATES = 6
"""Stories that a report is compared with."""


def best(member: Member, book: Book) -> tuple[Held, Likeness] | None:
    """The story that *member*, which has just come, most likely belongs to, with the reasons; else nothing."""
    stories = [book.stories[number] for number in book.index.near(member, CANDIDATES)]
    found: tuple[Held, Likeness] | None = None
    for story, alike in zip(stories, likenesses(member, stories, book.words, book.numbers), strict=True):
        if found is None or alike.log_odds > found[1].log_odds:
            found = story, alike
    return found if found and found[1].log_odds >= book.numbers.threshold else None
