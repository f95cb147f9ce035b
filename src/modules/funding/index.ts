/** Front door of 资金. */
export { fundingConstraints, fundingJobs, fundingRawRoutes, fundingRoutes } from './server/routes.ts';
