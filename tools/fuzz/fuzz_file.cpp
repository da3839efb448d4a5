// A file of any kind, from its bytes to the customers and their types, as the page does it: probe, import, export.
#include <nlohmann/json.hpp>

#include "tools/cli/packing.h"
#include "tools/fuzz/read_table.h"
#include "workspace/session.h"

namespace {

using namespace loyalane;
using Json = nlohmann::ordered_json;

Json Ask(workspace::Session& session, const Json& command) { return Json::parse(session.Call(command.dump())); }
bool IsOk(const Json& answer) { return answer["ok"].get<bool>(); }

// What went wrong, by its id; empty when nothing did.
std::string IdOfRefusal(const Json& answer) {
  return IsOk(answer) ? std::string() : answer["error"]["id"].get<std::string>();
}

std::string Serve(workspace::Session& session, const std::string& job, std::string_view file, size_t piece_bytes) {
  while (true) {
    const Json next = Ask(session, {{"do", job + ".next"}});
    if (!IsOk(next) || next["result"].contains("done")) return IdOfRefusal(next);
    const Json& read = next["result"];
    const auto from = read["from"].get<uint64_t>();
    const auto bytes = read["bytes"].get<uint64_t>();
    fuzz::Require(from <= file.size() && bytes <= file.size() - from, "reads lie inside the file");
    const auto packing = read["packing"].get<std::string>();
    Json refusal;
    const cli::Unpacker::Take take = [&](std::string_view unpacked) -> Result<ingest::Feeding> {
      for (; !unpacked.empty(); unpacked.remove_prefix(std::min(piece_bytes, unpacked.size()))) {
        const Json fed = Json::parse(session.Feed(unpacked.substr(0, piece_bytes)));
        if (!IsOk(fed)) {
          refusal = fed;
          return ingest::Feeding::kEnough;
        }
        if (fed["result"]["enough"].get<bool>()) return ingest::Feeding::kEnough;
      }
      return ingest::Feeding::kMore;
    };
    const std::unique_ptr<cli::Unpacker> unpacker = cli::Unpacker::For(packing == "none"   ? ingest::Packing::kNone
                                                                       : packing == "gzip" ? ingest::Packing::kGzip
                                                                                           : ingest::Packing::kDeflate);
    cli::Unpacker::Outcome outcome = unpacker->Feed(file.substr(from, bytes), take);
    if (outcome.goes_on()) outcome = unpacker->Finish(take);
    if (!refusal.is_null()) return IdOfRefusal(refusal);
    const Json ended = Ask(session, {{"do", job + ".endRead"}, {"damaged", outcome.damaged}});
    if (!IsOk(ended)) return IdOfRefusal(ended);
  }
}

// The answers of a whole run, or the refusal that ended it.
std::string Run(std::string_view file, size_t piece_bytes) {
  workspace::Session session;
  const Json begun = Ask(session, {{"do", "probe.begin"}, {"name", "2026-01.csv"}, {"size", file.size()}});
  if (!IsOk(begun)) return IdOfRefusal(begun);
  if (const std::string id = Serve(session, "probe", file, piece_bytes); !id.empty()) return id;
  const Json probe = Ask(session, {{"do", "probe.finish"}});
  if (!IsOk(probe)) return IdOfRefusal(probe);
  const Json sources =
      Json::array({{{"name", "2026-01.csv"}, {"size", file.size()}, {"plan", probe["result"]["plan"]}}});
  const Json import = Ask(session, {{"do", "import.begin"}, {"sources", sources}});
  if (!IsOk(import)) return IdOfRefusal(import);
  if (const std::string id = Serve(session, "import", file, piece_bytes); !id.empty()) return id;
  const Json report = Ask(session, {{"do", "import.commit"}});
  if (!IsOk(report)) return IdOfRefusal(report);
  uint64_t left_out = 0;
  for (const Json& cause : report["result"]["excluded"]) left_out += cause["count"].get<uint64_t>();
  fuzz::Require(report["result"]["rowsIn"].get<uint64_t>() == report["result"]["used"].get<uint64_t>() + left_out,
                "rows in = rows used + rows left out: " + report["result"].dump());
  std::string all = report.dump();
  if (!IsOk(Ask(session, {{"do", "export.begin"}, {"what", "customers"}}))) return all;
  for (std::string_view piece = session.ExportRead(); !piece.empty(); piece = session.ExportRead()) all += piece;
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view file = fuzz::Bytes(data, size);
  const size_t piece_bytes = size_t{1} + fuzz::TakeByte(file);
  const std::string whole = Run(file, SIZE_MAX);
  const std::string pieces = Run(file, piece_bytes);
  fuzz::Require(whole == pieces, "in pieces: " + pieces + "\nas a whole: " + whole);
  return 0;
}
