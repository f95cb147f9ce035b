import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { FormDialog } from '#ui/form.tsx';
import { AppLink, useGo, usePathParams } from '#ui/navigation.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { dayText, yuanOf } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { paymentsActions } from '../contract-payments.ts';
import { worksActions } from '../contract-works.ts';
import { contractKindNames } from '../domain/works/contract-kind.ts';
import { fundingQueries } from './api.ts';
import { ChangeForm } from './contract-change.tsx';
import { MeasureForm } from './contract-measure.tsx';
import {
  BillSection,
  ChangesSection,
  GatesSection,
  MeasurementsSection,
  SourcesSection,
  WarrantySection,
} from './contract-sections.tsx';
import { type ContractDetail, PaperLink } from './works-words.tsx';

const percent = (bp: number): string => `${bp / 100}%`;

/** One contract: what was agreed, what is done of it, what is owed and paid. */
export default function ContractPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(fundingQueries.works.show.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.title ?? '合同'}
      trail={[{ title: '合同', path: '/funding/contracts' }]}
      actions={query.data && <Acts contract={query.data} />}
    >
      <Answer of={query}>{(contract) => <Body contract={contract} />}</Answer>
    </Page>
  );
}

function Body({ contract }: { readonly contract: ContractDetail }) {
  return (
    <>
      <Section title="金额">
        <Figures>
          <Figure label="合同金额" value={yuanOf(contract.amountFen)} unit="元" />
          <Figure label="已计量" value={yuanOf(contract.measuredFen)} unit="元" />
          <Figure
            label="应付"
            value={yuanOf(contract.payableFen)}
            unit="元"
            note="计量减去扣回的预付款和质量保证金"
          />
          <Figure label="已授权" value={yuanOf(contract.authorisedFen)} unit="元" />
          <Figure label="已付" value={yuanOf(contract.paidFen)} unit="元" />
          <Figure label="质保金余额" value={yuanOf(contract.retentionFen)} unit="元" />
        </Figures>
      </Section>
      <Section title="约定">
        <Facts facts={factsOf(contract)} />
      </Section>
      <BillSection contract={contract} />
      <GatesSection contract={contract} />
      <SourcesSection contract={contract} />
      <MeasurementsSection contract={contract} />
      <ChangesSection contract={contract} />
      <WarrantySection contract={contract} />
    </>
  );
}

const factsOf = (one: ContractDetail) => [
  { label: '编号', value: one.number },
  { label: '类别', value: contractKindNames[one.kind] },
  {
    label: '项目',
    value: <AppLink to={`/funding/gates?project=${one.projectId}`}>{one.projectName}</AppLink>,
  },
  { label: '签约单位', value: `${one.supplierName}${one.sme ? '（中小企业）' : ''}` },
  { label: '监理单位', value: one.supervisorName ?? '—' },
  { label: '签订', value: `${dayText(one.signedOn)}，${one.signedBy}登记` },
  {
    label: '方案',
    value: one.schemes.map(({ title, version }) => `${title} 第 ${version} 版`).join('、') || '—',
  },
  {
    label: '付款期限',
    value: `收到齐全申请后 ${one.termDays} 天${one.termAgreed ? '（合同约定）' : '（法定）'}`,
  },
  { label: '预付款', value: `至多 ${percent(one.advanceBp)}，每次计量扣回 ${percent(one.recoveryBp)}` },
  { label: '进度款', value: `至已完工程价款的 ${percent(one.progressBp)}` },
  { label: '质量保证金', value: `${percent(one.retentionBp)}，缺陷责任期 ${one.defectMonths} 个月` },
  ...(one.wagesBp > 0
    ? [{ label: '农民工工资专户', value: `${one.wagesAccount}，进度款的 ${percent(one.wagesBp)}` }]
    : []),
  { label: '合同文件', value: <PaperLink file={one.file} /> },
];

function Acts({ contract }: { readonly contract: ContractDetail }) {
  const [open, setOpen] = useState<'measure' | 'change'>();
  const drafts = useMay(paymentsActions['funding.payments.draft']);
  const signs = useMay(worksActions['funding.works.sign']);
  const queries = useQueryClient();
  const go = useGo();
  const close = () => setOpen(undefined);
  const done = async () => {
    close();
    await queries.invalidateQueries({ queryKey: fundingQueries.works.key() });
  };
  return (
    <>
      <Button onClick={() => go(`/funding/payments?q=${encodeURIComponent(contract.number)}`)}>
        用款申请
      </Button>
      <Button onClick={() => window.print()}>打印</Button>
      {signs && contract.schemeNewer && <Button onClick={() => setOpen('change')}>登记变更</Button>}
      {contract.mayMeasure && <Button onClick={() => setOpen('measure')}>登记计量</Button>}
      {drafts && (
        <Button type="primary" onClick={() => go(`/funding/payments/new?contract=${contract.id}`)}>
          申请用款
        </Button>
      )}
      <FormDialog title="登记计量" open={open === 'measure'} onClose={close} width={800}>
        <MeasureForm contract={contract} done={done} cancel={close} />
      </FormDialog>
      <FormDialog title="登记合同变更" open={open === 'change'} onClose={close} width={900}>
        <ChangeForm contract={contract} done={done} cancel={close} />
      </FormDialog>
    </>
  );
}
