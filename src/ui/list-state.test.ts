import { describe, expect, test } from 'vitest';
import { nextSort, readList, writeList } from './list-state.ts';

const defaults = { pageSize: 20, sort: 'name' };

describe('列表状态与地址栏一致', () => {
  test('空地址给默认值', () => {
    expect(readList(new URLSearchParams(), ['year'], defaults)).toEqual({
      search: '',
      page: 1,
      pageSize: 20,
      sort: 'name',
      descending: false,
      filters: {},
    });
  });

  test('写进地址的内容读回来一样', () => {
    const patch = writeList(
      {
        search: '花园',
        page: 3,
        pageSize: 50,
        sort: '-year',
        filters: { year: '1998,1999', none: undefined },
      },
      defaults,
    );
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(patch)) if (value !== undefined) params.set(key, value);
    expect(readList(params, ['year', 'none'], defaults)).toEqual({
      search: '花园',
      page: 3,
      pageSize: 50,
      sort: 'year',
      descending: true,
      filters: { year: '1998,1999' },
    });
  });

  test.each(['0', '-1', '1.5', 'x', '99999999'])('页码 %s 不合理时回到第 1 页', (page) => {
    expect(readList(new URLSearchParams({ page }), [], defaults).page).toBe(1);
  });

  test('改筛选或排序后回到第 1 页', () => {
    expect(writeList({ sort: '-year' }, defaults)).toEqual({ page: undefined, sort: '-year' });
    expect(writeList({ filters: { year: '1998' } }, defaults)).toEqual({ page: undefined, year: '1998' });
  });

  test('点表头依次升序、降序、恢复', () => {
    expect(nextSort({ sort: undefined, descending: false }, 'year')).toBe('year');
    expect(nextSort({ sort: 'year', descending: false }, 'year')).toBe('-year');
    expect(nextSort({ sort: 'year', descending: true }, 'year')).toBeUndefined();
  });
});
