import type { Ctx } from '#platform/http/context.ts';

/** One fault of the ledger committed last: its row, what was done with the row, where and what. */
export type CommittedIssue = {
  readonly row: number;
  readonly name: string | null;
  readonly verdict: 'accepted' | 'corrected' | 'rejected';
  readonly code: string;
  readonly cell: string;
  readonly message: string;
};

type Stored = { readonly code: string; readonly cell: string; readonly message: string };

/** Every fault of the estate rows of the ledger committed last that the transaction may see; none before the first. */
export async function committedIssues(ctx: Pick<Ctx, 'tx'>): Promise<CommittedIssue[]> {
  const last = await ctx.tx
    .selectFrom('surveyImport')
    .select('id')
    .where('state', '=', 'committed')
    .orderBy('committedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return [];
  const rows = await ctx.tx
    .selectFrom('surveyImportRow')
    .select(['row', 'name', 'verdict', 'issues'])
    .where('importId', '=', last.id)
    .where('kind', '=', 'estate')
    .orderBy('row')
    .execute();
  return rows.flatMap((row) =>
    (row.issues as Stored[]).map(({ code, cell, message }) => ({
      row: row.row,
      name: row.name,
      verdict: row.verdict as CommittedIssue['verdict'],
      code,
      cell,
      message,
    })),
  );
}
