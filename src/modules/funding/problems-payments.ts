import { defineProblems } from '#shared/problem.ts';

/** Refusals of payment requests. */
export const paymentsProblems = defineProblems({
  'funding.payments.absent': { status: 404, zh: '没有找到这份用款申请，或者它不在您的管辖范围内' },
  'funding.payments.stale': { status: 409, zh: '这份用款申请刚被他人办理，请刷新后在最新内容上再办' },
  'funding.payments.state': { status: 409, zh: '这份用款申请目前是“{state}”，不能{step}' },
  'funding.payments.role': { status: 403, zh: '这一步由{seat}办理，您的角色不能办理' },
  'funding.payments.organisation': { status: 403, zh: '这份合同不是您单位的，不能办理' },
  'funding.payments.same-person': {
    status: 409,
    zh: '您已作为{seat}办理过这份申请；申请、审核与授权须由不同的人办理，请由其他人办理',
  },
  'funding.payments.two-seats': {
    status: 409,
    zh: '同一人不得在一份申请中办理两个环节，请由其他人办理',
  },
  'funding.payments.out-of-turn': {
    status: 409,
    zh: '这份用款申请刚被他人办理，请刷新后在最新内容上再办',
  },
  'funding.payments.reason': { status: 422, zh: '{step}须写明理由' },
  'funding.payments.target': { status: 422, zh: '请选择退回到前面的哪一环节' },
  'funding.payments.papers': { status: 422, zh: '还缺材料：{papers}；材料齐全才能提交' },
  'funding.payments.paper': { status: 422, zh: '“{kind}”不要求这份材料' },
  'funding.payments.file': { status: 404, zh: '没有找到这个文件，或者它不在您的管辖范围内' },
  'funding.payments.line': { status: 422, zh: '所列小区的改造内容不在这份合同之中' },
  'funding.payments.zero': { status: 422, zh: '申请金额应大于零' },
  'funding.payments.repeated': { status: 422, zh: '同一小区的同一项内容、同一来源只列一行' },
  'funding.payments.region': {
    status: 422,
    zh: '一份用款申请只列一个街道（乡镇）的小区，由该街道审核；请按街道分别申请',
  },
  'funding.payments.above': {
    status: 422,
    zh: '“{item}”可申请{kind} {available} 元，本次申请 {asked} 元，超出 {over} 元',
  },
  'funding.payments.source': { status: 422, zh: '没有找到所选的资金来源' },
  'funding.payments.unsourced': {
    status: 422,
    zh: '“{item}”还有 {short} 元没有可用的资金来源，请先落实来源或调整金额',
  },
  'funding.payments.totals': {
    status: 422,
    zh: '“{item}”各来源合计 {sum} 元，与申请的 {asked} 元不符；只能调整来源，不能调整金额',
  },
  'funding.payments.open': {
    status: 409,
    zh: '这份合同的{kind}已有一份在办申请（{number}），办结后再申请',
  },
});
