import { buffer } from 'node:stream/consumers';
import { estateSummaries } from '#modules/survey/index.ts';
import { type DocxBlock, docxType, writeDocx } from '#platform/documents/docx/write-docx.ts';
import { type Picture, pictureOf } from '#platform/documents/pictures/picture.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { bookletOf } from '../../domain/documents/booklet.ts';
import type { BookletBlock } from '../../domain/documents/booklet-facts.ts';
import { documentProblems } from '../../problems-documents.ts';
import { standingOf } from '../reviews/standing.ts';
import { bookletFacts, estateFacts, pictureRows, type SchemeEstate } from './facts.query.ts';
import { sketchMap } from './sketch-map.ts';

/** A paper somebody can still send by mail: pictures beyond it are named, not drawn. */
const pictureBudget = 40 * 1024 * 1024;

export async function showBooklet(ctx: Ctx, input: { id: string }) {
  const { facts, estates } = await bookletFacts(ctx, input.id);
  const { sections, signature, ...booklet } = bookletOf(facts);
  return {
    ...booklet,
    schemeId: input.id,
    sections: sections.map(({ heading, blocks }) => ({ heading, blocks: blocks.map(mutable) })),
    signature: [...signature],
    estates: estates.map(({ name, code }) => ({ name, code })),
  };
}

/** The same block in arrays the contract may own. */
const mutable = (block: BookletBlock) => {
  if (block.kind === 'table')
    return {
      ...block,
      heads: [...block.heads],
      rows: block.rows.map((row) => [...row]),
      ...{ widths: [...block.widths], right: [...block.right] },
    };
  return block.kind === 'pictures' ? { ...block, ids: [...block.ids] } : block;
};

/** Where the estates lie, among their neighbours within about three kilometres. */
async function mapOf(ctx: Ctx, estates: readonly SchemeEstate[]): Promise<Picture | null> {
  const at = ({ lon, lat }: { lon: number | null; lat: number | null }) =>
    lon === null || lat === null ? null : { lon, lat };
  const own = new Set(estates.map((one) => one.id));
  const region = estates[0]?.regionCode.slice(0, 9) ?? '';
  const others = (await estateSummaries(ctx, { region })).filter((one) => !own.has(one.id));
  return sketchMap(
    estates.map(at),
    others.map(at).filter((one) => one !== null),
  );
}

async function picturesOf(ctx: Ctx, schemeId: string): Promise<ReadonlyMap<string, Picture>> {
  const { photos, drawings } = await pictureRows(ctx, schemeId);
  const found = new Map<string, Picture>();
  let left = pictureBudget;
  for (const row of [...photos, ...drawings]) {
    left -= Number(row.sizeBytes);
    if (left < 0) break;
    const picture = pictureOf(await buffer(ctx.files.open(row.sha256)));
    if (picture) found.set(row.id, picture);
  }
  return found;
}

function docxBlocks(
  block: BookletBlock,
  map: Picture | null,
  pictures: ReadonlyMap<string, Picture>,
): DocxBlock[] {
  switch (block.kind) {
    case 'text':
      return [block];
    case 'table':
      return [{ kind: 'text', style: 'above', text: block.caption }, block];
    case 'map':
      return map
        ? [{ kind: 'pictures', pictures: [{ ...map, alt: '位置示意图' }], caption: block.caption }]
        : [{ kind: 'text', text: block.caption }];
    case 'pictures': {
      const own = block.ids.flatMap((id) => pictures.get(id) ?? []);
      if (own.length === 0) return [{ kind: 'text', style: 'small', text: `${block.caption}（图片另附）` }];
      const alt = block.caption;
      return [
        { kind: 'pictures', pictures: own.map((one) => ({ ...one, alt })), caption: alt, heightMm: 75 },
      ];
    }
  }
}

/** The scheme booklet as an A4 .docx after GB/T 9704: title, levels 一、, tables, map, photos, signature, page numbers. */
export async function bookletDocx(ctx: Ctx, input: { id: string }): Promise<Download> {
  const { facts, estates, standing } = await bookletFacts(ctx, input.id);
  const booklet = bookletOf(facts);
  const map = await mapOf(ctx, estates);
  const pictures = await picturesOf(ctx, input.id);
  const blocks: DocxBlock[] = [
    { kind: 'title', text: booklet.title },
    ...(booklet.standing
      ? [{ kind: 'text' as const, style: 'centre' as const, text: booklet.standing }]
      : []),
    ...booklet.sections.flatMap(({ heading, blocks: own }): DocxBlock[] => [
      ...(heading.startsWith('附件') ? [{ kind: 'pageBreak' as const }] : []),
      { kind: 'heading', text: heading },
      ...own.flatMap((block) => docxBlocks(block, map, pictures)),
    ]),
    { kind: 'signature', lines: booklet.signature },
    { kind: 'text', style: 'small', text: booklet.small },
  ];
  return {
    name: `${booklet.title}（第${standing.version.number}版）.docx`,
    mediaType: docxType,
    body: writeDocx(blocks, { title: booklet.title }),
  };
}

export async function mapPicture(ctx: Ctx, input: { id: string }): Promise<Download> {
  await standingOf(ctx, input.id);
  const map = await mapOf(ctx, await estateFacts(ctx, input.id));
  if (!map) throw problem(documentProblems, 'scheme.document.map');
  return { name: '位置示意图.png', mediaType: 'image/png', body: map.bytes };
}

/** One picture of the booklet, for the page that is printed. */
export async function schemePicture(ctx: Ctx, input: { id: string; file: string }): Promise<Download> {
  await standingOf(ctx, input.id);
  const { photos, drawings } = await pictureRows(ctx, input.id);
  const row = [...photos, ...drawings].find((one) => one.id === input.file);
  if (!row) throw problem(documentProblems, 'scheme.document.picture');
  return { name: row.name, mediaType: row.mediaType, body: ctx.files.open(row.sha256) };
}
