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
constexpr double kBadgePadding = 7;
constexpr double kBadgeGap = 8;

std::string Join(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : "  ·  ") + part;
  return all;
}

class PdfPage {
 public:
  explicit PdfPage(const Page& page) : page_(page) {}

  Result<std::string> Draw() {
    HELHET_RETURN_IF_ERROR(canvas_.typesetter().CheckFonts());
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

  // Title, marks and facts across the page. Gives where the boxes begin.
  double DrawHead() {
    const double width = kPageWidth - 2 * kMargin;
    std::vector<TextLines> badges;
    double room = width;
    for (const std::string& badge : page_.badges) {
      badges.push_back(Text(badge, {kFactsPt, true, kAlert, Edge::kLeft}, -1));
      room -= BadgeWidth(badges.back()) + kBadgeGap;
    }
    TextLines title = Text(page_.title, {kTitlePt, true, kHeadingInk, Edge::kLeft}, room);
    if (title.count() > 1) title = Text(page_.title, {kSmallTitlePt, true, kHeadingInk, Edge::kLeft}, room);
    double y = kMargin - 7;
    if (!page_.title.empty()) DrawText({nullptr, "H1"}, title, kMargin, y);
    double x = kMargin + room + kBadgeGap;
    for (const TextLines& badge : badges) {
      canvas_.Outline(x, kMargin + 3, BadgeWidth(badge), badge.height() + 2, kAlert);
      DrawText({nullptr, "P"}, badge, x + kBadgePadding, kMargin + 4);
      x += BadgeWidth(badge) + kBadgeGap;
    }
    y += title.height();
    const TextLines facts = Text(Join(page_.facts), {kFactsPt, false, kFaintInk, Edge::kLeft}, width * 0.5);
    const TextLines owners = Text(Join(page_.owners), {kFactsPt, false, kInk, Edge::kRight}, width * 0.48);
    if (!page_.facts.empty()) DrawText({nullptr, "P"}, facts, kMargin, y);
    if (!page_.owners.empty()) DrawText({nullptr, "P"}, owners, kMargin + width * 0.52, y);
    y += std::max(facts.height(), owners.height()) + 4;
    canvas_.Rule(kMargin, y, width, kHeadingInk, 2.2);
    return y + 10;
  }

  static double BadgeWidth(const TextLines& badge) { return badge.WidestLine() + 2 * kBadgePadding; }
  TextLines Text(const std::string& text, const TextLook& look, double width) { return {canvas_.typesetter(), {{text}}, look, width}; }

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
