import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { LineInput } from '../../../contract-allocation-schemes.ts';
import type { RenovationClass } from '../../../domain/allocation/indicator-words.ts';
import { earmarkBreach } from '../../../domain/allocation/propose.ts';
import { yuanText } from '../../../domain/calculator/step.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import { needFen } from './needs.query.ts';
import { linesOf, stepScheme, takeScheme } from './scheme-row.ts';
import { schemeSources } from './sources.query.ts';

const parts = { class: '改造类别', item: '内容范围', estate: '小区范围', region: '地区范围' } as const;

/**
 * Sets the amount of one line by hand. Other than the rule's it owes a reason; earmark, the source's money and the
 * item's need bind it as they bind the rule.
 * @throws Problem funding.allocation.*
 */
export async function adjustLine(ctx: Ctx, input: LineInput): Promise<{ version: number }> {
  const row = await takeScheme(ctx, input, ['draft']);
  const lines = await linesOf(ctx, row.id);
  const key = { projectId: input.projectId, estateId: input.estateId, item: input.item };
  const same = (one: typeof key) =>
    one.projectId === key.projectId && one.estateId === key.estateId && one.item === key.item;
  const before = lines.find((one) => one.sourceId === input.sourceId && same(one));
  const proposedFen = before?.proposedFen ?? 0n;
  const changed = input.amountFen !== proposedFen;
  if (changed && input.reason === '')
    throw problem(allocationProblems, 'funding.allocation.reason', {}, { at: 'reason' });
  const need = await needOf(ctx, row.id, key);
  const others = lines.filter((one) => one !== before);
  const sum = (list: typeof lines) => list.reduce((total, one) => total + one.amountFen, 0n);
  await checkLine(ctx, row.id, input, need, {
    ofNeed: sum(others.filter(same)),
    ofSource: sum(others.filter((one) => one.sourceId === input.sourceId)),
  });
  const reason = changed ? input.reason : '';
  await ctx.tx
    .insertInto('fundingAllocationLine')
    .values({
      ...{ allocationId: row.id, sourceId: input.sourceId, ...key, regionCode: need.regionCode },
      ...{ proposedFen, amountFen: input.amountFen, why: before?.why ?? '人工增列', reason },
    })
    .onConflict((clash) =>
      clash
        .columns(['allocationId', 'sourceId', 'projectId', 'estateId', 'item'])
        .doUpdateSet({ amountFen: input.amountFen, reason }),
    )
    .execute();
  const adjustedByIds = [...new Set([...row.adjustedByIds, ctx.actor.id])];
  return stepScheme(ctx, row, { adjustedByIds }, 'funding.allocations.adjust', {
    ...{
      source: input.sourceId,
      ...key,
      from: String(before?.amountFen ?? 0n),
      to: String(input.amountFen),
      reason,
    },
  });
}

type Key = { readonly projectId: string; readonly estateId: string; readonly item: string };
async function needOf(ctx: Ctx, allocationId: string, key: Key) {
  const need = await ctx.tx
    .selectFrom('fundingAllocationNeed')
    .selectAll()
    .where('allocationId', '=', allocationId)
    .where('projectId', '=', key.projectId)
    .where('estateId', '=', key.estateId)
    .where('item', '=', key.item)
    .executeTakeFirst();
  if (!need) throw problem(allocationProblems, 'funding.allocation.line-absent');
  return need;
}

async function checkLine(
  ctx: Ctx,
  allocationId: string,
  input: LineInput,
  need: Awaited<ReturnType<typeof needOf>>,
  taken: { ofNeed: bigint; ofSource: bigint },
): Promise<void> {
  const frozen = await ctx.tx
    .selectFrom('fundingAllocationSource')
    .select('availableFen')
    .where('allocationId', '=', allocationId)
    .where('sourceId', '=', input.sourceId)
    .executeTakeFirst();
  const [source] = frozen ? await schemeSources(ctx, [input.sourceId]) : [];
  if (!frozen || !source) throw problem(allocationProblems, 'funding.allocation.line-absent');
  if (input.amountFen === 0n) return;
  const at = { at: 'amountFen' };
  const breach = earmarkBreach(source, { ...need, itemClass: need.itemClass as RenovationClass });
  const what = `${need.estateName}“${need.itemTitle}”`;
  if (breach)
    throw problem(
      allocationProblems,
      'funding.allocation.earmark',
      { what, source: source.documentNumber, part: parts[breach] },
      at,
    );
  const ofNeed = needFen(need) - taken.ofNeed;
  if (input.amountFen > ofNeed)
    throw problem(allocationProblems, 'funding.allocation.above-need', { what, most: yuanText(ofNeed) }, at);
  const ofSource = frozen.availableFen - taken.ofSource;
  if (input.amountFen > ofSource)
    throw problem(
      allocationProblems,
      'funding.allocation.above-source',
      { source: source.documentNumber, most: yuanText(ofSource) },
      at,
    );
}
