import type { z } from 'zod';
import { organisationNames } from '#modules/identity/index.ts';
import { noticesOf, openDisputes, type SubjectNotice } from '#modules/participation/index.ts';
import { policyOn } from '#modules/policy/index.ts';
import { estateSummaries } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Day } from '#shared/day.ts';
import { addWorkingDays } from '#shared/working-days.ts';
import type { courseShape } from '../../contract-reviews.ts';
import { type ApprovalCheck, approvalChecks, type EstateNotice } from '../../domain/review/approval.ts';
import { type Course, openSteps } from '../../domain/review/course.ts';
import { outcomeOf } from '../../domain/review/seat.ts';
import type { VersionState } from '../../domain/state.ts';
import { investmentFaults } from '../changes/standing.ts';
import { presentRounds } from './rounds.query.ts';
import {
  estatesOf,
  inOffice,
  opinionsOf,
  roundStateOf,
  type Standing,
  seatOf,
  standingOf,
} from './standing.ts';

export type CourseView = z.infer<typeof courseShape>;

/** What approval depends on outside the review: notices, objections, variances. */
export type Surroundings = {
  readonly estates: readonly (EstateNotice & {
    readonly estateId: string;
    readonly own: SubjectNotice | null;
  })[];
  readonly checks: readonly ApprovalCheck[];
  readonly course: Course;
};

const variancesOpen = async (ctx: Ctx, schemeId: string): Promise<string[]> => {
  const rows = await ctx.tx
    .selectFrom('schemeVariance')
    .select(['indicator', 'facility', 'state'])
    .where('schemeId', '=', schemeId)
    .where('state', 'in', ['draft', 'checked'])
    .orderBy('createdAt')
    .execute();
  return rows.map(
    (row) => `${row.facility}的${row.indicator === 'density' ? '建筑密度' : '容积率'}放宽还没有办结`,
  );
};

/** Notices, objections and disputes of every estate of the scheme, and what they mean for approval. */
export async function surroundingsOf(ctx: Ctx, standing: Standing): Promise<Surroundings> {
  const { scheme, version, round } = standing;
  const ids = (await estatesOf(ctx.tx, [scheme.id])).get(scheme.id) ?? [];
  const summaries = new Map((await estateSummaries(ctx, { ids })).map((one) => [one.id, one]));
  const notices = (await noticesOf(ctx, [version.id])).get(version.id) ?? [];
  const disputes = await openDisputes(ctx.tx, ids);
  const estates = ids.map((estateId) => {
    const own = notices.find((one) => one.estateId === estateId) ?? null;
    return {
      estateId,
      estateName: summaries.get(estateId)?.name ?? '管辖范围外的小区',
      own,
      notice: own,
      disputes: disputes.get(estateId)?.numbers ?? [],
    };
  });
  const seats = opinionsOf(standing, round).map(seatOf);
  // figures may have been entered since the scheme was handed in (政府投资条例 12, 23)
  const faults = version.state === 'approved' ? [] : await investmentFaults(ctx, scheme, version.totalFen);
  const checks = approvalChecks({
    review: round ? { passed: round.state === 'passed', outcome: outcomeOf(seats) } : null,
    estates,
    investment: faults.map(({ message }) => message.replace(/。$/, '')),
    openVariances: await variancesOpen(ctx, scheme.id),
    submittedBy: version.submittedBy ?? '',
    samePerson: version.submittedById === ctx.actor.id,
    today: ctx.today,
  });
  return {
    ...{ estates, checks },
    course: {
      state: version.state as VersionState,
      round: round ? roundStateOf(round) : null,
      seats,
      noticed: estates.every((one) => one.notice !== null),
      clear: checks.every((one) => one.missing.length === 0),
    },
  };
}

/** Who sat on each office last, so that the next round begins with them. */
async function lastSeated(ctx: Ctx): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await ctx.tx
    .selectFrom('schemeOpinion')
    .innerJoin('schemeReview', 'schemeReview.id', 'schemeOpinion.reviewId')
    .where('schemeOpinion.organisationId', 'is not', null)
    .select(['schemeOpinion.office', 'schemeOpinion.organisationId', 'schemeOpinion.reviewId'])
    .orderBy('schemeReview.startedAt', 'desc')
    .orderBy('schemeOpinion.position')
    .limit(500)
    .execute();
  const round = new Map<string, string>();
  const found = new Map<string, string[]>();
  for (const row of rows) {
    const [office = ''] = row.office.split(':');
    if (!round.has(office)) round.set(office, row.reviewId);
    if (round.get(office) !== row.reviewId || row.organisationId === null) continue;
    found.set(office, [...(found.get(office) ?? []), row.organisationId]);
  }
  const names = await organisationNames(ctx.tx, [...found.values()].flat());
  return new Map([...found].map(([office, ids]) => [office, ids.filter((id) => names.has(id))]));
}

export async function presentCourse(ctx: Ctx, standing: Standing): Promise<CourseView> {
  const { scheme, version } = standing;
  const office = inOffice(ctx.actor);
  const { estates, checks, course } = await surroundingsOf(ctx, standing);
  const { pack, values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const rule = values['scheme.review'];
  const seated = office ? await lastSeated(ctx) : new Map<string, readonly string[]>();
  const entry = pack.parameters.find((one) => one.id === 'scheme.review');
  return {
    ...{ schemeId: scheme.id, title: version.title, estates: estates.map((one) => one.estateName) },
    ...{ versionId: version.id, number: version.number, state: course.state, version: scheme.version },
    ...{ totalFen: String(version.totalFen), hash: version.hash },
    ...{ submittedBy: version.submittedBy, submittedAt: version.submittedAt?.toISOString() ?? null },
    returnedReason: version.returnedReason,
    approved:
      version.approvedOn === null
        ? null
        : { on: version.approvedOn, by: version.approvedBy ?? '', documentNumber: version.documentNumber },
    rounds: await presentRounds(ctx, standing),
    notices: estates.map(({ estateId, estateName, own }) => ({
      ...{ estateId, estateName },
      notice: own && {
        ...{ id: own.id, postedOn: own.postedOn, until: own.until, phase: own.phase },
        ...{ objections: own.objections, unanswered: own.unanswered.length },
      },
    })),
    noticeDays: values['notice.days'].scheme,
    checks: office
      ? checks.map((one) => ({
          ...one,
          met: one.missing.length === 0 && !one.later,
          missing: [...one.missing],
        }))
      : [],
    steps: office
      ? openSteps(course)
      : openSteps(course).filter((one) => one === 'give' || one === 'takeBack'),
    offices: office
      ? rule.units.map((unit) => ({ ...unit, organisationIds: [...(seated.get(unit.id) ?? [])] }))
      : [],
    workingDays: rule.workingDays,
    dueOn: dueAfter(ctx.today, values),
    unverified: entry !== undefined && entry.provenance === 'assumed',
  };
}

/** The day opinions asked for on a day are due. */
export const dueAfter = (
  from: Day,
  values: Pick<Awaited<ReturnType<typeof policyOn>>['values'], 'scheme.review' | 'calendar.holidays'>,
): Day => addWorkingDays(from, values['scheme.review'].workingDays, values['calendar.holidays']);

export const showCourse = async (ctx: Ctx, input: { id: string }): Promise<CourseView> =>
  presentCourse(ctx, await standingOf(ctx, input.id));
