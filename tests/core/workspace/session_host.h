// A host of a session for tests: commands as JSON, files from memory.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "workspace/session.h"

namespace loyalane::workspace {

using Json = nlohmann::ordered_json;

inline Json Ask(Session& session, const Json& command) { return Json::parse(session.Call(command.dump())); }

// Gives a job ("probe", "import", "rows") the reads that it asks for, out of files in memory and nothing packed; the
// last answer of its `next`, or the first failure. passes: how often the first file was begun.
inline Json Serve(Session& session, const std::string& job, const std::vector<std::string_view>& files,
                  size_t piece_bytes = 1 << 20, int* passes = nullptr) {
  while (true) {
    const Json next = Ask(session, {{"do", job + ".next"}});
    if (!next["ok"].get<bool>() || next["result"].contains("done")) return next;
    const Json& read = next["result"];
    EXPECT_EQ(read["packing"], "none");
    const size_t source = read.value("source", Json(0)).get<size_t>();
    if (source == 0 && read["from"] == 0 && passes != nullptr) ++*passes;
    const std::string_view bytes = files[source].substr(read["from"].get<size_t>(), read["bytes"].get<size_t>());
    for (size_t at = 0; at < bytes.size(); at += piece_bytes) {
      const Json fed = Json::parse(session.Feed(bytes.substr(at, piece_bytes)));
      if (!fed["ok"].get<bool>()) return fed;
      if (fed["result"]["enough"].get<bool>()) break;
    }
    const Json ended = Ask(session, {{"do", job + ".endRead"}});
    if (!ended["ok"].get<bool>()) return ended;
  }
}

inline Json ProbeOf(Session& session, const std::string& name, std::string_view bytes, Json wishes = Json::object()) {
  wishes["do"] = "probe.begin";
  wishes["name"] = name;
  wishes["size"] = bytes.size();
  const Json begun = Ask(session, wishes);
  if (!begun["ok"].get<bool>()) return begun;
  const Json served = Serve(session, "probe", {bytes});
  return served["ok"].get<bool>() ? Ask(session, {{"do", "probe.finish"}}) : served;
}

// Runs a whole import as a host does; the answer of import.commit or of the first failure.
inline Json Import(Session& session, const std::vector<std::pair<std::string, std::string>>& files,
                   size_t piece_bytes = 1 << 20, int* passes = nullptr) {
  Json sources = Json::array();
  std::vector<std::string_view> contents;
  for (const auto& [name, bytes] : files) {
    const Json probe = ProbeOf(session, name, bytes);
    if (!probe["ok"].get<bool>()) return probe;
    sources.push_back({{"name", name}, {"size", bytes.size()}, {"plan", probe["result"]["plan"]}});
    contents.emplace_back(bytes);
  }
  const Json begun = Ask(session, {{"do", "import.begin"}, {"sources", sources}});
  if (!begun["ok"].get<bool>()) return begun;
  const Json served = Serve(session, "import", contents, piece_bytes, passes);
  return served["ok"].get<bool>() ? Ask(session, {{"do", "import.commit"}}) : served;
}

// `more`: further members of the command.
inline std::string Export(Session& session, const std::string& what, Json more = Json::object()) {
  more["do"] = "export.begin";
  more["what"] = what;
  const Json begun = Ask(session, more);
  EXPECT_TRUE(begun["ok"].get<bool>()) << begun.dump();
  std::string all;
  for (std::string_view piece = session.ExportRead(); !piece.empty(); piece = session.ExportRead()) all += piece;
  return all;
}

inline Json WindowOf(Session& session, const std::vector<std::string>& columns, size_t offset, size_t limit) {
  return Ask(session, {{"do", "customers.window"},
                       {"view", {{"filters", Json::array()}, {"search", ""}, {"sort", nullptr}}},
                       {"columns", columns},
                       {"offset", offset},
                       {"limit", limit}})["result"];
}

}  // namespace loyalane::workspace
