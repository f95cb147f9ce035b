import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';

/** One line of the audit. No personal data in clear: ids, codes, field names, masked values. */
export type AuditLine = {
  /** The action's one word through the house, e.g. `survey.edit`. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Whose region the subject lies in; it decides who may read the line. */
  readonly regionCode: string;
  readonly detail?: Readonly<Record<string, unknown>>;
};

export type AuditBy = {
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly requestId: string;
};

/**
 * Appends to the chain of the subject's subdistrict (or of the region itself above that level): one chain per
 * subdistrict, so that two subdistricts never wait for each other's commits.
 */
export async function appendAudit(tx: Tx, line: AuditLine, by: AuditBy): Promise<void> {
  const stream = `region:${line.regionCode.slice(0, 9)}`;
  const detail = detailText(line);
  await sql`select audit_append(${stream}, ${by.at}, ${by.actorId}, ${by.actorName}, ${line.action},
    ${line.subjectKind}, ${line.subjectId}, ${line.regionCode}, ${detail}, ${by.requestId})`.execute(tx);
}

/**
 * Lines as the database's `audit_append_many(stream, lines)` takes them: many at once, in their order, for a chain of
 * their own, e.g. `vote:<id>`. What shares a commit need not wait for the region's chain. Called inside the statement
 * that writes the rows they tell of.
 */
export const auditLinesJson = (lines: readonly (AuditLine & AuditBy)[]): string =>
  JSON.stringify(lines.map((line) => ({ ...line, detail: detailText(line) })));

const detailText = (line: AuditLine): string =>
  JSON.stringify(line.detail ?? {}, (_key, value) => (typeof value === 'bigint' ? value.toString() : value));
