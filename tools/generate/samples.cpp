#include "generate/samples.h"

#include <array>

#include "generate/club_programme.h"

namespace loyalane::generate {
namespace {

constexpr size_t kRowsPerPiece = 8192;

// The statement of the demo, as Chinese systems export it.
Spec Courier() {
  Spec spec = Spec::Demo();
  spec.encoding = Encoding::kGb18030;
  return spec;
}

// Large customers with contracts; what is known of them is nearly complete.
Spec ContractLogistics() {
  Spec spec;
  spec.seed = 3;
  spec.rows = 9'000;
  spec.customers = 60;
  spec.layout = Layout::kContract;
  spec.market = Market::kContract;
  spec.weight_factor = 16;
  spec.popularity_shift = 8;
  spec.share_known_permille = 950;
  spec.survey_permille = 850;
  spec.fee_line_permille = 20;
  spec.refund_permille = 2;
  spec.quoted_field_permille = 0;
  return spec;
}

// Small senders of parcels, many of them only at the peaks; rivals are strong and nobody has asked for satisfaction.
Spec CityParcel() {
  Spec spec;
  spec.seed = 8;
  spec.rows = 14'000;
  spec.customers = 300;
  spec.layout = Layout::kBranch;
  spec.market = Market::kBranch;
  spec.encoding = Encoding::kUtf16Le;
  spec.popularity_shift = 12;
  spec.share_known_permille = 700;
  spec.names_rivals = true;
  spec.fee_line_permille = 0;
  spec.refund_permille = 8;
  spec.quoted_field_permille = 0;
  return spec;
}

// The courier company's club: fewer customers, and nothing to be asked about its files.
Spec Club() {
  Spec spec = Spec::Demo();
  spec.seed = 5;
  spec.rows = 20'000;
  spec.customers = 240;
  spec.popularity_shift = 16;
  spec.dirt = DirtRates{};
  return spec;
}

constexpr SampleFile kAllTables[] = {{"shipments.csv", SampleTable::kShipments},
                                     {"customers.csv", SampleTable::kCustomers},
                                     {"carrier_share.csv", SampleTable::kCarrierShare},
                                     {"survey.csv", SampleTable::kSurvey}};
constexpr SampleFile kWithoutSurvey[] = {{"shipments.txt", SampleTable::kShipments},
                                         {"customers.txt", SampleTable::kCustomers},
                                         {"carrier_share.txt", SampleTable::kCarrierShare}};
constexpr SampleFile kClubFiles[] = {{"shipments.csv", SampleTable::kShipments},
                                     {"customers.csv", SampleTable::kCustomers},
                                     {"members.csv", SampleTable::kMembers},
                                     {"payments.csv", SampleTable::kPayments},
                                     {"participations.csv", SampleTable::kParticipations},
                                     {"redemptions.csv", SampleTable::kRedemptions},
                                     {"gifts.csv", SampleTable::kGifts},
                                     {"referrals.csv", SampleTable::kReferrals},
                                     {"programme.json", SampleTable::kProgramme}};
constexpr uint32_t kClubMonthsClosed = 10;  // of twelve: the last two are there to be run
// The customers too: a quarter of them did not send.
constexpr SampleFile kMillionTables[] = {{"shipments.csv", SampleTable::kShipments},
                                         {"customers.csv", SampleTable::kCustomers}};

}  // namespace

std::span<const Sample> Samples() {
  static const std::array<Sample, 5> kSamples = {{
      {"courier", "鹭行速运", "Luxing Express",
       "一家快递公司一年的月结账单：400 个客户，GB18030 编码，带有真实导出文件里常见的错误。",
       "A year of a courier company's statements: 400 customers, GB18030, with the errors that real exports have.",
       Courier(), kAllTables},
      {"club", "鹭行速运客户会", "Luxing Express with its club",
       "带客户会的快递公司：积分规则、会员、兑换和推荐都有，前十个月已经结账，打开就是客户会首页。",
       "A courier company with a customer club: rules, members, redemptions and referrals; ten months are closed, and "
       "it "
       "opens on the club's home.",
       Club(), kClubFiles, kClubMonthsClosed},
      {"contract_logistics", "衡汀供应链", "Hengting Supply Chain",
       "一家合同物流公司：60 个合同客户，票数少而每票金额大，英文表头，数据干净。",
       "A contract logistics company: 60 accounts under contract, few and large shipments, English headers, clean "
       "data.",
       ContractLogistics(), kAllTables},
      {"city_parcel", "橙羽同城快递", "Chengyu City Parcel",
       "一个小网点：300 个小客户，旺季明显，竞争对手份额高，没有做过满意度调查，Unicode 文本文件。",
       "A small branch: 300 small customers, strong seasons, rivals with large shares, no survey, Unicode text files.",
       CityParcel(), kWithoutSurvey},
      {"million", "鹭行速运（全网）", "Luxing Express, whole network",
       "一百万行运单、十万个客户，在本机现场生成，用来看速度。",
       "A million rows of 100 000 customers, made on this machine while you wait, to see how fast it is.", Spec{},
       kMillionTables},
  }};
  return kSamples;
}

const Sample* FindSample(std::string_view id) {
  for (const Sample& sample : Samples()) {
    if (sample.id == id) return &sample;
  }
  return nullptr;
}

std::string_view Sample::programme() const {
  for (const SampleFile& file : files) {
    if (file.table == SampleTable::kProgramme) return file.name;
  }
  return {};
}

SampleFileWriter::SampleFileWriter(const Spec& spec, SampleTable table) : table_(table) {
  if (table == SampleTable::kProgramme) return;
  if (table < SampleTable::kMembers) {
    company_.emplace(spec);
  } else {
    club_.emplace(spec);
  }
}

bool SampleFileWriter::Next(std::string& out) {
  if (done_) return false;
  const size_t before = out.size();
  switch (table_) {
    case SampleTable::kShipments:
      company_->NextRows(kRowsPerPiece, out);
      done_ = out.size() == before;
      return !done_;
    case SampleTable::kCustomers:
      company_->AppendCustomers(out);
      break;
    case SampleTable::kCarrierShare:
      company_->AppendCarrierShare(out);
      break;
    case SampleTable::kSurvey:
      company_->AppendSurvey(out);
      break;
    case SampleTable::kMembers:
      club_->Append(ClubTable::kMembers, out);
      break;
    case SampleTable::kPayments:
      club_->Append(ClubTable::kPayments, out);
      break;
    case SampleTable::kParticipations:
      club_->Append(ClubTable::kParticipations, out);
      break;
    case SampleTable::kRedemptions:
      club_->Append(ClubTable::kRedemptions, out);
      break;
    case SampleTable::kGifts:
      club_->Append(ClubTable::kGifts, out);
      break;
    case SampleTable::kReferrals:
      club_->Append(ClubTable::kReferrals, out);
      break;
    case SampleTable::kProgramme:
      out += kClubProgramme;
      break;
  }
  done_ = true;
  return out.size() > before;
}

}  // namespace loyalane::generate
