import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type EstateHead, estateHead } from '#modules/survey/index.ts';
import type { Tx } from '#platform/database/connect.ts';
import type { WorkCtx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { historyShape } from '../../contract-notices.ts';
import { noticeProblems } from '../../problems-notices.ts';

/** The living estate a new record is of. Throws `participation.notice.estate` and `participation.notice.archived`. */
export async function livingEstate(tx: Tx, id: string): Promise<EstateHead> {
  const estate = await estateHead(tx, { id });
  if (!estate) throw problem(noticeProblems, 'participation.notice.estate', {}, { at: 'estateId' });
  if (estate.archived) throw problem(noticeProblems, 'participation.notice.archived', { name: estate.name });
  return estate;
}

export type SubjectKind = 'notice' | 'objection' | 'body' | 'meeting' | 'inspector' | 'visit' | 'finding';
type Marked = { readonly kind: SubjectKind; readonly id: string; readonly regionCode: string };

/** Keeps what happened to a record, and writes the audit line beside it. `note` holds no personal data. */
export async function keepStep(
  ctx: Pick<WorkCtx, 'tx' | 'now' | 'audit'>,
  of: Marked,
  step: { readonly step: string; readonly note?: string; readonly by: string; readonly action: string },
): Promise<void> {
  await ctx.tx
    .insertInto('participationStep')
    .values({
      id: randomUUID(),
      subjectKind: of.kind,
      subjectId: of.id,
      regionCode: of.regionCode,
      step: step.step,
      note: step.note ?? '',
      at: ctx.now,
      by: step.by,
    })
    .execute();
  await ctx.audit({
    action: step.action,
    subjectKind: of.kind,
    subjectId: of.id,
    regionCode: of.regionCode,
    detail: { step: step.step },
  });
}

/** What happened to a record, newest first. */
export async function historyOf(
  tx: Tx,
  kind: SubjectKind,
  id: string,
): Promise<z.infer<typeof historyShape>[]> {
  const rows = await tx
    .selectFrom('participationStep')
    .selectAll()
    .where('subjectKind', '=', kind)
    .where('subjectId', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    by: row.by,
    step: row.step,
    note: row.note,
  }));
}
