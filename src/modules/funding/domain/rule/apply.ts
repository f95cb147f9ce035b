import { byCodePoint } from '#shared/code-point-order.ts';
import { divideInOrder } from '#shared/largest-remainder.ts';
import { type Scaled, scaleDecimals } from '../share/decimal.ts';
import { winners } from './match.ts';
import type { Limit, LineFacts, Rule } from './types.ts';

/** One line of cost and what the rules may ask about it. */
export type CostLine = {
  readonly id: string;
  readonly title: string;
  readonly amountFen: bigint;
  /** How the amount came about, in words. */
  readonly basis: string;
  readonly facts: LineFacts;
  readonly households: number | null;
  readonly floorAreaCm2: bigint | null;
};

/** How one payer's amount of one line came about, step by step. */
export type PayerStep = {
  readonly payer: string;
  readonly share: string;
  /** amount × share in whole fen, before the rest was given out. */
  readonly wholeFen: bigint;
  /** What was left of it, in parts of `unit` of a fen. */
  readonly rest: bigint;
  readonly unit: bigint;
  /** Got one of the fen the roundings left over. */
  readonly roundedUp: boolean;
  readonly capFen: bigint | null;
  readonly floorFen: bigint | null;
  /** Moved by caps and floors: negative was cut off, positive was added. */
  readonly movedFen: bigint;
  readonly amountFen: bigint;
};

export type LineShares =
  | { readonly ok: true; readonly line: CostLine; readonly rule: Rule; readonly payers: readonly PayerStep[] }
  | { readonly ok: false; readonly line: CostLine; readonly why: string };

function limitFen(limit: Limit | null, line: CostLine): bigint | null | 'unknown' {
  if (limit === null) return null;
  if (limit.per === 'item') return BigInt(limit.fen);
  if (limit.per === 'household')
    return line.households === null ? 'unknown' : BigInt(limit.fen) * BigInt(line.households);
  return line.floorAreaCm2 === null ? 'unknown' : (BigInt(limit.fen) * line.floorAreaCm2) / 10_000n;
}

type Draft = { -readonly [K in keyof PayerStep]: PayerStep[K] };

/** Rules never change once made: their shares are read once, however many lines they divide. */
const scaled = new WeakMap<Rule, Scaled>();

function sharesOf(rule: Rule): Scaled {
  const before = scaled.get(rule);
  if (before) return before;
  const made = scaleDecimals(rule.payers.map(({ share }) => share));
  scaled.set(rule, made);
  return made;
}

function drafted(line: CostLine, rule: Rule): Draft[] {
  const { numbers, unit } = sharesOf(rule);
  const amounts = divideInOrder(
    line.amountFen,
    rule.payers.map(({ payer }, at) => ({ id: payer, weight: numbers[at] ?? 0n })),
  );
  return rule.payers.map(({ payer, share }, at) => {
    const product = line.amountFen * (numbers[at] ?? 0n);
    const amountFen = amounts[at] ?? 0n;
    const wholeFen = product / unit;
    return {
      ...{ payer, share, wholeFen, rest: product % unit, unit, roundedUp: amountFen > wholeFen },
      ...{ capFen: null, floorFen: null, movedFen: 0n, amountFen },
    };
  });
}

/** Caps cut towards the remainder payer; then floors take from it, never more than it has. */
function limited(drafts: Draft[], rule: Rule): Draft[] {
  const payer = rule.remainder;
  if (payer === null) return drafts;
  let rest = drafts.find((one) => one.payer === payer);
  const own = rest ?? {
    ...{ payer, share: '0', wholeFen: 0n, rest: 0n, unit: 1n, roundedUp: false },
    ...{ capFen: null, floorFen: null, movedFen: 0n, amountFen: 0n },
  };
  if (!rest) {
    rest = own;
    drafts.push(own);
  }
  const move = (one: Draft, fen: bigint): void => {
    one.movedFen += fen;
    one.amountFen += fen;
    own.movedFen -= fen;
    own.amountFen -= fen;
  };
  const others = drafts.filter((one) => one !== own).sort((a, b) => byCodePoint(a.payer, b.payer));
  for (const one of others)
    if (one.capFen !== null && one.amountFen > one.capFen) move(one, one.capFen - one.amountFen);
  for (const one of others) {
    const lack = one.floorFen === null ? 0n : one.floorFen - one.amountFen;
    if (lack > 0n) move(one, lack < own.amountFen ? lack : own.amountFen);
  }
  return drafts;
}

/**
 * Who pays one line, with every step kept: the winning rule's shares by largest remainder, then caps and floors against
 * the remainder payer. Amounts sum to the line's exactly and none is negative. Not ok, with a sentence, where no rule
 * or no single rule speaks, or a limit needs a figure the ledger lacks.
 */
export function applyRules(rules: readonly Rule[], line: CostLine): LineShares {
  const [rule] = winners(rules, line.facts).sort((a, b) => byCodePoint(a.id, b.id));
  if (!rule) return { ok: false, line, why: '没有规则写明由谁出资' };
  const drafts = drafted(line, rule);
  for (const [at, { cap, floor }] of rule.payers.entries()) {
    const draft = drafts[at];
    const [capFen, floorFen] = [limitFen(cap, line), limitFen(floor, line)];
    if (capFen === 'unknown' || floorFen === 'unknown')
      return { ok: false, line, why: '封顶或保底按户数或面积计算，台账没有登记该小区的户数或面积' };
    if (draft) Object.assign(draft, { capFen, floorFen });
  }
  const payers = limited(drafts, rule).sort((a, b) => byCodePoint(a.payer, b.payer));
  return { ok: true, line, rule, payers };
}

/** Payer → fen over many lines. */
export function payerTotals(shares: readonly LineShares[]): Map<string, bigint> {
  const totals = new Map<string, bigint>();
  for (const one of shares)
    if (one.ok)
      for (const { payer, amountFen } of one.payers) totals.set(payer, (totals.get(payer) ?? 0n) + amountFen);
  return totals;
}
