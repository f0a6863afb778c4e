#include "core/cli/client_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace helhet::cli {
namespace {

class ClientFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-client.XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    Write("ca.pem", "CERTIFICATE");
    Write("admin.token", "helhet.-.1.abc\n");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
  Result<ClientFile> Read(const std::string& text) {
    Write("client.yaml", text);
    return ReadClientFile(folder_ / "client.yaml");
  }

  std::filesystem::path folder_;
};

TEST_F(ClientFileTest, ReadsWhatTheHubWrites) {
  const auto client = Read("# comment\naddress: \"127.0.0.1:7443\"\nca_file: ca.pem\ntoken_file: admin.token\n");
  ASSERT_TRUE(client.ok()) << client.status().message();
  EXPECT_EQ(client->address, "127.0.0.1:7443");
  EXPECT_EQ(client->authority_pem, "CERTIFICATE");
  EXPECT_EQ(client->token, "helhet.-.1.abc");
}

TEST_F(ClientFileTest, SaysWhatIsWrong) {
  const std::string path = (folder_ / "client.yaml").string();
  EXPECT_EQ(Read("address: a:1\nca_file: ca.pem\n").status().message(), path + ": token is missing");
  EXPECT_EQ(Read("ca_file: ca.pem\ntoken: t\n").status().message(), path + ": address is missing");
  EXPECT_EQ(Read("address: a:1\nadress: b\n").status().message(),
            path + ":2: adress: unknown key; allowed: address, ca_file, token, token_file, municipality");
  EXPECT_EQ(Read("address: a:1\nca_file: none.pem\ntoken: t\n").status().code(), StatusCode::kNotFound);
  EXPECT_EQ(Read("address: a:1\ntoken:\n").status().message(), path + ":2: token: a text is expected");
  EXPECT_EQ(Read("- a\n").status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(Read("address: [\n").status().code(), StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace helhet::cli
