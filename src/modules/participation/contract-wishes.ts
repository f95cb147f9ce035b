import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import {
  answerItem,
  answerOutcome,
  answersShape,
  channels,
  figuresShape,
  placeInput,
  purposeShape,
  questionFigures,
  questionShape,
  questionsShape,
  surveyHead,
  surveyStates,
  templateShape,
  wishesDetail,
} from './contract-wishes-shapes.ts';

const clerks = ['administrator', 'taskForce', 'subdistrictClerk', 'communityClerk'] as const;

/** Who may do what with surveys of wishes. Clerks do it within their own region only. */
export const wishesActions = defineActions({
  'participation.wishes.read': roles,
  'participation.wishes.design': clerks,
  'participation.wishes.answer': clerks,
  'participation.wishes.close': ['administrator', 'taskForce', 'subdistrictClerk'],
});

const text = (most: number) => z.string().trim().max(most, `不超过 ${most} 个字`);
const one = z.object({ id: z.uuid() });
const strictOne = z.strictObject({ id: z.uuid() });
const version = z.int().min(1);
const day = z.iso.date('日期须写成 2026-11-22').nullable();
const count = z.number().int();
const reason = text(500).min(2, '请写明理由');

/** What the list may be asked for; the export takes the same. */
export const wishesQuery = z.object({
  /** Part of the title or of the estate's name. */
  search: text(50).optional(),
  state: z.enum(surveyStates).optional(),
  purpose: purposeShape.optional(),
  estateId: z.uuid().optional(),
  /** Subdistrict, 9 digits. */
  subdistrict: z
    .string()
    .regex(/^\d{9}$/, '街道（乡镇）代码须为 9 位数字')
    .optional(),
  overdue: z.stringbool().optional(),
  sort: z.enum(['title', 'createdAt', 'opensOn', 'closesOn', 'answered']).default('createdAt'),
  descending: z.stringbool().default(true),
});
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};

const stepOutcome = z.object({ id: z.uuid(), state: z.enum(surveyStates), version: count });
const route = (method: 'GET' | 'POST', path: `/participation/${string}`, summary: string) =>
  oc.route({ method, path, summary });

/** Surveys of wishes 意愿征询. Download and upload routes stand in `server/wishes/raw.ts`. */
export const wishesContract = {
  list: route('GET', '/participation/wishes', '意愿征询')
    .input(wishesQuery.extend(page))
    .output(z.object({ total: count, items: z.array(surveyHead) })),
  show: route('GET', '/participation/wishes/{id}', '一次意愿征询').input(one).output(wishesDetail),
  create: route('POST', '/participation/wishes', '新建意愿征询')
    .input(
      z.strictObject({
        estateId: z.uuid(),
        title: text(60).min(2, '请填写名称'),
        purpose: purposeShape,
        questions: questionsShape,
        opensOn: day.default(null),
        closesOn: day.default(null),
        key: z.uuid(),
      }),
    )
    .output(stepOutcome),
  edit: route('POST', '/participation/wishes/{id}', '修改意愿征询')
    .input(
      z.strictObject({
        id: z.uuid(),
        version,
        title: text(60).min(2, '请填写名称').optional(),
        questions: questionsShape.optional(),
        opensOn: day.optional(),
        closesOn: day.optional(),
      }),
    )
    .output(stepOutcome),
  open: route('POST', '/participation/wishes/{id}/open', '开始征询')
    .input(
      z.strictObject({
        id: z.uuid(),
        version,
        opensOn: day.default(null),
        closesOn: z.iso.date('请填写截止日期'),
      }),
    )
    .output(stepOutcome),
  close: route('POST', '/participation/wishes/{id}/close', '结束征询')
    .input(z.strictObject({ id: z.uuid(), version, belowFloor: z.boolean().default(false) }))
    .output(stepOutcome),
  cancel: route('POST', '/participation/wishes/{id}/cancel', '取消征询')
    .input(z.strictObject({ id: z.uuid(), version, reason }))
    .output(stepOutcome),
  figures: route('GET', '/participation/wishes/{id}/figures', '征询结果')
    .input(one)
    .output(z.object({ frozen: z.boolean(), figures: figuresShape })),
  doors: route('GET', '/participation/wishes/{id}/doors', '待上门的户')
    .input(one.extend({ building: text(40).optional() }))
    .output(
      z.object({
        /** roll: every dwelling without an answer; visits: no roll, only doors known from household visits. */
        basis: z.enum(['roll', 'visits']),
        total: count,
        doors: z.array(
          z.object({
            building: z.string(),
            entrance: z.string(),
            room: z.string(),
            floor: count.nullable(),
          }),
        ),
      }),
    ),
  compare: route('GET', '/participation/wishes/{id}/compare/{otherId}', '改造前后对比')
    .input(one.extend({ otherId: z.uuid() }))
    .output(
      z.object({
        before: z.object({ id: z.uuid(), title: z.string(), answered: count }),
        after: z.object({ id: z.uuid(), title: z.string(), answered: count }),
        questions: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            kind: questionShape.shape.kind,
            before: questionFigures,
            after: questionFigures,
            change: z.number().nullable(),
          }),
        ),
      }),
    ),
  answers: {
    list: route('GET', '/participation/wishes/{id}/answers', '答复')
      .input(
        one.extend({
          ...page,
          building: text(40).optional(),
          channel: z.enum(channels).optional(),
          replaced: z.stringbool().default(false),
        }),
      )
      .output(z.object({ total: count, items: z.array(answerItem) })),
    door: route('GET', '/participation/wishes/{id}/door', '一户的答复')
      .input(one.extend(placeInput))
      .output(
        z.object({
          listed: z.boolean(),
          answer: z.object({ at: z.string(), channel: z.enum(channels), answers: answersShape }).nullable(),
        }),
      ),
    enter: route('POST', '/participation/wishes/{id}/answers', '录入答复')
      .input(
        z.strictObject({
          id: z.uuid(),
          key: z.uuid(),
          ...placeInput,
          floor: z.int().min(-10).max(200).nullable().default(null),
          channel: z.enum(['visit', 'paper']),
          answers: answersShape,
          /** The clerk has checked a door the roll does not know. */
          unlisted: z.boolean().default(false),
        }),
      )
      .output(answerOutcome),
    takeOver: route('POST', '/participation/wishes/{id}/take-over', '转入入户意愿')
      .input(strictOne)
      .output(
        z.object({
          taken: count,
          already: count,
          idle: count,
          refused: z.array(z.object({ place: z.string(), message: z.string() })),
        }),
      ),
  },
  online: route('POST', '/participation/resident/wishes/{id}', '住户提交答复')
    .input(z.strictObject({ id: z.uuid(), key: z.uuid(), answers: answersShape }))
    .output(answerOutcome),
  templates: {
    list: route('GET', '/participation/wishes-templates', '征询模板').output(z.array(templateShape)),
    save: route('POST', '/participation/wishes-templates', '保存征询模板')
      .input(
        z.strictObject({
          id: z.uuid().nullable(),
          version: z.int().min(0),
          name: text(60).min(2, '请填写模板名称'),
          questions: questionsShape,
        }),
      )
      .output(templateShape),
    archive: route('POST', '/participation/wishes-templates/{id}/archive', '删除征询模板')
      .input(z.strictObject({ id: z.uuid(), version }))
      .output(z.object({ id: z.uuid() })),
  },
};
