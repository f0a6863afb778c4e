// Exports that are split over several files, as large ones are.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "helhet/document_source.h"

namespace helhet::saft {

// Which part of which export a file is, by its name (Skatteetaten's documentation of SAF-T Financial, naming of files):
// `SAF-T Financial_999999999_20160401235911_2_12.xml` is part 2 of 12.
struct PartName {
  // Equal for the parts of one export: the name without the numbers. With the folder before it, unless it holds the
  // organisation number and time that make it unique.
  std::string export_name;
  int part = 1;
  int parts = 1;
  // No other export has the name, so its parts may lie in different folders and zip files.
  bool is_unique = false;

  bool is_split() const { return parts > 1; }
};

PartName ReadPartName(std::string_view locator);

// The files of one export.
struct Export {
  std::vector<sdk::FolderDocument> files;  // in the order of their parts
  std::string missing_parts;               // `2, 3`; empty when all are there
};

// Which files of a place are to be read, by their names there.
using FileChoice = std::function<bool(const std::string& file)>;

// Finds the parts of exports at the place that a read goes through, however long they have been there: master files
// often stand in the first alone. Lives as long as the read.
class PartFinder {
 public:
  // Opens the place anew, with its files as streams.
  using OpenPlace = std::function<Result<sdk::DocumentSource>(FileChoice wants_file)>;
  explicit PartFinder(OpenPlace open) : open_(std::move(open)) {}

  // All parts that are there of the export that the document at `locator` is one of. A server sends no file that says by
  // its name that it is of another export, and other zip files only where something is missing, each once to be looked
  // into. Of a part that is there twice the one that came last counts, beside the document before in other zip files.
  // Errors are those of the place.
  Result<Export> Find(const PartName& name, const std::string& locator);

 private:
  using Parts = std::map<int, sdk::FolderDocument>;
  Result<Parts> Look(const std::string& export_name, const FileChoice& wants_file);

  const OpenPlace open_;
  // Zip files that were looked into, each with the split exports that it has parts of.
  std::map<std::string, std::set<std::string>> zip_files_;
};

}  // namespace helhet::saft
