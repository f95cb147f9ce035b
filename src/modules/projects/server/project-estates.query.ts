import type { Tx } from '#platform/database/connect.ts';

/** An approved project as other modules read it: its estates in sight, by name. */
export type ProjectEstates = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly estateIds: readonly string[];
};

/** A living project; null where there is none in sight. */
export async function projectEstates(tx: Tx, projectId: string): Promise<ProjectEstates | null> {
  const project = await tx
    .selectFrom('projectsProject')
    .select(['id', 'code', 'name'])
    .where('id', '=', projectId)
    .where('state', '=', 'approved')
    .executeTakeFirst();
  if (!project) return null;
  const estates = await tx
    .selectFrom('projectsProjectEstate')
    .select('estateId')
    .where('projectId', '=', projectId)
    .orderBy('name')
    .execute();
  return { ...project, estateIds: estates.map(({ estateId }) => estateId) };
}
