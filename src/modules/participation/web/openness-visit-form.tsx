import { Form, Input, Select } from 'antd';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { type VisitKind, visitNames } from '../domain/body/finding.ts';
import { type FiveStep, fiveStepNames } from '../domain/body/five-steps.ts';
import { participationApi } from './api.ts';
import { EstateSelect } from './estate-select.tsx';
import { optionsOf } from './notices-words.tsx';
import { InspectorSelect } from './openness-inspector-select.tsx';

export type Visit = Awaited<ReturnType<typeof participationApi.openness.showVisit>>;
type Values = {
  readonly estateId: string;
  readonly kind: VisitKind;
  readonly title: string;
  readonly plannedOn: string;
  readonly step: FiveStep;
  readonly place?: string;
  readonly invitation?: string;
  readonly inspectorIds?: string[];
};
type Props = {
  readonly visit?: Visit;
  readonly close: () => void;
  readonly done: (id: string) => unknown;
};

/** Plans a visit, or changes one that was not held yet. */
export function VisitForm({ visit, close, done }: Props) {
  const initial = visit
    ? { ...visit, inspectorIds: visit.inspectors.map((one) => one.id) }
    : ({ kind: 'openDay', step: 'manage' } as const);
  return (
    <SubmitForm<Values>
      initial={initial}
      submitText={visit ? '保存' : '安排'}
      onCancel={close}
      onSubmit={async ({ estateId, ...fields }) => {
        const made = visit
          ? await participationApi.openness.changeVisit({ id: visit.id, version: visit.version, ...fields })
          : await participationApi.openness.plan({ estateId, ...fields });
        close();
        await done(made.id);
      }}
    >
      {!visit && (
        <Form.Item name="estateId" label="小区" rules={[chosen('小区')]}>
          <EstateSelect />
        </Form.Item>
      )}
      {visit?.published && <p>已公开的邀请修改后先撤下，看过再公开。</p>}
      <Form.Item name="kind" label="类别" rules={[chosen('类别')]}>
        <Select options={optionsOf(visitNames)} />
      </Form.Item>
      <Form.Item name="title" label="标题" rules={[needed('标题')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="plannedOn" label="计划日期" rules={[needed('计划日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="step" label="环节" rules={[chosen('环节')]}>
        <Select options={optionsOf(fiveStepNames)} />
      </Form.Item>
      <Form.Item name="place" label="地点">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item noStyle dependencies={['estateId']}>
        {({ getFieldValue }) => (
          <Form.Item name="inspectorIds" label="参加的监督员">
            <InspectorSelect estateId={visit?.estateId ?? getFieldValue('estateId')} multiple />
          </Form.Item>
        )}
      </Form.Item>
      <Form.Item name="invitation" label="邀请（公开后居民可见）">
        <Input.TextArea rows={3} maxLength={2000} showCount />
      </Form.Item>
    </SubmitForm>
  );
}
