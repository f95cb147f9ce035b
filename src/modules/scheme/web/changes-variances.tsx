import { Button, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { Facts, Unverified } from '#ui/basis.tsx';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import { changesActions } from '../contract-changes.ts';
import { type Indicator, indicatorNames, varianceStateNames } from '../domain/changes/variance.ts';
import { schemeApi, schemeQueries } from './api.ts';
import type { Changes } from './changes-tab.tsx';
import { CheckVariance, DecideVariance } from './changes-variance-forms.tsx';
import { optionsOf, type Scheme } from './schemes-words.tsx';

export type Variance = Changes['variances'][number];
const colours = {
  draft: 'default',
  checked: 'processing',
  approved: 'success',
  refused: 'error',
  withdrawn: 'default',
} as const;

export const VarianceTag = ({ state }: { readonly state: Variance['state'] }) => (
  <Tag color={colours[state]}>{varianceStateNames[state]}</Tag>
);

/** 规划指标放宽: for service facilities only, after every mandatory standard is checked (七(三)). */
export function Variances({ scheme, changes }: { readonly scheme: Scheme; readonly changes: Changes }) {
  const [asking, setAsking] = useState(false);
  const asks =
    useMay(changesActions['scheme.changes.ask']) && scheme.writable && scheme.state !== 'cancelled';
  return (
    <Section
      title="规划指标放宽"
      about={
        <>只为服务设施，且不违反国家强制性规范、标准（七(三)）。{changes.unverified && <Unverified />}</>
      }
      actions={asks && <Button onClick={() => setAsking(true)}>提出放宽</Button>}
    >
      {changes.variances.length === 0 && <Nothing text="没有放宽规划指标" />}
      {changes.variances.map((one) => (
        <VarianceCard key={one.id} variance={one} changes={changes} />
      ))}
      <FormDialog title="提出规划指标放宽" open={asking} onClose={() => setAsking(false)}>
        <Ask scheme={scheme} changes={changes} close={() => setAsking(false)} />
      </FormDialog>
    </Section>
  );
}

function VarianceCard({ variance, changes }: { readonly variance: Variance; readonly changes: Changes }) {
  const [form, setForm] = useState<'check' | 'decide'>();
  const confirm = useConfirm();
  const open = variance.state === 'draft' || variance.state === 'checked';
  const asks = useMay(changesActions['scheme.changes.ask']) && open;
  const decides = useMay(changesActions['scheme.changes.decide']) && open;
  const withdraw = useAct({
    run: (reason: string) =>
      schemeApi.changes.withdrawVariance({ id: variance.id, version: variance.version, reason }),
    done: '已撤回',
    stale: [schemeQueries.key()],
    quiet: true,
  });
  const close = () => setForm(undefined);
  return (
    <article aria-label={`${variance.facilityTitle}的${indicatorNames[variance.indicator]}放宽`}>
      <h3>
        {variance.facilityTitle}：{indicatorNames[variance.indicator]} {variance.planned} → {variance.wanted}{' '}
        <VarianceTag state={variance.state} />
      </h3>
      <VarianceFacts variance={variance} />
      <div className="hj-form-buttons">
        {asks && <Button onClick={() => setForm('check')}>登记强制性标准核对</Button>}
        {decides && !variance.own && (
          <Button type="primary" onClick={() => setForm('decide')}>
            办理
          </Button>
        )}
        {decides && variance.own && <span>由您提出，须由另一人办理。</span>}
        {asks && (
          <Button
            onClick={() =>
              confirm({
                title: '撤回规划指标放宽',
                okText: '撤回',
                reasonLabel: '撤回的理由',
                run: (reason) => withdraw.mutateAsync(reason),
              })
            }
          >
            撤回
          </Button>
        )}
      </div>
      <FormDialog title="强制性标准核对" open={form === 'check'} onClose={close} width={720}>
        <CheckVariance variance={variance} required={changes.checks} close={close} />
      </FormDialog>
      <FormDialog title="办理规划指标放宽" open={form === 'decide'} onClose={close}>
        <DecideVariance variance={variance} authorities={changes.authorities} close={close} />
      </FormDialog>
    </article>
  );
}

function VarianceFacts({ variance }: { readonly variance: Variance }) {
  return (
    <Facts
      facts={[
        { label: '小区与位置', value: `${variance.estateName}，${variance.place}` },
        { label: '理由', value: `${variance.reason}（${variance.askedBy}）` },
        {
          label: '强制性标准',
          value:
            variance.checks
              .map((one) => `${one.title}${one.passed ? '通过' : '未通过'}（${one.basis || '未写依据'}）`)
              .join('；') || '尚未核对',
        },
        {
          label: '批准文件',
          value:
            variance.approvals
              .map((one) => `${one.authority} ${one.number}，${dayText(one.on)}`)
              .join('；') || '—',
        },
        {
          label: '结论',
          value: variance.decision
            ? `${variance.decision}（${variance.decidedBy ?? variance.askedBy}）`
            : '—',
        },
      ]}
    />
  );
}

type Asked = {
  readonly estateId: string;
  readonly indicator: Indicator;
  readonly facility: string;
  readonly place: string;
  readonly planned: string;
  readonly wanted: string;
  readonly reason: string;
};
const figure = { pattern: /^\d{1,3}(\.\d{1,3})?$/, message: '应为数字，至多三位小数' };

function Ask({
  scheme,
  changes,
  close,
}: {
  readonly scheme: Scheme;
  readonly changes: Changes;
  readonly close: () => void;
}) {
  const act = useAct({
    run: (values: Asked) => schemeApi.changes.askVariance({ id: scheme.id, ...values }),
    done: '已提出',
    stale: [schemeQueries.key()],
    after: close,
    quiet: true,
  });
  const [first] = scheme.estates;
  return (
    <SubmitForm<Asked>
      initial={{ indicator: 'floorAreaRatio', ...(first ? { estateId: first.id } : {}) }}
      submitText="提出"
      onSubmit={act.mutateAsync}
      onCancel={close}
    >
      <Form.Item name="estateId" label="小区" rules={[chosen('小区')]}>
        <Select options={scheme.estates.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name="facility" label="服务设施" rules={[chosen('服务设施')]}>
        <Select options={changes.facilities.map(({ id, title }) => ({ value: id, label: title }))} />
      </Form.Item>
      <Form.Item name="place" label="位置" rules={[needed('位置')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="indicator" label="指标">
        <Select options={optionsOf(indicatorNames)} />
      </Form.Item>
      <Form.Item name="planned" label="规划值（密度为 %）" rules={[needed('规划值'), figure]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="wanted" label="放宽后" rules={[needed('放宽后的值'), figure]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="reason" label="理由" rules={[needed('理由')]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </SubmitForm>
  );
}
