import { Alert, Button, Collapse, DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { reviewsActions } from '../contract-reviews.ts';
import { roundStateNames } from '../domain/review/course.ts';
import { stanceNames } from '../domain/review/seat.ts';
import { schemeApi } from './api.ts';
import { OpinionFiles } from './reviews-files.tsx';
import { OpinionForm } from './reviews-opinion.tsx';
import { type Course, type Round, type SeatView, StandingTag } from './reviews-words.tsx';

type Done = (course: Course) => Promise<unknown>;
type Open = { readonly kind: 'give' | 'enter' | 'answer' | 'change'; readonly seat: SeatView };

const said = (seat: SeatView) => (
  <>
    {seat.text && <div className="scheme-said">{seat.text}</div>}
    {seat.answer && (
      <div className="scheme-said">
        答复（{seat.answeredBy}）：{seat.answer}
      </div>
    )}
    <OpinionFiles files={seat.files} />
    {seat.earlier.length > 0 && (
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'earlier',
            label: `先前的意见 ${seat.earlier.length} 次`,
            children: seat.earlier.map((one) => (
              <p key={one.endedAt}>
                {dayText(one.givenOn)} {stanceNames[one.stance]}（{one.givenBy}）{one.text}；{one.endedBy}{' '}
                {one.reason}
              </p>
            )),
          },
        ]}
      />
    )}
  </>
);

const columns: readonly Column<SeatView>[] = [
  {
    key: 'title',
    title: '单位',
    width: '12em',
    render: (one) => (
      <>
        {one.title}
        {!one.needed && '（可不出具）'}
        {one.organisationName && !one.title.includes(one.organisationName) && (
          <div className="hj-about">{one.organisationName}</div>
        )}
      </>
    ),
  },
  { key: 'standing', title: '进度', width: '8em', render: (one) => <StandingTag seat={one} /> },
  { key: 'due', title: '期限', width: '9em', render: (one) => dayText(one.dueOn) },
  { key: 'said', title: '意见', width: '18em', render: said },
  {
    key: 'given',
    title: '出具',
    width: '9em',
    render: (one) =>
      one.givenOn
        ? `${dayText(one.givenOn)} ${one.givenBy ?? ''}`
        : one.remindedAt
          ? `${dayText(one.remindedAt)}已催办`
          : '—',
  },
];

/** One round: every unit asked, what it said, and what may be done now. */
export function RoundPanel({
  course,
  round,
  done,
}: {
  readonly course: Course;
  readonly round: Round;
  readonly done: Done;
}) {
  const [open, setOpen] = useState<Open>();
  const live = round.state === 'open' && course.state === 'submitted';
  const acts: Column<SeatView> = {
    key: 'acts',
    title: '办理',
    width: '11em',
    render: (seat) => <SeatActs seat={seat} open={setOpen} done={done} />,
  };
  return (
    <Section
      title={`第 ${round.versionNumber} 版第 ${round.round} 轮：${roundStateNames[round.state]}`}
      about={`${round.startedBy} ${dayText(round.startedAt)}发起，期限 ${dayText(round.dueOn)}${round.closedAt ? `；${round.closedBy} ${dayText(round.closedAt)}结束` : ''}`}
      actions={live && <RoundActs course={course} round={round} done={done} />}
    >
      {round.conclusion && <p>结论：{round.conclusion}</p>}
      <Table
        caption={`第 ${round.round} 轮意见`}
        rows={round.seats}
        rowKey={(one) => one.id}
        columns={live ? [...columns, acts] : columns}
      />
      <SeatDialogs schemeId={course.schemeId} open={open} close={() => setOpen(undefined)} done={done} />
    </Section>
  );
}

function SeatActs({
  seat,
  open,
  done,
}: {
  readonly seat: SeatView;
  readonly open: (one: Open) => void;
  readonly done: Done;
}) {
  const enters = useMay(reviewsActions['scheme.review.enter']);
  const gives = useMay(reviewsActions['scheme.review.give']) && seat.own;
  const ask = useConfirm();
  const remind = useAct({
    run: () => schemeApi.reviews.remind({ id: seat.id, version: seat.version }),
    done: `已催办${seat.title}`,
    after: (course) => void done(course),
  });
  const takeBack = () =>
    ask({
      title: `撤回${seat.title}的意见`,
      text: '撤回后须重新出具，原意见留底。',
      ...{ okText: '撤回', reasonLabel: '撤回理由', danger: true },
      run: async (reason) =>
        done(await schemeApi.reviews.takeBack({ id: seat.id, version: seat.version, reason })),
    });
  const button = (label: string, run: () => void, primary = false) => (
    <Button
      size="small"
      type={primary ? 'primary' : 'default'}
      aria-label={`${label}：${seat.title}`}
      onClick={run}
    >
      {label}
    </Button>
  );
  return (
    <div className="scheme-acts">
      {gives && button(seat.stance ? '重新出具' : '出具意见', () => open({ kind: 'give', seat }), true)}
      {enters && button('登记', () => open({ kind: 'enter', seat }), seat.stance === null)}
      {enters &&
        seat.stance === 'conditions' &&
        button('答复', () => open({ kind: 'answer', seat }), seat.answer === null)}
      {enters && seat.stance === null && button('催办', () => remind.mutate())}
      {enters && seat.stance === null && button('变更', () => open({ kind: 'change', seat }))}
      {(enters || gives) && seat.stance !== null && button('撤回', takeBack)}
    </div>
  );
}

const titles: Readonly<Record<Open['kind'], string>> = {
  give: '出具意见',
  enter: '凭文件登记意见',
  answer: '答复所提修改意见',
  change: '变更期限',
};

type DialogsProps = {
  readonly schemeId: string;
  readonly open: Open | undefined;
  readonly close: () => void;
  readonly done: Done;
};

function SeatDialogs({ schemeId, open, close, done }: DialogsProps) {
  const finish = async (course: Course) => {
    await done(course);
    close();
  };
  if (!open) return null;
  const { seat, kind } = open;
  const of = { id: seat.id, version: seat.version };
  return (
    <FormDialog title={titles[kind]} open onClose={close}>
      {(kind === 'give' || kind === 'enter') && (
        <OpinionForm
          schemeId={schemeId}
          seat={seat}
          entering={kind === 'enter'}
          done={finish}
          cancel={close}
        />
      )}
      {kind === 'answer' && (
        <SubmitForm<{ answer: string }>
          initial={{ answer: seat.answer ?? '' }}
          submitText="答复"
          onCancel={close}
          onSubmit={async ({ answer }) => finish(await schemeApi.reviews.answer({ ...of, answer }))}
        >
          <p>{seat.text}</p>
          <Alert type="info" title="方案内容需要改动的，请退回修改；新的一版须重新征求意见。" />
          <Form.Item name="answer" label="采纳情况或不采纳的理由" rules={[needed('答复')]}>
            <Input.TextArea rows={4} maxLength={2000} />
          </Form.Item>
        </SubmitForm>
      )}
      {kind === 'change' && (
        <SubmitForm<{ dueOn: Dayjs; reason: string }>
          initial={{ dueOn: dayjs(seat.dueOn) }}
          submitText="变更"
          onCancel={close}
          onSubmit={async ({ dueOn, reason }) =>
            finish(
              await schemeApi.reviews.changeSeat({
                ...{ ...of, organisationId: seat.organisationId, reason },
                dueOn: dueOn.format('YYYY-MM-DD'),
              }),
            )
          }
        >
          <Form.Item name="dueOn" label="期限" rules={[chosen('期限')]}>
            <DatePicker allowClear={false} />
          </Form.Item>
          <Form.Item name="reason" label="理由" rules={[needed('理由')]}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </SubmitForm>
      )}
    </FormDialog>
  );
}

function RoundActs({
  course,
  round,
  done,
}: {
  readonly course: Course;
  readonly round: Round;
  readonly done: Done;
}) {
  const may = useMay(reviewsActions['scheme.review']);
  const ask = useConfirm();
  if (!may) return null;
  const of = { id: round.id, version: round.version };
  const pass = () =>
    ask({
      title: '作出审查结论：通过',
      text: '通过后进入公示。各单位意见不再变动。',
      okText: '通过',
      reasonLabel: '审查结论',
      run: async (conclusion) => done(await schemeApi.reviews.pass({ ...of, conclusion })),
    });
  const cancel = () =>
    ask({
      title: '撤销这一轮审查',
      text: '还没有单位出具意见，撤销后可以重新发起。',
      ...{ okText: '撤销', reasonLabel: '撤销理由', danger: true },
      run: async (reason) => done(await schemeApi.reviews.cancel({ ...of, reason })),
    });
  return (
    <>
      {course.steps.includes('cancel') && <Button onClick={cancel}>撤销这一轮</Button>}
      <Button type="primary" onClick={pass}>
        审查通过
      </Button>
    </>
  );
}
