import { defineProblems } from '#shared/problem.ts';

/** Refusals of notices, objections and the files beside them. */
export const noticeProblems = defineProblems({
  'participation.notice.absent': { status: 404, zh: '没有找到这份公示，或者它不在您的管辖范围内' },
  'participation.notice.estate': { status: 404, zh: '没有找到这个小区，或者它不在您的管辖范围内' },
  'participation.notice.archived': { status: 409, zh: '“{name}”已经归档，不能再登记' },
  'participation.notice.stale': { status: 409, zh: '这条记录刚被他人修改，请刷新后在最新内容上再办' },
  'participation.notice.state': { status: 409, zh: '这份公示目前是“{state}”，不能{step}' },
  'participation.notice.period': {
    status: 422,
    zh: '{kind}至少公示 {days} 天（张贴当日不算），最早到 {until}',
  },
  'participation.notice.future': { status: 422, zh: '张贴日期不能早于 {first}，也不能晚于 {last}' },
  'participation.attachment.absent': { status: 404, zh: '没有找到这个文件，或者它不在您的管辖范围内' },
  'participation.attachment.kind': {
    status: 415,
    zh: '只接收照片（.jpg .png .webp）、.pdf、.docx 和 .xlsx 文件',
  },
  'participation.objection.absent': { status: 404, zh: '没有找到这件异议，或者它不在您的管辖范围内' },
  'participation.objection.stale': { status: 409, zh: '这件异议刚被他人办理，请刷新后在最新内容上再办' },
  'participation.objection.step': { status: 409, zh: '这件异议目前是“{state}”，不能{step}' },
  'participation.objection.day': { status: 422, zh: '收到日期不能晚于今天，也不能早于一年前' },
  'participation.objection.phone': { status: 422, zh: '电话应为 7 至 15 位数字，可带区号和分机' },
  'participation.objection.assignee': { status: 422, zh: '办理人不在可分办的人员之中' },
  'participation.objection.notice': { status: 422, zh: '这份公示不是这个小区的，或者没有发布' },
  'participation.objection.key': { status: 409, zh: '这份登记已经提交过，内容不同；请刷新后重新填写' },
  'participation.objection.busy': { status: 409, zh: '这个小区刚有另一件异议登记，请再提交一次' },
  'participation.objection.names': {
    status: 422,
    zh: '公开的文字里有异议人的{kinds}，请删去后再公开',
  },
  'participation.objection.suspect': {
    status: 422,
    zh: '公开的文字里有 {count} 处疑似姓名、电话或门牌，请逐处看过后确认',
  },
  'participation.objection.limit': {
    status: 429,
    zh: '您今天已提交 {count} 件异议，请明天再提，或到社区当面反映',
  },
});
