"""What the core fills in and what it forbids: chapter 7, «Attributter» (second multiplicity) and «Restriksjoner»."""
import times
from codelists import LISTS
from problems import Problem
from store import Instance, Store, User

ARCHIVED = ("J", "E", "A")  # journalstatus by which the documents are frozen (M604 leaves the choice to the core)


def code(list_name: str, kode: str) -> dict[str, object]:
    return LISTS[list_name][kode].value()


def demand_open(store: Store, kind: str, parent: Instance) -> None:
    """Refuses what a closed or ending part of the archive may not take (5.2.19, 5.4.7, 5.11.4, 5.11.6)."""
    if parent.fields.get("avsluttetDato"):
        raise Problem(400, f"{parent.kind.name} {parent.id} is closed and takes no {kind}")
    arkivdel = parent if parent.kind.name == "arkivdel" else store.parent(parent, "arkivdel")
    if arkivdel is None:
        return
    status = arkivdel.fields["arkivdelstatus"]["kode"]
    if status == "P" or (status == "O" and parent is arkivdel):
        raise Problem(400, f"arkivdel {arkivdel.id} has arkivdelstatus {status} and takes no {kind}")


def parents_of(store: Store, parent: Instance) -> dict[str, str]:
    """A mappe made on a klasse belongs to the arkivdel of its klassifikasjonssystem too."""
    parents = {(parent.kind.base or parent.kind).name: parent.id}
    if parent.kind.name == "klasse":
        system = store.parent(parent, "klassifikasjonssystem")
        owners = store.children(system, "arkivdel") if system else []
        if owners:
            parents["arkivdel"] = owners[0].id
    return parents


def filled_in(store: Store, kind: str, fields: dict[str, object], parent: Instance | None, user: User) -> dict[str, object]:
    """The attributes that a reply must have and that the client left out."""
    defaults = {"saksmappe": case_file, "mappe": folder, "journalpost": journal_entry, "registrering": record,
                "dokumentbeskrivelse": document, "dokumentobjekt": document_object, "merknad": remark}
    if kind.startswith("korrespondansepart"):
        return {"korrespondanseparttype": code("korrespondanseparttype", "EA")} | fields
    return defaults[kind](store, parent, user, fields) | fields if kind in defaults else fields


def medium(parent: Instance | None) -> dict[str, object]:
    """Inherited from the level above (M300)."""
    return (parent.fields.get("dokumentmedium") if parent else None) or code("dokumentmedium", "E")


def folder(store: Store, parent: Instance, _: User, fields: dict[str, object]) -> dict[str, object]:
    year = store.now.year
    number = store.next_number("mappe", year)
    filled: dict[str, object] = {"mappeID": f"{year}/{number}", "dokumentmedium": medium(parent)}
    if parent.kind.is_a("mappe"):
        filled["referanseForelderMappe"] = parent.id
    return filled


def case_file(store: Store, parent: Instance, user: User, fields: dict[str, object]) -> dict[str, object]:
    filled = folder(store, parent, user, fields)
    year, number = filled["mappeID"].split("/")
    return filled | {"saksaar": int(year), "sakssekvensnummer": int(number), "saksdato": times.written_date(store.now),
                     "administrativEnhet": user.unit, "referanseAdministrativEnhet": user.unit_id,
                     "saksansvarlig": user.name, "referanseSaksansvarlig": user.id, "journalenhet": user.unit,
                     "saksstatus": code("saksstatus", "B")}


def record(store: Store, parent: Instance, _: User, fields: dict[str, object]) -> dict[str, object]:
    number = store.next_number("registrering", parent.id)
    arkivdel = parent if parent.kind.name == "arkivdel" else store.parent(parent, "arkivdel")
    filled: dict[str, object] = {"registreringsID": f"{parent.fields.get('mappeID', 'reg')}-{number}",
                                 "dokumentmedium": medium(parent)}
    return filled | ({"referanseArkivdel": arkivdel.id} if arkivdel else {})


def journal_entry(store: Store, parent: Instance, user: User, fields: dict[str, object]) -> dict[str, object]:
    filled = record(store, parent, user, fields)
    year = store.now.year
    return filled | {"journalaar": year, "journalsekvensnummer": store.next_number("journal", year),
                     "journalpostnummer": int(filled["registreringsID"].rsplit("-", 1)[1]),
                     "journalposttype": code("journalposttype", "X"), "journalstatus": code("journalstatus", "R"),
                     "journaldato": times.written_date(store.now), "journalenhet": user.unit}


def document(store: Store, parent: Instance, user: User, fields: dict[str, object]) -> dict[str, object]:
    number = store.next_number("dokument", parent.id)
    return {"dokumenttype": code("dokumenttype", "B"), "dokumentstatus": code("dokumentstatus", "B"),
            "dokumentmedium": medium(parent), "dokumentnummer": number,
            "tilknyttetRegistreringSom": code("tilknyttetregistreringsom", "H" if number == 1 else "V"),
            "tilknyttetDato": times.written(store.now), "tilknyttetAv": user.name, "referanseTilknyttetAv": user.id}


def document_object(store: Store, parent: Instance, _: User, fields: dict[str, object]) -> dict[str, object]:
    """The first version is number 0 (M005). What describes the file is filled in when there is one."""
    return {"versjonsnummer": store.next_number("versjon", parent.id) - 1,
            "variantformat": code("variantformat", "P"), "sjekksumAlgoritme": "SHA-256"}


def remark(store: Store, _: Instance, user: User, fields: dict[str, object]) -> dict[str, object]:
    return {"merknadsdato": times.written(store.now), "merknadRegistrertAv": user.name,
            "referanseMerknadRegistrertAv": user.id}


def archived_when_due(store: Store, kind: str, fields: dict[str, object], user: User) -> dict[str, object]:
    """arkivertDato and arkivertAv, when the journalstatus says so and they are not there (M604, M605)."""
    if kind != "journalpost" or fields["journalstatus"]["kode"] not in ARCHIVED or "arkivertDato" in fields:
        return fields
    return fields | {"arkivertDato": times.written(store.now), "arkivertAv": user.name, "referanseArkivertAv": user.id}


def demand_changeable(instance: Instance, after: dict[str, object]) -> None:
    """A closed mappe keeps its tittel and dokumentmedium (6.1.2)."""
    if instance.kind.is_a("mappe") and "avsluttetDato" in instance.fields:
        for name in ("tittel", "dokumentmedium"):
            if after.get(name) != instance.fields.get(name):
                raise Problem(400, f"{name}: must not be changed, since the mappe is closed")


def demand_removable(store: Store, instance: Instance) -> None:
    """Archived documents are never deleted (chapter 6, «Slette objekter»; 5.13.17, 6.1.17)."""
    if instance.kind.is_a("mappe") and "avsluttetDato" in instance.fields:
        raise Problem(403, "a closed mappe must not be deleted")
    if instance.kind.name == "journalpost" and instance.fields["journalstatus"]["kode"] != "R":
        raise Problem(403, "only a journalpost with journalstatus R may be deleted")
    document_of = instance if instance.kind.name == "dokumentbeskrivelse" else store.parent(instance, "dokumentbeskrivelse")
    files = [instance] if instance.kind.name == "dokumentobjekt" else store.children(instance, "dokumentobjekt")
    if document_of and document_of.fields["dokumentstatus"]["kode"] == "F" and any(each.content for each in files):
        raise Problem(403, "a document with dokumentstatus F must not be deleted")
    if any(instance.id in each.parents.values() for each in store.instances.values()):
        raise Problem(409, f"{instance.kind.name} {instance.id} has instances under it")
