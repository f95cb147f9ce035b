import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { decisionShape, parameterShape } from '../contract.ts';
import { applyDecisions, type Standpoint, standpoints } from '../domain/decisions.ts';
import { policyProblems } from '../problems.ts';
import { packVersion } from './pack-file.ts';
import { type DecisionRow, decisionOf, decisionRows, districtOf } from './policy.query.ts';
import { standardPack } from './standard-pack.ts';

export type ParameterView = z.infer<typeof parameterShape>;
export type ParameterDetail = { parameter: ParameterView; history: z.infer<typeof decisionShape>[] };

function present(standpoint: Standpoint, rows: readonly DecisionRow[]): ParameterView {
  const { parameter, packValue, standing, reason } = standpoint;
  const last = rows.findLast((row) => row.parameter === parameter.id);
  const { id, title, value, unit, clause, provenance, source, note, from, to } = parameter;
  return {
    ...{ id, title, value, packValue, unit, clause, provenance, source, note, from, to, standing, reason },
    revision: last ? String(last.seq) : null,
  };
}

/** Every parameter as it stands today, and the pack it comes from. */
export async function listParameters(ctx: Ctx) {
  const rows = await decisionRows(ctx.tx, districtOf(ctx.actor.scope));
  const decisions = rows.map(decisionOf);
  const pack = standardPack();
  return {
    pack: {
      id: pack.id,
      title: pack.title,
      version: packVersion(applyDecisions(pack, decisions)),
      documents: pack.documents,
    },
    parameters: standpoints(pack, decisions, ctx.today).map((one) => present(one, rows)),
  };
}

/** One parameter with the history of its decisions, newest first. */
export async function showParameter(ctx: Ctx, input: { id: string }): Promise<ParameterDetail> {
  const rows = await decisionRows(ctx.tx, districtOf(ctx.actor.scope));
  const standpoint = standpoints(standardPack(), rows.map(decisionOf), ctx.today).find(
    (one) => one.parameter.id === input.id,
  );
  if (!standpoint) throw problem(policyProblems, 'policy.parameter.unknown', { id: input.id });
  const history = rows
    .filter((row) => row.parameter === input.id)
    .reverse()
    .map((row) => ({
      id: String(row.seq),
      kind: row.kind as 'confirm' | 'override' | 'revert',
      value: row.value,
      reason: row.reason,
      by: row.decidedByName,
      at: row.decidedAt.toISOString(),
    }));
  return { parameter: present(standpoint, rows), history };
}
