"""Two values -> whether one is the other with a slip of the keyboard; and how to find such pairs among many values."""

from collections.abc import Iterator

_LETTERS = 5  # of a word: in a shorter one, a single letter makes another word
_LONGEST = 80  # characters of a value; longer ones are prose


def neighbours(value: str) -> Iterator[str]:
    """Yield `value` and what is left of it without one letter: values that differ by one edit have one in common."""
    folded = " ".join(value.casefold().split())
    if len(folded) <= _LONGEST:
        yield folded
        yield from (folded[:at] + folded[at + 1 :] for at in range(len(folded)))


def is_slip(value: str, right: str) -> bool:
    """Whether `value` is `right` but for case, spaces or a single letter of a long word without digits."""
    words, right_words = value.casefold().split(), right.casefold().split()
    if value == right or len(words) != len(right_words):
        return False
    different = [(word, other) for word, other in zip(words, right_words, strict=True) if word != other]
    if not different:
        return True
    word, other = different[0]
    is_long = sum(letter.isalpha() for letter in other) >= _LETTERS
    has_digits = any(letter.isdigit() for letter in word + other)
    return len(different) == 1 and is_long and not has_digits and _differ_by_one_edit(word, other)


def _differ_by_one_edit(word: str, other: str) -> bool:
    """Whether a letter was left out, added or replaced, or two neighbours swapped."""
    start = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), None)
    if start is None:
        return abs(len(word) - len(other)) == 1
    one, two = word[start:], other[start:]
    swapped = one[:2] == two[1::-1] and one[2:] == two[2:]
    return swapped or one[1:] == two[1:] or one[1:] == two or one == two[1:]
