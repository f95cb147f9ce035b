import { assessEstates, isStale, listAssessedEstates } from '#modules/projects/index.ts';
import { estateSummaries } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { PlanEstate, YearLimit } from '../domain/build-instance.ts';
import { planEstate } from './plan-estate.ts';

/** An estate as planned over, with where it lies and the project that already has it. */
export type EstateForPlan = PlanEstate & {
  readonly regionCode: string;
  readonly subdistrictName: string;
  readonly buildings: number | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly project: { readonly code: string; readonly year: number } | null;
};

/** Every estate the transaction may see, judged and scored anew where ledger or rules changed since. */
export async function estatesForPlan(ctx: Ctx): Promise<EstateForPlan[]> {
  if (await isStale(ctx)) await assessEstates(ctx);
  const places = new Map((await estateSummaries(ctx)).map((one) => [one.id, one]));
  return (await listAssessedEstates(ctx)).flatMap((row) => {
    const place = places.get(row.id);
    if (!place) return [];
    const { regionCode, subdistrictName, buildings, projectCode, projectYear } = row;
    const project =
      projectCode !== null && projectYear !== null ? { code: projectCode, year: projectYear } : null;
    const { lon, lat, subdistrict } = place;
    return [
      { ...planEstate({ ...row, subdistrict }), regionCode, subdistrictName, buildings, lon, lat, project },
    ];
  });
}

/**
 * The years that projects already fix: an estate starts in its project's year, and where that year lies before
 * the first open one it counts as done. A year set by a person goes before.
 */
export const projectLimits = (
  estates: readonly EstateForPlan[],
  limits: readonly YearLimit[],
  openFrom: number,
): (YearLimit & { readonly name: string })[] =>
  estates.flatMap(({ id, name, project }) => {
    const fixed = limits.some((one) => one.estateId === id && one.kind !== 'forbid');
    if (!project || fixed) return [];
    const kind = project.year < openFrom ? ('done' as const) : ('pin' as const);
    return [{ estateId: id, name, kind, year: project.year, reason: `已立项 ${project.code}` }];
  });
