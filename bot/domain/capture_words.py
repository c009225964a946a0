"""Sets of words, written as one reads them."""


def word_set(words: str) -> frozenset[str]:
    """Give the words of a text, to be looked up in."""
    return frozenset(words.split())
