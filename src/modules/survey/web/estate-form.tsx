import { Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { useUser } from '#ui/session.tsx';
import { estateFields, type FieldOf } from '../domain/estate-fields.ts';
import { parseValue } from '../domain/value-text.ts';
import { type EstateItem, type EstatePatch, surveyApi, useRegions } from './api.ts';

type FormValues = { values: Record<string, unknown>; reason?: string };

const groups = ['基本信息', '规模', '权属与管理', '设施条件', '居民意愿', '位置'] as const;
const yesNo = [
  { value: true, label: '是' },
  { value: false, label: '否' },
];

/** The box a field is typed into. */
function boxOf(field: FieldOf, regions: readonly { value: string; label: string }[]): ReactNode {
  if (field.key === 'regionCode')
    return <Select showSearch optionFilterProp="label" options={[...regions]} />;
  switch (field.kind) {
    case 'flag':
      return <Select allowClear options={yesNo} placeholder="不清楚" />;
    case 'choice':
      return (
        <Select
          allowClear
          placeholder="不清楚"
          options={(field.options ?? []).map(([value, label]) => ({ value, label }))}
        />
      );
    case 'list':
      return <Select mode="tags" tokenSeparators={['、', '，', ',']} open={false} suffixIcon={null} />;
    case 'count':
    case 'area':
    case 'degrees':
    case 'year':
      return (
        <InputNumber
          style={{ width: '100%' }}
          controls={false}
          suffix={field.kind === 'year' ? null : field.unit}
        />
      );
    case 'longText':
      return <Input.TextArea rows={2} maxLength={1000} />;
    default:
      return <Input maxLength={200} placeholder={field.kind === 'day' ? '例如 1998-06-30' : ''} />;
  }
}

const rulesOf = (field: FieldOf) => {
  if (field.key === 'name') return [needed(field.title)];
  if (field.key === 'regionCode') return [chosen(field.title)];
  if (field.kind !== 'day') return [];
  const check = (_rule: unknown, text: string | null) => {
    const parsed = parseValue(field, text ?? '');
    return 'fault' in parsed ? Promise.reject(new Error(parsed.fault)) : Promise.resolve();
  };
  return [{ validator: check }];
};

/** What is typed, as the server takes it: a blank is "not known". */
function wireValue(field: FieldOf, value: unknown): unknown {
  if (field.kind === 'list') return value ?? [];
  if (field.kind === 'day' && typeof value === 'string') {
    const parsed = parseValue(field, value);
    return 'value' in parsed ? parsed.value : null;
  }
  if (field.key === 'note') return value ?? '';
  return value === undefined || value === '' ? null : value;
}

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

type EstateFormProps = {
  /** Absent: a new estate. */
  readonly estate?: EstateItem;
  readonly onSaved: (estate: EstateItem) => void;
  readonly onCancel: () => void;
};

/** All figures of one estate; an edit sends only what changed, with the reason. */
export function EstateForm({ estate, onSaved, onCancel }: EstateFormProps) {
  const { scope } = useUser();
  const regions = (useRegions().data ?? [])
    .filter(({ code }) => code.length >= 9 && code.startsWith(scope))
    .map(({ code, name, level }) => ({ value: code, label: level === 'community' ? `　${name}` : name }));
  // Of another county, or registered above the subdistricts: what it has now must be choosable, or it shows as a bare code.
  const present = estate?.values.regionCode;
  if (present && !regions.some(({ value }) => value === present))
    regions.unshift({ value: present, label: estate?.subdistrictName || '街道（乡镇）不明' });
  const submit = async ({ values, reason }: FormValues) => {
    const all = Object.fromEntries(
      estateFields.map((field) => [field.key, wireValue(field, values[field.key])]),
    );
    if (!estate) {
      const filled = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
      onSaved(await surveyApi.estates.create({ values: filled as never }));
      return;
    }
    const before: Readonly<Record<string, unknown>> = estate.values;
    const changed = Object.fromEntries(
      Object.entries(all).filter(([key, value]) => differs(value, before[key])),
    );
    const { id, version } = estate;
    onSaved(
      await surveyApi.estates.edit({ id, version, values: changed as EstatePatch, reason: reason ?? '' }),
    );
  };
  const initial = estate
    ? { values: { ...estate.values } }
    : { values: scope.length >= 9 ? { regionCode: scope } : {} };
  return (
    <SubmitForm<FormValues>
      initial={initial}
      submitText={estate ? '保存' : '登记'}
      onSubmit={submit}
      onCancel={onCancel}
    >
      {groups.map((group) => (
        <fieldset key={group} className="hj-fields">
          <legend>{group}</legend>
          <div className="hj-field-grid">
            {estateFields
              .filter((field) => field.group === group)
              .map((field) => (
                <Form.Item
                  key={field.key}
                  name={['values', field.key]}
                  label={field.title}
                  rules={rulesOf(field)}
                >
                  {boxOf(field, regions)}
                </Form.Item>
              ))}
          </div>
        </fieldset>
      ))}
      {estate && (
        <Form.Item name="reason" label="修改的依据或理由" rules={[needed('修改的依据或理由')]}>
          <Input maxLength={500} />
        </Form.Item>
      )}
    </SubmitForm>
  );
}
