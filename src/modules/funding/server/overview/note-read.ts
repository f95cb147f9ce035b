import type { Ctx } from '#platform/http/context.ts';

/**
 * Notes in the audit that an auditor looked at this source, payment or chain: those who audit leave a trace too. Whoever
 * runs the programme reads without one.
 */
export function noteAuditorRead(
  ctx: Pick<Ctx, 'actor' | 'noteRead'>,
  seen: { action: string; kind: string; id: string; regionCode: string },
): void {
  if (!ctx.actor.roles.includes('auditor')) return;
  const { action, kind, id, regionCode } = seen;
  ctx.noteRead({ action, subjectKind: kind, subjectId: id, regionCode });
}

/** The same of a source known by its id; one out of sight is refused elsewhere. */
export async function noteSourceRead(ctx: Ctx, id: string): Promise<void> {
  if (!ctx.actor.roles.includes('auditor')) return;
  const source = await ctx.tx
    .selectFrom('fundingSource')
    .select('regionCode')
    .where('id', '=', id)
    .executeTakeFirst();
  if (source) noteAuditorRead(ctx, { action: 'funding.ledger.read', kind: 'fundingSource', id, ...source });
}
