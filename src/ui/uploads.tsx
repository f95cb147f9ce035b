import { createContext, useContext, useEffect, useRef, useState } from 'react';
import { ProblemError } from './problem-error.ts';

/** Counts the files on their way, and answers whether a form may be sent. Knows nothing of screens. */
export function countUploads() {
  let pending = 0;
  return {
    /** A file is on its way; what is returned says that it has come or was given up. Saying it twice counts once. */
    begin: (): (() => void) => {
      pending += 1;
      let open = true;
      return () => {
        if (open) pending -= 1;
        open = false;
      };
    },
    /** Throws ProblemError while a file is on its way: what is sent now would go without it. */
    check: (): void => {
      if (pending > 0)
        throw new ProblemError('upload.pending', 0, '附件还在上传，请等上传完成再提交，或者先取消上传。');
    },
  };
}
export type Uploads = ReturnType<typeof countUploads>;

/** The form the file fields inside belong to; null: none waits for them. */
const UploadsContext = createContext<Uploads | null>(null);
export const UploadsOf = UploadsContext.Provider;

/** For a form: what its file fields report to, and what it asks before it is sent. */
export const useUploads = (): Uploads => useState(countUploads)[0];

/** For a file field: call when a file starts on its way, and what it returns when it has come or was given up. */
export function useUploadReport(): () => () => void {
  const uploads = useContext(UploadsContext);
  const open = useRef<() => void>(undefined);
  // A field that goes away holds nothing up any more.
  useEffect(() => () => open.current?.(), []);
  return () => {
    const end = uploads?.begin() ?? (() => undefined);
    open.current = end;
    return end;
  };
}
