#include "award_notice.h"

#include <map>
#include <string>

#include "award.h"
#include "helhet/ubl/document_name.h"
#include "helhet/ubl/xml.h"
#include "helhet/values/date.h"
#include "helhet/values/flags.h"
#include "helhet/values/organisation_number.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"
#include "period.h"

namespace helhet::agreements {
namespace {

using sdk::Element;

constexpr const char* kWinnerSelected = "selec-w";  // code list winner-selection-status
constexpr const char* kKeepAwards = "keep only exports of the contract register and award notices in the folder";

bool IsNorwegian(Element text) {
  const std::string_view language = text.Attribute("languageID");
  return language == "NOR" || language == "NOB" || language == "NNO";
}

// The text in Norwegian where there is one, else the first.
std::string TextOf(Element parent, const char* name) {
  for (const Element text : parent.Children(name)) {
    if (IsNorwegian(text)) return text.Text();
  }
  return parent.Child(name).Text();
}

// The same of a company, which has a cac:PartyName for each language.
std::string NameOf(Element company) {
  for (const Element name : company.Children("cac:PartyName")) {
    if (IsNorwegian(name.Child("cbc:Name"))) return name.Child("cbc:Name").Text();
  }
  return company.Child("cac:PartyName").Child("cbc:Name").Text();
}

std::string IdOf(Element element) { return element.Child("cbc:ID").Text(); }
std::string PartyIdOf(Element party) { return IdOf(party.Child("cac:PartyIdentification")); }

std::map<std::string, Element> ById(Element parent, const char* name) {
  std::map<std::string, Element> elements;
  for (const Element element : parent.Children(name)) elements.emplace(IdOf(element), element);
  return elements;
}

Element Find(const std::map<std::string, Element>& elements, const std::string& id) {
  const auto found = elements.find(id);
  return found == elements.end() ? Element() : found->second;
}

class Notice {
 public:
  Notice(Element root, const std::vector<std::string>& callers) : root_(root), callers_(callers) {
    for (const Element extension : root.Child("ext:UBLExtensions").Children("ext:UBLExtension")) {
      if (const Element forms = extension.Child("ext:ExtensionContent").Child("efext:EformsExtension")) forms_ = forms;
    }
    result_ = forms_.Child("efac:NoticeResult");
    tenders_ = ById(result_, "efac:LotTender");
    contracts_ = ById(result_, "efac:SettledContract");
    parties_ = ById(result_, "efac:TenderingParty");
    lots_ = ById(root, "cac:ProcurementProjectLot");
    for (const Element organization : forms_.Child("efac:Organizations").Children("efac:Organization")) {
      const Element company = organization.Child("efac:Company");
      companies_.emplace(PartyIdOf(company), company);
    }
    if (callers_.empty()) AddBuyers();
  }

  Result<std::vector<model::v1::Fact>> Read() {
    std::string outcomes;
    for (const Element lot : result_.Children("efac:LotResult")) {
      const std::string outcome = lot.Child("cbc:TenderResultCode").Text();
      if (outcome == kWinnerSelected) ReadLot(lot);
      if (outcome != kWinnerSelected) outcomes += (outcomes.empty() ? "" : ", ") + IdOf(lot.Child("efac:TenderLot")) + " " + outcome;
    }
    if (!awards_.facts().empty()) return std::move(awards_.facts());
    if (outcomes.empty()) outcomes = "it has no result";
    return sdk::Refused("no_award", "a contract award notice that nothing was awarded by (" + outcomes + ")",
                        "nothing needs to be done: no agreement came of it");
  }

 private:
  void AddBuyers() {
    for (const Element buyer : root_.Children("cac:ContractingParty")) {
      const Element company = Find(companies_, PartyIdOf(buyer.Child("cac:Party")));
      const std::string number = sdk::OrganisationDigits(company.Child("cac:PartyLegalEntity").Child("cbc:CompanyID").Text());
      if (sdk::IsOrganisationNumber(number)) callers_.push_back(number);
    }
  }

  void ReadLot(Element lot_result) {
    const Element lot = Find(lots_, IdOf(lot_result.Child("efac:TenderLot")));
    bool has_contract = false;
    for (const Element reference : lot_result.Children("efac:SettledContract")) {
      const Element contract = Find(contracts_, IdOf(reference));
      if (!contract) continue;
      has_contract = true;
      const Element tenders = contract.Child("efac:LotTender") ? contract : lot_result;
      for (const Element tender : tenders.Children("efac:LotTender")) ReadTender(lot, contract, Find(tenders_, IdOf(tender)));
    }
    if (has_contract) return;
    for (const Element tender : lot_result.Children("efac:LotTender")) ReadTender(lot, Element(), Find(tenders_, IdOf(tender)));
  }

  // A tender may come from several that stand together: each is a supplier.
  void ReadTender(Element lot, Element contract, Element tender) {
    const Element party = Find(parties_, IdOf(tender.Child("efac:TenderingParty")));
    if (!party.Child("efac:Tenderer")) return AddAgreement(lot, contract, tender, Element());
    for (const Element tenderer : party.Children("efac:Tenderer")) AddAgreement(lot, contract, tender, Find(companies_, IdOf(tenderer)));
  }

  void AddAgreement(Element lot, Element contract, Element tender, Element company) {
    model::v1::Fact fact;
    model::v1::Agreement& agreement = *fact.mutable_agreement();
    const Element project = lot.Child("cac:ProcurementProject"), whole = root_.Child("cac:ProcurementProject");
    SetNumber(contract, tender, lot, fact);
    for (const std::string& title : {TextOf(contract, "cbc:Title"), TextOf(project, "cbc:Name"), TextOf(whole, "cbc:Name")}) {
      if (agreement.title().empty()) agreement.set_title(title);
    }
    SetSupplierFrom(company, fact);
    SetPeriod(project, whole, contract, fact);
    AddCodes(whole, agreement);
    if (project.Child("cac:MainCommodityClassification")) agreement.clear_cpv_codes();  // a lot says it more closely
    AddCodes(project, agreement);
    for (const std::string& caller : callers_) agreement.add_callers(caller);
    agreement.set_currency_code(std::string(tender.Child("cac:LegalMonetaryTotal").Child("cbc:PayableAmount").Attribute("currencyID")));
    awards_.Add(std::move(fact));
  }

  // National minimum forms name no contract: then the tender, else the lot of the procedure, stands for it.
  void SetNumber(Element contract, Element tender, Element lot, model::v1::Fact& fact) const {
    std::string number = IdOf(contract.Child("efac:ContractReference"));
    if (number.empty()) {
      const std::string reference = IdOf(tender.Child("efac:TenderReference"));
      number = reference.empty() ? root_.Child("cbc:ContractFolderID").Text() + "/" + IdOf(lot) : reference;
      sdk::Flags(fact).Add("number_missing", "efac:ContractReference",
                           "the notice names no contract; taken for its number: " + sdk::Quoted(number));
    }
    fact.mutable_agreement()->set_number(number);
  }

  static void SetSupplierFrom(Element company, model::v1::Fact& fact) {
    const std::string number = company.Child("cac:PartyLegalEntity").Child("cbc:CompanyID").Text();
    const std::string country = company.Child("cac:PostalAddress").Child("cac:Country").Child("cbc:IdentificationCode").Text();
    const bool is_norwegian = country == "NOR" || (country.empty() && sdk::IsOrganisationNumber(sdk::OrganisationDigits(number)));
    SetSupplier(number, NameOf(company), is_norwegian, "efac:Company/cac:PartyLegalEntity/cbc:CompanyID", fact);
  }

  void SetPeriod(Element project, Element whole, Element contract, model::v1::Fact& fact) const {
    const Element period = project.Child("cac:PlannedPeriod") ? project.Child("cac:PlannedPeriod") : whole.Child("cac:PlannedPeriod");
    SetValidFrom(period.Child("cbc:StartDate").Text(),
                 {contract.Child("cbc:IssueDate").Text(), contract.Child("cbc:AwardDate").Text(), root_.Child("cbc:IssueDate").Text()},
                 "cac:PlannedPeriod/cbc:StartDate", fact);
    model::v1::Agreement& agreement = *fact.mutable_agreement();
    agreement.set_valid_to(sdk::CalendarDay(period.Child("cbc:EndDate").Text()));
    const Element duration = period.Child("cbc:DurationMeasure");
    if (!agreement.valid_to().empty()) return;
    agreement.set_valid_to(LastDayOf(agreement.valid_from(), duration.Text(), duration.Attribute("unitCode")));
  }

  static void AddCodes(Element project, model::v1::Agreement& agreement) {
    for (const char* name : {"cac:MainCommodityClassification", "cac:AdditionalCommodityClassification"}) {
      for (const Element classification : project.Children(name)) {
        const Element code = classification.Child("cbc:ItemClassificationCode");
        if (code.Attribute("listName") == "cpv") AddCode(code.Text(), *agreement.mutable_cpv_codes());
      }
    }
  }

  Element root_, forms_, result_;
  std::vector<std::string> callers_;
  std::map<std::string, Element> tenders_, contracts_, parties_, companies_, lots_;
  Awards awards_;
};

}  // namespace

Result<std::vector<model::v1::Fact>> ReadAwardNotice(std::string_view bytes, const std::vector<std::string>& callers) {
  HELHET_ASSIGN_OR_RETURN(const sdk::XmlDocument document, sdk::XmlDocument::Parse(bytes));
  const Element root = sdk::WithoutEnvelope(document.root());
  if (!sdk::IsUbl(root, "ContractAwardNotice")) {
    return sdk::Refused("not_an_award", sdk::DocumentName(root) + ", not a contract award notice", kKeepAwards);
  }
  return Notice(root, callers).Read();
}

}  // namespace helhet::agreements
