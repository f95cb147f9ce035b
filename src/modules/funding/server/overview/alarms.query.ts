import { sql } from 'kysely';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Day } from '#shared/day.ts';
import {
  type Alarm,
  type AlarmFacts,
  type AlarmKind,
  alarmKinds,
  alarmsOf,
  type CaseFacts,
  type ContractFacts,
  type PaymentFacts,
  type ProjectFacts,
  type SourceFacts,
} from '../../domain/overview/alarms.ts';

/** Where the evidence of an alarm stands. */
const paths: Readonly<Record<AlarmKind, (id: string) => string>> = {
  idle: (id) => `/funding/sources/${id}`,
  unreceived: (id) => `/funding/sources/${id}`,
  expiring: (id) => `/funding/sources/${id}`,
  unmatched: (id) => `/projects/projects/${id}`,
  overpaid: (id) => `/funding/contracts/${id}`,
  arrears: (id) => `/funding/payments/${id}`,
  violation: () => '/funding/cases',
};

type SourceRow = Omit<SourceFacts, 'receipts'> & { receipts: { on: Day; fen: string }[] };

async function facts(ctx: Ctx): Promise<AlarmFacts> {
  const sources = await sql<SourceRow>`
    select s.id, s.document_number || ' ' || s.title as name, s.cash, s.expires_on as "expiresOn",
      (select min(p.booked_on) from funding_posting p where p.source_id = s.id and p.kind = 'grant') as "grantedOn",
      (select coalesce(jsonb_agg(jsonb_build_object('on', d.day, 'fen', d.fen::text) order by d.day), '[]')
        from (select e.booked_on as day, sum(e.amount_fen) as fen from funding_entry e
          where e.source_id = s.id and e.account = 'cash' and e.amount_fen > 0 group by 1) d) as receipts,
      coalesce((select -sum(e.amount_fen) from funding_entry e
        where e.source_id = s.id and e.account = 'cash' and e.amount_fen < 0), 0)::bigint as "spentFen",
      coalesce(-max(t.balance_fen) filter (where t.account = 'origin'), 0)::bigint as "grantedFen",
      coalesce(sum(t.balance_fen) filter (where t.account in
        ('arranged', 'committed', 'retained', 'payable', 'authorised', 'paid')), 0)::bigint as "arrangedFen",
      coalesce(-max(t.balance_fen) filter (where t.account = 'outside'), 0)::bigint as "receivedFen",
      coalesce(max(t.balance_fen) filter (where t.account = 'cash'), 0)::bigint as "cashFen",
      coalesce(max(t.balance_fen) filter (where t.account = 'paid'), 0)::bigint as "paidFen"
    from funding_source s join funding_total t on t.source_id = s.id group by s.id`.execute(ctx.tx);
  const contracts = await sql<ContractFacts>`
    select c.id, c.number || ' ' || c.title as name, c.measured_fen as "measuredFen",
      c.advance_fen - c.recovered_fen as "openAdvanceFen", c.retained_fen as "retainedFen",
      c.released_fen as "releasedFen",
      coalesce((select sum(b.balance_fen) from funding_balance b where b.contract_id = c.id and b.account = 'paid'), 0)::bigint
        as "paidFen"
    from funding_contract c`.execute(ctx.tx);
  const projects = await sql<ProjectFacts>`
    select p.id, p.code || ' ' || p.name as name,
      coalesce(sum(b.balance_fen) filter (where s.channel = 'fiscal'), 0)::bigint as "fiscalFen",
      coalesce(sum(b.balance_fen) filter (where s.sub_channel in ('district', 'landSale')), 0)::bigint as "localFen"
    from projects_project p join funding_balance b on b.project_id = p.id join funding_source s on s.id = b.source_id
    where b.account in ('arranged', 'committed', 'retained', 'payable', 'authorised', 'paid') group by p.id`.execute(
    ctx.tx,
  );
  const payments = await sql<PaymentFacts>`
    select p.id, p.number as name, p.due_on as "dueOn", p.amount_fen - coalesce(a.paid_fen, 0) as "openFen"
    from funding_payment p left join funding_authorisation a on a.id = p.authorisation_id
    where p.due_on < ${ctx.today}::date and p.state not in ('draft', 'withdrawn', 'refused')`.execute(ctx.tx);
  const cases = await sql<CaseFacts>`
    select c.id, s.document_number || ' ' || s.title as name,
      (c.found_at at time zone 'Asia/Shanghai')::date as "foundOn", c.amount_fen as "amountFen"
    from funding_case c join funding_source s on s.id = c.source_id where c.state = 'open'`.execute(ctx.tx);
  return {
    sources: sources.rows.map((row) => ({
      ...row,
      receipts: row.receipts.map(({ on, fen }) => ({ on, fen: BigInt(fen) })),
    })),
    contracts: contracts.rows,
    projects: projects.rows,
    payments: payments.rows,
    cases: cases.rows,
  };
}

/** What an alarm said; a dismissal holds as long as it says the same. Days go on by themselves and do not count. */
export const figureOf = (alarm: Alarm): string => String(alarm.amountFen);

async function limitsOf(ctx: Ctx) {
  const { values, pack } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const entry = pack.parameters.filter(({ id }) => id === 'funding.alarms');
  const unverified = entry.some((one) => one.unverified || one.provenance === 'assumed');
  return { ...values['funding.alarms'], unverified };
}

export async function standingAlarms(ctx: Ctx): Promise<readonly Alarm[]> {
  return alarmsOf(await facts(ctx), await limitsOf(ctx), ctx.today);
}

type Dismissal = {
  alarm: string;
  figure: string;
  reason: string;
  byName: string;
  at: Date;
  until: Day | null;
};

/** Alarms that stand, or those put aside; the counts are of those that stand. */
export async function listAlarms(ctx: Ctx, input: { kind?: AlarmKind | undefined; dismissed: boolean }) {
  const all = await standingAlarms(ctx);
  const { rows } = await sql<Dismissal>`
    select distinct on (alarm) alarm, figure, reason, by_name as "byName", at, until
    from funding_alarm_dismissal order by alarm, at desc`.execute(ctx.tx);
  const last = new Map(rows.map((row) => [row.alarm, row]));
  const told = all.map((alarm) => {
    const row = last.get(alarm.key);
    const holds = row && row.figure === figureOf(alarm) && (row.until === null || row.until >= ctx.today);
    const dismissed = holds ? { by: row.byName, at: row.at.toISOString(), reason: row.reason } : null;
    const { amountFen, ...rest } = alarm;
    return { ...rest, amount: String(amountFen), path: paths[alarm.kind](alarm.subjectId), dismissed };
  });
  const standing = told.filter(({ dismissed }) => dismissed === null);
  return {
    items: told
      .filter((one) => (one.dismissed !== null) === input.dismissed)
      .filter((one) => !input.kind || one.kind === input.kind),
    counts: Object.fromEntries(
      Object.keys(alarmKinds).map((kind) => [kind, standing.filter((one) => one.kind === kind).length]),
    ),
    limits: await limitsOf(ctx),
  };
}
