import { writeFileSync } from 'node:fs';
import { clausesMarkdown } from '#modules/policy/domain/clauses/index-of-clauses.ts';

/** Writes docs/clauses.md from the clause index of the policy module. */
writeFileSync(new URL('../docs/clauses.md', import.meta.url), clausesMarkdown());
