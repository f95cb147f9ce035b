import type { Grade, LedgerEstate } from './ledger.ts';
import { compact } from './text.ts';

/** A word list: what clerks write → what it means. Data; add a word here when a ledger brings a new one. */
const words = <T extends string | boolean>(
  lists: readonly (readonly [T, string])[],
): ReadonlyMap<string, T> =>
  new Map(lists.flatMap(([meaning, list]) => list.split(' ').map((word): [string, T] => [word, meaning])));

const gradeWords = words<Grade>([
  [
    'good',
    '好 良好 良 优 优良 优秀 完好 完善 较好 较完善 很好 完备 齐全 正常 已分流 分流 满足 健全 达标 已改造 已完善 完整 新 好的',
  ],
  [
    'fair',
    '一般 中 中等 尚可 还可以 普通 基本完好 基本完善 基本满足 基本正常 部分完好 部分分流 部分老化 轻微破损 部分破损 较一般 合格 可用 一般的',
  ],
  [
    'poor',
    '差 较差 很差 极差 破损 严重破损 破旧 老化 老旧 严重老化 陈旧 损坏 损毁 不完善 不满足 不达标 不好 渗漏 漏水 破损严重 老化严重 差的 劣 不合格 亟需改造 急需改造',
  ],
  [
    'missing',
    '缺失 合流 雨污合流 未分流 缺 无 没有 未通 未接入 未安装 未建 未配套 未配备 缺少 缺乏 空缺 不具备 未实施 未覆盖 未铺设',
  ],
]);

/** Letters and figures stand for the four grades in their order unless a legend of the ledger says otherwise. */
const codedGrades: ReadonlyMap<string, Grade> = new Map([
  ['a', 'good'],
  ['b', 'fair'],
  ['c', 'poor'],
  ['d', 'missing'],
  ['1', 'good'],
  ['2', 'fair'],
  ['3', 'poor'],
  ['4', 'missing'],
]);

export type GradeLegend = ReadonlyMap<string, Grade>;

const strip = (text: string): string =>
  compact(text)
    .replace(/[。.;;,、!()"“”]+$|^[("“]+/g, '')
    .toLowerCase();

/** Reads a condition grade; `coded` when only a letter or figure stood there and no legend explains it. */
export function readGrade(raw: string, legend: GradeLegend): { grade: Grade; coded: boolean } | null {
  const text = strip(raw).replace(/级$|等$|类$/, '');
  const explained = legend.get(text);
  if (explained) return { grade: explained, coded: false };
  const word = gradeWords.get(text) ?? gradeWords.get(text.replace(/[,、(].*$/, ''));
  if (word) return { grade: word, coded: false };
  const code = codedGrades.get(text.replace(/\.0+$/, ''));
  return code ? { grade: code, coded: true } : null;
}

/** Finds explanations such as `A=好,B=一般` or `1-好 2-一般 3-差 4-缺失` in the ledger's own notes. */
export function readLegend(notes: readonly string[]): GradeLegend {
  const legend = new Map<string, Grade>();
  for (const note of notes) {
    const found = [
      ...compact(note).matchAll(/([A-Da-d1-5])[=:—\-、.()为是]{1,3}([\u4e00-\u9fff]{1,4})/g),
    ].flatMap(([, code = '', word = '']): [string, Grade][] => {
      const grade =
        gradeWords.get(word) ?? gradeWords.get(word.slice(0, 2)) ?? gradeWords.get(word.slice(0, 1));
      return grade ? [[code.toLowerCase(), grade]] : [];
    });
    if (found.length >= 3) for (const [code, grade] of found) legend.set(code, grade);
  }
  return legend;
}

const flagWords = words<boolean>([
  [
    true,
    '是 有 √ ✓ ✔ ☑ ■ ● v y yes true 1 对 已列入 列入 属于 已纳入 纳入 拟列入 同意 愿意 需要 安装 已安装',
  ],
  [
    false,
    '否 无 × ✗ ✘ x ☒ □ ○ n no false 0 没有 未列入 不属于 不涉及 未纳入 不列入 未拆迁 不同意 不愿意 不需要 未安装 不在范围内',
  ],
]);

/** Reads yes or no in any of its signs; null when it is neither. */
export function readFlag(raw: string): boolean | null {
  const text = strip(raw).replace(/\.0+$/, '');
  const word = flagWords.get(text);
  if (word !== undefined) return word;
  if (/^(?:否|未|不|无|没)/.test(text)) return false;
  return /^(?:是|有|已|拟|计划|列入|纳入)/.test(text) ? true : null;
}

/** 拆迁 or 棚改 named outright in a demolition column is a yes as well. */
export function readDemolition(raw: string): boolean | null {
  const flag = readFlag(raw);
  return flag ?? (/拆迁|棚改|棚户区|征收|拆除/.test(compact(raw)) ? true : null);
}

const isCollective = /集体|村有|村民所有|小产权/;
const isState = /国有|划拨|出让|全民所有|国家/;

/** 国有, 划拨, 出让 are state-owned; 集体 is collective; both words at once are no answer. */
export function readLand(raw: string): LedgerEstate['land'] {
  const text = compact(raw);
  const collective = isCollective.test(text) && !/非集体/.test(text);
  const state = isState.test(text) && !/非国有/.test(text);
  if (state !== collective) return state ? 'state' : 'collective';
  return null;
}

const paperWords = words<'complete' | 'partial' | 'missing'>([
  ['complete', '齐全 完善 完备 完整 齐 齐备 全 手续齐全 已完善 健全 有 是 √ 已办理 均已办理'],
  [
    'partial',
    '部分缺失 部分 部分齐全 基本齐全 不全 不齐 不齐全 不完善 不完备 不完整 欠缺 部分完善 部分缺少 缺部分 较齐全 基本完善 正在完善 完善中',
  ],
  ['missing', '缺失 无 没有 缺 全部缺失 无手续 未办理 否 × 全无 空白 均无'],
]);

/** How complete the papers of an estate are; null when the word is unknown. */
export const readPapers = (raw: string): LedgerEstate['papers'] => paperWords.get(strip(raw)) ?? null;

/** Whether a text is one of the words a ticked option column can carry for the field. */
export function isOptionFor(field: string, text: string): boolean {
  if (field === 'land') return readLand(text) !== null;
  if (field === 'demolition') return readDemolition(text) !== null;
  if (field === 'papers') return readPapers(text) !== null;
  return gradeWords.has(strip(text));
}
