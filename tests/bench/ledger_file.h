// A SAF-T file of any size for benchmarks: purchases of three lines, laid out and named as the published samples are.
#pragma once

#include <cstdint>
#include <filesystem>

namespace helhet::bench {

// Writes a file of at least `bytes` bytes and returns how many transactions it holds. Its control totals are right.
int64_t WriteLedgerFile(const std::filesystem::path& path, uint64_t bytes);

}  // namespace helhet::bench
