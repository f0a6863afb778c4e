// WriteModelCase: all source data of the model case.
//
//   <folder>/<municipality number>/innboks/2023-04.zip …   invoices, by month
//   <folder>/<municipality number>/ssb/                    saved answers of Statistics Norway
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "helhet/status.h"
#include "inbox.h"

namespace helhet::model_case {

struct Options {
  std::filesystem::path folder;
  int scale_percent = 100;
  std::vector<int> years = {2021, 2022, 2023, 2024};
};

struct Counts {
  std::vector<std::pair<std::string, InboxCount>> inboxes;  // by the municipality's name
};

// Writes to `<folder>.part` and renames it last, so that a folder that exists is whole. ALREADY_EXISTS if
// the folder is there. One thread for each municipality.
Result<Counts> WriteModelCase(const Options& options);

}  // namespace helhet::model_case
