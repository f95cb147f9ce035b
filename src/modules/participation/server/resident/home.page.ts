import { z } from 'zod';
import { html } from '#platform/html.ts';
import { type PageRoute, pageRoute } from '#platform/http/pages.ts';
import { actionForm } from './forms.ts';
import { residentPage } from './layout.ts';
import { residentSections } from './sections.ts';
import { residentInput, residentView } from './view.ts';

const codeForm = (id: string) =>
  actionForm({
    action: '/api/participation/access/redeem',
    key: 'key',
    area: 'code',
    button: '进入',
    body: html`<p class="field"><label for="${id}">住户码</label>
<input id="${id}" name="code" required inputmode="text" autocapitalize="characters" spellcheck="false" autocomplete="off" maxlength="16" placeholder="ABC-DEF-GHJK" aria-describedby="${id}-help">
<span class="help" id="${id}-help">写在住户卡上的 10 个字符，不分大小写，横线可以不填。</span></p>`,
  });

/** What a card is and is not, in the words of the card itself. */
const aboutCards = html`<section><h2>关于住户卡</h2>
<ul>
<li>每套房屋一张卡，由社区或街道送达。扫描二维码，或在本页输入住户码。</li>
<li>一个住户码只能在一部手机上使用一次。换了手机、卡丢了，请向社区申请补发，旧卡随即作废。</li>
<li>住户卡可用于意愿征询和改造内容选择。依法表决须由业主本人参加，另需核实业主身份。</li>
</ul></section>`;

export const homePages: readonly PageRoute[] = [
  pageRoute({
    url: '/r',
    summary: '输入住户码',
    input: z.object({ large: residentInput.large }),
    run: async (_context, { large }) =>
      residentPage({
        title: '输入住户码',
        large: large === '1',
        body: html`${codeForm('code')}${aboutCards}`,
      }),
  }),
  pageRoute({
    url: '/r/:estate',
    summary: '我的小区：在征求什么、决定了什么、何时、为什么',
    input: z.object(residentInput),
    run: (context, input) =>
      residentView(context, input, async (view) => {
        const sections = await residentSections(view);
        return {
          title: '我的小区',
          body: html`${sections.map((one) => html`<section class="card"><h2>${one.title}</h2>\n${one.body}</section>\n`)}${
            sections.length === 0
              ? html`<p class="empty">目前没有征询、表决或公示。有新的内容会在这里公布。</p>`
              : null
          }${
            view.visitor
              ? html`<details class="card screen-only"><summary>使用另一张住户卡（换一套房屋）</summary>${codeForm('code')}</details>`
              : html`<section class="card"><h2>我有住户卡</h2>${codeForm('code')}</section>${aboutCards}`
          }`,
        };
      }),
  }),
];
