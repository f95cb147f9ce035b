import { readDocumentFile } from '#platform/documents/read-document.ts';
import type { Sheet } from '#platform/documents/workbook.ts';
import { problem } from '#shared/problem.ts';
import { columnTitle, readCell } from '../../domain/questionnaire/cells.ts';
import { readAnswers } from '../../domain/questionnaire/check-answers.ts';
import type { Place } from '../../domain/questionnaire/place.ts';
import type { Answers, Question } from '../../domain/questionnaire/question.ts';
import { wishesProblems } from '../../problems-wishes.ts';

export const placeTitles = ['楼号', '单元', '房号'] as const;

/** One row of an answers file: what it says, or why it is refused. `row` counts from 1 as the spreadsheet does. */
export type FileRow = { readonly row: number; readonly place: Place } & (
  | { readonly answers: Answers }
  | { readonly faults: readonly string[] }
);

const refuse = (what: string) => problem(wishesProblems, 'participation.wishes.file', { what });

/** Heading → column, of the row that has 楼号 and 房号 among the first ten. */
function headings(sheet: Sheet): { row: number; columns: ReadonlyMap<string, number> } | null {
  for (const { row, cells } of sheet.rows.slice(0, 10)) {
    const columns = new Map(cells.map((cell) => [cell.text.trim(), cell.column]));
    if (columns.has('楼号') && columns.has('房号')) return { row, columns };
  }
  return null;
}

/** Refuses headings nobody asked for: a column that is not read must not pass for one that is. */
function checkHeadings(columns: ReadonlyMap<string, number>, titles: readonly string[]): void {
  const known = new Set<string>([...placeTitles, ...titles]);
  const strange = [...columns.keys()].filter((title) => title !== '' && !known.has(title));
  if (strange.length > 0)
    throw refuse(`表中有不属于这次征询的列：${strange.join('、').slice(0, 200)}。请使用本次征询的模板。`);
  if (!titles.some((title) => columns.has(title)))
    throw refuse('表中没有这次征询的任何题目。请使用本次征询的模板。');
}

function readRow(
  cells: ReadonlyMap<number, string>,
  columns: ReadonlyMap<string, number>,
  questions: readonly Question[],
) {
  const text = (title: string) => (cells.get(columns.get(title) ?? 0) ?? '').trim();
  const place = { building: text('楼号'), entrance: text('单元'), room: text('房号') };
  const faults: string[] = [];
  if (place.building === '' || place.room === '') faults.push('楼号或房号为空');
  const given: Record<string, unknown> = {};
  questions.forEach((question, n) => {
    const cell = readCell(question, text(columnTitle(question, n)));
    if (cell && 'fault' in cell) faults.push(`第 ${n + 1} 题：${cell.fault}`);
    else if (cell) given[question.id] = cell.value;
  });
  if (faults.length > 0) return { place, faults };
  const read = readAnswers(questions, given);
  if (read.ok) return { place, answers: read.answers };
  const told = read.faults.map(
    ({ at, message }) => `第 ${questions.findIndex((one) => one.id === at) + 1} 题：${message}`,
  );
  return { place, faults: told };
}

/**
 * Reads a workbook of answers as its template has them.
 * @throws Problem participation.wishes.file when headings are missing or strange, documents.* when it is no workbook
 */
export async function readAnswerFile(path: string, questions: readonly Question[]): Promise<FileRow[]> {
  const book = await readDocumentFile(path);
  const titles = questions.map(columnTitle);
  for (const sheet of book.sheets) {
    const head = headings(sheet);
    if (!head) continue;
    checkHeadings(head.columns, titles);
    return sheet.rows
      .filter((one) => one.row > head.row && one.cells.some((cell) => cell.text.trim() !== ''))
      .map((one) => {
        const cells = new Map(one.cells.map((cell) => [cell.column, cell.text]));
        return { row: one.row, ...readRow(cells, head.columns, questions) };
      });
  }
  throw refuse('没有找到同时含“楼号”和“房号”的表头。请使用本次征询的模板。');
}
