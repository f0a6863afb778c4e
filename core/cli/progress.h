// How a long run goes, on the error stream: one line that changes on a terminal, now and then a line elsewhere.
#pragma once

#include <string>

#include "core/cli/session.h"
#include "helhet/api/v1/connector_service.pb.h"

namespace helhet::cli {

class Progress {
 public:
  // `name`: the run as a person knows it.
  Progress(Session& session, std::string name) : session_(session), name_(std::move(name)) {}
  // Removes the line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Show(const api::v1::RunConnectorResponse& response);

 private:
  std::string Line(const api::v1::RunConnectorResponse& response) const;

  // Seconds between lines where they stay: a log of a night's runs is to be read.
  static constexpr int64_t kBetweenLines = 10;

  Session& session_;
  std::string name_;
  bool is_shown_ = false;
  int64_t last_line_s_ = 0;
};

}  // namespace helhet::cli
