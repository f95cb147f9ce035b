/** Sessions that post at random, legally and not, in a process of their own that may be killed at any moment. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { passGate, revokeGate, varyContract } from '#modules/funding/server/ledger/contracts.ts';
import {
  arrange,
  authorise,
  closePeriod,
  commitContract,
  increaseSource,
  type LedgerCtx,
  measure,
  recallSource,
  receive,
  recordInKind,
  recordPaid,
  refund,
  resolveCase,
  reverse,
  unarrange,
  uncommitContract,
} from '#modules/funding/server/ledger/post.ts';
import { seededRandom } from '#modules/plan/domain/random.ts';
import { connect } from '#platform/database/connect.ts';
import { inScope } from '#platform/database/scope.ts';
import { Problem } from '#shared/problem.ts';

export type LedgerWorld = {
  readonly projects: readonly { readonly projectId: string; readonly estateIds: readonly string[] }[];
  readonly sources: readonly string[];
  readonly contracts: readonly {
    readonly id: string;
    readonly projectId: string;
    readonly lines: readonly { readonly lineId: string; readonly estateId: string; readonly item: string }[];
  }[];
  readonly fileId: string;
};
export type WorkerOrder = {
  readonly url: string;
  readonly seed: number;
  readonly sessions: number;
  readonly operations: number;
  readonly world: LedgerWorld;
};
/** `posted`: its commit was answered. `refused`: a coded refusal. `broken`: the connection went. `fault`: a defect. */
export type WorkerNews = { readonly kind: 'posted' | 'refused' | 'broken' | 'fault'; readonly what: string };

const now = new Date('2026-11-22T09:00:00+08:00');
const classes = { roof: 'basic', road: 'basic', lifts: 'improvement', parking: 'improvement' } as const;
const items = Object.keys(classes) as (keyof typeof classes)[];

type Random = ReturnType<typeof seededRandom>;
const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)] as T;
const amountOf = (random: Random): bigint =>
  BigInt(1 + random.below(pick(random, [500, 20_000, 900_000, 9_000_000])));
const dayOf = (random: Random): string =>
  `2026-${pick(random, ['09', '10', '11', '11', '11'])}-${String(1 + random.below(22)).padStart(2, '0')}`;

type Op = (ctx: LedgerCtx, random: Random, world: LedgerWorld) => Promise<{ postingId?: string | null }>;

const lineOf = (random: Random, world: LedgerWorld) => {
  const project = pick(random, world.projects);
  const item = pick(random, items);
  return {
    ...{ sourceId: pick(random, world.sources), projectId: project.projectId, item },
    // now and then an estate of another project, or a class that is not the item's
    estateId: pick(random, random.next() < 0.05 ? (world.projects[0]?.estateIds ?? []) : project.estateIds),
    itemClass: random.next() < 0.05 ? ('enhancement' as const) : classes[item],
    amountFen: amountOf(random),
  };
};

const contractLine = (random: Random, world: LedgerWorld) => {
  const contract = pick(random, world.contracts);
  const lines = Array.from({ length: 1 + random.below(3) }, () => {
    const line = pick(random, contract.lines);
    return { ...line, sourceId: pick(random, world.sources), quantity: '1', amountFen: amountOf(random) };
  });
  return { contractId: contract.id, lines };
};

/** A cell of a contract that holds something on an account: what a legal step would start from. */
async function heldLine(ctx: LedgerCtx, random: Random, world: LedgerWorld, account: string) {
  const contract = pick(random, world.contracts);
  const rows = await ctx.tx
    .selectFrom('fundingBalance')
    .select(['sourceId', 'estateId', 'item', 'balanceFen'])
    .where('contractId', '=', contract.id)
    .where('account', '=', account)
    .where('balanceFen', '>', 0n)
    .execute();
  const lines = Array.from({ length: Math.min(rows.length, 1 + random.below(2)) }, () => {
    const row = pick(random, rows);
    const part = BigInt(1 + random.below(1_050));
    const amountFen = (row.balanceFen * part) / 1_000n + 1n;
    const at = { sourceId: row.sourceId, estateId: row.estateId ?? '', item: row.item ?? '', amountFen };
    const line = contract.lines.find(({ estateId, item }) => estateId === at.estateId && item === at.item);
    return { ...at, lineId: line?.lineId ?? 'none', quantity: '1' };
  });
  return lines.length > 0 ? { contractId: contract.id, lines } : contractLine(random, world);
}

const money = (random: Random, world: LedgerWorld) => ({
  ...{
    sourceId: pick(random, world.sources),
    amountFen: amountOf(random),
    bookedOn: dayOf(random),
    fileId: null,
  },
  voucherNumber: random.next() < 0.05 ? 'V-1' : randomUUID(),
});

const anyPosting = async (ctx: LedgerCtx): Promise<string> =>
  (
    await sql<{
      id: string;
    }>`select id from funding_posting order by id desc offset floor(random() * 40) limit 1`.execute(ctx.tx)
  ).rows[0]?.id ?? randomUUID();

/** Statements the application's role must not be able to make; `postingId` would be an acknowledgement, so none. */
const attacks = [
  sql`update funding_balance set balance_fen = balance_fen + 1`,
  sql`update funding_source set classes = '{basic,improvement,enhancement}'`,
  sql`update funding_contract set advance_bp = 10000`,
  sql`insert into funding_gate (id, project_id, region_code, gate, passed_on, document_number, by_name, at)
    select gen_random_uuid(), id, region_code, 'warranty', '2026-01-01', 'x', 'x', now() from projects_project limit 1`,
  sql`insert into funding_entry (posting_id, source_id, cell_id, region_code, account, amount_fen, balance_after_fen,
    source_after_fen, booked_on) select posting_id, source_id, cell_id, region_code, account, 5, 5, 5, booked_on from funding_entry limit 1`,
  sql`delete from funding_posting`,
  sql`select funding_write('grant', '2026-11-01', '{}', '{}', '{}', '{}', '{}')`,
  sql`truncate funding_entry`,
];

const operations: readonly (readonly [number, Op])[] = [
  [6, (ctx, r, w) => receive(ctx, { ...money(r, w), payer: '区财政局' })],
  [1, (ctx, r, w) => refund(ctx, { ...money(r, w), payee: '区财政局' })],
  [2, (ctx, r, w) => increaseSource(ctx, { ...money(r, w), reason: '追加' })],
  [1, (ctx, r, w) => recallSource(ctx, { ...money(r, w), reason: '收回' })],
  [
    14,
    (ctx, r, w) =>
      arrange(ctx, {
        lines: Array.from({ length: 1 + r.below(3) }, () => lineOf(r, w)),
        bookedOn: dayOf(r),
        reason: '安排',
      }),
  ],
  [2, (ctx, r, w) => unarrange(ctx, { lines: [lineOf(r, w)], bookedOn: dayOf(r), reason: '收回安排' })],
  [12, (ctx, r, w) => commitContract(ctx, { ...contractLine(r, w), bookedOn: dayOf(r) })],
  [2, (ctx, r, w) => uncommitContract(ctx, { ...contractLine(r, w), bookedOn: dayOf(r) })],
  [
    12,
    async (ctx, r, w) =>
      measure(ctx, { ...(await heldLine(ctx, r, w, 'committed')), measuredOn: dayOf(r), fileId: null }),
  ],
  [
    20,
    async (ctx, r, w) => {
      const kind = pick(r, ['advance', 'progress', 'progress', 'settlement', 'retention'] as const);
      const from = kind === 'advance' ? 'committed' : kind === 'retention' ? 'retained' : 'payable';
      const held = await heldLine(ctx, r, w, from);
      const cut = kind === 'advance' ? 8n : 1n;
      const lines = held.lines.map((line) => ({ ...line, amountFen: line.amountFen / cut + 1n }));
      return authorise(ctx, {
        ...held,
        lines,
        paymentId: randomUUID(),
        kind,
        payee: '某建设公司',
        bookedOn: dayOf(r),
      });
    },
  ],
  [
    14,
    async (ctx, r, w) => {
      const open = await ctx.tx
        .selectFrom('fundingAuthorisation')
        .select(['id', 'amountFen', 'paidFen'])
        .where('reversedAt', 'is', null)
        .orderBy('id', 'desc')
        .limit(12)
        .execute();
      const one = r.next() < 0.1 || open.length === 0 ? null : pick(r, open);
      const left = one ? one.amountFen - one.paidFen : 0n;
      return recordPaid(ctx, {
        ...money(r, w),
        ...(one ? { sourceId: null, amountFen: r.next() < 0.8 && left > 0n ? left : amountOf(r) } : {}),
        authorisationId: one?.id ?? null,
        payee: r.next() < 0.05 ? '别的公司' : '某建设公司',
      });
    },
  ],
  [
    2,
    (ctx, r, w) =>
      recordInKind(ctx, {
        ...lineOf(r, w),
        bookedOn: dayOf(r),
        evidenceFileId: w.fileId,
        description: '自行施工',
      }),
  ],
  [
    6,
    async (ctx, r) =>
      reverse(ctx, { postingId: await anyPosting(ctx), bookedOn: dayOf(r), reason: '登记有误' }),
  ],
  [
    1,
    async (ctx, r, w) => {
      const contract = pick(r, w.contracts);
      const line = pick(r, contract.lines);
      await varyContract(ctx, {
        ...{
          contractId: contract.id,
          documentNumber: '变更',
          fileId: null,
          approvedOn: '2026-11-01',
          reason: '变更',
        },
        lines: [
          { ...line, itemClass: 'basic', title: '', quantity: '', unit: '', amountFen: amountOf(r) * 6n },
        ],
      });
      return {};
    },
  ],
  [
    2,
    async (ctx, r, w) => {
      const gate = pick(r, ['commencement', 'acceptance', 'settlement', 'warranty']);
      const at = {
        projectId: pick(r, w.projects).projectId,
        gate,
        passedOn: dayOf(r),
        documentNumber: 'G',
        fileId: null,
        note: '',
      };
      await passGate(ctx, at);
      return {};
    },
  ],
  [
    1,
    async (ctx, r) => {
      const gates = await ctx.tx
        .selectFrom('fundingGate')
        .select('id')
        .where('revokedAt', 'is', null)
        .execute();
      await revokeGate(ctx, { gateId: gates.length ? pick(r, gates).id : randomUUID(), reason: '登记有误' });
      return {};
    },
  ],
  [
    1,
    async (ctx, r) => {
      const open = await ctx.tx
        .selectFrom('fundingCase')
        .select('id')
        .where('state', '=', 'open')
        .limit(5)
        .execute();
      const authorisations = await ctx.tx.selectFrom('fundingAuthorisation').select('id').limit(5).execute();
      const how = pick(r, ['returned', 'explained', 'attached'] as const);
      return resolveCase(ctx, {
        ...{
          caseId: open.length ? pick(r, open).id : randomUUID(),
          how,
          bookedOn: dayOf(r),
          resolution: '了结',
        },
        authorisationId: authorisations.length ? pick(r, authorisations).id : randomUUID(),
      });
    },
  ],
  [
    1,
    async (ctx, r) => {
      // seldom, so that most of the run has three open months
      if (r.next() < 0.9) return {};
      await closePeriod(ctx, { regionCode: '371503', month: pick(r, ['2026-09', '2026-10', '2026-11']) });
      return {};
    },
  ],
  [
    3,
    async (ctx, r) => {
      await pick(r, attacks).execute(ctx.tx);
      throw new Error('the application wrote the ledger past its functions');
    },
  ],
];
const weights = operations.reduce((sum, [weight]) => sum + weight, 0);

function choose(random: Random): Op {
  let left = random.below(weights);
  for (const [weight, op] of operations) {
    left -= weight;
    if (left < 0) return op;
  }
  throw new Error('no operation');
}

const isBroken = (fault: unknown): boolean =>
  fault instanceof Error &&
  (/terminat|Connection|ECONN|EPIPE|not queryable/i.test(fault.message) ||
    (fault as { code?: string }).code === '57P01');

async function session(order: WorkerOrder, n: number, tell: (news: WorkerNews) => void): Promise<void> {
  const db = connect(order.url, 1);
  const random = seededRandom(order.seed * 1_000 + n);
  for (let k = 0; k < order.operations / order.sessions; k++) {
    // some people see a subdistrict only
    const scope = random.next() < 0.1 ? '371503001' : '371503';
    try {
      const answer = await inScope(db, scope, (tx) =>
        choose(random)(
          { tx, now, requestId: `${order.seed}-${n}-${k}`, actor: { id: randomUUID(), name: '随机' } },
          random,
          order.world,
        ),
      );
      tell({ kind: 'posted', what: answer.postingId ?? '' });
    } catch (fault) {
      if (fault instanceof Problem) tell({ kind: 'refused', what: fault.code });
      else if (isBroken(fault)) tell({ kind: 'broken', what: '' });
      else if ((fault as { code?: string }).code === '42501') tell({ kind: 'refused', what: 'forbidden' });
      else
        tell({
          kind: 'fault',
          what:
            fault instanceof Error
              ? `${(fault as { code?: string }).code} ${fault.message} ${(fault as { detail?: string }).detail} ${(fault as { where?: string }).where}`
              : String(fault),
        });
    }
  }
  await db.destroy();
}

process.once('message', (order: WorkerOrder) => {
  const tell = (news: WorkerNews) => void process.send?.(news);
  void Promise.all(Array.from({ length: order.sessions }, (_, n) => session(order, n, tell))).then(() =>
    process.disconnect?.(),
  );
});
