#include "filing.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "helhet/base64.h"
#include "helhet/table/field_setting.h"
#include "helhet/values/quoted.h"

namespace helhet::public360 {
namespace {

std::string TextAt(const Json& value, const char* path) { return sdk::CellOf(sdk::At(value, path), false).text; }

// A setting that Public 360 calls by the same name; record numbers are numbers.
Result<Json> Parameter(const sdk::Settings& settings, const std::string& path, const std::string& name) {
  if (name.ends_with("Recno")) return Json(settings.Integer(path, 0));
  HELHET_ASSIGN_OR_RETURN(const std::string text, settings.Text(path));
  return Json(text);
}

Result<Json> ArchiveCodes(const sdk::Settings& settings, const std::string& path) {
  Json codes = Json::array();
  for (size_t i = 0; i < settings.Size(path); ++i) {
    const std::string at = path + "." + std::to_string(i);
    HELHET_ASSIGN_OR_RETURN(const std::string code, settings.Text(at + ".ArchiveCode"));
    HELHET_ASSIGN_OR_RETURN(const std::string type, settings.Text(at + ".ArchiveType"));
    codes.push_back({{"ArchiveCode", code}, {"ArchiveType", type}, {"Sort", i + 1}});
  }
  return codes;
}

Result<Json> Parameters(const sdk::Settings& settings, const std::string& path) {
  Json parameters = Json::object();
  for (const std::string& name : settings.Keys(path)) {
    const std::string at = path + "." + name;
    HELHET_ASSIGN_OR_RETURN(parameters[name], name == "ArchiveCodes" ? ArchiveCodes(settings, at) : Parameter(settings, at, name));
  }
  return parameters;
}

// An answer that says that something was made, and not what. The next filing finds it.
Status NoNumber(const char* what) {
  return FailedPrecondition(std::string("Public 360 does not tell the number of the ") + what + " that it has made or found")
      .WithReason("answer_unreadable")
      .WithRemedy("ask whoever runs Public 360 which version of SIF it has")
      .WithClass(ErrorClass::kSource);
}

Result<std::string> CaseNumberOf(const Json& answer) {
  std::string number = TextAt(answer, "CaseNumber");
  if (number.empty()) return NoNumber("case");
  return number;
}

Status Missing(const char* name) {
  return InvalidArgument(std::string("the document has no ") + name + ", which a filing needs")
      .WithReason("property_missing")
      .WithRemedy("file from a hub that states it")
      .WithClass(ErrorClass::kHub);
}

// The name without its ending, and the ending in lower case.
std::pair<std::string, std::string> SplitName(const std::string& file_name) {
  const size_t dot = file_name.rfind('.');
  if (dot == std::string::npos || dot == 0) return {file_name, "pdf"};
  std::string format = file_name.substr(dot + 1);
  std::transform(format.begin(), format.end(), format.begin(), [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c); });
  return {file_name.substr(0, dot), format};
}

// What the archive is told beside title and date, for people who read it there.
std::string Notes(const plugin::v1::WriteRequest& request) {
  std::string notes;
  const auto line = [&](const char* word, const std::string& text) {
    if (!text.empty()) notes += (notes.empty() ? "" : "\n") + std::string(word) + ": " + text;
  };
  std::string decision;
  for (const char* part : {"decision_body", "decision_case_number", "decision_date"}) {
    if (const std::string text = sdk::PropertyOf(request, part); !text.empty()) decision += (decision.empty() ? "" : ", ") + text;
  }
  line("Enhet", sdk::PropertyOf(request, "unit_name"));
  line("Eier", sdk::PropertyOf(request, "owner"));
  line("Behandling", decision);
  const std::string adopted = sdk::PropertyOf(request, "adopted");
  line("Utfall", adopted == "true" ? "vedtatt" : adopted == "false" ? "ikke vedtatt" : "");
  line("A3", sdk::PropertyOf(request, "a3_id"));
  line("Utgave", sdk::PropertyOf(request, "edition"));
  line("SHA-256", sdk::PropertyOf(request, "sha256"));
  return notes;
}

// A document's own number, or its record number for one that has none.
std::string NumberOf(const Json& document) {
  const std::string number = TextAt(document, "DocumentNumber");
  return number.empty() ? "recno:" + TextAt(document, "Recno") : number;
}

}  // namespace

Result<Filing> Filing::From(const sdk::Settings& settings) {
  Filing filing;
  filing.is_set_up_ = settings.Has("filing");
  filing.external_id_type_ = settings.Text("filing.external_id_type", "helhet");
  HELHET_ASSIGN_OR_RETURN(filing.case_, Parameters(settings, "filing.case"));
  HELHET_ASSIGN_OR_RETURN(filing.document_, Parameters(settings, "filing.document"));
  return filing;
}

Json Filing::ExternalId(const std::string& id) const { return {{"Id", id}, {"Type", external_id_type_}}; }

// The document is looked for before the case: one that is filed needs none.
Result<plugin::v1::WriteResponse> Filing::File(const plugin::v1::WriteRequest& request, SifService& sif, const sdk::Host& host) const {
  if (!is_set_up_) {
    return FailedPrecondition("settings.filing: missing, so nothing is filed")
        .WithReason("filing_not_set_up")
        .WithSetting("settings.filing")
        .WithRemedy("state in settings.filing the codes that the installation has for cases and documents")
        .WithClass(ErrorClass::kConfiguration);
  }
  for (const char* name : {"case_key", "case_title", "document_title", "file_name"}) {
    if (sdk::PropertyOf(request, name).empty()) return Missing(name);
  }
  if (request.delivery_id().empty()) return Missing("delivery_id");
  HELHET_ASSIGN_OR_RETURN(Json document, FindDocument(request.delivery_id(), sif, host));
  if (document.is_null()) {
    HELHET_ASSIGN_OR_RETURN(const std::string case_number, FindOrCreateCase(request, sif, host));
    HELHET_ASSIGN_OR_RETURN(document, CreateDocument(request, case_number, sif, host));
  }
  plugin::v1::WriteResponse receipt;
  receipt.set_delivery_id(request.delivery_id());
  receipt.set_external_id(NumberOf(document));
  receipt.set_link(LinkTo(sif.address(), TextAt(document, "URL")));
  return receipt;
}

// The document whose file has the delivery's id; null when there is none.
Result<Json> Filing::FindDocument(const std::string& delivery_id, SifService& sif, const sdk::Host& host) const {
  const Json by_id = {{"ExternalId", ExternalId(delivery_id)}, {"IncludeFileData", false}, {"Page", 0}, {"MaxReturnedFiles", 1},
                      {"SortCriterion", "RecnoAscending"}};
  HELHET_ASSIGN_OR_RETURN(const Json files, sif.Call("FileService/GetFilesWithMetadata", by_id, host));
  const Json* file = sdk::At(files, "Files.0");
  if (file == nullptr) return Json();
  return Documented(TextAt(*file, "DocumentNumber"), TextAt(*file, "DocumentRecno"), sif, host);
}

// Who files may not be allowed to see what is filed; then there is its number, and no address.
Result<Json> Filing::Documented(const std::string& number, const std::string& recno, SifService& sif, const sdk::Host& host) const {
  Json by_number = {{"Page", 0}, {"MaxReturnedDocuments", 1}, {"IncludeFiles", false}, {"DocumentNumber", number}};
  if (number.empty()) {
    by_number.erase("DocumentNumber");
    by_number["Recno"] = std::strtoll(recno.c_str(), nullptr, 10);
  }
  HELHET_ASSIGN_OR_RETURN(const Json documents, sif.Call("DocumentService/GetDocuments", by_number, host));
  const Json* document = sdk::At(documents, "Documents.0");
  return document != nullptr ? *document : Json{{"DocumentNumber", number}, {"Recno", recno}};
}

// Of several cases with one key, which people can make, the first counts, so that all documents come to stand on one.
Result<std::string> Filing::FindOrCreateCase(const plugin::v1::WriteRequest& request, SifService& sif, const sdk::Host& host) const {
  const Json id = ExternalId(sdk::PropertyOf(request, "case_key"));
  const Json by_id = {{"ExternalId", id}, {"Page", 0}, {"MaxReturnedCases", 1}, {"SortCriterion", "RecnoAscending"}};
  HELHET_ASSIGN_OR_RETURN(const Json cases, sif.Call("CaseService/GetCases", by_id, host));
  if (const Json* found = sdk::At(cases, "Cases.0")) return CaseNumberOf(*found);
  Json parameter = case_;
  parameter["Title"] = sdk::PropertyOf(request, "case_title");
  parameter["ExternalId"] = id;
  HELHET_ASSIGN_OR_RETURN(const Json created, sif.Call("CaseService/CreateCase", parameter, host));
  return CaseNumberOf(created);
}

Result<Json> Filing::CreateDocument(const plugin::v1::WriteRequest& request, const std::string& case_number, SifService& sif,
                                    const sdk::Host& host) const {
  const auto [title, format] = SplitName(sdk::PropertyOf(request, "file_name"));
  Json parameter = document_;
  parameter["CaseNumber"] = case_number;
  parameter["Title"] = sdk::PropertyOf(request, "document_title");
  if (const std::string day = sdk::PropertyOf(request, "document_date"); !day.empty()) parameter["DocumentDate"] = day;
  parameter["ExternalId"] = ExternalId(request.delivery_id());
  parameter["Notes"] = Notes(request);
  Json file = {{"Title", title}, {"Format", format}, {"ExternalId", ExternalId(request.delivery_id())},
               {"Base64Data", sdk::Base64(request.body())}};
  if (parameter.contains("AccessCode")) file["AccessCode"] = parameter["AccessCode"];
  parameter["Files"] = Json::array({std::move(file)});
  HELHET_ASSIGN_OR_RETURN(const Json created, sif.Call("DocumentService/CreateDocument", parameter, host));
  if (TextAt(created, "DocumentNumber").empty() && TextAt(created, "Recno").empty()) return NoNumber("document");
  return Documented(TextAt(created, "DocumentNumber"), TextAt(created, "Recno"), sif, host);
}

}  // namespace helhet::public360
