import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { estateSummaries } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { lineInput } from '../../contract-schemes-shapes.ts';
import { canonicalText } from '../../domain/lines/canonical.ts';
import { costOf, type Rates } from '../../domain/lines/cost.ts';
import { type Line, milliFromText, worksOf } from '../../domain/lines/line.ts';
import { schemesProblems } from '../../problems-schemes.ts';
import type { VersionRow } from './keep.ts';
import { entriesOf } from './pack.ts';

type LineInput = z.output<typeof lineInput>;

/** What somebody may write of a version; money in fen. */
export type Content = {
  readonly title: string;
  readonly summary: string;
  readonly ceilingFen: bigint | null;
  readonly ceilingBasis: string;
  readonly lines: readonly Line[];
} & Rates;

/** Above this a sum would not fit the columns of those who reckon with it. */
const most = 10n ** 15n;

/** Percent with at most two places as hundredths of a percent, and back. */
export const bpFromPercent = (text: string): number => Math.round(Number(text) * 100);
export const percentFromBp = (bp: number): string => {
  const part = String(bp % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(bp / 100)}${part ? `.${part}` : ''}`;
};

/**
 * Lines as handed in, made whole: the class from the catalogue, an id for a new one. A line that is known keeps its
 * estate and item: its id is what quantities and payments will name.
 * @param known every line the scheme ever had, by id
 */
export async function readLines(
  ctx: Ctx,
  inputs: readonly LineInput[],
  of: { readonly estateIds: readonly string[]; readonly known: ReadonlyMap<string, Line> },
): Promise<Line[]> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const classes = new Map(entriesOf(values).map((entry) => [entry.item, entry.class]));
  const seen = new Set<string>();
  return inputs.map((input, at) => {
    const refuse = (code: keyof typeof schemesProblems) =>
      problem(schemesProblems, code, { n: at + 1, item: input.item }, { at: `lines.${at}` });
    const before = input.id === null ? undefined : of.known.get(input.id);
    if (input.id !== null && !before) throw refuse('scheme.line.unknown');
    if (input.id !== null && seen.has(input.id)) throw refuse('scheme.line.twice');
    if (!of.estateIds.includes(input.estateId)) throw refuse('scheme.line.estate');
    if (before && (before.estateId !== input.estateId || before.item !== input.item))
      throw refuse('scheme.line.identity');
    const kind = classes.get(input.item) ?? before?.class;
    if (!kind) throw refuse('scheme.line.item');
    const quantityMilli = milliFromText(input.quantity);
    if (quantityMilli === null) throw refuse('scheme.line.quantity');
    const { estateId, item, itemTitle, trade, place, unit, why, priceBasis, note } = input;
    const id = input.id ?? randomUUID();
    seen.add(id);
    const words = { itemTitle, trade, place, unit, why, priceBasis, note };
    return {
      id,
      estateId,
      item,
      class: kind,
      ...words,
      quantityMilli,
      unitPriceFen: BigInt(input.unitPrice),
    };
  });
}

export const hashOf = (content: Content): string =>
  createHash('sha256').update(canonicalText(content)).digest('hex');

/** Columns of a version that follow from its content. @throws `scheme.line.amount` above any real sum */
export function columnsOf(content: Content) {
  const cost = costOf(content.lines, content);
  if (cost.total > most) throw problem(schemesProblems, 'scheme.line.amount');
  const { title, summary, ceilingFen, ceilingBasis, otherBp, contingencyBp, contingencyOn } = content;
  return {
    cost,
    columns: {
      ...{ title, summary, ceilingFen, ceilingBasis, otherBp, contingencyBp, contingencyOn },
      worksFen: cost.works,
      otherFen: cost.other,
      contingencyFen: cost.contingency,
      totalFen: cost.total,
    },
  };
}

/** Lays the lines of a draft down anew, with their amounts, each in the region of its estate. */
export async function writeLines(
  ctx: Ctx,
  version: Pick<VersionRow, 'id' | 'schemeId'>,
  lines: readonly Line[],
  amounts: ReadonlyMap<string, bigint>,
): Promise<void> {
  await ctx.tx.deleteFrom('schemeLine').where('versionId', '=', version.id).execute();
  if (lines.length === 0) return;
  const regions = new Map(
    (await estateSummaries(ctx, { ids: [...new Set(lines.map(({ estateId }) => estateId))] })).map((one) => [
      one.id,
      one.regionCode,
    ]),
  );
  await ctx.tx
    .insertInto('schemeLine')
    .values(
      lines.map((line, position) => ({
        ...line,
        versionId: version.id,
        schemeId: version.schemeId,
        regionCode: regions.get(line.estateId) ?? '',
        position,
        worksFen: worksOf(line),
        amountFen: amounts.get(line.id) ?? 0n,
      })),
    )
    .execute();
}
