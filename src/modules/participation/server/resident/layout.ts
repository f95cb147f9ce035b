import type { EstateHead } from '#modules/survey/index.ts';
import { type Html, html } from '#platform/html.ts';
import { residentAssets } from './assets.ts';
import { actionForm } from './forms.ts';
import type { ResidentVisitor } from './view.ts';

export type ResidentPage = {
  readonly title: string;
  readonly body: Html;
  /** Absent on the pages before an estate is known. */
  readonly estate?: EstateHead;
  readonly visitor?: ResidentVisitor | null;
  /** Large type asked for by the address; without a script it is carried from link to link. */
  readonly large?: boolean;
};

/** An address of the resident pages that keeps the large type. */
export const residentLink = (address: string, large: boolean): string =>
  large ? `${address}?large=1` : address;

/**
 * The document around every page for residents: reads without script and without styles; 18 px, or 24 px in large
 * type; one `h1`, landmarks, a way past the head.
 */
export function residentPage({ title, body, estate, visitor = null, large = false }: ResidentPage): Html {
  const { script, styles } = residentAssets();
  return html`<!doctype html>
<html lang="zh-CN"${large ? html` class="large"` : null}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}${estate ? ` - ${estate.name}` : ''} - 焕居</title>
${styles.map((file) => html`<link rel="stylesheet" href="${file}">\n`)}${script ? html`<script src="${script}" defer></script>` : null}
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="head">
<p class="head-name">${estate ? html`<a href="${residentLink(`/r/${estate.code}`, large)}">${estate.name}</a>` : '焕居'}</p>
<nav aria-label="页面工具">
<a data-large href="${large ? '?large=0' : '?large=1'}">${large ? '标准字' : '大字'}</a>
</nav>
</header>
${visitor ? whoIsHere(visitor, estate, large) : null}
<main id="main" tabindex="-1">
<h1>${title}</h1>
${body}
</main>
<footer class="foot">
<p>${estate?.subdistrictName ? `${estate.subdistrictName} · ` : ''}老旧小区改造居民页面。不下载软件、不注册账号。</p>
<p>看不清或不会填，请到社区居委会，工作人员可以当面协助，也可以填写纸质表。</p>
</footer>
</body>
</html>
`;
}

function whoIsHere(visitor: ResidentVisitor, estate: EstateHead | undefined, large: boolean): Html {
  const quality = visitor.ownerId
    ? '已核实业主'
    : visitor.helper
      ? '不是业主'
      : '凭住户卡查看，未核实业主身份';
  return html`<aside class="who${visitor.helper ? ' who-helped' : ''}" aria-label="当前身份">
<p>${estate ? html`<a href="${residentLink(`/r/${estate.code}/home`, large)}">我的房屋 <strong>${visitor.place}</strong></a>` : html`<strong>${visitor.place}</strong>`}（${quality}）${visitor.helper ? html`<br><strong>由 ${visitor.helper.name} 协助办理</strong>` : null}</p>
${actionForm({
  action: '/api/participation/access/end',
  ...(visitor.helper ? { next: '/participation/help' } : {}),
  confirm: visitor.helper
    ? '结束协助办理？'
    : '退出后，这张住户卡不能再次使用，下次需请社区补发新卡。确定退出？',
  body: html``,
  button: visitor.helper ? '结束协助' : '退出',
  quiet: true,
})}
</aside>`;
}
