import { type CastName, keyOf, type Place, placeOf } from './cast.ts';
import { type Loading, listed } from './steps.ts';

type Notice = {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly phase: string;
};
type Objection = {
  readonly id: string;
  readonly version: number;
  readonly text: string;
  readonly state: string;
};

/** A notice posted today that stands until the day given; one of the same title is left as it is. */
async function post(
  loading: Loading,
  place: Place,
  title: string,
  body: string,
  until: string,
): Promise<void> {
  const { id: estateId, clerk } = place;
  const before = await listed<Notice>(clerk, `/participation/notices?estateId=${estateId}`);
  let notice = before.find((one) => one.title === title);
  const postedOn = loading.walk.clock.today();
  notice ??= await clerk.post<Notice>('/participation/notices', {
    ...{ estateId, kind: 'scheme', title, body, postedOn, until },
    places: '小区东门公告栏、1 号楼 1 单元门口（虚构）',
  });
  if (notice.phase === 'draft')
    await clerk.post(`/participation/notices/${notice.id}/post`, { version: notice.version });
}

type Entry = {
  readonly notice: string;
  readonly text: string;
  readonly channel: 'paper' | 'door' | 'meeting' | 'hotline';
};

/** An objection entered for a resident, and given to the clerk of the street. */
async function enter(loading: Loading, name: CastName, entry: Entry): Promise<void> {
  const { id: estateId, clerk } = await placeOf(loading, name);
  const before = await listed<Objection>(clerk, `/participation/objections?estateId=${estateId}`);
  if (before.some(({ text }) => text === entry.text)) return;
  const notices = await listed<Notice>(clerk, `/participation/notices?estateId=${estateId}`);
  const noticeId = notices.find(({ title }) => title.includes(entry.notice))?.id ?? null;
  const one = await clerk.post<Objection>('/participation/objections', {
    ...{ estateId, noticeId, channel: entry.channel, receivedOn: loading.walk.clock.today() },
    ...{ name: '演示住户', phone: '19900000000', place: '', text: entry.text },
    key: keyOf('objection', name, entry.text),
  });
  const [clerkOfStreet] = await clerk.get<{ id: string }[]>(
    `/participation/objection-assignees?estateId=${estateId}`,
  );
  if (clerkOfStreet)
    await clerk.post(`/participation/objections/${one.id}/assign`, {
      ...{ version: one.version, assigneeId: clerkOfStreet.id },
    });
}

/** Takes an objection one step further, where that step has not been taken. */
async function go(loading: Loading, name: CastName, text: string, step: string, body: object): Promise<void> {
  const { id: estateId, clerk } = await placeOf(loading, name);
  const all = await listed<Objection>(clerk, `/participation/objections?estateId=${estateId}`);
  const found = all.find((one) => one.text === text);
  // An answer may be changed until it is published: given once is enough.
  if (!found || (step === 'answer' && found.state === 'answered')) return;
  const one = await clerk.get<{ next: readonly string[]; version: number }>(
    `/participation/objections/${found.id}`,
  );
  if (one.next.includes(step))
    await clerk.post(`/participation/objections/${found.id}/${step}`, { version: one.version, ...body });
}

const rollWords = '名册上我家的面积与不动产权证不一致，请核对。';
const rollAnswer = '已与不动产登记簿核对，名册所列面积与登记一致；权证上另列的储藏室没有独立产权，不计入。';
const parkingWords = '停车位划得太靠近 3 号楼窗户，车灯和尾气影响一楼住户。';
const parkingAnswer = '已请设计单位将靠窗一排后退 2 米并加绿篱，调整后的图纸随方案一并公示。';
const lateWords = '方案里没有写屋面防水的保修年限。';
const disputeWords = '多户一楼住户不同意拆除自建小院，要求先谈补偿再定方案。';

const disputeAnswer = '已约各户代表座谈，补偿与拆除一并商定；未谈妥前不进场施工。';

/** An objection to a posted roll, while it can still be put right. */
export const objectToRoll = (loading: Loading): Promise<void> =>
  enter(loading, 'passed', { notice: '名册', text: rollWords, channel: 'paper' });

/** It must be answered before the vote is announced. */
export async function answerRoll(loading: Loading): Promise<void> {
  await go(loading, 'passed', rollWords, 'answer', { answer: rollAnswer });
  await go(loading, 'passed', rollWords, 'publish', { text: rollWords, answer: rollAnswer, confirmed: true });
}

/** Schemes posted in two estates, and what residents say to them. */
export async function postSchemes(loading: Loading): Promise<void> {
  const body = '拟实施的改造内容、资金安排和工期见附表。公示期内可到社区或扫住户码提出意见（虚构）。';
  const { walk } = loading;
  const chosen = await placeOf(loading, 'chosen');
  await post(loading, chosen, `${chosen.name}改造方案公示（虚构演示）`, body, walk.day(2));
  const choosing = await placeOf(loading, 'choosing');
  await post(loading, choosing, `${choosing.name}改造方案公示（虚构演示）`, body, walk.day(-6));
  await enter(loading, 'chosen', { notice: '改造方案', text: parkingWords, channel: 'meeting' });
  await enter(loading, 'chosen', { notice: '改造方案', text: lateWords, channel: 'hotline' });
  await enter(loading, 'choosing', { notice: '改造方案', text: disputeWords, channel: 'door' });
}

/** One answered and published, one making its estate disputed; one is left until it is overdue. */
export async function dealWithObjections(loading: Loading): Promise<void> {
  await go(loading, 'chosen', parkingWords, 'answer', { answer: parkingAnswer });
  await go(loading, 'chosen', parkingWords, 'publish', {
    ...{ text: parkingWords, answer: parkingAnswer, confirmed: true },
  });
  await go(loading, 'choosing', disputeWords, 'answer', { answer: disputeAnswer });
  await go(loading, 'choosing', disputeWords, 'dispute', { reason: '涉及多户，短期内难以达成一致（虚构）' });
}
