// What commands ask the hub for, and what they say.
#include <fstream>

#include "core/cli/display_width.h"
#include "core/cli/testing/fake_hub.h"
#include "core/configuration/yaml_resources.h"

namespace helhet::cli {
namespace {

bool Holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class CommandsTest : public testing::Test {
 protected:
  void SetUp() override {
    AddMunicipality(hub_, "5006", "Steinkjer");
    AddMunicipality(hub_, "5037", "Levanger");
  }

  // A file with a resource.
  std::string File(const std::string& text) {
    const auto path = std::filesystem::temp_directory_path() / ("helhet-commands-" + std::to_string(getpid()) + ".yaml");
    std::ofstream(path) << text;
    return path.string();
  }

  FakeHub hub_;
};

TEST_F(CommandsTest, PresentTheirTokenToTheHub) {
  EXPECT_EQ(hub_.Run({"status"}).exit_code, 0);
  EXPECT_EQ(hub_.authorization, "Bearer secret-token");
}

TEST_F(CommandsTest, ShowTheHubsStateAsATableOfMunicipalities) {
  hub_.status.set_version("0.1.0");
  hub_.status.set_store("sqlite data/helhet.db");
  hub_.status.set_start_time("2025-01-01T08:00:00Z");
  hub_.status.mutable_municipalities(1)->set_facts(91234);
  hub_.status.mutable_municipalities(1)->add_silent_measures("fakturaer");
  const auto result = hub_.Run({"status"});
  EXPECT_TRUE(Holds(result.out, "helhet 0.1.0, oppe siden 01.01.2025 09:00\nLager: sqlite data/helhet.db\n")) << result.out;
  EXPECT_TRUE(Holds(result.out, "91\u00A0234")) << result.out;
  EXPECT_TRUE(Holds(result.out, "Levanger: fakturaer har ikke hørt noe nytt på lenge.")) << result.out;
}

TEST_F(CommandsTest, GiveProgramsTheApisOwnMessages) {
  const auto json = hub_.Run({"--output", "json", "status"});
  EXPECT_TRUE(Holds(json.out, "\"municipality_id\": \"5037\"")) << json.out;
  EXPECT_TRUE(Holds(json.out, "\"failing_connectors\": 0")) << "a counter of 0 is a figure";
  const auto csv = hub_.Run({"status", "--output=csv"});
  EXPECT_EQ(csv.out, "municipality_id,name,connectors,failing_connectors,facts,waiting_facts,quarantined,dirty_cells,example_data\r\n"
                     "5006,Steinkjer,0,0,0,0,0,0,\r\n5037,Levanger,0,0,0,0,0,0,\r\n");
}

TEST_F(CommandsTest, ApplyFilesAndShowWhatChanged) {
  auto* created = hub_.applied.add_changes();
  created->set_municipality_id("5037");
  created->set_kind("unit");
  created->set_resource_id("a");
  created->set_action(api::v1::CHANGE_ACTION_CREATED);
  auto* updated = hub_.applied.add_changes();
  *updated = *created;
  updated->set_kind("measure");
  updated->set_action(api::v1::CHANGE_ACTION_UPDATED);
  auto* field = updated->add_fields();
  field->set_path("targets[2].value");
  field->set_after("90");
  hub_.applied.add_changes()->set_action(api::v1::CHANGE_ACTION_UNCHANGED);
  const std::string file = File("kind: Unit\nmunicipality: \"5037\"\nunit_id: a\nname: ${NAVN}\n");

  const auto result = hub_.Run({"apply", "-f", file, "--set", "NAVN=Enhet a"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(hub_.apply_request.resources(0).unit().name(), "Enhet a");
  EXPECT_EQ(hub_.apply_request.resources(0).origin(), file + ":1");
  EXPECT_FALSE(hub_.apply_request.validate_only());
  EXPECT_EQ(result.out, "+ 5037 unit                1  a\n~ 5037 measure a\n      targets[2].value: (tom) → 90\nOpprettet 1, endret 1, uendret 1.\n");

  const auto dry = hub_.Run({"apply", "--dry-run", "-f", file, "--set", "NAVN=Enhet a", "--lang", "en"});
  EXPECT_TRUE(hub_.apply_request.validate_only());
  EXPECT_TRUE(Holds(dry.out, "Would create 1, update 1 and leave 1. Nothing is changed.")) << dry.out;
}

TEST_F(CommandsTest, SendNothingWhenAFileHasFaults) {
  const auto result = hub_.Run({"apply", "-f", File("kind: Unit\nmunicipality: \"5037\"\nunit: a\nnam: b\n")});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(hub_.apply_request.resources_size(), 0);
  EXPECT_TRUE(Holds(result.err, "Feil:\n")) << result.err;
  EXPECT_TRUE(Holds(result.err, ".yaml:3: unit: unknown key")) << result.err;
  EXPECT_TRUE(Holds(result.err, ".yaml:4: nam: unknown key")) << result.err;
}

TEST_F(CommandsTest, CheckFilesWithoutAHub) {
  hub_.failure = grpc::Status(grpc::StatusCode::UNAVAILABLE, "nobody is home");
  const std::string unit = "kind: Unit\nmunicipality: \"5037\"\nunit_id: a\nname: A\nparent_id: b\n";
  const auto part = hub_.Run({"check", "-f", File(unit)});
  EXPECT_EQ(part.exit_code, 0) << part.err;
  EXPECT_EQ(part.out, "I orden: 1 ressurser.\n");
  EXPECT_TRUE(Holds(part.err, "Kommunen 5037 står ikke i filene")) << part.err;
  const auto whole = hub_.Run({"check", "-f", File(unit + "---\nkind: Municipality\nmunicipality: \"5037\"\nname: Levanger\n")});
  EXPECT_EQ(whole.exit_code, 2);
  EXPECT_TRUE(Holds(whole.err, "its parent 'b' does not exist")) << whole.err;
  const auto measure = hub_.Run({"check", "-f", File("kind: Measure\nmunicipality: \"5037\"\nmeasure_id: m\ntitle: M\ndefinition: D\nmeasurement_unit: count\n"
                                                     "formula: n\nterms: [{ name: n, facts: invoise, aggregate: count }]\n")});
  EXPECT_EQ(measure.exit_code, 2);
  EXPECT_TRUE(Holds(measure.err, "invoise")) << measure.err;
  const auto connector = hub_.Run({"check", "-f", File("kind: Connector\nmunicipality: \"5037\"\nconnector_id: c\nplugin: ehf\ntitle: T\nschedule: 61 * * * *\n")});
  EXPECT_EQ(connector.exit_code, 2);
  EXPECT_TRUE(Holds(connector.err, "connector 'c': schedule")) << connector.err;
}

TEST_F(CommandsTest, ExportYamlThatReadsBackTheSame) {
  auto* resource = hub_.exported.add_resources();
  resource->set_municipality_id("5037");
  resource->mutable_unit()->set_unit_id("a");
  resource->mutable_unit()->set_name("Økonomi");
  const auto result = hub_.Run({"export"});
  const auto again = configuration::ReadResources(result.out, "x", {});
  ASSERT_TRUE(again.ok()) << again.status().message();
  EXPECT_EQ(again->front().unit().name(), "Økonomi");
  EXPECT_EQ(hub_.Run({"export", "--output", "csv"}).exit_code, 2);
}

TEST_F(CommandsTest, TellWhatEachEditionChangedAndWriteOneAsItWas) {
  auto* second = hub_.editions.add_editions();
  second->set_version(2);
  second->set_stated_at("2024-10-04T08:30:00Z");
  auto* field = second->add_fields();
  field->set_path("price_tolerance_basis_points");
  field->set_before("100");
  field->set_after("200");
  auto* first = hub_.editions.add_editions();
  first->set_version(1);
  first->set_stated_at("2023-01-02T08:30:00Z");
  const auto list = hub_.Run({"editions", "purchasing_rules", "innkjop", "--municipality", "5037"});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_EQ(list.out, "Utgave 2, lagt inn 04.10.2024 10:30\n      price_tolerance_basis_points: 100 → 200\nUtgave 1, lagt inn 02.01.2023 09:30\n");

  hub_.edition.mutable_resource()->set_municipality_id("5037");
  hub_.edition.mutable_resource()->mutable_purchasing_rules()->set_purchasing_rules_id("innkjop");
  hub_.edition.mutable_resource()->mutable_purchasing_rules()->set_price_tolerance_basis_points(100);
  const auto shown = hub_.Run({"editions", "purchasing_rules", "innkjop", "--show", "1", "--municipality", "5037"});
  const auto read = configuration::ReadResources(shown.out, "x", {});
  ASSERT_TRUE(read.ok()) << read.status().message();
  EXPECT_EQ(read->front().purchasing_rules().price_tolerance_basis_points(), 100);
}

TEST_F(CommandsTest, FindTheMunicipalityThatHasASheet) {
  hub_.sheets["5037"].add_a3s()->set_a3_id("avtalelojalitet");
  hub_.sheet.mutable_a3()->set_title("Avtalelojalitet");
  const auto result = hub_.Run({"a3", "show", "avtalelojalitet"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(Holds(result.out, "A3 · Avtalelojalitet")) << result.out;
  EXPECT_TRUE(Holds(result.out, "--municipality 5037")) << result.out;
  const auto none = hub_.Run({"a3", "show", "ukjent"});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_EQ(none.err, "Feil: arket ukjent finnes ikke\nGjør dette: se hva som finnes med helhet a3 list\n");
}

TEST_F(CommandsTest, ShowAnActionAsOverdueByTheDayInNorway) {
  hub_.sheets["5037"].add_a3s()->set_a3_id("ark");
  hub_.sheet.mutable_template_()->add_boxes()->set_box(model::v1::A3_BOX_ACTIONS);
  auto* action = hub_.sheet.mutable_a3()->add_actions();
  action->set_text("Kurs");
  action->set_due_date("2024-12-31");
  hub_.now_s = 1735685999;  // 23:59:59 in Norway, an hour before midnight UTC
  EXPECT_FALSE(Holds(hub_.Run({"a3", "show", "ark"}).out, "over frist"));
  ++hub_.now_s;
  EXPECT_TRUE(Holds(hub_.Run({"a3", "show", "ark"}).out, "over frist"));
}

TEST_F(CommandsTest, ListSheetsAndBenefitsWithoutBreakingTheirIdentifiers) {
  auto* sheet = hub_.sheets["5037"].add_a3s();
  sheet->set_a3_id("avtalelojalitet-2024");
  sheet->set_title("Avtalelojalitet i hele kommunen");
  sheet->set_edition(12);
  sheet->set_date("2024-03-31");
  sheet->set_state(model::v1::A3_STATE_IN_FOLLOW_UP);
  sheet->set_owner("Kommunedirektør");
  auto* benefit = hub_.benefits.add_benefits()->mutable_benefit();
  benefit->set_benefit_id("enklere-a-kjope-riktig");
  benefit->set_title("Frigjort tid fra fakturabehandling");
  benefit->set_type(model::v1::BENEFIT_TYPE_QUALITY);
  benefit->set_responsible("Kommunedirektør");
  benefit->set_target_value(113334.25);
  for (const auto& [command, id] : {std::pair("a3", "avtalelojalitet-2024"), std::pair("benefit", "enklere-a-kjope-riktig")}) {
    const auto result = hub_.Run({command, "list", "--municipality", "5037"});
    EXPECT_TRUE(Holds(result.out, id)) << result.out;
    EXPECT_TRUE(Holds(result.out, "Kommunedirektør")) << result.out;
    std::istringstream lines(result.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(DisplayWidth(line), 80) << line;
  }
}

TEST_F(CommandsTest, TellHowExportsGo) {
  auto* sent = hub_.exports.add_exports();
  sent->mutable_export_()->set_export_id("maltall");
  sent->mutable_export_()->set_title("Måltall til styringsverktøyet");
  sent->mutable_export_()->set_connector_id("styring");
  sent->set_next_time("2025-01-02T05:00:00Z");
  sent->mutable_last_delivery()->set_event(api::v1::DELIVERY_EVENT_EXPORTED);
  sent->mutable_last_delivery()->set_state(api::v1::DELIVERY_STATE_SENT);
  sent->mutable_last_delivery()->set_send_time("2025-01-01T05:00:10Z");
  auto* failed = hub_.exports.add_exports();
  failed->mutable_export_()->set_export_id("gevinster");
  failed->mutable_problem()->set_what("for mange rader");
  const auto listed = hub_.Run({"exports", "list", "--municipality", "5037"});
  EXPECT_TRUE(Holds(listed.out, "maltall")) << listed.out;
  EXPECT_TRUE(Holds(listed.out, "sendt 01.01.2025")) << listed.out;
  EXPECT_TRUE(Holds(listed.out, "for hånd")) << listed.out;
  EXPECT_TRUE(Holds(listed.out, "for mange rader")) << listed.out;
  std::istringstream lines(listed.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(DisplayWidth(line), 80) << line;

  hub_.export_run.mutable_delivery()->set_delivery_id("5037/export/maltall/2025-01-01T00:00:00Z");
  EXPECT_TRUE(Holds(hub_.Run({"exports", "run", "maltall", "--municipality", "5037"}).out, "5037/export/maltall/2025-01-01T00:00:00Z er på vei ut."));
  hub_.export_pieces = {"unit;value\r\n", "a;1,5\r\n"};
  EXPECT_EQ(hub_.Run({"exports", "show", "maltall", "--municipality", "5037"}).out, "unit;value\r\na;1,5\r\n");
  EXPECT_TRUE(Holds(hub_.Run({"exports", "show", "borte", "--municipality", "5037"}).err, "borte"));
}

TEST_F(CommandsTest, TellWhereADocumentStandsOnItsWayToTheArchive) {
  auto* sent = hub_.deliveries.add_deliveries();
  sent->set_delivery_id("5037/avtaler/3/decided");
  sent->set_title("A3 Avtaler, utgave 3, vedtatt");
  sent->set_connector_id("arkiv");
  sent->set_state(api::v1::DELIVERY_STATE_SENT);
  sent->set_send_time("2025-12-17T23:30:00Z");
  auto* failed = hub_.deliveries.add_deliveries();
  failed->set_state(api::v1::DELIVERY_STATE_FAILED);
  failed->mutable_problem()->set_what("arkivet er fullt");
  failed->mutable_problem()->set_remedy("rydd");
  const auto listed = hub_.Run({"delivery", "list", "--municipality", "5037"});
  EXPECT_TRUE(Holds(listed.out, "arkivert 18.12.2025")) << "the day in Norway: " << listed.out;
  EXPECT_TRUE(Holds(listed.out, "5037/avtaler/3/decided")) << listed.out;
  EXPECT_TRUE(Holds(listed.out, "arkivet er fullt; rydd")) << listed.out;
  *hub_.retried.mutable_delivery() = *sent;
  EXPECT_EQ(hub_.Run({"delivery", "retry", "5037/avtaler/3/decided", "--connector", "nytt"}).out, "5037/avtaler/3/decided blir prøvd på nytt nå.\n");
  EXPECT_EQ(hub_.retry_request.municipality_id(), "5037");
  EXPECT_EQ(hub_.retry_request.connector_id(), "nytt");

  hub_.sheets["5037"].add_a3s()->set_a3_id("ark");
  auto* filing = hub_.sheet.add_filings();
  filing->set_edition(3);
  filing->set_event(api::v1::DELIVERY_EVENT_DECIDED);
  filing->set_state(api::v1::DELIVERY_STATE_WAITING);
  EXPECT_TRUE(Holds(hub_.Run({"a3", "show", "ark", "--lang", "en"}).out, "edition 3, decision: awaiting filing"));
}

TEST_F(CommandsTest, ShowRefusedRecordsAsBlocks) {
  auto* record = hub_.quarantine.add_records();
  record->set_connector_id("faktura");
  record->set_natural_key("ordre.xml");
  record->set_locator("2024-01.zip!ordre.xml");
  record->set_what("an order, not an invoice");
  record->set_remedy("take it away");
  const auto result = hub_.Run({"quarantine", "list", "--municipality", "5037"});
  EXPECT_EQ(result.out, "Levanger faktura  ordre.xml  (2024-01.zip!ordre.xml)\n    an order, not an invoice\n    Gjør dette: take it away\n");
}

TEST_F(CommandsTest, MapACodeForTheOnlyMunicipalityMeant) {
  const std::vector<std::string> map = {"unmapped", "map", "buyer_reference", "L-1250", "b-5"};
  EXPECT_EQ(hub_.Run(map).exit_code, 2);
  hub_.mapped.set_mapped_facts(218);
  hub_.mapped.set_recomputed(1420);
  auto in_levanger = map;
  in_levanger.insert(in_levanger.end(), {"--municipality", "5037", "--from", "2024-01-01"});
  const auto result = hub_.Run(in_levanger);
  EXPECT_EQ(result.out, "218 bilag har fått enhet, og 1\u00A0420 tall er regnet ut på nytt.\n");
  EXPECT_EQ(hub_.map_request.municipality_id(), "5037");
  EXPECT_EQ(hub_.map_request.unit_id(), "b-5");
  EXPECT_EQ(hub_.map_request.valid_from(), "2024-01-01");
}

TEST_F(CommandsTest, ShowARefusedRecordsContentWithoutHarm) {
  auto* record = hub_.quarantine.add_records();
  record->set_connector_id("faktura");
  record->set_natural_key("x.xml");
  hub_.environment["HELHET_MUNICIPALITY"] = "5037";
  *hub_.quarantined.mutable_record() = *record;
  hub_.quarantined.mutable_record()->set_what("an order (…trns:order:3), not an invoice");
  hub_.quarantined.mutable_record()->set_code("not_an_invoice");
  hub_.quarantined.set_raw("<Order>\n\x1b[2J</Order>");
  hub_.quarantined.set_raw_length(20);
  const auto result = hub_.Run({"quarantine", "show", "faktura", "x.xml"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(Holds(result.out, "not an invoice (not_an_invoice)")) << result.out;
  EXPECT_TRUE(Holds(result.out, "  <Order>\n  \uFFFD[2J</Order>\n")) << result.out;
}

TEST_F(CommandsTest, ReplayRefusedRecordsAndSayWhatBecameOfThem) {
  auto* record = hub_.quarantine.add_records();
  record->set_connector_id("faktura");
  record->set_natural_key("x.xml");
  hub_.environment["HELHET_MUNICIPALITY"] = "5037";
  hub_.replayed.set_replayed(3);
  hub_.replayed.set_stored(2);
  hub_.replayed.set_refused(1);
  const auto result = hub_.Run({"quarantine", "replay", "faktura", "x.xml", "--stream", "invoices"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, "Lest på nytt: 3. Lagret: 2. Avvist igjen: 1. Uten bevart innhold: 0.\n");
  EXPECT_EQ(hub_.replay_request.natural_keys(0), "x.xml");
  EXPECT_EQ(hub_.replay_request.stream(), "invoices");
}

TEST_F(CommandsTest, PrintATokenAloneOnTheOutputStream) {
  hub_.token.set_token("helhet.-.1.abc");
  hub_.token.set_expire_time("2026-01-01T00:00:00Z");
  const auto result = hub_.Run({"token", "create", "--title", "skript", "--role", "reader", "--for", "*"});
  EXPECT_EQ(result.out, "helhet.-.1.abc\n");
  EXPECT_EQ(result.err, "Tokenet vises bare denne gangen. Det varer til 01.01.2026 01:00.\n");
  EXPECT_EQ(hub_.token_request.municipality_id(), "*");
}

TEST_F(CommandsTest, TellAFailureWithItsSettingAndRemedy) {
  plugin::v1::Problem problem;
  problem.set_code("folder_not_found");
  problem.set_what("there is no folder /data/x");
  problem.set_setting("settings.folder");
  problem.set_remedy("make it, or change the setting");
  hub_.failure = grpc::Status(grpc::StatusCode::FAILED_PRECONDITION, problem.what(), problem.SerializeAsString());
  const auto result = hub_.Run({"plugin", "list"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.err, "Feil: there is no folder /data/x\nInnstilling: settings.folder\nGjør dette: make it, or change the setting\n");
}

TEST_F(CommandsTest, TellTheCommonestFailuresInTheReadersLanguage) {
  plugin::v1::Problem problem;
  problem.set_code("measure_not_found");
  problem.set_what("measure 'x': there is none");
  problem.set_remedy("look at the list");
  hub_.failure = grpc::Status(grpc::StatusCode::NOT_FOUND, problem.what(), problem.SerializeAsString());
  EXPECT_EQ(hub_.Run({"plugin", "list"}).err, "Feil: måltall 'x': det finnes ikke\nGjør dette: se hva som finnes med helhet measure list\n");
  EXPECT_EQ(hub_.Run({"plugin", "list", "--lang", "nn"}).err, "Feil: måltal 'x': det finst ikkje\nGjer dette: sjå kva som finst med helhet measure list\n");
  EXPECT_EQ(hub_.Run({"plugin", "list", "--lang", "en"}).err, "Error: measure 'x': there is none\nWhat to do: look at the list\n");
}

TEST_F(CommandsTest, TellWhatTheHubSaysApartFromThatThereIsNoHub) {
  hub_.failure = grpc::Status(grpc::StatusCode::UNAVAILABLE, "failed to connect to all addresses");
  const auto gone = hub_.Run({"status"});
  EXPECT_EQ(gone.exit_code, 3);
  EXPECT_TRUE(Holds(gone.err, "får ikke kontakt med huben på hub.test:1")) << gone.err;
  hub_.failure = grpc::Status(grpc::StatusCode::UNAVAILABLE, "Ssl handshake failed: CERTIFICATE_VERIFY_FAILED");
  const auto certificate = hub_.Run({"status", "--lang", "en"});
  EXPECT_EQ(certificate.exit_code, 3);
  EXPECT_TRUE(Holds(certificate.err, "has a certificate that was not issued by")) << certificate.err;
  hub_.failure = grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "the token has ended");
  EXPECT_EQ(hub_.Run({"status"}).exit_code, 3);
  plugin::v1::Problem busy;
  busy.set_what("the store is busy");
  hub_.failure = grpc::Status(grpc::StatusCode::UNAVAILABLE, "the store is busy", busy.SerializeAsString());
  EXPECT_EQ(hub_.Run({"status"}).exit_code, 1) << "the hub is there, and says so";
}

TEST_F(CommandsTest, LetReadersOfSheetsSayTheirMunicipality) {
  hub_.status_failure = grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "a representative may not");
  hub_.sheets["5037"].add_a3s()->set_a3_id("avtalelojalitet");
  EXPECT_EQ(hub_.Run({"a3", "list"}).exit_code, 1);
  const auto result = hub_.Run({"a3", "list", "--municipality", "5037"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(Holds(result.out, "avtalelojalitet")) << result.out;
}

}  // namespace
}  // namespace helhet::cli
