"""Which template is used, what it can contain, and how its mistakes are reported."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import shipped
from generator.compose.deck import compose_deck
from generator.compose.document import compose_document
from generator.errors import InputError, Place
from generator.model.audience import Audience
from generator.model.edition import Edition
from generator.read.audience.labels import read_labels
from tests.compose.editions import audience, briefing, edition, section, statement, text, write_templates
from tests.compose.problems import describe
from tests.compose.shown import lines, slide_lines

BASE = "{% block opening %}\nFirst\n{% endblock %}\n{% block body %}\nBase {{ title }}\n{% endblock %}\n"


def composed(from_edition: Edition, *search_path: Path) -> list[str]:
    return list(lines(compose_document(from_edition, search_path)[0].blocks))


def problems_of(folder: Path, markdown: str, from_edition: Edition | None = None) -> list[str]:
    with pytest.raises(InputError) as caught:
        briefing(folder, markdown, from_edition)
    return [describe(problem, folder) for problem in caught.value.problems]


def child(**changes: object) -> Edition:
    return edition(audience=audience(name="child", lineage=("child", "test"), **changes))


def test_blocks_are_printed_in_the_order_of_the_sections_between_opening_and_closing(tmp_path: Path) -> None:
    blocks = ("closing", "two", "opening", "one", "unused")
    folder = write_templates(
        tmp_path, test__briefing="\n".join(f"{{% block {b} %}}\n{b}\n{{% endblock %}}" for b in blocks)
    )
    two_sections = edition(audience=audience(sections={"briefing": ("one", "two")}))
    assert composed(two_sections, folder) == [f"paragraph: {name}" for name in ("opening", "one", "two", "closing")]


def test_an_audience_without_a_template_uses_the_one_it_extends(tmp_path: Path) -> None:
    assert composed(child(), write_templates(tmp_path, test__briefing=BASE)) == [
        "paragraph: First",
        "paragraph: Base Harrow harbour",
    ]


def test_a_block_can_be_replaced_and_print_the_one_that_it_replaces(tmp_path: Path) -> None:
    folder = write_templates(
        tmp_path,
        test__briefing=BASE,
        child__briefing='{% extends "test/briefing.md.j2" %}{% block body %}\nMine\n\n{{ super() }}\n{% endblock %}\n',
    )
    assert composed(child(), folder) == ["paragraph: First", "paragraph: Mine", "paragraph: Base Harrow harbour"]


def test_a_nested_block_can_be_replaced_alone(tmp_path: Path) -> None:
    folder = write_templates(
        tmp_path,
        test__briefing="{% block body %}\nBefore {% block inner %}old{% endblock %} after\n{% endblock %}",
        child__briefing='{% extends "test/briefing.md.j2" %}{% block inner %}new{% endblock %}',
    )
    assert composed(child(), folder) == ["paragraph: Before new after"]


def test_a_template_can_extend_the_shipped_one_of_the_same_name(tmp_path: Path) -> None:
    installed = write_templates(tmp_path / "installed", test__briefing=BASE)
    own = write_templates(
        tmp_path / "own",
        test__briefing='{% extends "test/briefing.md.j2" %}{% block opening %}Mine{% endblock %}',
    )
    assert composed(edition(), own, installed) == ["paragraph: Mine", "paragraph: Base Harrow harbour"]


@pytest.mark.parametrize(
    ("markdown", "problem"),
    [
        ("{{ titel }}", ":1  unknown name `titel` / did you mean `title`? / | "),
        ("x\n\n{{ overview.statments }}", ":3  unknown name `statments` in a record / did you mean `statements`?"),
        (
            "{% for s in overview.statements %}\n{{ s.wordings }}\n{% endfor %}",
            ":2  unknown name `wordings` in `tolls` / did you",
        ),
        (
            "{{ title | upper }}",
            ":1  unknown filter `upper` / valid filters: `cite`, `cite_all`, `colon`, `date`, `ref`, `stop`",
        ),
        ("{{ overview }}", ":1  a record cannot be printed as a whole / print one of its names: `title`"),
        ("{{ overview.statements }}", ":1  a list of 1 cannot be printed as a whole / use `for`"),
        ("{% for x in title %}\n{% endfor %}", ":1  `for` needs a list, not the text `Harrow harbour`"),
        ("{{ title | cite }}", ":1  `cite` needs a record with sources, not the text `Harrow harbour`"),
        ("{{ title | date }}", ":1  `date` needs a date, not the text `Harrow harbour`"),
        ("{{ overview | ref }}", ":1  `ref` needs a figure, not a record"),
        ("{{ figures | stop }}", ":1  `stop` needs a text, not a list of 1"),
        ("{{ figures | colon }}", ":1  `colon` needs a text, not a list of 1"),
        ("{% set x = 1 %}", ":1  `set` is not part of the template language"),
        ("{{ title.upper() }}", ":1  `call` is not part of the template language"),
        ("{{ title ~ topic }}", ":1  `~` is not part of the template language"),
        ("{% if title is defined %}{% endif %}", ":1  `is` is not part of the template language"),
        ("{% include 'x' %}", ":1  `include` is not part of the template language"),
        ("x\n{% if title %}\ny", ":2  `if` is not closed before `endblock` in line 4 / add `{% endif %}` / | {% if"),
        (
            "{% if title %}{% for s in overview.statements %}{% endif %}",
            ":1  `for` is not closed before `endif` in line 1 / add `{% endfor %}` / | ",
        ),
        (
            "\n{% endblock %}",
            ":3  `endblock` without `block` / delete it, or open the tag above it / | {% endblock %}",
        ),
        ("{% if title %}{% else %}{% else %}{% endif %}", ":1  `else` without `for` or `if` / delete it, or"),
        ("{% fro s in title %}", ":1  `fro` is not part of the template language / did you mean `for`? / | "),
        ("{% set x %}", ":1  `set` is not part of the template language / templates can use `block`, `extends`"),
        ("<!-- {% for %} -->{{ title }", ":1  unexpected `}` / | "),
        ("{{ title topic }}", ":1  expected token `}}`, got `topic` / | "),
        ("{% raw %}", ":1  missing end of raw directive / | "),
        ("{{ super() }}", ":1  `super()` in a block that replaces no other"),
        (
            "{% for super in overview.statements %}{{ super() }}{% endfor %}",
            ":1  `super` cannot be the name of an item / for example `{% for statement in group.statements %}` / | ",
        ),
        (
            "{% for loop in overview.statements %}{% endfor %}",
            ":1  `loop` cannot be the name of an item / for example `{% for",
        ),
        (
            "{% block a %}{% endblock %}\n{% block a %}{% endblock %}",
            ":2  duplicate block `a` (first used in line 1) / rename one of the two",
        ),
        ('x\n{% extends "test/deck.md.j2" %}', ":2  `extends` inside a block / move it to the first line of the file"),
        (
            "{% if title < 5 %}x{% endif %}",
            ":1  values of different types cannot be compared / compare texts with texts",
        ),
        ("{{ title.length }}", ":1  unknown name `length` in the text `Harrow harbour` / it has no names of its own"),
        (
            "{% for s in figures %}{{ loop.depth }}{% endfor %}",
            ":1  unknown name `depth` in `loop` / valid names: `first`, `index`, `last`, `length` / | ",
        ),
        ("{{ true }}", ":1  `true` or `false` cannot be printed"),
        ("{% for s in figures %}{% endfor %}\n{{ s.caption }}", ":2  `s` is not defined here / the name of an item"),
    ],
)
def test_a_mistake_is_reported_with_file_line_help_and_the_text_of_the_line(
    markdown: str, problem: str, tmp_path: Path
) -> None:
    problems = problems_of(tmp_path, markdown)
    assert len(problems) == 1
    assert problems[0].startswith(f"test/briefing.md.j2{problem}")
    assert " / | " in problems[0]


def test_an_unclosed_block_at_the_end_of_a_template_is_reported_at_its_own_line(tmp_path: Path) -> None:
    folder = write_templates(tmp_path, test__briefing="{% block opening %}{% endblock %}\n{% block body %}\nText\n")
    with pytest.raises(InputError) as caught:
        compose_document(edition(), [folder])
    assert str(caught.value).startswith(
        f"{folder}/test/briefing.md.j2:2:4  `block` is not closed before the end of the template"
    )


def test_all_unknown_names_of_records_are_reported_at_once_each_once(tmp_path: Path) -> None:
    template = (
        "# {{ overview.titel }}\n\n{% for s in overview.statements %}{{ s.tex | stop }} {{ s.tex }}{% endfor %}\n\n"
        "{% for s in overview.statments %}{{ s.any.thing }}{% endfor %}{{ labels.sorces | cite }}"
    )
    assert [problem.partition(" / ")[0] for problem in problems_of(tmp_path, template)] == [
        "test/briefing.md.j2:1  unknown name `titel` in a record",
        "test/briefing.md.j2:3  unknown name `tex` in `tolls`",
        "test/briefing.md.j2:5  unknown name `statments` in a record",
        "test/briefing.md.j2:5  unknown name `sorces` in a record",
    ]


def test_all_mistakes_of_a_template_are_reported_at_once(tmp_path: Path) -> None:
    assert len(problems_of(tmp_path, "{{ titel }}\n\n{{ topik }}\n\n{{ title | x }}")) == 3


def test_a_mistake_in_an_inherited_block_is_reported_in_the_file_of_the_parent(tmp_path: Path) -> None:
    write_templates(
        tmp_path,
        parent__briefing="{% block body %}\n\n{{ overview.wrong }}\n{% endblock %}",
        test__briefing='{% extends "parent/briefing.md.j2" %}{% block body %}{{ super() }}{% endblock %}',
    )
    with pytest.raises(InputError) as caught:
        compose_document(edition(), [tmp_path])
    assert caught.value.problems[0].place == Place(f"{tmp_path}/parent/briefing.md.j2", 3, 13)


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("Stray\n{% block body %}x{% endblock %}", "test/briefing.md.j2:1  text outside of all blocks"),
        ("{% block body %}x{% endblock %}\n\n\nStray", "test/briefing.md.j2:4  text outside of all blocks"),
        ("{% block other %}x{% endblock %}", "test/audience.yaml:3  section `body` is not a block of"),
        ('{% extends "test/briefing.md.j2" %}', "test/briefing.md.j2:1  unknown template `test/briefing.md.j2`"),
        ('{% extends "../x" %}', "test/briefing.md.j2:1  unknown template `../x`"),
        ('{% extends "base/briefing.md.j2" %}{% block bodie %}x{% endblock %}',
        "test/briefing.md.j2:1  block `bodie` is in no section, and in no template that this one extends / did you"),
        ('{% extends title %}{% block body %}x{% endblock %}',
        "test/briefing.md.j2:1  `extends` needs the name of a template in quotes"),
        ('{% extends "loop/briefing.md.j2" %}', "`loop/briefing.md.j2` extends itself"),
        ("{% block body %}\ufdd0{% endblock %}",
        "test/briefing.md.j2:1  the character U+FDD0 is not allowed in a template"),
    ],
)  # fmt: skip
def test_a_template_that_does_not_fit_together_is_refused(template: str, problem: str, tmp_path: Path) -> None:
    write_templates(
        tmp_path,
        test__briefing=template,
        base__briefing=BASE,
        loop__briefing='{% extends "pool/briefing.md.j2" %}',
        pool__briefing='{% extends "loop/briefing.md.j2" %}',
    )
    with pytest.raises(InputError) as caught:
        compose_document(edition(), [tmp_path])
    assert problem in "\n".join(describe(other, tmp_path) for other in caught.value.problems)


def test_a_chain_of_more_than_ten_templates_is_refused(tmp_path: Path) -> None:
    parents = {f"t{number}__briefing": f'{{% extends "t{number + 1}/briefing.md.j2" %}}' for number in range(10)}
    write_templates(tmp_path, test__briefing='{% extends "t0/briefing.md.j2" %}', t10__briefing=BASE, **parents)
    with pytest.raises(InputError, match=r"t8/briefing\.md\.j2:1  more than 10 templates extend each other"):
        compose_document(edition(), [tmp_path])


def test_blocks_that_contain_each_other_are_refused(tmp_path: Path) -> None:
    write_templates(
        tmp_path,
        test__briefing='{% extends "base/briefing.md.j2" %}'
        "{% block a %}{% block body %}{{ super() }}{% endblock %}{% endblock %}",
        base__briefing="{% block body %}{% block a %}{% endblock %}{% endblock %}",
    )
    with pytest.raises(InputError, match="block `body` contains itself"):
        compose_document(edition(), [tmp_path])


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("", "more than 200,000 loop iterations / use fewer nested loops"),
        ("{{ a.text }}" * 200, "more than 8,000,000 characters of text / use fewer nested loops"),
    ],
)
def test_loops_and_text_are_limited(inside: str, problem: str, tmp_path: Path) -> None:
    depth = 2 if inside else 6
    bomb = "{% for a in overview.statements %}" * depth + inside + "{% endfor %}" * depth
    many = edition(overview=section(*(statement(f"s{number}") for number in range(300))))
    assert problem in problems_of(tmp_path, bomb, many)[0]


def test_loops_over_lists_written_in_the_template_are_limited_too(tmp_path: Path) -> None:
    bomb = "{% for a in [" + "1, " * 60 + "] %}"
    assert "more than 200,000 loop iterations" in problems_of(tmp_path, bomb * 4 + "{% endfor %}" * 4)[0]


def test_a_template_prints_new_values_each_time_it_is_used(tmp_path: Path) -> None:
    documents = [
        briefing(tmp_path, '{{ title }} {{ "in short" }} {{ 5 }}{{ "x" }}', edition(title=text(title)))[0]
        for title in ("One", "Two", "One")
    ]
    assert [list(lines(document.blocks)) for document in documents] == [
        [f"paragraph: {t} in short 5x"] for t in ("One", "Two", "One")
    ]


def test_each_block_of_a_deck_has_to_start_its_own_slide(tmp_path: Path) -> None:
    write_templates(
        tmp_path,
        test__deck="{% block opening %}\n## One\n\nx\n{% endblock %}\n{% block body %}\nLost\n{% endblock %}\n",
    )
    with pytest.raises(InputError) as caught:
        compose_deck(edition("deck"), [tmp_path])
    assert [(problem.place.line, problem.what) for problem in caught.value.problems] == [
        (7, "this is not on any slide")
    ]


ESCAPES = (
    "{{ title.__class__ }}", "{{ title['__class__'] }}", "{{ overview.statements.__len__ }}", "{{ loop.__init__ }}",
    "{{ ''.format }}", "{{ self }}", "{{ cycler }}", "{{ lipsum }}", "{{ range(3) }}", "{{ namespace }}",
    "{{ title | attr('x') }}", "{{ [title] | map('upper') }}", "{{ 'x' * 1000000000 }}", "{{ joiner.__globals__ }}",
    "{% import 'test/briefing.md.j2' as x %}", "{% from 'x' import y %}", "{% macro x() %}{% endmacro %}",
    "{% call x() %}{% endcall %}", "{% with x = 1 %}{% endwith %}",
    "{% for x in overview.statements recursive %}{% endfor %}",
    "{% for a, b in overview.statements %}{% endfor %}", "{{ super.__globals__ }}", "{{ super(title) }}",
    "{{ overview.statements[0] }}", "{{ title[0:2] }}", "{{ {'a': title} }}", "{% filter stop %}x{% endfilter %}",
    "{{ caller() }}", "{{ title | date(title) | counted }}", "{{ overview.statements | counted }}",
    "{{ audience.place }}",
)  # fmt: skip


@pytest.mark.parametrize("escape", ESCAPES)
def test_there_is_no_way_out_of_the_template_language(escape: str, tmp_path: Path) -> None:
    assert problems_of(tmp_path, escape)


def test_symbolic_links_named_pipes_and_huge_files_are_not_read(tmp_path: Path) -> None:
    write_templates(tmp_path, real__briefing=BASE)
    (tmp_path / "test").mkdir()
    path = tmp_path / "test/briefing.md.j2"
    path.symlink_to(tmp_path / "real/briefing.md.j2")
    assert refused(tmp_path) == "cannot be read"
    path.unlink()
    os.mkfifo(path)
    assert refused(tmp_path) == "is not a regular file"
    path.unlink()
    path.write_bytes(b"x" * 1_000_001)
    assert refused(tmp_path) == "is larger than 1,000,000 bytes"
    path.write_bytes(b"line\n\xff")
    assert refused(tmp_path) == "is not UTF-8 text"
    path.unlink()
    path.parent.rmdir()
    path.parent.symlink_to(tmp_path / "real")
    assert refused(tmp_path) == "its folder is a symbolic link"


def test_a_template_that_cannot_be_used_comes_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "test").mkdir()
    for data in (b"x" * 1_000_001, b"line\n\xff"):
        (tmp_path / "test/briefing.md.j2").write_bytes(data)
        with pytest.raises(InputError) as caught:
            composed(edition(), tmp_path)
        assert all(problem.help for problem in caught.value.problems)


def refused(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        compose_document(edition(), [folder])
    return caught.value.problems[0].what


def test_missing_optional_values_are_empty(tmp_path: Path) -> None:
    markdown = "\n".join(
        f"{{% if {name} %}}{name}{{% endif %}}{{{{ {name} }}}}" for name in ("overview.intro", "open_questions.further")
    )
    markdown += (
        "{% for s in overview.statements %}{{ s.status }}{{ s.date }}{{ s.date | date }}{{ s.question }}{% endfor %}"
    )
    assert briefing(tmp_path, markdown)[0].blocks == ()


def test_texts_can_be_compared_and_dates_have_the_format_of_the_audience(tmp_path: Path) -> None:
    document, _ = briefing(
        tmp_path,
        '{% if audience.citations == "numbers" and topic %}{{ as_of }}, {{ as_of | date("MMM y") }}{% endif %}'
        "{% if open_questions.omitted > 2 %}, many{% endif %}{{ open_questions.omitted }}",
        edition(open_questions=section(omitted=3)),
    )
    assert list(lines(document.blocks)) == ["paragraph: 5 August 2019, Aug 2019, many3"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Tolls", "Tolls."),
        ("Tolls.", "Tolls."),
        ("Who pays?", "Who pays?"),
        ("“Tolls.”", "“Tolls.”"),
        ("", ""),
        ("関税", "関税。"),
        ("관세", "관세."),
    ],
)
def test_stop_ends_a_text_with_a_full_stop_unless_it_has_one(typed: str, expected: str, tmp_path: Path) -> None:
    document, _ = briefing(tmp_path, "{{ title | stop }}x", edition(title=text(typed)))
    assert list(lines(document.blocks)) == [f"paragraph: {expected}x"]


@pytest.mark.parametrize(("language", "expected"), [("en-US", "Tolls:x"), ("fr", "Tolls :x"), ("fr-CA", "Tolls :x")])
def test_colon_ends_a_text_as_its_language_writes_it(language: str, expected: str, tmp_path: Path) -> None:
    labels = read_labels(language, [shipped.templates()], {})
    document, _ = briefing(
        tmp_path,
        "{{ title | colon }}x{{ topic | colon }}",
        edition(title=text("Tolls"), topic=text(""), language=language, labels=labels),
    )
    assert list(lines(document.blocks)) == [f"paragraph: {expected}"]


def test_a_statement_that_is_shown_but_never_cited_is_a_warning(tmp_path: Path) -> None:
    _, warnings = briefing(tmp_path, "x\n\n{% for s in overview.statements %}\n{{ s.wording }}\n{% endfor %}")
    assert [(warning.place.line, warning.what) for warning in warnings] == [(4, "shown but never cited: `tolls`")]


def test_fields_of_dataset_and_profile_can_be_printed_by_templates_and_word_files(tmp_path: Path) -> None:
    profile: Audience = audience(fields={"phone": "555", "title": "no"})
    document, _ = briefing(
        tmp_path,
        "{{ distribution }}, {{ audience.phone }}",
        edition(fields={"distribution": text("*All*")}, audience=profile),
    )
    assert list(lines(document.blocks)) == ["paragraph: <i>All</i>, 555"]
    assert document.fields == {
        "title": "Harrow harbour", "short_title": "", "topic": "Harbours", "prepared_by": "Port desk",
        "as_of": "5 August 2019",
        "as_of_line": "As of 5 August 2019", "marking": "Draft", "audience": "Harbour board", "dataset": "harbour",
        "distribution": "All", "phone": "555",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["standard", "executive"])
def test_the_shipped_templates_compose_any_topic(name: str) -> None:
    search_path = [Path(__file__).parents[2] / "templates"]
    names = ("key_messages", "scorecard", "developments", "open_questions", "figures")
    sections = {"briefing": names, "deck": names}
    profile = audience(name=name, lineage=dict.fromkeys((name, "standard")), sections=sections, citations="footnotes")
    document, warnings = compose_document(edition(audience=profile), search_path)
    slides, more = compose_deck(edition("deck", audience=profile), search_path)
    assert warnings == () and [warning.what for warning in more] in (
        [],
        ["2 slides are titled `Much moved`"],  # as the takeaways of this edition say
    )
    assert sum(line.startswith("slide") for line in slide_lines(slides.slides)) == 7
    titles = (
        "At a glance",
        "Scorecard",
        "Developments",
        "Open questions",
        "Berths",
        *(("Sources",) if name == "standard" else ()),
    )
    assert [line for line in lines(document.blocks) if line.startswith("heading 1")] == [
        f"heading 1: {title}" for title in titles
    ]


FRAGMENTS = (
    "{% block body %}", "{% endblock %}", "{% block other %}", "{% for s in overview.statements %}", "{% endfor %}",
    "{% for x in s.sources %}", "{% if title %}", "{% else %}", "{% endif %}", "{{ title }}", "{{ s.wording }}",
    "{{ s | cite }}", "{{ super() }}", "{{ loop.index }}", "{{ figures }}", '{% extends "base/briefing.md.j2" %}', "{{",
    "}}", "{%", "%}", "<!--", "-->", "\n", "\n\n", "- ", "1. ", "# ", "## ", "| a | b |\n|---|---|\n", "| ", ": ",
    "::: ",
    ":::\n", "panel", "{.panel", " title=\"", "\"}", "}", "{", "columns", ".column", "cards", "notes", "{#refs}",
    "events",
    "**", "*", "_", "[", "](figure:berths)", "](https://x.example)", "![", "]", "^[", "[@port", "[@",
    "{{ title | stop }}",
    "\\", "&amp;", "<b>", "`", "```\n", "---\n", "===\n", "> ", "    ", "\t", "x", "漢",
    "{{ as_of | date('QQ h:mm') }}",
    "{% raw %}", "{% endraw %}", "{{ (" * 30, "{% if not " + "not " * 400 + "x %}", "{{ " + "9" * 5000 + " }}",
    "{% for s in overview.statements %}" * 25, "{{ '\\ud800' }}", "{% block x required %}", "\x07",
    "> " * 200, "- " * 150,
)  # fmt: skip


MARKDOWN = tuple(fragment for fragment in FRAGMENTS if "{%" not in fragment and fragment.count("{{") in (0, 1))


@given(
    st.one_of(
        st.lists(st.sampled_from(FRAGMENTS), max_size=25), st.lists(st.sampled_from(MARKDOWN), min_size=3, max_size=25)
    ).map("".join),
    st.booleans(),
)
@settings(max_examples=600, deadline=None)
def test_any_template_is_composed_or_reported(
    tmp_path_factory: pytest.TempPathFactory, text: str, closed: bool
) -> None:
    folder = tmp_path_factory.getbasetemp()
    write_templates(folder, base__briefing=BASE)
    write_templates(folder, test__briefing="{% block body %}" + text + "{% endblock %}" if closed else text)
    write_templates(folder, test__deck="{% block body %}## x\n\n" + text + "{% endblock %}" if closed else text)
    for compose, to_compose in ((compose_document, edition()), (compose_deck, edition("deck"))):
        try:
            compose(to_compose, [folder])
        except InputError as error:
            assert all("test/" in problem.place.file or "base/" in problem.place.file for problem in error.problems)


def test_composing_leaves_no_reference_cycles_behind(tmp_path: Path) -> None:
    """Otherwise a long pack would keep its slots and syntax trees in memory until the garbage collector runs."""
    markdown = "{% for s in key_messages.statements %}\n- {{ s.wording }}{{ s | cite }}\n{% endfor %}"
    long = edition(key_messages=section(*(statement(f"s{number}") for number in range(300))))
    gc.collect()
    gc.disable()
    try:
        document, _ = briefing(tmp_path, markdown, long)
        assert gc.collect() < 100
    finally:
        gc.enable()
    assert len(document.blocks) == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{{ title }} · {{ topic }}", "Tolls"),
        ("{{ topic }} · {{ title }}", "Tolls"),
        ("Since {{ title }} · {{ topic }} · then", "Since Tolls · then"),
        ("{{ topic }} · {{ prepared_by }} · {{ title }}", "Tolls"),
        ("{{ title }}, {{ topic }}", "Tolls"),
        ("{{ title }} – {{ topic }}", "Tolls"),
        ("{{ title }} · as typed ·", "Tolls · as typed ·"),
        ("a, {{ topic }}b", "a, b"),
    ],
)
def test_a_separator_goes_with_the_empty_value_beside_it(line: str, expected: str, tmp_path: Path) -> None:
    empty = text("")
    document, _ = briefing(tmp_path, line, edition(title=text("Tolls"), topic=empty, prepared_by=empty))
    assert list(lines(document.blocks)) == [f"paragraph: {expected}"]


def test_a_block_without_any_value_prints_no_labels_either(tmp_path: Path) -> None:
    template = "# {{ topic }}\n\n{{ labels.sources }}\n\n| {{ labels.date }} | {{ topic }} |\n|---|---|\n"
    document, _ = briefing(tmp_path, template, edition(topic=text("")))
    assert document.blocks == ()
    document, _ = briefing(tmp_path, "Words of its own. {{ topic }}", edition(topic=text("")))
    assert list(lines(document.blocks)) == ["paragraph: Words of its own."]
