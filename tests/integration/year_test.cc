// A sheet's year by the command line: from a file with a draft to next year's start.
#include "tests/integration/command_line_test.h"

namespace helhet::testing {
namespace {

constexpr char kOrganisation[] = R"(kind: Municipality
municipality: "5037"
name: Levanger
organisation_number: "938587051"
legal_form: kommune
---
kind: Unit
municipality: "5037"
unit_id: levanger
name: Levanger kommune
---
kind: Measure
municipality: "5037"
measure_id: fakturaer
title: Fakturaer
definition: Antall fakturaer
measurement_unit: count
grain: month
measure_kind: flow
terms: [{ name: antall, facts: invoice, aggregate: count }]
formula: antall
---
kind: A3Template
municipality: "5037"
template_id: virksomhet
title: Virksomhets-A3
boxes: [{ box: rationale, heading: 1. Begrunnelse }]
---
kind: A3Template
municipality: "5037"
template_id: dypdykk
title: Dypdykk
boxes: [{ box: rationale, heading: 1. Begrunnelse }]
)";

constexpr char kMeasures[] = R"(measures:
  - measure_id: fakturaer
    baseline: { period: "2024" }
    targets: [{ value: 100, period: "2026" }]
)";

std::string Sheet(const std::string& rest) {
  return "kind: A3\nmunicipality: \"5037\"\na3_id: levanger-2026\ntemplate_id: virksomhet\ntitle: Levanger 2026\ndate: \"2025-08-20\"\nunit_id: levanger\n"
         "owner: Kommunedirektør\nrationale: Flere eldre, mindre penger\n" + rest;
}

class SheetYearTest : public CommandLineTest {};

TEST_F(SheetYearTest, GoesFromADraftInAFileToTheNextYear) {
  const std::string investigation = "actions: [{ action_id: kjop, text: Se på innkjøp, kind: investigation, responsible: Økonomisjef, due_date: \"2025-10-01\" }]\n";
  Apply(std::string(kOrganisation) + "---\n" + Sheet(investigation));
  const Printed early = Helhet("a3 move levanger-2026 adopted --decided 2025-12-17 --body kommunestyret --case 'PS 1/25'");
  EXPECT_EQ(early.exit_code, 1);
  EXPECT_NE(early.text.find("no step leads from draft to adopted"), std::string::npos) << early.text;

  Goes("a3 move levanger-2026 in_investigation");
  Goes("a3 deep-dive levanger-2026 kjop avtaler-2026");
  Apply("kind: A3\nmunicipality: \"5037\"\na3_id: avtaler-2026\ntemplate_id: dypdykk\ntitle: Avtaler\ndate: \"2025-09-01\"\nunit_id: levanger\n"
        "parent_id: levanger-2026\nowner: Økonomisjef\nrationale: Kjøp utenom avtale koster\nstate: draft\n"
        "root_causes: [{ root_cause_id: vaner, text: Gamle vaner }]\n"
        "actions: [{ action_id: kurs, text: Kurs, kind: change, responsible: Innkjøpsleder, due_date: \"2026-06-30\", root_cause_ids: [vaner] }]\n" + std::string(kMeasures));
  Goes("a3 move avtaler-2026 submitted");
  Goes("a3 move levanger-2026 revised");

  const Printed exported = Helhet("export");
  EXPECT_NE(exported.text.find("action_id: avtaler-2026-kurs"), std::string::npos) << exported.text;
  Apply(Sheet("state: revised\nplan_year: 2026\n"
              "actions:\n"
              "  - { action_id: kjop, text: Se på innkjøp, kind: investigation, responsible: Økonomisjef, due_date: \"2025-10-01\", deep_dive_id: avtaler-2026, status: done }\n"
              "  - { action_id: avtaler-2026-kurs, text: Kurs, kind: change, responsible: Innkjøpsleder, due_date: \"2026-06-30\", origin_a3_id: avtaler-2026, origin_action_id: kurs }\n" +
              std::string(kMeasures)));
  Goes("a3 move levanger-2026 submitted --decided 2025-11-01 --body kommunestyret --case 'PS 112/25'");
  const Printed adopted = Helhet("a3 move levanger-2026 adopted --decided 2025-12-17 --body kommunestyret --case 'PS 112/25' --text 'Vedtas'");
  EXPECT_NE(adopted.text.find("avtaler-2026: adopted"), std::string::npos) << adopted.text;
  std::ofstream(folder_ / "late.yaml") << Sheet("state: adopted\n");
  const Printed late = Helhet("apply -f " + (folder_ / "late.yaml").string());
  EXPECT_EQ(late.exit_code, 2);
  EXPECT_NE(late.text.find("a3 'levanger-2026': it is adopted, and these may not change:"), std::string::npos) << late.text;
  Goes("a3 move levanger-2026 in_follow_up");
  Goes("a3 next levanger-2026 levanger-2027");
  for (const char* quarter : {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"}) Goes(std::string("a3 follow-up levanger-2026 ") + quarter + " --note 'som planlagt'");
  Goes("a3 move levanger-2026 closed");

  const Printed steps = Helhet("a3 steps levanger-2026");
  EXPECT_NE(steps.text.find("PS 112/25"), std::string::npos) << steps.text;
  EXPECT_NE(steps.text.find("2026-Q4"), std::string::npos) << steps.text;
  const Printed sheets = Helhet("a3 list");
  EXPECT_NE(sheets.text.find("Levanger 2026"), std::string::npos) << sheets.text;
}

}  // namespace
}  // namespace helhet::testing
