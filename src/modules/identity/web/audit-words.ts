import { roleNames } from '#shared/actor.ts';
import { organisationKinds } from '../domain/organisation-kind.ts';
import { participationActions, participationSubjects } from './audit-words-participation.ts';
import { schemeActions } from './audit-words-scheme.ts';

const actions: Readonly<Record<string, string>> = {
  'identity.login': '登录',
  'identity.login.refuse': '登录被拒',
  'identity.logout': '退出登录',
  'identity.password': '修改密码',
  'identity.session.revoke': '结束一次登录',
  'identity.user.create': '新建用户',
  'identity.user.edit': '修改用户',
  'identity.user.reset-password': '重置密码',
  'identity.organisation.create': '登记单位',
  'identity.organisation.edit': '修改单位',
  'identity.region.edit': '登记社区',
  'policy.decide': '确认或改定政策参数',
  'survey.upload': '上传台账',
  'survey.check': '检查台账',
  'survey.map': '确认列的对应',
  'survey.import': '台账入库',
  'survey.commit': '台账入库',
  'survey.undo': '撤销入库',
  'survey.create': '登记小区',
  'survey.edit': '修改小区',
  'survey.archive': '归档小区',
  'survey.merge': '合并小区',
  'survey.roll.edit': '修改房屋与业主',
  'survey.roll.upload': '上传业主名册',
  'survey.roll.commit': '提交业主名册',
  'survey.roll.import': '业主名册入库',
  'survey.roll.undo': '撤销名册入库',
  'survey.owner.reveal': '查看业主完整信息',
  'projects.assess': '认定与评分',
  'projects.apply': '社区申请',
  'projects.form': '生成项目',
  'projects.cancel': '撤销项目',
  'projects.dispute.open': '登记争议',
  'projects.dispute.file': '补充争议材料',
  'projects.dispute.release': '解除争议',
  'plan.budget.edit': '修改预算',
  'plan.limit.edit': '固定或排除年份',
  'plan.solve': '求解年度计划',
  'funding.payments.read': '审计查看用款申请',
  'funding.overview.chain': '审计查看资金链条',
  'funding.ledger.read': '审计查看资金来源',
  'plan.publish': '发布计划',
  'job.cancel': '取消后台任务',
  ...participationActions,
  ...schemeActions,
};

/** Steps of an application, whose actions are `projects.application.<step>`. */
const steps: Readonly<Record<string, string>> = {
  apply: '社区申请',
  opine: '街道意见',
  accept: '专班受理',
  return: '专班退回',
  resubmit: '社区重新申请',
  withdraw: '社区撤回',
  revoke: '撤销受理',
};

const subjects: Readonly<Record<string, string>> = {
  user: '用户',
  surveyPart: '房屋',
  surveyOwner: '业主',
  surveyRollImport: '名册导入',
  session: '登录',
  organisation: '单位',
  region: '区划',
  parameter: '政策参数',
  estate: '小区',
  building: '楼栋',
  surveyImport: '台账导入',
  dispute: '争议',
  project: '项目',
  budget: '预算',
  planRun: '计划求解',
  payment: '用款申请',
  fundingSource: '资金来源',
  job: '后台任务',
  scheme: '方案',
  ...participationSubjects,
};

const labels: Readonly<Record<string, string>> = {
  login: '用户名',
  roles: '角色',
  disabled: '停用',
  attempt: '第几次输错',
  atStart: '启动时建立',
  name: '名称',
  kind: '类别',
  note: '说明',
  reason: '理由',
  opinion: '意见',
  file: '文件',
  code: '编号',
  year: '年度',
  from: '由',
  to: '改为',
  state: '状态',
  estate: '小区',
  estates: '小区数',
  households: '户数',
  fields: '改动',
  version: '版本',
  status: '结论',
  gap: '与最优的差距',
  verified: '已复核',
  seed: '随机种子',
  limitSeconds: '时限（秒）',
  openFrom: '可排年度起',
  created: '新增',
  updated: '更新',
  unchanged: '未变',
  rejected: '退回',
  buildings: '楼栋数',
  archived: '归档',
  dropped: '并入的小区',
  keepEdits: '保留人工改动',
  mapping: '列的对应',
  sha256: '文件指纹',
};

/** Beginnings of action codes to filter by, in words. */
export const actionChoices = [
  { value: 'identity.log', label: '登录与退出' },
  { value: 'identity.user', label: '用户' },
  { value: 'identity.organisation', label: '单位' },
  { value: 'policy.', label: '政策参数' },
  { value: 'survey.', label: '摸底' },
  { value: 'participation.', label: '民意' },
  { value: 'projects.', label: '项目生成' },
  { value: 'scheme.', label: '一小区一方案' },
  { value: 'plan.', label: '规划与计划' },
] as const;

/** An audit action in words; one without words keeps its code, which is still exact. */
export function actionName(action: string): string {
  const step = /^projects\.application\.(.+)$/.exec(action)?.[1];
  return actions[action] ?? (step ? (steps[step] ?? '办理申请') : action);
}

/** What kind of thing was acted upon, in words. */
export const subjectName = (kind: string): string => subjects[kind] ?? kind;

const words: Readonly<Record<string, string>> = { ...roleNames, ...organisationKinds };

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '无';
  if (value === true) return '是';
  if (value === false) return '否';
  if (typeof value === 'string') return words[value] ?? value;
  if (Array.isArray(value)) return value.map(valueText).join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The detail of a line as labelled texts. */
export function detailFacts(detail: unknown): readonly { readonly label: string; readonly text: string }[] {
  if (typeof detail !== 'object' || detail === null) return [];
  return Object.entries(detail).map(([key, value]) => ({
    label: labels[key] ?? key,
    text: valueText(value),
  }));
}
