"""How are the kinds of tag put together? One spaCy pipeline, whose components each find one kind."""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from multiprocessing import get_context
from typing import Any, Protocol

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.credentials.find import find as find_credentials
from nlp.experience.find import find as find_experience
from nlp.mentions.find import find as find_mentions
from nlp.pay.find import find as find_pay
from nlp.reading import Reading, read
from nlp.remote.find import find as find_remote
from nlp.role.find import find as find_role
from nlp.setting.find import find as find_setting
from nlp.shapes import Evidence, Rejected, Subject, Tags
from nlp.tokenizer import WholeText
from nlp.work_type.find import find as find_work_types

_BATCH = 64
_REMEMBERED = 500
_SENT = 200
_LONGEST = 1_000_000


class _Found(Protocol):
    """What every kind's finder returns beside its values."""

    @property
    def evidence(self) -> tuple[Evidence, ...]: ...

    @property
    def rejected(self) -> tuple[Rejected, ...]: ...


@dataclass(slots=True)
class Work:
    """One posting on its way through the components, as the context of its Doc; `tags` at the end."""

    subject: Subject
    reading: Reading | None = None
    values: dict[str, Any] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    tags: Tags | None = None

    def take(self, found: _Found, **values: Any) -> None:
        """Keep what one component has found, under the names that `Tags` gives it."""
        self.values.update(values)
        self.evidence.extend(found.evidence)
        self.rejected.extend(found.rejected)


def build() -> Language:
    """Return the tagger: blank English and one component for each kind of tag; no model is loaded.

    Its Docs hold the text as one token, split into no words: the components read `doc.text` by plain searches.
    The vocabulary is bare, so that no shape or prefix of a whole text is worked out.
    """
    nlp = spacy.blank("en", vocab=Vocab())
    nlp.tokenizer = WholeText(nlp.vocab)
    nlp.max_length = _LONGEST
    for name in ("reading", *_KINDS, "tags"):
        nlp.add_pipe(f"credtrack_{name}", name=name)
    return nlp


def tag(nlp: Language, subject: Subject) -> Tags:
    """Return what one posting says, with the words that prove it."""
    return next(tag_many(nlp, [subject]))


def tag_many(nlp: Language, subjects: Iterable[Subject], processes: int = 1) -> Iterator[Tags]:
    """Yield the tags of each posting in order, with `processes` at work.

    Memory stays flat however many there are: spaCy forgets their texts after every five hundred postings.
    """
    waiting = iter(subjects)
    if processes > 1:
        yield from _shared(waiting, processes)
        return
    while batch := list(islice(waiting, _REMEMBERED)):
        with nlp.memory_zone(), _no_sweeps():
            pairs = ((subject.text, Work(subject)) for subject in batch)
            tagged = [work.tags for _, work in nlp.pipe(pairs, as_tuples=True, batch_size=_BATCH)]
        yield from tagged  # type: ignore[misc]  # the last component sets them


@contextmanager
def _no_sweeps() -> Iterator[None]:
    """Keep Python from looking for cycles while the block runs: tagging makes none, and looking takes a tenth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


# `nlp.pipe(n_process=2)` sends each Doc as bytes, and srsly looks through the whole environment's entry points
# for every one of them: 20 ms a posting, ten times what tagging takes.
def _shared(waiting: Iterator[Subject], processes: int) -> Iterator[Tags]:
    """Yield tags made by several processes, a few batches ahead of whoever takes them."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        ahead: deque[Future[list[Tags]]] = deque()
        while batch := list(islice(waiting, _SENT)):
            ahead.append(pool.submit(_tag_batch, batch))
            if len(ahead) > 2 * processes:
                yield from ahead.popleft().result()
        while ahead:
            yield from ahead.popleft().result()


def _tag_batch(batch: list[Subject]) -> list[Tags]:
    return list(tag_many(_built(), batch))


_built = cache(build)


def _work(doc: Doc) -> Work:
    """Return the posting that a Doc stands for; a Doc made from bare text stands for that text."""
    work = doc._context
    if not isinstance(work, Work):
        work = doc._context = Work(Subject(text=doc.text))
    return work


@Language.factory("credtrack_reading")
def _make_reader(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that reads a posting into lines and sections."""

    def read_doc(doc: Doc) -> Doc:
        work = _work(doc)
        work.reading = read(work.subject)
        return doc

    return read_doc


@Language.factory("credtrack_tags")
def _make_collector(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that makes `Tags` of what the others have found."""

    def collect(doc: Doc) -> Doc:
        work = _work(doc)
        if work.values["job_class"] == "other":
            _without_requirements(work)
        work.tags = Tags(**work.values, evidence=tuple(work.evidence), rejected=tuple(work.rejected))
        work.reading = None
        return doc

    return collect


def _without_requirements(work: Work) -> None:
    """Reject the credentials of a posting that has nothing to do with coding."""
    work.values["requirements"] = ()
    reason = "the posting is not for coding"
    for proof in [one for one in work.evidence if one.field == "requirements"]:
        work.evidence.remove(proof)
        work.rejected.append(Rejected(proof.field, proof.value, proof.start, proof.end, reason, proof.where))


def _role(work: Work, reading: Reading) -> None:
    found = find_role(reading)
    work.take(found, job_class=found.job_class, role=found.role)


def _setting(work: Work, reading: Reading) -> None:
    found = find_setting(reading)
    work.take(found, employer_setting=found.employer_setting)


def _work_type(work: Work, reading: Reading) -> None:
    found = find_work_types(reading, work.values["employer_setting"])
    work.take(found, work_types=found.work_types)


def _credentials(work: Work, reading: Reading) -> None:
    found = find_credentials(reading)
    work.take(found, requirements=found.requirements)


def _remote(work: Work, reading: Reading) -> None:
    found = find_remote(reading)
    work.take(found, remote=found.remote, states=found.states, states_scope=found.states_scope)


def _pay(work: Work, reading: Reading) -> None:
    found = find_pay(reading)
    work.take(found, pay=found.pay, pay_basis=found.basis)


def _experience(work: Work, reading: Reading) -> None:
    found = find_experience(reading)
    work.take(found, experience_years=found.years)


def _mentions(work: Work, reading: Reading) -> None:
    found = find_mentions(reading)
    work.take(
        found,
        mentions=found.mentions,
        specialties=found.specialties,
        employment_type=found.employment_type,
    )


_KINDS: dict[str, Callable[[Work, Reading], None]] = {
    "role": _role,
    "setting": _setting,
    "work_type": _work_type,
    "credentials": _credentials,
    "remote": _remote,
    "pay": _pay,
    "experience": _experience,
    "mentions": _mentions,
}


def _register(kind: str, find: Callable[[Work, Reading], None]) -> None:
    """Make a kind's finder a component by name."""

    def component(doc: Doc) -> Doc:
        work = _work(doc)
        find(work, work.reading or read(work.subject))
        return doc

    Language.component(f"credtrack_{kind}", func=component)


for _kind, _find in _KINDS.items():
    _register(_kind, _find)
