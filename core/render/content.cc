#include "core/render/content.h"

#include <algorithm>
#include <set>

#include "core/cli/figures.h"
#include "core/cli/number_format.h"
#include "core/cli/sheet_words.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"
#include "core/cli/texts_sheet.h"
#include "core/render/limits.h"
#include "core/render/texts.h"

namespace helhet::render {
namespace {

using api::v1::GetA3Response;
using cli::Say;
using model::v1::A3;

// A few words that stand on one line.
std::string Unbroken(const std::string& words) {
  std::string unbroken;
  for (const char c : words) unbroken += c == ' ' ? std::string("\u00A0") : std::string(1, c);
  return unbroken;
}

// A section sign and its number stand on one line.
std::string WithSections(std::string source) {
  constexpr std::string_view kSign = "§ ";
  for (size_t at = source.find(kSign); at != std::string::npos; at = source.find(kSign, at)) source.replace(at, kSign.size(), "§\u00A0");
  return source;
}

// Builds the page of one sheet.
class PageMaker {
 public:
  PageMaker(const GetA3Response& sheet, Language language) : sheet_(sheet), a3_(sheet.a3()) { page_.language = language; }

  Page Make() {
    AddHeader();
    bool is_left = true;
    for (const auto& box : sheet_.template_().boxes()) {
      // The desired situation and all after it stand to the right.
      is_left = is_left && box.box() != model::v1::A3_BOX_DESIRED_SITUATION && box.box() != model::v1::A3_BOX_ACTIONS &&
                box.box() != model::v1::A3_BOX_ACTIONS_AND_BENEFITS && box.box() != model::v1::A3_BOX_MEASURES;
      page_.boxes.push_back({Head(box.heading()), Blocks(box.box()), is_left ? Place::kLeft : Place::kRight});
      if (page_.boxes.back().blocks.empty()) page_.boxes.back().blocks.push_back(Plain(Say(language(), cli::text::kNotFilledIn), Tone::kFaint));
    }
    AddBenefits();
    AddDecisions();
    AddParticipants();
    if (!in_full_.empty()) page_.boxes.push_back({Say(language(), text::kInFull), std::move(in_full_), Place::kLeftBelow});
    return std::move(page_);
  }

 private:
  Language language() const { return page_.language; }

  // A text of the header: one line of it, as short as it must be.
  std::string Head(std::string_view text) {
    std::string line = Clean(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (line.size() > limits::kHeadBytes) in_full_.push_back(Plain(text));
    return Shortened(line, limits::kHeadBytes);
  }

  void AddHeader() {
    const auto add = [this](std::vector<std::string>& facts, const std::string& fact) {
      if (!fact.empty()) facts.push_back(Head(fact));
    };
    const Language in = language();
    page_.title = Head(a3_.title());
    add(page_.facts, sheet_.municipality_name());
    add(page_.facts, sheet_.template_().title());
    add(page_.facts, a3_.edition() > 0 ? Say(in, cli::text::kEdition, a3_.edition()) : "");
    add(page_.facts, cli::FormatDate(a3_.date(), in));
    add(page_.facts, cli::SheetStateText(a3_.state(), in));
    const auto named = [&](const cli::Text& name, const std::string& value) { return value.empty() ? "" : Say(in, name) + ": " + value; };
    add(page_.owners, named(cli::text::kOwner, a3_.owner()));
    add(page_.owners, a3_.unit_id().empty() ? "" : named(cli::text::kUnit, cli::UnitName(sheet_, a3_.unit_id())));
    add(page_.owners, a3_.parent_id().empty() ? "" : Say(in, cli::text::kDeepDiveOf, a3_.parent_id()));
    if (a3_.unfinished()) page_.badges.push_back(Say(in, text::kUnfinishedBadge));
    if (sheet_.is_example()) page_.badges.push_back(Say(in, cli::text::kExampleData));
    page_.author = Shortened(Clean(a3_.owner()), limits::kHeadBytes);
    page_.date = a3_.date();
    for (const std::string& part : {page_.facts.empty() ? "" : page_.facts[0], page_.title, Say(in, cli::text::kEdition, a3_.edition())}) {
      if (!part.empty()) page_.foot += (page_.foot.empty() ? "" : " · ") + part;
    }
    for (const std::string& badge : page_.badges) page_.foot += " · " + badge;
  }

  std::vector<Block> Blocks(model::v1::A3Box box) {
    std::vector<Block> blocks;
    switch (box) {
      case model::v1::A3_BOX_RATIONALE: AddText(blocks, a3_.rationale()); break;
      case model::v1::A3_BOX_CURRENT_SITUATION: AddText(blocks, a3_.current_situation()); break;
      case model::v1::A3_BOX_ROOT_CAUSES: AddCauses(blocks); break;
      case model::v1::A3_BOX_SITUATION_AND_CAUSES:
        AddText(blocks, a3_.current_situation());
        AddCauses(blocks);
        break;
      case model::v1::A3_BOX_DESIRED_SITUATION:
        AddText(blocks, a3_.desired_situation());
        AddGoals(blocks);
        break;
      case model::v1::A3_BOX_ACTIONS: AddActions(blocks, false); break;
      case model::v1::A3_BOX_ACTIONS_AND_BENEFITS: AddActions(blocks, true); break;
      case model::v1::A3_BOX_MEASURES: AddMeasures(blocks); break;
      default: break;
    }
    return blocks;
  }

  static void AddText(std::vector<Block>& blocks, const std::string& text) {
    for (RichParagraph& paragraph : ParseRichText(Clean(text))) {
      if (!paragraph.is_item) {
        blocks.push_back(Paragraph{std::move(paragraph.spans)});
        continue;
      }
      if (blocks.empty() || !std::holds_alternative<List>(blocks.back())) blocks.push_back(List{});
      std::get<List>(blocks.back()).items.push_back({std::move(paragraph.spans), {}, {}});
    }
  }

  void AddCauses(std::vector<Block>& blocks) {
    std::set<std::string> shown;
    List causes;
    CausesBelow("", causes.items, shown);
    // A cause whose own cause is not on the sheet stands at the top, rather than nowhere.
    for (const auto& cause : a3_.root_causes()) {
      if (!shown.contains(cause.root_cause_id())) AddCause(cause, causes.items, shown);
    }
    if (!causes.items.empty()) blocks.push_back(std::move(causes));
  }

  void CausesBelow(const std::string& parent_id, std::vector<ListItem>& items, std::set<std::string>& shown) {
    for (const auto& cause : a3_.root_causes()) {
      if (cause.parent_id() == parent_id && !shown.contains(cause.root_cause_id())) AddCause(cause, items, shown);
    }
  }

  void AddCause(const model::v1::RootCause& cause, std::vector<ListItem>& items, std::set<std::string>& shown) {
    shown.insert(cause.root_cause_id());
    std::string said;
    for (const auto& figure : sheet_.root_cause_figures()) {
      if (figure.root_cause_id() == cause.root_cause_id()) said += (said.empty() ? "" : " · ") + cli::RootCauseFigureText(figure, language());
    }
    ListItem item{Plain(cause.text()).spans, {Plain(said.empty() ? Say(language(), cli::text::kNoSourceMeasures) : said, Tone::kFaint)}, {}};
    if (!cause.root_cause_id().empty()) CausesBelow(cause.root_cause_id(), item.below, shown);
    items.push_back(std::move(item));
  }

  void AddGoals(std::vector<Block>& blocks) {
    if (a3_.goals().empty()) return;
    List goals;
    for (const auto& goal : a3_.goals()) {
      Spans spans = {{cli::GoalKindText(goal.kind(), language()) + ": ", true, false}, {Clean(goal.text())}};
      if (!goal.source().empty()) spans.push_back({" (" + WithSections(Clean(goal.source())) + ")", false, true});
      goals.items.push_back({std::move(spans), {}, {}});
    }
    blocks.push_back(std::move(goals));
  }

  void AddActions(std::vector<Block>& blocks, bool with_benefits) {
    if (a3_.actions().empty()) return;
    const Language in = language();
    Table table;
    table.columns = {{Say(in, cli::text::kAction), 5}, {Say(in, cli::text::kResponsibleColumn), 2}, {Say(in, cli::text::kDue), 0}, {Say(in, cli::text::kStatus), 0}};
    if (with_benefits) table.columns.push_back({Say(in, cli::text::kBenefit), 5});
    for (const auto& action : a3_.actions()) {
      TableCell what{{Plain(action.text())}};
      if (action.kind() == model::v1::ACTION_KIND_INVESTIGATION) what.paragraphs[0].spans.push_back({" (" + Say(in, cli::text::kInvestigation) + ")"});
      if (!action.deep_dive_id().empty()) what.paragraphs.push_back(Plain("→ " + Say(in, cli::text::kDeepDive, action.deep_dive_id()), Tone::kFaint));
      if (action.has_cost_minor()) what.paragraphs.push_back(Plain(Say(in, text::kCost, cli::FormatKroner(action.cost_minor(), in)), Tone::kFaint));
      const Tone tone = action.status() == model::v1::ACTION_STATUS_DONE ? Tone::kGood : action.status() == model::v1::ACTION_STATUS_STOPPED ? Tone::kFaint : Tone::kPlain;
      std::vector<TableCell> row = {std::move(what), {{Plain(action.responsible())}}, {{Plain(cli::FormatDate(action.due_date(), in))}},
                                    {{Plain(Unbroken(cli::ActionStatusText(action.status(), in)), tone)}}};
      if (with_benefits) row.push_back(BenefitCell(action.action_id()));
      table.rows.push_back(std::move(row));
    }
    blocks.push_back(std::move(table));
  }

  // Type and size beside the title: `Frigjort tid (tid, mål 1 150 timer)`.
  TableCell BenefitCell(const std::string& action_id) {
    TableCell cell;
    for (const auto* benefit : cli::BenefitsOf(sheet_, action_id)) {
      const std::string target = cli::BenefitTargetText(sheet_, *benefit, language());
      const std::string type = cli::BenefitTypeText(benefit->type(), language());
      Paragraph paragraph = Plain(benefit->title());
      paragraph.spans.push_back({" (" + type + (target.empty() ? "" : ", " + Say(language(), text::kTargetOf, Clean(target))) + ")", false, true});
      cell.paragraphs.push_back(std::move(paragraph));
    }
    return cell;
  }

  void AddMeasures(std::vector<Block>& blocks) {
    if (sheet_.figures().empty()) blocks.push_back(Plain(Say(language(), cli::text::kNoMeasures), Tone::kFaint));
    for (const auto& figures : sheet_.figures()) {
      if (!figures.missing_measure_id().empty()) {
        blocks.push_back(Plain(Say(language(), cli::text::kMissingMeasure, figures.missing_measure_id()), Tone::kAlert));
      } else {
        blocks.push_back(MakeChart(figures, language()));
      }
    }
    // Facts that wait are in no unit's figure, and each measure of the same facts says the same number: once is enough.
    int64_t waiting = 0;
    for (const auto& figures : sheet_.figures()) {
      for (const auto& figure : figures.units()) waiting = std::max(waiting, figure.latest().waiting_count());
    }
    if (waiting > 0) blocks.push_back(Plain(Say(language(), text::kWaiting, cli::FormatCount(waiting, language())), Tone::kAlert));
  }

  void AddBenefits() {
    if (sheet_.benefits().empty()) return;
    const Language in = language();
    Table table;
    table.columns = {{Say(in, cli::text::kBenefit), 4}, {Say(in, cli::text::kType), 0}, {Say(in, cli::text::kResponsible), 2},
                     {Say(in, cli::text::kBudgetEffect), 2}, {Say(in, cli::text::kTarget), 0}};
    std::vector<Block> blocks(1);
    for (const auto& benefit : sheet_.benefits()) {
      table.rows.push_back({{{Plain(benefit.title())}}, {{Plain(cli::BenefitTypeText(benefit.type(), in))}},
                            {{benefit.responsible().empty() ? Plain(Say(in, cli::text::kNobody), Tone::kAlert) : Plain(benefit.responsible())}},
                            {{Plain(cli::BudgetEffectText(benefit.budget_effect(), in))}}, {{Plain(Unbroken(cli::BenefitTargetText(sheet_, benefit, in)))}}});
      for (const auto& assessment : benefit.assessments()) blocks.push_back(Plain(cli::AssessmentText(benefit, assessment, in), Tone::kFaint));
    }
    blocks[0] = std::move(table);
    page_.boxes.push_back({Say(in, cli::text::kBenefits), std::move(blocks), Place::kLeftBelow});
  }

  void AddDecisions() {
    std::vector<Block> blocks;
    for (const auto& decision : a3_.decisions()) blocks.push_back(Plain(cli::DecisionText(decision, language())));
    if (!blocks.empty()) page_.boxes.push_back({Say(language(), cli::text::kDecisions), std::move(blocks), Place::kLeftBelow});
  }

  void AddParticipants() {
    const std::string names = cli::ParticipantsText(a3_);
    if (!names.empty()) page_.boxes.push_back({Say(language(), cli::text::kParticipants), {Plain(names)}, Place::kLeftBelow});
  }

  const GetA3Response& sheet_;
  const A3& a3_;
  Page page_;
  std::vector<Block> in_full_;
};

}  // namespace

Paragraph Plain(std::string_view text, Tone tone) { return {{{Clean(text)}}, tone}; }

Page MakePage(const GetA3Response& sheet, Language language) { return PageMaker(sheet, language).Make(); }

}  // namespace helhet::render
