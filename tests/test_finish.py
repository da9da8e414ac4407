"""What a build says of a pack's finish: colours that cannot be read on their ground, slides with one title."""

import re
import shutil
from pathlib import Path

import pytest

from generator.color.readable import RULES, find_unreadable
from generator.errors import InputError
from generator.pipeline.build import compose
from generator.read.look.look import read_look

ROOT = Path(__file__).parent.parent
LOOK = ROOT / "templates" / "look"
HARBOUR = ROOT / "tests" / "cases" / "harbour"


def look_with(folder: Path, **colors: str) -> Path:
    """A copy of the shipped look with other colours."""
    look = Path(shutil.copytree(LOOK, folder / "look"))
    brand = (look / "brand.yaml").read_text(encoding="utf-8")
    for name, color in colors.items():
        brand = re.sub(rf'(  {name}: +)"\w+"', rf'\1"{color}"', brand)
    (look / "brand.yaml").write_text(brand, encoding="utf-8")
    return look


def pale(look: Path) -> list[str]:
    return [note.what for note in compose(HARBOUR, look=look).warnings if "contrast" in note.what]


def test_the_shipped_look_can_be_read() -> None:
    assert pale(LOOK) == []


def test_pale_text_is_noted_at_the_brand_and_refused_by_a_strict_build(tmp_path: Path) -> None:
    look = look_with(tmp_path, dark1="CCCCCC", dark2="E8E8E8")
    assert pale(look)[:3] == [
        "`dark1` (#CCCCCC) has a contrast of 1.6 : 1 with `light1`; text needs 4.5 : 1",
        "`dark1` (#CCCCCC) has a contrast of 1.4 : 1 with `light2`; text in panels needs 4.5 : 1",
        "`dark2` (#E8E8E8) has a contrast of 1.2 : 1 with `light1`; titles and dark slides need 4.5 : 1",
    ]
    with pytest.raises(InputError, match=r"brand\.yaml  `dark1`"):
        compose(HARBOUR, look=look, strict=True)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.color} on {rule.ground}")
def test_each_rule_finds_a_colour_just_below_its_threshold(rule) -> None:
    colors = dict(read_look(LOOK).brand.colors)
    colors[rule.color] = colors[rule.ground]
    assert rule in [broken for _, _, broken in find_unreadable(colors, ())]


def test_a_pale_mark_of_a_figure_is_found() -> None:
    brand = read_look(LOOK).brand
    ((color, ratio, rule),) = find_unreadable(brand.colors, ("FFEE00", *brand.palette[1:]))
    assert (color, rule.color, rule.needed) == ("FFEE00", "palette 1", 3.0) and ratio < 1.3


def test_two_slides_with_one_title_are_noted(tmp_path: Path) -> None:
    topic = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    yaml = topic / "dataset.yaml"
    text = yaml.read_text(encoding="utf-8")
    first = "Tolls are settled until 2022, dredging is not"
    second = "The new tolls pay for the quay, and ships have stayed"
    assert first in text and second in text
    yaml.write_text(text.replace(first, second), encoding="utf-8")
    (note,) = [note for note in compose(topic).warnings if "titled" in note.what]
    assert note.what == f"slides 2 and 3 are both titled `{second}`" and note.place.file.endswith("deck.md.j2")
