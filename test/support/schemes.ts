import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { canonicalText } from '#modules/scheme/domain/lines/canonical.ts';
import { costOf } from '#modules/scheme/domain/lines/cost.ts';
import { type Line, worksOf } from '#modules/scheme/domain/lines/line.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from './app.ts';

type Wanted = {
  readonly estateIds: readonly string[];
  readonly projectId?: string;
  readonly title?: string;
  readonly regionCode?: string;
  readonly lines?: readonly Partial<Line>[];
  /** Default `draft`. */
  readonly state?: 'draft' | 'submitted' | 'approved';
  /** In hundredths of a percent; none by default, so that a line's amount is quantity × price. */
  readonly otherBp?: number;
  readonly contingencyBp?: number;
};

const usual: readonly Partial<Line>[] = [
  { item: 'road', itemTitle: '道路', quantityMilli: 100_000n, unitPriceFen: 30_200n },
  {
    item: 'lifts',
    itemTitle: '加装电梯',
    class: 'improvement',
    trade: '设备安装',
    unit: '部',
    quantityMilli: 2000n,
    unitPriceFen: 50_000_000n,
  },
];

/** A scheme of estates made by `insertEstate`, in 371503001 unless told otherwise; with 100 ㎡ of road and two lifts by default. */
export async function insertScheme(app: TestApp, wanted: Wanted) {
  const [schemeId, versionId] = [randomUUID(), randomUUID()];
  const regionCode = wanted.regionCode ?? '371503001';
  const title = wanted.title ?? '测试小区改造方案';
  const lines = (wanted.lines ?? usual).map((line) => ({
    id: randomUUID(),
    estateId: wanted.estateIds[0] ?? '',
    item: 'road',
    itemTitle: '道路',
    class: 'basic' as const,
    trade: '土建',
    place: '全小区',
    quantityMilli: 1000n,
    unit: '㎡',
    unitPriceFen: 100n,
    why: '',
    priceBasis: '',
    note: '',
    ...line,
  }));
  const rates = {
    otherBp: wanted.otherBp ?? 0,
    contingencyBp: wanted.contingencyBp ?? 0,
    contingencyOn: 'worksAndOther' as const,
  };
  const cost = costOf(lines, rates);
  const hash = createHash('sha256')
    .update(canonicalText({ title, ceilingFen: null, ...rates, lines }))
    .digest('hex');
  const now = app.services.clock.now();
  await inScope(app.services.db, everyRegion, async (tx) => {
    const state = wanted.state ?? 'draft';
    const common = { regionCode, title, createdAt: now, createdBy: '测试' };
    await tx
      .insertInto('schemeScheme')
      .values({
        ...common,
        id: schemeId,
        projectId: wanted.projectId ?? null,
        state,
        totalFen: cost.total,
        updatedAt: now,
        updatedBy: '测试',
      })
      .execute();
    await tx
      .insertInto('schemeEstate')
      .values(wanted.estateIds.map((estateId, position) => ({ schemeId, estateId, regionCode, position })))
      .execute();
    await tx
      .insertInto('schemeVersion')
      .values({
        ...common,
        ...rates,
        id: versionId,
        schemeId,
        number: 1,
        origin: 'new',
        state: 'draft',
        worksFen: cost.works,
        otherFen: cost.other,
        contingencyFen: cost.contingency,
        totalFen: cost.total,
      })
      .execute();
    await tx
      .insertInto('schemeLine')
      .values(
        lines.map((line, position) => ({
          ...line,
          versionId,
          schemeId,
          regionCode,
          position,
          worksFen: worksOf(line),
          amountFen: cost.amounts.get(line.id) ?? 0n,
        })),
      )
      .execute();
    const move = (set: object) =>
      tx.updateTable('schemeVersion').set(set).where('id', '=', versionId).execute();
    if (state === 'draft') return;
    await move({ state: 'submitted', hash, submittedAt: now, submittedBy: '测试' });
    if (state === 'submitted') return;
    await move({ state: 'reviewed' });
    await move({ state: 'approved', approvedOn: '2026-11-20', approvedAt: now, approvedBy: '测试' });
  });
  return { schemeId, versionId, lineIds: lines.map(({ id }) => id), totalFen: cost.total };
}

/** A photo of a scheme, as the editor would take it in. */
export async function insertPicture(
  app: TestApp,
  of: { schemeId: string; title: string; bytes: Buffer; kind?: 'photo' | 'drawing'; regionCode?: string },
): Promise<string> {
  const { files, clock, db } = app.services;
  const regionCode = of.regionCode ?? '371503001';
  const stored = await files.receive(Readable.from([of.bytes]), 1024 * 1024);
  const id = randomUUID();
  await inScope(db, everyRegion, async (tx) => {
    const file = await files.record(tx, stored, {
      ...{ name: `${of.title}.png`, mediaType: 'image/png', purpose: 'scheme.file', regionCode },
      ...{ createdBy: null, now: clock.now() },
    });
    await tx
      .insertInto('schemeFile')
      .values({
        ...{ id, schemeId: of.schemeId, regionCode, fileId: file.id, kind: of.kind ?? 'photo' },
        ...{ title: of.title, versionNumber: 1, addedAt: clock.now(), addedBy: '测试' },
      })
      .execute();
  });
  return id;
}
