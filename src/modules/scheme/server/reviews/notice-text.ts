import { estateHead } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { wanText } from '#shared/money.ts';
import type { VersionRow } from './standing.ts';

const classTitles = { basic: '基础类', improvement: '完善类', enhancement: '提升类' } as const;

/** The text of a scheme's notice in one estate: what is done, what it costs, where to read more and object. */
export async function noticeText(
  ctx: Ctx,
  of: { readonly version: VersionRow; readonly estateId: string; readonly note: string },
): Promise<string> {
  const lines = await ctx.tx
    .selectFrom('schemeLine')
    .select(['class', 'itemTitle', 'amountFen'])
    .where('versionId', '=', of.version.id)
    .where('estateId', '=', of.estateId)
    .orderBy('position')
    .execute();
  const estate = await estateHead(ctx.tx, { id: of.estateId });
  const total = lines.reduce((sum, line) => sum + line.amountFen, 0n);
  const groups = (['basic', 'improvement', 'enhancement'] as const).flatMap((one) => {
    const titles = [...new Set(lines.filter((line) => line.class === one).map((line) => line.itemTitle))];
    return titles.length > 0 ? [`${classTitles[one]}：${titles.join('、')}。`] : [];
  });
  return [
    `现将${estate?.name ?? '本小区'}改造方案（第 ${of.version.number} 版）公示如下，征求全体业主、居民意见。`,
    ...groups,
    `本小区改造费用共 ${wanText(total)} 万元（含工程建设其他费用和预备费的分摊）。`,
    '各项内容的位置、数量、单价，改造前后对比，以及各户出资，见本小区居民页面“改造方案”，或到社区居民委员会查阅方案文本。',
    ...(of.note ? [of.note] : []),
  ].join('\n');
}
