import { oc } from '@orpc/contract';
import { z } from 'zod';
import { optionalText, paging, place, positiveFen, text, version } from './contract-household-shapes.ts';
import { collectionScopes } from './domain/household/words.ts';

const base = '/funding/households' as const;
const fen = z.string();
const count = z.number().int();
const changed = z.object({ id: z.uuid(), version: count });

export const balanceRowShape = z.object({
  partId: z.uuid(),
  place: z.string(),
  building: z.string(),
  firstDepositFen: fen.nullable(),
  balanceFen: fen.nullable(),
  asOf: z.string().nullable(),
  /** Below the share of the first deposit at which owners renew. */
  renew: z.boolean(),
});
export const drawdownShape = z.object({
  id: z.uuid(),
  number: z.string(),
  estateId: z.uuid(),
  estateName: z.string(),
  title: z.string(),
  item: z.string(),
  itemTitle: z.string(),
  scopeName: z.string(),
  amountFen: fen,
  voteTitle: z.string(),
  voteId: z.uuid(),
  fileId: z.uuid().nullable(),
  state: z.enum(['proposed', 'approved', 'refused', 'withdrawn']),
  proposedBy: z.string(),
  proposedAt: z.string(),
  own: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionNote: z.string(),
  version: count,
});

/** 住宅专项维修资金: balances per part, requests to draw on it. Its own account, its own rules. */
export const fundContract = {
  show: oc
    .route({ method: 'GET', path: `${base}/fund`, summary: '一个小区的维修资金余额与须续交的各户' })
    .input(
      z.object({
        estateId: z.uuid(),
        ...paging,
        renew: z.stringbool().optional(),
        search: z.string().trim().max(50).optional(),
      }),
    )
    .output(
      z.object({
        estateName: z.string(),
        parts: count,
        known: count,
        firstDepositFen: fen,
        balanceFen: fen,
        asOf: z.string().nullable(),
        renew: count,
        renewBelow: z.string(),
        renewArticle: z.string(),
        excludedArticle: z.string(),
        items: z.array(z.object({ id: z.string(), title: z.string(), excluded: z.boolean() })),
        votes: z.array(z.object({ voteId: z.uuid(), matterId: z.string(), label: z.string() })),
        total: count,
        rows: z.array(balanceRowShape),
      }),
    ),
  drawdowns: oc
    .route({ method: 'GET', path: `${base}/drawdowns`, summary: '维修资金使用申请' })
    .input(z.object({ ...paging, estateId: z.uuid().optional(), open: z.stringbool().default(false) }))
    .output(z.object({ total: count, items: z.array(drawdownShape) })),
  propose: oc
    .route({ method: 'POST', path: `${base}/drawdowns`, summary: '申请使用维修资金并分摊到户' })
    .input(
      z.strictObject({
        key: z.uuid(),
        estateId: z.uuid(),
        title: text('名称', 60),
        item: z.string().max(40),
        scope: z.enum(collectionScopes).default('estate'),
        building: place.nullable().default(null),
        entrance: place.nullable().default(null),
        amountFen: positiveFen,
        voteId: z.uuid(),
        matterId: z.string().max(40),
        fileId: z.uuid().nullable().default(null),
      }),
    )
    .output(changed),
  decide: oc
    .route({ method: 'POST', path: `${base}/drawdowns/{id}/decide`, summary: '批准或不同意维修资金使用申请' })
    .input(z.strictObject({ id: z.uuid(), version, approve: z.boolean(), note: optionalText('意见', 300) }))
    .output(changed),
};
