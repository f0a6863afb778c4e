// benefit freeze, approve, correct, rebaseline and assess: what somebody answers for.
#include "core/cli/benefits.h"
#include "core/cli/display_width.h"
#include "core/cli/texts_benefit.h"
#include "core/cli/texts_common.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages

struct ApprovalArguments {
  std::string name;
  std::string period;
  std::string reason;
  std::string etag;  // of what was seen; empty for what stands now
  model::v1::Assessment assessment;
  bool approve = false;
};

// Prints a sentence to people, and the answer to programs.
ExitCode PrintDone(Session& session, const google::protobuf::Message& answer, const std::string& said, const std::string& id) {
  Table table({{"benefit_id", ""}, {"done", ""}});
  table.Add({id, Cell::Value("", said)});
  if (session.output() != Output::kTable) {
    session.Print(answer, table, text::kNone);
  } else {
    session.out() << Printable(said) << "\n";
  }
  return ExitCode::kOk;
}

// What a call about a benefit begins with.
template <typename Request>
Result<Request> About(Session& session, const ApprovalArguments& arguments) {
  Request request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityWithBenefit(session, arguments.name));
  request.set_benefit_id(arguments.name);
  return request;
}

Result<ExitCode> Freeze(Session& session, const ApprovalArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(auto request, About<FreezeBaselineRequest>(session, arguments));
  HELHET_ASSIGN_OR_RETURN(const auto account, AccountOf(session, request.municipality_id(), arguments.name, {}));
  request.set_etag(account.benefit().etag());
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto frozen, hub->Ask(hub->benefits, &BenefitsStub::FreezeBaseline, request));
  return PrintDone(session, frozen, session.Say(text::kBaselineTaken, frozen.snapshot().period(), arguments.name), arguments.name);
}

Result<ExitCode> Rebaseline(Session& session, const ApprovalArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(auto request, About<RebaselineBenefitRequest>(session, arguments));
  HELHET_ASSIGN_OR_RETURN(const auto account, AccountOf(session, request.municipality_id(), arguments.name, {}));
  request.set_etag(account.benefit().etag());
  request.set_reason(arguments.reason);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto frozen, hub->Ask(hub->benefits, &BenefitsStub::RebaselineBenefit, request));
  return PrintDone(session, frozen, session.Say(text::kBaselineTaken, frozen.snapshot().period(), arguments.name), arguments.name);
}

// The actual of the whole in the first period of an account.
std::string ActualText(Session& session, const GetBenefitResponse& account) {
  for (const auto& figure : account.periods(0).figures()) {
    if (figure.is_whole() && figure.has_actual()) return FormatNumber(figure.actual(), account.measure().decimals(), session.language());
  }
  return session.Say(text::kNotMeasured);
}

Result<ExitCode> Approve(Session& session, const ApprovalArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(auto request, About<ApproveActualRequest>(session, arguments));
  HELHET_ASSIGN_OR_RETURN(const auto account, AccountOf(session, request.municipality_id(), arguments.name, {arguments.period}));
  request.set_period(arguments.period);
  if (!account.periods().empty()) request.set_etag(account.periods(0).etag());
  if (!arguments.etag.empty()) request.set_etag(arguments.etag);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto approved, hub->Ask(hub->benefits, &BenefitsStub::ApproveActual, request));
  return PrintDone(session, approved, session.Say(text::kActualTaken, arguments.period, arguments.name, ActualText(session, account)), arguments.name);
}

Result<ExitCode> Correct(Session& session, const ApprovalArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(auto request, About<ApproveCorrectionRequest>(session, arguments));
  const bool is_baseline = arguments.period.empty();
  HELHET_ASSIGN_OR_RETURN(const auto account, AccountOf(session, request.municipality_id(), arguments.name, is_baseline ? std::vector<std::string>() : std::vector{arguments.period}));
  request.set_kind(is_baseline ? model::v1::BENEFIT_SNAPSHOT_KIND_BASELINE : model::v1::BENEFIT_SNAPSHOT_KIND_ACTUAL);
  request.set_period(arguments.period);
  request.set_reason(arguments.reason);
  if (is_baseline) {
    request.set_etag(account.baseline_etag());
  } else if (!account.periods().empty()) {
    request.set_etag(account.periods(0).etag());
  }
  if (!arguments.etag.empty()) request.set_etag(arguments.etag);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto corrected, hub->Ask(hub->benefits, &BenefitsStub::ApproveCorrection, request));
  return PrintDone(session, corrected, session.Say(text::kCorrectionTaken, corrected.snapshot().period(), arguments.name), arguments.name);
}

Result<ExitCode> Assess(Session& session, const ApprovalArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  const std::string& id = arguments.assessment.assessment_id();
  if (arguments.approve) {
    HELHET_ASSIGN_OR_RETURN(auto request, About<ApproveAssessmentRequest>(session, arguments));
    request.set_assessment_id(id);
    HELHET_ASSIGN_OR_RETURN(const auto approved, hub->Ask(hub->benefits, &BenefitsStub::ApproveAssessment, request));
    return PrintDone(session, approved, session.Say(text::kAssessmentApproved, id, approved.assessment().approved_by()), arguments.name);
  }
  HELHET_ASSIGN_OR_RETURN(auto request, About<AddAssessmentRequest>(session, arguments));
  *request.mutable_assessment() = arguments.assessment;
  if (request.assessment().date().empty()) request.mutable_assessment()->set_date(session.today());
  HELHET_ASSIGN_OR_RETURN(const auto added, hub->Ask(hub->benefits, &BenefitsStub::AddAssessment, request));
  return PrintDone(session, added, session.Say(text::kAssessmentAdded, id), arguments.name);
}

}  // namespace

void AddBenefitApprovalCommands(Commands& commands, CLI::App* benefits) {
  auto arguments = std::make_shared<ApprovalArguments>();
  const auto add = [&](const char* name, const Text& description, Result<ExitCode> (*command)(Session&, const ApprovalArguments&)) {
    CLI::App* app = commands.Add(benefits, name, description, [arguments, command](Session& session) { return command(session, *arguments); });
    app->add_option("NAME", arguments->name, commands.Say(text::kBenefitName))->required();
    return app;
  };
  const auto reason = [&](CLI::App* app) { app->add_option("--reason", arguments->reason, commands.Say(text::kReasonOption))->option_text("TEXT")->required(); };
  add("freeze", text::kBenefitFreeze, Freeze);
  const auto etag = [&](CLI::App* app) { app->add_option("--etag", arguments->etag, commands.Say(text::kApprovedEtag))->option_text("ETAG"); };
  CLI::App* approve = add("approve", text::kBenefitApprove, Approve);
  approve->add_option("PERIOD", arguments->period, commands.Say(text::kApprovedPeriod))->required()->check(APeriod(commands.language()));
  etag(approve);
  CLI::App* correct = add("correct", text::kBenefitCorrect, Correct);
  correct->add_option("PERIOD", arguments->period, commands.Say(text::kCorrectedPeriod))->check(APeriod(commands.language()));
  reason(correct);
  etag(correct);
  reason(add("rebaseline", text::kBenefitRebaseline, Rebaseline));

  CLI::App* assess = add("assess", text::kBenefitAssess, Assess);
  const auto field = [&](const char* option, const Text& description, std::string* (model::v1::Assessment::*set)()) {
    return assess->add_option_function<std::string>(option, [arguments, set](const std::string& value) { *((arguments->assessment.*set)()) = value; }, commands.Say(description));
  };
  field("ID", text::kAssessmentName, &model::v1::Assessment::mutable_assessment_id)->required();
  field("--date", text::kAssessDate, &model::v1::Assessment::mutable_date)->option_text("DATE")->check(ADate(commands.language()));
  field("--author", text::kAssessAuthor, &model::v1::Assessment::mutable_author)->option_text("TEXT");
  field("--method", text::kAssessMethod, &model::v1::Assessment::mutable_method)->option_text("TEXT");
  field("--evidence", text::kAssessEvidence, &model::v1::Assessment::mutable_evidence)->option_text("TEXT");
  field("--text", text::kAssessText, &model::v1::Assessment::mutable_text)->option_text("TEXT");
  assess->add_flag("--approve", arguments->approve, commands.Say(text::kAssessApprove));
}

}  // namespace helhet::cli
