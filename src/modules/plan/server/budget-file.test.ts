import { describe, expect, it } from 'vitest';
import { readBudgetText } from './budget-file.ts';

const good = `
unit: 万元
years: [2021, 2022]
channels:
  central: { purpose: [basic], carry: false, amounts: [1500, 0.5] }
capacity:
  '371503001': 2600
  '371503002': [100, null]
`;

describe('资金盘子文件', () => {
  it('读出每年金额（分）和施工能力；一个数表示每年相同', () => {
    const reading = readBudgetText(good);
    if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
    const { channels, capacity } = reading.budget;
    expect([...(channels[0]?.amounts ?? [])]).toEqual([
      [2021, 1_500_000_000n],
      [2022, 500_000n],
    ]);
    expect([...(capacity.get('371503001') ?? [])]).toEqual([
      [2021, 2600],
      [2022, 2600],
    ]);
    expect([...(capacity.get('371503002') ?? [])]).toEqual([[2021, 100]]);
  });

  it('错误一次说全：长短不一、年份倒序、未知用途、多余字段', () => {
    const short = readBudgetText(
      good.replace('[1500, 0.5]', '[1500]').replace('[2021, 2022]', '[2022, 2021]'),
    );
    expect(short.ok ? [] : short.faults.map((one) => one.at)).toEqual(['years', 'channels.central.amounts']);
    const odd = readBudgetText(`${good.replace('[basic]', '[other]')}\nmore: 1`);
    expect(odd.ok ? [] : odd.faults.map((one) => one.at)).toEqual(['channels.central.purpose[0]', '开头']);
    const broken = readBudgetText('a: [1');
    expect(broken.ok ? '' : broken.faults[0]?.message).toContain('不是有效的 YAML');
  });
});
