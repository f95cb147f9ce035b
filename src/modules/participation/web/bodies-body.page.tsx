import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { bodyActions } from '../contract-bodies.ts';
import { bodyNames, postNames, seatNames, termNames } from '../domain/body/body.ts';
import { participationApi, participationQueries } from './api.ts';
import { type Body, BodyForm } from './bodies-form.tsx';
import { chinaToday } from './notices-words.tsx';
import { RecordSteps } from './record-steps.tsx';

/** One body: who sits in it, whether its composition is lawful, until when, and what was done with it. */
export default function BodyPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(participationQueries.bodies.show.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.name ?? '议事组织'}
      trail={[{ title: '议事组织', path: '/participation/bodies' }]}
      actions={<Button onClick={() => window.print()}>打印</Button>}
    >
      <Answer of={query}>{(body) => <Whole body={body} />}</Answer>
    </Page>
  );
}

function Whole({ body }: { readonly body: Body }) {
  return (
    <>
      <Section title="概况" actions={<Acts body={body} />}>
        <Facts
          facts={[
            { label: '小区', value: body.estateName },
            { label: '类别', value: bodyNames[body.kind] },
            { label: '成立', value: dayText(body.since) },
            {
              label: '任期',
              value: `${termNames[body.term]}${body.termUntil ? `，至 ${dayText(body.termUntil)}` : ''}`,
            },
            {
              label: '正常履职',
              value: `${body.working ? '是' : '否'}${body.workingEvidence ? `（${body.workingEvidence}）` : ''}`,
            },
            {
              label: '会议',
              value: <AppLink to={`/participation/meetings?body=${body.id}`}>这个组织的会议</AppLink>,
            },
            ...(body.endedOn
              ? [{ label: '终止', value: `${dayText(body.endedOn)}：${body.endReason ?? ''}` }]
              : []),
          ]}
        />
      </Section>
      {body.kind === 'managementCommittee' && <Composition body={body} />}
      <Members body={body} />
      <RecordSteps steps={body.history} />
    </>
  );
}

/** What the regulations ask of the membership, and what of it is missing. */
function Composition({ body }: { readonly body: Body }) {
  return (
    <Section title="组成检查" about="组成不合规的可以登记，不能认定为正常履职。">
      {body.faults.length === 0 ? (
        <Alert type="success" showIcon title="人数、单数、业主比例、主任人选都合规。" />
      ) : (
        <ul>
          {body.faults.map((one) => (
            <li key={one.message}>
              {one.message}（依据：{one.clause}）
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Members({ body }: { readonly body: Body }) {
  const may = useMay(bodyActions['participation.body.reveal']);
  const ask = useConfirm();
  const [names, setNames] = useState<ReadonlyMap<string, string>>();
  const reveal = () =>
    ask({
      title: '查看成员姓名',
      text: '查看和理由记入审计。',
      okText: '查看',
      reasonLabel: '理由',
      run: async (reason) => {
        const found = await participationApi.bodies.reveal({ id: body.id, reason });
        setNames(new Map(found.map((one) => [one.id, one.name])));
      },
    });
  const columns: readonly Column<Body['members'][number]>[] = [
    { key: 'name', title: '姓名', render: (one) => names?.get(one.id) ?? one.nameMasked },
    { key: 'post', title: '职务', render: (one) => postNames[one.post] },
    { key: 'seat', title: '代表', render: (one) => seatNames[one.seat] },
  ];
  const button = names ? (
    <Button onClick={() => setNames(undefined)}>隐藏姓名</Button>
  ) : (
    <Button onClick={reveal}>查看姓名</Button>
  );
  return (
    <Section
      title={`成员（${body.members.length} 人）`}
      actions={may && body.members.length > 0 ? button : null}
    >
      <Table
        caption="成员"
        columns={columns}
        rows={body.members}
        rowKey={(one) => one.id}
        empty={<Nothing text="没有登记成员" />}
      />
    </Section>
  );
}

function Acts({ body }: { readonly body: Body }) {
  const may = useMay(bodyActions['participation.body']);
  const mayJudge = useMay(bodyActions['participation.body.working']);
  const ask = useConfirm();
  const queries = useQueryClient();
  const [form, setForm] = useState<'edit' | 'end'>();
  const close = () => setForm(undefined);
  if (body.endedOn) return null;
  const { id, version, working } = body;
  const done = () => queries.invalidateQueries({ queryKey: participationQueries.bodies.key() });
  const title = working ? '认定未正常履职' : '认定正常履职';
  const judge = async (evidence: string) => {
    await participationApi.bodies.working({ id, version, working: !working, evidence });
    await done();
  };
  return (
    <>
      {may && <Button onClick={() => setForm('edit')}>修改</Button>}
      {mayJudge && (
        <Button onClick={() => ask({ title, okText: title, reasonLabel: '依据', run: judge })}>
          {title}
        </Button>
      )}
      {mayJudge && (
        <Button danger onClick={() => setForm('end')}>
          终止
        </Button>
      )}
      <FormDialog title="修改议事组织" open={form === 'edit'} onClose={close} width={720}>
        <BodyForm body={body} close={close} />
      </FormDialog>
      <FormDialog title="终止议事组织" open={form === 'end'} onClose={close}>
        <SubmitForm<{ on: string; reason: string }>
          initial={{ on: chinaToday() }}
          submitText="终止"
          onCancel={close}
          onSubmit={async (values) => {
            await participationApi.bodies.end({ id, version, ...values });
            close();
            await done();
          }}
        >
          <p>终止后不能恢复；业主委员会终止的，台账中的标记一并取消。</p>
          <Form.Item name="on" label="终止日期" rules={[needed('终止日期')]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="reason" label="理由" rules={[needed('理由')]}>
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        </SubmitForm>
      </FormDialog>
    </>
  );
}
