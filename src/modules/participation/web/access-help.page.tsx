import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Input, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { FileDrop } from '#ui/file-drop.tsx';
import { Page, Section } from '#ui/page.tsx';
import { sentenceOf } from '#ui/problem-error.ts';
import { useAct } from '#ui/queries.tsx';
import { type Uploads, UploadsOf, useUploads } from '#ui/uploads.tsx';
import type { documentKinds } from '../contract-access.ts';
import { documentNames } from './access-words.ts';
import { participationApi, participationQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';
import { SignaturePad } from './signature-pad.tsx';

const api = participationApi.access.help;
type Part = Awaited<ReturnType<typeof api.parts>>[number];
type Document = (typeof documentKinds)[number];
const fiveMegabytes = 5 * 1024 * 1024;

/** 协助办理: for the worker beside an old resident, on a phone. */
export default function HelpPage() {
  const [estateId, setEstateId] = useState<string>();
  const [part, setPart] = useState<Part>();
  return (
    <Page about="工作人员当面协助不会用手机的住户。一次办理一户，十五分钟后自动结束；住户做出的每一项都会注明“由您协助”，并留存住户签名。">
      <div className="access-help access-big">
        <Section title="一、找到房屋">
          <label htmlFor="help-estate">小区</label>
          <div>
            <EstateSelect
              id="help-estate"
              value={estateId}
              onChange={(next) => {
                setEstateId(next);
                setPart(undefined);
              }}
            />
          </div>
          {estateId && <PartPick key={estateId} estateId={estateId} pick={setPart} />}
        </Section>
        {part && <HelpForm key={part.partId} part={part} />}
      </div>
    </Page>
  );
}

function PartPick({ estateId, pick }: { readonly estateId: string; readonly pick: (part: Part) => void }) {
  const id = useId();
  const [search, setSearch] = useState('');
  const query = useQuery({
    ...participationQueries.access.help.parts.queryOptions({ input: { estateId, search } }),
    enabled: search.trim() !== '',
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <label htmlFor={id}>房屋</label>
      <div>
        <Select
          id={id}
          style={{ width: '100%' }}
          showSearch={{ filterOption: false, onSearch: (text) => setSearch(text.slice(0, 40)) }}
          placeholder="输入房号的一部分，如 1单元201"
          loading={query.isFetching}
          notFoundContent={search ? '名册上没有这样的房屋' : '请输入房号'}
          options={(query.data ?? []).map((one) => ({ value: one.partId, label: one.place }))}
          onChange={(partId: string) => {
            const found = query.data?.find((one) => one.partId === partId);
            if (found) pick(found);
          }}
        />
      </div>
    </>
  );
}

/** The steps at the door: who it is, the document seen, the signature, then the resident's own pages open. */
function HelpForm({ part }: { readonly part: Part }) {
  const uploads = useUploads();
  return (
    <UploadsOf value={uploads}>
      <HelpFields part={part} uploads={uploads} />
    </UploadsOf>
  );
}

function HelpFields({ part, uploads }: { readonly part: Part; readonly uploads: Uploads }) {
  const ids = { document: useId(), lastFour: useId() };
  const [ownerId, setOwnerId] = useState('');
  const [document, setDocument] = useState<Document>('idCard');
  const [lastFour, setLastFour] = useState('');
  const [seen, setSeen] = useState(false);
  const [signature, setSignature] = useState<string | null>(null);
  const [fileId, setFileId] = useState<string | null>(null);
  const [documentFileId, setDocumentFileId] = useState<string | null>(null);
  const open = useAct({
    run: async () => {
      uploads.check();
      return api.open({
        partId: part.partId,
        signature: fileId ? null : signature,
        fileId,
        ...(ownerId ? { ownerId, document, lastFour, documentFileId } : {}),
      });
    },
    after: ({ next }) => window.location.assign(next),
    quiet: true,
  });
  const ready = (signature || fileId) && (!ownerId || (seen && lastFour.trim().length === 4));
  return (
    <>
      <Section title={`二、核对住户：${part.place}`}>
        <Radio.Group
          aria-label="在场的是谁"
          value={ownerId}
          onChange={(event) => setOwnerId(event.target.value as string)}
          options={[
            ...part.owners.map((one) => ({
              value: one.id,
              label: `业主 ${one.name}${one.nominated ? '（共有人推举的表决人）' : ''}`,
            })),
            { value: '', label: '不是业主（租户、家人）：只能参加意愿征询和内容选择' },
          ]}
          vertical
        />
        {ownerId && (
          <>
            <label htmlFor={ids.document}>查验的证件</label>
            <div>
              <Select<Document>
                id={ids.document}
                style={{ width: '100%' }}
                value={document}
                onChange={setDocument}
                options={Object.entries(documentNames).map(([value, label]) => ({
                  value: value as Document,
                  label,
                }))}
              />
            </div>
            <LastFour id={ids.lastFour} value={lastFour} set={setLastFour} />
            <FileDrop<{ fileId: string }>
              label="证件照片或扫描件（名册上没有这种证件的号码时须上传）"
              accept={['.png', '.jpg', '.jpeg']}
              maxBytes={fiveMegabytes}
              path={`/api/participation/access/signatures?partId=${part.partId}&what=document`}
              onUploaded={(answer) => setDocumentFileId(answer.fileId)}
            />
            {documentFileId && <Alert type="success" showIcon title="已收到证件照片。" />}
            <p>
              <Checkbox checked={seen} onChange={(event) => setSeen(event.target.checked)}>
                我已当面查验证件原件，人证一致
              </Checkbox>
            </p>
          </>
        )}
      </Section>
      <Signed partId={part.partId} fileId={fileId} drawn={setSignature} uploaded={setFileId} />
      {open.error && <Alert type="error" showIcon title={sentenceOf(open.error)} />}
      <Button
        type="primary"
        size="large"
        block
        disabled={!ready}
        loading={open.isPending}
        onClick={() => open.mutate()}
      >
        开始协助办理
      </Button>
    </>
  );
}

type LastFourProps = {
  readonly id: string;
  readonly value: string;
  readonly set: (digits: string) => void;
};

function LastFour({ id, value, set }: LastFourProps) {
  return (
    <>
      <label htmlFor={id}>证件号码末四位</label>
      <Input
        id={id}
        value={value}
        maxLength={4}
        autoComplete="off"
        onChange={(event) => set(event.target.value)}
      />
    </>
  );
}

type SignedProps = {
  readonly partId: string;
  readonly fileId: string | null;
  readonly drawn: (png: string | null) => void;
  readonly uploaded: (fileId: string) => void;
};

/** The resident's own hand: drawn on the screen, or on paper and photographed. */
function Signed({ partId, fileId, drawn, uploaded }: SignedProps) {
  return (
    <Section
      title="三、住户签名"
      about="请住户本人在框内签名，表示知道由工作人员协助办理；也可以在纸上签字，拍照上传。"
    >
      <SignaturePad onChange={drawn} />
      <FileDrop<{ fileId: string }>
        label="签字纸的照片"
        accept={['.png', '.jpg', '.jpeg']}
        maxBytes={fiveMegabytes}
        path={`/api/participation/access/signatures?partId=${partId}`}
        onUploaded={(answer) => uploaded(answer.fileId)}
      />
      {fileId && <Alert type="success" showIcon title="已收到签字纸的照片。" />}
    </Section>
  );
}
