import { type Annotation, writeAnnotatedCopy } from '#platform/documents/xlsx-write/annotated-copy.ts';
import type { LedgerIssue } from '../domain/ledger.ts';
import type { LedgerReading } from '../domain/read-ledger.ts';
import type { LedgerFile } from './read-ledger-file.ts';

/** Every fault of a reading with the sheet it lies in: estates, sums that do not add up, buildings, households. */
export function annotationsOf(reading: LedgerReading): Annotation[] {
  const at = (sheet: string, issues: readonly LedgerIssue[]): Annotation[] =>
    issues.map(({ cell, message, severity }) => ({ sheet, cell, message, severity }));
  const labels = reading.columns.find((column) => column.field === 'name')?.column ?? 1;
  const letter = String.fromCharCode(64 + Math.min(labels, 26));
  return [
    ...reading.estates.flatMap((entry) => at(reading.sheet, entry.issues)),
    ...reading.checks.map(
      ({ row, message }): Annotation => ({
        sheet: reading.sheet,
        cell: `${letter}${row}`,
        message,
        severity: 'warning',
      }),
    ),
    ...[reading.buildings, reading.households].flatMap(({ rows }) =>
      rows.flatMap((row) => at(row.sheet, row.issues)),
    ),
  ];
}

/** The uploaded workbook again, with its faults listed in front, coloured and commented. */
export const annotatedLedger = ({ workbook, reading }: LedgerFile): Promise<Buffer> =>
  writeAnnotatedCopy(workbook, annotationsOf(reading));
