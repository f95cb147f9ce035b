import type { Picture } from '../pictures/picture.ts';

type Part = { readonly name: string; readonly text: string | Buffer };

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const pack = 'http://schemas.openxmlformats.org/package/2006';
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Name → the kind of font to take where it is missing (fontTable's alternative name). */
const fonts = [
  ['方正小标宋简体', '宋体', 'roman'],
  ['仿宋_GB2312', '仿宋', 'modern'],
  ['黑体', 'SimHei', 'modern'],
] as const;

const fontTable = fonts
  .map(
    ([name, other, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/><w:family w:val="${family}"/></w:font>`,
  )
  .join('');

type Look = {
  readonly font: (typeof fonts)[number][0];
  /** Half points: 2号 44, 3号 32, 小4 24, 5号 21. */
  readonly size: number;
  readonly align?: 'center' | 'right' | 'both';
  /** Two characters' indent of the first line. */
  readonly indent?: boolean;
  /** Exact line height in points. */
  readonly line?: number;
  readonly after?: number;
  /** Never the last line of a page: what it announces follows it. */
  readonly keep?: boolean;
};

const looks: Readonly<Record<string, Look>> = {
  title: { font: '方正小标宋简体', size: 44, align: 'center', line: 36, after: 20 },
  heading: { font: '黑体', size: 32, indent: true, line: 28, keep: true },
  body: { font: '仿宋_GB2312', size: 32, align: 'both', indent: true, line: 28 },
  plain: { font: '仿宋_GB2312', size: 32, line: 28 },
  right: { font: '仿宋_GB2312', size: 32, align: 'right', line: 28 },
  centre: { font: '仿宋_GB2312', size: 32, align: 'center', line: 28, after: 14 },
  small: { font: '仿宋_GB2312', size: 24, line: 20 },
  above: { font: '仿宋_GB2312', size: 24, line: 20, keep: true },
  cell: { font: '仿宋_GB2312', size: 21 },
  cellright: { font: '仿宋_GB2312', size: 21, align: 'right' },
  cellhead: { font: '黑体', size: 21, align: 'center' },
  picture: { font: '仿宋_GB2312', size: 24, align: 'center' },
  caption: { font: '仿宋_GB2312', size: 24, align: 'center', line: 20, after: 6 },
};

function styleXml(id: string, look: Look): string {
  const spacing = `<w:spacing w:after="${(look.after ?? 0) * 20}"${
    look.line ? ` w:line="${look.line * 20}" w:lineRule="exact"` : ''
  }/>`;
  const indent = look.indent ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>' : '';
  const align = look.align ? `<w:jc w:val="${look.align}"/>` : '';
  return (
    `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="hj-${id}"/>` +
    `<w:pPr>${look.keep ? '<w:keepNext/>' : ''}${spacing}${indent}${align}</w:pPr><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" ` +
    `w:eastAsia="${look.font}"/><w:sz w:val="${look.size}"/><w:szCs w:val="${look.size}"/></w:rPr></w:style>`
  );
}

const footer =
  `${head}<w:ftr xmlns:w="${word}"><w:p><w:pPr><w:pStyle w:val="small"/><w:jc w:val="center"/></w:pPr>` +
  '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>' +
  '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' +
  '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>';

/** The relationship by which the body names its n-th picture. */
export const pictureRelation = (n: number): string => `rId${n + 10}`;

const mediaName = (picture: Picture, n: number): string => `media/image${n + 1}.${picture.kind}`;

/** The parts of a .docx around its body. @param title escaped @param body inside of `w:body` */
export const parts = (title: string, body: string, pictures: readonly Picture[] = []): Part[] => [
  ...pictures.map((picture, n) => ({ name: `word/${mediaName(picture, n)}`, text: picture.bytes })),
  {
    name: '[Content_Types].xml',
    text:
      `${head}<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      '<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>' +
      `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${wordType}.document.main+xml"/>` +
      `<Override PartName="/word/styles.xml" ContentType="${wordType}.styles+xml"/><Override PartName="/word/fontTable.xml" ContentType="${wordType}.fontTable+xml"/>` +
      `<Override PartName="/word/footer1.xml" ContentType="${wordType}.footer+xml"/>` +
      '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
  },
  {
    name: '_rels/.rels',
    text:
      `${head}<Relationships xmlns="${pack}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/>` +
      `<Relationship Id="rId2" Type="${pack}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
  },
  {
    name: 'docProps/core.xml',
    text:
      `${head}<cp:coreProperties xmlns:cp="${pack}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
      `<dc:title>${title}</dc:title><dc:creator>焕居</dc:creator></cp:coreProperties>`,
  },
  {
    name: 'word/_rels/document.xml.rels',
    text:
      `${head}<Relationships xmlns="${pack}/relationships"><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/>` +
      `<Relationship Id="rId2" Type="${office}/footer" Target="footer1.xml"/><Relationship Id="rId3" Type="${office}/fontTable" Target="fontTable.xml"/>${pictures
        .map(
          (picture, n) =>
            `<Relationship Id="${pictureRelation(n)}" Type="${office}/image" Target="${mediaName(picture, n)}"/>`,
        )
        .join('')}</Relationships>`,
  },
  {
    name: 'word/styles.xml',
    text: `${head}<w:styles xmlns:w="${word}">${Object.entries(looks)
      .map(([id, look]) => styleXml(id, look))
      .join('')}</w:styles>`,
  },
  { name: 'word/fontTable.xml', text: `${head}<w:fonts xmlns:w="${word}">${fontTable}</w:fonts>` },
  { name: 'word/footer1.xml', text: footer },
  {
    name: 'word/document.xml',
    text: `${head}<w:document xmlns:w="${word}" xmlns:r="${office}"><w:body>${body}</w:body></w:document>`,
  },
];
