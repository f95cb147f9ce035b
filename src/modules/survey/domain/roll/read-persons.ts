import { compact, saysUnknown, tidy } from '../text.ts';
import { isCreditCode, isPhone, numberFault, numberFaultText, numberKey, phoneKey } from './number.ts';
import { maskNumber, maskPerson, nameKey, ownerKindOf } from './person.ts';
import type { RollOccupant, RollOwner } from './roll.ts';

/** A cell of a roll: what is written, where, and whether the sheet holds it as a number. */
export type PersonCell = { readonly text: string; readonly column: number; readonly numeric: boolean };
export type Fault = {
  readonly code: string;
  readonly column: number;
  readonly severity: 'corrected' | 'warning';
  /** Never holds a name, number or telephone in full. */
  readonly message: string;
};

/** More names than one part has owners: the cell holds something else. */
const ownersAtMost = 50;
const between = /[、/;；,，|&\n]+|(?<=\p{Script=Han}{2})\s+(?=\p{Script=Han}{2})/u;
const prefix = /^(?:产权人|共有人|业主|配偶|户主|权利人)[:：]/;
const remark = /[(（](?:[^)）]*(?:共有|按份|配偶|夫妻|代|已故|亡|产权|转让)[^)）]*)[)）]?$/;

/** 张三、李四 → both; brackets that say only 共有 go. An organisation's name is never cut. */
export function splitNames(text: string): string[] {
  if (saysUnknown(text)) return [];
  const whole = tidy(text);
  const parts =
    ownerKindOf(whole) === 'organisation' && !/[、;；\n]/.test(text) ? [whole] : text.split(between);
  const names = parts
    .map((part) => compact(part).replace(prefix, '').replace(remark, '').slice(0, 60))
    .filter((part) => part !== '' && !saysUnknown(part));
  return names
    .slice(0, ownersAtMost)
    .filter((name, i) => names.findIndex((other) => nameKey(other) === nameKey(name)) === i);
}

const splitValues = (text: string): string[] =>
  text
    .split(/[、/;；,，|&\n]+|\s{2,}|(?<=[\dXx])\s+(?=\d{6,})/)
    .map((part) => tidy(part))
    .filter((part) => part !== '' && !saysUnknown(part));

/** The owners of one row with what is doubtful about them. */
export function readOwners(
  names: PersonCell | undefined,
  numbers: PersonCell | undefined,
  phones: PersonCell | undefined,
): { owners: RollOwner[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const found = names ? splitNames(names.text) : [];
  const numberOf = spread(readNumbers(numbers, faults), found.length, numbers, '证件号', faults);
  const phoneOf = spread(readPhones(phones, faults), found.length, phones, '电话', faults);
  const owners = found.map((name, i): RollOwner => {
    const number = numberOf[i] ?? null;
    const kind = number !== null && isCreditCode(number) ? 'organisation' : ownerKindOf(name);
    return { name, kind, number, phone: phoneOf[i] ?? null, nominated: false };
  });
  if (found.length > 0 && names && found.some((name) => [...name].length === 1))
    faults.push({
      code: 'owner-name-short',
      column: names.column,
      severity: 'warning',
      message: '业主姓名只有一个字，请核对。',
    });
  return { owners, faults };
}

/** Values to owners one by one; one telephone for several owners is the first one's, one number is nobody's. */
function spread(
  values: readonly string[],
  owners: number,
  cell: PersonCell | undefined,
  word: '证件号' | '电话',
  faults: Fault[],
): readonly string[] {
  if (values.length <= owners && (owners <= 1 || values.length === owners || values.length === 0))
    return values;
  if (word === '电话' && owners > 0) return values.slice(0, owners);
  faults.push({
    code: word === '电话' ? 'phone-unmatched' : 'number-unmatched',
    column: cell?.column ?? 1,
    severity: 'corrected',
    message:
      owners === 0
        ? `有${word}而没有业主姓名，${word}不登记。`
        : `${owners} 位业主对应 ${values.length} 个${word}，分不清各是谁的，${word}暂不登记。`,
  });
  return [];
}

function readNumbers(cell: PersonCell | undefined, faults: Fault[]): string[] {
  if (!cell || saysUnknown(cell.text)) return [];
  const fault = (code: string, severity: Fault['severity'], message: string) =>
    faults.push({ code, column: cell.column, severity, message });
  const digits = compact(cell.text).replace(/\D/g, '').length;
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(compact(cell.text)) || (cell.numeric && digits > 15)) {
    fault(
      'number-rounded',
      'corrected',
      '证件号在表格里存成了数字，15 位以后已经丢失，不能登记。请把这一列设为文本后重新填写。',
    );
    return [];
  }
  return splitValues(cell.text).flatMap((text) => {
    const number = numberKey(text);
    if (/[*＊]/.test(text)) {
      fault('number-masked', 'corrected', '证件号打了星号，不是完整号码，暂不登记。');
      return [];
    }
    if (number.length < 5 || number.length > 30) {
      fault('number-unreadable', 'corrected', `“${maskNumber(number)}”不像证件号，暂不登记。`);
      return [];
    }
    const wrong = numberFault(number);
    if (wrong)
      fault(`number-${wrong}`, 'warning', `证件号“${maskNumber(number)}”${numberFaultText[wrong]}，请核对。`);
    return [number];
  });
}

function readPhones(cell: PersonCell | undefined, faults: Fault[]): string[] {
  if (!cell || saysUnknown(cell.text)) return [];
  return splitValues(cell.text).flatMap((text) => {
    const phone = phoneKey(text).slice(0, 30);
    if (isPhone(phone)) return [phone];
    faults.push({
      code: 'phone-unreadable',
      column: cell.column,
      severity: 'corrected',
      message: `“${maskNumber(phone)}”不是电话号码，暂不登记。`,
    });
    return [];
  });
}

/** People who use a part without owning it. */
export function readOccupants(names: PersonCell | undefined, phones: PersonCell | undefined): RollOccupant[] {
  const numbers = phones ? splitValues(phones.text).map(phoneKey).filter(isPhone) : [];
  return splitNames(names?.text ?? '').map((name, i) => ({ name, phone: numbers[i] ?? null }));
}

/** Marks the owner a cell names as the one who votes for all; the message names nobody in full. */
export function nominate(owners: RollOwner[], cell: PersonCell | undefined, faults: Fault[]): void {
  if (!cell || saysUnknown(cell.text) || owners.length === 0) return;
  const key = nameKey(cell.text);
  const yes = /^(?:是|√|✓|1|y|yes|代表)$/i.test(compact(cell.text));
  const at = yes ? (owners.length === 1 ? 0 : -1) : owners.findIndex((owner) => nameKey(owner.name) === key);
  const owner = owners[at];
  if (owner) owners[at] = { ...owner, nominated: true };
  else if (!/^(?:否|无|0|n|no|×)$/i.test(compact(cell.text)))
    faults.push({
      code: 'nominated-unknown',
      column: cell.column,
      severity: 'corrected',
      message: `共有代表“${maskPerson(cell.text)}”不在本行业主之中，暂不登记代表。`,
    });
}
