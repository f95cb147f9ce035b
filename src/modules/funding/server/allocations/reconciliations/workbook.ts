import { writeTables } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { noteKindNames } from '../../../domain/allocation/words.ts';
import { xlsxType } from '../imports/import-files.ts';
import { showReconciliation } from './reconciliations.query.ts';

const yuan = (fen: string): number => Number(BigInt(fen)) / 100;

/** 银行存款余额调节表 in the finance bureau's habit: two columns that come to the same balance, then the items. */
export async function reconciliationWorkbook(ctx: Ctx, { id }: { id: string }): Promise<Download> {
  const { accountTitle, month, figures, bank, book, preparedBy, signedBy } = await showReconciliation(ctx, {
    id,
  });
  const money = (title: string) => ({ title, format: '#,##0.00', width: 18 });
  const text = (title: string) => ({ title, width: 26 });
  const notes = [
    `账户：${accountTitle}　月份：${month}　单位：元`,
    `编制：${preparedBy ?? '（未签）'}　复核：${signedBy ?? '（未签）'}`,
  ];
  const body = await writeTables([
    {
      ...{ sheet: '余额调节表', title: '银行存款余额调节表', notes },
      columns: [text('项目'), money('金额'), text('项目'), money('金额')],
      rows: [
        ['银行对账单余额', yuan(figures.bankClosingFen), '账面余额', yuan(figures.bookClosingFen)],
        [
          '加（减）：账上有、银行没有',
          yuan(figures.bookOnlyFen),
          '加（减）：银行有、账上没有',
          yuan(figures.bankOnlyFen),
        ],
        [null, null, '加（减）：启用前差额', yuan(figures.openingDifferenceFen)],
        ['调节后余额', yuan(figures.adjustedBankFen), '调节后余额', yuan(figures.adjustedBookFen)],
      ],
    },
    {
      ...{ sheet: '未达账项', notes },
      columns: [
        text('方'),
        text('日期'),
        money('金额'),
        text('对方'),
        text('凭证号'),
        text('性质'),
        text('说明'),
      ],
      rows: [
        ...bank
          .filter(({ postingId }) => postingId === null)
          .map((one) => ['银行', one.day, yuan(one.amountFen), one.party, one.voucher, one.note] as const),
        ...book.map(
          (one) => ['账上', one.day, yuan(one.amountFen), one.party, one.voucher, one.note] as const,
        ),
      ].map(([side, day, fen, party, voucher, told]) => [
        ...[side, day, fen, party, voucher, told ? noteKindNames[told.kind] : '', told?.note ?? ''],
      ]),
    },
  ]);
  return { name: `对账-${accountTitle}-${month}.xlsx`, mediaType: xlsxType, body };
}
