// Figures that go out as a file: stated, made by the hub, written by a confined connector.
#include "tests/integration/command_line_test.h"
#include "tests/webdav_server/webdav_server.h"

namespace helhet::testing {
namespace {

std::string Files(const std::string& folder) {
  return R"(kind: Municipality
municipality: "5037"
name: Levanger
organisation_number: "938587051"
legal_form: kommune
is_example: true
---
kind: Unit
municipality: "5037"
unit_id: levanger
name: Levanger kommune
---
kind: Measure
municipality: "5037"
measure_id: fakturaer
title: Antall fakturaer
definition: Alle
measurement_unit: count
measure_kind: flow
grain: month
terms: [{ name: n, facts: invoice, aggregate: count }]
formula: n
---
kind: Connector
municipality: "5037"
connector_id: styring
plugin: tabular
title: Styringsverktøyet
settings: { write_folder: ")" + folder + R"(" }
---
kind: Export
municipality: "5037"
export_id: maltall
title: Måltall
connector_id: styring
schedule: 0 6 * * *
content: measures
format: csv_norwegian
periods: 1
file_name: maltall.csv
)";
}

class ExportByHubTest : public CommandLineTest {};

TEST_F(ExportByHubTest, AFileIsMadeAndWrittenWhereTheConnectorMayWriteAndNowhereElse) {
  const auto out = folder_ / "ut";
  std::filesystem::create_directory(out);
  Apply(Files(out.string()));
  Goes("connector check styring");
  const Printed shown = Helhet("exports show maltall");
  EXPECT_NE(shown.text.find("measure_id;measure;measurement_unit;unit_id;unit;period;value;status"), std::string::npos) << shown.text;
  EXPECT_NE(shown.text.find("fakturaer;Antall fakturaer;count;levanger;Levanger kommune;"), std::string::npos) << shown.text;
  EXPECT_NE(shown.text.find(";;not_measured;"), std::string::npos) << "nothing was measured, which is not 0: " << shown.text;

  Goes("exports run maltall");
  Await("exports list --output json", "DELIVERY_STATE_SENT");
  EXPECT_NE(Helhet("exports list --output json").text.find("\"next_time\""), std::string::npos);
  EXPECT_EQ(ReadFile(out / "maltall.csv").substr(0, 13), "\xEF\xBB\xBFmeasure_id");

  // The same name again, with the same figures: found, not written again.
  Goes("exports run maltall");
  const Printed table = Helhet("exports list");
  EXPECT_NE(table.text.find("sent"), std::string::npos) << table.text;

  Apply("kind: Connector\nmunicipality: \"5037\"\nconnector_id: styring\nplugin: tabular\ntitle: S\nsettings: { write_folder: \"" + (folder_ / "hub").string() + "\" }\n");
  const Printed own = Helhet("connector check styring");
  EXPECT_NE(own.exit_code, 0);
  EXPECT_NE(own.text.find("hub's own folder"), std::string::npos) << own.text;
}

}  // namespace
}  // namespace helhet::testing
