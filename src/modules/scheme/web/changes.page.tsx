import './schemes.css';
import { Tabs } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useSearchText } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { instantText, wanOf } from '#ui/quantity.ts';
import type { Column } from '#ui/table.tsx';
import { indicatorNames, varianceStateNames } from '../domain/changes/variance.ts';
import { variationKindNames, variationStateNames } from '../domain/changes/variation.ts';
import { schemeApi, schemeQueries } from './api.ts';
import { VarianceTag } from './changes-variances.tsx';
import { VariationTag } from './changes-variations.tsx';
import { optionsOf } from './schemes-words.tsx';

type Variation = Awaited<ReturnType<typeof schemeApi.changes.variations>>['items'][number];
type Variance = Awaited<ReturnType<typeof schemeApi.changes.variances>>['items'][number];

const variationColumns: readonly Column<Variation>[] = [
  { key: 'scheme', title: '方案', render: (one) => one.schemeTitle },
  { key: 'number', title: '变更', render: (one) => `第 ${one.number} 号` },
  { key: 'kind', title: '种类', render: (one) => variationKindNames[one.kind] },
  { key: 'reason', title: '理由', render: (one) => one.reason },
  { key: 'before', title: '变更前（万元）', align: 'end', render: (one) => wanOf(one.before) },
  {
    key: 'delta',
    title: '增减（万元）',
    align: 'end',
    render: (one) => wanOf(BigInt(one.after) - BigInt(one.before)),
  },
  { key: 'state', title: '状态', render: (one) => <VariationTag state={one.state} /> },
  { key: 'asked', title: '申请', render: (one) => `${one.askedBy} ${instantText(one.askedAt)}` },
  { key: 'decided', title: '办理', render: (one) => one.decidedBy ?? '—' },
];
const varianceColumns: readonly Column<Variance>[] = [
  { key: 'scheme', title: '方案', render: (one) => one.schemeTitle },
  { key: 'estate', title: '小区', render: (one) => one.estateName },
  { key: 'facility', title: '服务设施', render: (one) => one.facilityTitle },
  { key: 'indicator', title: '指标', render: (one) => indicatorNames[one.indicator] },
  { key: 'figures', title: '放宽', render: (one) => `${one.planned} → ${one.wanted}` },
  {
    key: 'checks',
    title: '强制性标准',
    render: (one) => `${one.checks.filter(({ passed }) => passed).length} 项通过`,
  },
  { key: 'state', title: '状态', render: (one) => <VarianceTag state={one.state} /> },
  { key: 'asked', title: '提出', render: (one) => `${one.askedBy} ${instantText(one.createdAt)}` },
  {
    key: 'approvals',
    title: '批准文号',
    render: (one) => one.approvals.map(({ number }) => number).join('、') || '—',
  },
];

function askOf<K extends string>(query: ListQuery, names: Readonly<Record<K, string>>) {
  const state = (Object.keys(names) as K[]).find((one) => one === query.filters.state);
  return {
    ...pageInput(query),
    ...(query.search ? { search: query.search } : {}),
    ...(state ? { state } : {}),
  };
}

/** 变更与指标放宽: the registers of all schemes in sight. */
export default function ChangesPage() {
  const [params, change] = useSearchText();
  return (
    <Page about="已批准方案的变更，以及为服务设施放宽的密度、容积率（七(三)）。点开到方案中办理。">
      <Tabs
        activeKey={params.get('of') === 'variances' ? 'variances' : 'variations'}
        onChange={(of) =>
          change({ of: of === 'variances' ? of : undefined, state: undefined, page: undefined, q: undefined })
        }
        destroyOnHidden
        items={[
          {
            key: 'variations',
            label: '方案变更',
            children: (
              <DataTable<Variation>
                name="scheme.variations"
                caption="方案变更"
                queryKey={[...schemeQueries.changes.key(), 'variations']}
                load={async (query, signal) =>
                  pageAnswer(
                    await schemeApi.changes.variations(askOf(query, variationStateNames), { signal }),
                  )
                }
                rowKey={(one) => one.id}
                open={(one) => `/scheme/schemes/${one.schemeId}?tab=changes`}
                columns={variationColumns}
                searchHint="方案名称的一部分"
                filters={[{ key: 'state', label: '状态', options: optionsOf(variationStateNames) }]}
              />
            ),
          },
          {
            key: 'variances',
            label: '规划指标放宽',
            children: (
              <DataTable<Variance>
                name="scheme.variances"
                caption="规划指标放宽"
                queryKey={[...schemeQueries.changes.key(), 'variances']}
                load={async (query, signal) =>
                  pageAnswer(await schemeApi.changes.variances(askOf(query, varianceStateNames), { signal }))
                }
                rowKey={(one) => one.id}
                open={(one) => `/scheme/schemes/${one.schemeId}?tab=changes`}
                columns={varianceColumns}
                searchHint="方案或小区名称的一部分"
                filters={[{ key: 'state', label: '状态', options: optionsOf(varianceStateNames) }]}
              />
            ),
          },
        ]}
      />
    </Page>
  );
}
