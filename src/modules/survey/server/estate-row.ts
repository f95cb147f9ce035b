import type { Insertable, Selectable } from 'kysely';
import type { z } from 'zod';
import type { SurveyEstate } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { cm2FromM2, m2FromCm2 } from '#shared/area.ts';
import type { estateItem } from '../contract.ts';
import { completenessOf } from '../domain/estate-fields.ts';
import { blankEstate, type EstateValues, type ValueKey } from '../domain/estate-values.ts';
import { subdistrictOfRow } from './facts.query.ts';

export type EstateRow = Selectable<SurveyEstate>;
export type EstateItem = z.infer<typeof estateItem>;

/** Where one value came from; kept per field in `sources`. */
export type ValueSource =
  | { readonly kind: 'import'; readonly importId: string; readonly cell: string }
  | { readonly kind: 'edit'; readonly by: string; readonly at: string; readonly reason: string };
export type Sources = Partial<Record<ValueKey, ValueSource>>;

export const sourcesOf = (row: Pick<EstateRow, 'sources'>): Sources => row.sources as Sources;

const valueKeys = Object.keys(blankEstate('', '')) as ValueKey[];

/** A row's figures as forms and differences carry them. */
export function valuesOf(row: EstateRow): EstateValues {
  const values: Record<string, unknown> = {};
  for (const key of valueKeys)
    values[key] =
      key === 'floorAreaM2'
        ? row.floorAreaCm2 === null
          ? null
          : m2FromCm2(row.floorAreaCm2)
        : row[key as keyof EstateRow];
  return values as EstateValues;
}

/** The columns that hold an estate's figures and what follows from them. */
export function columnsOf(values: EstateValues, code: string) {
  const { floorAreaM2, aliases, ...others } = values;
  return {
    ...others,
    aliases: [...aliases],
    floorAreaCm2: floorAreaM2 === null ? null : cm2FromM2(floorAreaM2),
    completeness: completenessOf(values),
    searchText: searchable([values.name, ...aliases, values.address ?? '', code].join('\n')),
  } satisfies Partial<Insertable<SurveyEstate>>;
}

/** Text as it is searched: half-width, lower case, without spaces within a line. */
export const searchable = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\S\n]+/g, '');

/** An estate as lists and edits answer it. */
export function presentEstate(row: EstateRow, names: ReadonlyMap<string, string>): EstateItem {
  const subdistrict = subdistrictOfRow(row);
  const { aliases, ...values } = valuesOf(row);
  return {
    id: row.id,
    code: row.code,
    subdistrictName: subdistrict === null ? '' : (names.get(subdistrict) ?? subdistrict),
    completeness: row.completeness,
    version: row.version,
    archived: row.archivedAt !== null,
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
    values: { ...values, aliases: [...aliases] },
  };
}

/** The first 12 digits of an estate's code: subdistrict 9, community 3; zeros where unknown. */
export const codePrefix = (regionCode: string): string => regionCode.padEnd(12, '0').slice(0, 12);

/**
 * Takes `count` new codes of a prefix. The counter's row is locked until the transaction ends, so two imports never
 * give the same code.
 */
export async function takeCodes(tx: Ctx['tx'], prefix: string, count: number): Promise<string[]> {
  const { last } = await tx
    .insertInto('surveyCode')
    .values({ prefix, last: count })
    .onConflict((conflict) =>
      conflict.column('prefix').doUpdateSet((row) => ({ last: row('surveyCode.last', '+', count) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return Array.from({ length: count }, (_, i) => prefix + String(last - count + 1 + i).padStart(4, '0'));
}
