import { attributeOf, type XmlHandler } from './xml.ts';

/** What a cell's style says about its number: its format, and whether that makes it a date. */
export type Style = { readonly format: string | undefined; readonly date: boolean };

const plain: Style = { format: undefined, date: false };

/** Number formats every program knows by number alone (ECMA-376 18.8.30); those that are dates or percentages. */
const builtIn: ReadonlyMap<number, string> = new Map([
  [9, '0%'],
  [10, '0.00%'],
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id): [number, string] => [
    id,
    'yyyy-mm-dd',
  ]),
]);

/** Whether a number format shows a calendar date: a year or a day once quoted text and colours are removed. */
export const isDateFormat = (format: string): boolean =>
  /[yde]/i.test(
    format
      .replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '')
      .replace(/general/gi, '')
      .replace(/[0#?.]+E[+-][0#?]+/gi, ''),
  ) || /m{1,5}月/.test(format.replace(/"/g, ''));

/** Collects `xl/styles.xml`; `of(index)` answers for the style number of a cell. */
export class StyleTable {
  readonly #custom = new Map<number, string>();
  readonly #styles: Style[] = [];
  #inCellFormats = false;

  handler(): XmlHandler {
    return {
      open: (name: string, tag: string) => {
        if (name === 'numFmt')
          this.#custom.set(Number(attributeOf(tag, 'numFmtId')), attributeOf(tag, 'formatCode') ?? '');
        else if (name === 'cellXfs') this.#inCellFormats = true;
        else if (name === 'xf' && this.#inCellFormats)
          this.#styles.push(this.#style(Number(attributeOf(tag, 'numFmtId') ?? 0)));
      },
      close: (name: string) => {
        if (name === 'cellXfs') this.#inCellFormats = false;
      },
      text: () => undefined,
    };
  }

  #style(id: number): Style {
    const format = this.#custom.get(id) ?? builtIn.get(id);
    if (format === undefined || /^general$/i.test(format)) return plain;
    return { format, date: isDateFormat(format) };
  }

  of(index: string | undefined): Style {
    return (index === undefined ? this.#styles[0] : this.#styles[Number(index)]) ?? plain;
  }
}
