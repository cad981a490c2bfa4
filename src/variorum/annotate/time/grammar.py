"""The grammar: rules over word classes, compiled once, that turn items into larger items."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from variorum.annotate.time.lexicon import Item, Value, joined, kinds, lexicon, rows

_CLASS = re.compile(r"\{([a-z0-9|]+)\}")
_MACRO = re.compile(r"\$([A-Z]+)")
_FIRST_CHAR = 0xE000
LEVELS = ("number", "core", "pair", "phrase")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the grammar; ``first`` are the symbols that a match can begin with."""

    name: str
    pattern: "re.Pattern[str]"
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """The rules of one level by the symbol that they begin with."""

    rules: dict[str, tuple[Rule, ...]]
    starts: "re.Pattern[str]"
    """Any symbol that a rule begins with."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled rules by level, and the symbol of each set of word classes."""

    symbols: dict[frozenset[str], str]
    levels: tuple["Level", ...]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The compiled grammar."""
    lines = list(rows("rules.tsv"))
    macros = {name: pattern for kind, name, pattern in lines if kind == "macro"}
    sets = sorted(
        {
            *lexicon().sets(),
            *(frozenset(kinds(name)) for kind, name, _ in lines if kind != "macro"),
            frozenset({"num", "y4"}),
        },
        key=sorted,
    )
    symbols = {classes: chr(_FIRST_CHAR + k) for k, classes in enumerate(sets)}
    levels = []
    for level in LEVELS:
        compiled = [
            _compile(name, pattern, macros, symbols) for kind, name, pattern in lines if kind == level
        ]
        index = {s: tuple(r for r, first in compiled if s in first) for s in symbols.values()}
        rules = {s: found for s, found in index.items() if found}
        levels.append(Level(rules, re.compile("[" + "".join(rules) + "]")))
    return Grammar(symbols, tuple(levels))


def _compile(
    name: str, pattern: str, macros: dict[str, str], symbols: dict[frozenset[str], str]
) -> tuple[Rule, frozenset[str]]:
    while "$" in pattern:
        pattern = _MACRO.sub(lambda m: "(?:" + macros[m[1]] + ")", pattern)

    def members(match: "re.Match[str]") -> str:
        wanted = frozenset(match[1].split("|"))
        found = "".join(s for classes, s in symbols.items() if classes & wanted)
        if not found:
            msg = f"rule {name}: no word has the class {match[1]}"
            raise ValueError(msg)
        return f"[{found}]"

    source = (
        _CLASS.sub(members, pattern).replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!")
    )
    rule = re.compile(source)
    return Rule(name, rule, tuple(rule.groupindex)), _first(pattern, symbols)


def _first(pattern: str, symbols: dict[frozenset[str], str]) -> frozenset[str]:
    # The symbols a match can begin with: a safe upper bound, the classes up to the first that must be there.
    wanted, _ = _first_of(_pieces(pattern))
    return frozenset(s for classes, s in symbols.items() if classes & wanted)


_PIECE = re.compile(r"\{[a-z0-9|]+\}|\(\?:|\(\?<[a-z]+>|\(\?<?[=!]|\(|\)|[?*+|]")
Piece = list["str | Piece"]


def _pieces(pattern: str) -> list[str]:
    return _PIECE.findall(pattern)


def _first_of(pieces: list[str]) -> tuple[frozenset[str], bool]:
    # Returns the classes that can come first and whether the whole can be empty.
    first: set[str] = set()
    any_empty = False
    branch_empty = True
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece == "|":
            any_empty, branch_empty = any_empty or branch_empty, True
            at += 1
            continue
        found: frozenset[str] = frozenset()
        empty = False
        if piece.startswith("{"):
            found = frozenset(piece[1:-1].split("|"))
            at += 1
        else:
            stop = _closing(pieces, at)
            if piece in ("(?=", "(?!", "(?<=", "(?<!"):
                empty = True
            else:
                found, empty = _first_of(pieces[at + 1 : stop])
            at = stop + 1
        if at < len(pieces) and pieces[at] in "?*+":
            empty = empty or pieces[at] in "?*"
            at += 1
        if branch_empty:
            first |= found
        branch_empty = branch_empty and empty
    return frozenset(first), any_empty or branch_empty


def _closing(pieces: list[str], at: int) -> int:
    depth = 0
    for k in range(at, len(pieces)):
        depth += pieces[k].startswith("(")
        depth -= pieces[k] == ")"
        if not depth:
            return k
    msg = "a group of the grammar is not closed"
    raise ValueError(msg)


def expressions(found: list[Item]) -> list[Item]:
    """The items after every level of the grammar has run; time expressions have the class ``timex``."""
    compiled = grammar()
    for level in compiled.levels:
        found = _run(found, level, compiled.symbols)
    return found


def _run(found: list[Item], level: Level, symbols: dict[frozenset[str], str]) -> list[Item]:
    line = "".join([symbols[frozenset(i.classes)] for i in found])
    out: list[Item] = []
    at = 0
    while (start := level.starts.search(line, at)) is not None:
        out += found[at : start.start()]
        at = start.start()
        best: re.Match[str] | None = None
        best_rule: Rule | None = None
        for rule in level.rules[line[at]]:
            match = rule.pattern.match(line, at)
            if match and (best is None or match.end() > best.end()):
                best, best_rule = match, rule
        if best is None or best_rule is None or best.end() == at:
            out.append(found[at])
            at += 1
            continue
        out.append(_made(found, best, best_rule))
        at = best.end()
    return out + found[at:]


def _made(found: list[Item], match: "re.Match[str]", rule: Rule) -> Item:
    groups = {g: tuple(found[match.start(g) : match.end(g)]) for g in rule.groups if match.start(g) >= 0}
    inside = found[match.start() : match.end()]
    if rule.name.startswith("num."):
        return _number(inside, rule)
    return joined(inside, rule.name, groups)


def _number(inside: Iterable[Item], rule: Rule) -> Item:
    inside = tuple(inside)
    values = [
        float(i.classes.get("num", i.classes.get("nw", 0)))
        for i in inside
        if "and" not in i.classes and "hy" not in i.classes
    ]
    total = spoken(values)
    made = joined(inside, rule.name, {})
    classes: dict[str, Value] = {"num": total}
    if len(values) > 1 and 1000 < total < 2100 and values[0] < 100:
        classes["y4"] = total
    return Item(made.start, made.end, made.text, classes, rule.name)


def spoken(values: list[float]) -> float:
    """The number that a run of number words stands for: *two hundred and five*, *nineteen ninety-seven*."""
    if (
        len(values) > 1
        and 10 <= values[0] < 100
        and 10 <= values[1] < 100
        and not (values[0] >= 20 and values[1] < 10)
    ):
        return values[0] * 100 + sum(values[1:])
    total = group = 0.0
    for value in values:
        if value >= 1000:
            total += (group or 1) * value
            group = 0
        elif value == 100:
            group = (group or 1) * 100
        else:
            group += value
    return total + group
