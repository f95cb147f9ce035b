import { ORPCError, ValidationError } from '@orpc/server';
import pg from 'pg';
import { Problem, type Problem as ProblemType, problem } from '#shared/problem.ts';
import { platformProblems } from '../problems.ts';

/** What the wire carries of any fault: `{ code, status, message, data: { at?, details?, requestId } }`. */
export type Refusal = { code: string; status: number; message: string; at?: string; details?: unknown };

/** Constraint name → problem, told by the modules: the database refuses, the user reads a sentence. */
export type ConstraintProblems = Readonly<Record<string, () => ProblemType>>;

/** Turns whatever was thrown into a refusal; null for a fault of ours, which is a 500 and is logged. */
export function refusalOf(fault: unknown, constraints: ConstraintProblems): Refusal | null {
  const known = fault instanceof Problem ? fault : (fromDatabase(fault, constraints) ?? fromWire(fault));
  if (!known) return null;
  return {
    code: known.code,
    status: known.status,
    message: known.message,
    ...(known.at === undefined ? {} : { at: known.at }),
    ...(known.details === undefined ? {} : { details: known.details }),
  };
}

/** The database is away (restarted, killed): the caller may try again, nothing of theirs was written. */
const isDatabaseAway = (fault: unknown): boolean =>
  fault instanceof Error &&
  (/Connection terminated|connection timeout|Client has encountered a connection error/i.test(
    fault.message,
  ) ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(String((fault as NodeJS.ErrnoException).code)));

function fromDatabase(fault: unknown, constraints: ConstraintProblems): Problem | null {
  if (isDatabaseAway(fault)) return problem(platformProblems, 'service.busy');
  if (!(fault instanceof pg.DatabaseError)) return null;
  const own = fault.constraint ? constraints[fault.constraint] : undefined;
  if (own) return own();
  switch (fault.code) {
    case '23505':
      return problem(platformProblems, 'database.duplicate');
    case '23503':
      return problem(platformProblems, 'database.referenced');
    case '42501':
      // A row-level policy refused: for the user the row is not there.
      return problem(platformProblems, 'row.out-of-scope');
    case '40001':
    case '40P01':
    case '55P03':
      return problem(platformProblems, 'database.conflict');
    case '53300':
    case '57P01':
    case '57P03':
      return problem(platformProblems, 'service.busy');
    default:
      // Class 22 is bad data (a NUL in text, a number out of range), 23514 a check: the caller's input, not a fault of ours.
      if (fault.code?.startsWith('22') || fault.code === '23514' || fault.code === '23502')
        return problem(platformProblems, 'input.invalid', { what: '有内容超出允许的范围。' });
      return null;
  }
}

function fromWire(fault: unknown): Problem | null {
  if (!(fault instanceof ORPCError)) return null;
  if (fault.cause instanceof ValidationError && fault.code === 'BAD_REQUEST') return fromIssues(fault.cause);
  if (fault.status === 404) return problem(platformProblems, 'route.absent');
  if (fault.status >= 400 && fault.status < 500) return problem(platformProblems, 'input.unreadable');
  return null;
}

function fromIssues(fault: ValidationError): Problem {
  const issues = fault.issues.map((issue) => ({
    at: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message: issue.message,
  }));
  const first = issues[0];
  const what = first ? `${first.at ? `${first.at}：` : ''}${first.message}` : '请检查填写的内容。';
  return problem(
    platformProblems,
    'input.invalid',
    { what },
    { ...(first ? { at: first.at } : {}), details: issues },
  );
}

export const systemFault = (requestId: string): Refusal => ({
  code: 'system.fault',
  status: 500,
  message: `系统出错，已记录，编号 ${requestId.slice(0, 8)}。请稍后重试；仍不行时请把编号告诉管理员。`,
});

/** The body every refusal has, whichever road the request came by. */
export const refusalBody = (refusal: Refusal, requestId: string) => ({
  code: refusal.code,
  status: refusal.status,
  message: refusal.message,
  data: { at: refusal.at, details: refusal.details, requestId },
});
