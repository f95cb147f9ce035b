/** The front door of survey: what other modules' servers and the command line may call. */
export type { EstateEntry, LedgerEstate, LedgerIssue } from './domain/ledger.ts';
export type { LedgerReading } from './domain/read-ledger.ts';
export { residentCheck } from './domain/roll/number.ts';
export { maskName, ownerKindOf } from './domain/roll/person.ts';
export {
  type EstateFactsRow,
  type EstateFilter,
  type EstateSummary,
  estateStamp,
  estateSummaries,
  listEstateFacts,
} from './server/facts.query.ts';
export {
  buildingSizes,
  dwellingPlaces,
  partPlace,
  type VisitedHousehold,
  visitedHouseholds,
} from './server/households.query.ts';
export { committedIssues } from './server/ledger-issues.query.ts';
export { ledgerParams } from './server/ledger-params.ts';
export { readLedgerBytes, readLedgerFile } from './server/read-ledger-file.ts';
export { type EstateHead, estateHead, setOwnersCommittee } from './server/roll/estate-door.ts';
export { matchOwner, type RevealedOwner, revealOwners } from './server/roll/owner-match.ts';
export { type PartHead, partHead } from './server/roll/part-head.query.ts';
export { type Part, type PartOwner, partsOf } from './server/roll/parts.query.ts';
export { surveyConstraints, surveyJobs, surveyRawRoutes, surveyRoutes } from './server/routes.ts';
