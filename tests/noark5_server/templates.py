"""What GET of a `ny-…` href gives: chapter 6, «Preutfylling av objekt». Without systemID and `self`, since nothing is
made. Members that are null, and `_links`, are left out before the rest is posted."""
from rules import code, medium
from store import Instance, User


def template(kind: str, parent: Instance | None, user: User) -> dict[str, object]:
    elsewhere = {
        "registrering": {"dokumentmedium": medium(parent), "virksomhetsspesifikkeMetadata": None},
        "dokumentbeskrivelse": {"dokumentmedium": medium(parent), "dokumentstatus": code("dokumentstatus", "B"),
                                "tilknyttetRegistreringSom": code("tilknyttetregistreringsom", "H"),
                                "virksomhetsspesifikkeMetadata": None},
        "dokumentobjekt": {"variantformat": code("variantformat", "P"), "sjekksumAlgoritme": "SHA-256"},
        "merknad": {"merknadstype": code("merknadstype", "MS")},
    }
    folder = {"tittel": "angi tittel på mappe", "dokumentmedium": medium(parent), "virksomhetsspesifikkeMetadata": None}
    if kind == "mappe":
        return folder
    if kind == "saksmappe":
        return folder | {"saksstatus": code("saksstatus", "B"), "administrativEnhet": user.unit,
                         "saksansvarlig": user.name}
    if kind == "journalpost":
        return elsewhere["registrering"] | {"journalposttype": code("journalposttype", "X"),
                                            "journalstatus": code("journalstatus", "R")}
    if kind.startswith("korrespondansepart"):
        return {"korrespondanseparttype": code("korrespondanseparttype", "EA"), "virksomhetsspesifikkeMetadata": None}
    return elsewhere[kind]
