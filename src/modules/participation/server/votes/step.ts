import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { type VoteStep, voteStateNames, voteStepNames } from '../../domain/vote/state.ts';
import { takeVoteStep } from '../../domain/vote/take-step.ts';
import { voteProblems } from '../../problems-votes.ts';
import { closeVote } from './close-vote.ts';
import { writeRoll } from './roll.ts';
import { stepFacts } from './step-facts.query.ts';
import { postVoteNotice, withdrawVoteNotices } from './vote-notices.ts';
import { findVote, lockVersion, mattersOf, type VoteRow } from './vote-row.ts';
import { type VoteView, viewVote } from './votes.query.ts';

export type StepInput = {
  id: string;
  step: VoteStep;
  version: number;
  objectionsUntil: string | null;
  reason: string;
};

/** Takes one step of a vote, or refuses with everything that is missing for it. */
export async function stepVote(ctx: Ctx, input: StepInput): Promise<VoteView> {
  const found = await lockVersion(ctx.tx, input.id, input.version);
  const row = input.step === 'publishRoll' ? { ...found, rollObjectionsUntil: input.objectionsUntil } : found;
  const matters = await mattersOf(ctx.tx, row.id);
  const facts = { ...(await stepFacts(ctx, row, matters.length)), reason: input.reason };
  const answer = takeVoteStep(row.state, input.step, facts);
  if (!answer.ok) throw refused(row, input.step, answer.refusal === 'missing' ? answer.missing : null);
  await write(ctx, row, input);
  const after = await findVote(ctx.tx, row.id);
  if (input.step === 'publishRoll' || input.step === 'announce' || input.step === 'post')
    await postVoteNotice(ctx, after, input.step);
  if (input.step === 'recall' || input.step === 'cancel')
    await withdrawVoteNotices(ctx, after, input.step, input.reason || '名册收回修改，重新公示');
  return viewVote(ctx, after);
}

const refused = (row: VoteRow, step: VoteStep, missing: readonly string[] | null) => {
  const name = voteStepNames[step];
  if (missing === null)
    return problem(voteProblems, 'participation.vote.step-state', {
      state: voteStateNames[row.state],
      step: name,
    });
  const values = { step: name, missing: missing.join('；') };
  return problem(voteProblems, 'participation.vote.step-missing', values, { details: missing });
};

/** What a step writes besides the new state. */
async function changesOf(ctx: Ctx, row: VoteRow, input: StepInput) {
  switch (input.step) {
    case 'publishRoll': {
      const { excluded, hash } = await writeRoll(ctx, row);
      return {
        state: 'roll',
        rollPublishedOn: ctx.today,
        rollObjectionsUntil: row.rollObjectionsUntil,
        rollVersion: 1,
        rollExcluded: JSON.stringify(excluded),
        rollHash: hash,
      };
    }
    case 'recall':
      return {
        state: 'draft',
        ...{ rollPublishedOn: null, rollObjectionsUntil: null, rollVersion: 0, rollHash: null },
      };
    case 'announce':
      return { state: 'announced', announcedOn: ctx.today, rulesFrozenAt: ctx.now };
    case 'open':
      return { state: 'open' };
    case 'post':
      return { state: 'posted', resultPostedOn: ctx.today };
    case 'cancel':
      return { state: 'cancelled', cancelReason: input.reason };
    case 'close':
      return null;
  }
}

async function write(ctx: Ctx, row: VoteRow, input: StepInput): Promise<void> {
  const changes = await changesOf(ctx, row, input);
  if (changes === null) return closeVote(ctx, row);
  await ctx.tx
    .updateTable('participationVote')
    .set({ ...changes, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await ctx.audit({
    action: `participation.vote.${input.step}`,
    subjectKind: 'vote',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { from: row.state, to: changes.state, ...(input.reason ? { reason: input.reason } : {}) },
  });
}
