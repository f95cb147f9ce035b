import type { PlanModel } from './model.ts';

/** Objective of starts (year index per candidate, −1 for none), summed in the instance's order. */
export function objectiveOf(model: PlanModel, starts: ArrayLike<number>): number {
  const { yearWeight, deferPenalty, willingnessTie } = model.instance.objective;
  let sum = 0;
  model.instance.candidates.forEach((c, u) => {
    const t = starts[u] ?? -1;
    if (t >= 0) sum += (yearWeight[t] ?? 0) * c.score * c.households * (1 + willingnessTie * c.willingness);
    else if (c.must && !c.held) sum -= deferPenalty * 100 * c.households;
  });
  return sum;
}
