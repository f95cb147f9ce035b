import { implement } from '@orpc/server';
import type { Ctx, RequestContext } from '#platform/http/context.ts';
import { door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { problem } from '#shared/problem.ts';
import { policyActions, policyContract } from '../contract.ts';
import { clauses } from '../domain/clauses/index-of-clauses.ts';
import { policyProblems } from '../problems.ts';
import { decideParameter } from './decide.ts';
import { figuresByClause } from './figures.ts';
import { listParameters, showParameter } from './parameters.query.ts';

const os = implement(policyContract).$context<RequestContext>();
const read = { action: 'policy.read', allowed: policyActions['policy.read'], kind: 'read' } as const;
const decide = { action: 'policy.decide', allowed: policyActions['policy.decide'], kind: 'write' } as const;

/** The clause index with the live figures the modules registered. */
async function listClauses(ctx: Ctx) {
  const figures = await figuresByClause(ctx);
  return clauses.map((clause) => ({
    ...clause,
    modules: [...clause.modules],
    places: [...clause.places],
    figures: figures.get(clause.id) ?? [],
  }));
}

export const policyRoutes = os.router({
  parameters: {
    list: os.parameters.list.handler(door(read, listParameters)),
    show: os.parameters.show.handler(door(read, showParameter)),
    decide: os.parameters.decide.handler(door(decide, decideParameter)),
  },
  clauses: { list: os.clauses.list.handler(door(read, listClauses)) },
});

export const policyConstraints: ConstraintProblems = {
  policy_decision_follows_key: () => problem(policyProblems, 'policy.parameter.stale'),
};
