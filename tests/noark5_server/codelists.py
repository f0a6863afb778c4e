"""The code lists of the metadata package (chapter 7, «Kodeliste» of each list) and the check of values from them."""
import dataclasses
import json
import pathlib

from problems import Problem

# Chapter 6 («Opprette objekter») lets a core retire a code by `inaktiv`, chapter 7 («Kodelister») by a time `utdatert`.
# One code of each, which no client may use in anything new.
RETIRED = {"dokumenttype": {"O": {"inaktiv": True}},
           "journalstatus": {"M": {"utdatert": "2020-01-01T00:00:00+01:00"}}}


@dataclasses.dataclass(frozen=True)
class Code:
    kode: str
    kodenavn: str
    retired: tuple[tuple[str, object], ...] = ()

    def value(self) -> dict[str, object]:
        """As an attribute of an instance holds it: copied from the list when it was set (chapter 6)."""
        return {"kode": self.kode, "kodenavn": self.kodenavn}

    def entry(self) -> dict[str, object]:
        """As its list shows it."""
        return {**self.value(), **dict(self.retired)}


def load() -> dict[str, dict[str, Code]]:
    """Code lists by the last part of their relation, codes by `kode`."""
    lists = json.loads((pathlib.Path(__file__).parent / "codelists.json").read_text(encoding="utf-8"))
    return {name: {kode: Code(kode, kodenavn, tuple(RETIRED.get(name, {}).get(kode, {}).items()))
                   for kode, kodenavn in codes.items()}
            for name, codes in lists.items()}


LISTS = load()


def checked(list_name: str, where: str, value: object, stored: object = None) -> dict[str, object]:
    """The full value for what a client sent: `kode` alone, or with its `kodenavn` (chapter 6, «Opprette objekter»).

    A retired code may stay where it is, but not be set. Problem 400 otherwise.
    """
    if not isinstance(value, dict) or not isinstance(value.get("kode"), str):
        raise Problem(400, f"{where}: a code is an object with kode, as text")
    unknown = set(value) - {"kode", "kodenavn"}
    if unknown:
        raise Problem(400, f"{where}: a code has kode and kodenavn alone, not {', '.join(sorted(unknown))}")
    code = LISTS[list_name].get(value["kode"])
    if code is None:
        raise Problem(400, f"{where}: {list_name} has no code '{value['kode']}'")
    if value.get("kodenavn", code.kodenavn) != code.kodenavn:
        raise Problem(400, f"{where}: '{code.kode}' in {list_name} is named '{code.kodenavn}'")
    unchanged = isinstance(stored, dict) and stored.get("kode") == code.kode
    if code.retired and not unchanged:
        raise Problem(400, f"{where}: '{code.kode}' in {list_name} is retired")
    return code.value()
