import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { DataTable } from '#ui/data-table.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Page } from '#ui/page.tsx';
import { unknownText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import type { Column } from '#ui/table.tsx';
import { identityActions, type organisationShape } from '../contract.ts';
import { organisationKindList, organisationKinds } from '../domain/organisation-kind.ts';
import { identityApi, identityQueries } from './api.ts';
import { OrganisationDialog } from './organisation-dialog.tsx';

export type Organisation = z.infer<typeof organisationShape>;

async function loadOrganisations(query: ListQuery) {
  const kind = organisationKindList.find((one) => one === query.filters.kind);
  const archived = query.filters.archived;
  return pageAnswer(
    await identityApi.organisations.list({
      ...pageInput(query),
      ...(kind ? { kind } : {}),
      ...(archived ? { archived } : {}),
    }),
  );
}

/** Organisations of every kind the plan names, with checked credit codes. */
export default function OrganisationsPage() {
  const editable = useMay(identityActions['identity.organisation.edit']);
  const [editing, setEditing] = useState<Organisation | 'new'>();
  const columns: readonly Column<Organisation>[] = [
    { key: 'name', title: '名称', render: (one) => one.name, width: '14em' },
    { key: 'kind', title: '类别', render: (one) => organisationKinds[one.kind] },
    { key: 'code', title: '统一社会信用代码', render: (one) => one.creditCode ?? unknownText },
    { key: 'region', title: '区划代码', optional: true, render: (one) => one.regionCode },
    { key: 'contact', title: '联系人', render: (one) => one.contactName || unknownText },
    { key: 'phone', title: '电话', render: (one) => one.contactPhone || unknownText },
    { key: 'note', title: '备注', optional: true, render: (one) => one.note },
    {
      key: 'state',
      title: '状态',
      render: (one) => (one.archived ? <Tag>已归档</Tag> : <Tag color="success">在用</Tag>),
    },
    ...(editable
      ? [
          {
            key: 'act',
            title: '操作',
            render: (one: Organisation) => (
              <Button size="small" onClick={() => setEditing(one)} aria-label={`修改${one.name}`}>
                修改
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <Page
      about="责任部门、专营单位、街道社区、业主组织和各参建单位。信用代码按 GB 32100 校验。"
      actions={
        editable && (
          <Button type="primary" onClick={() => setEditing('new')}>
            登记单位
          </Button>
        )
      }
    >
      <DataTable<Organisation>
        name="identity.organisations"
        caption="单位"
        queryKey={[...identityQueries.organisations.key(), 'page']}
        load={loadOrganisations}
        rowKey={(one) => one.id}
        columns={columns}
        searchHint="单位名称的一部分"
        filters={[
          {
            key: 'kind',
            label: '类别',
            options: organisationKindList.map((kind) => ({ value: kind, label: organisationKinds[kind] })),
          },
          {
            key: 'archived',
            label: '状态',
            options: [
              { value: 'false', label: '在用' },
              { value: 'true', label: '已归档' },
            ],
          },
        ]}
      />
      <OrganisationDialog editing={editing} close={() => setEditing(undefined)} />
    </Page>
  );
}
