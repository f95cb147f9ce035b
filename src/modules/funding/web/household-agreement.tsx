import { useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { FileDrop } from '#ui/file-drop.tsx';
import { FormDialog } from '#ui/form.tsx';
import { fundingQueries } from './api.ts';
import { type Collection, PaperField } from './household-words.tsx';

type Props = { readonly one: Collection; readonly open: boolean; readonly close: () => void };

/** 有约定的，按照约定: the signed paper first, then the table of amounts or weights. */
export function AgreementDialog({ one, open, close }: Props) {
  return (
    <FormDialog title="按约定的表分摊" open={open} onClose={close}>
      <Form layout="vertical">
        <p>表头：楼栋、单元、房号，以及“金额（元）”或“权数”一列。每户一行；填金额的，合计须等于归集总额。</p>
        <PaperField estateId={one.estateId} name="fileId" label="签字的约定" />
        <TableDrop one={one} close={close} />
      </Form>
    </FormDialog>
  );
}

function TableDrop({ one, close }: Omit<Props, 'open'>) {
  const queries = useQueryClient();
  const fileId: unknown = Form.useWatch('fileId', Form.useFormInstance());
  if (typeof fileId !== 'string' || fileId === '') return <p>上传签字的约定后，可上传约定的表。</p>;
  return (
    <FileDrop<{ id: string }>
      label="约定的表"
      accept={['.xlsx', '.csv']}
      maxBytes={20 * 1024 * 1024}
      path={`/api/funding/households/collections/${one.id}/agreement?version=${one.version}&fileId=${fileId}`}
      onUploaded={() => {
        void queries.invalidateQueries({ queryKey: fundingQueries.households.key() });
        close();
      }}
    />
  );
}
