import { randomUUID } from 'node:crypto';
import { arrange } from '#modules/funding/server/ledger/post.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { Role } from '#shared/actor.ts';
import type { Person, TestApp } from './app.ts';
import { fundedSource, insertProject, withLedger } from './ledger.ts';
import { insertScheme } from './schemes.ts';

export type Body = Record<string, unknown> & { id: string; version: number; code: string; message: string };
export const bodyOf = (answer: { body: unknown }): Body => answer.body as Body;

let organisations = 0;

/** An organisation of the district; returns its id. */
export async function insertOrganisation(app: TestApp, kind: string, name: string): Promise<string> {
  const id = randomUUID();
  await inScope(app.services.db, everyRegion, (tx) =>
    tx
      .insertInto('identityOrganisation')
      .values({
        id,
        kind,
        name: `${name}${++organisations}`,
        regionCode: '371503',
        createdAt: app.services.clock.now(),
      })
      .execute(),
  );
  return id;
}

/** A signed-in person of an organisation. */
export async function employee(app: TestApp, role: Role, organisationId: string): Promise<Person> {
  const person = await app.person([role]);
  await inScope(app.services.db, everyRegion, (tx) =>
    tx.updateTable('identityUser').set({ organisationId }).where('id', '=', person.id).execute(),
  );
  return person;
}

/** Everybody who has a seat, each a person of their own. */
export type Crew = {
  readonly firm: Person;
  readonly supervisor: Person;
  readonly clerk: Person;
  readonly taskForce: Person;
  readonly taskForce2: Person;
  readonly finance: Person;
};

export type WorksCourse = {
  readonly projectId: string;
  readonly estateId: string;
  readonly supplierId: string;
  readonly supervisorId: string;
  /** Of the scheme: 100 ㎡ road for 30,200 yuan, two lifts for a million. */
  readonly roadLine: string;
  readonly liftLine: string;
  /** A basic-class grant with 20,000 yuan arranged for the road, and one for improvement with a million for lifts. */
  readonly basicSource: string;
  readonly liftSource: string;
  readonly crew: Crew;
};

const day = '2026-11-10';

/** A project with an approved scheme, money arranged for all of it, and the people. */
export async function makeWorks(app: TestApp): Promise<WorksCourse> {
  const now = app.services.clock.now();
  const place = await insertProject(app.services.db, { now });
  const estateId = place.estateIds[0] ?? '';
  const { projectId } = place;
  const scheme = await insertScheme(app, { estateIds: [estateId], projectId, state: 'approved' });
  const [roadLine = '', liftLine = ''] = scheme.lineIds;
  const sources = await withLedger(app.services.db, now, async (ctx) => {
    const basicSource = await fundedSource(ctx, { title: '中央补助', expiresOn: '2026-12-31' });
    const otherSource = await fundedSource(ctx, {
      title: '区级预算',
      channel: 'fiscal',
      subChannel: 'district',
    });
    const liftSource = await fundedSource(ctx, { title: '完善类补助', classes: ['improvement'] });
    const line = { projectId, estateId, item: 'road', itemClass: 'basic' as const };
    await arrange(ctx, {
      bookedOn: day,
      reason: '年度安排',
      lines: [
        { ...line, sourceId: basicSource, amountFen: 2_000_000n },
        { ...line, sourceId: otherSource, amountFen: 1_020_000n },
        {
          ...{ projectId, estateId, sourceId: liftSource, item: 'lifts', itemClass: 'improvement' },
          amountFen: 100_000_000n,
        },
      ],
    });
    return { basicSource, liftSource };
  });
  const supplierId = await insertOrganisation(app, 'contractor', '聊城某建设公司');
  const supervisorId = await insertOrganisation(app, 'siteSupervisor', '聊城某监理公司');
  const crew: Crew = {
    firm: await employee(app, 'firm', supplierId),
    supervisor: await employee(app, 'siteSupervisor', supervisorId),
    clerk: await app.person(['subdistrictClerk'], '371503001'),
    taskForce: await app.person(['taskForce']),
    taskForce2: await app.person(['taskForce']),
    finance: await app.person(['finance']),
  };
  return { projectId, estateId, supplierId, supervisorId, roadLine, liftLine, ...sources, crew };
}

/** Uploads a paper of the project; returns its id. */
export async function paperOf(person: Person, projectId: string, name = '文件.pdf'): Promise<string> {
  const answer = await person.upload(
    `/api/funding/papers?projectId=${projectId}`,
    name,
    Buffer.from('%PDF-1.4'),
  );
  return bodyOf(answer).id;
}

/** What is sent to sign the construction contract of the whole scheme. */
export const signOrder = (course: WorksCourse, fileId: string, change: object = {}) => ({
  projectId: course.projectId,
  number: 'HT-2026-01',
  title: '改造施工合同',
  kind: 'construction',
  supplierId: course.supplierId,
  supervisorId: course.supervisorId,
  sme: true,
  wagesAccount: '1234 5678 9012 3456',
  advanceBp: 1000,
  retentionBp: 300,
  defectMonths: 24,
  signedOn: '2026-11-15',
  fileId,
  lines: [
    { lineId: course.roadLine, quantity: '100', amountFen: '3020000' },
    { lineId: course.liftLine, quantity: '2', amountFen: '100000000' },
  ],
  ...change,
});

/** Signs it; returns the contract's id. */
export async function signed(course: WorksCourse, change: object = {}): Promise<string> {
  const { taskForce } = course.crew;
  const fileId = await paperOf(taskForce, course.projectId, '合同.pdf');
  const answer = await taskForce.post('/api/funding/contracts', signOrder(course, fileId, change));
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return bodyOf(answer).id;
}

/** Passes a gate of the project with a paper. */
export async function pass(course: WorksCourse, gate: string, passedOn = '2026-11-16'): Promise<void> {
  const { taskForce } = course.crew;
  const fileId = await paperOf(taskForce, course.projectId);
  const answer = await taskForce.post(`/api/funding/projects/${course.projectId}/gates`, {
    ...{ gate, passedOn, documentNumber: `${gate}-1`, fileId },
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

/** Measures cumulative quantities as the supervisor. */
export async function measured(
  course: WorksCourse,
  contractId: string,
  quantities: { road?: string; lifts?: string },
) {
  const { supervisor } = course.crew;
  const fileId = await paperOf(supervisor, course.projectId, '计量签证.pdf');
  const lines = [
    ...(quantities.road ? [{ lineId: course.roadLine, cumulative: quantities.road }] : []),
    ...(quantities.lifts ? [{ lineId: course.liftLine, cumulative: quantities.lifts }] : []),
  ];
  return supervisor.post(`/api/funding/contracts/${contractId}/measurements`, {
    ...{ measuredOn: '2026-11-20', fileId, lines },
  });
}

/** Uploads every paper the request's kind asks for. */
export async function attachAll(person: Person, payment: Body): Promise<void> {
  const papers = payment.papers as { id: string; required: boolean }[];
  for (const { id } of papers.filter((one) => one.required)) {
    const url = `/api/funding/payment-papers?id=${payment.id}&paper=${id}`;
    const answer = await person.upload(url, `${id}.pdf`, Buffer.from('%PDF-1.4'));
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  }
}

/** Takes a step of the request as it now stands. */
export async function take(person: Person, id: string, step: string, more: object = {}) {
  const now = bodyOf(await person.get(`/api/funding/payments/${id}`));
  const version = now.version ?? 1;
  return person.post(`/api/funding/payments/${id}/steps`, { step, version, ...more });
}
