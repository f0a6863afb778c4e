#include "archive_reader.h"

#include <zip.h>

#include <fstream>
#include <iterator>

namespace helhet::model_case {
namespace {

using Visit = std::function<void(const std::string&, const std::string&)>;

void ReadArchive(const std::filesystem::path& path, const Visit& visit) {
  zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY, nullptr);
  for (zip_int64_t i = 0; archive && i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t stat;
    zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat);
    std::string content(stat.size, '\0');
    zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    if (zip_fread(file, content.data(), content.size()) != static_cast<zip_int64_t>(content.size())) content.clear();
    zip_fclose(file);
    visit(path.filename().string() + "!" + stat.name, content);
  }
  if (archive) zip_discard(archive);
}

}  // namespace

void ReadFolder(const std::filesystem::path& folder, const Visit& visit) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".zip") {
      ReadArchive(entry.path(), visit);
    } else {
      std::ifstream file(entry.path(), std::ios::binary);
      visit(entry.path().filename(), std::string(std::istreambuf_iterator<char>(file), {}));
    }
  }
}

}  // namespace helhet::model_case
