import { z } from 'zod';
import type { DoorSpec } from '#platform/http/door.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import { financeImportKinds } from '../../contract-finance-imports.ts';
import { indicatorQuery } from '../../contract-indicators.ts';
import { voucherQuery } from '../../contract-treasury-vouchers.ts';
import { importInput, importLimitBytes, importTemplate, uploadImport } from './imports/import-files.ts';
import { exportIndicators } from './indicators/indicators.query.ts';
import { statementInput, statementLimitBytes, uploadStatement } from './reconciliations/upload.ts';
import { reconciliationWorkbook } from './reconciliations/workbook.ts';
import { schemeDocx, schemeWorkbook } from './schemes/papers.ts';
import { exportVouchers } from './vouchers/vouchers.query.ts';

const one = z.object({ id: z.uuid() });

/** Files up and down. */
export const allocationFiles = (
  read: DoorSpec,
  takeIn: DoorSpec,
  reconcile: DoorSpec,
): readonly RawRoute[] => [
  uploadRoute({
    url: '/api/funding/finance-imports',
    summary: '上传财政局的指标或国库凭证文件',
    spec: takeIn,
    limitBytes: importLimitBytes,
    input: importInput,
    run: uploadImport,
  }),
  downloadRoute({
    url: '/api/funding/finance-imports/template.xlsx',
    summary: '下载财政文件模板',
    spec: read,
    input: z.object({ kind: z.enum(financeImportKinds) }),
    run: importTemplate,
  }),
  downloadRoute({
    url: '/api/funding/indicators.xlsx',
    summary: '导出指标',
    spec: read,
    input: z.object(indicatorQuery),
    run: exportIndicators,
  }),
  downloadRoute({
    url: '/api/funding/treasury-vouchers.xlsx',
    summary: '导出国库凭证',
    spec: read,
    input: z.object(voucherQuery),
    run: exportVouchers,
  }),
  downloadRoute({
    url: '/api/funding/allocations/:id/notice.docx',
    summary: '下载资金使用方案公示',
    spec: read,
    input: one,
    run: schemeDocx,
  }),
  downloadRoute({
    url: '/api/funding/allocations/:id/lines.xlsx',
    summary: '导出资金使用方案明细',
    spec: read,
    input: one,
    run: schemeWorkbook,
  }),
  uploadRoute({
    url: '/api/funding/reconciliations',
    summary: '上传账户一个月的对账单',
    spec: reconcile,
    limitBytes: statementLimitBytes,
    input: statementInput,
    run: uploadStatement,
  }),
  downloadRoute({
    url: '/api/funding/reconciliations/:id/reconciliation.xlsx',
    summary: '导出余额调节表',
    spec: read,
    input: one,
    run: reconciliationWorkbook,
  }),
];
