// Status and Result<T>: how every function of the project says that it failed.
//
// Codes are gRPC's, from the plugin ABI to the API. A message reads `what: why`, lower case, and names
// the setting or record. Either log a status or return it, never both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace helhet {

enum class StatusCode : int32_t {
  kOk = 0,
  kCancelled = 1,
  kUnknown = 2,
  kInvalidArgument = 3,
  kDeadlineExceeded = 4,
  kNotFound = 5,
  kAlreadyExists = 6,
  kPermissionDenied = 7,
  kResourceExhausted = 8,
  kFailedPrecondition = 9,
  kAborted = 10,
  kOutOfRange = 11,
  kUnimplemented = 12,
  kInternal = 13,
  kUnavailable = 14,
  kDataLoss = 15,
  kUnauthenticated = 16,
};

// Who has to act on a failure; the same as helhet.plugin.v1.ProblemClass.
enum class ErrorClass : int32_t {
  kUnspecified = 0,
  kConfiguration = 1,
  kTransient = 2,
  kRateLimit = 3,
  kPlugin = 4,
  kHub = 5,
  kSource = 6,
};

// The outcome of a call that returns nothing else. Cheap to copy when it is OK.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(StatusCode code, std::string message) : code_(code), message_(std::move(message)) {}

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }

  // What a person sees beside the message; empty where it does not apply.
  const std::string& reason() const { return reason_; }    // stable code: folder_not_found
  const std::string& setting() const { return setting_; }  // settings.folder
  const std::string& remedy() const { return remedy_; }    // what to do
  ErrorClass error_class() const { return error_class_; }
  uint64_t retry_after_ms() const { return retry_after_ms_; }

  Status& WithReason(std::string reason) { reason_ = std::move(reason); return *this; }
  Status& WithSetting(std::string setting) { setting_ = std::move(setting); return *this; }
  Status& WithRemedy(std::string remedy) { remedy_ = std::move(remedy); return *this; }
  Status& WithClass(ErrorClass error_class) { error_class_ = error_class; return *this; }
  Status& WithRetryAfterMs(uint64_t ms) { retry_after_ms_ = ms; return *this; }
  // Puts `context: ` in front of the message.
  Status& Annotate(const std::string& context) { message_ = context + ": " + message_; return *this; }

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
  std::string reason_;
  std::string setting_;
  std::string remedy_;
  ErrorClass error_class_ = ErrorClass::kUnspecified;
  uint64_t retry_after_ms_ = 0;
};

inline Status OkStatus() { return {}; }
inline Status InvalidArgument(std::string m) { return {StatusCode::kInvalidArgument, std::move(m)}; }
inline Status NotFound(std::string m) { return {StatusCode::kNotFound, std::move(m)}; }
inline Status AlreadyExists(std::string m) { return {StatusCode::kAlreadyExists, std::move(m)}; }
inline Status FailedPrecondition(std::string m) { return {StatusCode::kFailedPrecondition, std::move(m)}; }
inline Status Unavailable(std::string m) { return {StatusCode::kUnavailable, std::move(m)}; }
inline Status ResourceExhausted(std::string m) { return {StatusCode::kResourceExhausted, std::move(m)}; }
inline Status Internal(std::string m) { return {StatusCode::kInternal, std::move(m)}; }
inline Status Cancelled(std::string m) { return {StatusCode::kCancelled, std::move(m)}; }
inline Status Aborted(std::string m) { return {StatusCode::kAborted, std::move(m)}; }
inline Status Unimplemented(std::string m) { return {StatusCode::kUnimplemented, std::move(m)}; }
inline Status PermissionDenied(std::string m) { return {StatusCode::kPermissionDenied, std::move(m)}; }

// A value, or the status that says why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}              // NOLINT: implicit by design
  Result(Status status) : status_(std::move(status)) {}      // NOLINT: implicit by design

  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return std::move(*value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

 private:
  std::optional<T> value_;
  Status status_;
};

// Returns from the calling function when `expression` is not OK.
#define HELHET_RETURN_IF_ERROR(expression)                         \
  do {                                                             \
    if (::helhet::Status helhet_status_ = (expression); !helhet_status_.ok()) return helhet_status_; \
  } while (false)

// Declares `declaration` from a Result, or returns its status: HELHET_ASSIGN_OR_RETURN(auto x, F());
#define HELHET_ASSIGN_OR_RETURN(declaration, expression) \
  HELHET_ASSIGN_OR_RETURN_(HELHET_CONCAT_(helhet_result_, __LINE__), declaration, expression)
#define HELHET_ASSIGN_OR_RETURN_(result, declaration, expression) \
  auto result = (expression);                                     \
  if (!result.ok()) return result.status();                       \
  declaration = *std::move(result)
#define HELHET_CONCAT_(a, b) HELHET_CONCAT2_(a, b)
#define HELHET_CONCAT2_(a, b) a##b

}  // namespace helhet
