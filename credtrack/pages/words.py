"""How does a page write numbers, days and names?"""

from datetime import date, datetime
from functools import cache
from urllib.parse import urlsplit

from markupsafe import Markup

NAMES = {
    "ltach": "Long-term acute care",
    "federal": "Federal",
    "unknown": "Setting unknown",
    "software_vendor": "Software vendor",
    "cpt": "CPT",
    "prn": "PRN",
}
FEW = 30


def name(word: object) -> str:
    """A value of ours as a reader writes it: physician_practice is Physician practice."""
    text = str(word or "")
    return NAMES.get(text) or (text[:1].upper() + text[1:]).replace("_", " ")


def count(value: float | None) -> str:
    """A whole number with its thousands parted."""
    return "" if value is None else f"{value:,.0f}"


def share(value: float | None) -> str:
    """A share in whole percent; what is not nothing and not all is never written as such."""
    if value is None:
        return ""
    if 0 < value < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= value < 1 else f"{value:.0%}"


def dollars(value: float | None, n: int | None = None) -> str:
    """Dollars, to the hundred, or to the thousand where they rest on fewer than 30."""
    if value is None:
        return ""
    step = 1000 if n is not None and n < FEW else 100
    return f"${round(value / step) * step:,}"


def day(value: str | date | None) -> str:
    """A day as Nov 22, 2026; empty for none."""
    if not value:
        return ""
    found = value if isinstance(value, date) else datetime.fromisoformat(value)
    return f"{found:%b} {found.day}, {found.year}"


def plural(value: float, one: str) -> str:
    """A number with its noun: 1 opening, 2 openings."""
    return f"{count(value)} {one}" + ("" if value == 1 else "s")


def web_address(value: str) -> str:
    """An address that is safe to link: http or https, else empty."""
    return value if urlsplit(value).scheme in {"http", "https"} else ""


@cache
def options(values: tuple[str, ...]) -> Markup:
    """The options of a choice among values of ours."""
    return Markup("").join(
        Markup('<option value="{}">{}</option>').format(each, name(each)) for each in values
    )


def chosen(options: Markup, value: str | None) -> Markup:
    """The options of a choice, the one of this value chosen."""
    plain = Markup('<option value="{}"').format(value)
    return options.replace(plain, plain + Markup(" selected"))


FILTERS = {
    "spoken": name,
    "count": count,
    "share": share,
    "dollars": dollars,
    "day": day,
    "plural": plural,
    "web_address": web_address,
    "options": options,
    "chosen": chosen,
}
