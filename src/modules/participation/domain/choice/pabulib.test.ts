import { describe, expect, it } from 'vitest';
import { readPabulib } from './pabulib.ts';
import { PabulibFault } from './pabulib-lines.ts';

const file = (parts: { meta?: string[]; projects?: string[]; votes?: string[] }, end = '\n') =>
  [
    'META',
    'key;value',
    ...(parts.meta ?? ['budget;100', 'vote_type;approval']),
    'PROJECTS',
    ...(parts.projects ?? ['project_id;cost', 'a;50', 'b;60']),
    'VOTES',
    ...(parts.votes ?? ['voter_id;vote', '1;a,b', '2;b']),
    '',
  ].join(end);

const fault = (text: string): [number, string] => {
  try {
    readPabulib(text);
  } catch (error) {
    if (error instanceof PabulibFault) return [error.line, error.message];
    throw error;
  }
  return [0, ''];
};

describe('Pabulib 文件', () => {
  it('顺序、列序不限，大小写和空白不计；BOM、CRLF、空行都认', () => {
    const text = file({
      projects: ['cost;name;project_id;selected', '50;甲;a;1', '', '60; 乙 ;b;0', ';;;'],
      votes: ['age;vote;voter_id', '30; a , b ;1', ';b;2', ';;3', ';b,a;4'],
    }).replaceAll('\n', '\r\n');
    const { ids, costs, ballots, budget } = readPabulib(`\uFEFF${text}`.replace('VOTES', 'Votes;;'));
    expect({ ids, costs, budget }).toEqual({ ids: ['a', 'b'], costs: [50, 60], budget: 100 });
    expect(ballots).toEqual({ items: [[0, 1], [1], []], weights: [2, 1, 1] });
  });

  it('小数逗号或点，统一为最小单位；不超过精确整数', () => {
    const { budget, costs, decimals } = readPabulib(
      file({ meta: ['budget;1000,50'], projects: ['project_id;cost', 'a;50.125', 'b;60.0'] }),
    );
    expect({ budget, costs, decimals }).toEqual({ budget: 1_000_500, costs: [50_125, 60_000], decimals: 3 });
    expect(fault(file({ meta: ['budget;10000000000000000.5'] }))[1]).toContain('金额过大');
    for (const bad of ['-5', '1e3', '1,000,000', 'zł'])
      expect(fault(file({ meta: [`budget;${bad}`] }))).toEqual([3, expect.stringContaining('不是金额')]);
  });

  it('引号中的分号和换行属于字段；引号不在开头就是普通字符', () => {
    const { ids, ballots } = readPabulib(
      file({
        projects: ['project_id;name;cost', 'a;"甲;""乙""\n丙";50', '"b";所谓"改造";60'],
        votes: ['voter_id;vote', '1;"a,b"'],
      }),
    );
    expect([ids, ballots.items]).toEqual([['a', 'b'], [[0, 1]]]);
    expect(fault(file({ projects: ['project_id;name;cost', 'a;"甲;50'] }))).toEqual([7, '引号没有结束']);
  });

  it('名次按赞成计；打分和累积只计大于零的项', () => {
    const votes = ['voter_id;vote;points', '1;a,b;3,0', '2;b,a;1,2'];
    for (const kind of ['scoring', 'cumulative'])
      expect(readPabulib(file({ meta: ['budget;9', `vote_type;${kind}`], votes })).ballots.items).toEqual([
        [0],
        [0, 1],
      ]);
    expect(readPabulib(file({ meta: ['budget;9', 'vote_type;ordinal'], votes })).ballots).toEqual({
      items: [[0, 1]],
      weights: [2],
    });
    const short = ['voter_id;vote;points', '1;a,b;3'];
    expect(fault(file({ meta: ['budget;9', 'vote_type;scoring'], votes: short }))[0]).toBe(11);
  });

  it('不完整或自相矛盾的文件：说出行号和缺什么', () => {
    const cases: [Parameters<typeof file>[0], number, string][] = [
      [{ votes: ['voter_id;vote', '1;a', '2;a,c'] }, 12, '项目 c 不在 PROJECTS 中'],
      [{ votes: ['voter_id;vote', '1;a', '1;b'] }, 12, '投票人 1 重复'],
      [{ votes: ['voter_id', '1'] }, 10, '缺少 vote 列'],
      [{ projects: ['project_id;cost', 'a;1', 'a;2'] }, 8, '项目 a 重复'],
      [{ projects: ['project_id;name', 'a;1'] }, 6, '缺少 cost 列'],
      [{ projects: ['project_id;cost', 'a;'] }, 7, '没有 cost'],
      [{ meta: ['vote_type;approval'] }, 11, '缺少 budget'],
      [{ meta: ['budget;5', 'vote_type;veto'] }, 4, 'veto 不认识'],
      [{ meta: ['budget;5', 'budget;6'] }, 4, 'budget 重复'],
    ];
    for (const [parts, line, reason] of cases)
      expect(fault(file(parts))).toEqual([line, expect.stringContaining(reason)]);
    expect(fault('')[1]).toContain('缺少 META');
    expect(fault('budget;5')).toEqual([1, '文件应以 META 开头']);
    expect(fault('META\nkey;value\nbudget;5\n')[1]).toContain('缺少 PROJECTS');
    expect(fault(`${file({})}VOTES\n`)[1]).toContain('出现了两次');
  });

  it('登记数与文件不符只提醒', () => {
    expect(readPabulib(file({ meta: ['budget;5', 'num_votes;9', 'num_projects;2'] })).warnings).toEqual([
      'META 的 num_votes 为 9，文件中有 2',
    ]);
  });
});
