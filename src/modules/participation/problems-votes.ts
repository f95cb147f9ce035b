import { defineProblems } from '#shared/problem.ts';

/** Refusals around legal votes, except of ballots. */
export const voteProblems = defineProblems({
  'participation.vote.absent': { status: 404, zh: '没有找到这次表决，或者它不在您的管辖范围内。' },
  'participation.vote.estate': { status: 404, zh: '没有找到这个小区，或者它不在您的管辖范围内。' },
  'participation.vote.estate-archived': { status: 409, zh: '这个小区已归档，不能新建表决。' },
  'participation.vote.scope': { status: 422, zh: '{what}' },
  'participation.vote.matter-kind': {
    status: 422,
    zh: '没有编号为“{kind}”的共同决定事项，事项见政策参数“业主共同决定的事项及类别”。',
  },
  'participation.vote.matter-twice': { status: 422, zh: '事项“{title}”列了两次。' },
  'participation.vote.own-rules': { status: 422, zh: '{what}。' },
  'participation.vote.own-rules-file': { status: 422, zh: '没有找到上传的规约文件，请重新上传。' },
  'participation.vote.file-kind': {
    status: 415,
    zh: '这不是扫描件或照片：只收 PDF、JPG、PNG 和 WebP 文件，以文件内容为准。',
  },
  'participation.vote.years': {
    status: 422,
    zh: '投票的起止时间须在 2000 年以后、今后 {years} 年以内，请核对年份。',
  },
  'participation.vote.dates': { status: 422, zh: '截止时间应晚于开始时间。' },
  'participation.vote.stale': { status: 409, zh: '这次表决刚被他人修改，请刷新后在最新内容上再办。' },
  'participation.vote.frozen': {
    status: 409,
    zh: '表决已经公告，事项、规则、名册和时间不能再改；确需改动，请取消后重新组织。',
  },
  'participation.vote.step-state': { status: 409, zh: '这次表决现在是“{state}”，不能{step}。' },
  'participation.vote.step-missing': { status: 409, zh: '还不能{step}：{missing}。' },
  'participation.vote.not-public': { status: 404, zh: '没有找到这次表决。' },
  'participation.vote.not-closed': { status: 409, zh: '投票截止并计票以后才有{what}。' },
  'participation.vote.number-race': { status: 409, zh: '同一小区刚有一次表决登记，请再试一次。' },
  'participation.roll.state': { status: 409, zh: '名册在公示期间才能更正；这次表决现在是“{state}”。' },
  'participation.roll.unchanged': { status: 409, zh: '摸底中的业主和专有部分与名册一致，没有可更正的内容。' },
  'participation.roll.faults': {
    status: 409,
    zh: '名册还有 {faults} 处必须先改正的问题，请先在摸底中补齐。',
  },
  'participation.roll.closed': { status: 409, zh: '投票已经截止，不能再补入推选。' },
  'participation.roll.not-on-it': { status: 403, zh: '您不在这次表决的名册上，不能下载核验包。' },
  'participation.proxy.absent': { status: 404, zh: '没有找到这份委托，或者它不在您的管辖范围内。' },
  'participation.proxy.state': { status: 409, zh: '这次表决现在是“{state}”，不能登记或撤销委托。' },
  'participation.proxy.part': { status: 422, zh: '委托须写明是哪一户（名册上的哪一票）。' },
  'participation.proxy.place': { status: 422, zh: '业主代表须写明代表哪一栋楼或哪一单元。' },
  'participation.proxy.file': { status: 422, zh: '没有找到上传的签字文件，请重新上传。' },
  'participation.proxy.future': { status: 422, zh: '签字日期不能晚于今天。' },
  'participation.proxy.late': {
    status: 409,
    zh: '业主代表应于投票前 {days} 日取得业主签字的书面意见（聊城市物业管理条例第十七条），最迟 {until}，已经过期。',
  },
  'participation.proxy.twice': { status: 409, zh: '这一户已有一份有效的委托，请先撤销原来的。' },
  'participation.proxy.revoked': { status: 409, zh: '这份委托已经撤销。' },
  'participation.receipt.shape': { status: 422, zh: '回执输入有误，请对照回执逐字核对。' },
  'participation.document.absent': { status: 404, zh: '没有找到这个文件，或者它不在您的管辖范围内。' },
  'participation.document.ballot': { status: 422, zh: '请选择打印名册上哪一户的表决票。' },
  'participation.document.state': { status: 409, zh: '表决到“{state}”以后才能打印{what}。' },
});
