"""A text -> the same with letters of other scripts replaced by the Latin letters that they look like, for comparing."""

# Derived from Unicode's confusables.txt 17.0.0 (UTS #39, section 4; Unicode License V3, © 2025 Unicode, Inc.,
# https://www.unicode.org/terms_of_use.html): the letters and digits up to U+FFFF whose prototype, without marks, is one
# Latin letter or digit, also as a small capital. Those that NFKD replaces anyway are left out.
_LOOKALIKES = {
    "2": "01A7 01BB 03E8 14BF A644 A6EF A75A",
    "3": "01B7 021C 0417 0498 04E0 0969 0AE9 2C9C 2CC4 2CCC A76A A7AB",
    "4": "13CE",
    "5": "01BC",
    "6": "03EC 0431 13EE 2CD2 2CD3 2CDC",
    "8": "0222 0223 09EA 0A6A",
    "9": "09ED 0A67 0B68 0D6D 2CCA 2CCB A76E",
    "a": "0251 0391 03B1 0410 0430 13AA 15C5 1D00 A4EE AB7A",
    "b": (
        "0180 0182 0183 0184 0253 0299 0392 0411 0412 042C 0432 0462 0463 048C 048D 13CF 13F4 13FC 1472 1473 "
        "15AF 15F7 2C82 2C83 A4D0 A7B4"
    ),
    "c": "023C 0421 0441 04AA 04AB 1004 105A 13DF 1D04 2CA4 2CA5 A4DA ABAF",
    "d": "00D0 0110 0111 0189 018C 0256 0257 0501 13A0 13E7 146F 15DE 15EA 1D05 A4D2 A4D3 AB70",
    "e": "0246 0247 0395 0415 0435 04BD 04BF 13AC 1D07 2D39 A4F0 AB32 AB7C",
    "f": "0191 0192 03DC 0584 15B4 1D6E 1E9D A4DD A730 A798 A799 AB35",
    "g": "018D 01E4 01E5 0260 0261 0262 050C 050D 0581 13C0 13F3 13FB 1D83 A4D6 AB90",
    "h": (
        "0126 0127 0266 029C 0397 041D 043D 045B 04A2 04A3 04BB 04C7 04C8 04C9 04CA 0570 13BB 13C2 13F2 157C "
        "2C67 2C8E 2C8F A4E7 A695 AB8B"
    ),
    "j": "0248 0249 037F 03F3 0408 0458 13AB 148D 1D0A A4D9 A7B2 AB7B",
    "k": "0199 039A 03BA 041A 043A 049A 049B 049E 049F 13E6 16D5 1D0B 2C69 2C94 2C95 A4D7 A740 ABB6",
    "l": (
        "0131 0141 0142 0196 0197 019A 01C0 0268 0269 026A 026B 026D 029F 0399 03B9 0406 0456 04C0 04CF 0582 "
        "05D5 05DF 0627 0661 0673 06F1 07CA 13A5 13DE 14AA 16C1 1D7B 1D7C 2C92 2C93 2CD0 2CD1 2D4F A4E1 A4F2 "
        "A647 AB75 ABAE"
    ),
    "m": "039C 03FA 041C 043C 04CD 04CE 13B7 15F0 16D6 1D0D 2C98 2C99 A4DF AB87",
    "n": "014B 019D 019E 0273 0274 039D 03B7 0572 0578 057C 1D70 2C9A 2C9B A4E0",
    "o": (
        "00D8 00F8 019F 0275 0398 039F 03B8 03BF 03C3 03ED 041E 043E 0472 0473 04E8 04E9 0555 0585 05E1 0647 "
        "0665 06BE 06C1 06D5 06F5 06FF 07C0 0966 09E6 0A66 0AE6 0B20 0B66 0BE6 0C66 0CE6 0D20 0D66 0E50 0ED0 "
        "101D 1040 10FF 12D0 13BE 13EB 17E0 1D0F 1D11 2C90 2C91 2C9E 2C9F 2D31 2D41 2D54 3007 A4F3 A74A A74B "
        "AB3D AB3E AB74 AB8E ABBB"
    ),
    "p": "00FE 01A5 01BF 03A1 03C1 03F8 0420 0440 13E2 146D 1D18 1D29 1D7D 2CA2 2CA3 2CCE 2CCF A4D1 ABB2",
    "q": "02A0 051B 0563 0566 2D55 A7AF",
    "r": "01A6 024D 027C 027D 0280 0433 0493 13A1 13D2 1587 1D26 1D72 2C85 A4E3 AB47 AB48 AB71 AB81 ABA2",
    "s": "01BD 0282 0405 0455 054F 0D1F 13D5 13DA 1D74 A4E2 A731 ABAA",
    "t": "0166 0167 01AD 01AE 023E 03A4 03C4 0422 0442 04AC 04AD 13A2 1D1B 1D75 2CA6 2CA7 A4D4 AB72",
    "u": "0244 028B 03C5 045F 054D 057D 1200 13CC 144C 1D1C 1D7E A4F4 A79F AB4E AB52 AB9C",
    "v": "03BD 0474 0475 05D8 0667 06F7 13D9 142F 1D20 2D38 A4E6 A6DF ABA9",
    "w": "026F 0448 0461 047D 051C 051D 0561 13B3 13D4 1D21 2CBD A4EA A761 AB83",
    "x": "03A7 0425 0445 04B2 1541 157D 16B7 2CAC 2D5D A4EB A7B3",
    "y": (
        "01B4 024E 024F 0263 028F 03A5 03B3 0423 0443 04AE 04AF 04B0 04B1 10E7 13A9 13BD 1D8C 1EFF 2CA8 2CA9 A4EC AB5A"
    ),
    "z": "01B5 01B6 0224 0225 0290 0396 13C3 1D22 1D76 A4DC AB93",
}
_LATIN = {int(code, 16): letter for letter, codes in _LOOKALIKES.items() for code in codes.split()}
_CHARACTERS = frozenset(map(chr, _LATIN))
_ALIKE = str.maketrans("i10", "llo")  # among themselves; capital I looks like l, and case does not count


def has_lookalikes(decomposed: str) -> bool:
    """Return whether a letter in `decomposed`, a text in the form NFKD, looks like a Latin one."""
    return not decomposed.isascii() and not _CHARACTERS.isdisjoint(decomposed)


def fold_lookalikes(decomposed: str) -> str:
    """Return `decomposed`, a text in the form NFKD, in lower case with one letter for all that look alike.

    That is the skeleton of UTS #39, but that case does not count, and that pairs of letters (rn, m) stay as they are.
    """
    return decomposed.translate(_LATIN).casefold().translate(_ALIKE)
