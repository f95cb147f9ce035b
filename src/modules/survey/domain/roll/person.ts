import { compact } from '../text.ts';

export const ownerKinds = ['person', 'organisation'] as const;
export type OwnerKind = (typeof ownerKinds)[number];

/** Surnames of two characters; a name of two characters that begins so is still one of one character. */
const compound = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 百里 呼延 东郭 南门 轩辕'.split(
    ' ',
  ),
);

/** A name as it is compared: half-width, without spaces, one kind of middle dot, lower case. */
export const nameKey = (name: string): string =>
  compact(name)
    .replace(/[·•・‧∙⋅．.]/g, '·')
    .toLowerCase()
    .normalize('NFKC');

/**
 * 张* for a person: the surname, one star for each further character, two at most; 欧阳* for a surname of two. Of any
 * name at least one character stays hidden; of one that is no Chinese name only the first letter is shown.
 */
export function maskPerson(name: string): string {
  const characters = [...nameKey(name)];
  if (characters.length <= 1) return '*';
  const shown = characters.length >= 3 && compound.has(characters.slice(0, 2).join('')) ? 2 : 1;
  const hidden = Math.min(characters.length - shown, 2);
  return (characters.slice(0, shown).join('') + '*'.repeat(hidden)).toUpperCase();
}

/** 聊城****公司: the first and last two characters of an organisation's name; of a short one only the first. */
export function maskOrganisation(name: string): string {
  const characters = [...compact(name)];
  if (characters.length <= 1) return '*';
  if (characters.length <= 5) return `${characters[0]}${'*'.repeat(characters.length - 1)}`;
  return `${characters.slice(0, 2).join('')}****${characters.slice(-2).join('')}`;
}

export const maskName = (name: string, kind: OwnerKind): string =>
  kind === 'person' ? maskPerson(name) : maskOrganisation(name);

/** A number or telephone with its last four characters, of a short one fewer: never more than half. */
export function maskNumber(number: string): string {
  const characters = [...compact(number)];
  const shown = Math.min(4, Math.floor(characters.length / 2));
  return `****${shown === 0 ? '' : characters.slice(-shown).join('')}`;
}

const organisationEnd =
  /(?:公司|集团|厂|局|委员会|居委会|村委会|学校|中学|小学|幼儿园|中心|银行|信用社|合作社|研究院|医院|法院|检察院|办事处|事务所|供电所|派出所|服务站|加油站|商行|超市|酒店|饭店|药店|商店|经营部|门市部|营业部|分公司|支行|政府|协会|基金会|大队|总站|工会|车间|集体|单位|宾馆|矿)(?:\([^)]*\))?$/;

/** Whether a name is that of a person or of an organisation. */
export const ownerKindOf = (name: string): OwnerKind =>
  organisationEnd.test(compact(name)) && [...compact(name)].length >= 3 ? 'organisation' : 'person';
