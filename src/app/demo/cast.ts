import { createHash } from 'node:crypto';
import { type Loading, listed } from './steps.ts';
import type { ListedEstate } from './survey-steps.ts';
import type { Visitor } from './visitor.ts';

/** The estates where residents decide, by the story each of them tells; small ones, so that a first start stays quick. */
export const cast = {
  /** A vote that passed and was posted; a working committee, inspectors, open days. */
  passed: '翠竹新村',
  /** A vote where the heads carried what the area did not; a 物管会. */
  split: '瑞祥新村',
  /** A vote that is open now. */
  voting: '祥和家园',
  /** A vote that is announced and not open yet. */
  announced: '福源家园',
  /** A vote still being drafted. */
  drafting: '群力铸造厂家属院',
  /** A survey of wishes closed with its coverage met. */
  asked: '芳草家园',
  /** A survey of wishes with doors still to knock at. */
  asking: '友谊商场家属院',
  /** An item choice with its result, and a scheme that was objected to. */
  chosen: '春晓里',
  /** An item choice that is open, and a dispute. */
  choosing: '芳草苑',
} as const;
export type CastName = keyof typeof cast;

/** An estate of the cast with the clerk of its street. */
export type Place = {
  readonly id: string;
  readonly name: string;
  readonly clerk: Visitor;
};

export const clerks: Readonly<Record<string, string>> = {
  '371503001': 'demo-zhenxing',
  '371503002': 'demo-xinfa',
  '371503003': 'demo-wenchen',
};

const known = new WeakMap<Loading, Promise<ListedEstate[]>>();

export async function placeOf(loading: Loading, name: CastName): Promise<Place> {
  const force = await loading.as('demo-taskforce');
  const all = known.get(loading) ?? listed<ListedEstate>(force, '/survey/estates');
  known.set(loading, all);
  const found = (await all).find(({ values }) => values.name === cast[name]);
  if (!found) throw new Error(`the demo district has no estate ${cast[name]}`);
  const login = clerks[found.values.regionCode.slice(0, 9)] ?? '';
  return { id: found.id, name: cast[name], clerk: await loading.as(login) };
}

/** The same UUID for the same words on every machine: a start cut short sends the same request again. */
export function keyOf(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join(' ')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A one-page paper that stands for a signed original; says of itself that it is fictional. */
export const paper = (title: string): Buffer =>
  Buffer.from(
    `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length ${68 + title.length}>>stream
BT /F 14 Tf 72 760 Td (FICTIONAL DEMO - not a real document: ${title}) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
%%EOF
`,
    'latin1',
  );
