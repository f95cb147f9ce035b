import { Select } from 'antd';
import { useState } from 'react';

export type SearchSelectProps = {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (value: string | undefined) => void;
  readonly allowClear?: boolean;
};

type Found = {
  readonly loading: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

type Props = SearchSelectProps & {
  /** Hook that looks for what was typed; the empty text asks for the first page. */
  readonly useOptions: (search: string) => Found;
  readonly placeholder: string;
  readonly nothing: string;
};

/** Picks one of many by typing part of its name, the server looking for it; made to stand in a `Form.Item`. */
export function SearchSelect({ id, value, onChange, allowClear = false, ...props }: Props) {
  const [search, setSearch] = useState('');
  const { loading, options } = props.useOptions(search);
  return (
    <Select
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      {...(onChange ? { onChange } : {})}
      allowClear={allowClear}
      showSearch={{ filterOption: false, onSearch: (text) => setSearch(text.slice(0, 50)) }}
      loading={loading}
      placeholder={props.placeholder}
      notFoundContent={props.nothing}
      options={[...options]}
    />
  );
}
