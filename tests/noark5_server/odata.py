"""$filter and $orderby: chapter 6, «Filtrering», at the level that every core must hold («Nivå basis»).

Held: eq, gt, lt, ge, le, and, or, parentheses, startswith, contains, year; direct attributes, attributes of one-to-one
groups and code values by path, and virksomhetsspesifikkeMetadata by full name. Any other part of OData is answered
with 501, and what is no OData, an unknown attribute or a literal of another type with 400.
"""
import datetime
import operator
import re
import typing

import times
from model import Attribute, Kind
from problems import Problem

Fields = dict[str, object]
Test = typing.Callable[[Fields], bool]
Value = typing.Callable[[Fields], object]  # None where the instance has no value

TOKEN = re.compile(r"""\s*(?:
    (?P<string>'(?:[^']|'')*')
  | (?P<time>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)
  | (?P<number>-?\d+(?:\.\d+)?)
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9]+)*(?::[A-Za-z0-9]+)?(?:/[A-Za-z_][A-Za-z0-9_]*)*)
  | (?P<mark>[(),])
)""", re.VERBOSE)
COMPARISONS = {"eq": operator.eq, "gt": operator.gt, "lt": operator.lt, "ge": operator.ge, "le": operator.le}
NOT_HELD = {"ne", "not", "in", "has", "add", "sub", "mul", "div", "mod", "any", "all", "endswith", "length", "indexof",
            "substring", "substringof", "tolower", "toupper", "trim", "concat", "month", "day", "hour", "minute",
            "second", "date", "time", "now", "round", "floor", "ceiling", "cast", "isof", "null"}


def tokens_of(text: str) -> list[tuple[str, str]]:
    if re.search(r"/(any|all)\s*\(", text):
        raise Problem(501, "$filter: any and all are of the extended level, which this server does not hold")
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match or (match.end() < len(text) and match.lastgroup != "mark" and text[match.end()] not in " \t(),"):
            raise Problem(400, f"$filter: not understood at '{text[at:]}'")
        found.append((match.lastgroup, match.group(match.lastgroup)))
        at = match.end()
    return found


def paths_of(kind: Kind, catalogue: dict[str, str], path: str, where: str) -> tuple[Value, str]:
    """Reads the value of a path such as `gradering/graderingskode/kode`, and its simple type."""
    first, *rest = path.split("/")
    if first in catalogue and not rest and "virksomhetsspesifikkeMetadata" in kind.held:
        return (lambda fields: (fields.get("virksomhetsspesifikkeMetadata") or {}).get(first)), catalogue[first]
    held: dict[str, Attribute] | None = kind.held
    kind_of_value = ""
    for depth, name in enumerate([first, *rest]):
        if held is None or name not in held:
            raise Problem(400, f"{where}: {kind.name} has no attribute '{path}'")
        attribute = held[name]
        if attribute.many:
            raise Problem(501, f"{where}: '{path}' is a list, which only the extended level filters")
        is_code = bool(attribute.list_name())
        held = attributes_of_code() if is_code else attribute.group()
        kind_of_value = "" if held is not None else attribute.type
    if kind_of_value in ("", "metadata"):
        raise Problem(400, f"{where}: '{path}' is no single value")

    def value(fields: Fields) -> object:
        found: object = fields
        for name in [first, *rest]:
            found = found.get(name) if isinstance(found, dict) else None
        return found
    return value, kind_of_value


def attributes_of_code() -> dict[str, Attribute]:
    return {"kode": Attribute("kode", "string"), "kodenavn": Attribute("kodenavn", "string")}


def comparable(value: object, kind: str) -> object:
    if kind == "day":
        return str(value)[:len("2024-05-01")]
    return times.instant(str(value)) if kind in ("date", "datetime") else value


class Parser:
    """One $filter for one class."""

    def __init__(self, text: str, kind: Kind, catalogue: dict[str, str]):
        self.tokens = tokens_of(text)
        self.kind = kind
        self.catalogue = catalogue
        self.at = 0

    def parse(self) -> Test:
        test = self.either()
        if self.at < len(self.tokens):
            self.fail()
        return test

    def fail(self) -> typing.NoReturn:
        rest = " ".join(text for _, text in self.tokens[self.at:])
        word = self.tokens[self.at][1] if self.at < len(self.tokens) else ""
        if word in NOT_HELD:
            raise Problem(501, f"$filter: '{word}' is not held by this server")
        raise Problem(400, f"$filter: not understood at '{rest}'" if rest else "$filter: ends too early")

    def next_is(self, text: str) -> bool:
        found = self.at < len(self.tokens) and self.tokens[self.at] in (("name", text), ("mark", text))
        self.at += found
        return found

    def demand(self, text: str) -> None:
        if not self.next_is(text):
            self.fail()

    def take(self, *groups: str) -> tuple[str, str]:
        if self.at >= len(self.tokens) or self.tokens[self.at][0] not in groups or self.tokens[self.at][1] in NOT_HELD:
            self.fail()
        self.at += 1
        return self.tokens[self.at - 1]

    def either(self) -> Test:
        tests = [self.both()]
        while self.next_is("or"):
            tests.append(self.both())
        return lambda fields: any(test(fields) for test in tests)

    def both(self) -> Test:
        tests = [self.one()]
        while self.next_is("and"):
            tests.append(self.one())
        return lambda fields: all(test(fields) for test in tests)

    def one(self) -> Test:
        if self.next_is("("):
            test = self.either()
            self.demand(")")
            return test
        for function in ("startswith", "contains"):
            if self.next_is(function):
                return self.text_function(function)
        return self.comparison()

    def text_function(self, function: str) -> Test:
        """`contains(tittel, 'x')`, which may be followed by `eq true`, as one of the specification's examples is."""
        self.demand("(")
        value, kind = self.path()
        self.demand(",")
        wanted = self.string(self.take("string")[1])
        self.demand(")")
        if kind not in ("string", "id", "uri"):
            raise Problem(400, f"$filter: {function} is of texts")
        expected = True
        if self.next_is("eq"):
            expected = self.boolean(self.take("name")[1])
        if function == "startswith":
            return lambda fields: str(value(fields) or "").startswith(wanted) == expected
        return lambda fields: (wanted in str(value(fields) or "")) == expected

    def path(self) -> tuple[Value, str]:
        return paths_of(self.kind, self.catalogue, self.take("name")[1], "$filter")

    def comparison(self) -> Test:
        if self.next_is("year"):
            self.demand("(")
            value, kind = self.path()
            self.demand(")")
            if kind not in ("date", "datetime"):
                raise Problem(400, "$filter: year is of dates")
            read = lambda fields: None if value(fields) is None else times.instant(str(value(fields))).year
            kind = "integer"
        else:
            value, kind = self.path()
            if kind == "date" and self.day_is_next():
                kind = "day"
            read = lambda fields: None if value(fields) is None else comparable(value(fields), kind)
        word = self.take("name")[1]
        if word not in COMPARISONS:
            self.at -= 1
            self.fail()
        compare, wanted = COMPARISONS[word], self.literal(kind)
        return lambda fields: read(fields) is not None and compare(read(fields), wanted)

    def day_is_next(self) -> bool:
        """Whether the literal after the operator is a day without a time zone, which is compared with days as written."""
        return len(self.tokens) > self.at + 1 and len(self.tokens[self.at + 1][1]) == len("2024-05-01")

    def literal(self, kind: str) -> object:
        group, text = self.take("string", "time", "number", "name")
        wanted_group = {"day": "time", "date": "time", "datetime": "time", "integer": "number", "decimal": "number",
                        "boolean": "name"}.get(kind, "string")
        if group != wanted_group:
            raise Problem(400, f"$filter: {text} is no {kind}")
        if group == "string":
            return self.string(text)
        if group == "name":
            return self.boolean(text)
        if group == "number":
            return float(text) if "." in text else int(text)
        moment = self.time(text)
        return text if kind == "day" else moment

    @staticmethod
    def time(text: str) -> datetime.datetime:
        try:
            return times.instant(text, zone_wanted=False)
        except times.NotATime as error:
            raise Problem(400, f"$filter: {text}: {error}") from error

    @staticmethod
    def string(text: str) -> str:
        return text[1:-1].replace("''", "'")

    @staticmethod
    def boolean(text: str) -> bool:
        if text not in ("true", "false"):
            raise Problem(400, f"$filter: '{text}' is neither true nor false")
        return text == "true"


def ordered(instances: list, order: str, kind: Kind, catalogue: dict[str, str]) -> list:
    """Instances sorted by $orderby (`a, b desc`); those without a value come first, as in OData's ascending order."""
    for item in reversed(order.split(",")):
        words = item.split()
        if len(words) not in (1, 2) or words[1:] not in ([], ["asc"], ["desc"]):
            raise Problem(400, f"$orderby: not understood: '{item.strip()}'")
        value, value_kind = paths_of(kind, catalogue, words[0], "$orderby")

        def key(instance: object) -> tuple:
            found = value(instance.fields)
            return (0,) if found is None else (1, comparable(found, value_kind))
        instances = sorted(instances, key=key, reverse=words[1:] == ["desc"])
    return instances
