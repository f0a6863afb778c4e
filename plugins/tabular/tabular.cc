// Tabular: any CSV file or workbook as any kind of fact, by a mapping of columns in the settings. What a table says is
// the SDK's to read (helhet/table); here stands which kind of fact an instance makes of it. Tables of the hub's go out as files.
#include <memory>
#include <optional>

#include "helhet/document_target.h"
#include "helhet/folder_connector.h"
#include "helhet/table/field_setting.h"
#include "helhet/table/table_records.h"

namespace helhet::tabular {

class Tabular : public sdk::FolderConnector {
 public:
  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override { return sdk::StreamsOfEveryKind(); }

  Result<std::string> Check(sdk::Host& host) override {
    HELHET_ASSIGN_OR_RETURN(std::string summary, FolderConnector::Check(host));
    if (!target_) return summary;
    HELHET_ASSIGN_OR_RETURN(const std::string written, target_->Check(host));
    return summary.empty() ? written : summary + "; " + written;
  }

  Result<plugin::v1::WriteResponse> Write(const plugin::v1::WriteRequest& request, sdk::Host& host) override {
    if (target_) return target_->Store(request, host);
    return FailedPrecondition("settings.write_folder: missing, and so is sftp_write_folder: there is nowhere to write")
        .WithReason("setting_missing").WithSetting("settings.write_folder").WithRemedy("state the place that files go to").WithClass(ErrorClass::kConfiguration);
  }

 protected:
  bool Reads(const sdk::Settings& settings) const override { return settings.Has("kind") || !sdk::DocumentTarget::IsStated(settings); }

  Status ConfigureReader(const sdk::Settings& settings) override {
    if (sdk::DocumentTarget::IsStated(settings)) {
      HELHET_ASSIGN_OR_RETURN(target_, sdk::DocumentTarget::From(settings));
    }
    if (!Reads(settings)) return OkStatus();
    HELHET_ASSIGN_OR_RETURN(const std::string kind, settings.Text("kind"));
    if (!settings.Has("fields")) return sdk::SettingInvalid("fields", "missing", "state which column, or value, each field of the fact is");
    HELHET_ASSIGN_OR_RETURN(sdk::TableFormat format, sdk::TableFormat::From(settings));
    HELHET_ASSIGN_OR_RETURN(sdk::FactMapping mapping, sdk::FactMapping::From(settings, kind));
    tables_.emplace(kind, std::move(format), std::move(mapping), settings.Text("system", ""));
    return OkStatus();
  }

  Status ReadDocument(sdk::FolderDocument document, const Sink& sink) override { return tables_->Read(std::move(document), sink); }

 private:
  std::optional<sdk::TableRecords> tables_;  // none for an instance that only writes
  std::unique_ptr<sdk::DocumentTarget> target_;
};

}  // namespace helhet::tabular

HELHET_CONNECTOR(helhet::tabular::Tabular)
