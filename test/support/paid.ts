import { recordPaid } from '#modules/funding/server/ledger/post.ts';
import type { TestApp } from './app.ts';
import { withLedger } from './ledger.ts';
import { attachAll, bodyOf, makeWorks, measured, pass, signed, take, type WorksCourse } from './works.ts';

/** A contract measured, a request of 10,000 yuan for its road authorised seat by seat, 6,000 of it paid by voucher 付-7. */
export async function paidCourse(app: TestApp): Promise<{
  course: WorksCourse;
  contractId: string;
  paymentId: string;
  authorisationId: string;
}> {
  const course = await makeWorks(app);
  const { crew } = course;
  const contractId = await signed(course);
  await measured(course, contractId, { road: '50', lifts: '1' });
  await pass(course, 'commencement');
  const lines = [{ estateId: course.estateId, item: 'road', amountFen: '1000000' }];
  const made = bodyOf(await crew.firm.post('/api/funding/payments', { contractId, kind: 'progress', lines }));
  await attachAll(crew.firm, made);
  for (const [person, step] of [
    [crew.firm, 'submit'],
    [crew.supervisor, 'check'],
    [crew.clerk, 'check'],
    [crew.taskForce, 'check'],
    [crew.finance, 'authorise'],
  ] as const) {
    const answer = await take(person, made.id, step, { note: '属实' });
    if (answer.status !== 200) throw new Error(JSON.stringify([step, answer.body]));
  }
  const done = bodyOf(await crew.finance.get(`/api/funding/payments/${made.id}`));
  const authorisationId = String(done.authorisationId);
  await withLedger(app.services.db, app.services.clock.now(), (ctx) =>
    recordPaid(ctx, {
      ...{ authorisationId, sourceId: null, amountFen: 600_000n, bookedOn: '2026-11-22' },
      ...{ voucherNumber: '付-7', fileId: null, payee: String(done.supplierName) },
    }),
  );
  return { course, contractId, paymentId: made.id, authorisationId };
}
