"""What a finished file shows -> where it cannot be read, or not by everyone. All rules and thresholds are in `RULES`.

Sources are WCAG 2.2 and the accessibility checker of Office ("Rules for the Accessibility Checker", Microsoft Support).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.color.contrast import READABLE, VISIBLE, contrast
from generator.errors import Place, Problem, shorten
from generator.readback.finish.contents import Contents, Sample, TextLook

SMALLEST_ON_SLIDES_PT, SMALLEST_ON_PAGES_PT, SMALLEST_LABELS_PT = (
    10.0,
    8.0,
    8.0,
)  # smaller text is lost in print or projection
_LARGE_PT, _LARGE_BOLD_PT = 18.0, 14.0  # large text (WCAG 2.2, definition of large scale)
DISTINCT_TITLES = "give each a `takeaway` of its own"
_LONGEST = 40  # of a sample that is quoted
_RECOLOR = "change one of the two colours in the brand or the template"


class Rule(Struct, frozen=True):
    """`find` yields each fault, given what a file shows and the `needed` value of the rule, if it has one."""

    name: str
    needed: float
    source: str
    find: Callable[[Contents, "Rule", Mapping[str, str]], Iterator[str]]
    help: str


def find_faults(
    contents: Contents, theme: Mapping[str, str], place: Place, rules: Sequence[Rule] = ()
) -> Iterator[Problem]:
    """Yield where the file at `place` breaks one of `rules`, or of all if none is given.

    `theme` has the colours of the brand, which messages name.
    """
    for rule in rules or RULES:
        for what in rule.find(contents, rule, theme):
            yield Problem(place, what, rule.help)


def _is_large(look: TextLook) -> bool:
    return look.size_pt >= (_LARGE_BOLD_PT if look.bold else _LARGE_PT)


def _find_pale(texts: Iterable[tuple[TextLook, Sample]], rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    pairs: dict[tuple[str, str], Sample] = {}
    for look, sample in texts:
        if look.color and look.ground and contrast(look.color, look.ground) < rule.needed:
            pairs.setdefault((look.color, look.ground), sample)
    for (color, ground), sample in pairs.items():
        ratio = f"{contrast(color, ground):.1f} : 1; {rule.needed:g} : 1 is needed"
        yield f"{_quote(sample)} is {_name(color, theme)} on {_name(ground, theme)}, a contrast of {ratio}"


def _find_pale_text(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    yield from _find_pale((item for item in contents.texts.items() if not _is_large(item[0])), rule, theme)


def _find_pale_large_text(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    yield from _find_pale((item for item in contents.texts.items() if _is_large(item[0])), rule, theme)


def _find_pale_marks(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    pairs: dict[tuple[str, str], str] = {}
    for mark in contents.marks:
        colors = [color for color in (mark.fill, mark.outline) if color]
        if mark.ground and colors and all(contrast(color, mark.ground) < rule.needed for color in colors):
            pairs.setdefault((colors[0], mark.ground), f"{mark.name}{mark.where}")
    for (color, ground), name in pairs.items():
        ratio = f"{contrast(color, ground):.1f} : 1; {rule.needed:g} : 1 or an outline is needed"
        yield f"{name} is {_name(color, theme)} on {_name(ground, theme)}, a contrast of {ratio}"


def _find_small_on_slides(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    yield from () if contents.slides is None else _find_small(contents.texts.items(), rule)


def _find_small_on_pages(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    texts = (item for item in contents.texts.items() if not item[0].in_figure)
    yield from _find_small(texts, rule) if contents.slides is None else ()


def _find_small_labels(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    texts = (item for item in contents.texts.items() if item[0].in_figure)
    yield from _find_small(texts, rule) if contents.slides is None else ()


def _find_small(texts: Iterable[tuple[TextLook, Sample]], rule: Rule) -> Iterator[str]:
    small = [item for item in texts if 0 < item[0].size_pt < rule.needed - 0.05]
    samples = {look.size_pt: sample for look, sample in reversed(small)}
    for size_pt in sorted(samples):
        yield f"{_quote(samples[size_pt])} is set in {size_pt:.3g} pt; {rule.needed:g} pt is the least"


def _find_missing_title(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    if not contents.title:
        yield "the file has no title"


def _find_untitled_slides(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    yield from (f"slide {slide.number} has no title" for slide in contents.slides or () if not slide.title)


def _find_shared_titles(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    counts = Counter(slide.title for slide in contents.slides or () if slide.title)
    yield from (f"{count} slides are titled `{title}`" for title, count in counts.items() if count > 1)


def _find_missing_alt(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    for shown in contents.shown:
        if shown.kind != "table" and not shown.alt:
            yield f"a {shown.kind}{shown.where} has no alternative text"


def _find_missing_header(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    for shown in contents.shown:
        if shown.kind == "table" and not shown.has_header:
            yield f"a table{shown.where} has no header row"


def _find_missing_language(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    without = (sample for look, sample in contents.texts.items() if not look.language)
    yield from (f"{_quote(sample)} is in no stated language" for sample in [*without][:1])


def _find_misplaced(contents: Contents, rule: Rule, theme: Mapping[str, str]) -> Iterator[str]:
    for slide in contents.slides or ():
        for first, second in slide.misplaced:
            yield f"on slide {slide.number}, `{second}` stands before `{first}` and is read after it"
    yield from (f"`{shorten(words, _LONGEST)}` stands beside the order of the text" for words in contents.floating)


def _quote(sample: Sample) -> str:
    return f"`{shorten(sample.words, _LONGEST)}`{sample.where}"


def _name(color: str, theme: Mapping[str, str]) -> str:
    """Return a colour by its digits, and by its name if the theme has it."""
    name = next((name for name, value in theme.items() if value.upper() == color), "")
    return f"{name} (#{color})" if name else f"#{color}"


_WCAG, _OFFICE = "WCAG 2.2, ", "Office, "

RULES = (
    Rule("text", READABLE, f"{_WCAG}1.4.3", _find_pale_text, _RECOLOR),
    Rule("large text", VISIBLE, f"{_WCAG}1.4.3", _find_pale_large_text, _RECOLOR),
    Rule("parts of figures", VISIBLE, f"{_WCAG}1.4.11", _find_pale_marks, _RECOLOR),
    Rule("type on slides", SMALLEST_ON_SLIDES_PT, "ours", _find_small_on_slides, "set it larger in the template"),
    Rule("type on pages", SMALLEST_ON_PAGES_PT, "ours", _find_small_on_pages, "set it larger in the template"),
    Rule("labels on pages", SMALLEST_LABELS_PT, "ours", _find_small_labels, "give the page narrower margins"),
    Rule("title of the file", 0, f"{_WCAG}2.4.2", _find_missing_title, "give the dataset a `title`"),
    Rule("titles of slides", 0, f"{_OFFICE}missing slide title", _find_untitled_slides, "give the slide a heading"),
    Rule("distinct titles", 0, f"{_OFFICE}duplicate slide title", _find_shared_titles, DISTINCT_TITLES),
    Rule("alternative text", 0, f"{_WCAG}1.1.1", _find_missing_alt, "give the figure an `alt`"),
    Rule("header rows", 0, f"{_WCAG}1.3.1", _find_missing_header, "give the table a header row"),
    Rule("language", 0, f"{_WCAG}3.1.1", _find_missing_language, "state a language in the template"),
    Rule("reading order", 0, f"{_WCAG}1.3.2", _find_misplaced, "change the order of the placeholders in the layout"),
)
OF_CONTRAST = RULES[:3]
