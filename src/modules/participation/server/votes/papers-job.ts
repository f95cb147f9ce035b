import { Readable } from 'node:stream';
import { docxType, writeDocx } from '#platform/documents/docx/write-docx.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import type { JobRun } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { voteProblems } from '../../problems-votes.ts';
import { ballotPapers, type PaperOf } from './document-blocks.ts';
import { checkPaper, paperOf } from './documents.ts';
import type { EntitlementRow } from './roll-store.ts';
import { findVote } from './vote-row.ts';

export const papersJobKind = 'participation.papers';
const purpose = 'participation.papers';
const limitBytes = 100 * 1024 * 1024;
/** Pages of one file: a printer takes it in one go. */
const pagesPerFile = 300;

type Input = { readonly voteId: string; readonly building: string | null };

/** Orders the papers of all entitlements, one page each, as a job. */
export async function orderPapers(
  ctx: Ctx,
  input: { id: string; building: string | null },
): Promise<{ jobId: string }> {
  const of = await paperOf(ctx.tx, input.id, ctx.today);
  checkPaper(of, 'ballot');
  const { vote } = of;
  const jobId = await ctx.enqueue({
    kind: papersJobKind,
    title: `生成表决票 ${vote.number}`,
    input: { voteId: vote.id, building: input.building } satisfies Input,
    regionCode: vote.regionCode,
  });
  await ctx.audit({
    action: 'participation.vote.papers',
    subjectKind: 'vote',
    subjectId: vote.id,
    regionCode: vote.regionCode,
    detail: { jobId, building: input.building },
  });
  return { jobId };
}

/** One file per building, long ones in several. */
function batches(of: PaperOf, building: string | null): { name: string; rows: EntitlementRow[] }[] {
  const rows = of.roll.filter((row) => !row.unsold && (building === null || row.building === building));
  return [...Map.groupBy(rows, (row) => row.building)].flatMap(([name, all]) =>
    Array.from({ length: Math.ceil(all.length / pagesPerFile) }, (_, n) => ({
      name: `${name}${all.length > pagesPerFile ? `-${n + 1}` : ''}`,
      rows: all.slice(n * pagesPerFile, (n + 1) * pagesPerFile),
    })),
  );
}

/** Writes the papers building by building; what is written is kept only when all is done. */
export async function papersJob(
  run: JobRun,
): Promise<{ files: { id: string; name: string; pages: number }[] }> {
  const input = run.input as Input;
  const today = run.services.clock.today();
  const of = await run.transaction((ctx) => paperOf(ctx.tx, input.voteId, today));
  const lots = batches(of, input.building);
  const written: { name: string; pages: number; bytes: { sha256: string; sizeBytes: number } }[] = [];
  for (const [n, lot] of lots.entries()) {
    run.signal.throwIfAborted();
    await run.progress((n / lots.length) * 95, `正在生成${lot.name}（${n + 1}/${lots.length}）`);
    const docx = writeDocx(ballotPapers(of, lot.rows), { title: `${of.vote.title}表决票` });
    const bytes = await run.services.files.receive(Readable.from([docx]), limitBytes);
    written.push({ name: `${of.vote.number}-表决票-${lot.name}.docx`, pages: lot.rows.length, bytes });
  }
  run.signal.throwIfAborted();
  return run.transaction(async (ctx) => {
    const files = [];
    for (const { name, pages, bytes } of written) {
      const file = await ctx.files.record(ctx.tx, bytes, {
        ...{ name, mediaType: docxType, purpose, regionCode: of.vote.regionCode },
        ...{ createdBy: run.actor.id, now: ctx.now },
      });
      files.push({ id: file.id, name, pages });
    }
    return { files };
  });
}

/** A file of papers made by the job, for clerks of its region. */
export async function downloadPapers(ctx: Ctx, input: { id: string; fileId: string }): Promise<Download> {
  const vote = await findVote(ctx.tx, input.id);
  const file = await ctx.files.find(ctx.tx, input.fileId);
  if (file.purpose !== purpose || !file.name.startsWith(`${vote.number}-`))
    throw problem(voteProblems, 'participation.document.absent');
  return { name: file.name, mediaType: file.mediaType, body: ctx.files.open(file.sha256) };
}
