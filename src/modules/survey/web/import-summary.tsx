import { Alert } from 'antd';
import { Figure, Figures } from '#ui/page.tsx';
import { numberText } from '#ui/quantity.ts';
import type { Import } from './api.ts';

type Report = NonNullable<Import['report']>;

/** The ledger in figures, and what of the file was passed over. */
export function ImportSummary({ report }: { readonly report: Report }) {
  const { counts } = report;
  return (
    <>
      <Figures>
        <Figure
          label="小区"
          value={numberText(counts.accepted + counts.corrected + counts.rejected)}
          unit="行"
          note={`直接采用 ${counts.accepted}，更正后采用 ${counts.corrected}，不予登记 ${counts.rejected}`}
        />
        <Figure label="新登记" value={numberText(counts.new)} unit="个" />
        <Figure label="有变化" value={numberText(counts.changed)} unit="个" />
        <Figure label="无变化" value={numberText(counts.unchanged)} unit="个" />
        <Figure
          label="楼栋"
          value={numberText(counts.buildings)}
          unit="行"
          note={counts.buildingsRefused > 0 ? `其中 ${counts.buildingsRefused} 行不予导入` : undefined}
        />
        <Figure
          label="入户意愿"
          value={numberText(counts.households)}
          unit="行"
          note={counts.householdsRefused > 0 ? `其中 ${counts.householdsRefused} 行不予导入` : undefined}
        />
      </Figures>
      {report.notes.map((note) => (
        <Alert key={note} type="info" showIcon title={note} />
      ))}
    </>
  );
}
