// Texts of measures, benefits, quarantine and the hub itself.
#pragma once

#include "core/cli/text.h"

namespace helhet::cli::text {

inline constexpr Text kMeasureGroup{"Måltall: definisjoner, tall og hva de bygger på", "Måltal: definisjonar, tal og kva dei byggjer på", "Measures: definitions, figures and what they rest on"};
inline constexpr Text kMeasureList{"Vis måltallene", "Vis måltala", "Show measures"};
inline constexpr Text kMeasureShow{"Vis et måltall for enheter og perioder", "Vis eit måltal for einingar og periodar", "Show a measure for units and periods"};
inline constexpr Text kMeasureTable{"Vis leddene i et måltall side om side, for hver enhet", "Vis ledda i eit måltal side om side, for kvar eining", "Show a measure's terms side by side, for each unit"};
inline constexpr Text kMeasureExplain{"Vis hva et tall er regnet ut av, helt ned til kildene", "Vis kva eit tal er rekna ut av, heilt ned til kjeldene", "Show what a figure is made of, down to the sources"};
inline constexpr Text kMeasureName{"Måltallets navn", "Namnet på måltalet", "The measure's name"};
inline constexpr Text kMeasureNamed{"måltallet {}", "måltalet {}", "the measure {}"};
inline constexpr Text kUnitOption{"Enhet; kan gjentas", "Eining; kan takast opp att", "Unit; may be repeated"};
inline constexpr Text kOneUnitOption{"Enhet (ellers den øverste)", "Eining (elles den øvste)", "Unit (else the one at the top)"};
inline constexpr Text kPeriodOption{"Periode: 2023, 2023-04 … (ellers siste år med tall)", "Periode: 2023, 2023-04 … (elles siste år med tal)", "Period: 2023, 2023-04 … (else the last year with a figure)"};
inline constexpr Text kGrainOption{
    "Lengde på periodene: month, quarter, tertial, half, year (ellers year)", "Lengd på periodane: month, quarter, tertial, half, year (elles year)",
    "Length of periods: month, quarter, tertial, half, year (else year)"};
inline constexpr Text kFromPeriodOption{"Første periode", "Første periode", "First period"};
inline constexpr Text kToPeriodOption{"Siste periode", "Siste periode", "Last period"};
inline constexpr Text kAsTodayOption{"Vis fortiden slik kommunen er organisert i dag", "Vis fortida slik kommunen er organisert i dag", "Show the past as the municipality is organised today"};
inline constexpr Text kTermOption{"Leddet som skal brytes ned (ellers det første)", "Leddet som skal brytast ned (elles det første)", "The term to break down (else the first)"};
inline constexpr Text kRawOption{
    "Skriv bilaget med denne nøkkelen, slik kilden ga det, og ikke noe annet", "Skriv bilaget med denne nøkkelen, slik kjelda gav det, og ikkje noko anna",
    "Write the record of this key, as the source gave it, and nothing else"};
inline constexpr Text kFactsLimit{"Høyst så mange kilder", "Høgst så mange kjelder", "At most so many sources"};
inline constexpr Text kByOption{
    "Fordel leddet: supplier, på leverandører, den største først", "Fordel leddet: supplier, på leverandørar, den største først",
    "Divide the term: supplier, by suppliers, the largest first"};

inline constexpr Text kMeasurementUnit{"Måles i", "Blir målt i", "Measured in"};
inline constexpr Text kDirection{"Retning", "Retning", "Direction"};
inline constexpr Text kDirectionUp{"høyere er bedre", "høgare er betre", "higher is better"};
inline constexpr Text kDirectionDown{"lavere er bedre", "lågare er betre", "lower is better"};
inline constexpr Text kFormula{"Formel", "Formel", "Formula"};
inline constexpr Text kCaveat{"Forbehold", "Atterhald", "Caveat"};
inline constexpr Text kCalculation{"Utregning", "Utrekning", "Calculation"};
inline constexpr Text kEarlierPeriods{"{} eldre perioder vises med --from.", "{} eldre periodar blir viste med --from.", "{} earlier periods show with --from."};
inline constexpr Text kUnitsNotMeasured{"Ikke målt: {}.", "Ikkje målt: {}.", "Not measured: {}."};
inline constexpr Text kRestsOn{"Bygger på: {}", "Byggjer på: {}", "Rests on: {}"};
inline constexpr Text kStatisticTable{"{} tabell {}", "{} tabell {}", "{} table {}"};
inline constexpr Text kProjectionRound{", framskriving {}", ", framskriving {}", ", projection {}"};
inline constexpr Text kNoteRebuilding{
    "Måltallet regnes på nytt etter en endret definisjon; tallene er etter den forrige.",
    "Måltalet blir rekna på nytt etter ein endra definisjon; tala er etter den førre.",
    "The measure is being computed anew after a changed definition; the figures are by the one before."};
inline constexpr Text kNoteUnknownTerm{
    "«{}» er ukjent for en del av tallene, og da også for summen.", "«{}» er ukjend for ein del av tala, og då også for summen.",
    "“{}” is unknown for a part of the figures, and so for their sum."};
inline constexpr Text kNoteOverflow{"«{}» blir for stort til å summeres.", "«{}» blir for stort til å summerast.", "“{}” is too large to be added up."};
inline constexpr Text kNoteUnitMissing{
    "{} har ikke tall ved utgangen av {}.", "{} har ikkje tal ved utgangen av {}.", "{} has no figure at the end of {}."};
inline constexpr Text kNoteUnitSplit{
    "{} er delt; tallene kan ikke fordeles og står under den gamle enheten.", "{} er delt; tala kan ikkje fordelast og står under den gamle eininga.",
    "{} was split; its figures cannot be divided and stand under the old unit."};
inline constexpr Text kNoteUnitMoved{
    "Tallene for en enhet som er slått sammen eller har fått nytt navn, står under {}.",
    "Tala for ei eining som er slått saman eller har fått nytt namn, står under {}.",
    "Figures of a unit that was merged or renamed stand under {}."};
inline constexpr Text kNoteIncomplete{"{}: tallene går til og med {}.", "{}: tala går til og med {}.", "{}: the figures go to and with {}."};
inline constexpr Text kHolds{"står fra {} til {}", "står frå {} til {}", "stands from {} to {}"};
inline constexpr Text kHoldsSince{"står fra {}", "står frå {}", "stands from {}"};
inline constexpr Text kFact{"Bilag", "Bilag", "Record"};
inline constexpr Text kLocator{"Hvor", "Kvar", "Where"};
inline constexpr Text kEvidence{"Funnet", "Funne", "Found"};
inline constexpr Text kBroughtBy{"Kobling", "Kopling", "Connector"};
inline constexpr Text kFactsShown{"Leddet bygger på {} bilag; de første {} vises.", "Leddet byggjer på {} bilag; dei første {} blir viste.", "The term rests on {} records; the first {} are shown."};
inline constexpr Text kFactsAll{"Leddet bygger på {} bilag.", "Leddet byggjer på {} bilag.", "The term rests on {} records."};
inline constexpr Text kFactsAsSeen{
    "Tallet står slik det ble sett i perioden. Bilagene bak kan være endret siden, og vises ikke.",
    "Talet står slik det vart sett i perioden. Bilaga bak kan vere endra sidan, og blir ikkje viste.",
    "The figure stands as it was seen in the period. The records behind it may have changed since, and are not shown."};
inline constexpr Text kSupplier{"Leverandør", "Leverandør", "Supplier"};
inline constexpr Text kSupplierNumber{"Org.nr.", "Org.nr.", "Org. no."};
inline constexpr Text kNoSupplierNumber{"Uten organisasjonsnummer", "Utan organisasjonsnummer", "Without organisation number"};
inline constexpr Text kUnknownValue{"ukjent", "ukjend", "unknown"};
inline constexpr Text kRecordCount{"Antall bilag", "Tal på bilag", "Records"};
inline constexpr Text kSuppliersShown{
    "Leddet bygger på {} bilag. Leverandører: {}; de største {} vises.", "Leddet byggjer på {} bilag. Leverandørar: {}; dei største {} blir viste.",
    "The term rests on {} records. Suppliers: {}; the largest {} are shown."};
inline constexpr Text kSuppliersAll{
    "Leddet bygger på {} bilag. Leverandører: {}.", "Leddet byggjer på {} bilag. Leverandørar: {}.", "The term rests on {} records. Suppliers: {}."};
inline constexpr Text kNoFigures{"Ingen tall ennå.", "Ingen tal enno.", "No figures yet."};
inline constexpr Text kLeftOutWaiting{
    "{} bilag venter på en enhet og er ikke med i noen enhets tall: helhet unmapped list", "{} bilag ventar på ei eining og er ikkje med i tala til noka eining: helhet unmapped list",
    "{} records wait for a unit and are in no unit's figure: helhet unmapped list"};
inline constexpr Text kLeftOutCurrency{"{} bilag i annen valuta er holdt utenfor.", "{} bilag i annan valuta er haldne utanfor.", "{} records in another currency are left out."};

inline constexpr Text kBenefitGroup{"Gevinster", "Gevinstar", "Benefits"};
inline constexpr Text kBenefitList{"Vis gevinstene og hva de har kommet til", "Vis gevinstane og kva dei er komne til", "Show benefits and what they come to"};
inline constexpr Text kSheetOption{"Bare gevinstene på dette arket", "Berre gevinstane på dette arket", "Only benefits on this sheet"};
inline constexpr Text kBenefit{"Gevinst", "Gevinst", "Benefit"};
inline constexpr Text kBudgetEffect{"Budsjetteffekt", "Budsjetteffekt", "Budget effect"};
inline constexpr Text kAssessed{"Vurdert", "Vurdert", "Assessed"};

inline constexpr Text kQuarantineGroup{"Karantene: det som ble avvist, og hvorfor", "Karantene: det som vart avvist, og kvifor", "Quarantine: what was refused, and why"};
inline constexpr Text kQuarantineList{"Vis det som er avvist", "Vis det som er avvist", "Show what was refused"};
inline constexpr Text kQuarantineShow{"Vis ett avvist bilag med innhold", "Vis eitt avvist bilag med innhald", "Show one refused record with its content"};
inline constexpr Text kQuarantineReplay{"Les avviste bilag på nytt fra det som ble tatt vare på", "Les avviste bilag på nytt frå det som vart teke vare på", "Read refused records again from what was kept"};
inline constexpr Text kConnectorFilter{"Koblingen", "Koplinga", "The connector"};
inline constexpr Text kRecordKey{"Bilagets nøkkel i kilden", "Nøkkelen bilaget har i kjelda", "The record's key in the source"};
inline constexpr Text kStreamOption{"Bare i denne strømmen", "Berre i denne straumen", "Only in this stream"};
inline constexpr Text kRecord{"bilaget {}", "bilaget {}", "the record {}"};
inline constexpr Text kReplayed{
    "Lest på nytt: {}. Lagret: {}. Avvist igjen: {}. Uten bevart innhold: {}.", "Lese på nytt: {}. Lagra: {}. Avviste igjen: {}. Utan bevart innhald: {}.",
    "Read again: {}. Stored: {}. Refused again: {}. Without kept content: {}."};
inline constexpr Text kRawShown{"Innhold ({} av {} byte, {}):", "Innhald ({} av {} byte, {}):", "Content ({} of {} bytes, {}):"};
inline constexpr Text kRawGone{"Innholdet er ikke tatt vare på.", "Innhaldet er ikkje teke vare på.", "The content is not kept."};
inline constexpr Text kKey{"Nøkkel", "Nøkkel", "Key"};

inline constexpr Text kUnmappedGroup{"Koder som ingen enhet har", "Kodar som inga eining har", "Codes that no unit has"};
inline constexpr Text kUnmappedList{"Vis kodene, de med flest bilag først", "Vis kodane, dei med flest bilag først", "Show the codes, those with most records first"};
inline constexpr Text kUnmappedMap{"Si hvilken enhet en kode betyr, og regn ut det som manglet", "Sei kva eining ein kode betyr, og rekn ut det som mangla", "Say which unit a code means, and compute what was missed"};
inline constexpr Text kScheme{"Ordning", "Ordning", "Scheme"};
inline constexpr Text kSchemeArgument{"Kodens ordning: buyer_reference …", "Ordninga til koden: buyer_reference …", "The code's scheme: buyer_reference …"};
inline constexpr Text kCode{"Kode", "Kode", "Code"};
inline constexpr Text kUnitArgument{"Enheten koden betyr", "Eininga koden betyr", "The unit that the code means"};
inline constexpr Text kValidFrom{"Første dag koden betyr dette", "Første dag koden betyr dette", "First day the code means this"};
inline constexpr Text kValidTo{"Siste dag koden betyr dette", "Siste dag koden betyr dette", "Last day the code means this"};
inline constexpr Text kExample{"Eksempel", "Døme", "Example"};
inline constexpr Text kMapped{"{} bilag har fått enhet, og {} tall er regnet ut på nytt.", "{} bilag har fått eining, og {} tal er rekna ut på nytt.", "{} records have got a unit, and {} figures were computed anew."};
inline constexpr Text kWaitInAll{"{} bilag venter i {}.", "{} bilag ventar i {}.", "{} records wait in {}."};

inline constexpr Text kStatusCommand{"Vis hvordan huben har det", "Vis korleis huben har det", "Show how the hub is"};
inline constexpr Text kTokenGroup{"Tilgangstokener for skript og personer", "Tilgangstoken for skript og personar", "Tokens for scripts and people"};
inline constexpr Text kTokenCreate{"Lag et tilgangstoken; det vises én gang", "Lag eit tilgangstoken; det blir vist éin gong", "Make a token; it is shown once"};
inline constexpr Text kTokenTitle{"Hva det er til", "Kva det er til", "What it is for"};
inline constexpr Text kTokenRole{"Rolle: administrator, operator, reader …", "Rolle: administrator, operator, reader …", "Role: administrator, operator, reader …"};
inline constexpr Text kTokenDays{"Dager det varer (ellers 365)", "Dagar det varer (elles 365)", "Days it lasts (else 365)"};
inline constexpr Text kTokenGroups{"Gruppe innehaveren er med i: ser ark som deles med den (kan gjentas)", "Gruppe innehavaren er med i: ser ark som blir delte med ho (kan takast oppatt)",
                                   "Group that the holder is of: sees sheets shared with it (may be repeated)"};
inline constexpr Text kTokenScope{"Hvem det gjelder: en kommune, eller * for hele huben", "Kven det gjeld: ein kommune, eller * for heile huben", "Whom it is for: a municipality, or * for the whole hub"};
inline constexpr Text kTokenMade{
    "Tokenet vises bare denne gangen. Det varer til {}.", "Tokenet blir vist berre denne gongen. Det varer til {}.", "The token shows this once only. It lasts until {}."};
inline constexpr Text kHubLine{"helhet {}, oppe siden {}", "helhet {}, oppe sidan {}", "helhet {}, up since {}"};
inline constexpr Text kNumber{"Nr.", "Nr.", "No."};
inline constexpr Text kNothingStated{
    "Ingen kommuner ennå. Legg inn en med helhet apply -f.", "Ingen kommunar enno. Legg inn ein med helhet apply -f.",
    "No municipalities yet. State one with helhet apply -f."};
inline constexpr Text kStoreLine{"Lager: {}", "Lager: {}", "Store: {}"};
inline constexpr Text kConfinementGap{"Kjernen nekter en vegg rundt plugins: {}", "Kjerna nektar ein vegg rundt plugins: {}", "The kernel refuses a wall around plugins: {}"};
inline constexpr Text kConnectors{"Koblinger", "Koplingar", "Connectors"};
inline constexpr Text kFailing{"Feiler", "Feilar", "Failing"};
inline constexpr Text kFacts{"Fakta", "Fakta", "Facts"};
inline constexpr Text kDirty{"Ikke regnet ut", "Ikkje rekna ut", "Not computed"};
inline constexpr Text kSilent{"{}: {} har ikke hørt noe nytt på lenge.", "{}: {} har ikkje høyrt noko nytt på lenge.", "{}: {} has heard nothing new for long."};

}  // namespace helhet::cli::text
