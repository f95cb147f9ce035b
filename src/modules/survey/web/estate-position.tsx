import { useQuery } from '@tanstack/react-query';
import { categoriesOf, EstateMap } from '#ui/estate-map.tsx';
import { Section } from '#ui/page.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { type EstateDetail, surveyQueries } from './api.ts';

const categories = categoriesOf([
  { key: 'own', label: '本小区' },
  { key: 'other', label: '其他小区' },
]);

/** 位置: the estate among the others of one's region. */
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
            points={all.map((point) => ({
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
