import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { AppLink } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import { instantText, numberText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { surveyApi, surveyQueries } from './api.ts';
import type { RollImport } from './roll-words.tsx';

type Report = NonNullable<RollImport['report']>;
type Outcome = NonNullable<RollImport['outcome']>;

/** The last step: commit, or what came of it and taking it back. */
export function RollCommit({ one, report }: { readonly one: RollImport; readonly report: Report }) {
  if (one.outcome) return <Result one={one} outcome={one.outcome} />;
  return <Commit one={one} report={report} />;
}

function Commit({ one, report }: { readonly one: RollImport; readonly report: Report }) {
  const [keepEdits, setKeepEdits] = useState(true);
  const act = useAct({
    run: () => surveyApi.rollImports.commit({ id: one.id, version: one.version, keepEdits }),
    stale: [surveyQueries.key()],
  });
  const { counts } = report;
  return (
    <Section title="提交" about="到这一步为止，名册还没有任何改动。">
      <p>
        将新登记 {counts.new} 处房屋、{counts.newOwners} 位业主，更新 {counts.changed} 处；{counts.unchanged}{' '}
        处没有变化；{counts.refused} 行不予登记，可下载批注副本改正后再导入。
      </p>
      <p>
        <Checkbox checked={keepEdits} onChange={(event) => setKeepEdits(event.target.checked)}>
          保留人工改过的数和业主，不用名册覆盖
        </Checkbox>
      </p>
      <div className="hj-form-buttons">
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate()}>
          提交名册
        </Button>
      </div>
    </Section>
  );
}

function Result({ one, outcome }: { readonly one: RollImport; readonly outcome: Outcome }) {
  const ask = useConfirm();
  const queries = useQueryClient();
  const { undone } = outcome;
  const undo = () =>
    ask({
      title: '撤销这次名册导入',
      text: '新登记的房屋将停用，改动的数和业主还原；导入之后又被改过的房屋保留不动。',
      okText: '撤销导入',
      reasonLabel: '撤销的理由',
      danger: true,
      run: async (reason) => {
        await surveyApi.rollImports.undo({ id: one.id, version: one.version, reason });
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
          description={`停用新登记的房屋 ${undone.archived} 处，还原 ${undone.restored} 处；之后又改过的 ${undone.kept} 处保留。`}
        />
      )}
      <Facts
        facts={[
          { label: '提交时间', value: instantText(one.committedAt) },
          { label: '新登记房屋', value: `${numberText(outcome.created)} 处` },
          { label: '更新房屋', value: `${numberText(outcome.changed)} 处` },
          { label: '没有变化', value: `${numberText(outcome.unchanged)} 处` },
          { label: '新登记业主', value: `${numberText(outcome.owners)} 人` },
          { label: '不予登记', value: `${numberText(outcome.refused)} 行` },
          { label: '保留的人工修改', value: `${numberText(outcome.keptEdits)} 处` },
        ]}
      />
      <p>
        <AppLink to={`/survey/estates/${one.estateId}?tab=roll`}>看专有部分与业主</AppLink>
      </p>
    </Section>
  );
}
