"""Which facets does a Workday site offer, and which postings has each?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import md5

from credtrack.sample.boards.board import Object
from credtrack.sample.boards.shelf import Shelf, location_names
from credtrack.sample.boards.wording import wording
from credtrack.sample.facts import SamplePosting

FLAT = {"jobFamilyGroup": "Job Category", "timeType": "Time Type", "workerSubType": "Worker Sub-Type"}
NESTED = {"locationRegionStateProvince": "State", "locations": "Locations"}


class Facets:
    """The facets of one site; a value's id is opaque and the tenant's own."""

    def __init__(self, tenant: str, shelf: Shelf) -> None:
        self._tenant = tenant
        self._shelf = shelf

    def match(self, posting: SamplePosting, applied: Mapping[str, tuple[str, ...]]) -> bool:
        """Tell whether the posting has one of the chosen values in each facet that is applied."""
        values = self._values(posting)
        return all(
            {self._id(name, value) for value in values.get(name, ())} & set(ids)
            for name, ids in applied.items()
            if ids
        )

    def counted(self, postings: Iterable[SamplePosting]) -> list[Object]:
        """Count the envelope's facets, which are never capped; places are nested one level down."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in FLAT | NESTED}
        for posting in postings:
            for name, values in self._values(posting).items():
                counts[name].update(values)
        flat = [self._facet(name, words, counts[name]) for name, words in FLAT.items() if counts[name]]
        nested = [self._facet(name, words, counts[name]) for name, words in NESTED.items() if counts[name]]
        return [*flat, {"facetParameter": "locationMainGroup", "values": nested}]

    def _values(self, posting: SamplePosting) -> dict[str, list[str]]:
        opening = posting.opening
        kind = opening.employment_type or "full_time"
        return {
            "jobFamilyGroup": [wording("family")[opening.job_class]],
            "timeType": [wording("time_type")[kind]],
            "workerSubType": [wording("worker_sub_type")[kind]],
            "locationRegionStateProvince": sorted({place.state for place in opening.places}),
            "locations": sorted(set(location_names(self._shelf.written(posting)))),
        }

    def _facet(self, name: str, words: str, counts: Counter[str]) -> Object:
        values = [
            {"descriptor": value, "id": self._id(name, value), "count": count}
            for value, count in counts.most_common()
        ]
        return {"facetParameter": name, "descriptor": words, "values": values}

    def _id(self, name: str, value: str) -> str:
        return md5(f"{self._tenant}/{name}/{value}".encode(), usedforsecurity=False).hexdigest()
