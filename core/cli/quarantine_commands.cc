// quarantine and unmapped: what was refused, what waits, and how both are put right.
#include "core/cli/commands.h"
#include "core/cli/display_width.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_connector.h"
#include "core/cli/texts_measure.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages
using Quarantine = QuarantineService::Stub;

struct QuarantineArguments {
  std::string connector;
  std::string key;
  std::vector<std::string> keys;
  std::string stream;
};

struct MapArguments {
  std::string scheme;
  std::string code;
  std::string unit;
  std::string from;
  std::string to;
};

// What a person sees of a record's bytes at once; the whole of it comes as json.
constexpr size_t kShownBytes = 4096;

Result<ListQuarantineResponse> RecordsOf(Session& session, const std::string& municipality_id, const std::string& connector_id) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  ListQuarantineRequest request;
  request.set_municipality_id(municipality_id);
  request.set_connector_id(connector_id);
  return hub->AskAll(hub->quarantine, &Quarantine::ListQuarantine, request);
}

// Reasons are sentences: a block for each record reads better than a column.
void PrintRecord(Session& session, const std::string& municipality, const QuarantinedRecord& record) {
  const int width = session.around().width;
  const std::string place = record.locator() == record.natural_key() ? "" : "  (" + record.locator() + ")";
  session.out() << session.paint()(Style::kHeading, Printable(municipality + " " + record.connector_id() + "  " + record.natural_key())) << Printable(place) << "\n";
  for (const std::string& line : Wrap(Printable(record.what()), width - 4)) session.out() << "    " << line << "\n";
  if (record.remedy().empty()) return;
  for (const std::string& line : Wrap(session.Say(text::kWhatToDo) + ": " + Printable(record.remedy()), width - 4)) session.out() << "    " << line << "\n";
}

Result<ExitCode> ListQuarantined(Session& session, const QuarantineArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, MunicipalitiesMeant(session));
  Table table({{"connector", ""}, {"natural_key", ""}, {"locator", ""}, {"what", ""}, {"remedy", ""}});
  ListQuarantineResponse all;
  const bool is_for_people = session.output() == Output::kTable;
  for (const auto& municipality : meant) {
    HELHET_ASSIGN_OR_RETURN(const auto records, RecordsOf(session, municipality.municipality_id(), arguments.connector));
    for (const auto& record : records.records()) {
      table.Add({municipality.municipality_id() + "/" + record.connector_id(), record.natural_key(), record.locator(), record.what(), record.remedy()});
      if (is_for_people) PrintRecord(session, municipality.name(), record);
    }
    all.MergeFrom(records);
  }
  if (!is_for_people || table.empty()) session.Print(all, table, text::kNone);
  return ExitCode::kOk;
}

Result<ExitCode> ShowQuarantined(Session& session, const QuarantineArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string owner, MunicipalityWith(session, session.Say(text::kRecord, arguments.key), "helhet quarantine list",
                                                                    [&](const std::string& municipality) -> Result<bool> {
    HELHET_ASSIGN_OR_RETURN(const auto records, RecordsOf(session, municipality, arguments.connector));
    return std::any_of(records.records().begin(), records.records().end(), [&](const auto& record) { return record.natural_key() == arguments.key; });
  }));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  GetQuarantinedRequest request;
  request.set_municipality_id(owner);
  request.set_connector_id(arguments.connector);
  request.set_natural_key(arguments.key);
  request.set_stream(arguments.stream);
  HELHET_ASSIGN_OR_RETURN(const auto answer, hub->Ask(hub->quarantine, &Quarantine::GetQuarantined, request));
  const QuarantinedRecord& record = answer.record();
  Table table({{"field", ""}, {"value", "", Align::kLeft, true}});
  table.Add({session.Say(text::kKey), record.natural_key()});
  table.Add({session.Say(text::kLocator), record.locator()});
  table.Add({session.Say(text::kReason), record.what() + " (" + record.code() + ")"});
  table.Add({session.Say(text::kWhatToDo), record.remedy()});
  session.Print(answer, table, text::kNone);
  if (session.output() != Output::kTable) return ExitCode::kOk;
  if (answer.raw().empty()) {
    session.out() << session.Say(text::kRawGone) << "\n";
    return ExitCode::kOk;
  }
  const std::string shown = answer.raw().substr(0, kShownBytes);
  session.out() << "\n" << session.Say(text::kRawShown, shown.size(), answer.raw_length(), Printable(answer.raw_media_type())) << "\n";
  for (size_t begin = 0; begin < shown.size();) {
    const size_t end = std::min(shown.find('\n', begin), shown.size());
    session.out() << "  " << Printable(shown.substr(begin, end - begin)) << "\n";
    begin = end + 1;
  }
  return ExitCode::kOk;
}

Result<ExitCode> Replay(Session& session, const QuarantineArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string owner, MunicipalityWith(session, session.Say(text::kConnectorNamed, arguments.connector), "helhet quarantine list",
                                                                    [&](const std::string& municipality) -> Result<bool> {
    HELHET_ASSIGN_OR_RETURN(const auto records, RecordsOf(session, municipality, arguments.connector));
    return !records.records().empty();
  }));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  ReplayQuarantineRequest request;
  request.set_municipality_id(owner);
  request.set_connector_id(arguments.connector);
  for (const std::string& key : arguments.keys) request.add_natural_keys(key);
  request.set_stream(arguments.stream);
  HELHET_ASSIGN_OR_RETURN(const auto answer, hub->Ask(hub->quarantine, &Quarantine::ReplayQuarantine, request, kWork));
  const Language in = session.language();
  if (session.output() == Output::kTable) {
    session.out() << session.Say(text::kReplayed, FormatCount(answer.replayed(), in), FormatCount(answer.stored(), in), FormatCount(answer.refused(), in),
                                 FormatCount(answer.without_raw(), in))
                  << "\n";
    return ExitCode::kOk;
  }
  Table table({{"replayed", ""}, {"stored", ""}, {"refused", ""}, {"without_raw", ""}});
  table.Add({Cell::Count(answer.replayed(), in), Cell::Count(answer.stored(), in), Cell::Count(answer.refused(), in), Cell::Count(answer.without_raw(), in)});
  session.Print(answer, table, text::kNone);
  return ExitCode::kOk;
}

Result<ExitCode> ListUnmapped(Session& session) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, MunicipalitiesMeant(session));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  const Language in = session.language();
  Table table({{"municipality_id", session.Say(text::kMunicipality), Align::kLeft, true},
               {"scheme", session.Say(text::kScheme)},
               {"code", session.Say(text::kCode), Align::kLeft, true},
               {"facts", session.Say(text::kCount), Align::kRight},
               {"example_locator", session.Say(text::kExample), Align::kLeft, true}});
  ListUnmappedCodesResponse all;
  std::string sums;
  int64_t waiting = 0;
  for (const auto& municipality : meant) {
    ListUnmappedCodesRequest request;
    request.set_municipality_id(municipality.municipality_id());
    HELHET_ASSIGN_OR_RETURN(const auto codes, hub->AskAll(hub->quarantine, &Quarantine::ListUnmappedCodes, request));
    for (const auto& code : codes.codes()) {
      table.Add({Cell::Value(municipality.name(), municipality.municipality_id()), code.scheme(), code.code(), Cell::Count(code.facts(), in), code.example_locator()});
    }
    if (codes.waiting_facts() > 0) sums += session.Say(text::kWaitInAll, FormatCount(codes.waiting_facts(), in), Printable(municipality.name())) + "\n";
    waiting += codes.waiting_facts();
    all.MergeFrom(codes);
  }
  all.set_waiting_facts(waiting);
  session.Print(all, table, text::kNone);
  if (session.output() == Output::kTable) session.out() << sums;
  return ExitCode::kOk;
}

Result<ExitCode> MapCode(Session& session, const MapArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string owner, MunicipalityMeant(session, session.Say(text::kCode) + " " + arguments.code));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  MapCodeRequest request;
  request.set_municipality_id(owner);
  request.set_scheme(arguments.scheme);
  request.set_code(arguments.code);
  request.set_unit_id(arguments.unit);
  request.set_valid_from(arguments.from);
  request.set_valid_to(arguments.to);
  HELHET_ASSIGN_OR_RETURN(const auto answer, hub->Ask(hub->quarantine, &Quarantine::MapCode, request, kWork));
  const Language in = session.language();
  if (session.output() == Output::kTable) {
    session.out() << session.Say(text::kMapped, FormatCount(answer.mapped_facts(), in), FormatCount(answer.recomputed(), in)) << "\n";
    return ExitCode::kOk;
  }
  Table table({{"mapped_facts", ""}, {"recomputed", ""}});
  table.Add({Cell::Count(answer.mapped_facts(), in), Cell::Count(answer.recomputed(), in)});
  session.Print(answer, table, text::kNone);
  return ExitCode::kOk;
}

}  // namespace

void AddQuarantineCommands(Commands& commands) {
  auto arguments = std::make_shared<QuarantineArguments>();
  CLI::App* group = commands.Group("quarantine", text::kQuarantineGroup);
  CLI::App* list = commands.Add(group, "list", text::kQuarantineList, [arguments](Session& session) { return ListQuarantined(session, *arguments); });
  list->add_option("CONNECTOR", arguments->connector, commands.Say(text::kConnectorFilter));
  CLI::App* show = commands.Add(group, "show", text::kQuarantineShow, [arguments](Session& session) { return ShowQuarantined(session, *arguments); });
  show->add_option("CONNECTOR", arguments->connector, commands.Say(text::kConnectorFilter))->required();
  show->add_option("KEY", arguments->key, commands.Say(text::kRecordKey))->required();
  show->add_option("--stream", arguments->stream, commands.Say(text::kStreamOption));
  CLI::App* replay = commands.Add(group, "replay", text::kQuarantineReplay, [arguments](Session& session) { return Replay(session, *arguments); });
  replay->add_option("CONNECTOR", arguments->connector, commands.Say(text::kConnectorFilter))->required();
  replay->add_option("KEY", arguments->keys, commands.Say(text::kRecordKey));
  replay->add_option("--stream", arguments->stream, commands.Say(text::kStreamOption));

  auto map_arguments = std::make_shared<MapArguments>();
  CLI::App* unmapped = commands.Group("unmapped", text::kUnmappedGroup);
  commands.Add(unmapped, "list", text::kUnmappedList, [](Session& session) { return ListUnmapped(session); });
  CLI::App* map = commands.Add(unmapped, "map", text::kUnmappedMap, [map_arguments](Session& session) { return MapCode(session, *map_arguments); });
  map->add_option("SCHEME", map_arguments->scheme, commands.Say(text::kSchemeArgument))->required();
  map->add_option("CODE", map_arguments->code, commands.Say(text::kCode))->required();
  map->add_option("UNIT", map_arguments->unit, commands.Say(text::kUnitArgument))->required();
  map->add_option("--from", map_arguments->from, commands.Say(text::kValidFrom))->option_text("DATE")->check(ADate(commands.language()));
  map->add_option("--to", map_arguments->to, commands.Say(text::kValidTo))->option_text("DATE")->check(ADate(commands.language()));
}

}  // namespace helhet::cli
