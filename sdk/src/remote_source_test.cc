// Which files of a listing are read, and what a checkpoint remembers.
#include "remote_source.h"

#include "file_refusals.h"
#include "folder_fixture.h"

namespace helhet::sdk {
namespace {

constexpr int64_t kDay = 86'400;
constexpr int64_t kMonday = 19'672 * kDay;  // 2023-11-11; weeks of the checkpoint are counted from 1970-01-01
constexpr int64_t kNowUs = (kMonday + 30 * kDay) * 1'000'000;

// A place whose files a test sets.
struct Shelf {
  std::vector<RemoteFile> files;
  std::map<std::string, std::string> bytes;
  std::vector<std::string> fetched;
  std::map<std::string, std::vector<Result<Fetched>>> trouble;  // by path: what the next fetches give instead
  uint64_t bytes_before_trouble = 0;

  void Put(const std::string& name, int64_t mtime_s, const std::string& content) {
    files.push_back({.path = "/" + name, .name = name, .mtime_s = mtime_s, .size_bytes = content.size(), .refusal = {}});
    bytes["/" + name] = content;
  }
  void Remove(const std::string& name) { std::erase_if(files, [&](const RemoteFile& file) { return file.name == name; }); }
};

class ShelfPlace : public RemotePlace {
 public:
  explicit ShelfPlace(Shelf& shelf) : shelf_(shelf) {}
  Result<std::vector<RemoteFile>> List() override { return shelf_.files; }
  Result<Fetched> Fetch(const RemoteFile& file, uint64_t, SpoolFile& spool) override {
    shelf_.fetched.push_back(file.name);
    auto& trouble = shelf_.trouble[file.path];
    const std::string rest = shelf_.bytes.at(file.path).substr(spool.size_bytes());
    if (!trouble.empty()) {
      const Result<Fetched> outcome = trouble.front();
      trouble.erase(trouble.begin());
      HELHET_RETURN_IF_ERROR(spool.Append(rest.substr(0, shelf_.bytes_before_trouble)));
      return outcome;
    }
    HELHET_RETURN_IF_ERROR(spool.Append(rest));
    return Fetched::kWhole;
  }

 private:
  Shelf& shelf_;
};

class RemoteSourceTest : public FolderFixture {
 protected:
  using Names = std::vector<std::string>;
  struct Reading {
    Names locators;
    Names checkpoints;
    std::map<std::string, std::string> bytes;
    std::map<std::string, std::string> refused;
    std::string end;
    Status status;
  };

  Reading Read(const std::string& checkpoint = "", size_t count = SIZE_MAX) {
    Reading reading;
    auto source = RemoteSource::Open(std::make_unique<ShelfPlace>(shelf_), checkpoint, form_, kNowUs);
    reading.status = source.status();
    while (source.ok() && reading.locators.size() < count) {
      auto document = source->Next();
      reading.status = document.status();
      if (!document.ok() || !*document) break;
      reading.locators.push_back((*document)->locator);
      reading.checkpoints.push_back((*document)->checkpoint);
      reading.bytes[(*document)->locator] = (*document)->bytes;
      if (!(*document)->status.ok()) reading.refused[(*document)->locator] = (*document)->status.reason();
    }
    if (source.ok()) reading.end = source->checkpoint();
    return reading;
  }

  void PutZip(const std::string& name, int64_t mtime_s, const Entries& entries) {
    WriteZip(inbox() / name, entries);
    shelf_.Put(name, mtime_s, ReadBytes(inbox() / name));
  }

  DocumentForm form_ = {.limit_bytes = 100};
  Shelf shelf_;
};

TEST_F(RemoteSourceTest, ReadsInTheOrderOfTime) {
  shelf_.Put("b", kMonday + 2, "2");
  shelf_.Put("a", kMonday + 3, "3");
  shelf_.Put("c", kMonday + 1, "1");
  EXPECT_EQ(Read().locators, (Names{"c", "b", "a"}));
}

TEST_F(RemoteSourceTest, ResumesAfterAnyDocument) {
  shelf_.Put("a", kMonday, "1");
  PutZip("b.zip", kMonday + 1, {{"1", "x"}, {"2", "y"}, {"3", "z"}});
  shelf_.Put("c", kMonday + 9 * kDay, "3");
  const Reading whole = Read();
  const Names all = {"a", "b.zip!1", "b.zip!2", "b.zip!3", "c"};
  ASSERT_EQ(whole.locators, all);
  for (size_t i = 0; i < all.size(); ++i) {
    const Reading rest = Read(whole.checkpoints[i]);
    EXPECT_EQ(rest.locators, Names(all.begin() + static_cast<long>(i) + 1, all.end())) << "after " << all[i];
    EXPECT_EQ(rest.end, whole.end);
  }
}

TEST_F(RemoteSourceTest, FindsAFileThatCameLateWithAnOldTime) {
  shelf_.Put("a", kMonday, "1");
  shelf_.Put("b", kMonday + 8 * kDay, "2");
  const Reading first = Read();
  shelf_.Put("sen", kMonday - 1, "0");
  EXPECT_EQ(Read(first.end).locators, (Names{"sen", "a"})) << "its week is read again, and no other";
}

TEST_F(RemoteSourceTest, ReadsAFileAgainThatHasAnotherTimeOrSize) {
  shelf_.Put("a", kMonday, "1");
  shelf_.Put("b", kMonday + 1, "2");
  const Reading first = Read();
  shelf_.Remove("b");
  shelf_.Put("b", kMonday + 2, "2");
  EXPECT_NE(Read(first.end).locators, Names{});
  EXPECT_EQ(Read(first.end).bytes.at("b"), "2");
}

TEST_F(RemoteSourceTest, ReadsNothingOfOtherWeeksWhenAnOldFileIsTakenAway) {
  shelf_.Put("a", kMonday, "1");
  shelf_.Put("b", kMonday + 8 * kDay, "2");
  const Reading first = Read();
  shelf_.Remove("a");
  const Reading second = Read(first.end);
  EXPECT_EQ(second.locators, Names{});
  EXPECT_LT(second.end.size(), first.end.size()) << "a week without files is forgotten";
}

TEST_F(RemoteSourceTest, LeavesAFileThatIsJustBeingWritten) {
  shelf_.Put("a", kNowUs / 1'000'000 - 9, "1");
  shelf_.Put("b", kNowUs / 1'000'000 - 10, "2");
  shelf_.Put("c", kNowUs / 1'000'000 + 3600, "3");
  EXPECT_EQ(Read().locators, (Names{"b", "c"}));
}

TEST_F(RemoteSourceTest, LeavesAFileThatChangedForTheNextRead) {
  shelf_.Put("a", kMonday, "1");
  shelf_.Put("b", kMonday + 1, "2");
  shelf_.trouble["/a"] = {Fetched::kChanged};
  const Reading first = Read();
  EXPECT_EQ(first.locators, Names{"b"});
  shelf_.Remove("a");
  shelf_.Put("a", kMonday + 2, "ny");
  EXPECT_EQ(Read(first.end).locators, Names{"a"});
}

TEST_F(RemoteSourceTest, GoesOnWithACutTransferAsLongAsSomethingComes) {
  shelf_.Put("a", kMonday, "0123456789");
  shelf_.bytes_before_trouble = 3;
  shelf_.trouble["/a"] = {Unavailable("cut"), Unavailable("cut")};
  EXPECT_EQ(Read().bytes.at("a"), "0123456789");
  shelf_.bytes_before_trouble = 0;
  shelf_.fetched.clear();
  shelf_.trouble["/a"] = {Unavailable("away"), Unavailable("away")};
  EXPECT_EQ(Read().status.code(), StatusCode::kUnavailable);
  EXPECT_EQ(shelf_.fetched.size(), 1u) << "it is the hub that decides when to try again";
}

TEST_F(RemoteSourceTest, GivesUpATransferThatIsCutTooOftenUnlessEachCutBroughtMuch) {
  constexpr size_t kMuch = 1u << 20;
  form_.limit_bytes = 10 * kMuch;
  shelf_.Put("a", kMonday, std::string(9 * kMuch, 'x'));
  shelf_.bytes_before_trouble = kMuch;
  shelf_.trouble["/a"] = std::vector<Result<Fetched>>(8, Unavailable("cut"));
  EXPECT_EQ(Read().bytes.at("a").size(), 9 * kMuch);
  shelf_.bytes_before_trouble = kMuch - 1;
  shelf_.trouble["/a"] = std::vector<Result<Fetched>>(6, Unavailable("cut"));
  EXPECT_EQ(Read().status.code(), StatusCode::kUnavailable);
}

TEST_F(RemoteSourceTest, FetchesNoFileThatIsNotWanted) {
  shelf_.Put("2023/a", kMonday, "1");
  shelf_.Put("b", kMonday + 1, "2");
  auto source = RemoteSource::Open(std::make_unique<ShelfPlace>(shelf_), "", form_, kNowUs,
                                   [](const std::string& file) { return file == "2023/a"; });
  ASSERT_TRUE(source.ok());
  EXPECT_EQ((*source->Next())->bytes, "1");
  EXPECT_FALSE(source->Next()->has_value());
  EXPECT_EQ(shelf_.fetched, Names{"2023/a"});
}

TEST_F(RemoteSourceTest, RefusesAFileAndGoesOn) {
  shelf_.Put("a", kMonday, "1");
  shelf_.Put("b", kMonday + 1, "2");
  shelf_.trouble["/a"] = {UnreadableFile("a", "no")};
  const Reading reading = Read();
  EXPECT_EQ(reading.locators, (Names{"a", "b"}));
  EXPECT_EQ(reading.refused.at("a"), "unreadable");
  EXPECT_EQ(Read(reading.end).locators, Names{});
}

TEST_F(RemoteSourceTest, GivesStreamsThatOutliveTheSourceAndBeginAgain) {
  shelf_.Put("a", kMonday, "fil a");
  PutZip("b.zip", kMonday + 1, {{"1", "innhold 1"}, {"2", "innhold 2"}});
  std::map<std::string, FolderDocument> documents;
  {
    auto source = RemoteSource::Open(std::make_unique<ShelfPlace>(shelf_), "", {.limit_bytes = 1000, .is_stream = true}, kNowUs);
    for (auto document = source->Next(); document.ok() && *document; document = source->Next()) {
      documents[(*document)->locator] = **document;
    }
  }
  ExpectStreams(documents, {{"a", "fil a"}, {"b.zip!1", "innhold 1"}, {"b.zip!2", "innhold 2"}});
}

TEST_F(RemoteSourceTest, ResumesAfterAnyStream) {
  shelf_.Put("a", kMonday, "1");
  PutZip("b.zip", kMonday + 1, {{"1", "x"}, {"2", "y"}});
  form_.is_stream = true;
  const Reading whole = Read();
  ASSERT_EQ(whole.locators, (Names{"a", "b.zip!1", "b.zip!2"}));
  EXPECT_EQ(Read(whole.checkpoints[0]).locators, (Names{"b.zip!1", "b.zip!2"}));
  EXPECT_EQ(Read(whole.checkpoints[1]).locators, Names{"b.zip!2"});
  EXPECT_EQ(Read(whole.checkpoints[2]).locators, Names{});
}

TEST_F(RemoteSourceTest, RefusesACheckpointThatIsNotItsOwn) {
  for (const char* text : {"{}", "x", R"({"weeks":{"a":[1,"0"]}})", R"({"weeks":{"1":[-1,"0"]}})", R"({"time_ns":1,"name":"a","folders":"1"})"}) {
    EXPECT_EQ(Read(text).status.reason(), "checkpoint_unreadable") << text;
  }
}

}  // namespace
}  // namespace helhet::sdk
