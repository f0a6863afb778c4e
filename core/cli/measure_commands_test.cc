// measure: figures, what they rest on, and what they are made of.
#include <google/protobuf/text_format.h>

#include <fstream>
#include <sstream>

#include "core/cli/display_width.h"
#include "core/cli/testing/fake_hub.h"

namespace helhet::cli {
namespace {

// testing/cases/direktekjop: explanation.txtpb is what the hub answers, the others what a person or a program reads.
// HELHET_REWRITE_CASES=1 writes the latter anew, to be read before it is kept.
std::filesystem::path CaseFile(const std::string& name) { return std::filesystem::path(HELHET_CLI_CASES) / "direktekjop" / name; }

std::string ReadCase(const std::string& name) {
  std::ifstream file(CaseFile(name));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool Holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class MeasureCommandsTest : public testing::Test {
 protected:
  void SetUp() override {
    AddMunicipality(hub_, "5006", "Steinkjer");
    AddMunicipality(hub_, "5037", "Levanger");
  }

  FakeHub hub_;
};

TEST_F(MeasureCommandsTest, AskWhichMunicipalityWhenSeveralHaveTheMeasure) {
  hub_.measures.add_measures()->set_measure_id("fakturaer");
  const auto result = hub_.Run({"measure", "show", "fakturaer"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.err, "Feil: måltallet fakturaer finnes i flere kommuner\nGjør dette: velg med --municipality: 5006 (Steinkjer), 5037 (Levanger)\n");
  hub_.environment["HELHET_MUNICIPALITY"] = "5037";
  EXPECT_EQ(hub_.Run({"measure", "show", "fakturaer"}).exit_code, 0);
  EXPECT_EQ(hub_.Run({"measure", "show", "fakturaer", "--municipality", "9999"}).exit_code, 2);
}

TEST_F(MeasureCommandsTest, ShowAMeasureWithUnitsDownAndTheNewestPeriodsAcross) {
  auto& measure = *hub_.measures.add_measures();
  measure.set_measure_id("andel");
  measure.set_title("Andel");
  measure.set_measurement_unit("percent");
  measure.set_decimals(1);
  *hub_.series.mutable_measure() = measure;
  for (int year = 2019; year <= 2024; ++year) {
    auto* one = hub_.series.add_observations();
    one->set_unit_id("a");
    one->set_period(std::to_string(year));
    if (year != 2023) one->set_value(year - 2000 + 0.5);
  }
  auto* unit = hub_.exported.add_resources()->mutable_unit();
  unit->set_unit_id("a");
  unit->set_name("Enhet a");
  const auto result = hub_.Run({"measure", "show", "andel", "--municipality", "5037"});
  EXPECT_TRUE(Holds(result.out, "Enhet      2020    2021    2022       2023    2024\n"
                                "Enhet a  20,5\u00A0%  21,5\u00A0%  22,5\u00A0%  ikke målt  24,5\u00A0%\n"
                                "\n"
                                "1 eldre perioder vises med --from.\n"))
      << result.out;
  const auto csv = hub_.Run({"measure", "show", "andel", "--municipality", "5037", "--output", "csv"});
  EXPECT_TRUE(Holds(csv.out, "a,2022,22.5,0,0,0,\r\na,2023,,0,0,0,\r\n")) << csv.out;
}

TEST_F(MeasureCommandsTest, TellStatisticsAndProjectionApart) {
  hub_.measures.add_measures()->set_measure_id("innbyggere");
  for (const auto& [name, nb, en] : {std::tuple("history", "Historikk", "History"), std::tuple("projection", "Framskriving", "Projection")}) {
    auto* term = hub_.series.mutable_measure()->add_terms();
    term->set_name(name);
    term->set_title(nb);
    term->set_title_en(en);
    auto* source = hub_.series.add_sources();
    const bool is_projection = std::string(name) == "projection";
    source->set_term(name);
    source->set_provider("ssb");
    source->set_table_id(is_projection ? "14288" : "07459");
    source->set_first_month(is_projection ? "2026-01" : "2000-01");
    source->set_last_month(is_projection ? "2046-01" : "2025-01");
    source->set_projection_round(is_projection ? "2024" : "");
    source->set_projection_alternative(is_projection ? "MMMM" : "");
  }
  for (int year = 2024; year <= 2027; ++year) {
    for (const char* unit : {"levanger", "a"}) {
      auto* one = hub_.series.add_observations();
      one->set_unit_id(unit);
      one->set_period(std::to_string(year));
      if (std::string(unit) == "a") continue;
      one->set_value(year);
      for (const char* name : {"history", "projection"}) {
        auto* term = one->add_terms();
        term->set_name(name);
        term->set_value((std::string(name) == "history") == (year < 2026) ? 7 : 0);
      }
    }
  }
  const auto result = hub_.Run({"measure", "show", "innbyggere", "--municipality", "5037"});
  EXPECT_TRUE(Holds(result.out, "Ikke målt: a.\nBygger på: Historikk 2024–2025, Framskriving 2026–2027\n"
                                "Historikk 2000–2025: SSB tabell 07459\nFramskriving 2026–2046: SSB tabell 14288, framskriving 2024 (MMMM)\n"))
      << result.out;
  const auto english = hub_.Run({"measure", "show", "innbyggere", "--municipality", "5037", "--lang", "en"});
  EXPECT_TRUE(Holds(english.out, "Projection 2026–2046: SSB table 14288, projection 2024 (MMMM)\n")) << english.out;
  *hub_.explanation.mutable_measure() = hub_.series.measure();
  *hub_.explanation.mutable_sources() = hub_.series.sources();
  const auto explained = hub_.Run({"measure", "explain", "innbyggere", "--municipality", "5037"});
  EXPECT_TRUE(Holds(explained.out, "SSB tabell 14288, framskriving 2024 (MMMM)\n")) << explained.out;
}

TEST_F(MeasureCommandsTest, TellWhatAReaderMustKnowInTheReadersLanguage) {
  auto& measure = *hub_.measures.add_measures();
  measure.set_measure_id("andel");
  measure.add_terms()->set_name("n");
  measure.mutable_terms(0)->set_title("Antall");
  *hub_.series.mutable_measure() = measure;
  for (const char* code : {"rebuilding", "unknown_term", "overflow", "unit_missing", "unit_split", "unit_moved", "facts_waiting", "period_incomplete", "another"}) {
    auto* note = hub_.series.add_notes();
    note->set_code(code);
    note->set_term("n");
    note->set_unit_name("Enhet a");
    note->set_period("2024");
    note->set_last_period("2024-03");
    note->set_count(7);
  }
  const auto show = [&](const char* language) { return hub_.Run({"measure", "show", "andel", "--municipality", "5037", "--lang", language}).out; };
  EXPECT_TRUE(Holds(show("nb"), "! 2024: tallene går til og med 2024-03.\n! another\n")) << show("nb");
  EXPECT_TRUE(Holds(show("nb"), "! «Antall» er ukjent for en del av tallene")) << show("nb");
  EXPECT_TRUE(Holds(show("nn"), "! Enhet a har ikkje tal ved utgangen av 2024.\n! Enhet a er delt;")) << show("nn");
  EXPECT_TRUE(Holds(show("en"), "! 7 records wait for a unit")) << show("en");
}

TEST_F(MeasureCommandsTest, ReadMoneyInKronerWhenAFigureIsExplained) {
  auto* measure = hub_.measures.add_measures();
  measure->set_measure_id("innkjop");
  auto* term = measure->add_terms();
  term->set_name("amount");
  term->set_field("tax_exclusive_amount_minor");
  *hub_.explanation.mutable_measure() = *measure;
  hub_.explanation.add_facts()->set_value(3801134);
  auto* value = hub_.explanation.mutable_observation()->add_terms();
  value->set_name("amount");
  value->set_value(4934123652);
  const auto result = hub_.Run({"measure", "explain", "innkjop", "--municipality", "5037", "--unit", "a", "--period", "2024"});
  EXPECT_TRUE(Holds(result.out, "amount = 49\u00A0341\u00A0236,52\n")) << result.out;
  EXPECT_TRUE(Holds(result.out, "38\u00A0011,34\n")) << result.out;
}

TEST_F(MeasureCommandsTest, ExplainTheTopsLatestFigureWhenNoneIsSaid) {
  hub_.measures.add_measures()->set_measure_id("fakturaer");
  for (const char* period : {"2023", "2024", "2025"}) {
    auto* one = hub_.series.add_observations();
    one->set_unit_id("levanger");
    one->set_period(period);
    if (std::string(period) != "2025") one->set_value(1);
  }
  hub_.explanation.set_calculation("123 = 123");
  hub_.explanation.set_total_facts(123);
  hub_.explanation.add_facts()->set_natural_key("faktura-1");
  const auto result = hub_.Run({"measure", "explain", "fakturaer", "--municipality", "5037"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(hub_.explain_request.unit_id(), "levanger");
  EXPECT_EQ(hub_.explain_request.period(), "2024");
  EXPECT_TRUE(Holds(result.out, "Utregning: 123 = 123")) << result.out;
  EXPECT_TRUE(Holds(result.out, "Leddet bygger på 123 bilag; de første 1 vises.")) << result.out;
}

TEST_F(MeasureCommandsTest, ExplainSaysThatAFigureStandsAsItWasSeen) {
  hub_.measures.add_measures()->set_measure_id("dokumenter");
  auto& term = *hub_.explanation.mutable_measure()->add_terms();
  term.set_name("n");
  term.set_facts("archive_document");
  term.set_aggregate(model::v1::AGGREGATE_COUNT);
  term.mutable_standing()->set_from_field("published_date");
  hub_.explanation.set_is_past_as_seen(true);
  const auto explain = [&] {
    return hub_.Run({"measure", "explain", "dokumenter", "--unit", "a", "--period", "2024-01", "--municipality", "5037"}).out;
  };
  EXPECT_TRUE(Holds(explain(), "Tallet står slik det ble sett i perioden.")) << explain();
  EXPECT_FALSE(Holds(explain(), "Leddet bygger på"));
  EXPECT_TRUE(Holds(explain(), "n = COUNT(archive_document), står fra published_date")) << explain();
  term.mutable_standing()->set_until_field("withdrawn_date");
  EXPECT_TRUE(Holds(explain(), "står fra published_date til withdrawn_date")) << explain();
}

TEST_F(MeasureCommandsTest, TellATermBySupplierWithinTheTerminal) {
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(ReadCase("explanation.txtpb"), &hub_.explanation));
  *hub_.measures.add_measures() = hub_.explanation.measure();
  auto* unit = hub_.exported.add_resources()->mutable_unit();
  unit->set_unit_id("a");
  unit->set_name("Enhet a");
  const auto explain = [&](const std::vector<std::string>& more) {
    std::vector<std::string> command = {"measure", "explain", "direktekjop", "--by", "supplier", "--unit", "a", "--period", "2024", "--municipality", "5037", "--limit", "4"};
    command.insert(command.end(), more.begin(), more.end());
    return hub_.Run(command);
  };
  for (const char* language : {"nb", "nn", "en"}) {
    const auto result = explain({"--lang", language});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_TRUE(hub_.explain_request.by_supplier());
    EXPECT_EQ(hub_.explain_request.page_size(), 4);
    const std::string name = std::string(language) + ".txt";
    if (std::getenv("HELHET_REWRITE_CASES") != nullptr) std::ofstream(CaseFile(name)) << result.out;
    EXPECT_EQ(result.out, ReadCase(name));
    std::istringstream lines(result.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(DisplayWidth(line), 80) << line;
  }
  EXPECT_EQ(explain({"--output", "csv"}).out,
            "supplier_organisation_number,supplier_name,facts,value,example_data\r\n"
            "911111111,Byggevarehuset i Innherred og omegn samvirkelag avdeling Levanger sentrum,1180,130000000,\r\n"
            ",,60,3600050,\r\n922222222,,2,,\r\n933333333,'=Kreditert AS,1,-104500,\r\n");
  EXPECT_TRUE(Holds(explain({"--output", "json"}).out, "\"total_suppliers\": \"5\""));
  EXPECT_EQ(hub_.Run({"measure", "explain", "direktekjop", "--by", "buyer"}).exit_code, 2);
}

TEST_F(MeasureCommandsTest, SayHowManySuppliersThereAreWhenAllAreShown) {
  hub_.measures.add_measures()->set_measure_id("fakturaer");
  hub_.explanation.set_total_facts(1243);
  hub_.explanation.set_total_suppliers(1);
  hub_.explanation.add_suppliers()->set_facts(1243);
  const std::vector<std::string> command = {"measure", "explain", "fakturaer", "--unit", "a", "--period", "2024", "--municipality", "5037"};
  auto by_supplier = command;
  by_supplier.insert(by_supplier.end(), {"--by", "supplier"});
  EXPECT_TRUE(Holds(hub_.Run(by_supplier).out, "Leddet bygger på 1\u00A0243 bilag. Leverandører: 1.\n"));
  hub_.Run(command);
  EXPECT_FALSE(hub_.explain_request.by_supplier());
}

}  // namespace
}  // namespace helhet::cli
