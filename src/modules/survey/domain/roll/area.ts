import { compact } from '../text.ts';

export type ReadArea = { readonly cm2: number; readonly approximate: boolean };

const unit = /^(?:m2|m²|平方米|平米|平方|平|方)?(?:左右)?$/i;
/** A million ㎡: no exclusive part is larger. */
const largest = 10_000_000_000;

/**
 * An area as written (`89.5`, `８９．５㎡`, `1,089.50平方米`, `约90平`) in cm², rounded half up to whole ones; null when it
 * is none. Read digit by digit: no float comes in between.
 */
export function readArea(text: string): ReadArea | null {
  const plain = compact(text).replace(/^'+/, '');
  const [, about = '', sign = '', whole = '', fraction = '', rest = ''] =
    /^(约|大约|大概)?(-?)(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d*))?(.*)$/.exec(plain) ?? [];
  if (whole === '' || !unit.test(rest)) return null;
  const padded = fraction.padEnd(5, '0');
  const up = Number(padded[4]) >= 5 ? 1 : 0;
  const cm2 = Number(whole.replaceAll(',', '')) * 10_000 + Number(padded.slice(0, 4)) + up;
  if (cm2 > largest) return null;
  return { cm2: sign === '-' ? -cm2 : cm2, approximate: about !== '' || rest.endsWith('左右') };
}

/** cm² as ㎡ for people: two decimals, four where there are more. */
export function areaText(cm2: number): string {
  const m2 = cm2 / 10_000;
  return cm2 % 100 === 0 ? m2.toFixed(2) : m2.toFixed(4);
}
