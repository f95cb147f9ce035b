import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { chainContract } from './contract-chain.ts';
import { type AlarmKind, alarmKinds } from './domain/overview/alarms.ts';

/** Overview of money 资金总览: everybody in the offices sees it, the offices of money put alarms aside. */
export const overviewActions = defineActions({
  'funding.overview.read': roles,
  'funding.overview.chain': roles,
  'funding.overview.dismiss': ['administrator', 'taskForce', 'finance'],
});

const fen = z.string();
/** The stages of money side by side, fen; null where a stage is not known at this cut. */
const stages = z.object({
  granted: fen.nullable(),
  arranged: fen,
  received: fen.nullable(),
  committed: fen,
  measured: fen,
  payable: fen,
  paid: fen,
  inKind: fen,
});
const cuts = ['channel', 'subChannel', 'subdistrict', 'estate', 'project', 'year'] as const;
export const overviewQuery = z.object({
  by: z.enum(cuts).default('channel'),
  channel: z.string().max(40).optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  subdistrict: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  projectId: z.uuid().optional(),
});
const kinds = Object.keys(alarmKinds) as AlarmKind[];
const alarmShape = z.object({
  key: z.string(),
  kind: z.enum(kinds),
  subject: z.string(),
  subjectId: z.string(),
  /** Page of the console where the evidence stands. */
  path: z.string(),
  amount: fen,
  days: z.number().int(),
  text: z.string(),
  /** Who put it aside and why; null: it stands. */
  dismissed: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
});
const limits = z.object({
  idleDays: z.number().int(),
  expiryDays: z.number().int(),
  receiptDays: z.number().int(),
  localMatch: z.number().int().nullable(),
  unverified: z.boolean(),
});
const base = '/funding/overview';
const tags = ['资金'];

export const overviewContract = {
  ...chainContract,
  show: oc
    .route({ method: 'GET', path: base, tags, summary: '各渠道、街道、小区、项目、年度的资金，逐环节并列' })
    .input(overviewQuery)
    .output(
      z.object({
        total: stages,
        rows: z.array(stages.extend({ key: z.string(), title: z.string() })),
        years: z.array(z.number().int()),
      }),
    ),
  alarms: oc
    .route({ method: 'GET', path: `${base}/alarms`, tags, summary: '资金预警' })
    .input(z.object({ kind: z.enum(kinds).optional(), dismissed: z.stringbool().default(false) }))
    .output(z.object({ items: z.array(alarmShape), counts: z.record(z.string(), z.number().int()), limits })),
  dismiss: oc
    .route({ method: 'POST', path: `${base}/alarms/dismiss`, tags, summary: '说明理由，暂不提示一条预警' })
    .input(
      z.strictObject({
        key: z.string().min(3).max(80),
        reason: z.string().trim().min(2, '请写明理由').max(500, '最多 500 个字'),
        /** Quiet until this day; null: as long as the figure stays. */
        until: z.iso.date('应为日期').nullable().default(null),
      }),
    )
    .output(z.object({ key: z.string() })),
};
