import { sql } from 'kysely';
import { regionsIn } from '#modules/identity/index.ts';
import { policyOn } from '#modules/policy/index.ts';
import { containing } from '#platform/database/containing.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import type { IndicatorQuery, IndicatorRow } from '../../../contract-indicators.ts';
import { indicatorStateNames } from '../../../domain/allocation/words.ts';
import { classNames } from '../../../domain/calculator/by-area.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import { xlsxType } from '../imports/import-files.ts';

type Around = {
  readonly warnDays: number;
  readonly titles: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
};
async function around(ctx: Ctx): Promise<Around> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const subs = values['funding.channels'].flatMap((channel) => channel.subChannels);
  return {
    warnDays: values['allocation.expiryWarnDays'],
    titles: new Map(subs.map(({ id, title }) => [id, title])),
    names: new Map((await regionsIn(ctx, '')).map(({ code, name }) => [code, name])),
  };
}

/** Balance of an account of the source; accounts that count downwards are turned. */
const balance = (account: string, sign: 1 | -1 = 1) =>
  sql<bigint>`coalesce((select ${sql.lit(sign)} * t.balance_fen from funding_total t
    where t.source_id = s.id and t.account = ${account}), 0)`;

/** The last day a source may be newly arranged on: its expiry, or the end of its year when it may not be carried. */
const lastDay = sql<string | null>`least(s.expires_on, case when s.carry then null
  else make_date(s.budget_year, 12, 31) end)::text`;

function base(ctx: Ctx, input: IndicatorQuery, warnDays: number) {
  const sources = ctx.tx
    .selectFrom('fundingSource as s')
    .leftJoin('fundingIndicator as i', (join) =>
      join.onRef('i.sourceId', '=', 's.id').on('i.undoneAt', 'is', null),
    )
    .leftJoin('fundingFinanceImport as f', 'f.id', 'i.importId')
    .where('s.cash', '=', true)
    .select([
      ...(['s.id', 's.documentNumber', 's.title', 's.regionCode', 's.subChannel', 's.classes'] as const),
      ...(['s.excludedItems', 's.budgetYear', 's.expiresOn', 's.carry', 's.createdAt'] as const),
      ...(['i.importId', 'i.cell', 'f.fileName'] as const),
      balance('origin', -1).as('grantedFen'),
      balance('budget').as('budgetFen'),
      balance('arranged').as('arrangedFen'),
      balance('outside', -1).as('receivedFen'),
      balance('paid').as('paidFen'),
      lastDay.as('lastDay'),
    ]);
  let rows = ctx.tx.selectFrom(sources.as('s'));
  const { search } = input;
  if (search)
    rows = rows.where((one) =>
      one.or([
        one('s.title', 'ilike', containing(search)),
        one('s.documentNumber', 'ilike', containing(search)),
      ]),
    );
  if (input.subChannel) rows = rows.where('s.subChannel', '=', input.subChannel);
  if (input.year) rows = rows.where('s.budgetYear', '=', input.year);
  if (input.region) rows = rows.where('s.regionCode', 'like', `${input.region}%`);
  if (input.state) rows = rows.where(stateIs(ctx.today, warnDays), '=', input.state);
  return rows;
}

const stateIs = (today: string, warnDays: number) =>
  sql<string>`case when s.budget_fen = 0 then 'spent' when s.last_day < ${today} then 'expired'
    when s.last_day::date <= ${today}::date + ${warnDays}::integer then 'expiring' else 'open' end`;

const shown = (ctx: Ctx, input: IndicatorQuery, warnDays: number) =>
  base(ctx, input, warnDays)
    .selectAll()
    .select(stateIs(ctx.today, warnDays).as('state'))
    .select(sql<number | null>`s.last_day::date - ${ctx.today}::date`.as('daysLeft'))
    .orderBy(
      input.sort === undefined
        ? sql`s.created_at desc`
        : input.sort === 'expiresOn'
          ? sql`s.last_day ${sql.raw(input.descending ? 'desc' : 'asc')} nulls last`
          : sql`${sql.ref(`s.${input.sort}`)} ${sql.raw(input.descending ? 'desc' : 'asc')}`,
    )
    .orderBy('s.id');

type Found = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number];
const present = (row: Found, { titles, names }: Around): IndicatorRow => ({
  ...{ sourceId: row.id, documentNumber: row.documentNumber, title: row.title, regionCode: row.regionCode },
  ...{ regionName: names.get(row.regionCode) ?? row.regionCode, subChannel: row.subChannel },
  subChannelTitle: titles.get(row.subChannel) ?? row.subChannel,
  classes: row.classes as IndicatorRow['classes'],
  ...{
    excludedItems: row.excludedItems,
    budgetYear: row.budgetYear,
    expiresOn: row.lastDay,
    carry: row.carry,
  },
  daysLeft: row.daysLeft,
  ...{ grantedFen: String(row.grantedFen), budgetFen: String(row.budgetFen) },
  ...{
    arrangedFen: String(row.arrangedFen),
    receivedFen: String(row.receivedFen),
    paidFen: String(row.paidFen),
  },
  state: row.state as IndicatorRow['state'],
  ...{ importId: row.importId, fileName: row.fileName, cell: row.cell },
});

/** Sources in money, by document; those whose time is running out can be asked for. */
export async function listIndicators(ctx: Ctx, input: IndicatorQuery & { page: number; size: number }) {
  const about = await around(ctx);
  const { total, expiring } = await base(ctx, input, about.warnDays)
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .select(
      sql<bigint | null>`sum(s.budget_fen) filter (where ${stateIs(ctx.today, about.warnDays)}
        in ('expiring', 'expired'))`.as('expiring'),
    )
    .executeTakeFirstOrThrow();
  const rows = await shown(ctx, input, about.warnDays)
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return {
    ...{ total: Number(total), expiringFen: String(expiring ?? 0), warnDays: about.warnDays },
    items: rows.map((row) => present(row, about)),
  };
}

/** One source with the documents that changed it. @throws Problem funding.indicator.absent */
export async function showIndicator(ctx: Ctx, { sourceId }: { sourceId: string }) {
  const about = await around(ctx);
  const row = await shown(ctx, { descending: false }, about.warnDays)
    .where('s.id', '=', sourceId)
    .executeTakeFirst();
  if (!row) throw problem(allocationProblems, 'funding.indicator.absent');
  const acts = await ctx.tx
    .selectFrom('fundingSourceAct')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .orderBy('postingId', 'desc')
    .execute();
  return {
    ...present(row, about),
    acts: acts.map((act) => ({
      ...{ id: act.id, documentNumber: act.documentNumber, amountFen: String(act.amountFen) },
      ...{ toYear: act.toYear, reason: act.reason, by: act.byName, at: act.at.toISOString() },
      kind: act.kind as 'carry' | 'recall' | 'clawback',
    })),
  };
}

const wan = (fen: string): number => Number(BigInt(fen)) / 1_000_000;

/** The list as asked for, as the finance bureau keeps it: 万元, one line per document and place. */
export async function exportIndicators(ctx: Ctx, input: IndicatorQuery): Promise<Download> {
  const about = await around(ctx);
  const rows = (await shown(ctx, input, about.warnDays).limit(50_000).execute()).map((row) =>
    present(row, about),
  );
  const money = { format: '#,##0.000000', width: 16 };
  const table = {
    ...{ sheet: '指标', title: '老旧小区改造资金指标表', notes: [`导出日期 ${ctx.today}`, '单位：万元'] },
    columns: [
      ...['序号', '指标文号', '用途', '地区', '资金性质', '可用类别', '年度', '最后使用日', '状态'].map(
        (title) => ({ title }),
      ),
      ...['下达', '未安排', '已安排', '已到位', '已支付'].map((title) => ({ title, ...money })),
    ],
    rows: rows.map((one, at) => [
      ...[at + 1, one.documentNumber, one.title, one.regionName, one.subChannelTitle],
      one.classes.map((id) => classNames[id]).join('、'),
      ...[one.budgetYear, one.expiresOn, indicatorStateNames[one.state]],
      ...[one.grantedFen, one.budgetFen, one.arrangedFen, one.receivedFen, one.paidFen].map(wan),
    ]),
  };
  return { name: `资金指标-${ctx.today}.xlsx`, mediaType: xlsxType, body: await writeTable(table) };
}
