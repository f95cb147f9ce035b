import { problem } from '#shared/problem.ts';
import type { ReadLimits } from '../limits.ts';
import { documentProblems } from '../problems.ts';
import type { Archive } from './archive.ts';
import { SharedStrings } from './shared-strings.ts';
import { StyleTable } from './styles.ts';
import { attributeOf, attributeOfAnyPrefix, type XmlHandler, XmlReader } from './xml.ts';

export type SheetPart = { readonly name: string; readonly hidden: boolean; readonly path: string };

/** Everything of a workbook but its sheets' cells. */
export type WorkbookParts = {
  readonly sheets: readonly SheetPart[];
  readonly date1904: boolean;
  readonly styles: StyleTable;
  readonly strings: SharedStrings;
  readonly notes: readonly string[];
};

type Relation = { readonly type: string; readonly path: string };

/** Feeds one part of the archive through a handler. */
export async function readPart(
  archive: Archive,
  path: string,
  limits: ReadLimits,
  handler: (reader: () => XmlReader) => XmlHandler,
): Promise<void> {
  const reader: XmlReader = new XmlReader(
    handler(() => reader),
    limits,
  );
  for await (const piece of archive.text(path)) reader.write(piece);
  reader.end();
}

/** Resolves a relation's target against the folder of the part that names it. */
function resolvePath(base: string, target: string): string {
  const steps = target.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

async function relationsOf(
  archive: Archive,
  part: string,
  limits: ReadLimits,
): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>();
  const cut = part.lastIndexOf('/') + 1;
  const path = `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`;
  if (!archive.has(path)) return found;
  await readPart(archive, path, limits, () => ({
    open: (name, tag) => {
      if (name !== 'Relationship' || attributeOf(tag, 'TargetMode') === 'External') return;
      const type = (attributeOf(tag, 'Type') ?? '').replace(/^.*\//, '');
      found.set(attributeOf(tag, 'Id') ?? '', {
        type,
        path: resolvePath(part, attributeOf(tag, 'Target') ?? ''),
      });
    },
    close: () => undefined,
    text: () => undefined,
  }));
  return found;
}

function refuseByName(archive: Archive): void {
  const holds = (pattern: RegExp) => archive.names.some((name) => pattern.test(name));
  if (holds(/(^|\/)vbaproject[^/]*\.bin$|(^|\/)macrosheets\//))
    throw problem(documentProblems, 'documents.macros');
  if (holds(/^xl\/workbook\.bin$/)) throw problem(documentProblems, 'documents.xlsb');
  if (archive.has('content.xml') && archive.has('mimetype')) throw problem(documentProblems, 'documents.ods');
}

/**
 * Reads the parts around the sheets: which sheets there are, shared strings, number formats, date system.
 * @throws Problem documents.macros, documents.xlsb, documents.ods, documents.not-a-workbook, documents.no-sheet
 */
export async function readParts(archive: Archive, limits: ReadLimits): Promise<WorkbookParts> {
  refuseByName(archive);
  const root = await relationsOf(archive, '', limits);
  const main =
    [...root.values()].find((relation) => relation.type === 'officeDocument')?.path ?? 'xl/workbook.xml';
  if (!archive.has(main) || !/workbook/i.test(main))
    throw problem(documentProblems, 'documents.not-a-workbook');
  const relations = await relationsOf(archive, main, limits);
  const sheets: SheetPart[] = [];
  let date1904 = false;
  await readPart(archive, main, limits, () => ({
    open: (name, tag) => {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributeOf(tag, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const relation = relations.get(attributeOfAnyPrefix(tag, 'id') ?? '');
      if (relation?.type !== 'worksheet' || !archive.has(relation.path)) return;
      const hidden = /hidden/i.test(attributeOf(tag, 'state') ?? '');
      sheets.push({ name: attributeOf(tag, 'name') ?? '', hidden, path: relation.path });
    },
    close: () => undefined,
    text: () => undefined,
  }));
  if (sheets.length === 0) throw problem(documentProblems, 'documents.no-sheet');
  if (sheets.length > limits.sheets)
    throw problem(documentProblems, 'documents.too-many', { what: '工作表数', limit: limits.sheets });
  const byType = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.path;
  const styles = new StyleTable();
  const stylePath = byType('styles');
  if (stylePath && archive.has(stylePath)) await readPart(archive, stylePath, limits, () => styles.handler());
  const strings = new SharedStrings(limits);
  const stringPath = byType('sharedStrings');
  if (stringPath && archive.has(stringPath))
    await readPart(archive, stringPath, limits, (reader) => strings.handler(reader));
  const linked = archive.names.some((name) => name.startsWith('xl/externallinks/'));
  const notes = linked ? ['工作簿引用了其他文件，引用已忽略，只读取表内已存的数值。'] : [];
  return { sheets, date1904, styles, strings, notes };
}
