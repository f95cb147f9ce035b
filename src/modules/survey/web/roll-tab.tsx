import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Segmented } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { FormDialog } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { AppLink, useGo, useSearchText } from '#ui/navigation.tsx';
import { Figure, Figures, Section } from '#ui/page.tsx';
import { m2Of, numberText, unknownText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { surveyActions } from '../contract.ts';
import { type EstateDetail, surveyApi, surveyQueries } from './api.ts';
import { RollOwners } from './roll-owners.tsx';
import { PartForm } from './roll-part-form.tsx';
import { OwnersLine, type PartItem, partKindNames, partName, sourceShort } from './roll-words.tsx';
import { optionsOf } from './words.tsx';

type Sums = Awaited<ReturnType<typeof surveyApi.parts.sums>>;
type ListInput = Parameters<typeof surveyApi.parts.list>[0];

const columns: readonly Column<PartItem>[] = [
  { key: 'place', title: '位置', width: '11em', sortable: true, render: partName },
  { key: 'kind', title: '用途', render: (part) => partKindNames[part.kind] },
  { key: 'floor', title: '楼层', align: 'end', sortable: true, render: (part) => part.floor ?? unknownText },
  { key: 'area', title: '面积（㎡）', align: 'end', sortable: true, render: (part) => m2Of(part.areaCm2, 4) },
  {
    key: 'areaSource',
    title: '面积来源',
    render: (part) => (part.areaSource === null ? unknownText : sourceShort[part.areaSource]),
  },
  { key: 'titled', title: '独立产权', render: (part) => (part.titled ? '有' : '无（不计票）') },
  {
    key: 'owners',
    title: '业主',
    width: '16em',
    sortable: true,
    render: (part) => <OwnersLine part={part} />,
  },
];

const asked = (id: string, query: ListQuery): Record<string, string> => ({
  id,
  ...query.filters,
  ...(query.search ? { search: query.search } : {}),
  ...(query.sort ? { sort: query.sort, descending: String(query.descending) } : {}),
});

/** 专有部分与业主: what is voted with, who owns it, and what is still missing of both. */
export function EstateRoll({ one }: { readonly one: EstateDetail }) {
  const query = useQuery(surveyQueries.parts.sums.queryOptions({ input: { id: one.id } }));
  const [params, change] = useSearchText();
  const view = params.get('view') === 'owners' ? 'owners' : 'parts';
  return (
    <Answer of={query}>
      {(sums) => (
        <>
          <SumsLine sums={sums} one={one} />
          <Section
            title="名册"
            about="法定表决按专有部分的面积和业主人数计算。姓名只显示姓氏；查看完整信息须写明理由，并记入审计。"
            actions={
              <Segmented
                aria-label="按房屋或按业主看"
                value={view}
                options={[
                  { value: 'parts', label: '按房屋' },
                  { value: 'owners', label: '按业主' },
                ]}
                onChange={(to) =>
                  change({
                    view: to === 'owners' ? to : undefined,
                    q: undefined,
                    page: undefined,
                    sort: undefined,
                  })
                }
              />
            }
          >
            {view === 'parts' ? <Parts one={one} sums={sums} /> : <RollOwners one={one} />}
          </Section>
        </>
      )}
    </Answer>
  );
}

function SumsLine({ sums, one }: { readonly sums: Sums; readonly one: EstateDetail }) {
  const proved = sums.areas.filter(({ source }) => source !== null);
  const gaps = [
    sums.areaMissing > 0 && `${sums.areaMissing} 处没有面积`,
    sums.ownerless > 0 && `${sums.ownerless} 处没有业主`,
    sums.unnominated > 0 && `${sums.unnominated} 处共有房屋没有推选代表`,
    sums.areas.some(({ source }) => source === 'stated') && '有自报面积，须核实后才能计入表决',
  ].filter((text) => text !== false);
  return (
    <>
      <Figures>
        <Figure
          label="专有部分"
          value={numberText(sums.parts)}
          unit="处"
          note={
            sums.kinds.map(({ kind, parts }) => `${partKindNames[kind]} ${parts}`).join('，') || undefined
          }
        />
        <Figure label="面积合计" value={m2Of(sums.areaCm2, 2)} unit="㎡" note={areasNote(proved)} />
        <Figure
          label="业主"
          value={numberText(sums.persons)}
          unit="人"
          note="多处房屋的一人计一次，未售的合计一人"
        />
        <Figure label="未售" value={numberText(sums.unsold)} unit="处" />
        <Figure label="小区填报户数" value={numberText(one.values.households)} unit="户" />
      </Figures>
      {gaps.length > 0 && (
        <Alert className="survey-gaps" type="warning" showIcon title={`名册还有缺口：${gaps.join('；')}`} />
      )}
    </>
  );
}

const areasNote = (areas: Sums['areas']): string | undefined =>
  areas
    .map(({ source, areaCm2 }) => (source === null ? '' : `${sourceShort[source]} ${m2Of(areaCm2, 0)}`))
    .join('，') || undefined;

function useRollFilters(sums: Sums) {
  const yes = (label: string) => [{ value: 'true', label }];
  return [
    {
      key: 'building',
      label: '楼号',
      options: sums.buildings.map((value) => ({ value, label: value || '（未写）' })),
    },
    { key: 'kind', label: '用途', options: optionsOf(partKindNames) },
    {
      key: 'areaSource',
      label: '面积来源',
      options: [...optionsOf(sourceShort), { value: 'missing', label: '没有面积' }],
    },
    { key: 'unsold', label: '未售', options: [...yes('只看未售'), { value: 'false', label: '不看未售' }] },
    { key: 'ownerless', label: '没有业主', options: yes('只看没有业主') },
    { key: 'unnominated', label: '共有代表', options: yes('共有而未推选代表') },
    { key: 'archived', label: '是否停用', options: yes('只看已停用') },
  ];
}

function Parts({ one, sums }: { readonly one: EstateDetail; readonly sums: Sums }) {
  const mayEdit = useMay(surveyActions['survey.roll.edit']) && !one.archived;
  const mayImport = useMay(surveyActions['survey.roll.import']);
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const go = useGo();
  const filters = useRollFilters(sums);
  return (
    <>
      <DataTable<PartItem>
        name="survey.parts"
        caption="专有部分"
        queryKey={[...surveyQueries.parts.key(), 'list', one.id]}
        load={async (query, signal) => {
          const input = { ...asked(one.id, query), ...pageInput(query) } as ListInput;
          return pageAnswer(await surveyApi.parts.list(input, { signal }));
        }}
        rowKey={(part) => part.id}
        rowName={partName}
        open={(part) => `/survey/parts/${part.id}`}
        columns={columns}
        filters={filters}
        searchHint="位置（3-1-101）、姓氏或完整姓名"
        onExport={(query) => {
          const { id: _id, ...rest } = asked(one.id, query);
          return download(
            `/api/survey/estates/${one.id}/roll-export?${new URLSearchParams(rest)}`,
            '专有部分与业主.xlsx',
          );
        }}
        tools={
          <>
            {mayEdit && <Button onClick={() => setOpen(true)}>登记房屋</Button>}
            <FullExport one={one} />
            {mayImport && <Button onClick={() => go(`/survey/estates/${one.id}/roll`)}>导入名册</Button>}
          </>
        }
        empty={
          <Nothing text="还没有登记专有部分">
            {mayImport && <AppLink to={`/survey/estates/${one.id}/roll`}>去导入业主名册</AppLink>}
          </Nothing>
        }
      />
      <FormDialog title="登记专有部分" open={open} onClose={() => setOpen(false)} width={640}>
        <PartForm
          estateId={one.id}
          onCancel={() => setOpen(false)}
          onSaved={() => {
            setOpen(false);
            void queries.invalidateQueries({ queryKey: surveyQueries.key() });
          }}
        />
      </FormDialog>
    </>
  );
}

/** The roll in full, for a paper vote: only with a reason. */
function FullExport({ one }: { readonly one: EstateDetail }) {
  const may = useMay(surveyActions['survey.owner.reveal']);
  const ask = useConfirm();
  if (!may) return null;
  return (
    <Button
      onClick={() =>
        ask({
          title: '导出完整名册',
          text: '文件里有全部业主的姓名、证件号和电话。导出人、时间和理由记入审计；用后请销毁，不得转发。',
          okText: '导出',
          reasonLabel: '用途',
          run: (reason) =>
            download(
              `/api/survey/estates/${one.id}/roll-export-full?${new URLSearchParams({ reason })}`,
              '业主名册.xlsx',
            ),
        })
      }
    >
      导出完整名册
    </Button>
  );
}
