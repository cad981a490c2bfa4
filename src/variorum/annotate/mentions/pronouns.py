"""What he, she, it and they stand for, by salience; unclear ones are left out.

The method is Lappin and Leass (1994), simplified: each referent in reach is as present as its best recent
mention, and a pronoun is resolved only where the best one leads clearly. Common nouns for things are
weighed too, so that *it* is not forced on the only organisation around.
"""

from dataclasses import dataclass

from variorum.annotate.mentions.chains import Chain, Place, Reading, role_of
from variorum.annotate.mentions.words import lists, salience
from variorum.model import Form, Kind, Parse, Token

_FORMS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "n", "its": "n", "itself": "n",
    "they": "p", "them": "p", "their": "p", "theirs": "p", "themselves": "p",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pronoun:
    token: Token
    sort: str
    role: str
    clause: int
    quote: int
    speaker: Chain | None


def is_pronoun(token: Token) -> bool:
    """Whether a token is a third-person pronoun."""
    return token.text.lower() in _FORMS and token.pos in {"PRON", "DET", "ADJ"}


def pronoun_gender(token: Token) -> str:
    """``m``, ``f``, ``n``, or ``p`` for *they*."""
    return _FORMS[token.text.lower()]


def resolve(reading: Reading, token: Token) -> Chain | None:
    """The chain of a pronoun, or ``None`` where no referent leads clearly."""
    sort = _FORMS[token.text.lower()]
    parse = reading.parse
    if sort == "n" and not _it_refers(parse, token):
        return None
    role, clause = role_of(parse, token.index)
    quote = reading.quotes[token.index]
    speaker = _speaker(reading, token.index) if quote else None
    pronoun = _Pronoun(token, sort, role, clause, quote, speaker)
    scores = _scores(reading, pronoun)
    if not scores:
        return None
    ranked = sorted(scores, key=lambda pair: -pair[1])
    best, top = ranked[0]
    weights = salience()
    margin = weights["margin_quote"] if quote else weights["margin_thing" if sort in "np" else "margin"]
    if len(ranked) > 1 and _in_same_sentence(reading, pronoun, ranked[1][0]):
        margin = weights[{"n": "crowded_it", "p": "crowded_they"}.get(sort, "crowded")]
    least = weights["least_alone" if len(ranked) == 1 else "least"]
    if best is None or top < least or (len(ranked) > 1 and top - ranked[1][1] < margin):
        return None
    if sort in {"m", "f"} and not _gender_holds(best, ranked, quoted=bool(quote)):
        return None
    following = _subject_ahead(reading, pronoun)
    return best if following in {None, best} else None


def _in_same_sentence(reading: Reading, pronoun: _Pronoun, rival: Chain | None) -> bool:
    """Whether the second best stands in the pronoun's own sentence, where a lead must be large."""
    for place in reversed(reading.places):
        if place.sentence != pronoun.token.sentence:
            return False
        if place.chain is rival and place.role != "modifier" and not _barred(reading, pronoun, place):
            return True
    return False


def _gender_holds(best: Chain, ranked: list[tuple[Chain | None, float]], *, quoted: bool) -> bool:
    """Whether a person of unknown gender may be *he* or *she*: never beside one known to fit."""
    return best.gender is not None or not (quoted or any(c and c.gender for c, _ in ranked[1:]))


def _subject_ahead(reading: Reading, pronoun: _Pronoun) -> Chain | None:
    """The named subject that a fronted phrase looks ahead to (*In his address, Ann's brother said*)."""
    parse = reading.parse
    if pronoun.quote:
        return None
    clause = pronoun.clause
    for _ in range(5):
        for child in parse.children[clause]:
            chain = reading.ahead.get(child)
            if child > pronoun.token.index and chain and parse.tokens[child].dep in {"nsubj", "nsubjpass"}:
                return chain if _agrees(pronoun, chain) else None
        if parse.tokens[clause].head == clause or parse.tokens[clause].head < pronoun.token.index:
            break
        clause = parse.tokens[clause].head
    return None


def _it_refers(parse: Parse, token: Token) -> bool:
    """Whether *it* can name a body or place: an agent's subject or a possessive, never an empty subject."""
    if token.text.lower() in {"its", "itself"}:
        return True
    verb = parse.tokens[token.head]
    acts = verb.lemma in lists()["communication"] or verb.lemma in lists()["acting"]
    return token.dep == "nsubj" and acts


def _scores(reading: Reading, pronoun: _Pronoun) -> list[tuple[Chain | None, float]]:
    """Each referent in reach with its score; ``None`` stands for what is no entity (things, couples)."""
    weights = salience()
    best: dict[Chain, tuple[Chain | None, float]] = {}
    for place in reversed(reading.places):
        if _distance(reading, pronoun, place) > weights["window"]:
            break
        if not _agrees(pronoun, place.chain) or _barred(reading, pronoun, place):
            continue
        if pronoun.sort == "n" and _inside_name(reading, place):
            continue
        score = _score(reading, pronoun, place)
        key = place.chain
        if key not in best or best[key][1] < score:
            best[key] = (place.chain, score)
    found = [(c, s + weights["frequent"] * min(_count(reading, c), 4)) for c, s in best.values()]
    return [*found, *_things(reading, pronoun)]


def _inside_name(reading: Reading, place: Place) -> bool:
    """Whether a mention only stands inside a longer name (*Peru* in *Peru's Foreign Ministry*)."""
    tokens = reading.parse.tokens
    outer = next((p for p in reading.places if p.head == tokens[place.head].head), None)
    return outer is not None and outer.first <= place.first and place.last <= outer.last


def _distance(reading: Reading, pronoun: _Pronoun, place: Place) -> int:
    """Sentences between; what is quoted in between does not count for a pronoun of the report's own voice."""
    if pronoun.quote or place.quote:
        return pronoun.token.sentence - place.sentence
    return reading.told[pronoun.token.sentence] - reading.told[place.sentence]


def _count(reading: Reading, chain: Chain | None) -> int:
    return sum(place.chain is chain for place in reading.places[-40:])


def _agrees(pronoun: _Pronoun, chain: Chain) -> bool:
    sort = pronoun.sort
    if sort in {"m", "f"}:
        return chain.kind is Kind.PERSON and not chain.plural and chain.gender in {sort, None}
    if sort == "n":
        return chain.kind in {Kind.ORGANIZATION, Kind.PLACE} and not chain.plural
    return chain.plural or (chain.kind is Kind.GROUP and not chain.names)


def _barred(reading: Reading, pronoun: _Pronoun, place: Place) -> bool:
    """Whether grammar rules a mention out: subject and object of one verb are two referents."""
    low = pronoun.token.text.lower()
    if low.endswith(("self", "selves")):
        return place.clause != pronoun.clause or place.role not in {"main", "subject"}
    if pronoun.speaker is not None and place.chain is pronoun.speaker:
        return True
    if place.quote and place.quote != pronoun.quote and not place.chain.names and _mine(reading, place):
        # "My baby, my baby", she said: what a speaker calls her own is not who speaks.
        return True
    same = (
        _verb(reading.parse, place.clause) == _verb(reading.parse, pronoun.clause)
        and place.sentence == pronoun.token.sentence
    )
    if same and pronoun.role != "owner" and place.role != "owner":
        return True
    token = reading.parse.tokens[place.head]
    return pronoun.token.index in range(token.left, token.right) and pronoun.role != "owner"


def _verb(parse: Parse, clause: int) -> int:
    """The first of verbs that share a subject (*learned of it and disclosed it*)."""
    while parse.tokens[clause].dep == "conj" and parse.tokens[clause].head != clause:
        if any(parse.tokens[c].dep in {"nsubj", "nsubjpass"} for c in parse.children[clause]):
            break
        clause = parse.tokens[clause].head
    return clause


def _mine(reading: Reading, place: Place) -> bool:
    return any(t.text.lower() in {"my", "our"} for t in reading.parse.tokens[place.first : place.head])


def _score(reading: Reading, pronoun: _Pronoun, place: Place) -> float:
    weights = salience()
    parse = reading.parse
    away = _distance(reading, pronoun, place)
    score = weights["window"] - weights["sentence"] * away + weights[place.role]
    score += weights[place.form.value]
    if _paragraph(parse, place.head) != _paragraph(parse, pronoun.token.index):
        score -= weights["paragraph"]
    chain = place.chain
    if pronoun.sort in {"m", "f"}:
        known = (
            "unknown_gender"
            if chain.gender is None
            else "guessed_gender"
            if chain.guessed
            else "known_gender"
        )
        score += weights[known]
    subject = {"main", "subject"}
    if place.role in subject and pronoun.role in subject:
        score += weights["same_role"]
        score += _saying(parse, pronoun, place)
    if place.quote != pronoun.quote and place.quote:
        score += weights["other_quote"]
    return score + _same_clause(parse, pronoun, place)


def _saying(parse: Parse, pronoun: _Pronoun, place: Place) -> float:
    """A speaker goes on speaking: *Ann Lee said … she added*."""
    verbs = lists()["communication"]
    both = parse.tokens[place.clause].lemma in verbs and parse.tokens[pronoun.clause].lemma in verbs
    return salience()["saying"] if both and not pronoun.quote else 0.0


def _same_clause(parse: Parse, pronoun: _Pronoun, place: Place) -> float:
    """The subject of the pronoun's own clause (*X … his*) or of the nearest around it (*X said he*)."""
    if place.sentence != pronoun.token.sentence:
        return 0.0
    bonus = salience()["clause_subject"]
    clause = pronoun.clause
    for _ in range(4):
        verb = parse.tokens[clause]
        if clause == place.clause and place.role in {"main", "subject"}:
            return bonus
        own = [c for c in parse.children[clause] if parse.tokens[c].dep in {"nsubj", "nsubjpass"}]
        spoken = [c for c in own if c != pronoun.token.index and parse.tokens[c].tag not in {"WDT", "WP"}]
        if spoken or verb.head == clause:
            return 0.0
        if verb.dep in {"relcl", "acl"} and pronoun.token.index not in own:
            # In "Lincoln, sheltered in his memorial" the noun before the clause is its subject.
            return bonus if place.head == verb.head else 0.0
        clause = verb.head
    return 0.0


def _paragraph(parse: Parse, index: int) -> int:
    start = parse.tokens[index].start
    lo, hi = 0, len(parse.paragraphs)
    while lo < hi:
        mid = (lo + hi) // 2
        if parse.paragraphs[mid].end <= start:
            lo = mid + 1
        else:
            hi = mid
    return lo


def _things(reading: Reading, pronoun: _Pronoun) -> list[tuple[Chain | None, float]]:
    """The best rival that is no entity: a thing for *it*, things or a couple of people for *they*."""
    if pronoun.sort not in {"n", "p"}:
        return []
    weights = salience()
    parse = reading.parse
    best: float | None = None
    for sentence in range(max(0, pronoun.token.sentence - 1), pronoun.token.sentence + 1):
        first, last = parse.sentences[sentence]
        for token in parse.tokens[first : min(last, pronoun.token.index)]:
            if token.dep not in _ROLES or not _rival(reading, token, pronoun):
                continue
            role, clause = role_of(parse, token.index)
            thing = Place(
                _NOTHING, token.left, token.right, token.index, Form.NOMINAL, sentence, role, clause, 0
            )
            if _barred(reading, pronoun, thing):
                continue
            score = _score(reading, pronoun, thing) + weights["frequent"]
            score += weights["couple"] * _coupled(reading, token)
            best = score if best is None else max(best, score)
    return [] if best is None else [(None, best)]


_ROLES = {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "appos", "conj"}
_NOTHING = Chain(Kind.OTHER)


def _rival(reading: Reading, token: Token, pronoun: _Pronoun) -> bool:
    if pronoun.sort == "p" and _coupled(reading, token):
        return True
    if token.index in reading.at or token.ent in {"DATE", "TIME"}:
        return False
    if pronoun.sort == "p" and token.dep == "nsubj" and token.lemma.lower() in lists()["counting"]:
        return True
    if token.pos not in {"NOUN", "PROPN"}:
        return False
    verb = reading.parse.tokens[pronoun.clause]
    if pronoun.role in {"main", "subject"} and verb.lemma in lists()["communication"]:
        # Only what speaks can be the rival of a speaker: "the report said … it added".
        return reading.parse.tokens[token.head].lemma in lists()["communication"] and token.dep == "nsubj"
    plural = token.tag in {"NNS", "NNPS"}
    return plural if pronoun.sort == "p" else not plural


def _coupled(reading: Reading, token: Token) -> bool:
    """Whether a mention is the first of two or more joined by *and*."""
    children = [reading.parse.tokens[c] for c in reading.parse.children[token.index]]
    return token.index in reading.at and any(c.dep == "conj" for c in children)


def _speaker(reading: Reading, index: int) -> Chain | None:
    """Who speaks the quotation around a token: named beside it, or going on from the one before."""
    quotes, parse = reading.quotes, reading.parse
    paragraph = _paragraph(parse, index)
    while index >= 0 and _paragraph(parse, index) == paragraph:
        first = last = index
        while first and quotes[first - 1] == quotes[index]:
            first -= 1
        while last + 1 < len(quotes) and quotes[last + 1] == quotes[index]:
            last += 1
        around = [*range(last + 1, min(last + 9, len(quotes))), *range(first - 1, max(first - 9, -1), -1)]
        for at in around:
            chain = None if quotes[at] else _says(reading, parse.tokens[at])
            if chain is not None:
                return chain
        index = next((i for i in range(first - 1, -1, -1) if quotes[i]), -1)
    return None


def _says(reading: Reading, token: Token) -> Chain | None:
    """The subject of a verb of saying at this token, that of *went on* for *went on, saying*."""
    parse = reading.parse
    if token.lemma not in lists()["communication"] or token.pos != "VERB":
        return None
    verb = token
    for _ in range(3):
        for child in parse.children[verb.index]:
            if parse.tokens[child].dep == "nsubj":
                return reading.at.get(child) or reading.ahead.get(child)
        if verb.dep not in {"advcl", "conj", "xcomp"}:
            return None
        verb = parse.tokens[verb.head]
    return None
