import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Select } from 'antd';
import { FileDrop } from '#ui/file-drop.tsx';
import { dayText } from '#ui/quantity.ts';
import { channelNames, type staffChannels } from '../domain/ballot/words.ts';
import { participationQueries } from './api.ts';
import type { Vote } from './ballots-desk.page.tsx';
import type { Door } from './ballots-entry.tsx';

export type StaffChannel = (typeof staffChannels)[number];

export type Scanned = { readonly id: string; readonly name: string };
type ScanProps = {
  readonly vote: Vote;
  readonly scan: Scanned | undefined;
  readonly setScan: (scan: Scanned | undefined) => void;
};

/** The scan of the signed papers, kept for the lot. */
export function Scan({ vote, scan, setScan }: ScanProps) {
  if (scan)
    return (
      <p>
        扫描件：{scan.name}{' '}
        <Button size="small" onClick={() => setScan(undefined)}>
          换一份
        </Button>
      </p>
    );
  return (
    <FileDrop<Scanned>
      label="这一批（或这一张）签字票的扫描件或照片"
      accept={['.pdf', '.jpg', '.jpeg', '.png']}
      maxBytes={20 * 1024 * 1024}
      path={`/api/participation/votes/${vote.id}/scans`}
      onUploaded={setScan}
    />
  );
}

type ReplacesProps = {
  readonly ballot: NonNullable<Door['ballot']>;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
};

/** Said before an earlier ballot is replaced; the reason stays with the new one. */
export function Replaces({ ballot, reason, setReason }: ReplacesProps) {
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={`这一户已投过 ${ballot.times} 次（最近一次：${channelNames[ballot.channel]}，${dayText(ballot.day)}）。保存会公开替换，两张都留存。`}
      />
      <Input
        aria-label="替换的原因"
        placeholder="替换的原因，如：业主当面改票、更正录入"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </>
  );
}

type ProxyProps = {
  readonly vote: Vote;
  readonly channel: StaffChannel;
  readonly value: string | null;
  readonly set: (id: string | null) => void;
};

/** The papers that make somebody an agent or a representative; whether one covers the door, the server tells. */
export function ProxySelect({ vote, channel, value, set }: ProxyProps) {
  const query = useQuery(participationQueries.votes.proxies.list.queryOptions({ input: { id: vote.id } }));
  const items = (query.data ?? []).filter((one) => one.kind === channel && !one.revokedAt);
  return (
    <Select
      aria-label="委托书"
      placeholder="委托书或代表意见"
      style={{ width: '24em', maxWidth: '100%' }}
      value={value}
      options={items.map((one) => ({ value: one.id, label: `${one.place}　${one.agentMasked}` }))}
      notFoundContent="没有有效的委托书，请先在表决详情中登记"
      onChange={set}
    />
  );
}
