/** What most-approvals-first needs to know of an election. */
export type Popularity = { readonly costs: ArrayLike<number>; readonly votes: ArrayLike<number> };

/** Items by approvals, then lower cost, then their order. */
export function byApprovals({ costs, votes }: Popularity): number[] {
  return Array.from({ length: costs.length }, (_, item) => item).sort(
    (a, b) =>
      (votes[b] as number) - (votes[a] as number) || (costs[a] as number) - (costs[b] as number) || a - b,
  );
}

type Barred = (item: number, chosen: readonly number[]) => boolean;

/** Items that cost nothing and have a vote: they are in before anything is paid, most approvals first. */
export function freeItems(election: Popularity, barred: Barred): number[] {
  const taken: number[] = [];
  for (const item of byApprovals(election))
    if (election.costs[item] === 0 && election.votes[item] !== 0 && !barred(item, taken)) taken.push(item);
  return taken;
}

/**
 * Most approvals first: takes what still fits into `left` and is not barred, skips what does not and goes on.
 * @param voteless whether items nobody approves are taken too when they fit
 * @returns the items added to `before`, in order
 */
export function mostApprovals(
  election: Popularity,
  left: number,
  before: readonly number[],
  barred: Barred,
  voteless = false,
): number[] {
  const taken = [...before];
  let money = left;
  for (const item of byApprovals(election)) {
    const cost = election.costs[item] as number;
    if (cost > money || (election.votes[item] === 0 && !voteless)) continue;
    if (before.includes(item) || barred(item, taken)) continue;
    taken.push(item);
    money -= cost;
  }
  return taken.slice(before.length);
}
