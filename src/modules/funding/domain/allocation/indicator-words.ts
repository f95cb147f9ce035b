import { squeeze } from './cells.ts';

export type RenovationClass = 'basic' | 'improvement' | 'enhancement';
export type Place = { readonly code: string; readonly name: string };

/** Sub-channels of the pack a budget document may hand out, and the words they go by; the first that fits. */
const channelWords = [
  ['landSale', /土地出让/],
  ['bond', /债券|专项债/],
  ['central', /中央/],
  ['provincial', /省级|省财政|省补|^省/],
  ['city', /市级|市财政|市奖补|^市/],
  ['departmental', /民政|文化|卫生|部门专项/],
  ['district', /区级|县级|区财政|本级|^区/],
] as const;
export const indicatorChannels = [
  'landSale',
  'bond',
  'central',
  'provincial',
  'city',
  'departmental',
  'district',
] as const;
export type IndicatorChannel = (typeof indicatorChannels)[number];

export const channelIn = (text: string): IndicatorChannel | null =>
  channelWords.find(([, words]) => words.test(text))?.[0] ?? null;

/** A column of amounts of one channel: 中央资金（万元）, 金额·省级. */
export const channelHeading = (channel: IndicatorChannel): RegExp => {
  const words = channelWords.find(([one]) => one === channel)?.[1] ?? /(?!)/;
  return new RegExp(`(?:${words.source.replaceAll('^', '')})`);
};

const classWords: readonly (readonly [RenovationClass, RegExp])[] = [
  ['basic', /基础类/],
  ['improvement', /完善类/],
  ['enhancement', /提升类/],
];
export function classesIn(text: string): RenovationClass[] | null {
  const found = classWords.filter(([, words]) => words.test(text)).map(([one]) => one);
  return found.length > 0 ? found : null;
}

/** The place a line names; the district for its own offices and where nothing is said; null when unknown. */
export function placeOf(text: string, places: readonly Place[], district: string): string | null {
  if (text === '' || /区本级|^区级$|住建|住房和城乡|财政局|专班|区直/.test(text)) return district;
  const plain = text.replace(/(人民政府|办事处|党工委)$/, '').replace(/^.{2,4}(区|县)(?=.)/, '');
  const named = places.filter(({ name }) => squeeze(name) === plain || squeeze(name) === text);
  if (named.length === 1) return named[0]?.code ?? null;
  const stem = plain.replace(/(街道|街|镇|乡|办)$/, '');
  const close = places.filter(({ name }) => squeeze(name).replace(/(街道|镇|乡)$/, '') === stem);
  return close.length === 1 ? (close[0]?.code ?? null) : null;
}
