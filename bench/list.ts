/** The estate list of 100,000 estates over HTTP: what row-level security costs whoever may see the least. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildServer } from '#app/build-server.ts';
import { manyEstates } from '#app/demo/scale.ts';
import { ensureAccount, seedRegions, shippedRegions } from '#modules/identity/index.ts';
import { systemClock } from '#platform/clock.ts';
import { connect, type Database } from '#platform/database/connect.ts';
import { appUrl, migrate, setAppPassword } from '#platform/database/migrate.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { createFileStore } from '#platform/files/store.ts';
import { createLog } from '#platform/log.ts';
import { startEmbedded } from '#platform/postgres/embedded.ts';
import { createVault } from '#platform/vault.ts';
import type { Role } from '#shared/actor.ts';

const count = 100_000;
const rounds = 60;
const password = 'Jizhun-2026-ok';
const subdistricts = shippedRegions
  .filter(({ code }) => code.length === 9)
  .map(({ code, name }) => ({ code, name, lon: 116.25, lat: 36.58 }));
const communities = 8;

/** What people ask of the list; `page` walks on with the round. */
const questions: readonly ((round: number) => string)[] = [
  (round) => `page=${(round % 5) + 1}&size=20`,
  (round) => `search=${encodeURIComponent(['春晓', '荷塘', '12号院', '长宁里'][round % 4] ?? '')}&size=20`,
  (round) => `yearTo=${1985 + (round % 20)}&land=state&size=20`,
  (round) => `sort=households&descending=true&page=${(round % 3) + 1}&size=20`,
];

/** Communities under every subdistrict, then the estates, in blocks. */
async function fill(db: Database): Promise<void> {
  const now = systemClock.now();
  await inScope(db, everyRegion, async (tx) => {
    for (const { code } of subdistricts)
      for (let n = 1; n <= communities; n++)
        await tx
          .insertInto('identityRegion')
          .values({ code: `${code}00${n}`, name: `第${n}社区`, parentCode: code, urban: true })
          .execute();
  });
  let block: ReturnType<typeof rowOf>[] = [];
  let number = 0;
  const write = () => inScope(db, everyRegion, (tx) => tx.insertInto('surveyEstate').values(block).execute());
  for (const estate of manyEstates(count, 1, subdistricts)) {
    block.push(rowOf(estate, number, now));
    number += 1;
    if (block.length < 1_000) continue;
    await write();
    block = [];
  }
}

type Estate = ReturnType<typeof manyEstates> extends Generator<infer E> ? E : never;

function rowOf(estate: Estate, number: number, now: Date) {
  const community = (Math.floor(number / subdistricts.length) % communities) + 1;
  const regionCode = `${estate.subdistrict}00${community}`;
  const code = `${regionCode}${String(number).padStart(6, '0')}`;
  return {
    id: crypto.randomUUID(),
    code,
    regionCode,
    community: `第${community}社区`,
    name: estate.name,
    address: estate.address,
    land: estate.land,
    builtYear: estate.builtYear,
    floorAreaCm2: BigInt(estate.floorAreaM2) * 10_000n,
    buildings: estate.buildings,
    entrances: estate.entrances,
    households: estate.households,
    population: estate.population,
    management: estate.management,
    demolition: estate.demolition,
    ...estate.condition,
    agree: estate.agree,
    pay: estate.pay,
    papers: estate.papers,
    lon: estate.lon,
    lat: estate.lat,
    completeness: 60 + (number % 41),
    searchText: `${estate.name} ${estate.address} ${code}`.toLowerCase(),
    createdAt: now,
    updatedAt: now,
    updatedBy: '基准',
  };
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

type Asker = { name: string; ask: (query: string) => Promise<number>; times: number[]; total: number };

async function measure(db: Database, folder: string) {
  const services = {
    db,
    clock: systemClock,
    files: createFileStore(join(folder, 'files')),
    log: createLog('silent'),
    vault: createVault(randomBytes(32)),
  };
  const http = await buildServer(services, { secureCookie: false, web: null });
  const asker = async (name: string, role: Role, scope: string): Promise<Asker> => {
    const account = {
      login: name.toLowerCase(),
      name,
      roles: [role],
      scope,
      password,
      mustChangePassword: false,
    };
    await ensureAccount(db, account, systemClock.now());
    const headers = { 'x-huanju': 'bench' };
    const payload = { login: account.login, password };
    const signed = await http.inject({ method: 'POST', url: '/api/identity/login', headers, payload });
    const cookie = String(signed.headers['set-cookie']).split(';')[0] ?? '';
    const times: number[] = [];
    const ask = async (query: string) => {
      const begun = performance.now();
      const answer = await http.inject({ url: `/api/survey/estates?${query}`, headers: { cookie } });
      times.push(performance.now() - begun);
      if (answer.statusCode !== 200)
        throw new Error(`${query}: ${answer.statusCode} ${answer.body.slice(0, 300)}`);
      return (answer.json() as { total: number }).total;
    };
    return { name, ask, times, total: await ask('size=1') };
  };
  const [first] = subdistricts;
  const askers = [
    await asker('administrator', 'administrator', '371503'),
    await asker('subdistrictClerk', 'subdistrictClerk', first?.code ?? ''),
    await asker('communityClerk', 'communityClerk', `${first?.code}001`),
  ];
  for (const warm of questions) for (const one of askers) await one.ask(warm(0));
  for (const one of askers) one.times.length = 0;
  // Alternating, in changing order, so that neither has the machine to itself at a better moment.
  for (let round = 0; round < rounds; round++)
    for (const question of questions)
      for (const one of round % 2 ? askers : askers.toReversed()) await one.ask(question(round));
  await http.close();
  return askers.map(({ name, times, total }) => ({
    name,
    sees: total,
    requests: times.length,
    p50Ms: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
  }));
}

async function run(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'huanju-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbedded({ dataDir: folder, log: () => undefined, fsync: false });
  try {
    await migrate(server.ownerUrl);
    await setAppPassword(server.ownerUrl, password);
    const url = appUrl(server.ownerUrl, password);
    const db = connect(url, 4);
    await seedRegions(db);
    await fill(db);
    const owner = connect(server.ownerUrl, 1);
    const { sql } = await import('kysely');
    await sql`vacuum analyze survey_estate`.execute(owner);
    await owner.destroy();
    const people = await measure(db, folder);
    await db.destroy();
    const [administrator, subdistrictClerk, communityClerk] = people;
    const ratio = (clerk: typeof administrator) => (clerk?.p95Ms ?? 0) / (administrator?.p95Ms ?? 1);
    return {
      estates: count,
      people,
      figures: [
        { title: 'p95 communityClerk ÷ administrator', value: ratio(communityClerk), goal: { atMost: 1.2 } },
        {
          title: 'p95 subdistrictClerk ÷ administrator',
          value: ratio(subdistrictClerk),
          goal: { atMost: 1.2 },
        },
      ],
    };
  } finally {
    await server.discard();
    await rm(folder, { recursive: true, force: true });
  }
}

export const bench = { name: 'list', run };
