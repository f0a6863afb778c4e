// The parts of the JSON-stat decoder. Each takes JSON values as they come, in any order of keys, and checks
// what depends on the whole in Finish.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "json_stat.h"
#include "json_walk.h"

namespace helhet::jsonstat {

// Notes are a list of texts; some publishers write one text.
Status DecodeNotes(JsonWalk& walk, Json value, std::vector<std::string>& notes);
// Puts the scalars below `value` into `flat` by their path.
Status Flatten(JsonWalk& walk, Json value, const std::string& path, std::map<std::string, std::string>& flat);

// One member of `dimension`.
class DimensionDecoder {
 public:
  DimensionDecoder(JsonWalk& walk, std::string id) : walk_(walk) { dimension_.id = std::move(id); }

  // Takes a member of the dimension: label, category, extension, note.
  Status TakeMember(std::string_view key, Json value);
  // The dimension, checked; `size` as the dataset states it, none for a document of class dimension.
  Result<Dimension> Finish(std::optional<uint64_t> size);
  const std::string& id() const { return dimension_.id; }

 private:
  struct Unit {
    std::string name;
    std::optional<int> decimals;
  };
  using ByCode = std::vector<std::pair<std::string, std::string>>;

  Status Fail(const std::string& what) const;
  Status TakeCategory(std::string_view key, Json value);
  Status TakeIndex(Json value);
  Status TakeUnit(std::string code, Json value);
  Status OrderCategories(std::optional<uint64_t> size);
  Status CheckChildren() const;
  Result<Category*> CategoryOf(const std::string& code, const char* member);

  JsonWalk& walk_;
  Dimension dimension_;
  bool has_category_ = false;
  bool has_index_ = false;
  std::vector<std::pair<std::string, uint64_t>> index_;
  ByCode labels_;
  std::vector<std::pair<std::string, Unit>> units_;
  std::vector<std::pair<std::string, std::vector<std::string>>> children_;
  std::vector<std::pair<std::string, std::vector<std::string>>> notes_;
  std::vector<std::string> coordinates_;
};

// A dataset, by itself, in a collection or in a bundle.
class DatasetDecoder {
 public:
  // `legacy`: JSON-stat 1, where id, size and role stand inside `dimension`.
  // `limits` is what is left for this dataset: Finish takes its cells from it.
  DatasetDecoder(JsonWalk& walk, Limits& limits, bool legacy) : walk_(walk), limits_(limits), legacy_(legacy) {}

  Status TakeMember(std::string_view key, Json value);
  // Whether it has the parts of a dataset; an item of a collection may be a mere reference.
  bool embedded() const { return has_dimension_; }
  const std::string& href() const { return dataset_.href; }
  Result<Dataset> Finish();

 private:
  Status TakeDimensions(Json value);
  Status TakeRole(Json value);
  Status TakeValues(Json value);
  Status TakeStatus(Json value);
  Status TakeCell(Json value, const std::string& place, Dataset::CellText& cell);
  Result<uint64_t> FlatIndex(std::string_view key, const char* member) const;
  Result<uint16_t> Symbol(Json value);
  Status OrderDimensions();
  Status PlaceRoles();
  Status TakeCellsFromLimit();
  Status PlaceValues();
  Status PlaceStatus();

  JsonWalk& walk_;
  Limits& limits_;
  const bool legacy_;
  Dataset dataset_;
  bool has_dimension_ = false;
  std::vector<std::string> ids_;
  std::vector<uint64_t> sizes_;
  std::vector<DimensionDecoder> dimensions_;
  std::vector<std::pair<std::string, std::string>> roles_;  // role, id
  bool sparse_values_ = false;
  std::vector<Dataset::CellText> dense_;
  std::vector<std::pair<uint64_t, Dataset::CellText>> sparse_;
  bool sparse_status_ = false;
  bool has_status_ = false;
  std::vector<uint16_t> status_list_;
  std::vector<std::pair<uint64_t, uint16_t>> status_by_index_;
  std::unordered_map<std::string, uint16_t> symbol_numbers_;
};

}  // namespace helhet::jsonstat
