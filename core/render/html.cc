// The page of a sheet as HTML.
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>

#include "core/render/chart.h"
#include "core/render/content.h"
#include "core/render/html_style.h"
#include "core/render/render.h"
#include "core/render/svg.h"
#include "core/render/xmp.h"

namespace helhet::render {
namespace {

// Charts in the units of their own drawing: as wide as the column, or a third of it.
constexpr double kWide = 720;
constexpr double kNarrow = 232;
constexpr double kChartText = 8.5;

// Nothing but this page's own style: no script, no image, no form, no other address.
std::string Policy() {
  const std::string_view style(kStyle, sizeof kStyle - 1);
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(style.data()), style.size(), digest);
  unsigned char base64[SHA256_DIGEST_LENGTH * 2];
  const int length = EVP_EncodeBlock(base64, digest, sizeof digest);
  return "default-src 'none'; style-src 'sha256-" + std::string(base64, base64 + length) + "'; base-uri 'none'; form-action 'none'";
}

const char* ClassOf(Tone tone) {
  switch (tone) {
    case Tone::kFaint: return " class=\"faint\"";
    case Tone::kGood: return " class=\"good\"";
    case Tone::kAlert: return " class=\"alert\"";
    case Tone::kPlain: break;
  }
  return "";
}

std::string Html(const Spans& spans) {
  std::string html;
  for (const Span& span : spans) {
    std::string text;
    for (const char c : EscapeMarkup(span.text)) text += c == '\n' ? std::string("<br>") : std::string(1, c);
    if (span.is_italic) text = "<em>" + text + "</em>";
    if (span.is_bold) text = "<strong>" + text + "</strong>";
    html += text;
  }
  return html;
}

std::string Html(const Paragraph& paragraph) { return fmt::format("<p{}>{}</p>", ClassOf(paragraph.tone), Html(paragraph.spans)); }

std::string Html(const std::vector<ListItem>& items) {
  std::string html = "<ul>";
  for (const ListItem& item : items) {
    html += "<li>" + Html(item.spans);
    for (const Paragraph& remark : item.remarks) html += Html(remark);
    if (!item.below.empty()) html += Html(item.below);
    html += "</li>";
  }
  return html + "</ul>\n";
}

std::string Html(const Table& table) {
  std::string html = "<table><thead><tr>";
  for (const TableColumn& column : table.columns) html += "<th scope=\"col\">" + EscapeMarkup(column.title) + "</th>";
  html += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) {
    html += "<tr>";
    for (const TableCell& cell : row) {
      html += "<td>";
      for (const Paragraph& paragraph : cell.paragraphs) html += Html(paragraph);
      html += "</td>";
    }
    html += "</tr>\n";
  }
  return html + "</tbody></table>\n";
}

// Drawings below each other, as one.
Drawing Stacked(const std::vector<Drawing>& drawings) {
  Drawing all;
  for (const Drawing& drawing : drawings) {
    const double y = all.height;
    for (auto shape : drawing.shapes) {
      if (auto* area = std::get_if<Area>(&shape)) area->y += y;
      if (auto* label = std::get_if<Label>(&shape)) label->baseline += y;
      if (auto* stroke = std::get_if<Stroke>(&shape)) {
        for (auto& point : stroke->points) point.second += y;
      }
      all.shapes.push_back(std::move(shape));
    }
    all.width = std::max(all.width, drawing.width);
    all.height += drawing.height;
  }
  return all;
}

class HtmlPage {
 public:
  explicit HtmlPage(const Page& page) : page_(page) {}

  std::string Write() {
    std::string html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
        LanguageTag(page_.language), Policy(), EscapeMarkup(page_.title), kStyle);
    html += Header() + "<main>\n";
    for (const auto& [place, name] : {std::pair(Place::kLeft, "left"), std::pair(Place::kRight, "right"), std::pair(Place::kLeftBelow, "left below")}) {
      html += fmt::format("<div class=\"column {}\">\n", name);
      for (const Box& box : page_.boxes) {
        if (box.place == place) html += Section(box);
      }
      html += "</div>\n";
    }
    return html + "</main>\n<footer>" + EscapeMarkup(page_.foot) + "</footer>\n</body>\n</html>\n";
  }

 private:
  std::string Header() const {
    const auto joined = [](const std::vector<std::string>& parts) {
      std::string all;
      for (const std::string& part : parts) all += (all.empty() ? "" : " · ") + EscapeMarkup(part);
      return all;
    };
    std::string html = "<header>\n<h1>" + EscapeMarkup(page_.title) + "</h1>\n<p class=\"badges\">";
    for (const std::string& badge : page_.badges) html += "<span>" + EscapeMarkup(badge) + "</span> ";
    return html + "</p>\n<p class=\"facts\">" + joined(page_.facts) + "</p>\n<p>" + joined(page_.owners) + "</p>\n</header>\n";
  }

  std::string Section(const Box& box) {
    std::string html = "<section>\n<h2>" + EscapeMarkup(box.heading) + "</h2>\n<div class=\"body\">\n";
    bool is_in_charts = false;
    for (const Block& block : box.blocks) {
      const auto* chart = std::get_if<Chart>(&block);
      if ((chart != nullptr) != is_in_charts) html += is_in_charts ? "</div>\n" : "<div class=\"charts\">\n";
      is_in_charts = chart != nullptr;
      if (chart != nullptr) html += Figure(*chart);
      if (const auto* paragraph = std::get_if<Paragraph>(&block)) html += Html(*paragraph) + "\n";
      if (const auto* list = std::get_if<List>(&block)) html += Html(list->items);
      if (const auto* table = std::get_if<Table>(&block)) html += Html(*table);
    }
    return html + (is_in_charts ? "</div>\n" : "") + "</div>\n</section>\n";
  }

  std::string Figure(const Chart& chart) {
    const bool is_wide = LeastWidth(chart, kChartText) > kNarrow;
    const double width = is_wide ? kWide : kNarrow;
    std::vector<Drawing> drawings = DrawChart(chart, width, kChartText);
    drawings.insert(drawings.begin(), DrawKey(chart, width, kChartText));
    std::string html = is_wide ? "<figure class=\"wide\"><figcaption>" : "<figure><figcaption>";
    html += EscapeMarkup(chart.title) + (chart.subtitle.empty() ? "" : " <small>– " + EscapeMarkup(chart.subtitle) + "</small>") + "</figcaption>\n";
    html += ToSvg(Stacked(drawings), "chart" + std::to_string(++charts_), chart.title, chart.alt) + "\n";
    for (const Paragraph& remark : chart.remarks) html += Html(remark) + "\n";
    return html + "</figure>\n";
  }

  const Page& page_;
  int charts_ = 0;
};

}  // namespace

Result<std::string> ToHtml(const api::v1::GetA3Response& sheet, cli::Language language) {
  HELHET_RETURN_IF_ERROR(CheckSize(sheet));
  return HtmlPage(MakePage(sheet, language)).Write();
}

}  // namespace helhet::render
