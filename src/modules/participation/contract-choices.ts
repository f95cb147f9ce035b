import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';

/** Item choice 改造内容选择: who may see it, set it up, and enter ballots for residents. */
export const choiceActions = defineActions({
  'participation.choice.read': roles,
  'participation.choice.edit': ['administrator', 'taskForce', 'subdistrictClerk', 'communityClerk'],
  'participation.choice.enter': ['administrator', 'taskForce', 'subdistrictClerk', 'communityClerk'],
});

const text = (limit: number) => z.string().trim().max(limit, `最多 ${limit} 个字`);
const reason = text(500).min(2, '请写明理由');
const fen = z.string().regex(/^\d{1,15}$/, '金额应为不小于 0 的整数分');
const day = z.iso.date('日期应形如 2026-12-01');
const version = z.number().int().min(1);
const one = z.object({ id: z.uuid() });
const choiceStates = ['draft', 'open', 'closed', 'cancelled'] as const;
const itemClass = z.enum(['basic', 'improvement', 'enhancement']);
const ruleOf = z.enum(['equal-shares', 'greedy']);
const completionOf = z.enum(['add-one', 'none', 'greedy']);
const itemId = z.string().regex(/^[a-zA-Z][\w-]{0,39}$/, '编号须以字母开头，由字母、数字组成');

/** One line of the menu. Amounts in fen; shares are decimal text and sum to 1. */
export const menuItem = z.strictObject({
  id: itemId,
  title: text(40).min(1, '请填写名称'),
  class: itemClass,
  cost: fen,
  /** How the cost came about, for whoever asks. */
  basis: text(200),
  note: text(200),
  shares: z
    .partialRecord(
      z.enum(['residents', 'fiscal', 'utilities', 'social']),
      z.string().regex(/^(0|1)(\.\d{1,4})?$/),
    )
    .refine(
      (shares) =>
        Object.values(shares).reduce((sum, one) => sum + Math.round(Number(one) * 10_000), 0) === 10_000,
      '各出资方份额之和应为 1',
    ),
});
export const caps = z.strictObject({ improvement: fen.optional(), enhancement: fen.optional() });
const items = z.array(menuItem).max(120, '最多 120 项');
const settings = {
  title: text(80).min(2, '请填写标题'),
  items,
  budget: fen,
  rule: ruleOf,
  completion: completionOf,
  caps,
  incompatible: z.array(z.array(itemId).min(2, '一组互斥内容至少两项').max(20)).max(50),
};

export const choiceCreate = z.strictObject({ estateId: z.uuid(), ...settings });
export const choiceEdit = z.strictObject({ id: z.uuid(), version, ...settings });

/** A menu as the catalogue proposes it; an item whose size nobody knows has no cost yet. */
export const menuSuggestion = z.object({
  items: z.array(
    menuItem.omit({ cost: true }).extend({ cost: fen.nullable(), suggested: z.boolean(), why: z.string() }),
  ),
  budget: fen.nullable(),
  rule: ruleOf,
  completion: completionOf,
  /** Titles of the parameters nobody has confirmed yet. */
  unverified: z.array(z.string()),
});

const reasonText = z.object({ code: z.string(), text: z.string() });
const outcome = z.object({
  spent: fen,
  served: z.number().int(),
  approvedItems: z.number().int(),
  /** Amount each household's share was raised by in add-one, fen. */
  raised: fen,
  chosen: z.array(z.object({ id: z.string(), cost: fen, why: reasonText })),
  out: z.array(z.object({ id: z.string(), cost: fen, why: reasonText })),
});
export const choiceResult = z.object({
  ballots: z.number().int(),
  approvals: z.record(z.string(), z.number().int()),
  decidedBy: ruleOf,
  equalShares: outcome,
  greedy: outcome,
  both: z.array(z.string()),
  onlyEqualShares: z.array(z.string()),
  onlyGreedy: z.array(z.string()),
});
const head = z.object({
  id: z.uuid(),
  title: z.string(),
  estateId: z.uuid(),
  estateName: z.string(),
  estateCode: z.string(),
  subdistrictName: z.string(),
  state: z.enum(choiceStates),
  rule: ruleOf,
  completion: completionOf,
  budget: fen,
  opensOn: z.string().nullable(),
  closesOn: z.string().nullable(),
  /** Past its last day and not closed yet. */
  overdue: z.boolean(),
  /** Doors that may choose, and those that did. */
  doors: z.number().int(),
  ballots: z.number().int(),
  version: z.number().int(),
});
const division = z.object({
  method: z.enum(['area', 'equal']),
  parts: z.number().int(),
  /** Exclusive area the cost is divided over, cm² as decimal text. */
  areaCm2: z.string(),
});
export const choiceDetail = head.extend({
  items: z.array(menuItem.extend({ residents: fen })),
  caps,
  incompatible: z.array(z.array(z.string())),
  subject: z
    .object({ kind: z.string(), id: z.string(), version: z.number().int(), hash: z.string() })
    .nullable(),
  division: division.nullable(),
  result: choiceResult.nullable(),
  createdBy: z.string(),
  openedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
});
const doorBallot = z.object({
  partId: z.uuid(),
  place: z.string(),
  done: z.boolean(),
  channel: z.enum(['online', 'paper', 'door']).nullable(),
  at: z.string().nullable(),
});
const ballot = {
  /** Made by the sender: the same ballot sent twice is one ballot. */
  key: z.uuid(),
  approvals: z.array(itemId).max(120),
};
export const choiceReceipt = z.object({
  receipt: z.string(),
  at: z.string(),
  replaced: z.boolean(),
  approvals: z.array(z.string()),
});

export const choiceQuery = z.object({
  search: text(50).optional(),
  estateId: z.uuid().optional(),
  state: z.enum([...choiceStates, 'overdue']).optional(),
  sort: z.enum(['createdAt', 'title', 'closesOn']).default('createdAt'),
  descending: z.stringbool().default(true),
});
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
const route = (method: 'GET' | 'POST', path: `/participation/${string}`, summary: string) =>
  oc.route({ method, path, summary });
const at = '/participation/choices/{id}' as const;

export const choicesContract = {
  list: route('GET', '/participation/choices', '内容选择列表')
    .input(choiceQuery.extend(page))
    .output(z.object({ total: z.number().int(), items: z.array(head) })),
  suggest: route('GET', '/participation/choices-suggest', '按目录和单价拟出菜单')
    .input(z.object({ estateId: z.uuid() }))
    .output(menuSuggestion),
  show: route('GET', at, '内容选择').input(one).output(choiceDetail),
  create: route('POST', '/participation/choices', '拟定内容选择').input(choiceCreate).output(choiceDetail),
  edit: route('POST', at, '修改内容选择').input(choiceEdit).output(choiceDetail),
  preview: route('POST', `${at}/preview`, '试算：若按现有选票')
    .input(one)
    .output(z.object({ result: choiceResult })),
  open: route('POST', `${at}/open`, '开始选择')
    .input(one.extend({ version, opensOn: day, closesOn: day }))
    .output(choiceDetail),
  extend: route('POST', `${at}/extend`, '延长选择期限')
    .input(one.extend({ version, closesOn: day, reason }))
    .output(choiceDetail),
  close: route('POST', `${at}/close`, '结束选择并计票').input(one.extend({ version })).output(choiceDetail),
  cancel: route('POST', `${at}/cancel`, '取消内容选择')
    .input(one.extend({ version, reason }))
    .output(choiceDetail),
  doors: route('GET', `${at}/doors`, '各户是否已选')
    .input(one.extend({ search: text(30).optional(), done: z.stringbool().optional(), ...page }))
    .output(z.object({ total: z.number().int(), items: z.array(doorBallot) })),
  enter: route('POST', `${at}/ballots`, '代录纸质或入户选票')
    .input(z.strictObject({ id: z.uuid(), partId: z.uuid(), channel: z.enum(['paper', 'door']), ...ballot }))
    .output(choiceReceipt),
  cast: route('POST', `${at}/cast`, '住户凭码选择')
    .input(z.strictObject({ id: z.uuid(), ...ballot }))
    .output(choiceReceipt),
};
