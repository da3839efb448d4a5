// Commands of a host, one a line, to a session that has data: each gets one answer, which is JSON.
#include <nlohmann/json.hpp>

#include "tools/fuzz/read_table.h"
#include "workspace/session.h"

namespace {

using namespace loyalane;
using Json = nlohmann::ordered_json;

constexpr std::string_view kFile =
    "运单号,客户编号,客户名称,寄件时间,应付金额\n"
    "SF0001,K1,甲公司,2026-01-05,12.50\n"
    "SF0002,K2,乙公司,2026-01-07,8.00\n"
    "SF0003,K1,甲公司,2026-02-07,9.00\n";

Json Ask(workspace::Session& session, const Json& command) {
  const Json answer = Json::parse(session.Call(command.dump()));
  fuzz::Require(answer["ok"].get<bool>(), "a command that is right: " + answer.dump());
  return answer["result"];
}

void Load(workspace::Session& session) {
  const auto serve = [&session](const std::string& job) {
    for (Json next = Ask(session, {{"do", job + ".next"}}); !next.contains("done");
         next = Ask(session, {{"do", job + ".next"}})) {
      (void)session.Feed(kFile.substr(next["from"].get<size_t>(), next["bytes"].get<size_t>()));
      Ask(session, {{"do", job + ".endRead"}});
    }
  };
  Ask(session, {{"do", "probe.begin"}, {"name", "a.csv"}, {"size", kFile.size()}});
  serve("probe");
  const Json plan = Ask(session, {{"do", "probe.finish"}})["plan"];
  Ask(session, {{"do", "import.begin"},
                {"sources", Json::array({{{"name", "a.csv"}, {"size", kFile.size()}, {"plan", plan}}})}});
  serve("import");
  Ask(session, {{"do", "import.commit"}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  workspace::Session session;
  Load(session);
  std::string_view input = fuzz::Bytes(data, size);
  while (!input.empty()) {
    const std::string_view line = input.substr(0, input.find('\n'));
    input.remove_prefix(std::min(input.size(), line.size() + 1));
    const std::string answer = session.Call(line);
    const Json parsed = Json::parse(answer, nullptr, false);
    fuzz::Require(parsed.is_object() && parsed.contains("ok"), "an answer is JSON: " + answer);
    for (int pieces = 0; pieces < 100 && !session.ExportRead().empty(); ++pieces) {
    }
  }
  return 0;
}
