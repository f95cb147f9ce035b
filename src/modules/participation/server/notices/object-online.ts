import { partHead } from '#modules/survey/index.ts';
import { problem } from '#shared/problem.ts';
import { noticeProblems } from '../../problems-notices.ts';
import { type VisitorCtx, visitorName } from '../access/visitor.ts';
import { fileObjection } from './file-objection.ts';

type Entry = { noticeId: string | null; name: string; phone: string; text: string; key: string };

/** More than this from one part on one day is no longer objecting. */
const dailyLimit = 10;

/** A resident objects; name and telephone are theirs to give, the door is that of their card and never published. */
export async function objectOnline(
  ctx: VisitorCtx,
  input: Entry,
): Promise<{ number: string; dueOn: string }> {
  const { visitor } = ctx;
  const { count } = await ctx.tx
    .selectFrom('participationObjection')
    .where('partId', '=', visitor.partId)
    .where('at', '>', new Date(ctx.now.getTime() - 24 * 3600 * 1000))
    .where('key', '<>', input.key)
    .select((row) => row.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  if (Number(count) >= dailyLimit)
    throw problem(noticeProblems, 'participation.objection.limit', { count: Number(count) });
  const row = await fileObjection(ctx, {
    ...input,
    estateId: visitor.estateId,
    partId: visitor.partId,
    channel: 'online',
    receivedOn: ctx.today,
    place: (await partHead(ctx.tx, visitor.partId))?.place ?? '',
    by: visitorName(visitor),
  });
  return { number: row.number, dueOn: row.dueOn };
}
