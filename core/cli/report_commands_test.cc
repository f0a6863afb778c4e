// What is printed of what leaders follow up.
#include "core/cli/testing/fake_hub.h"

namespace helhet::cli {
namespace {

bool Holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class ReportCommandsTest : public testing::Test {
 protected:
  void SetUp() override {
    AddMunicipality(hub_, "5037", "Levanger");
    hub_.sheets["5037"].add_a3s()->set_a3_id("ark");
  }
  static void Fill(api::v1::AttentionItem& item) {
    item.set_owner("Rektor");
    item.set_a3_title("Levanger 2026");
    item.set_code("action_past_due");
    item.set_due_date("2026-03-31");
    item.set_text("Tiltaket er over fristen");
    item.set_text_en("It is past its due date");
    item.set_remedy("Avtal en ny frist");
    item.set_remedy_en("Agree on a new one");
  }

  FakeHub hub_;
};

TEST_F(ReportCommandsTest, EachOwnerReadsWhatToLookAtAndWhatToDo) {
  Fill(*hub_.attention.add_items());
  const auto result = hub_.Run({"a3", "attention", "--owner", "Rektor", "--unit", "skole"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(hub_.attention_request.owner(), "Rektor");
  EXPECT_EQ(hub_.attention_request.unit_id(), "skole");
  for (const char* part : {"Rektor", "Tiltaket er", "31.03.2026", "Avtal en"}) EXPECT_TRUE(Holds(result.out, part)) << result.out;
  EXPECT_TRUE(Holds(hub_.Run({"a3", "attention", "--output", "csv", "--lang", "en"}).out,
                    "Rektor,,Levanger 2026,action_past_due,,It is past its due date,2026-03-31,Agree on a new one,"));
  hub_.attention.clear_items();
  EXPECT_EQ(hub_.Run({"a3", "attention"}).out, "Ingenting å se på.\n");
}

TEST_F(ReportCommandsTest, CapacityThatIsNotStatedIsNoZero) {
  auto* load = hub_.load.add_loads();
  load->set_unit_id("skole");
  load->set_period("2026-Q1");
  load->set_committed_hours(40);
  load->set_proposed_hours(70);
  const auto unstated = hub_.Run({"a3", "load", "--from", "2026-Q1", "--quarters", "2"});
  EXPECT_EQ(hub_.load_request.from_period(), "2026-Q1");
  EXPECT_EQ(hub_.load_request.quarters(), 2);
  EXPECT_TRUE(Holds(unstated.out, "ikke oppgitt")) << unstated.out << unstated.err;
  load->set_capacity_hours(100);
  load->set_is_over(true);
  EXPECT_TRUE(Holds(hub_.Run({"a3", "load"}).out, "for mye"));
  EXPECT_TRUE(Holds(hub_.Run({"a3", "load", "--output", "csv"}).out, "skole,,2026-Q1,40,70,100,0,true,"));
  EXPECT_EQ(hub_.Run({"a3", "load", "--quarters", "17"}).exit_code, 2);
}

TEST_F(ReportCommandsTest, ARankingShowsWhatMovesIt) {
  hub_.ranking.set_fitting_method("exact");
  auto* ranked = hub_.ranking.add_actions();
  ranked->mutable_action()->set_action_id("kurs");
  ranked->mutable_action()->set_text("Kurs i e-handel");
  ranked->set_score(53.5);
  for (const char* name : {"benefit", "cost", "certainty", "time", "effort"}) ranked->add_criteria()->set_criterion(name);
  ranked->mutable_criteria(0)->set_value(10'000'000);
  ranked->mutable_criteria(0)->set_points(40);
  ranked->mutable_swap()->set_criterion("certainty");
  ranked->mutable_swap()->set_weight(15);
  ranked->mutable_swap()->set_at_weight(29.5);
  hub_.ranking.add_actions()->mutable_action()->set_action_id("maling");
  const auto result = hub_.Run({"a3", "rank", "ark", "--weight", "cost=30", "--weight", "time=0"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(hub_.rank_request.weights().cost(), 30);
  EXPECT_TRUE(hub_.rank_request.weights().has_time());
  EXPECT_FALSE(hub_.rank_request.weights().has_benefit());
  EXPECT_TRUE(Holds(result.out, "ukjent")) << "what is not known is not 0: " << result.out;
  EXPECT_TRUE(Holds(result.out, "med flest poeng i alt")) << result.out;
  EXPECT_TRUE(Holds(result.out, "«kurs» og «maling» bytter plass når vekten av Sikkerhet går fra 15 til 29,5.")) << result.out;
  EXPECT_TRUE(Holds(hub_.Run({"a3", "rank", "ark", "--output", "csv"}).out, "kurs,Kurs i e-handel,53.5,10000000,,,,,true,certainty=29.5,"));
  for (const char* wrong : {"pris=3", "cost", "cost=", "cost=mye"}) EXPECT_EQ(hub_.Run({"a3", "rank", "ark", "--weight", wrong}).exit_code, 2) << wrong;
}

TEST_F(ReportCommandsTest, AUnitsReportIsReadInFourParts) {
  hub_.report.set_unit_name("Skole");
  hub_.report.set_period("2026-T1");
  auto* measure = hub_.report.add_measures();
  measure->mutable_measure()->set_measure_id("andel");
  measure->mutable_measure()->set_title("Andel");
  measure->mutable_measure()->set_measurement_unit("percent");
  measure->mutable_measure()->set_decimals(1);
  measure->mutable_figure()->set_value(61.5);
  measure->set_target(80);
  auto* action = hub_.report.add_actions();
  action->mutable_action()->set_action_id("kurs");
  action->mutable_action()->set_text("Kurs");
  action->mutable_action()->set_due_date("2026-03-31");
  action->set_is_overdue(true);
  hub_.report.add_benefits()->set_title("Frigjort tid");
  Fill(*hub_.report.add_attention());
  const auto result = hub_.Run({"report", "--unit", "skole", "--period", "2026-T1"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(hub_.report_request.unit_id(), "skole");
  for (const char* part : {"Skole, 2026-T1", "61,5", "ikke målt", "Kurs", "over frist", "Frigjort tid", "Avtal en"}) EXPECT_TRUE(Holds(result.out, part)) << part << result.out;
  const auto csv = hub_.Run({"report", "--unit", "skole", "--period", "2026-T1", "--output", "csv"});
  EXPECT_TRUE(Holds(csv.out, "measure,andel,Andel,,,,,61.5,,,80,")) << csv.out;
  EXPECT_TRUE(Holds(csv.out, "action,kurs,Kurs,,,2026-03-31,not started,,,,,")) << csv.out;
  EXPECT_EQ(hub_.Run({"report", "--unit", "skole"}).exit_code, 2);
}

}  // namespace
}  // namespace helhet::cli
