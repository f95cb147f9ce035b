/** Front door of 一小区一方案: the scheme that holds, for the modules on its right, and the slot for who pays. */

export { schemePageRoutes, schemeSections } from './server/documents/resident.ts';
export {
  connectWhoPays,
  type PayerShare,
  type WhoPays,
  type WhoPaysQuestion,
} from './server/documents/who-pays.ts';
export { schemeConstraints, schemeJobs, schemeRawRoutes, schemeRoutes } from './server/routes.ts';
export {
  type ApprovedScheme,
  approvedScheme,
  type CurrentScheme,
  currentScheme,
  type SchemeLine,
} from './server/schemes/read-scheme.ts';
