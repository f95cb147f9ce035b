import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { Unverified } from '#ui/basis.tsx';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { rulesActions } from '../contract-rules.ts';
import { fundingApi, fundingQueries } from './api.ts';
import type { EstimateView } from './estimate.page.tsx';

type Network = EstimateView['networks'][number];
const owners = [
  { value: 'utility', label: '属专营单位' },
  { value: 'other', label: '不属专营单位' },
] as const;

/** Who owns the pipes and what lies inside the meters: assumed until somebody has looked and entered it. */
export function EstimateNetworks({ one }: { readonly one: EstimateView }) {
  const may = useMay(rulesActions['funding.rules.network']);
  const [open, setOpen] = useState<Network>();
  const columns: readonly Column<Network>[] = [
    { key: 'title', title: '管线', render: (row) => row.title },
    {
      key: 'pipe',
      title: '产权',
      render: (row) => owners.find(({ value }) => value === row.pipe)?.label ?? '',
    },
    { key: 'inside', title: '入户端口以内占费用', align: 'end', render: (row) => row.insideShare },
    { key: 'document', title: '依据', render: (row) => row.document ?? <Unverified /> },
    ...(may
      ? [
          {
            key: 'edit',
            title: '操作',
            render: (row: Network) => (
              <Button size="small" onClick={() => setOpen(row)} aria-label={`登记${row.title}`}>
                登记
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <Section
      title="管线产权与入户端口"
      about="入户端口以外、产权属专营单位的由专营单位承担（六(二)）；没有登记的按规则包的暂定条件。"
    >
      <Table caption="管线产权与入户端口" columns={columns} rows={one.networks} rowKey={(row) => row.item} />
      <FormDialog
        title={`登记${open?.title ?? ''}的产权与入户端口`}
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
      >
        {open && <NetworkForm estateId={one.estateId} network={open} close={() => setOpen(undefined)} />}
      </FormDialog>
    </Section>
  );
}

type Values = { readonly pipe: Network['pipe']; readonly insideShare: string; readonly document: string };
type FormProps = { readonly estateId: string; readonly network: Network; readonly close: () => void };

function NetworkForm({ estateId, network, close }: FormProps) {
  const { item, version, pipe, insideShare, document } = network;
  const act = useAct({
    run: (values: Values) => fundingApi.rules.network({ estateId, item, version, ...values }),
    done: '已登记，测算随之改变',
    stale: [fundingQueries.rules.key()],
    quiet: true,
  });
  return (
    <SubmitForm<Values>
      initial={{ pipe, insideShare, document: document ?? '' }}
      submitText="登记"
      onCancel={close}
      onSubmit={async (values) => {
        await act.mutateAsync(values);
        close();
      }}
    >
      <Form.Item name="pipe" label="管线产权" rules={[chosen('管线产权')]}>
        <Select options={[...owners]} />
      </Form.Item>
      <Form.Item name="insideShare" label="入户端口以内占费用的份额（0 到 1）" rules={[needed('份额')]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="document" label="依据的文件或核实记录" rules={[needed('依据')]}>
        <Input maxLength={200} />
      </Form.Item>
    </SubmitForm>
  );
}
