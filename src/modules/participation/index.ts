/** Front door of 民意: wishes and votes as frozen figures, for the modules on its right and the application. */
export { connectAccessFrom } from './server/access/connect.ts';
export { type LastChoice, lastChoices } from './server/choices/last-choice.query.ts';
export { participationFigures } from './server/figures.ts';
export { type OpenDisputes, openDisputes } from './server/notices/objection-disputes.ts';
export { postNotice } from './server/notices/post-notice.ts';
export { noticesOf, type SubjectNotice, withdrawNoticesOf } from './server/notices/subject-notices.ts';
export { residentLink } from './server/resident/layout.ts';
export { connectResidentSections, type SectionsOf } from './server/resident/sections.ts';
export { type ResidentView, residentInput, residentView } from './server/resident/view.ts';
export {
  participationConstraints,
  participationJobs,
  participationPageRoutes,
  participationRawRoutes,
  participationRoutes,
} from './server/routes.ts';
export { type PassedMatter, passedMatters } from './server/votes/passed.query.ts';
export {
  type FrozenWish,
  type FrozenWishes,
  frozenWishes,
  lastFrozenWish,
} from './server/wishes/frozen.query.ts';
