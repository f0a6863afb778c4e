#include "core/configuration/yaml_resources.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "core/configuration/limits.h"
#include "core/configuration/resource_kinds.h"
#include "core/configuration/yaml_message.h"

namespace helhet::configuration {
namespace {

using google::protobuf::FieldDescriptor;

std::string KindTitles() {
  std::string titles;
  for (const ResourceKind& kind : ResourceKinds()) titles += (titles.empty() ? "" : ", ") + kind.title;
  return titles;
}

// The field that a key of a document means; null when there is none.
const FieldDescriptor* FieldOf(const ResourceKind& kind, const std::string& key) {
  // `kind` and `municipality` are taken by the envelope, `settings_json` is written as `settings`.
  const bool is_measure = kind.name == "measure", is_municipality = kind.name == "municipality";
  if (key == "settings_json" || (is_municipality && key == kind.id->name())) return nullptr;
  if (key == "settings") return kind.content->message_type()->FindFieldByName("settings_json");
  if (key == "measure_kind") return is_measure ? kind.content->message_type()->FindFieldByName("kind") : nullptr;
  return kind.content->message_type()->FindFieldByName(key);
}

std::string KeysOf(const ResourceKind& kind) {
  std::string keys = "kind, municipality";
  const auto* type = kind.content->message_type();
  for (int i = 0; i < type->field_count(); ++i) {
    std::string key = type->field(i)->name();
    if (IsSetByHub(*type->field(i)) || (kind.name == "municipality" && type->field(i) == kind.id)) continue;
    if (key == "settings_json") key = "settings";
    if (key == "kind") key = "measure_kind";
    keys += ", " + key;
  }
  return keys;
}

void TooLarge(const std::string& file, Faults& faults) {
  faults.Add(file, "", "the file is larger than " + std::to_string(limits::kFileBytes >> 20) + " MiB", "divide it");
}

// Reads the documents of one file.
class FileReader {
 public:
  FileReader(const std::string& file, const Variables& variables, Faults& faults)
      : file_(file), faults_(faults), reader_(file, variables, faults) {}

  Resources Read(const std::string& text) {
    if (text.size() > limits::kFileBytes) {
      TooLarge(file_, faults_);
    } else if (!IsUtf8(text)) {
      faults_.Add(file_, "", "the file is not UTF-8", "save it as UTF-8");
    } else {
      try {
        for (const YAML::Node& document : YAML::LoadAll(text)) ReadDocument(document);
      } catch (const YAML::Exception& error) {
        const std::string line = error.mark.is_null() ? "" : ":" + std::to_string(error.mark.line + 1);
        faults_.Add(file_ + line, "", "not YAML: " + error.msg);
      }
    }
    return std::move(resources_);
  }

 private:
  void ReadDocument(const YAML::Node& document) {
    if (document.IsNull()) return;  // only comments
    if (!document.IsMap()) return reader_.Fault(document, "", "a document is no map", "begin it with kind:");
    reader_.CheckKeys(document, "");
    const YAML::Node title = document["kind"];
    if (!title) return reader_.Fault(document, "kind", "missing", "write one of " + KindTitles());
    const ResourceKind* kind = title.IsScalar() ? FindKindByTitle(title.Scalar()) : nullptr;
    if (kind == nullptr) return reader_.Fault(title, "kind", "no such kind", "write one of " + KindTitles());
    const std::vector<std::string> owners = ReadOwners(document, *kind);

    api::v1::Resource resource;
    resource.set_origin(reader_.Place(document));
    google::protobuf::Message& content = MutableContentOf(resource, *kind);
    for (const auto& entry : document) {
      const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
      if (key.empty() || key == "kind" || key == "municipality") continue;
      ReadField(entry.first, entry.second, *kind, content);
    }
    ClearFieldsSetByHub(content);
    for (const std::string& owner : owners) {
      resource.set_municipality_id(owner);
      if (resource.has_municipality()) resource.mutable_municipality()->set_municipality_id(owner);
      resources_.push_back(resource);
    }
  }

  std::vector<std::string> ReadOwners(const YAML::Node& document, const ResourceKind& kind) {
    const YAML::Node stated = document["municipality"];
    std::vector<std::string> owners;
    if (!stated || stated.IsNull()) {
      reader_.Fault(stated ? stated : document, "municipality", "missing", "write whose it is: municipality: \"5037\"");
    } else if (!stated.IsSequence()) {
      owners.resize(1);
      if (!reader_.ReadText(stated, "municipality", owners[0])) owners.clear();
    } else if (kind.name == "municipality") {
      reader_.Fault(stated, "municipality", "a municipality has one identifier, not a list", "write a document for each");
    } else {
      for (size_t i = 0; i < stated.size(); ++i) {
        std::string owner;
        if (reader_.ReadText(stated[i], "municipality[" + std::to_string(i) + "]", owner)) owners.push_back(owner);
      }
    }
    return owners;
  }

  void ReadField(const YAML::Node& key, const YAML::Node& value, const ResourceKind& kind, google::protobuf::Message& content) {
    const FieldDescriptor* field = FieldOf(kind, key.Scalar());
    if (field == nullptr) {
      reader_.Fault(key, key.Scalar(), "unknown key", "allowed in kind " + kind.title + ": " + KeysOf(kind));
    } else if (key.Scalar() == "settings") {
      std::string json;
      if (reader_.ReadJson(value, "settings", json)) content.GetReflection()->SetString(&content, field, json);
    } else {
      reader_.SetField(key, value, key.Scalar(), *field, content);
    }
  }

  std::string file_;
  Faults& faults_;
  YamlMessageReader reader_;
  Resources resources_;
};

void LoadFile(const std::filesystem::path& path, const Variables& variables, Resources& resources, Faults& faults) {
  std::error_code not_regular;
  if (const auto size = std::filesystem::file_size(path, not_regular); !not_regular && size > limits::kFileBytes) {
    return TooLarge(path.string(), faults);
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf() || file.peek() == std::ifstream::traits_type::eof())) {
    return faults.Add(path.string(), "", "the file cannot be read");
  }
  for (api::v1::Resource& resource : FileReader(path.string(), variables, faults).Read(text.str())) {
    resources.push_back(std::move(resource));
  }
}

}  // namespace

Result<Resources> ReadResources(const std::string& text, const std::string& file, const Variables& variables) {
  Faults faults;
  Resources resources = FileReader(file, variables, faults).Read(text);
  HELHET_RETURN_IF_ERROR(faults.ToStatus());
  return resources;
}

Result<Resources> LoadResources(const std::filesystem::path& path, const Variables& variables) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return NotFound(path.string() + ": no such file or folder");
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_directory(status)) {
    for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    if (files.empty()) return NotFound(path.string() + ": the folder has no *.yaml files");
  } else {
    files.push_back(path);
  }
  Resources resources;
  Faults faults;
  for (const auto& file : files) LoadFile(file, variables, resources, faults);
  HELHET_RETURN_IF_ERROR(faults.ToStatus());
  return resources;
}

}  // namespace helhet::configuration
