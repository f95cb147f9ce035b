import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Modal, Radio } from 'antd';
import { useState } from 'react';
import { ReasonField } from '#ui/form.tsx';
import { sentenceOf } from '#ui/problem-error.ts';
import { Answer } from '#ui/states.tsx';
import { estateFields } from '../domain/estate-fields.ts';
import { type EstateDetail, surveyApi, surveyQueries } from './api.ts';
import { useRegionName } from './region-name.ts';
import { fieldText } from './words.tsx';

type MergeProps = { readonly ids: readonly [string, string]; readonly close: () => void };

/** Two entries of one estate: which to keep, what the two say, and why. */
export function MergeDialog({ ids, close }: MergeProps) {
  const one = useQuery(surveyQueries.estates.show.queryOptions({ input: { id: ids[0] } }));
  const two = useQuery(surveyQueries.estates.show.queryOptions({ input: { id: ids[1] } }));
  const queries = useQueryClient();
  const [keep, setKeep] = useState(ids[0]);
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    const [kept, dropped] = keep === ids[0] ? [one.data, two.data] : [two.data, one.data];
    if (!kept || !dropped) return;
    setBusy(true);
    try {
      await surveyApi.estates.merge({
        id: kept.id,
        version: kept.version,
        dropId: dropped.id,
        dropVersion: dropped.version,
        reason,
      });
      await queries.invalidateQueries({ queryKey: surveyQueries.key() });
      close();
    } catch (error) {
      setFault(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title="合并重复小区"
      width={760}
      okText="合并"
      cancelText="取消"
      onCancel={close}
      onOk={() => void run()}
      confirmLoading={busy}
      okButtonProps={{ danger: true, disabled: reason.trim().length < 2 || !one.data || !two.data }}
    >
      <Answer of={one}>
        {(first) => (
          <Answer of={two}>
            {(second) => <Choice first={first} second={second} keep={keep} setKeep={setKeep} />}
          </Answer>
        )}
      </Answer>
      <p>
        保留的小区沿用自己的数，空白处取另一个的；另一个的名称记为别名，楼栋和意愿并入，档案停用但不删除。
      </p>
      <ReasonField label="合并的理由" value={reason} set={setReason} />
      {fault && <Alert type="error" showIcon title={fault} />}
    </Modal>
  );
}

type ChoiceProps = {
  readonly first: EstateDetail;
  readonly second: EstateDetail;
  readonly keep: string;
  readonly setKeep: (id: string) => void;
};

function Choice({ first, second, keep, setKeep }: ChoiceProps) {
  const nameOf = useRegionName();
  const text = (estate: EstateDetail, key: string) =>
    fieldText(key, (estate.values as Readonly<Record<string, unknown>>)[key], nameOf) ?? '—';
  const fields = estateFields.filter(({ key }) => text(first, key) !== text(second, key));
  return (
    <>
      <Radio.Group
        value={keep}
        onChange={(event) => setKeep(event.target.value as string)}
        options={[first, second].map((estate) => ({
          value: estate.id,
          label: `保留“${estate.values.name}”（${estate.code}）`,
        }))}
      />
      <table className="hj-table hj-dense">
        <caption>两处不同的数</caption>
        <thead>
          <tr>
            <th scope="col">登记项</th>
            <th scope="col">{first.values.name}</th>
            <th scope="col">{second.values.name}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.key}>
              <th scope="row">{field.title}</th>
              <td>{text(first, field.key)}</td>
              <td>{text(second, field.key)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
