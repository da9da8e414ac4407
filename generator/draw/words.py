"""A figure's events -> what the picture shows, in words: the short alternative text and one paragraph. Pure."""

from generator.model.edition import Edition
from generator.model.figure import Columns, Timeline


def timeline_words(figure: Timeline, edition: Edition) -> tuple[str, str]:
    return figure.title.value, figure.title.value


def columns_words(figure: Columns, edition: Edition) -> tuple[str, str]:
    return figure.title.value, figure.title.value
