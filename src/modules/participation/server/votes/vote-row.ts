import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '#platform/database/connect.ts';
import type { ParticipationMatter, ParticipationVote } from '#platform/database/tables.ts';
import { problem } from '#shared/problem.ts';
import type { resultShape, subjectShape } from '../../contract-vote-shapes.ts';
import type { Thresholds } from '../../domain/tally/vote.ts';
import type { VoteCalendar, VoteDates } from '../../domain/vote/calendar.ts';
import type { Excluded } from '../../domain/vote/roll.ts';
import type { VoteRules } from '../../domain/vote/rules.ts';
import type { Convener, VoteScope, VoteState } from '../../domain/vote/state.ts';
import { voteProblems } from '../../problems-votes.ts';

type Row = Selectable<ParticipationVote>;
export type VoteResult = z.infer<typeof resultShape>;

/** A vote as kept; the documents inside it are written by this module only. */
export type VoteRow = Omit<
  Row,
  'state' | 'scope' | 'convener' | 'rules' | 'thresholds' | 'calendar' | 'rollExcluded' | 'subject' | 'result'
> & {
  readonly state: VoteState;
  readonly scope: VoteScope;
  readonly convener: Convener;
  readonly rules: VoteRules;
  readonly thresholds: Thresholds;
  readonly calendar: VoteCalendar;
  readonly rollExcluded: Excluded[];
  readonly subject: z.infer<typeof subjectShape> | null;
  readonly result: VoteResult | null;
};

export const voteOf = (row: Row): VoteRow => row as unknown as VoteRow;

/** One vote the transaction may see; `lock` holds its row, so that no ballot and no other step gets in between. */
export async function findVote(tx: Tx, id: string, lock = false): Promise<VoteRow> {
  const query = tx.selectFrom('participationVote').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw problem(voteProblems, 'participation.vote.absent');
  return voteOf(row);
}

/** The same for a change: refuses when somebody else changed it since. */
export async function lockVersion(tx: Tx, id: string, version: number): Promise<VoteRow> {
  const row = await findVote(tx, id, true);
  if (row.version !== version) throw problem(voteProblems, 'participation.vote.stale');
  return row;
}

export type MatterRow = Omit<Selectable<ParticipationMatter>, 'class'> & {
  readonly class: 'ordinary' | 'special';
};

/** In the order of the paper. */
export async function mattersOf(tx: Tx, voteId: string): Promise<MatterRow[]> {
  const rows = await tx
    .selectFrom('participationMatter')
    .selectAll()
    .where('voteId', '=', voteId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows as MatterRow[];
}

export const datesOf = (row: VoteRow): VoteDates => ({
  rollPublishedOn: row.rollPublishedOn,
  rollObjectionsUntil: row.rollObjectionsUntil,
  announcedOn: row.announcedOn,
  opensAt: row.opensAt?.toISOString() ?? null,
  closesAt: row.closesAt?.toISOString() ?? null,
  resultPostedOn: row.resultPostedOn,
});
