import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import { contract } from './contract.ts';
import { rawRoutes } from './router.ts';

type Document = Awaited<ReturnType<OpenAPIGenerator['generate']>>;
let made: Promise<Document> | undefined;

/** OpenAPI 3.1 of the whole contract and of the routes that carry files; made once. */
export function openApi(): Promise<Document> {
  made ??= generate();
  return made;
}

async function generate(): Promise<Document> {
  const document = await new OpenAPIGenerator({
    schemaConverters: [new ZodToJsonSchemaConverter()],
  }).generate(contract, {
    info: {
      title: '焕居 Huanju',
      version: '0.1.0',
      description:
        '城镇老旧小区改造平台的接口。写操作须带请求头 x-huanju；拒绝时返回 {code, status, message, data}，message 为中文。金额为整数分，面积为整数平方厘米，均以十进制文本传输。',
    },
    servers: [{ url: '/api' }],
  });
  return { ...document, paths: { ...document.paths, ...filePaths() } };
}

/** Uploads and downloads: the file itself is the body. */
function filePaths(): NonNullable<Document['paths']> {
  const bytes = {
    content: { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } },
  };
  return Object.fromEntries(
    rawRoutes.map((route) => {
      const path = route.url.replace(/^\/api/, '').replace(/:(\w+)/g, '{$1}');
      const input = z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' }).properties ?? {};
      const parameters = Object.entries(input).map(([name, schema]) => ({
        name,
        in: path.includes(`{${name}}`) ? ('path' as const) : ('query' as const),
        required: path.includes(`{${name}}`),
        schema: schema as object,
      }));
      const operation = { summary: route.summary, operationId: `file ${path}`, parameters };
      const answered = { responses: { 200: { description: 'OK', ...(route.up ? {} : bytes) } } };
      return [
        path,
        route.up
          ? { post: { ...operation, requestBody: bytes, ...answered } }
          : { get: { ...operation, ...answered } },
      ];
    }),
  );
}

const html = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The same as a page a person can read; no script, so that it prints. */
export function openApiPage(document: Document): string {
  const rows = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => {
      const { summary = '', tags = [] } = operation as { summary?: string; tags?: string[] };
      const detail = html(JSON.stringify(operation, null, 2));
      return `<section><h2><code>${method.toUpperCase()} ${html(path)}</code> ${html(summary)} ${html(tags.join(' '))}</h2>
<details><summary>参数与返回</summary><pre>${detail}</pre></details></section>`;
    }),
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>焕居接口</title><style>body{font:18px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2733}
h2{font-size:1.05rem;margin:1.4rem 0 .3rem}code{background:#eef2f6;padding:.1rem .4rem;border-radius:4px}
pre{overflow:auto;background:#f6f8fa;padding:1rem;font-size:.85rem}a{color:#0b5cad}</style></head><body>
<h1>焕居接口</h1><p>${html(document.info.description ?? '')}</p>
<p>机器可读：<a href="/api/openapi.json">/api/openapi.json</a>，共 ${rows.length} 项。</p>${rows.join('\n')}</body></html>`;
}
