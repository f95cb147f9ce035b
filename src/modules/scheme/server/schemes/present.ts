import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { estateSummaries } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { schemeDetail } from '../../contract-schemes.ts';
import type { estateShape, lineShape, versionShape } from '../../contract-schemes-shapes.ts';
import { type Line, textFromMilli, worksOf } from '../../domain/lines/line.ts';
import { fenFromYuan } from '../../domain/rules/catalogue.ts';
import { checkScheme, type Finding } from '../../domain/rules/check.ts';
import { percentFromBp } from './content.ts';
import { filesOf } from './files.query.ts';
import {
  estateIdsOf,
  lineOf,
  lineRows,
  ratesOf,
  type SchemeRow,
  stateOf,
  type VersionRow,
  versionRow,
  writable,
} from './keep.ts';
import { entriesOf, surveysOf } from './pack.ts';
import { stepsBack } from './revisions.ts';

export type Detail = z.infer<typeof schemeDetail>;
type VersionView = z.infer<typeof versionShape>;

export const presentLine = (line: Line, amountFen: bigint): z.infer<typeof lineShape> => ({
  ...{ id: line.id, estateId: line.estateId, item: line.item, itemTitle: line.itemTitle },
  ...{ class: line.class, trade: line.trade, place: line.place, unit: line.unit },
  ...{ why: line.why, priceBasis: line.priceBasis, note: line.note },
  quantity: textFromMilli(line.quantityMilli),
  unitPrice: String(line.unitPriceFen),
  works: String(worksOf(line)),
  amount: String(amountFen),
});

export const presentHead = (row: VersionRow): Omit<VersionView, 'lines'> => ({
  versionId: row.id,
  number: row.number,
  origin: row.origin as VersionView['origin'],
  state: stateOf(row),
  revision: row.revision,
  title: row.title,
  summary: row.summary,
  otherPercent: percentFromBp(row.otherBp),
  contingencyPercent: percentFromBp(row.contingencyBp),
  contingencyOn: ratesOf(row).contingencyOn,
  ceiling: row.ceilingFen === null ? null : String(row.ceilingFen),
  ceilingBasis: row.ceilingBasis,
  works: String(row.worksFen),
  other: String(row.otherFen),
  contingency: String(row.contingencyFen),
  total: String(row.totalFen),
  hash: row.hash,
  submittedAt: row.submittedAt?.toISOString() ?? null,
  submittedBy: row.submittedBy,
  returnedReason: row.returnedReason,
  approvedOn: row.approvedOn,
  approvedBy: row.approvedBy,
  documentNumber: row.documentNumber,
  createdAt: row.createdAt.toISOString(),
  createdBy: row.createdBy,
});

export async function presentVersion(ctx: Pick<Ctx, 'tx'>, row: VersionRow): Promise<VersionView> {
  const lines = await lineRows(ctx.tx, row.id);
  return { ...presentHead(row), lines: lines.map((line) => presentLine(lineOf(line), line.amountFen)) };
}

/** What the rules say of a version (四(一)2, 五(一), the ceiling). */
export async function findingsOf(
  ctx: Ctx,
  estateIds: readonly string[],
  version: VersionRow,
  lines: readonly Line[],
): Promise<Finding[]> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  return checkScheme({
    lines,
    estates: await surveysOf(ctx, estateIds),
    catalogue: entriesOf(values),
    order: values['catalogue.order'],
    digGroups: values['scheme.digGroups'],
    totalFen: version.totalFen,
    ceilingFen: version.ceilingFen,
  });
}

async function presentEstates(ctx: Ctx, ids: readonly string[]): Promise<z.infer<typeof estateShape>[]> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const yuan = values['scheme.ceiling'];
  const surveys = new Map((await surveysOf(ctx, ids)).map((one) => [one.estateId, one]));
  const summaries = new Map((await estateSummaries(ctx, { ids })).map((one) => [one.id, one]));
  return ids.flatMap((id) => {
    const [survey, one] = [surveys.get(id), summaries.get(id)];
    if (!survey || !one) return [];
    const area = survey.floorAreaCm2;
    const ceiling = yuan === null || area === null ? null : (area * fenFromYuan(yuan)) / 10_000n;
    return [
      {
        ...{ id, name: one.name, code: one.code, subdistrictName: one.subdistrictName },
        ...{ households: survey.households, entrances: survey.entrances, buildings: survey.buildings },
        floorAreaCm2: area === null ? null : String(area),
        ceiling: ceiling === null ? null : String(ceiling),
      },
    ];
  });
}

/** The whole of one scheme as the editor shows it. */
export async function presentScheme(ctx: Ctx, row: SchemeRow): Promise<Detail> {
  const version = await versionRow(ctx.tx, row);
  const estateIds = await estateIdsOf(ctx.tx, row.id);
  const lines = await lineRows(ctx.tx, version.id);
  const approved = await ctx.tx
    .selectFrom('schemeVersion')
    .select('number')
    .where('schemeId', '=', row.id)
    .where('state', '=', 'approved')
    .orderBy('number', 'desc')
    .executeTakeFirst();
  return {
    ...{ id: row.id, regionCode: row.regionCode, projectId: row.projectId, state: stateOf(row) },
    ...{ cancelReason: row.cancelReason, version: row.version },
    estates: await presentEstates(ctx, estateIds),
    current: {
      ...presentHead(version),
      lines: lines.map((line) => presentLine(lineOf(line), line.amountFen)),
    },
    approvedNumber: approved?.number ?? null,
    findings: await findingsOf(ctx, estateIds, version, lines.map(lineOf)),
    files: await filesOf(ctx.tx, row.id),
    ...(await stepsBack(ctx.tx, version)),
    writable: writable(ctx, row),
  };
}
