// Tabular: any CSV file or workbook as any kind of fact, by a mapping of columns in the settings. What a table says is
// the SDK's to read (helhet/table); here stands which kind of fact an instance makes of it.
#include <google/protobuf/descriptor.h>

#include <optional>

#include "helhet/folder_connector.h"
#include "helhet/table/table_records.h"

namespace helhet::tabular {

class Tabular : public sdk::FolderConnector {
 public:
  // A stream for each kind of fact, named as it; an instance fills the one that its settings state.
  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override {
    plugin::v1::DiscoverResponse response;
    const auto& kinds = *model::v1::Fact::descriptor()->FindOneofByName("kind");
    for (int i = 0; i < kinds.field_count(); ++i) {
      auto* stream = response.add_streams();
      stream->set_name(kinds.field(i)->name());
      stream->set_kind(kinds.field(i)->name());
      stream->set_incremental(true);
    }
    return response;
  }

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
