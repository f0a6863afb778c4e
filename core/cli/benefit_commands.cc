// benefit: what is gained, planned and so far.
#include "core/cli/commands.h"
#include "core/cli/figures.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/sheet_words.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"

namespace helhet::cli {
namespace {

using Benefits = api::v1::BenefitService::Stub;

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
    HELHET_ASSIGN_OR_RETURN(const auto response, hub->AskAll(hub->benefits, &Benefits::ListBenefits, request));
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

void AddBenefitCommands(Commands& commands) {
  auto sheet_id = std::make_shared<std::string>();
  CLI::App* group = commands.Group("benefit", text::kBenefitGroup);
  CLI::App* list = commands.Add(group, "list", text::kBenefitList, [sheet_id](Session& session) { return ListBenefits(session, *sheet_id); });
  list->add_option("--a3", *sheet_id, commands.Say(text::kSheetOption))->option_text("NAME");
}

}  // namespace helhet::cli
