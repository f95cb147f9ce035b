import { Form, Input, Select } from 'antd';
import { needed, SubmitForm } from '#ui/form.tsx';
import { areaText, readArea } from '../domain/roll/area.ts';
import { surveyApi } from './api.ts';

export type Wish = Awaited<ReturnType<typeof surveyApi.wishes.list>>['items'][number];
type Typed = {
  values: {
    building: string;
    entrance: string;
    room: string;
    area: string;
    agree: boolean | null;
    pay: boolean | null;
    yuan: string;
    items: string[];
    management: string;
    visitedOn: string;
  };
  reason?: string;
};

const yesNo = [
  { value: true, label: '是' },
  { value: false, label: '否' },
];
const usual = ['市场化物业', '业主自治', '社区托底'].map((value) => ({ value, label: value }));

const initialOf = (wish: Wish | undefined): Typed => ({
  values: {
    building: wish?.building ?? '',
    entrance: wish?.entrance ?? '',
    room: wish?.room ?? '',
    area: wish?.areaCm2 ? areaText(Number(wish.areaCm2)) : '',
    agree: wish?.agree ?? null,
    pay: wish?.pay ?? null,
    yuan: wish?.payYuan == null ? '' : String(wish.payYuan),
    items: wish?.items ?? [],
    management: wish?.management ?? '',
    visitedOn: wish?.visitedOn ?? '',
  },
});

const rule = (sound: (text: string) => boolean, message: string) => ({
  validator: (_rule: unknown, text: string | null) =>
    !text || sound(text) ? Promise.resolve() : Promise.reject(new Error(message)),
});

/** Yuan as typed into fen, exact; null where blank. */
const fenOf = (yuan: string): string | null => {
  const [, whole = '', fraction = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(yuan.trim()) ?? [];
  return whole === '' ? null : String(BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0')));
};

type FormProps = {
  readonly estateId: string;
  readonly wish?: Wish;
  readonly saved: () => void;
  readonly cancel: () => void;
};

/** What one visited household said; no name and no telephone. */
export function WishForm({ estateId, wish, saved, cancel }: FormProps) {
  const submit = async ({ values, reason = '' }: Typed) => {
    const { area, yuan, management, visitedOn, agree, pay, ...others } = values;
    await surveyApi.wishes.save({
      id: estateId,
      wishId: wish?.id ?? null,
      version: wish?.version ?? 0,
      values: {
        ...others,
        areaCm2: area ? String(readArea(area)?.cm2 ?? 0) : null,
        agree: agree ?? null,
        pay: pay ?? null,
        payFen: fenOf(yuan),
        management: management || null,
        visitedOn: visitedOn || null,
      },
      reason,
    });
    saved();
  };
  const area = rule((text) => (readArea(text)?.cm2 ?? 0) > 0, '面积须是大于 0 的数，单位 ㎡');
  return (
    <SubmitForm<Typed> initial={initialOf(wish)} submitText="保存" onSubmit={submit} onCancel={cancel}>
      <div className="hj-field-grid">
        <Form.Item name={['values', 'building']} label="楼号">
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name={['values', 'entrance']} label="单元">
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name={['values', 'room']} label="房号" rules={[needed('房号')]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name={['values', 'area']} label="专有面积（㎡）" rules={[area]}>
          <Input maxLength={20} inputMode="decimal" />
        </Form.Item>
        <Form.Item name={['values', 'agree']} label="是否同意改造">
          <Select allowClear options={yesNo} placeholder="没有表态" />
        </Form.Item>
        <Form.Item name={['values', 'pay']} label="是否愿意出资">
          <Select allowClear options={yesNo} placeholder="没有表态" />
        </Form.Item>
        <Form.Item
          name={['values', 'yuan']}
          label="愿出资金额（元）"
          rules={[rule((text) => fenOf(text) !== null, '须是不小于 0 的金额，至多两位小数')]}
        >
          <Input maxLength={13} inputMode="decimal" />
        </Form.Item>
        <Form.Item name={['values', 'visitedOn']} label="走访日期">
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name={['values', 'items']} label="希望改造的内容">
        <Select mode="tags" tokenSeparators={['、', '，', ',']} open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name={['values', 'management']} label="希望的物业方式">
        <Select allowClear options={usual} />
      </Form.Item>
      <Form.Item name="reason" label="依据（可不填）">
        <Input maxLength={500} placeholder="例如 11 月 20 日入户，签字表第 3 页" />
      </Form.Item>
    </SubmitForm>
  );
}
