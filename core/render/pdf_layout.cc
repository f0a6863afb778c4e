#include "core/render/pdf_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "core/render/limits.h"

namespace helhet::render {
namespace {

// Between columns, and between boxes.
constexpr double kGutter = 11;
// Steps between sizes that are tried.
constexpr double kSizeStep = 0.25;
// The left column's share of the width, the model's halves first: where the sides differ, one gets more.
constexpr double kShares[] = {0.5, 0.46, 0.42, 0.38, 0.36, 0.34, 0.32, 0.3, 0.54, 0.58, 0.62};
// A box on the first page shows so much of itself, in points, where there are few enough for that.
constexpr double kLeastBox = 60;

struct Columns {
  Frame left;
  Frame right;
};

Columns Divide(const Frame& frame, double share) {
  const double left_width = (frame.width() - kGutter) * share;
  return {{frame.left, frame.left + left_width, frame.top, frame.bottom}, {frame.left + left_width + kGutter, frame.right, frame.top, frame.bottom}};
}

std::vector<std::unique_ptr<BoxFlow>> MakeBoxes(const Typesetter& typesetter, const Page& page, double size, const Columns& columns) {
  std::vector<std::unique_ptr<BoxFlow>> boxes;
  for (const Box& box : page.boxes) {
    const Frame& column = box.place == Place::kRight ? columns.right : columns.left;
    boxes.push_back(std::make_unique<BoxFlow>(PieceMaker{typesetter, size, column.width()}, box));
  }
  return boxes;
}

std::vector<const BoxFlow*> Side(const Page& page, const std::vector<std::unique_ptr<BoxFlow>>& boxes, bool is_left) {
  std::vector<const BoxFlow*> side;
  for (size_t i = 0; i < boxes.size(); ++i) {
    if ((page.boxes[i].place != Place::kRight) == is_left) side.push_back(boxes[i].get());
  }
  return side;
}

double HeightOf(const std::vector<const BoxFlow*>& boxes) {
  double height = boxes.empty() ? 0 : kGutter * static_cast<double>(boxes.size() - 1);
  for (const BoxFlow* box : boxes) height += box->Height(0, box->steps());
  return height;
}

// Boxes below each other, the room that is left shared among them in proportion.
void Stack(const std::vector<const BoxFlow*>& boxes, const Frame& column, std::vector<Portion>& portions) {
  if (boxes.empty()) return;
  const double gaps = kGutter * static_cast<double>(boxes.size() - 1);
  const double stretch = (column.height() - gaps) / (HeightOf(boxes) - gaps);
  double top = column.top;
  for (const BoxFlow* box : boxes) {
    const double height = box->Height(0, box->steps()) * stretch;
    portions.push_back({0, {column.left, column.right, top, top + height}, box, 0, box->steps()});
    top += height + kGutter;
  }
}

// All on one page in letters of a size, in the columns that leave the least of it empty. None when it does not fit.
std::optional<Layout> OnOnePage(const Typesetter& typesetter, const Page& page, const Frame& frame, double size) {
  std::optional<Layout> best;
  double best_difference = 0;
  for (const double share : kShares) {
    const Columns columns = Divide(frame, share);
    Layout layout;
    layout.boxes = MakeBoxes(typesetter, page, size, columns);
    const auto left = Side(page, layout.boxes, true), right = Side(page, layout.boxes, false);
    const double left_height = HeightOf(left), right_height = HeightOf(right);
    if (std::max(left_height, right_height) > frame.height()) continue;
    const double difference = std::abs(left_height - right_height);
    if (best.has_value() && difference >= best_difference) continue;
    Stack(left, columns.left, layout.portions);
    Stack(right, columns.right, layout.portions);
    best = std::move(layout);
    best_difference = difference;
  }
  return best;
}

// The largest letters that all fits in.
std::optional<Layout> InLargestLetters(const Typesetter& typesetter, const Page& page, const Frame& frame) {
  int low = 0, high = static_cast<int>(std::lround((limits::kLargestTextPt - limits::kSmallestTextPt) / kSizeStep));
  std::optional<Layout> best = OnOnePage(typesetter, page, frame, limits::kSmallestTextPt);
  if (!best.has_value()) return best;
  while (low < high) {
    const int middle = (low + high + 1) / 2;
    auto larger = OnOnePage(typesetter, page, frame, limits::kSmallestTextPt + middle * kSizeStep);
    if (larger.has_value()) best = std::move(larger);
    (larger.has_value() ? low : high) = larger.has_value() ? middle : middle - 1;
  }
  return best;
}

// How much of a column each box gets on the first page: all that it wants, or the same as the others that want more.
std::vector<double> Shares(const std::vector<const BoxFlow*>& boxes, double height) {
  std::vector<double> wanted;
  for (const BoxFlow* box : boxes) wanted.push_back(box->Height(0, box->steps()));
  std::vector<double> sorted = wanted;
  std::sort(sorted.begin(), sorted.end());
  double rest = height, level = 0;
  for (size_t i = 0; i < sorted.size(); ++i) {
    level = rest / static_cast<double>(sorted.size() - i);
    if (sorted[i] > level) break;
    rest -= sorted[i];
    level = sorted[i];
  }
  for (double& one : wanted) one = std::min(one, level);
  return wanted;
}

// What goes on over several pages, column by column.
class Continuation {
 public:
  Continuation(Layout& layout, const Frame& further) : layout_(layout), columns_(Divide(further, 0.5)) {}

  // The first page has a part of each box of a side, where that can be.
  void BeginSide(const std::vector<const BoxFlow*>& boxes, const Frame& column) {
    if (boxes.empty()) return;
    const double room = column.height() - kGutter * static_cast<double>(boxes.size() - 1);
    const std::vector<double> shares = Shares(boxes, room);
    const bool is_crowded = room / static_cast<double>(boxes.size()) < kLeastBox;
    double top = column.top;
    for (size_t i = 0; i < boxes.size(); ++i) {
      const bool is_there = !is_crowded || column.bottom - top > kLeastBox;
      const int last = is_there ? boxes[i]->Fit(0, is_crowded ? column.bottom - top : shares[i]) : 0;
      if (is_there) {
        const double height = std::min(boxes[i]->Height(0, last), column.bottom - top);
        layout_.portions.push_back({0, {column.left, column.right, top, top + height}, boxes[i], 0, last});
        top += height + kGutter;
      }
      if (last < boxes[i]->steps()) rests_.emplace_back(boxes[i], last);
    }
  }

  void Finish() {
    int page = 1;
    bool is_left = true;
    double top = columns_.left.top;
    const auto next_column = [&] {
      page += is_left ? 0 : 1;
      is_left = !is_left;
      top = columns_.left.top;
    };
    for (auto& [box, first] : rests_) {
      while (first < box->steps()) {
        const Frame& column = is_left ? columns_.left : columns_.right;
        if (top > column.top && column.bottom - top < kLeastBox) {
          next_column();
          continue;
        }
        const int last = box->Fit(first, column.bottom - top);
        const double height = box->Height(first, last);
        if (top > column.top && height > column.bottom - top) {
          next_column();
          continue;
        }
        layout_.portions.push_back({page, {column.left, column.right, top, top + height}, box, first, last});
        layout_.pages = page + 1;
        top += height + kGutter;
        first = last;
        if (first < box->steps()) next_column();
      }
    }
  }

 private:
  Layout& layout_;
  const Columns columns_;
  std::vector<std::pair<const BoxFlow*, int>> rests_;
};

size_t BytesOf(const std::vector<ListItem>& items);

size_t BytesOf(const Spans& spans) {
  return std::accumulate(spans.begin(), spans.end(), size_t{0}, [](size_t sum, const Span& span) { return sum + span.text.size(); });
}

size_t BytesOf(const std::vector<Paragraph>& paragraphs) {
  return std::accumulate(paragraphs.begin(), paragraphs.end(), size_t{0}, [](size_t sum, const Paragraph& one) { return sum + BytesOf(one.spans); });
}

size_t BytesOf(const std::vector<ListItem>& items) {
  size_t bytes = 0;
  for (const ListItem& item : items) bytes += BytesOf(item.spans) + BytesOf(item.remarks) + BytesOf(item.below);
  return bytes;
}

size_t BytesOf(const Block& block) {
  if (const auto* paragraph = std::get_if<Paragraph>(&block)) return BytesOf(paragraph->spans);
  if (const auto* list = std::get_if<List>(&block)) return BytesOf(list->items);
  size_t bytes = 0;
  if (const auto* table = std::get_if<Table>(&block)) {
    for (const auto& row : table->rows) {
      for (const TableCell& cell : row) bytes += BytesOf(cell.paragraphs);
    }
  }
  if (const auto* chart = std::get_if<Chart>(&block)) bytes += BytesOf(chart->remarks);
  return bytes;
}

size_t BytesOf(const Page& page) {
  size_t bytes = 0;
  for (const Box& box : page.boxes) {
    for (const Block& block : box.blocks) bytes += BytesOf(block);
  }
  return bytes;
}

}  // namespace

Layout LayOut(const Typesetter& typesetter, const Page& page, const Frame& first, const Frame& further) {
  if (BytesOf(page) <= limits::kOnePageBytes) {
    auto layout = InLargestLetters(typesetter, page, first);
    if (layout.has_value()) return *std::move(layout);
  }
  Layout layout;
  const Columns columns = Divide(first, 0.5);
  layout.boxes = MakeBoxes(typesetter, page, limits::kContinuedTextPt, columns);
  Continuation continuation(layout, further);
  continuation.BeginSide(Side(page, layout.boxes, true), columns.left);
  continuation.BeginSide(Side(page, layout.boxes, false), columns.right);
  continuation.Finish();
  return layout;
}

}  // namespace helhet::render
