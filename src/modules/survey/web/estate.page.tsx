import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { FormDialog } from '#ui/form.tsx';
import { AppLink, usePathParams, useSearchText } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { surveyActions } from '../contract.ts';
import { type EstateDetail, surveyApi, surveyQueries } from './api.ts';
import { EstateBuildings } from './estate-buildings.tsx';
import { EstateCondition, EstateFactsTab } from './estate-facts.tsx';
import { EstateForm } from './estate-form.tsx';
import { EstateHistory } from './estate-history.tsx';
import { EstatePosition } from './estate-position.tsx';
import { EstateWishes } from './estate-wishes.tsx';
import { EstateRoll } from './roll-tab.tsx';
import './survey.css';

/** One estate: facts, condition, wishes, buildings, history, position. */
export default function EstatePage() {
  const { id = '' } = usePathParams();
  const query = useQuery(surveyQueries.estates.show.queryOptions({ input: { id } }));
  const one = query.data;
  return (
    <Page
      title={one?.values.name ?? '小区档案'}
      trail={[{ title: '小区台账', path: '/survey/estates' }]}
      about={one && `${one.subdistrictName || '街道未知'} · 编码 ${one.code} · 完整度 ${one.completeness}%`}
      actions={one && <Actions one={one} />}
    >
      <Answer of={query}>{(found) => <Body one={found} />}</Answer>
    </Page>
  );
}

const lists = Object.fromEntries(
  [
    'page',
    'size',
    'q',
    'sort',
    'building',
    'agree',
    'view',
    'kind',
    'areaSource',
    'unsold',
    'ownerless',
    'unnominated',
    'archived',
  ].map((key) => [key, undefined]),
);

function Body({ one }: { readonly one: EstateDetail }) {
  const [params, change] = useSearchText();
  const tabs = [
    { key: 'facts', label: '概况', children: <EstateFactsTab one={one} /> },
    { key: 'condition', label: '条件', children: <EstateCondition one={one} /> },
    { key: 'wishes', label: '意愿', children: <EstateWishes one={one} /> },
    { key: 'buildings', label: `楼栋（${one.buildingCount}）`, children: <EstateBuildings one={one} /> },
    { key: 'roll', label: '专有部分与业主', children: <EstateRoll one={one} /> },
    { key: 'history', label: '历史', children: <EstateHistory one={one} /> },
    { key: 'position', label: '位置', children: <EstatePosition one={one} /> },
  ];
  return (
    <>
      {one.archived && (
        <Alert
          type="warning"
          showIcon
          title={`这个小区已停用：${one.archiveReason ?? ''}`}
          description={
            one.mergedInto && (
              <AppLink to={`/survey/estates/${one.mergedInto.id}`}>看合并后的“{one.mergedInto.name}”</AppLink>
            )
          }
        />
      )}
      {one.contradictions.map((each) => (
        <Alert key={each.message} type="error" showIcon title={`数据矛盾：${each.message}`} />
      ))}
      {one.missing.length > 0 && (
        <p>
          尚缺：
          {one.missing.map((title) => (
            <Tag key={title}>{title}</Tag>
          ))}
        </p>
      )}
      <Tabs
        items={tabs}
        activeKey={params.get('tab') ?? 'facts'}
        destroyOnHidden
        onChange={(tab) => change({ ...lists, tab: tab === 'facts' ? undefined : tab })}
      />
    </>
  );
}

function Actions({ one }: { readonly one: EstateDetail }) {
  const mayEdit = useMay(surveyActions['survey.edit']);
  const mayArchive = useMay(surveyActions['survey.archive']);
  const ask = useConfirm();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: surveyQueries.key() });
  const archived = !one.archived;
  return (
    <>
      {mayEdit && !one.archived && (
        <Button type="primary" onClick={() => setOpen(true)}>
          修改
        </Button>
      )}
      {mayArchive && (
        <Button
          danger={archived}
          onClick={() =>
            ask({
              title: archived ? `停用“${one.values.name}”` : `恢复“${one.values.name}”`,
              text: archived
                ? '停用后不再出现在台账、资格判断和计划中，数据和历史都保留，可以恢复。'
                : '恢复后重新列入台账。',
              okText: archived ? '停用' : '恢复',
              reasonLabel: '理由',
              danger: archived,
              run: async (reason) => {
                await surveyApi.estates.archive({ id: one.id, version: one.version, archived, reason });
                await refresh();
              },
            })
          }
        >
          {archived ? '停用' : '恢复'}
        </Button>
      )}
      <FormDialog title={`修改“${one.values.name}”`} open={open} onClose={() => setOpen(false)} width={760}>
        <EstateForm
          estate={one}
          onCancel={() => setOpen(false)}
          onSaved={() => {
            setOpen(false);
            void refresh();
          }}
        />
      </FormDialog>
    </>
  );
}
