import { problem } from '#shared/problem.ts';
import type { ReadLimits } from '../limits.ts';
import { documentProblems } from '../problems.ts';
import { type Cell, type CellKind, type Merge, parseAddress, type Row } from '../workbook.ts';
import { serialToDay } from './dates.ts';
import type { WorkbookParts } from './parts.ts';
import { unescapeText } from './shared-strings.ts';
import type { Style } from './styles.ts';
import { attributeOf, type XmlHandler, type XmlReader } from './xml.ts';

const damaged = (what: string) => problem(documentProblems, 'documents.damaged', { what });

const keptLength = 24;
const keptAtMost = 50_000;

/** Counts what has been read of a workbook, over all its sheets. */
export type ReadCount = { cells: number; formulas: number };

type Open = {
  column: number;
  type: string;
  style: Style;
  value: string;
  inline: string;
  formula: true | false;
};

/**
 * Turns the XML of one worksheet into rows of cells that hold a value. Rows without one cost only their tag,
 * so a sheet of a million blank rows is read at the speed of the parser and fills no memory.
 */
export class SheetReader {
  readonly #parts: WorkbookParts;
  readonly #limits: ReadLimits;
  readonly #count: ReadCount;
  readonly merges: Merge[] = [];
  /** Rows complete so far; the caller takes them away between pieces. */
  rows: Row[] = [];
  #rowCount = 0;
  #row = 0;
  #column = 0;
  #cells: Cell[] = [];
  #cell: Open | null = null;
  #inData = false;
  /** The same short text of a thousand cells is kept once. */
  readonly #kept = new Map<string, string>();

  constructor(parts: WorkbookParts, limits: ReadLimits, count: ReadCount) {
    this.#parts = parts;
    this.#limits = limits;
    this.#count = count;
  }

  handler(reader: () => XmlReader): XmlHandler {
    let phonetic = false;
    let target: 'value' | 'inline' = 'value';
    return {
      open: (name, tag) => {
        if (name === 'c') this.#openCell(tag);
        else if (name === 'row') this.#openRow(tag);
        else if (name === 'v' || (name === 't' && !phonetic)) {
          target = name === 'v' ? 'value' : 'inline';
          reader().wantText = this.#cell !== null;
        } else if (name === 'f') {
          if (this.#cell) this.#cell.formula = true;
        } else if (name === 'rPh') phonetic = true;
        else if (name === 'sheetData') this.#inData = true;
        else if (name === 'mergeCell') this.#merge(attributeOf(tag, 'ref') ?? '');
      },
      close: (name) => {
        if (name === 'c') this.#closeCell();
        else if (name === 'row') this.#closeRow();
        else if (name === 'v' || name === 't') reader().wantText = false;
        else if (name === 'rPh') phonetic = false;
        else if (name === 'sheetData') this.#inData = false;
      },
      text: (text) => {
        if (this.#cell) this.#cell[target] += text;
      },
    };
  }

  #openRow(tag: string): void {
    if (!this.#inData) return;
    const stated = attributeOf(tag, 'r');
    const row = stated === undefined ? this.#row + 1 : Number(stated);
    if (!Number.isInteger(row) || row <= this.#row || row > 1_048_576) throw damaged('行号有误');
    this.#row = row;
    this.#column = 0;
    this.#cells = [];
  }

  #closeRow(): void {
    if (!this.#inData || this.#cells.length === 0) return;
    if (++this.#rowCount > this.#limits.rows)
      throw problem(documentProblems, 'documents.too-many', {
        what: '单张工作表的行数',
        limit: this.#limits.rows,
      });
    this.rows.push({ row: this.#row, cells: this.#cells });
    this.#cells = [];
  }

  #openCell(tag: string): void {
    if (!this.#inData) return;
    const address = attributeOf(tag, 'r');
    const column = address === undefined ? this.#column + 1 : (parseAddress(address)?.column ?? 0);
    if (column <= this.#column || column > 16_384) throw damaged('单元格地址有误');
    this.#column = column;
    const type = attributeOf(tag, 't') ?? 'n';
    const style = this.#parts.styles.of(attributeOf(tag, 's'));
    this.#cell = { column, type, style, value: '', inline: '', formula: false };
  }

  #closeCell(): void {
    const open = this.#cell;
    this.#cell = null;
    if (!open) return;
    const cell = this.#finish(open);
    if (!cell) return;
    if (cell.column > this.#limits.columns)
      throw problem(documentProblems, 'documents.too-many', { what: '列数', limit: this.#limits.columns });
    if (++this.#count.cells > this.#limits.cells)
      throw problem(documentProblems, 'documents.too-many', { what: '单元格数', limit: this.#limits.cells });
    if (open.formula) this.#count.formulas++;
    this.#cells.push(cell);
  }

  #finish(open: Open): Cell | null {
    const { column, type, value } = open;
    const format = open.style.format;
    if (type === 's') {
      const text = this.#parts.strings.at(Number(value));
      if (text === undefined) throw damaged('文字表有误');
      return text === '' ? null : this.#cellOf(open, 'text', text);
    }
    if (type === 'inlineStr' || type === 'str') {
      const text = this.#once(unescapeText(type === 'str' ? value : open.inline || value));
      return text === '' ? null : this.#cellOf(open, 'text', text);
    }
    // openpyxl and others write formulas without results: said, not passed over
    if (value === '') return open.formula ? this.#cellOf(open, 'error', '#未计算') : null;
    if (type === 'b') return this.#cellOf(open, 'boolean', value === '1' ? 'TRUE' : 'FALSE');
    if (type === 'e') return this.#cellOf(open, 'error', value);
    if (type === 'd')
      return { column, kind: 'date', text: value.slice(0, 10), serial: value, ...(format ? { format } : {}) };
    const day = open.style.date ? serialToDay(Number(value), this.#parts.date1904) : null;
    if (day !== null)
      return {
        column,
        kind: 'date',
        text: this.#once(day),
        serial: this.#once(value),
        ...(format ? { format } : {}),
      };
    return this.#cellOf(open, 'number', this.#once(value));
  }

  #cellOf(open: Open, kind: CellKind, text: string): Cell {
    const { column, formula } = open;
    const format = open.style.format;
    if (!formula && format === undefined) return { column, kind, text };
    return {
      column,
      kind,
      text,
      ...(formula ? { formula } : {}),
      ...(format === undefined ? {} : { format }),
    };
  }

  #once(text: string): string {
    if (text.length > keptLength) return text;
    const kept = this.#kept.get(text);
    if (kept !== undefined) return kept;
    if (this.#kept.size < keptAtMost) this.#kept.set(text, text);
    return text;
  }

  #merge(reference: string): void {
    if (this.merges.length >= this.#limits.merges)
      throw problem(documentProblems, 'documents.too-many', {
        what: '合并单元格数',
        limit: this.#limits.merges,
      });
    const [from, to] = reference.split(':').map(parseAddress);
    if (from && to) this.merges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
  }
}
