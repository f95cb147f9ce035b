import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { unknownText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { surveyActions } from '../contract.ts';
import { surveyApi } from './api.ts';

type Clear = Awaited<ReturnType<typeof surveyApi.owners.reveal>>;

/** 查看完整信息: asks why, shows once, keeps nothing. */
export function Reveal({ id, name }: { readonly id: string; readonly name: string }) {
  const may = useMay(surveyActions['survey.owner.reveal']);
  const ask = useConfirm();
  const [clear, setClear] = useState<Clear>();
  if (!may) return <>{unknownText}</>;
  return (
    <>
      <Button
        size="small"
        onClick={() =>
          ask({
            title: `查看“${name}”的完整信息`,
            text: '查看人、时间和理由记入审计。看完即关，页面不留存。',
            okText: '查看',
            reasonLabel: '理由',
            run: async (reason) => setClear(await surveyApi.owners.reveal({ id, reason })),
          })
        }
      >
        查看
      </Button>
      <Modal
        open={clear !== undefined}
        title="业主完整信息"
        footer={null}
        onCancel={() => setClear(undefined)}
        destroyOnHidden
      >
        {clear && (
          <Facts
            facts={[
              { label: '姓名或名称', value: clear.name },
              { label: '证件号', value: clear.number ?? unknownText },
              { label: '电话', value: clear.phone ?? unknownText },
            ]}
          />
        )}
      </Modal>
    </>
  );
}
