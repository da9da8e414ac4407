"""Each language is printed by its rules, which tests/language/rules has with an example for each."""

from pathlib import Path

import pytest

from generator.language.no_break import no_break_rules

RULES = [
    (file.stem, *(cell.strip() for cell in line.split(" | ")))
    for file in sorted((Path(__file__).parent / "rules").glob("*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "rule", "typed", "printed"), RULES)
def test_a_language_is_printed_by_its_rules(language: str, rule: str, typed: str, printed: str) -> None:
    bound = no_break_rules(language).bind_text(typed)
    assert bound.replace("\u00a0", "~").replace("\u202f", "_").replace("\u2060", "^") == printed, rule
    assert no_break_rules(language).bind_text(bound) == bound, f"{rule}: not the same a second time"
