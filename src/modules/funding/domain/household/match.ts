import { yuanText } from './amount.ts';
import { billNumbersIn } from './bill-number.ts';
import { placeKeys, placesIn } from './place-text.ts';
import type { MatchKind } from './words.ts';

/** A bill that may still be paid. */
export type MatchBill = {
  readonly id: string;
  readonly number: string;
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
  readonly ownerMasked: string;
  /** Due less paid, and what of it the earliest open instalment asks. */
  readonly leftFen: bigint;
  readonly openFen: bigint;
};
/** A receipt of a bank line that a returned payment may take back. */
export type MatchReceipt = {
  readonly id: string;
  readonly billNumber: string;
  readonly amountFen: bigint;
  readonly payerMasked: string;
};
export type MatchLine = {
  readonly direction: 'in' | 'out';
  readonly amountFen: bigint;
  readonly payerMasked: string;
  /** Payer and memo as written; nothing of it leaves this module. */
  readonly text: string;
};
export type MatchPart = { readonly billId?: string; readonly receiptId?: string; readonly amountFen: bigint };
export type Match = {
  readonly kind: Exclude<MatchKind, 'duplicate'>;
  readonly parts: readonly MatchPart[];
  /** Chinese, for the desk. */
  readonly reasons: readonly string[];
};

const lesser = (a: bigint, b: bigint): bigint => [a, b].sort((x, y) => (x < y ? -1 : 1))[0] ?? 0n;
const nothing = (...reasons: string[]): Match => ({ kind: 'none', parts: [], reasons });
const add = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/**
 * Matches a statement's lines one after another: by bill numbers in the memo, by a place in it, by amount and masked
 * name. What an earlier line of the file has paid is no longer open for a later one.
 */
export class Matcher {
  private readonly byNumber: Map<string, MatchBill>;
  private readonly byFull = new Map<string, MatchBill[]>();
  private readonly byShort = new Map<string, MatchBill[]>();
  private readonly byName = new Map<string, MatchBill[]>();
  private readonly left = new Map<string, { left: bigint; open: bigint }>();
  private readonly receipts: MatchReceipt[];

  constructor(bills: readonly MatchBill[], receipts: readonly MatchReceipt[]) {
    this.byNumber = new Map(bills.map((bill) => [bill.number, bill]));
    this.receipts = [...receipts];
    for (const bill of bills) {
      const keys = placeKeys(bill);
      add(this.byFull, keys.full, bill);
      add(this.byShort, keys.short, bill);
      for (const name of bill.ownerMasked.split('、')) if (name) add(this.byName, name, bill);
      this.left.set(bill.id, { left: bill.leftFen, open: bill.openFen });
    }
  }

  match(line: MatchLine): Match {
    if (line.direction === 'out') return this.returned(line);
    const found = this.byNumbers(line) ?? this.byPlace(line) ?? this.byAmount(line);
    if (found.kind === 'exact') for (const part of found.parts) this.take(part);
    return found;
  }

  private leftOf(bill: MatchBill): bigint {
    return this.left.get(bill.id)?.left ?? 0n;
  }

  private take({ billId = '', amountFen }: MatchPart): void {
    const now = this.left.get(billId);
    if (!now) return;
    now.left -= amountFen;
    now.open = now.open > amountFen ? now.open - amountFen : now.left;
  }

  /** What the bill asks for right now: all of it, or its earliest open instalment. */
  private asks(bill: MatchBill, amountFen: bigint): boolean {
    const now = this.left.get(bill.id);
    return now !== undefined && amountFen > 0n && (now.left === amountFen || now.open === amountFen);
  }

  private byNumbers(line: MatchLine): Match | null {
    const bills = billNumbersIn(line.text).flatMap((number) => this.byNumber.get(number) ?? []);
    const [bill] = bills;
    if (!bill) return null;
    if (bills.length === 1) return this.oneBill(line, bill);
    const sum = bills.reduce((all, one) => all + this.leftOf(one), 0n);
    if (sum === line.amountFen)
      return {
        kind: 'exact',
        parts: bills.map((one) => ({ billId: one.id, amountFen: this.leftOf(one) })),
        reasons: [`附言写有 ${bills.length} 个账单号，合计相符`],
      };
    let rest = line.amountFen;
    const parts = bills.map((one) => {
      const open = this.leftOf(one);
      const own = lesser(open, rest);
      rest -= own;
      return { billId: one.id, amountFen: own };
    });
    const reason = `附言写有 ${bills.length} 个账单号，待缴合计 ${yuanText(sum)} 元与金额不符`;
    return { kind: 'probable', parts: parts.filter((part) => part.amountFen > 0n), reasons: [reason] };
  }

  private oneBill(line: MatchLine, bill: MatchBill): Match {
    const left = this.leftOf(bill);
    const parts = [{ billId: bill.id, amountFen: line.amountFen }];
    if (line.amountFen <= left) {
      const whole = line.amountFen === left ? '金额相符' : '为部分缴款';
      return { kind: 'exact', parts, reasons: [`附言写有账单号，${whole}`] };
    }
    const more = left === 0n ? '这张账单已缴清' : `比待缴多 ${yuanText(line.amountFen - left)} 元`;
    return { kind: 'probable', parts, reasons: ['附言写有账单号', more] };
  }

  private byPlace(line: MatchLine): Match | null {
    const named = placesIn(line.text);
    const bills = [
      ...named.full.flatMap((key) => this.byFull.get(key) ?? []),
      ...named.short.flatMap((key) => this.byShort.get(key) ?? []),
    ].filter((bill, at, all) => all.indexOf(bill) === at);
    const [bill] = bills;
    if (!bill) return null;
    if (bills.length === 1 && this.asks(bill, line.amountFen)) {
      const parts = [{ billId: bill.id, amountFen: line.amountFen }];
      return { kind: 'exact', parts, reasons: ['写有房号，金额相符'] };
    }
    const fits = bills.filter((one) => this.asks(one, line.amountFen));
    const [fit] = fits;
    if (fit && fits.length === 1)
      return {
        kind: 'probable',
        parts: [{ billId: fit.id, amountFen: line.amountFen }],
        reasons: [`所写房号有 ${bills.length} 处相符，只有这一户金额相符`],
      };
    if (bills.length > 1) return nothing(`所写房号有 ${bills.length} 处相符，分不清是哪一户`);
    const left = this.leftOf(bill);
    const gap =
      line.amountFen > left
        ? `比待缴 ${yuanText(left)} 元多 ${yuanText(line.amountFen - left)} 元`
        : `金额不是整期，待缴 ${yuanText(left)} 元`;
    return {
      kind: 'probable',
      parts: [{ billId: bill.id, amountFen: line.amountFen }],
      reasons: ['写有房号', gap],
    };
  }

  private byAmount(line: MatchLine): Match {
    const named = this.byName.get(line.payerMasked) ?? [];
    const fits = named.filter((bill) => this.asks(bill, line.amountFen));
    const [fit] = fits;
    if (fit && fits.length === 1)
      return {
        kind: 'probable',
        parts: [{ billId: fit.id, amountFen: line.amountFen }],
        reasons: ['付款人姓氏与金额都只与这一户相符，附言没有账单号和房号'],
      };
    if (fits.length > 1) return nothing(`姓氏与金额都相符的有 ${fits.length} 户`);
    return nothing('附言没有账单号和房号，金额与姓氏也没有相符的一户');
  }

  /** Money that went out: a payment sent back names its bill, or has payer and amount of one receipt. */
  private returned(line: MatchLine): Match {
    const sameSum = this.receipts.filter((one) => one.amountFen === line.amountFen);
    const numbers = new Set(billNumbersIn(line.text));
    const numbered = sameSum.filter((one) => numbers.has(one.billNumber));
    const named = sameSum.filter((one) => one.payerMasked === line.payerMasked);
    const [found] = numbered.length > 0 ? numbered : named;
    if (!found) return nothing('支出，没有对应的收款');
    const rivals = numbered.length > 0 ? numbered.length : named.length;
    if (rivals > 1) return nothing(`支出，与 ${rivals} 笔收款金额相同，分不清退的是哪一笔`);
    this.receipts.splice(this.receipts.indexOf(found), 1);
    return {
      kind: 'return',
      parts: [{ receiptId: found.id, amountFen: line.amountFen }],
      reasons: [
        numbered.length > 0 ? '支出，附言写有账单号，与原收款金额相同' : '支出，户名与原收款、金额相同',
      ],
    };
  }
}
