import { type Answers, kindNames, type Question, type Value } from './question.ts';

/** An answer as text of a spreadsheet or a page; money in yuan. */
export function answerText(question: Question, value: Value | undefined): string | number {
  if (value === undefined) return '';
  const titleOf = (id: string) => question.options.find((one) => one.id === id)?.title ?? id;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return question.kind === 'money' ? value / 100 : value;
  if (typeof value === 'string') return question.kind === 'single' ? titleOf(value) : value;
  return value.map(titleOf).join('；');
}

/** Heading of a question's column: numbered, so that equal titles are told apart. */
export function columnTitle(question: Question, place: number): string {
  const unit = question.kind === 'money' ? '元' : question.unit;
  return `${place + 1}.${question.title}${unit ? `（${unit}）` : ''}`;
}

const yes = new Set(['是', '同意', '愿意', 'Y', 'YES', 'TRUE', '1', '√']);
const no = new Set(['否', '不同意', '不愿意', 'N', 'NO', 'FALSE', '0', '×']);

/** Reads yuan as written (`1,000.5`, `500元`) as fen; null where it is none. */
function fenOf(text: string): number | null {
  const found = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text.replace(/[,，\s]|元$/g, ''));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null;
}

/** What a cell says for a question, or the sentence why it says nothing; null for an empty cell. */
export function readCell(
  question: Question,
  text: string,
): { readonly value: Value } | { readonly fault: string } | null {
  const plain = text.trim();
  if (plain === '') return null;
  const fault = (what: string) => ({
    fault: `“${plain.slice(0, 30)}”${what}（${kindNames[question.kind]}题）`,
  });
  const idOf = (title: string) => question.options.find((one) => one.title === title || one.id === title)?.id;
  switch (question.kind) {
    case 'yesNo':
      if (yes.has(plain.toUpperCase())) return { value: true };
      return no.has(plain.toUpperCase()) ? { value: false } : fault('不是“是”或“否”');
    case 'single': {
      const id = idOf(plain);
      return id === undefined ? fault('不在选项之中') : { value: id };
    }
    case 'several':
    case 'items': {
      // An option's own text may hold a 、, so a piece that is an option is not cut further.
      const named = plain
        .split(/[;；\n]/)
        .flatMap((piece) => (idOf(piece.trim()) === undefined ? piece.split(/[、,，]/) : [piece]))
        .map((one) => one.trim())
        .filter(Boolean);
      const ids = named.map(idOf);
      const missing = named.filter((_, n) => ids[n] === undefined);
      if (missing.length > 0) return fault(`里的“${missing.join('、').slice(0, 30)}”不在选项之中`);
      return { value: [...new Set(ids.filter((id) => id !== undefined))] };
    }
    case 'money': {
      const fen = fenOf(plain);
      return fen === null ? fault('不是金额') : { value: fen };
    }
    case 'number':
    case 'rating': {
      const number = Number(plain.replace(/[,，\s]|分$/g, ''));
      return Number.isFinite(number) ? { value: number } : fault('不是数字');
    }
    case 'text':
      return { value: plain };
  }
}

/** All answers of one household as cells, in the order of the questions. */
export const answerCells = (questions: readonly Question[], answers: Answers): (string | number)[] =>
  questions.map((question) => answerText(question, answers[question.id]));
