import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions } from '#shared/actor.ts';

const clerks = ['taskForce', 'subdistrictClerk', 'communityClerk'] as const;

/** Who may see, issue and revoke cards, help a resident, and look at what was refused. */
export const accessActions = defineActions({
  'participation.access.read': [...clerks, 'administrator', 'leader', 'auditor'],
  'participation.access.issue': clerks,
  'participation.access.revoke': clerks,
  'participation.access.help': clerks,
  'participation.access.refusals': ['administrator', 'taskForce', 'subdistrictClerk', 'auditor'],
});

export const cardStates = ['none', 'unused', 'redeemed', 'expired', 'revoked'] as const;
export const documentKinds = ['idCard', 'passport', 'ownershipBook', 'organisation'] as const;

const place = z.string().trim().min(1).max(40);
const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
const next = z.object({ next: z.string() });
const route = (method: 'GET' | 'POST', path: `/participation/access/${string}`, summary: string) =>
  oc.route({ method, path, summary });

/** What the list of cards, and its export, may be asked for. */
export const cardQuery = z.object({
  estateId: z.uuid(),
  building: place.optional(),
  state: z.enum(cardStates).optional(),
  /** Part of a place: 3号楼1单元201. */
  search: z.string().trim().max(40).optional(),
});
const cardShape = z.object({
  partId: z.string(),
  building: z.string(),
  place: z.string(),
  kind: z.string(),
  owners: z.array(z.string()),
  cardId: z.string().nullable(),
  number: z.number().int(),
  state: z.enum(cardStates),
  issuedAt: z.string().nullable(),
  issuedBy: z.string().nullable(),
  expiresAt: z.string().nullable(),
  redeemedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokeReason: z.string().nullable(),
});
const counts = z.object({ parts: z.number().int(), states: z.record(z.enum(cardStates), z.number().int()) });
const refusalFilter = {
  kind: z.string().max(40).optional(),
  /** The beginning of an address mark, as the page shows it. */
  address: z
    .string()
    .regex(/^[0-9a-f]{1,64}$/, '应为地址标记')
    .optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
};

const visitorState = z.object({
  estate: z.string(),
  estateCode: z.string(),
  place: z.string(),
  owner: z.string().nullable(),
  verifiedBy: z.enum(['ledger', 'oidc', 'worker']).nullable(),
  helper: z.string().nullable(),
  expiresAt: z.string(),
});

export const accessContract = {
  redeem: route('POST', '/participation/access/redeem', '使用住户码')
    .input(
      z.strictObject({
        code: z.string().max(40, '住户码太长'),
        /** Made by the sender; the same request sent again is answered the same. */
        key: z.uuid('缺少提交编号，请刷新页面后重试'),
      }),
    )
    .output(z.object({ estate: z.string(), place: z.string(), next: z.string() })),
  end: route('POST', '/participation/access/end', '退出').input(z.strictObject({})).output(next),
  show: route('GET', '/participation/access/me', '当前住户身份').output(visitorState),
  verify: route('POST', '/participation/access/verify', '核实业主身份')
    .input(
      z.strictObject({
        name: z.string().trim().min(1, '请填写姓名').max(60, '姓名太长'),
        number: z.string().trim().min(1, '请填写证件号码').max(40, '证件号码太长'),
      }),
    )
    .output(z.object({ verifiedBy: z.enum(['ledger', 'oidc']) })),
  signIn: route('POST', '/participation/access/sign-in', '通过统一身份登录核实')
    .input(z.strictObject({}))
    .output(next),
  cards: {
    list: route('GET', '/participation/access/cards', '住户码')
      .input(cardQuery.extend(paging))
      .output(z.object({ total: z.number().int(), items: z.array(cardShape) })),
    summary: route('GET', '/participation/access/summary', '各楼栋制卡与使用情况')
      .input(z.object({ estateId: z.uuid() }))
      .output(z.object({ estate: counts, buildings: z.array(counts.extend({ building: z.string() })) })),
    issue: route('POST', '/participation/access/issue', '制作住户卡')
      .input(
        z.strictObject({
          estateId: z.uuid(),
          building: place.nullable().default(null),
          /** These parts get a new card whatever they have; absent: those of the scope without a usable one. */
          partIds: z.array(z.uuid()).min(1).max(5000).nullable().default(null),
          reason: z.string().trim().max(200).default(''),
        }),
      )
      .output(
        z.object({
          estate: z.string(),
          estateCode: z.string(),
          expiresOn: z.string(),
          replaced: z.number().int(),
          /** In clear here and never again. */
          cards: z.array(
            z.object({
              partId: z.string(),
              place: z.string(),
              building: z.string(),
              code: z.string(),
              number: z.number().int(),
            }),
          ),
        }),
      ),
    revoke: route('POST', '/participation/access/cards/{id}/revoke', '作废住户卡')
      .input(z.strictObject({ id: z.uuid(), reason: z.string().trim().min(1, '请填写原因').max(200) }))
      .output(z.object({ sessions: z.number().int() })),
  },
  help: {
    parts: route('GET', '/participation/access/help/parts', '协助办理：找房屋')
      .input(z.object({ estateId: z.uuid(), search: z.string().trim().min(1).max(40) }))
      .output(
        z.array(
          z.object({
            partId: z.string(),
            place: z.string(),
            owners: z.array(z.object({ id: z.string(), name: z.string(), nominated: z.boolean() })),
          }),
        ),
      ),
    open: route('POST', '/participation/access/help', '协助办理：开始')
      .input(
        z.strictObject({
          partId: z.uuid(),
          /** Null: a resident who is no owner; surveys and item choice only. */
          ownerId: z.uuid().nullable().default(null),
          document: z.enum(documentKinds).nullable().default(null),
          lastFour: z
            .string()
            .trim()
            .regex(/^[0-9A-Za-z]{4}$/, '应为证件号码的末四位')
            .nullable()
            .default(null),
          /** A PNG drawn on the screen, base64; or the file of a photographed paper. */
          signature: z.base64('签名图片无法读取').max(400_000, '签名图片太大').nullable().default(null),
          fileId: z.uuid().nullable().default(null),
          /** The photographed document; needed where the ledger holds no number to compare it with. */
          documentFileId: z.uuid().nullable().default(null),
        }),
      )
      .output(z.object({ next: z.string(), expiresAt: z.string() })),
  },
  refusals: {
    list: route('GET', '/participation/access/refusals', '异常尝试')
      .input(z.object({ ...refusalFilter, ...paging }))
      .output(
        z.object({
          total: z.number().int(),
          items: z.array(
            z.object({
              id: z.string(),
              at: z.string(),
              kind: z.string(),
              address: z.string(),
              region: z.string(),
              /** The part concerned, if one is known: 3号楼1单元201. */
              place: z.string(),
            }),
          ),
        }),
      ),
    summary: route('GET', '/participation/access/refusals/summary', '异常尝试：按地址合计')
      .input(z.object(refusalFilter))
      .output(
        z.object({
          kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
          addresses: z.array(
            z.object({ address: z.string(), count: z.number().int(), first: z.string(), last: z.string() }),
          ),
        }),
      ),
  },
};
