import { type Clause, placeNames, statusNames } from './clause.ts';
import { goalClauses } from './goals.ts';
import { meansClauses } from './means.ts';
import { methodClauses } from './methods.ts';

/** Every clause of the plan, in its order. */
export const clauses: readonly Clause[] = [...goalClauses, ...methodClauses, ...meansClauses];

export const isClauseId = (id: string): boolean => clauses.some((clause) => clause.id === id);

/** The index as the Markdown of `docs/clauses.md`. */
export function clausesMarkdown(): string {
  const parts = clauses.flatMap((clause) => [
    `## ${clause.id}`,
    '',
    clause.says,
    '',
    `- modules: ${clause.modules.join(', ')}`,
    `- status: ${statusNames[clause.status]}${clause.lacking && `：${clause.lacking}`}`,
    ...clause.places.map((place) => `- ${placeNames[place.kind]}：${place.title} \`${place.at}\``),
    '',
  ]);
  return [
    '# Clauses of the plan and where they are served',
    '',
    'Generated from `src/modules/policy/domain/clauses/` by `npm run docs:clauses`; a test keeps it fresh.',
    'Clause numbers are those of 聊茌政办字〔2021〕3号, the wording is ours. The page 政策落实 shows the same index',
    'with live figures.',
    '',
    ...parts,
  ].join('\n');
}
