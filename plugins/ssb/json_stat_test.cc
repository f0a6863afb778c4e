#include "json_stat.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <string>

namespace helhet::jsonstat {
namespace {

// A dataset of two by two, with `extra` members in it.
std::string TwoByTwo(const std::string& extra) {
  return R"({"version":"2.0","class":"dataset","id":["sex","year"],"size":[2,2],"dimension":{)"
         R"("sex":{"category":{"index":["M","F"]}},"year":{"category":{"index":{"2021":1,"2020":0}}}},)" +
         extra + "}";
}

std::string OneDimension(const std::string& category, int size, const std::string& rest) {
  return R"({"version":"2.0","class":"dataset","id":["x"],"size":[)" + std::to_string(size) +
         R"(],"dimension":{"x":{"category":)" + category + "}}," + rest + "}";
}

std::string Shown(const Dataset& dataset) {
  std::string text;
  for (size_t i = 0; i < dataset.cell_count(); ++i) {
    const Value value = dataset.value(i);
    text += value.kind == Value::Kind::kNull   ? "null"
            : value.kind == Value::Kind::kText ? "'" + std::string(value.text) + "'"
                                               : std::string(value.text);
    text += "[" + std::string(dataset.status(i)) + "] ";
  }
  return text;
}

TEST(JsonStat, KeepsEveryNumberAsItIsWritten) {
  const auto dataset = DecodeDataset(TwoByTwo(R"("value":[0.10, -7, 1e3, 12345678901234567890.5])"));
  ASSERT_TRUE(dataset.ok()) << dataset.status().message();
  EXPECT_EQ(Shown(*dataset), "0.10[] -7[] 1e3[] 12345678901234567890.5[] ");
}

TEST(JsonStat, TellsNullFromZeroAndTextFromNumber) {
  EXPECT_EQ(Shown(*DecodeDataset(TwoByTwo(R"("value":[null,0,"0",""])"))), "null[] 0[] '0'[] ''[] ");
}

TEST(JsonStat, ReadsSparseValuesWithTheRestNull) {
  EXPECT_EQ(Shown(*DecodeDataset(TwoByTwo(R"("value":{"3":1.5,"0":null})"))), "null[] null[] null[] 1.5[] ");
  EXPECT_EQ(Shown(*DecodeDataset(TwoByTwo(R"("value":{})"))), "null[] null[] null[] null[] ");
}

TEST(JsonStat, ReadsEveryFormOfStatus) {
  EXPECT_EQ(Shown(*DecodeDataset(TwoByTwo(R"("value":[1,2,3,4],"status":"p")"))), "1[p] 2[p] 3[p] 4[p] ");
  EXPECT_EQ(Shown(*DecodeDataset(TwoByTwo(R"("value":[1,2,3,4],"status":["p"])"))), "1[p] 2[p] 3[p] 4[p] ");
  EXPECT_EQ(Shown(*DecodeDataset(TwoByTwo(R"("status":["a",null,"","b"],"value":[1,2,3,4])"))), "1[a] 2[] 3[] 4[b] ");
  EXPECT_EQ(Shown(*DecodeDataset(TwoByTwo(R"("value":[1,null,3,null],"status":{"1":".","3":".."})"))),
            "1[] null[.] 3[] null[..] ");
  EXPECT_EQ(Shown(*DecodeDataset(TwoByTwo(R"("value":{"0":1},"status":{"2":":"})"))), "1[] null[] null[:] null[] ");
}

TEST(JsonStat, OrdersCategoriesByPositionNotByKey) {
  const auto dataset = DecodeDataset(TwoByTwo(R"("value":[1,2,3,4])"));
  ASSERT_TRUE(dataset.ok());
  EXPECT_EQ(dataset->dimensions[1].categories[0].code, "2020");
  EXPECT_EQ(dataset->Positions(2), (std::vector<size_t>{1, 0}));
  EXPECT_EQ(dataset->Find("year")->Find("2021"), 1u);
  EXPECT_EQ(dataset->Find("nothing"), nullptr);
}

TEST(JsonStat, LetsTheIndexBeAbsentForASingleCategoryOnly) {
  const auto dataset = DecodeDataset(OneDimension(R"({"label":{"NO":"Norge"}})", 1, R"("value":[7])"));
  ASSERT_TRUE(dataset.ok()) << dataset.status().message();
  EXPECT_EQ(dataset->dimensions[0].categories[0].code, "NO");
  EXPECT_EQ(dataset->dimensions[0].categories[0].label, "Norge");
  EXPECT_FALSE(DecodeDataset(OneDimension(R"({"label":{"NO":"Norge","SE":"Sverige"}})", 2, R"("value":[7,8])")).ok());
  EXPECT_FALSE(DecodeDataset(OneDimension("{}", 1, R"("value":[7])")).ok());
}

TEST(JsonStat, KeepsUnitsNotesChildrenRolesAndExtension) {
  const auto dataset = DecodeDataset(
      R"({"class":"dataset","label":"T","source":"SSB","updated":"2026-02-25T07:00:00Z","note":["one","two"],
          "role":{"metric":["c"],"time":["t"],"geo":["g"]},"id":["g","c","t"],"size":[2,1,1],"dimension":{
          "g":{"label":"region","category":{"index":["50","5037"],"child":{"50":["5037"]},"note":{"5037":["n"]}}},
          "c":{"category":{"index":["P"],"unit":{"P":{"base":"personer","decimals":1}}},
               "extension":{"elimination":false,"measuringType":{"P":"Stock"},"codelists":[{"id":"agg_X"}]}},
          "t":{"category":{"index":["2024"]}}},"extension":{"px":{"tableid":"07459"},"discontinued":null},"value":[1,2]})");
  ASSERT_TRUE(dataset.ok()) << dataset.status().message();
  EXPECT_EQ(dataset->geo, std::vector<size_t>{0});
  EXPECT_EQ(dataset->metric, std::vector<size_t>{1});
  EXPECT_EQ(dataset->time, std::vector<size_t>{2});
  EXPECT_EQ(dataset->notes, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(dataset->dimensions[0].categories[0].children, std::vector<std::string>{"5037"});
  EXPECT_EQ(dataset->dimensions[0].categories[1].notes, std::vector<std::string>{"n"});
  EXPECT_EQ(dataset->dimensions[1].categories[0].unit, "personer");
  EXPECT_EQ(dataset->dimensions[1].categories[0].decimals, 1);
  EXPECT_EQ(dataset->dimensions[1].Extension("measuringType/P"), "Stock");
  EXPECT_EQ(dataset->dimensions[1].Extension("elimination"), "false");
  EXPECT_EQ(dataset->dimensions[1].Extension("codelists/0/id"), "agg_X");
  EXPECT_EQ(dataset->extension, (std::map<std::string, std::string>{{"px/tableid", "07459"}}));
}

TEST(JsonStat, ReadsMetadataOfAnySizeWithNoValues) {
  for (const char* value : {R"("value":null)", R"("value":[])", R"("label":"none")"}) {
    const auto dataset = DecodeDataset(TwoByTwo(value), {.cells = 1});
    ASSERT_TRUE(dataset.ok()) << dataset.status().message();
    EXPECT_FALSE(dataset->has_values());
    EXPECT_EQ(dataset->cell_count(), 4u);
  }
}

TEST(JsonStat, ReadsDimensionsAndCollectionsWithReferences) {
  const auto dimension =
      Decode(R"({"version":"2.0","class":"dimension","label":"sex","category":{"index":["M","F"]}})");
  ASSERT_TRUE(dimension.ok()) << dimension.status().message();
  EXPECT_EQ(dimension->dimensions[0].categories.size(), 2u);
  const auto collection = Decode(R"({"class":"collection","link":{"item":[{"class":"dataset","href":"https://a"},)" +
                                 TwoByTwo(R"("value":[1,2,3,4])") + R"(],"self":[{"href":"b"}]}})");
  ASSERT_TRUE(collection.ok()) << collection.status().message();
  EXPECT_EQ(collection->references, std::vector<std::string>{"https://a"});
  ASSERT_EQ(collection->datasets.size(), 1u);
}

TEST(JsonStat, SkipsAByteOrderMark) {
  EXPECT_TRUE(DecodeDataset("\xEF\xBB\xBF" + TwoByTwo(R"("value":[1,2,3,4])")).ok());
}

TEST(JsonStat, SaysWhatContradicts) {
  const auto message = [](const std::string& json) { return Decode(json).status().message(); };
  EXPECT_EQ(message(TwoByTwo(R"("value":[1,2,3])")), "json-stat: value has 3 cells, but size makes 4");
  EXPECT_EQ(message(TwoByTwo(R"("value":{"4":1})")), "json-stat: value: cell 4 is beyond the last");
  EXPECT_EQ(message(TwoByTwo(R"("value":{"1":1,"1":2})")), "json-stat: value: cell 1 stands twice");
  EXPECT_EQ(message(TwoByTwo(R"("value":{"-1":1})")), "json-stat: value: '-1' is no cell number");
  EXPECT_EQ(message(TwoByTwo(R"("value":[1,2,3,4],"value":[1,2,3,4])")), "json-stat: value stands twice");
  EXPECT_EQ(message(TwoByTwo(R"("value":[1,2,3,true])")), "json-stat: value: not a text");
  EXPECT_EQ(message(TwoByTwo(R"("value":[1,2,3,[4]])")), "json-stat: value: not a text");
  EXPECT_EQ(message(TwoByTwo(R"("value":7)")), "json-stat: value: not a list");
  EXPECT_EQ(message(R"({"class":"table"})"), "json-stat: class 'table' is not known");
  EXPECT_EQ(message(OneDimension(R"({"index":{"a":0,"b":0}})", 2, R"("value":[1,2])")),
            "json-stat: dimension 'x': category 'b' is at position 0, which is taken or beyond the last");
}

TEST(JsonStat, RefusesTextThatIsNotJson) {
  const std::string good = TwoByTwo(R"("value":[1,2,3,4])");
  for (size_t length = 0; length < good.size(); ++length) {
    EXPECT_FALSE(Decode(good.substr(0, length)).ok()) << "cut after " << length;
  }
  for (const char* bad : {"", "[]", "7", "null", "<html>503</html>", "{\"class\":\"dataset\"", "\x00\xff"}) {
    EXPECT_FALSE(Decode(bad).ok()) << bad;
  }
  EXPECT_FALSE(Decode(good + "{}").ok());
  EXPECT_FALSE(Decode(good + "x").ok());
  for (const char* number : {"01", "+1", "1.", ".5", "1e", "0x10", "NaN", "--1", "1 2"}) {
    EXPECT_FALSE(Decode(TwoByTwo(std::string(R"("value":[1,2,3,)") + number + "]")).ok()) << number;
    EXPECT_FALSE(Decode(TwoByTwo(std::string(R"("value":[1,2,3,4],"note_of_mine":)") + number)).ok()) << number;
  }
  EXPECT_FALSE(Decode(TwoByTwo("\"label\":\"\xff\xfe\"")).ok()) << "not UTF-8";
}

TEST(JsonStat, RefusesMoreCellsThanTheLimit) {
  const Status dense = Decode(TwoByTwo(R"("value":[1,2,3,4])"), {.cells = 3}).status();
  EXPECT_EQ(dense.code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(dense.reason(), "too_many_cells");
  EXPECT_EQ(Decode(TwoByTwo(R"("value":{"0":1})"), {.cells = 3}).status().reason(), "too_many_cells");
  EXPECT_EQ(Decode(TwoByTwo(R"("value":[],"status":{"0":"."})"), {.cells = 3}).status().reason(), "too_many_cells");
  EXPECT_TRUE(Decode(TwoByTwo(R"("value":[1,2,3,4])"), {.cells = 4}).ok());
}

TEST(JsonStat, CountsTheCellsOfAllEmbeddedDatasetsTogether) {
  const std::string dataset = TwoByTwo(R"("value":{"0":1})");
  const std::string collection = R"({"class":"collection","link":{"item":[)" + dataset + "," + dataset + "]}}";
  EXPECT_TRUE(Decode(collection, {.cells = 8}).ok());
  EXPECT_EQ(Decode(collection, {.cells = 7}).status().reason(), "too_many_cells");
}

TEST(JsonStat, RefusesASizeBeyondWhatCanBeCounted) {
  std::string huge =
      R"({"class":"dataset","id":["a","b"],"size":[4294967296,4294967296],"dimension":{"a":{},"b":{}},"value":{}})";
  EXPECT_FALSE(Decode(huge).ok());
  EXPECT_FALSE(
      Decode(R"({"class":"dataset","id":["a"],"size":[18446744073709551616],"dimension":{"a":{}},"value":{}})").ok());
  EXPECT_FALSE(Decode(R"({"class":"dataset","id":["a"],"size":[-1],"dimension":{"a":{}},"value":{}})").ok());
}

TEST(JsonStat, RefusesDeepNestingAndLongText) {
  const std::string deep(200'000, '[');
  EXPECT_EQ(Decode(TwoByTwo(R"("mine":)" + deep)).status().reason(), "json_too_deep");
  std::string objects, ends;
  for (int i = 0; i < 100'000; ++i) {
    objects += R"({"a":)";
    ends += "}";
  }
  EXPECT_EQ(Decode(objects + "1" + ends).status().reason(), "json_too_deep");
  EXPECT_EQ(Decode(std::string(101, ' '), {.bytes = 100}).status().reason(), "answer_too_large");
}

// Text that claims much and holds little, and text of nothing but brackets. The sanitizers' own memory would
// drown what is measured.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(JsonStat, RefusesHostileTextInBoundedMemory) {
  const auto peak_mib = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
  };
  const std::string brackets(32u << 20, '[');
  const std::string claims = OneDimension(R"({"index":["a"]})", 2'000'000'000, R"("value":{"0":1})");
  std::string sparse = R"({"class":"collection","link":{"item":[)";
  for (int i = 0; i < 5000; ++i) {
    sparse += (i ? "," : "") + OneDimension(R"({"index":["a"]})", 1'999'999, R"("value":{"0":1})");
  }
  const auto before_mib = peak_mib();
  EXPECT_FALSE(Decode(TwoByTwo(R"("mine":)" + brackets.substr(1000))).ok());
  EXPECT_FALSE(Decode(claims).ok());
  EXPECT_FALSE(Decode(sparse + "]}}").ok());
  EXPECT_LT(peak_mib() - before_mib, 400) << "a document of 32 MiB at most, and what it takes to look through it";
}
#endif

TEST(JsonStat, FindsALongCircleOfChildrenWithoutRecursion) {
  std::string index, child;
  const int count = 50'000;
  for (int i = 0; i < count; ++i) {
    index += (i ? ",\"" : "\"") + std::to_string(i) + "\"";
    child += (i ? ",\"" : "\"") + std::to_string(i) + "\":[\"" + std::to_string((i + 1) % count) + "\"]";
  }
  const Status status =
      Decode(OneDimension(R"({"index":[)" + index + R"(],"child":{)" + child + "}}", count, R"("value":null)"))
          .status();
  EXPECT_EQ(status.message(), "json-stat: dimension 'x': category child makes a circle");
}

}  // namespace
}  // namespace helhet::jsonstat
