import type { BallotGroups } from './election.ts';
import { decimalsOf, minorUnits, readAmount } from './pabulib-amount.ts';
import { PabulibFault, type PabulibRecord, pabulibRecords } from './pabulib-lines.ts';

/** An election read from the Pabulib format; amounts in whole minor units: 1 unit of the file's currency is 10^decimals. */
export type PabulibElection = {
  readonly decimals: number;
  readonly budget: number;
  /** In the file's order. */
  readonly ids: readonly string[];
  readonly costs: readonly number[];
  readonly ballots: BallotGroups;
  /** What is odd and did not stop the reading, in Chinese. */
  readonly warnings: readonly string[];
};

const sections = ['meta', 'projects', 'votes'] as const;
type Section = (typeof sections)[number];

/** Vote types of the format. Ranks and points are read as approvals: every named project, or those with points above 0. */
const voteTypes = ['approval', 'choose-1', 'ordinal', 'cumulative', 'scoring'];

type Reading = {
  section: Section | null;
  readonly met: Set<Section>;
  /** Column number by name, of the section being read; null before its header. */
  columns: ReadonlyMap<string, number> | null;
  readonly meta: Map<string, { readonly value: string; readonly line: number }>;
  readonly ids: string[];
  readonly place: Map<string, number>;
  readonly amounts: { readonly text: string; readonly line: number }[];
  readonly voters: Set<string>;
  /** Group of a ballot by the text of its vote and points, and of its sorted project numbers. */
  readonly texts: Map<string, number>;
  readonly keys: Map<string, number>;
  readonly groups: { readonly items: number[][]; readonly weights: number[] };
};

const required: Readonly<Record<Section, readonly string[]>> = {
  meta: ['key', 'value'],
  projects: ['project_id', 'cost'],
  votes: ['voter_id', 'vote'],
};

const titles: Readonly<Record<Section, string>> = { meta: 'META', projects: 'PROJECTS', votes: 'VOTES' };

function sectionOf({ fields }: PabulibRecord): Section | null {
  const name = (fields[0] ?? '').trim().toLowerCase();
  const section = sections.find((each) => each === name);
  return section && fields.every((field, index) => index === 0 || field.trim() === '') ? section : null;
}

function readHeader(reading: Reading, section: Section, { line, fields }: PabulibRecord): void {
  const names = fields.map((field) => field.trim().toLowerCase());
  const columns = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    if (name !== '' && columns.has(name))
      throw new PabulibFault(line, `${titles[section]} 的列 ${name} 重复`);
    columns.set(name, index);
  }
  const missing = required[section].find((name) => !columns.has(name));
  if (missing) throw new PabulibFault(line, `${titles[section]} 的表头缺少 ${missing} 列`);
  reading.columns = columns;
}

function field(reading: Reading, { fields }: PabulibRecord, name: string): string | undefined {
  const column = reading.columns?.get(name);
  return column === undefined ? undefined : fields[column]?.trim();
}

function readMeta(reading: Reading, record: PabulibRecord): void {
  const key = (field(reading, record, 'key') ?? '').toLowerCase();
  const value = field(reading, record, 'value') ?? '';
  if (reading.meta.has(key)) throw new PabulibFault(record.line, `META 中 ${key} 重复`);
  reading.meta.set(key, { value, line: record.line });
}

function readProject(reading: Reading, record: PabulibRecord): void {
  const id = field(reading, record, 'project_id') ?? '';
  const cost = field(reading, record, 'cost') ?? '';
  if (id === '') throw new PabulibFault(record.line, '项目没有 project_id');
  if (reading.place.has(id)) throw new PabulibFault(record.line, `项目 ${id} 重复`);
  if (cost === '') throw new PabulibFault(record.line, `项目 ${id} 没有 cost`);
  reading.place.set(id, reading.ids.length);
  reading.ids.push(id);
  reading.amounts.push({ text: cost, line: record.line });
}

/** Numbers of the approved projects, ascending, each once. @throws PabulibFault on a project that is not in PROJECTS */
function approved(reading: Reading, line: number, vote: string, points: string | undefined): number[] {
  if (vote === '' || (vote.toLowerCase() === 'none' && !reading.place.has(vote))) return [];
  const given = points === undefined ? null : points.split(',');
  const names = vote.split(',');
  if (given && given.length !== names.length)
    throw new PabulibFault(line, `vote 有 ${names.length} 项，points 有 ${given.length} 项`);
  const items: number[] = [];
  for (const [index, name] of names.entries()) {
    const id = name.trim();
    const item = reading.place.get(id);
    if (item === undefined) throw new PabulibFault(line, `票中的项目 ${id || '（空）'} 不在 PROJECTS 中`);
    if (given && !(readAmount(given[index] ?? '', line, 'points').digits > 0n)) continue;
    items.push(item);
  }
  items.sort((a, b) => a - b);
  return items.filter((item, index) => item !== items[index - 1]);
}

function readVote(reading: Reading, record: PabulibRecord, scored: boolean): void {
  const voter = field(reading, record, 'voter_id') ?? '';
  const vote = field(reading, record, 'vote');
  if (vote === undefined) throw new PabulibFault(record.line, '这一行没有 vote');
  if (voter === '') throw new PabulibFault(record.line, '这一行没有 voter_id');
  if (reading.voters.has(voter)) throw new PabulibFault(record.line, `投票人 ${voter} 重复`);
  reading.voters.add(voter);
  const points = scored ? field(reading, record, 'points') : undefined;
  const text = points === undefined ? vote : `${vote};${points}`;
  const { items, weights } = reading.groups;
  let group = reading.texts.get(text);
  if (group === undefined) {
    const own = approved(reading, record.line, vote, points);
    const key = String.fromCharCode(...own);
    group = reading.keys.get(key) ?? items.length;
    reading.keys.set(key, group);
    reading.texts.set(text, group);
    if (group === items.length) {
      items.push(own);
      weights.push(0);
    }
  }
  weights[group] = (weights[group] ?? 0) + 1;
}

function startReading(): Reading {
  return {
    section: null,
    met: new Set(),
    columns: null,
    meta: new Map(),
    ids: [],
    place: new Map(),
    amounts: [],
    voters: new Set(),
    texts: new Map(),
    keys: new Map(),
    groups: { items: [], weights: [] },
  };
}

function openSection(reading: Reading, section: Section, line: number): void {
  if (reading.met.has(section)) throw new PabulibFault(line, `${titles[section]} 出现了两次`);
  if (section === 'votes' && !reading.met.has('projects'))
    throw new PabulibFault(line, 'VOTES 应在 PROJECTS 之后');
  if (section === 'votes' && !reading.met.has('meta')) throw new PabulibFault(line, 'VOTES 应在 META 之后');
  reading.met.add(section);
  reading.section = section;
  reading.columns = null;
}

/** Whether points tell approvals. @throws PabulibFault on a vote type the format does not know */
function isScored(reading: Reading): boolean {
  const type = reading.meta.get('vote_type');
  if (!type) return false;
  const name = type.value.toLowerCase();
  if (!voteTypes.includes(name))
    throw new PabulibFault(
      type.line,
      `vote_type ${type.value || '（空）'} 不认识，应为 ${voteTypes.join('、')} 之一`,
    );
  return name === 'cumulative' || name === 'scoring';
}

/** @throws PabulibFault with line and reason on anything that is not a complete election */
export function readPabulib(text: string): PabulibElection {
  const reading = startReading();
  let scored = false;
  let last = 1;
  for (const record of pabulibRecords(text)) {
    last = record.line;
    const section = reading.section !== null && reading.columns === null ? null : sectionOf(record);
    if (section) {
      openSection(reading, section, record.line);
      if (section === 'votes') scored = isScored(reading);
    } else if (!reading.section) throw new PabulibFault(record.line, '文件应以 META 开头');
    else if (!reading.columns) readHeader(reading, reading.section, record);
    else if (reading.section === 'votes') readVote(reading, record, scored);
    else if (reading.section === 'projects') readProject(reading, record);
    else readMeta(reading, record);
  }
  const missing = sections.find((section) => !reading.met.has(section));
  if (missing) throw new PabulibFault(last, `缺少 ${titles[missing]} 部分`);
  return finish(reading, last);
}

function finish(reading: Reading, last: number): PabulibElection {
  const budget = reading.meta.get('budget');
  if (!budget || budget.value === '') throw new PabulibFault(budget?.line ?? last, 'META 中缺少 budget');
  const amounts = [
    readAmount(budget.value, budget.line, 'budget'),
    ...reading.amounts.map(({ text, line }) => readAmount(text, line, 'cost')),
  ];
  const decimals = decimalsOf(amounts);
  const [own = 0, ...costs] = minorUnits(amounts, decimals);
  const counted: readonly (readonly [string, number])[] = [
    ['num_projects', reading.ids.length],
    ['num_votes', reading.voters.size],
  ];
  const warnings = counted.flatMap(([key, count]) => {
    const said = reading.meta.get(key)?.value;
    return said === undefined || said === '' || Number(said) === count
      ? []
      : [`META 的 ${key} 为 ${said}，文件中有 ${count}`];
  });
  return { decimals, budget: own, ids: reading.ids, costs, ballots: reading.groups, warnings };
}
