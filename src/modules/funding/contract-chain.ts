import { oc } from '@orpc/contract';
import { z } from 'zod';

/** The links of the audit chain in the order in which money needs them. */
export const chainStepNames = {
  vote: '表决',
  scheme: '改造方案',
  contract: '合同',
  measurement: '计量',
  request: '用款申请',
  authorisation: '支付授权',
  voucher: '银行凭证',
  source: '来源文件',
  receipt: '收款凭证',
} as const;
export type ChainStep = keyof typeof chainStepNames;

const fen = z.string();
const link = z.object({
  key: z.string(),
  number: z.string(),
  title: z.string(),
  day: z.string().nullable(),
  amountFen: fen.nullable(),
  by: z.string(),
  /** Page of the console; null: none of its own. */
  path: z.string().nullable(),
  note: z.string(),
});
export const chainShape = z.object({
  /** Of the payment request, or of the authorisation where there is no request. */
  id: z.uuid(),
  number: z.string(),
  kindText: z.string(),
  payee: z.string(),
  amountFen: fen,
  paidFen: fen,
  steps: z.array(
    z.object({
      step: z.enum(Object.keys(chainStepNames) as [ChainStep, ...ChainStep[]]),
      links: z.array(link),
      /** What is missing, as sentences. */
      gaps: z.array(z.string()),
      /** Why there is nothing to look for. */
      remark: z.string(),
    }),
  ),
});
const use = z.object({
  postingId: z.uuid(),
  /** What the chain page is opened with; null: a refund, or a payment without authorisation. */
  chainId: z.uuid().nullable(),
  number: z.string(),
  kindText: z.string(),
  day: z.string(),
  party: z.string(),
  purpose: z.string(),
  amountFen: fen,
});
export const usesShape = z.object({
  id: z.uuid(),
  title: z.string(),
  documentNumber: z.string(),
  /** What its document limits it to, in words. */
  earmark: z.array(z.string()),
  grantedFen: fen,
  receivedFen: fen,
  usedFen: fen,
  unusedFen: fen,
  uncoveredFen: fen,
  receipts: z.array(
    z.object({
      postingId: z.uuid(),
      number: z.string(),
      day: z.string(),
      party: z.string(),
      amountFen: fen,
      unusedFen: fen,
      uses: z.array(use),
    }),
  ),
  /** Only the first links are listed; the workbook has all. */
  capped: z.boolean(),
});

/** The statement of a source; of one year, or of all its time. */
export const statementInput = z.object({
  id: z.uuid(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
});

const tags = ['资金'];
const one = z.object({ id: z.uuid() });

/** The audit chain of a payment, and where each fen of a source went. */
export const chainContract = {
  chain: oc
    .route({ method: 'GET', path: '/funding/overview/chains/{id}', tags, summary: '一笔用款的审计链' })
    .input(one)
    .output(chainShape),
  uses: oc
    .route({
      method: 'GET',
      path: '/funding/overview/sources/{id}/uses',
      tags,
      summary: '来源资金的逐分去向',
    })
    .input(one)
    .output(usesShape),
};
