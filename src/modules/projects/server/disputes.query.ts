import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { openDisputes } from '#modules/participation/index.ts';
import { policyOn } from '#modules/policy/index.ts';
import { estateSummaries } from '#modules/survey/index.ts';
import type { ProjectsDispute } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { disputeShape, disputeSuggestion } from '../contract-disputes.ts';
import {
  type DisputeFile,
  type DisputePaper,
  type DisputeParams,
  disputeGate,
  disputePapers,
} from '../domain/dispute.ts';

export type DisputeView = z.infer<typeof disputeShape>;
type DisputeSuggestion = z.infer<typeof disputeSuggestion>;
export type DisputeRow = Selectable<ProjectsDispute>;
export type Round = { readonly day: string; readonly summary: string; readonly by: string };
export type Paper = { readonly day: string; readonly title: string; readonly by: string };

export const roundsOf = (row: DisputeRow): readonly Round[] => row.rounds as unknown as Round[];
export const papersOf = (row: DisputeRow): Readonly<Partial<Record<DisputePaper, Paper>>> =>
  row.papers as unknown as Partial<Record<DisputePaper, Paper>>;

/** What the gate looks at: the days of argument and of the papers, and the objections not settled. */
export function fileOf(row: DisputeRow, objections: readonly string[]): DisputeFile {
  const papers = papersOf(row);
  const dayOf = (paper: DisputePaper): string | null => papers[paper]?.day ?? null;
  return {
    rounds: roundsOf(row).map((round) => round.day),
    papers: {
      riskAssessment: dayOf('riskAssessment'),
      emergencyPlan: dayOf('emergencyPlan'),
      agreement: dayOf('agreement'),
    },
    objections,
  };
}

export const disputeParams = async (ctx: Ctx): Promise<DisputeParams> =>
  (await policyOn(ctx.tx, ctx.actor.scope, ctx.today)).values['dispute.gate'];

async function present(ctx: Ctx, rows: readonly DisputeRow[]): Promise<DisputeView[]> {
  const params = await disputeParams(ctx);
  const estates = await estateSummaries(ctx, { ids: rows.map((row) => row.estateId) });
  const objected = await openDisputes(ctx.tx, [...new Set(rows.map((row) => row.estateId))]);
  const names = new Map(estates.map((estate) => [estate.id, estate.name]));
  return rows.map((row) => {
    const papers = papersOf(row);
    const numbers = objected.get(row.estateId)?.numbers ?? [];
    return {
      id: row.id,
      estateId: row.estateId,
      estateName: names.get(row.estateId) ?? '',
      regionCode: row.regionCode,
      reason: row.reason,
      rounds: roundsOf(row).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      papers: disputePapers.flatMap((paper) => {
        const filed = papers[paper];
        return filed ? [{ paper, ...filed }] : [];
      }),
      state: row.state as DisputeView['state'],
      objections: row.state === 'open' ? [...numbers] : [],
      lacking: row.state === 'open' ? [...disputeGate(fileOf(row, numbers), params).lacking] : [],
      openedBy: row.openedBy,
      openedAt: row.openedAt.toISOString(),
      releasedBy: row.releasedBy,
      releasedAt: row.releasedAt?.toISOString() ?? null,
      releaseReason: row.releaseReason,
      version: row.version,
    };
  });
}

/** Disputes of one estate, newest first. */
export async function disputesOf(ctx: Ctx, estateId: string): Promise<DisputeView[]> {
  const rows = await ctx.tx
    .selectFrom('projectsDispute')
    .selectAll()
    .where('estateId', '=', estateId)
    .orderBy('openedAt', 'desc')
    .execute();
  return present(ctx, rows);
}

/** Disputes in sight, open ones first. */
export async function listDisputes(
  ctx: Ctx,
  input: { page: number; size: number; state?: 'open' | 'released' | undefined },
): Promise<{ total: number; items: DisputeView[]; suggested: DisputeSuggestion[] }> {
  let rows = ctx.tx.selectFrom('projectsDispute');
  if (input.state) rows = rows.where('state', '=', input.state);
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll()
    .orderBy('state')
    .orderBy('openedAt', 'desc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return {
    total: Number(total),
    items: await present(ctx, found),
    suggested: await suggestedDisputes(ctx),
  };
}

/** One dispute as its view. */
export async function presentDispute(ctx: Ctx, row: DisputeRow): Promise<DisputeView> {
  const [view] = await present(ctx, [row]);
  if (!view) throw new Error('a dispute without a view');
  return view;
}

/** Estates that residents' objections make disputed while no dispute record of theirs is open: one is to be opened. */
async function suggestedDisputes(ctx: Ctx): Promise<DisputeSuggestion[]> {
  const objected = await openDisputes(ctx.tx);
  if (objected.size === 0) return [];
  const ids = [...objected.keys()];
  const held = await ctx.tx
    .selectFrom('projectsDispute')
    .select('estateId')
    .where('state', '=', 'open')
    .where('estateId', 'in', ids)
    .execute();
  const recorded = new Set(held.map((row) => row.estateId));
  const estates = await estateSummaries(ctx, { ids });
  return estates.flatMap((estate) => {
    const one = objected.get(estate.id);
    if (!one || recorded.has(estate.id)) return [];
    return [
      {
        estateId: estate.id,
        estateName: estate.name,
        objections: one.objections,
        since: one.since,
        numbers: [...one.numbers],
      },
    ];
  });
}

/** The unsettled objections that make one estate disputed; null where there are none. */
export async function objectedOf(ctx: Ctx, estateId: string) {
  const one = (await openDisputes(ctx.tx, [estateId])).get(estateId);
  return one ? { objections: one.objections, since: one.since, numbers: [...one.numbers] } : null;
}
