import { addressOf } from './grid.ts';
import type { LedgerIssue, Severity } from './ledger.ts';

/** Collects the faults of one row. */
export class IssueLog {
  readonly issues: LedgerIssue[] = [];
  readonly row: number;

  constructor(row: number) {
    this.row = row;
  }

  add(
    code: string,
    column: number,
    severity: Severity,
    message: string,
    change?: { from: string; to: string },
  ): void {
    this.issues.push({ code, cell: addressOf(this.row, column), message, severity, ...change });
  }

  /** A cell that holds something the reader cannot take over: the field stays empty, the sentence says why. */
  drop(code: string, column: number, written: string, why: string): void {
    this.add(code, column, 'corrected', `“${written}”${why}，暂按空白处理。`, { from: written, to: '' });
  }
}
