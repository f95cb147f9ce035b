import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { contentInput } from '../../contract-schemes-shapes.ts';
import { type Difference, differenceOf } from '../../domain/lines/difference.ts';
import type { Line } from '../../domain/lines/line.ts';
import { schemesProblems } from '../../problems-schemes.ts';
import { bpFromPercent, type Content, columnsOf, readLines, writeLines } from './content.ts';
import {
  auditScheme,
  estateIdsOf,
  keepScheme,
  lineOf,
  lockScheme,
  ratesOf,
  type SchemeRow,
  type VersionRow,
  versionRow,
} from './keep.ts';
import { type Detail, presentScheme } from './present.ts';
import { contentOf, keepRevision, stepTo } from './revisions.ts';

type SaveInput = z.output<typeof contentInput> & { readonly id: string; readonly version: number };
type Named = { readonly id: string; readonly version: number };

/** Every line a scheme ever had, by id, as it stood last. */
export async function knownLines(ctx: Ctx, schemeId: string): Promise<ReadonlyMap<string, Line>> {
  const rows = await ctx.tx
    .selectFrom('schemeLine as l')
    .innerJoin('schemeVersion as v', 'v.id', 'l.versionId')
    .selectAll('l')
    .where('l.schemeId', '=', schemeId)
    .orderBy('v.number')
    .execute();
  return new Map(rows.map((row) => [row.id, lineOf(row)]));
}

const countsOf = (difference: Difference) => ({
  added: difference.added.length,
  removed: difference.removed.length,
  changed: difference.changed.length,
});

function wordsOf(difference: Difference): string {
  const { added, removed, changed } = countsOf(difference);
  const parts = [
    added ? `加 ${added} 行` : '',
    removed ? `删 ${removed} 行` : '',
    changed ? `改 ${changed} 行` : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join('、') : '改名称、费率或说明';
}

/** Writes a draft's content; the sums, the list's figures and the scheme's own row follow from it. */
async function writeContent(
  ctx: Ctx,
  of: { readonly scheme: SchemeRow; readonly version: VersionRow },
  content: Content,
): Promise<number> {
  const { scheme, version } = of;
  const { cost, columns } = columnsOf(content);
  const revision = version.revision + 1;
  await ctx.tx
    .updateTable('schemeVersion')
    .set({ ...columns, revision })
    .where('id', '=', version.id)
    .execute();
  await writeLines(ctx, version, content.lines, cost.amounts);
  const { title, ceilingFen } = content;
  await keepScheme(ctx, scheme, { title, ceilingFen, totalFen: cost.total });
  return revision;
}

/** Saves the whole of a draft as it was edited. */
export async function saveScheme(ctx: Ctx, input: SaveInput): Promise<Detail> {
  const scheme = await lockScheme(ctx, input, ['draft'], '修改');
  const version = await versionRow(ctx.tx, scheme);
  const before = await contentOf(ctx.tx, version);
  const estateIds = await estateIdsOf(ctx.tx, scheme.id);
  const lines = await readLines(ctx, input.lines, { estateIds, known: await knownLines(ctx, scheme.id) });
  const content: Content = {
    ...{ title: input.title, summary: input.summary, ceilingBasis: input.ceilingBasis, lines },
    ceilingFen: input.ceiling === null ? null : BigInt(input.ceiling),
    otherBp: bpFromPercent(input.otherPercent),
    contingencyBp: bpFromPercent(input.contingencyPercent),
    contingencyOn: ratesOf(version).contingencyOn,
  };
  const difference = differenceOf(before.lines, lines);
  const first = { what: '起点', back: null, forward: null };
  await keepRevision(ctx, version, version.revision, before, first);
  const revision = await writeContent(ctx, { scheme, version }, content);
  const step = { what: wordsOf(difference), back: version.revision, forward: null };
  await keepRevision(ctx, version, revision, content, step);
  await auditScheme(ctx, scheme, 'scheme.schemes.edit', { revision, ...countsOf(difference) });
  return presentScheme(ctx, { ...scheme, ...(await reread(ctx, scheme)) });
}

const reread = (ctx: Ctx, scheme: SchemeRow) =>
  ctx.tx.selectFrom('schemeScheme').selectAll().where('id', '=', scheme.id).executeTakeFirstOrThrow();

async function step(ctx: Ctx, input: Named, way: 'undo' | 'redo'): Promise<Detail> {
  const words = way === 'undo' ? '撤销' : '重做';
  const scheme = await lockScheme(ctx, input, ['draft'], words);
  const version = await versionRow(ctx.tx, scheme);
  const target = await stepTo(ctx.tx, version, way);
  if (!target) throw problem(schemesProblems, 'scheme.scheme.nothing', { step: words });
  const revision = await writeContent(ctx, { scheme, version }, target.content);
  await keepRevision(ctx, version, revision, target.content, target.step);
  await auditScheme(ctx, scheme, 'scheme.schemes.edit', { revision, way });
  return presentScheme(ctx, await reread(ctx, scheme));
}

/** Takes the last save of a draft back. */
export const undoScheme = (ctx: Ctx, input: Named): Promise<Detail> => step(ctx, input, 'undo');

/** Brings back what an undo took, as long as nothing else was saved. */
export const redoScheme = (ctx: Ctx, input: Named): Promise<Detail> => step(ctx, input, 'redo');
