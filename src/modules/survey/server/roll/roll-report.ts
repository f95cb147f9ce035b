import type { z } from 'zod';
import type { RollReport, rollCounts } from '../../contract-roll-shapes.ts';
import { type PreparedRoll, partText } from '../../domain/roll/prepare-roll.ts';
import type { RollLine } from '../../domain/roll/roll.ts';
import type { ReadRoll } from './roll-source.ts';

type Counts = z.infer<typeof rollCounts>;
const missingAtMost = 200;

/** What a line will do: that of its part; without one it is refused. */
export const lineAction = (plan: PreparedRoll, line: RollLine) =>
  (line.part === null ? undefined : plan.parts[line.part])?.action ?? 'refused';

/** What the check of a roll found; no name, number or telephone in full. */
export function rollReportOf({ workbook, reading }: ReadRoll, plan: PreparedRoll): RollReport {
  const parts = plan.parts.filter((part) => part !== null);
  return {
    sheets: reading.sheets.map((sheet) => ({ ...sheet, columns: [...sheet.columns] })),
    notes: [...workbook.notes],
    counts: countsOf(plan),
    areaCm2: String(parts.reduce((sum, { read }) => sum + BigInt(read.areaCm2 ?? 0), 0n)),
    issues: issuesOf(plan),
    missing: plan.missing.slice(0, missingAtMost).map(partText),
  };
}

function countsOf(plan: PreparedRoll): Counts {
  const parts = plan.parts.filter((part) => part !== null);
  const lines = (verdict: RollLine['verdict']) =>
    plan.lines.filter((line) => line.verdict === verdict).length;
  const action = (what: string) => parts.filter((part) => part.action === what).length;
  const owners = new Set(
    parts.flatMap(({ owners: of }) => of.map(({ ref }) => ('id' in ref ? ref.id : `#${ref.fresh}`))),
  );
  return {
    rows: plan.lines.length,
    accepted: lines('accepted'),
    corrected: lines('corrected'),
    rejected: lines('rejected'),
    parts: parts.length,
    new: action('new'),
    changed: action('changed'),
    unchanged: action('unchanged'),
    refused: plan.lines.filter((line) => line.part === null).length,
    owners: owners.size,
    newOwners: plan.fresh.length,
    coOwned: parts.filter((part) => part.owners.length > 1).length,
    unsold: parts.filter(({ read }) => read.unsold).length,
    areaMissing: parts.filter(({ read, stored }) => read.areaCm2 === null && !stored?.areaCm2).length,
    missing: plan.missing.length,
  };
}

function issuesOf(plan: PreparedRoll): RollReport['issues'] {
  const all = plan.lines.flatMap((line) => line.issues.map((issue) => ({ ...issue, sheet: line.sheet })));
  const groups = Map.groupBy(all, (issue) => issue.code);
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { code, severity, sheet, cell, message } = first;
      return [{ code, severity, count: group.length, example: `${sheet} ${cell}：${message}` }];
    })
    .sort((a, b) => b.count - a.count);
}
