import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { ProjectsProject } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { projectDetail, projectList, projectShape } from '../contract.ts';
import { projectsProblems } from '../problems.ts';

export type ProjectView = z.infer<typeof projectShape>;
export type ProjectRow = Selectable<ProjectsProject>;

export const presentProject = (row: ProjectRow): ProjectView => ({
  id: row.id,
  code: row.code,
  name: row.name,
  regionCode: row.regionCode,
  year: row.year,
  implementingBody: row.implementingBody,
  approvalNumber: row.approvalNumber,
  approvedOn: row.approvedOn,
  state: row.state as ProjectView['state'],
  cancelReason: row.cancelReason,
  estates: row.estates,
  buildings: row.buildings,
  households: row.households,
  floorAreaCm2: String(row.floorAreaCm2),
  version: row.version,
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
});

type ListInput = {
  page: number;
  size: number;
  search?: string | undefined;
  year?: number | undefined;
  state?: 'approved' | 'cancelled' | undefined;
};

/** Projects in sight, and the frozen counts of the living ones by start year. */
export async function listProjects(ctx: Ctx, input: ListInput): Promise<z.infer<typeof projectList>> {
  let rows = ctx.tx.selectFrom('projectsProject');
  if (input.search) {
    const part = containing(input.search);
    rows = rows.where((row) => row.or([row('name', 'ilike', part), row('code', 'ilike', part)]));
  }
  if (input.year) rows = rows.where('year', '=', input.year);
  if (input.state) rows = rows.where('state', '=', input.state);
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll()
    .orderBy('year')
    .orderBy('code')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  return {
    total: Number(total),
    items: found.map(presentProject),
    years: await countsByYear(ctx),
    cycle: values['cycle.startYears'],
  };
}

/** Counted over the estates in sight, so that a subdistrict's clerk reads the subdistrict's own share. */
async function countsByYear(ctx: Ctx): Promise<z.infer<typeof projectList>['years']> {
  const rows = await ctx.tx
    .selectFrom('projectsProjectEstate as e')
    .innerJoin('projectsProject as p', 'p.id', 'e.projectId')
    .where('e.living', '=', true)
    .groupBy('p.year')
    .orderBy('p.year')
    .select((row) => [
      'p.year',
      row.fn.countAll<bigint>().as('estates'),
      row.fn.sum<bigint>('e.buildings').as('buildings'),
      row.fn.sum<bigint>('e.households').as('households'),
      row.fn.sum<string>('e.floorAreaCm2').as('floorAreaCm2'),
    ])
    .execute();
  return rows.map((row) => ({
    year: row.year,
    estates: Number(row.estates),
    buildings: Number(row.buildings),
    households: Number(row.households),
    floorAreaCm2: String(row.floorAreaCm2),
  }));
}

export async function projectRow(ctx: Pick<Ctx, 'tx'>, id: string): Promise<ProjectRow> {
  const row = await ctx.tx.selectFrom('projectsProject').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw problem(projectsProblems, 'projects.project.absent');
  return row;
}

/** One project with the estates of it that are in sight. */
export async function showProject(ctx: Ctx, input: { id: string }): Promise<z.infer<typeof projectDetail>> {
  const row = await projectRow(ctx, input.id);
  const members = await ctx.tx
    .selectFrom('projectsProjectEstate')
    .selectAll()
    .where('projectId', '=', input.id)
    .orderBy('name')
    .execute();
  return {
    ...presentProject(row),
    members: members.map((one) => ({
      id: one.estateId,
      name: one.name,
      buildings: one.buildings,
      households: one.households,
      floorAreaCm2: String(one.floorAreaCm2),
    })),
  };
}
