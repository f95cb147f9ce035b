import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { policyOn } from '#modules/policy/index.ts';
import { type EstateFactsRow, listEstateFacts } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { type FrozenEstate, formProject, projectCode } from '../domain/project.ts';
import { projectsProblems } from '../problems.ts';
import { type ProjectView, presentProject, projectRow } from './projects.query.ts';
import { standingsOf } from './standing.query.ts';

export type FormInput = {
  name: string;
  year: number;
  implementingBody: string;
  approvalNumber: string;
  approvedOn: string;
  estateIds: string[];
};

/** The subdistrict all estates lie in, or else their district. */
function regionOf(estates: readonly EstateFactsRow[]): string {
  const first = estates[0]?.regionCode ?? '';
  const common = first.slice(0, 9);
  return estates.every((one) => one.regionCode.startsWith(common)) ? common : first.slice(0, 6);
}

async function frozen(
  ctx: Ctx,
  input: FormInput,
  estates: readonly EstateFactsRow[],
): Promise<readonly FrozenEstate[]> {
  const standings = await standingsOf(ctx, input.estateIds);
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const byId = new Map(estates.map((estate) => [estate.id, estate]));
  const candidates = input.estateIds.map((id) => {
    const estate = byId.get(id);
    if (!estate) throw problem(projectsProblems, 'projects.estate.absent');
    const standing = standings.get(id);
    return {
      estateId: id,
      name: estate.name,
      accepted: standing?.state === 'accepted',
      held: standing?.disputed ?? false,
      projectCode: standing?.projectCode ?? null,
      buildings: estate.facts.buildings,
      households: estate.facts.households,
      floorAreaCm2: estate.floorAreaCm2,
    };
  });
  const result = formProject(candidates, input.year, values['cycle.startYears']);
  if (result.ok) return result.estates;
  const why = result.faults.map((fault) => fault.message).join('；');
  throw problem(projectsProblems, 'projects.project.unfit', { why }, { details: result.faults });
}

/** Makes a project of accepted estates for one year and freezes their counts (五(二)). */
export async function formProjectOf(ctx: Ctx, input: FormInput): Promise<ProjectView> {
  if (input.approvedOn > ctx.today)
    throw problem(projectsProblems, 'projects.project.day', {}, { at: 'approvedOn' });
  const estates = await listEstateFacts(ctx, { ids: input.estateIds });
  const members = await frozen(ctx, input, estates);
  const regionCode = regionOf(estates);
  const district = regionCode.slice(0, 6);
  const prefix = `${district}-${input.year}-`;
  // One at a time per district and year, so that no serial number is given twice.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`projects:${prefix}`}, 0))`.execute(ctx.tx);
  const last = await ctx.tx
    .selectFrom('projectsProject')
    .select('code')
    .where('code', 'like', `${prefix}%`)
    .orderBy(sql`length(code)`, 'desc')
    .orderBy('code', 'desc')
    .limit(1)
    .executeTakeFirst();
  const serial = Number(last?.code?.slice(prefix.length) ?? 0) + 1;
  const row = await ctx.tx
    .insertInto('projectsProject')
    .values({
      id: randomUUID(),
      code: projectCode(district, input.year, serial),
      regionCode,
      name: input.name,
      year: input.year,
      implementingBody: input.implementingBody,
      approvalNumber: input.approvalNumber,
      approvedOn: input.approvedOn,
      estates: members.length,
      buildings: members.reduce((sum, one) => sum + one.buildings, 0),
      households: members.reduce((sum, one) => sum + one.households, 0),
      floorAreaCm2: members.reduce((sum, one) => sum + one.floorAreaCm2, 0n),
      createdBy: ctx.actor.name,
      createdAt: ctx.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const byId = new Map(estates.map((estate) => [estate.id, estate]));
  await ctx.tx
    .insertInto('projectsProjectEstate')
    .values(
      members.map((one) => ({
        projectId: row.id,
        regionCode: byId.get(one.estateId)?.regionCode ?? regionCode,
        name: byId.get(one.estateId)?.name ?? '',
        ...one,
      })),
    )
    .execute();
  await ctx.audit({
    action: 'projects.form',
    subjectKind: 'project',
    subjectId: row.id,
    regionCode,
    detail: { code: row.code, year: row.year, estates: members.length, households: row.households },
  });
  return presentProject(row);
}

/** Cancels a project; its estates are free again, its row and frozen counts stay readable. */
export async function cancelProject(
  ctx: Ctx,
  input: { id: string; reason: string; version: number },
): Promise<ProjectView> {
  const before = await projectRow(ctx, input.id);
  if (before.state === 'cancelled') throw problem(projectsProblems, 'projects.project.cancelled');
  const row = await ctx.tx
    .updateTable('projectsProject')
    .set({ state: 'cancelled', cancelReason: input.reason, version: input.version + 1 })
    .where('id', '=', input.id)
    .where('version', '=', input.version)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw problem(projectsProblems, 'projects.version.stale');
  await ctx.tx
    .updateTable('projectsProjectEstate')
    .set({ living: false })
    .where('projectId', '=', input.id)
    .execute();
  await ctx.audit({
    action: 'projects.cancel',
    subjectKind: 'project',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { code: row.code },
  });
  return presentProject(row);
}
