import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions } from '#shared/actor.ts';
import { channels, deliveryStates, staffChannels } from './domain/ballot/words.ts';
import { choices } from './domain/tally/vote.ts';

const clerks = ['administrator', 'taskForce', 'subdistrictClerk', 'communityClerk'] as const;

/** Who may see which doors have voted (never what), and enter what was signed on paper. */
export const ballotActions = defineActions({
  'participation.ballot.read': [...clerks, 'auditor'],
  'participation.ballot.enter': clerks,
  'participation.ballot.scan': [...clerks, 'auditor'],
});

const id = z.uuid();
const matterId = z.string().min(1).max(40);
const few = (value: object) => Object.keys(value).length <= 50;
const tooMany = '一张票最多 50 个事项';
const choice = z.enum(choices, '应为赞成、反对、弃权或从众');
const reason = z.string().trim().max(200, '原因最多 200 个字').default('');

export const receiptShape = z.object({
  entitlementId: id,
  /** 3号楼2单元301 */
  door: z.string(),
  /** The how-many-eth accepted in the vote; the bundle has another order within a day. */
  seq: z.number().int(),
  receipt: z.string(),
  at: z.iso.datetime(),
  /** The how-many-eth ballot of this entitlement: 2 replaced the first openly. */
  times: z.number().int(),
});

/** A ballot of a verified owner, over the wire. */
export const ballotInput = z.strictObject({
  id,
  /** Made by the sender: the same ballot sent again gets the same receipt. */
  key: id,
  choices: z.record(matterId, choice).refine(few, tooMany),
  /** Of the owner's entitlements the ones meant; all when left out. */
  entitlements: z.array(id).min(1).max(500).optional(),
});
const receipts = z.object({ receipts: z.array(receiptShape) });

const entry = z.strictObject({
  key: id,
  entitlementId: id,
  choices: z.record(matterId, choice.nullable()).refine(few, tooMany),
  proxyId: id.nullable().default(null),
  fileId: id.nullable().default(null),
  /** How many ballots of the door the worker saw, the last of which this one replaces; null: none was there. */
  replaces: z.number().int().min(1).nullable().default(null),
  reason,
});
export const entriesInput = z.strictObject({
  id,
  channel: z.enum(staffChannels),
  /** The worker has seen the owner's (or agent's) signature on each paper (聊城市物业管理条例 16). */
  signed: z.boolean(),
  /** Scan of the signed papers of the whole lot; or one per ballot. */
  fileId: id.nullable().default(null),
  entries: z.array(entry).min(1).max(200, '一次最多登记 200 张票'),
});

const delivery = z.object({
  status: z.enum(deliveryStates),
  note: z.string(),
  day: z.iso.date(),
  byName: z.string(),
});
export const doorShape = z.object({
  entitlementId: id,
  /** 票号 on the papers; the bundle does not have it. */
  paperNumber: z.string(),
  building: z.string(),
  entrance: z.string(),
  room: z.string(),
  door: z.string(),
  kind: z.string(),
  areaCm2: z.string(),
  ownerMasked: z.string(),
  coOwners: z.number().int(),
  unsold: z.boolean(),
  /** That and how it voted, never what. */
  ballot: z
    .object({
      /** The day only: a number or an instant would lead to the ballot in the bundle. */
      day: z.iso.date(),
      channel: z.enum(channels),
      times: z.number().int(),
      /** Whether a scan of the signed paper is kept. */
      scan: z.boolean(),
    })
    .nullable(),
  delivery: delivery.nullable(),
});
export const doorsQuery = {
  search: z.string().trim().max(50).optional(),
  building: z.string().max(40).optional(),
  entrance: z.string().max(40).optional(),
  voted: z.stringbool().optional(),
  channel: z.enum(channels).optional(),
  delivery: z.enum([...deliveryStates, 'none']).optional(),
  sort: z.enum(['place', 'owner', 'day']).default('place'),
  descending: z.stringbool().default(false),
};
export const ballotsContract = {
  accept: oc
    .route({
      method: 'POST',
      path: '/participation/votes/{id}/ballots',
      summary: '已核实业主投票（住户码会话）',
    })
    .input(ballotInput)
    .output(receipts),
};

/** The desk of those who enter what was signed on paper. */
export const deskContract = {
  enter: oc
    .route({ method: 'POST', path: '/participation/votes/{id}/entries', summary: '登记签字的纸质票' })
    .input(entriesInput)
    .output(receipts),
  doors: oc
    .route({
      method: 'GET',
      path: '/participation/votes/{id}/doors',
      summary: '各户投票与送达情况（不含选择）',
    })
    .input(
      z.object({
        id,
        page: z.coerce.number().int().min(1).max(100_000).default(1),
        size: z.coerce.number().int().min(1).max(200).default(50),
        ...doorsQuery,
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        counts: z.object({
          all: z.number().int(),
          voted: z.number().int(),
          delivered: z.number().int(),
          byChannel: z.partialRecord(z.enum(channels), z.number().int()),
        }),
        items: z.array(doorShape),
      }),
    ),
  deliver: oc
    .route({ method: 'POST', path: '/participation/votes/{id}/deliveries', summary: '登记送达情况' })
    .input(
      z.strictObject({
        id,
        entitlementIds: z.array(id).min(1).max(500),
        status: z.enum(deliveryStates),
        note: z.string().trim().max(200, '说明最多 200 个字').default(''),
      }),
    )
    .output(z.object({ count: z.number().int() })),
};

export type BallotInput = z.output<typeof ballotInput>;
export type EntriesInput = z.output<typeof entriesInput>;
export type ReceiptOf = z.output<typeof receiptShape>;
