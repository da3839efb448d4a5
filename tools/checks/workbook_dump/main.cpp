// workbook_dump < tables.json > workbook.xlsx
//
// tables.json: [{"name", "isTable", "columns": [{"title", "kind", "decimals", "cells": ["text", ...]}]}]
// kind: text, number, plainNumber, percent, date, instant. Exit: 0 done, 2 the description cannot be read.
#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "report/workbook_writer.h"
#include "tools/cli/packing.h"

namespace {

using loyalane::cli::Packer;
using loyalane::report::CellKind;
using loyalane::report::WorkbookColumn;
using loyalane::report::WorkbookPiece;
using loyalane::report::WorkbookSheet;
using loyalane::report::WorkbookWriter;
using Json = nlohmann::json;

CellKind KindOf(const std::string& name) {
  // In the order of CellKind.
  constexpr std::array<std::string_view, 6> kNames = {"text", "number", "plainNumber", "percent", "date", "instant"};
  return static_cast<CellKind>(std::find(kNames.begin(), kNames.end(), name) - kNames.begin());
}

std::vector<WorkbookSheet> SheetsOf(const Json& tables) {
  std::vector<WorkbookSheet> sheets;
  for (const Json& table : tables) {
    WorkbookSheet sheet;
    sheet.name = table.at("name").get<std::string>();
    sheet.is_table = table.value("isTable", true);
    for (const Json& described : table.at("columns")) {
      WorkbookColumn column;
      column.title = described.at("title").get<std::string>();
      column.kind = KindOf(described.at("kind").get<std::string>());
      column.decimals = described.value("decimals", uint8_t{0});
      auto cells = std::make_shared<std::vector<std::string>>(described.at("cells").get<std::vector<std::string>>());
      sheet.rows = std::max(sheet.rows, cells->size());
      column.append = [cells](size_t row, std::string& out) {
        if (row < cells->size()) out += (*cells)[row];
      };
      sheet.columns.push_back(std::move(column));
    }
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

void WriteOut(std::string_view bytes) { std::fwrite(bytes.data(), 1, bytes.size(), stdout); }

void Write(WorkbookWriter writer) {
  using Kind = WorkbookPiece::Kind;
  auto packer = std::make_unique<Packer>();
  std::string packed;
  for (WorkbookPiece piece = writer.Read(); piece.kind != Kind::kEnd; piece = writer.Read()) {
    packed.clear();
    if (piece.kind == Kind::kPlain) WriteOut(piece.bytes);
    if (piece.kind == Kind::kPack) packer->Feed(piece.bytes, packed);
    if (piece.kind == Kind::kPackEnd) {
      packer->Finish(packed);
      writer.Packed(packer->packed_bytes());
      packer = std::make_unique<Packer>();
    }
    WriteOut(packed);
  }
}

}  // namespace

int main() {
  std::string text;
  char block[1 << 16];
  while (const size_t size = std::fread(block, 1, sizeof block, stdin)) text.append(block, size);
  const Json tables = Json::parse(text, nullptr, false);
  if (!tables.is_array()) {
    std::fputs("usage: workbook_dump < tables.json > workbook.xlsx\n", stderr);
    return 2;
  }
  Write(WorkbookWriter(SheetsOf(tables)));
  return 0;
}
