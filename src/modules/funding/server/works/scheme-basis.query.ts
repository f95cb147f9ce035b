import { sql } from 'kysely';
import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { proposalShape, schemeBasis } from '../../contract-works-shapes.ts';
import { milliOf, quantityText } from '../../domain/works/quantity.ts';
import { type Holding, type Spread, spreadOver, type Wanted } from '../../domain/works/spread.ts';
import { worksProblems } from '../../problems-works.ts';
import { billOf } from './bill.query.ts';
import { contractsInSight, isOutside } from './contract-sight.ts';
import { worksLimits } from './limits.query.ts';
import { estateNames, itemNames } from './names.query.ts';
import { type ProjectBasis, projectBasis } from './schemes.query.ts';

type Reading = Pick<Ctx, 'tx' | 'actor' | 'today'>;
export type Taken = { readonly milli: bigint; readonly fen: bigint };

/** What the contracts of a project hold of each scheme line. @param except a contract left out */
export async function takenOf(
  ctx: Pick<Ctx, 'tx'>,
  projectId: string,
  except: string | null = null,
): Promise<ReadonlyMap<string, Taken>> {
  const contracts = await ctx.tx
    .selectFrom('fundingContract')
    .select('id')
    .where('projectId', '=', projectId)
    .execute();
  const taken = new Map<string, Taken>();
  for (const { id } of contracts) {
    if (id === except) continue;
    for (const line of await billOf(ctx, id)) {
      const before = taken.get(line.lineId) ?? { milli: 0n, fen: 0n };
      const milli = before.milli + milliOf(line.quantity);
      taken.set(line.lineId, { milli, fen: before.fen + line.amountFen });
    }
  }
  return taken;
}

/** What sources hold arranged for the project and bound to no contract yet. */
export async function arrangedHoldings(ctx: Pick<Ctx, 'tx'>, projectId: string): Promise<Holding[]> {
  const rows = await ctx.tx
    .selectFrom('fundingBalance as b')
    .innerJoin('fundingSource as s', 's.id', 'b.sourceId')
    .select(['s.id as sourceId', 's.title', 'b.estateId', 'b.item', 'b.balanceFen', 's.expiresOn'])
    .where('b.projectId', '=', projectId)
    .where('b.account', '=', 'arranged')
    .where('b.balanceFen', '>', 0n)
    .execute();
  return rows.map((row) => ({
    sourceId: row.sourceId,
    title: row.title,
    estateId: row.estateId ?? '',
    item: row.item ?? '',
    heldFen: row.balanceFen,
    expiresOn: row.expiresOn,
    barred: null,
  }));
}

const keyOf = (one: { readonly estateId: string; readonly item: string }) => `${one.estateId} ${one.item}`;

/** What a contract of the project can be made of: the scheme's lines, what others hold of them, what is arranged. */
export async function showBasis(ctx: Ctx, input: { id: string }): Promise<z.infer<typeof schemeBasis>> {
  const basis = await projectBasis(ctx, input.id);
  const taken = await takenOf(ctx, basis.id);
  const arranged = new Map<string, bigint>();
  for (const one of await arrangedHoldings(ctx, basis.id))
    arranged.set(keyOf(one), (arranged.get(keyOf(one)) ?? 0n) + one.heldFen);
  const lines = [...basis.lines.values()];
  const nameOf = await estateNames(
    ctx,
    lines.map((line) => line.estateId),
  );
  return {
    projectId: basis.id,
    projectName: basis.name,
    schemes: basis.schemes.map(({ title, version, approvedOn }) => ({ title, version, approvedOn })),
    lines: lines.map((line) => ({
      lineId: line.id,
      estateId: line.estateId,
      estateName: nameOf(line.estateId),
      item: line.item,
      itemTitle: line.itemTitle,
      place: line.place,
      unit: line.unit,
      quantity: line.quantity,
      amountFen: String(line.amountFen),
      takenQuantity: quantityText(taken.get(line.id)?.milli ?? 0n),
      takenFen: String(taken.get(line.id)?.fen ?? 0n),
      arrangedFen: String(arranged.get(keyOf(line)) ?? 0n),
    })),
    limits: await worksLimits(ctx),
  };
}

/** Sums per estate and item of bill lines; refuses a line no approved scheme has. */
export function wantedOf(
  basis: ProjectBasis,
  lines: readonly { readonly lineId: string; readonly amountFen: bigint }[],
): Wanted[] {
  return lines.map(({ lineId, amountFen }, n) => {
    const line = basis.lines.get(lineId);
    if (!line) throw problem(worksProblems, 'funding.works.scheme-line', {}, { at: `lines.${n}.lineId` });
    return { estateId: line.estateId, item: line.item, amountFen };
  });
}

/** Which arranged money a contract would take, source by source, with reasons and what is left. */
export async function proposeSources(
  ctx: Ctx,
  input: { projectId: string; lines: readonly { lineId: string; amountFen: string }[] },
): Promise<z.infer<typeof proposalShape>> {
  const basis = await projectBasis(ctx, input.projectId);
  const lines = input.lines.map((line) => ({ ...line, amountFen: BigInt(line.amountFen) }));
  const spread = spreadOver(wantedOf(basis, lines), await arrangedHoldings(ctx, basis.id));
  return presentSpread(ctx, spread);
}

async function presentSpread(ctx: Reading, spread: Spread): Promise<z.infer<typeof proposalShape>> {
  const itemOf = await itemNames(ctx);
  const ids = [...spread.lines, ...spread.short].map((one) => one.estateId);
  const nameOf = await estateNames(ctx, ids);
  const sourceIds = [...new Set(spread.lines.map((one) => one.sourceId))];
  const rows = sourceIds.length
    ? await ctx.tx
        .selectFrom('fundingSource')
        .select(['id', 'title', 'documentNumber'])
        .where('id', 'in', sourceIds)
        .execute()
    : [];
  const sources = new Map(rows.map((row) => [row.id, row]));
  return {
    lines: spread.lines.map((one) => ({
      ...one,
      sourceTitle: sources.get(one.sourceId)?.title ?? '',
      documentNumber: sources.get(one.sourceId)?.documentNumber ?? '',
      estateName: nameOf(one.estateId),
      itemTitle: itemOf(one.item),
      amountFen: String(one.amountFen),
      leftFen: String(one.leftFen),
    })),
    short: spread.short.map((one) => ({
      estateName: nameOf(one.estateId),
      itemTitle: itemOf(one.item),
      amountFen: String(one.amountFen),
    })),
  };
}

const parties = ['contractor', 'designer', 'siteSupervisor', 'supplier', 'platformCompany'] as const;

/** Organisations a contract can be with, by name. */
export async function listParties(ctx: Ctx, input: { search?: string | undefined }) {
  let rows = ctx.tx
    .selectFrom('identityOrganisation')
    .select(['id', 'name', 'kind'])
    .where('archivedAt', 'is', null)
    .where('kind', 'in', parties);
  if (input.search) rows = rows.where('name', 'ilike', containing(input.search));
  return rows.orderBy('name').orderBy('id').limit(200).execute();
}

/** Running projects in sight, for choosing one; people outside the offices: those of their own contracts. */
export async function listContractProjects(ctx: Ctx) {
  let rows = ctx.tx
    .selectFrom('projectsProject')
    .select(['id', 'code', 'name'])
    .where('state', '=', 'approved')
    .where(sql<boolean>`region_code >= huanju_lo() and region_code < huanju_hi()`);
  if (isOutside(ctx.actor)) rows = rows.where('id', 'in', contractsInSight(ctx).select('c.projectId'));
  return rows.orderBy('code', 'desc').limit(500).execute();
}
