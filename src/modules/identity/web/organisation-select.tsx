import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { organisationKinds } from '../domain/organisation-kind.ts';
import { identityQueries } from './api.ts';

type OrganisationSelectProps = {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (id: string | null) => void;
};

/** Picks one organisation by part of its name; a form field. */
export function OrganisationSelect({ id, value, onChange }: OrganisationSelectProps) {
  const [search, setSearch] = useState('');
  const input = { page: 1, size: 50, archived: 'false', ...(search ? { search } : {}) };
  const query = useQuery(identityQueries.organisations.list.queryOptions({ input }));
  const options = (query.data?.items ?? []).map((one) => ({
    value: one.id,
    label: `${one.name}（${organisationKinds[one.kind]}）`,
  }));
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      allowClear
      placeholder="输入名称查找"
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={query.isFetching}
      options={options}
      onChange={(next: string | null | undefined) => onChange?.(next ?? null)}
    />
  );
}
