import type { Grid, GridRow } from './grid.ts';
import { isNumberingRow } from './headers.ts';
import type { ColumnMatch, EstateColumn, KnownDistrict } from './ledger.ts';
import { findSubdistrict, isCommunityName, isSubdistrictName } from './places.ts';
import { compact, withoutBrackets } from './text.ts';

/** What a row below the header is. */
export type RowKind =
  | { readonly kind: 'estate' }
  /** A row with figures but no name. */
  | { readonly kind: 'nameless' }
  | {
      readonly kind: 'section';
      readonly place: string;
      readonly level: 'subdistrict' | 'community' | 'other';
    }
  | { readonly kind: 'summary'; readonly label: string; readonly total: boolean }
  | { readonly kind: 'ignored' };

export type EstateLayout = {
  readonly columns: readonly ColumnMatch<EstateColumn>[];
  readonly nameColumn: number;
  readonly titles: ReadonlySet<string>;
  readonly districts: readonly KnownDistrict[];
};

const footer =
  /^(?:填表|制表|审核|复核|填报|联系人|联系电话|负责人|单位负责人|统计负责人|分管领导|主要领导|经办人|审批|备注[:1-9]|注[:1-9]|说明[:1-9]|注$|附注|注意|填表说明|填报说明|以上|本表|此表|盖章|\(盖章\)|单位\(|签字|报送|日期[:]|第\d+页|共\d+页|资料来源|数据来源|\*)/;
const summary = /(?:小\s*计|合\s*计|总\s*计|共\s*计|总\s*和|汇\s*总)[:]?(?:\(.*\)|共?\d+个?.*)?$/;
/** 计, 本页计, 街道计, 共5个小区, 计3个: nothing but the label, so that 计生委家属院 and 共青团小区 stay estates. */
const bareSummary =
  /^(?:计|共)\d+个?(?:小区|院落|老旧小区|项目|户|栋)?[:]?$|^(?:[\u4e00-\u9fff]{0,8}(?:街道|[镇乡]|社区|办事处|页|区|县|市))?计[:]?$/;
const total = /总计|总和|合计|共计|汇总|^共\d/;
const ordinal = /^[((]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）、.．,]|[)）]、?)\s*/;

/** Tells a row's kind from its own cells (what merges carry down does not count). */
export function rowKind(row: GridRow, layout: EstateLayout): RowKind {
  const texts = [...row.own.values()].map((cell) => compact(cell.text)).filter((text) => text !== '');
  const first = texts[0] ?? '';
  if (isNumberingRow(row) || isRepeatedHeader(texts, layout)) return { kind: 'ignored' };
  const label = summaryLabel(row, layout);
  if (label !== null) return { kind: 'summary', label, total: total.test(label) && !/小计/.test(label) };
  const name = compact(row.own.get(layout.nameColumn)?.text ?? '');
  const section = sectionOf(row, name, layout);
  if (section) return section;
  if (footer.test(first) && (texts.length <= 4 || name === '')) return { kind: 'ignored' };
  if (name !== '') return footer.test(name) && texts.length <= 2 ? { kind: 'ignored' } : { kind: 'estate' };
  return isNameless(row, layout) ? { kind: 'nameless' } : { kind: 'ignored' };
}

const figureFields = new Set<string>([
  'floorAreaM2',
  'buildings',
  'entrances',
  'households',
  'population',
  'agree',
  'pay',
  'builtYear',
]);

function isNameless(row: GridRow, layout: EstateLayout): boolean {
  const mapped = layout.columns.filter((column) => row.own.has(column.column) && column.field !== 'sequence');
  return mapped.length >= 3 && mapped.some((column) => figureFields.has(column.field));
}

function isRepeatedHeader(texts: readonly string[], layout: EstateLayout): boolean {
  const same = texts.filter((text) => layout.titles.has(text)).length;
  return same >= 3 && same * 2 >= texts.length;
}

/** The label of a subtotal or total: a short text up to the name column, or in the first cells, ending in 小计 or 合计. */
function summaryLabel(row: GridRow, layout: EstateLayout): string | null {
  let place = 0;
  for (const [column, cell] of row.own) {
    const text = compact(cell.text);
    if (column > layout.nameColumn && place > 1) break;
    place++;
    if (text.length <= 24 && (summary.test(text) || bareSummary.test(text)) && !/^注|^说明/.test(text))
      return text;
  }
  return null;
}

/** A row that only heads the rows below it: a place, or a numbered title; figures beside it are its subtotal. */
function sectionOf(row: GridRow, name: string, layout: EstateLayout): RowKind | null {
  const words = [...row.own].filter(
    ([, cell]) => cell.kind === 'text' && !/^[-\d.,%/]+$/.test(compact(cell.text)),
  );
  const facts = layout.columns.filter(
    (column) => row.own.has(column.column) && !figureFields.has(column.field) && column.field !== 'sequence',
  );
  const cells = words.map(([, cell]) => compact(cell.text));
  const lone = cells.filter(
    (text) => !/^[一二三四五六七八九十]{1,3}$|^\([一二三四五六七八九十]{1,3}\)$/.test(text),
  );
  if (lone.length !== 1 || (isNumbered(row, layout) && hasFigures(row, layout))) return null;
  const numbered = cells.length > 1 || ordinal.test(lone[0] ?? '');
  const text = withoutBrackets(unwrapped((lone[0] ?? '').replace(ordinal, '')))
    .replace(/[:]$/, '')
    .replace(/共?\d+个.*$/, '');
  if (name !== '' && facts.some((column) => !['name', 'subdistrict', 'community'].includes(column.field)))
    return null;
  const known = findSubdistrict(text, layout.districts) !== null && /[街镇乡办]/.test(text);
  const certain = known || (isSubdistrictName(text) && (name === '' || numbered || !hasFigures(row, layout)));
  if (certain) return { kind: 'section', place: text, level: 'subdistrict' };
  if (name !== '' && hasFigures(row, layout)) return null;
  if (isCommunityName(text) && (name === '' || numbered))
    return { kind: 'section', place: text, level: 'community' };
  if (findSubdistrict(text, layout.districts) && (name === '' || numbered))
    return { kind: 'section', place: text, level: 'subdistrict' };
  const heading = row.own.size <= 2 && (numbered || name === '') && !footer.test(lone[0] ?? '');
  return heading ? { kind: 'section', place: text, level: 'other' } : null;
}

/** 【东城街道】, ◆东城街道 and 所属街道：东城街道 mean 东城街道. */
const unwrapped = (text: string): string =>
  text
    .replace(/^[◆●▲■★※*#]+/, '')
    .replace(/^[【[(<《](.*)[】\])>》]$/, '$1')
    .replace(/^(?:所属|所在)?(?:街道|乡镇|镇街|街镇|办事处|辖区|社区)[^:]{0,8}:(?=.)/, '');

/** Whether the row carries a running number, as estates do and headings do not. */
const isNumbered = (row: GridRow, layout: EstateLayout): boolean =>
  layout.columns.some(
    (column) => column.field === 'sequence' && /^\d+$/.test(compact(row.own.get(column.column)?.text ?? '')),
  );

const hasFigures = (row: GridRow, layout: EstateLayout): boolean =>
  layout.columns.some((column) => figureFields.has(column.field) && row.own.has(column.column));

/** Header texts in every spelling a repeated header row may have. */
export function headerTitles(grid: Grid, top: number, bottom: number): ReadonlySet<string> {
  const titles = new Set<string>();
  for (const row of grid.rows)
    if (row.row >= top && row.row <= bottom)
      for (const cell of row.own.values()) titles.add(compact(cell.text));
  return titles;
}
