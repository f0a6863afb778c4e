// --help and what is said of wrong usage, in the reader's language.
#pragma once

#include <CLI/CLI.hpp>

#include "core/cli/text.h"

namespace helhet::cli {

// Lays --help out within the width.
class HelpFormatter : public CLI::FormatterBase {
 public:
  HelpFormatter(Language language, int width) : language_(language), width_(width) {}
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;

 private:
  std::string Entry(const std::string& name, const std::string& description) const;

  Language language_;
  int width_;
};

// What is wrong with a command line, in one sentence.
std::string ExplainUsage(const CLI::ParseError& error, const CLI::App& app, Language language);

}  // namespace helhet::cli
