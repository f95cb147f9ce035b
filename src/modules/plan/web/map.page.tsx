import './plan.css';
import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { EstateMap } from '#ui/estate-map.tsx';
import { useSearchText } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { planQueries } from './api.ts';
import { MapCounts } from './map-counts.tsx';
import { categoriesFor, categoryOf, detailOf, type MapRow, type MapView, mapViews } from './map-views.tsx';
import { runTitle } from './words.ts';

/** 一张图: the estates of a plan by verdict or by year, with counts by subdistrict. */
export default function MapPage() {
  const [params, change] = useSearchText();
  const runs = useQuery(planQueries.runs.list.queryOptions({ input: { size: 50 } }));
  const summary = useQuery(planQueries.summary.queryOptions());
  const id = params.get('run') ?? summary.data?.run?.id;
  const usable = (runs.data?.items ?? []).filter((run) => run.status !== 'infeasible');
  return (
    <Page
      about="小区在哪里、符合不符合、哪年开工。没有网络也能看；列表与图内容相同。"
      actions={
        usable.length > 0 && (
          <Select
            className="hj-no-print"
            aria-label="哪一次测算"
            style={{ minWidth: 'min(14em, 100%)', maxWidth: 'calc(100vw - 32px)' }}
            popupMatchSelectWidth={false}
            value={id ?? null}
            options={usable.map((run) => ({
              value: run.id,
              label: `${runTitle(run)}${run.publishedVersion ? `（第 ${run.publishedVersion} 版）` : ''}`,
            }))}
            onChange={(run: string | null) => change({ run: run ?? undefined })}
          />
        )
      }
    >
      <Answer of={summary}>
        {() =>
          id ? (
            <RunMap id={id} />
          ) : (
            <Section title="地图">
              <Nothing text="还没有测算，先到“年度计划”开始测算。" />
            </Section>
          )
        }
      </Answer>
    </Page>
  );
}

const kept = (rows: readonly MapRow[], subdistrict: string | null, target: string | null): MapRow[] =>
  rows.filter(
    (row) => (!subdistrict || row.subdistrict === subdistrict) && (!target || row.target === target),
  );

function RunMap({ id }: { readonly id: string }) {
  const [params, change] = useSearchText();
  const query = useQuery(planQueries.runs.map.queryOptions({ input: { id } }));
  const view: MapView = params.get('by') === 'verdict' ? 'verdict' : 'year';
  const subdistrict = params.get('subdistrict');
  const target = params.get('target');
  return (
    <Answer of={query}>
      {(all) => {
        const rows = kept(all, subdistrict, target);
        const categories = categoriesFor(view, all);
        const placed = rows.filter((row) => row.lon !== null && row.lat !== null);
        const names = new Map(all.map((row) => [row.subdistrict, row.subdistrictName]));
        return (
          <>
            <Section
              title="地图"
              actions={
                <Segmented
                  aria-label="按什么分类"
                  options={[...mapViews]}
                  value={view}
                  onChange={(by) => change({ by })}
                />
              }
            >
              <div className="hj-toolbar hj-no-print">
                <Filter
                  label="街道（乡镇）"
                  value={subdistrict}
                  options={[...names].map(([value, label]) => ({ value, label }))}
                  set={(next) => change({ subdistrict: next })}
                />
                <Filter
                  label="必改 / 力争"
                  value={target}
                  options={[
                    { value: 'must', label: '必改' },
                    { value: 'aspire', label: '力争' },
                  ]}
                  set={(next) => change({ target: next })}
                />
              </div>
              <EstateMap
                label={view === 'year' ? '小区位置与开工年份' : '小区位置与认定结论'}
                categories={categories}
                without={rows.length - placed.length}
                points={placed.map((row) => ({
                  id: row.estateId,
                  name: row.name,
                  lon: row.lon ?? 0,
                  lat: row.lat ?? 0,
                  category: categoryOf(view, row, all),
                  open: `/plan/runs/${id}/estates/${row.estateId}`,
                  detail: detailOf(row),
                }))}
              />
            </Section>
            <Section title="按街道计数">
              <MapCounts rows={rows} all={all} view={view} categories={categories} />
            </Section>
          </>
        );
      }}
    </Answer>
  );
}

type FilterProps = {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly set: (value: string | undefined) => void;
};

function Filter({ label, value, options, set }: FilterProps) {
  return (
    <Select
      allowClear
      aria-label={label}
      placeholder={label}
      style={{ minWidth: '10em' }}
      popupMatchSelectWidth={false}
      value={value}
      options={[...options]}
      onChange={(next?: string | null) => set(next ?? undefined)}
    />
  );
}
