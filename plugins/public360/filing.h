// Files documents in Public 360: each once, on the case of its key.
#pragma once

#include <string>

#include "helhet/connector.h"
#include "helhet/plugin/v1/connector.pb.h"
#include "helhet/settings.h"
#include "helhet/status.h"
#include "sif_service.h"

namespace helhet::public360 {

// SIF does not look whether the same was made before, so each filing looks first. What is found again is a case by its
// external id, which is the `case_key`, and a document by the external id of its file, which is the delivery's: answers
// of SIF show no external id of a document itself.
class Filing {
 public:
  // From `filing`; a connector without it files nothing. INVALID_ARGUMENT naming the setting.
  static Result<Filing> From(const sdk::Settings& settings);

  // Files the document, or finds that it is filed; the receipt is the same. As SifService::Call, archive_refused for what
  // Public 360 does not take, property_missing for a document that lacks what a filing needs, and filing_not_set_up. After
  // any error the document may be filed all the same, and the next filing of it finds out.
  Result<plugin::v1::WriteResponse> File(const plugin::v1::WriteRequest& request, SifService& sif, const sdk::Host& host) const;

 private:
  Json ExternalId(const std::string& id) const;
  Result<Json> Documented(const std::string& number, const std::string& recno, SifService& sif, const sdk::Host& host) const;
  Result<Json> FindDocument(const std::string& delivery_id, SifService& sif, const sdk::Host& host) const;
  Result<std::string> FindOrCreateCase(const plugin::v1::WriteRequest& request, SifService& sif, const sdk::Host& host) const;
  Result<Json> CreateDocument(const plugin::v1::WriteRequest& request, const std::string& case_number, SifService& sif, const sdk::Host& host) const;

  bool is_set_up_ = false;
  std::string external_id_type_;
  Json case_ = Json::object();      // parameters of CreateCase that an installation has its own codes for
  Json document_ = Json::object();  // the same of CreateDocument
};

}  // namespace helhet::public360
