#include "document_post.h"

#include <openssl/sha.h>

#include "helhet/base64.h"
#include "helhet/json/json_record.h"
#include "helhet/table/field_setting.h"

namespace helhet::rest {
namespace {

// Receipts are small; what is larger is another page than the service's.
constexpr size_t kAnswerBytes = 1u << 20;

// The address with what the document is called in its places.
std::string Filled(std::string url, const plugin::v1::WriteRequest& document) {
  const std::pair<std::string, std::string> places[] = {{"{delivery_id}", document.delivery_id()},
                                                        {"{file_name}", sdk::PropertyOf(document, "file_name")},
                                                        {"{export_id}", sdk::PropertyOf(document, "export_id")},
                                                        {"{day}", sdk::PropertyOf(document, "document_date")}};
  for (const auto& [place, value] : places) {
    const std::string encoded = sdk::PercentEncode(value);
    for (size_t at = url.find(place); at != std::string::npos; at = url.find(place, at + encoded.size())) url.replace(at, place.size(), encoded);
  }
  return url;
}

// RFC 9530 section 2: the digest as a byte sequence of structured fields.
std::string DigestHeader(const std::string& body) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(body.data()), body.size(), digest);
  return "Content-Digest: sha-256=:" + sdk::Base64({reinterpret_cast<const char*>(digest), sizeof(digest)}) + ":";
}

// The value at a path of an answer in JSON, as text; empty when it is not there.
std::string ValueAt(const std::string& body, const std::string& path) {
  if (path.empty()) return "";
  const Result<sdk::Json> answer = sdk::ParseJson(body);
  const sdk::Json* value = answer.ok() ? sdk::At(*answer, path) : nullptr;
  if (value == nullptr || value->is_null() || value->is_structured()) return "";
  return value->is_string() ? value->get<std::string>() : value->dump();
}

Status CheckAddress(const std::string& name, const std::string& url) {
  if (!sdk::HostOfUrl(url).empty()) return OkStatus();
  return sdk::SettingInvalid("write." + name, "'" + url + "' is no address", "state an address that begins with https://");
}

}  // namespace

Result<DocumentPost> DocumentPost::From(const sdk::Settings& settings) {
  HELHET_ASSIGN_OR_RETURN(sdk::Authorisation authorisation, sdk::Authorisation::From(settings));
  DocumentPost post(std::move(authorisation), sdk::HttpTransport({.proxy_socket = settings.proxy_socket(), .ca_file = settings.Text("ca_file", ""),
                                                                  .credential = settings.connector_id()}));
  HELHET_ASSIGN_OR_RETURN(post.url_, settings.Text("write.url"));
  HELHET_RETURN_IF_ERROR(CheckAddress("url", post.url_));
  post.find_ = settings.Text("write.find", "");
  if (!post.find_.empty()) HELHET_RETURN_IF_ERROR(CheckAddress("find", post.find_));
  post.method_ = settings.Text("write.method", "POST");
  post.id_path_ = settings.Text("write.id", "");
  post.link_path_ = settings.Text("write.link", "");
  post.headers_ = settings.Texts("headers");
  return post;
}

Result<plugin::v1::WriteResponse> DocumentPost::Send(const plugin::v1::WriteRequest& document, const sdk::Host& host) {
  if (!find_.empty()) {
    const sdk::HttpRequest question{.url = Filled(find_, document), .headers = headers_, .activity = "ser etter " + document.title(), .limit_bytes = kAnswerBytes};
    HELHET_ASSIGN_OR_RETURN(const auto there, authorisation_.Send(question, http_, host));
    if (there.status != 404) {
      HELHET_RETURN_IF_ERROR(sdk::CheckSuccess(there, question.url));
      return ReceiptOf(document, there);
    }
  }
  sdk::HttpRequest request{.url = Filled(url_, document), .method = method_, .body = document.body(), .content_type = document.media_type(), .headers = headers_,
                           .activity = "sender " + document.title(), .limit_bytes = kAnswerBytes, .sends_once = true};
  request.headers.push_back("Idempotency-Key: \"" + document.delivery_id() + "\"");
  request.headers.push_back(DigestHeader(document.body()));
  HELHET_ASSIGN_OR_RETURN(const auto answer, authorisation_.Send(request, http_, host));
  if (answer.status == 409) {
    return Unavailable(request.url + ": the service has an earlier attempt under way (409)").WithReason("earlier_attempt").WithClass(ErrorClass::kTransient);
  }
  HELHET_RETURN_IF_ERROR(sdk::CheckSuccess(answer, request.url));
  return ReceiptOf(document, answer);
}

plugin::v1::WriteResponse DocumentPost::ReceiptOf(const plugin::v1::WriteRequest& document, const sdk::HttpResponse& answer) const {
  plugin::v1::WriteResponse receipt;
  receipt.set_delivery_id(document.delivery_id());
  std::string id = ValueAt(answer.body, id_path_);
  if (id.empty()) id = answer.Header("location");
  receipt.set_external_id(id.empty() ? document.delivery_id() : id);
  receipt.set_link(ValueAt(answer.body, link_path_));
  return receipt;
}

}  // namespace helhet::rest
