import { defineProblems } from '#shared/problem.ts';

/** Refusals of bodies, meetings, inspectors, visits and findings. */
export const bodyProblems = defineProblems({
  'participation.body.absent': { status: 404, zh: '没有找到这条记录，或者它不在您的管辖范围内' },
  'participation.body.stale': { status: 409, zh: '这条记录刚被他人修改，请刷新后在最新内容上再办' },
  'participation.body.name-missing': { status: 422, zh: '请填写姓名' },
  'participation.body.ended': { status: 409, zh: '这个组织或人员已经终止，不能再办理' },
  'participation.body.term': { status: 422, zh: '届满日期不能早于成立日期' },
  'participation.body.day': { status: 422, zh: '日期不能晚于今天，也不能早于成立、任职或计划之前' },
  'participation.body.faults': { status: 422, zh: '组成不合规，不能认定为正常履职：{why}' },
  'participation.body.other-estate': { status: 422, zh: '所选的组织或监督员不是这个小区的' },
  'participation.meeting.attendance': { status: 422, zh: '到会人数不能多于应到人数' },
  'participation.meeting.day': { status: 422, zh: '会议日期不能晚于今天' },
  'participation.meeting.published': { status: 409, zh: '会议决定已经公开，请先撤下公开再修改' },
  'participation.meeting.archived': { status: 409, zh: '这次会议记录已经作废' },
  'participation.visit.state': { status: 409, zh: '这次安排已经取消或举行，不能再办这一步' },
  'participation.finding.state': { status: 409, zh: '这个问题还没有答复，或者已经验收，不能办这一步' },
  'participation.openness.names': {
    status: 422,
    zh: '公开的文字里有登记在册的{kinds}，请删去后再公开',
  },
  'participation.openness.suspect': {
    status: 422,
    zh: '公开的文字里有 {count} 处疑似姓名、电话或门牌，请逐处看过后确认',
  },
});
