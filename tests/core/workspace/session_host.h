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

inline Json ProbeOf(Session& session, const std::string& name, std::string_view bytes) {
  return Json::parse(session.Probe(Json{{"name", name}, {"size", bytes.size()}}.dump(), bytes, ""));
}

// Runs a whole import as a host does; the answer of import.commit or of the first failure.
inline Json Import(Session& session, const std::vector<std::pair<std::string, std::string>>& files,
                   size_t piece_bytes = 1 << 20, int* passes = nullptr) {
  Json sources = Json::array();
  for (const auto& [name, bytes] : files) {
    const Json probe = ProbeOf(session, name, bytes);
    if (!probe["ok"].get<bool>()) return probe;
    sources.push_back({{"name", name}, {"size", bytes.size()}, {"plan", probe["result"]["plan"]}});
  }
  Json answer = Ask(session, {{"do", "import.begin"}, {"sources", sources}});
  if (!answer["ok"].get<bool>()) return answer;
  while (true) {
    answer = Ask(session, {{"do", "import.next"}});
    if (answer["result"].contains("done")) break;
    const auto source = answer["result"]["source"].get<size_t>();
    if (source == 0 && passes != nullptr) ++*passes;
    const std::string_view bytes = files[source].second;
    for (size_t at = 0; at < bytes.size(); at += piece_bytes) {
      const Json fed = Json::parse(session.Feed(bytes.substr(at, piece_bytes)));
      if (!fed["ok"].get<bool>()) return fed;
    }
    const Json ended = Ask(session, {{"do", "import.endSource"}});
    if (!ended["ok"].get<bool>()) return ended;
  }
  return Ask(session, {{"do", "import.commit"}});
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
