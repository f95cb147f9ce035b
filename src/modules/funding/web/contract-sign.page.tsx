import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useGo, useSearchText } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { Answer, Nothing } from '#ui/states.tsx';
import { fundingQueries } from './api.ts';
import { ContractForm } from './contract-form.tsx';

/** 登记合同: a project, its approved scheme, what of it is signed, and out of which money. */
export default function SignContract() {
  const [params, change] = useSearchText();
  const projectId = params.get('project') ?? undefined;
  const projects = useQuery(fundingQueries.works.projects.queryOptions({ input: {} }));
  return (
    <Page
      title="登记合同"
      trail={[{ title: '合同', path: '/funding/contracts' }]}
      about="从批准的方案中选取内容；资金没有安排的部分不能签约，不得由施工单位垫资（政府投资条例二十二）。"
    >
      <Section title="项目">
        <Select
          aria-label="项目"
          showSearch
          optionFilterProp="label"
          placeholder="选择项目"
          style={{ width: 'min(32em, 100%)' }}
          value={projectId ?? null}
          loading={projects.isLoading}
          options={(projects.data ?? []).map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }))}
          onChange={(id: string) => change({ project: id })}
        />
      </Section>
      {projectId && <Basis key={projectId} projectId={projectId} />}
    </Page>
  );
}

function Basis({ projectId }: { readonly projectId: string }) {
  const basis = useQuery(fundingQueries.works.basis.queryOptions({ input: { id: projectId } }));
  const go = useGo();
  return (
    <Answer of={basis}>
      {(data) =>
        data.schemes.length === 0 ? (
          <Section title="方案">
            <Nothing text="这个项目还没有批准的改造方案；先有方案，后签合同（四(二)2）" />
          </Section>
        ) : (
          <>
            <p className="hj-about">
              {data.schemes
                .map((one) => `${one.title} 第 ${one.version} 版，${dayText(one.approvedOn)}批准`)
                .join('；')}
            </p>
            <ContractForm
              basis={data}
              cancel={() => go('/funding/contracts')}
              signed={(id) => go(`/funding/contracts/${id}`)}
            />
          </>
        )
      }
    </Answer>
  );
}
