import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { download } from '#ui/download.ts';
import { FileDrop } from '#ui/file-drop.tsx';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { dayText, unknownText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { surveyActions } from '../contract.ts';
import { surveyApi, surveyQueries } from './api.ts';
import { Reveal } from './roll-reveal.tsx';
import type { PartDetail, PartOwner } from './roll-words.tsx';

type Open =
  | { readonly what: 'add' }
  | { readonly what: 'edit' | 'nominate'; readonly owner: PartOwner }
  | undefined;

const facts: readonly Column<PartOwner>[] = [
  {
    key: 'name',
    title: '姓名或名称',
    render: (owner) => (
      <>
        {owner.nameMasked} {owner.nominated && <Tag color="success">共有代表</Tag>}
      </>
    ),
  },
  { key: 'kind', title: '类别', render: (owner) => (owner.kind === 'person' ? '个人' : '单位') },
  { key: 'number', title: '证件号', render: (owner) => owner.numberMasked ?? unknownText },
  { key: 'phone', title: '电话', render: (owner) => owner.phoneMasked ?? unknownText },
  { key: 'parts', title: '名下房屋', align: 'end', render: (owner) => `${owner.parts} 处` },
  { key: 'since', title: '登记日期', render: (owner) => dayText(owner.since) },
];

/** 业主: who owns the part, co-owners and the one they named to vote. */
export function PartOwners({ part }: { readonly part: PartDetail }) {
  const mayEdit = useMay(surveyActions['survey.roll.edit']) && !part.archived;
  const [open, setOpen] = useState<Open>();
  const queries = useQueryClient();
  const saved = () => {
    setOpen(undefined);
    void queries.invalidateQueries({ queryKey: surveyQueries.key() });
  };
  const lacks = part.owners.length > 1 && !part.owners.some(({ nominated }) => nominated);
  return (
    <Section
      title="业主"
      about="共有人要推选一人代表表决（最高法建筑物区分所有权解释）。"
      actions={mayEdit && <Button onClick={() => setOpen({ what: 'add' })}>添加业主</Button>}
    >
      {lacks && <Alert type="warning" showIcon title="共有房屋还没有推选代表，表决时投不了票。" />}
      <Table
        caption="业主"
        rows={part.owners}
        rowKey={(owner) => owner.id}
        empty={<Nothing text={part.unsold ? '未售，没有业主' : '还没有登记业主'} />}
        columns={[
          ...facts,
          {
            key: 'reveal',
            title: '完整信息',
            render: (owner) => <Reveal id={owner.id} name={owner.nameMasked} />,
          },
          ...(mayEdit
            ? [
                {
                  key: 'acts',
                  title: '操作',
                  render: (owner: PartOwner) => (
                    <Acts part={part} owner={owner} open={setOpen} saved={saved} />
                  ),
                },
              ]
            : []),
        ]}
      />
      <PaperLink part={part} />
      <Dialogs part={part} open={open} close={() => setOpen(undefined)} saved={saved} />
    </Section>
  );
}

type ActsProps = {
  readonly part: PartDetail;
  readonly owner: PartOwner;
  readonly open: (what: Open) => void;
  readonly saved: () => void;
};

function Acts({ part, owner, open, saved }: ActsProps) {
  const ask = useConfirm();
  return (
    <div className="survey-row-acts">
      <Button size="small" onClick={() => open({ what: 'edit', owner })}>
        修改
      </Button>
      {part.owners.length > 1 && !owner.nominated && (
        <Button size="small" onClick={() => open({ what: 'nominate', owner })}>
          推选为代表
        </Button>
      )}
      <Button
        size="small"
        danger
        onClick={() =>
          ask({
            title: `去掉业主“${owner.nameMasked}”`,
            text: '从今天起不再是这处房屋的业主；他名下的其他房屋和历史不变。',
            okText: '去掉',
            reasonLabel: '理由',
            danger: true,
            run: async (reason) => {
              await surveyApi.owners.remove({
                id: part.id,
                version: part.version,
                ownerId: owner.id,
                reason,
              });
              saved();
            },
          })
        }
      >
        去掉
      </Button>
    </div>
  );
}

/** The co-owners' paper names people in full: opening it asks why. */
function PaperLink({ part }: { readonly part: PartDetail }) {
  const may = useMay(surveyActions['survey.owner.reveal']);
  const ask = useConfirm();
  const file = part.owners.find(({ nominated }) => nominated)?.nominationFile;
  if (!file || !may) return null;
  return (
    <Button
      onClick={() =>
        ask({
          title: '查看推选书',
          text: '推选书上有共有人的姓名和签字，查看记入审计。',
          okText: '查看',
          reasonLabel: '理由',
          run: (reason) =>
            download(`/api/survey/parts/${part.id}/nomination?${new URLSearchParams({ reason })}`, file.name),
        })
      }
    >
      查看推选书
    </Button>
  );
}

type DialogsProps = {
  readonly part: PartDetail;
  readonly open: Open;
  readonly close: () => void;
  readonly saved: () => void;
};

function Dialogs({ part, open, close, saved }: DialogsProps) {
  const owner = open && 'owner' in open ? open.owner : undefined;
  const nominate = useAct({
    run: (fileId: string) =>
      surveyApi.parts.nominate({ id: part.id, version: part.version, ownerId: owner?.id ?? null, fileId }),
    done: '已登记共有代表',
    after: saved,
  });
  return (
    <>
      <FormDialog title="添加业主" open={open?.what === 'add'} onClose={close}>
        <OwnerForm part={part} saved={saved} cancel={close} />
      </FormDialog>
      <FormDialog title={`修改“${owner?.nameMasked ?? ''}”`} open={open?.what === 'edit'} onClose={close}>
        {owner && <OwnerForm part={part} owner={owner} saved={saved} cancel={close} />}
      </FormDialog>
      <FormDialog
        title={`推选“${owner?.nameMasked ?? ''}”为代表`}
        open={open?.what === 'nominate'}
        onClose={close}
      >
        <p>请上传全体共有人签字的推选书（PDF、JPG 或 PNG）。上传后即登记。</p>
        <FileDrop<{ fileId: string }>
          label="推选书"
          accept={['.pdf', '.jpg', '.jpeg', '.png']}
          maxBytes={20 * 1024 * 1024}
          path={`/api/survey/parts/${part.id}/nomination`}
          onUploaded={({ fileId }) => nominate.mutate(fileId)}
        />
      </FormDialog>
    </>
  );
}

type OwnerValues = {
  values: { name?: string; kind: 'person' | 'organisation'; number?: string; phone?: string };
  reason?: string;
};
type OwnerFormProps = {
  readonly part: PartDetail;
  readonly owner?: PartOwner;
  readonly saved: () => void;
  readonly cancel: () => void;
};

/** Who an owner is. When one is corrected, a box left blank keeps what is stored: nothing is shown in clear. */
function OwnerForm({ part, owner, saved, cancel }: OwnerFormProps) {
  const submit = async ({ values, reason = '' }: OwnerValues) => {
    const { name, kind, number, phone } = values;
    if (owner)
      await surveyApi.owners.edit({
        id: owner.id,
        version: owner.version,
        values: {
          kind,
          ...(name ? { name } : {}),
          ...(number ? { number } : {}),
          ...(phone ? { phone } : {}),
        },
        reason,
      });
    else
      await surveyApi.owners.add({
        id: part.id,
        version: part.version,
        values: { name: name ?? '', kind, number: number || null, phone: phone || null },
        reason,
      });
    saved();
  };
  const keep = (text: string | null | undefined) =>
    owner ? { placeholder: `现为 ${text ?? '空'}，不填则不改` } : {};
  return (
    <SubmitForm<OwnerValues>
      initial={{ values: { kind: owner?.kind ?? 'person' } }}
      submitText="保存"
      onSubmit={submit}
      onCancel={cancel}
    >
      <Form.Item name={['values', 'kind']} label="类别">
        <Select
          options={[
            { value: 'person', label: '个人' },
            { value: 'organisation', label: '单位' },
          ]}
        />
      </Form.Item>
      <Form.Item name={['values', 'name']} label="姓名或名称" rules={owner ? [] : [needed('姓名或名称')]}>
        <Input maxLength={60} autoComplete="off" {...keep(owner?.nameMasked)} />
      </Form.Item>
      <Form.Item name={['values', 'number']} label="证件号（身份证或统一社会信用代码）">
        <Input maxLength={30} autoComplete="off" {...keep(owner?.numberMasked)} />
      </Form.Item>
      <Form.Item name={['values', 'phone']} label="联系电话">
        <Input maxLength={30} autoComplete="off" inputMode="tel" {...keep(owner?.phoneMasked)} />
      </Form.Item>
      <Form.Item name="reason" label="依据（可不填）">
        <Input maxLength={500} />
      </Form.Item>
    </SubmitForm>
  );
}
