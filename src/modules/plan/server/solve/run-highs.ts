import loadHighs, { type Highs, type ModelData } from 'highs';

let loaded: Promise<Highs> | undefined;

/** The WASM solver, loaded once a process or worker. */
export function highs(): Promise<Highs> {
  loaded ??= loadHighs();
  return loaded;
}

export type HighsRun = {
  readonly status: 'optimal' | 'infeasible' | 'stopped';
  /** Column values of the best solution; null if none was found. */
  readonly columns: Float64Array | null;
  readonly rowDuals: Float64Array | null;
  /** Proved lower bound of the minimised objective; −Infinity if none. */
  readonly bound: number;
};

export type HighsOptions = {
  readonly seconds: number;
  readonly seed: number;
  readonly start?: Float64Array;
  readonly onImproved?: (columns: Float64Array) => void;
  readonly onBound?: (bound: number) => void;
};

/** Runs one model and frees it whatever happens. Blocks the thread until done or `seconds` are over. */
export function runHighs(solver: Highs, data: ModelData, options: HighsOptions): HighsRun {
  const { modelStatus, callbackType } = solver.constants;
  return solver.withModel(data, (model): HighsRun => {
    model.options.set({
      output_flag: false,
      time_limit: Math.max(0.05, options.seconds),
      random_seed: Math.abs(options.seed) % 2_147_483_647,
      mip_rel_gap: 0,
      mip_abs_gap: 1e-6,
    });
    if (options.start) model.setSolution({ colValue: options.start });
    const integer = data.integrality !== undefined;
    let seenBound = Number.NEGATIVE_INFINITY;
    const noteBound = (bound: number | undefined): void => {
      if (bound === undefined || !Number.isFinite(bound) || bound <= seenBound) return;
      seenBound = bound;
      options.onBound?.(bound);
    };
    model.run(
      integer
        ? {
            [callbackType.mipImprovingSolution](event) {
              if (event.data.mip_solution) options.onImproved?.(event.data.mip_solution);
            },
            [callbackType.mipInterrupt](event) {
              noteBound(event.data.mip_dual_bound);
            },
          }
        : undefined,
    );
    const status = model.getModelStatus();
    if (integer) noteBound(Number(model.info.get('mip_dual_bound')));
    const found = Number(model.info.get('primal_solution_status')) === 2;
    const solution = found || !integer ? model.getSolution() : null;
    return {
      status:
        status === modelStatus.optimal
          ? 'optimal'
          : status === modelStatus.infeasible
            ? 'infeasible'
            : 'stopped',
      columns: solution ? solution.colValue : null,
      rowDuals: integer || !solution ? null : solution.rowDual,
      bound: seenBound,
    };
  });
}
