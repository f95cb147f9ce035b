import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { type Decision, decisionFaults } from '../domain/decisions.ts';
import { policyProblems } from '../problems.ts';
import { type ParameterDetail, type ParameterView, showParameter } from './parameters.query.ts';
import { decisionOf, decisionRows, districtOf } from './policy.query.ts';
import { standardPack } from './standard-pack.ts';

export type DecideInput = {
  id: string;
  kind: 'confirm' | 'override' | 'revert';
  value?: unknown;
  reason: string;
  revision: string | null;
};

/** Refuses a decision that changes nothing, has no fit value, or was made upon an older state. */
function check(parameter: ParameterView, input: DecideInput): void {
  const { title } = parameter;
  if (parameter.revision !== input.revision) throw problem(policyProblems, 'policy.parameter.stale');
  const idle =
    (input.kind === 'revert' && !['overridden', 'confirmed'].includes(parameter.standing)) ||
    (input.kind === 'confirm' && parameter.standing !== 'unverified') ||
    (input.kind === 'override' && JSON.stringify(input.value) === JSON.stringify(parameter.value));
  if (idle) throw problem(policyProblems, 'policy.parameter.unchanged', { title });
  if (input.kind === 'confirm' && parameter.value === null)
    throw problem(policyProblems, 'policy.parameter.empty', { title });
  if (input.kind === 'override' && (input.value === null || input.value === undefined))
    throw problem(policyProblems, 'policy.parameter.value', { title, reason: '请填写取值' }, { at: 'value' });
}

/** Refuses a value that has not the parameter's shape, or with which the parameters would not fit together. */
function checkFit(parameter: ParameterView, input: DecideInput, decisions: readonly Decision[]): void {
  const { title } = parameter;
  const next = { parameter: input.id, kind: input.kind, value: input.value };
  const faults = decisionFaults(standardPack(), decisions, next);
  if (faults.length === 0) return;
  const code = input.kind === 'override' ? 'policy.parameter.value' : 'policy.parameter.conflict';
  const values = { title, reason: faults.join('；') };
  throw problem(policyProblems, code, values, { at: 'value', details: faults });
}

/** Confirms, overrides or reverts a parameter for the actor's district, with a reason that is kept. */
export async function decideParameter(ctx: Ctx, input: DecideInput): Promise<ParameterDetail> {
  const { parameter } = await showParameter(ctx, input);
  check(parameter, input);
  const regionCode = districtOf(ctx.actor.scope);
  checkFit(parameter, input, (await decisionRows(ctx.tx, regionCode)).map(decisionOf));
  await ctx.tx
    .insertInto('policyDecision')
    .values({
      regionCode,
      parameter: input.id,
      kind: input.kind,
      value: input.kind === 'override' ? JSON.stringify(input.value) : null,
      reason: input.reason,
      decidedBy: ctx.actor.id,
      decidedByName: ctx.actor.name,
      decidedAt: ctx.now,
      follows: input.revision,
    })
    .execute();
  await ctx.audit({
    action: 'policy.decide',
    subjectKind: 'parameter',
    subjectId: input.id,
    regionCode,
    detail: { kind: input.kind },
  });
  return showParameter(ctx, input);
}
