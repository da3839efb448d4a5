// Session: a workspace behind a text interface, for hosts that are not C++ (the page's worker). Commands and answers
// are JSON:
//   {"do": "segment.summary"}  ->  {"ok": true, "result": {...}}  or  {"ok": false, "error": {...}}
// Commands: version, catalogue, probe.begin, probe.next, probe.endRead, probe.finish, mapping.write, import.begin,
// import.next, import.parts, import.endRead, import.commit, import.report, part.begin, part.read, part.finish,
// issues.window, issues.rejected, settings.default, segment.summary, look, effect, customers.window, customer,
// merges.read, groups.read, export.begin, export.packed (look.h, customer_card.h, merges.h, export_job.h). Settings
// come with each from `look` on; where they are those in use nothing is computed again. Archives: archive_job.h.
// Project files: project_job.h. Second scans, in a session of their own: row_commands.h.
//
// import.begin with {"keepsShipmentRows": true} keeps every line of shipments for the club; part.begin must say the
// same.
//
// Bytes: a job's `next` says what to read (read_json.h), Feed takes it (its answer's `enough`: stop this read),
// `endRead` ends it. Exports leave in pieces (ExportRead). Until import.commit the data before stays.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "workspace/workspace.h"

namespace loyalane::workspace {

class Session {
 public:
  Session();
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  [[nodiscard]] std::string Call(std::string_view command);
  // A piece of what the running job's `next` has asked for: {rows, bytes, enough}.
  [[nodiscard]] std::string Feed(std::string_view bytes);
  // The next piece of the running export (at most about 1 MB), and what it is: "plain", "pack", "packEnd", "end"
  // (report/zip_writer.h). After packEnd: export.packed {bytes}.
  [[nodiscard]] std::string_view ExportRead();
  [[nodiscard]] std::string_view ExportKind() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace loyalane::workspace
