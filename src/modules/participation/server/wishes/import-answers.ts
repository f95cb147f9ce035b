import { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import type { Upload } from '#platform/http/raw.ts';
import type { JobRun } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { doorKey, placeText } from '../../domain/questionnaire/place.ts';
import { wishesProblems } from '../../problems-wishes.ts';
import { type FileRow, readAnswerFile } from './answer-file.ts';
import { rollDoors } from './counted.ts';
import { doorIndex, type Entry, keyOf, placeOf, storeAnswers } from './store-answers.ts';
import { auditSurvey, findSurvey, questionsOf, stateText } from './survey-row.ts';

/** Largest file of answers taken in. */
export const answersLimitBytes = 20 * 1024 * 1024;
/** Refused rows told one by one; more are only counted. */
const mostTold = 200;

/** Takes a file of answers in and queues its reading; only an open survey takes one. */
export async function uploadAnswers(ctx: Ctx, upload: Upload, input: { id: string }) {
  const survey = await findSurvey(ctx.tx, input.id);
  if (survey.state !== 'open')
    throw problem(wishesProblems, 'participation.wishes.closed', { state: stateText(survey) });
  const file = await ctx.files.record(ctx.tx, upload, {
    name: upload.name,
    mediaType: 'application/octet-stream',
    purpose: 'participation.answers',
    regionCode: survey.regionCode,
    createdBy: ctx.actor.id,
    now: ctx.now,
  });
  const jobId = await ctx.enqueue({
    kind: 'participation.wishes.import',
    title: `导入答复 ${upload.name}`,
    input: { surveyId: survey.id, fileId: file.id },
    regionCode: survey.regionCode,
  });
  await auditSurvey(ctx, 'upload', survey, { file: upload.name, sha256: upload.sha256 });
  return { jobId };
}

const jobInput = z.object({ surveyId: z.uuid(), fileId: z.uuid() });
type Refused = { readonly row: number; readonly place: string; readonly message: string };

/** Rows that can be stored, and those that cannot with the reason. The last row of a door counts, as it was written last. */
function sortOut(
  rows: readonly FileRow[],
  index: ReturnType<typeof doorIndex> | null,
  key: (row: FileRow) => string,
) {
  const refused: Refused[] = [];
  const entries = new Map<string, { entry: Entry; row: number }>();
  for (const row of rows) {
    const found = placeOf(index, row.place);
    const place = placeText(found.place);
    const door = doorKey(found.place);
    const twin = entries.get(door);
    if ('faults' in row) refused.push({ row: row.row, place, message: row.faults.join('；') });
    else if (!found.listed) refused.push({ row: row.row, place, message: '名册中没有这一户' });
    else {
      if (twin) refused.push({ row: twin.row, place, message: `与第 ${row.row} 行是同一户，以后面的为准` });
      const entry = { ...found, key: key(row), channel: 'import' as const, answers: row.answers };
      entries.set(door, { entry, row: row.row });
    }
  }
  return { refused, entries: [...entries.values()].map((one) => one.entry) };
}

/** Reads a file of answers and stores what is sound, all in one transaction; the same file again changes nothing. */
export async function importAnswers(run: JobRun) {
  const { surveyId, fileId } = jobInput.parse(run.input);
  const { file, questions } = await run.transaction(async (ctx) => ({
    file: await ctx.files.find(ctx.tx, fileId),
    questions: questionsOf(await findSurvey(ctx.tx, surveyId)),
  }));
  await run.progress(10, '正在读取文件');
  const rows = await readAnswerFile(file.path, questions);
  await run.progress(50, `读出 ${rows.length} 行，正在写入`);
  return run.transaction(async (ctx) => {
    const survey = await findSurvey(ctx.tx, surveyId, 'update');
    if (survey.state !== 'open')
      throw problem(wishesProblems, 'participation.wishes.closed', { state: stateText(survey) });
    const roll = await rollDoors(ctx.tx, survey.estateId);
    const { entries, refused } = sortOut(rows, roll && doorIndex(roll), (row) =>
      keyOf(survey.id, file.sha256, String(row.row)),
    );
    run.signal.throwIfAborted();
    const stored = await storeAnswers(ctx, survey, entries, ctx.actor.name);
    const outcome = {
      rows: rows.length,
      stored: stored.filter((one) => !one.replayed).length,
      replaced: stored.filter((one) => one.replaced).length,
      before: stored.filter((one) => one.replayed).length,
      refusedCount: refused.length,
    };
    await auditSurvey(ctx, 'import', survey, { file: file.name, ...outcome });
    return { ...outcome, refused: refused.sort((a, b) => a.row - b.row).slice(0, mostTold) };
  });
}
