// measure: definitions, figures, and what figures are made of.
#include <algorithm>

#include "core/cli/commands.h"
#include "core/cli/display_width.h"
#include "core/cli/figures.h"
#include "core/cli/measure_table.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/series.h"
#include "core/cli/sheet_page.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages
using Measures = MeasureService::Stub;

struct MeasureArguments {
  std::string name;
  std::vector<std::string> units;
  std::string grain = "year";
  std::string from;
  std::string to;
  bool as_today = false;
  std::string unit;
  std::string period;
  std::string term;
  std::string by;
  int limit = 20;
  std::string raw_key;
};

const std::map<std::string, model::v1::Period> kGrains = {{"month", model::v1::PERIOD_MONTH},
                                                          {"quarter", model::v1::PERIOD_QUARTER},
                                                          {"tertial", model::v1::PERIOD_TERTIAL},
                                                          {"half", model::v1::PERIOD_HALF},
                                                          {"year", model::v1::PERIOD_YEAR}};

Result<ListMeasuresResponse> MeasuresOf(Session& session, const std::string& municipality_id) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  ListMeasuresRequest request;
  request.set_municipality_id(municipality_id);
  return hub->AskAll(hub->measures, &Measures::ListMeasures, request);
}

Result<std::string> OwnerOf(Session& session, const std::string& measure_id) {
  return MunicipalityWith(session, session.Say(text::kMeasureNamed, measure_id), "helhet measure list", [&](const std::string& municipality) -> Result<bool> {
    HELHET_ASSIGN_OR_RETURN(const auto measures, MeasuresOf(session, municipality));
    return std::any_of(measures.measures().begin(), measures.measures().end(), [&](const auto& measure) { return measure.measure_id() == measure_id; });
  });
}

Result<ExitCode> ListMeasures(Session& session) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, MunicipalitiesMeant(session));
  const Language in = session.language();
  Table table({{"municipality_id", session.Say(text::kMunicipality), Align::kLeft, true},
               {"measure_id", session.Say(text::kIdentifier), Align::kLeft, true},
               {"title", session.Say(text::kTitle), Align::kLeft, true},
               {"measurement_unit", session.Say(text::kMeasurementUnit)},
               {"direction", session.Say(text::kDirection), Align::kLeft, true}});
  ListMeasuresResponse all;
  for (const auto& municipality : meant) {
    HELHET_ASSIGN_OR_RETURN(const auto measures, MeasuresOf(session, municipality.municipality_id()));
    for (const auto& measure : measures.measures()) {
      table.Add({Cell::Value(municipality.name(), municipality.municipality_id()), measure.measure_id(), MeasureTitle(measure, in),
                 Cell::Value(UnitName(measure.measurement_unit(), in), measure.measurement_unit()),
                 Cell::Value(DirectionText(measure, in), DirectionText(measure, Language::kEnglish))});
    }
    all.MergeFrom(measures);
  }
  session.Print(all, table, text::kNone);
  return ExitCode::kOk;
}

// The length of a period by how it is written; years for none.
std::string GrainOf(const std::string& period) {
  if (period.size() <= 4) return "year";
  switch (period[5]) {
    case 'Q': return "quarter";
    case 'T': return "tertial";
    case 'H': return "half";
    default: return "month";
  }
}

// One row for each figure.
Table FiguresInRows(const GetSeriesResponse& series) {
  Table table({{"unit_id", ""}, {"period", ""}, {"value", ""}, {"revision", ""}, {"waiting_count", ""}, {"other_currency_count", ""}});
  for (const auto& one : series.observations()) {
    table.Add({one.unit_id(), Cell::Value("", one.period()), FigureCell(one, series.measure(), Language::kEnglish), Cell::Value("", std::to_string(one.revision())),
               Cell::Value("", std::to_string(one.waiting_count())), Cell::Value("", std::to_string(one.other_currency_count()))});
  }
  return table;
}

// The definition, for a person to judge the figures by.
void PrintDefinition(SheetPage& page, const model::v1::Measure& measure) {
  page.Edges(MeasureHeading(measure, page.language()), DirectionText(measure, page.language()), Style::kFaint);
  page.Paragraph(measure.definition());
  page.Paragraph(measure.caveat(), 0, page.Say(text::kCaveat) + ": ", Style::kWarning);
  page.Paragraph(measure.formula(), 0, page.Say(text::kFormula) + ": ");
  for (const auto& term : measure.terms()) {
    const std::string aggregate = model::v1::Aggregate_Name(term.aggregate()).substr(std::string("AGGREGATE_").size());
    std::string line = term.name() + " = " + aggregate + "(" + term.facts() + (term.field().empty() ? "" : "." + term.field()) + ")";
    if (!term.filter().empty()) line += " : " + term.filter();
    const auto& standing = term.standing();
    if (term.has_standing()) {
      line += ", " + (standing.until_field().empty() ? page.Say(text::kHoldsSince, standing.from_field())
                                                     : page.Say(text::kHolds, standing.from_field(), standing.until_field()));
    }
    page.Paragraph(line, 2);
  }
}

Result<GetSeriesResponse> SeriesOf(Session& session, const std::string& owner, const MeasureArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  GetSeriesRequest request;
  request.set_municipality_id(owner);
  request.set_measure_id(arguments.name);
  for (const std::string& unit : arguments.units) request.add_unit_ids(unit);
  request.set_grain(kGrains.at(arguments.grain));
  request.set_from_period(arguments.from);
  request.set_to_period(arguments.to);
  request.set_as_organised_today(arguments.as_today);
  return hub->Ask(hub->measures, &Measures::GetSeries, request);
}

Result<ExitCode> ShowMeasure(Session& session, const MeasureArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string owner, OwnerOf(session, arguments.name));
  HELHET_ASSIGN_OR_RETURN(const GetSeriesResponse series, SeriesOf(session, owner, arguments));
  if (session.output() != Output::kTable) {
    session.Print(series, FiguresInRows(series), text::kNoFigures);
    return ExitCode::kOk;
  }
  const SheetView view{session.language(), session.around().width, session.around().has_utf8, owner, session.today()};
  const Painter paint = session.paint();
  SheetPage page(session.out(), view, paint);
  PrintDefinition(page, series.measure());
  if (series.observations().empty()) session.out() << "\n" << session.Say(text::kNoFigures) << "\n";
  PrintSeries(session, series, UnitNames(session, owner), !arguments.from.empty());
  for (const auto& note : series.notes()) page.Paragraph(NoteText(note, series.measure(), session.language()), 0, "! ", Style::kWarning);
  return ExitCode::kOk;
}

// Terms side by side, for measures whose terms a person wants to see: the four cells of purchasing.
Result<ExitCode> ShowTable(Session& session, MeasureArguments arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string owner, OwnerOf(session, arguments.name));
  arguments.grain = GrainOf(arguments.period);
  arguments.from = arguments.to = arguments.period;
  HELHET_ASSIGN_OR_RETURN(const GetSeriesResponse series, SeriesOf(session, owner, arguments));
  const std::string period = arguments.period.empty() ? LastPeriod(series) : arguments.period;
  if (session.output() == Output::kTable) {
    const SheetView view{session.language(), session.around().width, session.around().has_utf8, owner, session.today()};
    const Painter paint = session.paint();
    SheetPage page(session.out(), view, paint);
    page.Edges(MeasureHeading(series.measure(), session.language()), period, Style::kFaint);
    page.Paragraph(series.measure().definition());
    page.Blank();
  }
  session.Print(series, TermsTable(series, period, UnitNames(session, owner), session.language()), text::kNoFigures);
  return ExitCode::kOk;
}

// Unit and period of the figure that is explained when none is said: the top's last year with a figure.
Status FillPlace(Session& session, const std::string& owner, MeasureArguments& arguments) {
  if (!arguments.unit.empty() && !arguments.period.empty()) return OkStatus();
  MeasureArguments latest;
  latest.name = arguments.name;
  latest.as_today = arguments.as_today;
  if (!arguments.unit.empty()) latest.units = {arguments.unit};
  HELHET_ASSIGN_OR_RETURN(const GetSeriesResponse series, SeriesOf(session, owner, latest));
  for (const auto& one : series.observations()) {
    if (arguments.unit.empty()) arguments.unit = one.unit_id();
    if (one.unit_id() == arguments.unit && one.has_value() && latest.to.empty()) latest.period = std::max(latest.period, one.period());
  }
  if (arguments.period.empty()) arguments.period = latest.period;
  if (arguments.period.empty()) return NotFound(session.Say(text::kNoFigures)).WithRemedy("helhet connector run --all");
  return OkStatus();
}

void PrintExplanation(Session& session, const std::string& owner, const ExplainFigureResponse& answer) {
  const SheetView view{session.language(), session.around().width, session.around().has_utf8, owner, session.today()};
  const Painter paint = session.paint();
  const Language in = session.language();
  SheetPage page(session.out(), view, paint);
  PrintDefinition(page, answer.measure());
  page.Blank();
  const std::string unit = NameOr(UnitNames(session, owner), answer.observation().unit_id());
  page.Edges(Printable(unit) + ", " + answer.observation().period() + ": " + FigureText(answer.observation(), answer.measure(), in), "", Style::kPlain);
  page.Paragraph(answer.calculation(), 2, session.Say(text::kCalculation) + ": ");
  for (const auto& term : answer.observation().terms()) {
    page.Paragraph(term.name() + " = " + (term.has_value() ? TermText(answer.measure(), term.name(), term.value(), in) : session.Say(text::kNotMeasured)), 2);
  }
  for (const auto& source : answer.sources()) page.Paragraph(SourceText(source, answer.measure(), in), 2);
  if (answer.observation().waiting_count() > 0) {
    page.Paragraph(session.Say(text::kLeftOutWaiting, FormatCount(answer.observation().waiting_count(), in)), 0, "! ", Style::kWarning);
  }
  if (answer.observation().other_currency_count() > 0) {
    page.Paragraph(session.Say(text::kLeftOutCurrency, FormatCount(answer.observation().other_currency_count(), in)), 0, "! ", Style::kWarning);
  }
  page.Blank();
}

Table FactsTable(const Session& session, const ExplainFigureResponse& answer, const std::string& term) {
  Table table({{"natural_key", session.Say(text::kFact), Align::kLeft, true},
               {"locator", session.Say(text::kLocator), Align::kLeft, true},
               {"connector_id", session.Say(text::kBroughtBy)},
               {"match_evidence", session.Say(text::kEvidence), Align::kLeft, true},
               {"value", session.Say(text::kValue), Align::kRight}});
  for (const auto& fact : answer.facts()) {
    std::string evidence;
    for (const std::string& sentence : fact.match_evidence()) evidence += (evidence.empty() ? "" : "; ") + sentence;
    table.Add({fact.natural_key(), fact.locator(), fact.connector_id(), evidence, fact.has_value() ? Cell::Value(TermText(answer.measure(), term, fact.value(), session.language()), std::to_string(fact.value())) : Cell()});
  }
  return table;
}

// What the term rests on in all, and how much of it is shown.
std::string HowMany(const Session& session, const ExplainFigureRequest& request, const ExplainFigureResponse& answer) {
  if (answer.is_past_as_seen()) return session.Say(text::kFactsAsSeen);
  const std::string facts = FormatCount(answer.total_facts(), session.language());
  if (!request.by_supplier()) {
    const bool is_part = answer.total_facts() > answer.facts_size();
    return is_part ? session.Say(text::kFactsShown, facts, answer.facts_size()) : session.Say(text::kFactsAll, facts);
  }
  const std::string suppliers = FormatCount(answer.total_suppliers(), session.language());
  const bool is_part = answer.total_suppliers() > answer.suppliers_size();
  return is_part ? session.Say(text::kSuppliersShown, facts, suppliers, answer.suppliers_size()) : session.Say(text::kSuppliersAll, facts, suppliers);
}

// The document itself and nothing else, for other programs and for files.
Result<ExitCode> WriteDocument(Session& session, const MeasureArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string owner, OwnerOf(session, arguments.name));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  GetSourceDocumentRequest request;
  request.set_municipality_id(owner);
  request.set_natural_key(arguments.raw_key);
  for (bool is_whole = false; !is_whole;) {
    HELHET_ASSIGN_OR_RETURN(const auto piece, hub->Ask(hub->measures, &Measures::GetSourceDocument, request));
    session.out() << piece.data();
    request.set_connector_id(piece.connector_id());
    request.set_offset(request.offset() + static_cast<int64_t>(piece.data().size()));
    is_whole = request.offset() >= piece.total_length() || piece.data().empty();
  }
  session.MarkOnErrorStream();
  return ExitCode::kOk;
}

Result<ExitCode> ExplainMeasure(Session& session, MeasureArguments arguments) {
  if (!arguments.raw_key.empty()) return WriteDocument(session, arguments);
  HELHET_ASSIGN_OR_RETURN(const std::string owner, OwnerOf(session, arguments.name));
  HELHET_RETURN_IF_ERROR(FillPlace(session, owner, arguments));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  ExplainFigureRequest request;
  request.set_municipality_id(owner);
  request.set_measure_id(arguments.name);
  request.set_unit_id(arguments.unit);
  request.set_period(arguments.period);
  request.set_term(arguments.term);
  request.set_page_size(arguments.limit);
  request.set_as_organised_today(arguments.as_today);
  request.set_by_supplier(arguments.by == "supplier");
  HELHET_ASSIGN_OR_RETURN(const auto answer, hub->Ask(hub->measures, &Measures::ExplainFigure, request));
  if (session.output() == Output::kTable) PrintExplanation(session, owner, answer);
  // Without a term asked for, it is the first.
  const std::string term = arguments.term.empty() && !answer.measure().terms().empty() ? answer.measure().terms(0).name() : arguments.term;
  session.Print(answer, request.by_supplier() ? SuppliersTable(answer, term, session.language()) : FactsTable(session, answer, term), text::kNone);
  if (session.output() == Output::kTable) session.out() << HowMany(session, request, answer) << "\n";
  return ExitCode::kOk;
}

}  // namespace

void AddMeasureCommands(Commands& commands) {
  const Language in = commands.language();
  auto arguments = std::make_shared<MeasureArguments>();
  CLI::App* group = commands.Group("measure", text::kMeasureGroup);
  commands.Add(group, "list", text::kMeasureList, [](Session& session) { return ListMeasures(session); });
  CLI::App* show = commands.Add(group, "show", text::kMeasureShow, [arguments](Session& session) { return ShowMeasure(session, *arguments); });
  show->add_option("NAME", arguments->name, commands.Say(text::kMeasureName))->required();
  show->add_option("--unit", arguments->units, commands.Say(text::kUnitOption))->option_text("ID")->allow_extra_args(false);
  show->add_option("--grain", arguments->grain, commands.Say(text::kGrainOption))->option_text("GRAIN")->check(OneOf({"month", "quarter", "tertial", "half", "year"}, in));
  show->add_option("--from", arguments->from, commands.Say(text::kFromPeriodOption))->option_text("PERIOD")->check(APeriod(in));
  show->add_option("--to", arguments->to, commands.Say(text::kToPeriodOption))->option_text("PERIOD")->check(APeriod(in));
  show->add_flag("--as-organised-today", arguments->as_today, commands.Say(text::kAsTodayOption));
  CLI::App* table = commands.Add(group, "table", text::kMeasureTable, [arguments](Session& session) { return ShowTable(session, *arguments); });
  table->add_option("NAME", arguments->name, commands.Say(text::kMeasureName))->required();
  table->add_option("--unit", arguments->units, commands.Say(text::kUnitOption))->option_text("ID")->allow_extra_args(false);
  table->add_option("--period", arguments->period, commands.Say(text::kPeriodOption))->option_text("PERIOD")->check(APeriod(in));
  table->add_flag("--as-organised-today", arguments->as_today, commands.Say(text::kAsTodayOption));
  CLI::App* explain = commands.Add(group, "explain", text::kMeasureExplain, [arguments](Session& session) { return ExplainMeasure(session, *arguments); });
  explain->add_option("NAME", arguments->name, commands.Say(text::kMeasureName))->required();
  explain->add_option("--unit", arguments->unit, commands.Say(text::kOneUnitOption))->option_text("ID");
  explain->add_option("--period", arguments->period, commands.Say(text::kPeriodOption))->option_text("PERIOD")->check(APeriod(in));
  explain->add_option("--term", arguments->term, commands.Say(text::kTermOption))->option_text("TERM");
  explain->add_option("--by", arguments->by, commands.Say(text::kByOption))->option_text("BY")->check(OneOf({"supplier"}, in));
  explain->add_flag("--as-organised-today", arguments->as_today, commands.Say(text::kAsTodayOption));
  explain->add_option("--raw", arguments->raw_key, commands.Say(text::kRawOption))->option_text("KEY");
  explain->add_option("--limit", arguments->limit, commands.Say(text::kFactsLimit))->option_text("N")->check(ANumber(1, 1000, commands.language()));
}

}  // namespace helhet::cli
