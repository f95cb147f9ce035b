import { type ApprovedScheme, approvedScheme, type SchemeLine } from '#modules/scheme/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { worksProblems } from '../../problems-works.ts';

type Reading = Pick<Ctx, 'tx'>;

export type ProjectBasis = {
  readonly id: string;
  readonly name: string;
  readonly regionCode: string;
  readonly cancelled: boolean;
  /** Approved schemes of its estates, each once. */
  readonly schemes: readonly ApprovedScheme[];
  /** Their lines on the project's estates, by id. */
  readonly lines: ReadonlyMap<string, SchemeLine>;
};

/** A project in sight with what the approved schemes of its estates say. Throws `funding.works.project`. */
export async function projectBasis(ctx: Reading, id: string): Promise<ProjectBasis> {
  const project = await ctx.tx
    .selectFrom('projectsProject')
    .select(['id', 'name', 'regionCode', 'state'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!project) throw problem(worksProblems, 'funding.works.project', {}, { at: 'projectId' });
  const estates = await ctx.tx
    .selectFrom('projectsProjectEstate')
    .select('estateId')
    .where('projectId', '=', id)
    .orderBy('estateId')
    .execute();
  const own = new Set(estates.map((one) => one.estateId));
  const schemes = new Map<string, ApprovedScheme>();
  for (const estateId of own) {
    if ([...schemes.values()].some((one) => one.estateIds.includes(estateId))) continue;
    const scheme = await approvedScheme(ctx.tx, { estateId });
    if (scheme) schemes.set(scheme.schemeId, scheme);
  }
  const all = [...schemes.values()];
  const lines = all.flatMap((one) => one.lines).filter((line) => own.has(line.estateId));
  return {
    id: project.id,
    name: project.name,
    regionCode: project.regionCode,
    cancelled: project.state === 'cancelled',
    schemes: all,
    lines: new Map(lines.map((line) => [line.id, line])),
  };
}

/** The schemes the lines stand in: id → version. */
export function schemesOf(basis: ProjectBasis, lineIds: Iterable<string>): Record<string, number> {
  const ids = new Set(lineIds);
  const used = basis.schemes.filter((one) => one.lines.some((line) => ids.has(line.id)));
  return Object.fromEntries(used.map((one) => [one.schemeId, one.version]));
}

/** Whether a scheme a contract stands under has an approved version after the one kept with the contract. */
export const hasNewer = (basis: ProjectBasis, kept: Readonly<Record<string, number>>): boolean =>
  basis.schemes.some((one) => one.version > (kept[one.schemeId] ?? one.version));
