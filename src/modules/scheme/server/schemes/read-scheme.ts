import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/connect.ts';
import type { SchemeLine as LineRow, SchemeVersion } from '#platform/database/tables.ts';
import type { Day } from '#shared/day.ts';
import { type RenovationClass, textFromMilli } from '../../domain/lines/line.ts';
import { isVersionState, type VersionState } from '../../domain/state.ts';

/** One line of a scheme as other modules read it; amounts in fen. */
export type SchemeLine = {
  /** The same from version to version. */
  readonly id: string;
  readonly estateId: string;
  readonly item: string;
  readonly itemTitle: string;
  readonly class: RenovationClass;
  readonly trade: string;
  readonly place: string;
  /** Decimal text, at most three places. */
  readonly quantity: string;
  readonly unit: string;
  readonly unitPriceFen: bigint;
  /** Works and the line's part of other cost and contingency. */
  readonly amountFen: bigint;
};

/** A version of a scheme. `lines` are those of the estates in sight; the sums are those of the whole scheme. */
export type CurrentScheme = {
  readonly schemeId: string;
  readonly versionId: string;
  readonly version: number;
  readonly state: VersionState;
  readonly title: string;
  readonly projectId: string | null;
  readonly regionCode: string;
  readonly estateIds: readonly string[];
  readonly approvedOn: Day | null;
  readonly lines: readonly SchemeLine[];
  readonly worksFen: bigint;
  readonly otherFen: bigint;
  readonly contingencyFen: bigint;
  readonly totalFen: bigint;
  /** Of the content, from the moment it is handed in. */
  readonly hash: string | null;
};
export type ApprovedScheme = CurrentScheme & {
  readonly state: 'approved';
  readonly approvedOn: Day;
  readonly hash: string;
};

type Which = { readonly estateId: string } | { readonly projectId: string } | { readonly schemeId: string };

/** The frozen version that holds, approved variations in it; null where none is approved or in sight. */
export async function approvedScheme(tx: Tx, which: Which): Promise<ApprovedScheme | null> {
  const found = await newest(tx, which, true);
  const { approvedOn, hash, state } = found ?? {};
  if (!found || !approvedOn || !hash || state !== 'approved') return null;
  return { ...found, approvedOn, hash, state };
}

/** The newest version, a draft too: for estimates, never for money. */
export const currentScheme = (tx: Tx, which: Which): Promise<CurrentScheme | null> =>
  newest(tx, which, false);

async function newest(tx: Tx, which: Which, approved: boolean): Promise<CurrentScheme | null> {
  let schemes = tx.selectFrom('schemeScheme as s').where('s.state', '<>', 'cancelled');
  if ('schemeId' in which) schemes = schemes.where('s.id', '=', which.schemeId);
  else if ('projectId' in which) schemes = schemes.where('s.projectId', '=', which.projectId);
  else
    schemes = schemes.where('s.id', 'in', (one) =>
      one
        .selectFrom('schemeEstate')
        .select('schemeId')
        .where('estateId', '=', which.estateId)
        .where('living', '=', true),
    );
  let versions = schemes
    .innerJoin('schemeVersion as v', 'v.schemeId', 's.id')
    .selectAll('v')
    .select('s.projectId')
    .orderBy('v.number', 'desc')
    .limit(1);
  versions = approved
    ? versions.where('v.state', '=', 'approved')
    : versions.where('v.state', 'not in', ['returned', 'cancelled']);
  const row = await versions.executeTakeFirst();
  return row ? presented(tx, row, row.projectId) : null;
}

type VersionRow = Selectable<SchemeVersion>;

async function presented(tx: Tx, row: VersionRow, projectId: string | null): Promise<CurrentScheme> {
  const lines = await tx
    .selectFrom('schemeLine')
    .selectAll()
    .where('versionId', '=', row.id)
    .orderBy('position')
    .execute();
  const estates = await tx
    .selectFrom('schemeEstate')
    .select('estateId')
    .where('schemeId', '=', row.schemeId)
    .orderBy('position')
    .execute();
  return {
    schemeId: row.schemeId,
    versionId: row.id,
    version: row.number,
    state: isVersionState(row.state) ? row.state : 'cancelled',
    title: row.title,
    projectId,
    regionCode: row.regionCode,
    estateIds: estates.map(({ estateId }) => estateId),
    approvedOn: row.approvedOn as Day | null,
    lines: lines.map(presentLine),
    worksFen: row.worksFen,
    otherFen: row.otherFen,
    contingencyFen: row.contingencyFen,
    totalFen: row.totalFen,
    hash: row.hash,
  };
}

const presentLine = (row: Selectable<LineRow>): SchemeLine => ({
  id: row.id,
  estateId: row.estateId,
  item: row.item,
  itemTitle: row.itemTitle,
  class: row.class as RenovationClass,
  trade: row.trade,
  place: row.place,
  quantity: textFromMilli(row.quantityMilli),
  unit: row.unit,
  unitPriceFen: row.unitPriceFen,
  amountFen: row.amountFen,
});
