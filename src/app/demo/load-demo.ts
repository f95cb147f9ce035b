import { setTimeout } from 'node:timers/promises';
import { jobKinds } from '#app/router.ts';
import type { Services } from '#platform/http/context.ts';
import { runWorker } from '#platform/jobs/worker.ts';
import { buildServer } from '../build-server.ts';
import { demoDistrict } from './district.ts';
import { walkBefore } from './moment.ts';
import { demoOrganisations } from './organisations.ts';
import type { DemoLogin } from './people.ts';
import { type Loading, listed, loadDirectory } from './steps.ts';
import { span, timeline } from './timeline.ts';
import { type Visitor, visit } from './visitor.ts';

/** What loading needs from the start: the database as the application's role, and the demo people's passwords. */
export type DemoInstallation = {
  readonly services: Services;
  readonly appUrl: string;
  readonly passwords: Readonly<Record<string, string>>;
};

/**
 * Loads the fictional district through the same doors users come by, as the demo's people, so that it is checked and
 * audited like anything else; with a clock of its own that walks up to now. What is already there stays; a load cut
 * short is finished by the next, on the days of the first.
 */
export async function loadDemo({ services: real, appUrl, passwords }: DemoInstallation): Promise<void> {
  const walk = walkBefore(real.clock, span);
  const services = { ...real, clock: walk.clock };
  const http = await buildServer(services, { secureCookie: false, web: null });
  const visitors = new Map<DemoLogin, Visitor>();
  const loading: Loading = {
    district: demoDistrict(),
    walk,
    as: async (login) => {
      const known = visitors.get(login);
      if (known) return known;
      const visitor = await visit(http, login, passwords[login] ?? '');
      visitors.set(login, visitor);
      return visitor;
    },
    finish: (visitor, jobId) => finish(services, appUrl, visitor, jobId),
  };
  const leave = async () => {
    for (const visitor of visitors.values()) await visitor.leave();
    visitors.clear();
  };
  try {
    await resume(loading);
    await loadDirectory(loading, demoOrganisations());
    for (const [daysBefore, steps] of timeline) {
      if (daysBefore !== span) await leave();
      walk.goTo(daysBefore);
      for (const step of steps) await step(loading);
    }
  } finally {
    await leave();
    await http.close();
  }
}

/** A load that was cut short goes on with the days it began with: those of its ledger. */
async function resume({ as, walk }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  const imports = await listed<{ createdAt: string }>(force, '/survey/imports');
  const [first] = imports.map(({ createdAt }) => new Date(createdAt)).toSorted((a, b) => +a - +b);
  if (first) walk.endAt(new Date(first.getTime() + span * 86_400_000));
}

/** Does all queued work here and now; waits where a worker elsewhere was quicker to take the job. */
async function finish(services: Services, appUrl: string, visitor: Visitor, jobId: string): Promise<void> {
  for (;;) {
    const stop = new AbortController();
    await runWorker(appUrl, services, jobKinds, stop.signal, { onIdle: () => stop.abort() });
    const job = await visitor.get<{ state: string; message: string }>(`/jobs/${jobId}`);
    if (job.state === 'done') return;
    if (job.state !== 'running') throw new Error(`demo job ended as ${job.state}: ${job.message}`);
    await setTimeout(200);
  }
}
