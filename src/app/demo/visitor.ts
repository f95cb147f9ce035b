import type { FastifyInstance } from 'fastify';

/** A signed-in person of the demo; everything goes through the same HTTP door users come by. */
export type Visitor = {
  readonly get: <T>(url: string) => Promise<T>;
  readonly post: <T>(url: string, body?: object) => Promise<T>;
  readonly upload: <T>(url: string, name: string, bytes: Buffer) => Promise<T>;
  readonly leave: () => Promise<void>;
};

/** Signs in. Each call throws an Error that carries the refusal's sentence when the server refuses. */
export async function visit(http: FastifyInstance, login: string, password: string): Promise<Visitor> {
  let cookie = '';
  const send = async (method: 'GET' | 'POST', url: string, payload?: object | Buffer, more = {}) => {
    const answer = await http.inject({
      method,
      url: `/api${url}`,
      headers: { 'x-huanju': 'demo', 'user-agent': 'demo', ...(cookie ? { cookie } : {}), ...more },
      ...(payload ? { payload } : {}),
    });
    if (answer.statusCode >= 300)
      throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body.slice(0, 400)}`);
    return answer;
  };
  const opened = await send('POST', '/identity/login', { login, password });
  cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
  return {
    get: async (url) => (await send('GET', url)).json(),
    post: async (url, body = {}) => (await send('POST', url, body)).json(),
    upload: async (url, name, bytes) =>
      (
        await send('POST', url, bytes, {
          'x-file-name': encodeURIComponent(name),
          'content-type': 'application/octet-stream',
        })
      ).json(),
    leave: async () => {
      await send('POST', '/identity/logout', {});
    },
  };
}
