import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Radio, Segmented, Select } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Section } from '#ui/page.tsx';
import { problemOf } from '#ui/problem-error.ts';
import { channelNames, staffChannels } from '../domain/ballot/words.ts';
import type { Choice } from '../domain/tally/vote.ts';
import { participationApi, participationQueries } from './api.ts';
import type { Vote } from './ballots-desk.page.tsx';
import { choicesOf, keyHints, useChoiceKeys } from './ballots-keys.ts';
import { ProxySelect, Replaces, Scan, type Scanned, type StaffChannel } from './ballots-parts.tsx';

export type Door = Awaited<ReturnType<typeof participationApi.desk.doors>>['items'][number];
type Draft = Readonly<Record<string, Choice | null>>;

type EntryProps = {
  readonly vote: Vote;
  readonly door: Door | undefined;
  readonly setDoor: (door: Door | undefined) => void;
};

/** One signed paper after another: door, choices, Enter; the scan and the channel stay for the lot. */
export function BallotEntry({ vote, door, setDoor }: EntryProps) {
  const [channel, setChannel] = useState<StaffChannel>('paper');
  const [scan, setScan] = useState<Scanned>();
  const [signed, setSigned] = useState(false);
  const [proxyId, setProxyId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [draft, setDraft] = useState<Draft>({});
  const form = useRef<HTMLFormElement>(null);
  const entry = useEntry(vote, door?.entitlementId, () => {
    setDraft({});
    setReason('');
    setProxyId(null);
    setDoor(undefined);
    form.current?.querySelector<HTMLInputElement>('input[role="combobox"]')?.focus();
  });
  const change = (matter: string, choice: Choice | null) => {
    entry.clear();
    setDraft((before) => ({ ...before, [matter]: choice }));
  };
  const keys = useChoiceKeys(form, vote, door, change);
  const byAgent = channel === 'proxy' || channel === 'representative';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!door) return;
    const choices = Object.fromEntries(vote.paper.map(({ id }) => [id, draft[id] ?? null]));
    const replaces = door.ballot?.times ?? null;
    const one = { entitlementId: door.entitlementId, choices, replaces, reason, proxyId };
    void entry.send({ channel, signed, fileId: scan?.id ?? null }, one, door.door);
  };
  return (
    <form ref={form} onSubmit={submit} onKeyDown={keys} noValidate>
      <Section
        title="登记签字的票"
        about={`选好门牌后，按数字键逐项选择（${keyHints(vote)}），按回车保存并录下一户。方式和扫描件沿用到下一张。`}
      >
        <Segmented<StaffChannel>
          aria-label="方式"
          value={channel}
          options={staffChannels.map((value) => ({ value, label: channelNames[value] }))}
          onChange={setChannel}
        />
        <Scan vote={vote} scan={scan} setScan={setScan} />
        <Checkbox
          style={{ marginBlock: 8 }}
          checked={signed}
          onChange={(event) => setSigned(event.target.checked)}
        >
          已核对每张票的实名签字
        </Checkbox>
        <DoorSelect vote={vote} door={door} setDoor={setDoor} />
        {byAgent && <ProxySelect vote={vote} channel={channel} value={proxyId} set={setProxyId} />}
        {vote.paper.map((matter) => (
          <fieldset key={matter.id} className="hj-plain" data-matter={matter.id}>
            <legend>{matter.title}</legend>
            <Radio.Group
              value={draft[matter.id] ?? null}
              options={choicesOf(vote)}
              onChange={(event) => change(matter.id, event.target.value)}
            />
          </fieldset>
        ))}
        {door?.ballot && <Replaces ballot={door.ballot} reason={reason} setReason={setReason} />}
        {entry.said && <Alert type="success" showIcon title={entry.said} role="status" />}
        {entry.refusal && <Alert type="error" showIcon title={entry.refusal} />}
        <div className="hj-form-buttons">
          <Button type="primary" htmlType="submit" loading={entry.busy} disabled={!door}>
            保存，录下一户
          </Button>
        </div>
      </Section>
    </form>
  );
}

/** Types part of a door and takes the one meant. */
function DoorSelect({ vote, door, setDoor }: EntryProps) {
  const [search, setSearch] = useState('');
  const input = { id: vote.id, size: 20, ...(search ? { search } : {}) };
  const query = useQuery(participationQueries.desk.doors.queryOptions({ input }));
  const found = query.data?.items ?? [];
  const all =
    door && !found.some((one) => one.entitlementId === door.entitlementId) ? [door, ...found] : found;
  return (
    <Select
      aria-label="门牌"
      placeholder="门牌，如 3-2-301 或业主"
      style={{ width: '24em', maxWidth: '100%' }}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      value={door?.entitlementId ?? null}
      options={all.map((one) => ({
        value: one.entitlementId,
        label: `${one.door}　${one.ownerMasked}${one.ballot ? '（已投）' : ''}`,
      }))}
      onChange={(key) => setDoor(all.find((one) => one.entitlementId === key))}
    />
  );
}

type Lot = { channel: StaffChannel; signed: boolean; fileId: string | null };
type One = Omit<Parameters<typeof participationApi.desk.enter>[0]['entries'][number], 'key'>;

/** The same content keeps its key until an answer came, so that a second tap counts nothing twice. */
function useEntry(vote: Vote, doorId: string | undefined, after: () => void) {
  const queries = useQueryClient();
  const sent = useRef({ content: '', key: '' });
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [refusal, setRefusal] = useState('');
  const clear = () => {
    setSaid('');
    setRefusal('');
  };
  // what was said was about the door before, however the next one was chosen
  useEffect(() => {
    if (!doorId) return;
    setSaid('');
    setRefusal('');
  }, [doorId]);
  const send = async (lot: Lot, one: One, door: string) => {
    const content = JSON.stringify([lot, one]);
    if (sent.current.content !== content) sent.current = { content, key: crypto.randomUUID() };
    setBusy(true);
    clear();
    try {
      const entries = [{ ...one, key: sent.current.key }];
      const { receipts } = await participationApi.desk.enter({ id: vote.id, ...lot, entries });
      sent.current = { content: '', key: '' };
      // the list first: whoever picks the next door from it must see this ballot
      await queries.invalidateQueries({ queryKey: participationQueries.desk.key() });
      setSaid(`${door} 已登记，回执 ${receipts[0]?.receipt}`);
      after();
    } catch (error) {
      setRefusal(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  };
  return { busy, said, refusal, send, clear };
}
