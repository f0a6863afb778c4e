"""The parameters of each method, strictly: a name that the service does not have and a value of another type are refused.

parameters.json has them by `Service/Method`: `text`, `int`, `bool`, `time` (ISO 8601), `sort`, `any`, a list of one
form, an object of forms, or `file`, which is a form of its own.
"""
import datetime
import json
import pathlib

FORMS = json.loads((pathlib.Path(__file__).parent / "parameters.json").read_text(encoding="utf-8"))
METHODS = {name for name in FORMS if "/" in name}
SORTS = ("RecnoDescending", "RecnoAscending")
ZONE = datetime.timezone(datetime.timedelta(hours=1))


class Unsuccessful(Exception):
    """A call that the service could take but not carry out: `Successful` false, with HTTP status 200."""

    def __init__(self, exception: str, message: str, details: str = ""):
        super().__init__(message)
        self.exception = exception
        self.message = message
        self.details = details


class NotAccepted(Exception):
    """A body that is no call of the method: an HTTP error."""


def checked(form: object, value: object, where: str) -> None:
    """NotAccepted where a value has not the form."""
    if isinstance(form, dict):
        if not isinstance(value, dict):
            raise NotAccepted(f"{where}: an object is wanted")
        for name, each in value.items():
            if name not in form:
                raise NotAccepted(f"{where}: there is no '{name}'")
            if each is not None:
                checked(form[name], each, f"{where}.{name}")
    elif isinstance(form, list):
        if not isinstance(value, list):
            raise NotAccepted(f"{where}: a list is wanted")
        for number, each in enumerate(value):
            checked(form[0], each, f"{where}[{number}]")
    elif form == "file":
        checked(FORMS["file"], value, where)
    elif not is_of(str(form), value):
        raise NotAccepted(f"{where}: {form} is wanted, not {value!r}")


def is_of(form: str, value: object) -> bool:
    if form == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    if form == "bool":
        return isinstance(value, bool)
    if form == "time":
        return isinstance(value, str) and instant(value) is not None
    if form == "sort":
        return value in SORTS
    return form == "any" or isinstance(value, str)


def instant(text: str) -> datetime.datetime | None:
    """A time, in Norway's winter zone where it has none; None for what is no time."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
