/** Front door of 一小区一方案. */
export {
  connectWhoPays,
  type PayerShare,
  type WhoPays,
  type WhoPaysQuestion,
} from './server/documents/who-pays.ts';
export { schemeConstraints, schemeJobs, schemeRawRoutes, schemeRoutes } from './server/routes.ts';
