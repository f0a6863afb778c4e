#include "core/configuration/validate.h"

#include <gtest/gtest.h>

#include "core/configuration/field_rules.h"
#include "core/configuration/yaml_resources.h"

namespace helhet::configuration {
namespace {

constexpr char kBase[] = R"(kind: Municipality
municipality: "5037"
name: Levanger
---
kind: Unit
municipality: "5037"
unit_id: a
name: A
---
kind: Measure
municipality: "5037"
measure_id: m
title: M
definition: Antall
measurement_unit: count
---
kind: A3Template
municipality: "5037"
template_id: dypdykk
title: Dypdykk
boxes: [{ box: rationale, heading: 1. Begrunnelse }]
---
kind: A3
municipality: "5037"
a3_id: held
template_id: dypdykk
title: T
date: "2024-01-01"
unit_id: a
actions: [{ action_id: act, text: Gjør }]
goals: [{ goal_id: g, text: Mål }]
---
)";

// The faults of what is stated beside the base.
std::string FaultsOf(const std::string& stated, bool is_whole = true, const ResourceChecks& checks = {}) {
  Configuration all("5037", is_whole);
  Faults faults;
  const auto base = ReadResources(kBase, "base.yaml", {});
  EXPECT_TRUE(base.ok()) << base.status().message();
  if (is_whole) {
    for (const auto& resource : *base) all.AddHeld(resource);
  }
  const auto resources = ReadResources(stated, "x.yaml", {});
  EXPECT_TRUE(resources.ok()) << resources.status().message();
  for (const auto& resource : *resources) all.AddStated(resource, faults);
  Validate(all, checks, faults);
  return faults.ToStatus().message();
}

TEST(Validate, TakesAConfigurationThatMakesSense) {
  EXPECT_EQ(FaultsOf(kBase), "");
}

TEST(Validate, TellsEveryFaultOfASheet) {
  EXPECT_EQ(FaultsOf(R"(kind: A3
municipality: "5037"
a3_id: Avtale
template_id: ukjent
date: "2024-02-30"
unit_id: b
root_causes:
  - { root_cause_id: x, text: X, parent_id: y }
  - { root_cause_id: y, text: Y, parent_id: x }
  - { root_cause_id: z, text: Z, parent_id: q }
  - { root_cause_id: z, text: Z }
actions:
  - { action_id: act, text: Gjør, root_cause_ids: [w], deep_dive_id: nei }
measures:
  - { measure_id: mm, baseline: { period: 2023-5 } }
)"),
            "x.yaml:1: a3 'Avtale': title: missing; state it\n"
            "x.yaml:1: a3 'Avtale': root_causes[3].root_cause_id: 'z' stands twice in the list; keep one of them\n"
            "x.yaml:1: a3 'Avtale': a3_id: 'Avtale' is no identifier; use a–z, 0–9, - and _, at most 64 characters\n"
            "x.yaml:1: a3 'Avtale': template_id: there is no a3_template 'ukjent'; state it, or name one that is there\n"
            "x.yaml:1: a3 'Avtale': date: '2024-02-30' is no date; write a day that exists as YYYY-MM-DD\n"
            "x.yaml:1: a3 'Avtale': unit_id: there is no unit 'b'; state it, or name one that is there\n"
            "x.yaml:1: a3 'Avtale': actions[0].deep_dive_id: there is no a3 'nei'; state it, or name one that is there\n"
            "x.yaml:1: a3 'Avtale': measures[0].measure_id: there is no measure 'mm'; state it, or name one that is there\n"
            "x.yaml:1: a3 'Avtale': measures[0].baseline.period: '2023-5' is no period; write it as 2023, 2023-04, 2023-Q2, 2023-T1 or 2023-H1\n"
            "x.yaml:1: a3 'Avtale': root_causes[0].parent_id: the causes go in a circle; let one of them have no parent_id\n"
            "x.yaml:1: a3 'Avtale': root_causes[1].parent_id: the causes go in a circle; let one of them have no parent_id\n"
            "x.yaml:1: a3 'Avtale': root_causes[2].parent_id: the sheet has no root cause 'q'; name one of the sheet's, or leave it out for a first cause\n"
            "x.yaml:1: a3 'Avtale': actions[0].root_cause_ids: the sheet has no root cause 'w'; name one of the sheet's");
}

TEST(Validate, TellsEveryFaultOfPurchasingRules) {
  EXPECT_EQ(FaultsOf(R"(kind: PurchasingRules
municipality: "5037"
purchasing_rules_id: innkjop
non_addressable_suppliers:
  - { organisation_number: "974761076", name: Skatteetaten, reason: skatt og avgift }
  - { organisation_number: "12", name: Noen }
internal_organisation_numbers: ["93858705"]
central_purchasing_organisation_numbers: ["NO912345678"]
price_tolerance_basis_points: 10001
purchase_arts: ["100-285", "370", "28", "285-100"]
purchase_accounts: ["6000-79"]
---
kind: PurchasingRules
municipality: "5037"
purchasing_rules_id: andre
)"),
            "x.yaml:13: purchasing_rules 'andre': purchasing_rules_id: the municipality has purchasing rules 'innkjop' already; change those; a municipality has one set\n"
            "x.yaml:1: purchasing_rules 'innkjop': non_addressable_suppliers[1].organisation_number: '12' is no organisation number; write its nine digits\n"
            "x.yaml:1: purchasing_rules 'innkjop': non_addressable_suppliers[1].reason: it is empty; say why the supplier is left out, for those who read the list\n"
            "x.yaml:1: purchasing_rules 'innkjop': internal_organisation_numbers[0]: '93858705' is no organisation number; write its nine digits\n"
            "x.yaml:1: purchasing_rules 'innkjop': central_purchasing_organisation_numbers[0]: 'NO912345678' is no organisation number; write its nine digits\n"
            "x.yaml:1: purchasing_rules 'innkjop': price_tolerance_basis_points: it is 10001; state 0 to 10000: 100 is 1 %\n"
            "x.yaml:1: purchasing_rules 'innkjop': purchase_arts[2]: '28' is neither an art nor a range of them; write \"120\" or \"100-285\"\n"
            "x.yaml:1: purchasing_rules 'innkjop': purchase_arts[3]: '285-100' is neither an art nor a range of them; write \"120\" or \"100-285\"\n"
            "x.yaml:1: purchasing_rules 'innkjop': purchase_accounts[0]: '6000-79' is neither an account nor a range of them; write \"6540\" or \"6000-7999\"\n"
            "x.yaml:1: purchasing_rules 'innkjop': purchasing_rules_id: the municipality has purchasing rules 'andre' already; change those; a municipality has one set");
}

TEST(Validate, TellsEveryFaultOfCapacities) {
  EXPECT_EQ(FaultsOf(R"(kind: Capacity
municipality: "5037"
capacity_id: a-1
unit_id: a
hours_per_quarter: 300
until_period: "2026-Q2"
---
kind: Capacity
municipality: "5037"
capacity_id: a-2
unit_id: a
hours_per_quarter: 0
from_period: "2026-Q3"
---
kind: Capacity
municipality: "5037"
capacity_id: a-rektor
unit_id: a
responsible: Rektor
hours_per_quarter: 40
)"), "") << "one after the other, and a responsible beside the unit";
  EXPECT_EQ(FaultsOf(R"(kind: Capacity
municipality: "5037"
capacity_id: gal
unit_id: b
hours_per_quarter: -1
from_period: "2026-T1"
until_period: "2025-Q4"
---
kind: Capacity
municipality: "5037"
capacity_id: dobbel
unit_id: a
hours_per_quarter: 1
until_period: "2026-Q1"
---
kind: Capacity
municipality: "5037"
capacity_id: x
unit_id: a
hours_per_quarter: 20000000
from_period: "2026-Q1"
)"),
            "x.yaml:9: capacity 'dobbel': from_period: capacity 'x' holds for the same unit and responsible in the same quarters; let one begin after the other has ended\n"
            "x.yaml:1: capacity 'gal': unit_id: there is no unit 'b'; state it, or name one that is there\n"
            "x.yaml:1: capacity 'gal': hours_per_quarter: it is -1; state 0 to 10400000 hours a quarter\n"
            "x.yaml:1: capacity 'gal': from_period: '2026-T1' is no quarter; write it as 2026-Q1, or leave it out\n"
            "x.yaml:1: capacity 'gal': until_period: it is before from_period; let it end no earlier than it begins\n"
            "x.yaml:16: capacity 'x': hours_per_quarter: it is 20000000; state 0 to 10400000 hours a quarter\n"
            "x.yaml:16: capacity 'x': from_period: capacity 'dobbel' holds for the same unit and responsible in the same quarters; let one begin after the other has ended");
}

TEST(Validate, TellsEveryFaultOfExports) {
  const std::string begin = "kind: Connector\nmunicipality: \"5037\"\nconnector_id: ut\ntitle: Ut\nplugin: tabular\n"
                            "---\nkind: Export\nmunicipality: \"5037\"\nexport_id: e\ntitle: E\nformat: csv\nconnector_id: ";
  EXPECT_EQ(FaultsOf(begin + "ut\ncontent: measures\nmeasure_ids: [m]\nunit_ids: [a]\ngrain: quarter\nperiods: 120\nfile_name: tall {day}.csv\n"), "");
  EXPECT_EQ(FaultsOf(begin + "inn\ncontent: measures\nmeasure_ids: [n]\nunit_ids: [b]\nbenefit_ids: [g]\nperiods: 121\nfile_name: ../{day}.csv\n"),
            "x.yaml:7: export 'e': connector_id: there is no connector 'inn'; state it, or name one that is there\n"
            "x.yaml:7: export 'e': measure_ids[0]: there is no measure 'n'; state it, or name one that is there\n"
            "x.yaml:7: export 'e': benefit_ids[0]: there is no benefit 'g'; state it, or name one that is there\n"
            "x.yaml:7: export 'e': unit_ids[0]: there is no unit 'b'; state it, or name one that is there\n"
            "x.yaml:7: export 'e': file_name: '../{day}.csv' is no file's name; write one without folders, with {day} where the day is to stand, as figures-{day}.csv\n"
            "x.yaml:7: export 'e': periods: it is 121; state 1 to 120, or leave it out for 12\n"
            "x.yaml:7: export 'e': benefit_ids: an export of measures does not take it; leave it out, or state another export");
  EXPECT_EQ(FaultsOf(begin + "ut\ncontent: benefits\nmeasure_ids: [m]\ngrain: year\nperiods: 3\n"),
            "x.yaml:7: export 'e': measure_ids: an export of benefits does not take it; leave it out, or state another export\n"
            "x.yaml:7: export 'e': grain: an export of benefits does not take it; leave it out: a benefit's periods are those of its plan\n"
            "x.yaml:7: export 'e': periods: an export of benefits does not take it; leave it out: a benefit's periods are those of its plan");
  ResourceChecks checks;
  checks.check_schedule = [](const std::string& schedule) { return InvalidArgument("'" + schedule + "' is no schedule").WithSetting("schedule").WithRemedy("write 0 6 * * 1"); };
  EXPECT_EQ(FaultsOf(begin + "ut\ncontent: benefits\nschedule: hver mandag\n", true, checks), "x.yaml:7: export 'e': schedule: 'hver mandag' is no schedule; write 0 6 * * 1");
}

TEST(Validate, HoldsABenefitAgainstItsSheet) {
  EXPECT_EQ(FaultsOf(R"(kind: Benefit
municipality: "5037"
benefit_id: b
title: B
type: time
a3_id: held
action_ids: [act, annet]
measure_ids: [m]
edges:
  - { from: "action:act", to: "benefit:b" }
  - { from: "benefit:b", to: "goal:h" }
  - { from: "tiltak:act", to: "goal:g" }
plan:
  - { period: "2024-Q1", low_value: 5, expected_value: 4 }
  - { period: "2024-Q1" }
)"),
            "x.yaml:1: benefit 'b': plan[1].period: '2024-Q1' stands twice in the list; keep one of them\n"
            "x.yaml:1: benefit 'b': action_ids[1]: the sheet 'held' has no action 'annet'; name one of the sheet's\n"
            "x.yaml:1: benefit 'b': edges[1].to: the sheet 'held' has no goal 'h'; name one of the sheet's\n"
            "x.yaml:1: benefit 'b': edges[2].from: 'tiltak:act' is no end of an edge; write precondition:…, action:…, benefit:… or goal:…\n"
            "x.yaml:1: benefit 'b': plan[0]: low, expected and high do not stand in that order; let low_value be the smallest and high_value the "
            "largest number");
}

TEST(Validate, ChecksTheTreeOfUnitsWithThoseThatAreHeld) {
  EXPECT_EQ(FaultsOf("kind: Unit\nmunicipality: \"5037\"\nunit_id: c\nname: C\nparent_id: a\n"), "");
  EXPECT_EQ(FaultsOf("kind: Unit\nmunicipality: \"5037\"\nunit_id: c\nname: C\nparent_id: b\n"),
            "x.yaml:1: unit 'c': parent_id: its parent 'b' does not exist; add the parent, or leave parent_id out for a unit at the top");
}

TEST(Validate, RefusesABenefitMapThatGoesInACircleAndNamesIt) {
  const std::string begin = "kind: Benefit\nmunicipality: \"5037\"\ntitle: B\ntype: time\na3_id: held\nassumptions: [ja]\n";
  EXPECT_EQ(FaultsOf(begin + "benefit_id: b\naction_ids: [act]\nedges: [{ from: \"benefit:b\", to: \"benefit:c\" }]\n---\n" +
                     begin + "benefit_id: c\nedges: [{ from: \"benefit:c\", to: \"goal:g\" }, { from: \"benefit:c\", to: \"action:act\" }]\n"),
            "x.yaml:11: benefit 'c': edges: the benefit map goes in a circle: benefit:b → benefit:c → held/action:act → benefit:b; take one of the edges away");
  EXPECT_EQ(FaultsOf(begin + "benefit_id: b\naction_ids: [act]\nedges: [{ from: \"benefit:b\", to: \"goal:g\" }]\n"), "");
}

TEST(Validate, HoldsAPlanAgainstItsMilestonesAndItsMeasure) {
  EXPECT_EQ(FaultsOf(R"(kind: Measure
municipality: "5037"
measure_id: arlig
title: M
definition: Antall
measurement_unit: count
grain: year
---
kind: Benefit
municipality: "5037"
benefit_id: b
title: B
type: time
a3_id: held
measure_ids: [arlig]
plan:
  - { period: "2024", milestone_action_id: act }
  - { period: "2025-Q1", milestone_action_id: ukjent }
)"),
            "x.yaml:9: benefit 'b': plan[1].milestone_action_id: the sheet 'held' has no action 'ukjent'; name one of the sheet's\n"
            "x.yaml:9: benefit 'b': plan[1].period: the measure 'arlig' has no figures for periods as short as '2025-Q1'; name a period of the measure's grain, or a longer one");
}

TEST(Validate, LetsNobodyTypeAnApproval) {
  EXPECT_EQ(FaultsOf(R"(kind: Benefit
municipality: "5037"
benefit_id: b
title: B
type: quality
assessments:
  - { assessment_id: x, date: "2025-01-01", author: A, text: Bedre }
  - { assessment_id: x, date: "2025-01-01", author: A, text: Bedre, approved_by: Meg }
  - { date: "2025-01-01", author: A, text: Bedre }
)"),
            "x.yaml:1: benefit 'b': assessments[1].assessment_id: 'x' stands twice in the list; keep one of them\n"
            "x.yaml:1: benefit 'b': assessments[2].assessment_id: missing; state it\n"
            "x.yaml:1: benefit 'b': assessments[1].approved_by: an approval is recorded, never typed; leave it out; a validator approves the assessment");
}

TEST(Validate, AsksTheHubWhetherAValuationCanBeComputed) {
  ResourceChecks checks;
  checks.check_valuation = [](const model::v1::Benefit& benefit, const model::v1::Measure* measure) {
    return InvalidArgument("benefit '" + benefit.benefit_id() + "': formula: " + (measure == nullptr ? "no measure" : measure->measure_id())).WithSetting("valuation.formula").WithRemedy("use actual");
  };
  const std::string begin = "kind: Benefit\nmunicipality: \"5037\"\nbenefit_id: b\ntitle: B\ntype: time\n";
  EXPECT_EQ(FaultsOf(begin + "measure_ids: [m]\nvaluation: { formula: timepris, rate_minor: 1 }\n", true, checks), "x.yaml:1: benefit 'b': valuation.formula: formula: m; use actual");
  EXPECT_EQ(FaultsOf(begin + "valuation: { formula: timepris, rate_minor: 1 }\n", true, checks), "x.yaml:1: benefit 'b': valuation.formula: formula: no measure; use actual");
  EXPECT_EQ(FaultsOf(begin, true, checks), "") << "without a price there is nothing to compute";
  EXPECT_EQ(FaultsOf(begin + "measure_ids: [ukjent]\nvaluation: { formula: timepris, rate_minor: 1 }\n", false, checks), "") << "the hub may know the measure's terms";
}

TEST(Validate, WantsTheYearsOfBudgetLinesWhole) {
  const std::string begin = "kind: Benefit\nmunicipality: \"5037\"\nbenefit_id: b\ntitle: B\ntype: cost\nbudget_lines: [{ year: ";
  EXPECT_EQ(FaultsOf(begin + "2026, amount_minor: 1 }]\n"), "");
  EXPECT_EQ(FaultsOf(begin + "26, amount_minor: 1 }]\n"), "x.yaml:1: benefit 'b': budget_lines[0].year: '26' is no year; write it with four digits");
}

TEST(Validate, AsksTheHubAboutMeasuresAndConnectors) {
  ResourceChecks checks;
  checks.check_measure = [](const model::v1::Measure& measure) {
    return InvalidArgument("measure '" + measure.measure_id() + "': 'totl' is no term").WithSetting("formula").WithRemedy("use total");
  };
  checks.check_connector = [](const model::v1::Connector& connector) {
    return NotFound("no plugin '" + connector.plugin() + "' is installed").WithSetting("plugin").WithRemedy("install it");
  };
  EXPECT_EQ(FaultsOf("kind: Connector\nmunicipality: \"5037\"\nconnector_id: c\ntitle: C\nplugin: visma\n"
                     "---\nkind: Measure\nmunicipality: \"5037\"\nmeasure_id: n\ntitle: N\ndefinition: N\nmeasurement_unit: count\n",
                     true, checks),
            "x.yaml:1: connector 'c': plugin: no plugin 'visma' is installed; install it\n"
            "x.yaml:7: measure 'n': formula: 'totl' is no term; use total");
}

TEST(Validate, WantsTheArchiveOfAMunicipalityToBeAConnectorOfIts) {
  const std::string municipality = "kind: Municipality\nmunicipality: \"5037\"\nname: Levanger\narchive_connector_id: arkiv\n";
  EXPECT_EQ(FaultsOf(municipality), "x.yaml:1: municipality '5037': archive_connector_id: there is no connector 'arkiv'; state it, or name one that is there");
  EXPECT_EQ(FaultsOf(municipality + "---\nkind: Connector\nmunicipality: \"5037\"\nconnector_id: arkiv\ntitle: Arkiv\nplugin: webdav\n"), "");
}

TEST(Validate, RefusesAMunicipalityThatIsNotThere) {
  Configuration all("5038", true);
  Faults faults;
  const auto resources = ReadResources("kind: Unit\nmunicipality: \"5038\"\nunit_id: c\nname: C\n", "x.yaml", {});
  for (const auto& resource : *resources) all.AddStated(resource, faults);
  Validate(all, {}, faults);
  EXPECT_EQ(faults.ToStatus().message(),
            "x.yaml:1: unit 'c': there is no municipality '5038'; state it as a document of kind Municipality, or change `municipality`");
}

TEST(Validate, PassesReferencesThatOnlyAHubCanKnow) {
  const std::string sheet = "kind: A3\nmunicipality: \"5037\"\na3_id: x\ntemplate_id: t\ntitle: T\ndate: \"2024-01-01\"\nunit_id: u\n";
  EXPECT_EQ(FaultsOf(sheet, /*is_whole=*/false), "");
  EXPECT_NE(FaultsOf(sheet, /*is_whole=*/true), "");
}

TEST(Validate, RefusesABaselineShorterThanTheMeasuresGrain) {
  const auto sheet = [](const std::string& period) {
    return "kind: Measure\nmunicipality: \"5037\"\nmeasure_id: n\ntitle: N\ndefinition: N\nmeasurement_unit: count\ngrain: tertial\n---\n"
           "kind: A3\nmunicipality: \"5037\"\na3_id: x\ntemplate_id: t\ntitle: T\nunit_id: a\ndate: \"2024-01-01\"\nmeasures:\n"
           "  - { measure_id: n, baseline: { period: \"" + period + "\" } }\n";
  };
  for (const char* period : {"2023", "2023-T2"}) EXPECT_EQ(FaultsOf(sheet(period), /*is_whole=*/false), "") << period;
  for (const char* period : {"2023-04", "2023-Q2", "2023-H1"}) {
    EXPECT_EQ(FaultsOf(sheet(period), /*is_whole=*/false),
              "x.yaml:9: a3 'x': measures[0].baseline.period: the measure has no figures for periods as short as '" + std::string(period) +
                  "'; name a period of the measure's grain, or a longer one");
  }
}

TEST(Validate, TellsAResourceThatIsStatedTwice) {
  const std::string unit = "kind: Unit\nmunicipality: \"5037\"\nunit_id: c\nname: C\n";
  EXPECT_EQ(FaultsOf(unit + "---\n" + unit), "x.yaml:6: unit 'c': it is stated in x.yaml:1 too; keep one of them");
}

TEST(FieldRules, KnowPeriodsAndIdentifiers) {
  for (const char* period : {"2023", "2023-01", "2023-12", "2023-Q4", "2023-T3", "2023-H2"}) EXPECT_TRUE(IsPeriod(period)) << period;
  for (const char* period : {"", "23", "2023-", "2023-00", "2023-13", "2023-Q5", "2023-T4", "2023-H3", "2023-W1", "2023-1"}) {
    EXPECT_FALSE(IsPeriod(period)) << period;
  }
  for (const char* id : {"a", "5037", "e-handel_2"}) EXPECT_TRUE(IsIdentifier(id)) << id;
  for (const char* id : {"", "A", "-a", "å", "a b", "a/b"}) EXPECT_FALSE(IsIdentifier(id)) << id;
}

}  // namespace
}  // namespace helhet::configuration
