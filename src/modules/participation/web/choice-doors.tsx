import { Button, Checkbox, Form, Radio } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { FormDialog, SubmitForm } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Section } from '#ui/page.tsx';
import { instantText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import type { Column } from '#ui/table.tsx';
import { choiceActions } from '../contract-choices.ts';
import { participationApi, participationQueries } from './api.ts';
import { type Choice, channelNames } from './choice-words.ts';

type Door = Awaited<ReturnType<typeof participationApi.choices.doors>>['items'][number];

/** Which doors have chosen and which are still to be asked; what they chose is nobody's to see. */
export function ChoiceDoors({ choice }: { readonly choice: Choice }) {
  const [door, setDoor] = useState<Door>();
  const enters =
    useMay(choiceActions['participation.choice.enter']) && choice.state === 'open' && !choice.overdue;
  const columns: readonly Column<Door>[] = [
    { key: 'place', title: '门牌', render: (one) => one.place },
    { key: 'done', title: '是否已选', render: (one) => (one.done ? '已选' : '未选') },
    { key: 'channel', title: '方式', render: (one) => (one.channel ? channelNames[one.channel] : '—') },
    { key: 'at', title: '时间', render: (one) => instantText(one.at) },
    {
      key: 'enter',
      title: '办理',
      render: (one) =>
        enters && (
          <Button size="small" onClick={() => setDoor(one)}>
            {one.done ? '代录改选' : '代录'}
          </Button>
        ),
    },
  ];
  const load = async (query: ListQuery, signal: AbortSignal) => {
    const { done } = query.filters;
    const input = { id: choice.id, ...pageInput(query), ...(done ? { done } : {}) };
    return pageAnswer(await participationApi.choices.doors(input, { signal }));
  };
  return (
    <Section title="各户" about="只显示是否已选，不显示选了什么。未选的可以按此逐户上门；纸质选票在此代录。">
      <DataTable<Door>
        name="participation.choice.doors"
        caption="各户是否已选"
        queryKey={[...participationQueries.choices.key(), 'doors', choice.id]}
        load={load}
        rowKey={(one) => one.partId}
        rowName={(one) => one.place}
        columns={columns}
        searchHint="楼号、单元或房号"
        filters={[
          {
            key: 'done',
            label: '是否已选',
            options: [
              { value: 'false', label: '未选' },
              { value: 'true', label: '已选' },
            ],
          },
        ]}
      />
      <FormDialog
        title={`代录选票：${door?.place ?? ''}`}
        open={door !== undefined}
        onClose={() => setDoor(undefined)}
      >
        {door && <EnterForm choice={choice} door={door} close={() => setDoor(undefined)} />}
      </FormDialog>
    </Section>
  );
}

type EnterProps = { readonly choice: Choice; readonly door: Door; readonly close: () => void };
type Values = { readonly channel: 'paper' | 'door'; readonly approvals: string[] };

function EnterForm({ choice, door, close }: EnterProps) {
  // one key for as long as the form is open: a second press is the same ballot
  const [key] = useState(() => crypto.randomUUID());
  const act = useAct({
    run: (values: Values) =>
      participationApi.choices.enter({ id: choice.id, partId: door.partId, key, ...values }),
    done: ({ receipt }) => `已录入，回执号 ${receipt}`,
    stale: [participationQueries.choices.key()],
    after: close,
    quiet: true,
  });
  return (
    <SubmitForm<Values>
      initial={{ channel: 'paper', approvals: [] }}
      submitText={door.done ? '替换上一次' : '录入'}
      onSubmit={(values) => act.mutateAsync(values)}
      onCancel={close}
    >
      <Form.Item name="channel" label="方式">
        <Radio.Group
          options={[
            { value: 'paper', label: '纸质选票' },
            { value: 'door', label: '入户询问' },
          ]}
        />
      </Form.Item>
      <Form.Item name="approvals" label="赞成的内容（可以一项都不选）">
        <Checkbox.Group
          className="choice-approvals"
          options={choice.items
            .filter((item) => item.class !== 'basic')
            .map((item) => ({ value: item.id, label: item.title }))}
        />
      </Form.Item>
    </SubmitForm>
  );
}
