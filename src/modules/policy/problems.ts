import { defineProblems } from '#shared/problem.ts';

export const policyProblems = defineProblems({
  'policy.pack.unreadable': { status: 422, zh: '规则包不是有效的 YAML：{reason}' },
  'policy.pack.invalid': { status: 422, zh: '规则包有 {count} 处错误，第一处在 {at}：{reason}' },
  'policy.pack.expired': { status: 422, zh: '规则包中有参数在 {day} 没有有效取值：{parameters}' },
  'policy.parameter.unknown': { status: 404, zh: '规则包中没有参数“{id}”' },
  'policy.parameter.value': { status: 422, zh: '参数“{title}”的取值不符合要求：{reason}' },
  'policy.parameter.conflict': { status: 422, zh: '参数“{title}”不能恢复为规则包取值：{reason}' },
  'policy.parameter.empty': { status: 422, zh: '参数“{title}”还没有取值，不能确认，请先填写取值' },
  'policy.parameter.unchanged': { status: 409, zh: '参数“{title}”没有变化，不需要再次登记' },
  'policy.parameter.stale': { status: 409, zh: '这个参数刚被他人修改，请刷新后在最新内容上再办' },
});
