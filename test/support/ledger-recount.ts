import { sql } from 'kysely';
import type { Tx } from '#platform/database/connect.ts';

type Raw = Awaited<ReturnType<typeof readAll>>;

/** Every row the recount needs, as it lies in the tables. */
async function readAll(tx: Tx) {
  const all = <T>(text: string) => sql<T>`${sql.raw(text)}`.execute(tx).then(({ rows }) => rows);
  type Entry = {
    id: bigint;
    postingId: string;
    sourceId: string;
    cellId: bigint;
    account: string;
    amountFen: bigint;
    balanceAfterFen: bigint;
    sourceAfterFen: bigint;
    bookedOn: string;
  };
  type Cell = {
    id: bigint;
    sourceId: string;
    estateId: string | null;
    item: string | null;
    contractId: string | null;
    projectId: string | null;
  };
  return {
    entries: await all<Entry>('select * from funding_entry order by id'),
    cells: new Map((await all<Cell>('select * from funding_cell')).map((one) => [one.id, one])),
    postings: new Map(
      (await tx.selectFrom('fundingPosting').selectAll().execute()).map((one) => [one.id, one]),
    ),
    sources: new Map(
      (await tx.selectFrom('fundingSource').selectAll().execute()).map((one) => [one.id, one]),
    ),
    items: new Map(
      (await tx.selectFrom('fundingItem').selectAll().execute()).map((one) => [
        `${one.projectId}${one.estateId}${one.item}`,
        one,
      ]),
    ),
    contracts: new Map(
      (await tx.selectFrom('fundingContract').selectAll().execute()).map((one) => [one.id, one]),
    ),
    contractLines: await tx.selectFrom('fundingContractLine').selectAll().execute(),
    measurements: await tx
      .selectFrom('fundingMeasurementLine as l')
      .innerJoin('fundingMeasurement as m', 'm.id', 'l.measurementId')
      .select(['m.contractId', 'm.reversedAt', 'l.lineId', 'l.grossFen', 'l.retainedFen', 'l.recoveredFen'])
      .execute(),
    authorisations: await tx.selectFrom('fundingAuthorisation').selectAll().execute(),
    gates: await tx.selectFrom('fundingGate').selectAll().execute(),
    cases: await tx.selectFrom('fundingCase').selectAll().execute(),
    balances: await tx.selectFrom('fundingBalance').selectAll().execute(),
    totals: await tx.selectFrom('fundingTotal').selectAll().execute(),
    months: await tx.selectFrom('fundingMonth').selectAll().execute(),
    audited: await all<{ stream: string; subjectId: string }>(
      "select stream, subject_id from audit_line where stream like 'source:%' and subject_kind = 'fundingPosting'",
    ),
  };
}

const bookOf: Readonly<Record<string, string>> = {
  ...{ outside: 'cash', cash: 'cash', spent: 'cash', inKindOrigin: 'inKind', inKind: 'inKind' },
  ...{ suspense: 'violation', violation: 'violation' },
};
const negative = new Set(['origin', 'outside', 'inKindOrigin', 'suspense']);
const add = (map: Map<string, bigint>, key: string, amount: bigint): bigint => {
  const next = (map.get(key) ?? 0n) + amount;
  map.set(key, next);
  return next;
};

/**
 * Counts the ledger again from its raw entries, knowing nothing of the database's functions, and names every rule
 * found broken. Empty: the books are in order.
 */
export async function recountLedger(
  tx: Tx,
): Promise<{ faults: string[]; postings: number; entries: number }> {
  const raw = await readAll(tx);
  const faults = [
    ...countEntries(raw),
    ...countEarmarks(raw),
    ...countContracts(raw),
    ...countAuthorisations(raw),
    ...countAudit(raw),
  ];
  return { faults, postings: raw.postings.size, entries: raw.entries.length };
}

function countEntries({ entries, balances, totals, months }: Raw): string[] {
  const faults: string[] = [];
  const perBook = new Map<string, bigint>();
  const cells = new Map<string, bigint>();
  const sources = new Map<string, bigint>();
  const turns = new Map<string, bigint>();
  const seen = new Map<string, bigint>();
  for (const entry of entries) {
    add(perBook, `${entry.postingId} ${bookOf[entry.account] ?? 'authority'}`, entry.amountFen);
    const cell = add(cells, `${entry.cellId} ${entry.account}`, entry.amountFen);
    const source = add(sources, `${entry.sourceId} ${entry.account}`, entry.amountFen);
    add(turns, `${entry.sourceId} ${entry.account} ${entry.bookedOn.slice(0, 7)}`, entry.amountFen);
    if (cell !== entry.balanceAfterFen)
      faults.push(`entry ${entry.id}: balance after ${entry.balanceAfterFen}, counted ${cell}`);
    if (source !== entry.sourceAfterFen)
      faults.push(`entry ${entry.id}: source after ${entry.sourceAfterFen}, counted ${source}`);
    if (!negative.has(entry.account) && cell < 0n)
      faults.push(`entry ${entry.id}: ${entry.account} below zero`);
    seen.set(entry.postingId, entry.id);
  }
  for (const [key, sum] of perBook) if (sum !== 0n) faults.push(`posting ${key} sums to ${sum}`);
  for (const one of balances)
    if ((cells.get(`${one.cellId} ${one.account}`) ?? 0n) !== one.balanceFen)
      faults.push(`balance of cell ${one.cellId} ${one.account}`);
  for (const one of totals)
    if ((sources.get(`${one.sourceId} ${one.account}`) ?? 0n) !== one.balanceFen)
      faults.push(`total of ${one.sourceId} ${one.account}`);
  for (const one of months)
    if (
      (turns.get(`${one.sourceId} ${one.account} ${one.month.slice(0, 7)}`) ?? 0n) !==
      one.inFen - one.outFen
    )
      faults.push(`month ${one.month} of ${one.sourceId} ${one.account}`);
  return faults;
}

function countEarmarks({ entries, cells, postings, sources, items }: Raw): string[] {
  const faults: string[] = [];
  for (const entry of entries) {
    const posting = postings.get(entry.postingId);
    if (posting === undefined) faults.push(`entry ${entry.id} has no posting`);
    else if (entry.amountFen > 0n && ['arrange', 'commit', 'authorise', 'inKind'].includes(posting.kind)) {
      const cell = cells.get(entry.cellId);
      const source = sources.get(entry.sourceId);
      if (!cell?.item || !source) continue;
      const item = items.get(`${cell.projectId}${cell.estateId}${cell.item}`);
      const fits =
        item !== undefined &&
        source.classes.includes(item.class) &&
        !source.excludedItems.includes(cell.item) &&
        (source.estates === null || source.estates.includes(cell.estateId ?? '')) &&
        item.regionCode.startsWith(source.regionCode) &&
        (source.expiresOn === null || entry.bookedOn <= source.expiresOn) &&
        (entry.account === 'inKind') === !source.cash;
      if (!fits)
        faults.push(`entry ${entry.id} (${posting.kind}) breaks the earmark of ${source.documentNumber}`);
    }
  }
  return faults;
}

function countContracts({ contracts, contractLines, measurements, authorisations }: Raw): string[] {
  const faults: string[] = [];
  const lines = new Map<string, bigint>();
  for (const contract of contracts.values()) {
    const sum = (of: (one: Raw['measurements'][number]) => bigint) =>
      measurements
        .filter((one) => one.contractId === contract.id && one.reversedAt === null)
        .reduce((total, one) => total + of(one), 0n);
    const paid = (kind: string) =>
      authorisations
        .filter((one) => one.contractId === contract.id && one.kind === kind && one.reversedAt === null)
        .reduce((total, one) => total + one.amountFen, 0n);
    const [gross, retained, recovered] = [
      sum((m) => m.grossFen),
      sum((m) => m.retainedFen),
      sum((m) => m.recoveredFen),
    ];
    const claims: [string, boolean][] = [
      ['measured', gross === contract.measuredFen && gross <= contract.amountFen],
      [
        'retained',
        retained === contract.retainedFen && retained * 10_000n <= gross * BigInt(contract.retentionBp),
      ],
      [
        'advance',
        paid('advance') === contract.advanceFen &&
          contract.advanceFen * 10_000n <= contract.amountFen * BigInt(contract.advanceBp),
      ],
      ['recovered', recovered === contract.recoveredFen && recovered <= paid('advance')],
      [
        'progress',
        (paid('progress') + recovered) * 10_000n <= gross * BigInt(contract.progressBp) ||
          paid('progress') === 0n,
      ],
      ['above measured', paid('progress') + paid('settlement') + recovered + retained <= gross],
      ['released', paid('retention') <= retained],
    ];
    for (const [what, holds] of claims) if (!holds) faults.push(`contract ${contract.number}: ${what}`);
  }
  for (const one of measurements)
    if (one.reversedAt === null) add(lines, `${one.contractId} ${one.lineId}`, one.grossFen);
  for (const line of contractLines) {
    const gross = lines.get(`${line.contractId} ${line.lineId}`) ?? 0n;
    if (gross !== line.measuredFen || gross > line.amountFen)
      faults.push(`line ${line.lineId} of ${line.contractId} measured ${gross}`);
  }
  return faults;
}

function countAuthorisations({ authorisations, contracts, postings, gates, entries, cases }: Raw): string[] {
  const faults: string[] = [];
  const reversed = new Set(
    [...postings.values()].flatMap(({ reversesId }) => (reversesId ? [reversesId] : [])),
  );
  const paid = new Map<string, bigint>();
  for (const entry of entries) {
    const posting = postings.get(entry.postingId);
    if (entry.account === 'paid' && posting?.authorisationId)
      add(paid, posting.authorisationId, entry.amountFen);
  }
  for (const one of authorisations) {
    const done = paid.get(one.id) ?? 0n;
    if (done !== one.paidFen || done > one.amountFen)
      faults.push(`authorisation ${one.id} paid ${done} of ${one.amountFen}`);
    const contract = contracts.get(one.contractId);
    const needed = (contract?.gates as Record<string, string[]> | undefined)?.[one.kind] ?? [];
    // revoked later is not before: the gate stood when it was asked for
    for (const gate of needed)
      if (
        !gates.some(
          (g) => g.gate === gate && g.projectId === contract?.projectId && g.passedOn <= one.bookedOn,
        )
      )
        faults.push(`authorisation ${one.id} came before ${gate}`);
  }
  for (const posting of postings.values())
    if (posting.kind === 'violation' && !cases.some(({ postingId }) => postingId === posting.id))
      faults.push(`violation ${posting.id} without a case`);
  const mirrors = [...postings.values()].filter(({ reversesId }) => reversesId !== null).length;
  if (mirrors !== reversed.size) faults.push('a posting is reversed twice');
  return faults;
}

function countAudit({ entries, audited }: Raw): string[] {
  const lines = new Set(audited.map(({ stream, subjectId }) => `${stream} ${subjectId}`));
  const missing = new Set(
    entries.map((one) => `source:${one.sourceId} ${one.postingId}`).filter((key) => !lines.has(key)),
  );
  return [...missing].map((key) => `no audit line: ${key}`);
}
