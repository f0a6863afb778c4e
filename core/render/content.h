// What stands on the page of a sheet, in the reader's language and before anybody has said where: PDF and HTML show the same.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/cli/text.h"
#include "core/render/rich_text.h"
#include "helhet/api/v1/a3_service.pb.h"
#include "helhet/status.h"

namespace helhet::render {

using cli::Language;

enum class Tone { kPlain, kFaint, kGood, kAlert };

struct Paragraph {
  Spans spans;
  Tone tone = Tone::kPlain;
};

// A list, with what is said of each item, and the items below it.
struct ListItem {
  Spans spans;
  std::vector<Paragraph> remarks;
  std::vector<ListItem> below;
};
struct List {
  std::vector<ListItem> items;
};

struct TableColumn {
  std::string title;
  // Its share of the width that narrow columns leave. 0: as wide as its widest word.
  double weight = 1;
};
struct TableCell {
  std::vector<Paragraph> paragraphs;
};
struct Table {
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableCell>> rows;
};

// A measure of one unit in a chart, each figure with its words. No figure: there is none to draw.
struct ChartUnit {
  std::string name;
  std::optional<double> baseline;
  std::optional<double> latest;
  std::optional<double> target;
  std::string baseline_text;
  std::string latest_text;  // `ikke målt` where there is none
  std::string target_text;
  std::vector<std::optional<double>> recent;  // oldest first
};

// The chart of a measure. A curve where periods of any length compare (shares, stocks), else bars of whole periods.
struct Chart {
  std::string title;
  std::string subtitle;
  bool is_curve = false;
  // Figures cannot be above or below these.
  std::optional<double> floor;
  std::optional<double> ceiling;
  std::string baseline_name;  // `Nullpunkt 2023`
  std::string latest_name;    // `2024`
  std::string target_name;    // `Mål 2025`
  std::string first_period;   // of the curves
  std::string last_period;
  std::vector<ChartUnit> units;
  // The figures in words: what is read to those who do not see the chart.
  std::string alt;
  // What a reader must know before trusting them.
  std::vector<Paragraph> remarks;
};

using Block = std::variant<Paragraph, List, Table, Chart>;

// Where a box stands, as on the model's sheet. What is below at the left is read last.
enum class Place { kLeft, kRight, kLeftBelow };

struct Box {
  std::string heading;
  std::vector<Block> blocks;
  Place place = Place::kLeft;
};

struct Page {
  Language language = Language::kBokmaal;
  std::string title;
  std::vector<std::string> facts;  // municipality, template, edition, date, state
  std::vector<std::string> owners;  // owner, unit, parent
  std::vector<std::string> badges;  // «Eksempeldata», «Uferdig»
  std::vector<Box> boxes;
  // What names the document where it lies: in its metadata and at the foot of each page.
  std::string author;
  std::string date;  // of the edition, YYYY-MM-DD; empty when it is none
  std::string foot;
};

// RESOURCE_EXHAUSTED when a sheet is larger than can be set on pages (limits.h). check_size.cc.
Status CheckSize(const api::v1::GetA3Response& sheet);

// The same sheet gives the same page, whatever the day: nothing on it depends on when it is looked at.
Page MakePage(const api::v1::GetA3Response& sheet, Language language);

// The chart of a measure on the sheet. measure_content.cc.
Chart MakeChart(const api::v1::A3Figures& figures, Language language);

// A paragraph without formatting, cleaned.
Paragraph Plain(std::string_view text, Tone tone = Tone::kPlain);

}  // namespace helhet::render
