// Texts of benefit accounts.
#pragma once

#include "core/cli/text.h"

namespace helhet::cli::text {

inline constexpr Text kBenefitShow{
    "Vis en gevinst: planlagt, prognose, faktisk og godkjent, hver for seg", "Vis ein gevinst: planlagd, prognose, faktisk og godkjend, kvar for seg",
    "Show a benefit: planned, forecast, actual and approved, each for itself"};
inline constexpr Text kBenefitFreeze{"Frys nullpunktet, en gang", "Frys nullpunktet, éin gong", "Freeze the baseline, once"};
inline constexpr Text kBenefitApprove{
    "Godkjenn faktisk gevinst i en periode, slik huben har regnet den ut", "Godkjenn faktisk gevinst i ein periode, slik huben har rekna han ut",
    "Approve the actual of a period, as the hub computed it"};
inline constexpr Text kBenefitCorrect{
    "Godkjenn en retting av det som er godkjent, eller av nullpunktet", "Godkjenn ei retting av det som er godkjent, eller av nullpunktet",
    "Approve a correction of what was approved, or of the baseline"};
inline constexpr Text kBenefitRebaseline{
    "Frys et nytt nullpunkt når definisjonen, måltallet eller perioden er en annen", "Frys eit nytt nullpunkt når definisjonen, måltalet eller perioden er ein annan",
    "Freeze another baseline when definition, measure or period is another"};
inline constexpr Text kBenefitMap{"Vis gevinstkartet: hva som leder til hva", "Vis gevinstkartet: kva som leier til kva", "Show the benefit map: what leads to what"};
inline constexpr Text kBenefitBudget{
    "Vis det som er tatt ut av budsjettet, realisert og igjen på kontoen", "Vis det som er teke ut av budsjettet, realisert og att på kontoen",
    "Show what is taken out of the budget, realised and left in the account"};
inline constexpr Text kBenefitGap{
    "Vis gapet mellom nåsituasjon og ønsket situasjon, måltall for måltall", "Vis gapet mellom nosituasjon og ønskt situasjon, måltal for måltal",
    "Show the gap between current and desired situation, measure by measure"};
inline constexpr Text kBenefitAssess{
    "Legg til en vurdering der ingen kilde måler virkningen, eller godkjenn en", "Legg til ei vurdering der inga kjelde måler verknaden, eller godkjenn ei",
    "Add an assessment where no source measures the effect, or approve one"};
inline constexpr Text kBenefitName{"Gevinstens navn", "Namnet på gevinsten", "The benefit's name"};
inline constexpr Text kBenefitNamed{"gevinsten {}", "gevinsten {}", "the benefit {}"};
inline constexpr Text kApprovedEtag{"Godkjenn bare det du har sett: etag fra benefit show --output json", "Godkjenn berre det du har sett: etag frå benefit show --output json",
                                    "Approve only what you have seen: etag of benefit show --output json"};
inline constexpr Text kApprovedPeriod{"Perioden: 2025-Q1", "Perioden: 2025-Q1", "The period: 2025-Q1"};
inline constexpr Text kCorrectedPeriod{"Perioden; uten den rettes nullpunktet", "Perioden; utan han blir nullpunktet retta", "The period; without it the baseline is corrected"};
inline constexpr Text kPeriodsOption{"Vis disse periodene", "Vis desse periodane", "Show these periods"};
inline constexpr Text kReasonOption{"Hvorfor", "Kvifor", "Why"};
inline constexpr Text kYearOption{"Bare dette året", "Berre dette året", "Only this year"};
inline constexpr Text kAssessmentName{"Vurderingens navn", "Namnet på vurderinga", "The assessment's name"};
inline constexpr Text kAssessDate{"Dagen det ble vurdert", "Dagen det vart vurdert", "The day of the assessment"};
inline constexpr Text kAssessAuthor{"Hvem som har vurdert", "Kven som har vurdert", "Who made it"};
inline constexpr Text kAssessMethod{"Hvordan", "Korleis", "How it was made"};
inline constexpr Text kAssessEvidence{"Hva den bygger på", "Kva ho byggjer på", "What it rests on"};
inline constexpr Text kAssessText{"Vurderingen i ord", "Vurderinga i ord", "The assessment in words"};
inline constexpr Text kAssessApprove{"Godkjenn vurderingen", "Godkjenn vurderinga", "Approve the assessment"};

inline constexpr Text kPeriodColumn{"Periode", "Periode", "Period"};
inline constexpr Text kPlanned{"Planlagt", "Planlagd", "Planned"};
inline constexpr Text kPlanNow{"Plan nå", "Plan no", "Plan now"};
inline constexpr Text kForecast{"Prognose", "Prognose", "Forecast"};
inline constexpr Text kActual{"Faktisk", "Faktisk", "Actual"};
inline constexpr Text kApproved{"Godkjent", "Godkjend", "Approved"};
inline constexpr Text kWorth{"Verdi i kr", "Verdi i kr", "Worth, NOK"};
inline constexpr Text kMethod{"Metode", "Metode", "Method"};
inline constexpr Text kRealised{"Realisert", "Realisert", "Realised"};
inline constexpr Text kYear{"År", "År", "Year"};
inline constexpr Text kOwnersOfShares{"Andelene i {}, mot {}", "Delane i {}, mot {}", "The shares in {}, against {}"};
inline constexpr Text kWholeBenefit{"hele gevinsten", "heile gevinsten", "the whole benefit"};
inline constexpr Text kForecastsHeading{"Prognose til årets slutt", "Prognose til slutten av året", "Forecast to the end of the year"};
inline constexpr Text kInUnit{"Tallene er gevinst, i {}.", "Tala er gevinst, i {}.", "Figures are the benefit, in {}."};
inline constexpr Text kWhere{"{}: {}", "{}: {}", "{}: {}"};
inline constexpr Text kFrozenAt{"Nullpunkt {}, frosset {} av {}.", "Nullpunkt {}, frose {} av {}.", "Baseline {}, frozen {} by {}."};
inline constexpr Text kNotFrozen{
    "Nullpunktet {} er ikke frosset; tallene står mot det slik det regnes ut nå.", "Nullpunktet {} er ikkje frose; tala står mot det slik det blir rekna ut no.",
    "The baseline {} is not frozen; figures stand against it as it is computed now."};
inline constexpr Text kSilentSource{
    "Kilden til måltallet er taus; det er ikke hørt noe nytt siden {}.", "Kjelda til måltalet er taus; det er ikkje høyrt noko nytt sidan {}.",
    "The source of the measure is silent; nothing new was heard since {}."};
inline constexpr Text kBaselineCorrection{
    "Nullpunktet regnes nå ut annerledes enn da det ble frosset. Retting venter på godkjenning.", "Nullpunktet blir no rekna ut annleis enn då det vart frose. Retting ventar på godkjenning.",
    "The baseline comes out otherwise than when it was frozen. A correction awaits approval."};
inline constexpr Text kActualCorrection{
    "{} regnes nå ut annerledes enn da det ble godkjent. Retting venter på godkjenning.", "{} blir no rekna ut annleis enn då det vart godkjent. Retting ventar på godkjenning.",
    "{} comes out otherwise than when it was approved. A correction awaits approval."};
inline constexpr Text kMovedPlan{
    "Planen for {} er flyttet til {}: «{}» har frist {}, ikke {}.", "Planen for {} er flytt til {}: «{}» har frist {}, ikkje {}.",
    "The plan for {} has moved to {}: “{}” is due {}, not {}."};
inline constexpr Text kStoppedPlan{
    "Planen for {} faller bort: «{}» er stanset.", "Planen for {} fell bort: «{}» er stansa.", "The plan for {} falls away: “{}” was stopped."};
inline constexpr Text kMethodRealisedAndPlanned{"realisert til og med {} + plan for resten", "realisert til og med {} + plan for resten", "realised through {} + plan for the rest"};
inline constexpr Text kMethodRealised{"realisert til og med {}", "realisert til og med {}", "realised through {}"};
inline constexpr Text kMethodRunRate{"realisert til og med {}, i samme takt", "realisert til og med {}, i same takt", "realised through {}, at the same rate"};
inline constexpr Text kMethodLatestLevel{"nivået i {}, som om det blir", "nivået i {}, som om det blir", "the level in {}, as if it stays"};
inline constexpr Text kMethodPlanAlone{"plan; ingenting er målt", "plan; ingenting er målt", "plan; nothing is measured"};

inline constexpr Text kWhyNoMeasure{"intet måltall", "inkje måltal", "no measure"};
inline constexpr Text kWhyNoDirection{"måltallet sier ikke hvilken vei som er bedre", "måltalet seier ikkje kva veg som er betre", "the measure does not say which way is better"};
inline constexpr Text kWhyNoBaseline{"uten nullpunkt", "utan nullpunkt", "no baseline"};
inline constexpr Text kWhyNoReference{"nullpunktet har ingen slik periode", "nullpunktet har ingen slik periode", "the baseline has no such period"};
inline constexpr Text kWhyBaselineNotMeasured{"nullpunktet er ikke målt", "nullpunktet er ikkje målt", "the baseline is not measured"};
inline constexpr Text kWhyNotComparable{"ikke sammenlignbar med nullpunktet", "ikkje samanliknbar med nullpunktet", "not comparable with the baseline"};
inline constexpr Text kWhyNotOver{"perioden er ikke over", "perioden er ikkje over", "the period is not over"};
inline constexpr Text kWhySilent{"kilden er taus", "kjelda er taus", "the source is silent"};
inline constexpr Text kNotMeasuredIn{"Ikke målt i {}: {}.", "Ikkje målt i {}: {}.", "Not measured in {}: {}."};
inline constexpr Text kWhyNoFigures{"ikke alt er målt", "ikkje alt er målt", "not all of it is measured"};

inline constexpr Text kBaselineTaken{"Nullpunktet {} for {} er frosset.", "Nullpunktet {} for {} er frose.", "The baseline {} of {} is frozen."};
inline constexpr Text kActualTaken{"{} for {} er godkjent: {}.", "{} for {} er godkjent: {}.", "{} of {} is approved: {}."};
inline constexpr Text kCorrectionTaken{"Rettingen av {} for {} er godkjent.", "Rettinga av {} for {} er godkjend.", "The correction of {} of {} is approved."};
inline constexpr Text kAssessmentAdded{"Vurderingen {} er lagt til og venter på godkjenning.", "Vurderinga {} er lagd til og ventar på godkjenning.", "The assessment {} is added and awaits approval."};
inline constexpr Text kAssessmentApproved{"Vurderingen {} er godkjent av {}.", "Vurderinga {} er godkjend av {}.", "The assessment {} is approved by {}."};
inline constexpr Text kNoBudgetLines{"Ingen gevinster har budsjettlinjer.", "Ingen gevinstar har budsjettlinjer.", "No benefit has budget lines."};
inline constexpr Text kNoGaps{"Arket har ingen mål å måle et gap mot.", "Arket har ingen mål å måle eit gap mot.", "The sheet has no target to measure a gap against."};
inline constexpr Text kNoMap{"Ingen gevinster har kanter i kartet.", "Ingen gevinstar har kantar i kartet.", "No benefit has edges in the map."};
inline constexpr Text kLeadsTo{"Leder til", "Leier til", "Leads to"};
inline constexpr Text kNode{"Hva", "Kva", "What"};
inline constexpr Text kBenefitAndAccount{"Gevinst og konto", "Gevinst og konto", "Benefit and account"};
inline constexpr Text kTakenOut{"Tatt ut", "Teke ut", "Taken out"};
inline constexpr Text kBudgeted{"Budsjett", "Budsjett", "Budget"};
inline constexpr Text kPosted{"Ført", "Ført", "Posted"};
inline constexpr Text kLeft{"Igjen", "Att", "Left"};
inline constexpr Text kGapColumn{"Gap", "Gap", "Gap"};
inline constexpr Text kProposedToClose{"{} (foreslått)", "{} (foreslått)", "{} (proposed)"};
inline constexpr Text kPlannedToClose{"Planlagt lukket", "Planlagt lukka", "Planned to close"};
inline constexpr Text kClosed{"Lukket", "Lukka", "Closed"};
inline constexpr Text kUnknownAmount{"ukjent", "ukjent", "unknown"};

inline constexpr Text kNextOpenFigure{"faktisk tall og bilagene bak", "faktisk tal og bilaga bak", "the actual figure and the records behind it"};

}  // namespace helhet::cli::text
