import { Alert, Button } from 'antd';
import { wanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { figureKindNames } from '../domain/changes/variation.ts';
import { schemeApi, schemeQueries } from './api.ts';
import type { Changes } from './changes-tab.tsx';

type Figure = Changes['investment']['figures'][number];

/** What is entered and does not hold yet: who must do what. */
export function Waiting({ of, decides }: { readonly of: readonly Figure[]; readonly decides: boolean }) {
  const confirm = useConfirm();
  const decide = useAct({
    run: (input: { readonly id: string; readonly approve: boolean; readonly decision: string }) =>
      schemeApi.changes.decideFigure(input),
    done: '已办理',
    stale: [schemeQueries.key()],
    quiet: true,
  });
  return of
    .filter(({ state }) => state === 'asked')
    .map((one) => {
      const words = `${figureKindNames[one.kind]} ${wanOf(one.amount)} 万元`;
      return (
        <Alert
          key={one.id}
          type="warning"
          showIcon
          title={`待另一人确认：${words}`}
          description={`${one.enteredBy}登记，${one.authority} ${one.documentNumber}${one.moneySource ? `，资金来源：${one.moneySource}` : ''}。确认前不生效，原来的金额继续有效。${one.own ? '由您登记，须由另一人确认。' : ''}`}
          action={
            decides && (
              <div className="hj-form-buttons">
                {!one.own && (
                  <Button
                    type="primary"
                    onClick={() =>
                      confirm({
                        title: `确认${words}`,
                        text: `请核对文件 ${one.documentNumber} 的金额。确认后随即生效，不能撤销。`,
                        okText: '确认生效',
                        run: () => decide.mutateAsync({ id: one.id, approve: true, decision: '' }),
                      })
                    }
                  >
                    确认
                  </Button>
                )}
                <Button
                  onClick={() =>
                    confirm({
                      title: one.own ? `撤回登记的${words}` : `不予确认${words}`,
                      okText: one.own ? '撤回' : '不予确认',
                      reasonLabel: '理由',
                      run: (decision) => decide.mutateAsync({ id: one.id, approve: false, decision }),
                    })
                  }
                >
                  {one.own ? '撤回' : '不予确认'}
                </Button>
              </div>
            )
          }
        />
      );
    });
}
