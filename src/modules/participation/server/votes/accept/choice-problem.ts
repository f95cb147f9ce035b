import { type Problem, problem } from '#shared/problem.ts';
import type { ChoiceFault } from '../../../domain/ballot/choice-check.ts';
import { ballotProblems } from '../../../problems-ballots.ts';

/** The sentence for what is wrong with the choices of a ballot. */
export const choiceProblem = (fault: ChoiceFault): Problem =>
  problem(
    ballotProblems,
    `participation.ballot.${fault.kind}`,
    'matter' in fault ? { matter: fault.matter.slice(0, 100) } : {},
    { at: 'choices' },
  );
