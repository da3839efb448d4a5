#include <array>

#include "model/catalogue.h"

namespace loyalane::model {
namespace {

// Synonyms are written as ingest::NormaliseHeader leaves them: lower case, no spaces, '_' or units in brackets. One
// text a field: 1100 views of them would weigh 9 KB in the page's module.
using Id = FieldId;
using Type = FieldType;

constexpr std::array<Field, kFieldCount> kFields = {{
    // "cust_id" keeps its '_': it is all that tells it from "custid", which is the account (column_matching.cpp).
    {Id::kCustomerId, "customer_id", Type::kKey, "客户编码", "Customer id",
     "客户编码,客户编号,客户代码,客户号,客户id,商家编码,货主编码,顾客编码,大客户号,customercode,customerno,"
     "accountid,cust_id"},
    {Id::kAccountNo, "account_no", Type::kKey, "月结卡号", "Account number",
     "月结卡号,月结账号,月结号,月结编码,客户卡号,子公司卡号,结算账号,协议号,付款账号,monthlycard,billingaccount,"
     "accountnumber,custid,卡号"},
    {Id::kCustomerName, "customer_name", Type::kKey, "客户名称", "Customer name",
     "客户名称,客户全称,公司名称,单位名称,商家名称,订单客户,寄件公司名称,货主名称,客户,店铺,大客户,customer,"
     "company,client,accountname"},
    {Id::kMemberNo, "member_no", Type::kKey, "会员号", "Member number",
     "会员号,会员卡号,会员编号,会员id,vip卡号,会员编码,会籍号,卡号,cardno"},
    {Id::kReferrerMember, "referrer_member", Type::kKey, "推荐人会员号", "Referrer (member)",
     "推荐人会员号,推荐会员号,推荐人卡号,推荐人,介绍人,referrer"},

    {Id::kWaybillNo, "waybill_no", Type::kWaybill, "运单号", "Waybill number",
     "运单号,运单号码,运单编号,快递单号,物流单号,面单号,邮件号,母单号,托运单号,货运单号,单号,trackingno,awb,"
     "shipmentnumber,waybill"},
    {Id::kOrderNo, "order_no", Type::kText, "订单号", "Order number",
     "订单号,客户订单号,平台单号,前置单据号,指令号,系统订单号,外部单号,so单号,参考号,po号,reference,"
     "shipmentreference1"},
    {Id::kShipTime, "ship_time", Type::kInstant, "寄件时间", "Ship time",
     "寄件时间,寄件日期,发货时间,发货日期,揽收时间,收寄日期,收件时间,业务时间,开单日期,下单时间,账单日期,日期,"
     "shipdate,pickupdate,shipmentdate"},
    {Id::kPromisedTime, "promised_time", Type::kInstant, "承诺时间", "Promised time",
     "承诺时间,要求到货时间,约定到货时间,预计送达,应签收时间,时效截止,标准时效,计划到达,预约时间,promisedat,"
     "promisedate,duedate,eta,edd"},
    {Id::kDeliveredTime, "delivered_time", Type::kInstant, "签收时间", "Delivered time",
     "签收时间,签收日期,妥投时间,客户签收时间,收货时间,到货时间,送达时间,实际到达,完成时间,podtime,deliveredat,"
     "deliverydate,signedat"},
    {Id::kStatus, "status", Type::kStatus, "运单状态", "Status",
     "运单状态,物流状态,快件状态,签收状态,订单状态,当前状态,轨迹状态,最新状态,配送状态,状态,shipmentstatus,state"},
    {Id::kOrigin, "origin", Type::kText, "始发地", "Origin",
     "始发地,原寄地,寄件地区,寄件城市,始发城市,发货地,发站,揽收网点,from"},
    {Id::kDest, "dest", Type::kText, "目的地", "Destination",
     "目的地,到件地区,对方地区,目的省份,目的城市,收件省份,寄达地,到站,收货人省份,目的省,destination,to"},
    {Id::kWeightChargeKg, "weight_charge_kg", Type::kNumber, "计费重量", "Chargeable weight",
     "计费重量,结算重量,计费重,结算重,内部计费重量,圆通计费重量,收费重量,核算重量,chargeableweight,billedweight,"
     "weight,weightkg"},
    {Id::kWeightActualKg, "weight_actual_kg", Type::kNumber, "实际重量", "Actual weight",
     "实际重量,实重,称重重量,物理重量,毛重,总重量,重量,重量kg,actualweight,grossweight"},
    {Id::kAmount, "amount", Type::kMoney, "金额", "Amount",
     "应付金额,应收金额,合计金额,结算金额,合计费用,总费用,折后运费,金额,费用,快递运费,运费,收入,totalcharge,"
     "freight"},
    {Id::kAmountExcl, "amount_excl", Type::kMoney, "不含税金额", "Amount without tax",
     "不含税金额,未税金额,税前金额,不含税运费,不含税费用,不含税合计,amountexclvat,amountexcludingvat,"
     "totalamountexclvat,netamount"},
    {Id::kAmountIncl, "amount_incl", Type::kMoney, "含税金额", "Amount with tax",
     "含税金额,价税合计,含税运费,含税费用,含税合计,税后金额,amountinclvat,amountincludingvat,totalamountinclvat,"
     "grossamount"},
    {Id::kTaxAmount, "tax_amount", Type::kMoney, "税额", "Tax",
     "税额,税费,税金,增值税,增值税额,totaltax,vat,vatamount,tax"},
    {Id::kTaxRate, "tax_rate", Type::kShare, "税率", "Tax rate", "税率,增值税率,vatrate"},
    {Id::kCurrency, "currency", Type::kText, "币种", "Currency", "币种,货币,结算币种,币别"},
    {Id::kProduct, "product", Type::kText, "产品", "Product",
     "产品类型,服务类型,业务类型,产品,快件类型,运输产品类别,时效产品,服务产品,运输方式,service"},
    {Id::kPayMethod, "pay_method", Type::kText, "付款方式", "Pay method",
     "付款方式,支付方式,结算方式,付费方式,运费付款方式,付款类型,结算类型,付款方,paymenttype"},
    {Id::kPieces, "pieces", Type::kNumber, "件数", "Pieces",
     "件数,总件数,数量,箱数,包裹数,托寄物数量,票件数,子件数,pcs,qty,cartons"},

    {Id::kVehicleRequiredTime, "vehicle_required_time", Type::kInstant, "需求车辆时间", "Vehicle required at",
     "需求车辆时间,要求到车时间,用车时间"},
    {Id::kVehicleAssignedTime, "vehicle_assigned_time", Type::kInstant, "派车时间", "Vehicle assigned at",
     "派车时间,调车时间"},
    {Id::kVehicleArrivedTime, "vehicle_arrived_time", Type::kInstant, "到车时间", "Vehicle arrived at",
     "到车时间,车辆到达时间,车辆到场时间"},
    {Id::kDepartedTime, "departed_time", Type::kInstant, "发车时间", "Departed at", "发车时间,起运时间,离场时间"},
    {Id::kArrivedTime, "arrived_time", Type::kInstant, "到货时间", "Arrived at", "到货时间,实际到达"},
    {Id::kPodRequired, "pod_required", Type::kText, "回单要求", "Returned slip required",
     "回单要求,是否需回单,回单类型"},
    {Id::kPodReturnedTime, "pod_returned_time", Type::kInstant, "回单返回时间", "Slip returned at",
     "回单返回时间,回单时间,回单日期,回单返回日期"},
    {Id::kDamagedPieces, "damaged_pieces", Type::kNumber, "货损件数", "Damaged pieces", "货损件数,破损件数"},
    {Id::kDocumentErrors, "document_errors", Type::kText, "单证差错", "Document errors", "单证差错,单证错误,单据差错"},

    {Id::kGroupName, "group_name", Type::kText, "所属集团", "Group",
     "所属集团,集团名称,母公司,集团客户,集团,group,parent"},
    {Id::kIndustry, "industry", Type::kText, "行业", "Industry", "行业,所属行业"},
    {Id::kOutlet, "outlet", Type::kText, "网点", "Outlet",
     "网点,所属网点,分点部,营业点,营业部,分公司,归属部门,站点,付款网点,branch"},
    {Id::kAccountManager, "account_manager", Type::kText, "客户经理", "Account manager",
     "客户经理,业务员,销售,销售员,负责人,维护人,客户专员,市场经理,揽收员,所属销售,salesrep,owner,am,manager"},
    {Id::kContactName, "contact_name", Type::kText, "联系人", "Contact",
     "联系人,联系人姓名,姓名,客户联系人,负责人,对接人,经办人,收件人,寄件人,contact"},
    {Id::kMobile, "mobile", Type::kPhone, "手机", "Mobile",
     "手机,手机号,手机号码,移动电话,联系电话,联系方式,电话,固定电话,phone,tel"},
    {Id::kSettlePeriod, "settle_period", Type::kText, "账期", "Settlement period",
     "账期,账单月份,结算月份,结算周期,对账月份,费用期间,账单周期,计费月,月份,billmonth,period"},
    {Id::kCreditDays, "credit_days", Type::kWhole, "账期天数", "Credit days",
     "账期天数,信用期,授信天数,结算天数,回款天数,付款期限"},
    {Id::kDiscount, "discount", Type::kText, "折扣", "Discount", "折扣,折扣率,优惠折扣"},
    {Id::kOpenedOn, "opened_on", Type::kInstant, "开户日期", "Opened on",
     "开户日期,开户时间,合作开始日期,首次合作日期,签约日期,opendate,contractstart"},
    {Id::kContractEnd, "contract_end", Type::kInstant, "合同到期日", "Contract end",
     "合同到期日,合同有效期,协议到期,合同结束日期,合同截止日期,到期日期,到期日"},
    {Id::kCustomerState, "customer_state", Type::kText, "客户状态", "Customer state",
     "客户状态,合作状态,账户状态,状态,customerstatus"},
    {Id::kLastMonthWaybills, "last_month_waybills", Type::kWhole, "上月票数", "Waybills last month",
     "上月票数,上月件量,上月单量"},
    {Id::kLastMonthAmount, "last_month_amount", Type::kMoney, "上月运费", "Amount last month",
     "上月运费,上月金额,上月收入"},

    {Id::kChargeKind, "charge_kind", Type::kText, "费用类型", "Kind of charge",
     "费用类型,费用名称,费用科目,费用项目,收费项目,费用类别,附加费类型,费目,chargetype,feetype,chargedescription"},
    {Id::kChargedAt, "charged_at", Type::kInstant, "计费日期", "Charged on",
     "计费日期,费用日期,扣费日期,发生日期,账单日期,日期,chargedate"},
    {Id::kNote, "note", Type::kText, "备注", "Note", "备注,说明,remark,remarks,notes,comment"},

    {Id::kCaseId, "case_id", Type::kText, "工单号", "Case id",
     "工单号,投诉编号,单据编号,申诉号,理赔编号,案件号,异常单号,受理号,流水号,ticketno"},
    {Id::kCaseType, "case_type", Type::kText, "投诉类型", "Kind of case",
     "投诉类型,问题类型,异常类型,工单类型,投诉大类,申诉类型,理赔类型,问题描述类别,原因,complainttype,category"},
    {Id::kCaseState, "case_state", Type::kText, "处理状态", "Case state",
     "处理状态,工单状态,案件状态,受理状态,状态,status"},
    {Id::kChannel, "channel", Type::kText, "受理渠道", "Channel", "受理渠道,投诉渠道,来源渠道,渠道"},
    {Id::kOpenedAt, "opened_at", Type::kInstant, "受理时间", "Opened at",
     "受理时间,投诉时间,登记时间,创建时间,发起时间,反馈时间,报案时间,上报时间,来电时间,createdat"},
    {Id::kFirstResponseAt, "first_response_at", Type::kInstant, "首次响应时间", "First answered at",
     "首次响应时间,首次回复时间,响应时间,firstresponse"},
    {Id::kClosedAt, "closed_at", Type::kInstant, "结案时间", "Closed at",
     "结案时间,处理完成时间,关闭时间,办结时间,完结时间,解决时间,回复时间,闭环时间,赔付时间"},
    {Id::kResponsible, "responsible", Type::kText, "责任方", "Liable party",
     "责任方,责任部门,责任人,责任网点,定责结果,责任环节,是否有责,责任归属,判责,liability"},
    {Id::kOutcome, "outcome", Type::kText, "处理结果", "Outcome", "处理结果,拜访结果,结果,result"},
    {Id::kClaimAmount, "claim_amount", Type::kMoney, "理赔金额", "Claim amount",
     "实赔金额,理赔金额,赔付金额,赔款,补偿金额,索赔金额,申请金额,损失金额,货损金额,paidamount"},
    {Id::kClaimedAmount, "claimed_amount", Type::kMoney, "申请金额", "Amount claimed",
     "申请金额,索赔金额,损失金额,货损金额"},

    {Id::kScore, "score", Type::kNumber, "满意度", "Satisfaction score",
     "总体满意度,满意度,服务评价,评分,得分,总分,打分,星级,csat,rating,nps"},
    {Id::kAnsweredAt, "answered_at", Type::kInstant, "提交时间", "Answered at",
     "提交答卷时间,提交时间,填写时间,答卷时间,评价时间,回访时间,调查日期,答题时间,回收时间,submittedat"},

    {Id::kCarrier, "carrier", Type::kText, "承运商", "Carrier", "承运商,快递公司,物流公司"},
    {Id::kShare, "share_pct", Type::kShare, "选择份额", "Choice share", "选择份额,份额,占比,share"},
    {Id::kMindRank, "mind_rank", Type::kNumber, "心中排名", "Mind rank", "心中排名,排名,rank"},
    {Id::kSource, "source", Type::kText, "来源", "Source", "来源,数据来源"},
    {Id::kShareAsOf, "as_of", Type::kInstant, "截至日期", "As of", "截至日期,调查日期,日期"},

    {Id::kPointsDelta, "points_delta", Type::kWhole, "积分变动", "Points",
     "变动积分,积分变动,本次积分,发生积分,增减积分,积分,积分值,获得积分,兑换积分,points,delta"},
    {Id::kPointsType, "points_type", Type::kText, "积分类型", "Kind of points",
     "积分类型,变动类型,积分来源,业务类型,交易类型,变动原因,事由,摘要,type,reason"},
    {Id::kPointsAt, "points_at", Type::kInstant, "积分时间", "Points at",
     "变动时间,发生时间,交易时间,入账日期,记账时间,创建时间,日期,时间,date,postedat"},
    {Id::kExpireAt, "expire_at", Type::kInstant, "有效期至", "Expires",
     "有效期至,积分到期日,到期日,到期日期,失效日期,过期时间,有效期,截止日期,expiry,validto"},
    {Id::kBalance, "balance", Type::kWhole, "积分余额", "Balance", "余额,积分余额,剩余积分,当前积分,可用积分"},
    {Id::kRelatedNo, "related_no", Type::kText, "关联单号", "Related number",
     "关联单号,关联单据,关联单据号,业务单号,来源单号"},

    {Id::kRefereeCustomer, "referee_customer", Type::kText, "被推荐客户", "Referred customer",
     "被推荐客户,被推荐客户编码,被推荐人,新客户,referee"},
    {Id::kClaimedAt, "claimed_at", Type::kInstant, "推荐时间", "Referred at", "推荐时间,推荐日期,申报时间,申报日期"},
    {Id::kPaidAt, "paid_at", Type::kInstant, "付款时间", "Paid at",
     "付款时间,付款日期,支付时间,支付日期,收款时间,收款日期,回款时间,回款日期,到账时间,到账日期,结清日期,paymentdate"},
    {Id::kPaidAmount, "paid_amount", Type::kMoney, "付款金额", "Amount paid",
     "付款金额,实付金额,支付金额,已付金额,收款金额,实收金额,已收金额,回款金额,到账金额,消费金额"},
    {Id::kRefundedAt, "refunded_at", Type::kInstant, "退款时间", "Refunded at", "退款时间,退款日期"},
    {Id::kRefundedAmount, "refunded_amount", Type::kMoney, "退款金额", "Amount refunded",
     "退款金额,退费金额,refundamount"},
    {Id::kRefereeMobile, "referee_mobile", Type::kPhone, "被推荐人手机", "Mobile of the referred",
     "被推荐人手机,被推荐人手机号,被推荐人电话,被推荐客户手机,被推荐客户电话,refereephone"},
    {Id::kRefereeCreditCode, "referee_credit_code", Type::kText, "被推荐客户信用代码", "Credit code of the referred",
     "被推荐客户信用代码,被推荐客户统一社会信用代码,被推荐人信用代码,refereetaxid"},
    {Id::kChoice, "choice", Type::kText, "奖励方式", "Reward chosen", "奖励方式,奖励选择,兑现方式"},

    {Id::kSnapshotDate, "snapshot_date", Type::kInstant, "快照日期", "Snapshot date",
     "快照日期,库存日期,盘点日期,统计日期,日期"},
    {Id::kWarehouse, "warehouse", Type::kText, "仓库", "Warehouse", "仓库,仓库名称,仓库编码,库房"},
    {Id::kLocation, "location", Type::kText, "库位", "Location",
     "库位,储位,货位,库区,仓库,库房,仓库编码,bin,warehouse"},
    {Id::kSku, "sku", Type::kText, "商品编码", "SKU",
     "商品编码,货品编码,物料编码,产品编码,型号,货号,条码,料号,itemcode,material"},
    {Id::kSkuName, "sku_name", Type::kText, "商品名称", "Item name",
     "商品名称,品名,货品名称,品名规格,物料名称,产品名称,货物名称,名称,itemname,description"},
    {Id::kLot, "lot", Type::kText, "批次", "Lot", "批次,批次号,批号,批次编码,批次编号,生产批次,入库批次,lotno,batch"},
    {Id::kInboundDate, "inbound_date", Type::kInstant, "入库日期", "Inbound date",
     "入库日期,入仓日期,入库时间,收货日期,上架时间,首次入库,批次入库日期,建库日期,日期,receiptdate"},
    {Id::kQtyOnHand, "qty_on_hand", Type::kNumber, "库存数量", "Quantity on hand",
     "在库数量,库存数量,现有量,账面数量,实物数量,期末库存,结存数量,库存,库存量,onhand,qty"},
    {Id::kQtyAvailable, "qty_available", Type::kNumber, "可用数量", "Available", "可用数量,可用库存,可用量,available"},
    {Id::kQtyFrozen, "qty_frozen", Type::kNumber, "冻结数量", "Frozen", "冻结数量,冻结库存,锁定数量"},
    {Id::kUnit, "unit", Type::kText, "单位", "Unit", "单位,计量单位,uom"},
    {Id::kUnitPrice, "unit_price", Type::kMoney, "单价", "Unit price", "单价,成本单价,price"},
    {Id::kSafetyStock, "safety_stock", Type::kNumber, "安全库存", "Safety stock", "安全库存,安全库存量,最低库存"},

    {Id::kContactRole, "contact_role", Type::kText, "职务", "Role",
     "职务,职位,岗位,角色,部门,称谓,头衔,身份,title,jobtitle"},
    {Id::kBirthday, "birthday", Type::kBirthday, "生日", "Birthday",
     "生日,出生日期,公历生日,生日月日,阴历生日,客户生日,联系人生日,出生年月,dob"},
    {Id::kBirthdayCalendar, "birthday_calendar", Type::kText, "生日历法", "Birthday calendar",
     "生日历法,历法,公历/农历"},
    {Id::kCompanyDay, "company_day", Type::kBirthday, "公司纪念日", "Company day",
     "公司纪念日,公司成立日,公司周年,司庆"},
    {Id::kConsent, "consent", Type::kText, "渠道同意", "Consent", "渠道同意,同意渠道,接收渠道,同意接收"},
    {Id::kPreference, "preference", Type::kText, "偏好", "Preference", "偏好,客户偏好,喜好,爱好"},

    {Id::kVisitedAt, "visited_at", Type::kInstant, "拜访时间", "Visited at",
     "拜访时间,拜访日期,走访时间,走访日期,回访日期,回访时间,日期,visitdate,at"},
    {Id::kVisitor, "visitor", Type::kText, "拜访人", "Visitor", "拜访人,走访人,回访人,by"},
    {Id::kVisitKind, "visit_kind", Type::kText, "拜访方式", "Kind of visit", "拜访方式,拜访类型,回访方式,kind"},
    {Id::kAttitude, "attitude", Type::kText, "态度", "Attitude", "态度,客户态度"},
    {Id::kNeeds, "needs", Type::kText, "新需求", "Needs", "新需求,客户需求,需求"},
    {Id::kOffers, "offers", Type::kText, "推荐服务", "Offers", "推荐服务,推荐业务,推荐产品,介绍业务"},

    {Id::kFromDate, "from_date", Type::kInstant, "起始日期", "From", "起始日期,开始日期,接手日期,生效日期,from"},
    {Id::kToDate, "to_date", Type::kInstant, "结束日期", "To", "结束日期,离任日期,终止日期,to"},
    {Id::kReason, "reason", Type::kText, "原因", "Reason", "原因,变更原因,更换原因"},

    {Id::kCostKind, "cost_kind", Type::kText, "成本类型", "Kind of cost", "成本类型,成本科目,成本项目,成本类别,kind"},
    {Id::kCostAmount, "cost_amount", Type::kMoney, "成本金额", "Cost", "成本金额,成本,金额,费用,amount,cost"},

    {Id::kMemberClass, "member_class", Type::kText, "会员类别", "Member class",
     "会员类别,会员类型,会员分类,业主/非业主,是否业主,membertype,membershipclass"},
    {Id::kMemberState, "member_state", Type::kText, "会员状态", "Member state",
     "会员状态,会籍状态,入会状态,状态,memberstatus,membershipstatus"},
    {Id::kAppliedOn, "applied_on", Type::kInstant, "申请日期", "Applied on",
     "申请日期,申请时间,入会申请日期,入会申请时间,申请入会日期,applicationdate"},
    {Id::kApprovedOn, "approved_on", Type::kInstant, "批准日期", "Approved on",
     "批准日期,批准时间,审批日期,审批时间,审核日期,入会日期,入会时间,approvaldate,joindate,joinedon"},
    {Id::kCardOn, "card_on", Type::kInstant, "发卡日期", "Card issued on",
     "发卡日期,发卡时间,制卡日期,领卡日期,办卡日期,cardissuedon,cardissuedate"},
    {Id::kExitedOn, "exited_on", Type::kInstant, "退会日期", "Left on",
     "退会日期,退会时间,退出日期,退出时间,注销日期,exitdate,lefton"},
    {Id::kFormComplete, "form_complete", Type::kText, "资料完整", "Form complete",
     "资料完整,资料是否完整,资料齐全,资料是否齐全,登记表完整,登记表是否完整,表格完整,profilecomplete"},
    {Id::kCreditCode, "credit_code", Type::kText, "统一社会信用代码", "Credit code",
     "统一社会信用代码,社会信用代码,信用代码,纳税人识别号,税号,taxid,taxno,unifiedcreditcode"},
    {Id::kRepresentative, "representative", Type::kText, "会员代表", "Member representative",
     "会员代表,是否会员代表,会员代表人,memberrepresentative"},

    {Id::kDueAmount, "due_amount", Type::kMoney, "应付账款", "Amount due",
     "账单金额,本期账单金额,账单应付,账单应收,应付账款,应收账款,本期应付,本期应收,应结金额,应付金额,应收金额,"
     "amountdue,statementamount,billamount,invoiceamount"},
    {Id::kDocumentNo, "document_no", Type::kText, "单据号", "Document number",
     "单据号,凭证号,兑换单号,兑换单,兑换编号,收款单号,付款单号,收据号,票据号,发票号,receiptno,voucherno"},

    {Id::kParticipatedAt, "participated_at", Type::kInstant, "参与时间", "Took part at",
     "参与时间,参与日期,参加时间,参加日期,活动时间,活动日期,投稿时间,投稿日期,签到时间,签到日期,eventdate,eventtime"},
    {Id::kParticipationKind, "participation_kind", Type::kText, "参与类型", "Kind of participation",
     "参与类型,参与类别,参与方式,活动类型,活动类别,participationtype,activitytype"},
    {Id::kEventTitle, "event_title", Type::kText, "活动或稿件", "Event or piece",
     "活动名称,活动主题,稿件名称,稿件标题,投稿标题,活动或稿件,标题,主题,题目,eventname"},
    {Id::kParticipationResult, "participation_result", Type::kText, "参与结果", "Outcome of participation",
     "参与结果,到场情况,是否到场,出席情况,签到情况,采用情况,是否采用,录用情况,结果,attendance,result"},
    {Id::kAwardPoints, "award_points", Type::kWhole, "奖励积分", "Points awarded",
     "奖励积分,应得积分,活动积分,稿件积分,赠送积分,pointsawarded"},

    {Id::kRedeemedAt, "redeemed_at", Type::kInstant, "兑换时间", "Redeemed at",
     "兑换时间,兑换日期,兑奖时间,兑奖日期,核销时间,核销日期,redemptiondate,redeemedon"},
    {Id::kReward, "reward", Type::kText, "兑换内容", "Reward",
     "兑换内容,兑换物品,兑换商品,兑换礼品,兑换项目,礼品名称,奖品名称,奖品,礼品,rewardname,giftname"},
    {Id::kPointsSpent, "points_spent", Type::kWhole, "使用积分", "Points spent",
     "使用积分,消耗积分,扣减积分,扣除积分,所用积分,兑换积分,redeemedpoints,pointsused,pointsredeemed"},
    {Id::kRedeemedQty, "redeemed_qty", Type::kNumber, "兑换数量", "Quantity redeemed",
     "兑换数量,兑换件数,兑换份数,数量,quantity"},
    {Id::kRedemptionKind, "redemption_kind", Type::kText, "兑换类型", "Kind of redemption",
     "兑换类型,兑换类别,兑换方式,奖励类型,奖品类型,redemptiontype,rewardtype"},
    {Id::kReversedAt, "reversed_at", Type::kInstant, "撤销时间", "Reversed at",
     "撤销时间,撤销日期,冲正时间,冲正日期,退兑时间,退兑日期,reversaldate"},

    {Id::kGiftSku, "gift_sku", Type::kText, "礼品编码", "Gift code",
     "礼品编码,礼品编号,礼品代码,奖品编码,奖品编号,商品编码,sku,giftcode"},
    {Id::kGiftName, "gift_name", Type::kText, "礼品名称", "Gift", "礼品名称,奖品名称,礼品,奖品,商品名称,gift"},
    {Id::kPointsPrice, "points_price", Type::kWhole, "所需积分", "Price in points",
     "所需积分,兑换所需积分,积分价格,积分价,积分单价,兑换价,pointsrequired,pricepoints"},
    {Id::kUnitCost, "unit_cost", Type::kMoney, "单位成本", "Unit cost",
     "单位成本,成本价,成本单价,单件成本,采购价,采购单价,进价,进货价,purchaseprice"},

    {Id::kMerchantNo, "merchant_no", Type::kText, "商家编号", "Merchant number",
     "商家编号,商户编号,商户编码,商户号,合作商家编号,合作商户编号,merchantid,merchantcode"},
    {Id::kMerchantName, "merchant_name", Type::kText, "商家名称", "Merchant",
     "商家名称,商户名称,合作商家,合作商户,商家,商户,merchant"},
    {Id::kMerchantArea, "merchant_area", Type::kText, "商家区域", "Merchant's area",
     "商家区域,所在区域,所属区域,商圈,片区,区域,地区,area,district"},
    {Id::kMerchantContact, "merchant_contact", Type::kText, "商家联系方式", "Merchant's contact",
     "商家联系方式,商家电话,联系方式,联系电话,电话,联系人,contact,phone"},
    {Id::kMerchantCategories, "merchant_categories", Type::kText, "商家类别", "Merchant's categories",
     "商家类别,商户类别,经营类别,业态,行业,类别,标签,categories,category"},
    {Id::kAllianceMode, "alliance_mode", Type::kText, "加入方式", "How it joined",
     "加入方式,合作方式,合作模式,加盟方式,mode"},
    {Id::kPricePer1000, "price_per_1000_points", Type::kMoney, "每千积分价格", "Price of 1000 points",
     "每千积分价格,每1000积分价格,千分价格,千积分价格,积分结算价,结算单价,结算价,priceper1000"},
    {Id::kOfferNo, "offer_no", Type::kText, "优惠编号", "Offer number",
     "优惠编号,优惠编码,优惠号,权益编号,offerid,offercode"},
    {Id::kOfferText, "offer_text", Type::kText, "优惠内容", "Offer", "优惠内容,优惠说明,会员优惠,优惠,权益内容,offer"},

    {Id::kAvgSpend, "avg_spend", Type::kReal, "平均每次消费额", "Average spend", "平均每次消费额"},
    {Id::kPurchaseCycleDays, "purchase_cycle_days", Type::kReal, "平均消费周期", "Purchase cycle",
     "平均消费周期,消费周期"},
    {Id::kMonthlyContribution, "monthly_contribution", Type::kReal, "月贡献度", "Monthly contribution", "月贡献度"},
    {Id::kChoiceShare, "choice_share", Type::kReal, "选择份额", "Choice share", "选择份额,份额"},
    {Id::kSatisfaction, "satisfaction", Type::kReal, "满意度", "Satisfaction", "满意度"},
    {Id::kTenureMonths, "tenure_months", Type::kReal, "合作时间", "Tenure", "合作时间,合作月数"},
    {Id::kRecencyDays, "recency_days", Type::kReal, "最近合作", "Recency", "最近合作,最近合作天数"},
}};

constexpr bool InOrder() {
  for (size_t i = 0; i < kFields.size(); ++i) {
    if (static_cast<size_t>(kFields[i].id) != i) return false;
  }
  return true;
}
static_assert(InOrder(), "the table is indexed by its ids");

}  // namespace

const Field& FieldOf(FieldId id) { return kFields[static_cast<size_t>(id)]; }

std::optional<FieldId> FindField(std::string_view name) {
  for (const Field& field : kFields) {
    if (field.name == name) return field.id;
  }
  return std::nullopt;
}

std::string_view NextSynonym(std::string_view& synonyms) {
  const size_t comma = synonyms.find(',');
  const std::string_view next = synonyms.substr(0, comma);
  synonyms.remove_prefix(comma == std::string_view::npos ? synonyms.size() : comma + 1);
  return next;
}

}  // namespace loyalane::model
