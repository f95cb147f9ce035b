const whole: Readonly<Record<string, string>> = {
  'identity.login': '登录',
  'identity.login.refuse': '登录被拒',
  'identity.login.lock': '账号锁定',
  'identity.logout': '退出登录',
  'identity.password': '修改密码',
  'identity.user.reset-password': '重置密码',
  'policy.decide': '确认或改定政策参数',
};

const modules: Readonly<Record<string, string>> = {
  policy: '政策',
  identity: '组织与用户',
  survey: '摸底',
  projects: '项目生成',
  plan: '规划与计划',
  job: '后台任务',
  file: '文件',
};

const verbs: Readonly<Record<string, string>> = {
  create: '新建',
  add: '登记',
  edit: '修改',
  update: '修改',
  delete: '删除',
  remove: '移除',
  archive: '归档',
  reset: '重置',
  resetPassword: '重置密码',
  login: '登录',
  logout: '退出',
  import: '导入',
  upload: '上传',
  commit: '确认入库',
  export: '导出',
  apply: '申请',
  accept: '受理',
  return: '退回',
  override: '改定',
  confirm: '确认',
  solve: '求解',
  publish: '发布',
  pin: '固定',
  cancel: '取消',
  disable: '停用',
  enable: '启用',
  revoke: '结束登录',
};

const subjects: Readonly<Record<string, string>> = {
  user: '用户',
  session: '登录',
  organisation: '单位',
  region: '区划',
  parameter: '政策参数',
  estate: '小区',
  building: '楼栋',
  ledger: '台账',
  import: '导入',
  project: '项目',
  application: '申请',
  plan: '计划',
  scenario: '方案',
  job: '后台任务',
  file: '文件',
};

/** An audit action in words; one without words keeps its code, which is still exact. */
export function actionName(action: string): string {
  const known = whole[action];
  if (known) return known;
  const parts = action.split('.');
  const verb = verbs[parts.at(-1) ?? ''];
  const subject = parts.length > 2 ? subjects[parts.at(-2) ?? ''] : modules[parts[0] ?? ''];
  return verb ? `${verb}${subject ?? ''}` : action;
}

/** What kind of thing was acted upon, in words. */
export const subjectName = (kind: string): string => subjects[kind] ?? kind;
