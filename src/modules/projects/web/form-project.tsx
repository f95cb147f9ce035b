import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { useGo } from '#ui/navigation.tsx';
import { numberText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { projectsApi, projectsQueries } from './api.ts';

type Props = { readonly open: boolean; readonly close: () => void; readonly cycle: readonly number[] };
type Values = Parameters<typeof projectsApi.projects.form>[0];

/** Makes a project out of accepted estates that lie in none yet. */
export function FormProjectDialog({ open, close, cycle }: Props) {
  return (
    <FormDialog title="组成项目" open={open} onClose={close} width={680}>
      <ProjectForm close={close} cycle={cycle} />
    </FormDialog>
  );
}

/** Accepted estates that are not disputed and lie in no project. */
function EstateChoice() {
  const accepted = useQuery(
    projectsQueries.assessments.list.queryOptions({ input: { page: 1, size: 200, state: 'accepted' } }),
  );
  return (
    <Answer of={accepted}>
      {({ items }) => (
        <Form.Item
          name="estateIds"
          label="小区"
          rules={[chosen('小区')]}
          extra="只列出已受理、没有争议、尚未列入项目的小区"
        >
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={items
              .filter((one) => !one.disputed && one.projectCode === null)
              .map((one) => ({
                value: one.id,
                label: `${one.name}（${one.subdistrictName}，${numberText(one.households)} 户）`,
              }))}
          />
        </Form.Item>
      )}
    </Answer>
  );
}

function ProjectForm({ close, cycle }: Omit<Props, 'open'>) {
  const go = useGo();
  const queries = useQueryClient();
  const submit = async (values: Values) => {
    const made = await projectsApi.projects.form(values);
    await queries.invalidateQueries({ queryKey: projectsQueries.key() });
    close();
    go(`/projects/projects/${made.id}`);
  };
  return (
    <SubmitForm<Values> submitText="组成项目并锁定计数" onSubmit={submit} onCancel={close}>
      <EstateChoice />
      <Form.Item name="name" label="项目名称" rules={[needed('项目名称')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="year" label="开工年度" rules={[chosen('开工年度')]}>
        <Select options={cycle.map((year) => ({ value: year, label: `${year} 年` }))} />
      </Form.Item>
      <Form.Item name="implementingBody" label="实施主体" rules={[needed('实施主体')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="approvalNumber" label="批准文号" rules={[needed('批准文号')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="approvedOn" label="批准日期" rules={[needed('批准日期')]}>
        <Input type="date" />
      </Form.Item>
    </SubmitForm>
  );
}
