import './wishes.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useGo, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { Answer } from '#ui/states.tsx';
import { questionFaults } from '../domain/questionnaire/check-questions.ts';
import {
  hasOptions,
  kindNames,
  type Option,
  plainQuestion,
  type Question,
  type QuestionKind,
} from '../domain/questionnaire/question.ts';
import { participationApi, participationQueries } from './api.ts';
import { QuestionCard } from './wishes-card.tsx';
import { type Draft, WishesForm } from './wishes-form.tsx';
import { type WishesDetail, wordOptions } from './wishes-words.tsx';

/** 设计问卷: the questions of a draft, with the paper beside them as the resident will see it. */
export default function WishesDesign() {
  const { id = '' } = usePathParams();
  const query = useQuery(participationQueries.wishes.show.queryOptions({ input: { id } }));
  const trail = [
    { title: '意愿征询', path: '/participation/wishes' },
    { title: query.data?.title ?? '征询', path: `/participation/wishes/${id}` },
  ];
  return (
    <Page
      title="设计问卷"
      trail={trail}
      about="左边改题目，右边就是住户看到的样子，可以试填。开始征询以后题目不能再改。"
    >
      <Answer of={query}>
        {(survey) =>
          survey.state === 'draft' ? (
            <Designer key={survey.version} survey={survey} />
          ) : (
            <Alert type="info" showIcon title="征询已经开始，题目不能再改。" />
          )
        }
      </Answer>
    </Page>
  );
}

type Paper = { readonly title: string; readonly questions: readonly Question[] };

/** The paper with what it was before each change, so that any change can be taken back. */
function usePaper(survey: WishesDetail) {
  const first: Paper = { title: survey.title, questions: survey.questions as readonly Question[] };
  const [past, setPast] = useState<readonly Paper[]>([]);
  const [paper, setPaper] = useState(first);
  const change = (next: Paper) => {
    setPast([...past.slice(-99), paper]);
    setPaper(next);
  };
  const undo = () => {
    const last = past.at(-1);
    if (!last) return;
    setPaper(last);
    setPast(past.slice(0, -1));
  };
  return { paper, change, undo, changed: past.length > 0 };
}

/** Ctrl+Z outside a field takes the last change back; inside one it is the field's own. */
function useUndoKey(undo: () => void): void {
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (!(event.ctrlKey || event.metaKey) || event.key !== 'z' || typing) return;
      event.preventDefault();
      undo();
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, [undo]);
}

const freshId = (questions: readonly Question[]): string => {
  const taken = new Set(questions.map((one) => one.id));
  let n = questions.length + 1;
  while (taken.has(`q${n}`)) n += 1;
  return `q${n}`;
};

const starter = (id: string, kind: QuestionKind, catalogue: readonly Option[]): Question =>
  plainQuestion(id, kind, '', {
    options:
      kind === 'items'
        ? catalogue
        : hasOptions(kind)
          ? [
              { id: 'a1', title: '选项一' },
              { id: 'a2', title: '选项二' },
            ]
          : [],
  });

const useCatalogue = (): readonly Option[] => {
  const templates = useQuery(participationQueries.wishes.templates.list.queryOptions());
  const items = templates.data?.find((one) => one.purpose === 'items')?.questions[0];
  return items?.options ?? [];
};

function Designer({ survey }: { readonly survey: WishesDetail }) {
  const { paper, change, undo, changed } = usePaper(survey);
  const catalogue = useCatalogue();
  const [trial, setTrial] = useState<Draft>({});
  const [kind, setKind] = useState<QuestionKind>('single');
  const { questions } = paper;
  const faults = questionFaults(questions);
  const set = (next: readonly Question[]) => change({ ...paper, questions: next });
  const swap = (from: number, to: number) => {
    const next = [...questions];
    const [one] = next.splice(from, 1);
    if (one) next.splice(to, 0, one);
    set(next);
  };
  useUndoKey(undo);
  return (
    <div className="wishes-design">
      <Section
        title={`题目（${questions.length}）`}
        actions={
          <SaveButtons
            survey={survey}
            paper={paper}
            faulty={faults.length > 0}
            undo={undo}
            changed={changed}
          />
        }
      >
        <p className="wishes-row">
          <span className="wishes-label wishes-wide">
            名称
            <Input
              aria-label="名称"
              value={paper.title}
              maxLength={60}
              onChange={(event) => change({ ...paper, title: event.target.value })}
            />
          </span>
        </p>
        {questions.map((question, n) => (
          <QuestionCard
            key={question.id}
            question={question}
            place={n}
            questions={questions}
            catalogue={catalogue}
            faults={faults.filter(({ at }) => `${at}.`.startsWith(`questions.${n}.`))}
            set={(next) => set(questions.map((one) => (one.id === question.id ? next : one)))}
            move={(by) => swap(n, n + by)}
            remove={() => set(questions.filter((one) => one.id !== question.id))}
          />
        ))}
        <p className="wishes-row">
          <Select
            aria-label="题型"
            value={kind}
            onChange={setKind}
            options={wordOptions(kindNames) as { value: QuestionKind; label: string }[]}
            style={{ width: '10em' }}
          />
          <Button onClick={() => set([...questions, starter(freshId(questions), kind, catalogue)])}>
            添加题目
          </Button>
        </p>
      </Section>
      <div className="wishes-preview">
        <Section title="住户看到的" actions={<Button onClick={() => setTrial({})}>重新试填</Button>}>
          <WishesForm questions={questions} draft={trial} set={setTrial} />
        </Section>
      </div>
    </div>
  );
}

type SaveProps = {
  readonly survey: WishesDetail;
  readonly paper: Paper;
  readonly faulty: boolean;
  readonly changed: boolean;
  readonly undo: () => void;
};
type Sent = Parameters<typeof participationApi.wishes.create>[0]['questions'];

function SaveButtons({ survey, paper, faulty, changed, undo }: SaveProps) {
  const go = useGo();
  const ask = useConfirm();
  const queries = useQueryClient();
  const questions = paper.questions as unknown as Sent;
  const save = useAct({
    run: () =>
      participationApi.wishes.edit({ id: survey.id, version: survey.version, title: paper.title, questions }),
    done: '已保存',
    after: async () => {
      // first the new version: what is started from the next page must not be refused for the old one
      await queries.invalidateQueries({ queryKey: participationQueries.wishes.key() });
      go(`/participation/wishes/${survey.id}`);
    },
  });
  const keep = async (name: string) => {
    await participationApi.wishes.templates.save({
      id: null,
      version: 0,
      name: name.slice(0, 60),
      questions,
    });
    await queries.invalidateQueries({ queryKey: participationQueries.wishes.templates.key() });
  };
  return (
    <>
      <Button disabled={!changed} onClick={undo} title="Ctrl+Z">
        撤销
      </Button>
      <Button
        disabled={faulty}
        onClick={() => ask({ title: '存为模板', okText: '保存模板', reasonLabel: '模板名称', run: keep })}
      >
        存为模板
      </Button>
      <Button type="primary" disabled={faulty} loading={save.isPending} onClick={() => save.mutate()}>
        保存
      </Button>
    </>
  );
}
