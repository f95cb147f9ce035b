import { leaveWhenSignedOut, ownHeaders } from './client.ts';
import { ProblemError, problemFromBody } from './problem-error.ts';

type UploadOptions = {
  /** 0 to 1, while the body is on its way. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * Posts the file itself as the request body, its name in `x-file-name` (percent-encoded UTF-8), and answers
 * the JSON the server returns. XMLHttpRequest because fetch tells nothing about upload progress.
 * Throws ProblemError.
 */
export function upload<T>(
  path: string,
  file: Blob & { readonly name?: string },
  options: UploadOptions = {},
) {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    const headers = {
      ...ownHeaders,
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(file.name ?? 'file'),
      ...options.headers,
    };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText || 'null') as T);
        return;
      }
      const problem = problemFromBody(request.status, request.responseText);
      leaveWhenSignedOut(problem);
      reject(problem);
    };
    request.onerror = () => reject(new ProblemError('network', 0, '上传中断，请检查网络后再试。'));
    request.onabort = () => reject(new ProblemError('aborted', 0, '已取消上传。'));
    options.signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
