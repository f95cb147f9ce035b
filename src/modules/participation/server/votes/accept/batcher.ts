/** Puts what arrives together through one call, so that it shares a commit; never waits for more to come. */
export type Batcher<I, O> = {
  /** Rejects with what `work` threw for this item; with `full()` when too many wait. */
  readonly submit: (group: string, item: I) => Promise<O>;
};

export type Outcome<O> = { readonly answer: O } | { readonly fault: unknown };

type Waiting<I, O> = { item: I; resolve: (answer: O) => void; reject: (fault: unknown) => void };

/**
 * @param options.work does a batch of one group at once; the outcomes are in the order of the items
 * @param options.alone whether a fault of the whole batch may be some item's own, so that each is tried by itself
 * @param options.atOnce how many groups are worked at a time; one group is never worked twice at a time
 */
export function createBatcher<I, O>(options: {
  readonly work: (group: string, items: readonly I[]) => Promise<readonly Outcome<O>[]>;
  readonly alone: (fault: unknown) => boolean;
  readonly full: () => unknown;
  readonly most: number;
  readonly limit: number;
  readonly atOnce: number;
}): Batcher<I, O> {
  const queues = new Map<string, Waiting<I, O>[]>();
  const busy = new Set<string>();
  let waiting = 0;

  const workOn = async (group: string, taken: readonly Waiting<I, O>[]): Promise<void> => {
    try {
      const outcomes = await options.work(
        group,
        taken.map(({ item }) => item),
      );
      for (const [n, one] of taken.entries()) {
        const outcome = outcomes[n];
        if (outcome && 'answer' in outcome) one.resolve(outcome.answer);
        else one.reject(outcome?.fault ?? new Error('a batch left an item without an outcome'));
      }
    } catch (fault) {
      if (taken.length > 1 && options.alone(fault)) for (const one of taken) await workOn(group, [one]);
      else for (const one of taken) one.reject(fault);
    }
  };

  const turn = async (group: string): Promise<void> => {
    const queue = queues.get(group) ?? [];
    const taken = queue.splice(0, options.most);
    waiting -= taken.length;
    await workOn(group, taken);
    busy.delete(group);
    if (queue.length === 0) queues.delete(group);
    else {
      // last in the order of the map, so that one busy group lets the others have their turn
      queues.delete(group);
      queues.set(group, queue);
    }
    begin();
  };

  const begin = (): void => {
    for (const group of queues.keys()) {
      if (busy.size >= options.atOnce) return;
      if (busy.has(group)) continue;
      busy.add(group);
      // what the event loop has already received belongs to this batch
      setImmediate(() => void turn(group));
    }
  };

  return {
    submit: (group, item) =>
      new Promise<O>((resolve, reject) => {
        if (waiting >= options.limit) return reject(options.full());
        waiting += 1;
        const queue = queues.get(group);
        if (queue) queue.push({ item, resolve, reject });
        else queues.set(group, [{ item, resolve, reject }]);
        begin();
      }),
  };
}
