// Agreements: which agreements there are, from exports of the contract register, award notices in eForms, and OCDS 1.1.
// What a file is, its first character tells: XML, JSON, else a table.
#include <optional>

#include "award.h"
#include "award_notice.h"
#include "helhet/business_key.h"
#include "helhet/folder_connector.h"
#include "helhet/limits.h"
#include "helhet/table/table_records.h"
#include "helhet/values/refusal.h"
#include "ocds.h"
#include "register_columns.h"

namespace helhet::agreements {

constexpr const char* kStream = "agreements";
// What follows a document's name in the locators of its parts.
constexpr std::string_view kRelease = ", release ", kAgreement = ", agreement/";

class Agreements : public sdk::FolderConnector {
 public:
  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override {
    return sdk::IncrementalStreams({{kStream, "agreement"}});
  }

 protected:
  Status ConfigureReader(const sdk::Settings& settings) override {
    HELHET_ASSIGN_OR_RETURN(sdk::TableFormat format, sdk::TableFormat::From(settings));
    HELHET_ASSIGN_OR_RETURN(sdk::FactMapping mapping, sdk::FactMapping::From(settings, "agreement", RegisterColumns()));
    register_.emplace(kStream, std::move(format), std::move(mapping));
    callers_ = settings.Texts("notice_callers");
    return OkStatus();
  }

  Status ReadDocument(sdk::FolderDocument document, const Sink& sink) override {
    const size_t first = document.bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    const char mark = first == std::string::npos ? '\0' : document.bytes[first];
    if (!document.status.ok() || sdk::TableRecords::IsKeptRows(document.bytes)) return register_->Read(std::move(document), sink);
    if (mark == '<') return ReadNotice(std::move(document), sink);
    if (mark == '{' || mark == '[') return ReadReleases(std::move(document), sink);
    return register_->Read(std::move(document), sink);
  }

 private:
  // A document, or one part of it that is read again: then only that part is given.
  struct Part {
    explicit Part(std::string& locator) : wanted(locator) {
      document = locator.substr(0, std::min(locator.find(kRelease), locator.find(kAgreement)));
      is_part = document != locator;
      locator = document;
    }
    bool Wants(const plugin::v1::Record& record) const { return !is_part || record.locator() == wanted; }

    std::string wanted, document;
    bool is_part = false;
  };

  Status ReadNotice(sdk::FolderDocument document, const Sink& sink) const {
    const Part part(document.locator);
    plugin::v1::Record record = sdk::StartRecord(kStream, document, "application/xml");
    return Give(ReadAwardNotice(record.raw(), callers_), record, part, sink);
  }

  Status ReadReleases(sdk::FolderDocument document, const Sink& sink) const {
    const Part part(document.locator);
    plugin::v1::Record record = sdk::StartRecord(kStream, document, "application/json");
    auto releases = ReadOcds(record.raw(), callers_);
    if (!releases.ok()) return Give(releases.status(), record, part, sink);
    for (ReleaseReading& release : *releases) {
      record.set_locator(part.document + std::string(kRelease) + release.name);
      record.set_raw(std::move(release.bytes));
      HELHET_RETURN_IF_ERROR(Give(std::move(release.agreements), record, part, sink));
    }
    return OkStatus();
  }

  // Gives a record for each agreement, or one that says why there is none. `record` has the document's own.
  static Status Give(Result<std::vector<model::v1::Fact>> agreements, const plugin::v1::Record& record, const Part& part,
                     const Sink& sink) {
    if (!agreements.ok()) {
      plugin::v1::Record refused = record;
      sdk::Refuse(agreements.status(), refused);
      return sink(std::move(refused));
    }
    for (model::v1::Fact& fact : *agreements) {
      plugin::v1::Record each = record;
      const model::v1::Agreement& agreement = fact.agreement();
      const std::string& number = agreement.supplier_organisation_number();
      const std::string& supplier = number.empty() ? agreement.supplier_name() : number;
      each.set_locator(record.locator() + std::string(kAgreement) + agreement.number() + "/" + supplier);
      if (!part.Wants(each)) continue;
      const std::string key = sdk::BusinessKey(fact);
      Status status = CheckAward(agreement);
      if (status.ok() && key.size() > limits::kKeyBytes) {
        status = sdk::Refused("identity_too_long", "number and supplier together have " + std::to_string(key.size()) + " bytes",
                              "enter the agreement in the contract register");
      }
      if (status.ok()) {
        each.set_natural_key(key);
        each.set_business_key(key);
        *each.mutable_fact() = std::move(fact);
      } else {
        sdk::Refuse(status, each);
      }
      HELHET_RETURN_IF_ERROR(sink(std::move(each)));
    }
    return OkStatus();
  }

  std::optional<sdk::TableRecords> register_;
  std::vector<std::string> callers_;
};

}  // namespace helhet::agreements

HELHET_CONNECTOR(helhet::agreements::Agreements)
