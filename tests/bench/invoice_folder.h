// A folder of EHF 3 invoices for benchmarks: each a file of about 6 KB with three lines.
#pragma once

#include <filesystem>
#include <string>

namespace helhet::bench {

// The text of invoice `number`: unit, month and order reference follow from the number, the amount is given.
std::string InvoiceText(int number, int amount_kroner);

// Makes the folder, or keeps it when it holds `count` invoices already.
void MakeInvoiceFolder(const std::filesystem::path& folder, int count);

// A new folder under the system's temporary one; the caller removes it.
std::filesystem::path TemporaryFolder(const std::string& name);

}  // namespace helhet::bench
