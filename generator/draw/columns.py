"""A columns figure and its edition -> the drawing, and the numbers for an editable chart."""
from generator.model.drawing import Drawing
from generator.model.edition import Edition
from generator.model.figure import Columns
from generator.model.look import Brand


def draw_columns(figure: Columns, edition: Edition, brand: Brand) -> Drawing:
    raise NotImplementedError
