import { openDisputes } from '#modules/participation/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { ApplicationState } from '../domain/application.ts';

/** Where an estate stands on the way in. */
export type Standing = {
  readonly state: ApplicationState | null;
  /** Version of the application; 0 where there is none. */
  readonly version: number;
  readonly opinion: 'support' | 'oppose' | null;
  readonly disputed: boolean;
  readonly projectCode: string | null;
  readonly projectYear: number | null;
};

const nowhere: Standing = {
  state: null,
  version: 0,
  opinion: null,
  disputed: false,
  projectCode: null,
  projectYear: null,
};

/** Standing of the estates named; absent where there is neither application, dispute nor project. */
export async function standingsOf(
  ctx: Pick<Ctx, 'tx'>,
  ids?: readonly string[],
): Promise<Map<string, Standing>> {
  if (ids?.length === 0) return new Map();
  let applications = ctx.tx
    .selectFrom('projectsApplication')
    .select(['estateId', 'state', 'version', 'opinion']);
  let disputes = ctx.tx.selectFrom('projectsDispute').select('estateId').where('state', '=', 'open');
  let projects = ctx.tx
    .selectFrom('projectsProjectEstate as e')
    .innerJoin('projectsProject as p', 'p.id', 'e.projectId')
    .select(['e.estateId', 'p.code', 'p.year'])
    .where('e.living', '=', true);
  if (ids) {
    applications = applications.where('estateId', 'in', [...ids]);
    disputes = disputes.where('estateId', 'in', [...ids]);
    projects = projects.where('e.estateId', 'in', [...ids]);
  }
  const found = new Map<string, Standing>();
  const add = (id: string, part: Partial<Standing>) =>
    found.set(id, { ...(found.get(id) ?? nowhere), ...part });
  for (const row of await applications.execute())
    add(row.estateId, {
      state: row.state as ApplicationState,
      version: row.version,
      opinion: row.opinion as Standing['opinion'],
    });
  for (const row of await disputes.execute()) add(row.estateId, { disputed: true });
  // Objections residents are not satisfied on hold an estate before anybody has opened the record.
  for (const id of (await openDisputes(ctx.tx, ids)).keys()) add(id, { disputed: true });
  for (const row of await projects.execute())
    add(row.estateId, { projectCode: row.code, projectYear: row.year });
  return found;
}
