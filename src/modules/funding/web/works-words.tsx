import type { InferContractRouterOutputs } from '@orpc/contract';
import { Button } from 'antd';
import { download } from '#ui/download.ts';
import { FileDrop } from '#ui/file-drop.tsx';
import type { paymentsContract } from '../contract-payments.ts';
import type { worksContract } from '../contract-works.ts';

type Works = InferContractRouterOutputs<typeof worksContract>;
type Payments = InferContractRouterOutputs<typeof paymentsContract>;
export type Contract = Works['list']['items'][number];
export type ContractDetail = Works['show'];
export type SignBasis = Works['basis'];
export type Proposal = Works['propose'];
export type GateBoard = Works['gates'];
export type Payment = Payments['list']['items'][number];
export type PaymentDetail = Payments['show'];

/** Choices of a select out of a table of names. */
export const optionsOf = <K extends string>(names: Readonly<Record<K, string>>) =>
  Object.entries<string>(names).map(([value, label]) => ({ value, label }));

/** The key of a table of names, when the text is one. */
export const oneOf = <K extends string>(
  names: Readonly<Record<K, unknown>>,
  text: string | undefined,
): K | undefined => (text !== undefined && Object.hasOwn(names, text) ? (text as K) : undefined);

/** 元 as typed (at most two decimals, thousands separators allowed) into fen as text; undefined when it is none. */
export function fenOfYuan(text: string): string | undefined {
  const [, whole, part = ''] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(/[,，\s]/g, '')) ?? [];
  if (whole === undefined) return undefined;
  return BigInt(`${whole}${part.padEnd(2, '0')}`).toString();
}

/** Fen as plain 元 for an input. */
export const yuanInput = (fen: string): string => {
  const value = BigInt(fen);
  const part = value % 100n;
  return part === 0n ? `${value / 100n}` : `${value / 100n}.${String(part).padStart(2, '0')}`;
};

/** Today in China. */
export const chinaToday = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());

type PaperFile = { readonly id: string; readonly name: string };

/** A paper to download; — where there is none. */
export function PaperLink({ file }: { readonly file: PaperFile | null }) {
  if (!file) return <>—</>;
  return (
    <Button
      type="link"
      size="small"
      onClick={() => void download(`/api/funding/papers/${file.id}`, file.name)}
    >
      {file.name}
    </Button>
  );
}

export const paperEnds = ['.pdf', '.jpg', '.jpeg', '.png', '.webp', '.docx', '.xlsx'];
export const paperBytes = 20 * 1024 * 1024;

type FieldProps = {
  readonly projectId: string;
  readonly label: string;
  readonly value?: PaperFile;
  readonly onChange?: (file: PaperFile | undefined) => void;
};

/** One paper of a project; stands in a `Form.Item`, whose value is the file. */
export function PaperField({ projectId, label, value, onChange }: FieldProps) {
  if (value)
    return (
      <span>
        {value.name}{' '}
        <Button size="small" aria-label={`移除 ${value.name}`} onClick={() => onChange?.(undefined)}>
          移除
        </Button>
      </span>
    );
  return (
    <FileDrop<{ id: string; name: string }>
      label={label}
      accept={paperEnds}
      maxBytes={paperBytes}
      path={`/api/funding/papers?projectId=${projectId}`}
      onUploaded={(file) => onChange?.(file)}
    />
  );
}
