import { expect, it } from 'vitest';
import type { Tx } from '#platform/database/connect.ts';
import { day } from '#shared/day.ts';
import { connectWhoPays, type WhoPaysQuestion } from '../../index.ts';
import { whoPays } from './who-pays.ts';

it('没有接上出资规则时不说谁出钱；接上后照它说的', async () => {
  const tx = {} as Tx;
  const question: WhoPaysQuestion = {
    ...{ regionCode: '371503001', estateIds: [], lines: [], totalFen: 0n, today: day('2026-11-22') },
    partId: null,
  };
  expect(await whoPays(tx, question)).toBeNull();
  connectWhoPays(async () => ({ payers: [], lines: [], part: null, unverified: ['居民出资比例待核'] }));
  expect((await whoPays(tx, question))?.unverified).toEqual(['居民出资比例待核']);
});
