import { randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from '#test/support/app.ts';
import {
  type FundingAllocationsFixtures,
  fundingAllocationsWalk,
  makeFundingAllocationsFixtures,
} from './route-walk-funding-allocations.ts';
import {
  type FundingHouseholdsFixtures,
  fundingHouseholdsWalk,
  makeFundingHouseholdsFixtures,
} from './route-walk-funding-households.ts';
import {
  type FundingLedgerFixtures,
  fundingLedgerWalk,
  makeFundingLedgerFixtures,
} from './route-walk-funding-ledger.ts';
import {
  type FundingOverviewFixtures,
  fundingOverviewWalk,
  makeFundingOverviewFixtures,
} from './route-walk-funding-overview.ts';
import {
  type FundingPackagesFixtures,
  fundingPackagesWalk,
  makeFundingPackagesFixtures,
} from './route-walk-funding-packages.ts';
import {
  type FundingPaymentsFixtures,
  fundingPaymentsWalk,
  makeFundingPaymentsFixtures,
} from './route-walk-funding-payments.ts';
import {
  type FundingRulesFixtures,
  fundingRulesWalk,
  makeFundingRulesFixtures,
} from './route-walk-funding-rules.ts';
import {
  type FundingWorksFixtures,
  fundingWorksWalk,
  makeFundingWorksFixtures,
} from './route-walk-funding-works.ts';
import { type AccessFixtures, accessWalk, makeAccessFixtures } from './route-walk-participation-access.ts';
import { type BallotFixtures, ballotsWalk, makeBallotFixtures } from './route-walk-participation-ballots.ts';
import { type ChoiceFixtures, choicesWalk, makeChoiceFixtures } from './route-walk-participation-choices.ts';
import {
  bodyWalk,
  makeNoticeFixtures,
  type NoticeFixtures,
  noticeWalk,
} from './route-walk-participation-notices.ts';
import { overviewWalk } from './route-walk-participation-overview.ts';
import { makeVoteFixtures, type VoteFixtures, votesWalk } from './route-walk-participation-votes.ts';
import { makeWishesFixtures, type WishesFixtures, wishesWalk } from './route-walk-participation-wishes.ts';
import { makePlanFixtures, type PlanFixtures, planWalk } from './route-walk-plan.ts';
import {
  makeProjectFixtures,
  type ProjectFixtures,
  policyWalk,
  projectsWalk,
} from './route-walk-projects.ts';
import {
  makeSchemeChangesFixtures,
  type SchemeChangesFixtures,
  schemeChangesWalk,
} from './route-walk-scheme-changes.ts';
import {
  makeSchemeDocumentsFixtures,
  type SchemeDocumentsFixtures,
  schemeDocumentsWalk,
} from './route-walk-scheme-documents.ts';
import {
  makeSchemeReviewsFixtures,
  type SchemeReviewsFixtures,
  schemeReviewsWalk,
} from './route-walk-scheme-reviews.ts';
import {
  makeSchemeSchemesFixtures,
  type SchemeSchemesFixtures,
  schemeSchemesWalk,
} from './route-walk-scheme-schemes.ts';
import { makeSurveyFixtures, type SurveyFixtures, surveyWalk } from './route-walk-survey.ts';

/** Stands in a field of every foreign row; it must never leave. */
export const marker = '振兴街道机密行';

export type Fixtures = ProjectFixtures &
  SurveyFixtures &
  PlanFixtures &
  VoteFixtures &
  BallotFixtures &
  AccessFixtures &
  ChoiceFixtures &
  WishesFixtures &
  NoticeFixtures &
  SchemeSchemesFixtures &
  SchemeReviewsFixtures &
  SchemeChangesFixtures &
  SchemeDocumentsFixtures &
  FundingRulesFixtures &
  FundingLedgerFixtures &
  FundingWorksFixtures &
  FundingPaymentsFixtures &
  FundingHouseholdsFixtures &
  FundingAllocationsFixtures &
  FundingPackagesFixtures &
  FundingOverviewFixtures & {
    readonly organisationId: string;
    readonly userId: string;
    readonly sessionId: string;
    readonly jobId: string;
  };

type Request = { url: string; payload?: object } | { url: string; upload: string };

/** `row`: names a foreign row, must be refused. `list`: may answer, without the foreign row. `own`: concerns only oneself. */
export type WalkCase =
  | { readonly kind: 'row' | 'list'; readonly request: (f: Fixtures) => Request }
  | { readonly own: string };

const row = (request: (f: Fixtures) => Request): WalkCase => ({ kind: 'row', request });
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });

const organisation = {
  kind: 'contractor',
  name: '改名',
  creditCode: null,
  regionCode: '371503001',
  contactName: '',
  contactPhone: '',
  note: '',
};

/** One case per route of the contract and per raw route. */
export const walkCases: Readonly<Record<string, WalkCase>> = {
  'identity.session.show': { own: '谁都可问自己是谁' },
  'identity.session.login': { own: '登录' },
  'identity.session.logout': { own: '退出自己的登录' },
  'identity.session.changePassword': { own: '改自己的密码' },
  'identity.session.list': list('/api/identity/sessions'),
  'identity.session.revoke': row((f) => ({
    url: `/api/identity/sessions/${f.sessionId}/revoke`,
    payload: {},
  })),
  'identity.regions.list': list('/api/identity/regions'),
  'identity.regions.add': row(() => ({
    url: '/api/identity/regions',
    payload: { code: '371503001009', name: '新社区' },
  })),
  'identity.organisations.list': list('/api/identity/organisations?size=200'),
  'identity.organisations.create': row(() => ({ url: '/api/identity/organisations', payload: organisation })),
  'identity.organisations.edit': row((f) => ({
    url: `/api/identity/organisations/${f.organisationId}`,
    payload: { ...organisation, regionCode: '371503002', version: 1, archived: true },
  })),
  'identity.users.list': list('/api/identity/users?size=200'),
  'identity.users.create': row(() => ({
    url: '/api/identity/users',
    payload: { login: 'intruder', name: '越权', roles: ['subdistrictClerk'], scope: '371503001' },
  })),
  'identity.users.edit': row((f) => ({
    url: `/api/identity/users/${f.userId}`,
    payload: { name: '改名', roles: ['subdistrictClerk'], scope: '371503002', disabled: true, version: 1 },
  })),
  'identity.users.resetPassword': row((f) => ({
    url: `/api/identity/users/${f.userId}/password`,
    payload: {},
  })),
  'identity.audit.list': list('/api/identity/audit?size=200'),
  'identity.audit.check': list('/api/identity/audit/check'),
  ...policyWalk,
  ...surveyWalk,
  ...accessWalk,
  ...ballotsWalk,
  ...choicesWalk,
  ...overviewWalk,
  ...votesWalk,
  ...projectsWalk,
  ...planWalk,
  ...wishesWalk,
  ...noticeWalk,
  ...bodyWalk,
  ...schemeSchemesWalk,
  ...schemeReviewsWalk,
  ...schemeChangesWalk,
  ...schemeDocumentsWalk,
  ...fundingRulesWalk,
  ...fundingLedgerWalk,
  ...fundingWorksWalk,
  ...fundingPaymentsWalk,
  ...fundingHouseholdsWalk,
  ...fundingAllocationsWalk,
  ...fundingPackagesWalk,
  ...fundingOverviewWalk,
  'jobs.list': list('/api/jobs'),
  'jobs.show': row((f) => ({ url: `/api/jobs/${f.jobId}` })),
  'jobs.cancel': row((f) => ({ url: `/api/jobs/${f.jobId}/cancel`, payload: {} })),
};

/** Rows of 振兴街道, each carrying the marker. */
export async function makeFixtures(app: TestApp): Promise<Fixtures> {
  const clerk = await app.person(['subdistrictClerk'], '371503001');
  const made = await clerk.post('/api/identity/organisations', { ...organisation, name: marker });
  const sessions = (await clerk.get('/api/identity/sessions')).body as { id: string }[];
  const jobId = randomUUID();
  await inScope(app.services.db, everyRegion, async (tx) => {
    await tx.updateTable('identityUser').set({ name: marker }).where('id', '=', clerk.id).execute();
    await tx
      .insertInto('job')
      .values({
        id: jobId,
        kind: 'test.none',
        title: marker,
        state: 'done',
        input: '{}',
        actor: JSON.stringify({ id: clerk.id }),
        regionCode: '371503001',
        createdAt: app.services.clock.now(),
      })
      .execute();
  });
  const projects = await makeProjectFixtures(app, marker);
  const choices = await makeChoiceFixtures(app, marker);
  const votes = await makeVoteFixtures(app, projects.estateId, marker);
  return {
    ...projects,
    ...(await makePlanFixtures(app, projects.estateId)),
    ...(await makeSurveyFixtures(app, marker)),
    ...votes,
    ...(await makeBallotFixtures(app, votes, marker)),
    ...choices,
    ...(await makeAccessFixtures(app, choices, marker)),
    ...(await makeWishesFixtures(app, marker)),
    ...(await makeNoticeFixtures(app, marker)),
    ...(await makeSchemeSchemesFixtures(app, marker)),
    ...(await makeSchemeReviewsFixtures(app, marker)),
    ...(await makeSchemeChangesFixtures(app, marker)),
    ...(await makeSchemeDocumentsFixtures(app, marker)),
    ...(await makeFundingRulesFixtures(app, marker)),
    ...(await makeFundingLedgerFixtures(app, marker)),
    ...(await makeFundingWorksFixtures(app, marker)),
    ...(await makeFundingPaymentsFixtures(app, marker)),
    ...(await makeFundingHouseholdsFixtures(app, marker)),
    ...(await makeFundingAllocationsFixtures(app, marker)),
    ...(await makeFundingPackagesFixtures(app, marker)),
    ...(await makeFundingOverviewFixtures(app, marker)),
    organisationId: (made.body as { id: string }).id,
    userId: clerk.id,
    sessionId: sessions[0]?.id ?? '',
    jobId,
  };
}
