// ProjectJob: a project file opened and saved by a host that speaks JSON. What a file holds besides project.json stays
// here as it came, and is written back with the next save, so that nothing is lost by a program that does not use it.
//   project.read.begin {name, size} -> {}
//   project.read.next; feed; project.read.endRead            until done
//   project.read.finish -> {project: {project.json}, program, parts: [{name, version, bytes, sha256}]}
//   project.read.part {name} -> {version, text}              a part other than the ledger
//   project.write.begin {project: {…}, parts?: [{name, version?, text | null}]} -> {}   then as an export, until "end"
//   project.write.finish -> {bytes}                          unpacked; only now is what was written a file
// A part that is given takes the place of the kept one of that name; null takes it out. Until finish has answered, what
// was kept before stays.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "document/project_reader.h"
#include "document/project_writer.h"

namespace loyalane::workspace {

// Kept in memory, all parts but the ledger together.
inline constexpr uint64_t kProjectKeptBytesMax = uint64_t{512} * 1024 * 1024;

class ProjectJob {
 public:
  ProjectJob();
  ~ProjectJob();
  ProjectJob(const ProjectJob&) = delete;
  ProjectJob& operator=(const ProjectJob&) = delete;

  // The commands above, without "project."; errors: those of ProjectReader, ParseProjectDocument and ProjectWriter,
  // BASE-103 a value, WORKSPACE-101 nothing is being read or written, -103 no such command, PROJECT-111 more than can
  // be kept.
  [[nodiscard]] Result<nlohmann::ordered_json> Run(std::string_view name, const nlohmann::ordered_json& command);
  // The ledger is as long as its club is old, so it is never kept as a text: read into a sink that is made for each
  // file, written out of a source (nothing: no ledger). Without them it is a part as any other.
  void StreamLedger(std::function<document::PartSink()> sink,
                    std::function<std::optional<document::PartSource>()> source) {
    ledger_sink_ = std::move(sink);
    ledger_source_ = std::move(source);
  }
  // Writes these instead of what is kept.
  [[nodiscard]] Status Write(std::vector<document::PartSource> parts);
  // What is kept now comes back with GoBack: for a file that was read well and then found wanting.
  void Remember() { remembered_ = kept_; }
  void GoBack() { kept_ = remembered_; }
  // A part for the next save, in place of the kept one of that name; none of that name; and what is kept (null:
  // nothing).
  void Keep(std::string name, int version, std::string text);
  void Drop(const std::string& name) { kept_.erase(name); }
  [[nodiscard]] const std::string* TextOf(const std::string& name) const;
  [[nodiscard]] Result<ingest::Feeding> Feed(std::string_view bytes);
  // Ends a reading that has not finished.
  void StopReading();

  // From write.begin to the end of the output.
  [[nodiscard]] bool has_output() const { return has_output_; }
  // The next piece of the file that is being written; the output ends with kEnd, also after an error, which
  // write.finish tells.
  [[nodiscard]] report::ZipPiece Read();
  [[nodiscard]] Status Packed(uint64_t packed_bytes);
  void StopWriting();

 private:
  struct Kept {
    int version = 1;
    // Shared with a writer that still goes on when the next file is opened.
    std::shared_ptr<const std::string> text;
  };
  struct Opening;

  Result<nlohmann::ordered_json> Finish();
  Result<nlohmann::ordered_json> BeginWriting(const nlohmann::ordered_json& command);
  Result<nlohmann::ordered_json> FinishWriting();

  // In the order of the file: name -> part; project.json is not among them.
  std::map<std::string, Kept> kept_, remembered_;
  std::function<document::PartSink()> ledger_sink_;
  std::function<std::optional<document::PartSource>()> ledger_source_;
  std::unique_ptr<Opening> opening_;
  std::optional<document::ProjectWriter> writer_;
  bool has_output_ = false;
  std::optional<Error> write_error_;
};

}  // namespace loyalane::workspace
