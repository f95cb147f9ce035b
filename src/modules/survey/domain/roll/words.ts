import { compact } from '../text.ts';
import type { AreaSource, PartKind } from './part.ts';

const kindWords: readonly (readonly [PartKind, RegExp])[] = [
  ['garage', /车库|车位|车棚|停车|车房/],
  ['storage', /储藏|储物|地下室|杂物|仓库|阁楼|柴房|煤棚|小房/],
  ['shop', /商铺|商业|门市|店铺|门面|网点|营业|商用|沿街|门头/],
  ['office', /办公|写字|公寓式办公/],
  ['dwelling', /住宅|住房|成套|居住|公寓|房改|民宅|普通房|别墅/],
  ['other', /其他|其它|会所|用房|幼儿园|设备|工业/],
];

/** The kind a word stands for; null when it is none known. */
export const partKindOf = (text: string): PartKind | null =>
  kindWords.find(([, words]) => words.test(compact(text)))?.[0] ?? null;

/** The kind a part's own place tells: 车位-12, 储藏室3, 商铺101; null for a plain room number. */
export const kindOfPlace = (text: string): PartKind | null =>
  /\D{2,}|^[SC]\d+$/.test(compact(text)) ? partKindOf(text) : null;

const sourceWords: readonly (readonly [AreaSource, RegExp])[] = [
  ['register', /登记|不动产|产权证|房产证|权证|房本|证载|簿/],
  ['surveyed', /测绘|实测|测量/],
  ['contract', /合同|预测|预售|购房|网签/],
  ['stated', /自报|口头|本人|估|业主提供|未核实|入户/],
];
export const areaSourceOf = (text: string): AreaSource | null =>
  sourceWords.find(([, words]) => words.test(compact(text)))?.[0] ?? null;

const unsoldWord =
  /^(?:未售|未出售|尚未出售|待售|未销售|未卖|空置未售|未售出|未交付|尚未交付|未交房|库存|开发商自持|开发商未售|开发商留存|在售)(?:房|房屋)?$/;
const soldWord = /^(?:已售|已出售|售出|已交付|已交房|已入住|已卖|出售|自住|出租|空置|入住|是)$/;

/** Whether a word says that a part is unsold; null when it says neither. */
export function readUnsold(text: string): boolean | null {
  const plain = compact(text).replace(/[()]/g, '');
  return unsoldWord.test(plain) ? true : soldWord.test(plain) ? false : null;
}
