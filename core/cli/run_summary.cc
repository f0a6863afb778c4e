#include "core/cli/run_summary.h"

#include "core/cli/display_width.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_connector.h"

namespace helhet::cli {
namespace {

using api::v1::Run;
using api::v1::RunCounters;

bool AddsUp(const RunCounters& counters) { return counters.read() == Stored(counters) + counters.unchanged() + counters.refused(); }

// `Levanger faktura`, which can be broken between the two.
std::string RunName(const Run& run, const std::map<std::string, std::string>& names) {
  return NameOr(names, run.municipality_id()) + " " + run.connector_id();
}

Style StateStyle(api::v1::RunState state) {
  return state == api::v1::RUN_STATE_SUCCEEDED ? Style::kGood : state == api::v1::RUN_STATE_FAILED ? Style::kBad : Style::kWarning;
}

std::vector<Cell> CounterCells(const RunCounters& counters, Language language) {
  std::vector<Cell> cells;
  for (const int64_t count : {counters.read(), Stored(counters), counters.unchanged(), counters.refused(), counters.waiting()}) {
    cells.push_back(Cell::Count(count, language));
  }
  return cells;
}

RunCounters SumOf(const std::vector<Run>& runs) {
  RunCounters sum;
  for (const Run& run : runs) {
    const auto* type = RunCounters::descriptor();
    for (int i = 0; i < type->field_count(); ++i) {
      const auto* field = type->field(i);
      sum.GetReflection()->SetInt64(&sum, field, sum.GetReflection()->GetInt64(sum, field) + run.counters().GetReflection()->GetInt64(run.counters(), field));
    }
  }
  return sum;
}

// Says why a run did not go through, and what to do.
void PrintOutcome(Session& session, const Run& run, const std::string& name) {
  const Painter paint = session.paint();
  const int width = session.around().width;
  std::string sentence;
  if (run.state() == api::v1::RUN_STATE_FAILED) sentence = session.Say(text::kRunFailed, name, Printable(run.problem().what()));
  if (run.state() == api::v1::RUN_STATE_CANCELLED) sentence = session.Say(text::kRunCancelled, name);
  if (run.state() == api::v1::RUN_STATE_INTERRUPTED) sentence = session.Say(text::kRunInterrupted, name);
  if (sentence.empty()) return;
  session.out() << "\n";
  for (const std::string& line : Wrap(sentence, width)) session.out() << paint(StateStyle(run.state()), line) << "\n";
  const auto detail = [&](const Text& label, const std::string& value) {
    if (value.empty()) return;
    for (const std::string& line : Wrap(session.Say(label) + ": " + Printable(value), width - 2)) session.out() << "  " << line << "\n";
  };
  detail(text::kSettingAtFault, run.problem().setting());
  detail(text::kWhatToDo, run.problem().remedy());
  const auto wait_s = static_cast<int64_t>((run.problem().retry_after_ms() + 999) / 1000);
  if (wait_s > 0) detail(text::kTryAgainIn, FormatDuration(wait_s, session.language()));
}

}  // namespace

std::string RunStateText(api::v1::RunState state, Language language) {
  switch (state) {
    case api::v1::RUN_STATE_RUNNING: return Say(language, text::kStateRunning);
    case api::v1::RUN_STATE_SUCCEEDED: return Say(language, text::kStateSucceeded);
    case api::v1::RUN_STATE_FAILED: return Say(language, text::kStateFailed);
    case api::v1::RUN_STATE_CANCELLED: return Say(language, text::kStateCancelled);
    case api::v1::RUN_STATE_INTERRUPTED: return Say(language, text::kStateInterrupted);
    default: return Say(language, text::kStateUnknown);
  }
}

int64_t Stored(const RunCounters& counters) { return counters.inserted() + counters.changed() + counters.deleted(); }

std::string RunDuration(const Run& run, Language language) {
  const int64_t start = UnixSeconds(run.start_time()), end = UnixSeconds(run.end_time());
  return start < 0 || end < 0 ? "" : FormatDuration(end - start, language);
}

Table RunTable(const Session& session, const std::vector<Run>& runs, const std::map<std::string, std::string>& names, bool with_sum) {
  const Language in = session.language();
  Table table({{"connector", session.Say(text::kConnector), Align::kLeft, true},
               {"read", session.Say(text::kRead), Align::kRight},
               {"stored", session.Say(text::kStored), Align::kRight},
               {"unchanged", session.Say(text::kUnchanged), Align::kRight},
               {"refused", session.Say(text::kRefused), Align::kRight},
               {"waiting", session.Say(text::kWaiting), Align::kRight},
               {"seconds", session.Say(text::kDuration), Align::kRight},
               {"state", session.Say(text::kState)}});
  const auto add = [&](const std::string& shown, const std::string& plain, const RunCounters& counters, Cell duration, Cell state) {
    Cell name(plain);  // in CSV the identifiers; a connector's name is text from outside
    name.shown = shown;
    std::vector<Cell> row = {name};
    for (Cell& cell : CounterCells(counters, in)) row.push_back(std::move(cell));
    row.push_back(std::move(duration));
    row.push_back(std::move(state));
    table.Add(std::move(row));
  };
  for (const Run& run : runs) {
    const int64_t start = UnixSeconds(run.start_time()), end = UnixSeconds(run.end_time());
    add(RunName(run, names), run.municipality_id() + "/" + run.connector_id(), run.counters(),
        Cell::Value(RunDuration(run, in), start < 0 || end < 0 ? "" : std::to_string(end - start)),
        Cell::Value(RunStateText(run.state(), in), RunStateText(run.state(), Language::kEnglish)).In(StateStyle(run.state())));
  }
  if (with_sum && runs.size() > 1) add(session.Say(text::kSum), "sum", SumOf(runs), Cell(), Cell());
  return table;
}

void PrintRunSummary(Session& session, const std::vector<Run>& runs, const std::map<std::string, std::string>& names) {
  const Language in = session.language();
  const RunCounters sum = SumOf(runs);
  RunTable(session, runs, names, true).Print(session.out(), session.around().width, 0, session.paint());
  session.out() << "\n"
                << session.Say(text::kLaw, FormatCount(sum.read(), in), FormatCount(Stored(sum), in), FormatCount(sum.unchanged(), in),
                               FormatCount(sum.refused(), in))
                << "\n";
  int64_t recomputed = 0;
  bool is_dry = false;
  for (const Run& run : runs) {
    recomputed += run.recomputed();
    is_dry = is_dry || run.trigger() == "dry_run";
    if (!AddsUp(run.counters())) {
      session.out() << session.paint()(Style::kBad, session.Say(text::kLawBroken, RunName(run, names))) << "\n";
    }
  }
  if (is_dry) session.out() << session.Say(text::kNothingStored) << "\n";
  if (!is_dry && Stored(sum) > 0) {
    session.out() << session.Say(text::kStoredOf, FormatCount(sum.inserted(), in), FormatCount(sum.changed(), in), FormatCount(sum.deleted(), in)) << "\n";
  }
  if (recomputed > 0) session.out() << session.Say(text::kRecomputedOf, FormatCount(recomputed, in)) << "\n";
  if (sum.flagged() > 0) session.out() << session.Say(text::kFlaggedOf, FormatCount(sum.flagged(), in)) << "\n";
  if (sum.waiting() > 0) session.out() << session.Say(text::kWaitingOf, FormatCount(sum.waiting(), in)) << "\n";
  if (sum.refused() > 0) session.out() << session.Say(text::kRefusedOf, FormatCount(sum.refused(), in)) << "\n";
  for (const Run& run : runs) PrintOutcome(session, run, RunName(run, names));
}

}  // namespace helhet::cli
