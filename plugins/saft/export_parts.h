// Exports that are split over several files, as large ones are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "helhet/folder_source.h"

namespace helhet::saft {

// Which part of which export a file is, by its name (Skatteetaten's documentation of SAF-T Financial, naming of files):
// `SAF-T Financial_999999999_20160401235911_2_12.xml` is part 2 of 12.
struct PartName {
  // Equal for the parts of one export: the name without the numbers. With the folder before it, unless it holds the
  // organisation number and time that make it unique.
  std::string export_name;
  int part = 1;
  int parts = 1;

  bool is_split() const { return parts > 1; }
};

PartName ReadPartName(std::string_view locator);

// The files of one export.
struct Export {
  std::vector<sdk::FolderDocument> files;  // in the order of their parts
  std::string missing_parts;               // `2, 3`; empty when all are there
};

// All parts of the export in the folder, however long they have been there: master files often stand in the first
// alone. Of a part that is there twice the one that came last counts. `options` are those of the folder.
Result<Export> FindParts(const PartName& name, sdk::FolderSourceOptions options);

}  // namespace helhet::saft
