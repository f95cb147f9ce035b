import { Alert, Button, Checkbox, Input, InputNumber, Select } from 'antd';
import type { QuestionFault } from '../domain/questionnaire/check-questions.ts';
import {
  hasOptions,
  kindNames,
  type Meaning,
  meaningKinds,
  meaningNames,
  meanings,
  type Option,
  type Question,
} from '../domain/questionnaire/question.ts';
import { Skips } from './wishes-skips.tsx';

type CardProps = {
  readonly question: Question;
  readonly place: number;
  readonly questions: readonly Question[];
  readonly catalogue: readonly Option[];
  readonly faults: readonly QuestionFault[];
  readonly set: (question: Question) => void;
  readonly move: (by: -1 | 1) => void;
  readonly remove: () => void;
};

/** One question of the designer; every button is reachable and named for those who use the keyboard. */
export function QuestionCard(props: CardProps) {
  const { question, place, questions, set, faults } = props;
  const name = `第 ${place + 1} 题`;
  return (
    <section className="wishes-card" aria-label={name}>
      <div className="wishes-row">
        <strong>
          {place + 1}. {kindNames[question.kind]}
        </strong>
        <Checkbox
          checked={question.required}
          onChange={(event) => set({ ...question, required: event.target.checked })}
        >
          必答
        </Checkbox>
        <Button size="small" disabled={place === 0} aria-label={`${name}上移`} onClick={() => props.move(-1)}>
          上移
        </Button>
        <Button
          size="small"
          disabled={place === questions.length - 1}
          aria-label={`${name}下移`}
          onClick={() => props.move(1)}
        >
          下移
        </Button>
        <Button size="small" danger aria-label={`删除${name}`} onClick={props.remove}>
          删除
        </Button>
      </div>
      <Input
        aria-label={`${name}题目`}
        placeholder="题目"
        value={question.title}
        maxLength={200}
        onChange={(event) => set({ ...question, title: event.target.value })}
      />
      <Input
        aria-label={`${name}说明`}
        placeholder="说明（可不填）"
        value={question.hint}
        maxLength={200}
        onChange={(event) => set({ ...question, hint: event.target.value })}
      />
      {hasOptions(question.kind) && <Options {...props} />}
      {(question.kind === 'number' || question.kind === 'money') && <Bounds {...props} />}
      <MeaningPick {...props} />
      <Skips {...props} />
      {faults.map((fault) => (
        <Alert key={fault.message} type="error" showIcon title={fault.message} />
      ))}
    </section>
  );
}

/** Lines of text as options; an option that keeps its text or its line keeps its number, so that conditions hold. */
function optionsFrom(text: string, before: readonly Option[]): Option[] {
  const lines = text.split('\n');
  const taken = new Set<string>();
  return lines.map((title, n) => {
    const same = before.find((one) => one.title === title && !taken.has(one.id));
    const here = before[n];
    let id = same?.id ?? (here && lines.length === before.length ? here.id : '');
    for (let k = n + 1; id === '' || taken.has(id); k++) {
      const next = `a${k}`;
      id = taken.has(next) || before.some((one) => one.id === next) ? '' : next;
    }
    taken.add(id);
    return { id, title };
  });
}

function Options({ question, catalogue, set, place }: CardProps) {
  const name = `第 ${place + 1} 题`;
  const several = question.kind !== 'single';
  return (
    <>
      {question.kind === 'items' ? (
        <Select
          mode="multiple"
          aria-label={`${name}可选的改造内容`}
          value={question.options.map((one) => one.id)}
          onChange={(ids: string[]) =>
            set({ ...question, options: catalogue.filter((one) => ids.includes(one.id)) })
          }
          options={catalogue.map((one) => ({ value: one.id, label: one.title }))}
          maxTagCount={8}
        />
      ) : (
        <Input.TextArea
          aria-label={`${name}选项，每行一个`}
          placeholder="每行一个选项"
          autoSize={{ minRows: 2, maxRows: 12 }}
          value={question.options.map((one) => one.title).join('\n')}
          onChange={(event) =>
            set({ ...question, options: optionsFrom(event.target.value, question.options) })
          }
        />
      )}
      {several && (
        <span className="wishes-row">
          <span className="wishes-label">
            最多选
            <InputNumber
              aria-label={`${name}最多选几项`}
              min={1}
              max={60}
              value={question.most}
              placeholder="不限"
              onChange={(most) => set({ ...question, most })}
            />
            项
          </span>
        </span>
      )}
    </>
  );
}

function Bounds({ question, set }: CardProps) {
  const scale = question.kind === 'money' ? 100 : 1;
  const bound = (key: 'min' | 'max', label: string) => (
    <span className="wishes-label">
      {label}
      <InputNumber
        aria-label={label}
        value={question[key] === null ? null : question[key] / scale}
        placeholder="不限"
        onChange={(value) =>
          set({ ...question, [key]: value === null ? null : Math.round(value * scale * 100) / 100 })
        }
      />
    </span>
  );
  return (
    <span className="wishes-row">
      {question.kind === 'number' && (
        <>
          <span className="wishes-label">
            单位
            <Input
              aria-label="单位"
              style={{ width: '7em' }}
              value={question.unit}
              maxLength={20}
              onChange={(event) => set({ ...question, unit: event.target.value })}
            />
          </span>
          <span className="wishes-label">
            小数位
            <InputNumber
              aria-label="小数位"
              min={0}
              max={2}
              value={question.decimals}
              onChange={(value) => set({ ...question, decimals: value ?? 0 })}
            />
          </span>
        </>
      )}
      {bound('min', question.kind === 'money' ? '不少于（元）' : '不小于')}
      {bound('max', question.kind === 'money' ? '不多于（元）' : '不大于')}
    </span>
  );
}

function MeaningPick({ question, set, place }: CardProps) {
  const fitting = meanings.filter((one) => meaningKinds[one] === question.kind);
  if (fitting.length === 0) return null;
  return (
    <span className="wishes-row">
      <span className="wishes-label">
        表示
        <Select
          aria-label={`第 ${place + 1} 题表示`}
          style={{ minWidth: '12em' }}
          value={question.meaning ?? ''}
          onChange={(meaning) => set({ ...question, meaning: meaning === '' ? null : (meaning as Meaning) })}
          options={[
            { value: '', label: '普通题' },
            ...fitting.map((one) => ({
              value: one as string,
              label: `${meaningNames[one]}（可转入入户意愿）`,
            })),
          ]}
        />
      </span>
    </span>
  );
}
