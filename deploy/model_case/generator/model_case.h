// WriteModelCase: all source data of the model case.
//
//   <folder>/<municipality number>/innboks/2023-04.zip …   invoices, by month
//   <folder>/<municipality number>/bestillinger/           orders, answers, receipts and catalogues by month; users
//   <folder>/<municipality number>/avtaler/avtaler.csv     the contract register of the cooperative
//   <folder>/<municipality number>/regnskap/               the ledger, a SAF-T file for each year
//   <folder>/5037/dokumenter/dokumenter.csv                what the document system knows of its documents
//   <folder>/<municipality number>/ssb/                    saved answers of Statistics Norway
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "helhet/status.h"
#include "inbox.h"

namespace helhet::model_case {

struct Options {
  std::filesystem::path folder;
  int scale_percent = 100;
  std::vector<int> years = {2021, 2022, 2023, 2024};
};

struct MunicipalityCount {
  std::string name;
  InboxCount inbox;
  int orders = 0;
  int postings = 0;
};
using Counts = std::vector<MunicipalityCount>;

// Writes to `<folder>.part` and renames it last, so that a folder that exists is whole. ALREADY_EXISTS if
// the folder is there. One thread for each municipality.
Result<Counts> WriteModelCase(const Options& options);

}  // namespace helhet::model_case
