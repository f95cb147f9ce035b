import { Tag } from 'antd';
import { type AreaSource, areaSourceNames, type PartKind, partKindNames } from '../domain/roll/part.ts';
import { placeText } from '../domain/roll/place.ts';
import type { surveyApi } from './api.ts';

export type PartItem = Awaited<ReturnType<typeof surveyApi.parts.list>>['items'][number];
export type PartDetail = Awaited<ReturnType<typeof surveyApi.parts.show>>;
export type PartOwner = PartDetail['owners'][number];
export type RollImport = Awaited<ReturnType<typeof surveyApi.rollImports.show>>;

export { partKindNames };
export const sourceShort: Readonly<Record<AreaSource, string>> = areaSourceNames;
export const relationNames = { owner: '业主本人', family: '家人', tenant: '承租人', other: '其他' } as const;

/** Fields of a part in its history and in differences. */
const fieldTitles: Readonly<Record<string, string>> = {
  building: '楼号',
  entrance: '单元',
  room: '房号',
  floor: '楼层',
  kind: '房屋用途',
  areaCm2: '建筑面积',
  areaSource: '面积来源',
  areaEvidence: '权证号或合同号',
  titled: '独立产权',
  unsold: '未售',
  owners: '业主',
  owner: '业主信息',
  occupant: '使用人',
  archived: '状态',
  roll: '名册',
  wish: '入户走访',
};
export const partFieldTitle = (field: string): string => fieldTitles[field] ?? field;

/** A value of a part's history in words. */
export function partFieldText(field: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field === 'kind') return partKindNames[value as PartKind] ?? String(value);
  if (field === 'areaSource') return areaSourceNames[value as AreaSource] ?? String(value);
  if (field === 'occupant' && typeof value === 'object')
    return relationNames[(value as { relation: keyof typeof relationNames }).relation] ?? '使用人';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export const partName = (part: Pick<PartItem, 'building' | 'entrance' | 'room'>): string => placeText(part);

/** Owners of a part on one line; the one who votes for co-owners is marked. */
export function OwnersLine({ part }: { readonly part: PartItem }) {
  if (part.unsold && part.owners.length === 0) return <Tag>未售</Tag>;
  if (part.owners.length === 0) return <Tag color="warning">没有业主</Tag>;
  const named = part.owners.some(({ nominated }) => nominated);
  return (
    <>
      {part.owners.map(({ id, nameMasked, nominated }, at) => (
        <span key={id}>
          {at > 0 && '、'}
          {nameMasked}
          {nominated && '（代表）'}
        </span>
      ))}
      {part.owners.length > 1 && !named && ' '}
      {part.owners.length > 1 && !named && <Tag color="warning">未推选代表</Tag>}
    </>
  );
}
