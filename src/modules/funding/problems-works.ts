import { defineProblems } from '#shared/problem.ts';

/** Refusals of contracts, gates and measurements. */
export const worksProblems = defineProblems({
  'funding.works.absent': { status: 404, zh: '没有找到这份合同，或者它不在您的管辖范围内' },
  'funding.works.project': { status: 404, zh: '没有找到这个项目，或者它不在您的管辖范围内' },
  'funding.works.cancelled': { status: 409, zh: '项目“{name}”已撤销，不能再签合同' },
  'funding.works.no-scheme': {
    status: 422,
    zh: '项目“{name}”还没有批准的改造方案；先有方案，后签合同（四(二)2）',
  },
  'funding.works.scheme-line': { status: 422, zh: '所列内容不在批准的方案之中，请从方案中选取' },
  'funding.works.repeated': { status: 422, zh: '方案的同一行只列一次' },
  'funding.works.above-scheme': {
    status: 422,
    zh: '“{title}”方案数量 {scheme}{unit}，其他合同已签 {taken}{unit}，本合同至多 {left}{unit}；超出须先办理方案变更',
  },
  'funding.works.above-amount': {
    status: 422,
    zh: '“{title}”方案金额 {scheme} 元，其他合同已签 {taken} 元，本合同至多 {left} 元；超出须先办理方案变更并落实来源（政府投资条例二十三）',
  },
  'funding.works.unfunded': {
    status: 422,
    zh: '“{item}”还有 {short} 元没有安排资金；资金未落实不得签约，不得由施工单位垫资（政府投资条例二十二）',
  },
  'funding.works.supplier': { status: 422, zh: '没有找到签约单位，或者它已归档' },
  'funding.works.supervisor': { status: 422, zh: '监理单位须另选一家，且须是监理单位' },
  'funding.works.supervisor-missing': { status: 422, zh: '{kind}合同须写明监理单位' },
  'funding.works.wages-missing': {
    status: 422,
    zh: '{kind}合同须填写农民工工资专户（保障农民工工资支付条例）',
  },
  'funding.works.wages-share': { status: 422, zh: '工资专户的比例不得低于 {least}%' },
  'funding.works.term': {
    status: 422,
    zh: '付款期限最长 {days} 天（保障中小企业款项支付条例：{basis}）',
  },
  'funding.works.advance': { status: 422, zh: '预付款不得高于合同金额的 {most}%' },
  'funding.works.retention': { status: 422, zh: '质量保证金不得高于 {most}%' },
  'funding.works.defects': { status: 422, zh: '缺陷责任期最长 {months} 个月' },
  'funding.works.future': { status: 422, zh: '日期不能晚于今天' },
  'funding.works.number': { status: 409, zh: '这个项目已有同一编号的合同' },
  'funding.works.variation': {
    status: 422,
    zh: '合同是按方案第 {version} 版签订的，方案此后没有批准的变更；合同变更须先有批准的方案变更',
  },
  'funding.works.below-measured': {
    status: 422,
    zh: '“{title}”已计量 {measured}{unit}，变更后的数量不能低于它',
  },
  'funding.works.measure-above': {
    status: 422,
    zh: '“{title}”合同数量 {bound}{unit}，累计计量不能超过；确需增加的先办理变更',
  },
  'funding.works.measure-below': {
    status: 422,
    zh: '“{title}”已计量 {bound}{unit}，累计数量不能减少；有误的请由财政人员冲正',
  },
  'funding.works.measure-absent': { status: 422, zh: '所列内容不在这份合同之中' },
  'funding.works.measure-nothing': { status: 422, zh: '各项数量与上次计量相同，没有新增' },
  'funding.works.measure-worthless': { status: 422, zh: '“{title}”新增数量的金额不足一分，请合并到下次计量' },
  'funding.works.measure-document': { status: 422, zh: '登记计量须附计量签证或监理确认单' },
  'funding.works.measure-other': { status: 403, zh: '只有本合同的监理单位可以确认计量' },
  'funding.works.short': { status: 422, zh: '“{item}”已签约的资金不足 {short} 元，不能计量' },
  'funding.works.gate': { status: 404, zh: '没有找到这条关口登记，或者它不在您的管辖范围内' },
  'funding.works.file': { status: 404, zh: '没有找到这个文件，或者它不在您的管辖范围内' },
  'funding.works.file-kind': {
    status: 415,
    zh: '只接收照片（.jpg .png .webp）、.pdf、.docx 和 .xlsx 文件',
  },
});
