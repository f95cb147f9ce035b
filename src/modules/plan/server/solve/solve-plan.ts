import { Worker } from 'node:worker_threads';
import { DualBound, type Prices, zeroPrices } from '../../domain/dual.ts';
import type { Conflict, Instance, PlanResult } from '../../domain/instance.ts';
import { gapOf } from '../../domain/instance.ts';
import { buildModel, type PlanModel } from '../../domain/model.ts';
import { objectiveOf } from '../../domain/objective.ts';
import { infeasibleResult, planResult } from '../../domain/result.ts';
import { type Verdict, verifyPlan } from '../../domain/verify.ts';
import type { SearchReport, SearchStage } from './messages.ts';
import { highs } from './run-highs.ts';
import { Search } from './search.ts';

export type SolveProgress = {
  readonly stage: SearchStage;
  readonly objective: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly ms: number;
};

export type SolveOptions = {
  /** Wall-clock limit in seconds; kept to about a quarter of a second. */
  readonly limitSeconds?: number;
  readonly seed?: number;
  /** Aborting ends the search; the best plan so far is answered. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SolveProgress) => void;
};

export type Solved = {
  readonly result: PlanResult;
  /** What the separate verifier says about the result. */
  readonly verdict: Verdict;
};

/** Thrown when pins are given and no plan that keeps them was found, nor their conflict proved, in the time. */
export class NoPlanInTime extends Error {}

/** Instances with at most this many possible starts are solved in this thread: a worker would cost more. */
const inProcessUpTo = 150;
/** Milliseconds before the kill at which the search stops by itself, so that what it holds is handed over. */
const handingOver = 300;
/** Milliseconds kept back for routing the money and verifying, by candidate. */
const closing = (candidates: number): number => 80 + candidates / 20;

/** Collects reports; the last of each kind is what stands. */
class Collected {
  readonly model: PlanModel;
  readonly #onProgress: ((progress: SolveProgress) => void) | undefined;
  readonly #begun: number;
  starts: Int8Array | null = null;
  objective = -Infinity;
  bound = Infinity;
  prices: Prices | null = null;
  optimal = false;
  conflicts: readonly Conflict[] | null = null;
  #stage: SearchStage = 'prices';

  constructor(model: PlanModel, begun: number, onProgress?: (progress: SolveProgress) => void) {
    this.model = model;
    this.#begun = begun;
    this.#onProgress = onProgress;
  }

  take(report: SearchReport): void {
    if (report.kind === 'plan') {
      this.starts = report.starts;
      this.objective = objectiveOf(this.model, report.starts);
    } else if (report.kind === 'bound') {
      this.bound = report.bound;
      this.prices = report.prices ?? this.prices;
    } else if (report.kind === 'stage') this.#stage = report.stage;
    else if (report.kind === 'optimal') this.optimal = true;
    else if (report.kind === 'infeasible') this.conflicts = report.conflicts;
    const hasPlan = this.starts !== null;
    const hasBound = Number.isFinite(this.bound);
    this.#onProgress?.({
      stage: this.#stage,
      objective: hasPlan ? this.objective : null,
      bound: hasBound ? this.bound : null,
      gap: hasPlan && hasBound ? gapOf(this.bound, this.objective) : null,
      ms: Date.now() - this.#begun,
    });
  }
}

/** Runs the search in a worker that is killed at the deadline, on abort, or when it is done. */
function searchInWorker(
  instance: Instance,
  seed: number,
  deadline: number,
  collected: Collected,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./solve-worker.ts', import.meta.url), {
      workerData: { instance, seed, deadline: deadline - handingOver },
    });
    const end = (failure?: Error): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      worker.terminate().then(
        () => (failure ? reject(failure) : resolve()),
        (reason: unknown) => reject(reason),
      );
    };
    const stop = (): void => end();
    const timer = setTimeout(stop, Math.max(0, deadline - Date.now()) + 50);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    worker.on('message', (report: SearchReport) => {
      collected.take(report);
      if (report.kind === 'done') end();
    });
    worker.on('error', (error: Error) => end(error));
  });
}

/**
 * Finds the best plan it can within the limit. The one door to the solver: heuristic plan, proved bound from
 * limit prices, linear relaxation, then branch and bound (whole problem up to 600 candidates, the undecided core
 * beyond). The result is re-checked in whole numbers and by the separate verifier.
 * The instance must have passed checkInstance. The same instance and seed give the same plan when the search
 * ends by its own pass and node limits or by proof; the clock is only the last guard.
 * @throws NoPlanInTime where pins could neither be kept nor proved impossible in time
 */
export async function solvePlan(instance: Instance, options: SolveOptions = {}): Promise<Solved> {
  const begun = Date.now();
  const { limitSeconds = 10, seed = 1, signal, onProgress } = options;
  const model = buildModel(instance);
  const collected = new Collected(model, begun, onProgress);
  const deadline = begun + limitSeconds * 1000 - closing(model.count);
  if (model.count * model.years <= inProcessUpTo && !signal)
    await new Search({ instance, seed, deadline }, (report) => collected.take(report)).run(highs);
  else await searchInWorker(instance, seed, deadline, collected, signal);
  const result = conclude(instance, collected, seed, begun);
  return { result, verdict: verifyPlan(instance, result) };
}

function conclude(instance: Instance, collected: Collected, seed: number, begun: number): PlanResult {
  const { model } = collected;
  if (collected.conflicts) return infeasibleResult(instance, collected.conflicts, seed, Date.now() - begun);
  if (!collected.starts && model.pinned.some((pin) => pin >= 0))
    throw new NoPlanInTime('no plan that keeps the pins was found in the time given');
  const bound = Number.isFinite(collected.bound)
    ? collected.bound
    : new DualBound(model).evaluate(zeroPrices(model));
  return planResult(model, {
    starts: collected.starts ?? new Int8Array(model.count).fill(-1),
    bound,
    optimal: collected.optimal,
    prices: collected.prices,
    seed,
    ms: Date.now() - begun,
  });
}
