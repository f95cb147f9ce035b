import type { z } from 'zod';
import { type PackValues, policyOn } from '#modules/policy/index.ts';
import { listEstateFacts, partsOf } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Fen } from '#shared/money.ts';
import { problem } from '#shared/problem.ts';
import type { menuItem, menuSuggestion } from '../../contract-choices.ts';
import { type Division, householdCost } from '../../domain/choice/household-cost.ts';
import { choiceProblems } from '../../problems-choices.ts';

export type MenuItem = z.infer<typeof menuItem>;
type Suggestion = z.infer<typeof menuSuggestion>;
type Facts = Awaited<ReturnType<typeof listEstateFacts>>[number];

const perNames = { floorM2: '每平方米建筑面积', household: '每户', entrance: '每单元' } as const;
type Per = keyof typeof perNames;

/** How many of what an item is priced by the estate has: cm² for floor area, else a count; null where nobody knows. */
function amountOf(facts: Facts, per: Per): bigint | null {
  if (per === 'floorM2') return facts.floorAreaCm2;
  const count = per === 'household' ? facts.households : facts.facts.entrances;
  return count === null ? null : BigInt(count);
}

const fenOfYuan = (yuan: string): bigint => {
  const [whole = '0', part = ''] = yuan.split('.');
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
};

/** Cost in fen, rounded half up; floor area counts by the ten-thousandth of a ㎡. */
function costOf(facts: Facts, per: Per, yuan: string): bigint | null {
  const amount = amountOf(facts, per);
  if (amount === null) return null;
  const price = fenOfYuan(yuan);
  return per === 'floorM2' ? (amount * price + 5_000n) / 10_000n : amount * price;
}

const gradeNames: Readonly<Record<string, string>> = {
  good: '好',
  fair: '一般',
  poor: '差',
  missing: '缺失',
};

/** Whether the survey's condition calls for the item, and the sentence that says so. */
function judged(
  facts: Facts,
  item: PackValues['catalogue.items'][number],
): { suggested: boolean; why: string } {
  if (item.class !== 'basic') return { suggested: true, why: '由居民选择' };
  const grade = (facts.facts.condition as Readonly<Record<string, string | null>>)[item.id];
  if (grade === undefined) return { suggested: item.role === 'main', why: '基础类，按需列入' };
  if (grade === null) return { suggested: true, why: '台账没有登记现状，请核实' };
  const name = gradeNames[grade] ?? grade;
  return grade === 'good'
    ? { suggested: false, why: `台账现状为“${name}”` }
    : { suggested: true, why: `台账现状为“${name}”，列为必做` };
}

/**
 * A menu out of the pack's catalogue, unit prices and payers' shares, for the estate's own size; what a frozen scheme
 * hands in once there are schemes. Clause 四(二)1.
 */
export async function suggestMenu(ctx: Ctx, input: { estateId: string }): Promise<Suggestion> {
  const [facts] = await listEstateFacts(ctx, { ids: [input.estateId] });
  if (!facts) throw problem(choiceProblems, 'participation.choice.estate');
  const { values, pack } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const prices = new Map(values['catalogue.prices'].map((one) => [one.item, one]));
  const items = values['catalogue.items'].map((item) => {
    const price = prices.get(item.id);
    const cost = price ? costOf(facts, price.per, price.yuan) : null;
    return {
      id: item.id,
      title: item.title,
      class: item.class,
      cost: cost === null ? null : String(cost),
      basis: price ? `${perNames[price.per]} ${price.yuan} 元` : '政策参数中没有单价',
      note: item.note,
      shares: { ...values['choice.shares'][item.class] },
      ...judged(facts, item),
    };
  });
  const unverified = ['catalogue.prices', 'choice.shares', 'choice.rule'].flatMap((id) =>
    pack.parameters
      .filter((one) => one.id === id && (one.unverified || one.provenance === 'assumed'))
      .map((one) => one.title),
  );
  const { rule, completion } = values['choice.rule'];
  return {
    items,
    budget: budgetFor(facts, values, items),
    rule,
    completion,
    unverified: [...new Set(unverified)],
  };
}

/** The suggested basic items, and what the pack's unit cost gives the other two classes. */
function budgetFor(facts: Facts, values: PackValues, items: Suggestion['items']): string | null {
  const unit = values['cost.unit'];
  const others = [unit.improvement, unit.enhancement].map((yuan) => costOf(facts, 'floorM2', yuan));
  const basic = items.filter((item) => item.class === 'basic' && item.suggested).map(({ cost }) => cost);
  if ([...others, ...basic].includes(null)) return null;
  return String([...others, ...basic].reduce<bigint>((sum, one) => sum + BigInt(one ?? 0), 0n));
}

/** Sold or not, every titled part bears its share by exclusive area (民法典第二百八十三条); equally where areas are missing. */
export async function divisionOf(ctx: Pick<Ctx, 'tx'>, estateId: string): Promise<Division> {
  const parts = (await partsOf(ctx.tx, estateId)).filter((part) => part.titled);
  const known = parts.every((part) => part.areaCm2 !== null);
  return {
    method: known ? 'area' : 'equal',
    parts: parts.map((part) => ({ id: part.id, areaCm2: part.areaCm2 ?? 0n })),
  };
}

/** What the item costs the residents together and, where asked, one part of them. */
export function costTo(item: MenuItem, division: Division | null, partId: string | null) {
  const cost = BigInt(item.cost) as Fen;
  const own = partId ?? division?.parts[0]?.id;
  if (!division || own === undefined) return { residents: residentsOf(item), own: null };
  const found = householdCost({ cost }, item.shares, division, own);
  return { residents: found.residents, own: partId === null ? null : found.own };
}

/** The residents' part alone, in fen, as `householdCost` rounds it. */
function residentsOf(item: MenuItem): bigint {
  const nobody: Division = { method: 'equal', parts: [{ id: '', areaCm2: 0n }] };
  return householdCost({ cost: BigInt(item.cost) as Fen }, item.shares, nobody, '').residents;
}
