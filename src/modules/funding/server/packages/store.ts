import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { type Policy, policyOn } from '#modules/policy/index.ts';
import { estateSummaries } from '#modules/survey/index.ts';
import type { FundingPackage } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { packageContent, packageShape } from '../../contract-packages.ts';
import { appraise, packageYears } from '../../domain/package/package.ts';
import { packageStateNames } from '../../domain/package/words.ts';
import { packagesProblems } from '../../problems-packages.ts';

export type PackageRow = Selectable<FundingPackage>;
export type PackageContent = z.output<typeof packageContent>;
export type PackageView = z.infer<typeof packageShape>;
type State = PackageView['state'];

export const contentOf = (row: Pick<PackageRow, 'content'>) => row.content as unknown as PackageContent;

export const policyOf = (ctx: Ctx): Promise<Policy> => policyOn(ctx.tx, ctx.actor.scope, ctx.today);

/** The row, locked where it is about to change. */
export async function packageRow(ctx: Ctx, id: string, lock = false): Promise<PackageRow> {
  const query = ctx.tx.selectFrom('fundingPackage').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw problem(packagesProblems, 'funding.package.absent');
  return row;
}

/** Refuses a step against a row that changed meanwhile or stands elsewhere. */
export function expectPackage(
  row: PackageRow,
  version: number,
  states: readonly State[],
  step: string,
): void {
  const { title } = row;
  if (row.version !== version) throw problem(packagesProblems, 'funding.package.stale', { title });
  const state = row.state as State;
  if (!states.includes(state))
    throw problem(packagesProblems, 'funding.package.state', {
      title,
      state: packageStateNames[state],
      step,
    });
}

/** What the list shows of a package; appraised anew, so that a changed limit is never told from an old figure. */
export function headOf(row: PackageRow, { values }: Policy) {
  const content = contentOf(row);
  const { balanced, npvFromStart, gap, irr, payback, cover } = appraise(content, values['package.limits']);
  const investFen = packageYears(content.facilities).reduce((all, year) => all + year.investFen, 0);
  const estates = new Set(content.facilities.flatMap(({ estateId }) => estateId ?? []));
  return {
    id: row.id,
    title: row.title,
    regionCode: row.regionCode,
    state: row.state as State,
    version: row.version,
    facilities: content.facilities.length,
    estates: estates.size,
    figures: {
      ...{ balanced, npvFromStart, gap, payback, investFen },
      irr: { status: irr.status, values: [...irr.values] },
      cover: cover ?? null,
    },
    editedBy: row.editedByName,
    editedAt: row.editedAt.toISOString(),
    adoptedBy: row.adoptedByName,
  };
}

export async function presentPackage(ctx: Ctx, row: PackageRow): Promise<PackageView> {
  const policy = await policyOf(ctx);
  const content = contentOf(row);
  const ids = [...new Set(content.facilities.flatMap(({ estateId }) => estateId ?? []))];
  const estates = ids.length > 0 ? await estateSummaries(ctx, { ids }) : [];
  const unverified = policy.pack.parameters.filter(
    ({ id }) => id === 'package.limits' || id === 'package.moves',
  );
  const { cover, maxConcessionYears } = policy.values['package.limits'];
  return {
    ...headOf(row, policy),
    content,
    estateNames: Object.fromEntries(estates.map(({ id, name }) => [id, name])),
    limits: { cover, maxConcessionYears },
    moves: policy.values['package.moves'],
    limitsUnverified: unverified.some((one) => one.unverified || one.provenance === 'assumed'),
    mayAdopt: row.state === 'draft' && row.editedBy !== ctx.actor.id,
  };
}
