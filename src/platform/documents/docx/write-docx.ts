import { zipTexts } from './zip.ts';

/** A piece of a printed paper, from top to bottom. */
export type DocxBlock =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  /** Line breaks in the text begin new paragraphs; the first line is indented as Chinese papers are. */
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly heads: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Shares of the width, one per column; equal where absent. */
      readonly widths?: readonly number[];
    }
  /** At the right margin: who issues the paper, and the day. */
  | { readonly kind: 'signature'; readonly lines: readonly string[] }
  | { readonly kind: 'pageBreak' };

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Twips between the margins of an A4 page. */
const textWidth = 8844;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Signs no XML may hold are left out. */
const xml = (text: string): string =>
  [...text]
    .filter((sign) => {
      const code = sign.codePointAt(0) ?? 0;
      return code >= 32
        ? !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff
        : code === 9;
    })
    .join('')
    .replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

type Look = { readonly size: number; readonly bold?: boolean; readonly layout?: string };

const run = (text: string, { size, bold = false }: Look): string =>
  `<w:r><w:rPr>${bold ? '<w:b/>' : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;

const paragraph = (text: string, look: Look): string =>
  `<w:p><w:pPr>${look.layout ?? ''}</w:pPr>${run(text, look)}</w:p>`;

const lines = (text: string): readonly string[] => text.split(/\r?\n/);

function cell(text: string, width: number, head: boolean): string {
  const inside = lines(text)
    .map((one) => paragraph(one, { size: 21, bold: head, layout: head ? '<w:jc w:val="center"/>' : '' }))
    .join('');
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${inside}</w:tc>`;
}

function table(block: Extract<DocxBlock, { kind: 'table' }>): string {
  const shares = block.widths ?? block.heads.map(() => 1);
  const sum = shares.reduce((all, one) => all + one, 0);
  const widths = shares.map((one) => Math.floor((textWidth * one) / sum));
  const row = (cells: readonly string[], head: boolean) =>
    `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>${widths
      .map((width, i) => cell(cells[i] ?? '', width, head))
      .join('')}</w:tr>`;
  const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`;
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="${textWidth}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${widths
    .map((width) => `<w:gridCol w:w="${width}"/>`)
    .join(
      '',
    )}</w:tblGrid>${row(block.heads, true)}${block.rows.map((one) => row(one, false)).join('')}</w:tbl>`;
}

function blockXml(block: DocxBlock): string {
  switch (block.kind) {
    case 'title':
      return paragraph(block.text, {
        size: 36,
        bold: true,
        layout: '<w:spacing w:after="360"/><w:jc w:val="center"/>',
      });
    case 'heading':
      return paragraph(block.text, {
        size: 28,
        bold: true,
        layout: '<w:keepNext/><w:spacing w:before="240" w:after="120"/>',
      });
    case 'text':
      return lines(block.text)
        .map((one) =>
          paragraph(one, {
            size: 28,
            layout: '<w:spacing w:line="480" w:lineRule="auto"/><w:ind w:firstLine="560"/>',
          }),
        )
        .join('');
    case 'table':
      return `${table(block)}<w:p/>`;
    case 'signature':
      return block.lines
        .map((one) =>
          paragraph(one, { size: 28, layout: '<w:spacing w:before="240"/><w:jc w:val="right"/>' }),
        )
        .join('');
    case 'pageBreak':
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
  }
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const fonts =
  '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋" w:cs="Times New Roman"/>';
const styles = `${head}<w:styles xmlns:w="${word}"><w:docDefaults><w:rPrDefault><w:rPr>${fonts}<w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>`;
const contentTypes = `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${main}.styles+xml"/></Types>`;
const relations = (type: string, target: string) =>
  `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`;

/** Writes a paper as an A4 .docx that Word and WPS open; nothing in it depends on when it is written. */
export function writeDocx(blocks: readonly DocxBlock[]): Buffer {
  const section =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1531" w:bottom="1701" w:left="1531" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';
  const body = blocks.map(blockXml).join('');
  return zipTexts([
    { name: '[Content_Types].xml', text: contentTypes },
    { name: '_rels/.rels', text: relations('officeDocument', 'word/document.xml') },
    { name: 'word/_rels/document.xml.rels', text: relations('styles', 'styles.xml') },
    { name: 'word/styles.xml', text: styles },
    {
      name: 'word/document.xml',
      text: `${head}<w:document xmlns:w="${word}"><w:body>${body}${section}</w:body></w:document>`,
    },
  ]);
}
