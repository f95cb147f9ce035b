/** Front door of 规划与计划: routes, files, jobs and constraints for the application to wire. */

export { planFigures } from './server/figures.ts';
export { planConstraints, planJobs, planRawRoutes, planRoutes } from './server/routes.ts';
