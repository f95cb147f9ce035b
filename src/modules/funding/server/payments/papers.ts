import type { Ctx } from '#platform/http/context.ts';
import type { Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { paymentKindNames } from '../../domain/ledger/words.ts';
import { paymentsProblems } from '../../problems-payments.ts';
import { keepPaper } from '../works/files.ts';
import { requiredPapers } from './basis.query.ts';
import { showPayment } from './detail.query.ts';
import { checkDrafting } from './draft.ts';
import { lockedPayment, paymentRow } from './payment-row.ts';

/** Takes in a paper of a draft and hangs it where it belongs. */
export async function uploadPaymentPaper(
  ctx: Ctx,
  upload: Upload,
  input: { id: string; paper: string },
): Promise<{ id: string; name: string }> {
  const { row, contract } = await paymentRow(ctx, input.id);
  await checkDrafting(ctx, row, contract);
  const required = (await requiredPapers(ctx, contract))[row.kind];
  if (input.paper !== 'other' && !required.some((one) => one.id === input.paper))
    throw problem(paymentsProblems, 'funding.payments.paper', { kind: paymentKindNames[row.kind] });
  const file = await keepPaper(ctx, upload, {
    regionCode: row.regionCode,
    subjectKind: 'fundingPayment',
    subjectId: row.id,
  });
  await ctx.tx
    .insertInto('fundingPaymentPaper')
    .values({
      paymentId: row.id,
      paper: input.paper,
      fileId: file.id,
      regionCode: row.regionCode,
      addedBy: ctx.actor.name,
      addedAt: ctx.now,
    })
    .execute();
  return file;
}

/** 移除草稿的一份材料; the file itself stays on record. */
export async function detachPaper(
  ctx: Ctx,
  input: { id: string; version: number; paper: string; fileId: string },
) {
  const { row, contract } = await lockedPayment(ctx, input);
  await checkDrafting(ctx, row, contract);
  const gone = await ctx.tx
    .deleteFrom('fundingPaymentPaper')
    .where('paymentId', '=', row.id)
    .where('paper', '=', input.paper)
    .where('fileId', '=', input.fileId)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw problem(paymentsProblems, 'funding.payments.file');
  await ctx.audit({
    action: 'funding.payments.attach',
    subjectKind: 'fundingPayment',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { removed: input.fileId, paper: input.paper },
  });
  return showPayment(ctx, { id: row.id });
}
