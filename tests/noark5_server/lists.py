"""Lists and pages of them: chapter 6, «Finne objekter (Read)»."""
import dataclasses
import typing
import urllib.parse

import odata
from links import REL, Links, Target
from model import Kind
from problems import Problem

PARAMETERS = {"$filter", "$orderby", "$top", "$skip", "$search"}
Content = dict[str, object]


@dataclasses.dataclass(frozen=True)
class Query:
    """The parameters of a list, and which page of the core's own paging is meant."""
    parameters: tuple[tuple[str, str], ...] = ()
    page: int = 0

    def get(self, name: str) -> str | None:
        return dict(self.parameters).get(name)


def parse_query(text: str) -> Query:
    """Percent-encoded parameters; + is a plus, so that time zones survive. Problem for what is not among the five."""
    found: dict[str, str] = {}
    for part in filter(None, text.split("&")):
        name, _, value = part.partition("=")
        name = urllib.parse.unquote(name)
        if name in found:
            raise Problem(400, f"{name}: given twice")
        try:
            found[name] = urllib.parse.unquote(value, errors="strict")
        except UnicodeDecodeError as error:
            raise Problem(400, f"{name}: not UTF-8") from error
    for name in found:
        if name == "$expand":
            raise Problem(501, "$expand: this server expands nothing")
        if name not in PARAMETERS:
            raise Problem(400, f"{name}: unknown parameter; known: {', '.join(sorted(PARAMETERS))}")
    return Query(tuple(sorted(found.items())))


def count_of(query: Query, name: str) -> int | None:
    text = query.get(name)
    if text is None:
        return None
    if not text.isascii() or not text.isdigit():
        raise Problem(400, f"{name}: a whole number from 0 is wanted")
    return int(text)


class Listed(typing.Protocol):
    """What can be in a list: an instance, a code, an entry of the catalogue."""
    fields: Content


def matches(fields: Content, words: str) -> bool:
    """$search looks at all texts; what it looks at is the core's choice («Søk»)."""
    words = words.strip().strip("'\"").lower()
    return any(words in str(value).lower() for value in fields.values() if isinstance(value, (str, list)))


def narrowed(found: list[Listed], kind: Kind, query: Query, catalogue: dict[str, str]) -> list[Listed]:
    """What the query asks for of a list, in its order, before $skip and $top."""
    wanted, words, order = query.get("$filter"), query.get("$search"), query.get("$orderby")
    if wanted is not None:
        test = odata.Parser(wanted, kind, catalogue).parse()
        found = [each for each in found if test(each.fields)]
    if words is not None:
        found = [each for each in found if matches(each.fields, words)]
    return odata.ordered(found, order, kind, catalogue) if order is not None else found


def paged(found: list, query: Query, page_size: int) -> tuple[list, bool]:
    """The page that is meant, and whether there is another. $top and $skip are the client's, page_size the core's."""
    top, skip = count_of(query, "$top"), count_of(query, "$skip") or 0
    wanted = found[skip:] if top is None else found[skip:skip + top]
    begin = query.page * page_size
    return wanted[begin:begin + page_size], begin + page_size < len(wanted)


class Pages:
    """Makes the content of lists, and remembers the queries behind the `next` links that were given out."""

    def __init__(self, links: Links, page_size: int):
        self.links = links
        self.page_size = page_size
        self.queries: dict[Target, tuple[Target, Query]] = {}

    def content(self, target: Target, query: Query, entries: list[Content], total: int, more: bool) -> Content:
        """`count` is the total; an empty list has no `results` at all («Filter og tilgangsstyring»)."""
        content: Content = {"count": total}
        if entries:
            content["results"] = entries
        own = self.links.href(target)
        text = "&".join(f"{name}={urllib.parse.quote(value, safe='')}" for name, value in query.parameters)
        own += f"?{text}" if text else ""
        listed = {REL + target.relation: {"href": own}, "self": {"href": own}}
        if more:
            following = Query(query.parameters, query.page + 1)
            page = Target("page", target.relation, target.kind, repr((target, following)))
            self.queries[page] = (target, following)
            listed["next"] = {"href": self.links.href(page)}
        return content | {"_links": self.links.shown(listed)}
