"""The graph's vocabulary as rows: what Cypher can ask for."""

from __future__ import annotations

from minutegraph.graph.schema import schema

COLUMNS = ("pattern", "about", "properties")


def rows() -> list[dict[str, object]]:
    """A row for each label and each kind of relationship, with `COLUMNS`."""
    vocabulary = schema()
    labels: list[dict[str, object]] = [
        {
            "pattern": f"(:{label.name})",
            "about": " ".join([label.about, *(f"Some are also :{also}." for also in label.also)]),
            "properties": ["key", *(n for n in label.properties if n not in vocabulary.internal)],
        }
        for label in vocabulary.labels.values()
    ]
    kinds: list[dict[str, object]] = []
    for kind in vocabulary.kinds.values():
        starts = "|".join(dict.fromkeys(start for start, _ in kind.ends))
        ends = "|".join(dict.fromkeys(end for _, end in kind.ends))
        kinds.append(
            {
                "pattern": f"(:{starts}) -[:{kind.name}]-> (:{ends})",
                "about": kind.about,
                "properties": list(kind.properties),
            }
        )
    return labels + kinds
