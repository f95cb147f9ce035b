import type { Ctx } from '#platform/http/context.ts';
import type {
  BankItem,
  BookItem,
  ReconciliationHead,
  ReconciliationView,
} from '../../../contract-reconciliations.ts';
import { adjustedBalances } from '../../../domain/allocation/reconcile.ts';
import {
  type AccountRow,
  cashBefore,
  findAccount,
  findReconciliation,
  firstOf,
  monthEnds,
  openPostings,
  type Reconciliation,
} from './movements.query.ts';

type Titled = Reconciliation & { readonly accountTitle: string };
const headOf = (row: Titled): ReconciliationHead => ({
  ...{ id: row.id, accountId: row.accountId, accountTitle: row.accountTitle, month: row.month },
  state: row.state as ReconciliationHead['state'],
  ...{ fileName: row.fileName, closingFen: String(row.closingFen), version: row.version },
  ...{ preparedBy: row.preparedBy, signedBy: row.signedBy, signedAt: row.signedAt?.toISOString() ?? null },
});

type Query = {
  accountId?: string | undefined;
  state?: string | undefined;
  page: number;
  size: number;
};

/** Reconciliations, newest month first. */
export async function listReconciliations(ctx: Ctx, input: Query) {
  let mine = ctx.tx
    .selectFrom('fundingReconciliation as r')
    .innerJoin('fundingAccount as a', 'a.id', 'r.accountId');
  if (input.accountId) mine = mine.where('r.accountId', '=', input.accountId);
  if (input.state) mine = mine.where('r.state', '=', input.state);
  const { total } = await mine
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await mine
    .selectAll('r')
    .select('a.title as accountTitle')
    .orderBy('r.month', 'desc')
    .orderBy('a.title')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), items: rows.map(headOf) };
}

type Notes = ReadonlyMap<string, BankItem['note']>;
async function notesOf(ctx: Ctx, id: string): Promise<Notes> {
  const rows = await ctx.tx
    .selectFrom('fundingReconciliationNote')
    .selectAll()
    .where('reconciliationId', '=', id)
    .execute();
  return new Map(
    rows.map((row) => [
      `${row.side} ${row.ref}`,
      { kind: row.kind as NonNullable<BankItem['note']>['kind'], note: row.note },
    ]),
  );
}

async function bankItems(ctx: Ctx, row: Reconciliation, notes: Notes): Promise<BankItem[]> {
  const rows = await ctx.tx
    .selectFrom('fundingTreasuryStatementLine as l')
    .innerJoin('fundingReconciliation as r', 'r.id', 'l.reconciliationId')
    .selectAll('l')
    .select('r.month')
    .where('r.accountId', '=', row.accountId)
    .where('r.month', '<=', row.month)
    .where((one) => one.or([one('l.reconciliationId', '=', row.id), one('l.postingId', 'is', null)]))
    .orderBy('l.day')
    .orderBy('l.position')
    .execute();
  return rows.map((line) => ({
    ...{ id: line.id, month: line.month, cell: line.cell, day: line.day, amountFen: String(line.amountFen) },
    ...{ party: line.party, summary: line.summary, voucher: line.voucher, serial: line.serial },
    ...{ postingId: line.postingId, note: notes.get(`bank ${line.id}`) ?? null },
  }));
}

/** One account's month as it stands now; as it was signed once it is. */
export async function showReconciliation(ctx: Ctx, input: { id: string }): Promise<ReconciliationView> {
  const row = await findReconciliation(ctx, input.id);
  const account = await findAccount(ctx, row.accountId);
  if (row.signed) {
    const frozen = row.signed as Pick<ReconciliationView, 'figures' | 'bank' | 'book'>;
    return { ...headOf({ ...row, accountTitle: account.title }), ...frozen };
  }
  return reconciliationOf(ctx, row, account);
}

export async function reconciliationOf(
  ctx: Ctx,
  row: Reconciliation,
  account: AccountRow,
): Promise<ReconciliationView> {
  const notes = await notesOf(ctx, row.id);
  const first = (await firstOf(ctx, row.accountId)) ?? { month: row.month, openingFen: row.openingFen };
  const from = monthEnds(first.month).first;
  const { next } = monthEnds(row.month);
  const bank = await bankItems(ctx, row, notes);
  const book: BookItem[] = (await openPostings(ctx, account, from, next)).map((one) => ({
    ...{ postingId: one.id, day: one.day, kind: one.kind, amountFen: String(one.amountFen) },
    ...{ party: one.party, voucher: one.voucher, sourceTitle: one.sourceTitle },
    note: notes.get(`book ${one.id}`) ?? null,
  }));
  const bankOnly = bank.filter(({ postingId }) => postingId === null);
  const bookClosingFen = await cashBefore(ctx, account, next);
  const adjusted = adjustedBalances(
    {
      ...{ bankOpeningFen: first.openingFen, bookOpeningFen: await cashBefore(ctx, account, from) },
      ...{ bankClosingFen: row.closingFen, bookClosingFen },
    },
    bankOnly.map(({ amountFen }) => BigInt(amountFen)),
    book.map(({ amountFen }) => BigInt(amountFen)),
  );
  const openingNote = notes.get('opening opening') ?? null;
  const owed = adjusted.openingDifferenceFen !== 0n && !openingNote ? 1 : 0;
  return {
    ...headOf({ ...row, accountTitle: account.title }),
    figures: {
      ...{ bankOpeningFen: String(row.openingFen), bankClosingFen: String(row.closingFen) },
      bookClosingFen: String(bookClosingFen),
      openingDifferenceFen: String(adjusted.openingDifferenceFen),
      openingNote,
      ...{ bankOnlyFen: String(adjusted.bankOnlyFen), bookOnlyFen: String(adjusted.bookOnlyFen) },
      adjustedBankFen: String(adjusted.adjustedBankFen),
      adjustedBookFen: String(adjusted.adjustedBookFen),
      differenceFen: String(adjusted.differenceFen),
      unexplained: [...bankOnly, ...book].filter((one) => one.note === null).length + owed,
    },
    bank,
    book,
  };
}
