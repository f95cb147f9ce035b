import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { connectWhoPays, type WhoPaysQuestion } from '#modules/scheme/index.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { defaultLimits } from '#platform/documents/limits.ts';
import { pictureOf } from '#platform/documents/pictures/picture.ts';
import { Raster } from '#platform/documents/pictures/raster.ts';
import { XmlReader } from '#platform/documents/xlsx/xml.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertParts, insertVisitor } from '#test/support/choices.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertPicture, insertScheme } from '#test/support/schemes.ts';

let app: TestApp;
let clerk: Person;
let elsewhere: Person;
let finance: Person;
let unit: Person;
let estateId: string;
let code: string;
let scheme: Awaited<ReturnType<typeof insertScheme>>;
let pictureId: string;
const asked: WhoPaysQuestion[] = [];

beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['subdistrictClerk'], '371503001');
  elsewhere = await app.person(['subdistrictClerk'], '371503002');
  finance = await app.person(['finance']);
  unit = await app.person(['unit']);
  estateId = await insertEstate(app, { name: '花园小区', lon: 116.25, lat: 36.58 });
  await insertEstate(app, { name: '东苑小区', lon: 116.251, lat: 36.582 });
  scheme = await insertScheme(app, {
    estateIds: [estateId],
    title: '花园小区<改造>方案',
    state: 'approved',
    otherBp: 1200,
    contingencyBp: 500,
  });
  const picture = new Raster(40, 30, [200, 220, 200]).png();
  pictureId = await insertPicture(app, {
    schemeId: scheme.schemeId,
    title: '西门路面',
    bytes: picture.bytes,
  });
  await insertPicture(app, {
    schemeId: scheme.schemeId,
    title: '总平面图',
    bytes: picture.bytes,
    kind: 'drawing',
  });
  await insertPicture(app, { schemeId: scheme.schemeId, title: '不是图', bytes: Buffer.from('不是图') });
  code = await inScope(app.services.db, everyRegion, async (tx) => {
    const row = await tx
      .selectFrom('surveyEstate')
      .select('code')
      .where('id', '=', estateId)
      .executeTakeFirst();
    return row?.code ?? '';
  });
});
afterAll(async () => {
  connectWhoPays(async () => null);
  await app.close();
});

const url = (end: string) => `/api/scheme/schemes/${scheme.schemeId}/${end}`;
const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

async function partsOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  const parts = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return parts;
}

/** Reads XML to its end; throws where it is not well formed. */
function names(xml: string): string[] {
  const found: string[] = [];
  const reader = new XmlReader(
    { open: (name) => void found.push(name), close: () => undefined, text: () => undefined },
    defaultLimits,
  );
  reader.write(xml);
  reader.end();
  return found;
}

describe('方案文本', () => {
  it('.docx 拆开是合式的 XML，图有图，表有表，文字照原样', async () => {
    connectWhoPays(async () => null);
    const file = await clerk.download(url('booklet.docx'));
    expect(file.status).toBe(200);
    const parts = await partsOf(file.bytes);
    for (const [name, bytes] of parts)
      if (name.endsWith('.xml') || name.endsWith('.rels'))
        expect(names(bytes.toString()).length).toBeGreaterThan(0);
    const pictures = [...parts].filter(([name]) => name.startsWith('word/media/'));
    // the map, the photo and the drawing; what only calls itself a picture is named, not drawn
    expect(pictures.map(([, bytes]) => pictureOf(bytes)?.width)).toEqual([1200, 40, 40]);
    const text = parts.get('word/document.xml')?.toString() ?? '';
    expect(names(text).filter((name) => name === 'tbl').length).toBe(3);
    for (const words of [
      '花园小区&lt;改造&gt;方案',
      '一、基本情况',
      '加装电梯',
      '各出资方及份额待核',
      '工程费 × 12%',
    ])
      expect(text).toContain(words);
    expect(text).toContain('西门路面');
    expect((await clerk.download(url('booklet.docx'))).bytes.equals(file.bytes)).toBe(true);
  });

  it('页面与文件是同一份内容；出资方来自出资规则', async () => {
    connectWhoPays(async (_tx, question) => {
      asked.push(question);
      const amountFen = question.totalFen / 4n;
      return {
        payers: [
          { payer: 'fiscal', title: '财政', amountFen: question.totalFen - amountFen },
          { payer: 'residents', title: '居民', amountFen },
        ],
        lines: [],
        part: question.partId === null ? null : { amountFen: 1234n, why: ['按建筑面积分摊'] },
        unverified: ['居民出资比例'],
      };
    });
    const answer = await clerk.get(url('booklet'));
    const text = JSON.stringify(answer.body);
    expect(answer.status).toBe(200);
    for (const words of ['财政', '居民', '25.00%', '待核：居民出资比例', code]) expect(text).toContain(words);
    expect(asked.at(-1)).toMatchObject({ totalFen: scheme.totalFen, partId: null, estateIds: [estateId] });
    const parts = await partsOf((await finance.download(url('booklet.docx'))).bytes);
    expect(parts.get('word/document.xml')?.toString()).toContain('25.00%');
  });

  it('位置图与照片能取到；辖区外与没有受邀的单位得到没有', async () => {
    const map = await clerk.download(url('map.png'));
    expect(pictureOf(map.bytes)).toMatchObject({ kind: 'png', width: 1200 });
    expect((await clerk.download(url(`pictures/${pictureId}`))).status).toBe(200);
    expect(codeOf(await clerk.get(url(`pictures/${scheme.schemeId}`)))).toBe('scheme.document.picture');
    for (const person of [elsewhere, unit])
      for (const end of ['booklet', 'booklet.docx', 'map.png', `pictures/${pictureId}`])
        expect([end, codeOf(await person.get(url(end)))]).toEqual([end, 'scheme.review.absent']);
    const bare = await insertEstate(app, { name: '没有坐标', lon: null, lat: null });
    const { schemeId } = await insertScheme(app, { estateIds: [bare] });
    expect(codeOf(await clerk.get(`/api/scheme/schemes/${schemeId}/map.png`))).toBe('scheme.document.map');
    expect((await clerk.get(`/api/scheme/schemes/${schemeId}/booklet.docx`)).status).toBe(200);
  });
});

describe('居民页', () => {
  const page = async (address: string) => app.http.inject({ method: 'GET', url: address });

  it('公示前没有；批准后人人可看改造前后，凭卡才见自己的一份', async () => {
    const open = await page(`/r/${code}/scheme`);
    expect(open.statusCode).toBe(200);
    for (const words of ['改造前', '改造后', '道路', '差，需要改造', '请先', '财政'])
      expect(open.body).toContain(words);
    expect(open.body).not.toContain('12.34');
    expect(open.body).toContain('花园小区&lt;改造&gt;方案');
    expect((await page(`/r/${code}`)).body).toContain(`/r/${code}/scheme`);
    const [part = ''] = await insertParts(app, estateId, 1);
    const visitor = await insertVisitor(app, estateId, part);
    const own = await visitor(`/r/${code}/scheme`);
    expect(own.text).toContain('12.34 元');
    expect(own.text).toContain('按建筑面积分摊');
    expect(own.text).toContain('不产生应缴款');
    expect(asked.at(-1)?.partId).toBe(part);
    connectWhoPays(async () => null);
    expect((await visitor(`/r/${code}/scheme?large=1`)).text).toContain('待核');
  });

  it('草稿与审查中的方案居民看不到', async () => {
    const draft = await insertEstate(app, { name: '还在编制' });
    await insertScheme(app, { estateIds: [draft], state: 'submitted' });
    const hidden = await inScope(app.services.db, everyRegion, (tx) =>
      tx.selectFrom('surveyEstate').select('code').where('id', '=', draft).executeTakeFirst(),
    );
    const answer = await page(`/r/${hidden?.code}/scheme`);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('还没有公示的改造方案');
    expect((await page(`/r/${hidden?.code}`)).body).not.toContain('改造方案</h2>');
  });
});
