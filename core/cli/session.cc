#include "core/cli/session.h"

#include <google/protobuf/util/json_util.h>

#include <filesystem>
#include <sstream>

#include "core/cli/display_width.h"
#include "core/cli/texts_common.h"
#include "core/model/calendar.h"

namespace helhet::cli {

ExitCode ExitCodeOf(const Status& status) {
  if (status.ok()) return ExitCode::kOk;
  if (status.reason() == "hub_unreachable" || status.reason() == "client_file") return ExitCode::kEnvironment;
  switch (status.code()) {
    case StatusCode::kInvalidArgument:
    case StatusCode::kNotFound:
    case StatusCode::kOutOfRange: return ExitCode::kUsage;
    case StatusCode::kUnauthenticated: return ExitCode::kEnvironment;
    default: return ExitCode::kFailed;
  }
}

Painter Session::paint() const { return Painter(around_.out_is_terminal && around_.environment("NO_COLOR").empty()); }

std::string Session::today() const {
  return model::LocalDay(around_.now_s() * 1'000'000);
}

std::string Session::ClientPath() const {
  if (!options_.client.empty()) return options_.client;
  if (!options_.data.empty()) return (std::filesystem::path(options_.data) / "client.yaml").string();
  if (const std::string path = around_.environment("HELHET_CLIENT"); !path.empty()) return path;
  if (const std::string folder = around_.environment("XDG_CONFIG_HOME"); !folder.empty()) return folder + "/helhet/client.yaml";
  return around_.environment("HOME") + "/.config/helhet/client.yaml";
}

Result<Hub*> Session::hub() {
  if (hub_) return hub_.get();
  const std::string path = ClientPath();
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return NotFound(Say(text::kNoClientFile, path)).WithReason("client_file").WithRemedy(Say(text::kMakeClientFile));
  }
  auto client = ReadClientFile(path);
  if (!client.ok()) {
    Status status = client.status();
    return status.WithReason("client_file");
  }
  hub_ = std::make_unique<Hub>(around_.dial(*client), *client, options_.language);
  return hub_.get();
}

Result<std::string> Session::chosen_municipality() {
  if (!options_.municipality.empty()) return options_.municipality;
  if (const std::string id = around_.environment("HELHET_MUNICIPALITY"); !id.empty()) return id;
  HELHET_ASSIGN_OR_RETURN(const Hub* const connected, hub());
  return connected->client().municipality;
}

void Session::PrintJson(const google::protobuf::Message& answer) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;  // a counter of 0 is a figure, not something left out
  std::string json;
  static_cast<void>(google::protobuf::util::MessageToJsonString(answer, &json, options));
  // The message is the API's own but for the mark, which the API gives beside it.
  std::string examples;
  for (const std::string& id : Examples()) examples += (examples.empty() ? "\"" : ", \"") + id + "\"";
  const bool is_empty = json.find('"') == std::string::npos;
  out() << "{\n \"example_data\": [" << examples << "]" << (is_empty ? "\n}\n" : "," + json.substr(1));
}

void Session::Flush() {
  std::string names;
  for (const std::string& id : Examples()) {
    const auto name = names_.find(id);
    names += (names.empty() ? "" : ", ") + (name == names_.end() ? id : name->second);
  }
  if ((options_.output == Output::kTable || marks_on_err_) && !is_unmarked_ && !names.empty() && page_.tellp() > 0) {
    const std::string mark = mark_begin_ + Say(text::kExampleData) + ": " + Printable(names) + mark_end_;
    for (const std::string& line : Wrap(mark, around_.width)) (marks_on_err_ ? around_.err : around_.out) << paint()(Style::kMark, line) << "\n";
  }
  around_.out << page_.str() << std::flush;
  page_.str("");
}

void Session::Print(const google::protobuf::Message& answer, const Table& table, const Text& empty) {
  switch (options_.output) {
    case Output::kJson: return PrintJson(answer);
    case Output::kCsv: {
      std::string examples;
      for (const std::string& id : Examples()) examples += (examples.empty() ? "" : " ") + id;
      Table marked = table;
      marked.AddColumn({"example_data", ""}, examples);
      return marked.PrintCsv(out());
    }
    case Output::kTable: break;
  }
  if (table.empty()) {
    out() << Say(empty) << "\n";
  } else {
    table.Print(out(), around_.width, 0, paint());
  }
}

void Session::PrintFailure(const Status& status) {
  const Painter paint(around_.err_is_terminal && around_.environment("NO_COLOR").empty());
  // Several faults stand one on each line, below the word.
  const bool is_one = status.message().find('\n') == std::string::npos;
  err() << paint(Style::kBad, Say(text::kError)) << ":" << (is_one ? " " : "\n");
  std::istringstream lines(status.message());
  for (std::string line; std::getline(lines, line);) err() << Printable(line) << "\n";
  if (!status.setting().empty()) err() << Say(text::kSettingAtFault) << ": " << Printable(status.setting()) << "\n";
  if (!status.remedy().empty()) err() << Say(text::kWhatToDo) << ": " << Printable(status.remedy()) << "\n";
}

}  // namespace helhet::cli
