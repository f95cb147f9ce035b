import type { Selectable } from 'kysely';
import { regionsIn } from '#modules/identity/index.ts';
import type { SurveyEstate } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { m2FromCm2 } from '#shared/area.ts';

type Grade = 'good' | 'fair' | 'poor' | 'missing';
const conditionItems = ['water', 'power', 'heating', 'gas', 'road', 'security', 'roof', 'drainage'] as const;

/** Who and where an estate is, for lists of other modules. */
export type EstateSummary = {
  readonly id: string;
  /** 16 digits: subdistrict, community, number. */
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
  /** 9-digit code, or the name as written where the region table does not know it; null where not filled in. */
  readonly subdistrict: string | null;
  readonly subdistrictName: string;
  readonly community: string | null;
  readonly households: number | null;
  readonly floorAreaCm2: bigint | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly version: number;
  readonly archived: boolean;
};

/** An estate as the rules of clause 三 and 五(二) want it; null is unknown. Floor area in ㎡, four decimals. */
export type EstateFactsRow = EstateSummary & {
  readonly facts: {
    readonly subdistrict: string | null;
    readonly urban: boolean | null;
    readonly land: 'state' | 'collective' | null;
    readonly builtYear: number | null;
    readonly builtOn: string | null;
    readonly condition: Readonly<Record<(typeof conditionItems)[number], Grade | null>>;
    readonly management: string | null;
    /** 拆迁 or, where the ledger has one column for both, 拆迁/棚改. */
    readonly demolition: boolean | null;
    readonly shantyTown: boolean | null;
    readonly households: number | null;
    readonly population: number | null;
    readonly buildings: number | null;
    readonly entrances: number | null;
    readonly floorAreaM2: number | null;
    readonly agree: number | null;
    readonly pay: number | null;
    readonly papers: 'complete' | 'partial' | 'missing' | null;
    readonly propertyKind: string | null;
    readonly ownersCommittee: boolean | null;
  };
};

/** Which estates: those named, or all of a region; absent, all the transaction may see. */
export type EstateFilter = {
  readonly ids?: readonly string[];
  /** Region code prefix, for example one subdistrict. */
  readonly region?: string;
  readonly archived?: boolean;
};

type Row = Selectable<SurveyEstate>;

/** Facts of the estates the transaction may see, in code order; archived ones only when asked for. */
export async function listEstateFacts(
  ctx: Pick<Ctx, 'tx'>,
  filter: EstateFilter = {},
): Promise<EstateFactsRow[]> {
  const names = await regionNames(ctx);
  return (await selected(ctx, filter)).map((row) => ({ ...summaryOf(row, names), facts: factsOf(row) }));
}

/** Names, place and size of estates, in code order; archived ones are included when named by id. */
export async function estateSummaries(
  ctx: Pick<Ctx, 'tx'>,
  filter: EstateFilter = {},
): Promise<EstateSummary[]> {
  const names = await regionNames(ctx);
  const rows = await selected(ctx, filter.ids ? { archived: true, ...filter } : filter);
  return rows.map((row) => summaryOf(row, names));
}

/** How many estates are in sight and the sum of their versions: changes whenever one of them does. */
export async function estateStamp(ctx: Pick<Ctx, 'tx'>): Promise<{ estates: number; versions: bigint }> {
  const row = await ctx.tx
    .selectFrom('surveyEstate')
    .where('archivedAt', 'is', null)
    .select((one) => [
      one.fn.countAll<bigint>().as('estates'),
      one.fn.sum<bigint | null>('version').as('versions'),
    ])
    .executeTakeFirstOrThrow();
  return { estates: Number(row.estates), versions: row.versions ?? 0n };
}

async function selected(ctx: Pick<Ctx, 'tx'>, filter: EstateFilter): Promise<Row[]> {
  if (filter.ids?.length === 0) return [];
  let rows = ctx.tx.selectFrom('surveyEstate').selectAll().orderBy('code');
  if (!filter.archived) rows = rows.where('archivedAt', 'is', null);
  if (filter.ids) rows = rows.where('id', 'in', [...filter.ids]);
  if (filter.region) rows = rows.where('regionCode', 'like', `${filter.region.replace(/\D/g, '')}%`);
  return rows.execute();
}

/** Region code → Chinese name. */
export async function regionNames(ctx: Pick<Ctx, 'tx'>): Promise<ReadonlyMap<string, string>> {
  return new Map((await regionsIn(ctx, '')).map((region) => [region.code, region.name]));
}

/** The 9-digit subdistrict of an estate, or the name as written; null where neither is known. */
export const subdistrictOfRow = (row: Pick<Row, 'regionCode' | 'subdistrictText'>): string | null =>
  row.regionCode.length >= 9 ? row.regionCode.slice(0, 9) : row.subdistrictText;

function summaryOf(row: Row, names: ReadonlyMap<string, string>): EstateSummary {
  const subdistrict = subdistrictOfRow(row);
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    regionCode: row.regionCode,
    subdistrict,
    subdistrictName: subdistrict === null ? '' : (names.get(subdistrict) ?? subdistrict),
    community: row.community,
    households: row.households,
    floorAreaCm2: row.floorAreaCm2,
    lon: row.lon,
    lat: row.lat,
    version: row.version,
    archived: row.archivedAt !== null,
  };
}

function factsOf(row: Row): EstateFactsRow['facts'] {
  return {
    // A name the region table does not know is no subdistrict: where the estate lies stays unknown to the rules.
    subdistrict: row.regionCode.length >= 9 ? row.regionCode.slice(0, 9) : null,
    urban: row.urban,
    land: row.land as EstateFactsRow['facts']['land'],
    builtYear: row.builtYear,
    builtOn: row.builtOn,
    condition: Object.fromEntries(
      conditionItems.map((item) => [item, row[item]]),
    ) as EstateFactsRow['facts']['condition'],
    management: row.management,
    demolition: row.demolition,
    shantyTown: row.shantyTown,
    households: row.households,
    population: row.population,
    buildings: row.buildings,
    entrances: row.entrances,
    floorAreaM2: row.floorAreaCm2 === null ? null : m2FromCm2(row.floorAreaCm2),
    agree: row.agree,
    pay: row.pay,
    papers: row.papers as EstateFactsRow['facts']['papers'],
    propertyKind: row.propertyKind,
    ownersCommittee: row.ownersCommittee,
  };
}
