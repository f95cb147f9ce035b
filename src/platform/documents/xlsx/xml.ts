import { problem } from '#shared/problem.ts';
import type { ReadLimits } from '../limits.ts';
import { documentProblems } from '../problems.ts';

export type XmlHandler = {
  /** `name` without its prefix; `tag` is the whole inside of the tag, for `attributeOf`. */
  readonly open: (name: string, tag: string) => void;
  readonly close: (name: string) => void;
  /** Character data between tags, entities already resolved; may come in several pieces. */
  readonly text: (text: string) => void;
};

const damaged = (what: string) => problem(documentProblems, 'documents.damaged', { what });

/**
 * Reads XML in pieces, as it is unpacked. It checks that tags nest and close, knows only the five predefined
 * entities and character references, and refuses every DOCTYPE: a workbook has none, and entity expansion
 * and outside references live there. It is narrower than a general parser and several times as fast
 * (`bench/read-xlsx.ts`).
 * @throws Problem documents.damaged, documents.xml-forbidden, documents.bomb
 */
export class XmlReader {
  readonly #handler: XmlHandler;
  readonly #limits: ReadLimits;
  readonly #stack: string[] = [];
  #rest = '';
  #rootSeen = false;
  /** Whether `open`ed text is wanted; text outside a wanted element is skipped unread. */
  wantText = false;

  constructor(handler: XmlHandler, limits: ReadLimits) {
    this.#handler = handler;
    this.#limits = limits;
  }

  write(piece: string): void {
    const xml = this.#rest === '' ? piece : this.#rest + piece;
    let at = 0;
    while (at < xml.length) {
      const next = xml.charCodeAt(at) === 60 ? this.#tag(xml, at) : this.#text(xml, at);
      if (next < 0) break;
      at = next;
    }
    this.#rest = at === 0 ? xml : xml.slice(at);
    if (this.#rest.length > this.#limits.xmlTokenLength)
      throw problem(documentProblems, 'documents.bomb', { what: '单个内容过长' });
  }

  /** To be called after the last piece. */
  end(): void {
    if (this.#rest.trim() !== '' || this.#stack.length > 0 || !this.#rootSeen) throw damaged('XML 不完整');
  }

  #text(xml: string, at: number): number {
    const end = xml.indexOf('<', at);
    if (end < 0) return -1;
    if (this.#stack.length === 0) {
      if (
        xml
          .slice(at, end)
          .replace(/^\uFEFF/, '')
          .trim() !== ''
      )
        throw damaged('标签之外有文字');
    } else if (this.wantText) this.#handler.text(decodeEntities(xml.slice(at, end)));
    return end;
  }

  #tag(xml: string, at: number): number {
    const mark = xml.charCodeAt(at + 1);
    if (Number.isNaN(mark)) return -1;
    if (mark === 33) return this.#declaration(xml, at);
    if (mark === 63) return after(xml, '?>', at + 2);
    const end = tagEnd(xml, at + 1);
    if (end < 0) return -1;
    if (mark === 47) this.#close(xml.slice(at + 2, end));
    else this.#open(xml, at + 1, end);
    return end + 1;
  }

  #open(xml: string, start: number, end: number): void {
    const alone = xml.charCodeAt(end - 1) === 47;
    const tag = xml.slice(start, alone ? end - 1 : end);
    const full = tagName(tag);
    if (this.#stack.length === 0) {
      if (this.#rootSeen) throw damaged('XML 有多个根元素');
      this.#rootSeen = true;
    }
    const name = withoutPrefix(full);
    this.#handler.open(name, tag);
    if (alone) this.#handler.close(name);
    else if (this.#stack.push(full) > this.#limits.xmlDepth)
      throw problem(documentProblems, 'documents.bomb', { what: 'XML 嵌套过深' });
  }

  #close(raw: string): void {
    const full = raw.trimEnd();
    if (this.#stack.pop() !== full) throw damaged('XML 标签不配对');
    this.#handler.close(withoutPrefix(full));
  }

  #declaration(xml: string, at: number): number {
    if (xml.startsWith('<!--', at)) return after(xml, '-->', at + 4);
    if (xml.startsWith('<![CDATA[', at)) {
      const end = xml.indexOf(']]>', at + 9);
      if (end < 0) return -1;
      if (this.#stack.length === 0) throw damaged('标签之外有文字');
      if (this.wantText) this.#handler.text(xml.slice(at + 9, end));
      return end + 3;
    }
    if (xml.length - at < 9) return -1;
    throw problem(documentProblems, 'documents.xml-forbidden');
  }
}

function after(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  return end < 0 ? -1 : end + mark.length;
}

/** Index of the `>` that ends the tag; a `>` inside an attribute's quotes does not. */
function tagEnd(xml: string, from: number): number {
  let quote = 0;
  for (let i = from; i < xml.length; i++) {
    const code = xml.charCodeAt(i);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return i;
    else if (code === 34 || code === 39) quote = code;
    else if (code === 60) throw damaged('XML 标签不完整');
  }
  return -1;
}

function tagName(tag: string): string {
  let i = 0;
  while (i < tag.length && tag.charCodeAt(i) > 32) i++;
  if (i === 0) throw damaged('XML 标签没有名称');
  return i === tag.length ? tag : tag.slice(0, i);
}

function withoutPrefix(full: string): string {
  const colon = full.indexOf(':');
  return colon < 0 ? full : full.slice(colon + 1);
}

const slowAttribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The value of an attribute by its full name (`r:id`), entities resolved; undefined when absent. */
export function attributeOf(tag: string, name: string): string | undefined {
  let at = tag.indexOf(name, 1);
  while (at > 0) {
    const before = tag.charCodeAt(at - 1);
    const end = at + name.length;
    if (before <= 32 && tag.charCodeAt(end) === 61) {
      const quote = tag[end + 1];
      const close = quote === '"' || quote === "'" ? tag.indexOf(quote, end + 2) : -1;
      if (close > 0) return decodeEntities(tag.slice(end + 2, close));
    }
    if (before <= 32 && tag.charCodeAt(end) <= 32) return spacedAttribute(tag, name);
    at = tag.indexOf(name, end);
  }
  return undefined;
}

/** As `attributeOf`, for the rare writer that puts spaces around the equals sign. */
function spacedAttribute(tag: string, name: string): string | undefined {
  for (const [, key, double, single] of tag.matchAll(slowAttribute))
    if (key === name) return decodeEntities(double ?? single ?? '');
  return undefined;
}

/** The value of an attribute whatever its prefix, for example `id` of `r:id`. */
export function attributeOfAnyPrefix(tag: string, name: string): string | undefined {
  for (const [, key, double, single] of tag.matchAll(slowAttribute))
    if (key?.endsWith(`:${name}`)) return decodeEntities(double ?? single ?? '');
  return undefined;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Resolves the predefined entities and character references; any other is damage, never looked up. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,12});?/g, (_, name: string) => {
    const known = named[name];
    if (known !== undefined) return known;
    const number = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(name);
    const code = number ? Number.parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10) : Number.NaN;
    if (!(code > 0 && code <= 0x10ffff)) throw problem(documentProblems, 'documents.xml-forbidden');
    return String.fromCodePoint(code);
  });
}
