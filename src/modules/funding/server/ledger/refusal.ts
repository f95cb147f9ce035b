import pg from 'pg';
import { standardPack } from '#modules/policy/index.ts';
import { problem } from '#shared/problem.ts';
import {
  type Account,
  accountNames,
  actNames,
  classNames,
  paymentKindNames,
  percentText,
  yuanText,
} from '../../domain/ledger/words.ts';
import { ledgerProblems } from '../../problems-ledger.ts';

type Detail = Readonly<Record<string, unknown>>;
type Titled = { readonly id: string; readonly title: string };
type Channel = Titled & { readonly clause: string; readonly subChannels: readonly Titled[] };

const packValue = (id: string): unknown => standardPack().parameters.find((one) => one.id === id)?.value;

/** The item's title in the catalogue; its id when the catalogue does not know it. */
export const itemTitle = (id: string): string =>
  (packValue('catalogue.items') as readonly Titled[] | undefined)?.find((one) => one.id === id)?.title ?? id;

/** The channel and its sub-channel in words: 财政资金／中央补助. */
export function channelTitle(channel: string, subChannel: string): string {
  const found = (packValue('funding.channels') as readonly Channel[] | undefined)?.find(
    ({ id }) => id === channel,
  );
  const sub = found?.subChannels.find(({ id }) => id === subChannel);
  return `${found?.title ?? channel}／${sub?.title ?? subChannel}`;
}

const clauseOf = (channel: string): string =>
  (packValue('funding.channels') as readonly Channel[] | undefined)?.find((one) => one.id === channel)
    ?.clause ?? '六';

const gateTitle = (id: string): string =>
  (packValue('payment.gates') as { gates: readonly Titled[] } | undefined)?.gates.find((one) => one.id === id)
    ?.title ?? id;

const classText = (id: unknown): string => classNames[id as keyof typeof classNames] ?? String(id);
const money = new Set(['available', 'needed', 'limit', 'wanted', 'measured', 'committed']);

/** What the database tells in ids and fen, in words. */
function wordOf(key: string, value: unknown, detail: Detail): string {
  if (value === null || value === undefined) return '';
  if (money.has(key)) return yuanText(BigInt(String(value)));
  switch (key) {
    case 'item':
      return itemTitle(String(value));
    case 'class':
    case 'given':
      return classText(value);
    case 'classes':
      return (value as readonly string[]).map(classText).join('、');
    case 'act':
      return actNames[String(value)] ?? String(value);
    case 'account':
      return accountNames[value as Account] ?? String(value);
    case 'gates':
      return (value as readonly string[]).map((id) => `“${gateTitle(id)}”`).join('、');
    case 'gate':
      return gateTitle(String(value));
    case 'kind':
      return paymentKindNames[value as keyof typeof paymentKindNames] ?? String(value);
    case 'source':
      return String(value || detail.sourceTitle);
    default:
      return String(value);
  }
}

/** Turns a refusal raised by the ledger's functions (HJF01) into its problem; anything else passes unchanged. */
export function refusalFrom(fault: unknown): unknown {
  if (!(fault instanceof pg.DatabaseError)) return fault;
  if (fault.code === 'HJF02' || fault.code === 'HJ003')
    return problem(ledgerProblems, 'funding.ledger.refused');
  if (fault.code !== 'HJF01' || !(fault.message in ledgerProblems)) return fault;
  const detail = JSON.parse(fault.detail ?? '{}') as Detail;
  const values = Object.fromEntries(Object.entries(detail).map(([k, v]) => [k, wordOf(k, v, detail)]));
  return problem(ledgerProblems, fault.message as keyof typeof ledgerProblems, {
    ...values,
    clause: clauseOf(String(detail.channel)),
    where: detail.item ? `“${itemTitle(String(detail.item))}”` : '',
    ...(typeof detail.shareBp === 'number' ? { share: percentText(detail.shareBp) } : {}),
  });
}
