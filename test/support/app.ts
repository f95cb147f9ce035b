import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildServer } from '#app/build-server.ts';
import { jobKinds } from '#app/router.ts';
import { districtCode, ensureAccount, seedRegions } from '#modules/identity/index.ts';
import { clockAt } from '#platform/clock.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { createFileStore } from '#platform/files/store.ts';
import type { Services } from '#platform/http/context.ts';
import { runWorker } from '#platform/jobs/worker.ts';
import { createLog } from '#platform/log.ts';
import { createVault } from '#platform/vault.ts';
import type { Role } from '#shared/actor.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

type Answer = { status: number; body: unknown; headers: Record<string, unknown> };
type Send = (method: 'GET' | 'POST', url: string, payload?: object) => Promise<Answer>;

/** A signed-in person of a test; `send` goes through the real HTTP door. */
export type Person = {
  readonly id: string;
  /** For signing in anew, with `testPassword`. */
  readonly login: string;
  readonly get: (url: string) => Promise<Answer>;
  readonly post: (url: string, payload?: object) => Promise<Answer>;
  readonly upload: (url: string, name: string, bytes: Buffer) => Promise<Answer>;
  readonly download: (
    url: string,
  ) => Promise<{ status: number; bytes: Buffer; headers: Record<string, unknown> }>;
};

export type TestApp = {
  readonly http: FastifyInstance;
  readonly services: Services;
  readonly database: TestDatabase;
  /** Moves the clock; starts at 2026-11-22 09:00 in China. */
  readonly setNow: (iso: string) => void;
  /** A new person of these roles in this region, signed in. */
  readonly person: (roles: readonly Role[], scope?: string) => Promise<Person>;
  readonly visitor: Send;
  /** Does all queued jobs now; returns when the queue is empty. */
  readonly runJobs: () => Promise<void>;
  close(): Promise<void>;
};

/** Everybody's password in tests. */
export const testPassword = 'Ceshi-2026-ok';

/** The whole application on its own database, for one test file; with the built pages when their folder is given. */
export async function openTestApp(web: string | null = null): Promise<TestApp> {
  const database = await openTestDatabase();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'huanju-files-'));
  let now = new Date('2026-11-22T09:00:00+08:00');
  const services: Services = {
    db: database.db,
    clock: clockAt(() => now),
    files: createFileStore(folder),
    log: createLog('silent'),
    vault: createVault(randomBytes(32)),
  };
  await seedRegions(services.db);
  await inScope(services.db, everyRegion, (tx) =>
    tx
      .insertInto('installation')
      .values({ key: 'district', value: JSON.stringify(districtCode) })
      .execute(),
  );
  const http = await buildServer(services, { secureCookie: false, web });
  const visitor = sender(http, '');
  let count = 0;
  return {
    http,
    services,
    database,
    visitor,
    setNow: (iso) => {
      now = new Date(iso);
    },
    person: async (roles, scope = districtCode) => {
      const login = `person-${++count}`;
      const name = `测试${count}`;
      const validUntil = roles.includes('auditor') ? '2030-12-31' : null;
      const account = {
        validUntil,
        login,
        name,
        roles,
        scope,
        password: testPassword,
        mustChangePassword: false,
      };
      const id = await ensureAccount(services.db, account, now);
      return signIn(http, login, id);
    },
    runJobs: () => drainJobs(database, services),
    close: async () => {
      await http.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function signIn(http: FastifyInstance, login: string, id: string): Promise<Person> {
  const answer = await sender(http, '')('POST', '/api/identity/login', { login, password: testPassword });
  if (answer.status !== 200) throw new Error(`sign-in of ${login} failed: ${JSON.stringify(answer.body)}`);
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const send = sender(http, cookie);
  return {
    id,
    login,
    get: (url) => send('GET', url),
    post: (url, payload = {}) => send('POST', url, payload),
    upload: async (url, name, bytes) =>
      answerOf(
        await http.inject({
          method: 'POST',
          url,
          headers: {
            cookie,
            'x-huanju': 'test',
            'x-file-name': encodeURIComponent(name),
            'content-type': 'application/octet-stream',
          },
          payload: bytes,
        }),
      ),
    download: async (url) => {
      const got = await http.inject({ method: 'GET', url, headers: { cookie } });
      return { status: got.statusCode, bytes: got.rawPayload, headers: got.headers };
    },
  };
}

function sender(http: FastifyInstance, cookie: string): Send {
  return async (method, url, payload) =>
    answerOf(
      await http.inject({
        method,
        url,
        headers: { 'x-huanju': 'test', ...(cookie ? { cookie } : {}) },
        ...(payload ? { payload } : {}),
      }),
    );
}

function answerOf(got: { statusCode: number; body: string; headers: Record<string, unknown> }): Answer {
  let body: unknown = got.body;
  try {
    body = JSON.parse(got.body);
  } catch {
    // Not JSON: the text itself is what the test looks at.
  }
  return { status: got.statusCode, body, headers: got.headers };
}

/** Runs a real worker until no job is queued or running. */
async function drainJobs(database: TestDatabase, services: Services): Promise<void> {
  const stop = new AbortController();
  const working = runWorker(database.url, services, jobKinds, stop.signal, {
    onIdle: () => stop.abort(),
  });
  await working;
}
