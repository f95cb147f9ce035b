import type { ImportReport } from '../contract-imports.ts';
import { addressOf } from '../domain/grid.ts';
import type { LedgerIssue } from '../domain/ledger.ts';
import type { ImportPlan } from './import-plan.ts';
import type { ReadLedger } from './import-read.ts';

const missingListed = 500;
const samplesShown = 3;
const sampleLength = 40;

/** What reading found, as the pages show it; kept with the import. */
export function reportOf(read: ReadLedger, plan: ImportPlan): ImportReport {
  const { reading, workbook } = read;
  const byHeading = new Map(read.found.map((column) => [column.column, column.field]));
  const samples = samplesOf(read);
  return {
    sheet: reading.sheet,
    headerRow: reading.headerRows.bottom,
    otherSheets: [...reading.otherSheets],
    district: reading.district?.name ?? null,
    notes: [...workbook.notes],
    columns: read.columns.map(({ column, heading, field }) => ({
      column,
      letter: addressOf(1, column).slice(0, -1),
      title: heading,
      field,
      chosen: (byHeading.get(column) ?? null) !== field,
      samples: samples.get(column) ?? [],
    })),
    checks: reading.checks.map((check) => ({ ...check })),
    counts: countsOf(plan),
    issues: issueCounts(plan),
    missing: plan.missing.slice(0, missingListed).map(({ id, code, name }) => ({ id, code, name })),
  };
}

/** The first few texts below each heading, so that people see what a column holds. */
function samplesOf({ workbook, reading }: ReadLedger): Map<number, string[]> {
  const samples = new Map<number, string[]>();
  const rows = workbook.sheets.find((sheet) => sheet.name === reading.sheet)?.rows ?? [];
  const wanted = new Set(reading.estates.slice(0, 12).map((entry) => entry.row));
  for (const row of rows) {
    if (!wanted.has(row.row)) continue;
    for (const cell of row.cells) {
      const known = samples.get(cell.column) ?? [];
      const text = cell.text.trim().slice(0, sampleLength);
      if (text !== '' && known.length < samplesShown && !known.includes(text))
        samples.set(cell.column, [...known, text]);
    }
  }
  return samples;
}

function countsOf(plan: ImportPlan): ImportReport['counts'] {
  const verdict = (name: string) => plan.rows.filter((row) => row.verdict === name).length;
  const action = (name: string) => plan.rows.filter((row) => row.action === name).length;
  const refused = (units: readonly { target: unknown }[]) => units.filter((unit) => !unit.target).length;
  return {
    accepted: verdict('accepted'),
    corrected: verdict('corrected'),
    rejected: verdict('rejected'),
    new: action('new'),
    changed: action('changed'),
    unchanged: action('unchanged'),
    refused: action('refused'),
    missing: plan.missing.length,
    buildings: plan.buildings.length,
    buildingsRefused: refused(plan.buildings),
    households: plan.households.length,
    householdsRefused: refused(plan.households),
  };
}

/** Every fault code with how often it comes and one example, the gravest first. */
function issueCounts(plan: ImportPlan): ImportReport['issues'] {
  const all: readonly { readonly issues: readonly LedgerIssue[] }[] = [
    ...plan.rows,
    ...plan.buildings,
    ...plan.households,
  ];
  const counted = new Map<string, ImportReport['issues'][number]>();
  for (const { issues } of all)
    for (const { code, severity, message } of issues) {
      const key = `${severity}|${code}`;
      const known = counted.get(key) ?? { code, severity, count: 0, example: message };
      counted.set(key, { ...known, count: known.count + 1 });
    }
  const rank = { rejected: 0, corrected: 1, warning: 2 };
  return [...counted.values()].sort((a, b) => rank[a.severity] - rank[b.severity] || b.count - a.count);
}
