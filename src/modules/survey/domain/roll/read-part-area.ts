import type { IssueLog } from '../issue-log.ts';
import type { LedgerCell } from '../ledger.ts';
import { saysUnknown } from '../text.ts';
import { areaText, readArea } from './area.ts';

/** ㎡ beyond which one part is worth a second look: a plausibility bound, not a rule of any paper. */
const unusualCm2 = 20_000_000;
const smallCm2 = 20_000;

/** Area of one part in cm²; null, with its fault in the log, where it is missing, zero, negative or no area. */
export function readPartArea(
  cell: LedgerCell | undefined,
  at: { readonly column: number; readonly scale: number | null },
  log: IssueLog,
): number | null {
  if (!cell || cell.kind === 'error' || saysUnknown(cell.text) || cell.text.trim() === '无') {
    log.add('area-missing', at.column, 'warning', '没有面积，先登记房屋；补上面积后才能计入表决。');
    return null;
  }
  const written = cell.text.slice(0, 30);
  const area = readArea(cell.text);
  if (!area) {
    log.drop('area-unreadable', at.column, written, '不是可识别的面积');
    return null;
  }
  if (area.cm2 <= 0) {
    log.drop('area-zero', at.column, written, area.cm2 === 0 ? '：面积不能为 0' : '：面积不能小于 0');
    return null;
  }
  const cm2 = Math.round(area.cm2 * (at.scale ?? 1));
  if (area.approximate)
    log.add(
      'area-approximate',
      at.column,
      'warning',
      `“${written}”是约数，按 ${areaText(cm2)} ㎡ 登记，请核对。`,
    );
  if (cm2 > unusualCm2 || cm2 < smallCm2)
    log.add('area-unusual', at.column, 'warning', `面积 ${areaText(cm2)} ㎡ 不太寻常，请核对。`);
  return cm2;
}
