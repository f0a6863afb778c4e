// Every print of made-up data says that it is.
#include <fstream>

#include "core/cli/testing/fake_hub.h"
#include "core/configuration/yaml_resources.h"

namespace helhet::cli {
namespace {

bool Holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class ExampleDataTest : public testing::Test {
 protected:
  void SetUp() override {
    AddMunicipality(hub_, "5037", "Levanger");
    hub_.examples = "5037";
    hub_.measures.add_measures()->set_measure_id("andel");
    auto* figure = hub_.series.add_observations();
    figure->set_unit_id("a");
    figure->set_period("2024");
    figure->set_value(1);
    hub_.explanation.add_facts()->set_natural_key("faktura-1");
    hub_.sheets["5037"].add_a3s()->set_a3_id("ark");
    hub_.sheet.add_figures()->add_units()->set_unit_id("a");
    hub_.applied.add_changes()->set_resource_id("a");
    hub_.sheet.set_is_example(true);  // the sheet's marks are its own
    hub_.benefits.add_benefits()->mutable_benefit()->set_benefit_id("tid");
    hub_.account.add_periods()->add_figures()->set_is_whole(true);
    hub_.benefit_map.add_nodes()->set_node_id("benefit:tid");
    hub_.budget_effects.add_effects()->set_benefit_id("tid");
    hub_.gaps.add_gaps()->set_unit_id("a");
    auto* connector = hub_.connectors.add_connectors();
    connector->set_municipality_id("5037");
    connector->mutable_connector()->set_connector_id("faktura");
    hub_.checked.set_summary("2 filer");
    auto* run = hub_.runs["faktura"].emplace_back().mutable_run();
    run->set_municipality_id("5037");
    run->set_connector_id("faktura");
    run->set_state(api::v1::RUN_STATE_SUCCEEDED);
    *hub_.past_runs.add_runs() = *run;
    auto* record = hub_.quarantine.add_records();
    record->set_connector_id("faktura");
    record->set_natural_key("x.xml");
    *hub_.quarantined.mutable_record() = *record;
    hub_.unmapped.add_codes()->set_code("L-1250");
    auto* resource = hub_.exported.add_resources();
    resource->set_municipality_id("5037");
    resource->mutable_unit()->set_unit_id("a");
    file_ = (std::filesystem::temp_directory_path() / ("helhet-example-" + std::to_string(getpid()) + ".yaml")).string();
    std::ofstream(file_) << "kind: Unit\nmunicipality: \"5037\"\nunit_id: a\nname: A\n";
  }

  // Every command that prints what a municipality has.
  std::vector<std::vector<std::string>> Commands() const {
    return {{"status"},
            {"measure", "list"},
            {"measure", "show", "andel"},
            {"measure", "explain", "andel"},
            {"benefit", "list"},
            {"benefit", "show", "tid"},
            {"benefit", "map"},
            {"benefit", "budget"},
            {"benefit", "gap", "ark"},
            {"a3", "list"},
            {"a3", "show", "ark"},
            {"connector", "list"},
            {"connector", "check", "faktura"},
            {"connector", "run", "faktura"},
            {"connector", "dry-run", "faktura"},
            {"connector", "runs"},
            {"quarantine", "list"},
            {"quarantine", "show", "faktura", "x.xml"},
            {"quarantine", "replay", "faktura"},
            {"unmapped", "list"},
            {"unmapped", "map", "buyer_reference", "L-1250", "a"},
            {"apply", "-f", file_},
            {"export"}};
  }

  // The command as it was written, and what came of it.
  void ForEach(const std::vector<std::string>& options, const std::function<void(const std::string&, const CommandResult&)>& look) {
    for (std::vector<std::string> command : Commands()) {
      std::string name;
      for (const std::string& word : command) name += word + " ";
      command.insert(command.end(), options.begin(), options.end());
      look(name, hub_.Run(command));
    }
  }

  FakeHub hub_;
  std::string file_;
};

TEST_F(ExampleDataTest, EveryCommandMarksWhatItPrintsForPeople) {
  ForEach({}, [](const std::string& name, const CommandResult& result) {
    EXPECT_EQ(result.exit_code, 0) << name << result.err;
    const std::string first = result.out.substr(0, result.out.find("\n\n"));
    EXPECT_TRUE(Holds(first, "Eksempeldata")) << name << "\n" << result.out;
  });
  EXPECT_TRUE(hub_.Run({"measure", "list"}).out.starts_with("*** Eksempeldata: Levanger ***\n"));
  EXPECT_TRUE(hub_.Run({"measure", "list", "--lang", "en"}).out.starts_with("*** Example data: Levanger ***\n"));
}

TEST_F(ExampleDataTest, EveryCommandMarksWhatItPrintsForPrograms) {
  ForEach({"--output", "json"}, [](const std::string& name, const CommandResult& result) {
    EXPECT_TRUE(result.out.starts_with("{\n \"example_data\": [\"5037\"]")) << name << "\n" << result.out;
  });
  ForEach({"--output", "csv"}, [](const std::string& name, const CommandResult& result) {
    if (name == "export ") return;  // there is no such form
    EXPECT_TRUE(Holds(result.out, ",example_data\r\n")) << name << "\n" << result.out;
    EXPECT_TRUE(Holds(result.out, ",5037\r\n")) << name << "\n" << result.out;
  });
}

TEST_F(ExampleDataTest, RealDataIsNotMarked) {
  hub_.examples.clear();
  hub_.sheet.set_is_example(false);
  ForEach({}, [](const std::string& name, const CommandResult& result) { EXPECT_FALSE(Holds(result.out, "Eksempeldata")) << name; });
  EXPECT_TRUE(hub_.Run({"measure", "list", "--output", "json"}).out.starts_with("{\n \"example_data\": []"));
}

TEST_F(ExampleDataTest, WhatIsOnlyLookedUpInMarksNothing) {
  // The neighbour's data are made up, and every municipality is asked whether it has the sheet.
  AddMunicipality(hub_, "5006", "Steinkjer");
  hub_.examples.clear();
  hub_.examples_of_status = "5006";
  EXPECT_FALSE(Holds(hub_.Run({"measure", "list", "--municipality", "5037"}).out, "Eksempeldata"));
}

TEST_F(ExampleDataTest, AnExportIsMarkedAsAComment) {
  const std::string yaml = hub_.Run({"export"}).out;
  EXPECT_TRUE(yaml.starts_with("# Eksempeldata: 5037\n")) << yaml;
  EXPECT_TRUE(configuration::ReadResources(yaml, "x", {}).ok());
}

TEST_F(ExampleDataTest, ADocumentIsWrittenAsItIsAndMarkedBesideIt) {
  hub_.document = std::string("<a>\0\r\n\x1b</a>", 12);
  const auto result = hub_.Run({"measure", "explain", "andel", "--raw", "faktura-1"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, hub_.document);
  EXPECT_EQ(result.err, "*** Eksempeldata: Levanger ***\n");
}

TEST_F(ExampleDataTest, ATokenStandsAlone) {
  hub_.token.set_token("helhet.-.1.abc");
  EXPECT_EQ(hub_.Run({"token", "create", "--title", "skript", "--role", "reader", "--for", "5037"}).out, "helhet.-.1.abc\n");
}

}  // namespace
}  // namespace helhet::cli
