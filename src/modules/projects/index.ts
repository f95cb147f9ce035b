/**
 * Front door of 项目生成: eligibility by clause 三, the priority score of clause 五(二), the way in, the
 * dispute gate and the project itself.
 */
export type { Target } from './domain/built.ts';
export {
  type ConditionId,
  type ConditionVerdict,
  type Eligibility,
  type EligibilityParams,
  judgeEligibility,
} from './domain/eligibility.ts';
export type { EstateFacts, Verdict } from './domain/facts.ts';
export { type AssessmentValues, eligibilityParams } from './domain/params.ts';
export { type FactorScore, type Score, scoreEstate } from './domain/score.ts';
export { assessEstates, isStale } from './server/assess.ts';
export { projectsFigures } from './server/figures.ts';
export { type AssessedEstate, listAssessedEstates } from './server/plan-input.query.ts';
export { type ProjectEstates, projectEstates } from './server/project-estates.query.ts';
export { projectsConstraints, projectsJobs, projectsRawRoutes, projectsRoutes } from './server/routes.ts';
