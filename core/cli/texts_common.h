// Texts that several commands use.
#pragma once

#include "core/cli/text.h"

namespace helhet::cli::text {

inline constexpr Text kPersons{"personer", "personar", "persons"};
inline constexpr Text kHours{"timer", "timar", "hours"};
inline constexpr Text kDays{"dager", "dagar", "days"};
inline constexpr Text kHourSign{"t", "t", "h"};

inline constexpr Text kExampleData{"Eksempeldata", "Eksempeldata", "Example data"};
inline constexpr Text kNotMeasured{"ikke målt", "ikkje målt", "not measured"};
inline constexpr Text kNone{"Ingen.", "Ingen.", "None."};
inline constexpr Text kWhereNext{"Veien videre", "Vegen vidare", "Where to go next"};

inline constexpr Text kMunicipality{"Kommune", "Kommune", "Municipality"};
inline constexpr Text kUnit{"Enhet", "Eining", "Unit"};
inline constexpr Text kTitle{"Tittel", "Tittel", "Title"};
inline constexpr Text kTitleAndName{"Tittel og navn", "Tittel og namn", "Title and name"};
inline constexpr Text kIdentifier{"Navn", "Namn", "Name"};
inline constexpr Text kStatus{"Status", "Status", "Status"};
inline constexpr Text kState{"Tilstand", "Tilstand", "State"};
inline constexpr Text kDate{"Dato", "Dato", "Date"};
inline constexpr Text kValue{"Verdi", "Verdi", "Value"};
inline constexpr Text kBaseline{"Nullpunkt", "Nullpunkt", "Baseline"};
inline constexpr Text kTarget{"Mål", "Mål", "Target"};
inline constexpr Text kLatest{"Siste", "Siste", "Latest"};
inline constexpr Text kOwner{"Eier", "Eigar", "Owner"};
inline constexpr Text kResponsible{"Ansvarlig", "Ansvarleg", "Responsible"};
inline constexpr Text kType{"Type", "Type", "Type"};
inline constexpr Text kVersion{"Versjon", "Versjon", "Version"};
inline constexpr Text kReason{"Årsak", "Årsak", "Reason"};
inline constexpr Text kCount{"Antall", "Tal", "Count"};

// What went wrong.
inline constexpr Text kError{"Feil", "Feil", "Error"};
inline constexpr Text kWhatToDo{"Gjør dette", "Gjer dette", "What to do"};
inline constexpr Text kSettingAtFault{"Innstilling", "Innstilling", "Setting"};
inline constexpr Text kHubUnreachable{
    "får ikke kontakt med huben på {}", "får ikkje kontakt med huben på {}", "cannot reach the hub at {}"};
inline constexpr Text kStartHub{
    "se om den kjører, og start den med helhetd hvis ikke; adressen står i {}",
    "sjå om han køyrer, og start han med helhetd om ikkje; adressa står i {}",
    "see whether it runs, and start it with helhetd if not; its address stands in {}"};
inline constexpr Text kCertificateRefused{
    "huben på {} har et sertifikat som ikke er utstedt av {}",
    "huben på {} har eit sertifikat som ikkje er utferda av {}",
    "the hub at {} has a certificate that was not issued by {}"};
inline constexpr Text kFetchCertificate{
    "hent ca.pem fra hubens egen mappe på nytt; er den den samme, er det en annen som svarer på adressen",
    "hent ca.pem frå mappa til huben på nytt; er ho den same, er det nokon andre som svarar på adressa",
    "fetch ca.pem from the hub's own folder again; if it is the same, somebody else answers at the address"};
inline constexpr Text kNoAnswerInTime{
    "huben på {} svarte ikke innen {} sekunder", "huben på {} svara ikkje innan {} sekund", "the hub at {} did not answer within {} seconds"};
inline constexpr Text kSeeHubLog{"se i hubens logg hva den holder på med", "sjå i loggen til huben kva han held på med", "see in the hub's log what it is doing"};
inline constexpr Text kNewToken{
    "lag et nytt token med helhet token create, og legg det i {}",
    "lag eit nytt token med helhet token create, og legg det i {}",
    "make a new token with helhet token create, and put it into {}"};
inline constexpr Text kNoClientFile{"finner ikke {}", "finn ikkje {}", "cannot find {}"};
inline constexpr Text kMakeClientFile{
    "helhetd lager filen ved første start; vis hvor den er med --data, --client eller HELHET_CLIENT",
    "helhetd lagar fila ved første start; vis kvar ho er med --data, --client eller HELHET_CLIENT",
    "helhetd makes the file at its first start; say where it is with --data, --client or HELHET_CLIENT"};

// Which municipality is meant.
inline constexpr Text kNoMunicipality{
    "huben har ingen kommune som du kan se", "huben har ingen kommune som du kan sjå", "the hub has no municipality that you may see"};
inline constexpr Text kApplyFirst{"legg inn en med helhet apply -f", "legg inn ein med helhet apply -f", "state one with helhet apply -f"};
inline constexpr Text kWhichMunicipality{
    "{} finnes i flere kommuner", "{} finst i fleire kommunar", "{} is in several municipalities"};
inline constexpr Text kSayMunicipality{"velg med --municipality: {}", "vel med --municipality: {}", "choose with --municipality: {}"};
inline constexpr Text kNotThere{"{} finnes ikke", "{} finst ikkje", "{} does not exist"};
inline constexpr Text kListWith{"se hva som finnes med {}", "sjå kva som finst med {}", "see what there is with {}"};

}  // namespace helhet::cli::text
