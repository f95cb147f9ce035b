import type { Picture } from '../pictures/picture.ts';
import { parts, pictureRelation } from './parts.ts';
import { zipTexts } from './zip.ts';

/** A piece of a printed paper, from top to bottom; looks after GB/T 9704: 标题 2号小标宋, 正文 3号仿宋, 一级 黑体. */
export type DocxBlock =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  /**
   * Line breaks in the text begin new paragraphs; the first line is indented as Chinese papers are. `plain`: not
   * indented; `small`: 小四号, not indented; `centre`: below a title; `above`: what a table is, kept
   * with it.
   */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly style?: 'body' | 'plain' | 'small' | 'centre' | 'above';
    }
  | {
      readonly kind: 'table';
      readonly heads: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Shares of the width, one per column; equal where absent. */
      readonly widths?: readonly number[];
      /** Columns of amounts, set to the right, by place. */
      readonly right?: readonly number[];
      /** Lowest height of a row in mm: room for handwriting. */
      readonly rowMm?: number;
    }
  /** Pictures side by side, as wide as the text together; the caption stands below. */
  | {
      readonly kind: 'pictures';
      readonly pictures: readonly (Picture & { readonly alt: string })[];
      readonly caption: string;
      /** Greatest height in mm. */
      readonly heightMm?: number;
    }
  /** At the right margin: who issues the paper, and the day. */
  | { readonly kind: 'signature'; readonly lines: readonly string[] }
  | { readonly kind: 'pageBreak' };

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Width of the text block in twentieths of a point: 156 mm upright, 241 mm lying. */
const blockWidth = { upright: 8844, lying: 13_664 } as const;

/** Characters no XML 1.0 may hold; a lone half of a surrogate pair too. */
function isAllowed(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    code >= 0x10000
  );
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (words: string): string =>
  [...words]
    .filter((letter) => isAllowed(letter.codePointAt(0) ?? 0))
    .join('')
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** A new line in the text becomes a line break of the same paragraph. */
const run = (words: string): string =>
  words
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
    .join('<w:br/>');

const paragraph = (style: string, words: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r>${run(words)}</w:r></w:p>`;

function row(
  cells: readonly string[],
  widths: readonly number[],
  of: { head: boolean; rowMm?: number; right: readonly number[] },
): string {
  const height = of.rowMm ? `<w:trHeight w:val="${Math.round(of.rowMm * 56.7)}" w:hRule="atLeast"/>` : '';
  const marks = `<w:trPr><w:cantSplit/>${height}${of.head ? '<w:tblHeader/>' : ''}</w:trPr>`;
  const inner = widths.map(
    (width, n) =>
      `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>` +
      `<w:p><w:pPr><w:pStyle w:val="${of.head ? 'cellhead' : of.right.includes(n) ? 'cellright' : 'cell'}"/></w:pPr><w:r>${run(cells[n] ?? '')}</w:r></w:p></w:tc>`,
  );
  return `<w:tr>${marks}${inner.join('')}</w:tr>`;
}

function table(block: DocxBlock & { kind: 'table' }, whole: number): string {
  const shares = block.widths ?? block.heads.map(() => 1);
  const sum = shares.reduce((all, one) => all + one, 0);
  const widths = shares.map((one) => Math.floor((one * whole) / sum));
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
    .join('');
  const right = block.right ?? [];
  const rowOf = { head: false, right, ...(block.rowMm === undefined ? {} : { rowMm: block.rowMm }) };
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${whole}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders>` +
    `<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid>` +
    row(block.heads, widths, { head: true, right: [] }) +
    block.rows.map((cells) => row(cells, widths, rowOf)).join('') +
    '</w:tbl>'
  );
}

/** 36,000 English metric units are a millimetre. */
const emu = 36_000;

/** One picture in a run, no larger than the box, its shape kept. @param n its place among all of the paper */
function drawing(
  picture: Picture & { readonly alt: string },
  n: number,
  box: { w: number; h: number },
): string {
  const scale = Math.min(box.w / picture.width, box.h / picture.height);
  const size = `cx="${Math.round(picture.width * scale * emu)}" cy="${Math.round(picture.height * scale * emu)}"`;
  const named = `id="${n + 1}" name="image${n + 1}" descr="${escaped(picture.alt)}"`;
  const art = 'http://schemas.openxmlformats.org/drawingml/2006';
  return (
    `<w:r><w:drawing><wp:inline xmlns:wp="${art}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/>` +
    `<wp:docPr ${named}/><a:graphic xmlns:a="${art}/main"><a:graphicData uri="${art}/picture"><pic:pic xmlns:pic="${art}/picture">` +
    `<pic:nvPicPr><pic:cNvPr ${named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${pictureRelation(n)}"/>` +
    `<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm>` +
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
  );
}

function pictureBlock(block: DocxBlock & { kind: 'pictures' }, whole: number, first: number): string {
  const across = whole / 56.7;
  const w = across / Math.max(1, block.pictures.length) - 2;
  const runs = block.pictures.map((one, n) => drawing(one, first + n, { w, h: block.heightMm ?? 110 }));
  return (
    `<w:p><w:pPr><w:pStyle w:val="picture"/><w:keepNext/></w:pPr>${runs.join('<w:r><w:t xml:space="preserve"> </w:t></w:r>')}</w:p>` +
    paragraph('caption', block.caption)
  );
}

const paragraphs = (style: string, words: string): string =>
  words
    .split(/\r?\n/)
    .map((line) => paragraph(style, line))
    .join('');

/** @param first how many pictures stand before this block */
function blockXml(block: DocxBlock, whole: number, first: number): string {
  switch (block.kind) {
    case 'title':
    case 'heading':
      return paragraph(block.kind, block.text);
    case 'text':
      return paragraphs(block.style ?? 'body', block.text);
    case 'table':
      // A paragraph between two tables keeps them apart.
      return `${table(block, whole)}${paragraph('small', '')}`;
    case 'pictures':
      return pictureBlock(block, whole, first);
    case 'signature':
      return paragraph('plain', '') + block.lines.map((line) => paragraph('right', `${line}　　`)).join('');
    case 'pageBreak':
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
  }
}

/**
 * Writes a paper as an A4 .docx that Word and WPS open: margins of GB/T 9704 (top 37, binding 28 mm), fonts by name with
 * fall-back, page numbers in the foot. What was typed is text and nothing else; nothing depends on when it is written.
 */
export function writeDocx(
  blocks: readonly DocxBlock[],
  options: { readonly title?: string /** Landscape, for wide tables. */; readonly lying?: boolean } = {},
): Buffer {
  const lying = options.lying ?? false;
  const whole = lying ? blockWidth.lying : blockWidth.upright;
  const size = lying
    ? '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    : '<w:pgSz w:w="11906" w:h="16838"/>';
  const margins = lying
    ? '<w:pgMar w:top="1587" w:right="1474" w:bottom="1474" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/>'
    : '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1247" w:gutter="0"/>';
  const pictures: Picture[] = [];
  const body = blocks
    .map((block) => {
      const xml = blockXml(block, whole, pictures.length);
      if (block.kind === 'pictures') pictures.push(...block.pictures);
      return xml;
    })
    .join('');
  const section = `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>${size}${margins}</w:sectPr>`;
  return zipTexts(parts(escaped(options.title ?? ''), `${body}${section}`, pictures));
}
