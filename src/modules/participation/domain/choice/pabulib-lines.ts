/** A file that is not Pabulib, or says what cannot be: the line (from 1) and the reason in Chinese. */
export class PabulibFault extends Error {
  readonly line: number;
  constructor(line: number, reason: string) {
    super(reason);
    this.name = 'PabulibFault';
    this.line = line;
  }
}

/** One record: its fields, and the number of the line it begins on. */
export type PabulibRecord = { readonly line: number; readonly fields: readonly string[] };

/** Where a quoted field ends: at a quote that is not doubled. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return -1;
}

/** The end of the line that begins at `from`: CR, LF, or both. */
function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  const end = feed < 0 ? text.length : feed;
  const back = text.indexOf('\r', from);
  return back >= 0 && back < end ? back : end;
}

/**
 * Splits a file into records with `;` between fields. A field that begins with a quote ends at the next single quote and may
 * hold separators and line breaks; a quote elsewhere is an ordinary character. Lines of nothing but separators are skipped.
 * @throws PabulibFault on a quote that is never closed
 */
export function* pabulibRecords(text: string): Generator<PabulibRecord> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  let carriage = text.indexOf('\r') >= 0;
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const end = carriage ? lineEnd(text, at) : feed < 0 ? text.length : feed;
    if (carriage && text.indexOf('\r', at) < 0) carriage = false;
    const plain = text.slice(at, end);
    if (!plain.includes('"')) {
      if (/[^;\s]/.test(plain)) yield { line, fields: plain.split(';') };
      at = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
      line += 1;
      continue;
    }
    const record = quotedRecord(text, at, line);
    if (record.fields.some((field) => field.trim() !== '')) yield { line, fields: record.fields };
    at = record.next;
    line = record.nextLine;
  }
}

function quotedRecord(text: string, from: number, line: number) {
  const fields: string[] = [];
  let at = from;
  let breaks = 0;
  for (;;) {
    let own = '';
    let skip = at;
    while (text[skip] === ' ') skip += 1;
    if (text[skip] === '"') {
      const close = closingQuote(text, skip + 1);
      if (close < 0) throw new PabulibFault(line, '引号没有结束');
      own = text.slice(skip + 1, close).replaceAll('""', '"');
      breaks += own.split(/\r\n|\r|\n/).length - 1;
      at = close + 1;
    }
    const end = lineEnd(text, at);
    const separator = text.indexOf(';', at);
    const stop = separator >= 0 && separator < end ? separator : end;
    fields.push(own + text.slice(at, stop));
    at = stop + 1;
    if (stop === end) {
      const next = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
      return { fields, next, nextLine: line + breaks + 1 };
    }
  }
}
