import { setTimeout } from 'node:timers/promises';
import { jobKinds } from '#app/router.ts';
import type { Services } from '#platform/http/context.ts';
import { runWorker } from '#platform/jobs/worker.ts';
import { buildServer } from '../build-server.ts';
import { demoDistrict } from './district.ts';
import { demoOrganisations } from './organisations.ts';
import type { DemoLogin } from './people.ts';
import { loadBudget, loadPlan } from './plan-steps.ts';
import { type Loading, loadDirectory } from './steps.ts';
import { enterCommittees, loadLedger } from './survey-steps.ts';
import { type Visitor, visit } from './visitor.ts';
import { assess, loadApplications, loadDisputes, loadProjects } from './way-in.ts';

/** In the order a district works: survey, judgement, disputes, the way in, projects, money, plan. */
const steps = [
  loadLedger,
  enterCommittees,
  assess,
  loadDisputes,
  loadApplications,
  loadProjects,
  loadBudget,
  loadPlan,
] as const;

/** What loading needs from the start: the database as the application's role, and the demo people's passwords. */
export type DemoInstallation = {
  readonly services: Services;
  readonly appUrl: string;
  readonly passwords: Readonly<Record<string, string>>;
};

/**
 * Loads the fictional district through the same doors users come by, as the demo's people, so that it is checked and
 * audited like anything else. What is already there stays; a load cut short is finished by the next.
 */
export async function loadDemo({ services, appUrl, passwords }: DemoInstallation): Promise<void> {
  const http = await buildServer(services, { secureCookie: false, web: null });
  const visitors = new Map<DemoLogin, Visitor>();
  const loading: Loading = {
    district: demoDistrict(),
    as: async (login) => {
      const known = visitors.get(login);
      if (known) return known;
      const visitor = await visit(http, login, passwords[login] ?? '');
      visitors.set(login, visitor);
      return visitor;
    },
    finish: (visitor, jobId) => finish(services, appUrl, visitor, jobId),
  };
  try {
    await loadDirectory(loading, demoOrganisations());
    for (const step of steps) await step(loading);
  } finally {
    for (const visitor of visitors.values()) await visitor.leave();
    await http.close();
  }
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
