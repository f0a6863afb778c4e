#include "core/configuration/yaml_resources.h"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/configuration/limits.h"
#include "core/configuration/resource_kinds.h"

namespace helhet::configuration {
namespace {

Resources Read(const std::string& text, const Variables& variables = {}) {
  auto resources = ReadResources(text, "test.yaml", variables);
  EXPECT_TRUE(resources.ok()) << resources.status().message();
  return resources.ok() ? *resources : Resources{};
}

std::string FaultsOf(const std::string& text, const Variables& variables = {}) {
  const auto resources = ReadResources(text, "test.yaml", variables);
  EXPECT_FALSE(resources.ok());
  EXPECT_EQ(resources.status().code(), StatusCode::kInvalidArgument);
  return resources.status().message();
}

constexpr char kMeasure[] = R"(# A comment.
kind: Measure
municipality: "5037"
measure_id: andel
title: Andel
direction: up
measure_kind: flow
grain: month
terms:
  - name: total
    facts: invoice
    aggregate: count
    filter: type != reminder AND supplier_name = "A B"
formula: 100 * total
decimals: 2
---
kind: Unit
municipality: ["5037", "5038"]
unit_id: a
name: Enhet æøå
codes:
  - { scheme: buyer_reference, code: 0042 }
)";

TEST(YamlResources, FillMessagesByTheNamesOfProto) {
  const Resources resources = Read(kMeasure);
  ASSERT_EQ(resources.size(), 3u);
  EXPECT_EQ(resources[0].municipality_id(), "5037");
  EXPECT_EQ(resources[0].origin(), "test.yaml:2");
  const auto& measure = resources[0].measure();
  EXPECT_EQ(measure.direction(), model::v1::MEASURE_DIRECTION_UP);
  EXPECT_EQ(measure.kind(), model::v1::MEASURE_KIND_FLOW);
  EXPECT_EQ(measure.grain(), model::v1::PERIOD_MONTH);
  EXPECT_EQ(measure.terms(0).aggregate(), model::v1::AGGREGATE_COUNT);
  EXPECT_EQ(measure.terms(0).filter(), "type != reminder AND supplier_name = \"A B\"");
  EXPECT_EQ(measure.decimals(), 2);
}

TEST(YamlResources, StateOneDocumentForSeveralMunicipalities) {
  const Resources resources = Read(kMeasure);
  ASSERT_EQ(resources.size(), 3u);
  EXPECT_EQ(resources[1].municipality_id(), "5037");
  EXPECT_EQ(resources[2].municipality_id(), "5038");
  EXPECT_EQ(resources[2].unit().name(), "Enhet æøå");
  EXPECT_EQ(resources[2].unit().codes(0).code(), "0042") << "a text is what is written, whatever it looks like";
}

TEST(YamlResources, GiveAMunicipalityItsIdentifierFromTheEnvelope) {
  const Resources resources = Read("kind: Municipality\nmunicipality: \"5037\"\nname: Levanger\nis_example: true\n");
  ASSERT_EQ(resources.size(), 1u);
  EXPECT_EQ(resources[0].municipality().municipality_id(), "5037");
  EXPECT_TRUE(resources[0].municipality().is_example());
}

TEST(YamlResources, TurnSettingsIntoCanonicalJsonTypedByTheCoreSchema) {
  const Resources resources = Read(R"(kind: Connector
municipality: "5037"
connector_id: ssb
plugin: ssb
settings:
  tables: [{ id: "07459", max: 12, share: 1.50, on: yes, off: false, none: ~ }]
  folder: ${ROOT}/ssb
  literal: $${ROOT}
  age: "80"
)", {{"ROOT", "/data"}});
  ASSERT_EQ(resources.size(), 1u);
  EXPECT_EQ(resources[0].connector().settings_json(),
            R"({"age":"80","folder":"/data/ssb","literal":"${ROOT}","tables":[{"id":"07459","max":12,"none":null,"off":false,"on":"yes","share":1.5}]})");
}

TEST(YamlResources, TellAllFaultsOfAFileWithLineAndPath) {
  EXPECT_EQ(FaultsOf(R"(kind: A3
municipality: "5037"
a3_id: x
titel: Feil
state: started
measures:
  - measure_id: m
    targets:
      - { unit_id: a, value: "90" }
      - { unit_id: b, value: 90,5 }
      - { unit_id: c, valeu: 1 }
unfinished: yes
actions: none
owner:
---
kind: Connector
municipality: "5037"
connector_id: c
connector_id: d
settings_json: "{}"
settings: { table: 07459, big: 99999999999999999999 }
raw_retention_days: 4000000000
title: [a]
)"),
            "test.yaml:4: titel: unknown key; allowed in kind A3: kind, municipality, a3_id, template_id, title, date, owner, unit_id, parent_id, "
            "state, rationale, current_situation, root_causes, desired_situation, goals, actions, measures, participants, decisions, unfinished, plan_year, previous_id, shared_with\n"
            "test.yaml:5: state: 'started' is not a word for this; allowed: draft, submitted, adopted, not_adopted, in_follow_up, closed, in_investigation, revised\n"
            "test.yaml:9: measures[0].targets[0].value: a number is expected, not text; write 90 without quotes\n"
            "test.yaml:10: measures[0].targets[1].5: unknown key; allowed here: unit_id, value, period\n"
            "test.yaml:11: measures[0].targets[2].valeu: unknown key; allowed here: unit_id, value, period\n"
            "test.yaml:12: unfinished: true or false is expected, not 'yes'\n"
            "test.yaml:13: actions: a list is expected, not 'none'; write [ … ], or lines that begin with -\n"
            "test.yaml:14: owner: it has no value; give it one, or leave the key out\n"
            "test.yaml:19: 'connector_id' stands twice; keep one of them\n"
            "test.yaml:20: settings_json: unknown key; allowed in kind Connector: kind, municipality, connector_id, plugin, plugin_version, title, "
            "settings, schedule, missed_run_policy, unit_code_schemes, precedence, raw_retention_days\n"
            "test.yaml:21: settings.table: 07459 is a number that begins with 0; write it in quotes if it is a code\n"
            "test.yaml:21: settings.big: 99999999999999999999 is no number that settings can hold; write it in quotes if it is text\n"
            "test.yaml:22: raw_retention_days: a whole number is expected, not '4000000000'\n"
            "test.yaml:23: title: text is expected, not a list");
}

TEST(YamlResources, TellVariablesThatAreNotSet) {
  EXPECT_EQ(FaultsOf("kind: Unit\nmunicipality: \"5037\"\nunit_id: a\nname: ${NAVN} ${\n", {{"NAME", "x"}}),
            "test.yaml:4: name: ${NAVN} is not set; set it with --set NAVN=VALUE");
  EXPECT_EQ(FaultsOf("kind: Unit\nmunicipality: \"5037\"\nunit_id: a\nname: ${NA VN}\n"),
            "test.yaml:4: name: '${NA VN}' is no variable; write ${NAME}, or $${ for the two characters themselves");
}

TEST(YamlResources, RefuseDocumentsWithoutKnownKindOrOwner) {
  EXPECT_EQ(FaultsOf("kind: Enhet\n---\nmunicipality: \"5037\"\n---\n- a\n---\nkind: Unit\nunit_id: a\n---\nkind: Municipality\nmunicipality: [\"1\"]\n"),
            "test.yaml:1: kind: no such kind; write one of Municipality, Unit, Connector, Measure, A3Template, A3, Benefit, PurchasingRules, Capacity, Export\n"
            "test.yaml:3: kind: missing; write one of Municipality, Unit, Connector, Measure, A3Template, A3, Benefit, PurchasingRules, Capacity, Export\n"
            "test.yaml:5: a document is no map; begin it with kind:\n"
            "test.yaml:7: municipality: missing; write whose it is: municipality: \"5037\"\n"
            "test.yaml:11: municipality: a municipality has one identifier, not a list; write a document for each");
}

TEST(YamlResources, SayWhereAFileIsNotYaml) {
  EXPECT_TRUE(FaultsOf("kind: Unit\nname: \"a\n").starts_with("test.yaml:"));
  EXPECT_EQ(FaultsOf("kind: Unit\nname: \xff\n"), "test.yaml: the file is not UTF-8; save it as UTF-8");
  EXPECT_EQ(FaultsOf(std::string(limits::kFileBytes + 1, '#')), "test.yaml: the file is larger than 8 MiB; divide it");
}

TEST(YamlResources, StopAtAliasesThatGrowWithoutBound) {
  std::string bomb = "kind: Connector\nmunicipality: \"5037\"\nconnector_id: c\nsettings:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string above = "*a" + std::to_string(i - 1);
    bomb += "  a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + above;
    for (int j = 1; j < 10; ++j) bomb += ", " + above;
    bomb += "]\n";
  }
  EXPECT_NE(FaultsOf(bomb).find("the file has more than 500000 values; divide it, or use fewer aliases"), std::string::npos);
}

TEST(YamlResources, ComeFromAFolderInOrderOfNames) {
  const auto folder = std::filesystem::temp_directory_path() / ("helhet_yaml_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "b.yaml") << "kind: Unit\nmunicipality: \"5037\"\nunit_id: b\n";
  std::ofstream(folder / "a.yaml") << "# only a comment\n";
  std::ofstream(folder / "c.yaml") << "kind: Unit\nmunicipality: \"5037\"\nunit_id: c\n";
  std::ofstream(folder / "notes.txt") << "not read\n";
  const auto resources = LoadResources(folder, {});
  ASSERT_TRUE(resources.ok()) << resources.status().message();
  ASSERT_EQ(resources->size(), 2u);
  EXPECT_EQ((*resources)[0].origin(), (folder / "b.yaml").string() + ":1");
  EXPECT_EQ((*resources)[1].unit().unit_id(), "c");
  std::filesystem::remove_all(folder);
  EXPECT_EQ(LoadResources(folder, {}).status().code(), StatusCode::kNotFound);
}

TEST(YamlResources, AreWrittenSoThatTheyReadBackTheSame) {
  Resources resources = Read(kMeasure);
  api::v1::Resource connector;
  connector.set_municipality_id("5037");
  connector.mutable_connector()->set_connector_id("c");
  connector.mutable_connector()->set_title("Linje 1\n\tlinje 2: \"sitat\" # ingen kommentar ${X} $${Y}");
  connector.mutable_connector()->set_settings_json(R"({"a":{"b":[1,2.5,"3","true",null,true,"~",""]},"tom":{},"x: y":"- z"})");
  resources.push_back(connector);
  api::v1::Resource sheet;
  sheet.set_municipality_id("5037");
  sheet.mutable_a3()->set_a3_id("5037");
  sheet.mutable_a3()->add_measures()->mutable_baseline();
  sheet.mutable_a3()->mutable_measures(0)->add_targets()->set_value(0.1);
  sheet.mutable_a3()->add_goals()->set_value(0);
  sheet.mutable_a3()->add_actions()->set_cost_minor(-9007199254740993);
  sheet.mutable_a3()->set_title("null");
  resources.push_back(sheet);

  const std::string text = WriteResources(resources);
  const auto again = ReadResources(text, "test.yaml", {});
  ASSERT_TRUE(again.ok()) << again.status().message() << "\n" << text;
  ASSERT_EQ(again->size(), resources.size());
  for (size_t i = 0; i < resources.size(); ++i) {
    api::v1::Resource expected = resources[i], actual = (*again)[i];
    expected.clear_origin();
    actual.clear_origin();
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(expected, actual)) << expected.DebugString() << actual.DebugString() << text;
  }
}

TEST(YamlResources, LeaveOutWhatTheHubSets) {
  const Resources resources = Read("kind: A3\nmunicipality: \"5037\"\na3_id: x\nedition: 7\netag: abc\n");
  ASSERT_EQ(resources.size(), 1u);
  EXPECT_EQ(resources[0].a3().edition(), 0);
  EXPECT_EQ(resources[0].a3().etag(), "");
  api::v1::Resource locked;
  locked.mutable_benefit()->set_benefit_id("b");
  locked.mutable_benefit()->set_plan_locked(true);
  EXPECT_EQ(WriteResources({locked}).find("plan_locked"), std::string::npos);
}

TEST(ResourceKinds, HaveTheirIdentifierFirst) {
  for (const ResourceKind& kind : ResourceKinds()) {
    ASSERT_NE(kind.id, nullptr) << kind.name;
    EXPECT_TRUE(kind.id->name().ends_with("_id")) << kind.name;
    EXPECT_EQ(FindKindByName(kind.name), &kind);
  }
}

}  // namespace
}  // namespace helhet::configuration
