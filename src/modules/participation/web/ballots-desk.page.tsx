import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { FormDialog } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText, m2Of } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { ballotActions } from '../contract-ballots.ts';
import {
  channelNames,
  channels,
  type DeliveryState,
  deliveryNames,
  deliveryStates,
} from '../domain/ballot/words.ts';
import { participationApi, participationQueries } from './api.ts';
import { BallotEntry, type Door } from './ballots-entry.tsx';

/** 登记表决票: one door after another from the keyboard; below, which doors are still out. */
export default function BallotsDesk() {
  const { id = '' } = usePathParams();
  const go = useGo();
  const query = useQuery(participationQueries.votes.show.queryOptions({ input: { id } }));
  const trail = [
    { title: '依法表决', path: '/participation/votes' },
    { title: query.data?.title ?? '表决', path: `/participation/votes/${id}` },
  ];
  return (
    <Page
      title="登记表决票"
      trail={trail}
      actions={
        query.data && <Button onClick={() => go(`/participation/votes/${id}/imports`)}>成批登记</Button>
      }
    >
      <Answer of={query}>{(vote) => <Desk vote={vote} />}</Answer>
    </Page>
  );
}

export type Vote = Awaited<ReturnType<typeof participationApi.votes.show>>;

function Desk({ vote }: { readonly vote: Vote }) {
  const [door, setDoor] = useState<Door>();
  const enters = useMay(ballotActions['participation.ballot.enter']) && vote.state === 'open';
  return (
    <>
      {enters ? (
        <BallotEntry vote={vote} door={door} setDoor={setDoor} />
      ) : (
        <Alert type="info" showIcon title="现在不收票，或您的角色不能登记；各户情况仍可查看。" />
      )}
      <Doors vote={vote} enters={enters} pick={setDoor} />
    </>
  );
}

const options = <T extends string>(names: Readonly<Record<T, string>>, keys: readonly T[]) =>
  keys.map((value) => ({ value, label: names[value] }));

const doorColumns = (
  enters: boolean,
  pick: (door: Door) => void,
  look: ((door: Door) => void) | null,
): readonly Column<Door>[] => [
  { key: 'place', title: '门牌', sortable: true, render: (one) => one.door },
  {
    key: 'owner',
    title: '业主',
    render: (one) => (one.unsold ? '未售（建设单位）' : one.ownerMasked),
  },
  { key: 'area', title: '面积（㎡）', render: (one) => m2Of(one.areaCm2, 2) },
  {
    key: 'ballot',
    title: '表决票',
    render: ({ ballot }) =>
      ballot
        ? `${channelNames[ballot.channel]}${ballot.times > 1 ? `，已改票，第 ${ballot.times} 次` : ''}`
        : '未投',
  },
  { key: 'day', title: '投票日期', sortable: true, render: ({ ballot }) => dayText(ballot?.day) },
  {
    key: 'delivery',
    title: '送达',
    render: ({ delivery }) =>
      delivery ? `${deliveryNames[delivery.status]}${delivery.note ? `：${delivery.note}` : ''}` : '—',
  },
  {
    key: 'enter',
    title: '办理',
    render: (one) => (
      <>
        {enters && (
          <Button size="small" onClick={() => pick(one)}>
            登记
          </Button>
        )}{' '}
        {look && one.ballot?.scan && (
          <Button size="small" onClick={() => look(one)}>
            扫描件
          </Button>
        )}
      </>
    ),
  },
];

const searchOf = (query: ListQuery) => {
  const all = Object.entries({ ...pageInput(query), ...query.filters });
  return new URLSearchParams(all.flatMap(([key, value]) => (value ? [[key, String(value)]] : [])));
};

/** Who has voted and how, never what. */
function Doors(props: {
  readonly vote: Vote;
  readonly enters: boolean;
  readonly pick: (door: Door) => void;
}) {
  const { vote, enters, pick } = props;
  const [chosen, setChosen] = useState<readonly string[]>();
  const [about, setAbout] = useState('');
  const looks = useMay(ballotActions['participation.ballot.scan']);
  const scan = useAct({
    run: ({ entitlementId }: Door) =>
      download(`/api/participation/votes/${vote.id}/doors/${entitlementId}/scan`, '扫描件'),
  });
  const load = async (query: ListQuery, signal: AbortSignal) => {
    const input = { id: vote.id, ...pageInput(query), ...query.filters } as Parameters<
      typeof participationApi.desk.doors
    >[0];
    const answer = await participationApi.desk.doors(input, { signal });
    const { all, voted, delivered } = answer.counts;
    setAbout(`共 ${all} 户，已投 ${voted} 户，已送达或张贴 ${delivered} 户。只显示是否投票，不显示选择。`);
    return pageAnswer(answer);
  };
  return (
    <Section title="各户" about={about}>
      <DataTable<Door>
        name="participation.desk.doors"
        caption="各户投票与送达情况"
        queryKey={[...participationQueries.desk.key(), 'doors', vote.id]}
        load={load}
        rowKey={(one) => one.entitlementId}
        rowName={(one) => one.door}
        columns={doorColumns(enters, pick, looks ? (one) => scan.mutate(one) : null)}
        onExport={(query) =>
          download(`/api/participation/votes/${vote.id}/doors.xlsx?${searchOf(query)}`, '各户情况.xlsx')
        }
        searchHint="门牌或业主"
        filters={[
          {
            key: 'voted',
            label: '是否投票',
            options: [
              { value: 'false', label: '未投' },
              { value: 'true', label: '已投' },
            ],
          },
          { key: 'channel', label: '方式', options: options(channelNames, channels) },
          {
            key: 'delivery',
            label: '送达',
            options: [{ value: 'none', label: '未登记' }, ...options(deliveryNames, deliveryStates)],
          },
        ]}
        bulk={enters ? [{ key: 'deliver', label: '登记送达情况', run: (keys) => setChosen(keys) }] : []}
        empty="名册上还没有投票权。"
      />
      {chosen && <Delivery vote={vote} chosen={chosen} close={() => setChosen(undefined)} />}
    </Section>
  );
}

/** What happened at the chosen doors when the paper was handed out. */
function Delivery(props: {
  readonly vote: Vote;
  readonly chosen: readonly string[];
  readonly close: () => void;
}) {
  const { vote, chosen, close } = props;
  const [status, setStatus] = useState<DeliveryState>('delivered');
  const [note, setNote] = useState('');
  const act = useAct({
    run: () => participationApi.desk.deliver({ id: vote.id, entitlementIds: [...chosen], status, note }),
    done: `已登记 ${chosen.length} 户`,
    stale: [participationQueries.desk.key()],
    after: close,
  });
  return (
    <FormDialog title={`送达情况（${chosen.length} 户）`} open onClose={close}>
      <Radio.Group
        value={status}
        options={options(deliveryNames, deliveryStates)}
        onChange={(event) => setStatus(event.target.value)}
      />
      <Input
        aria-label="说明"
        placeholder="说明（可不填）"
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="hj-form-buttons">
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate()}>
          登记
        </Button>
      </div>
    </FormDialog>
  );
}
