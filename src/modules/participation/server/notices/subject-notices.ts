import type { Tx } from '#platform/database/connect.ts';
import type { WorkCtx } from '#platform/http/context.ts';
import type { Day } from '#shared/day.ts';
import type { NoticePhase } from '../../domain/notice/notice.ts';
import { keepStep } from './estate-of.ts';
import { phaseOf } from './notices.query.ts';

/** A notice as whoever had it posted wants to know of it. */
export type SubjectNotice = {
  readonly id: string;
  readonly estateId: string;
  readonly postedOn: Day;
  readonly until: Day;
  readonly phase: NoticePhase;
  /** All objections not withdrawn, and the numbers of those without an answer, the earliest first. */
  readonly objections: number;
  readonly unanswered: readonly string[];
};

/** The notices posted for a subject of another module, the newest first; withdrawn ones are left out. */
export async function noticesOf(
  ctx: { readonly tx: Tx; readonly today: Day },
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, readonly SubjectNotice[]>> {
  const found = new Map<string, SubjectNotice[]>();
  if (subjectIds.length === 0) return found;
  const rows = await ctx.tx
    .selectFrom('participationNotice')
    .selectAll()
    .where('subjectId', 'in', [...subjectIds])
    .where('state', '=', 'posted')
    .orderBy('postedOn', 'desc')
    .orderBy('id')
    .execute();
  const objections = await objectionsOf(
    ctx.tx,
    rows.map((row) => row.id),
  );
  for (const row of rows) {
    const own = objections.filter((one) => one.noticeId === row.id);
    const list = found.get(row.subjectId ?? '') ?? [];
    list.push({
      ...{ id: row.id, estateId: row.estateId },
      postedOn: row.postedOn as Day,
      until: row.until as Day,
      phase: phaseOf(row, ctx.today),
      objections: own.length,
      unanswered: own.filter(({ state }) => state !== 'answered').map(({ number }) => number),
    });
    found.set(row.subjectId ?? '', list);
  }
  return found;
}

const objectionsOf = async (tx: Tx, noticeIds: readonly string[]) =>
  noticeIds.length === 0
    ? []
    : tx
        .selectFrom('participationObjection')
        .select(['noticeId', 'number', 'state'])
        .where('noticeId', 'in', [...noticeIds])
        .where('state', '<>', 'withdrawn')
        .orderBy('at')
        .orderBy('n')
        .execute();

/** Takes the notices of a subject off the resident pages; they stay on record with the reason. Answers how many. */
export async function withdrawNoticesOf(
  ctx: Pick<WorkCtx, 'tx' | 'now' | 'audit'>,
  of: { readonly subjectId: string; readonly reason: string; readonly by: string },
): Promise<number> {
  const rows = await ctx.tx
    .updateTable('participationNotice')
    .set((row) => ({
      state: 'withdrawn',
      withdrawReason: of.reason,
      version: row('version', '+', 1),
    }))
    .where('subjectId', '=', of.subjectId)
    .where('state', '=', 'posted')
    .returning(['id', 'regionCode'])
    .execute();
  for (const { id, regionCode } of rows)
    await keepStep(
      ctx,
      { kind: 'notice', id, regionCode },
      { step: '撤回', note: of.reason, by: of.by, action: 'participation.notice.withdraw' },
    );
  return rows.length;
}
