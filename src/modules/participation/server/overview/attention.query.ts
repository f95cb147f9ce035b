import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import type { attentionKinds } from '../../contract-overview.ts';

type Kind = (typeof attentionKinds)[number];
type Row = { kind: Kind; id: string; estateId: string; title: string; due: string };

/** How long before its end a committee's term is called to mind, days. */
const termNotice = 60;

/** Everything with a day on it that nobody has dealt with yet; days as they fall in China. */
const due = (today: string): RawBuilder<Row> => sql<Row>`
  select 'survey' as kind, id, estate_id, title, closes_on as due from participation_survey where state = 'open' and closes_on is not null
  union all select 'choice', id, estate_id, title, closes_on from participation_choice where state = 'open'
  union all select 'voteRoll', id, estate_id, title, roll_objections_until from participation_vote where state = 'roll'
  union all select 'voteOpens', id, estate_id, title, (opens_at at time zone 'Asia/Shanghai')::date from participation_vote
    where state = 'announced' and opens_at is not null
  union all select 'voteCloses', id, estate_id, title, (closes_at at time zone 'Asia/Shanghai')::date from participation_vote
    where state = 'open' and closes_at is not null
  union all select 'voteResult', id, estate_id, title,
    (closes_at at time zone 'Asia/Shanghai')::date + (calendar ->> 'resultDays')::integer from participation_vote
    where state = 'closed' and result_posted_on is null and closes_at is not null
  union all select 'objection', id, estate_id, number, due_on from participation_objection where state in ('open', 'assigned')
  union all select 'finding', id, estate_id, left(text, 60), due_on from participation_finding
    where answered_at is null and due_on is not null
  union all select 'visit', id, estate_id, title, planned_on from participation_visit
    where held_on is null and cancelled_reason is null
  union all select 'body', id, estate_id, name, term_until from participation_body
    where ended_on is null and term_until <= ${today}::date + ${termNotice}::integer`;

type Input = { overdue?: boolean | undefined; kind?: Kind | undefined; page: number; size: number };

/** What falls due, the longest overdue first. */
export async function listAttention(ctx: Ctx, input: Input) {
  const wanted = sql`(${input.kind ?? null}::text is null or d.kind = ${input.kind ?? null})
    and (${input.overdue ?? null}::boolean is null or (d.due < ${ctx.today}::date) = ${input.overdue ?? null})`;
  const counted = await sql<{ total: bigint }>`select count(*) as total from (${due(ctx.today)}) d
    join survey_estate e on e.id = d.estate_id and e.archived_at is null where ${wanted}`.execute(ctx.tx);
  const found = await sql<
    Row & { estateName: string }
  >`select d.*, e.name as estate_name from (${due(ctx.today)}) d
    join survey_estate e on e.id = d.estate_id and e.archived_at is null where ${wanted}
    order by d.due, d.kind, d.id limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(ctx.tx);
  return {
    total: Number(counted.rows[0]?.total ?? 0),
    items: found.rows.map(({ kind, id, estateId, estateName, title, due: day }) => ({
      ...{ kind, id, estateId, estateName, title, due: day },
      overdue: day < ctx.today,
    })),
  };
}

/** How many of them are past their day. */
export async function overdueCount(ctx: Ctx): Promise<number> {
  const found = await sql<{ n: bigint }>`select count(*) as n from (${due(ctx.today)}) d
    join survey_estate e on e.id = d.estate_id and e.archived_at is null where d.due < ${ctx.today}::date`.execute(
    ctx.tx,
  );
  return Number(found.rows[0]?.n ?? 0);
}
