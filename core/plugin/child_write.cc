#include "core/plugin/child_write.h"

namespace helhet::plugin {

Result<v1::WriteResponse> ChildWrite::Deliver(const v1::WriteRequest& request) {
  HELHET_RETURN_IF_ERROR(call_->Send(request));
  v1::WriteResponse response;
  HELHET_ASSIGN_OR_RETURN(const bool more, call_->Receive(&response, call_->deadlines().hang));
  if (!more) {
    HELHET_RETURN_IF_ERROR(call_->End());
    return call_->Refuse("plugin_rubbish", "ended without a receipt for delivery " + request.delivery_id());
  }
  if (response.delivery_id() != request.delivery_id()) {
    return call_->Refuse("plugin_rubbish", "answered delivery " + request.delivery_id() + " with a receipt for '" +
                                               response.delivery_id() + "'");
  }
  return response;
}

Status ChildWrite::Finish() {
  HELHET_RETURN_IF_ERROR(call_->EndSending());
  v1::WriteResponse response;
  HELHET_ASSIGN_OR_RETURN(const bool more, call_->Receive(&response, call_->deadlines().hang));
  if (more) return call_->Refuse("plugin_rubbish", "sent a receipt that nobody asked for");
  return call_->End();
}

}  // namespace helhet::plugin
