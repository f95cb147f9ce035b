import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import yauzl from 'yauzl';
import { pictureOf } from '../pictures/picture.ts';
import { Raster } from '../pictures/raster.ts';
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

it('holds pictures, each with a part of its own, no wider than the text', async () => {
  const raster = new Raster(40, 20, [255, 255, 255]);
  raster.line([0, 0], [39, 19], 2, [200, 0, 0]);
  raster.disc([10, 10], 3, [0, 90, 0]);
  raster.text('12', [20, 5], 1, [0, 0, 0]);
  const picture = { ...raster.png(), alt: '位置图"<1>' };
  const bytes = writeDocx([
    { kind: 'pictures', pictures: [picture], caption: '图1 位置' },
    { kind: 'table', heads: ['金额'], rows: [['1.00']], right: [0] },
    { kind: 'pictures', pictures: [picture, picture], caption: '图2' },
  ]);
  const parts = await partsOf(bytes);
  expect([...parts.keys()].filter((name) => name.startsWith('word/media/'))).toEqual([
    'word/media/image1.png',
    'word/media/image2.png',
    'word/media/image3.png',
  ]);
  const text = parts.get('word/document.xml') ?? '';
  const relations = parts.get('word/_rels/document.xml.rels') ?? '';
  for (const id of ['rId10', 'rId11', 'rId12']) {
    expect(text).toContain(`r:embed="${id}"`);
    expect(relations).toContain(`Id="${id}"`);
  }
  expect(text).toContain('descr="位置图&quot;&lt;1&gt;"');
  expect(text).toContain('<w:pStyle w:val="cellright"/>');
  const widths = [...text.matchAll(/<wp:extent cx="(\d+)"/g)].map((hit) => Number(hit[1]) / 36_000);
  expect(Math.max(...widths)).toBeLessThan(156);
  expect((widths[1] ?? 0) + (widths[2] ?? 0)).toBeLessThan(156);
});

it('knows pictures by their bytes and refuses what is none', () => {
  const png = new Raster(3, 2, [1, 2, 3]).png();
  expect(pictureOf(png.bytes)).toMatchObject({ kind: 'png', width: 3, height: 2 });
  const jpeg = Buffer.from('ffd8ffe000040000ffc0000b080010002001011100ffd9', 'hex');
  expect(pictureOf(jpeg)).toMatchObject({ kind: 'jpeg', width: 32, height: 16 });
  for (const bad of ['', 'ffd8', 'ffd8ffe00000', '89504e470d0a1a0a', 'ffd8ffda0002ffd9ffd9ffd9', '504b0304'])
    expect(pictureOf(Buffer.from(bad, 'hex'))).toBeNull();
});
