"""Dates and times: chapter 6, «Overføringsformat» (XML Schema date and dateTime, always with a time zone)."""
import datetime
import re

ZONE = datetime.timezone(datetime.timedelta(hours=1))
DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?")
DATE_TIME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})?")


class NotATime(ValueError):
    """The text is no date or time of the form that is wanted."""


def zone_of(text: str | None) -> datetime.timezone | None:
    if text is None:
        return None
    if text == "Z":
        return datetime.timezone.utc
    hours, minutes = int(text[1:3]), int(text[4:6])
    return datetime.timezone((1 if text[0] == "+" else -1) * datetime.timedelta(hours=hours, minutes=minutes))


def instant(text: str, zone_wanted: bool = True) -> datetime.datetime:
    """The instant of a dateTime, or of the beginning of a date; without a zone, which only a filter may, in ours."""
    match = DATE_TIME.fullmatch(text)
    if match:
        base, fraction, zone = match.groups()
        moment = base + ("." + f"{fraction[1:7]:0<6}" if fraction else "")
    else:
        match = DATE.fullmatch(text)
        if not match:
            raise NotATime("not a date or dateTime of XML Schema")
        moment, zone = match.groups()
    if zone is None and zone_wanted:
        raise NotATime("the time zone is missing")
    try:
        return datetime.datetime.fromisoformat(moment).replace(tzinfo=zone_of(zone) or ZONE)
    except ValueError as error:
        raise NotATime(str(error)) from error


def is_date_alone(text: str) -> bool:
    return DATE.fullmatch(text) is not None


def written(moment: datetime.datetime) -> str:
    return moment.astimezone(ZONE).isoformat()


def written_date(moment: datetime.datetime) -> str:
    """A date with its time zone, which XML Schema allows and the specification demands."""
    return moment.astimezone(ZONE).strftime("%Y-%m-%d") + "+01:00"
