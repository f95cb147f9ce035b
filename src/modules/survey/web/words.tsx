import { Tag } from 'antd';
import { fieldOf } from '../domain/estate-fields.ts';
import { valueText } from '../domain/value-text.ts';

export const stateNames = {
  checking: '正在核对',
  checked: '待提交',
  failed: '未读成',
  committing: '正在提交',
  committed: '已提交',
  undone: '已撤销',
} as const;
const stateColours = {
  checking: 'processing',
  checked: 'warning',
  failed: 'error',
  committing: 'processing',
  committed: 'success',
  undone: 'default',
} as const;

export const severityNames = { rejected: '不予登记', corrected: '已更正', warning: '请核对' } as const;
const severityColours = { rejected: 'error', corrected: 'processing', warning: 'warning' } as const;

export const actionNames = {
  new: '新登记',
  changed: '有变化',
  unchanged: '无变化',
  refused: '不予登记',
} as const;
const actionColours = {
  new: 'success',
  changed: 'processing',
  unchanged: 'default',
  refused: 'error',
} as const;

export const kindNames = { estate: '小区', building: '楼栋', household: '入户意愿' } as const;

export const sourceNames = {
  create: '登记',
  edit: '修改',
  import: '台账导入',
  merge: '合并',
  archive: '停用或恢复',
  undo: '撤销导入',
} as const;

export const StateTag = ({ state }: { readonly state: keyof typeof stateNames }) => (
  <Tag color={stateColours[state]}>{stateNames[state]}</Tag>
);
export const SeverityTag = ({ severity }: { readonly severity: keyof typeof severityNames }) => (
  <Tag color={severityColours[severity]}>{severityNames[severity]}</Tag>
);
export const ActionTag = ({ action }: { readonly action: keyof typeof actionNames }) => (
  <Tag color={actionColours[action]}>{actionNames[action]}</Tag>
);

export const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

const otherTitles: Readonly<Record<string, string>> = {
  subdistrictText: '街道（原文）',
  floors: '层数',
  structure: '结构形式',
  roofKind: '屋面形式',
  elevators: '电梯数',
  insulation: '外墙保温',
  wish: '入户走访',
  roll: '业主名册',
};

export const fieldTitle = (key: string): string => fieldOf(key)?.title ?? otherTitles[key] ?? key;

/** A value of a difference or a line of history in Chinese; null where nothing is known. */
export function fieldText(key: string, value: unknown, regionName: (code: string) => string): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (key === 'roll' && typeof value === 'object') {
    const { file, created, changed } = value as Readonly<Record<string, unknown>>;
    return `${String(file)}：新登记 ${String(created)} 处，更新 ${String(changed)} 处`;
  }
  if (key === 'regionCode') return regionName(String(value));
  const field = fieldOf(key);
  if (!field) return typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
  return `${valueText(field, value)}${field.unit && field.kind !== 'year' ? ` ${field.unit}` : ''}` || null;
}
