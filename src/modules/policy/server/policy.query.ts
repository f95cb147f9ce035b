import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/connect.ts';
import type { PolicyDecision } from '#platform/database/tables.ts';
import { problem } from '#shared/problem.ts';
import { applyDecisions, type Decision } from '../domain/decisions.ts';
import type { Pack } from '../domain/pack.ts';
import { missingOn, type PackValues, packValues } from '../domain/values.ts';
import { policyProblems } from '../problems.ts';
import { packVersion } from './pack-file.ts';
import { standardPack } from './standard-pack.ts';

export type DecisionRow = Selectable<PolicyDecision>;

/** The district whose decisions hold in a scope; a wider scope than a district falls back to the pack's. */
export const districtOf = (scope: string): string =>
  scope.length >= 6 ? scope.slice(0, 6) : standardPack().district;

/** Every decision of the district, oldest first. */
export const decisionRows = (tx: Tx, district: string): Promise<DecisionRow[]> =>
  tx.selectFrom('policyDecision').selectAll().where('regionCode', '=', district).orderBy('seq').execute();

export const decisionOf = (row: DecisionRow): Decision => ({
  parameter: row.parameter,
  kind: row.kind as Decision['kind'],
  ...(row.value === null ? {} : { value: row.value }),
  reason: row.reason,
});

/** The rules as they hold now: the pack under the district's decisions, its values on the day, its version. */
export type Policy = { readonly pack: Pack; readonly values: PackValues; readonly version: string };

/**
 * The policy in force for a scope on a day. Whatever is computed with it should name `version`.
 * @throws Problem `policy.pack.expired` when a parameter's last period is over
 */
export async function policyOn(tx: Tx, scope: string, day: string): Promise<Policy> {
  const rows = await decisionRows(tx, districtOf(scope));
  const pack = applyDecisions(standardPack(), rows.map(decisionOf));
  try {
    return { pack, values: packValues(pack, day), version: packVersion(pack) };
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
    const parameters = missingOn(pack, day).join('、');
    throw problem(policyProblems, 'policy.pack.expired', { day, parameters });
  }
}
