import { sql } from 'kysely';
import type { Figure } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';

const counted = (row: { n: bigint } | undefined): number => Number(row?.n ?? 0);

const openNotices = async (ctx: Ctx): Promise<number> =>
  counted(
    await ctx.tx
      .selectFrom('participationNotice')
      .where('state', '=', 'posted')
      .where('postedOn', '<=', ctx.today)
      .where('until', '>=', ctx.today)
      .select(sql<bigint>`count(distinct estate_id)`.as('n'))
      .executeTakeFirst(),
  );

async function objections(ctx: Ctx, overdue: boolean): Promise<number> {
  let rows = ctx.tx.selectFrom('participationObjection').where('state', 'in', ['open', 'assigned']);
  if (overdue) rows = rows.where('dueOn', '<', ctx.today);
  return counted(await rows.select((one) => one.fn.countAll<bigint>().as('n')).executeTakeFirst());
}

const workingBodies = async (ctx: Ctx): Promise<number> =>
  counted(
    await ctx.tx
      .selectFrom('participationBody')
      .where('working', '=', true)
      .where('endedOn', 'is', null)
      .select((one) => one.fn.countAll<bigint>().as('n'))
      .executeTakeFirst(),
  );

const openDays = async (ctx: Ctx): Promise<number> =>
  counted(
    await ctx.tx
      .selectFrom('participationVisit')
      .where('kind', '=', 'openDay')
      .where('heldOn', 'is not', null)
      .select((one) => one.fn.countAll<bigint>().as('n'))
      .executeTakeFirst(),
  );

/** Estates with a record at each of the five steps of 四(二)3. */
async function allFiveSteps(ctx: Ctx): Promise<number> {
  const found = await sql<{ n: bigint }>`select count(*) as n from (
    select estate_id from (
      select estate_id, step from participation_meeting where archived_at is null
      union select estate_id, step from participation_visit where held_on is not null) one
    group by estate_id having count(distinct step) = 5) each_estate`.execute(ctx.tx);
  return counted(found.rows[0]);
}

/** Live figures of clauses 四(二)3 and 五(七) for the page 政策落实, over what the asking user sees. */
export const participationFigures: readonly Figure[] = [
  { clause: '四(二)3', title: '五个环节都有居民参与记录', unit: '个小区', query: allFiveSteps },
  { clause: '四(二)3', title: '正常履职的议事组织', unit: '个', query: workingBodies },
  { clause: '五(七)', title: '正在公示的小区', unit: '个', query: openNotices },
  { clause: '五(七)', title: '未答复的异议', unit: '件', query: (ctx) => objections(ctx, false) },
  { clause: '五(七)', title: '逾期未答复的异议', unit: '件', query: (ctx) => objections(ctx, true) },
  { clause: '五(七)', title: '已举行的开放日', unit: '次', query: openDays },
];
