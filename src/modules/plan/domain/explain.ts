import type { Candidate, Instance, PlanResult } from './instance.ts';
import type { PlanModel } from './model.ts';
import { buildModel } from './model.ts';
import { candidateName, type PlanNames, rowName, subdistrictName } from './names.ts';
import { othersPhrase } from './own-why.ts';
import { type Obstacle, PlanState } from './state.ts';
import { wanTextOfTicks } from './ticks.ts';

/** One limit that stands against a start in one year; households or 万元. */
export type Barrier = {
  readonly kind:
    | 'held'
    | 'forbidden'
    | 'pinned-elsewhere'
    | 'pay-years'
    | 'precedence'
    | 'capacity'
    | 'money';
  readonly text: string;
};

export type YearTrial = {
  readonly year: number;
  /** Empty where the estate would fit beside all the others. */
  readonly barriers: readonly Barrier[];
};

export type Explanation = {
  readonly id: string;
  readonly start: number | null;
  readonly must: boolean;
  /** Place by score among all candidates, from 1; equal scores share a place. */
  readonly rank: number;
  /** Whole answer in Chinese: 为何是这一年, or 为何没有列入. */
  readonly why: string;
  /** What stands against each year: the years worth more than the one given, or all where left out. */
  readonly trials: readonly YearTrial[];
  /** Starts of the same subdistrict and year, or of the same year, that took the place; best score first. */
  readonly ahead: readonly string[];
};

export type ExplainNotes = {
  readonly names?: PlanNames;
  /** Reasons people gave for a pin, a forbidden year or a hold, by candidate. */
  readonly reasons?: Readonly<Record<string, string>>;
};

type Context = {
  readonly model: PlanModel;
  readonly instance: Instance;
  readonly state: PlanState;
  readonly names: PlanNames;
  readonly reasons: Readonly<Record<string, string>>;
  readonly ranks: ReadonlyMap<string, number>;
};

/** Puts the result's starts into a state; candidates wait for others, so it goes over them until none is left. */
function stateOf(model: PlanModel, result: PlanResult): PlanState {
  const state = new PlanState(model);
  const years = model.instance.startYears;
  for (let left = -1, now = 0; left !== now; ) {
    left = now;
    now = 0;
    model.instance.candidates.forEach((c, u) => {
      const year = result.starts[c.id];
      if (year === null || year === undefined || (state.starts[u] ?? -1) >= 0) return;
      if (!state.place(u, years.indexOf(year))) now += 1;
    });
    if (now === 0) break;
  }
  return state;
}

function ranksOf(instance: Instance): Map<string, number> {
  const scores = instance.candidates.map((c) => c.score).sort((a, b) => b - a);
  return new Map(instance.candidates.map((c) => [c.id, scores.indexOf(c.score) + 1]));
}

const withReason = (context: Context, id: string, text: string): string => {
  const reason = Object.hasOwn(context.reasons, id) ? context.reasons[id] : undefined;
  return reason ? `${text}（理由：${reason}）` : text;
};

function notAllowed(context: Context, c: Candidate, year: number): Barrier {
  if (c.held) return { kind: 'held', text: withReason(context, c.id, '存在争议，暂缓列入') };
  if (c.pin !== undefined && c.pin !== year)
    return { kind: 'pinned-elsewhere', text: withReason(context, c.id, `已指定在${c.pin}年`) };
  if (c.forbid?.includes(year))
    return { kind: 'forbidden', text: withReason(context, c.id, `已指定不得在${year}年开工`) };
  const last = context.instance.payYears.at(-1);
  return { kind: 'pay-years', text: `${year}年开工须付款到${last}年之后，超出资金年份` };
}

function precedenceBarrier(context: Context, c: Candidate, u: number): Barrier {
  const { model, state, instance, names } = context;
  const before = model.after[u] ?? -1;
  if (c.after && before >= 0) {
    const at = state.starts[before] ?? -1;
    const name = candidateName(names, c.after.id);
    const when = at < 0 ? '未列入计划' : `排在${instance.startYears[at]}年`;
    return { kind: 'precedence', text: `须在${name}开工至少${c.after.lag}年之后，而${name}${when}` };
  }
  const followers = (model.followers.get(u) ?? []).filter((f) => (state.starts[f] ?? -1) >= 0);
  const list = followers.map((f) => candidateName(names, instance.candidates[f]?.id ?? '')).join('、');
  return { kind: 'precedence', text: `${list}须在其之后开工，已排的年份会不满足` };
}

function barrier(context: Context, c: Candidate, u: number, year: number, found: Obstacle): Barrier {
  const { instance, names } = context;
  if (found.kind === 'not-allowed') return notAllowed(context, c, year);
  if (found.kind === 'precedence') return precedenceBarrier(context, c, u);
  if (found.kind === 'capacity') {
    const home = subdistrictName(names, c.subdistrict);
    return {
      kind: 'capacity',
      text: `${home}${year}年施工能力只剩${found.left}户，本小区${found.need}户，超出${found.need - found.left}户`,
    };
  }
  const short = wanTextOfTicks(found.need - found.left);
  return {
    kind: 'money',
    text: `${rowName(instance, names, found.row)}超出${short}万元（需${wanTextOfTicks(found.need)}万元，可用${wanTextOfTicks(found.left)}万元）`,
  };
}

/** What stands against starting u in t, everything else as planned. */
function trial(context: Context, c: Candidate, u: number, t: number): YearTrial {
  const year = context.instance.startYears[t] ?? 0;
  return { year, barriers: context.state.obstacles(u, t).map((o) => barrier(context, c, u, year, o)) };
}

/** Takes u out with all that waits for it, so that its other years can be tried; answers what was taken. */
function lift(state: PlanState, u: number): { u: number; t: number }[] {
  const t = state.starts[u] ?? -1;
  if (t < 0) return [];
  const lifted = (state.model.followers.get(u) ?? []).flatMap((f) => lift(state, f));
  state.remove(u);
  return [...lifted, { u, t }];
}

const lower = (lifted: readonly { u: number; t: number }[], state: PlanState): void => {
  for (const { u, t } of lifted.toReversed())
    if (!state.place(u, t)) throw new Error('a start that was lifted does not fit back');
};

/** Up to three starts that stand where this one cannot: same subdistrict where capacity binds, else same year. */
function aheadOf(context: Context, c: Candidate, trials: readonly YearTrial[]): string[] {
  const { instance, state, names } = context;
  const blocked = trials.find((y) => y.barriers.some((b) => b.kind === 'capacity' || b.kind === 'money'));
  if (!blocked) return [];
  const home = blocked.barriers.some((b) => b.kind === 'capacity');
  const t = instance.startYears.indexOf(blocked.year);
  return instance.candidates
    .filter((o, u) => o.id !== c.id && state.starts[u] === t && (!home || o.subdistrict === c.subdistrict))
    .sort((a, b) => Number(b.must) - Number(a.must) || b.score - a.score || a.id.localeCompare(b.id))
    .slice(0, 3)
    .map(
      (o) => `${candidateName(names, o.id)}（${o.must ? '必改' : '力争'}，${o.score}分，${o.households}户）`,
    );
}

const trialText = (y: YearTrial): string =>
  y.barriers.length === 0
    ? `放在${y.year}年可行，但全区总效益不会更高`
    : `若放在${y.year}年：${y.barriers.map((b) => b.text).join('；')}`;

function whyPlaced(context: Context, c: Candidate, start: number, trials: readonly YearTrial[]): string {
  if (c.pin !== undefined) return withReason(context, c.id, `已指定在${c.pin}年开工`);
  if (trials.length === 0) return `排在${start}年：这是对它效益最高的年份，资金和施工能力都容得下`;
  return `排在${start}年，因为更早的年份排不下。${trials.map(trialText).join('。')}`;
}

function whyLeftOut(context: Context, c: Candidate, trials: readonly YearTrial[]): string {
  if (c.held)
    return withReason(context, c.id, '未列入：存在争议，风险评估、应急预案和各方一致意见齐备之前暂缓');
  const fits = trials.find((y) => y.barriers.length === 0);
  if (fits && c.score === 0 && !c.must) return '未列入：优先分为0，列入不增加总效益';
  return `未列入。${trials.map(trialText).join('。')}`;
}

function explainOne(context: Context, c: Candidate, u: number): Explanation {
  const { model, instance, state } = context;
  const start = state.starts[u] ?? -1;
  const profit = (t: number): number => model.profit[u * model.years + t] ?? 0;
  const others = instance.startYears
    .map((_, t) => t)
    .filter((t) => t !== start && (start < 0 || profit(t) > profit(start)));
  const lifted = lift(state, u);
  const trials = others.map((t) => trial(context, c, u, t));
  lower(lifted, state);
  const year = instance.startYears[start] ?? null;
  const ahead = aheadOf(context, c, trials);
  const rank = context.ranks.get(c.id) ?? 0;
  const place = `优先分${c.score}，居第${rank}位（共${instance.candidates.length}个）；${c.must ? '必改' : '力争'}。`;
  const why = year === null ? whyLeftOut(context, c, trials) : whyPlaced(context, c, year, trials);
  const tail = ahead.length > 0 ? `${othersPhrase}${ahead.join('、')}` : '';
  return { id: c.id, start: year, must: c.must, rank, why: `${place}${why}${tail}。`, trials, ahead };
}

/**
 * Answers 为何是这一年 and 为何没有列入 for every candidate, in the instance's order: each other year is tried
 * with everything else as planned, and each limit that stands against it is named with its numbers.
 * @param result of this instance, feasible (an infeasible one has no plan to explain: empty list)
 */
export function explainPlan(instance: Instance, result: PlanResult, notes: ExplainNotes = {}): Explanation[] {
  if (result.status === 'infeasible') return [];
  const model = buildModel(instance);
  const context: Context = {
    model,
    instance,
    state: stateOf(model, result),
    names: notes.names ?? {},
    reasons: notes.reasons ?? {},
    ranks: ranksOf(instance),
  };
  return instance.candidates.map((c, u) => explainOne(context, c, u));
}

/** Every 必改 that is neither placed nor held, worst loss first: the list a leader asks for. */
export function leftOutMusts(explanations: readonly Explanation[]): Explanation[] {
  return explanations.filter((e) => e.must && e.start === null).sort((a, b) => a.rank - b.rank);
}
