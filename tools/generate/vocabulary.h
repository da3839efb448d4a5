// Every word that the generator can write. Nothing else in this folder holds Chinese text that reaches a file, because
// make_gb18030_map.mjs reads this file to learn which characters need GB18030 bytes. Words are at most 31 bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace loyalane::generate {

struct City {
  std::string_view name, province;
  uint8_t region;  // lanes inside a region are short; region 6 is far from everywhere
  uint8_t weight;  // relative traffic
};
inline constexpr City kCities[] = {
    {"上海市", "上海", 0, 90},     {"苏州市", "江苏", 0, 50}, {"南京市", "江苏", 0, 40},    {"无锡市", "江苏", 0, 24},
    {"杭州市", "浙江", 0, 70},     {"宁波市", "浙江", 0, 34}, {"温州市", "浙江", 0, 22},    {"义乌市", "浙江", 0, 60},
    {"合肥市", "安徽", 0, 26},     {"广州市", "广东", 1, 85}, {"深圳市", "广东", 1, 90},    {"东莞市", "广东", 1, 55},
    {"佛山市", "广东", 1, 36},     {"厦门市", "福建", 1, 24}, {"福州市", "福建", 1, 22},    {"泉州市", "福建", 1, 30},
    {"南宁市", "广西", 1, 14},     {"海口市", "海南", 1, 7},  {"北京市", "北京", 2, 80},    {"天津市", "天津", 2, 28},
    {"石家庄市", "河北", 2, 20},   {"济南市", "山东", 2, 24}, {"青岛市", "山东", 2, 30},    {"太原市", "山西", 2, 12},
    {"武汉市", "湖北", 3, 44},     {"长沙市", "湖南", 3, 30}, {"郑州市", "河南", 3, 40},    {"南昌市", "江西", 3, 16},
    {"成都市", "四川", 4, 56},     {"重庆市", "重庆", 4, 46}, {"昆明市", "云南", 4, 16},    {"贵阳市", "贵州", 4, 12},
    {"西安市", "陕西", 4, 28},     {"沈阳市", "辽宁", 5, 22}, {"大连市", "辽宁", 5, 18},    {"长春市", "吉林", 5, 12},
    {"哈尔滨市", "黑龙江", 5, 16}, {"兰州市", "甘肃", 6, 7},  {"乌鲁木齐市", "新疆", 6, 7}, {"拉萨市", "西藏", 6, 2},
};
inline constexpr uint8_t kFarRegion = 6;
inline constexpr std::string_view kForeignCities[] = {"东京", "首尔", "新加坡", "曼谷", "洛杉矶", "法兰克福"};

// Company names are put together from these: city, two syllables, trade, form. All companies are invented.
inline constexpr std::string_view kSyllables[] = {
    "星", "禾", "辰", "瑞", "恒", "远", "嘉", "诚", "博", "朗", "云", "帆", "启", "源", "泰",
    "和", "锦", "程", "卓", "越", "宏", "图", "汇", "丰", "安", "达", "鼎", "盛", "凯", "利",
    "天", "成", "海", "川", "金", "桥", "永", "信", "正", "华", "荣", "昌", "美", "佳", "康",
    "乐", "优", "品", "顺", "通", "浩", "宇", "德", "润", "双", "龙", "新", "奥", "思", "睿"};
struct Trade {
  std::string_view name, industry;
};
inline constexpr Trade kTrades[] = {
    {"电子科技", "电子"},   {"精密仪器", "电子"}, {"通信设备", "电子"}, {"半导体", "电子"},   {"服饰", "服装"},
    {"鞋业", "服装"},       {"纺织品", "服装"},   {"皮具", "服装"},     {"食品", "食品"},     {"茶业", "食品"},
    {"生鲜供应链", "食品"}, {"水产", "食品"},     {"医药", "医药"},     {"医疗器械", "医药"}, {"生物科技", "医药"},
    {"汽车配件", "汽配"},   {"机电设备", "机械"}, {"五金制品", "机械"}, {"模具", "机械"},     {"塑胶制品", "机械"},
    {"家居用品", "家居"},   {"家具", "家居"},     {"陶瓷", "家居"},     {"电子商务", "电商"}, {"网络科技", "电商"},
    {"进出口贸易", "贸易"}, {"化妆品", "美妆"},   {"文化用品", "文教"}, {"图书", "文教"},     {"母婴用品", "母婴"}};
inline constexpr std::string_view kForms[] = {"有限公司", "有限责任公司", "股份有限公司"};
inline constexpr std::string_view kBranches[] = {"南山仓", "一号仓", "直营部", "售后部"};

enum Product : uint8_t { kStandard, kEconomy, kSameCity, kColdChain, kInternational };
inline constexpr std::string_view kProducts[] = {"标快", "特惠", "同城", "冷链", "国际"};
enum Status : uint8_t { kSigned, kInTransit, kOutForDelivery, kReturning, kException };
inline constexpr std::string_view kStatuses[] = {"已签收", "运输中", "派送中", "退回", "异常"};
// What the contract logistics company calls the same.
inline constexpr std::string_view kContractProducts[] = {"Full truck", "Less than truck", "City delivery", "Cold chain",
                                                         "Ocean and air"};
inline constexpr std::string_view kContractStatuses[] = {"Delivered", "In transit", "Out for delivery", "Returning",
                                                         "Exception"};

inline constexpr std::string_view kOutlets[] = {"东区网点", "西区网点", "南区网点",
                                                "北区网点", "中心网点", "开发区网点"};
inline constexpr std::string_view kSurnames[] = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴",
                                                 "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗"};
inline constexpr std::string_view kManagerSurnames[] = {"沈", "唐", "许", "邓", "冯", "韩", "曹", "曾"};
inline constexpr std::string_view kGivenNames[] = {"晓明", "丽华", "志强", "敏", "建国", "婷婷"};
inline constexpr std::string_view kCourtesies[] = {"先生", "女士", "经理"};
inline constexpr std::string_view kOurCarrier = "鹭行速运";
inline constexpr std::string_view kContractCarrier = "衡汀供应链";
// Where rivals are listed: us by the word that needs no setting, and the rivals.
inline constexpr std::string_view kUsAmongRivals = "本公司";
inline constexpr std::string_view kRivals[] = {"云雀快运", "山猫速递", "北岭物流"};
inline constexpr std::string_view kShareSources[] = {"客户经理估计", "问卷", "拜访记录"};
inline constexpr std::string_view kBadDates[] = {"2026-02-30", "2026-13-05", "待补录"};

inline constexpr std::string_view kYuan = "元";
inline constexpr std::string_view kYuanSign = "￥";
inline constexpr std::string_view kFullWidthDigits[] = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
inline constexpr std::string_view kFullWidthPoint = "．";
inline constexpr std::string_view kFullWidthSpace = "\u3000";
inline constexpr std::string_view kTotal = "合计";

inline constexpr std::string_view kW1Header =
    "waybill_no,customer_id,customer_name,ship_date,promised_at,delivered_at,origin,destination,product,weight_kg,"
    "freight,"
    "status\n";
inline constexpr std::string_view kStatementHeader =
    "运单号,月结卡号,客户名称,寄件时间,承诺时间,签收时间,始发地,目的地,产品类型,计费重量,运费,状态\n";
inline constexpr std::string_view kContractHeader =
    "Shipment Number,Shipment Date,Account Number,Account Name,Origin,Destination,Service,Pieces,Weight (kg),"
    "Total Charge,Currency,ETA,Delivery Date,Shipment Status\n";
inline constexpr std::string_view kBranchHeader =
    "业务时间,运单号,客户编码,订单客户,目的省份,目的城市,结算重量,中转费,附加费,应收金额,运单状态\n";
// The commas stand for the layout's delimiter.
inline constexpr std::string_view kCustomersHeader =
    "月结卡号,客户名称,行业,所属网点,客户经理,联系人,开户日期,合同到期日\n";
inline constexpr std::string_view kCarrierShareHeader = "customer_id,carrier,share_pct,mind_rank,source,as_of\n";
inline constexpr std::string_view kSurveyHeader = "客户编码,提交时间,满意度\n";

// The club.
inline constexpr std::string_view kMembersHeader =
    "会员号,月结卡号,客户名称,会员类别,会员状态,申请日期,批准日期,发卡日期,退会日期,资料完整,生日,渠道同意,"
    "统一社会信用代码,手机,会员代表\n";
inline constexpr std::string_view kContactsHeader = "月结卡号,姓名,职务,手机,生日,生日历法,渠道同意,偏好\n";
inline constexpr std::string_view kPaymentsHeader =
    "收款单号,月结卡号,账单月份,应付账款,付款日期,付款金额,退款日期,退款金额\n";
inline constexpr std::string_view kParticipationsHeader = "会员号,参与时间,参与类型,活动名称,参与结果,关联单号\n";
inline constexpr std::string_view kRedemptionsHeader =
    "兑换单号,会员号,兑换时间,兑换类型,礼品编码,兑换内容,兑换数量,使用积分,撤销时间\n";
inline constexpr std::string_view kGiftsHeader = "礼品编码,礼品名称,所需积分,库存数量,单位成本\n";
inline constexpr std::string_view kReferralsHeader =
    "推荐人会员号,被推荐客户,被推荐人手机,被推荐客户信用代码,推荐时间,付款时间,付款金额,退款时间,退款金额,奖励方式\n";
inline constexpr std::string_view kMemberClasses[] = {"业主", "非业主"};
inline constexpr std::string_view kMemberStates[] = {"申请", "已批准", "已发卡", "有效", "暂停", "已退出"};
inline constexpr std::string_view kYes = "是";
inline constexpr std::string_view kNo = "否";
inline constexpr std::string_view kConsents[] = {"短信", "短信、信件", "不同意"};
inline constexpr std::string_view kRoles[] = {"总经理", "物流主管", "仓库主管", "财务", "采购"};
inline constexpr std::string_view kCalendars[] = {"公历", "农历"};
inline constexpr std::string_view kPreferences[] = {"茶", "户外", "读书", "摄影"};
inline constexpr std::string_view kParticipationKinds[] = {"活动", "投稿"};
inline constexpr std::string_view kEventTitles[] = {"新春茶话会", "分拨中心开放日", "包装课堂",
                                                    "中秋联谊",   "新品发布会",     "植树公益日"};
inline constexpr std::string_view kPieceTitles[] = {"我与快递的一年", "旺季发货心得", "包装小窍门"};
inline constexpr std::string_view kEventResults[] = {"到场", "缺席"};
inline constexpr std::string_view kPieceResults[] = {"采用", "未采用"};
inline constexpr std::string_view kReferralChoices[] = {"抵用券", "礼品"};
inline constexpr std::string_view kRedemptionKinds[] = {"抵用券", "礼品", "商家"};
struct Reward {
  uint8_t kind;                // of kRedemptionKinds
  std::string_view sku, name;  // a voucher and a merchant's offer have no sku
  uint32_t points;
  uint32_t on_hand, cost_yuan;  // of a gift
};
inline constexpr Reward kRewards[] = {
    {0, "", "20元运费抵用券", 400, 0, 0},  {0, "", "50元运费抵用券", 1000, 0, 0}, {1, "G001", "保温杯", 600, 120, 18},
    {1, "G002", "茶叶礼盒", 1500, 40, 55}, {1, "G003", "会员日历", 200, 300, 6},  {1, "G004", "封箱器", 300, 90, 9},
    {1, "G005", "手推车", 3000, 12, 110},  {2, "", "家政服务券", 800, 0, 0},      {2, "", "健身月卡", 1200, 0, 0},
};

}  // namespace loyalane::generate
