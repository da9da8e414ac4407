"""An edition and the shelves -> the rendered blocks of its template, in the order of the audience's sections."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from traceback import walk_tb
from types import CodeType, TracebackType

from jinja2 import Template, TemplateSyntaxError, nodes
from msgspec import Struct

from generator.compose.template import grammar as language
from generator.compose.template.context import context, names
from generator.compose.template.filters import filters
from generator.compose.template.line_origins import Origin, origin, unmarked
from generator.compose.template.nesting import misnested
from generator.compose.template.sandbox import Grammar, Refused, Sandbox, UnknownName, joined
from generator.compose.template.search_path import Source, source
from generator.compose.template.search_path import names as names_on
from generator.compose.template.slots import Slots
from generator.errors import InputError, Place, Problem, suggest
from generator.model.edition import Edition

FIRST, LAST = "opening", "closing"  # blocks that every output begins and ends with, where the template has them
LONGEST_CHAIN = 10
_ALIKE = "compare texts with texts, and numbers with numbers"
_FEWER = "use fewer loops and choices inside each other"
_APART = "take one of the two out of the other"
# What Jinja2 says of tags, which we say better, and what it calls the marks around them.
_MISNESTED = re.compile("Encountered unknown tag|Unexpected end of template")
_MARKS = {"end of print statement": "}}", "end of statement block": "%}"}


class Rendered(Struct, frozen=True):
    """One block of a template as Markdown with slot marks, the origin of each line, and the templates behind it."""

    name: str
    text: str
    origins: tuple[Origin, ...]
    sources: tuple[Source, ...]  # nearest first


class Parsed(Struct, frozen=True):
    source: Source
    tree: nodes.Template


def rendered(edition: Edition, shelves: Sequence[Path], file: str, slots: Slots) -> tuple[Rendered, ...]:
    """Return the blocks of the audience's template `file` ("deck.md.j2"), rendered in order.

    Raises InputError with all that is wrong in the templates and in the audience's sections.
    """
    chain = _chain(_own(edition, shelves, file), shelves)
    known = names(edition)
    problems = [*_faults(chain, known), *_strange_blocks(chain, edition)]
    order, missing = _order(chain, edition)
    if problems or missing:
        raise InputError([*problems, *missing])
    sandbox = Sandbox(slots, filters(edition.audience.date_format, edition.language))
    return _render(sandbox, chain, edition, order)


def origins(edition: Edition, shelves: Sequence[Path], file: str) -> Mapping[str, str]:
    """Return the file from which each block of the audience's template is taken, in the order in which they stand."""
    chain = _chain(_own(edition, shelves, file), shelves)
    order, _ = _order(chain, edition)
    return {
        name: next(parsed.source.file for parsed in chain if name in language.blocks(parsed.tree)) for name in order
    }


def _own(edition: Edition, shelves: Sequence[Path], file: str) -> Source:
    """Return the template of the audience, or of the nearest one that it extends."""
    for audience in edition.audience.lineage:
        if found := source(f"{audience}/{file}", shelves):
            return found
    there = ", ".join(f"`{name}`" for name in names_on(shelves, file)) or "none"
    raise InputError(
        [
            Problem(
                edition.audience.place,
                f"no template `{file}` for the audience `{edition.audience.name}`",
                f"extend an audience that has one; there are: {there}",
            )
        ]
    )


def _chain(own: Source, shelves: Sequence[Path]) -> tuple[Parsed, ...]:
    """Return the template and those that it extends, nearest first.

    A template that extends its own name means the one of that name on a later shelf: so an installed template is
    changed without being touched.
    """
    chain = [_parsed(own)]
    while extended := language.parent(chain[-1].tree):
        name, line = extended
        here = chain[-1].source
        found = source(name, shelves, here.shelf + 1 if name == here.name else 0)
        at = origin(here, line)
        if found is None:
            known = [each for each in names_on(shelves, ".md.j2") if each != here.name]
            raise InputError([at.problem(f"no template `{name}`", suggest(name, known))])
        if any(found == each.source for each in chain) or len(chain) == LONGEST_CHAIN:
            raise InputError([at.problem(f"`{name}` extends itself in a circle", "break the circle")])
        chain.append(_parsed(found))
    return tuple(chain)


def _parsed(source: Source) -> Parsed:
    try:
        return Parsed(source, _tree(source))
    except TemplateSyntaxError as error:
        raise _unreadable(source, error) from error
    except RecursionError as error:
        raise InputError([Problem(Place(source.file), "is nested too deeply", _FEWER)]) from error
    except ValueError as error:  # a number of thousands of digits, which Python does not read
        raise InputError([Problem(Place(source.file), "holds a number too long", "write it out")]) from error


def _unreadable(source: Source, error: TemplateSyntaxError) -> InputError:
    if _MISNESTED.match(error.message or ""):
        try:
            fault = misnested(_grammar(0).lex(source.text))
            if fault:
                return InputError([origin(source, fault.line).problem(fault.what, fault.remedy)])
        except TemplateSyntaxError as deeper:  # what cannot even be cut into tags
            error = deeper
    said = re.sub("'(.+?)'", r"`\1`", str(error.message).rstrip("."))
    for name, typed in _MARKS.items():
        said = said.replace(name, typed)
    return InputError([origin(source, error.lineno).problem(said[:1].lower() + said[1:])])


def _faults(chain: Sequence[Parsed], known: Sequence[str]) -> Iterator[Problem]:
    for parsed in chain:
        for fault in language.faults(parsed.tree, known):
            yield origin(parsed.source, fault.line).problem(fault.what, fault.remedy)


def _strange_blocks(chain: Sequence[Parsed], edition: Edition) -> Iterator[Problem]:
    """Yield a problem for each block that nobody would ever print, most likely a misspelt one."""
    for parsed, above in zip(chain, range(1, len(chain)), strict=False):
        in_parents = {name for each in chain[above:] for name in language.blocks(each.tree)}
        known = {*in_parents, *_sections(edition), FIRST, LAST}
        nested = {
            inner.name
            for outer in parsed.tree.find_all(nodes.Block)
            if outer.name in known
            for inner in outer.find_all(nodes.Block)
        }
        for name, line in language.blocks(parsed.tree).items():
            if name not in known | nested:
                at = origin(parsed.source, line)
                yield at.problem(f"the block `{name}` is in no parent and no section", suggest(name, known))


def _sections(edition: Edition) -> tuple[str, ...]:
    return tuple(edition.audience.sections.get(edition.output, ()))


def _order(chain: Sequence[Parsed], edition: Edition) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the blocks to be printed, in order, and a problem for each section that names none."""
    there = {name for parsed in chain for name in language.blocks(parsed.tree)}
    asked = tuple(name for name in dict.fromkeys(_sections(edition)) if name not in (FIRST, LAST))
    audience, file = edition.audience, chain[0].source.file
    place = audience.places.get(f"sections.{edition.output}") or audience.places.get("sections", audience.place)
    missing = [
        Problem(place, f"the section `{name}` is no block of {file}", suggest(name, there - {FIRST, LAST}))
        for name in asked
        if name not in there
    ]
    return tuple(name for name in (FIRST, *asked, LAST) if name in there), missing


def _render(sandbox: Sandbox, chain: Sequence[Parsed], edition: Edition, order: Sequence[str]) -> tuple[Rendered, ...]:
    sources = tuple(parsed.source for parsed in chain)
    wanted = {name.name for parsed in chain for name in parsed.tree.find_all(nodes.Name)}
    templates = [_compiled(sandbox, parsed.source, number) for number, parsed in enumerate(chain)]
    names_there = context(edition, wanted)
    blocks = templates[0].new_context(names_there)
    for template in templates[1:]:
        for name, block in template.blocks.items():
            blocks.blocks.setdefault(name, []).append(block)
    result, problems = [], []
    for name in order:
        try:
            text, origins = unmarked(joined(blocks.blocks[name][0](blocks)), sources)
            result.append(Rendered(name, text, origins, sources))
        except Refused as error:
            known = {*names_there, *(target for parsed in chain for target in language.targets(parsed.tree))}
            problems.append(_where(error, templates, sources).problem(*_said(error, known)))
        except TypeError as error:
            if not _compares(error):
                raise
            problems.append(_where(error, templates, sources).problem("unlike values cannot be compared so", _ALIKE))
        except RecursionError as error:
            raise InputError([Problem(Place(sources[0].file), f"the block `{name}` holds itself", _APART)]) from error
    if problems:
        raise InputError(problems)
    return tuple(result)


def _compiled(sandbox: Sandbox, source: Source, number: int) -> Template:
    try:
        return Template.from_code(sandbox, _code(source, number), {})
    except TemplateSyntaxError as error:
        raise _unreadable(source, error) from error
    except (SyntaxError, RecursionError, MemoryError) as error:  # Python nests 20 loops at most
        raise InputError([Problem(Place(source.file), "is nested too deeply", _FEWER)]) from error


# A batch prints hundreds of packs by the same templates, and a pack that is too long is composed several times.


@lru_cache(maxsize=64)
def _tree(source: Source) -> nodes.Template:
    return _grammar(0).parse(source.text, source.name, source.file)


@lru_cache(maxsize=64)
def _code(source: Source, number: int) -> CodeType:
    return _grammar(number).compile(_tree(source), source.name, source.file)


@cache
def _grammar(number: int) -> Grammar:
    return Grammar(filters("y", "en"), number)


def _compares(error: TypeError) -> bool:
    """Whether a comparison in a template raised it, and none of ours."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    return "__jinja_template__" in frame.f_globals


def _where(error: Exception, templates: Sequence[Template], sources: Sequence[Source]) -> Origin:
    """Return the template line at which `error` was raised, the innermost if blocks call each other."""
    found, trace = origin(sources[0], 0), error.__traceback__
    while isinstance(trace, TracebackType):
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        for each, its_source in zip(templates, sources, strict=True):
            # the code of a template carries its file's name; its own lines are mapped back to those of the source
            if trace.tb_frame.f_code.co_filename == each.filename and template in (each, None):
                found = origin(its_source, each.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
    return found


def _said(error: Refused, known: set[str]) -> tuple[str, str]:
    if isinstance(error, UnknownName):
        return f"no name `{error.what}` here", suggest(error.what, known)
    return error.what, error.remedy
