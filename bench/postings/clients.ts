/** The clients of the posting bench, in a process of their own: each posts one after another for some seconds. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { PostingLoad } from '../postings.ts';

type Client = { readonly post: () => Promise<void>; readonly end: () => Promise<void> };

/** An authorisation of payment with every check of the database: gates, earmark, cash, contract, measured work. */
async function ledgerClient({ url, payments }: PostingLoad, n: number): Promise<Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "select set_config('huanju.lo', '371503', false), set_config('huanju.hi', '371504', false)",
  );
  const of = payments[n % payments.length];
  const by = JSON.stringify({
    at: '2026-11-22T09:00:00+08:00',
    actorId: null,
    actorName: '基准',
    requestId: 'bench',
  });
  return {
    post: async () => {
      const lines = [{ sourceId: of?.sourceId, estateId: of?.estateId, item: 'roof', amountFen: '1' }];
      const order = { paymentId: randomUUID(), contractId: of?.contractId, kind: 'progress', lines };
      await client.query({
        name: 'post',
        text: 'select funding_authorise($1::jsonb, $2::jsonb)',
        values: [JSON.stringify({ ...order, payee: '某建设公司', bookedOn: '2026-11-20' }), by],
      });
    },
    end: () => client.end(),
  };
}

/** Two rows of an entry's width, one prepared statement, its own commit: no check, no balance, no chain. */
async function bareClient({ ownerUrl }: PostingLoad): Promise<Client> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const [posting, source] = [randomUUID(), randomUUID()];
  return {
    post: async () => {
      await client.query({
        name: 'bare',
        text: `insert into bench_entry (posting_id, source_id, cell_id, region_code, account, amount_fen, balance_after_fen,
          source_after_fen, booked_on) values ($1, $2, 1, '371503001', 'payable', -1, 1, 1, '2026-11-20'),
          ($1, $2, 1, '371503001', 'authorised', 1, 1, 1, '2026-11-20')`,
        values: [posting, source],
      });
    },
    end: () => client.end(),
  };
}

async function work(order: PostingLoad): Promise<number> {
  const open = order.kind === 'ledger' ? ledgerClient : bareClient;
  const clients = await Promise.all(Array.from({ length: order.clients }, (_, n) => open(order, n)));
  let done = 0;
  const begun = performance.now();
  const until = begun + order.seconds * 1_000;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < until) {
        await client.post();
        done += 1;
      }
    }),
  );
  const rate = done / ((performance.now() - begun) / 1_000);
  await Promise.all(clients.map((client) => client.end()));
  return rate;
}

process.once('message', (order: PostingLoad) => {
  void work(order).then((rate) => process.send?.(rate, () => process.exit(0)));
});
