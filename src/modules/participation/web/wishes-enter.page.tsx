import './wishes.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Input, Segmented } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { usePathParams, useSearchText } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { problemOf } from '#ui/problem-error.ts';
import { instantText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { channelNames } from '../contract-wishes-shapes.ts';
import { readAnswers } from '../domain/questionnaire/check-answers.ts';
import type { Question } from '../domain/questionnaire/question.ts';
import { participationApi, participationQueries } from './api.ts';
import { type Draft, givenOf, WishesForm } from './wishes-form.tsx';
import { CoverageText, type WishesDetail } from './wishes-words.tsx';

/** 录入答复: one door after another, quick on a phone beside the household. */
export default function WishesEnter() {
  const { id = '' } = usePathParams();
  const query = useQuery(participationQueries.wishes.show.queryOptions({ input: { id } }));
  const trail = [
    { title: '意愿征询', path: '/participation/wishes' },
    { title: query.data?.title ?? '征询', path: `/participation/wishes/${id}` },
  ];
  return (
    <Page title="录入答复" trail={trail}>
      <Answer of={query}>
        {(survey) =>
          survey.state === 'open' ? (
            <Entry survey={survey} />
          ) : (
            <Alert type="info" showIcon title="这次征询现在不接受答复。" />
          )
        }
      </Answer>
    </Page>
  );
}

type Door = { readonly building: string; readonly entrance: string; readonly room: string };
const doorFields = [
  { key: 'building', label: '楼号', hint: '如 3' },
  { key: 'entrance', label: '单元', hint: '如 2' },
  { key: 'room', label: '房号', hint: '如 301' },
] as const;

function Entry({ survey }: { readonly survey: WishesDetail }) {
  const [params] = useSearchText();
  const [door, setDoor] = useState<Door>({
    building: params.get('building') ?? '',
    entrance: params.get('entrance') ?? '',
    room: params.get('room') ?? '',
  });
  const [channel, setChannel] = useState<'visit' | 'paper'>('visit');
  const [draft, setDraft] = useState<Draft>({});
  const entry = useEntry(survey, door, channel, draft, () => {
    setDraft({});
    // The next door is most often the next room of the same entrance.
    setDoor((now) => ({ ...now, room: '' }));
  });
  const room = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (entry.said) room.current?.querySelectorAll('input')[2]?.focus();
  }, [entry.said]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void entry.send();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Section title={survey.estateName} about={<CoverageText one={survey} />}>
        {entry.said && <Alert type="success" showIcon title={entry.said} role="status" />}
        <section ref={room} className="wishes-row" aria-label="门牌">
          {doorFields.map(({ key, label, hint }) => (
            <span className="wishes-label" key={key}>
              {label}
              <Input
                aria-label={label}
                style={{ width: '6em' }}
                value={door[key]}
                placeholder={hint}
                maxLength={40}
                onChange={(event) => setDoor({ ...door, [key]: event.target.value })}
              />
            </span>
          ))}
          <Segmented<'visit' | 'paper'>
            aria-label="途径"
            value={channel}
            options={[
              { value: 'visit', label: '入户' },
              { value: 'paper', label: '纸质表' },
            ]}
            onChange={(next) => setChannel(next)}
          />
        </section>
        <Earlier survey={survey} door={door} />
      </Section>
      <Section title="答复">
        <WishesForm
          questions={survey.questions as readonly Question[]}
          draft={draft}
          set={setDraft}
          faults={entry.faults}
        />
        {entry.refusal && <Alert className="hj-form-problem" type="error" showIcon title={entry.refusal} />}
        {entry.unknown && (
          <Checkbox checked={entry.unlisted} onChange={(event) => entry.setUnlisted(event.target.checked)}>
            已核对门牌无误，名册漏登（不计入覆盖率）
          </Checkbox>
        )}
        <div className="hj-form-buttons">
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            loading={entry.busy}
            disabled={!door.building || !door.room}
          >
            保存，录下一户
          </Button>
        </div>
      </Section>
    </form>
  );
}

/** What this door answered before, said before it is replaced. */
function Earlier({ survey, door }: { readonly survey: WishesDetail; readonly door: Door }) {
  const asked = door.building.trim() !== '' && door.room.trim().length >= 3;
  const query = useQuery({
    ...participationQueries.wishes.answers.door.queryOptions({ input: { id: survey.id, ...door } }),
    enabled: asked,
  });
  if (!asked || !query.data) return null;
  const { listed, answer } = query.data;
  if (answer)
    return (
      <Alert
        type="warning"
        showIcon
        title={`这一户已于 ${instantText(answer.at)} 答复（${channelNames[answer.channel]}）。再保存会替换，原答复留存备查。`}
      />
    );
  return listed ? null : <Alert type="warning" showIcon title="名册中没有这一户，请核对门牌。" />;
}

function faultsOf(questions: readonly Question[], draft: Draft): Readonly<Record<string, string>> {
  const read = readAnswers(questions, givenOf(draft));
  return read.ok ? {} : Object.fromEntries(read.faults.map(({ at, message }) => [at, message]));
}

/** Sends one household's answers; the same content keeps its key until an answer came, so that nothing counts twice. */
function useEntry(
  survey: WishesDetail,
  door: Door,
  channel: 'visit' | 'paper',
  draft: Draft,
  after: () => void,
) {
  const queries = useQueryClient();
  const sent = useRef({ content: '', key: '' });
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [refusal, setRefusal] = useState('');
  const [unknown, setUnknown] = useState(false);
  const [unlisted, setUnlisted] = useState(false);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const send = async () => {
    const found = faultsOf(survey.questions as readonly Question[], draft);
    setFaults(found);
    setSaid('');
    setRefusal('');
    if (Object.keys(found).length > 0) return setRefusal('有题目没有答好，请看标出的地方。');
    const answers = givenOf(draft) as Parameters<typeof participationApi.wishes.answers.enter>[0]['answers'];
    const body = { ...door, channel, answers, unlisted };
    const content = JSON.stringify(body);
    if (sent.current.content !== content) sent.current = { content, key: crypto.randomUUID() };
    setBusy(true);
    try {
      const done = await participationApi.wishes.answers.enter({
        id: survey.id,
        key: sent.current.key,
        ...body,
      });
      sent.current = { content: '', key: '' };
      setSaid(
        `${door.building} ${door.entrance} ${door.room} 已保存${done.replaced ? '，替换了原答复' : ''}。`,
      );
      setUnknown(false);
      setUnlisted(false);
      after();
      await queries.invalidateQueries({ queryKey: participationQueries.wishes.key() });
    } catch (error) {
      const problem = problemOf(error);
      setUnknown(problem.code === 'participation.wishes.door-unknown');
      setRefusal(problem.message);
    } finally {
      setBusy(false);
    }
  };
  return { busy, said, refusal, unknown, unlisted, setUnlisted, faults, send };
}
