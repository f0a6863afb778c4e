// What every command has: where it writes, in which language and form, and the hub.
#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
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
  std::ostream& out() { return around_.out; }
  std::ostream& err() { return around_.err; }
  // Colours only on a terminal, and not when NO_COLOR is set (https://no-color.org).
  Painter paint() const;
  // Today in UTC, YYYY-MM-DD.
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

 private:
  std::string ClientPath() const;

  Surroundings& around_;
  Options options_;
  std::unique_ptr<Hub> hub_;
};

}  // namespace helhet::cli
