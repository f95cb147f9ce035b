import { z } from 'zod';
import { kindNames, meanings, questionKinds, tests } from './domain/questionnaire/question.ts';
import { purposes } from './domain/questionnaire/templates.ts';

const text = (most: number) => z.string().trim().max(most, `不超过 ${most} 个字`);

const option = z.strictObject({ id: z.string().min(1).max(40), title: text(100) });
const condition = z.strictObject({
  question: z.string().max(30),
  test: z.enum(tests),
  value: z.union([z.string().max(40), z.number(), z.boolean()]),
});
const bound = z.number().min(-1_000_000_000).max(1_000_000_000).nullable().default(null);

/** A question of a survey of wishes; what else is wrong with it `questionFaults` says. */
export const questionShape = z.strictObject({
  id: z.string().max(30),
  kind: z.enum(questionKinds, `题型应为${Object.values(kindNames).join('、')}`),
  title: text(200),
  hint: text(200).default(''),
  required: z.boolean().default(true),
  options: z.array(option).max(60, '选项太多').default([]),
  most: z.int().min(1).max(60).nullable().default(null),
  unit: text(20).default(''),
  /** Bounds of a number in its unit, of money in fen. */
  min: bound,
  max: bound,
  decimals: z.int().min(0).max(2).default(0),
  meaning: z.enum(meanings).nullable().default(null),
  showIf: z.array(condition).max(5, '跳题条件太多').default([]),
});
export const questionsShape = z.array(questionShape).max(60, '题目太多');

export const purposeShape = z.enum(purposes);
export const surveyStates = ['draft', 'open', 'closed', 'cancelled'] as const;
export const stateNames: Readonly<Record<(typeof surveyStates)[number], string>> = {
  draft: '起草',
  open: '进行中',
  closed: '已结束',
  cancelled: '已取消',
};
export const channels = ['visit', 'online', 'paper', 'import'] as const;
export const channelNames: Readonly<Record<(typeof channels)[number], string>> = {
  visit: '入户',
  online: '网上',
  paper: '纸质',
  import: '导入',
};

/** Answers by question: choice ids, numbers (money in fen), text. */
export const answersShape = z.record(
  z.string().max(30),
  z.union([z.boolean(), z.number(), z.string().max(2_000), z.array(z.string().max(40)).max(60), z.null()]),
);

const count = z.number().int();
const rate = { answered: count, households: count.nullable() };
export const coverageShape = z.object({
  ...rate,
  basis: z.enum(['roll', 'buildings', 'estate', 'none']),
  unlisted: count,
  unknown: z.array(z.string()),
  buildings: z.array(
    z.object({
      building: z.string(),
      ...rate,
      floors: z.array(z.object({ floor: count.nullable(), ...rate })),
    }),
  ),
});
export const verdict = z.enum(['yes', 'no', 'unknown']);

/** The floor of answered households: fixed when the survey opened, before that as the pack stands now. */
export const floorShape = z.object({
  numerator: count,
  denominator: count,
  text: z.string(),
  source: z.string(),
  unverified: z.boolean(),
  policyVersion: z.string(),
});
export const questionFigures = z.object({
  id: z.string(),
  answered: count,
  choices: z.array(z.object({ id: z.string(), title: z.string(), count })),
  mean: z.number().nullable(),
  median: z.number().nullable(),
  least: z.number().nullable(),
  most: z.number().nullable(),
  sum: z.number().nullable(),
});
const group = z.object({ name: z.string(), answered: count, figures: z.array(questionFigures) });
export const figuresShape = z.object({
  answered: count,
  questions: z.array(questionFigures),
  byBuilding: z.array(group),
  byFloor: z.array(group),
});

export const surveyHead = z.object({
  id: z.uuid(),
  estateId: z.uuid(),
  estateName: z.string(),
  subdistrictName: z.string(),
  title: z.string(),
  purpose: purposeShape,
  state: z.enum(surveyStates),
  opensOn: z.string().nullable(),
  closesOn: z.string().nullable(),
  /** Open beyond its last day. */
  overdue: z.boolean(),
  answered: count,
  households: count.nullable(),
  met: verdict,
  version: count,
  createdAt: z.string(),
});
export const wishesDetail = surveyHead.extend({
  questions: z.array(questionShape),
  floor: floorShape,
  coverage: coverageShape,
  /** Households still lacking; null where nobody knows how many there are. */
  needed: count.nullable(),
  createdBy: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  cancelReason: z.string().nullable(),
  /** For surveys after the works: those of the same estate it may be compared with. */
  others: z.array(
    z.object({ id: z.uuid(), title: z.string(), purpose: purposeShape, state: z.enum(surveyStates) }),
  ),
});
export const templateShape = z.object({
  /** Null: one that every district has. */
  id: z.uuid().nullable(),
  name: z.string(),
  purpose: purposeShape,
  questions: z.array(questionShape),
  version: count,
  updatedBy: z.string(),
});
export const placeInput = {
  building: text(40).min(1, '请填写楼号'),
  entrance: text(40).default(''),
  room: text(40).min(1, '请填写房号'),
};
export const answerItem = z.object({
  id: z.uuid(),
  building: z.string(),
  entrance: z.string(),
  room: z.string(),
  floor: count.nullable(),
  channel: z.enum(channels),
  at: z.string(),
  enteredBy: z.string(),
  /** Replaced by a later one of the same door; both stay. */
  replaced: z.boolean(),
  answers: z.record(z.string(), z.string()),
});
export const answerOutcome = z.object({
  id: z.uuid(),
  at: z.string(),
  /** What the household may note down. */
  receipt: z.string(),
  /** The same request had come before: nothing was written twice. */
  replayed: z.boolean(),
  /** An earlier answer of this door was replaced. */
  replaced: z.boolean(),
  /** The door is on the roll (or there is none). */
  listed: z.boolean(),
});
