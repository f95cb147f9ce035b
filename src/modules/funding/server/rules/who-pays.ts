import type { WhoPays, WhoPaysQuestion } from '#modules/scheme/index.ts';
import { listEstateFacts, partHead } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Day } from '#shared/day.ts';
import { whyPart } from '../../domain/rule/divide.ts';
import { type Estimate, estimateEstate } from '../../domain/rule/estimate.ts';
import type { RawLine } from '../../domain/rule/lines.ts';
import { whyLine } from '../../domain/rule/why.ts';
import { estateInputs } from './estate-input.ts';
import { dividedOver, partAmount, unverifiedOf, wordsOf } from './estimate.ts';
import { namedAmounts } from './estimates.query.ts';
import { type InForce, rulesInForce } from './in-force.ts';

/** What `estimateShares` is asked: an estate, and the lines to be paid; null: its scheme's, else the catalogue's. */
export type SharesQuestion = {
  readonly estateId: string;
  readonly lines: readonly RawLine[] | null;
  readonly today: Day;
  /** The exclusive part whose own share is asked for. */
  readonly partId: string | null;
};
export type EstimatedShares = {
  /** The book everything here is bound to; null id: the pack's default. */
  readonly ruleSet: { readonly id: string | null; readonly title: string; readonly hash: string };
  readonly source: Estimate['source'];
  readonly payers: readonly { readonly payer: string; readonly title: string; readonly amountFen: bigint }[];
  readonly lines: readonly {
    readonly lineId: string;
    readonly item: string;
    readonly payers: readonly {
      readonly payer: string;
      readonly title: string;
      readonly amountFen: bigint;
    }[];
    readonly why: readonly string[];
  }[];
  /** Every titled part's share, null where the residents' part cannot be divided; `why` says so. */
  readonly parts: readonly { readonly partId: string; readonly amountFen: bigint | null }[];
  readonly partWhy: readonly string[];
  readonly issues: readonly string[];
  readonly unverified: readonly string[];
};

const named = (rules: InForce, amounts: ReadonlyMap<string, bigint>) =>
  namedAmounts(rules.world, amounts).map((one) => ({ ...one, amountFen: BigInt(one.amountFen) }));

/**
 * Who pays an estate's lines under the rules in force on the day: payers, lines and parts, sums exact, with reasons.
 * Null where the estate is not in sight of the transaction. Clauses 五(五), 六; 民法典 283.
 */
export async function estimateShares(
  tx: Ctx['tx'],
  question: SharesQuestion,
): Promise<EstimatedShares | null> {
  const ctx = { tx, today: question.today };
  const [input] = await estateInputs(ctx, { ids: [question.estateId] });
  if (!input) return null;
  const rules = await rulesInForce(ctx, input.row.regionCode);
  const estate = question.lines ? { ...input.estate, schemeLines: question.lines } : input.estate;
  const estimate = estimateEstate(rules.basis, estate, rules.book.rules);
  const { parts, shareParts, groups } = await dividedOver(tx, question.estateId, rules, estimate);
  const words = wordsOf(rules);
  return {
    ruleSet: { id: rules.id, title: rules.title, hash: rules.hash },
    source: estimate.source,
    payers: named(rules, estimate.totals),
    lines: estimate.shares.map((one) => ({
      ...{ lineId: one.line.id, item: one.line.facts.item },
      payers: one.ok
        ? named(rules, new Map(one.payers.map(({ payer, amountFen }) => [payer, amountFen])))
        : [],
      why: whyLine(one, words),
    })),
    parts: parts.map(({ id }) => ({ partId: id, amountFen: partAmount(groups, id) })),
    partWhy: question.partId === null ? [] : whyPart(groups, shareParts, question.partId),
    issues: estimate.issues,
    unverified: unverifiedOf(rules, estimate.source),
  };
}

const added = (
  sums: Map<string, { payer: string; title: string; amountFen: bigint }>,
  rows: EstimatedShares['payers'],
): void => {
  for (const { payer, title, amountFen } of rows)
    sums.set(payer, { payer, title, amountFen: (sums.get(payer)?.amountFen ?? 0n) + amountFen });
};

/** Lines that were told apart at the meter are one line again. */
export const lineOf = (lineId: string): string => lineId.replace(/:(inside|outside)$/, '');

/** Tells the scheme's papers and the resident's page who pays; lines of estates out of sight are left out. */
export async function whoPaysScheme(tx: Ctx['tx'], question: WhoPaysQuestion): Promise<WhoPays | null> {
  const known = await listEstateFacts({ tx }, { ids: question.estateIds });
  const partEstate = question.partId === null ? null : (await partHead(tx, question.partId))?.estateId;
  const payers = new Map<string, { payer: string; title: string; amountFen: bigint }>();
  const lines = new Map<string, Map<string, { payer: string; title: string; amountFen: bigint }>>();
  const unverified = new Set<string>();
  let part: WhoPays['part'] = null;
  for (const { id: estateId } of known) {
    const own = question.lines
      .filter((line) => line.estateId === estateId)
      .map((line) => ({
        ...{ id: line.id, item: line.item, title: line.item, amountFen: line.amountFen, basis: '方案' },
        class: line.class as RawLine['class'],
      }));
    const partId = partEstate === estateId ? question.partId : null;
    const shares = await estimateShares(tx, { estateId, lines: own, today: question.today, partId });
    if (!shares) continue;
    added(payers, shares.payers);
    for (const line of shares.lines) {
      const id = lineOf(line.lineId);
      const sums = lines.get(id) ?? new Map();
      added(sums, line.payers);
      lines.set(id, sums);
    }
    for (const one of [...shares.unverified, ...shares.issues]) unverified.add(one);
    const owed = shares.parts.find((one) => one.partId === partId)?.amountFen;
    if (partId !== null && owed !== undefined && owed !== null)
      part = { amountFen: owed, why: shares.partWhy };
  }
  if (payers.size === 0) return null;
  return {
    payers: [...payers.values()],
    lines: [...lines].map(([lineId, sums]) => ({ lineId, payers: [...sums.values()] })),
    part,
    unverified: [...unverified],
  };
}
