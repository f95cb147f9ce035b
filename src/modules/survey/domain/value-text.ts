import { day } from '#shared/day.ts';
import type { FieldOf } from './estate-fields.ts';
import { parseQuantity } from './quantity.ts';
import { compact, tidy } from './text.ts';
import { readFlag } from './vocabulary.ts';

/** A field's value in Chinese; empty text where nothing is known. */
export function valueText(field: FieldOf, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (field.kind === 'flag') return value ? '是' : '否';
  if (field.kind === 'choice')
    return field.options?.find(([option]) => option === value)?.[1] ?? String(value);
  if (Array.isArray(value)) return value.join('、');
  return String(value);
}

export type ParsedValue = { readonly value: unknown } | { readonly fault: string };

/**
 * What a person typed or pasted into a field, as the ledger reader would take it (full-width digits, thousands
 * separators, 万, 120户, √); empty text is "not known". A Chinese sentence where it cannot stand.
 */
export function parseValue(field: FieldOf, text: string): ParsedValue {
  const plain = tidy(text);
  if (plain === '') return emptyOf(field);
  switch (field.kind) {
    case 'count':
      return parseNumber(field, plain, true, 1_000_000);
    case 'area':
      return parseNumber(field, plain, false, 100_000_000);
    case 'degrees':
      return parseDegrees(field, plain);
    case 'year':
      return parseYear(plain);
    case 'day':
      return parseDay(plain);
    case 'flag': {
      const flag = readFlag(plain);
      return flag === null ? { fault: `${field.title}请填“是”或“否”` } : { value: flag };
    }
    case 'choice':
      return parseChoice(field, plain);
    case 'list':
      return {
        value: plain
          .split(/[、,，;；]/)
          .map(tidy)
          .filter((part) => part !== ''),
      };
    default:
      return plain.length > 1_000 ? { fault: '文字过长' } : { value: plain };
  }
}

function emptyOf(field: FieldOf): ParsedValue {
  if (field.key === 'name') return { fault: '请填写小区名称' };
  if (field.kind === 'list') return { value: [] };
  return { value: field.key === 'note' ? '' : null };
}

function parseNumber(field: FieldOf, text: string, whole: boolean, most: number): ParsedValue {
  const quantity = parseQuantity(text);
  if (!quantity || quantity.percent) return { fault: `“${text}”不是数` };
  const value = Math.round(quantity.value * (quantity.scale ?? 1) * 1e4) / 1e4;
  if (whole && !Number.isInteger(value)) return { fault: `${field.title}须为整数` };
  if (value < 0 || (!whole && value === 0)) return { fault: `${field.title}须大于 0` };
  return value > most ? { fault: `“${text}”过大` } : { value };
}

function parseDegrees(field: FieldOf, text: string): ParsedValue {
  const value = Number(compact(text).replace(/[°度]$/, ''));
  const most = field.key === 'lat' ? 90 : 180;
  return Number.isFinite(value) && Math.abs(value) <= most
    ? { value }
    : { fault: `${field.title}须为度数，例如 116.2697` };
}

function parseYear(text: string): ParsedValue {
  const digits = /^(\d{4})(?:年|[-./年]\d{1,2}.*)?$/.exec(compact(text))?.[1];
  const value = Number(digits);
  return digits && value >= 1900 && value <= 2100 ? { value } : { fault: '请填四位年份，例如 1998' };
}

function parseDay(text: string): ParsedValue {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(compact(text));
  if (!parts) return { fault: '日期请写成 1998-06-30' };
  const [, year = '', month = '', date = ''] = parts;
  try {
    return { value: String(day(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`)) };
  } catch {
    return { fault: '没有这个日期' };
  }
}

function parseChoice(field: FieldOf, text: string): ParsedValue {
  const found = field.options?.find(([option, label]) => option === text || label === text);
  const names = (field.options ?? []).map(([, label]) => label).join('、');
  return found ? { value: found[0] } : { fault: `请从“${names}”中选一项` };
}
