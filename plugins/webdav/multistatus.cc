#include "multistatus.h"

#include <string_view>

#include "helhet/ubl/xml.h"

namespace helhet::webdav {
namespace {

using sdk::Element;

constexpr std::string_view kNamespace = "DAV:";

bool Is(const Element& element, std::string_view name) { return element.LocalName() == name && element.Namespace() == kNamespace; }

Element ChildOf(const Element& parent, std::string_view name) {
  Element child = parent.FirstChild();
  while (child && !Is(child, name)) child = child.NextSibling();
  return child;
}

// `HTTP/1.1 200 OK`.
bool IsSuccess(const std::string& status_line) {
  const size_t space = status_line.find(' ');
  return space != std::string::npos && status_line.compare(space + 1, 1, "2") == 0;
}

std::string WithoutWeakMark(const std::string& etag) { return etag.starts_with("W/") ? etag.substr(2) : etag; }

void TakeProperties(const Element& properties, Resource& resource) {
  for (Element property = properties.FirstChild(); property; property = property.NextSibling()) {
    if (Is(property, "resourcetype")) resource.is_folder = static_cast<bool>(ChildOf(property, "collection"));
    if (Is(property, "displayname")) resource.title = property.Text();
    if (Is(property, "getetag")) resource.etag = WithoutWeakMark(property.Text());
    if (Is(property, "getlastmodified")) resource.last_modified = property.Text();
    if (Is(property, "getcontentlength")) resource.length = property.Text();
  }
}

Resource ReadResponse(const Element& response) {
  Resource resource;
  resource.href = ChildOf(response, "href").Text();
  resource.is_readable = false;
  for (Element part = response.FirstChild(); part; part = part.NextSibling()) {
    if (!Is(part, "propstat") || !IsSuccess(ChildOf(part, "status").Text())) continue;
    TakeProperties(ChildOf(part, "prop"), resource);
    resource.is_readable = true;
  }
  return resource;
}

}  // namespace

const char kPropfindBody[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<propfind xmlns=\"DAV:\"><prop><resourcetype/><displayname/><getetag/><getlastmodified/><getcontentlength/></prop></propfind>\n";

Result<std::vector<Resource>> ParseMultistatus(const std::string& body, const std::string& where) {
  const auto document = sdk::XmlDocument::Parse(body);
  const bool is_multistatus = document.ok() && Is(document->root(), "multistatus");
  if (!is_multistatus) {
    const std::string why = document.ok() ? "it is no DAV:multistatus" : document.status().message();
    return FailedPrecondition(where + ": the answer cannot be read: " + why)
        .WithReason("not_webdav").WithSetting("settings.url").WithRemedy("check that the address is that of a WebDAV server").WithClass(ErrorClass::kSource);
  }
  std::vector<Resource> resources;
  for (Element child = document->root().FirstChild(); child; child = child.NextSibling()) {
    if (Is(child, "response")) resources.push_back(ReadResponse(child));
  }
  return resources;
}

}  // namespace helhet::webdav
