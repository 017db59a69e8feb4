"""What stands in a posting's Doc? Its whole text as one token, for every component reads the text itself."""

from spacy.tokens import Doc
from spacy.vocab import Vocab


class WholeText:
    """Makes a Doc of one token, whose `text` is the text sign for sign; of an empty text, a Doc without any.

    No component reads words, and to split a posting into words would take as long as half of its tagging.
    """

    def __init__(self, vocab: Vocab) -> None:
        """Take the vocabulary that the texts go into."""
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text."""
        return Doc(self._vocab, words=[text] if text else [], spaces=[False] if text else [])
