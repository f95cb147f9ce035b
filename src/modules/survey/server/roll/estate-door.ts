import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { surveyProblems } from '../../problems.ts';
import { editEstate } from '../estates.write.ts';
import { regionNames, subdistrictOfRow } from '../facts.query.ts';

/** Who an estate is, for pages and papers of other modules. */
export type EstateHead = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
  /** '' where the subdistrict is not filled in. */
  readonly subdistrictName: string;
  readonly households: number | null;
  readonly buildings: number | null;
  readonly archived: boolean;
};

/** One estate by its id or 16-digit code; null where the transaction's region has none such. */
export async function estateHead(
  tx: Ctx['tx'],
  which: { readonly id: string } | { readonly code: string },
): Promise<EstateHead | null> {
  const query = tx.selectFrom('surveyEstate').selectAll();
  const row = await ('id' in which
    ? query.where('id', '=', which.id)
    : query.where('code', '=', which.code)
  ).executeTakeFirst();
  if (!row) return null;
  const subdistrict = subdistrictOfRow(row);
  const names = await regionNames({ tx });
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    regionCode: row.regionCode,
    subdistrictName: subdistrict === null ? '' : (names.get(subdistrict) ?? subdistrict),
    households: row.households,
    buildings: row.buildings,
    archived: row.archivedAt !== null,
  };
}

/**
 * Writes whether an estate has a working owners' committee, as an edit with its line of history; nothing happens when
 * it says so already. Throws `survey.estate.absent` and `survey.estate.archived`.
 */
export async function setOwnersCommittee(
  ctx: Ctx,
  estateId: string,
  working: boolean,
  reason: string,
): Promise<void> {
  const row = await ctx.tx
    .selectFrom('surveyEstate')
    .select(['version', 'ownersCommittee'])
    .where('id', '=', estateId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem(surveyProblems, 'survey.estate.absent');
  if (row.ownersCommittee === working) return;
  await editEstate(ctx, {
    id: estateId,
    version: row.version,
    values: { ownersCommittee: working },
    reason,
  });
}
