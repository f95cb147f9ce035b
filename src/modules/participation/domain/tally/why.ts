import type { ClassThreshold, Figures, Fraction, MatterClass, Rules } from './vote.ts';

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 三分之二, 半数; larger numbers as figures. */
export function fractionText({ num, den }: Fraction): string {
  if (num === 1 && den === 2) return '半数';
  const [below, above] = [digits[den], digits[num]];
  return below && above ? `${below}分之${above}` : `${den}分之${num}`;
}

/** cm² as ㎡, exact: `89.5`. */
export function areaText(cm2: number): string {
  const rest = String(cm2 % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${Math.floor(cm2 / 10_000)}${rest ? `.${rest}` : ''} ㎡`;
}

type Both = { readonly heads: boolean; readonly areaCm2: boolean };
export type Grounds = {
  readonly heads: Figures;
  readonly areaCm2: Figures;
  readonly took: Both;
  readonly agreed: Both;
  readonly unreturned: Rules['unreturned'];
  /** Whether the estate's own rules say so, or it is only asked what would be if they did. */
  readonly byRules: boolean;
  readonly law: { readonly class: MatterClass; readonly threshold: ClassThreshold; readonly article: string };
};

const classNames: Readonly<Record<MatterClass, string>> = { ordinary: '一般事项', special: '特别事项' };

/** The least whole number that reaches a fraction of a whole, or exceeds it. */
function least(whole: number, { num, den }: Fraction, strict: boolean): number {
  const [product, below] = [BigInt(whole) * BigInt(num), BigInt(den)];
  const floor = product / below;
  return Number(strict || product % below > 0n ? floor + 1n : floor);
}

type Measured = { readonly both: Both; readonly of: { readonly heads: number; readonly areaCm2: number } };

/** 人数和面积均达到三分之二；人数未达到三分之二（须 3 人），面积达到三分之二 … */
function verdict({ both, of }: Measured, share: Fraction, strict: boolean): string {
  const reached = `${strict ? '超过' : '达到'}${fractionText(share)}`;
  const heads = `${least(of.heads, share, strict)} 人`;
  const area = areaText(least(of.areaCm2, share, strict));
  if (both.heads && both.areaCm2) return `人数和面积均${reached}`;
  if (!both.heads && !both.areaCm2) return `人数和面积均未${reached}（须 ${heads}、${area}）`;
  return both.heads
    ? `人数${reached}，面积未${reached}（须 ${area}）`
    : `面积${reached}，人数未${reached}（须 ${heads}）`;
}

const joinText = (byRules: boolean): string =>
  byRules ? '未投票的按本小区规则随多数计入，' : '假如未投票的随多数计入，';

/** Why a matter passed or did not, in one Chinese sentence with its numbers and the article. */
export function whyOf({ heads, areaCm2, took, agreed, unreturned, byRules, law }: Grounds): string {
  const end = `（依据${law.article}）。`;
  if (heads.all === 0) return `名册上没有专有部分，没有可以参与表决的业主，未通过${end}`;
  const { quorum, majority, strict } = law.threshold;
  const taking =
    `应参与 ${heads.all} 人、${areaText(areaCm2.all)}，` +
    `${unreturned === 'follow-majority' ? joinText(byRules) : ''}` +
    `参与 ${heads.taking} 人、${areaText(areaCm2.taking)}，${verdict({ both: took, of: { heads: heads.all, areaCm2: areaCm2.all } }, quorum, false)}`;
  if (!took.heads || !took.areaCm2) return `${taking}，参与不足，未通过${end}`;
  const taken = { heads: heads.taking, areaCm2: areaCm2.taking };
  const result = agreed.heads && agreed.areaCm2 ? '通过' : '未通过';
  return (
    `${taking}；同意 ${heads.for} 人、${areaText(areaCm2.for)}，` +
    `${classNames[law.class]}须占参与者的${fractionText(majority)}${strict ? '以上（不含本数）' : '以上（含本数）'}，` +
    `${verdict({ both: agreed, of: taken }, majority, strict)}，${result}${end}`
  );
}
