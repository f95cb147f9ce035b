import { expect, test } from 'vitest';
import { digest, sampleVote } from '#test/support/vote-sample.ts';
import { sealBundle } from './bundle.ts';
import { verifyBundle } from './verify-bundle.ts';

test('封存的表决包核验有效', () => {
  const bundle = sealBundle(digest, sampleVote);
  expect(verifyBundle(digest, bundle, bundle.ballots[0]?.receipt)).toMatchObject({
    ...{ valid: true, faults: [], receiptFound: true, root: bundle.root },
  });
});
