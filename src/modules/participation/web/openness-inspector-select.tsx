import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { participationQueries } from './api.ts';

type Props = {
  readonly estateId: string | undefined;
  readonly id?: string;
  readonly multiple?: boolean;
  readonly value?: string | string[];
  readonly onChange?: (value: string | string[]) => void;
};

/** Serving inspectors of one estate by masked name and duty; made to stand in a `Form.Item`. */
export function InspectorSelect({ estateId, id, multiple = false, value, onChange }: Props) {
  const query = useQuery({
    ...participationQueries.openness.inspectors.queryOptions({
      input: { size: 200, serving: 'true', ...(estateId ? { estateId } : {}) },
    }),
    enabled: estateId !== undefined,
  });
  return (
    <Select<string | string[]>
      {...(id ? { id } : {})}
      {...(value === undefined ? {} : { value })}
      {...(onChange ? { onChange } : {})}
      {...(multiple ? { mode: 'multiple' as const } : {})}
      loading={query.isFetching}
      placeholder={estateId ? '选择监督员' : '先选择小区'}
      notFoundContent="这个小区没有在任的监督员，请先登记"
      options={(query.data?.items ?? []).map((one) => ({
        value: one.id,
        label: one.duty ? `${one.nameMasked}（${one.duty}）` : one.nameMasked,
      }))}
    />
  );
}
