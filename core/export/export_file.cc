#include "core/export/export_file.h"

#include "core/export/format.h"
#include "core/export/table.h"
#include "core/model/calendar.h"
#include "core/model/fact_schema.h"
#include "core/model/time_text.h"
#include "core/store/raw_payload.h"
#include "helhet/limits.h"

namespace helhet::exports {
namespace {

using model::v1::Export;

constexpr CsvDialect kNorwegian{.delimiter = ';', .decimal_mark = ',', .byte_order_mark = true};

struct Form {
  std::string media_type;
  std::string extension;
};

// RFC 7111 for CSV, ISO/IEC 29500 for workbooks, RFC 8259 for JSON.
Form FormOf(model::v1::ExportFormat format) {
  switch (format) {
    case model::v1::EXPORT_FORMAT_XLSX: return {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"};
    case model::v1::EXPORT_FORMAT_JSON: return {"application/json", "json"};
    default: return {"text/csv; charset=utf-8; header=present", "csv"};
  }
}

Result<std::string> Bytes(const Table& table, const Heading& heading, model::v1::ExportFormat format) {
  switch (format) {
    case model::v1::EXPORT_FORMAT_XLSX: return ToXlsx(table, heading);
    case model::v1::EXPORT_FORMAT_JSON: return ToJson(table, heading);
    case model::v1::EXPORT_FORMAT_CSV_NORWEGIAN: return ToCsv(table, kNorwegian);
    default: return ToCsv(table, CsvDialect());
  }
}

std::string FileName(const Export& stated, const std::string& day, const std::string& extension) {
  constexpr std::string_view kDay = "{day}";
  std::string name = stated.file_name().empty() ? stated.export_id() + "-{day}." + extension : stated.file_name();
  for (size_t at = name.find(kDay); at != std::string::npos; at = name.find(kDay)) name.replace(at, kDay.size(), day);
  return name;
}

}  // namespace

Result<plugin::v1::WriteRequest> MakeFile(store::TenantStore& store, const Export& stated, int64_t time_us, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const Table table, MakeTable(store, stated, time_us, now_us));
  const Heading heading{store.municipality_id(), stated.export_id(), stated.title(), model::TimeText(now_us)};
  HELHET_ASSIGN_OR_RETURN(std::string bytes, Bytes(table, heading, stated.format()));
  if (bytes.size() > limits::kDocumentBytes) {
    return ResourceExhausted("export '" + stated.export_id() + "': its file has " + std::to_string(bytes.size()) + " bytes, and at most " +
                             std::to_string(limits::kDocumentBytes) + " can be sent")
        .WithReason("export_too_large").WithRemedy("state fewer measures, units or periods, or divide it in several exports").WithClass(ErrorClass::kConfiguration);
  }
  const Form form = FormOf(stated.format());
  const std::string day = model::LocalDay(time_us);
  plugin::v1::WriteRequest request;
  request.set_delivery_id(store.municipality_id() + "/export/" + stated.export_id() + "/" + model::TimeText(time_us));
  request.set_title(stated.title());
  request.set_media_type(form.media_type);
  auto& properties = *request.mutable_properties();
  properties["event"] = "exported";
  properties["municipality_id"] = store.municipality_id();
  properties["export_id"] = stated.export_id();
  properties["content"] = model::EnumText(*model::v1::ExportContent_descriptor()->FindValueByNumber(stated.content()));
  properties["format"] = form.extension;
  properties["file_name"] = FileName(stated, day, form.extension);
  properties["scheduled_time"] = model::TimeText(time_us);
  properties["document_date"] = day;
  properties["rows"] = std::to_string(table.rows.size());
  properties["sha256"] = store::Hex(store::Sha256(bytes));
  request.set_body(std::move(bytes));
  return request;
}

}  // namespace helhet::exports
