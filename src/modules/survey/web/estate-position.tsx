import { useQuery } from '@tanstack/react-query';
import { categoriesOf, EstateMap } from '#ui/estate-map.tsx';
import { Section } from '#ui/page.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { type EstateDetail, surveyQueries } from './api.ts';

const categories = categoriesOf([
  { key: 'own', label: '本小区' },
  { key: 'other', label: '附近小区' },
]);

/** Degrees around the estate within which others are drawn; far ones would make the map too small to read. */
const nearby = 0.03;
const isNear = (point: { readonly lon: number; readonly lat: number }, lon: number, lat: number): boolean =>
  Math.abs(point.lon - lon) <= nearby && Math.abs(point.lat - lat) <= nearby;

/** 位置: the estate among its neighbours; its own mark is drawn last, on top. */
export function EstatePosition({ one }: { readonly one: EstateDetail }) {
  const points = useQuery(surveyQueries.estates.points.queryOptions());
  const { lon, lat } = one.values;
  if (lon === null || lat === null)
    return (
      <Section title="位置">
        <Nothing text="没有填经纬度，画不出位置" />
      </Section>
    );
  return (
    <Section title="位置" about={`经度 ${lon}，纬度 ${lat}（CGCS2000）`}>
      <Answer of={points}>
        {(all) => (
          <EstateMap
            label={`${one.values.name}的位置`}
            categories={categories}
            points={[
              ...all.filter((point) => point.id !== one.id && isNear(point, lon, lat)),
              ...all.filter(({ id }) => id === one.id),
            ].map((point) => ({
              ...point,
              category: point.id === one.id ? 'own' : 'other',
              open: `/survey/estates/${point.id}`,
            }))}
          />
        )}
      </Answer>
    </Section>
  );
}
