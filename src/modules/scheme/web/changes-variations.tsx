import { Alert, Button, Form, Input, Radio, Select, Tag } from 'antd';
import { useState } from 'react';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { instantText, wanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import { changesActions } from '../contract-changes.ts';
import { type VariationKind, variationKindNames, variationStateNames } from '../domain/changes/variation.ts';
import { schemeApi, schemeQueries } from './api.ts';
import type { Changes } from './changes-tab.tsx';
import { AddLines } from './scheme-add.tsx';
import { DifferenceView } from './scheme-difference.tsx';
import { costOfDraft, draftOf, lineFault, lineInputs } from './scheme-draft.ts';
import { SchemeLines } from './scheme-lines.tsx';
import { optionsOf, type Scheme } from './schemes-words.tsx';

type Variation = Changes['variations'][number];
const colours = { asked: 'processing', approved: 'success', refused: 'error', withdrawn: 'default' } as const;

export const VariationTag = ({ state }: { readonly state: Variation['state'] }) => (
  <Tag color={colours[state]}>{variationStateNames[state]}</Tag>
);

/** 变更: what was asked for after approval, by whom, what it costs, and who decided. */
export function Variations({ scheme, changes }: { readonly scheme: Scheme; readonly changes: Changes }) {
  const [asking, setAsking] = useState(false);
  const asks = useMay(changesActions['scheme.changes.ask']) && scheme.writable;
  const open = changes.variations.some(({ state }) => state === 'asked');
  return (
    <Section
      title="批准后的变更"
      about="申请人不能批准自己的变更；批准后另成一版，同样锁定。"
      actions={
        asks &&
        scheme.state === 'approved' &&
        !open && <Button onClick={() => setAsking(true)}>申请变更</Button>
      }
    >
      {changes.variations.length === 0 && (
        <Nothing text={scheme.state === 'approved' ? '没有变更' : '方案批准以后才有变更；现在可以直接修改'} />
      )}
      {changes.variations.map((one) => (
        <VariationCard key={one.id} variation={one} />
      ))}
      <FormDialog title="申请变更" open={asking} onClose={() => setAsking(false)} width={1100}>
        <AskVariation scheme={scheme} close={() => setAsking(false)} />
      </FormDialog>
    </Section>
  );
}

function VariationCard({ variation }: { readonly variation: Variation }) {
  const [deciding, setDeciding] = useState(false);
  const confirm = useConfirm();
  const decides = useMay(changesActions['scheme.changes.decide']) && variation.state === 'asked';
  const asks = useMay(changesActions['scheme.changes.ask']) && variation.state === 'asked';
  const withdraw = useAct({
    run: (reason: string) =>
      schemeApi.changes.withdrawVariation({ id: variation.id, version: variation.version, reason }),
    done: '已撤回',
    stale: [schemeQueries.key()],
    quiet: true,
  });
  return (
    <article aria-label={`变更 ${variation.number}`}>
      <h3>
        变更 {variation.number}：{variationKindNames[variation.kind]} <VariationTag state={variation.state} />
      </h3>
      <p>
        {variation.reason}（{variation.askedBy} {instantText(variation.askedAt)} 申请
        {variation.decidedBy &&
          `；${variation.decidedBy} ${instantText(variation.decidedAt)} 办理${variation.documentNumber ? `，${variation.documentNumber}` : ''}`}
        {variation.decision && `；${variation.decision}`}）
      </p>
      <DifferenceView difference={variation.difference} />
      <div className="hj-form-buttons">
        {decides && !variation.own && (
          <Button type="primary" onClick={() => setDeciding(true)}>
            办理
          </Button>
        )}
        {decides && variation.own && <span>由您申请，须由另一人办理。</span>}
        {asks && (
          <Button
            onClick={() =>
              confirm({
                title: '撤回变更申请',
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
      <FormDialog title={`办理变更 ${variation.number}`} open={deciding} onClose={() => setDeciding(false)}>
        <Decide variation={variation} close={() => setDeciding(false)} />
      </FormDialog>
    </article>
  );
}

type Decision = { readonly approve: boolean; readonly decision?: string; readonly documentNumber?: string };

function Decide({ variation, close }: { readonly variation: Variation; readonly close: () => void }) {
  const act = useAct({
    run: (values: Decision) =>
      schemeApi.changes.decideVariation({
        ...{ id: variation.id, version: variation.version, approve: values.approve },
        ...{ decision: values.decision ?? '', documentNumber: values.documentNumber ?? '' },
      }),
    done: (done) =>
      done.variations.find(({ id }) => id === variation.id)?.state === 'approved' ? '已批准' : '已办理',
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
      <Form.Item name="approve" label="结论">
        <Radio.Group
          options={[
            { value: true, label: '批准' },
            { value: false, label: '不批准' },
          ]}
        />
      </Form.Item>
      <Form.Item name="documentNumber" label="批准文号（可不填）">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="decision" label="意见">
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </SubmitForm>
  );
}

type Asked = { readonly kind: VariationKind; readonly reason: string };

function AskVariation({ scheme, close }: { readonly scheme: Scheme; readonly close: () => void }) {
  const [draft, setDraft] = useState(draftOf(scheme.current));
  const [adding, setAdding] = useState(false);
  const cost = costOfDraft(draft, scheme.current.contingencyOn);
  const delta = cost.total - BigInt(scheme.current.total);
  const act = useAct({
    run: (values: Asked) =>
      schemeApi.changes.askVariation({
        ...{ id: scheme.id, version: scheme.version, ...values },
        lines: lineInputs(draft.lines),
      }),
    done: '已提交变更申请',
    stale: [schemeQueries.key()],
    after: close,
    quiet: true,
  });
  return (
    <>
      <p>在已批准的内容上改成变更后的样子：</p>
      <SchemeLines
        lines={draft.lines}
        estates={scheme.estates}
        worksBy={cost.worksBy}
        amounts={cost.amounts}
        change={(lines) => setDraft((now) => ({ ...now, lines }))}
      />
      <div className="hj-toolbar">
        <Button onClick={() => setAdding(true)}>添加内容</Button>
        <span role="status">
          变更后 {wanOf(cost.total)} 万元，{delta > 0n ? `增加 ${wanOf(delta)}` : `减少 ${wanOf(-delta)}`}{' '}
          万元
        </span>
      </div>
      {delta > 0n && (
        <Alert
          type="info"
          showIcon
          title="超过核定概算的部分，批准前须登记核定文件和资金来源（政府投资条例第二十三条）。"
        />
      )}
      <SubmitForm<Asked>
        initial={{ kind: 'site' }}
        submitText="申请"
        onSubmit={async (values) => {
          const fault = lineFault(draft.lines);
          if (fault) throw new Error(fault);
          await act.mutateAsync(values);
        }}
        onCancel={close}
      >
        <Form.Item name="kind" label="种类">
          <Select options={optionsOf(variationKindNames)} />
        </Form.Item>
        <Form.Item name="reason" label="变更理由" rules={[needed('变更理由')]}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </SubmitForm>
      <AddLines
        scheme={scheme}
        open={adding}
        close={() => setAdding(false)}
        lines={draft.lines}
        add={(lines) => setDraft((now) => ({ ...now, lines: [...now.lines, ...lines] }))}
      />
    </>
  );
}
