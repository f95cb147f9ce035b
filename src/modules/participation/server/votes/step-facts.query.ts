import type { Tx } from '#platform/database/connect.ts';
import type { WorkCtx } from '#platform/http/context.ts';
import type { StepFacts } from '../../domain/vote/take-step.ts';
import { rollOfLedger } from './roll-store.ts';
import { datesOf, type VoteRow } from './vote-row.ts';

/** Objections to the posted roll of this vote that nobody has answered. */
async function openObjections(tx: Tx, voteId: string): Promise<number> {
  const { open } = await tx
    .selectFrom('participationObjection')
    .innerJoin('participationNotice', 'participationNotice.id', 'participationObjection.noticeId')
    .select((eb) => eb.fn.countAll<bigint>().as('open'))
    .where('participationNotice.subjectId', '=', voteId)
    .where('participationNotice.kind', '=', 'roll')
    .where('participationObjection.state', 'in', ['open', 'assigned'])
    .executeTakeFirstOrThrow();
  return Number(open);
}

/** What the next step is judged by; the ledger is read only while the roll is not published. */
export async function stepFacts(
  ctx: Pick<WorkCtx, 'tx' | 'now' | 'today'>,
  row: VoteRow,
  matters: number,
): Promise<StepFacts> {
  const roll = row.state === 'draft' ? await rollOfLedger(ctx.tx, row) : null;
  return {
    matters,
    rules: row.rules,
    dates: datesOf(row),
    calendar: row.calendar,
    roll: {
      blocking: roll?.faults.filter((one) => one.blocking).length ?? 0,
      entitled: roll?.entries.length ?? 0,
    },
    openObjections: row.state === 'roll' ? await openObjections(ctx.tx, row.id) : 0,
    now: ctx.now.toISOString(),
    today: ctx.today,
    reason: '',
  };
}
