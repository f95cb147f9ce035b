import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { type Suspect, suspectNames } from '../../domain/notice/names-in-text.ts';
import { noticeProblems } from '../../problems-notices.ts';
import { type ObjectionDetail, type ObjectionRow, suspectsOf } from './objections.query.ts';
import { rowFor, takeStep } from './objections.ts';

type Change = { id: string; version: number };

/** Refuses what is on file of the person; asks to look at what only looks like somebody's. */
function checkWords(
  ctx: Ctx,
  row: ObjectionRow,
  input: { text: string; answer: string; confirmed: boolean },
) {
  const found: readonly { at: 'text' | 'answer'; suspects: Suspect[] }[] = [
    { at: 'text', suspects: suspectsOf(ctx, row, input.text) },
    { at: 'answer', suspects: suspectsOf(ctx, row, input.answer) },
  ];
  for (const { at, suspects } of found) {
    const known = suspects.filter((one) => one.known);
    const kinds = [...new Set(known.map((one) => suspectNames[one.kind]))].join('、');
    if (known.length > 0) throw problem(noticeProblems, 'participation.objection.names', { kinds }, { at });
  }
  const count = found.reduce((sum, one) => sum + one.suspects.length, 0);
  if (count > 0 && !input.confirmed)
    throw problem(noticeProblems, 'participation.objection.suspect', { count }, { at: 'confirmed' });
}

/**
 * Publishes question and answer on the resident page, in the words given. Name, telephone and door on file are refused
 * however they are written; whatever else looks like them has to be looked at and confirmed.
 */
export async function publishObjection(
  ctx: Ctx,
  input: Change & { text: string; answer: string; confirmed: boolean },
): Promise<ObjectionDetail> {
  const row = await rowFor(ctx, input, 'publish');
  checkWords(ctx, row, input);
  return takeStep(
    ctx,
    row,
    { word: '公开', action: 'publish', note: input.confirmed ? '疑似处已逐一看过' : '' },
    { publishedText: input.text, publishedAnswer: input.answer, publishedAt: ctx.now },
  );
}

/** Takes question and answer off the resident page. */
export async function unpublishObjection(
  ctx: Ctx,
  input: Change & { reason: string },
): Promise<ObjectionDetail> {
  const row = await rowFor(ctx, input, 'unpublish');
  return takeStep(
    ctx,
    row,
    { word: '撤下公开', action: 'unpublish', note: input.reason },
    { publishedText: null, publishedAnswer: null, publishedAt: null },
  );
}
