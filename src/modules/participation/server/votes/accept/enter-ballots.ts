import { bindScope } from '#platform/database/scope.ts';
import type { Ctx } from '#platform/http/context.ts';
import { type Problem, problem } from '#shared/problem.ts';
import type { EntriesInput, ReceiptOf } from '../../../contract-ballots.ts';
import { readChoices } from '../../../domain/ballot/choice-check.ts';
import { type Channel, channelNames } from '../../../domain/ballot/words.ts';
import type { Choice } from '../../../domain/tally/vote.ts';
import { placeOf } from '../../../domain/vote/roll.ts';
import { ballotProblems } from '../../../problems-ballots.ts';
import { findVote } from '../vote-row.ts';
import { choiceProblem } from './choice-problem.ts';
import { type EntryFacts, type EntryPart, readEntryFacts } from './entry-facts.query.ts';
import { acceptingAt, openVote } from './lock-vote.ts';
import { type Draft, placeBallots } from './place-ballots.ts';

type Entry = EntriesInput['entries'][number];
const refuse = (code: keyof typeof ballotProblems & string, values = {}) =>
  problem(ballotProblems, code, values);

/**
 * Enters ballots signed on paper: by post, at the door, at a meeting, by an agent or a representative (聊城市物业管理
 * 条例 16, 17). All of them or none. They count from now on, like any other ballot: the later one replaces the earlier.
 * Entries sent again with the same keys get the receipts they have.
 */
export async function enterBallots(ctx: Ctx, input: EntriesInput): Promise<{ receipts: ReceiptOf[] }> {
  // in the actor's own region first: opening the vote binds the transaction to the vote's
  await findVote(ctx.tx, input.id);
  const keys = input.entries.map(({ key }) => key);
  const opened = await openVote(ctx.tx, input.id, [], keys);
  if (!opened) throw refuse('participation.ballot.vote-absent');
  const { vote, matters } = opened;
  const facts = await readEntryFacts(ctx.tx, input);
  const replayed = replay(input, opened.known, facts);
  const audit = async (count: number, again: boolean) => {
    await bindScope(ctx.tx, ctx.actor.scope);
    await ctx.audit({
      action: 'participation.ballot.enter',
      subjectKind: 'vote',
      subjectId: vote.id,
      regionCode: vote.regionCode,
      detail: { channel: input.channel, count, fileId: input.fileId, ...(again ? { again } : {}) },
    });
  };
  if (replayed) {
    await audit(replayed.length, true);
    return { receipts: replayed };
  }
  const at = acceptingAt(vote, ctx.now);
  if ('fault' in at) throw at.fault;
  if (!input.signed) throw refuse('participation.ballot.unsigned');
  const paper = { matters, follow: vote.follow, blanks: true };
  const judged = judgeEntries(ctx, input, facts, paper);
  refuseFaulty(judged);
  const drafts = judged.flatMap((one) => ('draft' in one ? [one.draft] : []));
  const placed = await placeBallots(ctx.tx, vote, matters, at.at, drafts);
  await audit(placed.length, false);
  return {
    receipts: drafts.flatMap(({ entitlement }, n) => {
      const fact = facts.entitlements.get(entitlement.id);
      const one = placed[n];
      if (!fact || !one) return [];
      const where = { entitlementId: fact.id, door: placeOf(fact), at: at.at.toISOString() };
      return [{ ...where, ...one, times: fact.ballots + 1 }];
    }),
  };
}

/** The receipts of a lot that is here already; a refusal when only part of it, or something else, is. */
function replay(
  input: EntriesInput,
  known: readonly {
    key: string;
    entitlementId: string;
    seq: number;
    receipt: string;
    at: string;
    times: number;
    choices: Readonly<Record<string, Choice | null>>;
  }[],
  facts: EntryFacts,
): ReceiptOf[] | null {
  if (known.length === 0) return null;
  const receipts = input.entries.map((entry) => {
    const one = known.find(({ key }) => key === entry.key);
    const fact = facts.entitlements.get(entry.entitlementId);
    const same =
      one?.entitlementId === entry.entitlementId &&
      Object.entries(one.choices).every(([id, choice]) => (entry.choices[id] ?? null) === choice);
    if (!one || !fact || !same) throw refuse('participation.ballot.key-used');
    const { seq, receipt, times } = one;
    const at = new Date(one.at).toISOString();
    return { entitlementId: fact.id, door: placeOf(fact), seq, receipt, at, times };
  });
  return receipts;
}

/** Why entries would be refused now, by their place in the lot; throws when the vote takes none. Holds the vote's row. */
export async function faultsOfLot(ctx: Ctx, input: EntriesInput): Promise<ReadonlyMap<number, Problem>> {
  await findVote(ctx.tx, input.id);
  const opened = await openVote(ctx.tx, input.id, [], []);
  if (!opened) throw refuse('participation.ballot.vote-absent');
  const facts = await readEntryFacts(ctx.tx, input);
  await bindScope(ctx.tx, ctx.actor.scope);
  const at = acceptingAt(opened.vote, ctx.now);
  if ('fault' in at) throw at.fault;
  const paper = { matters: opened.matters, follow: opened.vote.follow, blanks: true };
  const judged = judgeEntries(ctx, input, facts, paper);
  return new Map(judged.flatMap((one, n) => ('fault' in one ? [[n, one.fault] as const] : [])));
}

type Judged = { readonly draft: Draft } | { readonly fault: Problem };

function judgeEntries(
  ctx: Ctx,
  input: EntriesInput,
  facts: EntryFacts,
  paper: Parameters<typeof readChoices>[0],
): Judged[] {
  const perDoor = Map.groupBy(input.entries, ({ entitlementId }) => entitlementId);
  return input.entries.map((entry) =>
    (perDoor.get(entry.entitlementId)?.length ?? 0) > 1 && facts.entitlements.has(entry.entitlementId)
      ? { fault: refuse('participation.ballot.twice-in-one') }
      : judgeEntry(ctx, input, entry, facts, paper),
  );
}

function judgeEntry(
  ctx: Ctx,
  input: EntriesInput,
  entry: Entry,
  facts: EntryFacts,
  paper: Parameters<typeof readChoices>[0],
): Judged {
  const fact = facts.entitlements.get(entry.entitlementId);
  if (!fact) return { fault: refuse('participation.ballot.entitlement-absent') };
  const unable = unableFault(fact);
  if (unable) return { fault: unable };
  const read = readChoices(paper, new Map(Object.entries(entry.choices)));
  if ('fault' in read) return { fault: choiceProblem(read.fault) };
  const fault = paperFault(input, entry, facts) ?? replaceFault(entry, fact);
  if (fault) return { fault };
  return {
    draft: {
      ...{ key: entry.key, entitlement: fact, choices: read.choices, channel: input.channel },
      ...{ verifiedBy: 'paper', enteredById: ctx.actor.id, enteredBy: ctx.actor.name },
      ...{ requestId: ctx.requestId, proxyId: entry.proxyId, fileId: entry.fileId ?? input.fileId },
      reason: entry.reason,
    },
  };
}

/** Nobody can vote for the part yet, on paper as little as online (聊城市物业管理条例 16; 司法解释 9). */
function unableFault(fact: EntryPart): Problem | null {
  if (fact.unsold || fact.ownerId !== null) return null;
  const code = fact.coOwners > 1 ? 'not-nominated' : 'owner-unknown';
  return refuse(`participation.ballot.${code}`, { door: placeOf(fact) });
}

/** The signed paper: a scan of it, and for an agent the paper that made them one. */
function paperFault(input: EntriesInput, entry: Entry, facts: EntryFacts): Problem | null {
  const fileId = entry.fileId ?? input.fileId;
  if (!fileId) return refuse('participation.ballot.paper-missing');
  if (!facts.files.has(fileId)) return refuse('participation.ballot.paper-other');
  const byAgent = input.channel === 'proxy' || input.channel === 'representative';
  if (!byAgent) return entry.proxyId ? refuse('participation.ballot.proxy-invalid') : null;
  if (!entry.proxyId) return refuse('participation.ballot.proxy-missing');
  const proxy = facts.proxies.get(entry.proxyId);
  const part = facts.entitlements.get(entry.entitlementId);
  const covers =
    proxy?.entitlementId === entry.entitlementId ||
    (proxy?.entitlementId === null &&
      proxy.building === part?.building &&
      (proxy.entrance === null || proxy.entrance === part?.entrance));
  return proxy?.kind === input.channel && covers ? null : refuse('participation.ballot.proxy-invalid');
}

/** Replacing an earlier ballot is said openly: the worker has seen how many there are and tells why. */
function replaceFault(entry: Entry, fact: EntryPart): Problem | null {
  const { ballots } = fact;
  if (ballots > 0 && entry.replaces !== ballots) {
    const channel = channelNames[fact.channel as Channel];
    return refuse('participation.ballot.already-voted', { door: placeOf(fact), ballots, channel });
  }
  return ballots > 0 && entry.reason === '' ? refuse('participation.ballot.reason-missing') : null;
}

/** One fault alone is told as it is; of many, the first, with all of them beside it. */
function refuseFaulty(judged: readonly Judged[]): void {
  const faults = judged.flatMap((one, n) => ('fault' in one ? [{ n, fault: one.fault }] : []));
  const [first] = faults;
  if (!first) return;
  if (judged.length === 1) throw first.fault;
  throw problem(
    ballotProblems,
    'participation.ballot.entries',
    { count: faults.length, first: first.n + 1, why: first.fault.message },
    {
      at: `entries.${first.n}`,
      details: faults.map(({ n, fault }) => ({
        at: `entries.${n}`,
        code: fault.code,
        message: fault.message,
      })),
    },
  );
}
