import type { z } from 'zod';
import { verifyAudit } from '#platform/audit/verify.ts';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { auditLineShape } from '../contract.ts';

type View = z.infer<typeof auditLineShape>;
type Filter = {
  page: number;
  size: number;
  who?: string | undefined;
  action?: string | undefined;
  subjectId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/** Audit lines of the actor's region, newest first; days are Chinese calendar days, both included. */
export async function listAudit(ctx: Ctx, input: Filter): Promise<{ total: number; items: View[] }> {
  let rows = ctx.tx.selectFrom('auditLine');
  if (input.who) rows = rows.where('actorName', 'ilike', containing(input.who));
  if (input.action) rows = rows.where('action', 'like', containing(input.action));
  if (input.subjectId) rows = rows.where('subjectId', '=', input.subjectId);
  if (input.from) rows = rows.where('at', '>=', new Date(`${input.from}T00:00:00+08:00`));
  if (input.to)
    rows = rows.where('at', '<', new Date(new Date(`${input.to}T00:00:00+08:00`).getTime() + 86_400_000));
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const items = await rows
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return {
    total: Number(total),
    items: items.map((row) => ({
      id: String(row.id),
      stream: row.stream,
      seq: String(row.seq),
      at: row.at.toISOString(),
      actorName: row.actorName,
      action: row.action,
      subjectKind: row.subjectKind,
      subjectId: row.subjectId,
      regionCode: row.regionCode,
      detail: JSON.parse(row.detail),
    })),
  };
}

/** Checks the chains of the actor's region, line by line. */
export async function checkAudit(ctx: Ctx) {
  const verdict = await verifyAudit(ctx.tx, `region:${ctx.actor.scope}`);
  return {
    lines: verdict.lines,
    streams: verdict.streams,
    anchors: verdict.anchors,
    fault: verdict.broken ? verdict.broken.sentence : null,
  };
}
