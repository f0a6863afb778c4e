#include "core/cli/report_page.h"

#include "core/cli/display_width.h"
#include "core/cli/figures.h"
#include "core/cli/number_format.h"
#include "core/cli/sheet_page.h"
#include "core/cli/sheet_words.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_report.h"
#include "core/cli/texts_sheet.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages

const std::string& InLanguage(const Session& session, const std::string& nb, const std::string& nn, const std::string& en) {
  return session.language() == Language::kNynorsk ? nn : session.language() == Language::kEnglish ? en : nb;
}

// `fmt`'s shortest form; empty for what was not measured.
std::string Plain(const model::v1::Observation& figure) { return figure.has_value() ? fmt::format("{}", figure.value()) : ""; }

Cell TargetCell(const ReportMeasure& row, Language in) {
  if (!row.has_target()) return Cell();
  const std::string period = row.target_period().empty() ? "" : "\n" + row.target_period();
  return Cell::Value(FormatFigure(row.target(), row.measure().decimals(), row.measure().measurement_unit(), in) + period, fmt::format("{}", row.target()));
}

Table MeasuresTable(const Session& session, const ReportUnitResponse& report) {
  const Language in = session.language();
  Table table({{"title", session.Say(text::kMeasuresHeading), Align::kLeft, true},
               {"figure", session.Say(text::kInPeriod), Align::kRight},
               {"before", session.Say(text::kPeriodBefore), Align::kRight},
               {"year_before", session.Say(text::kYearBefore), Align::kRight},
               {"target", session.Say(text::kTarget), Align::kRight}});
  for (const auto& row : report.measures()) {
    const auto cell = [&](const model::v1::Observation& figure) {
      const std::string shown = row.is_coarser() ? session.Say(text::kCoarser) : FigureText(figure, row.measure(), in);
      return Cell::Value(shown, Plain(figure)).In(figure.has_value() ? Style::kPlain : Style::kFaint);
    };
    table.Add({MeasureHeading(row.measure(), in), cell(row.figure()), cell(row.before()), cell(row.year_before()), TargetCell(row, in)});
  }
  return table;
}

Table ActionsTable(const Session& session, const ReportUnitResponse& report) {
  const Language in = session.language();
  Table table({{"text", session.Say(text::kActionsHeading), Align::kLeft, true},
               {"responsible", session.Say(text::kResponsibleColumn), Align::kLeft, true},
               {"due_date", session.Say(text::kDue)},
               {"status", session.Say(text::kStatus)},
               {"a3_title", session.Say(text::kSheetColumn), Align::kLeft, true}});
  for (const auto& row : report.actions()) {
    Cell due = Cell(FormatDate(row.action().due_date(), in)).In(row.is_overdue() ? Style::kBad : Style::kPlain);
    if (row.is_overdue()) due.shown += "\n" + session.Say(text::kOverdue);
    table.Add({row.action().text(), row.action().responsible(), due, ActionStatusText(row.action().status(), in), row.a3_title()});
  }
  return table;
}

Table BenefitsTable(const Session& session, const ReportUnitResponse& report) {
  const Language in = session.language();
  Table table({{"title", session.Say(text::kBenefitsHeading), Align::kLeft, true}, {"responsible", session.Say(text::kResponsibleColumn), Align::kLeft, true},
               {"target_value", session.Say(text::kTarget), Align::kRight}});
  for (const auto& benefit : report.benefits()) {
    const std::string type = BenefitTypeText(benefit.type(), in);
    table.Add({benefit.title() + (type.empty() ? "" : " (" + type + ")"), benefit.responsible(),
               benefit.has_target_value() ? Cell::Value(FormatShort(benefit.target_value(), in), fmt::format("{}", benefit.target_value())) : Cell()});
  }
  return table;
}

// Everything as rows of one form; what a row has not is empty.
Table FlatTable(const Session& session, const ReportUnitResponse& report) {
  Table table({{"section", ""}, {"id", ""}, {"title", ""}, {"a3_id", ""}, {"responsible", ""}, {"due_date", ""}, {"status", ""},
               {"figure", ""}, {"before", ""}, {"year_before", ""}, {"target", ""}});
  const auto number = [](bool has, double value) { return Cell::Value("", has ? fmt::format("{}", value) : ""); };
  for (const auto& row : report.measures()) {
    table.Add({"measure", row.measure().measure_id(), row.measure().title(), "", "", "", "", Cell::Value("", Plain(row.figure())), Cell::Value("", Plain(row.before())),
               Cell::Value("", Plain(row.year_before())), number(row.has_target(), row.target())});
  }
  for (const auto& row : report.actions()) {
    table.Add({"action", row.action().action_id(), row.action().text(), row.a3_id(), row.action().responsible(), Cell::Value("", row.action().due_date()),
               ActionStatusText(row.action().status(), Language::kEnglish), "", "", "", ""});
  }
  for (const auto& benefit : report.benefits()) {
    table.Add({"benefit", benefit.benefit_id(), benefit.title(), benefit.a3_id(), benefit.responsible(), "", "", "", "", "", number(benefit.has_target_value(), benefit.target_value())});
  }
  for (const auto& item : report.attention()) {
    table.Add({"attention", item.code(), InLanguage(session, item.text(), item.text_nn(), item.text_en()), item.a3_id(), item.owner(), Cell::Value("", item.due_date()), "", "", "", "", ""});
  }
  return table;
}

}  // namespace

Table AttentionTable(const Session& session, const std::vector<AttentionItem>& items) {
  const Language in = session.language();
  Table table({{"owner", session.Say(text::kOwner), Align::kLeft, true},
               {"a3_id", "", Align::kLeft, false, true},
               {"a3_title", session.Say(text::kSheetColumn), Align::kLeft, true},
               {"code", "", Align::kLeft, false, true},
               {"subject_id", "", Align::kLeft, false, true},
               {"text", session.Say(text::kSeen), Align::kLeft, true},
               {"due_date", session.Say(text::kSince)},
               {"remedy", session.Say(text::kDoThis), Align::kLeft, true}});
  for (const auto& item : items) {
    table.Add({item.owner().empty() ? Cell::Value(session.Say(text::kNobody), "") : Cell(item.owner()), item.a3_id(), item.a3_title(), item.code(), item.subject_id(),
               InLanguage(session, item.text(), item.text_nn(), item.text_en()), Cell::Value(FormatDate(item.due_date(), in), item.due_date()),
               InLanguage(session, item.remedy(), item.remedy_nn(), item.remedy_en())});
  }
  return table;
}

void PrintReport(Session& session, const ReportUnitResponse& report) {
  if (session.output() != Output::kTable) return session.Print(report, FlatTable(session, report), text::kNone);
  session.out() << session.paint()(Style::kHeading, Printable(session.Say(text::kReportHeading, report.unit_name(), report.period()))) << "\n";
  const auto print = [&](const Text& heading, const Table& table, const Text& empty) {
    session.out() << "\n" << session.paint()(Style::kHeading, session.Say(heading)) << "\n";
    session.Print(report, table, empty);
  };
  print(text::kMeasuresHeading, MeasuresTable(session, report), text::kNone);
  print(text::kActionsHeading, ActionsTable(session, report), text::kNone);
  print(text::kBenefitsHeading, BenefitsTable(session, report), text::kNone);
  print(text::kAttentionHeading, AttentionTable(session, {report.attention().begin(), report.attention().end()}), text::kNothingToLookAt);
}

}  // namespace helhet::cli
