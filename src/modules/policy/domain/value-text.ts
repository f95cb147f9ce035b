/**
 * A parameter's value as words for people. Shapes are those of `shapes.ts`; anything unforeseen is shown as
 * JSON, so that nothing is hidden.
 */
const words: Readonly<Record<string, string>> = {
  residents: '居民',
  fiscal: '财政',
  utilities: '专营单位',
  social: '社会资本',
  item: '内容',
  per: '按',
  yuan: '元',
  floorM2: '每平方米建筑面积',
  household: '每户',
  entrance: '每单元',
  rule: '办法',
  completion: '余额处理',
  'equal-shares': '均等份额法',
  greedy: '票数优先',
  'add-one': '逐元加份',
  none: '留作结余',
  basic: '基础类',
  improvement: '完善类',
  enhancement: '提升类',
  main: '为主',
  auxiliary: '辅以',
  good: '好',
  fair: '一般',
  poor: '差',
  missing: '缺失',
  water: '供水',
  power: '供电',
  heating: '供暖',
  gas: '供气',
  road: '道路',
  security: '安防',
  roof: '屋面防水',
  drainage: '雨污分流',
  state: '国有',
  collective: '集体',
  committee: '业主委员会正常履职',
  willingness: '改造意愿',
  participation: '参与积极性（出资户数比例）',
  riskAssessment: '风险评估',
  emergencyPlan: '应急预案',
  agreement: '意见统一的书面记录',
  items: '所看的项',
  badGrades: '算作问题的等级',
  minBad: '至少几项',
  unmanaged: '算作失管的物业方式',
  unmanagedPrefixes: '以此开头的也算',
  threshold: '不低于',
  must: '必改',
  aspire: '力争',
  by: '截至年份',
  district: '区县代码',
  subdistricts: '列入的街道（乡镇）',
  kinds: '无名单时计入',
  minRounds: '至少论证几轮',
  required: '须有材料',
  improvementNeeds: '完善类须先完成',
  enhancementNeeds: '提升类须先完成',
  lon: '经度',
  lat: '纬度',
  title: '名称',
  weight: '权重',
  class: '类别',
  role: '主次',
  clause: '条款',
  note: '说明',
  nationalClass: '上级文件类别',
  subChannels: '细分渠道',
  classes: '可用于',
  carry: '可结转',
  basis: '依据',
  scheme: '方案',
  roll: '名册',
  vote: '表决',
  result: '结果',
  choice: '改造内容选择',
  other: '其他',
  days: '天数',
  unit: '计算方式',
  working: '工作日',
  calendar: '自然日',
  off: '放假',
  work: '上班',
  minMembers: '至少几人',
  odd: '单数',
  ownerShare: '业主不少于',
  chairs: '主任人选',
  subdistrict: '街道（乡镇）代表',
  residentsCommittee: '居（村）委会代表',
  owner: '业主',
  defect: '缺陷',
  danger: '隐患',
  demolition: '拆迁改造',
  shantyTown: '棚户区改造',
  article: '条文',
  ordinary: '一般事项',
  special: '特别事项',
  quorum: '参与不少于',
  majority: '同意占参与',
  strict: '须超过（不含本数）',
  workingDays: '工作日数',
  units: '单位',
  needed: '必须出具意见',
  several: '可有多家',
};

const word = (text: string): string => (Object.hasOwn(words, text) ? (words[text] ?? text) : text);

/** Keys that carry no meaning for people beside the others. */
const hidden = new Set(['id', 'method']);

export const noValueText = '文件未给出';

export function valueText(value: unknown): string {
  if (value === null || value === undefined) return noValueText;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return word(value);
  if (Array.isArray(value))
    return value.map(valueText).join(value.some((one) => typeof one === 'object') ? '；' : '、');
  return Object.entries(value)
    .filter(([key, inner]) => !hidden.has(key) && inner !== null && inner !== '')
    .map(([key, inner]) => (key === 'title' ? valueText(inner) : `${word(key)} ${valueText(inner)}`))
    .join('，');
}
