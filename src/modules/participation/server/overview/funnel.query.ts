import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { funnelQuery, overviewCountsShape } from '../../contract-overview.ts';
import { overdueCount } from './attention.query.ts';

type Input = z.output<typeof funnelQuery> & { page: number; size: number };
type Step = { state: string; id: string; done: number; of: number | null } | null;
type Row = {
  estateId: string;
  estateName: string;
  estateCode: string;
  households: number | null;
  parts: number;
  cards: number;
  redeemed: number;
  wishes: Step;
  choice: Step;
  vote: Step;
  openObjections: number;
  overdueObjections: number;
};

const has = (table: string, where: RawBuilder<unknown> = sql`true`) =>
  sql`exists (select from ${sql.table(table)} x where x.estate_id = e.id and ${where})`;
const stages: Readonly<Record<NonNullable<Input['stage']>, RawBuilder<unknown>>> = {
  noRoll: sql`not ${has('survey_part', sql`x.archived_at is null`)}`,
  noCards: sql`${has('survey_part', sql`x.archived_at is null`)} and not ${has('participation_access', sql`x.revoked_at is null`)}`,
  noWishes: sql`not ${has('participation_survey', sql`x.state in ('open', 'closed')`)}`,
  wishesOpen: has('participation_survey', sql`x.state = 'open'`),
  choiceOpen: has('participation_choice', sql`x.state = 'open'`),
  voteOpen: has('participation_vote', sql`x.state in ('roll', 'announced', 'open', 'closed')`),
  objections: has('participation_objection', sql`x.state in ('open', 'assigned')`),
};
/** As the survey itself counts: frozen when closed, before that the dwellings of the roll that are handed over. */
const householdsAsked = sql`coalesce((x.frozen->'coverage'->>'households')::integer, nullif((select count(*) from survey_part p
  where p.estate_id = e.id and p.archived_at is null and p.kind = 'dwelling' and not p.unsold), 0), e.households)`;
const orders = { name: sql`e.name`, code: sql`e.code`, households: sql`e.households` } as const;

/** How far each estate has come, from the roll to the vote. */
export async function listFunnel(ctx: Ctx, input: Input): Promise<{ total: number; items: Row[] }> {
  const where = sql`e.archived_at is null
    and ${input.search ? sql`(e.name ilike ${containing(input.search)} or e.code like ${containing(input.search)})` : sql`true`}
    and ${input.stage ? stages[input.stage] : sql`true`}`;
  const counted = await sql<{
    total: bigint;
  }>`select count(*) as total from survey_estate e where ${where}`.execute(ctx.tx);
  const found = await sql<Row>`
    with page as (select e.id, e.name, e.code, e.households from survey_estate e where ${where}
      order by ${orders[input.sort]} ${input.descending ? sql`desc nulls last` : sql`asc nulls last`}, e.id
      limit ${input.size} offset ${(input.page - 1) * input.size})
    select e.id as "estateId", e.name as "estateName", e.code as "estateCode", e.households,
      (select count(*)::integer from survey_part x where x.estate_id = e.id and x.archived_at is null) as parts,
      (select count(*)::integer from participation_access x where x.estate_id = e.id and x.revoked_at is null) as cards,
      (select count(*)::integer from participation_access x
        where x.estate_id = e.id and x.revoked_at is null and x.redeemed_at is not null) as redeemed,
      (select jsonb_build_object('state', x.state, 'id', x.id, 'done', (select count(*) from participation_answer a
          where a.survey_id = x.id and a.replaced_at is null), 'of', ${householdsAsked})
        from participation_survey x where x.estate_id = e.id and x.state <> 'cancelled' order by x.created_at desc limit 1) as wishes,
      (select jsonb_build_object('state', x.state, 'id', x.id, 'done', (select count(*) from participation_choice_ballot b
          where b.choice_id = x.id and b.replaced_at is null), 'of', null)
        from participation_choice x where x.estate_id = e.id and x.state <> 'cancelled' order by x.created_at desc limit 1) as choice,
      (select jsonb_build_object('state', x.state, 'id', x.id, 'done', (select count(distinct b.entitlement_id)
          from participation_ballot b where b.vote_id = x.id), 'of', nullif(
          (select count(*) from participation_entitlement r where r.vote_id = x.id), 0))
        from participation_vote x where x.estate_id = e.id and x.state <> 'cancelled' order by x.created_at desc limit 1) as vote,
      (select count(*)::integer from participation_objection x
        where x.estate_id = e.id and x.state in ('open', 'assigned')) as "openObjections",
      (select count(*)::integer from participation_objection x
        where x.estate_id = e.id and x.state in ('open', 'assigned') and x.due_on < ${ctx.today}::date) as "overdueObjections"
    from page e order by ${orders[input.sort]} ${input.descending ? sql`desc nulls last` : sql`asc nulls last`}, e.id`.execute(
    ctx.tx,
  );
  return { total: Number(counted.rows[0]?.total ?? 0), items: found.rows };
}

type Counts = z.infer<typeof overviewCountsShape>;

/** The funnel of all estates in sight, in one line. */
export async function overviewCounts(ctx: Ctx): Promise<Counts> {
  const found = await sql<Record<Exclude<keyof Counts, 'overdue'>, bigint>>`select count(*) as estates,
      count(*) filter (where ${has('survey_part', sql`x.archived_at is null`)}) as "withRoll",
      count(*) filter (where ${has('participation_access', sql`x.revoked_at is null`)}) as "withCards",
      count(*) filter (where ${has('participation_survey', sql`x.state in ('open', 'closed')`)}) as "withWishes",
      count(*) filter (where ${has('participation_choice', sql`x.state in ('open', 'closed')`)}) as "withChoice",
      count(*) filter (where ${has('participation_vote', sql`x.state not in ('draft', 'cancelled')`)}) as "withVote",
      (select count(*) from participation_objection where state in ('open', 'assigned')) as "openObjections"
    from survey_estate e where e.archived_at is null`.execute(ctx.tx);
  const row = found.rows[0];
  return {
    estates: Number(row?.estates ?? 0),
    withRoll: Number(row?.withRoll ?? 0),
    withCards: Number(row?.withCards ?? 0),
    withWishes: Number(row?.withWishes ?? 0),
    withChoice: Number(row?.withChoice ?? 0),
    withVote: Number(row?.withVote ?? 0),
    openObjections: Number(row?.openObjections ?? 0),
    overdue: await overdueCount(ctx),
  };
}
