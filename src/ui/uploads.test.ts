import { describe, expect, it } from 'vitest';
import { ProblemError } from './problem-error.ts';
import { countUploads } from './uploads.tsx';

describe('附件还在上传时不能提交', () => {
  it('有一份在路上就拒绝，全到了才放行', () => {
    const uploads = countUploads();
    expect(uploads.check).not.toThrow();
    const [one, two] = [uploads.begin(), uploads.begin()];
    one();
    expect(uploads.check).toThrow(ProblemError);
    expect(uploads.check).toThrow('附件还在上传，请等上传完成再提交，或者先取消上传。');
    two();
    expect(uploads.check).not.toThrow();
  });

  it('同一份说两次完成只算一次', () => {
    const uploads = countUploads();
    const end = uploads.begin();
    uploads.begin();
    end();
    end();
    expect(uploads.check).toThrow(ProblemError);
  });
});
