#include "export_reader.h"

#include <utility>

#include "helhet/folder_connector.h"
#include "helhet/json/xml_record.h"
#include "helhet/table/text_encoding.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::compilo {
namespace {

constexpr const char* kJson = "application/json";
// A record of an XML document, in the form that XmlRecords gives it.
constexpr const char* kXmlRecord = "application/vnd.helhet.record+json";
// As a tree an export takes about ten times as much, and a child has 512 MiB in all.
constexpr size_t kTreeBytes = 16u << 20;

// What stands in the locator of a record between the export and its place there.
constexpr const char* kRecord = ", record ";
constexpr const char* kWithin = ", ";

char FirstCharacter(const std::string& bytes) {
  const size_t first = bytes.find_first_not_of("\xEF\xBB\xBF\xFF\xFE \t\r\n", 0, 9);
  return first == std::string::npos ? '\0' : bytes[first];
}

}  // namespace

Result<ExportReader> ExportReader::From(const sdk::Settings& settings, const std::string& stream, const std::string& kind,
                                        const std::vector<sdk::BuiltInField>& columns) {
  const std::string system = settings.Text("system", "compilo");
  HELHET_ASSIGN_OR_RETURN(sdk::TableFormat format, sdk::TableFormat::From(settings));
  HELHET_ASSIGN_OR_RETURN(sdk::FactMapping mapping, sdk::FactMapping::From(settings, kind, columns));
  HELHET_ASSIGN_OR_RETURN(sdk::JsonRecordReader records, sdk::JsonRecordReader::From(settings, kind, system, columns));
  const std::string encoding = format.encoding;
  ExportReader reader({stream, std::move(format), std::move(mapping), system}, std::move(records));
  reader.stream_ = stream;
  reader.encoding_ = encoding;
  reader.records_path_ = settings.Text("records", "");
  return reader;
}

std::string ExportReader::RequiredColumns() const {
  std::string names;
  for (const sdk::WantedColumn& column : records_.wanted()) {
    if (column.required) names += (names.empty() ? "" : ", ") + sdk::Quoted(column.names.front());
  }
  return names;
}

Status ExportReader::Read(sdk::FolderDocument document, const Sink& sink) const {
  const char first = document.status.ok() ? FirstCharacter(document.bytes) : '\0';
  if (first == '<') return ReadRecords(std::move(document), true, sink);
  if (first == '{' || first == '[') return ReadRecords(std::move(document), false, sink);
  return tables_.Read(std::move(document), sink);
}

Status ExportReader::ReadKept(sdk::FolderDocument document, const Sink& sink) const {
  if (sdk::TableRecords::IsKeptRows(document.bytes)) return tables_.Read(std::move(document), sink);
  if (document.locator.find(kWithin) == std::string::npos) return Read(std::move(document), sink);
  const Result<sdk::Json> record = sdk::ParseJson(document.bytes);
  if (!record.ok()) return Read(std::move(document), sink);
  for (plugin::v1::Record& each : records_.Read(*record, document.locator, document.source_time_us)) {
    each.set_stream(stream_);
    each.set_locator(document.locator);
    HELHET_RETURN_IF_ERROR(sink(std::move(each)));
  }
  return OkStatus();
}

Result<sdk::Json> ExportReader::Parse(const std::string& bytes, bool is_xml) const {
  if (bytes.size() > kTreeBytes) {
    return sdk::Refused("too_large", std::to_string(bytes.size()) + " bytes, over the limit of " + std::to_string(kTreeBytes) + " for JSON and XML",
                        "export as CSV, or in several files");
  }
  if (is_xml) return sdk::XmlRecords(bytes, encoding_, records_path_);
  HELHET_ASSIGN_OR_RETURN(const std::string text, sdk::DecodeText(bytes, encoding_));
  HELHET_ASSIGN_OR_RETURN(sdk::Json whole, sdk::ParseJson(text));
  const sdk::Json* records = sdk::At(whole, records_path_);
  if (records != nullptr && records->is_array()) return *records;
  return sdk::Refused("records_missing", "no list of records at " + sdk::Quoted(records_path_),
                      "state in settings.records the path of the list; empty when the export itself is the list");
}

Status ExportReader::ReadRecords(sdk::FolderDocument document, bool is_xml, const Sink& sink) const {
  Status broken;
  if (const Result<sdk::Json> records = Parse(document.bytes, is_xml); records.ok()) {
    const Sink to_stream = [&](plugin::v1::Record record) {
      record.set_stream(stream_);
      return sink(std::move(record));
    };
    RecordList list(records_, is_xml ? kXmlRecord : kJson, document.source_time_us, to_stream);
    for (size_t i = 0; i < records->size(); ++i) {
      HELHET_RETURN_IF_ERROR(list.Take((*records)[i], document.locator + kRecord + std::to_string(i + 1)));
    }
    HELHET_RETURN_IF_ERROR(list.Finish());
    broken = list.broken();
  } else {
    broken = records.status();
  }
  if (broken.ok()) return OkStatus();
  broken.Annotate(document.locator);
  plugin::v1::Record refused = sdk::StartRecord(stream_, document, is_xml ? "application/xml" : kJson);
  sdk::Refuse(broken, refused);
  return sink(std::move(refused));
}

}  // namespace helhet::compilo
