import type { Highs } from 'highs';
import { conflictsOf } from '../../domain/conflicts.ts';
import type { Prices } from '../../domain/dual.ts';
import { DualBound } from '../../domain/dual.ts';
import type { Guide } from '../../domain/greedy.ts';
import { fill, guideFrom, moveForward, worthOrder } from '../../domain/greedy.ts';
import { improve } from '../../domain/improve.ts';
import type { PlanModel } from '../../domain/model.ts';
import { buildModel } from '../../domain/model.ts';
import { objectiveOf } from '../../domain/objective.ts';
import { required, settlePins } from '../../domain/pins.ts';
import { lowerBoundByPrices } from '../../domain/prices.ts';
import { type Random, seededRandom } from '../../domain/random.ts';
import { PlanState } from '../../domain/state.ts';
import {
  asColumns,
  asInteger,
  buildHighsPlan,
  type HighsPlan,
  pricesFromDuals,
  startsFromColumns,
} from './highs-model.ts';
import type { SearchJob, SearchReport } from './messages.ts';
import { runHighs } from './run-highs.ts';

/** Up to this many candidates the whole problem goes to branch and bound; beyond, it finds nothing in the time. */
const exactUpTo = 600;
/** Passes after which the prices have settled, within 1 % of the linear relaxation on the bench's instances. */
const pricePasses = 600;
/** Allowed starts up to which the linear relaxation is worth its time (about 1 s per 15,000). */
const relaxUpTo = 60_000;

/** One search: the best plan and bound so far, and what it works with. */
export class Search {
  readonly model: PlanModel;
  readonly #job: SearchJob;
  readonly #report: (report: SearchReport) => void;
  readonly #random: Random;
  readonly #fixed: Uint8Array;
  #best: Int8Array | null = null;
  #objective = -Infinity;
  #bound = Infinity;

  constructor(job: SearchJob, report: (report: SearchReport) => void) {
    this.#job = job;
    this.#report = report;
    this.model = buildModel(job.instance);
    this.#random = seededRandom(job.seed);
    this.#fixed = required(this.model);
  }

  /** Runs all stages; whatever is reported before a kill stands. */
  async run(solver: () => Promise<Highs>): Promise<void> {
    const settled = settlePins(this.model);
    if (settled.kind === 'impossible') return this.#infeasible();
    this.#stage('prices');
    let prices = this.#prices();
    if (settled.kind === 'settled') {
      this.#stage('first-plan');
      if (this.model.count <= exactUpTo) this.#construct(prices, settled.state, 40 * this.model.count, [0.1]);
      else this.#construct(prices, settled.state, this.#rounds(), [0.06]);
    }
    if (this.#finished()) return this.#done();
    const plan = this.model.count * this.model.years <= relaxUpTo ? buildHighsPlan(this.model) : null;
    if (plan) {
      const highs = await solver();
      this.#stage('relaxation');
      prices = this.#relax(highs, plan, prices, settled.kind === 'settled' ? settled.state : null);
      if (this.#finished()) return this.#done();
      if (this.model.count <= exactUpTo || this.#best === null) this.#exact(highs, plan);
    } else if (this.#best) this.#goOn(prices, this.#best);
    this.#done();
  }

  #secondsLeft(): number {
    return (this.#job.deadline - Date.now()) / 1000;
  }

  #outOfTime = (): boolean => this.#secondsLeft() <= 0;

  /** Nothing left to find: the plan meets the bound, or the time is over. */
  #finished(): boolean {
    return this.#outOfTime() || this.#bound - this.#objective <= 1e-6;
  }

  #done(): void {
    if (this.#best && this.#bound - this.#objective <= 1e-6) this.#report({ kind: 'optimal' });
    this.#report({ kind: 'done' });
  }

  #stage(stage: Extract<SearchReport, { kind: 'stage' }>['stage']): void {
    this.#report({ kind: 'stage', stage });
  }

  #infeasible(): void {
    this.#stage('conflicts');
    this.#report({ kind: 'infeasible', conflicts: conflictsOf(this.#job.instance) });
    this.#report({ kind: 'done' });
  }

  #offer(starts: Int8Array): void {
    const objective = objectiveOf(this.model, starts);
    if (objective <= this.#objective) return;
    this.#objective = objective;
    this.#best = starts.slice();
    this.#report({ kind: 'plan', starts: this.#best });
  }

  #offerBound(bound: number, prices: Prices | null): void {
    if (bound >= this.#bound) return;
    this.#bound = bound;
    this.#report({ kind: 'bound', bound, prices });
  }

  #prices(): Prices {
    const priced = lowerBoundByPrices(this.model, pricePasses, this.#outOfTime);
    this.#offerBound(priced.bound, priced.prices);
    return priced.prices;
  }

  /** Fills a state at the given prices, improves it and offers it. `from` keeps the pins and is not changed. */
  #construct(prices: Prices, from: PlanState, rounds: number, heats: readonly number[]): void {
    const guide = guideFrom(this.model, prices);
    const state = new PlanState(this.model);
    state.restore(from.snapshot());
    fill(state, guide, worthOrder(this.model, guide));
    moveForward(state);
    this.#offer(state.starts);
    for (const heat of heats) this.#improve(state, guide, rounds, heat);
  }

  /** Improves the best plan further at sharper prices. */
  #goOn(prices: Prices, best: Int8Array): void {
    const state = new PlanState(this.model);
    this.#placeAll(state, best);
    this.#improve(state, guideFrom(this.model, prices), this.#rounds(), 0.02);
  }

  /** Places these starts, going over them until what waits for others is in too; what does not fit stays out. */
  #placeAll(state: PlanState, starts: Int8Array): void {
    let more = true;
    while (more) {
      more = false;
      starts.forEach((t, u) => {
        if (t >= 0 && (state.starts[u] ?? -1) < 0 && state.place(u, t)) more = true;
      });
    }
  }

  #improve(state: PlanState, guide: Guide, rounds: number, heat: number): void {
    if (this.#finished()) return;
    const pool = this.#job.instance.candidates.flatMap((c, u) => (c.held ? [] : [u]));
    const effort = { rounds, size: 10, tries: 16, heat };
    improve(state, guide, {
      fixed: this.#fixed,
      pool,
      random: this.#random,
      effort,
      shouldStop: this.#outOfTime,
    });
    this.#offer(state.starts);
  }

  /** Linear relaxation: prices, a proved bound from them, and a plan constructed at them. */
  #relax(highs: Highs, plan: HighsPlan, known: Prices, pins: PlanState | null): Prices {
    const run = runHighs(highs, plan.data, { seconds: this.#secondsLeft(), seed: this.#job.seed });
    if (run.status !== 'optimal' || !run.rowDuals || !run.columns) return known;
    const prices = pricesFromDuals(plan, this.model, run.rowDuals);
    this.#offerBound(new DualBound(this.model).evaluate(prices), prices);
    if (pins && this.model.count <= exactUpTo)
      for (const heat of [0.1, 0.3, 0.6]) this.#construct(prices, pins, this.#rounds(), [heat, 0.03]);
    else if (this.#best) this.#goOn(prices, this.#best);
    return prices;
  }

  /** Rounds of improvement at the sharp prices: more for more candidates, but never the whole time. */
  #rounds(): number {
    return Math.min(300_000, this.model.count * (this.model.count <= exactUpTo ? 160 : 100));
  }

  #exact(highs: Highs, plan: HighsPlan): void {
    this.#stage('exact');
    const run = runHighs(highs, asInteger(plan), {
      seconds: this.#secondsLeft(),
      seed: this.#job.seed,
      ...(this.#best ? { start: asColumns(plan, this.model, this.#best) } : {}),
      onImproved: (columns) => this.#offerColumns(plan, columns),
      onBound: (bound) => this.#offerBound(-bound - this.model.penalty, null),
    });
    if (run.columns) this.#offerColumns(plan, run.columns);
    if (run.status === 'infeasible' && !this.#best) {
      this.#infeasible();
      return;
    }
    this.#offerBound(-run.bound - this.model.penalty, null);
    if (run.status === 'optimal' && this.#matches(run.bound)) this.#report({ kind: 'optimal' });
  }

  /** Whether our own arithmetic gives the plan found the value HiGHS proved, to its tolerance. */
  #matches(bound: number): boolean {
    const proved = -bound - this.model.penalty;
    return Math.abs(proved - this.#objective) <= 1e-6 * Math.max(1, Math.abs(proved));
  }

  /** Re-checks a plan of HiGHS start by start in whole numbers; what does not fit is left out and refilled. */
  #offerColumns(plan: HighsPlan, columns: Float64Array): void {
    const wanted = startsFromColumns(plan, this.model, columns);
    if (objectiveOf(this.model, wanted) <= this.#objective) return;
    const state = new PlanState(this.model);
    this.#placeAll(state, wanted);
    if (this.#fixed.every((mark, u) => mark === 0 || (state.starts[u] ?? -1) >= 0)) this.#offer(state.starts);
  }
}
