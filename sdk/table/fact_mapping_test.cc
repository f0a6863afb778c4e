#include "helhet/table/fact_mapping.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "field_value.h"

namespace helhet::sdk {
namespace {

using google::protobuf::FieldDescriptor;
using nlohmann::json;

Result<FactMapping> Mapping(const std::string& kind, const std::string& settings) {
  return FactMapping::From(*Settings::Parse(settings, {}, "5037", "c", ""), kind);
}

std::vector<TableRow> Rows(const std::vector<std::vector<std::string>>& texts) {
  std::vector<TableRow> rows;
  for (const auto& text : texts) {
    TableRow& row = rows.emplace_back();
    row.number = static_cast<uint32_t>(rows.size() + 1);
    for (const std::string& cell : text) row.cells.push_back({CellKind::kText, cell});
  }
  return rows;
}

// The facts of rows below a header as text, or why not.
std::string Facts(const std::string& kind, const std::string& settings, const std::vector<std::string>& header,
                  const std::vector<TableRow>& rows) {
  const auto mapping = Mapping(kind, settings);
  if (!mapping.ok()) return mapping.status().message();
  const auto facts = mapping->Read(rows, TableColumns(header));
  if (!facts.ok()) return facts.status().reason() + ": " + facts.status().message();
  std::string text;
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  for (const MappedFact& fact : *facts) {
    std::string one;
    printer.PrintToString(fact.fact, &one);
    one.erase(std::remove(one.begin(), one.end(), '\\'), one.end());  // the printer escapes quotes
    text += (fact.key.empty() ? "" : fact.key + " => ") + one;
  }
  return text;
}

// What a cell may hold for a field of any kind.
std::string Sample(const FieldDescriptor& field) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) return field.enum_type()->value(1)->name();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) return "ja";
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return "7";
  if (IsDateField(field.name())) return "01.03.2024";
  return field.name().ends_with("organisation_number") ? "991825827" : "tekst";
}

// Each field of each kind is mapped to by its own name alone, but for those that the hub sets.
TEST(FactMapping, ReachesEveryFieldOfEveryKind) {
  const auto& kinds = *model::v1::Fact::descriptor()->FindOneofByName("kind");
  int reached = 0;
  for (int k = 0; k < kinds.field_count(); ++k) {
    const auto& message = *kinds.field(k)->message_type();
    json settings = {{"key", {"Nøkkel"}}, {"fields", json::object()}, {"lines", json::object()}};
    std::vector<std::string> header = {"Nøkkel"}, cells = {"1"};
    const auto map = [&](const google::protobuf::Descriptor& type, json& fields) {
      for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        if (field.message_type() != nullptr || !FindField(type, field.name(), "").ok()) continue;
        header.push_back(type.name() + "." + field.name());
        cells.push_back(Sample(field));
        fields[field.name()] = {{"column", header.back()}};
      }
    };
    map(message, settings["fields"]);
    for (int i = 0; i < message.field_count(); ++i) {
      if (message.field(i)->message_type() != nullptr) map(*message.field(i)->message_type(), settings["lines"][message.field(i)->name()]);
    }
    const auto mapping = Mapping(kinds.field(k)->name(), settings.dump());
    ASSERT_TRUE(mapping.ok()) << mapping.status().message();
    const auto facts = mapping->Read(Rows({cells}), TableColumns(header));
    ASSERT_TRUE(facts.ok()) << facts.status().message();
    const auto& fact = facts->front().fact;
    const auto& kind = fact.GetReflection()->GetMessage(fact, kinds.field(k));
    std::vector<const FieldDescriptor*> set;
    kind.GetReflection()->ListFields(kind, &set);
    for (const FieldDescriptor* field : set) {
      const std::string column = message.name() + "." + field->name();
      reached += std::find(header.begin(), header.end(), column) != header.end() || field->message_type() != nullptr;
    }
    const size_t mapped = settings["fields"].size() + settings["lines"].size();
    EXPECT_GE(set.size(), mapped) << message.name();
  }
  EXPECT_GT(reached, 120);
}

TEST(FactMapping, MakesAmountsAndQuantitiesOfTheirFields) {
  EXPECT_EQ(Facts("agreement", R"({"fields": {"currency_code": {"column": "Valuta"}, "yearly_estimate_minor": {"column": "Tusen", "times": 1000}}})",
                  {"Valuta", "Tusen"}, Rows({{"ISK", "1,5"}})),
            "agreement { currency_code: \"ISK\" yearly_estimate_minor: 1500 } ");
  EXPECT_EQ(Facts("statistic", R"({"fields": {"value_micros": {"column": "Andel"}, "decimals": {"value": "1"}}})", {"Andel"}, Rows({{"12,5 %"}})),
            "statistic { statistic_kind: STATISTIC_KIND_HISTORY value_micros: 125000 decimals: 1 } ");
}

TEST(FactMapping, FlagsAnAmountThatIsRoundedOrMissing) {
  EXPECT_EQ(Facts("budget_line", R"({"fields": {"amount_minor": {"column": "Beløp"}}})", {"Beløp"}, Rows({{"1,005"}})),
            "budget_line { currency_code: \"NOK\" amount_minor: 101 } flags { rule: \"amount_rounded\" where: \"row 2, column 'Beløp'\" what: \"'1,005' has "
            "more decimals than NOK has\" } ");
  EXPECT_EQ(Facts("budget_line", R"({"fields": {"amount_minor": {"column": "Beløp"}}})", {"Beløp"}, Rows({{""}})),
            "budget_line { currency_code: \"NOK\" } flags { rule: \"amount_missing\" where: \"row 2, column 'Beløp'\" what: \"empty; 0 is taken\" } ");
}

TEST(FactMapping, FillsInWhatGoesWithoutSaying) {
  const std::string invoice = R"({"fields": {"order_reference": {"column": "Ordre"}}, "lines": {"lines": {"line_id": {"column": "Linje"}}}, "key": ["Linje"]})";
  EXPECT_EQ(Facts("invoice", invoice, {"Ordre", "Linje"}, Rows({{"4500123", "1"}})),
            "1 => invoice { type: INVOICE_TYPE_INVOICE currency_code: \"NOK\" order_reference: \"4500123\" order_reference_status: ORDER_REFERENCE_STATUS_CLAIMED "
            "lines { line_id: \"1\" charge_kind: CHARGE_KIND_ITEM } } ");
  EXPECT_EQ(Facts("invoice", invoice, {"Ordre", "Linje"}, Rows({{"N/A", "1"}})),
            "1 => invoice { type: INVOICE_TYPE_INVOICE currency_code: \"NOK\" order_reference_status: ORDER_REFERENCE_STATUS_NONE "
            "lines { line_id: \"1\" charge_kind: CHARGE_KIND_ITEM } } ");
  EXPECT_EQ(Facts("goods_receipt", "{}", {"Nr"}, Rows({{"1"}})), "goods_receipt { evidence: GOODS_RECEIPT_EVIDENCE_REGISTERED } ");
  EXPECT_EQ(Facts("catalogue", "{}", {"Nr"}, Rows({{"1"}})), "catalogue { kind: CATALOGUE_KIND_CATALOGUE currency_code: \"NOK\" } ");
  EXPECT_EQ(Facts("invoice", R"({"fields": {"type": {"value": "credit_note"}, "payable_amount_minor": {"column": "Sum", "times": -1}}})", {"Sum"}, Rows({{"10,50"}})),
            "invoice { type: INVOICE_TYPE_CREDIT_NOTE currency_code: \"NOK\" order_reference_status: ORDER_REFERENCE_STATUS_NONE payable_amount_minor: -1050 } ");
}

TEST(FactMapping, LeavesWhatIsUnknownUnset) {
  EXPECT_EQ(Facts("agreement", R"({"fields": {"yearly_estimate_minor": {"column": "Verdi"}, "valid_to": {"column": "Til"}}})", {"Verdi", "Til"}, Rows({{"", ""}})),
            "agreement { currency_code: \"NOK\" } ");
}

TEST(FactMapping, ReadsWhatIsMeantForWhatIsWritten) {
  const std::string settings = R"({"fields": {"status": {"column": "Status", "default": "placed", "values": [{"from": "Sendt", "to": "placed"}, {"from": "-", "to": ""}]},
                                              "origin": {"value": "order_agreement"}}})";
  EXPECT_EQ(Facts("order", settings, {"Status"}, Rows({{"sendt"}})), "order { status: ORDER_STATUS_PLACED currency_code: \"NOK\" origin: ORDER_ORIGIN_ORDER_AGREEMENT } ");
  EXPECT_EQ(Facts("order", settings, {"Status"}, Rows({{"ORDER_STATUS_REJECTED"}})), "order { status: ORDER_STATUS_REJECTED currency_code: \"NOK\" origin: ORDER_ORIGIN_ORDER_AGREEMENT } ");
  EXPECT_EQ(Facts("order", settings, {"Status"}, Rows({{"levert"}})),
            "value_unreadable: row 2, column 'Status': 'levert', expected one of placed, acknowledged, accepted, accepted_with_changes, rejected, cancelled; "
            "other words are told by settings.fields.status.values");
}

TEST(FactMapping, ReadsListsAndSeparatesThoseThatMakeAFactEach) {
  const std::string settings = R"({"key": ["Nr"], "fields": {"cpv_codes": {"column": "CPV", "separator": ",;"}, "supplier_name": {"column": "Leverandør", "each": ";"}}})";
  EXPECT_EQ(Facts("agreement", settings, {"Nr", "CPV", "Leverandør"}, Rows({{"7", "33140000-3, 331;", "A; B"}})),
            "7/1 => agreement { supplier_name: \"A\" cpv_codes: \"33140000-3\" cpv_codes: \"331\" currency_code: \"NOK\" } "
            "7/2 => agreement { supplier_name: \"B\" cpv_codes: \"33140000-3\" cpv_codes: \"331\" currency_code: \"NOK\" } ");
}

TEST(FactMapping, PutsRowsTogetherAsLinesAndFlagsWhereTheyDisagree) {
  const std::string settings = R"({"key": ["Nr"], "fields": {"number": {"column": "Nr"}, "issue_date": {"column": "Dato"}}, "lines": {"lines": {"line_id": {"column": "Linje"}}}})";
  EXPECT_EQ(Facts("order", settings, {"Nr", "Dato", "Linje"}, Rows({{"7", "01.03.2024", "1"}, {"7", "02.03.2024", "2"}, {"7", "01.03.2024", ""}})),
            "7 => order { number: \"7\" issue_date: \"2024-03-01\" status: ORDER_STATUS_PLACED currency_code: \"NOK\" origin: ORDER_ORIGIN_PLATFORM lines { line_id: \"1\" } "
            "lines { line_id: \"2\" } } flags { rule: \"rows_disagree\" where: \"row 3, column 'Dato'\" what: \"'02.03.2024', but row 2 has '01.03.2024', which is taken\" } ");
}

TEST(FactMapping, TellsWhatAWorkbookHasInPlaceOfAValue) {
  const std::string settings = R"({"fields": {"number": {"column": "Nr"}}})";
  TableRow row{5, {{CellKind::kUncalculated, "=A1&B1"}}};
  EXPECT_EQ(Facts("order", settings, {"Nr"}, {row}), "formula_not_calculated: row 5, column 'Nr': '=A1&B1' is a formula that was saved without its value");
  row.cells[0] = {CellKind::kError, "#REF!"};
  EXPECT_EQ(Facts("order", settings, {"Nr"}, {row}), "cell_error: row 5, column 'Nr': '#REF!' stands in place of a value");
  const std::string meant = R"({"fields": {"number": {"column": "Nr", "values": [{"from": "#REF!", "to": "ingen"}]}}})";
  EXPECT_NE(Facts("order", meant, {"Nr"}, {row}).find("number: \"ingen\""), std::string::npos);
}

TEST(FactMapping, AddsUnitCodesThatSaySomething) {
  const std::string settings = R"({"fields": {}, "unit_codes": [{"scheme": "responsibility", "column": "Ansvar"}, {"scheme": "project", "column": "Prosjekt"}]})";
  EXPECT_EQ(Facts("ledger_entry", settings, {"Ansvar", "Prosjekt"}, Rows({{"2110", "N/A"}})),
            "ledger_entry { currency_code: \"NOK\" } unit_codes { scheme: \"responsibility\" code: \"2110\" } ");
}

TEST(FactMapping, LeavesOutTheRowsThatTheSettingsName) {
  const auto mapping = Mapping("order", R"({"fields": {}, "skip": [{"column": "Nr", "is": ["Totalt"], "empty": true}, {"column": "Tekst", "begins_with": "sum"}]})");
  ASSERT_TRUE(mapping.ok());
  const TableColumns columns({"Nr", "Tekst"});
  const auto skips = [&](const std::string& number, const std::string& text) { return mapping->Skips(Rows({{number, text}}).front(), columns); };
  EXPECT_TRUE(skips("TOTALT", ""));
  EXPECT_TRUE(skips("", "noe"));
  EXPECT_TRUE(skips("1", "Sum mars"));
  EXPECT_FALSE(skips("1", "Oppsummering"));
}

struct WrongSettings {
  const char* kind;
  const char* settings;
  const char* setting;  // that the message names
};

TEST(FactMapping, NamesTheSettingThatIsWrong) {
  const WrongSettings cases[] = {
      {"ordre", "{}", "settings.kind"},
      {"order", R"({"fields": {"nummer": {"column": "Nr"}}})", "settings.fields.nummer"},
      {"order", R"({"fields": {"number": {}}})", "settings.fields.number"},
      {"order", R"({"fields": {"number": {"column": "Nr", "value": "1"}}})", "settings.fields.number"},
      {"order", R"({"fields": {"lines": {"column": "Nr"}}})", "settings.fields.lines"},
      {"order", R"({"fields": {"current_status": {"column": "Status"}}})", "settings.fields.current_status"},
      {"invoice", R"({"fields": {"population": {"column": "Status"}}})", "settings.fields.population"},
      {"order", R"({"fields": {"number": {"column": "Nr", "separator": ";"}}})", "settings.fields.number.separator"},
      {"order", R"({"fields": {"issue_date": {"column": "Dato", "date_formats": ["dd.mm"]}}})", "settings.fields.issue_date.date_formats"},
      {"order", R"({"date_formats": ["DD.MM.YYYY"]})", "settings.date_formats"},
      {"order", R"({"decimal_mark": "semicolon"})", "settings.decimal_mark"},
      {"order", R"({"lines": {"number": {}}})", "settings.lines.number"},
      {"order", R"({"lines": {"lines": {"line_id": {"column": "Linje"}}}})", "settings.key"},
      {"order", R"({"unit_codes": [{"column": "Ansvar"}]})", "settings.unit_codes.0.scheme"},
      {"order", R"({"skip": [{"column": "Nr"}]})", "settings.skip.0"},
  };
  for (const WrongSettings& wrong : cases) {
    const auto mapping = Mapping(wrong.kind, wrong.settings);
    ASSERT_FALSE(mapping.ok()) << wrong.settings;
    EXPECT_EQ(mapping.status().setting(), wrong.setting);
    EXPECT_FALSE(mapping.status().remedy().empty()) << wrong.settings;
    EXPECT_EQ(mapping.status().error_class(), ErrorClass::kConfiguration) << wrong.settings;
  }
}

}  // namespace
}  // namespace helhet::sdk
