import type { Ctx } from '#platform/http/context.ts';
import type { VoteRow } from './vote-row.ts';

/** Posts what a step makes public. */
export async function postVoteNotice(
  _ctx: Ctx,
  _row: VoteRow,
  _step: 'publishRoll' | 'announce' | 'post',
): Promise<void> {}
