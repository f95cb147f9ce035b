/** Front door of 政策规则: the rule pack, its values on a day, and the clause index. */
export type { Pack } from './domain/pack.ts';
export type { ConditionItem, Grade, ParameterId, RenovationClass } from './domain/shapes.ts';
export { type PackValues, packValues } from './domain/values.ts';
export { type Figure, registerFigures } from './server/figures.ts';
export { loadPack, packVersion } from './server/pack-file.ts';
export { type Policy, policyOn } from './server/policy.query.ts';
export { policyConstraints, policyRoutes } from './server/routes.ts';
export { standardPack } from './server/standard-pack.ts';
