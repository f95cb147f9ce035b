import type { Selectable } from 'kysely';
import { type EstateHead, estateHead } from '#modules/survey/index.ts';
import type { Tx } from '#platform/database/connect.ts';
import type { FundingBill, FundingCollection } from '#platform/database/tables.ts';
import type { WorkCtx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { Instalment } from '../../domain/household/instalments.ts';
import {
  type CollectionScope,
  type CollectionState,
  collectionStateNames,
  type DivideMethod,
  type PartKind,
} from '../../domain/household/words.ts';
import { householdProblems } from '../../problems-households.ts';

export type Why = { readonly label: string; readonly value: string; readonly basis: string };
export type MethodBasis = { readonly article: string; readonly unverified: boolean; readonly note: string };
export type Payee = {
  readonly name: string;
  readonly account: string;
  readonly bank: string;
  readonly note: string;
};

/** A collection as kept; the documents inside it are written by this module only. */
export type CollectionRow = Omit<
  Selectable<FundingCollection>,
  | 'state'
  | 'scope'
  | 'method'
  | 'instalments'
  | 'amountWhy'
  | 'methodBasis'
  | 'payee'
  | 'coefficients'
  | 'kinds'
> & {
  readonly state: CollectionState;
  readonly scope: CollectionScope;
  readonly method: DivideMethod;
  readonly instalments: Instalment[];
  readonly amountWhy: Why[];
  readonly methodBasis: MethodBasis;
  readonly payee: Payee;
  readonly coefficients: Record<string, string> | null;
  readonly kinds: PartKind[];
};
export type BillRow = Selectable<FundingBill>;

export const collectionOf = (row: Selectable<FundingCollection>): CollectionRow =>
  row as unknown as CollectionRow;

const absent = () => problem(householdProblems, 'funding.households.absent');
export const stale = () => problem(householdProblems, 'funding.households.stale');

/** One collection the transaction may see; `lock` holds its row until the end. */
export async function findCollection(tx: Tx, id: string, lock = false): Promise<CollectionRow> {
  const query = tx.selectFrom('fundingCollection').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw absent();
  return collectionOf(row);
}

/** The same for a change: refuses when somebody else changed it since. */
export async function lockCollection(tx: Tx, id: string, version: number): Promise<CollectionRow> {
  const row = await findCollection(tx, id, true);
  if (row.version !== version) throw stale();
  return row;
}

export function mustBe(row: CollectionRow, states: readonly CollectionState[], what: string): void {
  if (!states.includes(row.state))
    throw problem(householdProblems, 'funding.households.state', {
      state: collectionStateNames[row.state],
      what,
    });
}

export async function findBill(tx: Tx, id: string, lock = false): Promise<BillRow> {
  const query = tx.selectFrom('fundingBill').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw absent();
  return row;
}

/** A row of any other table of this area, or its refusal. */
export function found<T extends { version: number }>(row: T | undefined, version?: number): T {
  if (!row) throw absent();
  if (version !== undefined && row.version !== version) throw stale();
  return row;
}

export async function livingEstate(tx: Tx, id: string): Promise<EstateHead> {
  const estate = await estateHead(tx, { id });
  if (!estate || estate.archived) throw problem(householdProblems, 'funding.households.estate');
  return estate;
}

export const placeOf = (row: { building: string; entrance: string; room: string }): string =>
  `${row.building}${row.entrance}${row.room}`;

/** Paid less refunded. */
export const netOf = (row: Pick<BillRow, 'paidFen' | 'refundedFen'>): bigint => row.paidFen - row.refundedFen;

export type Subject = { readonly id: string; readonly regionCode: string };
/** One audit line of this area. */
export const audit = (
  ctx: WorkCtx,
  verb: string,
  kind: string,
  of: Subject,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> =>
  ctx.audit({
    action: `funding.households.${verb}`,
    subjectKind: kind,
    subjectId: of.id,
    regionCode: of.regionCode,
    detail,
  });

/** Refuses a day after today. */
export function notLater(day: string, today: string, at: string): void {
  if (day > today) throw problem(householdProblems, 'funding.households.day-future', {}, { at });
}

/** At most three places by name, for sentences. */
export const somePlaces = (places: readonly string[]): string =>
  `${places.slice(0, 3).join('、')}${places.length > 3 ? ' 等' : ''}`;
