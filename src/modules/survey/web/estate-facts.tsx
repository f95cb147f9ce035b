import { Facts } from '#ui/basis.tsx';
import { AppLink } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import { instantText, numberText, unknownText } from '#ui/quantity.ts';
import { estateFields, type FieldGroup, type FieldOf } from '../domain/estate-fields.ts';
import type { EstateDetail } from './api.ts';
import { useRegionName } from './region-name.ts';
import { fieldText } from './words.tsx';

type Props = { readonly one: EstateDetail };

/** Where a figure comes from, under it. */
function Source({ one, field }: { readonly one: EstateDetail; readonly field: string }) {
  const found = one.provenance[field];
  if (!found) return null;
  if (found.kind === 'edit')
    return (
      <span className="hj-source">
        {found.by} {instantText(found.at)} 填写{found.reason && `（${found.reason}）`}
      </span>
    );
  const cell = found.cell ? `${found.sheet ? `${found.sheet}!` : ''}${found.cell}` : '';
  return (
    <span className="hj-source">
      {found.importId ? (
        <AppLink to={`/survey/imports/${found.importId}`}>
          {found.file} {cell}
        </AppLink>
      ) : (
        `${found.file ?? ''} ${cell}`
      )}
    </span>
  );
}

function useFacts({ one }: Props) {
  const nameOf = useRegionName();
  const values: Readonly<Record<string, unknown>> = one.values;
  const text = (field: FieldOf): string => {
    const value = values[field.key];
    if (field.key === 'regionCode' && one.values.subdistrictText) return one.values.subdistrictText;
    if (typeof value === 'number' && (field.kind === 'count' || field.kind === 'area'))
      return `${numberText(value, 2)} ${field.unit ?? ''}`;
    return fieldText(field.key, value, nameOf) ?? unknownText;
  };
  return (groups: readonly FieldGroup[]) =>
    estateFields
      .filter((field) => groups.includes(field.group))
      .map((field) => ({
        label: field.title,
        value: text(field),
        basis: <Source one={one} field={field.key} />,
      }));
}

/** 概况: figures with where each comes from. */
export function EstateFactsTab(props: Props) {
  const factsOf = useFacts(props);
  const groups = ['基本信息', '规模', '权属与管理'] as const;
  return groups.map((group) => (
    <Section key={group} title={group}>
      <Facts facts={factsOf([group])} />
    </Section>
  ));
}

/** 条件: the eight grades. */
export function EstateCondition(props: Props) {
  const factsOf = useFacts(props);
  return (
    <Section title="设施条件" about="好、一般、差、缺失四级；没有填的不当作好，也不当作差。">
      <Facts facts={factsOf(['设施条件'])} />
    </Section>
  );
}
