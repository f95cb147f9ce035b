import { defineProblems } from '#shared/problem.ts';

export const identityProblems = defineProblems({
  'identity.login.wrong': { status: 401, zh: '用户名或密码不正确。' },
  'identity.login.locked': {
    status: 423,
    zh: '连续输错次数过多，账号已锁定，请 {minutes} 分钟后再试，或请管理员重置密码。',
  },
  'identity.login.disabled': { status: 403, zh: '账号已停用，请联系管理员。' },
  'identity.login.ended': {
    status: 403,
    zh: '账号的使用期限到 {day} 为止，已不能登录。请联系管理员。',
  },
  'identity.password.weak': { status: 422, zh: '新密码不合要求：{why}' },
  'identity.password.wrong': { status: 422, zh: '当前密码不正确。' },
  'identity.user.absent': { status: 404, zh: '没有找到这个用户，或者其不在您的管辖范围内。' },
  'identity.user.login-taken': { status: 409, zh: '用户名已被使用，请换一个。' },
  'identity.user.self': { status: 409, zh: '不能停用自己的账号或取消自己的管理员角色。' },
  'identity.user.scope': { status: 422, zh: '角色“{role}”的管辖范围须为{level}。' },
  'identity.user.term': { status: 422, zh: '审计员账号须写明使用到哪一天为止。' },
  'identity.user.term-past': { status: 422, zh: '使用期限不能早于今天（{today}）。' },
  'identity.region.absent': { status: 404, zh: '没有这个区划，或者它不在您的管辖范围内。' },
  'identity.region.code': { status: 422, zh: '社区代码须为 12 位数字，前 9 位是所属街道（乡镇）的代码。' },
  'identity.region.taken': { status: 409, zh: '这个区划代码已经登记。' },
  'identity.organisation.absent': { status: 404, zh: '没有找到这个单位，或者它不在您的管辖范围内。' },
  'identity.organisation.credit-code': { status: 422, zh: '统一社会信用代码不正确：{why}' },
  'identity.organisation.credit-code-taken': {
    status: 409,
    zh: '这个统一社会信用代码已经登记在另一个单位名下。',
  },
  'identity.session.absent': { status: 404, zh: '没有找到这次登录。' },
  'identity.version.stale': { status: 409, zh: '这条记录刚被他人修改，请刷新后在最新内容上再改。' },
});
