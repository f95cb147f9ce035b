import { listEstateFacts } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { ByAreaWire, ByCostWire, CentralInput, LiftWire } from '../../../contract-calculators.ts';
import { byAreaSubsidy, classNames, renovationClasses } from '../../../domain/calculator/by-area.ts';
import { byCostSubsidy } from '../../../domain/calculator/by-cost.ts';
import { centralAllocation, factorNames, NothingToWeigh } from '../../../domain/calculator/central.ts';
import { liftSubsidy } from '../../../domain/calculator/lift-by-floors.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import { centralRuleOf, pickRule } from './rules.ts';

/** Divides a pot over regions by one version of the central formula. @throws Problem funding.calculator.* */
export async function calculateCentral(ctx: Ctx, input: CentralInput) {
  const { view, rule } = await centralRuleOf(ctx, input.template);
  const seen = new Set<string>();
  for (const { id } of input.regions) {
    if (seen.has(id))
      throw problem(allocationProblems, 'funding.calculator.region-twice', { region: id }, { at: 'regions' });
    seen.add(id);
  }
  try {
    const regions = input.regions.map((one) => ({
      ...one,
      ...{
        households: BigInt(one.households),
        buildings: BigInt(one.buildings),
        estates: BigInt(one.estates),
      },
    }));
    const { shares, steps } = centralAllocation(input.potFen, rule, regions);
    return {
      rule: view,
      shares: shares.map((one) => ({ ...one, amountFen: String(one.amountFen) })),
      steps: [...steps],
    };
  } catch (fault) {
    if (!(fault instanceof NothingToWeigh)) throw fault;
    const factor = factorNames[fault.factor];
    throw problem(allocationProblems, 'funding.calculator.factor-empty', { factor }, { at: 'regions' });
  }
}

/** @throws Problem funding.calculator.own-absent, no-cost, more-than-cost */
export async function calculateByArea(ctx: Ctx, input: ByAreaWire) {
  const { view, rule } = await pickRule(ctx, 'byArea', input.rule);
  for (const one of renovationClasses)
    if (input.classes[one].residentsFen > input.classes[one].costFen) {
      const values = { class: classNames[one] };
      const at = `classes.${one}.residentsFen`;
      throw problem(allocationProblems, 'funding.calculator.more-than-cost', values, { at });
    }
  const cost = renovationClasses.reduce((sum, one) => sum + input.classes[one].costFen, 0n);
  if (cost === 0n || input.areaCm2 === 0n) throw problem(allocationProblems, 'funding.calculator.no-cost');
  const { amountFen, points, floorsMet, steps } = byAreaSubsidy(rule, input);
  return { rule: view, amountFen: String(amountFen), points, floorsMet, steps: [...steps] };
}

/** @throws Problem funding.calculator.own-absent, no-area */
export async function calculateByCost(ctx: Ctx, input: ByCostWire) {
  const { view, rule } = await pickRule(ctx, 'byCost', input.rule);
  if (input.areaCm2 === 0n)
    throw problem(allocationProblems, 'funding.calculator.no-area', {}, { at: 'areaCm2' });
  const answer = byCostSubsidy(rule, input);
  return {
    rule: view,
    amountFen: String(answer.amountFen),
    localDueFen: String(answer.localDueFen),
    missingFen: String(answer.missingFen),
    clawbackFen: String(answer.clawbackFen),
    steps: [...answer.steps],
  };
}

/** @throws Problem funding.calculator.own-absent, floors, unsigned */
export async function calculateLift(ctx: Ctx, input: LiftWire) {
  const { view, rule } = await pickRule(ctx, 'liftByFloors', input.rule);
  if (!rule.byFloors.some(({ storeys }) => storeys === input.floors)) {
    const known = rule.byFloors.map(({ storeys }) => `${storeys} 层`).join('、');
    throw problem(
      allocationProblems,
      'funding.calculator.floors',
      { floors: input.floors, known },
      { at: 'floors' },
    );
  }
  if (input.unsigned > input.households)
    throw problem(allocationProblems, 'funding.calculator.unsigned', {}, { at: 'unsigned' });
  const { amountFen, steps } = liftSubsidy(rule, input);
  return { rule: view, amountFen: String(amountFen), steps: [...steps] };
}

/** The estates in sight by subdistrict, as the formulas count them. */
export async function regionVolumes(ctx: Ctx) {
  const groups = new Map<
    string,
    { area: bigint; households: number; buildings: number; all: number; gaps: number }
  >();
  for (const estate of await listEstateFacts(ctx)) {
    const group = groups.get(estate.subdistrictName) ?? {
      area: 0n,
      households: 0,
      buildings: 0,
      all: 0,
      gaps: 0,
    };
    const { households, buildings } = estate.facts;
    group.area += estate.floorAreaCm2 ?? 0n;
    group.households += households ?? 0;
    group.buildings += buildings ?? 0;
    group.all += 1;
    if (estate.floorAreaCm2 === null || households === null || buildings === null) group.gaps += 1;
    groups.set(estate.subdistrictName, group);
  }
  return [...groups].map(([id, one]) => ({
    id,
    areaCm2: String(one.area),
    households: one.households,
    buildings: one.buildings,
    estates: one.all,
    incomplete: one.gaps,
  }));
}
