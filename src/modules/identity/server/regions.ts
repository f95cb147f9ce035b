import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Database } from '#platform/database/connect.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { IdentityRegion } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { isWithin, levelOf, regionCode } from '#shared/region.ts';
import type { regionShape } from '../contract.ts';
import { type Region, shippedRegions } from '../domain/regions.ts';
import { identityProblems } from '../problems.ts';

type View = z.infer<typeof regionShape>;

const present = (row: Selectable<IdentityRegion>): View => ({
  code: row.code,
  name: row.name,
  parentCode: row.parentCode,
  level: levelOf(regionCode(row.code)),
  urban: row.urban,
});

/** All regions known, in code order, so that parents come before children. */
export async function listRegions(ctx: Ctx): Promise<View[]> {
  return (await ctx.tx.selectFrom('identityRegion').selectAll().orderBy('code').execute()).map(present);
}

/** Registers a community (12 digits) under a subdistrict of the actor's own region. */
export async function addRegion(ctx: Ctx, input: { code: string; name: string }): Promise<View> {
  if (input.code.length !== 12) throw problem(identityProblems, 'identity.region.code', {}, { at: 'code' });
  const parentCode = input.code.slice(0, 9);
  const parent = await ctx.tx
    .selectFrom('identityRegion')
    .selectAll()
    .where('code', '=', parentCode)
    .executeTakeFirst();
  if (!parent || !isWithin(parentCode, ctx.actor.scope))
    throw problem(identityProblems, 'identity.region.absent', {}, { at: 'code' });
  const row = await ctx.tx
    .insertInto('identityRegion')
    .values({ code: input.code, name: input.name, parentCode, urban: parent.urban })
    .returningAll()
    .executeTakeFirstOrThrow();
  await ctx.audit({
    action: 'identity.region.edit',
    subjectKind: 'region',
    subjectId: row.code,
    regionCode: row.code,
    detail: { name: row.name },
  });
  return present(row);
}

/** Puts the shipped regions in, leaving what is there; part of every start. */
export async function seedRegions(db: Database): Promise<void> {
  await inScope(db, everyRegion, async (tx) => {
    for (const region of shippedRegions)
      await tx
        .insertInto('identityRegion')
        .values({
          code: region.code,
          name: region.name,
          parentCode: region.parentCode,
          urban: region.urban,
          extent: region.extent ? [...region.extent] : null,
        })
        .onConflict((conflict) => conflict.column('code').doNothing())
        .execute();
  });
}

/** Regions as plain values for the pure rules of other modules. */
export async function regionsIn(ctx: Pick<Ctx, 'tx'>, scope: string): Promise<Region[]> {
  const rows = await ctx.tx
    .selectFrom('identityRegion')
    .selectAll()
    .where('code', 'like', `${scope}%`)
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    parentCode: row.parentCode,
    urban: row.urban,
    extent: row.extent ? (row.extent as [number, number, number, number]) : null,
  }));
}
