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
