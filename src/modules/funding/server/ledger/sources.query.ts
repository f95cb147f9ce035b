import { type ExpressionBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { Tx } from '#platform/database/connect.ts';
import { containing } from '#platform/database/containing.ts';
import type { DB } from '#platform/database/tables.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { isWithin } from '#shared/region.ts';
import type { sourceQuery } from '../../contract-ledger-shapes.ts';
import { type Account, classNames, sourceStateNames } from '../../domain/ledger/words.ts';
import { ledgerProblems } from '../../problems-ledger.ts';
import { cellsOf } from './balances.query.ts';
import { channelTitle, itemTitle } from './refusal.ts';

type Query = z.output<typeof sourceQuery>;
type Class = keyof typeof classNames;

const total =
  (account: Account, sign: 1 | -1 = 1) =>
  (eb: ExpressionBuilder<DB & { s: DB['fundingSource'] }, 's'>) =>
    eb
      .selectFrom('fundingTotal as t')
      .whereRef('t.sourceId', '=', 's.id')
      .where('t.account', '=', account)
      .select(sql<bigint>`${sql.lit(sign)} * t.balance_fen`.as('fen'));

/** Sources with their sums, one row each; what the list, the export and the detail start from. */
const rowsOf = (tx: Tx) =>
  tx
    .selectFrom('fundingSource as s')
    .selectAll('s')
    .select([
      (eb) => total('origin', -1)(eb).as('granted'),
      (eb) => total('budget')(eb).as('budget'),
      (eb) => total('outside', -1)(eb).as('received'),
      (eb) => total('committed')(eb).as('committed'),
      (eb) => total('paid')(eb).as('paid'),
      (eb) => total('cash')(eb).as('cashFen'),
      (eb) => total('violation')(eb).as('violation'),
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>;

const fenText = (fen: bigint | null): string => String(fen ?? 0n);

function stateOf(row: Row, today: string): keyof typeof sourceStateNames {
  if (row.expiresOn !== null && row.expiresOn < today) return 'expired';
  return row.granted !== null && row.granted > 0n && row.paid === row.granted ? 'spent' : 'open';
}

const present = (row: Row, today: string) => ({
  id: row.id,
  regionCode: row.regionCode,
  channel: row.channel,
  subChannel: row.subChannel,
  channelTitle: channelTitle(row.channel, row.subChannel),
  title: row.title,
  documentNumber: row.documentNumber,
  classes: row.classes as Class[],
  budgetYear: row.budgetYear,
  expiresOn: row.expiresOn,
  carry: row.carry,
  cash: row.cash,
  state: stateOf(row, today),
  grantedFen: fenText(row.granted),
  budgetFen: fenText(row.budget),
  receivedFen: fenText(row.received),
  committedFen: fenText(row.committed),
  paidFen: fenText(row.paid),
  cashFen: fenText(row.cashFen),
  violationFen: fenText(row.violation),
});

function filtered(ctx: Ctx, input: Query) {
  let rows = ctx.tx.selectFrom(rowsOf(ctx.tx).as('one')).selectAll();
  const { search, channel, year, state } = input;
  if (search)
    rows = rows.where((eb) =>
      eb.or([eb('documentNumber', 'ilike', containing(search)), eb('title', 'ilike', containing(search))]),
    );
  if (channel) rows = rows.where('channel', '=', channel);
  if (year) rows = rows.where('budgetYear', '=', year);
  if (input.class) rows = rows.where(sql<boolean>`${input.class} = any (one.classes)`);
  const expired = sql<boolean>`coalesce(one.expires_on < ${ctx.today}, false)`;
  const spent = sql<boolean>`coalesce(one.paid = one.granted and one.granted > 0, false)`;
  if (state === 'expired') rows = rows.where(expired);
  if (state === 'spent') rows = rows.where(sql<boolean>`not ${expired} and ${spent}`);
  if (state === 'open') rows = rows.where(sql<boolean>`not ${expired} and not ${spent}`);
  return rows;
}

const orderOf = {
  documentNumber: 'documentNumber',
  budgetYear: 'budgetYear',
  granted: 'granted',
  available: 'budget',
} as const;

const ordered = (ctx: Ctx, input: Query) =>
  filtered(ctx, input)
    .orderBy(orderOf[input.sort], (order) =>
      input.descending ? order.desc().nullsLast() : order.asc().nullsFirst(),
    )
    .orderBy('id');

export async function listSources(ctx: Ctx, input: Query & { page: number; size: number }) {
  const { count } = await filtered(ctx, input)
    .clearSelect()
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = await ordered(ctx, input)
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(count), items: rows.map((row) => present(row, ctx.today)) };
}

export async function showSource(ctx: Ctx, { id }: { id: string }) {
  const row = await rowsOf(ctx.tx).where('s.id', '=', id).executeTakeFirst();
  if (!row) throw problem(ledgerProblems, 'funding.ledger.source');
  const estates =
    row.estates === null
      ? null
      : await ctx.tx
          .selectFrom('surveyEstate')
          .select(['id', 'name'])
          .where('id', 'in', row.estates)
          .orderBy('name')
          .execute();
  const totals = await ctx.tx
    .selectFrom('fundingTotal')
    .select(['account', 'balanceFen'])
    .where('sourceId', '=', id)
    .execute();
  return {
    ...present(row, ctx.today),
    estates,
    excludedItems: row.excludedItems.map(itemTitle),
    documentFileId: row.documentFileId,
    documentHash: row.documentHash,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    mine: isWithin(row.regionCode, ctx.actor.scope),
    totals: totals.map(({ account, balanceFen }) => ({
      account: account as Account,
      balanceFen: String(balanceFen),
    })),
    cells: await cellsOf(ctx.tx, id),
  };
}

/** What the forms offer: channels and items of the pack, projects with their estates. */
export async function showChoices(ctx: Ctx) {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const places = await ctx.tx
    .selectFrom('projectsProjectEstate as pe')
    .innerJoin('projectsProject as p', 'p.id', 'pe.projectId')
    .select(['pe.projectId', 'p.name as project', 'pe.estateId', 'pe.name as estate'])
    .where('pe.living', '=', true)
    .orderBy('p.name')
    .orderBy('pe.name')
    .limit(5_000)
    .execute();
  return {
    today: ctx.today,
    channels: values['funding.channels'].map(({ id, title, subChannels }) => ({ id, title, subChannels })),
    items: values['catalogue.items'].map((item) => ({ id: item.id, title: item.title, class: item.class })),
    places,
  };
}

const yuan = (fen: string): number => Number(fen) / 100;
const money = (title: string) => ({ title: `${title}（元）`, format: '#,##0.00', width: 18 });

/** The list as finance keeps it: one source a row, sums in 元. */
export async function exportSources(ctx: Ctx, input: Query): Promise<Download> {
  const rows = (await ordered(ctx, input).limit(50_000).execute()).map((row) => present(row, ctx.today));
  const body = await writeTable({
    sheet: '资金来源',
    title: '资金来源（指标）台账',
    notes: [`截至 ${ctx.today}，单位：元`],
    columns: [
      ...[12, 26, 30, 22, 18, 12].map((width, n) => ({
        title: ['预算年度', '指标文号', '名称', '渠道', '用途', '使用期限'][n] ?? '',
        width,
      })),
      ...['指标金额', '可用指标', '到位', '已签约', '已付', '结存现金', '违规支付'].map(money),
      { title: '状态' },
    ],
    rows: rows.map((one) => [
      ...[one.budgetYear, one.documentNumber, one.title, one.channelTitle],
      ...[one.classes.map((id) => classNames[id]).join('、'), one.expiresOn ?? '不限'],
      ...[one.grantedFen, one.budgetFen, one.receivedFen, one.committedFen, one.paidFen].map(yuan),
      ...[yuan(one.cashFen), yuan(one.violationFen), sourceStateNames[one.state]],
    ]),
  });
  return {
    name: '资金来源.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}
