import type { Tx } from '#platform/database/connect.ts';
import type { Day } from '#shared/day.ts';

/** One payer's part; `payer` is funding's own id, `title` the words for people. */
export type PayerShare = { readonly payer: string; readonly title: string; readonly amountFen: bigint };

/** What funding has to say about who pays a scheme. Amounts sum to the scheme's total. */
export type WhoPays = {
  readonly payers: readonly PayerShare[];
  /** By line of the scheme; lines not named are paid as the whole is. */
  readonly lines: readonly { readonly lineId: string; readonly payers: readonly PayerShare[] }[];
  /** The part asked for, when one was: what its household owes in all, and why, sentence by sentence. */
  readonly part: { readonly amountFen: bigint; readonly why: readonly string[] } | null;
  /** What rests on figures still 待核, in words. */
  readonly unverified: readonly string[];
};

type PayingLine = {
  readonly id: string;
  readonly estateId: string;
  readonly item: string;
  readonly class: string;
  readonly amountFen: bigint;
};
export type WhoPaysQuestion = {
  readonly regionCode: string;
  readonly estateIds: readonly string[];
  readonly lines: readonly PayingLine[];
  readonly totalFen: bigint;
  readonly today: Day;
  /** The exclusive part whose share is asked for. */
  readonly partId: string | null;
};

/** Null: no rule says who pays yet. Runs in a read-only transaction bound to the region. */
type Provider = (tx: Tx, question: WhoPaysQuestion) => Promise<WhoPays | null>;

const connected: { provider: Provider } = { provider: async () => null };

/** Called once at start by the application: funding, on the right, tells the scheme's papers who pays. */
export function connectWhoPays(provider: Provider): void {
  connected.provider = provider;
}

export const whoPays: Provider = (tx, question) => connected.provider(tx, question);
