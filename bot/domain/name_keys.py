"""What a customer's name is looked up by, however it is written: misspelt, inflected, in Cyrillic.

A word is brought to how it sounds; its keys are that, the same with one letter left out (so that
two spellings that differ by a letter share a key), and its consonants (vowels are what is misspelt
most). Keys only find who may be meant; whether it is them, `capture_names` decides.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.domain.capture_words import word_set

MOST_KEYS = 300
"""Of a text; a name has as many as its words give."""

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
LEGAL = word_set(
    "gmbh ag kg ohg mbh se ev inc ltd llc llp plc corp corporation company co sa srl bv nv oy ab "
    "as spa sarl pty limited group holding und and of the for ооо оао зао пао ао ип нко тоо тд гк "
    "группа компания холдинг и групп"
)
"""Words of a name that tell nobody apart."""

GENERAL = word_set(
    "trade trading logistics motors foods food hotels hotel clinics clinic schools school bank "
    "systems system solutions services service software international global digital media retail "
    "stores store market shop partner partners travel team office data tech technologies дом банк "
    "трейд торг сервис системы маркет логистик логистика моторс офис магазин школа аптека it dm no "
    "on in is at to up go we us all new one my our customer client support клиент поддержка"
)
"""Words that many names share, or that every text has."""

_LEAST_MISSPELT = 4
_LEAST_STEM = 3
_LONGEST = 40
_SURE = 12
_READ = 8_000
_LOOKED_AT = 1_000
_LETTERS = str.maketrans(
    dict(
        zip("абвгдезийклмнопрстуфхцэыäöüéèáñçåø", "abvgdeziiklmnoprstufhceiaoueeancao", strict=True)
    )
    | {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ё": "e", "ß": "s"}
    | {"ъ": "", "ь": "", "'": "", "’": ""}
)
_ALIKE = (
    *(("sch", "sh"), ("ph", "f"), ("ck", "k"), ("tz", "c"), ("ts", "c"), ("qu", "kv")),
    *(("ae", "a"), ("oe", "o"), ("ue", "u"), ("ou", "u"), ("oo", "u"), ("ks", "x"), ("kh", "h")),
    *(("th", "t"), ("w", "v"), ("y", "i"), ("j", "i"), ("q", "k")),
)
_HARD_C = re.compile(r"c(?![eih])")
_TWICE = re.compile(r"(\D)\1+")
_VOWELS = str.maketrans("", "", "aeiou")
_CYRILLIC = re.compile(r"[а-яё]")
_ENDING = re.compile(
    r"(?:(?<=и)(?:ями|ях|ям|ей|ем|[юяие])|ами|ями|ого|его|ому|ему|ыми|ими|ах|ях|ам|ям|ом|ем|ой|ей|ою|ею|ов|ев|ый|ий|ая|яя|ое|ее|"
    r"ые|(?<=[кгхшщжч])ие|ую|юю|ых|их|ым|им|а|я|у|ю|е|и|ы|о|ь|й)\Z"
)
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]{0,500}`", re.DOTALL)
_ADDRESS = re.compile(r"<?\bhttps?://[^\s>]*>?|(?<!\S)\S{1,64}@\S{1,200}", re.IGNORECASE)
_BEFORE = word_set(
    "customer client clients customers company from for at by with about клиент клиента клиенту "
    "клиентом клиентке компания компании у от для из в к"
)
_NO_NAMES = word_set(
    "the and but not can cannot all our they them their there this that these those have has had "
    "was were are is it its with for from since until when what who how why you your please after "
    "before does did don't doesn't can't не что как это так все всё уже они их нас вас для при или "
    "только если когда где кто почему после"
)
_MARKS = frozenset("\"'«„“”([*_:;,>-–—.!?\n")


def keys_of_name(name: str) -> frozenset[str]:
    """Give what a customer's name, or a synonym of it, is stored under.

    Legal forms (Ltd, GmbH) and words that many names share are keys only of a name without others.
    """
    words = [word for word in _words(name) if word not in LEGAL]
    telling = [word for word in words if word not in GENERAL and (len(word) > 1 or len(words) == 1)]
    keys = {key for word in telling for key in _keys(word)}
    joined = "".join(words or _words(name))
    if not telling:
        keys |= _keys(joined)
    elif len(words) > 1:
        # With a letter left out everywhere, two words in one would make half of all keys.
        keys |= _plain_keys(joined)
    return frozenset(keys)


def keys_in(text: str) -> tuple[str, ...]:
    """Give what customers are looked up by for a report: at most MOST_KEYS, the surest first.

    Words that stand where a name stands are looked up with their mistakes, the others as they are.
    """
    found = list(_candidates(readable(text[:_READ])))
    found.sort(key=lambda one: not one[1])
    keys = dict[str, None]()
    for number, (word, is_sure) in enumerate(found):
        more = _keys(word) if is_sure and number < _SURE else _plain_keys(word)
        if len(keys) + len(more) > MOST_KEYS:
            continue
        keys.update(dict.fromkeys(sorted(more)))
    return tuple(keys)


def readable(text: str) -> str:
    """Leave out what its writer did not say: code, and addresses."""
    return _ADDRESS.sub(" ", _CODE.sub("\n", text))


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Write a word as it sounds, in Latin letters, each letter once in a row."""
    heard = word[:_LONGEST].casefold().translate(_LETTERS)
    for spelt, said in _ALIKE:
        heard = heard.replace(spelt, said)
    return _TWICE.sub(r"\1", _HARD_C.sub("k", heard).replace("x", "ks"))


def stem(word: str) -> str:
    """Leave out the ending of a Russian word, and an English `'s`."""
    word = word.casefold().replace("ё", "е")
    if word.endswith(("'s", "’s")):
        return word[:-2]
    if not _CYRILLIC.search(word):
        return word
    short = _ENDING.sub("", word)
    return short if len(short) >= _LEAST_STEM else word


def _words(text: str) -> list[str]:
    return [word.casefold().replace("ё", "е") for word in WORD.findall(text)]


def _plain_keys(word: str) -> set[str]:
    heard = {sound(word), sound(stem(word))}
    return {one for one in heard if one}


def _keys(word: str) -> set[str]:
    keys = _plain_keys(word)
    for one in tuple(keys):
        if len(one) < _LEAST_MISSPELT:
            continue
        keys |= {one[:at] + one[at + 1 :] for at in range(len(one))}
        consonants = _TWICE.sub(r"\1", one.translate(_VOWELS))
        if len(consonants) >= _LEAST_MISSPELT:
            keys.add(f"~{consonants}")
    return keys


def _candidates(text: str) -> Iterator[tuple[str, bool]]:
    """Give words that may name a customer, each once, and whether it stands where a name does."""
    seen = set[str]()
    before, end, last = "", 0, "\n"
    for number, match in enumerate(WORD.finditer(text)):
        if number >= _LOOKED_AT:
            return
        word = match[0]
        gap = text[end : match.start()]
        low = stem(word)
        sure = (
            word[0].isupper()
            or before in _BEFORE
            or not before
            or any(mark in _MARKS for mark in gap)
        )
        if before and not gap.strip(" &") and word[0].isalpha():
            joined = last + low
            if joined not in seen and len(joined) <= _LONGEST:
                seen.add(joined)
                yield joined, False
        if low not in seen and len(word) > 1 and not word.isdigit() and low not in _NO_NAMES:
            seen.add(low)
            yield word, sure
        before, end, last = word.casefold(), match.end(), low
