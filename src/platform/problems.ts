import { defineProblems } from '#shared/problem.ts';

/** Refusals of the door itself, before any module is asked. */
export const platformProblems = defineProblems({
  'input.invalid': { status: 400, zh: '提交的内容有误：{what}' },
  'input.unreadable': { status: 400, zh: '请求的内容无法读取，请检查格式后重试。' },
  'route.absent': { status: 404, zh: '没有这个地址。' },
  'session.absent': { status: 401, zh: '请先登录。' },
  'session.password-change-required': { status: 403, zh: '首次登录须先修改初始密码。' },
  'session.cross-site': { status: 403, zh: '请求来源不明，已拒绝。请从本系统页面操作。' },
  'action.forbidden': { status: 403, zh: '您的角色没有这项操作的权限。' },
  'row.out-of-scope': { status: 404, zh: '没有找到这条记录，或者它不在您的管辖范围内。' },
  'database.duplicate': { status: 409, zh: '已有相同的记录，不能重复登记。' },
  'database.conflict': { status: 409, zh: '数据已被他人修改或与已有数据冲突，请刷新后重试。' },
  'database.referenced': { status: 409, zh: '引用的记录不存在，或者它仍被其他记录引用。' },
  'upload.too-large': { status: 413, zh: '文件超过 {limit} MB，不能上传。' },
  'upload.name-missing': { status: 400, zh: '没有收到文件名。' },
  'upload.empty': { status: 400, zh: '文件是空的。' },
  'job.absent': { status: 404, zh: '没有找到这项任务，或者它不在您的管辖范围内。' },
  'job.ended': { status: 409, zh: '任务已经结束，不能取消。' },
  'file.absent': { status: 404, zh: '没有找到这个文件，或者它不在您的管辖范围内。' },
  'cli.usage': { status: 400, zh: '命令不对：{why}。不带参数运行可看用法。' },
  'cli.start': { status: 503, zh: '{why}' },
  'service.busy': { status: 503, zh: '系统繁忙或正在启动，请稍后再试。' },
});
