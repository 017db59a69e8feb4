"""What can a user have got wrong about a database or a file, said in one line?"""


class DatabaseError(ValueError):
    """The file is absent, is no SQLite file, or belongs to another program."""


class MixedKindError(ValueError):
    """A sample database was met where a real one is expected, or the reverse."""


class RegionError(ValueError):
    """No region bears the name, or several do; the text lists the choices."""


class ImportFileError(ValueError):
    """A file cannot be imported at all: absent, of an unknown form, or with an unknown column in the mapping."""


class RequestError(ValueError):
    """A filter of a request holds a word that is not understood; the text lists what is."""


class DecisionError(ValueError):
    """A file of decisions about openings cannot be read, or a line of it is not understood."""


class ExportError(ValueError):
    """A file cannot be written where it was asked for, or a copy is not whole."""
