"""The classes of the information model, as far as this server holds them (chapter 7, «Attributter» of each class).

A line of a class is an attribute, its type and what is said of it:

required  must be in a create call; without it, the first multiplicity of the specification is 0..1
many      a list
server    given by the core alone: a client's value in a create call is refused
fixed     not to be changed once it has a value («Skal ikke kunne endres»)

Types: string, integer, boolean, id (a systemID), date, datetime, metadata (virksomhetsspesifikkeMetadata),
`code:LIST` and `group:NAME` (a one-to-one group of attributes).
"""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Attribute:
    name: str
    type: str
    required: bool = False
    many: bool = False
    server: bool = False
    fixed: bool = False

    def list_name(self) -> str:
        """The code list of a code; empty for other types."""
        return self.type.removeprefix("code:") if self.type.startswith("code:") else ""

    def group(self) -> "dict[str, Attribute] | None":
        return GROUPS[self.type.removeprefix("group:")] if self.type.startswith("group:") else None


@dataclasses.dataclass(frozen=True)
class Kind:
    """A class. `held` are all its attributes, inherited ones first."""
    name: str
    package: str
    base: "Kind | None"
    held: dict[str, Attribute]

    def relation(self) -> str:
        return f"{self.package}/{self.name}/"

    def is_a(self, name: str) -> bool:
        return self.name == name or (self.base is not None and self.base.is_a(name))


def attributes(text: str) -> dict[str, Attribute]:
    found = {}
    for line in text.strip().splitlines():
        if not line.strip():
            continue
        name, kind, *said = line.split()
        found[name] = Attribute(name, kind, **{word: True for word in said})
    return found


GROUPS = {
    "skjerming": attributes("""
        tilgangsrestriksjon code:tilgangsrestriksjon required
        skjermingshjemmel string required
        skjermingMetadata code:skjermingmetadata many
        skjermingDokument code:skjermingdokument
        skjermingsvarighet integer
        skjermingOpphoererDato datetime"""),
    "gradering": attributes("""
        graderingskode code:graderingskode required
        graderingsdato datetime
        gradertAv string
        referanseGradertAv id
        nedgraderingsdato datetime
        nedgradertAv string
        referanseNedgradertAv id"""),
    "enkeladresse": attributes("""
        adresselinje1 string
        adresselinje2 string
        adresselinje3 string
        postnr code:postnummer
        poststed string required
        landkode code:land"""),
    "kontaktinformasjon": attributes("""
        epostadresse string
        mobiltelefon string
        telefon string"""),
}

ARKIVENHET = """
    systemID id server fixed
    opprettetDato datetime fixed
    opprettetAv string fixed
    referanseOpprettetAv id fixed
    endretDato datetime server
    endretAv string server
    referanseEndretAv id server"""
AVSLUTTET = """
    avsluttetDato datetime fixed
    avsluttetAv string fixed
    referanseAvsluttetAv id fixed"""
MEDIUM = """
    dokumentmedium code:dokumentmedium
    oppbevaringssted string many"""
SKJERMING = """
    skjerming group:skjerming
    gradering group:gradering"""

# Attributes of the specification that this server does not hold: sending one is answered with 501, not 400.
NOT_HELD = frozenset({"kassasjon", "utfoertKassasjon", "sletting", "elektroniskSignatur", "enhetsidentifikator",
                      "personidentifikator", "nasjonalidentifikator", "kryssreferanse", "part"})

KINDS: dict[str, Kind] = {}


def declare(name: str, package: str, base: str, *texts: str) -> None:
    inherited = KINDS[base].held if base else {}
    KINDS[name] = Kind(name, package, KINDS.get(base), {**inherited, **attributes("\n".join(texts))})


declare("arkiv", "arkivstruktur", "", ARKIVENHET, "tittel string required", "beskrivelse string",
        "arkivstatus code:arkivstatus", MEDIUM, AVSLUTTET)
declare("arkivskaper", "arkivstruktur", "", ARKIVENHET, "arkivskaperID string required",
        "arkivskaperNavn string required", "beskrivelse string")
declare("arkivdel", "arkivstruktur", "", ARKIVENHET, "tittel string required", "beskrivelse string",
        "arkivdelstatus code:arkivdelstatus", MEDIUM, AVSLUTTET, "arkivperiodeStartDato datetime",
        "arkivperiodeSluttDato datetime", "referanseForloeper id", "referanseArvtaker id", SKJERMING)
declare("klassifikasjonssystem", "arkivstruktur", "", ARKIVENHET, "klassifikasjonstype code:klassifikasjonstype",
        "tittel string required", "beskrivelse string", AVSLUTTET)
declare("klasse", "arkivstruktur", "", ARKIVENHET, "klasseID string required fixed", "tittel string required",
        "beskrivelse string", "noekkelord string many", AVSLUTTET, SKJERMING)
declare("mappe", "arkivstruktur", "", ARKIVENHET, "mappeID string fixed", "tittel string required",
        "offentligTittel string", "beskrivelse string", "noekkelord string many", MEDIUM, AVSLUTTET, SKJERMING,
        "referanseForelderMappe id", "virksomhetsspesifikkeMetadata metadata")
declare("saksmappe", "sakarkiv", "mappe", "saksaar integer", "sakssekvensnummer integer", "saksdato date",
        "administrativEnhet string", "referanseAdministrativEnhet id", "saksansvarlig string",
        "referanseSaksansvarlig id", "journalenhet string", "saksstatus code:saksstatus", "utlaantDato date",
        "utlaantTil string", "referanseUtlaantTil id")
declare("registrering", "arkivstruktur", "", ARKIVENHET, "arkivertDato datetime fixed", "arkivertAv string fixed",
        "referanseArkivertAv id fixed", "registreringsID string fixed", "tittel string required",
        "offentligTittel string", "beskrivelse string", "noekkelord string many", "forfatter string many", MEDIUM,
        SKJERMING, "referanseArkivdel id", "virksomhetsspesifikkeMetadata metadata")
declare("journalpost", "sakarkiv", "registrering", "journalaar integer fixed", "journalsekvensnummer integer fixed",
        "journalpostnummer integer", "journalposttype code:journalposttype", "journalstatus code:journalstatus",
        "journaldato date", "dokumentetsDato date", "mottattDato date", "sendtDato date", "forfallsdato date",
        "offentlighetsvurdertDato date", "antallVedlegg integer", "utlaantDato date", "utlaantTil string",
        "referanseUtlaantTil id", "journalenhet string")
declare("arkivnotat", "sakarkiv", "registrering")
declare("presedens", "sakarkiv", "", ARKIVENHET, "tittel string required")
declare("dokumentbeskrivelse", "arkivstruktur", "", ARKIVENHET, "dokumenttype code:dokumenttype",
        "dokumentstatus code:dokumentstatus", "tittel string required", "beskrivelse string", "forfatter string many",
        "dokumentmedium code:dokumentmedium", "oppbevaringssted string",
        "tilknyttetRegistreringSom code:tilknyttetregistreringsom", "dokumentnummer integer fixed",
        "tilknyttetDato datetime fixed", "tilknyttetAv string fixed", "referanseTilknyttetAv id fixed", SKJERMING,
        "eksternReferanse string", "virksomhetsspesifikkeMetadata metadata")
declare("dokumentobjekt", "arkivstruktur", "", ARKIVENHET, "versjonsnummer integer fixed",
        "variantformat code:variantformat fixed", "format code:format fixed", "formatDetaljer string fixed",
        "referanseDokumentfil string server", "filnavn string", "sjekksum string fixed",
        "mimeType string", "sjekksumAlgoritme string fixed", "filstoerrelse integer fixed")
declare("korrespondansepart", "arkivstruktur", "", "systemID id server fixed",
        "korrespondanseparttype code:korrespondanseparttype", "virksomhetsspesifikkeMetadata metadata")
declare("korrespondansepartenhet", "arkivstruktur", "korrespondansepart", "navn string required",
        "forretningsadresse group:enkeladresse", "postadresse group:enkeladresse",
        "kontaktinformasjon group:kontaktinformasjon", "kontaktperson string")
declare("korrespondansepartperson", "arkivstruktur", "korrespondansepart", "navn string required",
        "postadresse group:enkeladresse", "bostedsadresse group:enkeladresse",
        "kontaktinformasjon group:kontaktinformasjon")
declare("korrespondansepartintern", "arkivstruktur", "korrespondansepart", "administrativEnhet string",
        "referanseAdministrativEnhet id", "saksbehandler string", "referanseSaksbehandler id")
declare("merknad", "arkivstruktur", "", "systemID id server fixed", "merknadstekst string required",
        "merknadstype code:merknadstype", "merknadsdato datetime fixed", "merknadRegistrertAv string fixed",
        "referanseMerknadRegistrertAv id fixed")
