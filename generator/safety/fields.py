"""The elements of Word's fields, as they are parsed -> the fields that do more than print text.

A field is the text of its instruction, which may be split over runs and hold other fields (ECMA-376-1, 17.16).
"""

import re
from collections.abc import Iterator

from generator.untrusted.links import HELP, find_fault

REMOVE = "remove it from the template"
LINKS_ONLY = "only links to web pages and mail addresses are allowed"
# The fields of ECMA-376-1, 17.16.5, that print what is in the file, count, or jump within it.
_PRINTING = """
= ADDRESSBLOCK ADVANCE AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT BARCODE BIBLIOGRAPHY BIDIOUTLINE CITATION COMMENTS COMPARE
CREATEDATE DATE DISPLAYBARCODE DOCPROPERTY DOCVARIABLE EDITTIME EQ FILENAME FILESIZE FORMCHECKBOX FORMDROPDOWN FORMTEXT
GOTOBUTTON GREETINGLINE HYPERLINK IF INDEX INFO KEYWORDS LASTSAVEDBY LISTNUM MERGEBARCODE MERGEFIELD MERGEREC MERGESEQ
NEXT NEXTIF NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE QUOTE REF REVNUM SAVEDATE SECTION SECTIONPAGES SEQ
SET SHAPE SKIPIF STYLEREF SUBJECT SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME XE
"""
_ALLOWED = frozenset(_PRINTING.split())
# What does more; for the message only.
_ACTIVE = re.compile(
    r"ADDIN|ASK|AUTOTEXT\w*|CONTROL|DATABASE|DDE\w*|EMBED|FILLIN|HTMLCONTROL|IMPORT|INCLUDE\w*|LINK|MACROBUTTON|PRINT|RD"
)
_NAME = re.compile(r"\s*(=|\w*)")
_INNER = "\0"  # stands for a field within an instruction
# What may follow the name HYPERLINK: switches, of which some take a word, and words with or without quotes.
_WORD = re.compile(r'(\\[A-Za-z](?=[\s"“]|$)|\\[*@#!])|"((?:\\.|[^"\\])*)(?:"|$)|“([^”]*)(?:”|$)|([^\s"“]+)', re.DOTALL)
_WITH_WORD = frozenset(("\\l", "\\o", "\\t", "\\s", "\\*", "\\@", "\\#"))

Finding = tuple[str, str]  # what, help


class FieldWatcher:
    """Receives the elements of fields in the order of a part."""

    def __init__(self) -> None:
        self._open: list[list[str]] = []  # pieces of the instructions of fields that have begun, the innermost last
        self._in_result: list[bool] = []  # of each: what comes now is printed, and no part of its instruction

    def pass_character(self, type_: str) -> Iterator[Finding]:
        """Take in a w:fldChar of a type, and yield what is wrong with the field that it ends."""
        if type_ == "separate" and self._open:
            self._in_result[-1] = True
        elif type_ == "end":
            yield from self._close()
        else:
            if self._open and not self._in_result[-1]:
                self._open[-1].append(_INNER)
            self._open.append([])
            self._in_result.append(False)

    def pass_instruction(self, text: str) -> Iterator[Finding]:
        """Take in the text of a w:instrText or w:delInstrText."""
        if self._open:
            self._open[-1].append(text)
        else:
            yield from find_active_field(text)

    def finish(self) -> Iterator[Finding]:
        """Yield what is wrong with fields that have not ended."""
        while self._open:
            yield from self._close()

    def _close(self) -> Iterator[Finding]:
        if self._open:
            self._in_result.pop()
            yield from find_active_field("".join(self._open.pop()))


def find_active_field(instruction: str) -> Iterator[Finding]:
    """Yield what is wrong with a field, given its instruction, in which `\\0` stands for each field within."""
    match = _NAME.match(instruction)
    name = match[1].upper() if match else ""
    rest = instruction[match.end() :] if match else instruction
    if name == "HYPERLINK":
        yield from _check_hyperlink(rest)
    elif name not in _ALLOWED and (name or rest.strip()):
        kind = "a field that reads a file or runs something" if _ACTIVE.fullmatch(name) else "an unknown field"
        yield f"{kind}, `{name or rest.strip().replace(_INNER, '{…}')[:80]}`", REMOVE


def _check_hyperlink(words: str) -> Iterator[Finding]:
    if _INNER in words:
        yield "a link to what another field gives", LINKS_ONLY
        return
    belongs_to_switch = False
    for switch, quoted, curly, bare in _WORD.findall(words):
        address = re.sub(r"\\(.)", r"\1", quoted) or curly or bare
        if address and not belongs_to_switch:
            yield from check_link(address)
        belongs_to_switch = switch.lower() in _WITH_WORD


def check_link(address: str) -> Iterator[Finding]:
    """Yield what is wrong with a link to `address`; those within the file are allowed."""
    what, help_ = find_fault(address)
    if what and not address.startswith("#"):
        yield f"a link to `{address[:80]}`", LINKS_ONLY if help_ == HELP else help_
