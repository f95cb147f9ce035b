/** Front door of 资金. */
export { fundingFigures } from './server/figures.ts';

export { householdPages as fundingPageRoutes, shareSections } from './server/households/resident.page.ts';
export { fundingConstraints, fundingJobs, fundingRawRoutes, fundingRoutes } from './server/routes.ts';
export { type EstimatedShares, estimateShares, whoPaysScheme } from './server/rules/who-pays.ts';
