#include <unordered_map>

#include "json_stat_decoder.h"

namespace helhet::jsonstat {
namespace {

Result<uint64_t> Count(Json value, const std::string& what) {
  HELHET_ASSIGN_OR_RETURN(const std::string_view token, JsonWalk::Number(value, what));
  const auto micros = ssb::ToMicros(token);
  if (!micros || micros->rounded || micros->value < 0 || micros->value % 1'000'000 != 0) {
    return InvalidArgument(what + ": '" + std::string(token) + "' is no count");
  }
  return static_cast<uint64_t>(micros->value / 1'000'000);
}

}  // namespace

Status DecodeNotes(JsonWalk& walk, Json value, std::vector<std::string>& notes) {
  HELHET_ASSIGN_OR_RETURN(const JsonType type, JsonWalk::TypeOf(value));
  if (type != JsonType::array) {
    HELHET_ASSIGN_OR_RETURN(std::string note, JsonWalk::Scalar(value));
    if (!note.empty()) notes.push_back(std::move(note));
    return OkStatus();
  }
  return walk.Elements(value, "note", [&](Json element) -> Status {
    HELHET_ASSIGN_OR_RETURN(std::string note, JsonWalk::Text(element, "note"));
    notes.push_back(std::move(note));
    return OkStatus();
  });
}

Status Flatten(JsonWalk& walk, Json value, const std::string& path, std::map<std::string, std::string>& flat) {
  HELHET_ASSIGN_OR_RETURN(const JsonType type, JsonWalk::TypeOf(value));
  const std::string prefix = path.empty() ? "" : path + "/";
  if (type == JsonType::object) {
    return walk.Members(value, path, [&](std::string_view key, Json child) {
      return Flatten(walk, child, prefix + std::string(key), flat);
    });
  }
  if (type == JsonType::array) {
    size_t position = 0;
    return walk.Elements(value, path,
                         [&](Json child) { return Flatten(walk, child, prefix + std::to_string(position++), flat); });
  }
  HELHET_ASSIGN_OR_RETURN(const std::string text, JsonWalk::Scalar(value));
  if (!text.empty()) flat[path] = text;
  return OkStatus();
}

Status DimensionDecoder::Fail(const std::string& what) const {
  return InvalidArgument("dimension '" + dimension_.id + "': " + what).WithReason("json_stat_invalid");
}

Status DimensionDecoder::TakeMember(std::string_view key, Json value) {
  if (key == "label") {
    HELHET_ASSIGN_OR_RETURN(dimension_.label, JsonWalk::Text(value, "dimension '" + dimension_.id + "' label"));
    return OkStatus();
  }
  if (key == "category") {
    has_category_ = true;
    return walk_.Members(value, "dimension '" + dimension_.id + "' category",
                         [this](std::string_view name, Json member) { return TakeCategory(name, member); });
  }
  if (key == "extension") return Flatten(walk_, value, "", dimension_.extension);
  if (key == "note") return DecodeNotes(walk_, value, dimension_.notes);
  return walk_.Skip(value);
}

Status DimensionDecoder::TakeCategory(std::string_view key, Json value) {
  const std::string what = "dimension '" + dimension_.id + "' category " + std::string(key);
  if (key == "index") return TakeIndex(value);
  if (key == "label") {
    return walk_.Members(value, what, [&](std::string_view code, Json label) -> Status {
      HELHET_ASSIGN_OR_RETURN(std::string text, JsonWalk::Text(label, what));
      labels_.emplace_back(code, std::move(text));
      return OkStatus();
    });
  }
  if (key == "unit") {
    return walk_.Members(value, what,
                         [&](std::string_view code, Json unit) { return TakeUnit(std::string(code), unit); });
  }
  if (key == "child") {
    return walk_.Members(value, what, [&](std::string_view code, Json list) {
      auto& children = children_.emplace_back(code, std::vector<std::string>()).second;
      return walk_.Elements(list, what, [&](Json element) -> Status {
        HELHET_ASSIGN_OR_RETURN(std::string child, JsonWalk::Text(element, what));
        children.push_back(std::move(child));
        return OkStatus();
      });
    });
  }
  if (key == "note") {
    return walk_.Members(value, what, [&](std::string_view code, Json notes) {
      return DecodeNotes(walk_, notes, notes_.emplace_back(code, std::vector<std::string>()).second);
    });
  }
  if (key == "coordinates") {
    return walk_.Members(value, what, [&](std::string_view code, Json pair) {
      coordinates_.emplace_back(code);
      return walk_.Skip(pair);
    });
  }
  return walk_.Skip(value);
}

// An object of positions, or a list in order.
Status DimensionDecoder::TakeIndex(Json value) {
  const std::string what = "dimension '" + dimension_.id + "' category index";
  has_index_ = true;
  HELHET_ASSIGN_OR_RETURN(const JsonType type, JsonWalk::TypeOf(value));
  if (type == JsonType::array) {
    return walk_.Elements(value, what, [&](Json element) -> Status {
      HELHET_ASSIGN_OR_RETURN(std::string code, JsonWalk::Text(element, what));
      index_.emplace_back(std::move(code), index_.size());
      return OkStatus();
    });
  }
  return walk_.Members(value, what, [&](std::string_view code, Json position) -> Status {
    HELHET_ASSIGN_OR_RETURN(const uint64_t at, Count(position, what));
    index_.emplace_back(code, at);
    return OkStatus();
  });
}

Status DimensionDecoder::TakeUnit(std::string code, Json value) {
  Unit unit;
  std::string unit_label;
  const std::string what = "dimension '" + dimension_.id + "' unit '" + code + "'";
  HELHET_RETURN_IF_ERROR(walk_.Members(value, what, [&](std::string_view key, Json member) -> Status {
    if (key == "base" || key == "label") {
      HELHET_ASSIGN_OR_RETURN((key == "base" ? unit.name : unit_label), JsonWalk::Scalar(member));
      return OkStatus();
    }
    if (key == "decimals") {
      HELHET_ASSIGN_OR_RETURN(const uint64_t decimals, Count(member, what + " decimals"));
      if (decimals > 100) return Fail("unit '" + code + "' has " + std::to_string(decimals) + " decimals");
      unit.decimals = static_cast<int>(decimals);
      return OkStatus();
    }
    return walk_.Skip(member);
  }));
  if (unit.name.empty()) unit.name = unit_label;
  units_.emplace_back(std::move(code), std::move(unit));
  return OkStatus();
}

// The index may be absent when there is one category: then it is the one with a label.
Status DimensionDecoder::OrderCategories(std::optional<uint64_t> size) {
  if (!has_category_) return Fail("has no category");
  if (!has_index_) {
    if (labels_.size() != 1) return Fail("category has no index, which only a single category may do without");
    index_.emplace_back(labels_[0].first, 0);
  }
  if (size && index_.size() != *size) {
    return Fail(std::to_string(index_.size()) + " categories, but size says " + std::to_string(*size));
  }
  std::vector<bool> taken(index_.size());
  dimension_.categories.resize(index_.size());
  for (auto& [code, position] : index_) {
    if (position >= taken.size() || taken[position]) {
      return Fail("category '" + code + "' is at position " + std::to_string(position) +
                  ", which is taken or beyond the last");
    }
    taken[position] = true;
    if (!dimension_.positions.emplace(code, position).second) return Fail("category '" + code + "' stands twice");
    dimension_.categories[position].label = code;
    dimension_.categories[position].code = std::move(code);
  }
  return OkStatus();
}

Result<Category*> DimensionDecoder::CategoryOf(const std::string& code, const char* member) {
  const auto position = dimension_.Find(code);
  if (!position) return Fail(std::string(member) + " of '" + code + "', which is no category");
  return &dimension_.categories[*position];
}

Result<Dimension> DimensionDecoder::Finish(std::optional<uint64_t> size) {
  HELHET_RETURN_IF_ERROR(OrderCategories(size));
  for (auto& [code, label] : labels_) {
    HELHET_ASSIGN_OR_RETURN(Category * category, CategoryOf(code, "label"));
    category->label = std::move(label);
  }
  for (auto& [code, unit] : units_) {
    HELHET_ASSIGN_OR_RETURN(Category * category, CategoryOf(code, "unit"));
    category->unit = std::move(unit.name);
    category->decimals = unit.decimals;
  }
  for (auto& [code, notes] : notes_) {
    HELHET_ASSIGN_OR_RETURN(Category * category, CategoryOf(code, "note"));
    category->notes = std::move(notes);
  }
  for (const std::string& code : coordinates_) HELHET_RETURN_IF_ERROR(CategoryOf(code, "coordinates").status());
  for (auto& [code, children] : children_) {
    HELHET_ASSIGN_OR_RETURN(Category * category, CategoryOf(code, "child"));
    for (const std::string& child : children) HELHET_RETURN_IF_ERROR(CategoryOf(child, "child").status());
    category->children = std::move(children);
  }
  HELHET_RETURN_IF_ERROR(CheckChildren());
  return std::move(dimension_);
}

// No category may be below itself. Takes away those with no parent left until none remains: no recursion,
// for a hostile chain can be as long as the text.
Status DimensionDecoder::CheckChildren() const {
  const auto& categories = dimension_.categories;
  std::vector<size_t> parents(categories.size());
  for (const Category& category : categories) {
    for (const std::string& child : category.children) ++parents[*dimension_.Find(child)];
  }
  std::vector<size_t> free;
  for (size_t i = 0; i < parents.size(); ++i) {
    if (parents[i] == 0) free.push_back(i);
  }
  size_t taken = 0;
  for (; !free.empty(); ++taken) {
    const size_t at = free.back();
    free.pop_back();
    for (const std::string& child : categories[at].children) {
      const size_t position = *dimension_.Find(child);
      if (--parents[position] == 0) free.push_back(position);
    }
  }
  return taken == categories.size() ? OkStatus() : Fail("category child makes a circle");
}

}  // namespace helhet::jsonstat
