// The PDF of a sheet: its title, its boxes where the layout has put them, and the foot of each page.
#include <algorithm>

#include "core/render/limits.h"
#include "core/render/pdf_archive.h"
#include "core/render/pdf_layout.h"
#include "core/render/render.h"
#include "core/render/texts.h"

namespace helhet::render {
namespace {

constexpr double kMargin = 10 / 25.4 * 72;
constexpr double kFootHeight = 15;
constexpr double kFactsPt = 11;
constexpr double kTitlePt = 27;
constexpr double kSmallTitlePt = 15;
constexpr double kFootPt = 8;
// Of the page's width: for what stands at the right of the title.
constexpr double kBadgesShare = 0.3;

std::string Join(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : "  ·  ") + part;
  return all;
}

class PdfPage {
 public:
  explicit PdfPage(const Page& page) : page_(page) {}

  Result<std::string> Draw() {
    canvas_.NewPage();
    const double top = DrawHead();
    const Frame first{kMargin, kPageWidth - kMargin, top, kPageHeight - kMargin - kFootHeight};
    const Frame further{kMargin, kPageWidth - kMargin, kMargin, kPageHeight - kMargin - kFootHeight};
    const Layout layout = LayOut(canvas_.typesetter(), page_, first, further);
    for (const auto& box : layout.boxes) box->Begin(canvas_.structure());
    for (int number = 0; number < layout.pages; ++number) {
      if (number > 0) canvas_.NewPage();
      DrawBoxes(layout, number);
      DrawFoot(number, layout.pages);
    }
    HELHET_ASSIGN_OR_RETURN(const std::string drawn, canvas_.Finish());
    return ToArchive(drawn, canvas_.structure(), {page_.title, page_.author, page_.date, page_.language});
  }

 private:
  void DrawText(Node node, const TextLines& lines, double x, double y) {
    canvas_.DrawContent(node.In(canvas_.structure()), node.type(), [&](cairo_t* cairo) { lines.Draw(cairo, x, y); });
  }

  // Title and facts across the page. Gives where the boxes begin.
  double DrawHead() {
    const Typesetter& typesetter = canvas_.typesetter();
    const double width = kPageWidth - 2 * kMargin, right_width = width * kBadgesShare, left_width = width - right_width - kMargin;
    double left_y = kMargin - 6, right_y = kMargin;
    TextLines title(typesetter, {{page_.title}}, {kTitlePt, true, kHeadingInk, Edge::kLeft}, left_width);
    if (title.count() > 1) title = TextLines(typesetter, {{page_.title}}, {kSmallTitlePt, true, kHeadingInk, Edge::kLeft}, left_width);
    if (!page_.title.empty()) DrawText({nullptr, "H1"}, title, kMargin, left_y);
    left_y += title.height();
    const auto add = [&](const std::string& text, bool is_bold, Edge edge, double& y) {
      if (text.empty()) return;
      const bool is_left = edge == Edge::kLeft;
      const TextLines lines(typesetter, {{text}}, {kFactsPt, is_bold, is_left ? kFaintInk : kInk, edge}, is_left ? left_width : right_width);
      DrawText({nullptr, "P"}, lines, is_left ? kMargin : kPageWidth - kMargin - right_width, y);
      y += lines.height();
    };
    add(Join(page_.facts), false, Edge::kLeft, left_y);
    for (const std::string& badge : page_.badges) right_y = DrawBadge(badge, right_y);
    for (const std::string& owner : page_.owners) add(owner, false, Edge::kRight, right_y);
    const double rule = std::max(left_y, right_y) + 5;
    canvas_.Rule(kMargin, rule, width, kHeadingInk, 2.2);
    return rule + 11;
  }

  // A word in a frame, at the right edge.
  double DrawBadge(const std::string& badge, double y) {
    const TextLines lines(canvas_.typesetter(), {{badge}}, {kFactsPt, true, kAlert, Edge::kLeft}, -1);
    const double width = lines.WidestLine() + 14, x = kPageWidth - kMargin - width;
    canvas_.Outline(x, y, width, lines.height() + 2, kAlert);
    DrawText({nullptr, "P"}, lines, x + 7, y + 1);
    return y + lines.height() + 6;
  }

  void DrawBoxes(const Layout& layout, int page) {
    for (const auto& box : layout.boxes) {
      for (size_t i = 0; i < layout.portions.size(); ++i) {
        const Portion& portion = layout.portions[i];
        if (portion.page != page || portion.box != box.get()) continue;
        const auto next = std::find_if(layout.portions.begin(), layout.portions.end(),
                                       [&](const Portion& other) { return other.box == portion.box && other.first == portion.last && other.last > portion.last; });
        const bool goes_on = portion.last < box->steps() && next != layout.portions.end() && next->page != page;
        box->Draw(canvas_, portion.frame, portion.first, portion.last, goes_on ? next->page + 1 : 0, page_.language);
      }
    }
  }

  void DrawFoot(int page, int pages) {
    const double y = kPageHeight - kMargin - kFootHeight + 5, width = kPageWidth - 2 * kMargin;
    const auto draw = [&](const std::string& text, Edge edge) {
      const TextLines lines(canvas_.typesetter(), {{text}}, {kFootPt, false, kFaintInk, edge}, width);
      canvas_.DrawDecoration([&](cairo_t* cairo) { lines.Draw(cairo, kMargin, y, 0, 1); });
    };
    draw(page_.foot, Edge::kLeft);
    draw(cli::Say(page_.language, text::kPageOf, page + 1, pages), Edge::kRight);
  }

  const Page& page_;
  Canvas canvas_;
};

}  // namespace

Result<std::string> ToPdf(const api::v1::GetA3Response& sheet, cli::Language language) {
  HELHET_RETURN_IF_ERROR(CheckSize(sheet));
  return PdfPage(MakePage(sheet, language)).Draw();
}

}  // namespace helhet::render
