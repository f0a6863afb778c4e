#include "kept_document.h"

#include <initializer_list>
#include <string>

namespace helhet::noark5 {
namespace {

bool IsScreened(const Resource& resource) {
  const auto has_group = [&](const char* name) { return resource.json().contains(name) && !resource.json()[name].empty(); };
  const bool hides_title = resource.json().contains("skjermetTittel") && resource.json()["skjermetTittel"] == true;
  return has_group("skjerming") || has_group("gradering") || hides_title;
}

Json Part(const Resource& resource, std::initializer_list<const char*> names) {
  Json part = Json::object();
  for (const char* name : names) {
    if (resource.json().contains(name) && !resource.json()[name].is_null()) part[name] = resource.json()[name];
  }
  return part;
}

}  // namespace

bool IsScreened(const DocumentParts& parts) {
  return IsScreened(parts.description) || IsScreened(parts.record) || IsScreened(parts.file);
}

Json KeptOf(const DocumentParts& parts) {
  const bool screened = IsScreened(parts);
  Json description = Part(parts.description, {"systemID", "dokumenttype", "dokumentstatus", "opprettetDato", "endretDato", "utfoertKassasjon"});
  Json file = Part(parts.file, {"systemID", "mappeID", "administrativEnhet", "opprettetDato", "endretDato"});
  const std::string title = screened ? parts.record.Text("offentligTittel") : parts.description.Text("tittel");
  if (!title.empty()) description["tittel"] = title;
  if (!screened) {
    description.update(Part(parts.description, {"forfatter"}));
    file.update(Part(parts.file, {"saksansvarlig"}));
  }
  if (const std::string self = parts.description.self(); !self.empty()) description["_links"]["self"]["href"] = self;
  Json objects = Json::array();
  for (const Resource& object : parts.objects) {
    objects.push_back(Part(object, {"versjonsnummer", "variantformat", "opprettetDato", "endretDato"}));
  }
  return Json{{"dokumentbeskrivelse", description},
              {"registrering", Part(parts.record, {"systemID", "journalstatus", "journaldato", "dokumentetsDato", "opprettetDato", "endretDato"})},
              {"mappe", file},
              {"dokumentobjekt", objects}};
}

Moment LastTouched(const DocumentParts& parts) {
  Moment latest = Later(Later(LastTouched(parts.description), LastTouched(parts.record)), LastTouched(parts.file));
  for (const Resource& object : parts.objects) latest = Later(latest, LastTouched(object));
  return latest;
}

}  // namespace helhet::noark5
