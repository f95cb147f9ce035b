import type { Tx } from '#platform/database/connect.ts';
import type { VoteScope } from '../../domain/vote/state.ts';
import { mattersOf, voteOf } from './vote-row.ts';

/** One matter that the owners passed in a counted vote: the legal basis of what follows from it. */
export type PassedMatter = {
  readonly voteId: string;
  readonly number: string;
  readonly voteTitle: string;
  readonly matterId: string;
  readonly matterTitle: string;
  /** Item of 民法典 278, by its id in the pack (`fundUse`, `fundRaise`, `rebuild` …). */
  readonly kind: string;
  readonly scope: VoteScope;
  readonly building: string | null;
  readonly entrance: string | null;
  /** ISO instant of counting, and the day the result was posted; null: not yet. */
  readonly closedAt: string | null;
  readonly resultPostedOn: string | null;
  /** What the result is checked by. */
  readonly root: string | null;
};

/** The passed matters of an estate, the latest vote first; a cancelled or uncounted vote has none. */
export async function passedMatters(tx: Tx, estateId: string): Promise<PassedMatter[]> {
  const rows = await tx
    .selectFrom('participationVote')
    .selectAll()
    .where('estateId', '=', estateId)
    .where('state', 'in', ['closed', 'posted'])
    .orderBy('closedAt', 'desc')
    .orderBy('id')
    .execute();
  const found: PassedMatter[] = [];
  for (const vote of rows.map(voteOf)) {
    const passed = new Set(
      vote.result?.matters.filter((one) => one.outcome.passed).map((one) => one.id) ?? [],
    );
    for (const matter of await mattersOf(tx, vote.id))
      if (passed.has(matter.id))
        found.push({
          ...{ voteId: vote.id, number: vote.number, voteTitle: vote.title, matterId: matter.id },
          ...{ matterTitle: matter.title, kind: matter.kind, scope: vote.scope },
          ...{ building: vote.building, entrance: vote.entrance, root: vote.root },
          closedAt: vote.closedAt?.toISOString() ?? null,
          resultPostedOn: vote.resultPostedOn,
        });
  }
  return found;
}
