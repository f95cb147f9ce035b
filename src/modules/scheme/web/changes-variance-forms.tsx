import { Form, Input, Radio } from 'antd';
import { needed, SubmitForm } from '#ui/form.tsx';
import { useAct } from '#ui/queries.tsx';
import { schemeApi, schemeQueries } from './api.ts';
import type { Changes } from './changes-tab.tsx';

type Variance = Changes['variances'][number];
type Checked = { readonly checks: Readonly<Record<string, { passed: boolean; basis?: string }>> };

/** Each mandatory standard of the pack: met or not, and what shows it. */
export function CheckVariance(props: {
  readonly variance: Variance;
  readonly required: Changes['checks'];
  readonly close: () => void;
}) {
  const { variance, required, close } = props;
  const act = useAct({
    run: ({ checks }: Checked) =>
      schemeApi.changes.checkVariance({
        id: variance.id,
        version: variance.version,
        checks: required.map(({ id }) => ({
          id,
          passed: checks[id]?.passed ?? false,
          basis: checks[id]?.basis ?? '',
        })),
      }),
    done: '已登记',
    stale: [schemeQueries.key()],
    after: close,
    quiet: true,
  });
  const before = new Map(variance.checks.map((one) => [one.id, one]));
  const initial = Object.fromEntries(
    required.map(({ id }) => [
      id,
      { passed: before.get(id)?.passed ?? false, basis: before.get(id)?.basis ?? '' },
    ]),
  );
  return (
    <SubmitForm<Checked>
      initial={{ checks: initial }}
      submitText="登记"
      onSubmit={act.mutateAsync}
      onCancel={close}
    >
      {required.map(({ id, title }) => (
        <fieldset key={id} className="scheme-fields">
          <Form.Item name={['checks', id, 'passed']} label={title}>
            <Radio.Group
              options={[
                { value: true, label: '符合' },
                { value: false, label: '不符合或未核对' },
              ]}
            />
          </Form.Item>
          <Form.Item name={['checks', id, 'basis']} label={`${title}的依据（条文、图号、计算书）`}>
            <Input maxLength={300} />
          </Form.Item>
        </fieldset>
      ))}
    </SubmitForm>
  );
}

type Decision = {
  readonly approve: boolean;
  readonly decision?: string;
  readonly approvals?: Readonly<Record<string, { number?: string; on?: string }>>;
};

/** Approves with the authorities' papers, or refuses with words. */
export function DecideVariance(props: {
  readonly variance: Variance;
  readonly authorities: Changes['authorities'];
  readonly close: () => void;
}) {
  const { variance, authorities, close } = props;
  const act = useAct({
    run: ({ approve, decision, approvals }: Decision) =>
      schemeApi.changes.decideVariance({
        id: variance.id,
        version: variance.version,
        approve,
        decision: decision ?? '',
        approvals: approve
          ? Object.entries(approvals ?? {}).map(([at, one]) => ({
              authority: authorities[Number(at.slice(1))] ?? '',
              number: one.number ?? '',
              on: one.on ?? '',
            }))
          : [],
      }),
    done: '已办理',
    stale: [schemeQueries.key()],
    after: close,
    quiet: true,
  });
  return (
    <SubmitForm<Decision>
      initial={{ approve: true }}
      submitText="确定"
      onSubmit={act.mutateAsync}
      onCancel={close}
    >
      <DecisionFields authorities={authorities} />
    </SubmitForm>
  );
}

function DecisionFields({ authorities }: { readonly authorities: Changes['authorities'] }) {
  const approve = Form.useWatch<boolean | undefined>('approve') ?? true;
  return (
    <>
      <Form.Item name="approve" label="结论">
        <Radio.Group
          options={[
            { value: true, label: '批准放宽' },
            { value: false, label: '不予放宽' },
          ]}
        />
      </Form.Item>
      {approve &&
        authorities.map((authority, at) => (
          <div key={authority} className="scheme-fields">
            <Form.Item
              name={['approvals', `a${at}`, 'number']}
              label={`${authority}的批准文号`}
              rules={[needed('批准文号')]}
            >
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item
              name={['approvals', `a${at}`, 'on']}
              label={`${authority}的批准日期`}
              rules={[needed('批准日期')]}
            >
              <Input type="date" />
            </Form.Item>
          </div>
        ))}
      <Form.Item name="decision" label="意见" {...(approve ? {} : { rules: [needed('意见')] })}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </>
  );
}
