import { Alert } from 'antd';
import { Facts } from '#ui/basis.tsx';
import { Section } from '#ui/page.tsx';
import { dayText, instantText, m2Of, numberText } from '#ui/quantity.ts';
import { type Scheme, StateTag } from './schemes-words.tsx';

/** Where a scheme stands, for which estates. */
export function SchemeHead({ scheme }: { readonly scheme: Scheme }) {
  const { current, estates } = scheme;
  const area = estates.reduce((sum, one) => sum + BigInt(one.floorAreaCm2 ?? 0), 0n);
  const households = estates.reduce((sum, one) => sum + (one.households ?? 0), 0);
  return (
    <Section title="基本情况">
      {scheme.state === 'cancelled' && (
        <Alert type="warning" showIcon title={`方案已取消：${scheme.cancelReason ?? ''}`} />
      )}
      {!scheme.writable && (
        <Alert
          type="info"
          showIcon
          title="方案跨街道，由区里编制；这里只列本辖区小区的内容，合计为整个方案。"
        />
      )}
      <Facts
        facts={[
          {
            label: '状态',
            value: (
              <>
                <StateTag state={current.state} /> 第 {current.number} 版
              </>
            ),
          },
          {
            label: '小区',
            value: estates.map((one) => `${one.name}（${one.subdistrictName}）`).join('、'),
          },
          { label: '规模', value: `${numberText(households)} 户，${m2Of(area)} ㎡` },
          {
            label: '提交',
            value: current.submittedBy
              ? `${current.submittedBy} ${instantText(current.submittedAt)}`
              : '尚未提交',
          },
          {
            label: '批准',
            value: current.approvedOn
              ? `${dayText(current.approvedOn)} ${current.approvedBy ?? ''}${current.documentNumber ? `，${current.documentNumber}` : ''}`
              : '—',
          },
          { label: '锁定内容的指纹', value: current.hash ? current.hash.slice(0, 16) : '提交时锁定' },
        ]}
      />
    </Section>
  );
}
