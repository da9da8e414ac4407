"""The name of a layout, in any of the languages of PowerPoint -> whether it says that the layout is for a purpose."""

import re
import unicodedata

# What such layouts are called in PowerPoint's own templates and in those of offices; each is a part of a name.
_NAMES = {
    "cover": (
        "title slide", "cover", "front page",
        "titelfolie", "deckblatt", "startfolie", "titelseite", "umschlag",
        "diapositive de titre", "page de titre", "page de garde", "couverture",
        "diapositiva de título", "portada", "carátula",
        "diapositiva titolo", "copertina",
        "slide de título", "diapositivo de título", "título da apresentação", "capa",
        "titeldia", "voorblad", "omslag", "rubrikbild", "titelslide", "titteldias", "tittellysbilde", "otsikkodia",
        "slajd tytułowy", "okładka", "úvodní snímek", "титульный слайд", "обложка", "титульний слайд", "başlık slaydı",
        "タイトル スライド", "タイトルスライド", "表紙", "标题幻灯片", "標題投影片", "封面", "제목 슬라이드", "표지",
        "شريحة عنوان", "غلاف", "שקופית כותרת", "שער", "اسلاید عنوان",
    ),
    "section": (
        "section", "divider", "chapter", "segue", "transition",
        "abschnitt", "kapitel", "zwischentitel", "trennfolie", "trenner",
        "chapitre", "intercalaire", "intertitre",
        "sección", "separador", "capítulo", "portadilla", "sezione", "divisore", "capitolo", "seção", "secção",
        "sectie", "hoofdstuk", "avsnitt", "afsnit", "osa", "nagłówek sekcji", "rozdział", "oddíl",
        "раздел", "розділ", "bölüm", "セクション", "章", "中扉", "节标题", "章節", "섹션", "구역",
        "مقطع", "قسم", "מקטע", "بخش",
    ),
    "content": (
        "title and content", "content", "text", "bullets",
        "inhalt", "contenu", "texte", "contenido", "texto", "objetos", "contenuto", "testo", "conteúdo", "inhoud",
        "tekst", "innehåll", "innhold", "indhold", "sisältö", "zawartość", "treść", "obsah",
        "объект", "содержание", "текст", "вміст", "içerik",
        "コンテンツ", "本文", "内容", "內容", "正文", "내용", "본문", "محتوى", "תוכן", "محتوا",
    ),
}  # fmt: skip
_SHORT = 4  # letters


def says(name: str, purpose: str) -> bool:
    """Return whether the `name` of a layout says that it is for `purpose`: "cover", "section" or "content"."""
    known = _fold(name)
    return any(_has(known, _fold(part)) for part in _NAMES[purpose])


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("_", " ")


def _has(name: str, part: str) -> bool:
    """Return whether `part` starts a word of `name`, and a short one is that word: "capa" is not in "Escapade"."""
    if not part[0].isascii():  # some scripts write words together, or with articles before them
        return part in name
    end = r"(?![^\W\d_])" if len(part) <= _SHORT else ""
    return re.search(rf"(?<![^\W\d_]){re.escape(part)}{end}", name) is not None
