import { Button, Input, Select } from 'antd';
import type { Division, RuleWorld } from '../domain/rule/types.ts';
import { Field, keyed } from './rules-field.tsx';

const methods = [
  { value: 'area', label: '按专有部分面积' },
  { value: 'equal', label: '按户平均' },
  { value: 'floor-coefficient', label: '按楼层系数 × 面积' },
] as const;

/** `1:0 2:0 3:0.7` both ways; what cannot be read is left out and so shows at once. */
const tableText = (table: Division['coefficients']): string =>
  Object.entries(table)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([floor, value]) => `${floor}:${value}`)
    .join(' ');
const readTable = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(/[\s,，;；]+/)
      .map((pair) => /^(0|-?[1-9]\d?)[:：]((?:0|[1-9]\d*)(?:\.\d+)?)$/.exec(pair))
      .flatMap((found) => (found ? [[found[1] ?? '', found[2] ?? '']] : [])),
  );

type Props = {
  readonly divisions: readonly Division[];
  readonly items: RuleWorld['items'];
  readonly change: (divisions: readonly Division[]) => void;
};

/** How the residents' part is divided, for some items and for all others. */
export function DivisionEditor({ divisions, items, change }: Props) {
  const options = items.map(({ id, title }) => ({ value: id, label: title }));
  const put = (at: number, patch: Partial<Division>) =>
    change(divisions.map((one, place) => (place === at ? { ...one, ...patch } : one)));
  return (
    <>
      {keyed(divisions, ({ items: own, method }) => [method, ...own].join()).map(({ key, row: one, at }) => (
        <div className="rules-fields" key={key}>
          <Field label="内容">
            <Select
              mode="multiple"
              aria-label={`分摊办法 ${at + 1} 的内容`}
              placeholder="其余各项"
              options={options}
              value={[...one.items]}
              onChange={(chosen: string[]) => put(at, { items: chosen })}
            />
          </Field>
          <Field label="办法">
            <Select
              aria-label={`分摊办法 ${at + 1}`}
              options={[...methods]}
              value={one.method}
              onChange={(method: Division['method']) => put(at, { method })}
            />
          </Field>
          {one.method === 'floor-coefficient' && (
            <Field wide label="楼层:系数，空格分开">
              <Input
                defaultValue={tableText(one.coefficients)}
                onBlur={(event) => put(at, { coefficients: readTable(event.target.value) })}
              />
            </Field>
          )}
          <div>
            <Button onClick={() => change(divisions.filter((_, place) => place !== at))}>删去这条办法</Button>
          </div>
        </div>
      ))}
      <Button onClick={() => change([...divisions, { items: [], method: 'area', coefficients: {} }])}>
        添加分摊办法
      </Button>
    </>
  );
}
