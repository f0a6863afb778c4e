// The model case's organisation A3 through a year: from the follow-up of 2024 over the draft, the deep dive, the treatment and the
// adoption of 2025 to the start of 2026, with a refused move for each rule. Once by the command line, once by the API.
#include <google/protobuf/text_format.h>

#include <functional>
#include <sstream>

#include "core/cli/hub.h"
#include "core/configuration/yaml_resources.h"
#include "tests/integration/command_line_test.h"

namespace helhet::testing {
namespace {

using model::v1::A3;

constexpr char kConfig[] = HELHET_SOURCE_DIR "/deploy/model_case/config";

// What is decided: `kommunestyret 2025-06-18 PS 41/25`; of a submission nothing is said yet.
struct Case {
  std::string date;
  std::string number;
  std::string text = "";
};

// One way to a hub. What fails gives the hub's words, what goes well nothing.
class Way {
 public:
  virtual ~Way() = default;
  virtual std::string Move(const std::string& a3_id, model::v1::A3State state, const std::optional<Case>& treated, const std::string& note) = 0;
  virtual std::string DeepDive(const std::string& a3_id, const std::string& action_id, const std::string& deep_dive_id) = 0;
  virtual std::string FollowUp(const std::string& a3_id, const std::string& period) = 0;
  virtual std::string Next(const std::string& a3_id, const std::string& next_id) = 0;
  virtual std::string Edit(const std::string& a3_id, const std::function<void(A3&)>& edit) = 0;
  virtual std::string Steps(const std::string& a3_id) = 0;
};

class ByCommandLine : public Way {
 public:
  ByCommandLine(std::function<Printed(const std::string&)> helhet, std::filesystem::path folder) : helhet_(std::move(helhet)), folder_(std::move(folder)) {}

  std::string Move(const std::string& a3_id, model::v1::A3State state, const std::optional<Case>& treated, const std::string& note) override {
    std::string state_name = model::v1::A3State_Name(state).substr(std::string("A3_STATE_").size());
    std::transform(state_name.begin(), state_name.end(), state_name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::string command = "a3 move " + a3_id + " " + state_name;
    if (treated) command += " --decided " + treated->date + " --body kommunestyret --case '" + treated->number + "'";
    if (treated && !treated->text.empty()) command += " --text '" + treated->text + "'";
    if (!note.empty()) command += " --note '" + note + "'";
    return Told(command);
  }
  std::string DeepDive(const std::string& a3_id, const std::string& action_id, const std::string& deep_dive_id) override {
    return Told("a3 deep-dive " + a3_id + " " + action_id + " " + deep_dive_id);
  }
  std::string FollowUp(const std::string& a3_id, const std::string& period) override { return Told("a3 follow-up " + a3_id + " " + period + " --note 'som planlagt'"); }
  std::string Next(const std::string& a3_id, const std::string& next_id) override { return Told("a3 next " + a3_id + " " + next_id); }
  // As a person does it: exported, changed in a file, applied.
  std::string Edit(const std::string& a3_id, const std::function<void(A3&)>& edit) override {
    const auto exported = configuration::ReadResources(helhet_("export --kind a3 --municipality 5037").text, "export", {});
    if (!exported.ok()) return exported.status().message();
    for (api::v1::Resource resource : *exported) {
      if (resource.a3().a3_id() != a3_id) continue;
      edit(*resource.mutable_a3());
      std::ofstream(folder_ / "changed.yaml") << configuration::WriteResources({resource});
      return Told("apply -f " + (folder_ / "changed.yaml").string());
    }
    return "no sheet " + a3_id;
  }
  std::string Steps(const std::string& a3_id) override { return helhet_("a3 steps " + a3_id + " --output csv").text; }

 private:
  std::string Told(const std::string& command) const {
    const Printed printed = helhet_(command);
    return printed.exit_code == 0 ? "" : printed.text;
  }

  const std::function<Printed(const std::string&)> helhet_;
  const std::filesystem::path folder_;
};

class ByApi : public Way {
 public:
  explicit ByApi(const cli::ClientFile& client) : hub_(cli::Dial(client), client, cli::Language::kEnglish) {}

  std::string Move(const std::string& a3_id, model::v1::A3State state, const std::optional<Case>& treated, const std::string& note) override {
    auto request = About<api::v1::MoveA3Request>(a3_id);
    request.set_etag(Newest(a3_id).etag());
    request.set_state(state);
    request.set_note(note);
    if (treated) {
      request.mutable_decision()->set_date(treated->date);
      request.mutable_decision()->set_body("kommunestyret");
      request.mutable_decision()->set_case_number(treated->number);
      request.mutable_decision()->set_text(treated->text);
      request.mutable_decision()->set_adopted(state == model::v1::A3_STATE_ADOPTED);
    }
    return hub_.Ask(hub_.a3s, &Sheets::MoveA3, request).status().message();
  }
  std::string DeepDive(const std::string& a3_id, const std::string& action_id, const std::string& deep_dive_id) override {
    auto request = About<api::v1::StartDeepDiveRequest>(a3_id);
    request.set_action_id(action_id);
    request.set_deep_dive_id(deep_dive_id);
    return hub_.Ask(hub_.a3s, &Sheets::StartDeepDive, request).status().message();
  }
  std::string FollowUp(const std::string& a3_id, const std::string& period) override {
    auto request = About<api::v1::RecordFollowUpRequest>(a3_id);
    request.set_period(period);
    request.set_note("som planlagt");
    return hub_.Ask(hub_.a3s, &Sheets::RecordFollowUp, request).status().message();
  }
  std::string Next(const std::string& a3_id, const std::string& next_id) override {
    auto request = About<api::v1::StartNextCycleRequest>(a3_id);
    request.set_next_id(next_id);
    return hub_.Ask(hub_.a3s, &Sheets::StartNextCycle, request).status().message();
  }
  std::string Edit(const std::string& a3_id, const std::function<void(A3&)>& edit) override {
    api::v1::UpdateA3Request request;
    request.set_municipality_id("5037");
    *request.mutable_a3() = Newest(a3_id);
    edit(*request.mutable_a3());
    return hub_.Ask(hub_.a3s, &Sheets::UpdateA3, request).status().message();
  }
  std::string Steps(const std::string& a3_id) override {
    const auto listed = hub_.Ask(hub_.a3s, &Sheets::ListA3Steps, About<api::v1::ListA3StepsRequest>(a3_id));
    return listed.ok() ? listed->Utf8DebugString() : listed.status().message();
  }

 private:
  using Sheets = api::v1::A3Service::Stub;

  template <typename Request>
  static Request About(const std::string& a3_id) {
    Request request;
    request.set_municipality_id("5037");
    request.set_a3_id(a3_id);
    return request;
  }
  A3 Newest(const std::string& a3_id) {
    const auto sheet = hub_.Ask(hub_.a3s, &Sheets::GetA3, About<api::v1::GetA3Request>(a3_id));
    EXPECT_TRUE(sheet.ok()) << sheet.status().message();
    return sheet.ok() ? sheet->a3() : A3();
  }

  cli::Hub hub_;
};

class ModelCaseYearTest : public CommandLineTest, public ::testing::WithParamInterface<bool> {
 protected:
  void SetUp() override {
    CommandLineTest::SetUp();
    // Its sources stay unread: the process asks for what people state.
    Goes(std::string("apply -f ") + kConfig + " --set MODEL_CASE=" + (folder_ / "case").string());
    way_ = WayBy(folder_ / "hub" / "client.yaml");
  }

  // The way of whoever the client file is of.
  std::unique_ptr<Way> WayBy(const std::filesystem::path& client_file) {
    if (!GetParam()) {
      const auto helhet = [client_file](const std::string& arguments) { return RunProgram("helhet --client " + client_file.string() + " --lang en " + arguments + " 2>&1"); };
      return std::make_unique<ByCommandLine>(helhet, folder_.path());
    }
    const auto client = cli::ReadClientFile(client_file);
    EXPECT_TRUE(client.ok()) << client.status().message();
    return std::make_unique<ByApi>(*client);
  }
  // The way of somebody with another role.
  std::unique_ptr<Way> WayOf(const std::string& role) {
    const Printed token = RunProgram("helhet --data " + (folder_ / "hub").string() + " token create --for 5037 --role " + role + " --title " + role + " 2>/dev/null");
    EXPECT_EQ(token.exit_code, 0) << token.text;
    const auto administrator = cli::ReadClientFile(folder_ / "hub" / "client.yaml");
    std::ofstream(folder_ / (role + ".yaml")) << "address: " << administrator->address << "\nca_file: " << administrator->ca_file.string() << "\ntoken: " << token.text;
    std::filesystem::permissions(folder_ / (role + ".yaml"), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return WayBy(folder_ / (role + ".yaml"));
  }

  void Moves(const std::string& a3_id, model::v1::A3State state, const std::optional<Case>& treated = {}, const std::string& note = "") {
    EXPECT_EQ(way_->Move(a3_id, state, treated, note), "") << a3_id << " to " << model::v1::A3State_Name(state);
  }
  void Refused(const std::string& said, const std::string& why) { EXPECT_NE(said.find(why), std::string::npos) << "said: '" << said << "'"; }
  void RefusesToMove(const std::string& a3_id, model::v1::A3State state, const std::string& why, const std::optional<Case>& treated = {}) {
    Refused(way_->Move(a3_id, state, treated, ""), why);
  }
  void Edits(const std::string& a3_id, const std::function<void(A3&)>& edit) { EXPECT_EQ(way_->Edit(a3_id, edit), ""); }

  std::unique_ptr<Way> way_;
};

template <typename Message>
void AddText(const std::string& text, Message* message) {
  EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(text, message)) << text;
}

TEST_P(ModelCaseYearTest, GoesFromLastYearsFollowUpToNextYearsStart) {
  using namespace model::v1;
  const std::string last = "levanger-virksomhet", year = "levanger-2025", dive = "vikarbruk-2025";
  // Last year is followed up while this one is drafted.
  RefusesToMove(last, A3_STATE_CLOSED, "2024-Q4 has not been followed up");
  EXPECT_EQ(way_->Next(last, year), "");
  Refused(way_->Next(last, "levanger-2025-igjen"), "levanger-2025");
  for (const char* quarter : {"2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"}) EXPECT_EQ(way_->FollowUp(last, quarter), "");
  Moves(last, A3_STATE_CLOSED);

  RefusesToMove(year, A3_STATE_ADOPTED, "no step leads from draft to adopted", Case{"2025-06-18", "PS 41/25", "Vedtas"});
  RefusesToMove(year, A3_STATE_IN_INVESTIGATION, "there is no investigation action");
  Edits(year, [](A3& sheet) {
    AddText("action_id: 'utred-vikarbruk-2025' text: 'Utrede vikarbruk videre' kind: ACTION_KIND_INVESTIGATION responsible: 'Kommunalsjef helse og velferd' due_date: '2025-03-01'", sheet.add_actions());
  });
  const std::string rationale = "Antall innbyggere over 80 år dobles, og de frie inntektene følger ikke etter";
  Edits(year, [](A3& sheet) { sheet.clear_rationale(); });
  RefusesToMove(year, A3_STATE_IN_INVESTIGATION, "rationale: the box is empty");
  Edits(year, [&](A3& sheet) { sheet.set_rationale(rationale); });
  RefusesToMove(year, A3_STATE_IN_INVESTIGATION, "this step rests on no decision", Case{"2025-01-10", "PS 1/25"});
  Moves(year, A3_STATE_IN_INVESTIGATION);
  RefusesToMove(year, A3_STATE_REVISED, "is open and has no deep dive");
  EXPECT_EQ(way_->DeepDive(year, "utred-vikarbruk-2025", dive), "");
  RefusesToMove(year, A3_STATE_REVISED, "its deep dive 'vikarbruk-2025' is a draft");
  RefusesToMove(dive, A3_STATE_SUBMITTED, "root_causes: there is none");
  Edits(dive, [](A3& sheet) {
    sheet.set_owner("Kommunalsjef helse og velferd");
    sheet.set_rationale("Vikarer koster mer enn faste, og brukerne møter nye ansikter");
    AddText("root_cause_id: 'deltid' text: 'Mange små stillinger'", sheet.add_root_causes());
    AddText("action_id: 'heltid' text: 'Lyse ut hele stillinger' kind: ACTION_KIND_CHANGE responsible: 'Personalsjef' due_date: '2025-12-31' root_cause_ids: 'deltid' effort_hours_per_quarter: 40", sheet.add_actions());
    AddText("measure_id: 'innkjop' unit_ids: 'levanger' baseline { period: '2023' } targets { unit_id: 'levanger' value: 100 period: '2026' }", sheet.add_measures());
  });
  Moves(dive, A3_STATE_SUBMITTED);
  RefusesToMove(dive, A3_STATE_DRAFT, "a sheet goes back for a reason");
  Moves(year, A3_STATE_REVISED);

  // What lacks of the revised sheet is told line by line, and then what lacks of the case.
  const Case submission{"2025-05-02", "PS 41/25"};
  Edits(year, [](A3& sheet) { sheet.clear_plan_year(); });
  RefusesToMove(year, A3_STATE_SUBMITTED, "plan_year: it is not stated", submission);
  RefusesToMove(year, A3_STATE_SUBMITTED, "targets: it has none", submission);
  Edits(year, [](A3& sheet) {
    sheet.set_plan_year(2025);
    for (auto& measure : *sheet.mutable_measures()) {
      if (measure.targets().empty()) AddText("unit_id: 'levanger' value: 100 period: '2026'", measure.add_targets());
    }
  });
  RefusesToMove(year, A3_STATE_SUBMITTED, "decision.case_number: it is empty", Case{"2025-05-02", ""});
  Moves(year, A3_STATE_SUBMITTED, submission);
  Refused(way_->Edit(year, [](A3& sheet) { sheet.set_rationale("Noe annet"); }), "levanger-2025");
  Moves(year, A3_STATE_REVISED, {}, "Formannskapet vil se kostnaden");
  Moves(year, A3_STATE_SUBMITTED, submission);

  const auto owner = WayOf("owner");
  Refused(owner->Move(year, A3_STATE_ADOPTED, Case{"2025-06-18", "PS 41/25", "Vedtas"}, ""), "is not for the role owner");
  RefusesToMove(year, A3_STATE_ADOPTED, "decision.text: it is empty", Case{"2025-06-18", "PS 41/25"});
  Moves(year, A3_STATE_ADOPTED, Case{"2025-06-18", "PS 41/25", "Vedtas"});
  Refused(way_->Edit(year, [](A3& sheet) { sheet.set_rationale("Noe annet"); }), "levanger-2025");
  Edits(year, [](A3& sheet) { sheet.mutable_actions(0)->set_status(ACTION_STATUS_IN_PROGRESS); });
  Moves(year, A3_STATE_IN_FOLLOW_UP);
  EXPECT_EQ(way_->Next(year, "levanger-2026"), "");
  RefusesToMove(year, A3_STATE_CLOSED, "2025-Q1 has not been followed up");
  for (const char* quarter : {"2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"}) EXPECT_EQ(way_->FollowUp(year, quarter), "");
  Moves(year, A3_STATE_CLOSED);

  const std::string steps = way_->Steps(year);
  for (const char* what : {"PS 41/25", "Formannskapet vil se kostnaden", "2025-Q4"}) EXPECT_NE(steps.find(what), std::string::npos) << what << "\n" << steps;
  EXPECT_NE(way_->Steps(dive).find("PS 41/25"), std::string::npos) << "the deep dive is adopted by the same decision";
  // The deep dive's action goes on into the year after.
  Edits("levanger-2026", [&](A3& sheet) {
    const auto heltid = std::find_if(sheet.actions().begin(), sheet.actions().end(), [](const Action& action) { return action.text() == "Lyse ut hele stillinger"; });
    EXPECT_NE(heltid, sheet.actions().end()) << sheet.Utf8DebugString();
    EXPECT_EQ(sheet.previous_id(), "levanger-2025");
  });
}

INSTANTIATE_TEST_SUITE_P(Ways, ModelCaseYearTest, ::testing::Bool(), [](const auto& by_api) { return by_api.param ? "Api" : "CommandLine"; });

}  // namespace
}  // namespace helhet::testing
