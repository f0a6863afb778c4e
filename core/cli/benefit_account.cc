// benefit show: the account of a benefit on one page.
#include <algorithm>
#include <set>

#include "core/cli/benefits.h"
#include "core/cli/display_width.h"
#include "core/cli/figures.h"
#include "core/cli/municipalities.h"
#include "core/cli/sheet_page.h"
#include "core/cli/sheet_words.h"
#include "core/cli/texts_benefit.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"
#include "core/cli/texts_sheet.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages

const BenefitUnitFigure* WholeOf(const BenefitPeriod& period) {
  const auto found = std::find_if(period.figures().begin(), period.figures().end(), [](const auto& figure) { return figure.is_whole(); });
  return found == period.figures().end() ? nullptr : &*found;
}

// One row for each unit and period, for programs.
Table FiguresInRows(const GetBenefitResponse& account) {
  Table table({{"period", ""}, {"reference_period", ""}, {"unit_id", ""}, {"owner", ""}, {"value", ""}, {"reference_value", ""}, {"actual", ""}, {"worth_minor", ""},
               {"not_measured", ""}});
  const auto number = [](bool has, double value) { return Cell::Value("", has ? fmt::format("{}", value) : ""); };
  for (const auto& period : account.periods()) {
    for (const auto& figure : period.figures()) {
      const bool is_measured = figure.not_measured() == NOT_MEASURED_UNSPECIFIED;
      table.Add({Cell::Value("", period.period()), Cell::Value("", period.reference_period()), figure.unit_id(), figure.owner(),
                 number(figure.observation().has_value(), figure.observation().value()), number(figure.reference().has_value(), figure.reference().value()),
                 number(figure.has_actual(), figure.actual()), Cell::Value("", figure.has_worth_minor() ? std::to_string(figure.worth_minor()) : ""),
                 Cell::Value("", is_measured ? "" : NotMeasuredText(figure.not_measured(), Language::kEnglish))});
    }
  }
  return table;
}

// Prints one account.
class AccountPage {
 public:
  AccountPage(SheetPage& page, const GetBenefitResponse& account) : page_(page), account_(account), in_(page.language()), decimals_(account.measure().decimals()) {}

  void Print() {
    PrintHead();
    PrintPeriods();
    PrintShares();
    PrintForecasts();
    PrintAssessments();
    PrintNext();
  }

 private:
  Cell Amount(bool has_value, double value, const std::string& unknown = "") const { return AmountCell(has_value, value, decimals_, unknown, in_); }

  void Warn(const std::string& text) { page_.Paragraph(text, 0, "! ", Style::kWarning); }

  void PrintHead() {
    const auto& benefit = account_.benefit();
    page_.Edges(benefit.title(), BenefitTypeText(benefit.type(), in_), Style::kFaint);
    const std::string responsible = benefit.responsible().empty() ? page_.Say(text::kNobody) : benefit.responsible();
    page_.Paragraph(page_.Say(text::kWhere, page_.Say(text::kResponsible), responsible) + ". " + BudgetEffectText(benefit.budget_effect(), in_));
    if (account_.has_measure()) page_.Paragraph(MeasureHeading(account_.measure(), in_) + ", " + DirectionText(account_.measure(), in_));
    if (account_.has_baseline()) {
      const auto& frozen = account_.baseline();
      page_.Paragraph(page_.Say(text::kFrozenAt, frozen.period(), FormatDate(frozen.taken_date(), in_), frozen.taken_by()));
    } else if (!benefit.baseline().period().empty()) {
      Warn(page_.Say(text::kNotFrozen, benefit.baseline().period()));
    }
    if (account_.is_silent()) Warn(page_.Say(text::kSilentSource, account_.heard_day().empty() ? "–" : FormatDate(account_.heard_day(), in_)));
    if (account_.baseline_correction_awaits()) Warn(page_.Say(text::kBaselineCorrection));
    for (const auto& move : account_.moves()) {
      Warn(move.is_stopped() ? page_.Say(text::kStoppedPlan, move.period(), move.milestone_action_id())
                             : page_.Say(text::kMovedPlan, move.period(), move.moved_to_period(), move.milestone_action_id(), FormatDate(move.due_date(), in_),
                                         FormatDate(move.locked_due_date(), in_)));
    }
  }

  // The whole, period by period. The plan as it has become stands beside the locked one only where it is another.
  void PrintPeriods() {
    const bool has_moves = !account_.moves().empty();
    std::vector<Column> columns = {{"period", page_.Say(text::kPeriodColumn)}, {"planned", page_.Say(text::kPlanned), Align::kRight}};
    if (has_moves) columns.push_back({"plan_now", page_.Say(text::kPlanNow), Align::kRight});
    columns.insert(columns.end(), {{"forecast", page_.Say(text::kForecast), Align::kRight}, {"actual", page_.Say(text::kActual), Align::kRight},
                                   {"approved", page_.Say(text::kApproved), Align::kRight}, {"worth", page_.Say(text::kWorth), Align::kRight}});
    Table table(columns);
    for (const auto& period : account_.periods()) {
      const auto* whole = WholeOf(period);
      std::vector<Cell> row = {period.period(), PlannedCell(period, period.plan())};
      if (has_moves) row.push_back(PlannedCell(period, period.current_plan()));
      row.push_back(StatedForecast(period));
      row.push_back(Amount(whole != nullptr && whole->has_actual(), whole == nullptr ? 0 : whole->actual(), page_.Say(text::kNotMeasured)));
      Cell approved = Amount(period.has_approved_actual(), period.approved_actual());
      if (period.correction_awaits()) approved.shown += " !";
      row.push_back(approved);
      row.push_back(KronerCell(whole != nullptr && whole->has_worth_minor(), whole == nullptr ? 0 : whole->worth_minor(), "", in_));
      table.Add(row);
    }
    page_.Blank();
    if (!table.empty()) table.Print(page_.out(), page_.view().width, 0, page_.paint());
    const std::string unit = UnitName(account_.measure().measurement_unit(), in_);
    if (!unit.empty()) page_.Paragraph(page_.Say(text::kInUnit, unit), 0, "", Style::kFaint);
    for (const auto& period : account_.periods()) {
      if (period.correction_awaits()) Warn(page_.Say(text::kActualCorrection, period.period()));
    }
    PrintReasons();
  }

  // Levels of the measure are told as the benefit that they come to.
  double BenefitAt(const BenefitPeriod& period, double level) const {
    const double sign = account_.measure().direction() == model::v1::MEASURE_DIRECTION_DOWN ? -1 : 1;
    return sign * (level - WholeOf(period)->reference().value());
  }

  // The expected benefit, and below it the range where the plan states one.
  Cell PlannedCell(const BenefitPeriod& period, const PlannedFigure& planned) const {
    Cell cell = Amount(planned.has_expected_effect(), planned.expected_effect());
    if (!planned.has_expected_effect() || !planned.has_low_value() || !planned.has_high_value()) return cell;
    const auto [least, most] = std::minmax({BenefitAt(period, planned.low_value()), BenefitAt(period, planned.high_value())});
    cell.shown += "\n" + FormatNumber(least, decimals_, in_) + "–" + FormatNumber(most, decimals_, in_);
    return cell;
  }

  Cell StatedForecast(const BenefitPeriod& period) const {
    const auto* whole = WholeOf(period);
    const bool known = period.has_stated_forecast_value() && whole != nullptr && whole->reference().has_value();
    return Amount(known, known ? BenefitAt(period, period.stated_forecast_value()) : 0);
  }

  // Why periods have no actual: each reason once, with the periods.
  void PrintReasons() {
    std::map<NotMeasured, std::string> periods;
    for (const auto& period : account_.periods()) {
      const auto* whole = WholeOf(period);
      if (whole == nullptr || whole->has_actual()) continue;
      std::string& of_reason = periods[whole->not_measured()];
      of_reason += (of_reason.empty() ? "" : ", ") + period.period();
    }
    for (const auto& [why, in] : periods) page_.Paragraph(page_.Say(text::kNotMeasuredIn, in, NotMeasuredText(why, in_)), 0, "", Style::kFaint);
  }

  // The last period in which the whole was measured; null when there is none.
  const BenefitPeriod* LastMeasured() const {
    const BenefitPeriod* last = nullptr;
    for (const auto& period : account_.periods()) {
      const auto* whole = WholeOf(period);
      if (whole != nullptr && whole->has_actual()) last = &period;
    }
    return last;
  }

  void PrintShares() {
    const BenefitPeriod* period = LastMeasured();
    if (period == nullptr || account_.benefit().shares().empty()) return;
    page_.Heading(page_.Say(text::kOwnersOfShares, period->period(), period->reference_period()));
    Table table({{"unit_id", page_.Say(text::kUnit), Align::kLeft, true}, {"owner", page_.Say(text::kOwner), Align::kLeft, true},
                 {"reference", page_.Say(text::kBaseline), Align::kRight}, {"value", page_.Say(text::kLatest), Align::kRight},
                 {"actual", page_.Say(text::kActual), Align::kRight}, {"worth", page_.Say(text::kWorth), Align::kRight}});
    for (const auto& figure : period->figures()) {
      const bool is_nobodys = figure.owner().empty() && !figure.is_whole();
      table.Add({Cell::Titled(figure.unit_name(), figure.unit_id()),
                 is_nobodys ? Cell(page_.Say(text::kNobody)).In(Style::kBad) : Cell(figure.is_whole() && figure.owner().empty() ? page_.Say(text::kWholeBenefit) : figure.owner()),
                 Amount(figure.reference().has_value(), figure.reference().value(), page_.Say(text::kNotMeasured)),
                 Amount(figure.observation().has_value(), figure.observation().value(), page_.Say(text::kNotMeasured)),
                 Amount(figure.has_actual(), figure.actual(), page_.Say(text::kNotMeasured)), KronerCell(figure.has_worth_minor(), figure.worth_minor(), "", in_)});
    }
    table.Print(page_.out(), page_.view().width, 0, page_.paint());
  }

  std::string MethodText(const YearForecast& forecast) const {
    switch (forecast.method()) {
      case FORECAST_METHOD_REALISED_AND_PLANNED:
        if (forecast.planned_rest() == 0 && !forecast.measured_through().empty()) return page_.Say(text::kMethodRealised, forecast.measured_through());
        return forecast.measured_through().empty() ? page_.Say(text::kMethodPlanAlone) : page_.Say(text::kMethodRealisedAndPlanned, forecast.measured_through());
      case FORECAST_METHOD_RUN_RATE: return page_.Say(text::kMethodRunRate, forecast.measured_through());
      case FORECAST_METHOD_LATEST_LEVEL: return page_.Say(text::kMethodLatestLevel, forecast.measured_through());
      default: return page_.Say(text::kNotMeasured);
    }
  }

  void PrintForecasts() {
    if (account_.forecasts().empty()) return;
    page_.Heading(page_.Say(text::kForecastsHeading));
    Table table({{"year", page_.Say(text::kYear)}, {"realised", page_.Say(text::kRealised), Align::kRight}, {"forecast", page_.Say(text::kForecast), Align::kRight},
                 {"worth", page_.Say(text::kWorth), Align::kRight}, {"method", page_.Say(text::kMethod), Align::kLeft, true}});
    for (const auto& forecast : account_.forecasts()) {
      table.Add({forecast.year(), Amount(forecast.has_realised(), forecast.realised(), page_.Say(text::kNotMeasured)), Amount(forecast.has_forecast(), forecast.forecast()),
                 KronerCell(forecast.has_forecast_worth_minor(), forecast.forecast_worth_minor(), "", in_), MethodText(forecast)});
    }
    table.Print(page_.out(), page_.view().width, 0, page_.paint());
  }

  void PrintAssessments() {
    if (account_.benefit().assessments().empty()) return;
    page_.Heading(page_.Say(text::kAssessed));
    for (const auto& assessment : account_.benefit().assessments()) {
      const std::string awaits = assessment.approved_by().empty() ? " [" + page_.Say(text::kAwaitsApproval) + "]" : "";
      page_.Paragraph(page_.Say(text::kAssessedBy, FormatDate(assessment.date(), in_), assessment.author(), assessment.text()) + awaits, 0, "~ ");
    }
  }

  void PrintNext() {
    const BenefitPeriod* period = LastMeasured();
    if (period == nullptr) return;
    page_.Heading(page_.Say(text::kWhereNext));
    page_.Paragraph("helhet measure explain " + account_.measure().measure_id() + " --unit " + WholeOf(*period)->unit_id() + " --period " + period->period());
    page_.Paragraph(page_.Say(text::kNextOpenFigure), 4, "", Style::kFaint);
  }

  SheetPage& page_;
  const GetBenefitResponse& account_;
  const Language in_;
  const int decimals_;
};

struct ShowArguments {
  std::string name;
  std::vector<std::string> periods;
};

Result<ExitCode> ShowBenefit(Session& session, const ShowArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string municipality_id, MunicipalityWithBenefit(session, arguments.name));
  HELHET_ASSIGN_OR_RETURN(const auto account, AccountOf(session, municipality_id, arguments.name, arguments.periods));
  if (session.output() != Output::kTable) {
    session.Print(account, FiguresInRows(account), text::kNoFigures);
    return ExitCode::kOk;
  }
  const SheetView view{session.language(), session.around().width, session.around().has_utf8, municipality_id, session.today()};
  const Painter paint = session.paint();
  SheetPage page(session.out(), view, paint);
  AccountPage(page, account).Print();
  return ExitCode::kOk;
}

}  // namespace

void AddBenefitAccountCommand(Commands& commands, CLI::App* benefits) {
  auto arguments = std::make_shared<ShowArguments>();
  CLI::App* show = commands.Add(benefits, "show", text::kBenefitShow, [arguments](Session& session) { return ShowBenefit(session, *arguments); });
  show->add_option("NAME", arguments->name, commands.Say(text::kBenefitName))->required();
  show->add_option("--period", arguments->periods, commands.Say(text::kPeriodsOption))->option_text("PERIOD")->check(APeriod(commands.language()))->allow_extra_args(false);
}

}  // namespace helhet::cli
