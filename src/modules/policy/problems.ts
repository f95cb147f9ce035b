import { defineProblems } from '#shared/problem.ts';

export const policyProblems = defineProblems({
  'policy.pack.unreadable': { status: 422, zh: '规则包不是有效的 YAML:{reason}' },
  'policy.pack.invalid': { status: 422, zh: '规则包有 {count} 处错误，第一处在 {at}:{reason}' },
  'policy.pack.expired': { status: 422, zh: '规则包中有参数在 {day} 没有有效取值：{parameters}' },
  'policy.parameter.unknown': { status: 404, zh: '规则包中没有参数“{id}”' },
  'policy.parameter.value': { status: 422, zh: '参数“{title}”的取值不符合要求：{reason}' },
  'policy.parameter.unchanged': { status: 409, zh: '参数“{title}”没有变化，不需要再次登记' },
  'policy.parameter.stale': { status: 409, zh: '参数“{title}”刚被他人修改，请刷新后重试' },
});
