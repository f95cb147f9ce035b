import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Tag, Tree } from 'antd';
import { useState } from 'react';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { Page, Section } from '#ui/page.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { identityActions } from '../contract.ts';
import { identityApi, identityQueries } from './api.ts';
import { levelNames, type RegionNode, treeOf } from './region-tree.ts';

type Item = { readonly key: string; readonly title: React.ReactNode; readonly children: Item[] };

const itemOf = ({ region, children }: RegionNode): Item => ({
  key: region.code,
  title: (
    <>
      {region.name} <span className="hj-about">{region.code}</span> <Tag>{levelNames[region.level]}</Tag>{' '}
      {region.urban === true && <Tag color="processing">城区</Tag>}
      {region.urban === false && <Tag>非城区</Tag>}
    </>
  ),
  children: children.map(itemOf),
});

/** The region tree with official codes; communities can be added under a subdistrict. */
export default function RegionsPage() {
  const query = useQuery(identityQueries.regions.list.queryOptions());
  const editable = useMay(identityActions['identity.region.edit']);
  const [adding, setAdding] = useState(false);
  const add = async (values: { readonly code: string; readonly name: string }) => {
    await identityApi.regions.add({ code: values.code.trim(), name: values.name.trim() });
    await query.refetch();
    setAdding(false);
  };
  return (
    <Page
      about="代码按 GB/T 2260 与 GB/T 10114。用户看到哪些数据，由其管辖范围的代码决定。"
      actions={
        editable && (
          <Button type="primary" onClick={() => setAdding(true)}>
            登记社区
          </Button>
        )
      }
    >
      <Section title="区划树">
        <Answer of={query}>
          {(regions) => (
            <Tree
              treeData={treeOf(regions).map(itemOf)}
              defaultExpandedKeys={regions.filter(({ code }) => code.length <= 6).map(({ code }) => code)}
              selectable={false}
              aria-label="区划树"
            />
          )}
        </Answer>
      </Section>
      <FormDialog title="登记社区" open={adding} onClose={() => setAdding(false)}>
        <SubmitForm submitText="登记" onSubmit={add} onCancel={() => setAdding(false)}>
          <Form.Item
            name="code"
            label="社区代码"
            extra="12 位数字，前 9 位是所属街道（乡镇）的代码"
            rules={[needed('社区代码'), { pattern: /^\s*\d{12}\s*$/, message: '社区代码须为 12 位数字' }]}
          >
            <Input inputMode="numeric" />
          </Form.Item>
          <Form.Item name="name" label="社区名称" rules={[needed('社区名称')]}>
            <Input maxLength={50} />
          </Form.Item>
        </SubmitForm>
      </FormDialog>
    </Page>
  );
}
