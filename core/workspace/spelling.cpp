#include "workspace/spelling.h"

#include <algorithm>

#include "ingest/cell_text.h"

namespace loyalane::workspace {
namespace {

constexpr char32_t kFirstHan = 0x4E00;
constexpr char32_t kLastHan = 0x9FFF;
constexpr size_t kCodeSizeMin = 2;
// Fewer characters than this say too little: a name keeps its place then.
constexpr size_t kStemSizeMin = 2;

// Traditional characters of company names, each before its simplified form, beside those of ingest::Simplified.
constexpr std::u32string_view kTraditionalThenSimplified =
    U"東东電电灣湾龍龙華华馬马鳳凤興兴億亿豐丰寶宝慶庆榮荣藝艺書书飛飞機机械械儀仪師师衛卫聖圣鴻鸿麗丽遠远現现銀银鐵铁"
    U"鋼钢鋁铝錦锦紡纺織织綠绿藍蓝紅红園园樂乐島岛廣广蘇苏寧宁濟济滬沪漢汉長长陽阳陳陈張张黃黄劉刘楊杨趙赵吳吴鄭郑許许"
    U"謝谢鄧邓馮冯蕭萧葉叶蔣蒋閻阎韓韩賀贺賴赖龔龚燈灯傢家俱具飾饰齒齿療疗藥药醫医養养學学習习畫画視视聽听購购賣卖買买"
    U"貿贸資资財财產产";

// What a company is called besides its name, longest first; in the form of Fold.
constexpr std::u32string_view kCompanyForms[] = {
    U"股份有限公司", U"有限责任公司", U"companylimited", U"集团有限公司", U"corporation", U"有限公司", U"股份公司",
    U"集团公司",     U"总公司",       U"coltd",          U"limited",      U"group",       U"公司",     U"集团",
    U"股份",         U"gmbh",         U"corp",           U"llc",          U"inc",         U"ltd",      U"plc",
};
constexpr std::u32string_view kBranchWords[] = {U"分公司", U"子公司", U"办事处", U"营业部", U"营业厅", U"经营部",
                                                U"分部",   U"分店",   U"门店",   U"分厂",   U"分仓",   U"仓库"};
// Provinces and large cities, separated by blanks: other places are told by 省 and 市.
constexpr std::u32string_view kPlaces =
    U"北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 "
    U"云南 "
    U"陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 中国 石家庄 太原 沈阳 大连 长春 哈尔滨 南京 苏州 无锡 "
    U"常州 "
    U"徐州 南通 杭州 宁波 温州 嘉兴 绍兴 金华 义乌 台州 合肥 福州 厦门 泉州 南昌 济南 青岛 烟台 潍坊 临沂 郑州 洛阳 "
    U"武汉 长沙 "
    U"广州 深圳 珠海 佛山 东莞 中山 惠州 汕头 南宁 海口 成都 贵阳 昆明 西安 兰州 乌鲁木齐 shanghai beijing guangzhou "
    U"shenzhen hongkong china";

// Without its place such a name says nothing: 上海大学 and 北京大学 have nothing in common.
constexpr std::u32string_view kGeneralWords =
    U"贸易 商贸 科技 物流 快递 速运 实业 电子 服饰 服装 食品 医药 网络 信息 文化 传媒 建材 机械 置业 酒店 餐饮 超市 "
    U"药店 "
    U"医院 大学 学校 银行 邮政 海关 税务局 公安局 法院";

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool IsLetter(char32_t c) { return c >= U'a' && c <= U'z'; }

// The next character of UTF-8 text that was read by us and is therefore valid.
char32_t Next(std::string_view text, size_t& at) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned first = byte(at);
  const size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t code = size == 1 ? first : first & (0x7FU >> size);
  for (size_t i = 1; i < size; ++i) code = code << 6 | (byte(at + i) & 0x3FU);
  at += size;
  return code;
}

// Characters that a name keeps when it is compared.
bool IsKept(char32_t c) {
  return IsDigit(c) || IsLetter(c) || (c >= 0xC0 && c < 0x2000) || (c > 0x303F && c < 0xFE00) || c > 0xFFFF;
}

// Whether the text is one of the words, which are separated by blanks.
bool IsListed(std::u32string_view text, std::u32string_view words) {
  for (size_t at = words.find(text); at != std::u32string_view::npos; at = words.find(text, at + 1)) {
    const size_t end = at + text.size();
    if ((at == 0 || words[at - 1] == U' ') && (end == words.size() || words[end] == U' ')) return true;
  }
  return false;
}

// 省, 市 behind a place, or alone behind two or three characters of which none says that it is another word.
size_t PlaceMarkAt(std::u32string_view text) {
  constexpr std::u32string_view kOtherMarkets = U"超城门都菜股上楼夜";
  for (size_t i = 2; i <= 3 && i < text.size(); ++i) {
    if (text[i] != U'省' && text[i] != U'市') continue;
    return kOtherMarkets.find(text[i - 1]) == std::u32string_view::npos ? i : 0;
  }
  return 0;
}

bool TakeForm(std::u32string& text) {
  for (const std::u32string_view form : kCompanyForms) {
    if (!std::u32string_view(text).ends_with(form)) continue;
    if (text.size() < form.size() + kStemSizeMin) return false;
    text.erase(text.size() - form.size());
    return true;
  }
  return false;
}

// A bracket's own content as a place: (上海市) is 上海.
std::u32string PlaceOf(std::u32string text) {
  if (text.size() > kStemSizeMin && (text.back() == U'市' || text.back() == U'省')) text.pop_back();
  return text;
}

}  // namespace

Speller::Speller() {
  std::string one;
  for (char32_t c = kFirstHan; c <= kLastHan; ++c) {
    one = ingest::Simplified(ToUtf8(std::u32string_view(&c, 1)));
    size_t at = 0;
    simplified_.push_back(static_cast<char16_t>(Next(one, at)));
  }
  for (size_t i = 0; i + 1 < kTraditionalThenSimplified.size(); i += 2)
    simplified_[kTraditionalThenSimplified[i] - kFirstHan] = static_cast<char16_t>(kTraditionalThenSimplified[i + 1]);
  for (size_t at = 0; at < kPlaces.size();) {
    const size_t end = std::min(kPlaces.find(U' ', at), kPlaces.size());
    places_.push_back(kPlaces.substr(at, end - at));
    at = end + 1;
  }
}

// The longest place that the text begins with.
std::u32string_view Speller::PlaceAt(std::u32string_view text) const {
  std::u32string_view longest;
  for (const std::u32string_view place : places_) {
    if (!text.empty() && place.front() == text.front() && place.size() > longest.size() && text.starts_with(place))
      longest = place;
  }
  return longest;
}

// Takes the places off the beginning; the last one is the nearest.
void Speller::TakePlaces(std::u32string& text, std::u32string& place) const {
  while (true) {
    std::u32string_view known = PlaceAt(text);
    size_t taken = known.size();
    if (taken == 0) {
      taken = PlaceMarkAt(text);
      known = std::u32string_view(text).substr(0, taken);
    }
    if (taken == 0) return;
    size_t end = taken;
    if (end < text.size() && (text[end] == U'省' || text[end] == U'市')) ++end;
    const std::u32string_view rest = std::u32string_view(text).substr(end);
    if (rest.size() < kStemSizeMin || IsListed(rest, kGeneralWords)) return;
    place = known;
    text.erase(0, end);
  }
}

Spelling Speller::Of(std::string_view name) const {
  std::string wide;
  ingest::FoldWidth(name, wide);
  Spelling spelling;
  std::u32string text;
  std::u32string inside;
  int depth = 0;
  for (size_t at = 0; at < wide.size();) {
    char32_t c = Next(wide, at);
    if (c >= kFirstHan && c <= kLastHan) c = simplified_[c - kFirstHan];
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    if (c == U'(' || c == U'[' || c == U'【' || c == U'〔') {
      ++depth;
    } else if (c == U')' || c == U']' || c == U'】' || c == U'〕') {
      depth = std::max(depth - 1, 0);
    } else if (IsKept(c)) {
      (depth > 0 ? inside : text) += c;
    }
  }
  // A name that is all in brackets is its content.
  if (text.empty()) std::swap(text, inside);
  if (std::find(std::begin(kCompanyForms), std::end(kCompanyForms), inside) != std::end(kCompanyForms)) {
    spelling.is_company = true;
    inside.clear();
  }
  // The part behind the company's form names a branch: ... 有限公司上海分公司.
  std::u32string branch;
  for (const std::u32string_view word : kBranchWords) {
    if (!std::u32string_view(text).ends_with(word) || text.size() < word.size() + kStemSizeMin) continue;
    spelling.is_branch = true;
    text.erase(text.size() - word.size());
    branch = word;
    if (const size_t form = text.rfind(U"公司"); form != std::u32string::npos && form >= kStemSizeMin) {
      const size_t end = form + 2;
      if (end < text.size()) branch = text.substr(end);
      text.erase(end);
    } else {
      for (size_t size = std::min<size_t>(4, text.size() - kStemSizeMin); size >= 2; --size) {
        const std::u32string_view tail = std::u32string_view(text).substr(text.size() - size);
        if (PlaceAt(tail) != tail) continue;
        branch = tail;
        text.erase(text.size() - size);
        break;
      }
    }
    break;
  }
  while (TakeForm(text)) spelling.is_company = true;
  TakePlaces(text, spelling.place);
  if (!inside.empty()) spelling.place = PlaceOf(std::move(inside));
  if (spelling.is_branch) spelling.place = PlaceOf(std::move(branch));
  spelling.stem = std::move(text);
  return spelling;
}

std::string Speller::Code(std::string_view code) {
  std::string folded;
  bool any_digit = false;
  bool leading = true;  // no digit but zeros since the last letter
  size_t zeros = 0;
  for (const char c : code) {
    const auto lower = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (c >= '0' && c <= '9') {
      any_digit = true;
      if (c == '0' && leading) {
        ++zeros;
        continue;
      }
      leading = false;
      folded += c;
    } else if (lower >= 'a' && lower <= 'z') {
      // Zeros alone between letters are no filling.
      if (leading) folded.append(zeros, '0');
      leading = true;
      zeros = 0;
      folded += lower;
    } else if (c != '-' && c != '_' && c != ' ' && c != '.' && c != '/' && c != '#') {
      return {};
    }
  }
  if (leading) folded.append(zeros, '0');
  return any_digit && folded.size() >= kCodeSizeMin ? folded : std::string();
}

bool IsOneSlip(std::u32string_view a, std::u32string_view b) {
  constexpr std::u32string_view kCounting =
      U"〇零一二三四五六七八九十百千两甲乙丙丁戊东南西北中上下左右前后大小新老男女ab";
  const auto counts = [&](char32_t c) { return IsDigit(c) || kCounting.find(c) != std::u32string_view::npos; };
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() - b.size() > 1) return false;
  size_t same = 0;
  while (same < b.size() && a[same] == b[same]) ++same;
  if (same == a.size()) return false;
  if (a.size() == b.size()) return a.substr(same + 1) == b.substr(same + 1) && !(counts(a[same]) && counts(b[same]));
  return a.substr(same + 1) == b.substr(same) && !counts(a[same]);
}

std::string ToUtf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) {
    if (c < 0x80) {
      out += static_cast<char>(c);
      continue;
    }
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    out += static_cast<char>((0xFF00U >> (more + 1) & 0xFFU) | c >> (6 * more));
    for (int i = more - 1; i >= 0; --i) out += static_cast<char>(0x80U | (c >> (6 * i) & 0x3FU));
  }
  return out;
}

}  // namespace loyalane::workspace
