import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { SurveyEstate } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { blankEstate, type EstateValues, type ValueKey } from '../domain/estate-values.ts';
import type { PreparedRow } from '../domain/prepare-import.ts';
import { surveyProblems } from '../problems.ts';
import { type ChangeLine, changeLine, fieldLines, writeChanges } from './changes.ts';
import {
  codePrefix,
  columnsOf,
  type EstateRow,
  type Sources,
  sourcesOf,
  takeCodes,
  valuesOf,
} from './estate-row.ts';
import { moveParts } from './estates.write.ts';
import type { ImportPlan } from './import-plan.ts';
import type { ImportRow } from './import-read.ts';

export type WrittenEstates = {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Figures a person had typed in and the ledger did not overwrite. */
  readonly keptEdits: number;
  /** Row of the ledger → estate. */
  readonly ids: ReadonlyMap<number, string>;
};

const chunk = 200;

/** Address of the cell a field was read from. */
const cellOf = (row: PreparedRow, field: ValueKey): string => {
  const key = field === 'regionCode' || field === 'subdistrictText' ? 'subdistrict' : field;
  const sources: Readonly<Record<string, string | undefined>> = row.sources;
  return sources[key] ?? '';
};

/** Registers the new estates and changes the known ones, each with provenance and history. */
export async function writeEstates(
  ctx: Ctx,
  row: ImportRow,
  plan: ImportPlan,
  keepEdits: boolean,
  step: (percent: number, message: string) => Promise<void>,
): Promise<WrittenEstates> {
  const fresh = plan.rows.filter((each) => each.action === 'new');
  const known = plan.rows.filter((each) => each.action === 'changed');
  const ids = new Map<number, string>();
  for (const each of plan.rows) if (each.estateId) ids.set(each.row, each.estateId);
  const codes = await codesFor(ctx, fresh);
  for (let i = 0; i < fresh.length; i += chunk) {
    await step(35 + (20 * i) / fresh.length, `正在登记新小区 ${i} / ${fresh.length}`);
    const part = fresh.slice(i, i + chunk).map((each) => newEstate(ctx, row, each, codes.get(each) ?? ''));
    await ctx.tx
      .insertInto('surveyEstate')
      .values(part.map(({ columns }) => columns))
      .execute();
    await writeChanges(
      ctx.tx,
      part.map(({ line }) => line),
    );
    for (const { source, columns } of part) ids.set(source.row, columns.id);
  }
  let keptEdits = 0;
  let changed = 0;
  for (const [i, each] of known.entries()) {
    if (i % chunk === 0) await step(55 + (15 * i) / known.length, `正在更新小区 ${i} / ${known.length}`);
    const before = plan.registered.get(each.estateId ?? '');
    if (!before) continue;
    const wanted = each.difference.filter((change) => !(keepEdits && change.edited));
    keptEdits += each.difference.length - wanted.length;
    if (wanted.length === 0) continue;
    await writeChanges(ctx.tx, await updateEstate(ctx, row, each, before, wanted));
    changed += 1;
  }
  const count = (action: string) => plan.rows.filter((each) => each.action === action).length;
  const refused = count('refused');
  return {
    created: fresh.length,
    changed,
    unchanged: plan.rows.length - fresh.length - changed - refused,
    refused,
    keptEdits,
    ids,
  };
}

async function codesFor(ctx: Ctx, rows: readonly PreparedRow[]): Promise<Map<PreparedRow, string>> {
  const byPrefix = Map.groupBy(rows, (row) => codePrefix(row.regionCode ?? ''));
  const codes = new Map<PreparedRow, string>();
  // In one order everywhere, so that two imports never wait for each other's counters.
  for (const prefix of [...byPrefix.keys()].sort()) {
    const group = byPrefix.get(prefix) ?? [];
    const taken = await takeCodes(ctx.tx, prefix, group.length);
    group.forEach((row, i) => {
      codes.set(row, taken[i] ?? '');
    });
  }
  return codes;
}

function newEstate(ctx: Ctx, row: ImportRow, source: PreparedRow, code: string) {
  const values: EstateValues = {
    ...blankEstate(source.name ?? '', source.regionCode ?? ''),
    ...source.patch,
  };
  const columns = {
    id: randomUUID(),
    code,
    ...columnsOf(values, code),
    sources: JSON.stringify(importSources({}, row, source, Object.keys(source.patch) as ValueKey[])),
    importId: row.id,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.name,
  } satisfies Insertable<SurveyEstate>;
  const line = changeLine(ctx, { estate: columns, source: 'import', importId: row.id }, '*', {
    to: { name: values.name },
    cell: cellOf(source, 'name'),
  });
  return { source, columns, line };
}

function importSources(
  before: Sources,
  row: ImportRow,
  source: PreparedRow,
  fields: readonly ValueKey[],
): Sources {
  const sources = { ...before };
  for (const field of fields)
    sources[field] = { kind: 'import', importId: row.id, cell: cellOf(source, field) };
  return sources;
}

async function updateEstate(
  ctx: Ctx,
  row: ImportRow,
  source: PreparedRow,
  before: EstateRow,
  changes: PreparedRow['difference'],
): Promise<ChangeLine[]> {
  const fields = changes.map((change) => change.field);
  const now = valuesOf(before);
  const next: EstateValues = {
    ...now,
    ...Object.fromEntries(changes.map(({ field, to }) => [field, to])),
  };
  // The registered spelling stays findable when the ledger writes another.
  if (next.name !== now.name && !now.aliases.includes(now.name)) next.aliases = [...now.aliases, now.name];
  const written = await ctx.tx
    .updateTable('surveyEstate')
    .set({
      ...columnsOf(next, before.code),
      sources: JSON.stringify(importSources(sourcesOf(before), row, source, fields)),
      version: before.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returningAll()
    .executeTakeFirst();
  if (!written) throw problem(surveyProblems, 'survey.estate.stale', { name: before.name });
  if (written.regionCode !== before.regionCode) await moveParts(ctx, written);
  return fieldLines(ctx, { estate: before, source: 'import', importId: row.id }, changes, (field) =>
    cellOf(source, field),
  );
}
