import { problem } from '#shared/problem.ts';
import type { ReadLimits } from '../limits.ts';
import { documentProblems } from '../problems.ts';
import type { XmlHandler, XmlReader } from './xml.ts';

/** `_x000D_` stands for a control character in a string (ECMA-376 22.4.2.4). */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

/** The workbook's table of strings; rich text is joined, phonetic runs are left out. */
export class SharedStrings {
  readonly #limits: ReadLimits;
  readonly #strings: string[] = [];
  #length = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  handler(reader: () => XmlReader): XmlHandler {
    let text = '';
    let phonetic = false;
    return {
      open: (name) => {
        if (name === 'si') text = '';
        else if (name === 'rPh') phonetic = true;
        else if (name === 't') reader().wantText = !phonetic;
      },
      close: (name) => {
        if (name === 'rPh') phonetic = false;
        else if (name === 't') reader().wantText = false;
        else if (name === 'si') this.#add(unescapeText(text));
      },
      text: (piece) => {
        text += piece;
      },
    };
  }

  #add(text: string): void {
    this.#length += text.length + 8;
    if (this.#length > this.#limits.sharedStringLength)
      throw problem(documentProblems, 'documents.bomb', { what: '文字过多' });
    this.#strings.push(text);
  }

  /** The string of that number; undefined when the table has no such string. */
  at(index: number): string | undefined {
    return this.#strings[index];
  }
}
