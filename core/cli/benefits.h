// What the commands of benefits share. For benefit_*.cc.
#pragma once

#include <string>

#include "core/cli/commands.h"
#include "core/cli/number_format.h"

namespace helhet::cli {

using BenefitsStub = api::v1::BenefitService::Stub;

// The only municipality meant that has a benefit.
Result<std::string> MunicipalityWithBenefit(Session& session, const std::string& benefit_id);
// A benefit's account as it stands.
Result<api::v1::GetBenefitResponse> AccountOf(Session& session, const std::string& municipality_id, const std::string& benefit_id,
                                              const std::vector<std::string>& periods);

// A number with a measure's decimals; `unknown` for people and nothing for programs when there is none.
Cell AmountCell(bool has_value, double value, int decimals, const std::string& unknown, Language language);
// Øre as kroner for people.
Cell KronerCell(bool has_value, int64_t minor, const std::string& unknown, Language language);
// Why there is no actual, in words.
std::string NotMeasuredText(api::v1::NotMeasured why, Language language);

// benefit show. benefit_account.cc.
void AddBenefitAccountCommand(Commands& commands, CLI::App* benefits);
// benefit freeze, approve, correct, rebaseline and assess. benefit_approvals.cc.
void AddBenefitApprovalCommands(Commands& commands, CLI::App* benefits);
// benefit map, budget and gap. benefit_overviews.cc.
void AddBenefitOverviewCommands(Commands& commands, CLI::App* benefits);

}  // namespace helhet::cli
