"""Ordinals of Spain and Portugal: an abbreviation takes its point before the raised letter (`1.º`, `2.ª`, `n.º`)."""

import re

from bookbuild.filters.typography.edits import Rule, Rules


def ordinals(degrees: str) -> Rules:
    """The points put in. `40º` may be typed for `40°`: the masculine form counts from one to nine only, and not before
    the words of temperature and direction in `degrees` (a pattern).
    """
    no_degree = f"(?!['’\"]|\\s*(?:[CFKNSEO]\\b|\\d|{degrees}))"
    return (
        Rule(re.compile("(?<![\\w.,])[1-9]\\d?(?=ª(?![^\\W_]))"), _with_point, "ª"),
        Rule(re.compile(f"(?<![\\w.,])[1-9](?=º(?![^\\W_]){no_degree})"), _with_point, "º"),
        Rule(re.compile("(?<![^\\W_])[nN](?=º(?![^\\W_]))"), _with_point, "º"),
    )


def _with_point(match: re.Match[str]) -> str:
    return f"{match[0]}."
