import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import type { ImportOutcome, ImportReport, importDetail, importHead } from '../contract-imports.ts';
import { regionNames } from './facts.query.ts';
import { findImport, type ImportRow, settled } from './import-read.ts';

type Head = z.infer<typeof importHead>;
type Detail = z.infer<typeof importDetail>;
type Severity = 'corrected' | 'warning' | 'rejected';
type Kind = 'estate' | 'building' | 'household';
type Action = 'new' | 'changed' | 'unchanged' | 'refused';

const head = (row: ImportRow): Head => ({
  id: row.id,
  fileName: row.fileName,
  state: row.state as Head['state'],
  version: row.version,
  createdBy: row.createdByName,
  createdAt: row.createdAt.toISOString(),
  committedAt: row.committedAt?.toISOString() ?? null,
  counts: (row.report as ImportReport | null)?.counts ?? null,
});

/** An import as its page shows it. */
export const presentImport = (row: ImportRow): Detail => ({
  ...head(row),
  jobId: row.jobId,
  problem: row.problem as Detail['problem'],
  report: row.report as ImportReport | null,
  outcome: row.outcome as ImportOutcome | null,
  undoReason: row.undoReason,
});

/** Imports of the actor's region, newest first. */
export async function listImports(ctx: Ctx, input: { page: number; size: number }) {
  const { total } = await ctx.tx
    .selectFrom('surveyImport')
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await ctx.tx
    .selectFrom('surveyImport')
    .selectAll()
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const items: Head[] = [];
  for (const row of rows) items.push(head(await settled(ctx, row)));
  return { total: Number(total), items };
}

export const showImport = async (ctx: Ctx, input: { id: string }): Promise<Detail> =>
  presentImport(await findImport(ctx, input.id));

type IssueFilter = {
  id: string;
  page: number;
  size: number;
  severity?: Severity | undefined;
  code?: string | undefined;
  kind?: Kind | undefined;
  row?: number | undefined;
};
type IssueLine = {
  kind: Kind;
  row: number;
  name: string | null;
  sheet: string;
  code: string;
  cell: string;
  message: string;
  severity: Severity;
  from: string | null;
  to: string | null;
};

/** Every fault of a ledger, one line each, in the order of the sheets. */
export async function listIssues(
  ctx: Ctx,
  input: IssueFilter,
): Promise<{ total: number; items: IssueLine[] }> {
  const { sheet } = await findImport(ctx, input.id);
  const narrowed = sql`from survey_import_row r, jsonb_array_elements(r.issues) as i(issue)
    where r.import_id = ${input.id}
      and (${input.kind ?? null}::text is null or r.kind = ${input.kind ?? null})
      and (${input.row ?? null}::int is null or r.row = ${input.row ?? null})
      and (${input.code ?? null}::text is null or i.issue ->> 'code' = ${input.code ?? null})
      and (${input.severity ?? null}::text is null or i.issue ->> 'severity' = ${input.severity ?? null})`;
  const count = await sql<{ total: bigint }>`select count(*) as total ${narrowed}`.execute(ctx.tx);
  const found =
    await sql<IssueLine>`select r.kind, r.row, r.name, coalesce(r.reading ->> 'sheet', ${sheet}, '') as sheet, i.issue ->> 'code' as code,
      i.issue ->> 'cell' as cell, i.issue ->> 'message' as message, i.issue ->> 'severity' as severity,
      i.issue ->> 'from' as "from", i.issue ->> 'to' as "to" ${narrowed}
    order by case r.kind when 'estate' then 0 when 'building' then 1 else 2 end, r.seq
    limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(ctx.tx);
  return { total: Number(count.rows[0]?.total ?? 0), items: found.rows };
}

type RowFilter = {
  id: string;
  page: number;
  size: number;
  kind: Kind;
  action?: Action | undefined;
  search?: string | undefined;
};
type Issue = Omit<IssueLine, 'kind' | 'row' | 'name' | 'sheet'>;

/** What becomes of each row: new, changed field by field, unchanged, refused. */
export async function listImportRows(ctx: Ctx, input: RowFilter) {
  await findImport(ctx, input.id);
  let rows = ctx.tx
    .selectFrom('surveyImportRow')
    .where('importId', '=', input.id)
    .where('kind', '=', input.kind);
  if (input.action) rows = rows.where('action', '=', input.action);
  if (input.search) rows = rows.where(sql<boolean>`strpos(name, ${input.search}) > 0`);
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll()
    .orderBy('seq')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const names = await regionNames(ctx);
  const items = found.map((row) => {
    const { regionCode } = row.reading as { regionCode?: string | null };
    return {
      kind: row.kind as Kind,
      row: row.row,
      name: row.name,
      place: regionCode ? (names.get(regionCode.slice(0, 9)) ?? '') : '',
      verdict: row.verdict as 'accepted' | 'corrected' | 'rejected',
      action: row.action as Action,
      estateId: row.estateId,
      difference: row.difference as { field: string; from: unknown; to: unknown; edited: boolean }[],
      issues: (row.issues as Partial<Issue>[]).map((issue) => ({
        code: issue.code ?? '',
        cell: issue.cell ?? '',
        message: issue.message ?? '',
        severity: issue.severity ?? ('warning' as const),
        from: issue.from ?? null,
        to: issue.to ?? null,
      })),
    };
  });
  return { total: Number(total), items };
}
