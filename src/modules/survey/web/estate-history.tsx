import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type Change, History } from '#ui/history.tsx';
import { Section } from '#ui/page.tsx';
import { Answer } from '#ui/states.tsx';
import { type EstateDetail, surveyApi, surveyQueries } from './api.ts';
import { useRegionName } from './region-name.ts';
import { fieldText, fieldTitle, sourceNames } from './words.tsx';

type Line = Awaited<ReturnType<typeof surveyApi.estates.history>>['items'][number];

/** Lines written together (same moment, person, kind) are one change of several fields. */
function grouped(lines: readonly Line[], nameOf: (code: string) => string): Change[] {
  const groups = Map.groupBy(lines, (line) => `${line.at}|${line.by}|${line.source}|${line.building ?? ''}`);
  return [...groups.values()].flatMap((group): Change[] => {
    const [first] = group;
    if (!first) return [];
    const file = first.file ? `（${first.file}${first.cell ? ` ${first.cell}` : ''}）` : '';
    const building = first.building ? `${first.building} ` : '';
    return [
      {
        id: first.id,
        when: first.at,
        who: first.by,
        what: `${building}${wholeText(group) ?? sourceNames[first.source]}${file}`,
        reason: first.reason,
        fields: group
          .filter((line) => line.field !== '*')
          .map((line) => ({
            label: fieldTitle(line.field),
            from: fieldText(line.field, line.from, nameOf),
            to: fieldText(line.field, line.to, nameOf),
          })),
      },
    ];
  });
}

/** What happened to the whole record, where a line says so. */
function wholeText(group: readonly Line[]): string | null {
  const whole = group.find((line) => line.field === '*')?.to as Readonly<Record<string, unknown>> | undefined;
  if (!whole) return null;
  if (typeof whole.merged === 'string') return `并入“${whole.merged}”（${String(whole.code)}）`;
  if (typeof whole.mergedInto === 'string') return `并入“${whole.mergedInto}”（${String(whole.code)}）`;
  if (typeof whole.archived === 'boolean') return whole.archived ? '停用' : '恢复';
  return '登记';
}

/** 历史: who changed what, when, from what to what, why. */
export function EstateHistory({ one }: { readonly one: EstateDetail }) {
  const nameOf = useRegionName();
  const query = useInfiniteQuery({
    queryKey: [...surveyQueries.estates.key(), 'history', one.id, one.version],
    queryFn: ({ pageParam, signal }) =>
      surveyApi.estates.history({ id: one.id, page: pageParam, size: 100 }, { signal }),
    initialPageParam: 1,
    getNextPageParam: (last, all) =>
      all.reduce((sum, page) => sum + page.items.length, 0) < last.total ? all.length + 1 : undefined,
  });
  return (
    <Section title="改动记录">
      <Answer of={query}>
        {({ pages }) => (
          <History
            changes={grouped(
              pages.flatMap((page) => page.items),
              nameOf,
            )}
          />
        )}
      </Answer>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          看更早的
        </Button>
      )}
    </Section>
  );
}
