import type { Picture } from '#platform/documents/pictures/picture.ts';
import { type Colour, Raster } from '#platform/documents/pictures/raster.ts';

export type SketchPoint = { readonly lon: number; readonly lat: number };
type Spot = readonly [number, number];

const [width, height] = [1200, 760] as const;
const [white, grid, grey, red, black]: readonly [Colour, Colour, Colour, Colour, Colour] = [
  [255, 255, 255],
  [221, 227, 222],
  [150, 158, 152],
  [178, 34, 34],
  [30, 30, 30],
];
/** Metres of a degree of latitude. */
const degree = 111_320;

/** What the sheet shows: the own points with a margin, at least about two kilometres high. */
function frame(own: readonly SketchPoint[]) {
  const [lons, lats] = [own.map((one) => one.lon), own.map((one) => one.lat)];
  const middle: Spot = [
    (Math.min(...lons) + Math.max(...lons)) / 2,
    (Math.min(...lats) + Math.max(...lats)) / 2,
  ];
  const shrink = Math.max(0.01, Math.cos((middle[1] * Math.PI) / 180));
  const up = Math.max((Math.max(...lats) - Math.min(...lats)) * 1.5, 0.018);
  const across = Math.max((Math.max(...lons) - Math.min(...lons)) * 1.5, 0.018 / shrink);
  const scale = Math.min(height / up, width / (across * shrink));
  const project = ({ lon, lat }: SketchPoint): Spot => [
    width / 2 + (lon - middle[0]) * shrink * scale,
    height / 2 - (lat - middle[1]) * scale,
  ];
  return { project, perMetre: scale / degree };
}

function drawScale(sheet: Raster, perMetre: number): void {
  const metres = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000].filter(
    (one) => one * perMetre <= 360,
  );
  const length = metres.at(-1) ?? 100;
  const [left, right] = [40, 40 + length * perMetre];
  sheet.rectangle(left, height - 44, right - left, 4, black);
  for (const x of [left, right]) sheet.rectangle(x - 2, height - 56, 4, 16, black);
  const words = length >= 1000 ? `${length / 1000} km` : `${length} m`;
  sheet.text(words, [right + 14, height - 62], 5, black);
}

function drawNorth(sheet: Raster): void {
  const x = width - 60;
  sheet.line([x, 110], [x, 52], 5, black);
  sheet.line([x, 50], [x - 14, 76], 5, black);
  sheet.line([x, 50], [x + 14, 76], 5, black);
  sheet.text('N', [x - 15, 12], 6, black);
}

/** A sketch of where the estates lie: own ones numbered in their order, neighbours grey, north and scale. Null without a point. */
export function sketchMap(
  own: readonly (SketchPoint | null)[],
  others: readonly SketchPoint[],
): Picture | null {
  const placed = own.filter((one) => one !== null);
  if (placed.length === 0) return null;
  const { project, perMetre } = frame(placed);
  const sheet = new Raster(width, height, white);
  for (let x = 0; x <= width; x += 100) sheet.rectangle(x, 0, 1, height, grid);
  for (let y = 30; y <= height; y += 100) sheet.rectangle(0, y, width, 1, grid);
  for (const one of others) {
    const spot = project(one);
    if (spot[0] > -20 && spot[0] < width + 20 && spot[1] > -20 && spot[1] < height + 20)
      sheet.disc(spot, 8, grey);
  }
  own.forEach((one, n) => {
    if (!one) return;
    const [x, y] = project(one);
    const number = String(n + 1);
    sheet.disc([x, y], 26, white);
    sheet.disc([x, y], 23, red);
    sheet.text(number, [x - (number.length * 4 - 1) * 2.5, y - 12], 5, white);
  });
  drawNorth(sheet);
  drawScale(sheet, perMetre);
  for (const [left, top, w, h] of [
    [0, 0, width, 3],
    [0, height - 3, width, 3],
    [0, 0, 3, height],
    [width - 3, 0, 3, height],
  ] as const)
    sheet.rectangle(left, top, w, h, black);
  return sheet.png();
}
