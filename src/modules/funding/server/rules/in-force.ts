import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { type Policy, policyOn, standardPack } from '#modules/policy/index.ts';
import type { FundingRuleSet } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { EstimateBasis } from '../../domain/rule/estimate.ts';
import type { RuleBook, RuleWorld } from '../../domain/rule/types.ts';

export type RuleSetRow = Selectable<FundingRuleSet>;

/** The district whose rules hold in a scope; a wider scope falls back to the pack's. */
export const districtOf = (scope: string): string =>
  scope.length >= 6 ? scope.slice(0, 6) : standardPack().district;

/** One text for one value, whatever order its keys came in (jsonb keeps none). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

/** What everything decided under a book is bound to. */
export const bookHash = (book: RuleBook): string =>
  createHash('sha256').update(canonical(book)).digest('hex');

export const bookOf = (row: Pick<RuleSetRow, 'book'>): RuleBook => row.book as unknown as RuleBook;

export const isUnverified = (book: RuleBook, document: string): boolean =>
  document.trim() === '' || book.rules.some(({ unverified }) => unverified);

/** What the rules are judged against, from the pack. */
export const worldOf = ({ values }: Policy): RuleWorld => ({
  items: values['catalogue.items'].map(({ id, title, class: own }) => ({ id, title, class: own })),
  networks: values['funding.estimate'].networks,
  channels: values['funding.channels'].map(({ id, title, subChannels }) => ({
    ...{ id, title },
    subChannels: subChannels.map((one) => ({ id: one.id, title: one.title, classes: one.classes })),
  })),
  residentFloor: values['funding.residentFloor'],
});

export const basisOf = (policy: Policy): EstimateBasis => ({
  items: worldOf(policy).items,
  prices: policy.values['catalogue.prices'],
  ...policy.values['funding.estimate'],
});

export type InForce = {
  readonly id: string | null;
  readonly title: string;
  readonly fromDay: string | null;
  readonly book: RuleBook;
  readonly hash: string;
  readonly unverified: boolean;
  readonly policy: Policy;
  readonly world: RuleWorld;
  readonly basis: EstimateBasis;
};

/** The set of a district in force on a day: the newest whose day has come; undefined while there is none. */
export const rowInForce = (tx: Ctx['tx'], district: string, today: string) =>
  tx
    .selectFrom('fundingRuleSet')
    .selectAll()
    .where('regionCode', '=', district)
    .where('state', '=', 'inForce')
    .where('fromDay', '<=', today)
    .orderBy('fromDay', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The rules that hold in a scope on a day: the district's set, else the pack's default, which is 待核. */
export async function rulesInForce(ctx: Pick<Ctx, 'tx' | 'today'>, scope: string): Promise<InForce> {
  const policy = await policyOn(ctx.tx, scope, ctx.today);
  const shared = { policy, world: worldOf(policy), basis: basisOf(policy) };
  const row = await rowInForce(ctx.tx, districtOf(scope), ctx.today);
  if (row) {
    const { id, title, fromDay } = row;
    const book = bookOf(row);
    const unverified = isUnverified(book, row.basisDocument);
    return { ...shared, id, title, fromDay, book, hash: row.bookHash, unverified };
  }
  const book: RuleBook = policy.values['funding.rules'];
  const title = '缺省出资规则（规则包）';
  return { ...shared, id: null, title, fromDay: null, book, hash: bookHash(book), unverified: true };
}
