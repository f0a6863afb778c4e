// JSON-stat 2.0 (json-stat.org/format): statistics as a cube of cells, decoded from text. No I/O.
//
// Read: datasets, dense or sparse; collections with embedded datasets; single dimensions; and the bundle of
// JSON-stat 1, which has neither class nor version. What the format leaves open is kept as it stands: a
// number is its own text, so that no figure passes through floating point, and a null is never 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "helhet/status.h"

namespace helhet::jsonstat {

// Bounds on one document, against mistakes and malice.
struct Limits {
  // Text; a service's largest answer (800,000 cells with a status each) is half of this.
  size_t bytes = 32u << 20;
  // Cells with values, in all datasets of a document. Metadata has no values, and is not bounded by this.
  size_t cells = 2'000'000;
  // Dimensions of a dataset; published tables have fewer than ten.
  size_t dimensions = 100;
  // Objects and arrays inside each other; the format needs eight.
  int depth = 64;
};

struct Category {
  std::string code;
  std::string label;  // the code, when there is none
  // Of a metric: `personer`, and decimals as shown.
  std::string unit;
  std::optional<int> decimals;
  std::vector<std::string> children;
  std::vector<std::string> notes;
};

struct Dimension {
  std::string id;
  std::string label;
  std::vector<Category> categories;  // in the order of their positions
  std::vector<std::string> notes;
  // Scalars of `extension` by their path: `measuringType/Personer1` -> `Stock`, `elimination` -> `true`.
  std::map<std::string, std::string> extension;

  // Position of a code.
  std::optional<size_t> Find(std::string_view code) const;
  // A member of extension; empty when there is none.
  std::string Extension(const std::string& path) const;

  std::map<std::string, size_t, std::less<>> positions;
};

// One cell's value.
struct Value {
  enum class Kind : uint8_t { kNull, kNumber, kText };
  Kind kind = Kind::kNull;
  std::string_view text;  // a number as it is written; valid as long as the dataset
};

class Dataset {
 public:
  std::string label;
  std::string source;
  std::string updated;  // as written: it may be rubbish
  std::string href;
  std::vector<std::string> notes;
  std::vector<Dimension> dimensions;  // in the order of `id`
  // Positions in `dimensions` of those with a role.
  std::vector<size_t> time, geo, metric;
  std::map<std::string, std::string> extension;

  // Cells that the sizes make up, whether there are values or not.
  uint64_t cell_count() const { return cell_count_; }
  // False for metadata: `value` is null, absent or an empty list.
  bool has_values() const { return !cells_.empty(); }
  // By flat index: row-major order, the last dimension fastest. Null cells when there are no values.
  Value value(size_t cell) const;
  // The cell's status; empty when it has none.
  std::string_view status(size_t cell) const;
  bool has_status() const { return !statuses_.empty(); }
  // Position in each dimension.
  std::vector<size_t> Positions(size_t cell) const;
  // The dimension by id; null when there is none.
  const Dimension* Find(std::string_view id) const;

 private:
  friend class DatasetDecoder;
  struct CellText {
    Value::Kind kind = Value::Kind::kNull;
    uint32_t offset = 0;
    uint32_t length = 0;
  };

  uint64_t cell_count_ = 0;
  std::string text_;  // all values, one after the other
  std::vector<CellText> cells_;
  std::vector<std::string> symbols_;  // distinct statuses; the first is empty
  std::vector<uint16_t> statuses_;    // by cell, into symbols_; one entry means all cells
};

struct Document {
  std::string label;
  std::vector<Dataset> datasets;        // one, or those embedded in a collection or bundle, in order
  std::vector<Dimension> dimensions;    // of class dimension
  std::vector<std::string> references;  // addresses of a collection's items that are not embedded
};

// INVALID_ARGUMENT with `json-stat: place: what` for text that is not JSON-stat or contradicts itself.
// RESOURCE_EXHAUSTED over a limit.
Result<Document> Decode(std::string_view json, const Limits& limits = {});
// The one dataset of a document; INVALID_ARGUMENT when it has none or several.
Result<Dataset> DecodeDataset(std::string_view json, const Limits& limits = {});

}  // namespace helhet::jsonstat
