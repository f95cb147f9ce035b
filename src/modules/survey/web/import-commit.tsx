import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { type Fact, Facts } from '#ui/basis.tsx';
import { AppLink } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import { instantText, numberText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { type Import, surveyApi, surveyQueries } from './api.ts';

type Report = NonNullable<Import['report']>;
type Outcome = NonNullable<Import['outcome']>;

/** The last step: commit, or what came of it and taking it back. */
export function CommitStep({ one, report }: { readonly one: Import; readonly report: Report }) {
  if (one.outcome) return <Result one={one} outcome={one.outcome} />;
  return <Commit one={one} report={report} />;
}

function Commit({ one, report }: { readonly one: Import; readonly report: Report }) {
  const [keepEdits, setKeepEdits] = useState(true);
  const act = useAct({
    run: () => surveyApi.imports.commit({ id: one.id, version: one.version, keepEdits }),
    stale: [surveyQueries.key()],
  });
  const { counts } = report;
  return (
    <Section title="提交" about="到这一步为止，小区数据还没有任何改动。">
      <p>
        将新登记 {counts.new} 个小区，更新 {counts.changed} 个；{counts.unchanged} 个没有变化；
        {counts.refused} 行不予登记，可下载名单改正后再导入。
      </p>
      <p>
        <Checkbox checked={keepEdits} onChange={(event) => setKeepEdits(event.target.checked)}>
          保留人工改过的数，不用台账覆盖
        </Checkbox>
      </p>
      <div className="hj-form-buttons">
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate()}>
          提交台账
        </Button>
      </div>
    </Section>
  );
}

function Result({ one, outcome }: { readonly one: Import; readonly outcome: Outcome }) {
  const ask = useConfirm();
  const queries = useQueryClient();
  const { undone } = outcome;
  const undo = () =>
    ask({
      title: '撤销这次导入',
      text: '新登记的小区将停用，改动的数还原，带来的楼栋和意愿撤回；导入之后又被改过的保留不动。',
      okText: '撤销导入',
      reasonLabel: '撤销的理由',
      danger: true,
      run: async (reason) => {
        await surveyApi.imports.undo({ id: one.id, version: one.version, reason });
        await queries.invalidateQueries({ queryKey: surveyQueries.key() });
      },
    });
  return (
    <Section
      title="导入结果"
      actions={
        one.state === 'committed' && (
          <Button danger onClick={undo}>
            撤销导入
          </Button>
        )
      }
    >
      {undone && (
        <Alert
          type="warning"
          showIcon
          title={`这次导入已撤销：${one.undoReason ?? ''}`}
          description={`停用新登记的小区 ${undone.archived} 个，还原 ${undone.restored} 个数，撤回楼栋 ${undone.buildings} 栋、意愿 ${undone.households} 户；之后又改过的 ${undone.kept} 处保留。`}
        />
      )}
      <Facts facts={factsOf(one, outcome)} />
      <p>
        <AppLink to="/survey/estates">看小区台账</AppLink>
      </p>
    </Section>
  );
}

const factsOf = (one: Import, outcome: Outcome): Fact[] => [
  { label: '提交时间', value: instantText(one.committedAt) },
  { label: '新登记小区', value: `${numberText(outcome.created)} 个` },
  { label: '更新小区', value: `${numberText(outcome.changed)} 个` },
  { label: '没有变化', value: `${numberText(outcome.unchanged)} 个` },
  { label: '不予登记', value: `${numberText(outcome.refused)} 行` },
  { label: '保留的人工修改', value: `${numberText(outcome.keptEdits)} 处` },
  { label: '写入楼栋', value: `${numberText(outcome.buildings)} 栋` },
  { label: '写入入户意愿', value: `${numberText(outcome.households)} 户` },
];
