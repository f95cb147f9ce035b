import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select, Tag } from 'antd';
import { Unverified } from '#ui/basis.tsx';
import { AppLink, useSearchText } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, wanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { overviewActions } from '../contract-overview.ts';
import { type AlarmKind, alarmKinds } from '../domain/overview/alarms.ts';
import { fundingApi, fundingQueries } from './api.ts';

type Alarms = Awaited<ReturnType<typeof fundingApi.overview.alarms>>;
type Row = Alarms['items'][number];

/** 资金预警: what auditors would find, found first. */
export default function AlarmsPage() {
  const [params, change] = useSearchText();
  const dismissed = params.get('dismissed') === 'true';
  const kind = (Object.keys(alarmKinds) as AlarmKind[]).find((one) => one === params.get('kind'));
  const input = { dismissed: dismissed ? ('true' as const) : ('false' as const), ...(kind ? { kind } : {}) };
  const query = useQuery(fundingQueries.overview.alarms.queryOptions({ input }));
  return (
    <Page about="闲置、未到位、临近失效、配套不足、超付、逾期和违规事项，由账目随时算出；说明理由可暂不提示，数额一变又会提示。">
      <Answer of={query}>
        {({ items, counts, limits }) => (
          <>
            <Limits limits={limits} />
            <Section
              title={dismissed ? '暂不提示的预警' : '预警'}
              actions={
                <Button onClick={() => change({ dismissed: dismissed ? undefined : 'true' })}>
                  {dismissed ? '看现有预警' : '看暂不提示的'}
                </Button>
              }
            >
              <Select
                aria-label="类别"
                style={{ width: 220, maxWidth: '100%', marginBottom: 12 }}
                value={kind ?? ''}
                options={[
                  { value: '', label: '全部类别' },
                  ...Object.entries(alarmKinds).map(([value, label]) => ({
                    value,
                    label: `${label}（${counts[value] ?? 0}）`,
                  })),
                ]}
                onChange={(next) => change({ kind: next || undefined })}
              />
              <List items={items} dismissed={dismissed} />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

function Limits({ limits }: { readonly limits: Alarms['limits'] }) {
  const match =
    limits.localMatch === null
      ? '本级配套比例未见文件，暂不检查'
      : `本级配套不低于财政资金的 ${limits.localMatch / 100}%`;
  return (
    <Alert
      type="info"
      showIcon
      title={
        <>
          闲置超过 {limits.idleDays} 天、下达超过 {limits.receiptDays} 天未到位、失效前 {limits.expiryDays}{' '}
          天提示；{match}。{limits.unverified && <Unverified />}
        </>
      }
    />
  );
}

const ofSources: readonly AlarmKind[] = ['idle', 'unreceived', 'expiring'];

/** Where an auditor looks next. */
function Audit({ row }: { readonly row: Row }) {
  const hidden = <span className="hj-hidden">{row.subject}</span>;
  if (ofSources.includes(row.kind))
    return <AppLink to={`/funding/chain/source/${row.subjectId}`}>逐分去向{hidden}</AppLink>;
  if (row.kind === 'arrears') return <AppLink to={`/funding/chain/${row.subjectId}`}>审计链{hidden}</AppLink>;
  return <>—</>;
}

function List({ items, dismissed }: { readonly items: readonly Row[]; readonly dismissed: boolean }) {
  const confirm = useConfirm();
  const dismisses = useMay(overviewActions['funding.overview.dismiss']) && !dismissed;
  const act = useAct({
    run: (input: { key: string; reason: string }) => fundingApi.overview.dismiss(input),
    done: '已记下理由，暂不提示',
    stale: [fundingQueries.overview.key()],
    quiet: true,
  });
  const ask = (row: Row) =>
    confirm({
      title: `暂不提示：${row.subject}`,
      text: '理由会留痕；数额一变又会提示。',
      okText: '暂不提示',
      reasonLabel: '理由',
      run: (reason) => act.mutateAsync({ key: row.key, reason }),
    });
  const columns: readonly Column<Row>[] = [
    { key: 'kind', title: '类别', render: (one) => <Tag color="warning">{alarmKinds[one.kind]}</Tag> },
    { key: 'subject', title: '对象', render: (one) => <AppLink to={one.path}>{one.subject}</AppLink> },
    { key: 'amount', title: '金额（万元）', align: 'end', render: (one) => wanOf(one.amount) },
    { key: 'text', title: '情况', render: (one) => one.text },
    { key: 'chain', title: '审计', render: (one) => <Audit row={one} /> },
    ...(dismissed
      ? [
          {
            key: 'why',
            title: '理由',
            render: ({ dismissed: done }: Row) =>
              done ? `${done.reason}（${done.by}，${instantText(done.at)}）` : '—',
          },
        ]
      : []),
    ...(dismisses
      ? [
          {
            key: 'acts',
            title: '操作',
            render: (one: Row) => (
              <Button type="link" onClick={() => ask(one)}>
                暂不提示<span className="hj-hidden">{one.subject}</span>
              </Button>
            ),
          },
        ]
      : []),
  ];
  if (items.length === 0) return <Nothing text={dismissed ? '没有暂不提示的预警。' : '没有预警。'} />;
  return <Table caption="资金预警" columns={columns} rows={items} rowKey={(one) => one.key} />;
}
