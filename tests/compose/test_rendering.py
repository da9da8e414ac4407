"""Our language is a part of Jinja2's: what it renders, Jinja2 renders alike."""

from typing import Any

import jinja2
import pytest

from generator.compose.rendering import Rendering
from generator.compose.shelf import Source
from generator.compose.slots import Slots, literal
from generator.compose.syntax import tree_of

NAMES: dict[str, Any] = {
    "title": literal("Tolls"),
    "empty": literal(""),
    "section": {"title": literal("Quays"), "quays": [literal("north"), literal("south"), literal("west")]},
    "groups": [
        {"name": literal("a"), "quays": [literal("1"), literal("2")]},
        {"name": literal("b"), "quays": []},
    ],
    "nothing": [],
}
SHOUTED = {"date": lambda value, pattern="": literal(f"{value}{pattern}!")}
JINJA = jinja2.Environment(
    comment_start_string="<!--",
    comment_end_string="-->",
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
JINJA.filters |= SHOUTED

CASES = [
    "{{ title }} and {{ section.title }}, {{ section['title'] }}",
    "{% if title == 'Tolls' %}yes{% endif %}{% if title != 'Tolls' %}no{% endif %}",
    "{% if empty %}1{% elif nothing %}2{% elif title %}3{% elif section %}4{% else %}5{% endif %}",
    "{% if empty %}1{% elif nothing %}2{% else %}5{% endif %}",
    "{% if not empty and (title or empty) %}both{% endif %}{{ empty or title }}{{ title and section.title }}",
    "{% for item in section.quays %}{{ item }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "{% for item in section.quays %}{{ loop.index }}/{{ loop.length }}{% if loop.first %}*{% endif %} {% endfor %}",
    "{% for item in nothing %}x{% else %}nothing{% endfor %}",
    "{% for item in section.quays if item != 'south' %}{{ loop.index }} of {{ loop.length }}: {{ item }} {% endfor %}",
    "{% for group in groups %}\n{% for item in group.quays %}\n{{ group.name }}{{ item }}{{ loop.index }}\n{% else %}\n"
    "-\n{% endfor %}\n{{ loop.index }}\n{% endfor %}\n",
    "{% for title in section.quays %}{{ title }}{% endfor %}{{ title }}",
    "{{ 'x' if empty else 'y' }}{{ 'x' if title }}{{ 'x' if empty }}",
    "{% if 'north' in section.quays and 'east' not in section.quays %}in{% endif %}",
    "{% if title in ['Tolls', 'Quays'] %}one{% endif %}{% if title in ('Quays', 'x') %}other{% endif %}",
    "{% for item in section.quays %}{% if 1 < loop.index <= 2 %}{{ item }}{% endif %}{% endfor %}",
    "{% for item in section.quays %}{% if loop.index >= 3 or loop.index < 2 %}{{ item }}{% endif %}{% endfor %}",
    "{{ title | date }}{{ title | date('?') }}{{ 5 }}{{ 'a' 'b' }}",
    "line\n  {% if title %}\n  set in\n  {% endif %}\nend <!-- remark -->\n{%- if title %} close {% endif -%}\n x",
    "{% for item in section.quays %}{% block inner scoped %}{{ item }}{% endblock %}{% endfor %}",
    "{% for item in section.quays %}{% block alone %}{{ title }}{% endblock %}{% endfor %}",
]


def ours(*texts: str) -> str:
    """The first of a chain of templates, each of which extends the next."""
    chain = [Source(f"{number}", 0, f"{number}.j2", text) for number, text in enumerate(texts)]
    slots = Slots()
    rendering = Rendering([(source, tree_of(source)) for source in chain], NAMES, slots, SHOUTED)
    text, origins = rendering.text("body")
    assert len(origins) == text.count("\n") + 1
    lines = text.split("\n")
    return "\n".join("".join(str(_said(piece)) for piece in slots.pieces(line)) for line in lines)


def _said(piece: Any) -> str:
    return piece if isinstance(piece, str) else "".join(inline.text for inline in piece)


def theirs(*texts: str) -> str:
    loader = {str(number): text for number, text in enumerate(texts)}
    environment = JINJA.overlay(loader=jinja2.DictLoader(loader))
    return environment.get_template("0").render(NAMES)


@pytest.mark.parametrize("case", CASES)
def test_what_it_renders_jinja_renders_alike(case: str) -> None:
    text = "{% block body %}" + case + "{% endblock %}"
    assert ours(text) == theirs(text)


def test_blocks_are_overridden_nested_and_asked_for_as_jinja_has_it() -> None:
    chain = (
        "{% extends '1' %}{% block inner %}<{{ super() }}>{% endblock %}",
        "{% extends '2' %}{% block body %}1\n{{ super() }}\n{% if super() %}\n1{% endif %}{% endblock %}",
        "{% block body %}2 {% block inner %}{% for item in section.quays %}{{ item }}\n{% endfor %}{% endblock %}"
        "{% block silent %}{% endblock %}\n2{% endblock %}",
    )
    assert ours(*chain) == theirs(*chain)
