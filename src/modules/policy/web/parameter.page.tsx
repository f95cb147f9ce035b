import './policy.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { FormDialog } from '#ui/form.tsx';
import { History } from '#ui/history.tsx';
import { usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { policyActions } from '../contract.ts';
import { provenanceNames } from '../domain/parameter.ts';
import { valueText } from '../domain/value-text.ts';
import { policyApi, policyQueries } from './api.ts';
import { StandingTag } from './standing.tsx';
import { ValueForm } from './value-form.tsx';

type Detail = Awaited<ReturnType<typeof policyApi.parameters.show>>;

const decisionNames = { confirm: '确认取值', override: '调整取值', revert: '恢复规则包取值' } as const;

/** One parameter: value, source, standing, its history; confirm, override or revert with a reason. */
export default function ParameterPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(policyQueries.parameters.show.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.parameter.title ?? '政策参数'}
      trail={[{ title: '政策参数', path: '/policy/parameters' }]}
      actions={query.data && <Decisions detail={query.data} />}
    >
      <Answer of={query}>{(detail) => <Body detail={detail} />}</Answer>
    </Page>
  );
}

function Body({ detail: { parameter, history } }: { readonly detail: Detail }) {
  const overridden = parameter.standing === 'overridden';
  return (
    <>
      <Section title="取值与依据">
        {parameter.standing === 'unverified' && (
          <Alert
            className="policy-mark"
            type="warning"
            showIcon
            title="这个取值待核：文件没有明确给出，或说法不一。请工作专班核对后确认或调整。"
          />
        )}
        <Facts
          facts={[
            {
              label: '现行取值',
              value: `${valueText(parameter.value)}${parameter.unit && ` ${parameter.unit}`}`,
            },
            ...(overridden ? [{ label: '规则包取值', value: valueText(parameter.packValue) }] : []),
            { label: '状态', value: <StandingTag standing={parameter.standing} /> },
            { label: '条款', value: `实施方案 ${parameter.clause}` },
            { label: '出处', value: provenanceNames[parameter.provenance] },
            { label: '来源', value: parameter.source },
            {
              label: '有效期',
              value: `${dayText(parameter.from)} 至 ${parameter.to ? dayText(parameter.to) : '今'}`,
            },
            ...(parameter.note ? [{ label: '说明', value: parameter.note }] : []),
            ...(parameter.reason ? [{ label: '最近一次的理由', value: parameter.reason }] : []),
          ]}
        />
      </Section>
      <Section title="完整取值" about="数据原样，供核对与修改。">
        <details>
          <summary>展开</summary>
          <pre className="policy-json">{JSON.stringify(parameter.value, null, 2)}</pre>
        </details>
      </Section>
      <Section title="变更记录">
        <History
          changes={history.map((one) => ({
            id: one.id,
            when: one.at,
            who: one.by,
            what: decisionNames[one.kind] + (one.kind === 'override' ? `：${valueText(one.value)}` : ''),
            reason: one.reason,
          }))}
        />
      </Section>
    </>
  );
}

/** The buttons of those who may decide. */
function Decisions({ detail: { parameter } }: { readonly detail: Detail }) {
  const may = useMay(policyActions['policy.decide']);
  const ask = useConfirm();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  if (!may) return null;
  const { id, revision } = parameter;
  const decide = async (kind: 'confirm' | 'override' | 'revert', reason: string, value?: unknown) => {
    await policyApi.parameters.decide({
      id,
      revision,
      kind,
      reason,
      ...(kind === 'override' ? { value } : {}),
    });
    await queries.invalidateQueries({ queryKey: policyQueries.key() });
  };
  return (
    <>
      {parameter.standing === 'unverified' && parameter.value !== null && (
        <Button
          onClick={() =>
            ask({
              title: `确认“${parameter.title}”`,
              text: `确认现行取值 ${valueText(parameter.value)} 正确，去掉待核标记。`,
              okText: '确认取值',
              reasonLabel: '依据或理由',
              run: (reason) => decide('confirm', reason),
            })
          }
        >
          确认取值
        </Button>
      )}
      <Button type="primary" onClick={() => setOpen(true)}>
        调整取值
      </Button>
      {(parameter.standing === 'overridden' || parameter.standing === 'confirmed') && (
        <Button
          onClick={() =>
            ask({
              title: `恢复“${parameter.title}”`,
              text: `恢复为规则包取值 ${valueText(parameter.packValue)}。`,
              okText: '恢复',
              reasonLabel: '理由',
              run: (reason) => decide('revert', reason),
            })
          }
        >
          恢复规则包取值
        </Button>
      )}
      <FormDialog title={`调整“${parameter.title}”`} open={open} onClose={() => setOpen(false)} width={640}>
        <ValueForm
          value={parameter.value}
          onCancel={() => setOpen(false)}
          onSubmit={async (value, reason) => {
            await decide('override', reason, value);
            setOpen(false);
          }}
        />
      </FormDialog>
    </>
  );
}
