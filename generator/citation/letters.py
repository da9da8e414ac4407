"""Cited sources -> letters, which the line of sources at the end of a group explains."""

from collections.abc import Iterator

from generator.model.source import CitedSource

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"

Sources = tuple[CitedSource, ...]  # each once


class Letters:
    """The letters given since the last line of sources, each with the sources that it stands for."""

    def __init__(self) -> None:
        self._letters: dict[Sources, str] = {}

    def cite(self, sources: Sources) -> str:
        """Return the letters that together stand for `sources`, and nothing else: "a", "a,d".

        Letters that were given are taken again as far as they go.
        """
        left = sources
        letters: list[str] = []
        for given, letter in self._letters.items():
            if set(left) >= set(given):
                letters.append(letter)
                left = tuple(cited for cited in left if cited not in given)
        if left:
            letters.append(name_letter(len(self._letters)))
            self._letters[left] = letters[-1]
        return ",".join(letters)

    def take(self) -> Iterator[tuple[str, Sources]]:
        """Yield each letter with its sources, in order; the next letter will be "a" again."""
        given, self._letters = self._letters, {}
        yield from ((letter, sources) for sources, letter in given.items())


def name_letter(index: int) -> str:
    """Return the letter of an `index` from 0: a to z, then aa, ab and so on."""
    letters = ""
    index += 1
    while index:
        index, last = divmod(index - 1, len(_ALPHABET))
        letters = _ALPHABET[last] + letters
    return letters
