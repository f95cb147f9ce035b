import { Alert, Tag } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { FileDrop } from '#ui/file-drop.tsx';
import { pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, numberText, yuanOf } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import type { Column } from '#ui/table.tsx';
import { householdsActions } from '../contract-households.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';

type Row = Awaited<ReturnType<typeof fundingApi.households.bank.list>>['items'][number];
export const statementStateNames: Readonly<Record<Row['state'], string>> = {
  checking: '正在核对',
  checked: '待入账',
  failed: '没有读成',
  committing: '正在入账',
  committed: '已入账',
  undone: '已撤销',
};

const columns: readonly Column<Row>[] = [
  { key: 'fileName', title: '文件', width: '14em', render: (one) => one.fileName },
  { key: 'estate', title: '小区', render: (one) => one.estateName },
  { key: 'state', title: '状态', render: (one) => <Tag>{statementStateNames[one.state]}</Tag> },
  { key: 'lines', title: '笔数', align: 'end', render: (one) => numberText(one.report?.lines) },
  { key: 'posted', title: '已入账（笔）', align: 'end', render: (one) => numberText(one.posted) },
  { key: 'postedFen', title: '已入账（元）', align: 'end', render: (one) => yuanOf(one.postedFen) },
  { key: 'open', title: '待处理（笔）', align: 'end', render: (one) => numberText(one.open) },
  { key: 'createdBy', title: '上传人', render: (one) => one.createdBy },
  { key: 'createdAt', title: '上传时间', width: '11em', render: (one) => instantText(one.createdAt) },
];

/** 银行流水: hand one in, see what became of those before. */
export default function Statements() {
  const go = useGo();
  const banks = useMay(householdsActions['funding.households.bank']);
  const [estateId, setEstateId] = useState<string>();
  return (
    <Page about="上传归集账户的流水，系统按账单号、房号、金额与姓氏匹配；先核对，再入账开收据；同一笔不会入两次账。">
      {banks ? (
        <Section
          title="上传流水"
          about="接收网上银行导出的 .xlsx 或 .csv，不用改格式。付款人、账号、附言加密保存。"
        >
          <label htmlFor="statement-estate">归集账户所属的小区</label>
          <div style={{ maxWidth: '32em', marginBottom: 12 }}>
            <EstateSelect id="statement-estate" value={estateId} onChange={setEstateId} />
          </div>
          {estateId ? (
            <FileDrop<{ id: string }>
              label="银行流水"
              accept={['.xlsx', '.csv', '.txt']}
              maxBytes={20 * 1024 * 1024}
              path={`/api/funding/households/statements?estateId=${estateId}`}
              onUploaded={({ id }) => go(`/funding/households/statements/${id}`)}
            />
          ) : (
            <p>选定小区后可上传。</p>
          )}
        </Section>
      ) : (
        <Alert type="info" showIcon title="您的角色不能上传流水；以往的记录仍可查看。" />
      )}
      <Section title="流水记录">
        <DataTable<Row>
          name="funding.statements"
          caption="流水记录"
          queryKey={[...fundingQueries.households.bank.key(), 'list']}
          load={async (query, signal) => {
            const { page, size } = pageInput(query);
            return pageAnswer(await fundingApi.households.bank.list({ page, size }, { signal }));
          }}
          rowKey={(one) => one.id}
          rowName={(one) => one.fileName}
          open={(one) => `/funding/households/statements/${one.id}`}
          columns={columns}
          empty="还没有导入过流水。"
        />
      </Section>
    </Page>
  );
}
