import { defineProblems } from '#shared/problem.ts';

/** Refusals of ballots, whichever way they come in. */
export const ballotProblems = defineProblems({
  'participation.ballot.vote-absent': { status: 404, zh: '没有找到这次表决。' },
  'participation.ballot.not-open': { status: 409, zh: '投票还没有开始，请在公告的时间内投票。' },
  'participation.ballot.closed': { status: 409, zh: '投票已经截止，这张票没有计入。' },
  'participation.ballot.cancelled': { status: 409, zh: '这次表决已取消，不再收票。' },
  'participation.ballot.other-estate': {
    status: 403,
    zh: '这是另一个小区的表决，您的住户码不能在这里投票。',
  },
  'participation.ballot.not-on-roll': { status: 403, zh: '您不在这次表决的名册上。如有异议，请联系社区。' },
  'participation.ballot.owner-removed': {
    status: 403,
    zh: '业主名册上您已不是这套房屋的业主，原来的核实已失效，不能再投票。表决名册公告后不再变动；如有异议，请带产权证明到社区。',
  },
  'participation.ballot.not-yours': { status: 403, zh: '所选专有部分中有不属于您名下的投票权。' },
  'participation.ballot.unknown-matter': { status: 422, zh: '这次表决没有事项“{matter}”。' },
  'participation.ballot.missing-matter': { status: 422, zh: '事项“{matter}”还没有选择。' },
  'participation.ballot.follow-not-offered': {
    status: 422,
    zh: '事项“{matter}”不能选“从众”：本小区的规约没有约定。',
  },
  'participation.ballot.all-blank': { status: 422, zh: '一个事项也没有选择，不能作为表决票登记。' },
  'participation.ballot.key-used': {
    status: 409,
    zh: '同一次提交的内容前后不一致，没有重复计票。要改票请重新填写后提交。',
  },
  'participation.ballot.busy': {
    status: 503,
    zh: '投票的人太多，请稍等几秒再提交一次；同一张票不会计两次。',
  },
  'participation.ballot.entitlement-absent': { status: 422, zh: '名册上没有这一户的投票权。' },
  'participation.ballot.not-nominated': {
    status: 422,
    zh: '{door} 为共有，名册上还没有推选行使表决权的人：缺共有人签字的推选书，推选前不能投票。',
  },
  'participation.ballot.owner-unknown': {
    status: 422,
    zh: '{door} 在名册上没有登记业主：缺业主登记（产权证或购房合同），登记前不能投票。',
  },
  'participation.ballot.twice-in-one': { status: 422, zh: '同一户在这次提交中出现了两次。' },
  'participation.ballot.already-voted': {
    status: 409,
    zh: '{door} 已投过 {ballots} 次（最近一次：{channel}）。确需以这张票替换，请确认并写明原因。',
  },
  'participation.ballot.reason-missing': { status: 422, zh: '替换已有的票须写明原因。' },
  'participation.ballot.unsigned': { status: 422, zh: '纸质票须实名签字后才能登记。' },
  'participation.ballot.paper-missing': {
    status: 422,
    zh: '请先上传这一批（或这一张）签字票的扫描件或照片。',
  },
  'participation.ballot.paper-kind': { status: 422, zh: '扫描件须为 PDF、JPG 或 PNG。' },
  'participation.ballot.paper-other': { status: 422, zh: '这份扫描件不是为这次表决上传的。' },
  'participation.ballot.proxy-missing': { status: 422, zh: '委托或代表投票须指明有效的委托书。' },
  'participation.ballot.proxy-invalid': { status: 422, zh: '委托书已撤销、不属于这次表决，或不包括这一户。' },
  'participation.ballot.scan-absent': { status: 404, zh: '没有这张票，或这张票没有扫描件。' },
  'participation.ballot.import-absent': { status: 404, zh: '没有找到这次成批登记。' },
  'participation.ballot.import-stale': { status: 409, zh: '页面打开后，这次成批登记又有了变化，请刷新。' },
  'participation.ballot.import-state': { status: 409, zh: '这批票现在不能登记，请刷新后看最新情况。' },
  'participation.ballot.import-faulty': {
    status: 422,
    zh: '这份表还有 {count} 处问题，请在表中改好后重新上传。',
  },
  'participation.ballot.import-empty': { status: 422, zh: '这份表里没有可以登记的票。' },
  'participation.ballot.import-head': {
    status: 422,
    zh: '没有找到表头：第一行应有“票号”或“房号”，以及各事项。请用本次表决的模板填写。',
  },
  'participation.ballot.import-large': { status: 422, zh: '一次最多登记 {most} 张票，请分几份表上传。' },
  'participation.ballot.import-cancelled': { status: 409, zh: '核对已取消，请重新上传。' },
  'participation.ballot.import-fault': { status: 409, zh: '核对时程序出错，系统会再试。' },
  'participation.ballot.entries': {
    status: 422,
    zh: '有 {count} 张票不能登记，整批没有写入。第 {first} 张：{why}',
  },
});
