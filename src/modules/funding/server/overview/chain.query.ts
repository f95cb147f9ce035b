import type { z } from 'zod';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { type chainShape, chainStepNames } from '../../contract-chain.ts';
import { paymentKindNames } from '../../domain/ledger/words.ts';
import { contractStep, measurementStep, schemeStep, voteStep } from './chain-basis.query.ts';
import { authorisationStep, receiptStep, requestStep, sourceStep, voucherStep } from './chain-money.query.ts';
import { chainSubject, usesOf } from './chain-subject.query.ts';
import { noteAuditorRead } from './note-read.ts';

type Chain = z.infer<typeof chainShape>;

/** 审计链: from the owners' vote to the receipt whose fen were paid, each link with its paper and what is missing. */
export async function showChain(ctx: Ctx, { id }: { id: string }): Promise<Chain> {
  const subject = await chainSubject(ctx, id);
  const uses = await usesOf(ctx, subject);
  noteAuditorRead(ctx, {
    ...{ action: 'funding.overview.chain', kind: 'payment', id: subject.id, regionCode: subject.regionCode },
  });
  return {
    id: subject.id,
    number: subject.number ?? '',
    kindText: paymentKindNames[subject.kind],
    payee: subject.payee,
    amountFen: String(subject.amountFen),
    paidFen: String(subject.paidFen),
    steps: [
      await voteStep(ctx, uses),
      await schemeStep(ctx, subject, uses),
      await contractStep(ctx, subject),
      await measurementStep(ctx, subject, uses),
      await requestStep(ctx, subject),
      await authorisationStep(ctx, subject),
      await voucherStep(ctx, subject),
      await sourceStep(ctx, uses),
      await receiptStep(ctx, subject, uses),
    ],
  };
}

/** The chain as a table, one link a row, what is missing in rows of their own. */
export async function exportChain(ctx: Ctx, input: { id: string }): Promise<Download> {
  const chain = await showChain(ctx, input);
  const yuan = (fen: string | null) => (fen === null ? null : Number(fen) / 100);
  const body = await writeTable({
    sheet: '审计链',
    title: `审计链：${chain.kindText} ${chain.number}`,
    notes: [`收款单位：${chain.payee}。金额单位：元。${ctx.today} 由${ctx.actor.name}导出。`],
    columns: [
      { title: '环节', width: 12 },
      { title: '编号', width: 24 },
      { title: '内容', width: 40 },
      { title: '日期', width: 12 },
      { title: '金额（元）', format: '#,##0.00', width: 18 },
      { title: '经办', width: 24 },
      { title: '说明', width: 40 },
    ],
    rows: chain.steps.flatMap(({ step, links, gaps, remark }) => [
      ...links.map((one) => [
        ...[chainStepNames[step], one.number, one.title, one.day, yuan(one.amountFen), one.by, one.note],
      ]),
      ...(remark ? [[chainStepNames[step], '', remark, null, null, null, null]] : []),
      ...gaps.map((gap) => [chainStepNames[step], '缺', gap, null, null, null, null]),
    ]),
  });
  return {
    name: `审计链_${chain.number || chain.id}_${ctx.today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}
