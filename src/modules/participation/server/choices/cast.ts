import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Ctx, WorkCtx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { choiceReceipt } from '../../contract-choices.ts';
import { choiceStateNames } from '../../domain/choice/words.ts';
import { receiptOf } from '../../domain/proof/receipt.ts';
import { choiceProblems } from '../../problems-choices.ts';
import type { VisitorCtx } from '../access/visitor.ts';
import { type ChoiceRow, frozenDivision, itemsOf } from './store.ts';

export type Receipt = z.infer<typeof choiceReceipt>;
type Ballot = {
  readonly partId: string;
  readonly key: string;
  readonly approvals: readonly string[];
  readonly channel: 'online' | 'paper' | 'door';
  readonly by: string;
};

/** A resident's own ballot: possession of the card of a part of this estate is enough. */
export async function castChoice(
  ctx: VisitorCtx,
  input: { id: string; key: string; approvals: string[] },
): Promise<Receipt> {
  const { visitor } = ctx;
  const row = await openRow(ctx, input.id);
  if (row.estateId !== visitor.estateId) throw problem(choiceProblems, 'participation.choice.part');
  const by = visitor.helper ? `住户（${visitor.helper.name}协助）` : '住户';
  return take(ctx, row, { ...input, partId: visitor.partId, channel: 'online', by });
}

/** A ballot on paper or said at the door, entered by a worker. */
export async function enterChoice(
  ctx: Ctx,
  input: { id: string; partId: string; channel: 'paper' | 'door'; key: string; approvals: string[] },
): Promise<Receipt> {
  return take(ctx, await openRow(ctx, input.id), { ...input, by: ctx.actor.name });
}

/** The choice, open today; locked, so that closing waits for what is being cast and nothing slips in behind it. */
async function openRow(ctx: WorkCtx, id: string): Promise<ChoiceRow> {
  const row = await ctx.tx
    .selectFrom('participationChoice')
    .selectAll()
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst();
  if (!row || row.state === 'draft') throw problem(choiceProblems, 'participation.choice.absent');
  if (row.state !== 'open')
    throw problem(choiceProblems, 'participation.choice.state', {
      title: row.title,
      state: choiceStateNames[row.state as keyof typeof choiceStateNames],
      step: '提交选择',
    });
  const [from, to] = [row.opensOn ?? '', row.closesOn ?? ''];
  if (ctx.today < from || ctx.today > to)
    throw problem(choiceProblems, 'participation.choice.not-open', { from, to });
  return row;
}

/** The approvals in menu order, each once; refuses what the menu does not offer. */
function approved(row: ChoiceRow, approvals: readonly string[]): string[] {
  const items = itemsOf(row);
  for (const id of approvals) {
    const item = items.find((one) => one.id === id);
    if (!item) throw problem(choiceProblems, 'participation.choice.unknown-item', { item: id });
    if (item.class === 'basic')
      throw problem(choiceProblems, 'participation.choice.fixed-item', { item: item.title });
  }
  return items.filter(({ id }) => approvals.includes(id)).map(({ id }) => id);
}

async function take(ctx: WorkCtx, row: ChoiceRow, ballot: Ballot): Promise<Receipt> {
  if (!frozenDivision(row)?.parts.some(({ id }) => id === ballot.partId))
    throw problem(choiceProblems, 'participation.choice.part-absent');
  const approvals = approved(row, ballot.approvals);
  // one door after the other, so that two phones of one household replace each other instead of colliding
  await ctx.tx
    .selectFrom('surveyPart')
    .select('id')
    .where('id', '=', ballot.partId)
    .forNoKeyUpdate()
    .execute();
  const known = await ctx.tx
    .selectFrom('participationChoiceBallot')
    .selectAll()
    .where('choiceId', '=', row.id)
    .where('key', '=', ballot.key)
    .executeTakeFirst();
  if (known) return replayed(ctx, row, known, { ...ballot, approvals });
  const before = await ctx.tx
    .updateTable('participationChoiceBallot')
    .set({ replacedAt: ctx.now })
    .where('choiceId', '=', row.id)
    .where('partId', '=', ballot.partId)
    .where('replacedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  const receipt = receiptOf(randomBytes(32));
  await ctx.tx
    .insertInto('participationChoiceBallot')
    .values({
      id: randomUUID(),
      choiceId: row.id,
      regionCode: row.regionCode,
      partId: ballot.partId,
      approvals,
      channel: ballot.channel,
      key: ballot.key,
      receipt,
      at: ctx.now,
      enteredBy: ballot.by,
    })
    .execute();
  await auditBallot(ctx, row, { channel: ballot.channel, receipt, replaced: before !== undefined });
  return { receipt, at: ctx.now.toISOString(), replaced: before !== undefined, approvals };
}

type Known = { partId: string; approvals: string[]; receipt: string; at: Date };

/** The same ballot sent again gets the same receipt; another one under its key is refused. */
async function replayed(ctx: WorkCtx, row: ChoiceRow, known: Known, ballot: Ballot): Promise<Receipt> {
  const same = known.partId === ballot.partId && known.approvals.join() === ballot.approvals.join();
  if (!same) throw problem(choiceProblems, 'participation.choice.replayed');
  await auditBallot(ctx, row, { receipt: known.receipt, again: true });
  return { receipt: known.receipt, at: known.at.toISOString(), replaced: false, approvals: known.approvals };
}

/** Never what was chosen. */
const auditBallot = (ctx: WorkCtx, row: ChoiceRow, detail: Readonly<Record<string, unknown>>) =>
  ctx.audit({
    action: 'participation.choice.enter',
    subjectKind: 'choice',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail,
  });
