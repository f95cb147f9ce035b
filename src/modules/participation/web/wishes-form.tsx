import './wishes.css';
import { Input, InputNumber } from 'antd';
import { useId } from 'react';
import type { Answers, Question, Value } from '../domain/questionnaire/question.ts';
import { visibleQuestions } from '../domain/questionnaire/visible.ts';

export type Draft = Readonly<Record<string, Value | undefined>>;

/** The answers given so far, without what was emptied. */
export const givenOf = (draft: Draft): Answers =>
  Object.fromEntries(
    Object.entries(draft).filter((entry): entry is [string, Value] => {
      const [, value] = entry;
      return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
    }),
  );

type FormProps = {
  readonly questions: readonly Question[];
  readonly draft: Draft;
  readonly set: (draft: Draft) => void;
  /** Question id → what is wrong with its answer. */
  readonly faults?: Readonly<Record<string, string>>;
};

/** A paper to fill in, as the resident sees it: questions appear and go by the skip rules. */
export function WishesForm({ questions, draft, set, faults = {} }: FormProps) {
  const shown = visibleQuestions(questions, givenOf(draft));
  return (
    <div className="wishes-form">
      {shown.map((question) => (
        <QuestionField
          key={question.id}
          number={questions.indexOf(question) + 1}
          question={question}
          value={draft[question.id]}
          set={(value) => set({ ...draft, [question.id]: value })}
          fault={faults[question.id]}
        />
      ))}
    </div>
  );
}

type FieldProps = {
  readonly number: number;
  readonly question: Question;
  readonly value: Value | undefined;
  readonly set: (value: Value | undefined) => void;
  readonly fault: string | undefined;
};

const unitOf = ({ kind, unit }: Question): string =>
  kind === 'money' ? '（元）' : unit ? `（${unit}）` : '';

function QuestionField(props: FieldProps) {
  const { number, question, fault } = props;
  const id = useId();
  const head = `${number}. ${question.title || '（未填题目）'}${unitOf(question)}${question.required ? '' : '（可不填）'}`;
  const more = (
    <>
      {question.hint && <div className="hj-about">{question.hint}</div>}
      {fault && (
        <div role="alert" className="ant-form-item-explain-error">
          {fault}
        </div>
      )}
    </>
  );
  if (['text', 'number', 'money'].includes(question.kind))
    return (
      <div className="wishes-question">
        <label htmlFor={id}>{head}</label>
        <Entry {...props} id={id} />
        {more}
      </div>
    );
  return (
    <fieldset className="wishes-question">
      <legend>{head}</legend>
      <Choices {...props} />
      {more}
    </fieldset>
  );
}

function Entry({ question, value, set, id }: FieldProps & { readonly id: string }) {
  if (question.kind === 'text')
    return (
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={1_000}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => set(event.target.value)}
      />
    );
  const scale = question.kind === 'money' ? 100 : 1;
  return (
    <InputNumber
      id={id}
      style={{ width: '12em' }}
      inputMode="decimal"
      value={typeof value === 'number' ? value / scale : null}
      onChange={(next) => set(typeof next === 'number' ? Math.round(next * scale * 100) / 100 : undefined)}
    />
  );
}

const yesNo = [
  { id: 'true', title: '是' },
  { id: 'false', title: '否' },
];
const points = [5, 4, 3, 2, 1].map((one) => ({ id: String(one), title: `${one} 分` }));

function Choices({ question, value, set }: FieldProps) {
  const name = useId();
  const { kind } = question;
  const several = kind === 'several' || kind === 'items';
  const options = kind === 'yesNo' ? yesNo : kind === 'rating' ? points : question.options;
  const chosen = Array.isArray(value) ? value : value === undefined ? [] : [String(value)];
  const read = (id: string): Value =>
    kind === 'yesNo' ? id === 'true' : kind === 'rating' ? Number(id) : id;
  const pick = (id: string, on: boolean) => {
    if (!several) set(read(id));
    else set(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  };
  return (
    <div className="wishes-choices">
      {options.map((option) => (
        <label key={option.id}>
          <input
            type={several ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(option.id)}
            onChange={(event) => pick(option.id, event.target.checked)}
          />
          {option.title}
        </label>
      ))}
    </div>
  );
}
