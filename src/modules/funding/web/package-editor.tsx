import './packages.css';
import { Button, InputNumber, Switch } from 'antd';
import { useId, useState } from 'react';
import { useAct } from '#ui/queries.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { type Facility, facilityKinds, facilityYears } from '../domain/package/facility.ts';
import { appraise } from '../domain/package/package.ts';
import { fundingApi, fundingQueries } from './api.ts';
import type { PackageView } from './package.page.tsx';
import { FacilityDialog } from './package-facility.tsx';
import { Balance, wanNumber } from './packages.page.tsx';

type Content = PackageView['content'];
type Props = {
  readonly view: PackageView;
  readonly content: Content;
  readonly change: (content: Content) => void;
  readonly edits: boolean;
};

/** The next free number, so that ids stay short and unlike. */
function nextId(facilities: readonly Facility[]): string {
  const taken = new Set(facilities.map(({ id }) => id));
  const free = Array.from({ length: taken.size + 1 }, (_, at) => `f${at + 1}`).find((id) => !taken.has(id));
  return free ?? 'f1';
}

/** Facilities and parameters; nothing is kept before it is saved, everything is appraised at once. */
export function PackageEditor({ view, content, change, edits }: Props) {
  const [dialog, setDialog] = useState<{ facility: Facility | null } | null>(null);
  const save = useAct({
    run: () => fundingApi.packages.save({ id: view.id, version: view.version, title: view.title, content }),
    done: '已保存为新版本',
    stale: [fundingQueries.packages.key()],
  });
  const dirty = content !== view.content;
  const put = (facility: Facility) => {
    const there = content.facilities.some(({ id }) => id === facility.id);
    const facilities = there
      ? content.facilities.map((one) => (one.id === facility.id ? facility : one))
      : [...content.facilities, facility];
    change({ ...content, facilities: facilities.map(mutable) });
  };
  const drop = (id: string) =>
    change({ ...content, facilities: content.facilities.filter((one) => one.id !== id) });
  return (
    <>
      <Parameters content={content} change={change} edits={edits} />
      <Table
        caption="设施"
        columns={[
          ...columnsFor(view),
          ...(edits
            ? [
                {
                  key: 'acts',
                  title: '操作',
                  render: (one: Facility) => (
                    <>
                      <Button type="link" onClick={() => setDialog({ facility: one })}>
                        修改<span className="hj-hidden">{one.title}</span>
                      </Button>
                      <Button type="link" danger onClick={() => drop(one.id)}>
                        去掉<span className="hj-hidden">{one.title}</span>
                      </Button>
                    </>
                  ),
                },
              ]
            : []),
        ]}
        rows={content.facilities}
        rowKey={(one) => one.id}
        empty="还没有设施"
      />
      {edits && (
        <div className="hj-form-buttons">
          <Button onClick={() => setDialog({ facility: null })}>添加设施</Button>
          <Button type="primary" disabled={!dirty} loading={save.isPending} onClick={() => save.mutate()}>
            保存
          </Button>
          {dirty && <Button onClick={() => change(view.content)}>放弃改动</Button>}
        </div>
      )}
      <FacilityDialog
        key={dialog?.facility?.id ?? 'new'}
        facility={dialog?.facility ?? null}
        open={dialog !== null}
        newId={() => nextId(content.facilities)}
        onClose={() => setDialog(null)}
        onDone={put}
      />
    </>
  );
}

/** The wire's arrays are mutable. */
const mutable = (facility: Facility): Content['facilities'][number] => ({
  ...facility,
  investFen: [...facility.investFen],
});

function columnsFor(view: PackageView): readonly Column<Facility>[] {
  const alone = (one: Facility) =>
    appraise({ ...view.content, grantFen: 0, debt: null, facilities: [one] }, view.limits);
  return [
    { key: 'title', title: '设施', render: (one) => one.title },
    { key: 'kind', title: '类别', render: (one) => facilityKinds[one.kind] },
    {
      key: 'estate',
      title: '小区',
      render: (one) => (one.estateId ? (view.estateNames[one.estateId] ?? '保存后显示') : '多个小区'),
    },
    { key: 'investor', title: '投资方', render: (one) => one.investor },
    {
      key: 'invest',
      title: '投资（万元）',
      align: 'end',
      render: (one) => wanNumber(one.investFen.reduce((all, fen) => all + fen, 0)),
    },
    { key: 'years', title: '经营', align: 'end', render: (one) => `${one.concessionYears} 年` },
    {
      key: 'settled',
      title: '稳定年净收入（万元）',
      align: 'end',
      render: (one) => {
        const run = facilityYears(one)[one.opens + one.rampYears];
        return run ? wanNumber(run.revenueFen - run.costFen) : '—';
      },
    },
    {
      key: 'npv',
      title: '单独净现值（万元）',
      align: 'end',
      render: (one) => wanNumber(alone(one).npvFromStart),
    },
    { key: 'alone', title: '单独', render: (one) => <Balance balanced={alone(one).balanced} /> },
  ];
}

type FieldProps = {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
};

function NumberBox({ label, value, max, disabled, onChange }: FieldProps) {
  const id = useId();
  return (
    <div className="hj-package-field">
      <label htmlFor={id}>{label}</label>
      <InputNumber
        id={id}
        min={0}
        max={max}
        value={value}
        disabled={disabled}
        onChange={(next) => onChange(next ?? 0)}
      />
    </div>
  );
}

type ParametersProps = Pick<Props, 'content' | 'change' | 'edits'>;

/** Rate, grant and debt of the package. */
function Parameters({ content, change, edits }: ParametersProps) {
  const { debt } = content;
  const points = (percent: number) => Math.round(percent * 100);
  const disabled = !edits;
  return (
    <div className="hj-package-fields">
      <NumberBox
        {...{ label: '折现率（%）', max: 50, disabled, value: content.rate / 100 }}
        onChange={(value) => change({ ...content, rate: points(value) })}
      />
      <NumberBox
        {...{ label: '首年补助（万元）', max: 1_000_000, disabled, value: content.grantFen / 1_000_000 }}
        onChange={(value) => change({ ...content, grantFen: Math.round(value * 1_000_000) })}
      />
      <div className="hj-package-field">
        <span>借款</span>
        <Switch
          aria-label="借款"
          checked={debt !== null}
          disabled={disabled}
          onChange={(on) => change({ ...content, debt: on ? { share: 6000, rate: 500, years: 10 } : null })}
        />
      </div>
      {debt && (
        <>
          <NumberBox
            {...{ label: '借款占首笔投资（%）', max: 100, disabled, value: debt.share / 100 }}
            onChange={(value) => change({ ...content, debt: { ...debt, share: points(value) } })}
          />
          <NumberBox
            {...{ label: '利率（%）', max: 50, disabled, value: debt.rate / 100 }}
            onChange={(value) => change({ ...content, debt: { ...debt, rate: points(value) } })}
          />
          <NumberBox
            {...{ label: '还款年数', max: 50, disabled, value: debt.years }}
            onChange={(value) =>
              change({ ...content, debt: { ...debt, years: Math.max(1, Math.round(value)) } })
            }
          />
        </>
      )}
    </div>
  );
}
