// benefit map, budget and gap: benefits beside what leads to them, the budget, and what is wanted.
#include "core/cli/benefits.h"
#include "core/cli/figures.h"
#include "core/cli/municipalities.h"
#include "core/cli/texts_benefit.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"
#include "core/cli/texts_sheet.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages

struct OverviewArguments {
  std::string sheet;
  int year = 0;
};

Result<ExitCode> ShowMap(Session& session, const OverviewArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, MunicipalitiesMeant(session));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  Table table({{"node_id", "", Align::kLeft, false, true}, {"title", session.Say(text::kNode), Align::kLeft, true},
               {"leads_to", session.Say(text::kLeadsTo), Align::kLeft, true}});
  GetBenefitMapResponse all;
  for (const auto& municipality : meant) {
    GetBenefitMapRequest request;
    request.set_municipality_id(municipality.municipality_id());
    request.set_a3_id(arguments.sheet);
    HELHET_ASSIGN_OR_RETURN(const auto map, hub->Ask(hub->benefits, &BenefitsStub::GetBenefitMap, request));
    for (const auto& node : map.nodes()) {
      std::string leads_to;
      for (const auto& edge : map.edges()) {
        if (edge.from() == node.node_id()) leads_to += (leads_to.empty() ? "" : "\n") + edge.to();
      }
      Cell title = Cell::Titled(node.title(), node.node_id());
      title.plain = node.title();
      table.Add({node.node_id(), title, leads_to});
    }
    all.MergeFrom(map);
  }
  session.Print(all, table, text::kNoMap);
  return ExitCode::kOk;
}

Result<ExitCode> ShowBudget(Session& session, const OverviewArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, MunicipalitiesMeant(session));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  const Language in = session.language();
  // For people the accounts stand below their benefit, so that amounts have room beside them.
  Table table({{"benefit_id", "", Align::kLeft, false, true}, {"account", session.Say(text::kBenefitAndAccount), Align::kLeft, true}, {"year", session.Say(text::kYear)},
               {"taken_out_minor", session.Say(text::kTakenOut), Align::kRight}, {"realised_minor", session.Say(text::kRealised), Align::kRight},
               {"budget_minor", session.Say(text::kBudgeted), Align::kRight}, {"posted_minor", session.Say(text::kPosted), Align::kRight},
               {"left_minor", session.Say(text::kLeft), Align::kRight}});
  const std::string unknown = session.Say(text::kUnknownAmount);
  ListBudgetEffectsResponse all;
  for (const auto& municipality : meant) {
    ListBudgetEffectsRequest request;
    request.set_municipality_id(municipality.municipality_id());
    request.set_a3_id(arguments.sheet);
    request.set_year(arguments.year);
    HELHET_ASSIGN_OR_RETURN(const auto listed, hub->Ask(hub->benefits, &BenefitsStub::ListBudgetEffects, request));
    for (const auto& effect : listed.effects()) {
      const Cell year = Cell::Value(std::to_string(effect.year()), std::to_string(effect.year()));
      table.Add({effect.benefit_id(), Cell::Value(effect.benefit_id(), ""), year, KronerCell(true, effect.taken_out_minor(), unknown, in),
                 KronerCell(effect.has_realised_minor(), effect.realised_minor(), session.Say(text::kNotMeasured), in), Cell(), Cell(), Cell()});
      for (const auto& line : effect.lines()) {
        const bool has_budget = line.has_revised_minor() || line.has_original_minor();
        const std::string account = line.line().responsibility() + "/" + line.line().function() + "/" + line.line().art();
        table.Add({effect.benefit_id(), Cell::Value("  " + account, account), year, KronerCell(true, line.line().amount_minor(), unknown, in), Cell(),
                   KronerCell(has_budget, line.has_revised_minor() ? line.revised_minor() : line.original_minor(), unknown, in),
                   KronerCell(line.has_posted_minor(), line.posted_minor(), unknown, in), KronerCell(line.has_left_minor(), line.left_minor(), unknown, in)});
      }
    }
    all.MergeFrom(listed);
  }
  session.Print(all, table, text::kNoBudgetLines);
  return ExitCode::kOk;
}

// Of a sheet that nobody has adopted yet. Programs read it where it is called that.
Cell Proposed(Session& session, const MeasureGap& gap) {
  return Cell::Value(session.Say(text::kProposedToClose, FormatNumber(gap.proposed_to_close(), gap.measure().decimals(), session.language())), "").In(Style::kFaint);
}

Result<ExitCode> ShowGaps(Session& session, const OverviewArguments& arguments) {
  ListGapsRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityWithSheet(session, arguments.sheet));
  request.set_a3_id(arguments.sheet);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto listed, hub->Ask(hub->benefits, &BenefitsStub::ListGaps, request));
  const Language in = session.language();
  const std::string unknown = session.Say(text::kNotMeasured);
  Table table({{"measure_id", session.Say(text::kTitle), Align::kLeft, true}, {"unit_id", session.Say(text::kUnit), Align::kLeft, true},
               {"target_value", session.Say(text::kTarget), Align::kRight}, {"gap", session.Say(text::kGapColumn), Align::kRight},
               {"planned_to_close", session.Say(text::kPlannedToClose), Align::kRight}, {"closed", session.Say(text::kClosed), Align::kRight}});
  for (const auto& gap : listed.gaps()) {
    const int decimals = gap.measure().decimals();
    table.Add({Cell::Value(MeasureHeading(gap.measure(), in), gap.measure().measure_id()), Cell::Value(gap.unit_name(), gap.unit_id()),
               AmountCell(true, gap.target_value(), decimals, unknown, in), AmountCell(gap.has_gap(), gap.gap(), decimals, unknown, in),
               gap.has_proposed_to_close() ? Proposed(session, gap) : AmountCell(gap.has_planned_to_close(), gap.planned_to_close(), decimals, "", in), AmountCell(gap.has_closed(), gap.closed(), decimals, unknown, in)});
  }
  session.Print(listed, table, text::kNoGaps);
  return ExitCode::kOk;
}

}  // namespace

void AddBenefitOverviewCommands(Commands& commands, CLI::App* benefits) {
  auto arguments = std::make_shared<OverviewArguments>();
  const auto add = [&](const char* name, const Text& description, Result<ExitCode> (*command)(Session&, const OverviewArguments&)) {
    return commands.Add(benefits, name, description, [arguments, command](Session& session) { return command(session, *arguments); });
  };
  const auto of_sheet = [&](CLI::App* app) { app->add_option("--a3", arguments->sheet, commands.Say(text::kSheetOption))->option_text("NAME"); };
  of_sheet(add("map", text::kBenefitMap, ShowMap));
  CLI::App* budget = add("budget", text::kBenefitBudget, ShowBudget);
  of_sheet(budget);
  budget->add_option("--year", arguments->year, commands.Say(text::kYearOption))->option_text("YEAR")->check(ANumber(1000, 9999, commands.language()));
  add("gap", text::kBenefitGap, ShowGaps)->add_option("SHEET", arguments->sheet, commands.Say(text::kSheetName))->required();
}

}  // namespace helhet::cli
