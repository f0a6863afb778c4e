// What every command has: where it writes, in which language and form, and the hub.
#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>

#include "core/cli/exit_code.h"
#include "core/cli/hub.h"
#include "core/cli/style.h"
#include "core/cli/table.h"
#include "core/cli/text.h"

namespace helhet::cli {

// What the process has around it. Tests bring their own.
struct Surroundings {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int width = 80;        // columns
  bool has_utf8 = true;  // for small curves
  // Empty when it is not set.
  std::function<std::string(const std::string& name)> environment;
  std::function<int64_t()> now_s;  // since 1970 UTC
  std::function<std::shared_ptr<grpc::Channel>(const ClientFile&)> dial = Dial;
};

enum class Output { kTable, kJson, kCsv };

// The options that every command takes.
struct Options {
  std::string data;
  std::string client;
  Output output = Output::kTable;
  Language language = Language::kBokmaal;
  std::string municipality;
};

// Of one thread.
class Session {
 public:
  Session(Surroundings& around, Options options) : around_(around), options_(std::move(options)) {}

  Language language() const { return options_.language; }
  Output output() const { return options_.output; }
  Surroundings& around() { return around_; }
  // What is written comes out by Flush.
  std::ostream& out() { return page_; }
  std::ostream& err() { return around_.err; }
  // Colours only on a terminal, and not when NO_COLOR is set (https://no-color.org).
  Painter paint() const;
  // Today in Norway, YYYY-MM-DD.
  std::string today() const;

  template <typename... Values>
  std::string Say(const Text& text, const Values&... values) const {
    return cli::Say(options_.language, text, values...);
  }

  // Reads client.yaml and connects, the first time.
  Result<Hub*> hub();
  // The municipality that was chosen by option, environment or client.yaml; empty when none was.
  Result<std::string> chosen_municipality();

  // Prints an answer in the form that was asked for. `empty` is what people read when there are no rows.
  void Print(const google::protobuf::Message& answer, const Table& table, const Text& empty);
  void PrintJson(const google::protobuf::Message& answer);
  // Prints a failure for people, to the error stream.
  void PrintFailure(const Status& status);

  // Every print of made-up data is marked, here and nowhere else: for people by a line above, in json by
  // `example_data`, a list of municipalities, and in csv by a column of that name.
  void Flush();
  // What a municipality is called in the mark.
  void Learn(const std::string& municipality_id, const std::string& name) { names_[municipality_id] = name; }
  // The mark is to be a YAML comment.
  void MarkAsComment() { mark_begin_ = "# ", mark_end_ = ""; }
  // What is printed has marks of its own, or is no print of data.
  void LeaveUnmarked() { is_unmarked_ = true; }
  // What is printed is another's bytes, which a mark would spoil.
  void MarkOnErrorStream() { marks_on_err_ = true; }

 private:
  std::string ClientPath() const;
  // The municipalities with made-up data that the answers are about.
  std::set<std::string> Examples() const { return hub_ == nullptr ? std::set<std::string>() : hub_->examples(); }

  Surroundings& around_;
  Options options_;
  std::unique_ptr<Hub> hub_;
  std::ostringstream page_;
  std::map<std::string, std::string> names_;
  bool is_unmarked_ = false;
  bool marks_on_err_ = false;
  const char* mark_begin_ = "*** ";
  const char* mark_end_ = " ***";
};

}  // namespace helhet::cli
