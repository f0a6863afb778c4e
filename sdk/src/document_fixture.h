// For tests: reads a DocumentSource to its end and keeps what came.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "folder_fixture.h"
#include "helhet/document_source.h"
#include "helhet/testing/fake_host.h"

namespace helhet::sdk {

class DocumentFixture : public FolderFixture {
 protected:
  using Names = std::vector<std::string>;

  struct Reading {
    Names locators;
    std::map<std::string, std::string> bytes;
    std::map<std::string, std::string> refused;   // locator to code
    std::map<std::string, std::string> messages;  // of those
    Names checkpoints;                            // after each document
    std::string end;                              // checkpoint at the end
    Status status;                                // of the read
  };

  DocumentFixture() { host_.set_now_us(kNowUs); }

  // Reads from a checkpoint; at most `count` documents.
  Reading Read(const nlohmann::json& settings, const std::string& checkpoint = "", size_t count = SIZE_MAX) {
    Reading reading;
    reading.end = checkpoint;
    const auto parsed = Settings::Parse(settings.dump(), secrets_, "5037", "test", proxy_socket_);
    auto source = DocumentSource::Open(*parsed, {.checkpoint = checkpoint, .document_limit_bytes = limit_bytes_, .stream_documents = stream_}, host_.host());
    reading.status = source.status();
    while (source.ok() && reading.locators.size() < count) {
      auto document = source->Next();
      reading.status = document.status();
      if (!document.ok() || !*document) break;
      reading.locators.push_back((*document)->locator);
      reading.checkpoints.push_back((*document)->checkpoint);
      if ((*document)->status.ok()) {
        reading.bytes[(*document)->locator] = stream_ ? ReadStream(*(*document)->reader) : (*document)->bytes;
      } else {
        reading.refused[(*document)->locator] = (*document)->status.reason();
        reading.messages[(*document)->locator] = (*document)->status.message();
      }
    }
    if (source.ok()) reading.end = source->checkpoint();
    return reading;
  }

  static constexpr int64_t kNowUs = 1'700'000'000'000'000;
  testing::FakeHost host_;
  std::map<std::string, std::string> secrets_;
  std::string proxy_socket_;
  uint64_t limit_bytes_ = 1000;
  bool stream_ = false;
};

}  // namespace helhet::sdk
