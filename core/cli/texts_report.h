// Texts of what leaders follow up: what to look at, load, ranking, reports.
#pragma once

#include "core/cli/text.h"

namespace helhet::cli::text {

inline constexpr Text kAttentionCommand{"Vis hva hver eier bør se på", "Vis kva kvar eigar bør sjå på", "Show what each owner has to look at"};
inline constexpr Text kOwnerOption{"Bare det som gjelder denne eieren eller ansvarlige", "Berre det som gjeld denne eigaren eller ansvarlege", "Only what is for this owner or responsible"};
inline constexpr Text kUnitWithinOption{"Bare denne enheten og de under den", "Berre denne eininga og dei under ho", "Only this unit and those below it"};
inline constexpr Text kUnitAloneOption{"Bare denne enheten", "Berre denne eininga", "Only this unit"};
inline constexpr Text kLoadCommand{"Vis arbeid ved siden av kapasitet", "Vis arbeid ved sida av kapasitet", "Show work beside capacity"};
inline constexpr Text kFromQuarterOption{"Første kvartal: 2026-Q1 (ellers dette)", "Første kvartal: 2026-Q1 (elles dette)", "First quarter: 2026-Q1 (else this one)"};
inline constexpr Text kQuartersOption{"Antall kvartaler (ellers 4)", "Talet på kvartal (elles 4)", "Number of quarters (else 4)"};
inline constexpr Text kRankCommand{"Ranger endringstiltakene på et ark", "Ranger endringstiltaka på eit ark", "Rank the change actions of a sheet"};
inline constexpr Text kWeightOption{
    "Vekt, 0 til 1000: benefit=40, cost=20, certainty=15, time=15, effort=10 (kan gjentas)", "Vekt, 0 til 1000: benefit=40, cost=20, certainty=15, time=15, effort=10 (kan takast oppatt)",
    "Weight, 0 to 1000: benefit=40, cost=20, certainty=15, time=15, effort=10 (may be repeated)"};
inline constexpr Text kReportCommand{"Rapport for en enhet: måltall, tiltak, gevinster og hva den bør se på", "Rapport for ei eining: måltal, tiltak, gevinstar og kva ho bør sjå på",
                                     "Report of a unit: measures, actions, benefits and what to look at"};
inline constexpr Text kReportUnitOption{"Enheten", "Eininga", "The unit"};
inline constexpr Text kReportPeriodOption{"Perioden: 2026-03, 2026-Q1, 2026-T1", "Perioden: 2026-03, 2026-Q1, 2026-T1", "The period: 2026-03, 2026-Q1, 2026-T1"};
inline constexpr Text kBadWeight{"{} er ingen vekt", "{} er inga vekt", "{} is no weight"};
inline constexpr Text kHowToWeigh{"skriv benefit, cost, certainty, time eller effort, = og et tall fra 0 til 1000", "skriv benefit, cost, certainty, time eller effort, = og eit tal frå 0 til 1000",
                                  "write benefit, cost, certainty, time or effort, = and a number from 0 to 1000"};

inline constexpr Text kNothingToLookAt{"Ingenting å se på.", "Ingenting å sjå på.", "Nothing to look at."};
inline constexpr Text kNoLoad{"Verken tiltak eller kapasitet er ført.", "Korkje tiltak eller kapasitet er ført.", "Neither actions nor capacity are stated."};
inline constexpr Text kNothingToRank{"Arket har ingen åpne endringstiltak.", "Arket har ingen opne endringstiltak.", "The sheet has no open change actions."};
inline constexpr Text kSheetColumn{"Ark", "Ark", "Sheet"};
inline constexpr Text kSeen{"Hva", "Kva", "What"};
inline constexpr Text kDoThis{"Gjør dette", "Gjer dette", "What to do"};
inline constexpr Text kSince{"Frist", "Frist", "Was due"};
inline constexpr Text kWholeUnit{"hele enheten", "heile eininga", "the whole unit"};
inline constexpr Text kCapacity{"Kapasitet", "Kapasitet", "Capacity"};
inline constexpr Text kCommitted{"Bundet", "Bunde", "Committed"};
inline constexpr Text kProposed{"Foreslått", "Foreslått", "Proposed"};
inline constexpr Text kUnestimated{"Uten timer", "Utan timar", "No hours"};
inline constexpr Text kNotStated{"ikke oppgitt", "ikkje oppgjeve", "not stated"};
inline constexpr Text kOver{"for mye", "for mykje", "too much"};
inline constexpr Text kPoints{"Poeng", "Poeng", "Points"};
inline constexpr Text kBenefitCriterion{"Gevinst", "Gevinst", "Benefit"};
inline constexpr Text kCostCriterion{"Kostnad", "Kostnad", "Cost"};
inline constexpr Text kCertaintyCriterion{"Sikkerhet", "Tryggleik", "Certainty"};
inline constexpr Text kTimeCriterion{"Måneder", "Månader", "Months"};
inline constexpr Text kEffortCriterion{"Timer", "Timar", "Hours"};
inline constexpr Text kUnknown{"ukjent", "ukjent", "unknown"};
inline constexpr Text kFits{"Plass", "Plass", "Fits"};
inline constexpr Text kYes{"ja", "ja", "yes"};
inline constexpr Text kNoRoom{"ikke plass", "ikkje plass", "no room"};
inline constexpr Text kEffortUnknown{"timer ukjent", "timar ukjende", "hours unknown"};
inline constexpr Text kMoves{"«{}» og «{}» bytter plass når vekten av {} går fra {} til {}.", "«{}» og «{}» byter plass når vekta av {} går frå {} til {}.",
                             "“{}” and “{}” change places when the weight of {} goes from {} to {}."};
inline constexpr Text kFittingExact{"Settet som får plass, er det med flest poeng i alt.", "Settet som får plass, er det med flest poeng i alt.", "The set that fits is the one with the most points in all."};
inline constexpr Text kFittingGreedy{"Settet som får plass, er tatt etter poeng per time: det er for mange tiltak til å prøve alle.",
                                     "Settet som får plass, er teke etter poeng per time: det er for mange tiltak til å prøve alle.",
                                     "The set that fits was taken by points per hour: there are too many actions to try all sets."};

inline constexpr Text kReportHeading{"{}, {}", "{}, {}", "{}, {}"};
inline constexpr Text kMeasuresHeading{"Måltall", "Måltal", "Measures"};
inline constexpr Text kActionsHeading{"Tiltak", "Tiltak", "Actions"};
inline constexpr Text kBenefitsHeading{"Gevinster", "Gevinstar", "Benefits"};
inline constexpr Text kAttentionHeading{"Bør ses på", "Bør sjåast på", "To look at"};
inline constexpr Text kInPeriod{"I perioden", "I perioden", "In the period"};
inline constexpr Text kPeriodBefore{"Perioden før", "Perioden før", "The period before"};
inline constexpr Text kYearBefore{"Året før", "Året før", "The year before"};
inline constexpr Text kCoarser{"sjeldnere", "sjeldnare", "less often"};

}  // namespace helhet::cli::text
