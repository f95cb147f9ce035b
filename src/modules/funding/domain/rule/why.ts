import type { LineShares, PayerStep } from './apply.ts';
import { caseText } from './space.ts';
import type { Rule } from './types.ts';

/** Fen as 元 with two decimals and thousands apart. */
export function yuanText(fen: bigint): string {
  const size = fen < 0n ? -fen : fen;
  const whole = String(size / 100n).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0n ? '-' : ''}${whole}.${String(size % 100n).padStart(2, '0')} 元`;
}

/** What a rule matches, in words. */
export function matchText(rule: Rule, titles: ReadonlyMap<string, string>): string {
  const classNames = { basic: '基础类', improvement: '完善类', enhancement: '提升类' };
  const what =
    rule.items.length > 0
      ? rule.items.map((item) => titles.get(item) ?? item).join('、')
      : rule.class === null
        ? '（未写明）'
        : classNames[rule.class];
  const years =
    rule.builtFrom === null && rule.builtTo === null
      ? ''
      : `${rule.builtFrom ?? ''}—${rule.builtTo ?? ''} 年建成`;
  const conditions = [
    rule.meter && (rule.meter === 'inside' ? '入户端口以内' : '入户端口以外'),
    rule.pipe && (rule.pipe === 'utility' ? '管线属专营单位' : '管线不属专营单位'),
    rule.propertyKinds.join('或'),
    years,
    rule.subdistricts.join('、'),
  ].filter(Boolean);
  return [what, ...conditions].join('，');
}

function stepText(step: PayerStep, total: bigint, title: string): string {
  const rest = step.rest === 0n ? '' : `，余 ${step.rest}/${step.unit} 分`;
  const rounding = step.rest === 0n ? '' : step.roundedUp ? '，按最大余额进一分' : '，按最大余额不进';
  const moved =
    step.movedFen === 0n
      ? ''
      : step.movedFen < 0n
        ? step.capFen === null
          ? `；补足他方保底 ${yuanText(-step.movedFen)}`
          : `；超过封顶 ${yuanText(step.capFen)}，减去 ${yuanText(-step.movedFen)}`
        : step.floorFen === null
          ? `；承担超出他方封顶的 ${yuanText(step.movedFen)}`
          : `；不足保底 ${yuanText(step.floorFen)}，补上 ${yuanText(step.movedFen)}`;
  return `${title}：${yuanText(total)} × ${step.share} = ${yuanText(step.wholeFen)}${rest}${rounding}${moved}，应出 ${yuanText(step.amountFen)}`;
}

/** 为什么是这个数: the line's inputs, the rule with its basis, and every payer's arithmetic, one sentence each. */
export function whyLine(
  shares: LineShares,
  words: { readonly items: ReadonlyMap<string, string>; readonly payers: ReadonlyMap<string, string> },
): string[] {
  const { line } = shares;
  const inputs = `${line.title} ${yuanText(line.amountFen)}：${line.basis}；${caseText(line.facts)}`;
  if (!shares.ok) return [inputs, shares.why];
  const { rule } = shares;
  return [
    inputs,
    `适用规则“${rule.title}”（${matchText(rule, words.items)}），依据：${rule.basis || '未写明'}${rule.unverified ? '（待核）' : ''}`,
    ...shares.payers.map((step) =>
      stepText(step, line.amountFen, words.payers.get(step.payer) ?? step.payer),
    ),
  ];
}
