import { noticesOf } from '#modules/participation/index.ts';
import { type EstateFactsRow, listEstateFacts } from '#modules/survey/index.ts';
import type { Ctx, WorkCtx } from '#platform/http/context.ts';
import type { BookletFacts, BookletLine } from '../../domain/documents/booklet-facts.ts';
import { type RenovationClass, textFromMilli } from '../../domain/lines/line.ts';
import { roundStateNames } from '../../domain/review/course.ts';
import { type Stance, stanceNames } from '../../domain/review/seat.ts';
import type { VersionState } from '../../domain/state.ts';
import {
  estatesOf,
  inOffice,
  isOwn,
  opinionsOf,
  roundStateOf,
  type Standing,
  standingOf,
  type VersionRow,
} from '../reviews/standing.ts';
import { type WhoPays, whoPays } from './who-pays.ts';

type Reading = Pick<WorkCtx, 'tx' | 'today'>;

/** Lines of a version of the estates in sight, in their order, with what the whole line costs in `amountFen`. */
export async function linesOf(
  { tx }: Pick<Reading, 'tx'>,
  versionId: string,
): Promise<(BookletLine & { readonly item: string; readonly amountFen: bigint })[]> {
  const rows = await tx
    .selectFrom('schemeLine')
    .selectAll()
    .where('versionId', '=', versionId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, estateId: row.estateId, item: row.item, itemTitle: row.itemTitle },
    ...{ class: row.class as RenovationClass, trade: row.trade, place: row.place },
    ...{ quantity: textFromMilli(row.quantityMilli), unit: row.unit },
    ...{ unitPriceFen: row.unitPriceFen, worksFen: row.worksFen, amountFen: row.amountFen },
  }));
}

/** Who pays a version, by funding's word; with the share of one part where one is named. */
export const paysOf = async (
  ctx: Reading,
  version: VersionRow,
  of: {
    readonly estateIds: readonly string[];
    readonly lines: Awaited<ReturnType<typeof linesOf>>;
    readonly partId: string | null;
  },
): Promise<WhoPays | null> =>
  whoPays(ctx.tx, {
    ...{ regionCode: version.regionCode, today: ctx.today },
    // of the lines in sight: a resident of a precinct sees those of the own region
    totalFen: of.lines.reduce((sum, line) => sum + line.amountFen, 0n),
    ...of,
  });

export type SchemeEstate = EstateFactsRow;

/** The estates of a scheme in their order, those in sight. */
export async function estateFacts(ctx: Pick<Reading, 'tx'>, schemeId: string): Promise<SchemeEstate[]> {
  const ids = (await estatesOf(ctx.tx, [schemeId])).get(schemeId) ?? [];
  const found = new Map((await listEstateFacts(ctx, { ids, archived: true })).map((one) => [one.id, one]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Photos and drawings that are pictures, the oldest first; at most twelve of a kind. */
export async function pictureRows(ctx: Pick<Reading, 'tx'>, schemeId: string) {
  const rows = await ctx.tx
    .selectFrom('schemeFile as f')
    .innerJoin('storedFile as s', 's.id', 'f.fileId')
    .where('f.schemeId', '=', schemeId)
    .where('f.removedAt', 'is', null)
    .where('f.kind', 'in', ['photo', 'drawing'])
    .where('s.mediaType', 'in', ['image/jpeg', 'image/png'])
    .select(['f.id', 'f.kind', 'f.title', 'f.estateId', 's.sha256', 's.sizeBytes', 's.mediaType', 's.name'])
    .orderBy('f.addedAt')
    .orderBy('f.id')
    .execute();
  const of = (kind: string) => rows.filter((row) => row.kind === kind).slice(0, 12);
  return { photos: of('photo'), drawings: of('drawing') };
}

function reviewWords(standing: Standing): string {
  const { round } = standing;
  if (!round) return '尚未发起联合审查。';
  const state = roundStateNames[roundStateOf(round)];
  return `第 ${round.round} 轮联合审查${state}。${round.conclusion ? `结论：${round.conclusion}` : ''}`;
}

/** Everything the booklet says, as whoever asks may know it: a unit reads its own opinion, not the others'. */
export async function bookletFacts(
  ctx: Ctx,
  schemeId: string,
): Promise<{ facts: BookletFacts; estates: SchemeEstate[]; standing: Standing }> {
  const standing = await standingOf(ctx, schemeId);
  const { version } = standing;
  const estates = await estateFacts(ctx, schemeId);
  const lines = await linesOf(ctx, version.id);
  const estateIds = estates.map((one) => one.id);
  const names = new Map(estates.map((one) => [one.id, one.name]));
  const pays = await paysOf(ctx, version, { estateIds, lines, partId: null });
  const { photos, drawings } = await pictureRows(ctx, schemeId);
  const opinions = opinionsOf(standing, standing.round).filter(
    (row) => row.stance !== null && (inOffice(ctx.actor) || isOwn(ctx.actor, row)),
  );
  const facts: BookletFacts = {
    scheme: { ...version, state: version.state as VersionState },
    estates: estates.map((one) => ({
      ...{ id: one.id, name: one.name, subdistrictName: one.subdistrictName },
      ...{ builtYear: one.facts.builtYear, floorAreaM2: one.facts.floorAreaM2 },
      ...{ buildings: one.facts.buildings, entrances: one.facts.entrances, households: one.households },
      located: one.lon !== null && one.lat !== null,
    })),
    lines,
    pays,
    opinions: opinions.map((row) => ({
      ...{ title: row.officeTitle, stance: stanceNames[row.stance as Stance], text: row.text },
      ...{ answer: row.answer, givenOn: row.givenOn },
    })),
    review: reviewWords(standing),
    notices: ((await noticesOf(ctx, [version.id])).get(version.id) ?? []).map((one) => ({
      ...{ estateName: names.get(one.estateId) ?? '', postedOn: one.postedOn, until: one.until },
      ...{ objections: one.objections, unanswered: one.unanswered.length },
    })),
    photos,
    drawings,
    today: ctx.today,
  };
  return { facts, estates, standing };
}
