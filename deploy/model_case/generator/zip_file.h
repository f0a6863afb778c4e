// ZipFile: a zip archive whose bytes depend on its content alone, not on the clock or the time zone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "date.h"
#include "helhet/status.h"

namespace helhet::model_case {

class ZipFile {
 public:
  // Every entry is dated the 28th of the month, as if the archive was packed then.
  ZipFile(std::filesystem::path path, Month month);

  void Add(std::string name, std::string content) { entries_.push_back({std::move(name), std::move(content)}); }
  // Writes the archive, and its folder if it is not there. Fails with the reason that libzip gives.
  Status Close();

 private:
  struct Entry {
    std::string name;
    std::string content;
  };

  std::filesystem::path path_;
  uint16_t dos_date_;
  std::vector<Entry> entries_;
};

}  // namespace helhet::model_case
