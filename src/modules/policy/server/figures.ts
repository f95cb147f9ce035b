import type { Ctx } from '#platform/http/context.ts';
import { isClauseId } from '../domain/clauses/index-of-clauses.ts';

/** A live figure of a clause, computed over what the asking user may see. */
export type Figure = {
  readonly clause: string;
  readonly title: string;
  readonly unit: string;
  readonly query: (ctx: Ctx) => Promise<number | string | null>;
};

const registered: Figure[] = [];

/**
 * Registers live figures of clauses; called once per module when the application is put together.
 * @throws Error for a clause the plan has not
 */
export function registerFigures(figures: readonly Figure[]): void {
  for (const figure of figures) {
    if (!isClauseId(figure.clause)) throw new Error(`no such clause: ${figure.clause}`);
    const same = registered.findIndex((one) => one.clause === figure.clause && one.title === figure.title);
    if (same >= 0) registered[same] = figure;
    else registered.push(figure);
  }
}

/** The figures of every clause, each asked in turn inside the request's transaction. */
export async function figuresByClause(ctx: Ctx) {
  const found = new Map<string, { title: string; unit: string; value: number | string | null }[]>();
  for (const { clause, title, unit, query } of registered) {
    const list = found.get(clause) ?? [];
    list.push({ title, unit, value: await query(ctx) });
    found.set(clause, list);
  }
  return found;
}
