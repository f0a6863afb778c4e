// benefit, as people and programs read it.
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "core/cli/display_width.h"
#include "core/cli/testing/fake_hub.h"

namespace helhet::cli {
namespace {

class BenefitCommandsTest : public testing::Test {
 protected:
  BenefitCommandsTest() {
    AddMunicipality(hub_, "5037", "Levanger");
    hub_.benefits.add_benefits()->mutable_benefit()->set_benefit_id("frigjort-tid");
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
      benefit { benefit_id: 'frigjort-tid' title: 'Frigjort tid fra fakturabehandling' type: BENEFIT_TYPE_TIME responsible: 'Økonomisjef' etag: 'e1'
                shares { unit_id: 'a' owner: 'Enhetsleder a' } shares { unit_id: 'b' }
                assessments { assessment_id: 'samtaler' date: '2025-02-01' author: 'Rådgiver' text: 'Roligere' } }
      measure { measure_id: 'manuell-fakturatid' title: 'Manuell fakturatid' measurement_unit: 'hours' direction: MEASURE_DIRECTION_DOWN }
      baseline { period: '2023' taken_date: '2024-02-01' taken_by: 'Controller' }
      baseline_correction_awaits: true baseline_etag: 'b1'
      moves { period: '2025-Q3' moved_to_period: '2025-Q4' milestone_action_id: 'bestillere' due_date: '2025-12-01' locked_due_date: '2025-08-01' periods_late: 1 }
      periods { period: '2025-Q1' reference_period: '2023-Q1' etag: 'p1' plan { low_value: 370 expected_value: 386 high_value: 400 expected_effect: 90 } current_plan { expected_effect: 90 }
                approved { snapshot_number: 23 } approved_actual: 100 correction_awaits: true
                figures { unit_id: 'levanger' unit_name: 'Levanger' is_whole: true observation { value: 380 } reference { value: 476 } actual: 96 worth_minor: 4608000 }
                figures { unit_id: 'a' unit_name: 'Enhet a' owner: 'Enhetsleder a' observation { value: 6 } reference { value: 4 } actual: -2 worth_minor: -96000 }
                figures { unit_id: 'b' unit_name: 'Enhet b' not_measured: NOT_MEASURED_NO_FIGURES } }
      periods { period: '2025-Q3' reference_period: '2023-Q3' plan { expected_effect: 120 } stated_forecast_value: 400
                figures { unit_id: 'levanger' is_whole: true reference { value: 500 } not_measured: NOT_MEASURED_NOT_OVER } }
      forecasts { year: '2025' method: FORECAST_METHOD_REALISED_AND_PLANNED realised: 96 planned_rest: 240 forecast: 336 measured_through: '2025-03' })", &hub_.account));
  }

  CommandResult Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "benefit");
    auto result = hub_.Run(arguments);
    std::istringstream lines(arguments.back() == "csv" ? "" : result.out);
    // A command to copy is one line, however long.
    for (std::string line; std::getline(lines, line);) EXPECT_TRUE(DisplayWidth(line) <= 80 || line.starts_with("helhet ")) << line;
    return result;
  }
  static bool Holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

  FakeHub hub_;
};

TEST_F(BenefitCommandsTest, ShowPlannedForecastActualAndApprovedApart) {
  const auto result = Run({"show", "frigjort-tid"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  for (const char* part : {"Nullpunkt 2023, frosset 01.02.2024 av Controller.", "Planen for 2025-Q3 er flyttet til 2025-Q4", "76–106", "96", "100 !", "46\u00A0080", "ikke målt",
                           "Ikke målt i 2025-Q3: perioden er ikke over.", "ingen", "realisert til og med 2025-03", "336",
                           "~ Vurdert 01.02.2025 av Rådgiver: Roligere [venter på godkjenning]",
                           "helhet measure explain manuell-fakturatid --unit levanger --period 2025-Q1"}) {
    EXPECT_TRUE(Holds(result.out, part)) << part << "\n" << result.out;
  }
  // The stated forecast is a level; 500 - 400 is the benefit that it comes to.
  EXPECT_TRUE(Holds(result.out, "2025-Q3")) << result.out;
  EXPECT_TRUE(Holds(result.out, "Retting venter på")) << result.out;
  EXPECT_FALSE(Holds(result.out, " 0 ")) << "what is not measured is never 0\n" << result.out;
}

TEST_F(BenefitCommandsTest, ShowAsRowsForPrograms) {
  const auto result = Run({"show", "frigjort-tid", "--output", "csv"});
  EXPECT_TRUE(result.out.starts_with("period,reference_period,unit_id,owner,value,reference_value,actual,worth_minor,not_measured,")) << result.out;
  EXPECT_TRUE(Holds(result.out, "2025-Q1,2023-Q1,a,Enhetsleder a,6,4,-2,-96000,,\r\n")) << result.out;
  EXPECT_TRUE(Holds(result.out, "2025-Q1,2023-Q1,b,,,,,,not all of it is measured,\r\n")) << result.out;
}

TEST_F(BenefitCommandsTest, ApproveWhatWasSeen) {
  hub_.approved.mutable_snapshot()->set_period("2025-Q1");
  const auto result = Run({"approve", "frigjort-tid", "2025-Q1"});
  EXPECT_EQ(result.out, "2025-Q1 for frigjort-tid er godkjent: 96.\n") << result.err;
  EXPECT_EQ(hub_.approve_request.etag(), "p1");
  EXPECT_EQ(hub_.approve_request.period(), "2025-Q1");
  EXPECT_EQ(Run({"approve", "frigjort-tid", "2025-Q1", "--etag", "sett"}).exit_code, 0);
  EXPECT_EQ(hub_.approve_request.etag(), "sett") << "what one has seen, not what stands now";
  EXPECT_EQ(Run({"approve", "frigjort-tid", "i fjor"}).exit_code, 2);
  EXPECT_EQ(Run({"approve", "ukjent", "2025-Q1"}).exit_code, 2);
}

TEST_F(BenefitCommandsTest, CorrectAPeriodOrTheBaselineAndSayWhy) {
  hub_.corrected.mutable_snapshot()->set_period("2023");
  EXPECT_EQ(Run({"correct", "frigjort-tid"}).exit_code, 2) << "without a reason";
  EXPECT_EQ(Run({"correct", "frigjort-tid", "--reason", "sent"}).out, "Rettingen av 2023 for frigjort-tid er godkjent.\n");
  EXPECT_EQ(hub_.correct_request.kind(), model::v1::BENEFIT_SNAPSHOT_KIND_BASELINE);
  EXPECT_EQ(hub_.correct_request.etag(), "b1");
  EXPECT_EQ(Run({"correct", "frigjort-tid", "2025-Q1", "--reason", "sent"}).exit_code, 0);
  EXPECT_EQ(hub_.correct_request.kind(), model::v1::BENEFIT_SNAPSHOT_KIND_ACTUAL);
  EXPECT_EQ(hub_.correct_request.etag(), "p1");
  EXPECT_EQ(Run({"correct", "frigjort-tid", "--reason", "sent", "--etag", "sett"}).exit_code, 0);
  EXPECT_EQ(hub_.correct_request.etag(), "sett");
}

TEST_F(BenefitCommandsTest, AssessWithTodaysDate) {
  EXPECT_EQ(Run({"assess", "frigjort-tid", "sporring", "--author", "Rådgiver", "--text", "Bedre"}).out, "Vurderingen sporring er lagt til og venter på godkjenning.\n");
  EXPECT_EQ(hub_.assess_request.assessment().date(), "2025-01-01");
  hub_.approved_assessment.mutable_assessment()->set_approved_by("Controller");
  EXPECT_EQ(Run({"assess", "frigjort-tid", "sporring", "--approve"}).out, "Vurderingen sporring er godkjent av Controller.\n");
}

TEST_F(BenefitCommandsTest, ShowTakenOutRealisedAndLeftSideBySide) {
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(effects { benefit_id: 'lavere-fakturagebyr' year: 2025 taken_out_minor: 3000000 realised_minor: 1250000
    lines { line { year: 2025 responsibility: '1000' function: '120' art: '195' amount_minor: 3000000 } original_minor: 9000000 posted_minor: 9500000 left_minor: -500000 } })",
                                                              &hub_.budget_effects));
  const auto result = Run({"budget"});
  for (const char* part : {"1000/120/195", "30\u00A0000", "12\u00A0500", "90\u00A0000", "−5\u00A0000"}) EXPECT_TRUE(Holds(result.out, part)) << part << "\n" << result.out;
}

TEST_F(BenefitCommandsTest, ShowTheMapAndTheGaps) {
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(nodes { node_id: 'ark/action:kurs' title: 'Holde kurs' } nodes { node_id: 'benefit:frigjort-tid' title: 'Frigjort tid' }
    edges { from: 'ark/action:kurs' to: 'benefit:frigjort-tid' })", &hub_.benefit_map));
  const auto map = Run({"map"});
  EXPECT_TRUE(Holds(map.out, "Holde kurs") && Holds(map.out, "benefit:frigjort-tid")) << map.out;
  hub_.sheets["5037"].add_a3s()->set_a3_id("ark");
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString("gaps { measure { measure_id: 'm' title: 'Fakturatid' } unit_id: 'a' unit_name: 'Enhet a' target_value: 50 gap: 70 closed: 24 }", &hub_.gaps));
  const auto gap = Run({"gap", "ark"});
  EXPECT_TRUE(Holds(gap.out, "Fakturatid") && Holds(gap.out, "70") && Holds(gap.out, "24")) << gap.out;
  hub_.gaps.mutable_gaps(0)->set_proposed_to_close(33);
  EXPECT_TRUE(Holds(Run({"gap", "ark"}).out, "33 (foreslått)"));
}

}  // namespace
}  // namespace helhet::cli
