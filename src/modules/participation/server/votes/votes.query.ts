import { type Expression, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '#platform/database/connect.ts';
import { containing } from '#platform/database/containing.ts';
import type { Ctx, WorkCtx } from '#platform/http/context.ts';
import type { voteRowShape, voteShape } from '../../contract-vote-shapes.ts';
import { challengeUntil, clocksOf, resultDue } from '../../domain/vote/calendar.ts';
import { rollSums } from '../../domain/vote/roll.ts';
import { stepsFrom, type VoteState } from '../../domain/vote/state.ts';
import { takeVoteStep } from '../../domain/vote/take-step.ts';
import { entitlementsOf } from './roll-store.ts';
import { stepFacts } from './step-facts.query.ts';
import { emptyTurnout, type Turnout, turnoutOfVote, turnouts } from './turnout.query.ts';
import { datesOf, findVote, mattersOf, type VoteRow, voteOf } from './vote-row.ts';

export type VoteListed = z.infer<typeof voteRowShape>;
export type VoteView = z.infer<typeof voteShape>;
export type ListInput = {
  page: number;
  size: number;
  search?: string | undefined;
  state?: VoteState | undefined;
  estateId?: string | undefined;
  overdue?: boolean | undefined;
  sort: 'closes' | 'created' | 'title' | 'state';
  descending: boolean;
};

const sortColumns = { closes: 'closesAt', created: 'createdAt', title: 'title', state: 'state' } as const;

/** Closed, not posted, and the days for posting are over; the closing day in China is day 0. */
const overdueOn = (today: string): Expression<SqlBool> =>
  sql<boolean>`state = 'closed' and ${today}::date > (closes_at at time zone 'Asia/Shanghai')::date
    + (calendar ->> 'resultDays')::int`;

const listed = (row: VoteRow, matters: number, turnout: Turnout, today: string): VoteListed => {
  const due = row.closesAt ? resultDue(row.closesAt.toISOString(), row.calendar) : null;
  return {
    ...{ id: row.id, number: row.number, title: row.title, estateId: row.estateId, scope: row.scope },
    ...{ scopeName: row.scopeName, state: row.state, matters },
    opensAt: row.opensAt?.toISOString() ?? null,
    closesAt: row.closesAt?.toISOString() ?? null,
    resultPostedOn: row.resultPostedOn,
    resultDue: due,
    overdue: row.state === 'closed' && due !== null && today > due,
    turnout,
    createdAt: row.createdAt.toISOString(),
  };
};

function selected(tx: Tx, today: string, input: Omit<ListInput, 'page' | 'size'>) {
  let query = tx.selectFrom('participationVote');
  if (input.search) {
    const like = containing(input.search);
    query = query.where((eb) =>
      eb.or([eb('title', 'ilike', like), eb('number', 'ilike', like), eb('scopeName', 'ilike', like)]),
    );
  }
  if (input.state) query = query.where('state', '=', input.state);
  if (input.estateId) query = query.where('estateId', '=', input.estateId);
  if (input.overdue !== undefined)
    query = query.where(input.overdue ? overdueOn(today) : sql<boolean>`not (${overdueOn(today)})`);
  return query;
}

/** Votes in sight, as the list and its export show them. */
export async function listVotes(ctx: Pick<Ctx, 'tx' | 'today'>, input: ListInput) {
  const { tx, today } = ctx;
  const { total } = await selected(tx, today, input)
    .select((eb) => eb.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await selected(tx, today, input)
    .selectAll()
    .orderBy(sortColumns[input.sort], (by) =>
      input.descending ? by.desc().nullsLast() : by.asc().nullsLast(),
    )
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const ids = rows.map((row) => row.id);
  const counted = await turnouts(tx, ids);
  const matters = await matterCounts(tx, ids);
  return {
    total: Number(total),
    items: rows.map((row) =>
      listed(voteOf(row), matters.get(row.id) ?? 0, counted.get(row.id) ?? emptyTurnout, today),
    ),
  };
}

async function matterCounts(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('participationMatter')
    .select((eb) => ['voteId', eb.fn.countAll<bigint>().as('count')])
    .where('voteId', 'in', [...ids])
    .groupBy('voteId')
    .execute();
  return new Map(rows.map((row) => [row.voteId, Number(row.count)]));
}

/** Steps that can come next, each with what is still missing. */
function nextSteps(row: VoteRow, facts: Awaited<ReturnType<typeof stepFacts>>): VoteView['next'] {
  return stepsFrom(row.state).map((step) => {
    // Dates and reasons are asked for when the step is taken.
    const later = step === 'recall' || step === 'cancel' ? { reason: '—' } : {};
    const answer = takeVoteStep(row.state, step, { ...facts, ...later });
    const missing = !answer.ok && answer.refusal === 'missing' ? [...answer.missing] : [];
    return { step, ready: answer.ok, missing };
  });
}

/** One vote with its paper, clocks, what is still missing, and, once closed, its result. */
export async function viewVote(ctx: Pick<WorkCtx, 'tx' | 'now' | 'today'>, row: VoteRow): Promise<VoteView> {
  const { tx, today } = ctx;
  const matters = await mattersOf(tx, row.id);
  const facts = await stepFacts(ctx, row, matters.length);
  const dates = datesOf(row);
  const held = await entitlementsOf(tx, row.id);
  const sums = rollSums(held.map((one) => ({ ...one, personKey: one.ownerPseudonym })));
  return {
    ...listed(row, matters.length, await turnoutOfVote(tx, row.id), today),
    ...{
      convener: row.convener,
      convenerName: row.convenerName,
      building: row.building,
      entrance: row.entrance,
    },
    ...{
      how: row.how,
      subject: row.subject,
      rules: row.rules,
      thresholds: row.thresholds,
      calendar: row.calendar,
    },
    paper: matters.map(({ id, title, text, kind, class: of }) => ({ id, title, text, kind, class: of })),
    ...{ rollPublishedOn: row.rollPublishedOn, rollObjectionsUntil: row.rollObjectionsUntil },
    ...{ rollVersion: row.rollVersion, rollHash: row.rollHash, rollExcluded: row.rollExcluded },
    roll: { ...sums, areaCm2: String(sums.areaCm2) },
    announcedOn: row.announcedOn,
    rulesFrozenAt: row.rulesFrozenAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    challengeUntil: row.resultPostedOn ? challengeUntil(row.resultPostedOn, row.calendar) : null,
    ...{ cancelReason: row.cancelReason, root: row.root, result: row.result },
    clocks: clocksOf(dates, row.calendar, today),
    next: nextSteps(row, facts),
    version: row.version,
  };
}

export const showVote = async (ctx: Ctx, input: { id: string }): Promise<VoteView> =>
  viewVote(ctx, await findVote(ctx.tx, input.id));
