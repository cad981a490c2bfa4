"""Each phrase of every gold.json stands verbatim, exactly once, in its report; no pair of a trap is within one report."""

import json
from pathlib import Path

for g in sorted(Path(__file__).parent.glob("*/gold.json")):
    d = json.loads(g.read_text())
    bad = []
    words = [
        (r["report"], r["words"])
        for f in d["conflicts"] + d["findings"]
        for r in f["readings"] + f.get("also", [])
    ]
    words += [p for t in d["traps"] for p in t["words"].items()]
    bad = [(s, w) for s, w in words if (g.parent / f"{s}.txt").read_text().count(w) != 1]
    bad += [t for t in d["traps"] if len(t["words"]) != 2]
    req = sum(c.get("required", True) for c in d["conflicts"])
    print(
        g.parent.name,
        "phrases",
        len(words),
        "bad",
        bad,
        "conflicts",
        req,
        "+",
        len(d["conflicts"]) - req,
        "traps",
        len(d["traps"]),
    )
