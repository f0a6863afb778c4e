// For tests: a sheet of a small municipality, and the steps that take it through its year.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <set>
#include <string>

#include "core/a3/year.h"
#include "core/store/testing/test_database.h"

namespace helhet::a3 {

using model::v1::A3;
using security::Role;

// 1 September 2025, noon in Norway.
inline constexpr int64_t kNowUs = 1'756'720'800'000'000;

class YearTest : public testing::TestWithParam<store::Backend> {
 protected:
  // A municipality with a unit, a measure, two templates, and `levanger-2026`, a draft.
  YearTest();

  void Save(const std::string& kind, const std::string& id, const google::protobuf::Message& message);
  static security::Identity As(Role role) { return {"token", "5037", "Kommunedirektør", role}; }
  A3 Newest(const std::string& a3_id);
  // Changes what stands on a sheet, as its authors do.
  Status Write(const std::string& a3_id, const std::function<void(A3&)>& change);

  Result<api::v1::MoveA3Response> Move(const std::string& a3_id, model::v1::A3State state, Role role = Role::kOwner, const std::string& note = "",
                                       const model::v1::Decision& decision = {});
  // A step that must go well.
  void Moves(const std::string& a3_id, model::v1::A3State state, Role role = Role::kOwner, const std::string& note = "",
             const model::v1::Decision& decision = {});
  // The message of a refusal; the sheet stands where it stood.
  std::string Refused(const std::string& a3_id, model::v1::A3State state, Role role = Role::kOwner, const std::string& note = "",
                      const model::v1::Decision& decision = {});
  // Of `levanger-2026`.
  Result<api::v1::StartDeepDiveResponse> DeepDive(const std::string& action_id, const std::string& deep_dive_id);
  Result<api::v1::RecordFollowUpResponse> FollowUp(const std::string& period);
  Result<api::v1::StartNextCycleResponse> Next(const std::string& a3_id, const std::string& next_id);

  // The municipality has an archive from now on.
  void SetArchive();
  // Identifiers of what is filed or waits for it.
  std::set<std::string> Filed();

  static model::v1::Decision DecisionOf(const std::string& body, bool adopted);
  static void AddAction(A3& sheet, const std::string& id, model::v1::ActionKind kind);
  static void AddMeasure(A3& sheet);

  // Write and move the sheet as far as that: its deep dive `avtaler-2026` is at first a draft that lacks all.
  void ToInvestigation();
  void ToRevised();
  void ToSubmitted();
  void ToFollowUp();

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
};

}  // namespace helhet::a3
