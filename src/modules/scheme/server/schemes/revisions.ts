import type { Tx } from '#platform/database/connect.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Line } from '../../domain/lines/line.ts';
import type { Content } from './content.ts';
import { lineOf, lineRows, ratesOf, type VersionRow } from './keep.ts';

/** Content as it is kept for undoing: bigints as decimal text. */
type Stored = Omit<Content, 'ceilingFen' | 'lines'> & {
  readonly ceilingFen: string | null;
  readonly lines: readonly (Omit<Line, 'quantityMilli' | 'unitPriceFen'> & {
    readonly quantityMilli: string;
    readonly unitPriceFen: string;
  })[];
};

const textOf = (content: Content): string =>
  JSON.stringify(content, (_key, value) => (typeof value === 'bigint' ? String(value) : value));

function contentFrom(stored: Stored): Content {
  return {
    ...stored,
    ceilingFen: stored.ceilingFen === null ? null : BigInt(stored.ceilingFen),
    lines: stored.lines.map((line) => ({
      ...line,
      quantityMilli: BigInt(line.quantityMilli),
      unitPriceFen: BigInt(line.unitPriceFen),
    })),
  };
}

/** A version's content as it stands in its tables. */
export async function contentOf(tx: Tx, row: VersionRow): Promise<Content> {
  const { title, summary, ceilingFen, ceilingBasis } = row;
  const lines = (await lineRows(tx, row.id)).map(lineOf);
  return { title, summary, ceilingFen, ceilingBasis, ...ratesOf(row), lines };
}

type Step = { readonly what: string; readonly back: number | null; readonly forward: number | null };

/** Keeps a draft's content as it stands after a save; the first save keeps what stood before it too. */
export async function keepRevision(
  ctx: Ctx,
  version: VersionRow,
  revision: number,
  content: Content,
  step: Step,
): Promise<void> {
  await ctx.tx
    .insertInto('schemeRevision')
    .values({
      ...{ versionId: version.id, revision, regionCode: version.regionCode, ...step },
      ...{ content: textOf(content), at: ctx.now, by: ctx.actor.name },
    })
    .onConflict((conflict) => conflict.columns(['versionId', 'revision']).doNothing())
    .execute();
}

const revisionRow = (tx: Tx, versionId: string, revision: number) =>
  tx
    .selectFrom('schemeRevision')
    .selectAll()
    .where('versionId', '=', versionId)
    .where('revision', '=', revision)
    .executeTakeFirst();

/** What undo and redo would bring back, in words; null where there is nothing to. */
export async function stepsBack(
  tx: Tx,
  version: VersionRow,
): Promise<{ undo: string | null; redo: string | null }> {
  const row = version.state === 'draft' ? await revisionRow(tx, version.id, version.revision) : undefined;
  if (!row) return { undo: null, redo: null };
  const next = row.forward === null ? undefined : await revisionRow(tx, version.id, row.forward);
  return { undo: row.back === null ? null : row.what, redo: next?.what ?? null };
}

/** The content undo or redo leads to, and where the steps go on from there; null where there is none. */
export async function stepTo(tx: Tx, version: VersionRow, way: 'undo' | 'redo') {
  const now = await revisionRow(tx, version.id, version.revision);
  const target = way === 'undo' ? now?.back : now?.forward;
  const row = target == null ? undefined : await revisionRow(tx, version.id, target);
  if (!row || !now) return null;
  const content = contentFrom(row.content as unknown as Stored);
  // What is reached can be undone as it could when it was written; an undo can be redone until something else is saved.
  const step: Step =
    way === 'undo'
      ? { what: row.what, back: row.back, forward: version.revision }
      : { what: row.what, back: version.revision, forward: row.forward };
  return { content, step };
}
