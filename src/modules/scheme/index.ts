/** Front door of 一小区一方案. */
export { schemeConstraints, schemeJobs, schemeRawRoutes, schemeRoutes } from './server/routes.ts';
