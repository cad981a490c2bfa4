"""Past or future, from the verb that governs a time expression."""

from functools import lru_cache

from variorum.annotate.time.lexicon import rows
from variorum.model import Parse, Token

PAST, PERHAPS_PAST, UNSURE, LEANS_FUTURE, PERHAPS_FUTURE, FUTURE = -1.0, -0.5, 0.0, 0.25, 0.5, 1.0
"""Signs tell the side, smaller numbers that the other side stays possible."""
_DEPTH = 4


@lru_cache(maxsize=4)
def listed(name: str) -> dict[str, frozenset[str]]:
    """A data file of *class, words* as sets."""
    return {kind: frozenset(words.split(", ")) for kind, words in rows(name)}


def governor(parse: Parse, head: int | None) -> Token | None:
    """The nearest verb, or word such as *due*, above the token *head*; ``None`` where there is none."""
    ahead = listed("tense.tsv")["ahead"]
    for _ in range(7):
        if head is None:
            return None
        token = parse.tokens[head]
        if token.pos in ("VERB", "AUX") or (token.lemma in ahead and token.pos == "ADJ"):
            return token
        if token.head == token.index:
            return None
        head = token.head
    return None


def attached(parse: Parse, head: int | None) -> bool:
    """Whether a verb governs the token *head* itself, and not a noun in between."""
    for _ in range(3):
        if head is None:
            return False
        token = parse.tokens[parse.tokens[head].head]
        if token.pos in ("VERB", "AUX"):
            return True
        if token.pos not in ("ADP", "SCONJ", "ADV") or token.index == head:
            return False
        head = token.index
    return False


def of_happening(parse: Parse, head: int | None) -> bool:
    """Whether a noun that nobody plans carries the time: *Sunday evening's blast*, *the fire on Sunday*."""
    happened = listed("tense.tsv")["happened"]
    for _ in range(3):
        if head is None:
            return False
        token = parse.tokens[head]
        above = parse.tokens[token.head]
        if above.pos == "NOUN" and above.lemma in happened:
            # "stays shut after the fire until Sunday": the bound is not the fire's.
            return token.text.lower() not in listed("tense.tsv")["preposition"]
        if above.index == head or above.pos not in ("ADP", "NOUN", "PROPN"):
            return False
        head = above.index
    return False


def host(parse: Parse, head: int | None) -> Token | None:
    """The noun that a preposition hangs the time on (*the lawsuit on Tuesday*), or ``None``."""
    if head is None:
        return None
    above = parse.tokens[parse.tokens[head].head]
    noun = parse.tokens[max(0, above.index - 1)]  # "ahead of the elections in November", wherever it is hung
    if noun.pos != "NOUN":
        noun = parse.tokens[above.head]
    hangs = (
        above.pos == "ADP" and above.index < head and above.text.lower() in ("on", "in", "of", "at", "for")
    )
    return noun if hangs and noun.pos == "NOUN" and noun.index < above.index else None


def lies_ahead(parse: Parse, noun: Token) -> bool:
    """Whether something is said to come before a noun: *ahead of the elections*, *before the vote*."""
    above = parse.tokens[noun.head]
    ahead = (
        above.text.lower() == "of"
        and above.index > 0
        and parse.tokens[above.index - 1].text.lower() == "ahead"
    )
    return ahead or (above.text.lower() in ("before", "until") and above.pos in ("ADP", "SCONJ"))


def promised(parse: Parse, head: int | None) -> bool:
    """Whether somebody undertook or asked for what the time is of: *agreed to meet on Tuesday*."""
    verb = governor(parse, head)
    if verb is None or not any(parse.tokens[c].tag == "TO" for c in parse.children[verb.index]):
        return False
    return parse.tokens[verb.head].lemma in listed("tense.tsv")["acts"]


def carrier(parse: Parse, head: int | None) -> str:
    """The noun that the time stands before (*Wednesday's ruling*, *a June agreement*) as its lemma, or empty."""
    if head is None:
        return ""
    token = parse.tokens[head]
    above = parse.tokens[token.head]
    before = token.dep in ("poss", "compound", "nmod") and token.index < above.index
    return above.lemma if before and above.pos == "NOUN" else ""


def tense_of(parse: Parse, verb: Token, depth: int = 0) -> float:
    """On which side of the present a verb puts its occurrence, from its form and auxiliaries."""
    words = listed("tense.tsv")
    aux = [parse.tokens[c] for c in parse.children[verb.index] if parse.tokens[c].dep in ("aux", "auxpass")]
    forms = {t.text.lower() for t in aux}
    ahead = verb.lemma in words["ahead"]
    if any(t.tag == "MD" for t in aux):
        return _modal(parse, verb, forms)
    if forms & {"had", "did"}:
        return PAST
    if forms & {"was", "were"}:
        planned = ahead and verb.tag == "VBN" and verb.lemma not in words["acts"]
        return PERHAPS_FUTURE if planned else PAST
    if any(t.lemma == "have" for t in aux) and "to" not in forms:
        return PERHAPS_FUTURE if verb.lemma in words["plans"] else PAST  # "has scheduled talks Thursday"
    if any(t.tag == "TO" for t in aux):
        # "was expected to have grown in April"
        perfect = verb.tag == "VBN" and any(t.lemma == "have" for t in aux)
        return PAST if perfect else _infinitive(parse, verb, depth)
    if (ahead and verb.tag in ("VBZ", "VBP")) or (ahead and forms & words["present"]):
        return FUTURE
    if (
        ahead
        and verb.tag in ("VBN", "JJ", "IN", "VBG")
        and (verb.tag != "VBG" or verb.lemma not in words["acts"])
    ):
        return PERHAPS_FUTURE
    if verb.tag == "VBD" and verb.lemma in words["plans"]:
        return PERHAPS_FUTURE
    if verb.tag == "VBN" and not depth and forms & words["present"] and verb.lemma not in words["unplanned"]:
        return LEANS_FUTURE  # "Classes are canceled Thursday"
    if verb.tag in ("VBD", "VBN"):
        return FUTURE if verb.tag == "VBN" and not aux and _is_wanted(parse, verb) else PAST
    return _unfinished(parse, verb, aux, depth)


def _is_wanted(parse: Parse, verb: Token) -> bool:
    # "wants elections held by September": a participle of what somebody wants
    above = parse.tokens[verb.head]
    if verb.dep == "acl" and above.dep == "dobj":
        above = parse.tokens[above.head]
    elif verb.dep not in ("ccomp", "xcomp", "oprd"):
        return False
    words = listed("tense.tsv")
    return above.tag in ("VBZ", "VBP") and above.lemma in words["ahead"] and above.lemma not in words["acts"]


def _modal(parse: Parse, verb: Token, forms: set[str]) -> float:
    # "could come Thursday" looks ahead more often than not, "could not be reached Thursday" does not.
    if "have" in forms:
        return PAST
    if "could" in forms:
        denied = any(parse.tokens[c].dep == "neg" for c in parse.children[verb.index])
        return UNSURE if denied or verb.lemma in listed("tense.tsv")["perceived"] else LEANS_FUTURE
    return PERHAPS_FUTURE if forms & {"would", "'d", "’d"} else FUTURE


def _unfinished(parse: Parse, verb: Token, aux: list[Token], depth: int) -> float:
    if verb.tag == "VBG" and any(t.lemma == "be" for t in aux):
        return PERHAPS_FUTURE
    above = parse.tokens[verb.head]
    if (
        verb.tag == "VBG"
        and above.pos in ("ADP", "SCONJ")
        and above.text.lower() in listed("tense.tsv")["since"]
    ):
        return PAST
    # "Voters in the region go to the polls Sunday" is tagged an infinitive
    bare = verb.tag == "VB" and verb.dep == "ROOT" and not aux
    subject = bare and any(parse.tokens[c].dep == "nsubj" for c in parse.children[verb.index])
    if (verb.tag in ("VBZ", "VBP") or subject) and verb.pos == "VERB":
        return _present(parse, verb)
    # "will meet and agree": the second verb's tense is the first's
    second = verb.tag == "VB" and verb.dep == "conj"
    climbs = second or verb.tag == "VBG" or verb.pos not in ("VERB", "AUX")
    if climbs and verb.head != verb.index and depth < _DEPTH:
        return tense_of(parse, parse.tokens[verb.head], depth + 1)
    return UNSURE


def _present(parse: Parse, verb: Token) -> float:
    # "He testifies Wednesday", "once the talks end on Monday": likely ahead; a headline's present is past.
    words = listed("tense.tsv")
    below = (parse.tokens[c] for c in parse.children[verb.index])
    marks = {t.text.lower() for t in below if t.dep in ("mark", "advmod")}
    if marks & words["when"]:
        return PERHAPS_FUTURE
    if verb.lemma in words["unplanned"]:
        return PERHAPS_PAST
    closes = parse.tokens[parse.sentences[verb.sentence][1] - 1].text in (".", "”", '"', "''")
    unclear = verb.lemma in words["report"] or (verb.tag == "VBP" and verb.lemma in words["same_form"])
    return UNSURE if unclear or not closes else LEANS_FUTURE


def _infinitive(parse: Parse, verb: Token, depth: int) -> float:
    # "plans to meet on Thursday" looks ahead, "tried to enter on Tuesday" does not.
    head = parse.tokens[verb.head]
    if head.index == verb.index or depth > _DEPTH:
        return FUTURE
    tense = tense_of(parse, head, depth + 1)
    if _is_nth(parse, head):
        # "the third to resign on Friday": as the main verb has it, and past where that leaves it open
        main = governor(parse, head.head) if head.head != head.index else None
        told = tense_of(parse, main, depth + 1) if main is not None and main.index != verb.index else PAST
        return told if told > UNSURE else PAST
    if head.lemma in listed("tense.tsv")["ahead"]:
        above = parse.tokens[head.head]
        copula = parse.children[above.index] if above.lemma == "be" else ()  # "had been due to expire"
        done = any(parse.tokens[c].text.lower() == "had" for c in (*parse.children[head.index], *copula))
        return (
            PERHAPS_PAST
            if done
            else FUTURE
            if tense == FUTURE or head.tag in ("VBZ", "VBP")
            else PERHAPS_FUTURE
        )
    if head.lemma == "able":
        return tense_of(parse, parse.tokens[head.head], depth + 1)
    if head.pos == "NOUN" and head.lemma not in listed("tense.tsv")["ahead_noun"]:
        # "yanked a measure to repeal the law in March": the day may be of the one or the other
        main = governor(parse, head.head) if head.head != head.index else None
        done = main is not None and main.index != verb.index and tense_of(parse, main, depth + 1) < UNSURE
        return LEANS_FUTURE if done else PERHAPS_FUTURE
    if head.lemma == "be" or head.pos in ("NOUN", "ADJ"):
        return PERHAPS_FUTURE
    if tense < UNSURE and head.lemma in listed("tense.tsv")["done"]:
        return tense
    return PERHAPS_PAST if tense < UNSURE else tense


def _is_nth(parse: Parse, head: Token) -> bool:
    # "the latest company to", "the first to": a word for one of a row, or a noun that has one
    words = listed("tense.tsv")["nth"]
    below = (parse.tokens[c] for c in parse.children[head.index])
    return head.pos in ("NOUN", "PROPN", "ADJ", "NUM") and (
        head.text.lower() in words
        or any(t.text.lower() in words and t.dep in ("amod", "nummod") for t in below)
    )
