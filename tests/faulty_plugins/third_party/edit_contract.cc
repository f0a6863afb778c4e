// Takes one field out of a descriptor set: how the build makes a schema that is older than the published
// ones. edit_contract <in> <out> <message> <field>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

#include <google/protobuf/descriptor.pb.h>

namespace {

bool RemoveField(google::protobuf::FileDescriptorSet& set, const std::string& message_name,
                 const std::string& field_name) {
  for (auto& file : *set.mutable_file()) {
    for (auto& message : *file.mutable_message_type()) {
      if (file.package() + "." + message.name() != message_name) continue;
      for (int i = 0; i < message.field_size(); ++i) {
        if (message.field(i).name() != field_name) continue;
        message.mutable_field()->DeleteSubrange(i, 1);
        return true;
      }
    }
  }
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  google::protobuf::FileDescriptorSet set;
  std::ifstream in(argc == 5 ? argv[1] : "", std::ios::binary);
  if (!in || !set.ParseFromIstream(&in) || !RemoveField(set, argv[3], argv[4])) {
    std::cerr << "edit_contract: no such field\n";
    return EXIT_FAILURE;
  }
  std::ofstream out(argv[2], std::ios::binary);
  return set.SerializeToOstream(&out) ? EXIT_SUCCESS : EXIT_FAILURE;
}
