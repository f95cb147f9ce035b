import { Form, Input, InputNumber, Select } from 'antd';
import { needed, SubmitForm } from '#ui/form.tsx';
import { areaText, readArea } from '../domain/roll/area.ts';
import { surveyApi } from './api.ts';
import { type PartDetail, partKindNames, sourceShort } from './roll-words.tsx';
import { optionsOf } from './words.tsx';

type Wire = Parameters<typeof surveyApi.parts.create>[0]['values'];
type Values = { values: Omit<Wire, 'areaCm2'> & { areaCm2: string | null }; reason?: string };

const yesNo = (yes: string, no: string) => [
  { value: true, label: yes },
  { value: false, label: no },
];

const initialOf = (part: PartDetail | undefined): Values => ({
  values: {
    building: part?.building ?? '',
    entrance: part?.entrance ?? '',
    room: part?.room ?? '',
    floor: part?.floor ?? null,
    kind: part?.kind ?? 'dwelling',
    areaCm2: part?.areaCm2 ? areaText(Number(part.areaCm2)) : null,
    areaSource: part?.areaSource ?? null,
    areaEvidence: part?.areaEvidence ?? '',
    titled: part?.titled ?? true,
    unsold: part?.unsold ?? false,
  },
});

const checkArea = (_rule: unknown, text: string | null) => {
  if (!text) return Promise.resolve();
  const area = readArea(text);
  return area && area.cm2 > 0 ? Promise.resolve() : Promise.reject(new Error('面积须是大于 0 的数，单位 ㎡'));
};

const wire = ({ values }: Values): Wire => ({
  ...values,
  floor: values.floor ?? null,
  areaCm2: values.areaCm2 ? String(readArea(values.areaCm2)?.cm2 ?? 0) : null,
  areaSource: values.areaSource ?? null,
});

type FormProps = {
  readonly estateId: string;
  /** Absent: a new part. */
  readonly part?: PartDetail;
  readonly onSaved: (part: PartDetail) => void;
  readonly onCancel: () => void;
};

/** Place, kind and area of one exclusive part. */
export function PartForm({ estateId, part, onSaved, onCancel }: FormProps) {
  const submit = async (typed: Values) => {
    const reason = typed.reason ?? '';
    onSaved(
      part
        ? await surveyApi.parts.edit({ id: part.id, version: part.version, values: wire(typed), reason })
        : await surveyApi.parts.create({ id: estateId, values: wire(typed), reason }),
    );
  };
  return (
    <SubmitForm<Values> initial={initialOf(part)} submitText="保存" onSubmit={submit} onCancel={onCancel}>
      <div className="hj-field-grid">
        <Form.Item name={['values', 'building']} label="楼号">
          <Input maxLength={40} placeholder="例如 3号楼" />
        </Form.Item>
        <Form.Item name={['values', 'entrance']} label="单元">
          <Input maxLength={40} placeholder="例如 1单元，没有就不填" />
        </Form.Item>
        <Form.Item name={['values', 'room']} label="房号" rules={[needed('房号')]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name={['values', 'floor']} label="楼层">
          <InputNumber style={{ width: '100%' }} controls={false} precision={0} min={-10} max={200} />
        </Form.Item>
        <Form.Item name={['values', 'kind']} label="房屋用途">
          <Select options={optionsOf(partKindNames)} />
        </Form.Item>
        <Form.Item name={['values', 'areaCm2']} label="建筑面积（㎡）" rules={[{ validator: checkArea }]}>
          <Input maxLength={20} inputMode="decimal" />
        </Form.Item>
        <Form.Item name={['values', 'areaSource']} label="面积来源">
          <Select allowClear options={optionsOf(sourceShort)} />
        </Form.Item>
        <Form.Item name={['values', 'areaEvidence']} label="权证号或合同号">
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name={['values', 'titled']} label="独立产权" extra="无独立产权的车库、储藏室不计入表决">
          <Select options={yesNo('有', '无')} />
        </Form.Item>
        <Form.Item name={['values', 'unsold']} label="是否售出" extra="未售的合计为一人（开发建设单位）">
          <Select options={yesNo('未售', '已售')} />
        </Form.Item>
      </div>
      <Form.Item name="reason" label="依据（可不填）">
        <Input maxLength={500} />
      </Form.Item>
    </SubmitForm>
  );
}
