// Opening and saving a project file by the commands of the page.
#include "workspace/project_job.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "document/ledger_file.h"
#include "tests/core/workspace/session_host.h"
#include "tools/cli/packing.h"

namespace loyalane::workspace {
namespace {

// What is saved: the file, and what project.write.finish has answered.
struct Saved {
  std::string file;
  Json answer;
};

Saved Save(Session& session, Json command) {
  command["do"] = "project.write.begin";
  const Json begun = Ask(session, command);
  if (!begun["ok"].get<bool>()) return {"", begun};
  Saved saved;
  std::optional<cli::Packer> packer;
  while (true) {
    const std::string piece(session.ExportRead());
    const std::string_view kind = session.ExportKind();
    if (kind == "end") break;
    if (kind == "plain") {
      saved.file += piece;
      continue;
    }
    if (!packer) packer.emplace();
    if (kind == "pack") packer->Feed(piece, saved.file);
    if (kind != "packEnd") continue;
    packer->Finish(saved.file);
    static_cast<void>(Ask(session, {{"do", "export.packed"}, {"bytes", packer->packed_bytes()}}));
    packer.reset();
  }
  saved.answer = Ask(session, {{"do", "project.write.finish"}});
  return saved;
}

Json Open(Session& session, std::string_view file, const std::string& name = "club.loyalane") {
  const Json begun = Ask(session, {{"do", "project.read.begin"}, {"name", name}, {"size", file.size()}});
  if (!begun["ok"].get<bool>()) return begun;
  while (true) {
    const Json next = Ask(session, {{"do", "project.read.next"}});
    if (!next["ok"].get<bool>()) return next;
    const Json& read = next["result"];
    if (read.contains("done")) return Ask(session, {{"do", "project.read.finish"}});
    const std::string_view packed = file.substr(read["from"].get<size_t>(), read["bytes"].get<size_t>());
    const auto unpacker =
        cli::Unpacker::For(read["packing"] == "deflate" ? ingest::Packing::kDeflate : ingest::Packing::kNone);
    const cli::Unpacker::Take take = [&session](std::string_view bytes) -> Result<ingest::Feeding> {
      const Json fed = Json::parse(session.Feed(bytes));
      EXPECT_TRUE(fed["ok"].get<bool>()) << fed.dump();
      return fed["result"]["enough"].get<bool>() ? ingest::Feeding::kEnough : ingest::Feeding::kMore;
    };
    cli::Unpacker::Outcome outcome = unpacker->Feed(packed, take);
    if (outcome.goes_on()) outcome = unpacker->Finish(take);
    const Json ended = Ask(session, {{"do", "project.read.endRead"}, {"damaged", outcome.damaged}});
    if (!ended["ok"].get<bool>()) return ended;
  }
}

std::string IdOfAnswer(const Json& answer) {
  return answer["ok"].get<bool>() ? "" : answer["error"]["id"].get<std::string>();
}

const Json kProject = {{"files", Json::array({{{"name", "a.csv"}, {"dataset", "shipments"}}})},
                       {"settings", {{"as_of", "2026-10-31"}}}};

std::string EmptyLedger() {
  loyalty::Ledger ledger;
  document::LedgerWriter writer(ledger, {});
  std::string text;
  EXPECT_FALSE(*writer.Read(text));
  return text;
}

TEST(ProjectJob, OpensWhatItSaved) {
  Session session;
  const Saved saved =
      Save(session, {{"project", kProject},
                     {"parts",
                      {{{"name", "ledger.ndjson"}, {"text", EmptyLedger()}},
                       {{"name", "registers/others.json"}, {"version", 2}, {"text", "{\"members\": []}"}}}}});
  ASSERT_EQ(IdOfAnswer(saved.answer), "") << saved.answer.dump();
  Session other;
  const Json opened = Open(other, saved.file);
  ASSERT_EQ(IdOfAnswer(opened), "") << opened.dump();
  const Json& result = opened["result"];
  EXPECT_EQ(result["project"]["files"][0]["name"], "a.csv");
  EXPECT_EQ(result["project"]["settings"]["as_of"], "2026-10-31");
  ASSERT_EQ(result["parts"].size(), 3U);
  EXPECT_EQ(result["parts"][1]["name"], "ledger.ndjson");
  EXPECT_EQ(result["parts"][1]["bytes"], EmptyLedger().size());
  const Json part = Ask(other, {{"do", "project.read.part"}, {"name", "registers/others.json"}});
  EXPECT_EQ(part["result"], (Json{{"version", 2}, {"text", "{\"members\": []}"}}));
  // A ledger never becomes one text of the page's.
  EXPECT_EQ(IdOfAnswer(Ask(other, {{"do", "project.read.part"}, {"name", "ledger.ndjson"}})), "PROJECT-107");
  EXPECT_EQ(IdOfAnswer(Ask(other, {{"do", "project.read.part"}, {"name", "runs/a.json"}})), "PROJECT-107");

  // Saved again without a change: the same file, and with it the ledger that nobody has touched.
  EXPECT_EQ(Save(other, {{"project", result["project"]}}).file, saved.file);
}

TEST(ProjectJob, AFileWithABadLedgerLeavesWhatWasThere) {
  Session session;
  ASSERT_EQ(
      IdOfAnswer(Save(session, {{"project", kProject}, {"parts", {{{"name", "runs/a.json"}, {"text", "1"}}}}}).answer),
      "");
  Session other;
  const Saved bad = Save(other, {{"project", kProject}, {"parts", {{{"name", "ledger.ndjson"}, {"text", "{}\n"}}}}});
  EXPECT_EQ(IdOfAnswer(Open(session, bad.file)), "LOYALTY-121");
  EXPECT_EQ(Ask(session, {{"do", "project.read.part"}, {"name", "runs/a.json"}})["result"]["text"], "1");
}

TEST(ProjectJob, PartsAreReplacedAndTakenOut) {
  Session session;
  const Saved first =
      Save(session, {{"project", kProject},
                     {"parts", {{{"name", "runs/a.json"}, {"text", "1"}}, {{"name", "runs/b.json"}, {"text", "2"}}}}});
  ASSERT_EQ(IdOfAnswer(first.answer), "");
  const Saved second = Save(
      session, {{"project", kProject},
                {"parts", {{{"name", "runs/a.json"}, {"text", nullptr}}, {{"name", "runs/b.json"}, {"text", "3"}}}}});
  const Json opened = Open(session, second.file);
  ASSERT_EQ(IdOfAnswer(opened), "");
  EXPECT_EQ(opened["result"]["parts"].size(), 2U);
  EXPECT_EQ(Ask(session, {{"do", "project.read.part"}, {"name", "runs/b.json"}})["result"]["text"], "3");
  EXPECT_EQ(IdOfAnswer(Ask(session, {{"do", "project.read.part"}, {"name", "runs/a.json"}})), "PROJECT-107");
}

TEST(ProjectJob, WhatCannotBeOpenedLeavesWhatWasThere) {
  Session session;
  const Saved saved = Save(session, {{"project", kProject}, {"parts", {{{"name", "runs/a.json"}, {"text", "1"}}}}});
  ASSERT_EQ(IdOfAnswer(saved.answer), "");
  EXPECT_EQ(IdOfAnswer(Open(session, "customer_id\n")), "PROJECT-101");
  EXPECT_EQ(IdOfAnswer(Open(session, std::string_view(saved.file).substr(0, saved.file.size() - 5))), "PROJECT-103");
  std::string damaged = saved.file;
  // Behind a name in a local header come the packed bytes.
  damaged[damaged.find("runs/a.json") + 11] ^= 0x20;
  const Json refused = Open(session, damaged);
  EXPECT_EQ(IdOfAnswer(refused), "PROJECT-106");
  EXPECT_NE(refused.dump().find("runs/a.json"), std::string::npos);
  // project.json is a zip part like any other, and must be a project.
  Session other;
  EXPECT_EQ(IdOfAnswer(Save(other, {{"project", {{"colour", 1}}}}).answer), "BASE-102");
  EXPECT_EQ(Ask(session, {{"do", "project.read.part"}, {"name", "runs/a.json"}})["result"]["text"], "1");
  EXPECT_EQ(Save(session, {{"project", kProject}}).file, saved.file);
}

TEST(ProjectJob, CommandsOutOfTurn) {
  Session session;
  for (const char* name : {"next", "endRead", "finish"})
    EXPECT_EQ(IdOfAnswer(Ask(session, {{"do", std::string("project.read.") + name}})), "WORKSPACE-101") << name;
  EXPECT_EQ(IdOfAnswer(Ask(session, {{"do", "project.write.finish"}})), "WORKSPACE-101");
  EXPECT_EQ(IdOfAnswer(Ask(session, {{"do", "project.close"}})), "WORKSPACE-103");
  EXPECT_EQ(IdOfAnswer(Ask(session, {{"do", "project.read.begin"}})), "BASE-103");
  EXPECT_EQ(IdOfAnswer(Ask(session, {{"do", "project.write.begin"}})), "BASE-103");
  for (const Json& parts : {Json("a"), Json({{{"name", "runs/a.json"}, {"text", 1}}}), Json({"a"}),
                            Json({{{"name", "runs/a.json"}, {"text", "1"}, {"version", 0}}})}) {
    EXPECT_EQ(IdOfAnswer(Ask(session, {{"do", "project.write.begin"}, {"project", kProject}, {"parts", parts}})),
              "BASE-103")
        << parts.dump();
  }
  const auto write_with = [&session](const char* name) {
    return IdOfAnswer(Ask(session, {{"do", "project.write.begin"},
                                    {"project", kProject},
                                    {"parts", Json::array({{{"name", name}, {"text", "1"}}})}}));
  };
  EXPECT_EQ(write_with("../a.json"), "PROJECT-109");
  EXPECT_EQ(write_with("a.json"), "PROJECT-108");
  EXPECT_EQ(write_with("project.json"), "PROJECT-110");
  // A file is one when its output has ended.
  EXPECT_EQ(IdOfAnswer(Ask(session, {{"do", "project.write.begin"}, {"project", kProject}})), "");
  EXPECT_EQ(IdOfAnswer(Ask(session, {{"do", "project.write.finish"}})), "WORKSPACE-101");
  EXPECT_FALSE(session.ExportRead().empty());
  EXPECT_EQ(IdOfAnswer(Ask(session, {{"do", "project.write.finish"}})), "WORKSPACE-101");
  // Reading that has begun is not finished before its end.
  EXPECT_EQ(IdOfAnswer(Ask(session, {{"do", "project.read.begin"}, {"size", 100}})), "");
  EXPECT_EQ(IdOfAnswer(Ask(session, {{"do", "project.read.finish"}})), "WORKSPACE-101");
}

TEST(ProjectJob, AFileThatCouldNotBeReadAgainIsNotFinished) {
  using Kind = report::ZipPiece::Kind;
  ProjectJob job;
  // 65 MB that become 1000 bytes: a reader takes that for an attack.
  const Json part = {{"name", "runs/a.json"}, {"text", std::string(65 * 1024 * 1024, ' ')}};
  ASSERT_TRUE(job.Run("write.begin", {{"project", kProject}, {"parts", Json::array({part})}}).ok());
  std::vector<bool> packed;
  for (Kind kind = job.Read().kind; kind != Kind::kEnd; kind = job.Read().kind) {
    if (kind == Kind::kPackEnd) packed.push_back(job.Packed(1000).ok());
  }
  // project.json, then the part; nothing comes after it.
  EXPECT_EQ(packed, (std::vector<bool>{true, false}));
  EXPECT_EQ(job.Run("write.finish", Json::object()).error().id, ErrorId::kProjectPartForeign);
  EXPECT_EQ(job.Run("write.finish", Json::object()).error().id, ErrorId::kNothingLoaded);
}

}  // namespace
}  // namespace loyalane::workspace
