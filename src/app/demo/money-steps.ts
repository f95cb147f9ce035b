import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import { projectsOf } from './scheme-steps.ts';
import { type Loading, listed } from './steps.ts';
import type { Visitor } from './visitor.ts';

type Import = {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly jobId: string;
};
type Cell = string | number | null;
const path = '/funding/finance-imports';

/** A file of the finance bureau, checked and booked; the same file is taken once. */
async function bookFile(
  { as, finish }: Loading,
  kind: 'indicator' | 'voucher',
  name: string,
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const finance = await as('demo-finance');
  const before = await listed<Import & { fileName: string }>(finance, `${path}?kind=${kind}`);
  const known = before.find(({ fileName }) => fileName === name);
  if (known?.state === 'committed') return;
  const bytes = await writeTable({ sheet: '表', columns: heads.map((title) => ({ title })), rows });
  const sent = known ?? (await finance.upload<Import>(`${path}?kind=${kind}`, name, bytes));
  if (sent.state !== 'checked') await finish(finance, sent.jobId);
  const checked = await finance.get<Import>(`${path}/${sent.id}`);
  const { jobId } = await finance.post<{ jobId: string }>(`${path}/${sent.id}/commit`, {
    version: checked.version,
  });
  await finish(finance, jobId);
}

const documents = {
  central: '演示财建指〔2021〕11号',
  provincial: '演示财建指〔2021〕26号',
  district: '演示茌财〔2021〕35号',
};

/** 指标文件: three sums with their earmarks. */
export const loadIndicators = (loading: Loading): Promise<void> =>
  bookFile(
    loading,
    'indicator',
    '2021年老旧小区改造资金指标（虚构）.xlsx',
    ['序号', '指标文号', '街道（乡镇）', '用途', '资金性质', '金额（万元）', '使用期限'],
    [
      [1, documents.central, null, '基础类改造', '中央补助', 1200, null],
      [2, documents.provincial, null, '基础类、完善类改造，不得用于加装电梯', '省级', 600, null],
      [3, documents.district, null, '老旧小区改造', '区级', 2400, null],
      ['合计', null, null, null, null, 4200, null],
    ],
  );

/** 到账: the central sum whole, the district's in part, the provincial one not yet. */
export const loadReceipts = (loading: Loading): Promise<void> =>
  bookFile(loading, 'voucher', '国库到账凭证（虚构）.xlsx', voucherHeads, [
    [
      '演示收-001',
      loading.walk.clock.today(),
      '拨款到账',
      null,
      '市财政局',
      12_000_000,
      documents.central,
      '拨款',
    ],
    [
      '演示收-002',
      loading.walk.clock.today(),
      '拨款到账',
      null,
      '区财政局',
      10_000_000,
      documents.district,
      '拨款',
    ],
  ]);
const voucherHeads = ['凭证号', '日期', '业务类型', '收款人', '付款人', '金额（元）', '指标文号', '摘要'];

/** 六(四): an allocation scheme by rule over the first project, approved by the leader and published. */
export async function allocate({ as }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  if ((await listed(force, '/funding/allocations')).length > 0) return;
  const [project] = await projectsOf(force);
  const { sources } = await force.get<{ sources: { sourceId: string }[] }>('/funding/allocations/choices');
  if (!project || sources.length === 0) return;
  const { id } = await force.post<{ id: string }>('/funding/allocations', {
    ...{ title: '2021年第一批资金使用方案（演示）', projectIds: [project.id] },
    sourceIds: sources.map(({ sourceId }) => sourceId),
  });
  const step = async (who: Visitor, verb: string, more: object = {}) => {
    const { version } = await who.get<{ version: number }>(`/funding/allocations/${id}`);
    await who.post(`/funding/allocations/${id}/${verb}`, { version, ...more });
  };
  await step(force, 'submit');
  await step(await as('demo-leader'), 'approve', { approvalNumber: '演示改办〔2021〕9号' });
  await step(force, 'publish');
}

/** The bank's vouchers of what was authorised. */
export async function loadPaid(loading: Loading): Promise<void> {
  const { as, walk } = loading;
  const finance = await as('demo-finance');
  const payments = await listed<{ amountFen: string; supplierName: string }>(
    finance,
    '/funding/payments?state=authorised',
  );
  const today = walk.clock.today();
  await bookFile(
    loading,
    'voucher',
    '国库支付凭证（虚构）.xlsx',
    voucherHeads,
    payments.map(({ amountFen, supplierName }, n) => [
      ...[
        `演示付-00${n + 1}`,
        today,
        '直接支付',
        supplierName,
        '区财政局',
        Number(amountFen) / 100,
        null,
        '进度款',
      ],
    ]),
  );
}
