import { Input, Progress } from 'antd';
import { type ReactNode, useId } from 'react';
import { Figure, Figures, Section } from '#ui/page.tsx';
import { wanOf, yuanOf } from '#ui/quantity.ts';
import { type costOfDraft, type Draft, fenOfWan } from './scheme-draft.ts';
import type { Scheme, Version } from './schemes-words.tsx';

type Props = {
  readonly draft: Draft;
  readonly cost: ReturnType<typeof costOfDraft>;
  readonly version: Version;
  readonly estates: Scheme['estates'];
  readonly change?: ((patch: Partial<Draft>) => void) | undefined;
};

/** Fen per ㎡ of floor area; null where an area is not known. */
function perM2(total: bigint, estates: Scheme['estates']): bigint | null {
  if (estates.some((one) => one.floorAreaCm2 === null)) return null;
  const area = estates.reduce((sum, one) => sum + BigInt(one.floorAreaCm2 ?? 0), 0n);
  return area > 0n ? (total * 10_000n) / area : null;
}

/** Name, rates, ceiling, and what they add up to. */
export function SchemeMoney({ draft, cost, version, estates, change }: Props) {
  const ceiling = draft.ceilingWan === '' ? null : fenOfWan(draft.ceilingWan);
  const unit = perM2(cost.total, estates);
  const base = version.contingencyOn === 'works' ? '工程费' : '工程费与其他费之和';
  const over = ceiling !== null && cost.total > ceiling;
  return (
    <Section title="投资">
      <Figures>
        <Figure label="工程费" value={wanOf(cost.works)} unit="万元" />
        <Figure
          label="工程建设其他费"
          value={wanOf(cost.other)}
          unit="万元"
          note={`工程费的 ${draft.otherPercent}%`}
        />
        <Figure
          label="预备费"
          value={wanOf(cost.contingency)}
          unit="万元"
          note={`${base}的 ${draft.contingencyPercent}%`}
        />
        <Figure
          label="总投资"
          value={wanOf(cost.total)}
          unit="万元"
          note={unit === null ? undefined : `每平方米 ${yuanOf(unit)} 元`}
        />
      </Figures>
      {ceiling !== null && ceiling > 0n && (
        <>
          <p>
            上限 {wanOf(ceiling)} 万元，
            {over ? (
              <strong>超出 {wanOf(cost.total - ceiling)} 万元</strong>
            ) : (
              `还余 ${wanOf(ceiling - cost.total)} 万元`
            )}
          </p>
          <Progress
            aria-label="总投资占上限"
            percent={Math.min(999, Math.round(Number((cost.total * 1000n) / ceiling) / 10))}
            status={over ? 'exception' : 'normal'}
          />
        </>
      )}
      <div className="scheme-fields">
        <TextField label="方案名称" value={draft.title} set={change && ((title) => change({ title }))} />
        <TextField
          label="其他费率（%）"
          value={draft.otherPercent}
          set={change && ((otherPercent) => change({ otherPercent }))}
        />
        <TextField
          label="预备费率（%）"
          value={draft.contingencyPercent}
          set={change && ((contingencyPercent) => change({ contingencyPercent }))}
        />
        <TextField
          label="上限（万元，可不填）"
          value={draft.ceilingWan}
          set={change && ((ceilingWan) => change({ ceilingWan }))}
        />
        <TextField
          label="上限的依据"
          value={draft.ceilingBasis}
          set={change && ((ceilingBasis) => change({ ceilingBasis }))}
        />
        <TextField
          wide
          label="方案说明"
          value={draft.summary}
          set={change && ((summary) => change({ summary }))}
        />
      </div>
    </Section>
  );
}

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly set: ((text: string) => void) | undefined;
  readonly wide?: boolean;
};

function TextField({ label, value, set, wide = false }: FieldProps): ReactNode {
  const id = useId();
  return (
    <div className={wide ? 'scheme-field scheme-wide' : 'scheme-field'}>
      <label htmlFor={id}>{label}</label>
      {wide ? (
        <Input.TextArea
          id={id}
          rows={3}
          maxLength={2000}
          value={value}
          readOnly={!set}
          onChange={(event) => set?.(event.target.value)}
        />
      ) : (
        <Input
          id={id}
          value={value}
          maxLength={200}
          readOnly={!set}
          onChange={(event) => set?.(event.target.value)}
        />
      )}
    </div>
  );
}
