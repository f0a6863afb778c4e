// Tabular: any CSV file or workbook as any kind of fact, by a mapping of columns in the settings. What a table says is
// the SDK's to read (helhet/table); here stands which kind of fact an instance makes of it.
#include <optional>

#include "helhet/folder_connector.h"
#include "helhet/table/table_records.h"

namespace helhet::tabular {

class Tabular : public sdk::FolderConnector {
 public:
  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override { return sdk::StreamsOfEveryKind(); }

 protected:
  Status ConfigureReader(const sdk::Settings& settings) override {
    HELHET_ASSIGN_OR_RETURN(const std::string kind, settings.Text("kind"));
    HELHET_ASSIGN_OR_RETURN(sdk::TableFormat format, sdk::TableFormat::From(settings));
    HELHET_ASSIGN_OR_RETURN(sdk::FactMapping mapping, sdk::FactMapping::From(settings, kind));
    tables_.emplace(kind, std::move(format), std::move(mapping), settings.Text("system", ""));
    return OkStatus();
  }

  Status ReadDocument(sdk::FolderDocument document, const Sink& sink) override { return tables_->Read(std::move(document), sink); }

 private:
  std::optional<sdk::TableRecords> tables_;
};

}  // namespace helhet::tabular

HELHET_CONNECTOR(helhet::tabular::Tabular)
