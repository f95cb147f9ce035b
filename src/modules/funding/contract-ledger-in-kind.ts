import { oc } from '@orpc/contract';
import { z } from 'zod';
import * as s from './contract-ledger-shapes.ts';

const path = '/funding/ledger/sources/{id}/in-kind' as const;
const tags = ['资金'];

/** Goods or labour given instead of money: a value with its evidence, for an item of an estate in a project. */
export const inKindInput = z.strictObject({
  id: z.uuid(),
  projectId: z.uuid(),
  estateId: z.uuid(),
  item: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, '应为改造内容目录中的编号'),
  amountFen: s.fen,
  bookedOn: s.day,
  description: s.text(500).min(2, '请写明投入的内容'),
  /** A paper of the project: what the value rests on. */
  evidenceFileId: z.uuid('请上传计价依据'),
});
const entry = z.object({
  postingId: z.uuid(),
  bookedOn: z.string(),
  amountFen: s.fenOut,
  project: z.string(),
  estate: z.string(),
  itemTitle: z.string(),
  description: z.string(),
  /** Null: out of this user's sight. */
  file: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  byName: z.string(),
  reversed: z.boolean(),
});

export const inKindContract = {
  inKind: oc
    .route({ method: 'POST', path, tags, summary: '登记实物、劳务投入' })
    .input(inKindInput)
    .output(z.object({ postingId: z.uuid() })),
  inKinds: oc
    .route({ method: 'GET', path, tags, summary: '一个来源的实物、劳务投入，新的在前，至多 500 笔' })
    .input(z.object({ id: z.uuid() }))
    .output(z.array(entry)),
};
