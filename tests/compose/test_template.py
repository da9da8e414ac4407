"""Which template is used, what it may say, and what its author is told."""

import gc
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compose.deck import compose_deck
from generator.compose.document import compose_document
from generator.errors import InputError, Place
from generator.model.audience import Audience
from generator.model.edition import Edition
from tests.compose.editions import audience, briefing, edition, section, shelf, text, told
from tests.compose.shown import lines, slide_lines

BASE = "{% block opening %}\nFirst\n{% endblock %}\n{% block body %}\nBase {{ title }}\n{% endblock %}\n"


def composed(made: Edition, *shelves: Path) -> list[str]:
    return list(lines(compose_document(made, shelves)[0].blocks))


def told_of(folder: Path, markdown: str, made: Edition | None = None) -> list[str]:
    with pytest.raises(InputError) as caught:
        briefing(folder, markdown, made)
    return [re.sub(r"\n +", " / ", str(each)).replace(f"{folder}/", "") for each in caught.value.problems]


def child(**changes: object) -> Edition:
    return edition(audience=audience(name="child", lineage=("child", "test"), **changes))


def test_blocks_are_printed_in_the_order_of_the_sections_between_opening_and_closing(tmp_path: Path) -> None:
    blocks = ("closing", "two", "opening", "one", "unused")
    folder = shelf(tmp_path, test__briefing="\n".join(f"{{% block {b} %}}\n{b}\n{{% endblock %}}" for b in blocks))
    made = edition(audience=audience(sections={"briefing": ("one", "two")}))
    assert composed(made, folder) == [f"paragraph: {name}" for name in ("opening", "one", "two", "closing")]


def test_an_audience_without_a_template_uses_the_one_it_extends(tmp_path: Path) -> None:
    assert composed(child(), shelf(tmp_path, test__briefing=BASE)) == [
        "paragraph: First",
        "paragraph: Base Harrow harbour",
    ]


def test_one_block_is_overridden_with_what_stands_above_it_and_the_rest_inherited(tmp_path: Path) -> None:
    folder = shelf(
        tmp_path,
        test__briefing=BASE,
        child__briefing='{% extends "test/briefing.md.j2" %}{% block body %}\nMine\n\n{{ super() }}\n{% endblock %}\n',
    )
    assert composed(child(), folder) == ["paragraph: First", "paragraph: Mine", "paragraph: Base Harrow harbour"]


def test_a_block_inside_a_block_is_overridden_alone(tmp_path: Path) -> None:
    folder = shelf(
        tmp_path,
        test__briefing="{% block body %}\nBefore {% block inner %}old{% endblock %} after\n{% endblock %}",
        child__briefing='{% extends "test/briefing.md.j2" %}{% block inner %}new{% endblock %}',
    )
    assert composed(child(), folder) == ["paragraph: Before new after"]


def test_the_users_shelf_comes_first_and_may_change_the_installed_template_of_the_same_name(tmp_path: Path) -> None:
    installed = shelf(tmp_path / "installed", test__briefing=BASE)
    own = shelf(
        tmp_path / "own",
        test__briefing='{% extends "test/briefing.md.j2" %}{% block opening %}Ours{% endblock %}',
    )
    assert composed(edition(), own, installed) == ["paragraph: Ours", "paragraph: Base Harrow harbour"]


@pytest.mark.parametrize(
    ("markdown", "problem"),
    [
        ("{{ titel }}", ":1  no name `titel` / did you mean `title`? / | "),
        ("x\n\n{{ overview.statments }}", ":3  no name `statments` in a group of values / did you mean `statements`?"),
        (
            "{% for s in overview.statements %}\n{{ s.wordings }}\n{% endfor %}",
            ":2  no name `wordings` in `tolls` / did you",
        ),
        ("{{ title | upper }}", ":1  no filter `upper` / valid names: `cite`, `date`, `ref`, `stop`"),
        ("{{ overview }}", ":1  a group of values cannot be printed as a whole / print one of its names: `title`"),
        ("{{ overview.statements }}", ":1  a list of 1 cannot be printed as a whole / use `for`"),
        ("{% for x in title %}\n{% endfor %}", ":1  `for` needs a list; this is the text `Harrow harbour`"),
        ("{{ title | cite }}", ":1  `cite` needs a record with sources; this is the text `Harrow harbour`"),
        ("{{ title | date }}", ":1  `date` needs a date; this is the text `Harrow harbour`"),
        ("{{ overview | ref }}", ":1  `ref` needs a figure; this is a group of values"),
        ("{{ figures | stop }}", ":1  `stop` needs a text; this is a list of 1"),
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
            ":3  `endblock` belongs to no `block` / delete it, or open one above it / | {% endblock %}",
        ),
        ("{% if title %}{% else %}{% else %}{% endif %}", ":1  `else` belongs to no `for` or `if` / delete it, or"),
        ("{% fro s in title %}", ":1  `fro` is not part of the template language / did you mean `for`? / | "),
        ("{% set x %}", ":1  `set` is not part of the template language / a template holds `block`, `extends`"),
        ("<!-- {% for %} -->{{ title }", ":1  unexpected `}` / | "),
        ("{{ title topic }}", ":1  expected token `}}`, got `topic` / | "),
        ("{% raw %}", ":1  missing end of raw directive / | "),
        ("{{ super() }}", ":1  `super()` has no block above it"),
        (
            "{% for super in overview.statements %}{{ super() }}{% endfor %}",
            ":1  an item cannot be called `super` / {% for statement in group.statements %} / | ",
        ),
        ("{% for loop in overview.statements %}{% endfor %}", ":1  an item cannot be called `loop` / {% for"),
        (
            "{% block a %}{% endblock %}\n{% block a %}{% endblock %}",
            ":2  the block `a` stands twice / first in line 1",
        ),
        ('x\n{% extends "test/deck.md.j2" %}', ":2  `extends` stands inside of a block / put it into the first line"),
        ("{% if title < 5 %}x{% endif %}", ":1  unlike values cannot be compared so / compare texts with texts"),
        ("{{ true }}", ":1  `true` or `false` cannot be printed"),
    ],
)
def test_a_mistake_is_told_with_file_line_the_lines_text_and_a_way_out(
    markdown: str, problem: str, tmp_path: Path
) -> None:
    said = told_of(tmp_path, markdown)
    assert len(said) == 1
    assert said[0].startswith(f"test/briefing.md.j2{problem}")
    assert " / | " in said[0]


def test_a_block_at_the_end_of_a_template_that_is_not_closed_is_named_with_its_line(tmp_path: Path) -> None:
    folder = shelf(tmp_path, test__briefing="{% block opening %}{% endblock %}\n{% block body %}\nText\n")
    with pytest.raises(InputError) as caught:
        compose_document(edition(), [folder])
    assert str(caught.value).startswith(
        f"{folder}/test/briefing.md.j2:2  `block` is not closed before the template ends"
    )


def test_all_mistakes_of_a_template_are_told_at_once(tmp_path: Path) -> None:
    assert len(told_of(tmp_path, "{{ titel }}\n\n{{ topik }}\n\n{{ title | x }}")) == 3


def test_a_name_in_an_inherited_block_is_told_with_the_parents_file_and_line(tmp_path: Path) -> None:
    shelf(
        tmp_path,
        parent__briefing="{% block body %}\n\n{{ overview.wrong }}\n{% endblock %}",
        test__briefing='{% extends "parent/briefing.md.j2" %}{% block body %}{{ super() }}{% endblock %}',
    )
    with pytest.raises(InputError) as caught:
        compose_document(edition(), [tmp_path])
    assert caught.value.problems[0].place == Place(f"{tmp_path}/parent/briefing.md.j2", 3)


@pytest.mark.parametrize(
    ("own", "problem"),
    [
        ("Stray\n{% block body %}x{% endblock %}", "test/briefing.md.j2:1  text outside of all blocks"),
        ("{% block body %}x{% endblock %}\n\n\nStray", "test/briefing.md.j2:4  text outside of all blocks"),
        ("{% block other %}x{% endblock %}", "test/audience.yaml:3  the section `body` is no block"),
        ('{% extends "test/briefing.md.j2" %}', "test/briefing.md.j2:1  no template `test/briefing.md.j2`"),
        ('{% extends "../x" %}', "test/briefing.md.j2:1  no template `../x`"),
        ('{% extends "base/briefing.md.j2" %}{% block bodie %}x{% endblock %}',
         "test/briefing.md.j2:1  the block `bodie` is in no parent and no section / did you mean `body`?"),
        ('{% extends title %}{% block body %}x{% endblock %}',
        "test/briefing.md.j2:1  `extends` names a template in quotes"),
        ('{% extends "loop/briefing.md.j2" %}', "`loop/briefing.md.j2` extends itself in a circle"),
        ("{% block body %}\ufdd0{% endblock %}",
        "test/briefing.md.j2:1  the character U+FDD0 cannot stand in a template"),
    ],
)  # fmt: skip
def test_a_template_that_does_not_hold_together_is_told_so(own: str, problem: str, tmp_path: Path) -> None:
    shelf(
        tmp_path,
        test__briefing=own,
        base__briefing=BASE,
        loop__briefing='{% extends "pool/briefing.md.j2" %}',
        pool__briefing='{% extends "loop/briefing.md.j2" %}',
    )
    with pytest.raises(InputError) as caught:
        compose_document(edition(), [tmp_path])
    said = "\n".join(re.sub(r"\n +", " / ", str(each)) for each in caught.value.problems)
    assert problem in said.replace(f"{tmp_path}/", "")


def test_blocks_that_hold_each_other_are_refused(tmp_path: Path) -> None:
    shelf(
        tmp_path,
        test__briefing='{% extends "base/briefing.md.j2" %}'
        "{% block a %}{% block body %}{{ super() }}{% endblock %}{% endblock %}",
        base__briefing="{% block body %}{% block a %}{% endblock %}{% endblock %}",
    )
    with pytest.raises(InputError, match="the block `body` holds itself"):
        compose_document(edition(), [tmp_path])


@pytest.mark.parametrize(
    ("inside", "said"),
    [("", "more than 200,000 turns of loops"), ("{{ a.text }}" * 200, "more than 8,000,000 characters")],
)
def test_work_is_bounded(inside: str, said: str, tmp_path: Path) -> None:
    depth = 2 if inside else 6
    bomb = "{% for a in overview.statements %}" * depth + inside + "{% endfor %}" * depth
    many = edition(overview=section(*(told(f"s{number}") for number in range(300))))
    assert said in told_of(tmp_path, bomb, many)[0]


def test_work_over_lists_that_the_template_writes_itself_is_bounded_too(tmp_path: Path) -> None:
    bomb = "{% for a in [" + "1, " * 60 + "] %}"
    assert "more than 200,000 turns of loops" in told_of(tmp_path, bomb * 4 + "{% endfor %}" * 4)[0]


def test_a_template_says_what_it_should_each_time_it_is_used(tmp_path: Path) -> None:
    said = [
        briefing(tmp_path, '{{ title }} {{ "in short" }} {{ 5 }}{{ "x" }}', edition(title=text(title)))[0].blocks
        for title in ("One", "Two", "One")
    ]
    assert [list(lines(blocks)) for blocks in said] == [[f"paragraph: {t} in short 5x"] for t in ("One", "Two", "One")]


def test_each_block_of_a_deck_begins_its_own_slides(tmp_path: Path) -> None:
    shelf(
        tmp_path,
        test__deck="{% block opening %}\n## One\n\nx\n{% endblock %}\n{% block body %}\nLost\n{% endblock %}\n",
    )
    with pytest.raises(InputError) as caught:
        compose_deck(edition("deck"), [tmp_path])
    assert [(each.place.line, each.what) for each in caught.value.problems] == [(7, "this stands on no slide")]


ESCAPES = (
    "{{ title.__class__ }}", "{{ title['__class__'] }}", "{{ overview.statements.__len__ }}", "{{ loop.__init__ }}",
    "{{ ''.format }}", "{{ self }}", "{{ cycler }}", "{{ lipsum }}", "{{ range(3) }}", "{{ namespace }}",
    "{{ title | attr('x') }}", "{{ [title] | map('upper') }}", "{{ 'x' * 1000000000 }}", "{{ joiner.__globals__ }}",
    "{% import 'test/briefing.md.j2' as x %}", "{% from 'x' import y %}", "{% macro x() %}{% endmacro %}",
    "{% call x() %}{% endcall %}", "{% with x = 1 %}{% endwith %}",
    "{% for x in overview.statements recursive %}{% endfor %}",
    "{% for a, b in overview.statements %}{% endfor %}", "{{ super.__globals__ }}", "{{ super(title) }}",
    "{{ overview.statements[0] }}", "{{ title[0:2] }}", "{{ {'a': title} }}", "{% filter stop %}x{% endfilter %}",
    "{{ caller() }}", "{{ title | date(title) | bounded }}", "{{ overview.statements | bounded }}",
    "{{ audience.place }}",
)  # fmt: skip


@pytest.mark.parametrize("escape", ESCAPES)
def test_there_is_no_way_out_of_the_language(escape: str, tmp_path: Path) -> None:
    assert told_of(tmp_path, escape)


def test_links_pipes_and_huge_files_are_not_read(tmp_path: Path) -> None:
    shelf(tmp_path, real__briefing=BASE)
    (tmp_path / "test").mkdir()
    path = tmp_path / "test/briefing.md.j2"
    path.symlink_to(tmp_path / "real/briefing.md.j2")
    assert refused(tmp_path) == "cannot be read"
    path.unlink()
    os.mkfifo(path)
    assert refused(tmp_path) == "is no regular file"
    path.unlink()
    path.write_bytes(b"x" * 1_000_001)
    assert refused(tmp_path) == "is longer than 1,000,000 bytes"
    path.write_bytes(b"line\n\xff")
    assert refused(tmp_path) == "is not UTF-8 text"


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


def test_missing_optional_values_are_there_and_empty(tmp_path: Path) -> None:
    markdown = "\n".join(
        f"{{% if {name} %}}{name}{{% endif %}}{{{{ {name} }}}}" for name in ("overview.intro", "open_questions.further")
    )
    markdown += (
        "{% for s in overview.statements %}{{ s.status }}{{ s.date }}{{ s.date | date }}{{ s.question }}{% endfor %}"
    )
    assert briefing(tmp_path, markdown)[0].blocks == ()


def test_texts_are_compared_and_dates_said_as_the_audience_says_them(tmp_path: Path) -> None:
    made, _ = briefing(
        tmp_path,
        '{% if audience.citations == "numbers" and topic %}{{ as_of }}, {{ as_of | date("MMM y") }}{% endif %}'
        "{% if open_questions.omitted > 2 %}, many{% endif %}{{ open_questions.omitted }}",
        edition(open_questions=section(omitted=3)),
    )
    assert list(lines(made.blocks)) == ["paragraph: 5 August 2019, Aug 2019, many3"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Tolls", "Tolls."),
        ("Tolls.", "Tolls."),
        ("Who pays?", "Who pays?"),
        ("“Tolls.”", "“Tolls.”"),
        ("", ""),
        ("関税", "関税。"),
    ],
)
def test_a_full_stop_is_set_unless_there_is_one(typed: str, said: str, tmp_path: Path) -> None:
    made, _ = briefing(tmp_path, "{{ title | stop }}|", edition(title=text(typed)))
    assert list(lines(made.blocks)) == [f"paragraph: {said}|"]


def test_a_statement_shown_but_never_cited_is_a_warning_at_its_line(tmp_path: Path) -> None:
    _, warnings = briefing(tmp_path, "x\n\n{% for s in overview.statements %}\n{{ s.wording }}\n{% endfor %}")
    assert [(each.place.line, each.what) for each in warnings] == [(4, "shown but never cited: `tolls`")]


def test_fields_of_dataset_and_profile_are_names_in_templates_and_in_word(tmp_path: Path) -> None:
    profile: Audience = audience(fields={"phone": "555", "title": "no"})
    made, _ = briefing(
        tmp_path,
        "{{ distribution }}, {{ audience.phone }}",
        edition(fields={"distribution": text("*All*")}, audience=profile),
    )
    assert list(lines(made.blocks)) == ["paragraph: <i>All</i>, 555"]
    assert made.fields == {
        "title": "Harrow harbour", "topic": "Harbours", "prepared_by": "Port desk", "as_of": "5 August 2019",
        "as_of_line": "As of 5 August 2019", "marking": "Draft", "audience": "Harbour board", "dataset": "harbour",
        "distribution": "All", "phone": "555",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["standard", "executive"])
def test_the_shipped_templates_compose_any_topic(name: str) -> None:
    shelves = [Path(__file__).parents[2] / "templates"]
    names = ("key_messages", "scorecard", "developments", "open_questions", "figures")
    sections = {"briefing": names, "deck": names}
    profile = audience(name=name, lineage=dict.fromkeys((name, "standard")), sections=sections, citations="footnotes")
    document, warnings = compose_document(edition(audience=profile), shelves)
    slides, more = compose_deck(edition("deck", audience=profile), shelves)
    assert (warnings, more) == ((), ())
    assert sum(line.startswith("slide") for line in slide_lines(slides.slides)) == 7
    titles = ("Scorecard", "Developments", "Open questions", "Berths", *(("Sources",) if name == "standard" else ()))
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
def test_whatever_a_template_says_is_composed_or_told(
    tmp_path_factory: pytest.TempPathFactory, text: str, closed: bool
) -> None:
    folder = tmp_path_factory.getbasetemp()
    shelf(folder, base__briefing=BASE)
    shelf(folder, test__briefing="{% block body %}" + text + "{% endblock %}" if closed else text)
    shelf(folder, test__deck="{% block body %}## x\n\n" + text + "{% endblock %}" if closed else text)
    for compose, made in ((compose_document, edition()), (compose_deck, edition("deck"))):
        try:
            compose(made, [folder])
        except InputError as error:
            assert all("test/" in each.place.file or "base/" in each.place.file for each in error.problems)


def test_nothing_of_a_composition_waits_in_circles_for_python_to_find_them(tmp_path: Path) -> None:
    """A long pack would keep all that its templates printed, and the trees of its Markdown, beside the next ones."""
    markdown = "{% for each in key_messages.statements %}\n- {{ each.wording }}{{ each | cite }}\n{% endfor %}"
    told_ = edition(key_messages=section(*(told(f"s{number}") for number in range(300))))
    gc.collect()
    gc.disable()
    try:
        made = briefing(tmp_path, markdown, told_)
        assert gc.collect() < 100
    finally:
        gc.enable()
    assert len(made[0].blocks) == 1
