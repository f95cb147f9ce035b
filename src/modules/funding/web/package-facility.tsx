import { Form, Input, InputNumber, Select } from 'antd';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { type Facility, facilityKinds } from '../domain/package/facility.ts';
import { EstateSelect } from './estate-select.tsx';

/** A facility as people write it: 万元, 元, percent, the outlay year by year separated by commas. */
type Written = {
  kind: Facility['kind'];
  title: string;
  estateId?: string;
  investor: string;
  invest: string;
  opens: number;
  concessionYears: number;
  units: number;
  unitYear: number;
  firstOccupancy: number;
  fullOccupancy: number;
  rampYears: number;
  priceGrowth: number;
  yearCost: number;
  costGrowth: number;
  costShare: number;
};

const wan = (fen: number): number => fen / 1_000_000;
const toFen = (amount: number, unit: number): number => Math.round(amount * unit);
const toPoints = (percent: number): number => Math.round(percent * 100);

function write(facility: Facility | null): Partial<Written> {
  if (!facility)
    return {
      ...{ opens: 1, concessionYears: 15, firstOccupancy: 60, fullOccupancy: 90, rampYears: 2 },
      ...{ priceGrowth: 0, costGrowth: 0, costShare: 0 },
    };
  const { estateId, investFen, unitYearFen, yearCostFen, id: _id, ...rest } = facility;
  return {
    ...rest,
    ...(estateId ? { estateId } : {}),
    invest: investFen.map(wan).join('，'),
    unitYear: unitYearFen / 100,
    yearCost: wan(yearCostFen),
    firstOccupancy: facility.firstOccupancy / 100,
    fullOccupancy: facility.fullOccupancy / 100,
    priceGrowth: facility.priceGrowth / 100,
    costGrowth: facility.costGrowth / 100,
    costShare: facility.costShare / 100,
  };
}

const amounts = /^\d+(\.\d+)?([，,、\s]+\d+(\.\d+)?)*$/;

function read(id: string, written: Written): Facility {
  return {
    id,
    kind: written.kind,
    title: written.title.trim(),
    estateId: written.estateId ?? null,
    investor: written.investor.trim(),
    investFen: written.invest
      .trim()
      .split(/[，,、\s]+/)
      .map((text) => toFen(Number(text), 1_000_000)),
    opens: written.opens,
    concessionYears: written.concessionYears,
    units: written.units,
    unitYearFen: toFen(written.unitYear, 100),
    firstOccupancy: toPoints(written.firstOccupancy),
    fullOccupancy: toPoints(written.fullOccupancy),
    rampYears: written.rampYears,
    priceGrowth: toPoints(written.priceGrowth),
    yearCostFen: toFen(written.yearCost, 1_000_000),
    costGrowth: toPoints(written.costGrowth),
    costShare: toPoints(written.costShare),
  };
}

type NumberFieldProps = {
  readonly name: keyof Written;
  readonly label: string;
  readonly unit: string;
  readonly min?: number;
  readonly max: number;
};

function NumberField({ name, label, unit, min = 0, max }: NumberFieldProps) {
  return (
    <Form.Item<Written> name={name} label={`${label}（${unit}）`} rules={[needed0(label)]}>
      <InputNumber min={min} max={max} style={{ width: '100%' }} />
    </Form.Item>
  );
}
const needed0 = (label: string) => ({ required: true, message: `请填写${label}` });

type Props = {
  /** Null: a new one. */
  readonly facility: Facility | null;
  readonly open: boolean;
  readonly newId: () => string;
  readonly onClose: () => void;
  readonly onDone: (facility: Facility) => void;
};

/** Dialog of one facility; the package is appraised again as soon as it closes. */
export function FacilityDialog({ facility, open, newId, onClose, onDone }: Props) {
  const submit = async (written: Written) => {
    onDone(read(facility?.id ?? newId(), written));
    onClose();
  };
  return (
    <FormDialog title={facility ? '修改设施' : '添加设施'} open={open} onClose={onClose} width={720}>
      <SubmitForm<Written>
        initial={write(facility)}
        submitText={facility ? '改好' : '添加'}
        onSubmit={submit}
        onCancel={onClose}
      >
        <div className="hj-package-fields">
          <Form.Item<Written> name="kind" label="类别" rules={[chosen('类别')]}>
            <Select options={Object.entries(facilityKinds).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item<Written> name="title" label="名称" rules={[needed('名称')]}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item<Written> name="estateId" label="所在小区（服务多个小区的不选）">
            <EstateSelect allowClear />
          </Form.Item>
          <Form.Item<Written> name="investor" label="投资方" rules={[needed('投资方')]}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item<Written>
            name="invest"
            label="投资（万元，逐年用逗号隔开）"
            rules={[needed('投资'), { pattern: amounts, message: '应为数字，形如 30 或 30，20' }]}
          >
            <Input placeholder="30，20" />
          </Form.Item>
          <NumberField name="opens" label="开始运营" unit="第几年，首年为 0" max={20} />
          <NumberField name="concessionYears" label="特许经营年数" unit="年" min={1} max={50} />
          <NumberField name="units" label="数量" unit="车位、桩、床、㎡等" max={1_000_000} />
          <NumberField name="unitYear" label="每个满用一年的收入" unit="元" max={10_000_000} />
          <NumberField name="firstOccupancy" label="首年使用率" unit="%" max={100} />
          <NumberField name="fullOccupancy" label="稳定使用率" unit="%" max={100} />
          <NumberField name="rampYears" label="达到稳定" unit="年" max={20} />
          <NumberField name="priceGrowth" label="收入单价年增长" unit="%" min={-20} max={20} />
          <NumberField name="yearCost" label="每年固定运营成本" unit="万元" max={1_000_000} />
          <NumberField name="costGrowth" label="成本年增长" unit="%" min={-20} max={20} />
          <NumberField name="costShare" label="随收入的成本" unit="收入的 %" max={99} />
        </div>
      </SubmitForm>
    </FormDialog>
  );
}
