// a3 rank: the change actions of a sheet, best first, and what moves them.
#include <algorithm>
#include <charconv>

#include "core/cli/commands.h"
#include "core/cli/display_width.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_report.h"
#include "core/cli/texts_sheet.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages

struct RankArguments {
  std::string name;
  std::vector<std::string> weights;
};

struct Criterion {
  const char* name;
  const Text& text;
};
const Criterion kCriteria[] = {{"benefit", text::kBenefitCriterion}, {"cost", text::kCostCriterion}, {"certainty", text::kCertaintyCriterion},
                               {"time", text::kTimeCriterion}, {"effort", text::kEffortCriterion}};

// Of `cost=30` and so on; the hub has the usual ones.
Result<RankWeights> WeightsOf(const Session& session, const std::vector<std::string>& stated) {
  RankWeights weights;
  for (const std::string& one : stated) {
    const size_t equals = one.find('=');
    const auto* criterion = std::find_if(std::begin(kCriteria), std::end(kCriteria), [&](const Criterion& known) { return one.substr(0, equals) == known.name; });
    double value = 0;
    const char* const end = one.data() + one.size();
    const bool is_number = equals != std::string::npos && std::from_chars(one.data() + equals + 1, end, value).ptr == end && equals + 1 < one.size();
    if (criterion == std::end(kCriteria) || !is_number) {
      return InvalidArgument(session.Say(text::kBadWeight, one)).WithSetting("--weight").WithRemedy(session.Say(text::kHowToWeigh)).WithClass(ErrorClass::kConfiguration);
    }
    weights.GetReflection()->SetDouble(&weights, weights.GetDescriptor()->FindFieldByName(criterion->name), value);
  }
  return weights;
}

// The value for people, with the points that it gives below it.
Cell CriterionCell(const Session& session, const RankCriterion& criterion) {
  const Language in = session.language();
  if (!criterion.has_value()) return Cell::Value(session.Say(text::kUnknown), "").In(Style::kFaint);
  const bool is_money = criterion.criterion() == "benefit" || criterion.criterion() == "cost";
  const std::string value = is_money                                ? FormatKroner(static_cast<int64_t>(criterion.value()), in)
                            : criterion.criterion() == "certainty" ? FormatFigure(100 * criterion.value(), 0, "percent", in)
                                                                    : FormatShort(criterion.value(), in);
  return Cell::Value(value + "\n" + FormatNumber(criterion.points(), 1, in), fmt::format("{}", criterion.value()));
}

const Text& CriterionText(const std::string& name) {
  const auto* criterion = std::find_if(std::begin(kCriteria), std::end(kCriteria), [&](const Criterion& known) { return name == known.name; });
  return criterion == std::end(kCriteria) ? text::kUnknown : criterion->text;
}

Table RankTable(const Session& session, const RankActionsResponse& ranked) {
  const Language in = session.language();
  std::vector<Column> columns = {{"action_id", "", Align::kLeft, false, true}, {"text", session.Say(text::kAction), Align::kLeft, true},
                                 {"score", session.Say(text::kPoints), Align::kRight}};
  for (const auto& criterion : kCriteria) columns.push_back({criterion.name, session.Say(criterion.text), Align::kRight});
  columns.push_back({"fits", session.Say(text::kFits)});
  columns.push_back({"swap", "", Align::kLeft, false, true});
  Table table(std::move(columns));
  for (const auto& one : ranked.actions()) {
    std::vector<Cell> row = {one.action().action_id(), Cell::Titled(one.action().text(), one.action().action_id()),
                             Cell::Value(FormatNumber(one.score(), 1, in), fmt::format("{}", one.score()))};
    for (const auto& criterion : one.criteria()) row.push_back(CriterionCell(session, criterion));
    const Text& fits = one.left_out().empty() ? text::kYes : one.left_out() == "no_room" ? text::kNoRoom : text::kEffortUnknown;
    row.push_back(Cell::Value(session.Say(fits), one.left_out().empty() ? "true" : "false").In(one.left_out().empty() ? Style::kGood : Style::kFaint));
    row.push_back(Cell::Value("", one.has_swap() ? fmt::format("{}={}", one.swap().criterion(), one.swap().at_weight()) : ""));
    table.Add(std::move(row));
  }
  return table;
}

// What moves the ranking, in a sentence for each two that stand beside each other.
void PrintSwaps(Session& session, const RankActionsResponse& ranked) {
  const Language in = session.language();
  for (int i = 0; i + 1 < ranked.actions_size(); ++i) {
    if (!ranked.actions(i).has_swap()) continue;
    const auto& swap = ranked.actions(i).swap();
    const std::string sentence = session.Say(text::kMoves, ranked.actions(i).action().action_id(), ranked.actions(i + 1).action().action_id(),
                                             session.Say(CriterionText(swap.criterion())), FormatShort(swap.weight(), in), FormatShort(swap.at_weight(), in));
    for (const std::string& line : Wrap(Printable(sentence), session.around().width)) session.out() << line << "\n";
  }
}

Result<ExitCode> ShowRanking(Session& session, const RankArguments& arguments) {
  RankActionsRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_weights(), WeightsOf(session, arguments.weights));
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityWithSheet(session, arguments.name));
  request.set_a3_id(arguments.name);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto ranked, hub->Ask(hub->reports, &ReportService::Stub::RankActions, request));
  session.Print(ranked, RankTable(session, ranked), text::kNothingToRank);
  if (session.output() == Output::kTable && !ranked.actions().empty()) {
    session.out() << "\n";
    PrintSwaps(session, ranked);
    session.out() << session.Say(ranked.fitting_method() == "exact" ? text::kFittingExact : text::kFittingGreedy) << "\n";
  }
  return ExitCode::kOk;
}

}  // namespace

void AddRankCommands(Commands& commands, CLI::App* sheets) {
  auto arguments = std::make_shared<RankArguments>();
  CLI::App* rank = commands.Add(sheets, "rank", text::kRankCommand, [arguments](Session& session) { return ShowRanking(session, *arguments); });
  rank->add_option("NAME", arguments->name, commands.Say(text::kSheetName))->required();
  rank->add_option("--weight", arguments->weights, commands.Say(text::kWeightOption))->option_text("NAME=N");
}

}  // namespace helhet::cli
