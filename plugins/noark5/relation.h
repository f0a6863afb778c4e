// Relations of the service interface, without their common beginning (chapters 6 and 7 of the specification).
#pragma once

namespace helhet::noark5::relation {

inline constexpr char kBeginning[] = "https://rel.arkivverket.no/noark5/v5/api/";

// What the main address offers.
inline constexpr char kArchiveStructure[] = "arkivstruktur/";
inline constexpr char kCaseRecords[] = "sakarkiv/";
inline constexpr char kMetadata[] = "metadata/";
inline constexpr char kSystem[] = "admin/system/";
inline constexpr char kLoginOidc[] = "login/oidc/";
inline constexpr char kLoginBasic[] = "login/rfc7617/";

// Lists, and the one thing that something lies in.
inline constexpr char kSeries[] = "arkivstruktur/arkivdel/";
inline constexpr char kClassification[] = "arkivstruktur/klassifikasjonssystem/";
inline constexpr char kClass[] = "arkivstruktur/klasse/";
inline constexpr char kFile[] = "arkivstruktur/mappe/";
inline constexpr char kParentFile[] = "arkivstruktur/overmappe/";
inline constexpr char kRecord[] = "arkivstruktur/registrering/";
inline constexpr char kDescription[] = "arkivstruktur/dokumentbeskrivelse/";
inline constexpr char kObject[] = "arkivstruktur/dokumentobjekt/";
inline constexpr char kContent[] = "arkivstruktur/fil/";
inline constexpr char kCorrespondent[] = "arkivstruktur/korrespondansepart/";
inline constexpr char kCase[] = "sakarkiv/saksmappe/";
inline constexpr char kJournalEntry[] = "sakarkiv/journalpost/";
inline constexpr char kOwnMetadata[] = "metadata/virksomhetsspesifikkeMetadata/";
inline constexpr char kJournalStatus[] = "metadata/journalstatus/";
inline constexpr char kDocumentStatus[] = "metadata/dokumentstatus/";

// What makes a new one where it stands.
inline constexpr char kNewCase[] = "sakarkiv/ny-saksmappe/";
inline constexpr char kNewJournalEntry[] = "sakarkiv/ny-journalpost/";
inline constexpr char kNewDescription[] = "arkivstruktur/ny-dokumentbeskrivelse/";
inline constexpr char kNewObject[] = "arkivstruktur/ny-dokumentobjekt/";
inline constexpr char kNewInternalCorrespondent[] = "arkivstruktur/ny-korrespondansepartintern/";
inline constexpr char kNewOwnMetadata[] = "metadata/ny-virksomhetsspesifikkeMetadata/";

}  // namespace helhet::noark5::relation
