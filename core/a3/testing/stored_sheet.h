// A municipality with one sheet in a store, for tests of what is done with sheets. It needs no figures.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "core/a3/sheet.h"
#include "core/configuration/documents.h"
#include "core/store/testing/test_database.h"

namespace helhet::a3 {

// 1 September 2025, noon in Norway.
inline constexpr int64_t kSeptemberUs = 1'756'720'800'000'000;

// Levanger with unit `levanger`, units `helse` and `skole` below it, template `virksomhet`, and the draft `ark`.
class StoredSheetTest : public testing::TestWithParam<store::Backend> {
 protected:
  StoredSheetTest() {
    model::v1::Municipality municipality;
    municipality.set_municipality_id("5037");
    municipality.set_name("Levanger");
    Save("municipality", "5037", municipality);
    for (const auto& [id, parent] : {std::pair("levanger", ""), std::pair("helse", "levanger"), std::pair("skole", "levanger")}) {
      model::v1::Unit unit;
      unit.set_unit_id(id);
      unit.set_name(id);
      unit.set_parent_id(parent);
      Save("unit", id, unit);
    }
    model::v1::A3Template a3_template;
    a3_template.set_template_id("virksomhet");
    a3_template.set_title("Virksomhets-A3");
    auto* box = a3_template.add_boxes();
    box->set_box(model::v1::A3_BOX_RATIONALE);
    box->set_heading("1. Begrunnelse");
    Save("a3_template", "virksomhet", a3_template);
    SaveSheet("ark", [](model::v1::A3&) {});
  }

  void Save(const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
    const auto saved = configuration::SaveDocument(store_, kind, id, configuration::ToJson(message), "", 1);
    ASSERT_TRUE(saved.ok()) << saved.status().message();
  }
  // A draft of the whole municipality, as `change` has it.
  void SaveSheet(const std::string& id, const std::function<void(model::v1::A3&)>& change) {
    model::v1::A3 sheet;
    sheet.set_a3_id(id);
    sheet.set_template_id("virksomhet");
    sheet.set_title("Levanger 2026");
    sheet.set_date("2025-08-20");
    sheet.set_unit_id("levanger");
    change(sheet);
    Save("a3", id, sheet);
  }
  model::v1::A3 Newest(const std::string& id = "ark") {
    auto sheet = LoadNewest(store_, id);
    EXPECT_TRUE(sheet.ok()) << sheet.status().message();
    return sheet.ok() ? *std::move(sheet) : model::v1::A3();
  }
  // Changes the sheet as its authors do.
  void Write(const std::function<void(model::v1::A3&)>& change, int64_t now_us = kSeptemberUs) {
    model::v1::A3 sheet = Newest();
    change(sheet);
    const auto written = UpdateA3(store_, sheet, now_us);
    ASSERT_TRUE(written.ok()) << written.status().message();
  }
  static model::v1::Action ActionOf(const std::string& id, const std::string& responsible, const std::string& due_date, int hours = -1) {
    model::v1::Action action;
    action.set_action_id(id);
    action.set_text("Gjør " + id);
    action.set_kind(model::v1::ACTION_KIND_CHANGE);
    action.set_responsible(responsible);
    action.set_due_date(due_date);
    if (hours >= 0) action.set_effort_hours_per_quarter(hours);
    return action;
  }
  static security::Identity As(security::Role role, std::vector<std::string> groups = {}) { return {"token", "5037", "Kari", role, std::move(groups)}; }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
};

}  // namespace helhet::a3
