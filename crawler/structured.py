"""Which schema.org JobPosting does a page hold, however badly it is written?"""

import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

import chompjs
from selectolax.lexbor import LexborHTMLParser

from crawler.posting import Found, PayField, PayUnit, Posting

Fields = dict[str, Any]
PLACEHOLDERS = frozenset({"", "unavailable", "n/a", "none", "null", "other"})
UNITS: dict[str, Any] = {
    "HOUR": "hour", "HOURLY": "hour", "DAY": "day", "WEEK": "week", "MONTH": "month",
    "YEAR": "year", "YEARLY": "year", "ANNUAL": "year", "ANNUALLY": "year", "BIWEEK": "biweek",
}  # fmt: skip
SECTIONS = ("responsibilities", "qualifications", "skills", "experienceRequirements", "educationRequirements")


def posting_from(fields: Fields, found: Found) -> Posting:
    """Give the posting that a JobPosting describes; ValueError where it has no description."""
    body = body_of(fields)
    return Posting(
        **found | {"employer": text_of(fields.get("hiringOrganization")) or found["employer"]},
        title=text_of(fields["title"]) or "",
        body=body,
        body_kind="html" if "<" in body else "text",
        locations=places_of(fields),
        posted_on=day_of(fields.get("datePosted")),
        updated_on=day_of(fields.get("dateModified")),
        closes_on=day_of(fields.get("validThrough")),
        requisition=text_of(fields.get("identifier")),
        employment_type=text_of(fields.get("employmentType")),
        remote_field=text_of(fields.get("jobLocationType")),
        pay_field=pay_of(fields),
    )


def job_posting(page: str) -> Fields | None:
    """Give the page's JobPosting, from JSON-LD (repaired where it is broken), else from microdata.

    None where there is none, or where there are several (a list page).
    """
    blocks = LexborHTMLParser(page).css('script[type="application/ld+json"]')
    found = [item for block in blocks for item in _postings(load_loosely(block.text()))]
    if not found and "JobPosting" in page and "itemtype" in page:
        found = list(_postings(_microdata(page)))
    titles = {item.get("title") for item in found}
    return found[0] if len(titles) == 1 else None


def load_loosely(text: str) -> Any:
    """Give the data of a script that should be JSON; None where nothing makes sense of it.

    Comment and CDATA wrappers, raw control characters, a trailing semicolon, invalid escapes and trailing
    commas are met on live pages.
    """
    bare = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)", "", text).strip()
    for attempt in (bare, re.sub(r'\\(?!["\\/bfnrtu])', "", bare)):
        try:
            return json.JSONDecoder(strict=False).raw_decode(attempt)[0]
        except ValueError:
            continue
    try:
        return chompjs.parse_js_object(bare)
    except ValueError:
        return None


def _microdata(page: str) -> Any:
    import extruct  # type: ignore[import-untyped]  # it ships no types; imported late, for it is slow to load

    return extruct.extract(page, syntaxes=["microdata"], uniform=True, errors="ignore").get("microdata")


def _postings(data: Any) -> Iterator[Fields]:
    if isinstance(data, list):
        for item in data:
            yield from _postings(item)
    elif isinstance(data, dict):
        kinds = data.get("@type", ())
        if "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]):
            yield data
        else:
            yield from _postings(data.get("@graph", data.get("mainEntity", ())))


def body_of(fields: Fields) -> str:
    """Give the posting's HTML: its description, and after it what other sections hold beyond that."""
    parts = [_html(fields.get("description"))]
    for name in SECTIONS:
        more = _html(fields.get(name))
        if more and more not in parts[0]:
            parts.append(f"<h3>{_words(name)}</h3>{more}")
    body = "\n".join(parts)
    if not body.strip():
        raise ValueError("the posting has no description")
    return body


def _words(name: str) -> str:
    """Give a field's name as a heading: experienceRequirements as "Experience requirements"."""
    return re.sub(r"(?<=[a-z])([A-Z])", r" \1", name).capitalize()


def _html(value: Any) -> str:
    if isinstance(value, list):
        return "".join(f"<p>{_html(item)}</p>" for item in value)
    if not isinstance(value, str):
        return ""
    return html.unescape(value) if "&lt;" in value and "<" not in value else value


def text_of(value: Any) -> str | None:
    """Give a text field, or the name or value inside an object; placeholders and templates count as absent.

    NULs are dropped, and half of a sign, as in a title that was cut within one, becomes a question mark.
    """
    if isinstance(value, list):
        texts = filter(None, map(text_of, value))
        return ", ".join(texts) or None
    if isinstance(value, dict):
        return text_of(value.get("value")) or text_of(value.get("name"))
    text = str(value) if isinstance(value, (str, int)) else ""
    text = text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()
    return None if text.casefold() in PLACEHOLDERS or "${" in text else text


def places_of(fields: Fields) -> tuple[str, ...]:
    """Give the places as "city, region"; for remote work without an address, where the worker must live."""
    places = fields.get("jobLocation") or ()
    found = [_place(place) for place in (places if isinstance(places, list) else [places])]
    if not any(found):
        homes = fields.get("applicantLocationRequirements") or ()
        found = [text_of(home) for home in (homes if isinstance(homes, list) else [homes])]
    return tuple(dict.fromkeys(filter(None, found)))


def _place(place: Any) -> str | None:
    if not isinstance(place, dict):
        return text_of(place)
    address = place.get("address", place)
    if not isinstance(address, dict):
        return text_of(address)
    return place_in(address, "addressLocality", "addressRegion") or text_of(address.get("addressCountry"))


def place_in(fields: Fields, *names: str) -> str:
    """Give the place that some fields name together, as "city, region"; empty where they name none."""
    return ", ".join(filter(None, (text_of(fields.get(name)) for name in names)))


def day_of(value: Any) -> date | None:
    """Give the calendar date in a date field as it is written, whatever time or zone follows it; None where it is none."""
    text = value if isinstance(value, str) else ""
    with suppress(ValueError):
        if match := re.match(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})", text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        # As boards in the United States write it.
        if match := re.match(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})", text):
            return date(int(match[3]), int(match[1]), int(match[2]))
    return None


def pay_between(low: Any, high: Any, unit: PayUnit | None) -> PayField | None:
    """Give base pay in dollars between two bounds; zero, like nothing, means that none is stated."""
    least, most = (float(bound or 0) or None for bound in (low, high))
    return PayField(low=least, high=most, unit=unit) if least or most else None


def pay_of(fields: Fields) -> PayField | None:
    """Give a JobPosting's base pay in dollars, nested or flattened."""
    salary = fields.get("baseSalary")
    if not isinstance(salary, dict) or (text_of(salary.get("currency")) or "USD") != "USD":
        return None
    value = salary.get("value", salary)
    inner = value if isinstance(value, dict) else {"value": value}
    numbers = _numbers(inner.get("value"))
    low = _number(inner.get("minValue")) or (numbers[0] if numbers else None)
    high = _number(inner.get("maxValue")) or (numbers[-1] if numbers else None)
    unit = text_of(inner.get("unitText")) or text_of(salary.get("unitText")) or ""
    return pay_between(low, high, UNITS.get(unit.upper()))


def _number(value: Any) -> float | None:
    numbers = _numbers(value)
    return numbers[0] if numbers else None


def _numbers(value: Any) -> list[float]:
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", str(value)) if isinstance(value, (str, int, float)) else []
    return [number for text in found[:2] if (number := float(text.replace(",", ""))) > 0]
