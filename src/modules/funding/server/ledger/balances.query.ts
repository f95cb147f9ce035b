import type { Tx } from '#platform/database/connect.ts';
import { itemTitle } from './refusal.ts';

/** Balances by cell, of a source, an estate, a project or a contract, as the caller's region may see them. */
export async function balancesOf(
  tx: Tx,
  filter: {
    readonly sourceId?: string;
    readonly estateId?: string;
    readonly projectId?: string;
    readonly contractId?: string;
  },
) {
  let rows = tx.selectFrom('fundingBalance').selectAll().where('balanceFen', '<>', 0n);
  for (const key of ['sourceId', 'estateId', 'projectId', 'contractId'] as const) {
    const value = filter[key];
    if (value) rows = rows.where(key, '=', value);
  }
  return rows.orderBy('cellId').orderBy('account').execute();
}

/** What a source holds per item and contract, in words. */
export async function cellsOf(tx: Tx, sourceId: string) {
  const rows = await tx
    .selectFrom('fundingBalance as b')
    .innerJoin('surveyEstate as e', 'e.id', 'b.estateId')
    .innerJoin('projectsProject as p', 'p.id', 'b.projectId')
    .leftJoin('fundingContract as c', 'c.id', 'b.contractId')
    .select([
      'b.cellId',
      'b.account',
      'b.balanceFen',
      'b.projectId',
      'b.item',
      'e.name as estate',
      'p.name as project',
    ])
    .select('c.number as contract')
    .where('b.sourceId', '=', sourceId)
    .where('b.balanceFen', '<>', 0n)
    .orderBy('e.name')
    .orderBy('b.item')
    .orderBy('b.cellId')
    .limit(5_000)
    .execute();
  const cells = new Map<bigint, { head: (typeof rows)[number]; balances: Record<string, string> }>();
  for (const row of rows) {
    const cell = cells.get(row.cellId) ?? { head: row, balances: {} };
    cell.balances[row.account] = String(row.balanceFen);
    cells.set(row.cellId, cell);
  }
  return [...cells.values()].map(({ head, balances }) => ({
    projectId: head.projectId ?? '',
    project: head.project,
    estate: head.estate,
    item: head.item ?? '',
    itemTitle: itemTitle(head.item ?? ''),
    contract: head.contract,
    balances,
  }));
}
