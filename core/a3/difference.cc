#include "core/a3/difference.h"

#include <algorithm>
#include <dtl/dtl.hpp>
#include <map>
#include <vector>

#include "core/configuration/field_diff.h"
#include "core/configuration/field_text.h"
#include "core/configuration/resource_kinds.h"

namespace helhet::a3 {
namespace {

using api::v1::A3Change;
using api::v1::A3ChangeKind;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// What tells the items of a list apart, and says what they are.
struct ListNames {
  std::string_view list;
  std::vector<const char*> keys;
  const char* words;
};
const std::vector<ListNames>& Lists() {
  static const auto* const lists = new std::vector<ListNames>{
      {"root_causes", {"root_cause_id"}, "text"}, {"goals", {"goal_id"}, "text"},       {"actions", {"action_id"}, "text"},
      {"measures", {"measure_id"}, "measure_id"}, {"participants", {"name", "role"}, "name"}, {"decisions", {"date", "case_number"}, "text"}};
  return *lists;
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

void AddLine(api::v1::A3TextChange& text, A3ChangeKind kind, const std::string& line) {
  auto* added = text.add_lines();
  added->set_kind(kind);
  added->set_text(line);
}

void CompareLines(const std::string& before, const std::string& after, api::v1::A3TextChange& text) {
  const auto old_lines = LinesOf(before), new_lines = LinesOf(after);
  if (old_lines.size() > kComparedLines || new_lines.size() > kComparedLines) {
    for (const std::string& line : old_lines) AddLine(text, api::v1::A3_CHANGE_KIND_REMOVED, line);
    for (const std::string& line : new_lines) AddLine(text, api::v1::A3_CHANGE_KIND_ADDED, line);
    return;
  }
  constexpr bool kGoneFirst = true;  // before what came in its place
  dtl::Diff<std::string> diff(old_lines, new_lines, kGoneFirst);
  diff.compose();
  for (const auto& [line, place] : diff.getSes().getSequence()) {
    AddLine(text, place.type == dtl::SES_ADD      ? api::v1::A3_CHANGE_KIND_ADDED
                  : place.type == dtl::SES_DELETE ? api::v1::A3_CHANGE_KIND_REMOVED
                                                  : api::v1::A3_CHANGE_KIND_UNSPECIFIED,
            line);
  }
}

// A value of one line stands as it was and is; words of several line by line.
void NoteField(const api::v1::FieldChange& field, A3Change& change) {
  if (field.before().find('\n') == std::string::npos && field.after().find('\n') == std::string::npos) {
    *change.add_values() = field;
    return;
  }
  auto* text = change.add_texts();
  text->set_path(field.path());
  CompareLines(field.before(), field.after(), *text);
}

A3ChangeKind KindOf(bool was, bool is) {
  return was && is ? api::v1::A3_CHANGE_KIND_CHANGED : is ? api::v1::A3_CHANGE_KIND_ADDED : api::v1::A3_CHANGE_KIND_REMOVED;
}

// Items of a list by what tells them apart, in their order. Two that say the same there are numbered.
struct Items {
  std::vector<std::string> ids;
  std::map<std::string, const Message*> by_id;
};
Items ItemsOf(const Message& sheet, const FieldDescriptor& list, const ListNames& names) {
  Items items;
  for (int i = 0; i < sheet.GetReflection()->FieldSize(sheet, &list); ++i) {
    const Message& item = sheet.GetReflection()->GetRepeatedMessage(sheet, &list, i);
    std::string key;
    for (const char* name : names.keys) {
      const std::string part = configuration::FieldText(item, *item.GetDescriptor()->FindFieldByName(name), -1);
      if (!part.empty()) key += (key.empty() ? "" : " ") + part;
    }
    std::string id = key;
    for (int count = 2; items.by_id.contains(id); ++count) id = key + " (" + std::to_string(count) + ")";
    items.ids.push_back(id);
    items.by_id[id] = &item;
  }
  return items;
}

class SheetDiffer {
 public:
  SheetDiffer(const model::v1::A3& before, const model::v1::A3& after, api::v1::A3Difference& difference)
      : before_(before), after_(after), difference_(difference) {}

  void Compare() {
    const auto* type = model::v1::A3::descriptor();
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor& field = *type->field(i);
      if (configuration::IsSetByHub(field)) continue;
      if (!field.is_repeated()) {
        CompareValue(field);
      } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        CompareList(field);
      } else {
        CompareNames(field);
      }
    }
  }

 private:
  A3Change& Add(const FieldDescriptor& field, A3ChangeKind kind) {
    A3Change& change = *difference_.add_changes();
    change.set_field(field.name());
    change.set_kind(kind);
    return change;
  }

  void CompareValue(const FieldDescriptor& field) {
    const auto text_of = [&](const model::v1::A3& sheet) {
      return sheet.GetReflection()->HasField(sheet, &field) ? configuration::FieldText(sheet, field, -1) : "";
    };
    api::v1::FieldChange value;
    value.set_path(field.name());
    value.set_before(text_of(before_));
    value.set_after(text_of(after_));
    if (value.before() != value.after()) NoteField(value, Add(field, api::v1::A3_CHANGE_KIND_CHANGED));
  }

  void CompareList(const FieldDescriptor& field) {
    const auto names = std::find_if(Lists().begin(), Lists().end(), [&](const ListNames& one) { return one.list == field.name(); });
    const Items was = ItemsOf(before_, field, *names), is = ItemsOf(after_, field, *names);
    const auto compare = [&](const std::string& id) {
      const Message* old_item = was.by_id.contains(id) ? was.by_id.at(id) : nullptr;
      const Message* new_item = is.by_id.contains(id) ? is.by_id.at(id) : nullptr;
      A3Change change = DiffItems(old_item, new_item);
      if (change.kind() == api::v1::A3_CHANGE_KIND_UNSPECIFIED) return;
      change.set_field(field.name());
      change.set_item_id(id);
      const Message& shown = new_item != nullptr ? *new_item : *old_item;
      change.set_item_text(configuration::FieldText(shown, *shown.GetDescriptor()->FindFieldByName(names->words), -1));
      *difference_.add_changes() = std::move(change);
    };
    for (const std::string& id : was.ids) compare(id);
    for (const std::string& id : is.ids) {
      if (!was.by_id.contains(id)) compare(id);
    }
    CompareOrder(field, was, is);
  }

  void CompareOrder(const FieldDescriptor& field, const Items& was, const Items& is) {
    const auto common = [](const Items& items, const Items& other) {
      std::vector<std::string> ids;
      std::copy_if(items.ids.begin(), items.ids.end(), std::back_inserter(ids), [&](const std::string& id) { return other.by_id.contains(id); });
      return ids;
    };
    if (common(was, is) == common(is, was)) return;
    const auto line = [](const std::vector<std::string>& ids) {
      std::string text;
      for (const std::string& id : ids) text += (text.empty() ? "" : ", ") + id;
      return text;
    };
    auto* value = Add(field, api::v1::A3_CHANGE_KIND_REORDERED).add_values();
    value->set_path(field.name());
    value->set_before(line(was.ids));
    value->set_after(line(is.ids));
  }

  // A list of names: those that are gone, and those that are new.
  void CompareNames(const FieldDescriptor& field) {
    const auto names_of = [&](const model::v1::A3& sheet) {
      std::vector<std::string> names;
      for (int i = 0; i < sheet.GetReflection()->FieldSize(sheet, &field); ++i) names.push_back(configuration::FieldText(sheet, field, i));
      return names;
    };
    const auto was = names_of(before_), is = names_of(after_);
    const auto tell = [&](const std::vector<std::string>& names, const std::vector<std::string>& other, A3ChangeKind kind) {
      for (const std::string& name : names) {
        if (std::find(other.begin(), other.end(), name) == other.end()) Add(field, kind).set_item_id(name);
      }
    };
    tell(was, is, api::v1::A3_CHANGE_KIND_REMOVED);
    tell(is, was, api::v1::A3_CHANGE_KIND_ADDED);
  }

  const model::v1::A3& before_;
  const model::v1::A3& after_;
  api::v1::A3Difference& difference_;
};

}  // namespace

A3Change DiffItems(const Message* before, const Message* after) {
  A3Change change;
  const Message* only = before != nullptr ? before : after;
  if (only == nullptr) return change;
  const std::unique_ptr<Message> nothing(only->New());
  const auto fields = configuration::DiffFields(before != nullptr ? *before : *nothing, after != nullptr ? *after : *nothing);
  if (fields.empty() && before != nullptr && after != nullptr) return change;
  change.set_kind(KindOf(before != nullptr, after != nullptr));
  for (const auto& field : fields) NoteField(field, change);
  return change;
}

api::v1::A3Difference DiffSheets(const model::v1::A3& before, const model::v1::A3& after) {
  api::v1::A3Difference difference;
  difference.set_a3_id(before.a3_id());
  difference.set_from_edition(before.edition());
  difference.set_to_edition(after.edition());
  SheetDiffer(before, after, difference).Compare();
  return difference;
}

}  // namespace helhet::a3
