import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { suspectNames, suspectsIn } from '../../domain/notice/names-in-text.ts';
import { bodyProblems } from '../../problems-bodies.ts';
import { keepStep, type SubjectKind } from '../notices/estate-of.ts';

export type Change = { id: string; version: number };

/** Refuses a row that is not there, or not as the editor saw it. */
export function present<T extends { version: number }>(row: T | undefined, version?: number): T {
  if (!row) throw problem(bodyProblems, 'participation.body.absent');
  if (version !== undefined && row.version !== version)
    throw problem(bodyProblems, 'participation.body.stale');
  return row;
}

/** History and audit of a record of this area. */
export const note = (
  ctx: Ctx,
  kind: SubjectKind,
  row: { readonly id: string; readonly regionCode: string },
  step: string,
  action: string,
  why = '',
): Promise<void> =>
  keepStep(
    ctx,
    { kind, id: row.id, regionCode: row.regionCode },
    { step, note: why, by: ctx.actor.name, action: `participation.${action}` },
  );

/** Whoever changes it writes these beside the fields. */
export const stamp = (ctx: Ctx, version: number) => ({
  version: version + 1,
  updatedAt: ctx.now,
  updatedBy: ctx.actor.name,
});

/** Members' and inspectors' sealed names of an estate, opened inside the server to hold published words against. */
async function knownNames(ctx: Ctx, estateId: string): Promise<{ names: string[]; phones: string[] }> {
  const bodies = await ctx.tx
    .selectFrom('participationBody')
    .select('members')
    .where('estateId', '=', estateId)
    .execute();
  const inspectors = await ctx.tx
    .selectFrom('participationInspector')
    .select(['nameSealed', 'phoneSealed'])
    .where('estateId', '=', estateId)
    .execute();
  const members = bodies.flatMap((row) => row.members as unknown as { nameSealed: string }[]);
  return {
    names: [
      ...members.map((one) => ctx.vault.open(memberField, Buffer.from(one.nameSealed, 'base64'))),
      ...inspectors.map((one) => ctx.vault.open(inspectorFields.name, one.nameSealed)),
    ],
    phones: inspectors.flatMap((one) =>
      one.phoneSealed ? [ctx.vault.open(inspectorFields.phone, one.phoneSealed)] : [],
    ),
  };
}

export const memberField = 'participation_body.members.name';
export const inspectorFields = {
  name: 'participation_inspector.name',
  phone: 'participation_inspector.phone',
} as const;

/** Refuses words to be published that name a member or inspector; asks to look at what only looks like a name or door. */
export async function checkPublicWords(
  ctx: Ctx,
  estateId: string,
  words: string,
  confirmed: boolean,
): Promise<void> {
  const suspects = suspectsIn(words, { ...(await knownNames(ctx, estateId)), doors: [] });
  const known = suspects.filter((one) => one.known);
  const kinds = [...new Set(known.map((one) => suspectNames[one.kind]))].join('、');
  if (known.length > 0) throw problem(bodyProblems, 'participation.openness.names', { kinds });
  if (suspects.length > 0 && !confirmed)
    throw problem(
      bodyProblems,
      'participation.openness.suspect',
      { count: suspects.length },
      { at: 'confirmed' },
    );
}
