import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { estateSummaries } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { isWithin } from '#shared/region.ts';
import type { packageSave } from '../../contract-packages.ts';
import { packagesProblems } from '../../problems-packages.ts';
import {
  contentOf,
  expectPackage,
  type PackageContent,
  type PackageRow,
  type PackageView,
  packageRow,
  policyOf,
  presentPackage,
} from './store.ts';

type Save = z.output<typeof packageSave>;
type Change = { readonly id: string; readonly version: number };

const audit = (ctx: Ctx, row: PackageRow, step: string, detail: Readonly<Record<string, unknown>> = {}) =>
  ctx.audit({
    action: `funding.packages.${step === 'adopt' ? 'adopt' : 'edit'}`,
    subjectKind: 'package',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { step, version: row.version, ...detail },
  });

async function keepVersion(ctx: Ctx, row: PackageRow, note: string): Promise<void> {
  await ctx.tx
    .insertInto('fundingPackageVersion')
    .values({
      packageId: row.id,
      version: row.version,
      regionCode: row.regionCode,
      title: row.title,
      content: JSON.stringify(row.content),
      note,
      byName: ctx.actor.name,
      at: ctx.now,
    })
    .execute();
}

type CreateInput = { title: string; regionCode: string; copyOf: string | null };

/** Begins a package, empty or as a copy; the copy is a draft of whoever copied it. */
export async function createPackage(ctx: Ctx, input: CreateInput): Promise<PackageView> {
  if (!isWithin(input.regionCode, ctx.actor.scope)) throw problem(packagesProblems, 'funding.package.region');
  const { values } = await policyOf(ctx);
  const content: PackageContent = input.copyOf
    ? contentOf(await packageRow(ctx, input.copyOf))
    : { rate: values['package.limits'].rate, grantFen: 0, debt: null, facilities: [] };
  const row = await ctx.tx
    .insertInto('fundingPackage')
    .values({
      id: randomUUID(),
      regionCode: input.regionCode,
      title: input.title,
      content: JSON.stringify(content),
      editedBy: ctx.actor.id,
      editedByName: ctx.actor.name,
      editedAt: ctx.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepVersion(ctx, row, input.copyOf ? '复制' : '新建');
  await audit(ctx, row, 'create', { title: row.title, copyOf: input.copyOf });
  return presentPackage(ctx, row);
}

/** Refuses facilities in estates out of sight and concessions longer than the pack allows. */
async function checkContent(ctx: Ctx, { facilities }: PackageContent): Promise<void> {
  const { values } = await policyOf(ctx);
  const { maxConcessionYears: limit } = values['package.limits'];
  const ids = [...new Set(facilities.flatMap(({ estateId }) => estateId ?? []))];
  const seen = new Set(ids.length > 0 ? (await estateSummaries(ctx, { ids })).map(({ id }) => id) : []);
  for (const { title, estateId, concessionYears: years } of facilities) {
    if (estateId !== null && !seen.has(estateId))
      throw problem(packagesProblems, 'funding.package.estate', { title });
    if (years > limit)
      throw problem(packagesProblems, 'funding.package.years', { title, years, limit, clause: '五(六)' });
  }
}

/** Saves a draft; an adopted package becomes a draft again, since other figures were adopted. */
export async function savePackage(ctx: Ctx, input: Save): Promise<PackageView> {
  const before = await packageRow(ctx, input.id, true);
  expectPackage(before, input.version, ['draft', 'adopted'], '修改');
  await checkContent(ctx, input.content);
  const row = await ctx.tx
    .updateTable('fundingPackage')
    .set({
      title: input.title,
      content: JSON.stringify(input.content),
      state: 'draft',
      version: before.version + 1,
      editedBy: ctx.actor.id,
      editedByName: ctx.actor.name,
      editedAt: ctx.now,
      adoptedBy: null,
      adoptedByName: null,
      adoptedAt: null,
    })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepVersion(ctx, row, input.note);
  await audit(ctx, row, 'save', { facilities: input.content.facilities.length, note: input.note });
  return presentPackage(ctx, row);
}

/** Another person than the one who wrote the figures adopts them. */
export async function adoptPackage(ctx: Ctx, { id, version }: Change): Promise<PackageView> {
  const before = await packageRow(ctx, id, true);
  expectPackage(before, version, ['draft'], '采用');
  if (before.editedBy === ctx.actor.id) throw problem(packagesProblems, 'funding.package.same-person');
  if (contentOf(before).facilities.length === 0) throw problem(packagesProblems, 'funding.package.empty');
  const row = await ctx.tx
    .updateTable('fundingPackage')
    .set({
      state: 'adopted',
      version: before.version + 1,
      adoptedBy: ctx.actor.id,
      adoptedByName: ctx.actor.name,
      adoptedAt: ctx.now,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepVersion(ctx, row, '采用');
  await audit(ctx, row, 'adopt');
  return presentPackage(ctx, row);
}

/** Puts a package away, or takes it out again as a draft; nothing is deleted. */
export async function archivePackage(
  ctx: Ctx,
  { id, version, archived, reason }: Change & { archived: boolean; reason: string },
): Promise<PackageView> {
  const before = await packageRow(ctx, id, true);
  expectPackage(before, version, archived ? ['draft', 'adopted'] : ['archived'], archived ? '作废' : '恢复');
  const row = await ctx.tx
    .updateTable('fundingPackage')
    .set({
      state: archived ? 'archived' : 'draft',
      version: before.version + 1,
      adoptedBy: null,
      adoptedByName: null,
      adoptedAt: null,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepVersion(ctx, row, reason);
  await audit(ctx, row, archived ? 'archive' : 'restore', { reason });
  return presentPackage(ctx, row);
}
