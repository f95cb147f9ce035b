import { Button, InputNumber, Select } from 'antd';
import {
  type Condition,
  hasOptions,
  type Question,
  type Test,
  testNames,
  testsOf,
} from '../domain/questionnaire/question.ts';

const firstValue = (target: Question): Condition['value'] => {
  if (target.kind === 'yesNo') return true;
  return hasOptions(target.kind) ? (target.options[0]?.id ?? '') : 1;
};

type SkipsProps = {
  readonly question: Question;
  readonly place: number;
  readonly questions: readonly Question[];
  readonly set: (question: Question) => void;
};

/** The rules under which the question is asked; only earlier questions are offered, so that no circle can be made. */
export function Skips({ question, place, questions, set }: SkipsProps) {
  const earlier = questions.slice(0, place).filter((one) => testsOf[one.kind].length > 0);
  const put = (showIf: readonly Condition[]) => set({ ...question, showIf });
  const [first] = earlier;
  if (!first && question.showIf.length === 0) return null;
  return (
    <>
      {question.showIf.map((condition, n) => (
        <SkipRow
          key={JSON.stringify(condition)}
          condition={condition}
          questions={questions}
          earlier={earlier}
          set={(next) => put(question.showIf.map((one, at) => (at === n ? next : one)))}
          remove={() => put(question.showIf.filter((_, at) => at !== n))}
        />
      ))}
      {first && (
        <span>
          <Button
            size="small"
            aria-label={`第 ${place + 1} 题加跳题条件`}
            onClick={() => {
              const test = testsOf[first.kind][0] ?? 'is';
              put([...question.showIf, { question: first.id, test, value: firstValue(first) }]);
            }}
          >
            加跳题条件
          </Button>
        </span>
      )}
    </>
  );
}

type SkipProps = {
  readonly condition: Condition;
  readonly questions: readonly Question[];
  readonly earlier: readonly Question[];
  readonly set: (condition: Condition) => void;
  readonly remove: () => void;
};

function SkipRow({ condition, questions, earlier, set, remove }: SkipProps) {
  const target = questions.find((one) => one.id === condition.question);
  const choose = (id: string) => {
    const next = earlier.find((one) => one.id === id);
    if (next) set({ question: id, test: testsOf[next.kind][0] ?? 'is', value: firstValue(next) });
  };
  return (
    <span className="wishes-row">
      当
      <Select
        aria-label="看哪一题"
        className="wishes-wide"
        value={condition.question}
        onChange={choose}
        options={earlier.map((one) => ({
          value: one.id,
          label: `${questions.indexOf(one) + 1}. ${one.title}`,
        }))}
      />
      <Select
        aria-label="怎样比较"
        value={condition.test}
        onChange={(test: Test) => set({ ...condition, test })}
        options={(target ? testsOf[target.kind] : []).map((one) => ({ value: one, label: testNames[one] }))}
      />
      {target && <SkipValue target={target} condition={condition} set={set} />}
      时才问
      <Button size="small" onClick={remove}>
        去掉
      </Button>
    </span>
  );
}

function SkipValue({
  target,
  condition,
  set,
}: Pick<SkipProps, 'condition' | 'set'> & { readonly target: Question }) {
  const { value } = condition;
  if (target.kind === 'yesNo' || hasOptions(target.kind)) {
    const options =
      target.kind === 'yesNo'
        ? [
            { value: 'true', label: '是' },
            { value: 'false', label: '否' },
          ]
        : target.options.map((one) => ({ value: one.id, label: one.title }));
    const read = (text: string) => (target.kind === 'yesNo' ? text === 'true' : text);
    return (
      <Select
        aria-label="答案"
        style={{ minWidth: '7em' }}
        value={String(value)}
        onChange={(text) => set({ ...condition, value: read(text) })}
        options={options}
      />
    );
  }
  const scale = target.kind === 'money' ? 100 : 1;
  return (
    <InputNumber
      aria-label="数值"
      value={Number(value) / scale}
      onChange={(next) => set({ ...condition, value: Math.round((next ?? 0) * scale * 100) / 100 })}
    />
  );
}
