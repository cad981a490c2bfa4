"""Boilerplate of pages, pasted or saved, in several layouts; and sentences that only look like it."""

import hashlib
from itertools import product

import pytest

from variorum.model import Capture, Report
from variorum.read.html import read_html
from variorum.read.text import read_text

STORY = (
    "The ferry Sandry Maid burned off Port Ellery on Tuesday evening, the harbour authority said.",
    "“We heard the engine stop and then nothing at all,” said Orla Dunne, a passenger of 41.",
    "Two people died and eleven were taken to the hospital of the town.",
    "The cause of the fire was not yet known on Wednesday.",
)
HEADLINE = "Two dead as ferry burns off Port Ellery"

LAYOUTS = {
    "regional daily": (
        ("Home", "Listen to this article · 3 min", "Share", "Facebook Twitter WhatsApp Email", "Comments (14)"),
        ("Advertisement", "Story continues below advertisement", "The Sandry Maid in March. (Photo: Ada Quist, Ellery Gazette)"),
        ("Read more: Why the harbour's pumps were idle", "RELATED: Ferry line fined over old hoses"),
        ("Sign up for our morning newsletter", "Enter your email", "Follow us on Facebook", "© 2026 Ellery Gazette. All rights reserved."),
    ),
    "broadcaster": (
        ("3 hours ago", "Share this story", "Copy link", "Save"),
        ("Media playback is unsupported on your device Media caption “It went so fast”: passengers say how they got out",),
        ("Image copyright MNA Image caption The ferry was towed into the harbour on Wednesday",),
        ("More on this story", "You may also like", "Follow Merrow News on Instagram", "Related topics"),
    ),
    "wire copy on a site": (
        ("5 min read", "Print this article", "This is a breaking news story. Check back for updates."),
        ("FILE PHOTO: The ferry Sandry Maid at its berth in Port Ellery, January 3, 2026. REUTERS/Ada Quist",),
        ("Slideshow (9 images)", "ADVERTISEMENT"),
        ("This material may not be published, broadcast, rewritten or redistributed.", "Most read"),
    ),
    "paid weekly": (
        ("Subscribers only", "Listen now", "Gift this article", "Bookmark"),
        ("Enlarge this image toggle caption Ada Quist/MNA Ada Quist/MNA",),
        ("How safe are old ferries? Read more", "[ Don't miss: The night the lifeboats stayed ashore ]".strip("[] ")),
        ("The Northern Ledger newsletter: get the week's best stories in your inbox", "Thank you for subscribing!", "Accept all cookies",
         "We use cookies to improve your visit.", "Back to top"),
    ),
    "blog": (
        ("Tweet", "Pin it", "8 shares"),
        ("Scroll to continue", "Trending now"),
        ("NOW WATCH: How the fire began", "More: The line was fined before", "See also: Ferries of the north in pictures"),
        ("Leave a comment", "Contributing: Tom Rowe, Kate Mallory", "Ada Quist writes on ferries. Follow her on Twitter: @adaq",
         "[Get more stories like this in our morning newsletter, The Quay. Sign up here.]", "(Photo by Tom Rowe/MNA)", "Got it"),
    ),
    "player in pieces": (
        ("Listen", "3 min", "0:00", "/", "3:12", "1x", "Listen to this article3 min0:00 / 3:121x", "Share", "Save"),
        ("FILE - In this Jan. 3, 2026, file photo, the ferry Sandry Maid leaves Port Ellery. (MNA Photo/Ada Quist, File)",
         "Listen · 4:31"),
        ("Ferries wait off Port Ellery, Tuesday, March 10, 2026. Two boats were sent back. (QPA Photo/Tom Rowe)",
         "Audio: Ada Quist reports from the quay"),
        ("4-minute listen", "Related:"),
    ),
    "local station": (
        ("Please enable Javascript to watch this video", "Share this: Facebook", "Updated: 2 months ago",
         "Hide Transcript Show Transcript", "WATCH LIVE AT MERROW7.EXAMPLE"),
        ("1:47 'It went so fast,' says passenger Pause", "0:58 Raw video: Tug reaches the ferry", "2:31 Harbour talks about pumps",
         "Buy Photo The ferry on Wednesday, police said. (Photo: Ada Quist, Merrow 7)Buy Photo"),
        ("Image 1 of 40 Flowers were laid on the quay of Port Ellery on Wednesday by the crews of the line.",
         "Flowers were laid on the quay of Port Ellery on...", "Caption Close", "File photo", "Back to Gallery"),
        ("On a mobile device? Click here for previous stories", "Get breaking news on the go. Download the Merrow 7 News App for your phone.",
         "Close Get email notifications on Ada Quist daily!", "Your notification has been saved.", "Copyright The Merrow Press",
         "Contact Ada Quist at aquist@merrow.example or 555-0143. Follow @adaquist on Twitter.",
         "Tom Rowe is a Merrow Press staff writer. Reach him at 555-0199.", "Like this: Like Loading..."),
    ),
}  # fmt: skip


def pasted(text: str) -> Report:
    """The report of a pasted text."""
    data = text.encode("utf-8")
    return read_text(Capture(data, "page.txt", hashlib.sha256(data).hexdigest(), "text"))


def page(layout: str, tag: str) -> Report:
    """The report of a page whose furniture stands in its article, each line an element of its own."""
    body = "".join(f"<{tag}>{line}</{tag}>" for line in _lines(layout)[1:])
    source = f"<html><body><article><h1>{HEADLINE}</h1>{body}</article></body></html>".encode()
    return read_html(Capture(source, "page.html", hashlib.sha256(source).hexdigest(), "html"))


def _lines(layout: str) -> list[str]:
    """Headline, furniture, and between it the sentences of the story."""
    lines = [HEADLINE]
    for furniture, sentence in zip(LAYOUTS[layout], STORY, strict=True):
        lines += [*furniture, sentence]
    return [*lines, *LAYOUTS[layout][-1]]


@pytest.mark.parametrize(("layout", "gap"), list(product(LAYOUTS, ("\n", "\n\n"))))
def test_a_pasted_page_is_its_story(layout: str, gap: str) -> None:
    """Of a page pasted as text, with or without blank lines, the headline and the story stay, and nothing else."""
    report = pasted(gap.join(_lines(layout)))
    assert report.text.split("\n\n") == [HEADLINE, *STORY]


@pytest.mark.parametrize(("layout", "tag"), list(product(LAYOUTS, ("p", "div"))))
def test_a_saved_page_is_its_story(layout: str, tag: str) -> None:
    """Of a page as HTML the same stays, whatever elements its lines are in."""
    assert page(layout, tag).text.split("\n\n") == [HEADLINE, *STORY]


@pytest.mark.parametrize(
    "sentence",
    [
        "Got it. So you say that nobody was on watch that night?",
        "I agree with it, for the harbour needs a second tug.",
        "Share prices of the ferry line fell by a fifth on Wednesday.",
        "Follow the money, the old captain used to say, and you find the harbour.",
        "Read more than one account of that night before you judge.",
        "Cookies were handed out to the passengers in the hospital.",
        "Search parties went out at dawn.",
        "Home owners along the quay were told to keep their windows shut.",
        "The advertisement for the crossing promised calm seas.",
        "The photo by Ada Quist shows the ferry in flames.",
        "Sign up sheets for the search hung in every shop by noon.",
        "Related charges against the line were dropped last year.",
        "Comments by the minister were met with boos on the quay.",
        "“Listen to this article of the law,” the judge told the court, and read it out.",
        "Watch officers counted 84 people on the deck.",
        "The picture was taken by Tom Rowe. It shows the bridge of the ferry, which burned first, the police said.",
        "More than 80 people were on board: families, two crews and a school class.",
        "He told them to follow her on foot.",
        "Read more from that log, the judge told the mate.",
        "Print workers at the Ellery Gazette stopped the press for the news.",
        "Contributing to the fire was a lack of pumps.",
        "Reporting by phone from the deck, the mate gave the number of dead as two.",
        "The rescue was like a film, said Getty Images, which bought the pictures.",
        "Photographs: none were allowed in the court, so an artist drew the mate.",
        "A newsletter of the line had warned of the hoses in May.",
        "Audio of the mate's call was played in court.",
        "File photos of the ferry hung in the court (one was torn).",
        "Listen, the mate said, and the passengers fell silent for 3 minutes.",
        "3 minutes passed before the first boat came.",
        "“You can see it in the picture,” he said of the deck (the photo/video was shown twice).",
        "Contact Detective Ada Quist at aquist@police.example with tips on the fire.",
        "Get the old pumps out, the mate cried, and download the logs from the ship’s app, the court was told.",
        "Ada Quist is a reporter at sea for once, and she told what she saw on the deck.",
        "More than one advertisement continued to run on the screens of the burning deck.",
        "The ferry left at 9:15 Tuesday with 84 people, the harbour log says.",
        "Image 4 of the film shows the mate at the rail.",
        "Posted at the quay was a list of the missing.",
        "Copyright law was the last thing on his mind, the mate joked.",
        "Watch the full moon, the old captain said, and stay in port.",
        "Stock photos of ferries were all that the papers had that night.",
        "He had watched that ferry come and go for years and still...",
    ],
)
def test_a_sentence_of_the_story_stays(sentence: str) -> None:
    """A sentence that opens with a word of a page's furniture is no furniture."""
    text = "\n\n".join((HEADLINE, STORY[0], sentence, *STORY[1:]))
    assert sentence in pasted(text).text.split("\n\n")


@pytest.mark.parametrize(
    "furniture",
    [
        "Advertisement",
        "ADVERTISEMENT Continue reading the main story",
        "Story continues below",
        "Share this: Facebook Twitter",
        "Buy Photo",
        "Hide Transcript Show Transcript",
        "Sign up for our free newsletter.",
        "This website uses cookies.",
    ],
)
def test_furniture_inside_a_line_goes(furniture: str) -> None:
    """In a text that lost its line breaks, a page's phrases go from between two sentences, each edit recorded."""
    report = pasted(f"{STORY[0]} {furniture} {STORY[1]} {STORY[2]}")
    assert report.text == " ".join(STORY[:3])
    whole = f"{STORY[0]} {furniture} {STORY[1]} {STORY[2]}".encode()
    kept = whole
    for edit in reversed(report.edits):
        new = report.text[edit.text_start : edit.text_end]
        kept = kept[: edit.source_start] + new.encode() + kept[edit.source_end :]
    assert kept.decode() == report.text


@pytest.mark.parametrize(
    "line",
    [
        "The crew ran an Advertisement for lifeboats in May.",
        "Buy Photo paper, the sign on the quay said.",
        "He wrote on the wall: Story continues below the deck, mates.",
    ],
)
def test_such_words_inside_a_sentence_stay(line: str) -> None:
    """Within a sentence the words of a page's phrases are the report's own."""
    assert line in pasted(f"{STORY[0]} It was late then. {line} {STORY[2]}").text


@pytest.mark.parametrize(
    ("line", "headline", "day"),
    [
        (f"{HEADLINE} Posted: Wednesday, March 11, 2026 8:36 AM EST Updated: Thursday, March 12, 2026 9:02 PM EST", HEADLINE, "2026-03-11"),
        (f"{HEADLINE} Updated: Wednesday, March 11, 2026 6:23 PM EDT", HEADLINE, "2026-03-11"),
        (f"{HEADLINE} Local News {HEADLINE}", HEADLINE, None),
    ],
)  # fmt: skip
def test_a_headline_ends_before_its_dates_and_its_section(line: str, headline: str, day: str | None) -> None:
    """What a page prints behind its headline on the same line is no part of it; a date there is the report's."""
    report = pasted("\n\n".join((line, *STORY)))
    assert report.headline == headline
    assert report.text.split("\n\n") == [headline, *STORY]
    assert (report.published.isoformat() if report.published else None) == day
