#include <charconv>
#include <limits>

#include "json_stat_decoder.h"

namespace helhet::jsonstat {
namespace {

Status Fail(const std::string& what) { return InvalidArgument(what).WithReason("json_stat_invalid"); }

Status TakeTexts(JsonWalk& walk, Json value, const std::string& what, std::vector<std::string>& texts) {
  return walk.Elements(value, what, [&](Json element) -> Status {
    HELHET_ASSIGN_OR_RETURN(std::string text, JsonWalk::Text(element, what));
    texts.push_back(std::move(text));
    return OkStatus();
  });
}

Status TakeSizes(JsonWalk& walk, Json value, std::vector<uint64_t>& sizes) {
  return walk.Elements(value, "size", [&](Json element) -> Status {
    HELHET_ASSIGN_OR_RETURN(const std::string_view token, JsonWalk::Number(element, "size"));
    uint64_t size = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), size);
    if (error != std::errc() || end != token.data() + token.size()) {
      return Fail("size: '" + std::string(token) + "' is no count");
    }
    sizes.push_back(size);
    return OkStatus();
  });
}

}  // namespace

Status DatasetDecoder::TakeMember(std::string_view key, Json value) {
  if (key == "id" && !legacy_) return TakeTexts(walk_, value, "id", ids_);
  if (key == "size" && !legacy_) return TakeSizes(walk_, value, sizes_);
  if (key == "role" && !legacy_) return TakeRole(value);
  if (key == "dimension") return TakeDimensions(value);
  if (key == "value") return TakeValues(value);
  if (key == "status") return TakeStatus(value);
  if (key == "extension") return Flatten(walk_, value, "", dataset_.extension);
  if (key == "note") return DecodeNotes(walk_, value, dataset_.notes);
  std::string* text = key == "label"     ? &dataset_.label
                      : key == "source"  ? &dataset_.source
                      : key == "updated" ? &dataset_.updated
                      : key == "href"    ? &dataset_.href
                                         : nullptr;
  if (text == nullptr) return walk_.Skip(value);
  HELHET_ASSIGN_OR_RETURN(*text, JsonWalk::Scalar(value));
  return OkStatus();
}

Status DatasetDecoder::TakeDimensions(Json value) {
  has_dimension_ = true;
  return walk_.Members(value, "dimension", [this](std::string_view id, Json member) {
    if (legacy_ && id == "id") return TakeTexts(walk_, member, "id", ids_);
    if (legacy_ && id == "size") return TakeSizes(walk_, member, sizes_);
    if (legacy_ && id == "role") return TakeRole(member);
    if (dimensions_.size() >= limits_.dimensions) {
      return Fail("dimension has more than " + std::to_string(limits_.dimensions) + " members");
    }
    DimensionDecoder& decoder = dimensions_.emplace_back(walk_, std::string(id));
    return walk_.Members(member, "dimension '" + decoder.id() + "'",
                         [&](std::string_view key, Json part) { return decoder.TakeMember(key, part); });
  });
}

Status DatasetDecoder::TakeRole(Json value) {
  return walk_.Members(value, "role", [this](std::string_view role, Json list) -> Status {
    std::vector<std::string> ids;
    HELHET_RETURN_IF_ERROR(TakeTexts(walk_, list, "role", ids));
    for (std::string& id : ids) roles_.emplace_back(role, std::move(id));
    return OkStatus();
  });
}

Result<uint64_t> DatasetDecoder::FlatIndex(std::string_view key, const char* member) const {
  uint64_t index = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
  if (error != std::errc() || end != key.data() + key.size()) {
    return Fail(std::string(member) + ": '" + std::string(key.substr(0, 40)) + "' is no cell number");
  }
  return index;
}

Status DatasetDecoder::TakeCell(Json value, const std::string& place, Dataset::CellText& cell) {
  HELHET_ASSIGN_OR_RETURN(const JsonType type, JsonWalk::TypeOf(value));
  if (type == JsonType::null) return JsonWalk::Scalar(value).status();
  const size_t offset = dataset_.text_.size();
  if (type == JsonType::number) {
    HELHET_ASSIGN_OR_RETURN(const std::string_view token, JsonWalk::Number(value, place));
    dataset_.text_ += token;
    cell.kind = Value::Kind::kNumber;
  } else {
    HELHET_ASSIGN_OR_RETURN(const std::string text, JsonWalk::Text(value, place));
    dataset_.text_ += text;
    cell.kind = Value::Kind::kText;
  }
  cell.offset = static_cast<uint32_t>(offset);
  cell.length = static_cast<uint32_t>(dataset_.text_.size() - offset);
  return OkStatus();
}

Status DatasetDecoder::TakeValues(Json value) {
  if (!dense_.empty() || !sparse_.empty()) return Fail("value stands twice");
  const auto too_many = [this](size_t count) {
    return count < limits_.cells ? OkStatus()
                                 : ResourceExhausted("value: more than " + std::to_string(limits_.cells) + " cells")
                                       .WithReason("too_many_cells");
  };
  HELHET_ASSIGN_OR_RETURN(const JsonType type, JsonWalk::TypeOf(value));
  if (type == JsonType::null) return JsonWalk::Scalar(value).status();
  if (type == JsonType::object) {
    sparse_values_ = true;
    return walk_.Members(value, "value", [&](std::string_view key, Json cell) -> Status {
      HELHET_RETURN_IF_ERROR(too_many(sparse_.size()));
      HELHET_ASSIGN_OR_RETURN(const uint64_t index, FlatIndex(key, "value"));
      return TakeCell(cell, "value", sparse_.emplace_back(index, Dataset::CellText()).second);
    });
  }
  return walk_.Elements(value, "value", [&](Json cell) -> Status {
    HELHET_RETURN_IF_ERROR(too_many(dense_.size()));
    return TakeCell(cell, "value", dense_.emplace_back());
  });
}

Result<uint16_t> DatasetDecoder::Symbol(Json value) {
  if (dataset_.symbols_.empty()) dataset_.symbols_.emplace_back();
  HELHET_ASSIGN_OR_RETURN(const std::string text, JsonWalk::Scalar(value));
  if (text.empty()) return uint16_t{0};
  const auto [found, added] = symbol_numbers_.emplace(text, static_cast<uint16_t>(dataset_.symbols_.size()));
  if (!added) return found->second;
  if (dataset_.symbols_.size() > std::numeric_limits<uint16_t>::max()) {
    return Fail("status: more than 65,535 different symbols");
  }
  dataset_.symbols_.push_back(text);
  return found->second;
}

// One text for all cells, a list of one or of one per cell, or an object by cell number.
Status DatasetDecoder::TakeStatus(Json value) {
  if (has_status_) return Fail("status stands twice");
  has_status_ = true;
  HELHET_ASSIGN_OR_RETURN(const JsonType type, JsonWalk::TypeOf(value));
  if (type == JsonType::object) {
    sparse_status_ = true;
    return walk_.Members(value, "status", [&](std::string_view key, Json symbol) -> Status {
      HELHET_ASSIGN_OR_RETURN(const uint64_t index, FlatIndex(key, "status"));
      HELHET_ASSIGN_OR_RETURN(const uint16_t number, Symbol(symbol));
      status_by_index_.emplace_back(index, number);
      return OkStatus();
    });
  }
  const auto take_one = [this](Json symbol) -> Status {
    HELHET_ASSIGN_OR_RETURN(const uint16_t number, Symbol(symbol));
    status_list_.push_back(number);
    return OkStatus();
  };
  if (type == JsonType::array) return walk_.Elements(value, "status", take_one);
  if (type == JsonType::null) {
    has_status_ = false;
    return JsonWalk::Scalar(value).status();
  }
  return take_one(value);
}

Result<Dataset> DatasetDecoder::Finish() {
  HELHET_RETURN_IF_ERROR(OrderDimensions());
  HELHET_RETURN_IF_ERROR(PlaceRoles());
  HELHET_RETURN_IF_ERROR(TakeCellsFromLimit());
  HELHET_RETURN_IF_ERROR(PlaceValues());
  HELHET_RETURN_IF_ERROR(PlaceStatus());
  return std::move(dataset_);
}

Status DatasetDecoder::OrderDimensions() {
  if (!has_dimension_) return Fail("dimension is missing");
  if (ids_.empty()) return Fail("id is missing or empty");
  if (ids_.size() != sizes_.size()) {
    return Fail("id names " + std::to_string(ids_.size()) + " dimensions, but size has " +
                std::to_string(sizes_.size()));
  }
  dataset_.cell_count_ = 1;
  for (size_t i = 0; i < ids_.size(); ++i) {
    if (__builtin_mul_overflow(dataset_.cell_count_, sizes_[i], &dataset_.cell_count_)) {
      return Fail("size: too large a cube");
    }
    DimensionDecoder* decoder = nullptr;
    for (DimensionDecoder& candidate : dimensions_) {
      if (candidate.id() == ids_[i]) {
        if (decoder != nullptr) return Fail("dimension '" + ids_[i] + "' stands twice");
        decoder = &candidate;
      }
    }
    if (decoder == nullptr) return Fail("id names '" + ids_[i] + "', which is no dimension or stands twice");
    HELHET_ASSIGN_OR_RETURN(Dimension dimension, decoder->Finish(sizes_[i]));
    dataset_.dimensions.push_back(std::move(dimension));
  }
  if (dimensions_.size() != ids_.size()) return Fail("dimension has members that id does not name");
  return OkStatus();
}

Status DatasetDecoder::PlaceRoles() {
  for (const auto& [role, id] : roles_) {
    const Dimension* dimension = dataset_.Find(id);
    if (dimension == nullptr) return Fail("role " + role + " names '" + id + "', which is no dimension");
    const auto position = static_cast<size_t>(dimension - dataset_.dimensions.data());
    if (role == "time") dataset_.time.push_back(position);
    if (role == "geo") dataset_.geo.push_back(position);
    if (role == "metric") dataset_.metric.push_back(position);
  }
  return OkStatus();
}

// Nothing is set aside for cells before this: a few bytes of sparse values can claim any size.
Status DatasetDecoder::TakeCellsFromLimit() {
  if (dense_.empty() && !sparse_values_ && !sparse_status_) return OkStatus();
  if (dataset_.cell_count_ > limits_.cells) {
    return ResourceExhausted("size: " + std::to_string(dataset_.cell_count_) + " cells, over the limit of " +
                             std::to_string(limits_.cells))
        .WithReason("too_many_cells");
  }
  limits_.cells -= dataset_.cell_count_;
  return OkStatus();
}

Status DatasetDecoder::PlaceValues() {
  if (dense_.empty() && !sparse_values_) return OkStatus();  // metadata
  if (!sparse_values_) {
    if (dense_.size() != dataset_.cell_count_) {
      return Fail("value has " + std::to_string(dense_.size()) + " cells, but size makes " +
                  std::to_string(dataset_.cell_count_));
    }
    dataset_.cells_ = std::move(dense_);
    return OkStatus();
  }
  dataset_.cells_.resize(dataset_.cell_count_);
  std::vector<bool> taken(dataset_.cell_count_);
  for (const auto& [index, cell] : sparse_) {
    if (index >= taken.size()) return Fail("value: cell " + std::to_string(index) + " is beyond the last");
    if (taken[index]) return Fail("value: cell " + std::to_string(index) + " stands twice");
    taken[index] = true;
    dataset_.cells_[index] = cell;
  }
  return OkStatus();
}

Status DatasetDecoder::PlaceStatus() {
  if (!has_status_ || (!sparse_status_ && status_list_.empty())) return OkStatus();
  if (!sparse_status_) {
    if (status_list_.size() != 1 && status_list_.size() != dataset_.cell_count_) {
      return Fail("status has " + std::to_string(status_list_.size()) + " entries, but size makes " +
                  std::to_string(dataset_.cell_count_));
    }
    dataset_.statuses_ = std::move(status_list_);
    return OkStatus();
  }
  dataset_.statuses_.resize(dataset_.cell_count_);
  for (const auto& [index, symbol] : status_by_index_) {
    if (index >= dataset_.statuses_.size()) {
      return Fail("status: cell " + std::to_string(index) + " is beyond the last");
    }
    dataset_.statuses_[index] = symbol;
  }
  return OkStatus();
}

}  // namespace helhet::jsonstat
