import type { Tx } from '#platform/database/connect.ts';
import type { Fen } from '#shared/money.ts';
import { type ChoiceResult, itemsOf } from './store.ts';

/** What the residents of an estate chose last, as counted when the choice was closed. */
export type LastChoice = {
  readonly estateId: string;
  readonly choiceId: string;
  readonly title: string;
  readonly closedAt: Date;
  /** The items that go in, by the rule the choice was decided by. */
  readonly winners: readonly {
    readonly item: string;
    readonly title: string;
    readonly class: 'basic' | 'improvement' | 'enhancement';
    readonly costFen: Fen;
    /** Why it won, in words. */
    readonly why: string;
  }[];
};

/** The last closed choice of each estate in sight that has one. */
export async function lastChoices(tx: Tx, estateIds: readonly string[]): Promise<LastChoice[]> {
  if (estateIds.length === 0) return [];
  const rows = await tx
    .selectFrom('participationChoice')
    .selectAll()
    .distinctOn('estateId')
    .where('estateId', 'in', [...estateIds])
    .where('state', '=', 'closed')
    .where('result', 'is not', null)
    .orderBy('estateId')
    .orderBy('closedAt', 'desc')
    .execute();
  return rows.flatMap((row) => {
    const result = row.result as ChoiceResult | null;
    if (!result || !row.closedAt) return [];
    const own = result.decidedBy === 'greedy' ? result.greedy : result.equalShares;
    const items = new Map(itemsOf(row).map((item) => [item.id, item]));
    const winners = own.chosen.flatMap(({ id, cost, why }) => {
      const item = items.get(id);
      return item
        ? [{ item: id, title: item.title, class: item.class, costFen: BigInt(cost) as Fen, why: why.text }]
        : [];
    });
    return [{ estateId: row.estateId, choiceId: row.id, title: row.title, closedAt: row.closedAt, winners }];
  });
}
