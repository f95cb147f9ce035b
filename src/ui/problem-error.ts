import { ORPCError } from '@orpc/client';

/** A refusal or failure as the screens show it: `message` is always a Chinese sentence. */
export class ProblemError extends Error {
  /** Stable code such as `survey.estateNotFound`; `network` when no answer came. */
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Field path or cell address the fault lies at. */
  readonly at: string | undefined;
  readonly details: unknown;
  readonly requestId: string | undefined;
  constructor(code: string, status: number, message: string, more: ProblemData = {}) {
    super(message);
    this.name = 'ProblemError';
    this.code = code;
    this.status = status;
    this.at = more.at ?? undefined;
    this.details = more.details;
    this.requestId = more.requestId ?? undefined;
  }
}

type ProblemData = {
  readonly at?: string | null | undefined;
  readonly details?: unknown;
  readonly requestId?: string | null | undefined;
};

const byStatus: Readonly<Record<number, string>> = {
  400: '提交的内容有误，请检查后再试。',
  401: '登录已失效，请重新登录。',
  403: '您没有办理这件事的权限。',
  404: '没有找到要看的内容，可能已被移走。',
  409: '内容已被别人改动，请刷新后再试。',
  413: '文件太大，服务器没有接收。',
  415: '不支持这种文件。',
  422: '提交的内容不符合要求，请检查后再试。',
  423: '内容已锁定，暂时不能改动。',
  429: '操作太频繁，请稍候再试。',
  503: '服务器正忙，请稍候再试。',
};

const chinese = /[\u4e00-\u9fff]/;

function sentence(message: string, status: number): string {
  if (chinese.test(message)) return message;
  return byStatus[status] ?? '服务器出了差错，请稍候再试；若一直如此，请联系系统管理员。';
}

const isData = (data: unknown): data is ProblemData => typeof data === 'object' && data !== null;

/** Reads the body `{ code, message, data }` of a refusal that did not come through the typed client. */
export function problemFromBody(status: number, text: string): ProblemError {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) {
      const { code, message, data } = body as { code?: unknown; message?: unknown; data?: unknown };
      return new ProblemError(
        typeof code === 'string' ? code : 'unknown',
        status,
        sentence(typeof message === 'string' ? message : '', status),
        isData(data) ? data : {},
      );
    }
  } catch {
    // not JSON (a proxy's page): the status alone must do
  }
  return new ProblemError('unknown', status, sentence('', status));
}

/** Whatever was thrown, as a ProblemError; a failure without an answer becomes a network sentence. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof ORPCError) {
    const data: unknown = error.data;
    return new ProblemError(
      String(error.code),
      error.status,
      sentence(error.message, error.status),
      isData(data) ? data : {},
    );
  }
  if (error instanceof TypeError) return new ProblemError('network', 0, '连不上服务器，请检查网络后再试。');
  return new ProblemError('unknown', 0, sentence(error instanceof Error ? error.message : '', 0));
}

/** The sentence to show for anything thrown. */
export const sentenceOf = (error: unknown): string => problemOf(error).message;
