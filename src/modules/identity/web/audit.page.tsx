import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Fragment } from 'react';
import type { z } from 'zod';
import { DataTable } from '#ui/data-table.tsx';
import { type ListQuery, pageAnswer } from '#ui/list-state.ts';
import { AppLink } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { instantText, numberText } from '#ui/quantity.ts';
import { Failure } from '#ui/states.tsx';
import type { auditLineShape } from '../contract.ts';
import { identityApi, identityQueries } from './api.ts';
import { actionChoices, actionName, detailFacts, subjectName } from './audit-words.ts';

type Line = z.infer<typeof auditLineShape>;

const day = /^\d{4}-\d{2}-\d{2}$/;

function loadLines({ page, pageSize, filters }: ListQuery) {
  const { who, action, subject, from, to } = filters;
  return identityApi.audit
    .list({
      page,
      size: pageSize,
      ...(who ? { who } : {}),
      ...(action ? { action } : {}),
      ...(subject ? { subjectId: subject } : {}),
      ...(from && day.test(from) ? { from } : {}),
      ...(to && day.test(to) ? { to } : {}),
    })
    .then(pageAnswer);
}

/** The audit: who did what to what and when, and whether the chain is whole. */
export default function AuditPage() {
  return (
    <Page about="每次登录和每项改动都记在这里，逐条相扣，改动或删去任何一条都能查出。">
      <ChainState />
      <DataTable<Line>
        name="identity.audit"
        caption="审计记录"
        queryKey={[...identityQueries.audit.list.key(), 'page']}
        load={loadLines}
        rowKey={(line) => line.id}
        filters={[
          { key: 'who', label: '何人（姓名）' },
          { key: 'action', label: '何事', options: actionChoices },
          { key: 'subject', label: '对象编号' },
          { key: 'from', label: '从哪天', kind: 'day' },
          { key: 'to', label: '到哪天', kind: 'day' },
        ]}
        columns={[
          { key: 'at', title: '时间', width: '11em', render: (line) => instantText(line.at) },
          { key: 'who', title: '何人', render: (line) => line.actorName },
          {
            key: 'action',
            title: '何事',
            render: (line) => <span title={line.action}>{actionName(line.action)}</span>,
          },
          { key: 'subject', title: '对象', render: (line) => <Subject line={line} /> },
          { key: 'detail', title: '内容', render: (line) => <Detail detail={line.detail} /> },
          { key: 'region', title: '区划', optional: true, render: (line) => line.regionCode },
          { key: 'code', title: '事项代码', optional: true, render: (line) => line.action },
          { key: 'stream', title: '链', optional: true, render: (line) => `${line.stream} #${line.seq}` },
        ]}
      />
    </Page>
  );
}

function Subject({ line }: { readonly line: Line }) {
  return (
    <>
      {subjectName(line.subjectKind)}{' '}
      <span title={`${line.subjectId}，点击只看这个对象的记录`}>
        <AppLink className="hj-code" to={`/identity/audit?subject=${encodeURIComponent(line.subjectId)}`}>
          {line.subjectId.length > 14 ? `${line.subjectId.slice(0, 8)}…` : line.subjectId}
        </AppLink>
      </span>
    </>
  );
}

function Detail({ detail }: { readonly detail: unknown }) {
  const facts = detailFacts(detail);
  if (facts.length === 0) return null;
  return (
    <details>
      <summary>查看</summary>
      <dl className="hj-facts">
        {facts.map(({ label, text }) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}

function ChainState() {
  const check = useQuery(identityQueries.audit.check.queryOptions({ staleTime: 60_000 }));
  const again = () => void check.refetch();
  const button = (
    <Button size="small" loading={check.isFetching} onClick={again}>
      重新校验
    </Button>
  );
  if (check.error) return <Failure error={check.error} again={again} />;
  if (!check.data) return <Alert className="hj-form-problem" type="info" title="正在校验审计链…" />;
  const { fault, lines, anchors } = check.data;
  return (
    <Alert
      className="hj-form-problem"
      showIcon
      type={fault ? 'error' : 'success'}
      title={fault ?? `审计链完整：${numberText(lines)} 条记录，${numberText(anchors)} 次锚定，均已核对。`}
      action={button}
    />
  );
}
