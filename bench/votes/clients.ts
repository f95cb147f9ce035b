/** The clients of the vote bench, in a process of their own: each sends one vote after another for some seconds. */
import { randomBytes, randomUUID } from 'node:crypto';
import net from 'node:net';
import pg from 'pg';
import type { VoteLoad } from '../votes.ts';

type Client = { readonly vote: (n: number) => Promise<void>; readonly end: () => Promise<void> };

/** A keep-alive connection that writes HTTP by hand: the clients must not be what is measured. */
async function httpClient({ url, vote }: VoteLoad): Promise<Client> {
  const { hostname, port, host } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  socket.setNoDelay(true);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let text = '';
  let done: (status: string) => void = () => undefined;
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    const head = text.indexOf('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.POSITIVE_INFINITY);
    if (head < 0 || text.length < head + 4 + length) return;
    const answer = text;
    text = '';
    done(answer);
  });
  return {
    vote: async (n) => {
      const owner = vote.owners[n % vote.owners.length];
      const body = JSON.stringify({ key: randomUUID(), choices: { m1: 'for', m2: 'against' } });
      const answer = await new Promise<string>((resolve) => {
        done = resolve;
        socket.write(
          `POST /api/participation/votes/${vote.id}/ballots HTTP/1.1\r\nhost: ${host}\r\nx-huanju: bench\r\n` +
            `cookie: ${owner?.cookie}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
        );
      });
      if (!answer.startsWith('HTTP/1.1 200') || !answer.includes('"receipt"')) throw new Error(answer);
    },
    end: async () => void socket.destroy(),
  };
}

/** The same rows by prepared statements: the ballot with its number, and an audit line; each vote its own commit. */
async function bareClient({ url, vote }: VoteLoad): Promise<Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('set synchronous_commit = on');
  const ballot = `insert into participation_ballot (vote_id, seq, region_code, entitlement_id, choices, channel, at, nonce,
      receipt, key, verified_by, entered_by) values ($1, $2, $3, $4, $5, 'online', $6, $7, $8, $9, 'ledger', '已核实业主')`;
  const line = `insert into audit_line (stream, seq, at, actor_name, action, subject_kind, subject_id, region_code, detail,
      request_id, prev_hash, hash) values ($1, $2, $3, '已核实业主', 'participation.ballot.accept', 'vote', $4, $5, $6, $7, $8, $8)`;
  return {
    vote: async (n) => {
      const entitlement = vote.owners[n % vote.owners.length]?.entitlements[0];
      const [at, receipt] = [new Date(), randomBytes(15).toString('hex')];
      const detail = JSON.stringify({
        channel: 'online',
        verifiedBy: 'ledger',
      });
      const choices = JSON.stringify({ m1: 'for', m2: 'against' });
      await client.query('begin');
      await client.query({
        name: 'ballot',
        text: ballot,
        values: [
          ...[vote.id, n + 1, vote.regionCode, entitlement, choices, at, randomBytes(16), receipt],
          randomUUID(),
        ],
      });
      await client.query({
        name: 'line',
        text: line,
        values: [
          ...[`vote:${vote.id}`, n + 1, at, vote.id, vote.regionCode, detail, randomUUID()],
          randomBytes(32),
        ],
      });
      await client.query('commit');
    },
    end: () => client.end(),
  };
}

async function work(order: VoteLoad): Promise<number> {
  const open = order.kind === 'http' ? httpClient : bareClient;
  const clients = await Promise.all(Array.from({ length: order.clients }, () => open(order)));
  let next = 0;
  const begun = performance.now();
  const until = begun + order.seconds * 1_000;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < until) await client.vote(next++);
    }),
  );
  const rate = next / ((performance.now() - begun) / 1_000);
  await Promise.all(clients.map((client) => client.end()));
  return rate;
}

process.once('message', (order: VoteLoad) => {
  void work(order).then((rate) => process.send?.(rate, () => process.exit(0)));
});
