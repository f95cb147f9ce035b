/** Front door of 资金. */

export { fundingConstraints, fundingJobs, fundingRawRoutes, fundingRoutes } from './server/routes.ts';
export { type EstimatedShares, estimateShares, whoPaysScheme } from './server/rules/who-pays.ts';
