import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, InputNumber, Select, Space } from 'antd';
import { useState } from 'react';
import { Section } from '#ui/page.tsx';
import { sentenceOf } from '#ui/problem-error.ts';
import { m2Of, yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { factorNames } from '../domain/calculator/central.ts';
import { fenText } from './allocations-query.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { areaText, RuleSource, Steps } from './calculator-parts.tsx';

type Rules = Awaited<ReturnType<typeof fundingApi.allocations.calculators.show>>['central'];
/** A region's figures as typed. */
type Region = {
  readonly key: number;
  readonly id: string;
  readonly area: string;
  readonly households: number;
  readonly buildings: number;
  readonly estates: number;
  readonly difficulty: string;
  readonly performance: string;
};
const blank = (key: number): Region => ({
  ...{ key, id: `地区${key + 1}`, area: '', households: 0, buildings: 0, estates: 0 },
  ...{ difficulty: '1', performance: '80' },
});
const counts = ['households', 'buildings', 'estates'] as const;
const texts = [
  ['difficulty', '困难系数'],
  ['performance', '绩效得分'],
] as const;

export function CentralCalculator({ rules }: { readonly rules: Rules }) {
  const [template, setTemplate] = useState(rules[0]?.id ?? '');
  const [pot, setPot] = useState('1000');
  const [regions, setRegions] = useState<readonly Region[]>([blank(0), blank(1)]);
  const volumes = useQuery(fundingQueries.allocations.calculators.volumes.queryOptions());
  const act = useAct({
    run: () =>
      fundingApi.allocations.calculators.central({
        ...{ template, potFen: fenText(pot, 'wan') ?? '' },
        regions: regions.map(({ key: _key, area, ...one }) => ({ ...one, areaCm2: areaText(area) ?? '' })),
      }),
    quiet: true,
  });
  const rule = rules.find(({ id }) => id === template);
  const change = (key: number, patch: Partial<Region>) =>
    setRegions(regions.map((one) => (one.key === key ? { ...one, ...patch } : one)));
  const fill = () =>
    setRegions(
      (volumes.data ?? []).map((one, key) => ({
        ...{ ...blank(key), id: one.id, area: m2Of(one.areaCm2, 4).replaceAll(',', '') },
        ...{ households: one.households, buildings: one.buildings, estates: one.estates },
      })),
    );
  return (
    <>
      <Section title="规则与资金">
        {rule && <RuleSource rule={rule} />}
        <Space wrap style={{ marginTop: 12 }}>
          <Select
            aria-label="办法"
            style={{ minWidth: 240 }}
            value={template}
            options={rules.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={setTemplate}
          />
          <Input
            aria-label="待分配资金（万元）"
            addonAfter="万元"
            value={pot}
            onChange={(event) => setPot(event.target.value)}
          />
          <Button type="primary" loading={act.isPending} onClick={() => act.mutate()}>
            计算
          </Button>
        </Space>
      </Section>
      <Section
        title="各地数据"
        actions={
          <>
            <Button disabled={!volumes.data?.length} onClick={fill}>
              用本区台账填入（按街道）
            </Button>
            <Button
              onClick={() =>
                setRegions([...regions, blank(Math.max(-1, ...regions.map(({ key }) => key)) + 1)])
              }
            >
              增加一行
            </Button>
          </>
        }
      >
        <Table<Region>
          caption="各地数据"
          rows={regions}
          rowKey={(one) => String(one.key)}
          columns={regionColumns(
            change,
            (key) => setRegions(regions.filter((one) => one.key !== key)),
            regions.length === 1,
          )}
        />
      </Section>
      {act.error && <Alert type="error" showIcon title={sentenceOf(act.error)} />}
      {act.data && (
        <>
          <Shares shares={act.data.shares} />
          <Steps steps={act.data.steps} />
        </>
      )}
    </>
  );
}

type Change = (key: number, patch: Partial<Region>) => void;

/** Columns of what is typed in, each cell an input with its own name. */
const regionColumns = (change: Change, remove: (key: number) => void, single: boolean): Column<Region>[] => [
  {
    key: 'id',
    title: '地区',
    width: '8em',
    render: (one) => (
      <Input
        aria-label={`第 ${one.key + 1} 行地区`}
        value={one.id}
        onChange={(event) => change(one.key, { id: event.target.value })}
      />
    ),
  },
  {
    key: 'area',
    title: '面积（㎡）',
    width: '9em',
    render: (one) => (
      <Input
        aria-label={`${one.id}面积`}
        value={one.area}
        status={one.area !== '' && areaText(one.area) === null ? 'error' : ''}
        onChange={(event) => change(one.key, { area: event.target.value })}
      />
    ),
  },
  ...counts.map((field) => ({
    key: field,
    title: factorNames[field],
    width: '7em',
    render: (one: Region) => (
      <InputNumber
        aria-label={`${one.id}${factorNames[field]}`}
        min={0}
        precision={0}
        value={one[field]}
        onChange={(value) => change(one.key, { [field]: value ?? 0 })}
      />
    ),
  })),
  ...texts.map(([field, title]) => ({
    key: field,
    title,
    width: '6em',
    render: (one: Region) => (
      <Input
        aria-label={`${one.id}${title}`}
        value={one[field]}
        onChange={(event) => change(one.key, { [field]: event.target.value })}
      />
    ),
  })),
  {
    key: 'act',
    title: '',
    render: (one) => (
      <Button size="small" aria-label={`删去${one.id}`} disabled={single} onClick={() => remove(one.key)}>
        删去
      </Button>
    ),
  },
];

type Share = Awaited<ReturnType<typeof fundingApi.allocations.calculators.central>>['shares'][number];

const Shares = ({ shares }: { readonly shares: readonly Share[] }) => (
  <Section title="分配结果">
    <Table
      caption="分配结果"
      rows={shares}
      rowKey={(one) => one.id}
      columns={[
        { key: 'id', title: '地区', render: (one) => one.id },
        ...(['area', 'households', 'buildings', 'estates', 'performance'] as const).map((factor) => ({
          key: factor,
          title: factorNames[factor],
          align: 'end' as const,
          render: (one: { readonly parts: Readonly<Record<typeof factor, string>> }) => one.parts[factor],
        })),
        { key: 'share', title: '份额', align: 'end', render: (one) => one.share },
        { key: 'amount', title: '金额（元）', align: 'end', render: (one) => yuanOf(one.amountFen) },
      ]}
    />
  </Section>
);
