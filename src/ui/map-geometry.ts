/** Geometry of the offline map: bounds, graticule, lines of a background layer. Degrees, longitude first. */
export type Position = readonly [number, number];

/** West, south, east, north. */
export type Bounds = readonly [number, number, number, number];

/** What of GeoJSON a background layer may hold. */
export type LineCollection = {
  readonly type: 'FeatureCollection';
  readonly features: readonly {
    readonly type: 'Feature';
    readonly properties: Readonly<Record<string, unknown>> | null;
    readonly geometry:
      | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
      | {
          readonly type: 'MultiLineString' | 'Polygon';
          readonly coordinates: readonly (readonly Position[])[];
        };
  }[];
};

/** Every line of a background layer. */
export const linesOf = (layer: LineCollection): readonly (readonly Position[])[] =>
  layer.features.flatMap(({ geometry }): readonly (readonly Position[])[] =>
    geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates,
  );

/** The box around positions with a margin, never thinner than about 200 m; null when there are none. */
export function boundsOf(positions: readonly Position[]): Bounds | null {
  if (positions.length === 0) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of positions) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const across = Math.max((east - west) * 0.06, 0.001);
  const up = Math.max((north - south) * 0.06, 0.001);
  return [west - across, south - up, east + across, north + up];
}

function fence(values: readonly number[]): readonly [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  const reach = Math.max((at(0.75) - at(0.25)) * 6, 0.02);
  return [at(0.25) - reach, at(0.75) + reach];
}

/** Positions without the few that lie far from all others: one mistyped latitude must not shrink a district to a dot. */
export function nearPositions(positions: readonly Position[]): readonly Position[] {
  const [west, east] = fence(positions.map(([lon]) => lon));
  const [south, north] = fence(positions.map(([, lat]) => lat));
  return positions.filter(([lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north);
}

const gridSteps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** Meridians and parallels through and around the bounds, about eight across the view. */
export function graticule([west, south, east, north]: Bounds): readonly (readonly Position[])[] {
  const span = Math.max(east - west, north - south);
  const step = gridSteps.find((one) => span / one <= 8) ?? 10;
  const from: Position = [west - 2 * span, Math.max(south - 2 * span, -85)];
  const to: Position = [east + 2 * span, Math.min(north + 2 * span, 85)];
  const stops = (low: number, high: number): number[] => {
    const first = Math.ceil(low / step);
    const count = Math.floor(high / step) - first + 1;
    return Array.from({ length: Math.max(count, 0) }, (_, place) => (first + place) * step);
  };
  return [
    ...stops(from[0], to[0]).map((lon): Position[] => [
      [lon, from[1]],
      [lon, to[1]],
    ]),
    ...stops(from[1], to[1]).map((lat): Position[] => [
      [from[0], lat],
      [to[0], lat],
    ]),
  ];
}

/** A flat projection of the bounds into a box, good enough for one district; y grows downwards. */
export function projector([west, south, east, north]: Bounds, width: number, height: number) {
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(width / ((east - west) * shrink), height / (north - south));
  const left = (width - (east - west) * shrink * scale) / 2;
  const top = (height - (north - south) * scale) / 2;
  return ([lon, lat]: Position): Position => [
    left + (lon - west) * shrink * scale,
    top + (north - lat) * scale,
  ];
}
