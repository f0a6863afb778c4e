#include "core/run/mapping.h"

#include <algorithm>

#include "core/store/fact_tables.h"
#include "core/store/raw_payload.h"

namespace helhet::run {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// A key is part of an index; PostgreSQL's index entries end at about 2,700 bytes.
constexpr size_t kKeyBytes = 1024;
// Scheme and code together: longer than any that a municipality uses.
constexpr size_t kUnitCodeBytes = 256;

// PostgreSQL's text cannot hold NUL, and no source means one.
const FieldDescriptor* FieldWithNul(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  const auto* reflection = message.GetReflection();
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING && field->type() == FieldDescriptor::TYPE_STRING) {
        const std::string text = field->is_repeated() ? reflection->GetRepeatedString(message, field, i) : reflection->GetString(message, field);
        if (text.find('\0') != std::string::npos) return field;
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        const Message& part = field->is_repeated() ? reflection->GetRepeatedMessage(message, field, i) : reflection->GetMessage(message, field);
        if (const FieldDescriptor* found = FieldWithNul(part)) return found;
      }
    }
  }
  return nullptr;
}

// A document stands whether or not it was ever revised: one without a date belongs to no month, and is measured where it stands.
bool IsUndatedDocument(const model::v1::Fact& fact) {
  return fact.has_archive_document() && fact.archive_document().revision_date().empty();
}

// Why a fact cannot be stored as it is; an empty code when it can.
plugin::v1::Refusal CheckFact(const MappedRecord& mapped) {
  plugin::v1::Refusal refusal;
  if (mapped.kind.empty()) {
    refusal.set_code("fact_without_kind");
    refusal.set_what("record '" + mapped.record.natural_key() + "': the connector sent a fact of no known kind");
    refusal.set_remedy("upgrade the hub, or tell the plugin's makers");
  } else if (mapped.month.empty() && !IsUndatedDocument(mapped.record.fact())) {
    const std::string field(model::DateField(mapped.kind));
    refusal.set_code("date_missing");
    refusal.set_what("record '" + mapped.record.natural_key() + "': " + field + " is missing or no date, so it belongs to no period");
    refusal.set_remedy("correct the date in the source");
  }
  return refusal;
}

void Refuse(plugin::v1::Refusal refusal, MappedRecord& mapped) {
  *mapped.record.mutable_refusal() = std::move(refusal);
  mapped.kind.clear();
}

// Keys must be there and fit; what does not is refused under a key of its own making.
void CheckKeys(MappedRecord& mapped) {
  plugin::v1::Record& record = mapped.record;
  const bool nul = record.natural_key().find('\0') != std::string::npos || record.locator().find('\0') != std::string::npos ||
                   record.business_key().find('\0') != std::string::npos || record.stream().find('\0') != std::string::npos;
  if (!nul && !record.natural_key().empty() && record.stream().size() + record.natural_key().size() <= kKeyBytes && record.business_key().size() <= kKeyBytes) return;
  plugin::v1::Refusal refusal;
  refusal.set_code("key_invalid");
  refusal.set_what(record.natural_key().empty() ? "the connector sent a record without a key"
                                                : "the connector sent a record whose key is too long or holds NUL");
  refusal.set_remedy("tell the plugin's makers");
  record.set_natural_key("sha256:" + store::Hex(store::Sha256(record.SerializeAsString())));
  record.clear_business_key();
  if (nul) record.clear_locator();
  Refuse(std::move(refusal), mapped);
}

// A code that no unit could have must not stop the fact, nor the store: codes are part of an index, and stand
// one on each line.
void LeaveOutWrongCodes(model::v1::Fact& fact) {
  const auto is_wrong = [](const model::v1::UnitCode& code) {
    const auto has_control = [](const std::string& text) {
      return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < ' '; });
    };
    return code.scheme().size() + code.code().size() > kUnitCodeBytes || has_control(code.scheme()) || has_control(code.code());
  };
  auto& codes = *fact.mutable_unit_codes();
  const auto kept = std::remove_if(codes.begin(), codes.end(), is_wrong);
  if (kept == codes.end()) return;
  auto* flag = fact.add_flags();
  flag->set_rule("unit_code_invalid");
  flag->set_what(std::to_string(codes.end() - kept) + " unit codes were left out: over " + std::to_string(kUnitCodeBytes) + " bytes, or with control characters");
  codes.erase(kept, codes.end());
}

void MapFact(MappedRecord& mapped, const MappingRules& rules) {
  LeaveOutWrongCodes(*mapped.record.mutable_fact());
  model::ClearWhatMatchingSets(*mapped.record.mutable_fact());
  const model::v1::Fact& fact = mapped.record.fact();
  mapped.kind = store::KindOf(fact);
  mapped.month = store::MonthOf(fact);
  plugin::v1::Refusal refusal = CheckFact(mapped);
  if (refusal.code().empty()) {
    if (const FieldDescriptor* field = FieldWithNul(fact)) {
      refusal.set_code("text_with_nul");
      refusal.set_what("record '" + mapped.record.natural_key() + "': " + field->full_name() + " holds a NUL character");
      refusal.set_remedy("tell the plugin's makers");
    }
  }
  if (!refusal.code().empty()) return Refuse(std::move(refusal), mapped);
  mapped.content_hash = store::Sha256(fact.SerializeAsString());
  mapped.unit_id = ResolveUnit(mapped.kind, {fact.unit_codes().begin(), fact.unit_codes().end()}, store::UnitDateOf(fact), rules);
}

}  // namespace

std::string ResolveUnit(std::string_view kind, const std::vector<model::v1::UnitCode>& codes, const std::string& date, const MappingRules& rules) {
  if (codes.empty() && (kind == "agreement" || kind == "catalogue" || kind == "order_update")) {
    const auto tops = rules.units->Children("", date);
    return tops.size() == 1 ? tops.front() : "";
  }
  const auto resolve = [&](const model::v1::UnitCode& code) { return rules.units->Resolve(code.scheme(), code.code(), date); };
  if (rules.unit_code_schemes.empty()) {
    for (const auto& code : codes) {
      if (std::string unit = resolve(code); !unit.empty()) return unit;
    }
    return "";
  }
  for (const std::string& scheme : rules.unit_code_schemes) {
    for (const auto& code : codes) {
      if (code.scheme() != scheme) continue;
      if (std::string unit = resolve(code); !unit.empty()) return unit;
    }
  }
  return "";
}

std::vector<MappedRecord> MapBatch(plugin::v1::Batch& batch, const MappingRules& rules) {
  std::vector<MappedRecord> mapped(static_cast<size_t>(batch.records_size()));
  for (size_t i = 0; i < mapped.size(); ++i) {
    mapped[i].record.Swap(batch.mutable_records(static_cast<int>(i)));
    CheckKeys(mapped[i]);
    if (mapped[i].record.has_fact()) {
      MapFact(mapped[i], rules);
    } else if (mapped[i].record.content_case() == plugin::v1::Record::CONTENT_NOT_SET) {
      plugin::v1::Refusal refusal;
      refusal.set_code("record_empty");
      refusal.set_what("record '" + mapped[i].record.natural_key() + "': the connector sent neither fact, deletion nor refusal");
      refusal.set_remedy("upgrade the hub, or tell the plugin's makers");
      Refuse(std::move(refusal), mapped[i]);
    }
  }
  return mapped;
}

}  // namespace helhet::run
