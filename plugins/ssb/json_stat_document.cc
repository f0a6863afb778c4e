// Whole documents: the class decides how the members are read.
#include <memory>

#include "json_stat_decoder.h"

namespace helhet::jsonstat {
namespace {

// What the first pass learns. It also steps through the whole text, so that a document with one broken
// corner is refused before anything of it is used.
struct Head {
  std::string document_class;
  std::string version;
  std::string label;
};

class Reader {
 public:
  Reader(std::string_view json, const Limits& limits) : limits_(limits), walk_(limits.depth), text_(json) {}

  Result<Document> Read() {
    HELHET_RETURN_IF_ERROR(ReadHead());
    if (head_.document_class == "dataset") return OneDataset();
    if (head_.document_class == "collection") return Collection();
    if (head_.document_class == "dimension") return OneDimension();
    if (!head_.document_class.empty()) {
      return InvalidArgument("class '" + head_.document_class + "' is not known").WithReason("json_stat_invalid");
    }
    if (!head_.version.empty()) {
      return InvalidArgument("version " + head_.version + " has no class: the bundle of version 1 is not part of it")
          .WithReason("json_stat_invalid");
    }
    return Bundle();
  }

 private:
  // Calls visit(key, value) for the members of the root, from the start.
  template <typename Visit>
  Status Root(Visit visit) {
    HELHET_JSON_OK(parser_.iterate(text_).get(json_));
    JsonType type;
    HELHET_JSON_OK(json_.type().get(type));
    if (type != JsonType::object) return InvalidArgument("not a json object").WithReason("json_malformed");
    simdjson::ondemand::object object;
    HELHET_JSON_OK(json_.get_object().get(object));
    HELHET_RETURN_IF_ERROR(walk_.EachMember(object, visit));
    if (json_.current_location().error() != simdjson::OUT_OF_BOUNDS) {
      return InvalidArgument("not well-formed json: text after the end").WithReason("json_malformed");
    }
    return OkStatus();
  }

  Status ReadHead() {
    return Root([this](std::string_view key, Json value) -> Status {
      std::string* text = key == "class"     ? &head_.document_class
                          : key == "version" ? &head_.version
                          : key == "label"   ? &head_.label
                                             : nullptr;
      JsonType type;
      HELHET_JSON_OK(value.type().get(type));
      if (text == nullptr || type == JsonType::object || type == JsonType::array) return walk_.Skip(value);
      HELHET_ASSIGN_OR_RETURN(*text, JsonWalk::Scalar(value));
      return OkStatus();
    });
  }

  Result<Document> OneDataset() {
    DatasetDecoder decoder(walk_, limits_, /*legacy=*/false);
    HELHET_RETURN_IF_ERROR(Root([&](std::string_view key, Json value) { return decoder.TakeMember(key, value); }));
    return AddTo({}, decoder);
  }

  Result<Document> OneDimension() {
    DimensionDecoder decoder(walk_, "");
    HELHET_RETURN_IF_ERROR(Root([&](std::string_view key, Json value) { return decoder.TakeMember(key, value); }));
    HELHET_ASSIGN_OR_RETURN(Dimension dimension, decoder.Finish(std::nullopt));
    Document document;
    document.label = head_.label;
    document.dimensions.push_back(std::move(dimension));
    return document;
  }

  // link.item: embedded datasets, or references to something elsewhere.
  Result<Document> Collection() {
    Document document;
    const auto take_item = [&](Json item) -> Status {
      DatasetDecoder decoder(walk_, limits_, /*legacy=*/false);
      HELHET_RETURN_IF_ERROR(walk_.Members(
          item, "item", [&](std::string_view key, Json value) { return decoder.TakeMember(key, value); }));
      if (decoder.embedded()) {
        HELHET_ASSIGN_OR_RETURN(document, AddTo(std::move(document), decoder));
      } else {
        document.references.push_back(decoder.href());
      }
      return OkStatus();
    };
    HELHET_RETURN_IF_ERROR(Root([&](std::string_view key, Json value) {
      if (key != "link") return walk_.Skip(value);
      return walk_.Members(value, "link", [&](std::string_view relation, Json list) {
        return relation == "item" ? walk_.Elements(list, "item", take_item) : walk_.Skip(list);
      });
    }));
    document.label = head_.label;
    return document;
  }

  Result<Document> Bundle() {
    Document document;
    HELHET_RETURN_IF_ERROR(Root([&](std::string_view name, Json value) -> Status {
      DatasetDecoder decoder(walk_, limits_, /*legacy=*/true);
      HELHET_RETURN_IF_ERROR(walk_.Members(value, std::string(name), [&](std::string_view key, Json member) {
        return decoder.TakeMember(key, member);
      }));
      HELHET_ASSIGN_OR_RETURN(document, AddTo(std::move(document), decoder));
      return OkStatus();
    }));
    if (document.datasets.empty()) {
      return InvalidArgument("no class, and no dataset in it").WithReason("json_stat_invalid");
    }
    return document;
  }

  static Result<Document> AddTo(Document document, DatasetDecoder& decoder) {
    HELHET_ASSIGN_OR_RETURN(Dataset dataset, decoder.Finish());
    document.datasets.push_back(std::move(dataset));
    return document;
  }

  Limits limits_;
  JsonWalk walk_;
  simdjson::padded_string text_;
  simdjson::ondemand::parser parser_;
  simdjson::ondemand::document json_;
  Head head_;
};

}  // namespace

Result<Document> Decode(std::string_view json, const Limits& limits) {
  if (json.substr(0, 3) == "\xEF\xBB\xBF") json.remove_prefix(3);
  if (json.size() > limits.bytes) {
    return ResourceExhausted("json-stat: " + std::to_string(json.size()) + " bytes, over the limit of " +
                             std::to_string(limits.bytes))
        .WithReason("answer_too_large");
  }
  auto document = Reader(json, limits).Read();
  if (document.ok()) return document;
  Status status = document.status();
  return status.Annotate("json-stat");
}

Result<Dataset> DecodeDataset(std::string_view json, const Limits& limits) {
  HELHET_ASSIGN_OR_RETURN(Document document, Decode(json, limits));
  if (document.datasets.size() != 1) {
    return InvalidArgument("json-stat: " + std::to_string(document.datasets.size()) + " datasets where one is expected")
        .WithReason("json_stat_invalid");
  }
  return std::move(document.datasets[0]);
}

}  // namespace helhet::jsonstat
