import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { clauses, clausesMarkdown } from './index-of-clauses.ts';

const root = new URL('../../../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

describe('条款索引', () => {
  test('覆盖实施方案二至七的每一条，不重复', () => {
    const expected = [
      ...['二', '三', '四(一)1', '四(一)2', '四(一)3'],
      ...['1', '2', '3', '4', '5'].map((n) => `四(二)${n}`),
      ...[...'一二三四五六七八九'].map((n) => `五(${n})`),
      ...[...'一二三四五六'].map((n) => `六(${n})`),
      ...[...'一二三四五'].map((n) => `七(${n})`),
    ];
    expect(clauses.map((one) => one.id)).toEqual(expected);
  });

  test('已实现的有规则或页面并有测试，未完成的写明缺什么', () => {
    for (const clause of clauses) {
      expect(clause.lacking === '', clause.id).toBe(clause.status === 'done');
      if (clause.status === 'done')
        expect(
          clause.places.some((one) => one.kind === 'test'),
          clause.id,
        ).toBe(true);
      if (clause.status === 'pending') expect(clause.places, clause.id).toEqual([]);
    }
  });

  test('所指的页面在各模块的页面清单里，名称与菜单一致', () => {
    const lists = globSync('src/modules/*/web/*pages.ts', { cwd: fileURLToPath(root) })
      .map(read)
      .join('');
    for (const place of clauses.flatMap((one) => one.places))
      if (place.kind === 'page') expect(lists).toContain(`path: '${place.at}',\n    title: '${place.title}'`);
  });

  test('所指的规则与测试存在，测试的标题写着所指的话', () => {
    for (const place of clauses.flatMap((one) => one.places)) {
      if (place.kind === 'page') expect(place.at.startsWith('/')).toBe(true);
      else expect(existsSync(new URL(place.at, root)), place.at).toBe(true);
      if (place.kind === 'test') expect(read(place.at)).toContain(place.title);
    }
  });

  test('docs/clauses.md 与索引一致', () => {
    expect(read('docs/clauses.md')).toBe(clausesMarkdown());
  });
});
