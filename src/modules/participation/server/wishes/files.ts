import { type TableValue, writeTable, writeTables } from '#platform/documents/xlsx-write/table.ts';
import { writeTemplate } from '#platform/documents/xlsx-write/template.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { channelNames, stateNames } from '../../contract-wishes-shapes.ts';
import { answerCells, columnTitle } from '../../domain/questionnaire/cells.ts';
import { type Answers, hasOptions, type Question } from '../../domain/questionnaire/question.ts';
import { purposeNames } from '../../domain/questionnaire/templates.ts';
import { placeTitles } from './answer-file.ts';
import { showDoors } from './results.query.ts';
import { findSurvey, questionsOf } from './survey-row.ts';
import { allSurveys, presentSurveys, showSurvey, type WishesFilter } from './surveys.query.ts';

const xlsx = (name: string, body: Buffer): Download => ({
  name: `${name.replace(/[\\/:*?"<>|]/g, ' ')}.xlsx`,
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  body,
});
const metNames = { yes: '已达到', no: '未达到', unknown: '无法判断' } as const;

/** The list as asked for, every row. */
export async function exportList(ctx: Ctx, filter: WishesFilter): Promise<Download> {
  const items = await presentSurveys(ctx, await allSurveys(ctx, filter));
  const titles = [
    '小区',
    '街道（乡镇）',
    '名称',
    '用途',
    '状态',
    '开始',
    '截止',
    '答复户数',
    '总户数',
    '覆盖率',
    '是否达到',
  ];
  const rows = items.map((one): TableValue[] => [
    ...[one.estateName, one.subdistrictName, one.title, purposeNames[one.purpose], stateNames[one.state]],
    ...[one.opensOn, one.closesOn, one.answered, one.households],
    one.households ? one.answered / one.households : null,
    metNames[one.met],
  ]);
  const columns = titles.map((title) => ({ title, ...(title === '覆盖率' ? { format: '0.0%' } : {}) }));
  return xlsx(`意愿征询 ${ctx.today}`, await writeTable({ sheet: '意愿征询', columns, rows }));
}

/** Every answer that stands, by door, without names. */
export async function exportAnswers(ctx: Ctx, input: { id: string }): Promise<Download> {
  const survey = await findSurvey(ctx.tx, input.id);
  const questions = questionsOf(survey);
  const rows = await ctx.tx
    .selectFrom('participationAnswer')
    .select(['building', 'entrance', 'room', 'floor', 'channel', 'at', 'answers'])
    .where('surveyId', '=', survey.id)
    .where('replacedAt', 'is', null)
    .orderBy('building')
    .orderBy('entrance')
    .orderBy('room')
    .execute();
  const columns = [...placeTitles, '楼层', '途径', ...questions.map(columnTitle)].map((title) => ({ title }));
  const lines = rows.map((row): TableValue[] => [
    ...[row.building, row.entrance, row.room, row.floor],
    channelNames[row.channel as keyof typeof channelNames],
    ...answerCells(questions, row.answers as unknown as Answers),
  ]);
  const body = await writeTable({
    sheet: '答复',
    title: survey.title,
    notes: [`导出日期 ${ctx.today}，有效答复 ${rows.length} 份；不含姓名`],
    columns,
    rows: lines,
  });
  return xlsx(`${survey.title} 答复`, body);
}

/** The doors still to knock at, one sheet per building, with boxes to tick. */
export async function exportDoors(ctx: Ctx, input: { id: string }): Promise<Download> {
  const survey = await showSurvey(ctx, input);
  const { doors, basis } = await showDoors(ctx, input);
  const columns = ['楼号', '单元', '楼层', '房号', '已答复（√）', '备注'].map((title) => ({
    title,
    width: title === '备注' ? 30 : 12,
  }));
  const notes = [
    `${survey.estateName}，截至 ${ctx.today} 尚未答复 ${doors.length} 户`,
    ...(basis === 'visits' ? ['没有住户名册，只列出入户时登记过的户'] : []),
  ];
  const buildings = Map.groupBy(doors, (one) => one.building);
  const tables = [...buildings].map(([building, list]) => ({
    sheet: building || '楼号不详',
    title: `待上门：${building}`,
    notes,
    columns,
    rows: list.map((one): TableValue[] => [one.building, one.entrance, one.floor, one.room, '□', '']),
  }));
  const none = [{ sheet: '待上门', title: '没有待上门的户', notes, columns, rows: [] }];
  return xlsx(`${survey.title} 待上门`, await writeTables(tables.length > 0 ? tables : none));
}

const choices = (question: Question): readonly string[] | undefined => {
  if (question.kind === 'yesNo') return ['是', '否'];
  if (question.kind === 'rating') return ['1', '2', '3', '4', '5'];
  return question.kind === 'single' ? question.options.map((one) => one.title) : undefined;
};

/** The blank form whose filled-in rows `import` takes back. */
export async function answersTemplate(ctx: Ctx, input: { id: string }): Promise<Download> {
  const survey = await findSurvey(ctx.tx, input.id);
  const questions = questionsOf(survey);
  const several = questions.flatMap((one, n) =>
    hasOptions(one.kind) && one.kind !== 'single'
      ? [`第 ${n + 1} 题可填多项，用“；”隔开：${one.options.map((option) => option.title).join('；')}`]
      : [],
  );
  const body = await writeTemplate({
    guide: {
      name: '填写说明',
      lines: [
        `${survey.title}：每户一行，楼号和房号必填。`,
        '表头不能改动，也不能增加列；不该答的题（按跳题条件）留空。',
        '同一户有几行的，以最后一行为准；已有答复的户，导入的答复替换原答复，原答复留存备查。',
        ...several,
      ],
    },
    sheets: [
      {
        name: '答复',
        columns: [
          ...placeTitles.map((title) => ({ title, format: '@' })),
          ...questions.map((question, n) => {
            // The form's drop-downs are lettered columns of one hidden sheet: there are 26 of them.
            const options = n < 20 ? choices(question) : undefined;
            return { title: columnTitle(question, n), width: 24, ...(options ? { options } : {}) };
          }),
        ],
      },
    ],
  });
  return xlsx(`${survey.title} 导入模板`, body);
}
