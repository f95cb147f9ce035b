import { useQuery } from '@tanstack/react-query';
import { Alert, Input, Select } from 'antd';
import { useState } from 'react';
import { Unverified } from '#ui/basis.tsx';
import { Page, Section } from '#ui/page.tsx';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { classNames, gradeNames } from '../domain/rules/catalogue.ts';
import { type schemeApi, schemeQueries } from './api.ts';
import { ClassTag, optionsOf } from './schemes-words.tsx';

type Catalogue = Awaited<ReturnType<typeof schemeApi.schemes.catalogue>>;
type Item = Catalogue['items'][number];

const columnsOf = (titles: ReadonlyMap<string, string>): readonly Column<Item>[] => [
  { key: 'title', title: '内容', render: (one) => one.title, width: '9em' },
  {
    key: 'class',
    title: '类别',
    render: (one) => (
      <>
        <ClassTag of={one.class} />
        {one.role === 'auxiliary' && '辅以'}
      </>
    ),
  },
  { key: 'unit', title: '单位', render: (one) => one.unit },
  { key: 'trade', title: '专业', render: (one) => one.trade },
  {
    key: 'price',
    title: '参考单价（元）',
    align: 'end',
    render: (one) => (
      <>
        {one.yuan} {!one.priceVerified && <Unverified />}
      </>
    ),
  },
  {
    key: 'source',
    title: '单价来源',
    render: (one) => `${one.priceSource}${one.priceYear === null ? '' : `，${one.priceYear} 年`}`,
  },
  {
    key: 'conditions',
    title: '现状为此时建议',
    render: (one) => one.conditions.map((grade) => gradeNames[grade]).join('、') || '—',
  },
  {
    key: 'needs',
    title: '须一并达标',
    render: (one) => one.needs.map((id) => titles.get(id) ?? id).join('、') || '—',
  },
  { key: 'dig', title: '统一开挖', render: (one) => (one.digGroup ? '地下管线' : '—') },
  { key: 'permits', title: '所需手续', render: (one) => one.permits.join('、') || '—' },
  { key: 'note', title: '说明', render: (one) => one.note || '—' },
];

function Body({ catalogue }: { readonly catalogue: Catalogue }) {
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<string>();
  const titles = new Map(catalogue.items.map((one) => [one.item, one.title]));
  const rows = catalogue.items.filter(
    (one) => (!kind || one.class === kind) && `${one.title}${one.trade}`.includes(search.trim()),
  );
  return (
    <>
      {catalogue.unverified.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={`以下参数尚待核实：${catalogue.unverified.join('、')}。可在“政策参数”中核定。`}
        />
      )}
      <Section
        title="改造内容"
        about={`完善类、提升类以完成基础类为前提（四(一)2）。其他费通常 ${catalogue.cost.other.usual}%（${catalogue.cost.other.from}%～${catalogue.cost.other.to}%），预备费通常 ${catalogue.cost.contingency.usual}%（${catalogue.cost.contingency.from}%～${catalogue.cost.contingency.to}%）。`}
      >
        <div className="hj-toolbar">
          <Input.Search
            aria-label="查找内容或专业"
            placeholder="内容或专业的一部分"
            allowClear
            onChange={(event) => setSearch(event.target.value)}
          />
          <Select
            aria-label="类别"
            placeholder="类别"
            allowClear
            options={optionsOf(classNames)}
            onChange={(value?: string) => setKind(value)}
          />
        </div>
        <Table
          caption="改造内容目录"
          columns={columnsOf(titles)}
          rows={rows}
          rowKey={(one) => one.item}
          empty="没有相符的内容"
        />
      </Section>
    </>
  );
}

/** 改造内容目录: what may be done, by class, with units, prices, conditions and what goes along. */
export default function CataloguePage() {
  const query = useQuery(schemeQueries.schemes.catalogue.queryOptions());
  return (
    <Page about="规则包中的改造内容：类别、单位、参考单价与来源、由哪种现状引出、须一并考虑的内容和手续。">
      <Answer of={query}>{(catalogue) => <Body catalogue={catalogue} />}</Answer>
    </Page>
  );
}
