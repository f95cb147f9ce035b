import { river, roads } from './names.ts';
import { seededRandom } from './random.ts';

type Line = {
  readonly type: 'Feature';
  readonly properties: { readonly name: string };
  readonly geometry: {
    readonly type: 'LineString';
    readonly coordinates: readonly (readonly [number, number])[];
  };
};
type Layer = {
  readonly key: string;
  readonly label: string;
  readonly colour: string;
  readonly width: number;
  readonly lines: { readonly type: 'FeatureCollection'; readonly features: readonly Line[] };
};

const degrees = (value: number) => Math.round(value * 1e5) / 1e5;

/** A line from one point to another that bends a little on its way. */
function bent(
  random: ReturnType<typeof seededRandom>,
  name: string,
  from: readonly [number, number],
  to: readonly [number, number],
  sway: number,
): Line {
  const steps = 12;
  const coordinates = Array.from({ length: steps + 1 }, (_, n): [number, number] => {
    const share = n / steps;
    const off = n === 0 || n === steps ? 0 : random.around(0, sway);
    return [
      degrees(from[0] + (to[0] - from[0]) * share + off),
      degrees(from[1] + (to[1] - from[1]) * share + off),
    ];
  });
  return { type: 'Feature', properties: { name }, geometry: { type: 'LineString', coordinates } };
}

/** The demo's ground: made-up roads and a made-up river under the estates. Degrees, longitude first. */
export function demoGround(seed = 371503): Layer[] {
  const random = seededRandom(seed);
  const [west, south, east, north] = [116.19, 36.525, 116.305, 36.615];
  const half = roads.length / 2;
  const streets = roads.map((name, n) => {
    const share = ((n % half) + 0.5) / half;
    return n < half
      ? bent(
          random,
          name,
          [west, south + (north - south) * share],
          [east, south + (north - south) * share],
          0.0006,
        )
      : bent(
          random,
          name,
          [west + (east - west) * share, south],
          [west + (east - west) * share, north],
          0.0006,
        );
  });
  const country = [
    bent(random, '演示一号公路', [115.95, 36.62], [116.42, 36.56], 0.004),
    bent(random, '演示二号公路', [116.34, 36.4], [116.2, 36.76], 0.004),
  ];
  const layer = (key: string, label: string, colour: string, width: number, features: Line[]): Layer => ({
    key,
    label,
    colour,
    width,
    lines: { type: 'FeatureCollection', features },
  });
  return [
    layer('river', `${river}（虚构）`, '#6f9fc4', 5, [
      bent(random, river, [116.02, 36.42], [116.4, 36.72], 0.009),
    ]),
    layer('roads', '道路（虚构）', '#a7b1b9', 2, [...streets, ...country]),
  ];
}
