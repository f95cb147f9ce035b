import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { PageRoute } from '#platform/http/pages.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { participationContract } from '../contract.ts';
import { accessConstraints, accessRawRoutes, accessRoutes } from './access/routes.ts';
import { bodyRawRoutes, bodyRoutes, meetingRoutes, opennessRoutes } from './bodies/routes.ts';
import { choiceRoutes } from './choices/routes.ts';
import { noticeConstraints, noticeRawRoutes, noticeRoutes, objectionRoutes } from './notices/routes.ts';
import { overviewRoutes } from './overview/routes.ts';
import { ballotPages } from './resident/ballot.ts';
import { choicePages } from './resident/choices.ts';
import { homePages } from './resident/home.page.ts';
import { noticePages } from './resident/notices.ts';
import { partPages } from './resident/part.page.ts';
import { votePages } from './resident/votes.ts';
import { wishesPages } from './resident/wishes.ts';
import { ballotRoutes, deskRawRoutes, deskRoutes } from './votes/accept/routes.ts';
import { ballotImportJobs, ballotImportRawRoutes, ballotImportRoutes } from './votes/imports/routes.ts';
import { votesConstraints, votesJobs, votesRawRoutes, votesRoutes } from './votes/routes.ts';
import { wishesConstraints, wishesJobs, wishesRawRoutes, wishesRoutes } from './wishes/routes.ts';

const os = implement(participationContract).$context<RequestContext>();

/** Each area has its own `server/<area>/routes.ts`; here they are put together. */
export const participationRoutes = os.router({
  access: accessRoutes,
  ballots: ballotRoutes,
  desk: deskRoutes,
  ballotImports: ballotImportRoutes,
  choices: choiceRoutes,
  bodies: bodyRoutes,
  meetings: meetingRoutes,
  openness: opennessRoutes,
  notices: noticeRoutes,
  objections: objectionRoutes,
  overview: overviewRoutes,
  votes: votesRoutes,
  wishes: wishesRoutes,
});
export const participationRawRoutes: readonly RawRoute[] = [
  ...accessRawRoutes,
  ...votesRawRoutes,
  ...deskRawRoutes,
  ...ballotImportRawRoutes,
  ...bodyRawRoutes,
  ...noticeRawRoutes,
  ...wishesRawRoutes,
];
export const participationPageRoutes: readonly PageRoute[] = [
  ...ballotPages,
  ...noticePages,
  ...choicePages,
  ...votePages,
  ...homePages,
  ...partPages,
  ...wishesPages,
];
export const participationJobs: JobKinds = { ...votesJobs, ...ballotImportJobs, ...wishesJobs };
export const participationConstraints: ConstraintProblems = {
  ...accessConstraints,
  ...votesConstraints,
  ...noticeConstraints,
  ...wishesConstraints,
};
