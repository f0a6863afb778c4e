// SAF-T Financial: the ledger of an accounting system from a folder or server, posting by posting, as a stream: memory is
// the same however long the file. What breaks a rule is flagged; what was read before a file breaks stands.
#include <set>

#include "export_parts.h"
#include "export_reader.h"
#include "helhet/connector.h"
#include "helhet/document_source.h"
#include "helhet/folder_connector.h"
#include "helhet/values/refusal.h"
#include "saft_limits.h"

namespace helhet::saft {
namespace {

Result<std::vector<InvoiceNumberSource>> InvoiceNumberFrom(const sdk::Settings& settings) {
  std::vector<InvoiceNumberSource> sources;
  for (const std::string& name : settings.Texts("invoice_number_from")) {
    const auto source = InvoiceNumberSourceOf(name);
    if (!source) {
      return InvalidArgument("settings.invoice_number_from: '" + name + "' is no place where the number stands")
          .WithReason("invoice_number_source_invalid")
          .WithSetting("settings.invoice_number_from")
          .WithRemedy("state reference_number, source_document_id or description")
          .WithClass(ErrorClass::kConfiguration);
    }
    sources.push_back(*source);
  }
  if (!settings.Has("invoice_number_from")) {
    sources = {InvoiceNumberSource::kReferenceNumber, InvoiceNumberSource::kSourceDocumentId, InvoiceNumberSource::kDescription};
  }
  return sources;
}

Status TooManyParts(const std::string& locator, int parts) {
  return sdk::Refused("too_many_parts", locator + ": one of " + std::to_string(parts) + " parts, over the limit of " + std::to_string(kParts),
                      "export in fewer and larger files, or for a shorter period");
}

}  // namespace

class Saft : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override {
    HELHET_RETURN_IF_ERROR(sdk::DocumentSource::CheckSettings(settings));
    place_ = settings;
    HELHET_ASSIGN_OR_RETURN(options_.posting.dimensions, Dimensions::FromSettings(settings));
    HELHET_ASSIGN_OR_RETURN(options_.posting.invoice_number_from, InvoiceNumberFrom(settings));
    options_.keep_raw = settings.Flag("keep_raw", true);
    return OkStatus();
  }

  Result<std::string> Check(sdk::Host& host) override {
    HELHET_ASSIGN_OR_RETURN(const sdk::DocumentSource source, Open("", host));
    return sdk::DocumentSource::PlaceOf(place_) + ": " + std::to_string(source.files_in_all()) + " filer";
  }

  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override {
    return sdk::IncrementalStreams({{kStream, "ledger_entry"}});
  }

  Status Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host& host) override {
    // A place of files cannot tell dates: a backfill goes through all of it, and leaves the checkpoint where it was.
    const bool backfill = !start.backfill_from().empty();
    HELHET_ASSIGN_OR_RETURN(sdk::DocumentSource source, Open(start.full() || backfill ? "" : start.checkpoint(), host));
    PartFinder parts([&](FileChoice wants_file) { return Open("", host, std::move(wants_file)); });
    ExportOptions options = options_;
    options.from_day = start.backfill_from();
    options.checkpoint = start.checkpoint();
    std::set<std::string> exports_read;
    while (true) {
      HELHET_ASSIGN_OR_RETURN(std::optional<sdk::FolderDocument> document, source.Next());
      if (!document) break;
      // Its last record, not its first, moves the checkpoint past it: a long file that breaks off is read again.
      std::string after = backfill ? start.checkpoint() : document->checkpoint;
      HELHET_RETURN_IF_ERROR(ReadDocument(*std::move(document), options, exports_read, parts, out, host));
      options.checkpoint = std::move(after);
      if (!backfill) out.Checkpoint(options.checkpoint);
    }
    if (!backfill && source.checkpoint() != start.checkpoint()) out.Checkpoint(source.checkpoint());
    return OkStatus();
  }

 private:
  Result<sdk::DocumentSource> Open(const std::string& checkpoint, const sdk::Host& host, FileChoice wants_file = nullptr) const {
    return sdk::DocumentSource::Open(place_,
                                     {.checkpoint = checkpoint,
                                      .document_limit_bytes = limits::kStreamedDocumentBytes,
                                      .stream_documents = true,
                                      .wants_file = std::move(wants_file)},
                                     host);
  }

  // Reads the file, with the other parts of its export unless they were read in this read.
  Status ReadDocument(sdk::FolderDocument document, const ExportOptions& options, std::set<std::string>& exports_read, PartFinder& parts,
                      sdk::Emitter& out, sdk::Host& host) const {
    const PartName name = ReadPartName(document.locator);
    if (document.status.ok() && name.parts > static_cast<int>(kParts)) document.status = TooManyParts(document.locator, name.parts);
    if (!document.status.ok()) return out.Add(sdk::StartRecord(kStream, document, "application/xml"), options.checkpoint);
    Export files;
    if (!name.is_split()) {
      files.files.push_back(std::move(document));
    } else if (exports_read.insert(name.export_name).second) {
      HELHET_ASSIGN_OR_RETURN(files, parts.Find(name, document.locator));
    }
    return files.files.empty() ? OkStatus() : ExportReader(options, out, host).Read(files);
  }

  sdk::Settings place_;
  ExportOptions options_;
};

}  // namespace helhet::saft

HELHET_CONNECTOR(helhet::saft::Saft)
