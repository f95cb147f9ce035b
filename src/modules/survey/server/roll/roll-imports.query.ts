import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import type {
  RollOutcome,
  RollReport,
  rollImportDetail,
  rollImportHead,
  rollRow,
} from '../../contract-roll-shapes.ts';
import { compact } from '../../domain/text.ts';
import { findEstate } from '../estate-detail.query.ts';
import { findRollImport, type RollImportRow, settledRoll } from './roll-source.ts';

type Head = z.infer<typeof rollImportHead>;
type Detail = z.infer<typeof rollImportDetail>;
type Row = z.infer<typeof rollRow>;

const presentHead = (row: RollImportRow): Head => ({
  id: row.id,
  estateId: row.estateId,
  fileName: row.fileName,
  state: row.state as Head['state'],
  version: row.version,
  createdBy: row.createdByName,
  createdAt: row.createdAt.toISOString(),
  committedAt: row.committedAt?.toISOString() ?? null,
  counts: (row.report as RollReport | null)?.counts ?? null,
});

/** One import of a roll with its report. */
export async function presentRollImport(ctx: Ctx, row: RollImportRow): Promise<Detail> {
  const estate = await findEstate(ctx, row.estateId);
  return {
    ...presentHead(row),
    estateName: estate.name,
    jobId: row.jobId,
    problem: row.problem as Detail['problem'],
    report: row.report as RollReport | null,
    outcome: row.outcome as RollOutcome | null,
    undoReason: row.undoReason,
  };
}

export const showRollImport = async (ctx: Ctx, input: { id: string }): Promise<Detail> =>
  presentRollImport(ctx, await findRollImport(ctx, input.id));

/** Rolls handed in for an estate, newest first. */
export async function listRollImports(ctx: Ctx, input: { id: string; page: number; size: number }) {
  await findEstate(ctx, input.id);
  const mine = ctx.tx.selectFrom('surveyRollImport').where('estateId', '=', input.id);
  const { total } = await mine
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await mine
    .selectAll()
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const items: Head[] = [];
  for (const row of rows) items.push(presentHead(await settledRoll(ctx, row)));
  return { total: Number(total), items };
}

type RowQuery = {
  id: string;
  page: number;
  size: number;
  action?: string | undefined;
  code?: string | undefined;
  severity?: string | undefined;
  faulty: boolean;
  search?: string | undefined;
};

/** What becomes of each row of a roll; the cells themselves stay sealed. */
export async function listRollRows(ctx: Ctx, input: RowQuery): Promise<{ total: number; items: Row[] }> {
  await findRollImport(ctx, input.id);
  let rows = ctx.tx.selectFrom('surveyRollRow').where('importId', '=', input.id);
  if (input.action) rows = rows.where('action', '=', input.action);
  if (input.faulty) rows = rows.where(sql<boolean>`issues <> '[]'::jsonb`);
  const issue = {
    ...(input.code ? { code: input.code } : {}),
    ...(input.severity ? { severity: input.severity } : {}),
  };
  if (Object.keys(issue).length > 0)
    rows = rows.where(sql<boolean>`issues @> ${JSON.stringify([issue])}::jsonb`);
  const search = compact(input.search ?? '');
  if (search) rows = rows.where(sql<boolean>`strpos(replace(place, ' ', ''), ${search}) > 0`);
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .select(['seq', 'sheet', 'row', 'place', 'verdict', 'action', 'issues', 'difference'])
    .orderBy('seq')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const items = found.map((row) => ({
    ...row,
    verdict: row.verdict as Row['verdict'],
    action: row.action as Row['action'],
    issues: row.issues as Row['issues'],
    difference: row.difference as Row['difference'],
  }));
  return { total: Number(total), items };
}
