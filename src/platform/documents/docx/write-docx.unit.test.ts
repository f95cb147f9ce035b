import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import yauzl from 'yauzl';
import { writeDocx } from './write-docx.ts';

/** The texts of an archive, read by a program of somebody else's. */
async function partsOf(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    parts.set(entry.fileName, (await buffer(stream)).toString('utf8'));
  }
  return parts;
}

it('writes a paper another program reads, whatever the text holds', async () => {
  const bytes = writeDocx([
    { kind: 'title', text: '公示' },
    { kind: 'heading', text: '一、范围' },
    { kind: 'text', text: `<b>&"'\u0000\u0008\n第二行` },
    { kind: 'table', heads: ['甲', '乙'], rows: [['1', '2'], ['只有一格']], widths: [1, 3] },
    { kind: 'pageBreak' },
    { kind: 'signature', lines: ['某社区居民委员会', '2026年11月22日'] },
  ]);
  const parts = await partsOf(bytes);
  expect([...parts.keys()].sort()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'docProps/core.xml',
    'word/_rels/document.xml.rels',
    'word/document.xml',
    'word/fontTable.xml',
    'word/footer1.xml',
    'word/styles.xml',
  ]);
  const text = parts.get('word/document.xml') ?? '';
  expect(text).toContain('&lt;b&gt;&amp;&quot;');
  expect([...text].filter((sign) => sign < ' ' && sign !== '\n')).toEqual([]);
  expect(text.match(/<w:tr>/g)).toHaveLength(3);
  expect(text).toContain('某社区居民委员会');
  for (const tag of ['w:p', 'w:tc', 'w:r']) {
    const opened = text.match(new RegExp(`<${tag}(>| [^/]*>)`, 'g'))?.length;
    expect([tag, text.match(new RegExp(`</${tag}>`, 'g'))?.length]).toEqual([tag, opened]);
  }
});

it('is the same bytes for the same paper', () => {
  const paper = [{ kind: 'text', text: '同一份' }] as const;
  expect(writeDocx(paper).equals(writeDocx(paper))).toBe(true);
});
