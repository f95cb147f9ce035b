import { Input } from 'antd';
import { yuanOf } from '#ui/quantity.ts';
import { Table } from '#ui/table.tsx';
import { fenOfYuan, type SignBasis, yuanInput } from './works-words.tsx';

export type Typed = Readonly<Record<string, { readonly quantity: string; readonly yuan: string }>>;
type Line = SignBasis['lines'][number];

/** What of a scheme's line is in no contract yet, as it would be typed. */
const restOf = (line: Line) => {
  const left = BigInt(line.amountFen) - BigInt(line.takenFen);
  return { quantity: restQuantity(line.quantity, line.takenQuantity), yuan: yuanInput(String(left)) };
};

const milli = (text: string): bigint => {
  const [whole = '0', part = ''] = text.split('.');
  return BigInt(`${whole}${part.padEnd(3, '0').slice(0, 3)}`);
};

function restQuantity(all: string, taken: string): string {
  const left = milli(all) - milli(taken);
  const part = String(left % 1000n)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${left / 1000n}${part ? `.${part}` : ''}`;
}

/** The lines typed in, as they are sent; lines left empty are not in the contract. */
export const linesOf = (typed: Typed) =>
  Object.entries(typed)
    .filter(([, one]) => one.quantity.trim() !== '' || one.yuan.trim() !== '')
    .map(([lineId, one]) => ({
      lineId,
      quantity: one.quantity.trim(),
      amountFen: fenOfYuan(one.yuan) ?? one.yuan.trim(),
    }));

type Props = {
  readonly basis: SignBasis;
  readonly typed: Typed;
  readonly set: (typed: Typed) => void;
};

/** The lines of the approved scheme with what this contract takes of each. */
export function BillLines({ basis, typed, set }: Props) {
  const put = (line: Line, change: { quantity?: string; yuan?: string }) =>
    set({ ...typed, [line.lineId]: { quantity: '', yuan: '', ...typed[line.lineId], ...change } });
  const name = (line: Line) => `${line.estateName}${line.itemTitle}`;
  return (
    <Table
      caption="方案内容"
      rows={basis.lines}
      rowKey={(line) => line.lineId}
      dense
      empty="批准的方案中没有这个项目的内容"
      columns={[
        {
          key: 'item',
          title: '内容',
          render: (line) => `${line.estateName} · ${line.itemTitle}（${line.place}）`,
        },
        { key: 'scheme', title: '方案数量', align: 'end', render: (line) => `${line.quantity} ${line.unit}` },
        { key: 'taken', title: '已签', align: 'end', render: (line) => line.takenQuantity },
        { key: 'amount', title: '方案金额（元）', align: 'end', render: (line) => yuanOf(line.amountFen) },
        {
          key: 'arranged',
          title: '已安排未签约（元）',
          align: 'end',
          render: (line) => yuanOf(line.arrangedFen),
        },
        {
          key: 'quantity',
          title: '本合同数量',
          width: '8em',
          render: (line) => (
            <Input
              aria-label={`${name(line)}的合同数量`}
              inputMode="decimal"
              placeholder={restOf(line).quantity}
              value={typed[line.lineId]?.quantity ?? ''}
              onChange={(event) => put(line, { quantity: event.target.value })}
            />
          ),
        },
        {
          key: 'yuan',
          title: '本合同金额（元）',
          width: '10em',
          render: (line) => (
            <Input
              aria-label={`${name(line)}的合同金额`}
              inputMode="decimal"
              placeholder={restOf(line).yuan}
              value={typed[line.lineId]?.yuan ?? ''}
              onChange={(event) => put(line, { yuan: event.target.value })}
            />
          ),
        },
      ]}
    />
  );
}

/** Everything the schemes have left, typed in at once. */
export const restLines = (basis: SignBasis): Typed =>
  Object.fromEntries(
    basis.lines
      .filter((line) => line.takenQuantity !== line.quantity)
      .map((line) => [line.lineId, restOf(line)]),
  );
