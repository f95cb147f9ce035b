import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '#platform/database/connect.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import type { statementQuery } from '../../contract-ledger-shapes.ts';
import { tracePlaces } from '../../domain/ledger/trace.ts';
import { type Account, accountNames, postingKindNames } from '../../domain/ledger/words.ts';
import { ledgerProblems } from '../../problems-ledger.ts';
import { itemTitle } from './refusal.ts';

type Query = z.output<typeof statementQuery>;

async function sourceHead(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('fundingSource')
    .select(['id', 'documentNumber', 'title'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw problem(ledgerProblems, 'funding.ledger.source');
  return row;
}

/** A page ends at the day and number of its last entry; with an account, at the balance it left, too. */
const cursorShape = /^(\d{4}-\d{2}-\d{2})\.(\d{1,19})(?:\.(-?\d{1,19}))?$/;

const nextMonth = (month: string): string => {
  const [year = 0, at = 1] = month.split('-').map(Number);
  return at === 12 ? `${year + 1}-01-01` : `${year}-${String(at + 1).padStart(2, '0')}-01`;
};

/** What an account held before a month, from the months' turnovers: nothing is counted. */
async function balanceBefore(tx: Tx, sourceId: string, account: string, day: string | null): Promise<bigint> {
  let rows = tx
    .selectFrom('fundingMonth')
    .select(sql<bigint>`coalesce(sum(in_fen - out_fen), 0)::bigint`.as('fen'))
    .where('sourceId', '=', sourceId)
    .where('account', '=', account);
  if (day) rows = rows.where('month', '<', day);
  return (await rows.executeTakeFirstOrThrow()).fen;
}

/**
 * One page of a source's entries by day and order of entry. With an account the running balance is that of the whole
 * account in this order; without one each line tells what its account held when it was written.
 */
export async function statement(tx: Tx, input: Omit<Query, 'id'> & { readonly sourceId: string }) {
  const { sourceId, account, month, size } = input;
  const from = month ? `${month}-01` : null;
  let rows = tx
    .selectFrom('fundingEntry as e')
    .innerJoin('fundingPosting as p', 'p.id', 'e.postingId')
    .innerJoin('fundingCell as c', 'c.id', 'e.cellId')
    .leftJoin('surveyEstate as s', 's.id', 'c.estateId')
    .select(['e.id', 'e.postingId', 'e.account', 'e.bookedOn', 'e.amountFen', 'e.sourceAfterFen', 'p.kind'])
    .select(['p.documentNumber', 'p.reason', 'c.item', 's.name as estate'])
    .where('e.sourceId', '=', sourceId);
  if (account) rows = rows.where('e.account', '=', account);
  if (month) rows = rows.where('e.bookedOn', '>=', from ?? '').where('e.bookedOn', '<', nextMonth(month));
  const at = input.cursor ? cursorShape.exec(input.cursor) : null;
  if (input.cursor && !at) throw problem(ledgerProblems, 'funding.ledger.cursor');
  if (at) rows = rows.where(sql<boolean>`(e.booked_on, e.id) > (${at[1]}::date, ${at[2]}::bigint)`);
  const found = await rows
    .orderBy('e.bookedOn')
    .orderBy('e.id')
    .limit(size + 1)
    .execute();
  const opening = account && from ? await balanceBefore(tx, sourceId, account, from) : 0n;
  let running = at?.[3] ? BigInt(at[3]) : opening;
  const lines = found.slice(0, size).map((row) => {
    running += row.amountFen;
    return {
      id: String(row.id),
      postingId: row.postingId,
      kind: row.kind,
      account: row.account as Account,
      bookedOn: row.bookedOn,
      amountFen: String(row.amountFen),
      afterFen: String(account ? running : row.sourceAfterFen),
      estate: row.estate,
      item: row.item === null ? null : itemTitle(row.item),
      documentNumber: row.documentNumber,
      reason: row.reason,
    };
  });
  const last = found.length > size ? lines.at(-1) : undefined;
  return {
    openingFen: account ? String(opening) : null,
    closingFen: account
      ? String(await balanceBefore(tx, sourceId, account, month ? nextMonth(month) : null))
      : null,
    lines,
    next: last ? `${last.bookedOn}.${last.id}${account ? `.${running}` : ''}` : null,
  };
}

export async function showStatement(ctx: Ctx, { id, ...input }: Query) {
  await sourceHead(ctx.tx, id);
  const months = await ctx.tx
    .selectFrom('fundingMonth')
    .select('month')
    .distinct()
    .where('sourceId', '=', id)
    .orderBy('month', 'desc')
    .execute();
  const page = await statement(ctx.tx, { ...input, sourceId: id });
  return { ...page, months: months.map(({ month }) => month.slice(0, 7)) };
}

/** Rows of one exported statement at most; more is what the month filter is for. */
const exportLimit = 100_000;

export async function exportStatement(ctx: Ctx, { id, ...input }: Query): Promise<Download> {
  const head = await sourceHead(ctx.tx, id);
  const { lines, openingFen, closingFen } = await statement(ctx.tx, {
    ...input,
    sourceId: id,
    size: exportLimit,
  });
  const yuan = (fen: string): number => Number(fen) / 100;
  const money = (title: string) => ({ title: `${title}（元）`, format: '#,##0.00', width: 18 });
  const about = input.account
    ? [
        `科目：${accountNames[input.account]}；期初 ${yuan(openingFen ?? '0')} 元，期末 ${yuan(closingFen ?? '0')} 元`,
      ]
    : [];
  const body = await writeTable({
    sheet: '明细账',
    title: `${head.documentNumber} ${head.title} 明细账`,
    notes: [`截至 ${ctx.today}${input.month ? `，期间 ${input.month}` : ''}，单位：元`, ...about],
    columns: [
      ...['日期', '业务', '凭证（文）号', '小区', '内容', '摘要', '科目'].map((title) => ({
        title,
        width: 16,
      })),
      ...['增加', '减少', '余额'].map(money),
    ],
    rows: lines.map((line) => [
      ...[
        line.bookedOn,
        postingKindNames[line.kind] ?? line.kind,
        line.documentNumber,
        line.estate,
        line.item,
      ],
      ...[line.reason, accountNames[line.account]],
      line.amountFen.startsWith('-') ? null : yuan(line.amountFen),
      line.amountFen.startsWith('-') ? -yuan(line.amountFen) : null,
      yuan(line.afterFen),
    ]),
  });
  return {
    name: `明细账-${head.documentNumber}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}

/** Cash entries that are traced at once; a source with more is traced month by month in its statement. */
const traceLimit = 20_000;

/** 每一分支付对应到哪一笔到账: cash of a source, first in, first out; reversed postings are left out with their mirrors. */
export async function traceOf(tx: Tx, sourceId: string) {
  const rows = await tx
    .selectFrom('fundingEntry as e')
    .innerJoin('fundingPosting as p', 'p.id', 'e.postingId')
    .select(['e.id', 'e.postingId', 'e.amountFen', 'e.bookedOn', 'p.kind', 'p.documentNumber'])
    .select((eb) =>
      // where this source's money of the payment went, cell by cell: a payment may take from several sources
      eb
        .selectFrom('fundingEntry as w')
        .innerJoin('fundingCell as c', 'c.id', 'w.cellId')
        .leftJoin('surveyEstate as s', 's.id', 'c.estateId')
        .whereRef('w.postingId', '=', 'e.postingId')
        .whereRef('w.sourceId', '=', 'e.sourceId')
        .where('w.account', '=', 'spent')
        .select(
          sql<
            { estate: string | null; item: string | null; amountFen: string }[]
          >`jsonb_agg(jsonb_build_object('estate', s.name, 'item', c.item, 'amountFen', w.amount_fen::text) order by w.id)`.as(
            'places',
          ),
        )
        .as('places'),
    )
    .where('e.sourceId', '=', sourceId)
    .where('e.account', '=', 'cash')
    .where('p.reversesId', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('fundingPosting as r').whereRef('r.reversesId', '=', 'p.id').select('r.id')),
      ),
    )
    .orderBy('e.bookedOn')
    .orderBy('e.id')
    .limit(traceLimit + 1)
    .execute();
  const flows = rows.slice(0, traceLimit);
  const byId = new Map(flows.map((row) => [String(row.id), row]));
  const flow = (row: (typeof rows)[number]) => ({
    id: String(row.id),
    amountFen: row.amountFen < 0n ? -row.amountFen : row.amountFen,
  });
  const { links, unusedFen } = tracePlaces(
    flows.filter(({ amountFen }) => amountFen > 0n).map(flow),
    flows
      .filter(({ amountFen }) => amountFen < 0n)
      .map((row) => ({
        ...flow(row),
        places: (row.places ?? []).map((one) => ({ ...one, amountFen: BigInt(one.amountFen) })),
      })),
  );
  return {
    links: links.map((link) => ({ link, receipt: byId.get(link.receipt), use: byId.get(link.use) })),
    unusedFen,
    capped: rows.length > traceLimit,
  };
}

export async function showTrace(ctx: Ctx, { id }: { id: string }) {
  await sourceHead(ctx.tx, id);
  const { links, unusedFen, capped } = await traceOf(ctx.tx, id);
  return {
    links: links.flatMap(({ link, receipt, use }) => {
      if (!receipt || !use) return [];
      const { place } = link;
      return {
        ...{ receiptId: receipt.postingId, receipt: receipt.documentNumber, receivedOn: receipt.bookedOn },
        ...{ useId: use.postingId, use: use.documentNumber, usedOn: use.bookedOn, kind: use.kind },
        estate: place?.estate ?? null,
        item: place?.item ? itemTitle(place.item) : null,
        amountFen: String(link.amountFen),
      };
    }),
    unusedFen: String(unusedFen),
    capped,
  };
}
