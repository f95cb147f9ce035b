import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  collectionRowShape,
  collectionShape,
  day,
  fenInput,
  idInput,
  optionalText,
  paging,
  place,
  positiveFen,
  text,
  version,
} from './contract-household-shapes.ts';
import { collectionScopes, collectionStates, divideMethods, partKinds } from './domain/household/words.ts';

const base = '/funding/households' as const;
const scope = {
  scope: z.enum(collectionScopes).default('estate'),
  building: place.nullable().default(null),
  entrance: place.nullable().default(null),
};
const agreedRow = z.strictObject({
  partId: z.uuid(),
  amountFen: fenInput.optional(),
  weight: fenInput.optional(),
});
const values = {
  title: text('名称', 60),
  ...scope,
  kinds: z.array(z.enum(partKinds)).min(1, '至少一种用途').max(6).default(['dwelling', 'shop', 'office']),
  items: z.array(z.string().max(40)).min(1, '请选择改造内容').max(60),
  schemeId: z.uuid().nullable().default(null),
  totalFen: positiveFen,
  amountSource: z.enum(['rules', 'entered']).default('entered'),
  amountBasis: text('金额的依据', 500),
  method: z.enum(divideMethods),
  /** Floor → coefficient; absent: the policy pack's. */
  coefficients: z
    .record(z.string().regex(/^-?\d{1,2}$/), z.string().regex(/^\d(\.\d{1,4})?$/, '系数应为 0 到 9 的小数'))
    .nullable()
    .default(null),
  agreed: z.array(agreedRow).max(50_000).default([]),
  agreementFile: z.uuid().nullable().default(null),
  payee: z
    .strictObject({
      name: optionalText('收款户名', 60),
      account: optionalText('收款账号', 40),
      bank: optionalText('开户银行', 60),
      note: optionalText('缴款说明', 200),
    })
    .default({ name: '', account: '', bank: '', note: '' }),
};
export const collectionQuery = {
  search: z.string().trim().max(50).optional(),
  estateId: z.uuid().optional(),
  state: z.enum(collectionStates).optional(),
  sort: z.enum(['createdAt', 'number', 'totalFen']).default('createdAt'),
  descending: z.stringbool().default(true),
};
const passedShape = z.object({
  voteId: z.uuid(),
  matterId: z.string(),
  label: z.string(),
  kind: z.string(),
  scopeName: z.string(),
});
const basisInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('vote'), voteId: z.uuid(), matterId: z.string().max(40) }),
  z.strictObject({
    kind: z.literal('agreement'),
    title: text('协议名称', 100),
    documentNumber: optionalText('文号或编号', 60),
    signedOn: day,
    fileId: z.uuid('请上传签字的协议'),
  }),
]);
const changed = z.object({ id: z.uuid(), version: z.number().int() });
const many = <T extends z.ZodType>(item: T) => z.object({ total: z.number().int(), items: z.array(item) });

export const collectionsContract = {
  list: oc
    .route({ method: 'GET', path: `${base}/collections`, summary: '居民出资归集列表' })
    .input(z.object({ ...paging, ...collectionQuery }))
    .output(many(collectionRowShape)),
  setup: oc
    .route({ method: 'GET', path: `${base}/setup`, summary: '拟定归集时可选的范围、依据和系数' })
    .input(z.object({ estateId: z.uuid() }))
    .output(
      z.object({
        estateName: z.string(),
        buildings: z.array(
          z.object({
            building: z.string(),
            entrances: z.array(z.object({ entrance: z.string(), parts: z.number().int() })),
            parts: z.number().int(),
            withoutArea: z.number().int(),
          }),
        ),
        kinds: z.array(z.object({ kind: z.enum(partKinds), parts: z.number().int() })),
        items: z.array(z.object({ id: z.string(), title: z.string(), class: z.string() })),
        coefficients: z.record(z.string(), z.string()),
        coefficientsUnverified: z.boolean(),
        passed: z.array(passedShape),
        scheme: z
          .object({
            schemeId: z.uuid(),
            version: z.number().int(),
            title: z.string(),
            lines: z.array(
              z.object({
                item: z.string(),
                title: z.string(),
                amountFen: z.string(),
                residentsFen: z.string(),
              }),
            ),
          })
          .nullable(),
      }),
    ),
  create: oc
    .route({ method: 'POST', path: `${base}/collections`, summary: '拟定归集并计算各户分摊' })
    .input(z.strictObject({ estateId: z.uuid(), key: z.uuid(), ...values }))
    .output(changed),
  show: oc
    .route({ method: 'GET', path: `${base}/collections/{id}`, summary: '一次归集：进度、依据、分期' })
    .input(idInput)
    .output(collectionShape),
  edit: oc
    .route({ method: 'POST', path: `${base}/collections/{id}`, summary: '修改拟定中的归集并重新计算' })
    .input(z.strictObject({ id: z.uuid(), version, ...values }))
    .output(changed),
  issue: oc
    .route({ method: 'POST', path: `${base}/collections/{id}/issue`, summary: '凭依据转为应缴并发出账单' })
    .input(
      z.strictObject({
        id: z.uuid(),
        version,
        basis: basisInput,
        instalments: z
          .array(z.strictObject({ dueOn: day, share: z.string().max(10) }))
          .min(1, '至少一期')
          .max(24, '至多 24 期'),
      }),
    )
    .output(changed.extend({ bills: z.number().int(), dueFen: z.string() })),
  end: oc
    .route({ method: 'POST', path: `${base}/collections/{id}/end`, summary: '取消拟定中的归集，或结束归集' })
    .input(z.strictObject({ id: z.uuid(), version, reason: text('原因', 300) }))
    .output(changed),
  pledgesFromWishes: oc
    .route({
      method: 'POST',
      path: `${base}/collections/{id}/pledges`,
      summary: '把入户登记的出资意愿转为认缴',
    })
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.object({ taken: z.number().int(), unmatched: z.number().int() })),
};
