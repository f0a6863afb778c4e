"""Checks what a client sends of an instance, strictly: chapter 6, «Opprette objekter», «Oppdatere objekter»,
«Overføringsformat» and «Virksomhetsspesifikke metadata»; chapter 7, «Forekomst»."""
import re
import unicodedata
import uuid

import codelists
import times
from model import NOT_HELD, Attribute, Kind
from problems import Problem

# Composed objects, which the specification lets a client send inside a create call; this server wants them apart.
COMPOSED = frozenset({"merknad", "korrespondansepart"})
METADATA_NAME = re.compile(r"(vnd-)?[a-z0-9]+(-[a-z0-9]+)*-[a-z0-9]+:[a-z0-9]+")
Catalogue = dict[str, str]  # type by name, of the registered virksomhetsspesifikkeMetadata
Fields = dict[str, object]


def is_blank(text: str) -> bool:
    """Whether a text is nothing but invisible characters, which is the same as no value (chapter 7, «Forekomst»)."""
    return all(unicodedata.category(character)[0] in "ZC" for character in text)


def created(kind: Kind, body: object, catalogue: Catalogue) -> Fields:
    """The attributes of a create call. Problem 400 for what breaks a rule, 501 for what this server does not hold."""
    members = known_members(kind.held, body, kind.name)
    for name, value in members.items():
        if value is None:
            raise Problem(400, f"{name}: null has no place in a create call")
        if kind.held[name].server:
            raise Problem(400, f"{name}: is given by the core")
    return checked(kind.held, members, "", catalogue)


def updated(kind: Kind, body: object, stored: Fields, catalogue: Catalogue, whole: bool) -> Fields:
    """All attributes after an update: PUT (`whole`: every attribute that the instance has must be in the body) or
    PATCH by RFC 7396. Of what is untouched nothing is checked; what must not change is refused."""
    if isinstance(body, dict) and "_links" in body:
        if not whole:
            raise Problem(501, "moving by PATCH of _links is not held by this server")
        body = {name: value for name, value in body.items() if name != "_links"}  # a client sends back what it read
    members = known_members(kind.held, body, kind.name)
    missing = sorted(set(stored) - set(members)) if whole else []
    if missing:
        raise Problem(400, f"PUT must have all attributes; missing: {', '.join(missing)}")
    merged = {name: value if whole else merged_value(kind.held[name], stored.get(name), value)
              for name, value in members.items()}
    changed = {name: value for name, value in merged.items() if value != stored.get(name)}
    for name in changed:
        held = kind.held[name]
        if held.server or (held.fixed and name in stored):
            raise Problem(400, f"{name}: must not be changed")
    removed = {name for name, value in changed.items() if value is None}
    result = {name: value for name, value in stored.items() if name not in changed}
    result.update(checked(kind.held, {name: value for name, value in changed.items() if name not in removed}, "",
                          catalogue, stored, required_too=False))
    demand_required(kind.held, result, "")
    return result


def known_members(held: dict[str, Attribute], body: object, where: str) -> Fields:
    if not isinstance(body, dict):
        raise Problem(400, f"{where}: an object is wanted")
    for name in body:
        if name not in held:
            if name in NOT_HELD or name in COMPOSED:
                raise Problem(501, f"{where}: {name} is not held by this server")
            raise Problem(400, f"{where}: unknown attribute '{name}'")
    return body


def merged_value(held: Attribute, stored: object, patch: object) -> object:
    """RFC 7396, but for a code, which is one value: `kode` alone replaces it, as the example in chapter 6 does."""
    if held.list_name() or not isinstance(patch, dict):
        return patch
    result = dict(stored) if isinstance(stored, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            inner = (held.group() or {}).get(name)
            result[name] = merged_value(inner, result.get(name), value) if inner else value
    return result


def demand_required(held: dict[str, Attribute], fields: Fields, where: str) -> None:
    missing = [name for name, attribute in held.items() if attribute.required and name not in fields]
    if missing:
        raise Problem(400, f"{where}missing: {', '.join(missing)}")


def checked(held: dict[str, Attribute], members: Fields, where: str, catalogue: Catalogue,
            stored: Fields | None = None, required_too: bool = True) -> Fields:
    """Members with their values in the form they are stored in; those without a value left out."""
    result = {}
    for name, value in members.items():
        attribute = held[name]
        path = where + name
        if attribute.many:
            if not isinstance(value, list):
                raise Problem(400, f"{path}: a list is wanted")
            values = [one_value(attribute, each, path, catalogue, None) for each in value]
            value = [each for each in values if each is not None] or None
        else:
            value = one_value(attribute, value, path, catalogue, (stored or {}).get(name))
        if value is not None:
            result[name] = value
    if required_too:
        demand_required(held, result, where)
    return result


def one_value(attribute: Attribute, value: object, where: str, catalogue: Catalogue, stored: object) -> object:
    if attribute.list_name():
        return codelists.checked(attribute.list_name(), where, value, stored)
    group = attribute.group()
    if group is not None:
        return checked(group, known_members(group, value, where), f"{where}/", catalogue)
    if attribute.type == "metadata":
        return own_metadata(value, where, catalogue)
    if isinstance(value, str) and is_blank(value):
        return None
    plain(attribute.type, value, where)
    return own_rule(attribute.name, value, where)


def plain(kind: str, value: object, where: str) -> None:
    """A value of a simple type. Numbers are JSON numbers, never texts (chapter 6, «Validering av data»)."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    good = {"boolean": isinstance(value, bool), "integer": is_number and isinstance(value, int),
            "decimal": is_number}.get(kind, isinstance(value, str))
    if not good:
        raise Problem(400, f"{where}: {kind} is wanted, not {value!r}")
    if kind in ("date", "datetime"):
        try:
            times.instant(value)
        except times.NotATime as error:
            raise Problem(400, f"{where}: '{value}': {error}") from error
        # Chapter 7's tables call journal dates datetime, its class diagrams and schemas date: either is taken.
        if kind == "datetime" and times.is_date_alone(value):
            raise Problem(400, f"{where}: '{value}' has no time of day")
    if kind == "id":
        try:
            uuid.UUID(value)
        except ValueError as error:
            raise Problem(400, f"{where}: '{value}' is no UUID") from error
    if kind == "uri" and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", value):
        raise Problem(400, f"{where}: '{value}' is no URI")


def own_rule(name: str, value: object, where: str) -> object:
    """Rules of single attributes (chapter 7, «Restriksjoner» of Dokumentobjekt: M705, M706, M707)."""
    if name == "sjekksum" and not re.fullmatch(r"[0-9a-fA-F]{64}", value):
        raise Problem(400, f"{where}: a SHA-256 in hexadecimal digits is wanted")
    if name == "sjekksumAlgoritme" and value != "SHA-256":
        raise Problem(400, f"{where}: SHA-256 is the only algorithm")
    if name == "filstoerrelse" and value <= 0:
        raise Problem(400, f"{where}: must be above 0")
    return value.lower() if name == "sjekksum" else value


def own_metadata(value: object, where: str, catalogue: Catalogue) -> Fields | None:
    """`virksomhetsspesifikkeMetadata`: registered names with values of the registered type (chapter 6)."""
    if not isinstance(value, dict):
        raise Problem(400, f"{where}: an object is wanted")
    for name, each in value.items():
        if name not in catalogue:
            raise Problem(400, f"{where}: '{name}' is not registered")
        plain(catalogue[name], each, f"{where}/{name}")
    return value or None
