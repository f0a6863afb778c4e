#include "core/render/testing/sheets.h"

#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace helhet::render::testing {

api::v1::GetA3Response ModelCaseSheet(const std::string& name) {
  std::ifstream file(std::string(HELHET_RENDER_CASES) + "/" + name + ".json");
  std::stringstream json;
  json << file.rdbuf();
  api::v1::GetA3Response sheet;
  const auto status = google::protobuf::util::JsonStringToMessage(json.str(), &sheet);
  EXPECT_TRUE(status.ok()) << name << ": " << status.ToString();
  return sheet;
}

}  // namespace helhet::render::testing
