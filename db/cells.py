"""How does a text come into a spreadsheet and back, without running as a formula there?"""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Give the text as a cell that no spreadsheet runs, whoever wrote it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_written(cell: str) -> str:
    """Give back the text of a cell that `harmless` gave."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
