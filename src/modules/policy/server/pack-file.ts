import { createHash } from 'node:crypto';
import { parse as parseYaml } from 'yaml';
import { problem } from '#shared/problem.ts';
import { type Pack, parsePack } from '../domain/pack.ts';
import { policyProblems } from '../problems.ts';

/** Stable text of a value: object keys in code-point order, so that equal packs have equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const keys = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${keys.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** Version of a pack: the first 16 hex digits of SHA-256 over its contents; decisions are bound to it. */
export const packVersion = (pack: Pack): string =>
  createHash('sha256').update(canonical(pack)).digest('hex').slice(0, 16);

/**
 * Reads the text of a rule pack file (YAML; JSON is YAML too).
 * @throws Problem `policy.pack.unreadable` or `policy.pack.invalid`, with every fault in its details
 */
export function loadPack(text: string): Pack {
  let input: unknown;
  try {
    input = parseYaml(text, { maxAliasCount: 0 });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw problem(policyProblems, 'policy.pack.unreadable', { reason });
  }
  const reading = parsePack(input);
  if (reading.ok) return reading.pack;
  const first = reading.faults[0];
  const values = { count: reading.faults.length, at: first?.at || '开头', reason: first?.message ?? '' };
  throw problem(policyProblems, 'policy.pack.invalid', values, {
    ...(first ? { at: first.at } : {}),
    details: reading.faults,
  });
}
