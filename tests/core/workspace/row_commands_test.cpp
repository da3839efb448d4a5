// The second scans through a session, as the page's worker runs them: rows of a customer, rejected rows, hashes.
#include "workspace/row_commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/workspace/session_host.h"

namespace loyalane::workspace {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::ElementsAre;

struct File {
  std::string name;
  std::string bytes;
};

Json SourcesOf(const std::vector<File>& files) {
  Session session;
  Json sources = Json::array();
  for (const File& file : files) {
    const Json probe = ProbeOf(session, file.name, file.bytes);
    EXPECT_TRUE(probe["ok"].get<bool>()) << probe.dump();
    sources.push_back({{"name", file.name}, {"size", file.bytes.size()}, {"plan", probe["result"]["plan"]}});
  }
  return sources;
}

std::vector<std::string_view> BytesOf(const std::vector<File>& files) {
  std::vector<std::string_view> bytes;
  for (const File& file : files) bytes.emplace_back(file.bytes);
  return bytes;
}

// Runs a scan that was begun; the answer of rows.finish or of the first failure.
Json RunScan(Session& session, const std::vector<File>& files, size_t piece_bytes = 1 << 20) {
  const Json served = Serve(session, "rows", BytesOf(files), piece_bytes);
  return served["ok"].get<bool>() ? Ask(session, {{"do", "rows.finish"}}) : served;
}

Json RowsOf(const std::vector<File>& files, const std::string& customer, const Json& window, const Json& limit,
            size_t piece_bytes = 1 << 20) {
  Session session;
  const Json begun = Ask(session, {{"do", "rows.begin"},
                                   {"sources", SourcesOf(files)},
                                   {"customer", customer},
                                   {"window", window},
                                   {"limit", limit}});
  return begun["ok"].get<bool>() ? RunScan(session, files, piece_bytes) : begun;
}

std::string ReadAll(Session& session) {
  std::string all;
  for (std::string_view piece = session.ExportRead(); !piece.empty(); piece = session.ExportRead()) all += piece;
  return all;
}

// Whether it counts, and its number.
std::vector<std::string> Listed(const Json& file) {
  std::vector<std::string> rows;
  for (const Json& row : file["rows"])
    rows.push_back(std::to_string(row["row"].get<int>()) + (row["inWindow"].get<bool>() ? " in" : " out"));
  return rows;
}

const Json kYear2026 = {{"from", "2026-01-01"}, {"to", "2026-12-31"}};

// Row 2 used, 3 of another customer, 4 with a bad date, 5 a refund, 6 before the window, 7 after it, 8 blank,
// 9 the same customer written otherwise, 10 without a customer, 11 totals.
const std::vector<File> kFiles = {
    {"a.csv",
     "运单号,月结卡号,客户名称,寄件时间,应付金额,备注\n"
     "SF1,7551234567,甲公司,2026-01-05,100.00,\"一,二\"\n"
     "SF2,7559999999,乙公司,2026-01-06,7.00,\n"
     "SF3,7551234567,甲公司,2026-02-30,10.00,\n"
     "SF1,7551234567,甲公司,2026-01-06,-20.50,退款\n"
     "SF4,7551234567,甲公司,2025-12-31,40.00,\n"
     "SF5,7551234567,甲公司,2027-01-01,50.00,\n"
     "\n"
     "SF6, ７５５１２３４５６７,甲公司,2026-03-01,\"1,000.00\",\"说\"\"好\"\"\"\n"
     "SF7,,甲公司,2026-03-01,1.00,\n"
     "合计,,,,1187.50,\n"},
    {"s.csv", "月结卡号,提交时间,满意度\n7559999999,2026-02-01,4\n7551234567,2026-02-01,5\n"}};

TEST(RowCommands, FindsTheRowsOfACustomerInEveryFile) {
  const Json answer = RowsOf(kFiles, "7551234567", kYear2026, 50);
  ASSERT_TRUE(answer["ok"].get<bool>()) << answer.dump(1);
  const Json& result = answer["result"];
  EXPECT_EQ(result["total"], 7);
  EXPECT_EQ(result["inWindow"], 3);
  EXPECT_EQ(result["amountInWindow"], "1079.50");  // 100.00 - 20.50 + 1000.00
  ASSERT_EQ(result["files"].size(), 2u);
  const Json& shipments = result["files"][0];
  EXPECT_EQ(shipments["name"], "a.csv");
  EXPECT_EQ(shipments["dataset"], "shipments");
  EXPECT_EQ(shipments["total"], 6);
  EXPECT_EQ(shipments["headers"], (Json{"运单号", "月结卡号", "客户名称", "寄件时间", "应付金额", "备注"}));
  EXPECT_THAT(Listed(shipments), ElementsAre("2 in", "4 out", "5 in", "6 out", "7 out", "9 in"));
  EXPECT_EQ(shipments["rows"][0]["cells"], (Json{"SF1", "7551234567", "甲公司", "2026-01-05", "100.00", "一,二"}));
  // As they stand: blanks, full width and all.
  EXPECT_EQ(shipments["rows"][5]["cells"],
            (Json{"SF6", " ７５５１２３４５６７", "甲公司", "2026-03-01", "1,000.00", "说\"好\""}));
  const Json& survey = result["files"][1];
  EXPECT_EQ(survey["dataset"], "survey");
  EXPECT_THAT(Listed(survey), ElementsAre("3 out"));
}

TEST(RowCommands, AnOpenWindowHoldsAllRowsThatAreUsed) {
  const Json result = RowsOf(kFiles, "7551234567", {{"from", nullptr}, {"to", nullptr}}, 50)["result"];
  EXPECT_EQ(result["inWindow"], 5);
  EXPECT_EQ(result["amountInWindow"], "1169.50");  // 1079.50 + 40.00 + 50.00
}

TEST(RowCommands, TheLimitKeepsTheFirstRowsAndCountsAll) {
  for (const size_t limit : {0u, 1u, 3u}) {
    const Json result = RowsOf(kFiles, "7551234567", kYear2026, limit)["result"];
    EXPECT_EQ(result["total"], 7);
    EXPECT_EQ(result["files"][0]["total"], 6);
    EXPECT_EQ(result["amountInWindow"], "1079.50");
    const std::vector<std::string> all = {"2 in", "4 out", "5 in"};
    EXPECT_EQ(Listed(result["files"][0]),
              std::vector<std::string>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(limit)));
  }
}

TEST(RowCommands, PiecesDoNotMatter) {
  const Json whole = RowsOf(kFiles, "7551234567", kYear2026, 50);
  for (const size_t piece : {1u, 7u, 64u}) EXPECT_EQ(RowsOf(kFiles, "7551234567", kYear2026, 50, piece), whole);
}

// A member number is no customer, though it may look like one; what is behind such a file is found all the same.
TEST(RowCommands, FilesThatNameNoCustomerAreNotRead) {
  const std::vector<File> files = {{"points.csv",
                                    "会员号,发生时间,变动类型,积分,余额\n"
                                    "7551234567,2026-01-06 10:00:00,获得,120,120\n"},
                                   kFiles[1]};
  const Json sources = SourcesOf(files);
  ASSERT_EQ(sources[0]["plan"]["customerKey"], "member_no") << sources[0].dump(1);
  Session session;
  ASSERT_TRUE(Ask(session, {{"do", "rows.begin"},
                            {"sources", sources},
                            {"customer", "7551234567"},
                            {"window", kYear2026},
                            {"limit", 50}})["ok"]
                  .get<bool>());
  EXPECT_EQ(Ask(session, {{"do", "rows.next"}})["result"]["source"], 1);
  const Json result = RowsOf(files, "7551234567", kYear2026, 50)["result"];
  EXPECT_EQ(result["total"], 1);
  ASSERT_EQ(result["files"].size(), 2u);
  EXPECT_EQ(result["files"][0]["dataset"], "points");
  EXPECT_EQ(result["files"][0]["total"], 0);
  EXPECT_THAT(Listed(result["files"][1]), ElementsAre("3 out"));
  EXPECT_EQ(RowsOf({files[0]}, "7551234567", kYear2026, 50)["result"]["total"], 0);
}

TEST(RowCommands, AnUnknownCustomerHasNoRows) {
  const Json result = RowsOf(kFiles, "0000000000", kYear2026, 50)["result"];
  EXPECT_EQ(result["total"], 0);
  EXPECT_EQ(result["amountInWindow"], "0.00");
  EXPECT_TRUE(result["files"][0]["rows"].empty());
}

// GB18030, and UTF-16 with tabs, as spreadsheets save them: 运单号 月结卡号 寄件时间 应付金额, customer 甲.
TEST(RowCommands, CellsAreDecoded) {
  const std::string gb =
      "\xD4\xCB\xB5\xA5\xBA\xC5,\xD4\xC2\xBD\xE1\xBF\xA8\xBA\xC5,\xBC\xC4\xBC\xFE\xCA\xB1\xBC\xE4,"
      "\xD3\xA6\xB8\xB6\xBD\xF0\xB6\xEE\nSF1,\xBC\xD7,2026-01-05,1.00\n";
  const Json first = RowsOf({{"gb.csv", gb}}, "甲", kYear2026, 9)["result"]["files"][0];
  EXPECT_EQ(first["headers"], (Json{"运单号", "月结卡号", "寄件时间", "应付金额"}));
  EXPECT_EQ(first["rows"][0]["cells"], (Json{"SF1", "甲", "2026-01-05", "1.00"}));
  std::string utf16 = "\xFF\xFE";
  for (const char16_t unit : std::u16string(u"运单号\t月结卡号\t寄件时间\t应付金额\r\nSF1\t甲\t2026-01-05\t1.00\r\n")) {
    utf16 += static_cast<char>(unit & 0xFF);
    utf16 += static_cast<char>(unit >> 8);
  }
  for (const size_t piece : {1u, 3u, 4096u}) {
    const Json second = RowsOf({{"u.txt", utf16}}, "甲", kYear2026, 9, piece)["result"]["files"][0];
    EXPECT_EQ(second["headers"], first["headers"]);
    EXPECT_EQ(second["rows"], first["rows"]);
  }
}

// Text that is not UTF-8 behind a head of pure ASCII is read as GB18030, as the import reads it.
TEST(RowCommands, CellsAreDecodedAsTheImportDoes) {
  std::string bytes = "waybill_no,customer_id,ship_date,freight,status\n";
  for (int i = 0; i < 200; ++i) bytes += "SF" + std::to_string(i) + ",C1,2026-01-05,1.00,\n";
  ASSERT_GT(bytes.size(), 4096u);
  bytes += "SF999,C2,2026-01-05,1.00,\xD2\xD1\xC7\xA9\xCA\xD5\n";  // 已签收
  const Json rows = RowsOf({{"a.csv", bytes}}, "C2", kYear2026, 9)["result"]["files"][0]["rows"];
  EXPECT_EQ(rows[0]["cells"][4], "已签收");
}

TEST(RowCommands, GreatCellsAreListedUpToALimit) {
  std::string bytes = "运单号,月结卡号,寄件时间,应付金额,备注\n";
  const std::string note(1'000'000, 'x');
  for (int i = 0; i < 20; ++i) bytes += "SF" + std::to_string(i) + ",C1,2026-01-05,1.00," + note + "\n";
  const Json result = RowsOf({{"a.csv", bytes}}, "C1", kYear2026, 50)["result"];
  EXPECT_EQ(result["total"], 20);
  EXPECT_EQ(result["amountInWindow"], "20.00");
  const size_t listed = result["files"][0]["rows"].size();
  EXPECT_EQ(listed, intake::kRowsOfCustomerBytesMax / (note.size() + 30));  // a row without its note has under 30 bytes
}

// The sums of a search are those of the import's table, customer by customer.
TEST(RowCommands, AddsUpToTheProfile) {
  Session session;
  const Json sources = SourcesOf(kFiles);
  ASSERT_TRUE(Ask(session, {{"do", "import.begin"}, {"asOf", "2026-12-31"}, {"sources", sources}})["ok"].get<bool>());
  ASSERT_TRUE(Serve(session, "import", BytesOf(kFiles))["ok"].get<bool>());
  const Json report = Ask(session, {{"do", "import.commit"}});
  ASSERT_TRUE(report["ok"].get<bool>());
  ASSERT_TRUE(Ask(session, {{"do", "export.begin"}, {"what", "profile"}, {"form", "json"}})["ok"].get<bool>());
  const Json customers = Json::parse(ReadAll(session));
  EXPECT_EQ(customers.size(), 2u);
  for (const Json& customer : customers) {
    const auto id = customer["customer_id"].get<std::string>();
    const Json found = RowsOf(kFiles, id, report["result"]["window"], 9)["result"];
    EXPECT_DOUBLE_EQ(std::stod(found["amountInWindow"].get<std::string>()), customer["amount"].get<double>()) << id;
  }
}

// --- rejected rows ---

Json Rejected(Session& session, const std::vector<File>& files, const Json& rows, const char* language,
              size_t piece_bytes = 1 << 20) {
  const Json begun =
      Ask(session, {{"do", "rows.begin"}, {"sources", SourcesOf(files)}, {"rows", rows}, {"language", language}});
  return begun["ok"].get<bool>() ? RunScan(session, files, piece_bytes) : begun;
}

TEST(RowCommands, ListsWhatTheImportLeftOut) {
  Session session;
  const Json sources = SourcesOf(kFiles);
  ASSERT_TRUE(Ask(session, {{"do", "import.begin"}, {"sources", sources}})["ok"].get<bool>());
  EXPECT_EQ(Ask(session, {{"do", "issues.rejected"}})["error"]["id"], "WORKSPACE-101");
  ASSERT_TRUE(Serve(session, "import", BytesOf(kFiles))["ok"].get<bool>());
  ASSERT_TRUE(Ask(session, {{"do", "import.commit"}})["ok"].get<bool>());
  // Texts: core/base/error_ids.def.
  const Json rejected = Ask(session, {{"do", "issues.rejected"}, {"language", "en"}})["result"];
  EXPECT_EQ(rejected, (Json{{{{"row", 4}, {"cause", "Date “2026-02-30” cannot be read or does not exist"}},
                             {{"row", 8}, {"cause", "Blank row"}},
                             {{"row", 10}, {"cause", "No customer id or name"}},
                             {{"row", 11}, {"cause", "A totals row (合计); not counted"}}},
                            Json::array()}));
  Session other;
  ASSERT_TRUE(Rejected(other, kFiles, rejected, "en")["ok"].get<bool>());
  EXPECT_EQ(ReadAll(other),
            "\xEF\xBB\xBF"
            "file,row,cause,运单号,月结卡号,客户名称,寄件时间,应付金额,备注\r\n"
            "a.csv,4,Date “2026-02-30” cannot be read or does not exist,SF3,7551234567,甲公司,2026-02-30,10.00,\r\n"
            "a.csv,8,Blank row,,,,,,\r\n"
            "a.csv,10,No customer id or name,SF7,,甲公司,2026-03-01,1.00,\r\n"
            "a.csv,11,A totals row (合计); not counted,合计,,,,1187.50,\r\n");
}

TEST(RowCommands, RejectedRowsOfSeveralFilesStandUnderTheirOwnHeaders) {
  const std::vector<File> files = {
      {"a.csv", "运单号,月结卡号,寄件时间,应付金额\nSF1,C1,2026-01-05,1\nSF2,C1,2026-13-05,=1+1\n"},
      {"b.csv", "月结卡号,提交时间,满意度\nC1,2026-02-01,5\n-C2,2026-02-01,好\n"}};
  const Json rows = {{{{"row", 3}, {"cause", "=坏"}}}, {{{"row", 3}, {"cause", "坏"}}}};
  Session session;
  ASSERT_TRUE(Rejected(session, files, rows, "zh")["ok"].get<bool>());
  const std::string csv = ReadAll(session);
  EXPECT_EQ(csv,
            "\xEF\xBB\xBF"
            "文件,行号,原因,运单号,月结卡号,寄件时间,应付金额\r\n"
            "a.csv,3,\"'=坏\",SF2,C1,2026-13-05,\"'=1+1\"\r\n"
            "文件,行号,原因,月结卡号,提交时间,满意度,\r\n"
            "b.csv,3,坏,\"'-C2\",2026-02-01,好,\r\n");
  for (const size_t piece : {1u, 7u}) {
    Session pieces;
    ASSERT_TRUE(Rejected(pieces, files, rows, "zh", piece)["ok"].get<bool>());
    EXPECT_EQ(ReadAll(pieces), csv);
  }
  // Rows that the import uses are passed over; without any the header is all there is.
  Session none;
  ASSERT_TRUE(Rejected(none, files, {{{{"row", 2}, {"cause", ""}}}, Json::array()}, "en")["ok"].get<bool>());
  EXPECT_EQ(ReadAll(none),
            "\xEF\xBB\xBF"
            "file,row,cause\r\n");
  EXPECT_EQ(ReadAll(none), "");
}

TEST(RowCommands, ALongTableLeavesInPieces) {
  std::string bytes = "运单号,月结卡号,寄件时间,应付金额,备注\n";
  Json rows = Json::array();
  const std::string note(1000, 'x');
  constexpr int kRows = 3000;
  for (int i = 0; i < kRows; ++i) {
    bytes += "SF" + std::to_string(i) + ",C1,2026-02-30,1.00," + note + "\n";
    rows.push_back({{"row", i + 2}, {"cause", "c"}});
  }
  const std::vector<File> files = {{"a.csv", bytes}};
  Session session;
  ASSERT_TRUE(Rejected(session, files, Json::array({rows}), "en")["ok"].get<bool>());
  size_t pieces = 0, size = 0;
  for (std::string_view piece = session.ExportRead(); !piece.empty(); piece = session.ExportRead()) {
    ++pieces;
    size += piece.size();
    EXPECT_LE(piece.size(), size_t{1} << 20);
  }
  EXPECT_GT(size, bytes.size());
  EXPECT_EQ(pieces, size / (1 << 20) + 1);
}

// --- hashes, order, refusals ---

TEST(RowCommands, HashesAFile) {
  // FIPS 180-2, appendix B.1: the digest of "abc".
  Session session;
  ASSERT_TRUE(Ask(session, {{"do", "hash.begin"}})["ok"].get<bool>());
  for (const char* piece : {"a", "", "bc"}) ASSERT_TRUE(Json::parse(session.Feed(piece))["ok"].get<bool>());
  EXPECT_EQ(Ask(session, {{"do", "hash.end"}})["result"]["sha256"],
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Ask(session, {{"do", "hash.end"}})["error"]["id"], "WORKSPACE-101");
  // Of the empty file (NIST's SHA-256 example of length 0).
  ASSERT_TRUE(Ask(session, {{"do", "hash.begin"}})["ok"].get<bool>());
  EXPECT_EQ(Ask(session, {{"do", "hash.end"}})["result"]["sha256"],
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(RowCommands, RefusesWhatIsOutOfOrder) {
  Session session;
  const auto id = [&](const char* command) { return Ask(session, {{"do", command}})["error"]["id"]; };
  for (const char* command : {"rows.next", "rows.endRead", "rows.finish", "hash.end"})
    EXPECT_EQ(id(command), "WORKSPACE-101") << command;
  EXPECT_EQ(id("rows.nonsense"), "WORKSPACE-103");
  EXPECT_EQ(id("hash.nonsense"), "WORKSPACE-103");
  EXPECT_EQ(Json::parse(session.Feed("x"))["error"]["id"], "WORKSPACE-101");
  const Json sources = SourcesOf(kFiles);
  ASSERT_TRUE(Ask(session, {{"do", "rows.begin"}, {"sources", sources}, {"customer", "1"}})["ok"].get<bool>());
  EXPECT_EQ(id("rows.endRead"), "WORKSPACE-101");
  EXPECT_EQ(id("rows.finish"), "WORKSPACE-101");
  EXPECT_EQ(Json::parse(session.Feed("x"))["error"]["id"], "WORKSPACE-101");
  ASSERT_TRUE(Ask(session, {{"do", "rows.next"}})["ok"].get<bool>());
  EXPECT_EQ(id("rows.next"), "WORKSPACE-101");
}

TEST(RowCommands, RefusesWhatItCannotUse) {
  Session session;
  const Json sources = SourcesOf(kFiles);
  const auto id = [&](const Json& change) {
    Json command = {{"do", "rows.begin"}, {"sources", sources}, {"customer", "1"}, {"window", kYear2026}, {"limit", 5}};
    command.update(change);
    return Ask(session, command)["error"]["id"];
  };
  for (const Json& change :
       std::vector<Json>{{{"sources", Json::array()}},
                         {{"sources", {1}}},
                         {{"customer", ""}},
                         {{"customer", 5}},
                         {{"window", {{"from", "2026-02-30"}}}},
                         {{"window", {{"to", 5}}}},
                         {{"limit", -1}},
                         {{"rows", Json::array()}},
                         {{"rows", {{{{"row", 3}}}, Json::array()}}},
                         {{"rows", {5, 6}}},
                         {{"rows", {{{{"row", 3}, {"cause", ""}}, {{"row", 3}, {"cause", ""}}}, Json::array()}}}}) {
    EXPECT_EQ(id(change), "BASE-103") << change.dump();
  }
  Json broken = sources;
  broken[0]["plan"]["fields"].erase("4");
  EXPECT_EQ(id({{"sources", broken}}), "INGEST-109");
}

TEST(RowCommands, AFileThatCannotBeReadIsNamed) {
  std::vector<File> files = kFiles;
  Json sources = SourcesOf(files);
  files[1].bytes += "\"never closed";
  sources[1]["size"] = files[1].bytes.size();
  Session session;
  ASSERT_TRUE(Ask(session, {{"do", "rows.begin"}, {"sources", sources}, {"customer", "1"}})["ok"].get<bool>());
  const Json answer = RunScan(session, files);
  EXPECT_EQ(answer["error"]["id"], "INGEST-103");
  EXPECT_EQ(answer["error"]["file"], "s.csv");
  EXPECT_EQ(Ask(session, {{"do", "rows.next"}})["error"]["id"], "WORKSPACE-101");
}

}  // namespace
}  // namespace loyalane::workspace
