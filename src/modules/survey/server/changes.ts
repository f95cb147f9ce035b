import type { Insertable } from 'kysely';
import type { SurveyChange } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Actor } from '#shared/actor.ts';
import type { FieldChange, ValueKey } from '../domain/estate-values.ts';
import type { EstateRow, Sources } from './estate-row.ts';
import { sourcesOf } from './estate-row.ts';

type Kind = 'create' | 'edit' | 'import' | 'merge' | 'archive' | 'undo';
type By = { readonly actor: Actor; readonly now: Date };
export type ChangeLine = Insertable<SurveyChange>;

/** Facts of a change line that do not depend on the field. */
type Of = {
  readonly estate: Pick<EstateRow, 'id' | 'regionCode'>;
  readonly source: Kind;
  readonly reason?: string;
  readonly importId?: string | null;
  readonly buildingId?: string;
  readonly partId?: string;
};

/** One line of history; `field` is `*` for the whole record. */
export const changeLine = (
  by: By,
  of: Of,
  field: string,
  values: { from?: unknown; to?: unknown; cell?: string | null; oldSource?: unknown } = {},
): ChangeLine => ({
  estateId: of.estate.id,
  buildingId: of.buildingId ?? null,
  partId: of.partId ?? null,
  regionCode: of.estate.regionCode,
  field,
  oldValue: JSON.stringify(values.from ?? null),
  newValue: JSON.stringify(values.to ?? null),
  source: of.source,
  reason: of.reason ?? '',
  importId: of.importId ?? null,
  cell: values.cell ?? null,
  oldSource: values.oldSource === undefined ? null : JSON.stringify(values.oldSource),
  actorId: by.actor.id,
  actorName: by.actor.name,
  at: by.now,
});

/** History lines of an edit or import, with where each old value had come from. */
export const fieldLines = (
  by: By,
  of: Of & { readonly estate: EstateRow },
  changes: readonly FieldChange[],
  cellOf: (field: ValueKey) => string | null = () => null,
): ChangeLine[] =>
  changes.map(({ field, from, to }) =>
    changeLine(by, of, field, {
      from,
      to,
      cell: cellOf(field),
      oldSource: sourcesOf(of.estate)[field] ?? null,
    }),
  );

const chunk = 1_000;

/** Writes history lines, many at a time. */
export async function writeChanges(tx: Ctx['tx'], lines: readonly ChangeLine[]): Promise<void> {
  for (let i = 0; i < lines.length; i += chunk)
    await tx
      .insertInto('surveyChange')
      .values(lines.slice(i, i + chunk))
      .execute();
}

/** `sources` after a person changed these fields. */
export function editedSources(row: EstateRow, by: By, fields: readonly ValueKey[], reason: string): Sources {
  const sources: Sources = { ...sourcesOf(row) };
  const at = by.now.toISOString();
  for (const field of fields) sources[field] = { kind: 'edit', by: by.actor.name, at, reason };
  return sources;
}
