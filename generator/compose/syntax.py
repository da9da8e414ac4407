"""A template's text -> its syntax tree, as Jinja2 parses it; all else of Jinja2 is left alone."""

import re
from collections.abc import Iterable
from functools import lru_cache

from jinja2 import Environment, nodes

from generator.compose.nesting import Token
from generator.compose.shelf import Source

_TAG = re.compile(r"\{%.*?(?P<end>%\})|<!--.*?(?P<remark>-->)")  # `{width=80%}` ends like a tag, and is none
_JINJA = Environment(
    # `{#` begins Markdown attributes (`{#fig-timeline}`), so comments are those of HTML
    comment_start_string="<!--",
    comment_end_string="-->",
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


@lru_cache(maxsize=64)  # a pack that is shortened to its limits is composed several times
def tree_of(source: Source) -> nodes.Template:
    """Return the tree of a template, not to be changed.

    Raises TemplateSyntaxError, RecursionError where it is nested too deeply, ValueError for a number too long.
    """
    return _JINJA.parse(_kept_apart(source.text), source.name, source.file)


def tokens_of(source: Source) -> Iterable[Token]:
    """Return the tokens of a template. Raises TemplateSyntaxError where it cannot be cut into any."""
    return _JINJA.lex(source.text)


def _kept_apart(text: str) -> str:
    """Keep the end of each line whose last tag stands behind words: Jinja2 would glue the next line to it.

    A tag alone on its line leaves no line behind (`trim_blocks`); `+%}` is Jinja2's own word for an exception to that.
    """
    return "\n".join(map(_kept_apart_line, text.split("\n")))


def _kept_apart_line(line: str) -> str:
    tags = list(_TAG.finditer(line))
    if not tags or line[tags[-1].end() :].strip() or not _TAG.sub("", line).strip():
        return line
    end = tags[-1].start("end" if tags[-1]["end"] else "remark")
    return line if line[end - 1] in "-+" else f"{line[:end]}+{line[end:]}"
