import { Alert, Modal } from 'antd';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { ReasonField } from './form.tsx';
import { sentenceOf } from './problem-error.ts';

export type ReasonRequest = {
  readonly title: string;
  /** What will happen and whether it can be undone. */
  readonly text?: ReactNode;
  readonly okText: string;
  /** Label of the reason box; absent: no reason is asked. */
  readonly reasonLabel?: string;
  readonly danger?: boolean;
  /** The act; a refusal keeps the dialog open and is shown in it. */
  readonly run: (reason: string) => Promise<unknown>;
};

const ReasonContext = createContext<((request: ReasonRequest) => void) | undefined>(undefined);

/** Asks for confirmation, and for a reason where one is owed, before something that is hard to undo. */
export function useConfirm(): (request: ReasonRequest) => void {
  const ask = useContext(ReasonContext);
  if (!ask) throw new Error('useConfirm outside ReasonDialogs');
  return ask;
}

/** Hosts the dialog for useConfirm. */
export function ReasonDialogs({ children }: { readonly children: ReactNode }) {
  const [request, setRequest] = useState<ReasonRequest>();
  return (
    <ReasonContext value={setRequest}>
      {children}
      {request && <ReasonDialog key={request.title} request={request} close={() => setRequest(undefined)} />}
    </ReasonContext>
  );
}

type ReasonDialogProps = { readonly request: ReasonRequest; readonly close: () => void };

function ReasonDialog({ request, close }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const missing = request.reasonLabel !== undefined && reason.trim() === '';
  const run = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      await request.run(reason.trim());
      close();
    } catch (error) {
      setFault(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={request.title}
      okText={request.okText}
      cancelText="取消"
      onOk={() => void run()}
      onCancel={close}
      confirmLoading={busy}
      okButtonProps={{ danger: request.danger ?? false, disabled: missing }}
    >
      {request.text && <p>{request.text}</p>}
      {request.reasonLabel !== undefined && (
        <ReasonField label={request.reasonLabel} value={reason} set={setReason} />
      )}
      {fault && <Alert className="hj-form-problem" type="error" showIcon title={fault} />}
    </Modal>
  );
}
