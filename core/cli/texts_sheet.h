// Texts of A3s.
#pragma once

#include "core/cli/text.h"

namespace helhet::cli::text {

inline constexpr Text kSheetGroup{"A3-ark", "A3-ark", "A3 sheets"};
inline constexpr Text kSheetList{"Vis arkene", "Vis arka", "Show the sheets"};
inline constexpr Text kSheetShow{"Vis et ark med tallene sine", "Vis eit ark med tala sine", "Show a sheet with its figures"};
inline constexpr Text kSheetRender{
    "Lag et dokument av et ark: PDF i A3 for vegg og arkiv, HTML, eller tekst", "Lag eit dokument av eit ark: PDF i A3 for vegg og arkiv, HTML, eller tekst",
    "Make a document of a sheet: PDF in A3 for wall and archive, HTML, or text"};
inline constexpr Text kFormatOption{"Hva slags: pdf, html eller text", "Kva slag: pdf, html eller text", "What kind: pdf, html or text"};
inline constexpr Text kOutOption{"Filen det skrives til (ellers ut på skjermen)", "Fila det blir skrive til (elles ut på skjermen)", "The file it is written to (else to the screen)"};
inline constexpr Text kPdfNeedsFile{"en PDF kan ikke vises på skjermen", "ein PDF kan ikkje visast på skjermen", "a PDF cannot be shown on the screen"};
inline constexpr Text kNameFile{"si hvilken fil med --out", "sei kva fil med --out", "name a file with --out"};
inline constexpr Text kCannotWrite{"kan ikke skrive {}", "kan ikkje skrive {}", "cannot write {}"};
inline constexpr Text kSeeFolder{
    "se om mappen finnes, om du kan skrive der, og om det er plass", "sjå om mappa finst, om du kan skrive der, og om det er plass",
    "see whether the folder exists, whether you may write there, and whether there is room"};
inline constexpr Text kWroteFile{"Skrev {}: utgave {}, {} byte.", "Skreiv {}: utgåve {}, {} byte.", "Wrote {}: edition {}, {} bytes."};
inline constexpr Text kSheetName{"Arkets navn", "Namnet på arket", "The sheet's name"};
inline constexpr Text kSheetNamed{"arket {}", "arket {}", "the sheet {}"};
inline constexpr Text kEditionOption{"Utgave (ellers den nyeste)", "Utgåve (elles den nyaste)", "Edition (else the newest)"};

inline constexpr Text kSheetMove{"Flytt et ark ett steg i prosessen", "Flytt eit ark eitt steg i prosessen", "Take a sheet one step on in the process"};
inline constexpr Text kSheetState{"Hvor arket skal stå", "Kvar arket skal stå", "Where the sheet shall stand"};
inline constexpr Text kDecidedOption{"Dato for vedtaket, ÅÅÅÅ-MM-DD", "Dato for vedtaket, ÅÅÅÅ-MM-DD", "Date of the decision, YYYY-MM-DD"};
inline constexpr Text kBodyOption{"Hvem som vedtar: kommunestyret", "Kven som vedtek: kommunestyret", "Who decides: kommunestyret"};
inline constexpr Text kCaseOption{"Saksnummer: PS 45/24", "Saksnummer: PS 45/24", "Case number: PS 45/24"};
inline constexpr Text kDecisionTextOption{"Vedtaket i ord", "Vedtaket i ord", "The decision in words"};
inline constexpr Text kNoteOption{"Hvorfor, eller hva som ble sett", "Kvifor, eller kva som vart sett", "Why, or what was seen"};
inline constexpr Text kSheetDeepDive{"Start dypdykket et utredningstiltak blir til", "Start djupdykket eit utgreiingstiltak blir til", "Start the deep dive that an investigation action becomes"};
inline constexpr Text kActionName{"Tiltakets navn", "Namnet på tiltaket", "The action's name"};
inline constexpr Text kNewSheetName{"Navnet det nye arket får", "Namnet det nye arket får", "The name that the new sheet gets"};
inline constexpr Text kSheetFollowUp{"Før oppfølgingen av et kvartal", "Før oppfølginga av eit kvartal", "Record the follow-up of a quarter"};
inline constexpr Text kQuarter{"Kvartalet: 2026-Q1", "Kvartalet: 2026-Q1", "The quarter: 2026-Q1"};
inline constexpr Text kSheetNext{"Start neste års utkast", "Start utkastet for neste år", "Start next year's draft"};
inline constexpr Text kSheetSteps{"Vis stegene et ark har gått", "Vis stega eit ark har gått", "Show the steps that a sheet has taken"};
inline constexpr Text kMoved{"{} er {}, utgave {}.", "{} er {}, utgåve {}.", "{} is {}, edition {}."};
inline constexpr Text kMadeSheet{"Laget {}: {}", "Laga {}: {}", "Made {}: {}"};
inline constexpr Text kFollowedUp{"{} er fulgt opp for {}.", "{} er følgd opp for {}.", "{} is followed up for {}."};
inline constexpr Text kRecordedBy{"Ført av", "Ført av", "Recorded by"};
inline constexpr Text kDecisionColumn{"Vedtak", "Vedtak", "Decision"};
inline constexpr Text kNote{"Merknad", "Merknad", "Note"};
inline constexpr Text kQuarterColumn{"Kvartal", "Kvartal", "Quarter"};

inline constexpr Text kEdition{"utgave {}", "utgåve {}", "edition {}"};
inline constexpr Text kEditionColumn{"Utgave", "Utgåve", "Edition"};
inline constexpr Text kUnfinished{"uferdig", "uferdig", "unfinished"};
inline constexpr Text kDeepDiveOf{"Dypdykk av {}", "Djupdykk av {}", "Deep dive of {}"};

inline constexpr Text kStateDraft{"utkast", "utkast", "draft"};
inline constexpr Text kStateSubmitted{"til politisk behandling", "til politisk handsaming", "in political treatment"};
inline constexpr Text kStateAdopted{"vedtatt", "vedteke", "adopted"};
inline constexpr Text kStateNotAdopted{"ikke vedtatt", "ikkje vedteke", "not adopted"};
inline constexpr Text kStateInFollowUp{"under oppfølging", "under oppfølging", "being followed up"};
inline constexpr Text kStateInInvestigation{"under utredning", "under utgreiing", "under investigation"};
inline constexpr Text kStateRevised{"revidert", "revidert", "revised"};
inline constexpr Text kStateClosed{"avsluttet", "avslutta", "closed"};

inline constexpr Text kNoSourceMeasures{"Ingen kilde måler dette", "Inga kjelde måler dette", "No source measures this"};
inline constexpr Text kGoal{"Mål", "Mål", "Goal"};
inline constexpr Text kStrategy{"Strategi", "Strategi", "Strategy"};
inline constexpr Text kLegalMinimum{"Lovkrav", "Lovkrav", "Legal minimum"};
inline constexpr Text kAction{"Tiltak", "Tiltak", "Action"};
inline constexpr Text kInvestigation{"utredning", "utgreiing", "investigation"};
inline constexpr Text kResponsibleColumn{"Ansvar", "Ansvar", "Responsible"};
inline constexpr Text kDue{"Frist", "Frist", "Due"};
inline constexpr Text kActionNotStarted{"ikke startet", "ikkje starta", "not started"};
inline constexpr Text kActionInProgress{"i gang", "i gang", "in progress"};
inline constexpr Text kActionDone{"utført", "utført", "done"};
inline constexpr Text kActionStopped{"stanset", "stansa", "stopped"};
inline constexpr Text kOverdue{"over frist", "over frist", "overdue"};
inline constexpr Text kDeepDive{"dypdykk: {}", "djupdykk: {}", "deep dive: {}"};

inline constexpr Text kStatedBaseline{"Oppgitt", "Oppgjeve", "Stated"};
inline constexpr Text kReachedStanding{"nådd", "nådd", "reached"};
inline constexpr Text kBetter{"bedre", "betre", "better"};
inline constexpr Text kWorse{"dårligere", "dårlegare", "worse"};
inline constexpr Text kSame{"uendret", "uendra", "unchanged"};
inline constexpr Text kCurve{"Utvikling", "Utvikling", "Trend"};
inline constexpr Text kMissingMeasure{"Måltallet «{}» finnes ikke i kommunen.", "Måltalet «{}» finst ikkje i kommunen.", "The municipality has no measure “{}”."};
inline constexpr Text kNoMeasures{"Ingen måltall.", "Ingen måltal.", "No measures."};
inline constexpr Text kNoUnits{"Ingen enheter å vise.", "Ingen einingar å vise.", "No units to show."};
inline constexpr Text kDiffersFromStated{
    "Nullpunktet som er regnet ut, avviker fra det oppgitte for {}.", "Nullpunktet som er rekna ut, avvik frå det oppgjevne for {}.",
    "The baseline as computed differs from the stated one for {}."};

inline constexpr Text kNotFilledIn{"Ikke fylt ut ennå.", "Ikkje fylt ut enno.", "Not filled in yet."};
inline constexpr Text kBenefits{"Gevinster", "Gevinstar", "Benefits"};
inline constexpr Text kPitfalls{"Fallgruver", "Fallgruver", "Pitfalls"};
inline constexpr Text kDecisions{"Vedtak", "Vedtak", "Decisions"};
inline constexpr Text kParticipants{"Deltakere", "Deltakarar", "Participants"};
inline constexpr Text kAssessedBy{"Vurdert {} av {}: {}", "Vurdert {} av {}: {}", "Assessed {} by {}: {}"};
inline constexpr Text kAwaitsApproval{"venter på godkjenning", "ventar på godkjenning", "awaits approval"};
inline constexpr Text kNobody{"ingen", "ingen", "nobody"};
inline constexpr Text kTypeQuality{"kvalitet", "kvalitet", "quality"};
inline constexpr Text kTypeCost{"kostnad", "kostnad", "cost"};
inline constexpr Text kTypeTime{"tid", "tid", "time"};
inline constexpr Text kEffectOwnBudget{"eget budsjett", "eige budsjett", "own budget"};
inline constexpr Text kEffectRedeployed{"omdisponert i enheten", "omdisponert i eininga", "redeployed in the unit"};
inline constexpr Text kEffectOtherPublic{"ellers i offentlig sektor", "elles i offentleg sektor", "elsewhere in the public sector"};
inline constexpr Text kEffectNonPriced{"ikke prissatt", "ikkje prissett", "non-priced"};

inline constexpr Text kNextExplain{"et tall og fakturaene bak", "eit tal og fakturaene bak", "a figure and the invoices behind it"};
inline constexpr Text kNextSeries{"måned for måned", "månad for månad", "month by month"};
inline constexpr Text kNextBenefits{"gevinstene og hva de har kommet til", "gevinstane og kva dei er komne til", "the benefits and what they come to"};
inline constexpr Text kNextQuarantine{"hva som ble avvist, og hvorfor", "kva som vart avvist, og kvifor", "what was refused, and why"};
inline constexpr Text kNextParent{"arket dette er et dypdykk av", "arket dette er eit djupdykk av", "the sheet this is a deep dive of"};
inline constexpr Text kNextUnmapped{"koder som ingen enhet har", "kodar som inga eining har", "codes that no unit has"};

}  // namespace helhet::cli::text
