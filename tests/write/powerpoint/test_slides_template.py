"""The shipped deck template: what its script says, it is; and what the writer asks for, it has."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openxml_audit import FileFormat, OpenXmlValidator

from generator.write.powerpoint.template.region import LayoutSet
from generator.write.powerpoint.template.slide_template import load_slide_template
from tests.write.powerpoint.decks import LOOK_FOLDER, ROOT, look


def template() -> LayoutSet:
    return load_slide_template(look()).layout_set


def test_the_script_makes_the_file_that_is_shipped(tmp_path: Path):
    for name in ("slides_template.py", "slides_shapes.py", "slides_package.py", "brand.yaml"):
        (tmp_path / name).write_bytes((LOOK_FOLDER / name).read_bytes())
    subprocess.run([sys.executable, "slides_template.py"], cwd=tmp_path, check=True, env={"PYTHONPATH": str(ROOT)})
    assert _members((tmp_path / "slides.pptx").read_bytes()) == _members(look().slides)


def _members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_validator_finds_nothing():
    result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(LOOK_FOLDER / "slides.pptx")
    assert [str(each) for each in result.errors] == []


def test_slides_are_wide_and_every_region_lies_on_them():
    shipped = template()
    assert (shipped.width_pt, shipped.height_pt) == (960.0, 540.0)
    for layout in shipped.layouts:
        for region in layout.regions:
            assert region.left_pt >= 0 and region.left_pt + region.width_pt <= 960
            assert region.top_pt >= 0 and region.top_pt + region.height_pt <= 540


def test_text_regions_of_a_layout_never_overlap():
    for layout in template().layouts:
        regions = layout.regions
        for number, one in enumerate(regions):
            for other in regions[number + 1 :]:
                apart = (
                    one.left_pt + one.width_pt <= other.left_pt + 0.01
                    or other.left_pt + other.width_pt <= one.left_pt + 0.01
                    or one.top_pt + one.height_pt <= other.top_pt + 0.01
                    or other.top_pt + other.height_pt <= one.top_pt + 0.01
                )
                assert apart, f"{layout.name}: {one.name} and {other.name}"


def test_body_text_is_sixteen_points_at_least_and_nothing_is_under_twelve():
    for layout in template().layouts:
        for region in layout.regions:
            floor = 16 if region.role in ("Content", "Panel", "Card", "Title") else 12
            levels = region.levels[:3] if floor == 16 else region.levels[:1]
            assert all(level.size_pt >= floor for level in levels), f"{layout.name}: {region.name}"
    assert template().table.size_pt >= 16


def test_a_placeholder_inherits_what_it_does_not_say():
    content = template().find("Content").region("Content")
    assert [level.size_pt for level in content.levels[:3]] == [24.0, 22.0, 20.0]
    assert content.level(1).bullet and content.level(1).left_pt == 18.0 and content.level(1).indent_pt == -18.0
    title = template().find("Content").region("Title")
    assert (title.level(1).family, title.level(1).bold, title.level(1).line_spacing) == ("Cambria", True, 0.95)


def test_the_gallery_is_short():
    assert len(template().layouts) <= 20
