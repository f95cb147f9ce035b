import { billNumbersIn } from './bill-number.ts';

/** The last four signs of an account; empty when it is too short to be one. */
export function maskAccount(account: string): string {
  const plain = account.replace(/\s/g, '');
  return plain.length < 8 ? '' : `****${plain.slice(-4)}`;
}

/** Words of bank memos that say what was paid, never who: everything else in Chinese is starred. */
const words =
  /居民|出资|改造|老旧|小区|物业|缴费|缴款|账单|费用|分摊|电梯|加装|维修|资金|退汇|退回|冲正|转账|汇款|存入|存款|现金|网银|手机|银行|利息|结息|手续费|号楼|单元|[楼栋幢室号]|[\u3400-\u9fff]/gu;

/** A memo with what could be a name, telephone, identity number or account starred; bill numbers and places stay. */
export function maskMemo(memo: string): string {
  const plain = memo.normalize('NFKC').slice(0, 200);
  return plain
    .replace(/J(?:[\s-]?\d){14}|(?:\d[\s-]?){6,}[\dXx]/gi, (run) =>
      /^J/i.test(run) && billNumbersIn(run).length > 0 ? run : '******',
    )
    .replace(words, (word) => (/^[\u3400-\u9fff]$/u.test(word) && !/[楼栋幢室号]/.test(word) ? '*' : word));
}
