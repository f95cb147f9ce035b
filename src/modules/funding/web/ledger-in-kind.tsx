import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { chosen, FormDialog, SubmitForm } from '#ui/form.tsx';
import { AppLink } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { ledgerActions } from '../contract-ledger.ts';
import { fundingApi, fundingQueries } from './api.ts';
import type { Choices } from './ledger-grant-form.tsx';
import { AmountField, DayField, dayOf, fenOf, onDay, Yuan } from './ledger-words.tsx';
import { PaperField, PaperLink } from './works-words.tsx';

type Entry = Awaited<ReturnType<typeof fundingApi.ledger.inKinds>>[number];

const columns: readonly Column<Entry>[] = [
  {
    key: 'day',
    title: '入账日期',
    render: (one) => <AppLink to={`/funding/postings/${one.postingId}`}>{one.bookedOn}</AppLink>,
  },
  { key: 'place', title: '项目、小区', render: (one) => `${one.project}：${one.estate}` },
  { key: 'item', title: '内容', render: (one) => one.itemTitle },
  {
    key: 'description',
    title: '投入',
    render: (one) => (
      <>
        {one.description} {one.reversed && <Tag>已冲正</Tag>}
      </>
    ),
  },
  { key: 'amount', title: '价值（元）', align: 'end', render: (one) => <Yuan fen={one.amountFen} /> },
  { key: 'file', title: '计价依据', render: (one) => <PaperLink file={one.file} /> },
  { key: 'by', title: '登记', render: (one) => one.byName },
];

/** What was given to a source in goods or labour, each with its evidence, and the form for one more. */
export function InKind({ id, mine }: { readonly id: string; readonly mine: boolean }) {
  const [open, setOpen] = useState(false);
  const may = useMay(ledgerActions['funding.ledger.inKind']) && mine;
  const query = useQuery(fundingQueries.ledger.inKinds.queryOptions({ input: { id } }));
  const choices = useQuery(fundingQueries.ledger.choices.queryOptions()).data;
  return (
    <Section
      title="实物、劳务投入"
      about="按价值另册登记，不与资金混记；登记有误的，打开凭证冲正。"
      actions={
        may &&
        choices && (
          <Button type="primary" onClick={() => setOpen(true)}>
            登记投入
          </Button>
        )
      }
    >
      <Answer of={query}>
        {(rows) => (
          <Table
            caption="实物、劳务投入"
            columns={columns}
            rows={rows}
            rowKey={(one) => one.postingId}
            empty="还没有登记投入"
          />
        )}
      </Answer>
      <FormDialog title="登记实物、劳务投入" open={open} onClose={() => setOpen(false)}>
        {choices && <InKindForm id={id} choices={choices} close={() => setOpen(false)} />}
      </FormDialog>
    </Section>
  );
}

type Values = {
  place: string;
  item: string;
  yuan: string;
  day: Dayjs;
  description: string;
  file: { readonly id: string; readonly name: string };
};
type FormProps = { readonly id: string; readonly choices: Choices; readonly close: () => void };

function InKindForm({ id, choices, close }: FormProps) {
  const act = useAct({
    run: ({ place, yuan, day, file, item, description }: Values) => {
      const [projectId = '', estateId = ''] = place.split(' ');
      return fundingApi.ledger.inKind({
        ...{ id, projectId, estateId, item, description, evidenceFileId: file.id },
        ...{ amountFen: fenOf(yuan), bookedOn: dayOf(day) },
      });
    },
    done: '已登记投入',
    ...{ stale: [fundingQueries.ledger.key()], quiet: true, after: close },
  });
  return (
    <SubmitForm<Values>
      submitText="登记"
      initial={{ day: onDay(choices.today) }}
      onSubmit={act.mutateAsync}
      onCancel={close}
    >
      <Form.Item name="place" label="项目、小区" rules={[chosen('小区')]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={choices.places.map((one) => ({
            value: `${one.projectId} ${one.estateId}`,
            label: `${one.project}：${one.estate}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="item" label="改造内容" rules={[chosen('改造内容')]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={choices.items.map(({ id: value, title }) => ({ value, label: title }))}
        />
      </Form.Item>
      <Form.Item
        name="description"
        label="投入的内容"
        rules={[{ required: true, min: 2, message: '请写明投入的内容' }]}
      >
        <Input.TextArea rows={2} maxLength={500} placeholder="如：自行迁改杆线 12 处，材料与人工" />
      </Form.Item>
      <AmountField />
      <DayField />
      <Evidence />
    </SubmitForm>
  );
}

/** The evidence belongs to the project: it waits until one is chosen. */
function Evidence() {
  const place: string | undefined = Form.useWatch('place');
  if (!place) return <p>选择小区后上传计价依据。</p>;
  return (
    <Form.Item name="file" label="计价依据" rules={[chosen('计价依据')]}>
      <PaperField projectId={place.split(' ')[0] ?? ''} label="计价依据（结算单、评估、签认单）" />
    </Form.Item>
  );
}
