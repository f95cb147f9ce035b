import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { RequestContext, WorkCtx } from '#platform/http/context.ts';
import { workIn } from '#platform/http/door.ts';
import { dueStep } from '../../domain/vote/take-step.ts';
import { closeVote } from './close-vote.ts';
import { datesOf, findVote } from './vote-row.ts';

/** Takes the steps the clock calls for: opens at the opening minute, closes and counts at the closing minute. */
async function advance(ctx: WorkCtx, id: string): Promise<void> {
  for (;;) {
    const row = await findVote(ctx.tx, id, true);
    const step = dueStep(row.state, datesOf(row), ctx.now.toISOString());
    if (step === null) return;
    if (step === 'close') {
      await closeVote(ctx, row);
      return;
    }
    await ctx.tx
      .updateTable('participationVote')
      .set({ state: 'open', version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    await ctx.audit({
      action: 'participation.vote.open',
      subjectKind: 'vote',
      subjectId: id,
      regionCode: row.regionCode,
    });
  }
}

/**
 * Votes whose minute has come are opened or counted on the first touch after it, whoever touches. What cannot be
 * counted is logged and stays as it is: looking at a list must not fail for it.
 */
export async function settleDue(context: Pick<RequestContext, 'services' | 'requestId'>): Promise<void> {
  const { services } = context;
  const now = services.clock.now();
  const due = await inScope(services.db, everyRegion, (tx) =>
    tx
      .selectFrom('participationVote')
      .select(['id', 'regionCode'])
      .where((eb) =>
        eb.or([
          eb.and([eb('state', '=', 'announced'), eb('opensAt', '<=', now)]),
          eb.and([eb('state', '=', 'open'), eb('closesAt', '<=', now)]),
        ]),
      )
      .limit(20)
      .execute(),
  );
  for (const { id, regionCode } of due)
    try {
      await inTransaction(context, id, regionCode);
    } catch (fault) {
      services.log.error({ err: fault, vote: id }, 'vote due but not settled');
    }
}

async function inTransaction(
  context: Pick<RequestContext, 'services' | 'requestId'>,
  id: string,
  regionCode: string,
): Promise<void> {
  const { services } = context;
  const work = {
    action: 'participation.vote.settle',
    kind: 'write',
    scope: regionCode,
    actorId: null,
    actorName: '系统（到时自动办理）',
  } as const;
  const ctx = { services, requestId: context.requestId };
  await workIn(ctx, work, async (inner) => {
    let audited = false;
    const audit: WorkCtx['audit'] = (line) => {
      audited = true;
      return inner.audit(line);
    };
    await advance({ ...inner, audit }, id);
    // Somebody else settled it a moment before: nothing was written.
    if (!audited) throw new SettledAlready();
  }).catch((fault) => {
    if (!(fault instanceof SettledAlready)) throw fault;
  });
}

class SettledAlready extends Error {}

type Handler<I, O, S> = ((args: { input: I; context: RequestContext }) => Promise<O>) & { readonly spec: S };

/** A door that settles what is due before it opens; nothing is settled for strangers. */
export function settled<I, O, S>(handler: Handler<I, O, S>): Handler<I, O, S> {
  const run = async (args: { input: I; context: RequestContext }) => {
    if (args.context.session) await settleDue(args.context);
    return handler(args);
  };
  return Object.assign(run, { spec: handler.spec });
}
