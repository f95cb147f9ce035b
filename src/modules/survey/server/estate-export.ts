import { regionsIn } from '#modules/identity/index.ts';
import { type TableColumn, type TableValue, writeTables } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { estateFields, type FieldOf } from '../domain/estate-fields.ts';
import { valueText } from '../domain/value-text.ts';
import { type EstateRow, presentEstate } from './estate-row.ts';
import { allEstates, type EstateListQuery } from './estates.query.ts';
import { regionNames } from './facts.query.ts';
import { xlsxType } from './import-files.ts';
import { writeSurveyTemplate } from './survey-template.ts';

const numeric: ReadonlySet<string> = new Set(['count', 'area', 'year', 'degrees']);
const formats: Readonly<Record<string, string>> = { area: '#,##0.00', count: '#,##0', degrees: '0.000000' };

const columnOf = (field: FieldOf): TableColumn => ({
  title:
    field.unit && field.kind !== 'year' && field.kind !== 'degrees'
      ? `${field.title}(${field.unit})`
      : field.title,
  ...(field.kind === 'text' ? { width: 18 } : {}),
  ...(formats[field.kind] ? { format: formats[field.kind] ?? '' } : {}),
});

/** Every estate the list's query finds, not only the page on screen; headings the reader takes back in. */
export async function exportEstates(ctx: Ctx, input: EstateListQuery): Promise<Download> {
  const rows = await allEstates(ctx, input);
  const names = await regionNames(ctx);
  const fields = estateFields.filter(({ key }) => key !== 'regionCode');
  const columns: TableColumn[] = [
    { title: '小区编码', width: 20 },
    { title: '街道(乡镇)', width: 14 },
    ...fields.map(columnOf),
    { title: '完整度(%)' },
  ];
  const body = await writeTables([
    { sheet: '小区台账', columns, rows: rows.map((row) => exportLine(row, fields, names)) },
  ]);
  return { name: `小区台账 ${ctx.today}.xlsx`, mediaType: xlsxType, body };
}

function exportLine(
  row: EstateRow,
  fields: readonly FieldOf[],
  names: ReadonlyMap<string, string>,
): TableValue[] {
  const { code, subdistrictName, values, completeness } = presentEstate(row, names);
  return [
    code,
    subdistrictName,
    ...fields.map((field): TableValue => {
      const value = values[field.key];
      if (value === null || value === undefined) return null;
      return numeric.has(field.kind) ? (value as number) : valueText(field, value);
    }),
    completeness,
  ];
}

/** The blank ledger with the drop-downs of the actor's district. */
export async function templateFile(ctx: Ctx): Promise<Download> {
  const body = await writeSurveyTemplate(await regionsIn(ctx, ctx.actor.scope.slice(0, 6)));
  return { name: '小区摸底台账模板.xlsx', mediaType: xlsxType, body };
}
