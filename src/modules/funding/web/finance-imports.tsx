import { Button, DatePicker, Form, Input, Select, Space, Tag } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { FileDrop } from '#ui/file-drop.tsx';
import { pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import { instantText, numberText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { allocationsActions } from '../contract-allocations.ts';
import { importStateNames } from './allocations-words.ts';
import { fundingApi, fundingQueries } from './api.ts';

export type FinanceImport = Awaited<ReturnType<typeof fundingApi.allocations.imports.show>>;
type Kind = FinanceImport['kind'];

const stateColours: Readonly<Record<FinanceImport['state'], string>> = {
  checking: 'processing',
  checked: 'warning',
  failed: 'error',
  committing: 'processing',
  committed: 'success',
  undone: 'default',
};
export const ImportState = ({ state }: { readonly state: FinanceImport['state'] }) => (
  <Tag color={stateColours[state]}>{importStateNames[state]}</Tag>
);

const columns: readonly Column<FinanceImport>[] = [
  { key: 'fileName', title: '文件', width: '16em', render: (one) => one.fileName },
  { key: 'state', title: '状态', render: (one) => <ImportState state={one.state} /> },
  { key: 'ready', title: '可记账', align: 'end', render: (one) => numberText(one.report?.ready) },
  { key: 'known', title: '已在账上', align: 'end', render: (one) => numberText(one.report?.known) },
  { key: 'faults', title: '问题', align: 'end', render: (one) => numberText(one.report?.faults) },
  { key: 'booked', title: '已记账', align: 'end', render: (one) => numberText(one.outcome?.booked) },
  { key: 'createdBy', title: '上传人', render: (one) => one.createdBy },
  { key: 'createdAt', title: '上传时间', width: '11em', render: (one) => instantText(one.createdAt) },
];

/** Handing a file in, and what became of those before. */
export function FinanceImports({ kind }: { readonly kind: Kind }) {
  const takesIn = useMay(allocationsActions['funding.allocations.import']);
  return (
    <>
      {takesIn && <HandIn kind={kind} />}
      <Section title="导入记录">
        <DataTable<FinanceImport>
          name={`funding.imports.${kind}`}
          caption="导入记录"
          searchHint="文件名"
          queryKey={[...fundingQueries.allocations.imports.key(), 'list', kind]}
          load={async (query, signal) =>
            pageAnswer(await fundingApi.allocations.imports.list({ kind, ...pageInput(query) }, { signal }))
          }
          rowKey={(one) => one.id}
          rowName={(one) => one.fileName}
          open={(one) => `/funding/finance-imports/${one.id}`}
          columns={columns}
          empty={<Nothing text="还没有导入过文件。" />}
        />
      </Section>
    </>
  );
}

const units = [
  { value: '', label: '按文件所写' },
  { value: 'yuan', label: '元' },
  { value: 'wan', label: '万元' },
];
const channels = [
  { value: '', label: '按文件所写' },
  { value: 'central', label: '中央补助' },
  { value: 'provincial', label: '省级补助' },
  { value: 'city', label: '市级奖补' },
  { value: 'district', label: '区级预算' },
  { value: 'landSale', label: '土地出让收入' },
  { value: 'bond', label: '专项债券' },
  { value: 'departmental', label: '部门专项' },
];
const voucherKinds = [
  { value: '', label: '按文件所写' },
  { value: 'receipt', label: '到账' },
  { value: 'payment', label: '支付' },
];

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Form.Item label={label} style={{ marginBottom: 8 }}>
      {children}
    </Form.Item>
  );
}

/** What the file may leave unsaid, then the file. */
function HandIn({ kind }: { readonly kind: Kind }) {
  const go = useGo();
  const [said, setSaid] = useState<Record<string, string>>({});
  const say = (key: string) => (value: string) => setSaid((before) => ({ ...before, [key]: value }));
  const template = useAct({
    run: () => download(`/api/funding/finance-imports/template.xlsx?kind=${kind}`, '模板.xlsx'),
  });
  const search = new URLSearchParams({ kind, ...said });
  return (
    <Section
      title="上传"
      about="系统先核对并列出全部问题（指到单元格），确认后一次记账；同一条指标、同一张凭证不会记两次。标题行、合并单元格、小计合计、万元或元都能识别。"
      actions={
        <Button loading={template.isPending} onClick={() => template.mutate()}>
          下载模板
        </Button>
      }
    >
      <Form layout="vertical">
        <Space wrap align="start">
          <Labelled label="金额单位">
            <Select
              aria-label="金额单位"
              style={{ width: 130 }}
              value={said.unit ?? ''}
              options={units}
              onChange={say('unit')}
            />
          </Labelled>
          {kind === 'indicator' ? (
            <>
              <Labelled label="指标文号（文件没有写时）">
                <Input
                  aria-label="指标文号"
                  value={said.documentNumber ?? ''}
                  placeholder="聊财建指〔2026〕1号"
                  onChange={(event) => say('documentNumber')(event.target.value)}
                />
              </Labelled>
              <Labelled label="资金性质">
                <Select
                  aria-label="资金性质"
                  style={{ width: 150 }}
                  value={said.channel ?? ''}
                  options={channels}
                  onChange={say('channel')}
                />
              </Labelled>
              <Labelled label="使用期限">
                <DatePicker
                  aria-label="使用期限"
                  value={said.expiresOn ? dayjs(said.expiresOn) : null}
                  onChange={(value) => say('expiresOn')(value ? value.format('YYYY-MM-DD') : '')}
                />
              </Labelled>
            </>
          ) : (
            <Labelled label="凭证类型">
              <Select
                aria-label="凭证类型"
                style={{ width: 130 }}
                value={said.voucherKind ?? ''}
                options={voucherKinds}
                onChange={say('voucherKind')}
              />
            </Labelled>
          )}
        </Space>
      </Form>
      <FileDrop<{ id: string }>
        label={kind === 'indicator' ? '指标文件' : '国库凭证'}
        accept={['.xlsx', '.csv']}
        maxBytes={20 * 1024 * 1024}
        path={`/api/funding/finance-imports?${search}`}
        onUploaded={(taken) => go(`/funding/finance-imports/${taken.id}`)}
      />
    </Section>
  );
}
