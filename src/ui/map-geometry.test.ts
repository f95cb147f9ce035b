import { expect, test } from 'vitest';
import { boundsOf, graticule, linesOf, nearPositions, projector } from './map-geometry.ts';

test('没有坐标就没有范围', () => expect(boundsOf([])).toBeNull());

test('一个点也有可看的范围', () => {
  const [west, south, east, north] = boundsOf([[116.25, 36.6]]) ?? [0, 0, 0, 0];
  expect(east - west).toBeGreaterThan(0.001);
  expect(north - south).toBeGreaterThan(0.001);
});

test('经纬网按范围取整，视野内约八条以内', () => {
  const bounds = [116.2, 36.55, 116.3, 36.65] as const;
  const inside = graticule(bounds).filter(([first, last]) => {
    const lon = first?.[0] ?? 0;
    return first?.[0] === last?.[0] && lon >= bounds[0] && lon <= bounds[2];
  });
  expect(inside.length).toBeGreaterThan(2);
  expect(inside.length).toBeLessThanOrEqual(9);
});

test('投影把四角放进画面，北在上', () => {
  const project = projector([116, 36, 117, 37], 800, 600);
  const [x, y] = project([116.5, 36.5]);
  expect(x).toBeCloseTo(400);
  expect(y).toBeCloseTo(300);
  expect(project([116, 37])[1]).toBeLessThan(project([116, 36])[1]);
});

test('线与面都化为折线', () => {
  const line = [
    [1, 1],
    [2, 2],
  ] as const;
  const feature = { type: 'Feature', properties: null } as const;
  expect(
    linesOf({
      type: 'FeatureCollection',
      features: [
        { ...feature, geometry: { type: 'LineString', coordinates: line } },
        { ...feature, geometry: { type: 'Polygon', coordinates: [line, line] } },
      ],
    }),
  ).toHaveLength(3);
});

test('个别离得很远的坐标不进初始范围', () => {
  const near = Array.from({ length: 20 }, (_, place): [number, number] => [
    116.2 + place / 500,
    36.5 + place / 900,
  ]);
  expect(nearPositions([...near, [116.28, 35.1], [36.5, 116.2]])).toEqual(near);
  expect(nearPositions([[116.2, 36.5]])).toHaveLength(1);
  expect(nearPositions([])).toEqual([]);
});
