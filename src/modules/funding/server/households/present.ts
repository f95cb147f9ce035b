import { billStateOf, type Instalment, overdueFen } from '../../domain/household/instalments.ts';
import type { BillState, PartKind } from '../../domain/household/words.ts';
import { type BillRow, netOf, placeOf } from './rows.ts';

type Figures = Pick<BillRow, 'shareFen' | 'reliefFen' | 'pledgedFen' | 'dueFen' | 'paidFen' | 'refundedFen'>;
export type Standing = {
  readonly state: BillState;
  readonly netFen: bigint;
  readonly leftFen: bigint;
  readonly overdueFen: bigint;
};

/** How a bill stands today. */
export function standingOf(row: Figures, plan: readonly Instalment[], today: string): Standing {
  const netFen = netOf(row);
  const due = row.dueFen ?? 0n;
  return {
    state: billStateOf({ dueFen: row.dueFen, netFen }, plan, today),
    netFen,
    leftFen: due > netFen ? due - netFen : 0n,
    overdueFen: row.dueFen === null ? 0n : overdueFen(due, netFen, plan, today),
  };
}

/** A bill as lists show it. */
export function presentBill(row: BillRow, plan: readonly Instalment[], today: string) {
  const standing = standingOf(row, plan, today);
  return {
    ...{ id: row.id, collectionId: row.collectionId, number: row.number, partId: row.partId },
    ...{ building: row.building, entrance: row.entrance, room: row.room, place: placeOf(row) },
    ...{ kind: row.kind as PartKind, floor: row.floor, areaCm2: row.areaCm2?.toString() ?? null },
    ...{ ownerMasked: row.ownerMasked, weight: row.weight, state: standing.state },
    shareFen: row.shareFen.toString(),
    reliefFen: row.reliefFen.toString(),
    pledgedFen: row.pledgedFen?.toString() ?? null,
    pledgeSource: row.pledgeSource as 'wish' | 'agreement' | null,
    dueFen: row.dueFen?.toString() ?? null,
    netFen: standing.netFen.toString(),
    leftFen: standing.leftFen.toString(),
    overdueFen: standing.overdueFen.toString(),
    lastRemindedOn: row.lastRemindedOn,
    version: row.version,
  };
}

/** Sums over bills of one collection. */
export function sumsOf(rows: readonly Figures[], plan: readonly Instalment[], today: string) {
  const sums = {
    ...{ share: 0n, relief: 0n, pledged: 0n, due: 0n, net: 0n, arrears: 0n, overpaid: 0n },
    ...{ pledgedParts: 0, paidParts: 0, arrearsParts: 0 },
  };
  for (const row of rows) {
    const one = standingOf(row, plan, today);
    sums.share += row.shareFen;
    sums.relief += row.reliefFen;
    sums.pledged += row.pledgedFen ?? 0n;
    sums.pledgedParts += row.pledgedFen === null ? 0 : 1;
    sums.due += row.dueFen ?? 0n;
    sums.net += one.netFen;
    sums.arrears += one.overdueFen;
    sums.arrearsParts += one.overdueFen > 0n ? 1 : 0;
    sums.paidParts += one.state === 'paid' || one.state === 'overpaid' || one.state === 'free' ? 1 : 0;
    sums.overpaid += one.state === 'overpaid' ? one.netFen - (row.dueFen ?? 0n) : 0n;
  }
  return {
    ...{ parts: rows.length, pledgedParts: sums.pledgedParts, paidParts: sums.paidParts },
    arrearsParts: sums.arrearsParts,
    shareFen: sums.share.toString(),
    reliefFen: sums.relief.toString(),
    pledgedFen: sums.pledged.toString(),
    dueFen: sums.due.toString(),
    netFen: sums.net.toString(),
    arrearsFen: sums.arrears.toString(),
    overpaidFen: sums.overpaid.toString(),
  };
}
