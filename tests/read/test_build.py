"""A model value is built from a form: fields of the same name need no code of their own."""

from datetime import date

from msgspec import Struct

from generator.errors import Place, Problem
from generator.model.text import Text as Prose
from generator.read.form.build import build
from generator.read.form.field_types import Day, Text, Word, Words, form_of, forms_of
from generator.read.form.validate import Form, field, validate
from generator.read.syntax.nodes import EMPTY, MappingNode
from generator.read.syntax.yaml_file import read_yaml

AT = Place("a.yaml", 1, 1)


class ShipForm(Form):
    name = field(Text)
    flag = field(Word, default=EMPTY)


class PortForm(Form):
    title = field(Text, default=EMPTY)
    opened = field(Day, default=None)
    tags = field(Words, default=[])
    ships = field(forms_of(ShipForm), default=[])
    flagship = field(form_of(ShipForm), default=None)


class Ship(Struct, frozen=True):
    name: str
    flag: str


class Port(Struct, frozen=True):
    title: Prose
    opened: date | None
    tags: tuple[str, ...]
    ships: tuple[Ship, ...]
    flagship: Ship
    berths: int = 4


def port_of(text: str, problems: list[Problem]) -> PortForm:
    return validate(PortForm, read_yaml(text.encode(), "a.yaml"), problems)


def test_fields_of_the_same_name_are_converted_to_the_types_of_the_model() -> None:
    form = port_of("{title: Harrow, opened: 1900-05-01, tags: old, ships: [{name: A, flag: no}]}", [])
    assert build(Port, form, {}) == Port(
        Prose("Harrow", Place("a.yaml", 1, 9)), date(1900, 5, 1), ("old",), (Ship("A", "no"),), Ship("", "")
    )


def test_what_is_left_out_is_empty_or_the_default_of_the_model() -> None:
    port = build(Port, port_of("{tags: []}", []), {})
    assert port == Port(Prose("", AT), None, (), (), Ship("", ""), 4)


def test_a_value_that_is_passed_replaces_the_one_of_the_form() -> None:
    assert build(Port, port_of("{tags: old}", []), {}, tags=("new",), berths=5).tags == ("new",)


def test_a_converter_makes_the_values_of_its_type_or_drops_them() -> None:
    form = port_of("{ships: [{name: A}, {name: B}]}", [])
    converters = {Ship: lambda ship: Ship("C", "") if ship and ship.name == "A" else None}
    assert build(Port, form, converters, flagship=None).ships == (Ship("C", ""),)


def test_a_faulty_form_can_be_built_so_that_all_problems_are_found() -> None:
    class Opened(Struct):
        opened: date

    problems: list[Problem] = []
    assert build(Opened, port_of("{opened: May}", problems), {}).opened is None
    assert [problem.what for problem in problems] == ["`May` is not a valid day"]


def test_a_form_that_is_not_a_mapping_has_empty_values() -> None:
    problems: list[Problem] = []
    ship = build(Ship, validate(ShipForm, read_yaml(b"[]", "a.yaml"), problems), {})
    assert ship == Ship("", "") and [problem.what for problem in problems] == ["fields are expected here"]
    assert validate(ShipForm, MappingNode({}, AT, {}), problems).given == set()
