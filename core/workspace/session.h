// Session: a workspace behind a text interface, for hosts that are not C++ (the page's worker). Commands and answers
// are JSON:
//   {"do": "segment.summary"}  ->  {"ok": true, "result": {...}}  or  {"ok": false, "error": {...}}
// Commands: version, catalogue, import.begin, import.next, import.endSource, import.commit, import.report,
// issues.window, settings.default, segment.summary, look, effect, customers.window, customer, export.begin (look.h,
// customer_card.h, export_job.h). Settings come with each of the last five; where they are those in use nothing is
// computed again. Bytes of files come beside it (Probe, Feed); exports leave in pieces (ExportRead). Until
// import.commit the data before stays. Second scans, in a session of their own: row_commands.h.
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
  // spec: {name, size, mapping...}; head: the first bytes; tail: the last ones, not overlapping head.
  [[nodiscard]] std::string Probe(std::string_view spec, std::string_view head, std::string_view tail);
  // A piece of the file that import.next (rows.next) named.
  [[nodiscard]] std::string Feed(std::string_view bytes);
  // The next piece of the running export (at most about 1 MB); empty at the end.
  [[nodiscard]] std::string_view ExportRead();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace loyalane::workspace
