// benefit: what is gained, planned and so far.
#include <algorithm>

#include "core/cli/benefits.h"
#include "core/cli/figures.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/sheet_page.h"
#include "core/cli/sheet_words.h"
#include "core/cli/texts_benefit.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"

namespace helhet::cli {
namespace {

// The figure of the benefit's first measure. The answer has no measure, so decimals follow the number.
Cell ObservationCell(const model::v1::Observation& observation, Language language) {
  if (!observation.has_value()) return Cell::Value(Say(language, text::kNotMeasured), "").In(Style::kFaint);
  const std::string period = observation.period().empty() ? "" : "\n" + observation.period();
  return Cell::Value(FormatShort(observation.value(), language) + period, fmt::format("{}", observation.value()));
}

Result<ExitCode> ListBenefits(Session& session, const std::string& sheet_id) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, MunicipalitiesMeant(session));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  const Language in = session.language();
  Table table({{"benefit_id", "", Align::kLeft, false, true},
               {"title", session.Say(text::kTitleAndName), Align::kLeft, true},
               {"type", "", Align::kLeft, false, true},
               {"responsible", session.Say(text::kResponsible), Align::kLeft, true},
               {"baseline", session.Say(text::kBaseline), Align::kRight},
               {"latest", session.Say(text::kLatest), Align::kRight},
               {"target_value", session.Say(text::kTarget), Align::kRight}});
  api::v1::ListBenefitsResponse all;
  for (const auto& municipality : meant) {
    api::v1::ListBenefitsRequest request;
    request.set_municipality_id(municipality.municipality_id());
    request.set_a3_id(sheet_id);
    HELHET_ASSIGN_OR_RETURN(const auto response, hub->AskAll(hub->benefits, &BenefitsStub::ListBenefits, request));
    for (const auto& status : response.benefits()) {
      const auto& benefit = status.benefit();
      const bool is_assessed = benefit.measure_ids().empty() && !benefit.assessments().empty();
      const std::string type = BenefitTypeText(benefit.type(), in);
      Cell title = Cell::Titled(benefit.title() + (type.empty() ? "" : " (" + type + ")"), benefit.benefit_id());
      title.plain = benefit.title();
      table.Add({benefit.benefit_id(), title, Cell::Value("", BenefitTypeText(benefit.type(), Language::kEnglish)),
                 benefit.responsible(), ObservationCell(status.baseline(), in),
                 is_assessed ? Cell::Value(session.Say(text::kAssessed), "") : ObservationCell(status.latest(), in),
                 benefit.has_target_value() ? Cell::Value(FormatShort(benefit.target_value(), in), fmt::format("{}", benefit.target_value())) : Cell()});
    }
    all.MergeFrom(response);
  }
  session.Print(all, table, text::kNone);
  return ExitCode::kOk;
}

}  // namespace

Result<std::string> MunicipalityWithBenefit(Session& session, const std::string& benefit_id) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  return MunicipalityWith(session, session.Say(text::kBenefitNamed, benefit_id), "helhet benefit list", [&](const std::string& municipality_id) -> Result<bool> {
    api::v1::ListBenefitsRequest request;
    request.set_municipality_id(municipality_id);
    HELHET_ASSIGN_OR_RETURN(const auto listed, hub->AskAll(hub->benefits, &BenefitsStub::ListBenefits, request));
    return std::any_of(listed.benefits().begin(), listed.benefits().end(), [&](const auto& status) { return status.benefit().benefit_id() == benefit_id; });
  });
}

Result<api::v1::GetBenefitResponse> AccountOf(Session& session, const std::string& municipality_id, const std::string& benefit_id,
                                              const std::vector<std::string>& periods) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  api::v1::GetBenefitRequest request;
  request.set_municipality_id(municipality_id);
  request.set_benefit_id(benefit_id);
  for (const std::string& period : periods) request.add_periods(period);
  return hub->Ask(hub->benefits, &BenefitsStub::GetBenefit, request);
}

Cell AmountCell(bool has_value, double value, int decimals, const std::string& unknown, Language language) {
  if (!has_value) return Cell::Value(unknown, "").In(Style::kFaint);
  return Cell::Value(FormatNumber(value, decimals, language), fmt::format("{}", value));
}

Cell KronerCell(bool has_value, int64_t minor, const std::string& unknown, Language language) {
  if (!has_value) return Cell::Value(unknown, "").In(Style::kFaint);
  return Cell::Value(FormatNumber(static_cast<double>(minor) / 100, 0, language), std::to_string(minor));
}

std::string NotMeasuredText(api::v1::NotMeasured why, Language language) {
  switch (why) {
    case api::v1::NOT_MEASURED_NO_MEASURE:
    case api::v1::NOT_MEASURED_MEASURE_MISSING: return Say(language, text::kWhyNoMeasure);
    case api::v1::NOT_MEASURED_NO_DIRECTION: return Say(language, text::kWhyNoDirection);
    case api::v1::NOT_MEASURED_NO_BASELINE: return Say(language, text::kWhyNoBaseline);
    case api::v1::NOT_MEASURED_NO_REFERENCE: return Say(language, text::kWhyNoReference);
    case api::v1::NOT_MEASURED_BASELINE_NOT_MEASURED: return Say(language, text::kWhyBaselineNotMeasured);
    case api::v1::NOT_MEASURED_NOT_COMPARABLE: return Say(language, text::kWhyNotComparable);
    case api::v1::NOT_MEASURED_NOT_OVER: return Say(language, text::kWhyNotOver);
    case api::v1::NOT_MEASURED_SILENT: return Say(language, text::kWhySilent);
    default: return Say(language, text::kWhyNoFigures);
  }
}

void AddBenefitCommands(Commands& commands) {
  auto sheet_id = std::make_shared<std::string>();
  CLI::App* group = commands.Group("benefit", text::kBenefitGroup);
  CLI::App* list = commands.Add(group, "list", text::kBenefitList, [sheet_id](Session& session) { return ListBenefits(session, *sheet_id); });
  list->add_option("--a3", *sheet_id, commands.Say(text::kSheetOption))->option_text("NAME");
  AddBenefitAccountCommand(commands, group);
  AddBenefitApprovalCommands(commands, group);
  AddBenefitOverviewCommands(commands, group);
}

}  // namespace helhet::cli
