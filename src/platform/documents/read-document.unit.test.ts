import { describe, expect, test } from 'vitest';
import { Problem } from '#shared/problem.ts';
import { workbookOf, workbookParts, zipOf } from '#test/support/zip.ts';
import { defaultLimits } from './limits.ts';
import { readDocument } from './read-document.ts';
import type { Workbook } from './workbook.ts';

const row = (cells: string) => `<sheetData><row r="1">${cells}</row></sheetData>`;
const read = (bytes: Buffer, name = 'a.xlsx') => readDocument(bytes, name);
const cellsOf = (workbook: Workbook) => workbook.sheets[0]?.rows[0]?.cells;

async function refusal(bytes: Buffer, name = 'a.xlsx', limits = defaultLimits): Promise<string> {
  try {
    await readDocument(bytes, name, limits);
  } catch (fault) {
    if (fault instanceof Problem) return fault.code;
    throw fault;
  }
  return 'read';
}

test('a file of nothing but separators is refused before it costs time', async () => {
  const limits = { ...defaultLimits, cells: 1_000 };
  const text = `序号,小区名称\n${`${','.repeat(99)}\n`.repeat(50)}`;
  expect(await refusal(Buffer.from(text), 'a.csv', limits)).toBe('documents.too-many');
});

test('a quote that nobody closes is refused with its line: it would swallow the rows below', async () => {
  const text = '序号,小区名称\n1,"幸福\n小区"\n2,"未闭合\n3,光明\n';
  expect(await refusal(Buffer.from(text), 'a.csv')).toBe('documents.csv-quote');
  const closed = await read(Buffer.from('序号,小区名称\n1,"幸福\n小区"\n2,光明\n'), 'a.csv');
  expect(closed.sheets[0]?.rows).toHaveLength(3);
});

describe('workbooks of different programs', () => {
  test('shared, inline and rich strings; phonetic runs, escapes and entities', async () => {
    const strings =
      '<sst><si><t>小区</t></si><si><r><t>甲</t></r><r><t xml:space="preserve"> 园</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></si></sst>';
    const sheet = row(
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>a&amp;b_x000D_&#x4E2D;</t></is></c><c r="E1" t="str"><f>1+1</f><v>二</v></c>',
    );
    const workbook = await read(workbookOf(sheet, { 'xl/sharedStrings.xml': strings }));
    expect(cellsOf(workbook)?.map((cell) => [cell.column, cell.text])).toEqual([
      [1, '小区'],
      [2, '甲 园'],
      [3, 'a&b\r中'],
      [5, '二'],
    ]);
    expect(cellsOf(workbook)?.[3]?.formula).toBe(true);
    expect(workbook.notes).toEqual(['有 1 个单元格是公式，按其已存的结果读取。']);
  });
  test('prefixed elements, single quotes, no addresses, comments and CDATA', async () => {
    const sheet = Buffer.from(
      "<?xml version='1.0'?><!-- by hand --><x:worksheet xmlns:x='m'><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t='inlineStr'><x:is><x:t><![CDATA[<甲>]]></x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>",
    );
    expect(cellsOf(await read(workbookOf(sheet)))).toMatchObject([
      { column: 1, kind: 'number', text: '1' },
      { column: 2, kind: 'text', text: '<甲>' },
    ]);
  });
  test('dates by number format, in both date systems; a percentage keeps its format', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="#,##0.00&quot;day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/></cellXfs></styleSheet>';
    const sheet = row(
      '<c r="A1" s="1"><v>35976</v></c><c r="B1" s="2"><v>35976.5</v></c><c r="C1" s="3"><v>0.85</v></c><c r="D1" s="4"><v>35976</v></c><c r="E1" s="1"><v>1</v></c>',
    );
    const texts = async (more: Record<string, string>) =>
      cellsOf(await read(workbookOf(sheet, { 'xl/styles.xml': styles, ...more })))?.map((cell) => cell.text);
    expect(await texts({})).toEqual(['1998-06-30', '1998-06-30', '0.85', '35976', '1900-01-01']);
    const part = workbookParts('').find(({ name }) => name === 'xl/workbook.xml')?.data ?? '';
    const date1904 = String(part).replace('<sheets>', '<workbookPr date1904="1"/><sheets>');
    expect((await texts({ 'xl/workbook.xml': date1904 }))?.[0]).toBe('2002-07-01');
  });
  test('a formula without a stored result is an error value, not a blank', async () => {
    const workbook = await read(
      workbookOf(row('<c r="A1"><f>SUM(B1:B9)</f><v></v></c><c r="B1"><f>B2</f></c>')),
    );
    expect(cellsOf(workbook)).toMatchObject([
      { kind: 'error', formula: true },
      { kind: 'error', formula: true },
    ]);
  });
  test('merges, hidden sheets, errors and truth values', async () => {
    const sheet = `${row('<c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1" s="0"/>')}<mergeCells><mergeCell ref="A1:B2"/></mergeCells>`;
    const part = workbookParts('').find(({ name }) => name === 'xl/workbook.xml')?.data ?? '';
    const workbook = await read(
      workbookOf(sheet, { 'xl/workbook.xml': String(part).replace('sheetId', 'state="hidden" sheetId') }),
    );
    expect(cellsOf(workbook)).toMatchObject([
      { kind: 'boolean', text: 'TRUE' },
      { kind: 'error', text: '#REF!' },
    ]);
    expect(workbook.sheets[0]).toMatchObject({
      hidden: true,
      merges: [{ top: 1, left: 1, bottom: 2, right: 2 }],
    });
  });
});

describe('text files', () => {
  const text = (workbook: Workbook) =>
    workbook.sheets[0]?.rows.map((each) => each.cells.map((cell) => cell.text));
  const gb = Buffer.from('d0a1c7f82cbba7cafd0ac0cfd4ba2c3132300a', 'hex');
  test.each([
    ['UTF-8', Buffer.from('小区,户数\n老院,120\n')],
    ['UTF-8 with mark', Buffer.from('\ufeff小区,户数\r\n老院,120')],
    ['GB18030', gb],
    ['semicolons', Buffer.from('小区;户数\n老院;120')],
    ['tabs', Buffer.from('小区\t户数\n老院\t120')],
    ['UTF-16', Buffer.from('\ufeff小区\t户数\n老院\t120', 'utf16le')],
  ])('%s', async (_, bytes) =>
    expect(text(await read(bytes, 'a.csv'))).toEqual([
      ['小区', '户数'],
      ['老院', '120'],
    ]),
  );
  test('quotes, line breaks inside them, and ="0012"', async () => {
    const bytes = Buffer.from('a,"x ""y""\nz",="0012"\n,,b');
    expect(text(await read(bytes, 'a.csv'))).toEqual([['a', 'x "y"\nz', '0012'], ['b']]);
  });
  test('blank lines count as rows; a line without end and endless commas are refused', async () => {
    const workbook = await read(Buffer.from('a,b\n\n\r\nc'), 'a.csv');
    expect(workbook.sheets[0]?.rows.map((each) => each.row)).toEqual([1, 4]);
    expect(await refusal(Buffer.alloc(3_000_000, 'a'), 'a.csv')).toBe('documents.bomb');
    expect(await refusal(Buffer.alloc(3_000_000, '"'), 'a.csv')).toBe('documents.bomb');
    expect(await refusal(Buffer.alloc(3_000_000, ','), 'a.csv')).toBe('documents.too-many');
    expect(await refusal(Buffer.alloc(3_000_000, '\n'), 'a.csv')).toBe('documents.empty');
  });
  test('bytes in no known encoding are refused', async () => {
    expect(await refusal(Buffer.from([0x61, 0xff, 0xff, 0x2c, 0x80]), 'a.csv')).toBe('documents.encoding');
  });
});

describe('hostile and mistaken files', () => {
  const cell = '<c r="A1"><v>1</v></c>';
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  test.each([
    ['nothing', Buffer.alloc(0), 'documents.empty'],
    ['.xls', Buffer.concat([ole, Buffer.alloc(600)]), 'documents.xls'],
    ['a password', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]), 'documents.encrypted'],
    ['a web page named .xlsx', Buffer.from('<html><table></table></html>'), 'documents.web-page'],
    ['a picture named .xlsx', Buffer.from('89504e470d0a1a0a', 'hex'), 'documents.not-a-workbook'],
    ['a zip of something else', zipOf([{ name: 'a.txt', data: 'x' }]), 'documents.not-a-workbook'],
    ['a truncated zip', workbookOf(row(cell)).subarray(0, 700), 'documents.damaged'],
    ['macros under the name .xlsx', workbookOf(row(cell), { 'xl/vbaProject.bin': 'x' }), 'documents.macros'],
    ['a binary workbook', workbookOf(row(cell), { 'xl/workbook.bin': 'x' }), 'documents.xlsb'],
    [
      'names that climb',
      zipOf([{ name: '../../etc/passwd', data: 'x' }, ...workbookParts(row(cell))]),
      'documents.name-unsafe',
    ],
    [
      'an entry twice',
      zipOf([...workbookParts(row(cell)), ...workbookParts(row(cell))]),
      'documents.damaged',
    ],
    [
      'an encrypted entry',
      zipOf(workbookParts(row(cell)).map((part) => ({ ...part, flags: 0x0801 }))),
      'documents.encrypted',
    ],
    [
      'a DOCTYPE',
      workbookOf(Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')),
      'documents.xml-forbidden',
    ],
    ['an unknown entity', workbookOf(row('<c r="A1" t="str"><v>&b;</v></c>')), 'documents.xml-forbidden'],
    ['tags that do not nest', workbookOf('<sheetData></worksheet>'), 'documents.damaged'],
    ['XML that stops', workbookOf(Buffer.from('<worksheet><sheetData>')), 'documents.damaged'],
    ['deep XML', workbookOf('<a>'.repeat(100) + '</a>'.repeat(100)), 'documents.bomb'],
    ['a column beyond the limit', workbookOf(row('<c r="ZZ1"><v>1</v></c>')), 'documents.too-many'],
    ['rows out of order', workbookOf('<sheetData><row r="2"/><row r="1"/></sheetData>'), 'documents.damaged'],
  ])('%s', async (_, bytes, code) => expect(await refusal(bytes)).toBe(code));

  test('60 MB, by its size alone', async () => {
    expect(await refusal(Buffer.alloc(60 * 1024 * 1024))).toBe('documents.too-large');
  });
  test('a bomb is refused by what its directory says, and one whose directory lies while it unpacks', async () => {
    const large = Buffer.alloc(160 * 1024 * 1024, 0x20);
    expect(await refusal(workbookOf(large))).toBe('documents.bomb');
    const lying = workbookParts(Buffer.alloc(1024 * 1024, 0x20)).map((part) => ({
      ...part,
      statedSize: 1000,
    }));
    expect(await refusal(zipOf(lying))).toBe('documents.damaged');
  });
  test('a single text without end', async () => {
    expect(await refusal(workbookOf(row(`<c r="A1" t="str"><v>${'a'.repeat(3_000_000)}</v></c>`)))).toBe(
      'documents.bomb',
    );
  });
  test('limits on rows and cells count only what holds a value', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c></row>`,
    );
    const bytes = workbookOf(`<sheetData>${rows.join('')}</sheetData>`);
    expect(await refusal(bytes, 'a.xlsx', { ...defaultLimits, rows: 20 })).toBe('read');
    expect(await refusal(bytes, 'a.xlsx', { ...defaultLimits, rows: 19 })).toBe('documents.too-many');
    expect(await refusal(bytes, 'a.xlsx', { ...defaultLimits, cells: 19 })).toBe('documents.too-many');
  });
  test('a million blank rows are read as none', async () => {
    const rows = Array.from(
      { length: 1_000_000 },
      (_, i) => `<row r="${i + 2}" spans="1:5" ht="14.25"/>`,
    ).join('');
    const workbook = await read(workbookOf(`<sheetData><row r="1">${cell}</row>${rows}</sheetData>`));
    expect(workbook.sheets[0]?.rows).toHaveLength(1);
  });
  test('links to other files are passed over and said so', async () => {
    const workbook = await read(
      workbookOf(row(cell), { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' }),
    );
    expect(workbook.notes).toHaveLength(1);
  });
});
