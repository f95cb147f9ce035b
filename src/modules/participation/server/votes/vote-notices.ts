import type { DocxBlock } from '#platform/documents/docx/write-docx.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Day } from '#shared/day.ts';
import { dayOf } from '../../domain/vote/calendar.ts';
import { keepStep } from '../notices/estate-of.ts';
import { postNotice } from '../notices/post-notice.ts';
import { announcement, resultNotice } from './document-blocks.ts';
import { paperOf } from './documents.ts';
import type { VoteRow } from './vote-row.ts';

/** The words of a paper as a notice shows them: without its title, tables told apart. */
const words = (blocks: readonly DocxBlock[]): string =>
  blocks
    .flatMap((block) =>
      (block.kind === 'text' || block.kind === 'heading') && block.text.trim() !== '' ? [block.text] : [],
    )
    .join('\n');

/** Posts what a step makes public: the roll for objection, the announcement, the result. */
export async function postVoteNotice(
  ctx: Ctx,
  row: VoteRow,
  step: 'publishRoll' | 'announce' | 'post',
): Promise<void> {
  const of = await paperOf(ctx.tx, row.id, ctx.today);
  const base = { estateId: row.estateId, subjectId: row.id, by: ctx.actor.name };
  if (step === 'publishRoll') {
    const { sums } = of;
    await postNotice(ctx, {
      ...base,
      kind: 'roll',
      title: `${row.title}：表决名册公示`,
      body: `名册共 ${sums.parts} 个专有部分、${sums.heads} 人，逐户名册（姓名已作处理）张贴在小区内，也可到${row.convenerName}查阅。对面积、业主有异议的，请在公示期内提出。`,
      ...(row.rollObjectionsUntil ? { until: row.rollObjectionsUntil as Day } : {}),
    });
    return;
  }
  const closes = row.closesAt ? dayOf(row.closesAt.toISOString()) : null;
  await postNotice(
    ctx,
    step === 'announce'
      ? {
          ...base,
          kind: 'vote',
          title: `关于${row.title}的公告`,
          body: words(announcement(of)),
          ...(closes ? { until: closes as Day } : {}),
        }
      : { ...base, kind: 'result', title: `关于${row.title}结果的公告`, body: words(resultNotice(of)) },
  );
}

/** Takes down the notices of a vote that was recalled (its roll) or cancelled (all that hang). */
export async function withdrawVoteNotices(
  ctx: Ctx,
  row: VoteRow,
  step: 'recall' | 'cancel',
  reason: string,
): Promise<void> {
  let hanging = ctx.tx
    .updateTable('participationNotice')
    .set((one) => ({ state: 'withdrawn', withdrawReason: reason, version: one('version', '+', 1) }))
    .where('subjectId', '=', row.id)
    .where('state', '=', 'posted');
  if (step === 'recall') hanging = hanging.where('kind', '=', 'roll');
  for (const one of await hanging.returning(['id', 'regionCode']).execute())
    await keepStep(
      ctx,
      { kind: 'notice', ...one },
      { step: '撤回', note: reason, by: ctx.actor.name, action: 'participation.notice.withdraw' },
    );
}
