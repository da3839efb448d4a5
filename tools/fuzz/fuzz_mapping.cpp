// A mapping profile as somebody may have edited it: refused, or used for a small file; what is then written as a
// profile reads the file in the same way.
#include "document/mapping_json.h"
#include "ingest/probe.h"
#include "tools/fuzz/read_table.h"

namespace {

using namespace loyalane;

constexpr std::string_view kFile =
    "运单号,客户编号,客户名称,寄件时间,妥投时间,应付金额,运费,附加费,类型\n"
    "SF0001,K1,甲公司,2026-01-05,2026-01-06,12.50,10.00,2.50,S\n"
    "SF0002,K2,乙公司,2026-01-07,2026-01-09,8.00,8.00,0.00,I\n"
    "合计,,,,,20.50,18.00,2.50,\n";

Result<ingest::FileProbe> Probe(const ingest::ReadWishes& wishes) {
  return ingest::ProbeFile({.size = kFile.size(), .head = kFile, .tail = {}}, wishes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Result<ingest::ReadWishes> wishes = document::ParseMapping(fuzz::Bytes(data, size));
  if (!wishes) return 0;
  const Result<ingest::FileProbe> probe = Probe(*wishes);
  if (!probe) return 0;
  const std::string written = document::ToJson(probe->plan);
  const Result<ingest::ReadWishes> again = document::ParseMapping(written);
  fuzz::Require(again.ok(), "what is written is a profile: " + written);
  const Result<ingest::FileProbe> second = Probe(*again);
  fuzz::Require(second.ok(), "it reads the same file: " + written);
  const std::string rewritten = document::ToJson(second->plan);
  fuzz::Require(rewritten == written, "in the same way:\n" + written + "\n" + rewritten);
  return 0;
}
