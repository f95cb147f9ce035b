/** The front door of identity: what other modules' servers, the command line and start-up may call. */
export { districtCode, type Region, shippedRegions } from './domain/regions.ts';
export { ensureAccount, hasNoUsers, type NewAccount } from './server/accounts.ts';
export { randomPassword } from './server/password.ts';
export { organisationNames, peopleNames, workingPeople } from './server/people.query.ts';
export { regionsIn, seedRegions } from './server/regions.ts';
export { identityConstraints, identityRoutes } from './server/routes.ts';
export { authenticate } from './server/session.query.ts';
