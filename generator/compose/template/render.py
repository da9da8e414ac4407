"""An edition and the template search path -> the rendered blocks of its template, in order of the sections."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from traceback import walk_stack, walk_tb
from types import CodeType, FrameType

from jinja2 import Template, TemplateSyntaxError, nodes
from msgspec import Struct

from generator.compose.template.context import build_context, top_level_names
from generator.compose.template.filters import make_filters
from generator.compose.template.grammar import block_lines, find_faults, loop_targets, parent_of
from generator.compose.template.line_origins import Origin, extract_marks, origin_of
from generator.compose.template.nesting import find_misnested_tag
from generator.compose.template.sandbox import NOTHING, CompileEnvironment, RenderEnvironment, RenderError, join_chunks
from generator.compose.template.search_path import TemplateFile, find_template, template_names
from generator.compose.template.sections import choose_blocks, split_alternatives
from generator.compose.template.slots import Slots
from generator.errors import InputError, Place, Problem, collect_problems, suggest
from generator.model.audience import Audience
from generator.model.edition import Edition

FIRST, LAST = "opening", "closing"  # blocks that begin and end every output, if the template has them
OF_DRAFTS = "versions"  # the block that a draft has before the last, if the template has it
LIMIT_CHAIN = 10
_FEWER = "use fewer nested loops and conditions"
# Jinja2's messages about tags, which find_misnested_tag explains better, and its names for what encloses them
_MISNESTED = re.compile("Encountered unknown tag|Unexpected end of template")
_DELIMITERS = {"end of print statement": "}}", "end of statement block": "%}"}


class RenderedBlock(Struct, frozen=True):
    """One block of a template as Markdown with slot marks, the origin of each line, and the templates that it uses."""

    name: str
    text: str
    origins: tuple[Origin, ...]
    files: tuple[TemplateFile, ...]  # each extends the next


class ParsedTemplate(Struct, frozen=True):
    file: TemplateFile
    tree: nodes.Template


def render(edition: Edition, search_path: Sequence[Path], file_name: str, slots: Slots) -> tuple[RenderedBlock, ...]:
    """Return the blocks of the audience's template `file_name` ("deck.md.j2"), rendered in order.

    Raises InputError with all problems of the templates and of the audience's sections.
    """
    audience, output = edition.audience, edition.output
    chain = _load_chain(audience, search_path, file_name)
    order, missing = _order_blocks(chain, audience, output)
    problems = [*_faults(chain, top_level_names(edition.fields)), *_unused_blocks(chain, audience, output), *missing]
    if not problems:
        return _render_blocks(slots, chain, edition, order)
    more: list[Problem] = []
    if not [*_faults(chain, None)]:  # no more than names are wrong, so that the rest can be rendered
        with collect_problems(more):
            _render_blocks(slots, chain, edition, order)
    lines = {(problem.place.file, problem.place.line) for problem in problems}
    raise InputError(
        [*problems, *(problem for problem in more if (problem.place.file, problem.place.line) not in lines)]
    )


def check_template(
    audience: Audience, output: str, search_path: Sequence[Path], names: Collection[str] | None
) -> Iterator[Problem]:
    """Yield what is wrong with the audience's template of an `output`, as far as it shows without rendering.

    `names` are those of the dataset's own fields; None where the dataset cannot be read, and any name may be one.
    """
    try:
        chain = _load_chain(audience, search_path, f"{output}.md.j2")
    except InputError as error:
        yield from error.problems
        return
    known = top_level_names(names) if names is not None else None
    yield from _faults(chain, known)
    yield from _unused_blocks(chain, audience, output)
    yield from _order_blocks(chain, audience, output)[1]


def block_files(edition: Edition, search_path: Sequence[Path], file_name: str) -> Mapping[str, str]:
    """Return the path of the file that each block of the audience's template comes from, in printing order."""
    chain = _load_chain(edition.audience, search_path, file_name)
    order, _ = _order_blocks(chain, edition.audience, edition.output)
    blocks = split_alternatives(order)
    return {name: next(parsed.file.path for parsed in chain if name in block_lines(parsed.tree)) for name in blocks}


def _load_chain(audience: Audience, search_path: Sequence[Path], file_name: str) -> tuple[ParsedTemplate, ...]:
    """Return the audience's template, the one that it extends, and so on.

    A template that extends its own name means the one in a later folder of the search path, so a shipped template can
    be changed without touching it.
    """
    chain = [_parse(_find_own(audience, search_path, file_name))]
    while parent := parent_of(chain[-1].tree):
        name, line = parent
        child = chain[-1].file
        origin = origin_of(child, line)
        file = find_template(name, search_path, child.folder + 1 if name == child.name else 0)
        if file is None:
            others = [other for other in template_names(search_path, ".md.j2") if other != child.name]
            raise InputError([origin.problem(f"unknown template `{name}`", suggest(name, others, "templates"))])
        if any(file == parsed.file for parsed in chain):
            raise InputError([origin.problem(f"`{name}` extends itself", "break the cycle of `extends`")])
        if len(chain) == LIMIT_CHAIN:
            what = f"more than {LIMIT_CHAIN} templates extend each other"
            raise InputError([origin.problem(what, f"extend the template that `{name}` extends")])
        chain.append(_parse(file))
    return tuple(chain)


def _find_own(audience: Audience, search_path: Sequence[Path], file_name: str) -> TemplateFile:
    """Return the template of the audience, or of the nearest audience that it extends and that has one."""
    for name in audience.lineage:
        if own := find_template(f"{name}/{file_name}", search_path):
            return own
    existing = ", ".join(f"`{name}`" for name in template_names(search_path, file_name)) or "none"
    what = f"audience `{audience.name}` has no template `{file_name}`"
    remedy = f"extend an audience that has one; existing templates: {existing}"
    raise InputError([Problem(audience.place, what, remedy)])


def _parse(file: TemplateFile) -> ParsedTemplate:
    try:
        return ParsedTemplate(file, _parse_tree(file))
    except TemplateSyntaxError as error:
        raise _syntax_error(file, error) from error
    except RecursionError as error:
        raise InputError([Problem(Place(file.path), "is nested too deeply", _FEWER)]) from error
    except ValueError as error:  # Python does not parse a number of thousands of digits
        what, remedy = "contains a number with too many digits", "write a shorter number"
        raise InputError([Problem(Place(file.path), what, remedy)]) from error


def _syntax_error(file: TemplateFile, error: TemplateSyntaxError) -> InputError:
    if _MISNESTED.match(error.message or ""):
        try:
            fault = find_misnested_tag(_compile_environment(0).lex(file.text))
            if fault:
                return InputError([origin_of(file, fault.line).problem(fault.what, fault.remedy)])
        except TemplateSyntaxError as lexer_error:
            error = lexer_error
    message = re.sub("'(.+?)'", r"`\1`", str(error.message).rstrip("."))
    for name, typed in _DELIMITERS.items():
        message = message.replace(name, typed)
    return InputError([origin_of(file, error.lineno).problem(message[:1].lower() + message[1:])])


def _faults(chain: Sequence[ParsedTemplate], names: Collection[str] | None) -> Iterator[Problem]:
    for parsed in chain:
        for fault in find_faults(parsed.tree, names):
            yield origin_of(parsed.file, fault.line).problem(fault.what, fault.remedy)


def _unused_blocks(chain: Sequence[ParsedTemplate], audience: Audience, output: str) -> Iterator[Problem]:
    """Yield a problem for each block that would never be printed, most likely a misspelt one."""
    for position, parsed in enumerate(chain[:-1], 1):
        inherited = {name for ancestor in chain[position:] for name in block_lines(ancestor.tree)}
        known = {*inherited, *split_alternatives(audience.sections.get(output, ())), FIRST, LAST}
        nested = {
            inner.name
            for outer in parsed.tree.find_all(nodes.Block)
            if outer.name in known
            for inner in outer.find_all(nodes.Block)
        }
        for name, line in block_lines(parsed.tree).items():
            if name not in known | nested:
                what = f"block `{name}` is in no section, and in no template that this one extends"
                yield origin_of(parsed.file, line).problem(what, suggest(name, known, "blocks"))


def _order_blocks(
    chain: Sequence[ParsedTemplate], audience: Audience, output: str
) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the sections to print, in order, each with its alternatives, and a problem for each without a block."""
    existing = {name for parsed in chain for name in block_lines(parsed.tree)}
    sections = tuple(name for name in dict.fromkeys(audience.sections.get(output, ())) if name not in (FIRST, LAST))
    drafts = (OF_DRAFTS,) if audience.draft and OF_DRAFTS in existing else ()
    sections = tuple(dict.fromkeys((*sections, *drafts)))
    path = chain[0].file.path
    place = audience.places.get(f"sections.{output}") or audience.places.get("sections", audience.place)
    missing = [
        Problem(place, f"section `{name}` is not a block of {path}", suggest(name, existing - {FIRST, LAST}, "blocks"))
        for name in split_alternatives(sections)
        if name not in existing
    ]
    return tuple(name for name in (FIRST, *sections, LAST) if existing.issuperset(split_alternatives([name]))), missing


def _render_blocks(
    slots: Slots, chain: Sequence[ParsedTemplate], edition: Edition, order: Sequence[str]
) -> tuple[RenderedBlock, ...]:
    problems: dict[tuple[Place, str], Problem] = {}  # a name in a loop is reported once, for the first item

    def report(error: RenderError, origin: Origin | None = None) -> None:
        origin = origin or _origin_in_frames(walk_stack(None), templates, files)
        problem = origin.problem(error.what, error.remedy)
        problems.setdefault((problem.place, error.what.partition(" in ")[0]), problem)

    filters = make_filters(edition.audience.date_format, edition.language, edition.labels["colon"])
    environment = RenderEnvironment(slots, filters, report)
    files = tuple(parsed.file for parsed in chain)
    wanted = {name.name for parsed in chain for name in parsed.tree.find_all(nodes.Name)}
    templates = [_compile(environment, file, number) for number, file in enumerate(files)]
    names = build_context(edition, wanted)
    unknown = wanted.difference(
        names, ("loop", "super"), *(loop_targets(parsed.tree) for parsed in chain)
    )  # which have been reported
    context = templates[0].new_context({**names, **dict.fromkeys(unknown, NOTHING)})
    for template in templates[1:]:
        for name, block in template.blocks.items():
            context.blocks.setdefault(name, []).append(block)
    result = []
    own = {name for parsed in chain[:-1] for name in block_lines(parsed.tree)}
    for name in choose_blocks(order, names, own):
        try:
            text, origins = extract_marks(join_chunks(context.blocks[name][0](context)), files)
            result.append(RenderedBlock(name, text, origins, files))
        except RenderError as error:
            report(error, _origin_of_error(error, templates, files))
        except TypeError as error:
            if not _is_comparison(error):
                raise
            remedy = "compare texts with texts, and numbers with numbers"
            unlike = RenderError("values of different types cannot be compared", remedy)
            report(unlike, _origin_of_error(error, templates, files))
        except RecursionError as error:
            what, remedy = f"block `{name}` contains itself", "move one of the two blocks out of the other"
            raise InputError([Problem(Place(files[0].path), what, remedy)]) from error
    if problems:
        raise InputError(problems.values())
    return tuple(result)


def _compile(environment: RenderEnvironment, file: TemplateFile, number: int) -> Template:
    try:
        return Template.from_code(environment, _compile_code(file, number), {})
    except TemplateSyntaxError as error:
        raise _syntax_error(file, error) from error
    except (SyntaxError, RecursionError, MemoryError) as error:  # Python nests 20 loops at most
        raise InputError([Problem(Place(file.path), "is nested too deeply", _FEWER)]) from error


# Both caches save 0.03 s of the 0.34 s of the benchmark row "a further pack in one process".


@lru_cache(maxsize=64)
def _parse_tree(file: TemplateFile) -> nodes.Template:
    return _compile_environment(0).parse(file.text, file.name, file.path)


@lru_cache(maxsize=64)
def _compile_code(file: TemplateFile, number: int) -> CodeType:
    return _compile_environment(number).compile(_parse_tree(file), file.name, file.path)


@cache
def _compile_environment(number: int) -> CompileEnvironment:
    return CompileEnvironment(make_filters("y", "en"), number)


def _is_comparison(error: TypeError) -> bool:
    """Return whether a comparison in a template raised the error, and not our own code."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    return "__jinja_template__" in frame.f_globals


def _origin_of_error(error: Exception, templates: Sequence[Template], files: Sequence[TemplateFile]) -> Origin:
    """Return the template line at which `error` was raised, the innermost one if blocks call each other."""
    return _origin_in_frames(reversed([*walk_tb(error.__traceback__)]), templates, files)


def _origin_in_frames(
    frames: Iterable[tuple[FrameType, int]], templates: Sequence[Template], files: Sequence[TemplateFile]
) -> Origin:
    """Return the template line of the first of `frames`, innermost first, that is a template's."""
    for frame, line in frames:
        for template, file in zip(templates, files, strict=True):
            # compiled code has the file's name but its own line numbers, which Jinja2 maps back
            if frame.f_code.co_filename == template.filename:
                return origin_of(file, template.get_corresponding_lineno(line))
    return origin_of(files[0], 0)
