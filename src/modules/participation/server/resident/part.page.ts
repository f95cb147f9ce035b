import { z } from 'zod';
import { estateHead } from '#modules/survey/index.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { type Html, html } from '#platform/html.ts';
import { type PageRoute, pageRoute } from '#platform/http/pages.ts';
import { problem } from '#shared/problem.ts';
import { participationProblems } from '../../problems.ts';
import { accessAdapters } from '../access/adapters.ts';
import { showVisitor } from '../access/session.ts';
import { finishSignIn } from '../access/sign-in.ts';
import { actionForm } from './forms.ts';
import { residentLink, residentPage } from './layout.ts';
import { residentInput, residentView } from './view.ts';

const ways: Readonly<Record<string, string>> = {
  ledger: '姓名与证件号码与业主名册一致',
  oidc: '统一身份登录与业主名册一致',
  worker: '工作人员当面查验证件',
};

function dayText(iso: string): string {
  const { year, month, day } = Temporal.Instant.from(iso).toZonedDateTimeISO('Asia/Shanghai');
  return `${year}年${month}月${day}日`;
}

/** Both roads to a verified owner, and the one that needs no phone. */
const verifyForms = (): Html => {
  const { identity } = accessAdapters();
  return html`<section class="card"><h2>核实业主身份</h2>
<p>依法表决须由业主本人参加。请填写不动产登记的业主姓名与完整证件号码；只用来核对，不会保存。</p>
${actionForm({
  action: '/api/participation/access/verify',
  button: '核实',
  body: html`<p class="field"><label for="owner-name">业主姓名（单位填全称）</label>
<input id="owner-name" name="name" required autocomplete="name" maxlength="60"></p>
<p class="field"><label for="owner-number">证件号码</label>
<input id="owner-number" name="number" required autocapitalize="characters" spellcheck="false" maxlength="40" aria-describedby="owner-number-help">
<span class="help" id="owner-number-help">居民身份证 18 位；单位填统一社会信用代码。</span></p>`,
})}
${
  identity
    ? html`<h3>或者</h3>${actionForm({
        action: '/api/participation/access/sign-in',
        area: 'sign-in',
        button: `用${identity.title}登录核实`,
        body: html``,
      })}`
    : null
}
<p class="note">不方便在手机上核实的，可以请社区工作人员带名册上门协助，或填写纸质表决票。</p></section>`;
};

export const partPages: readonly PageRoute[] = [
  pageRoute({
    url: '/r/:estate/home',
    summary: '我的房屋：当前身份，核实业主',
    input: z.object(residentInput),
    run: (context, input) =>
      residentView(context, input, async ({ ctx, visitor, large, estate }) => {
        if (!visitor) throw problem(participationProblems, 'participation.visitor.absent');
        const me = await showVisitor({ ...ctx, visitor });
        return {
          title: '我的房屋',
          body: html`<section class="card"><h2>${me.place}</h2><dl class="facts">
<dt>当前身份</dt><dd>${me.owner ? `业主 ${me.owner}（${ways[me.verifiedBy ?? ''] ?? ''}）` : '住户（凭住户卡）'}</dd>
<dt>可以参加</dt><dd>${me.owner ? '意愿征询、改造内容选择、依法表决' : '意愿征询、改造内容选择；依法表决须先核实业主身份'}</dd>
${me.helper ? html`<dt>协助人</dt><dd>${me.helper}（办完自动退出）</dd>` : html`<dt>这部手机保持进入至</dt><dd>${dayText(me.expiresAt)}</dd>`}
</dl></section>
${me.owner ? null : verifyForms()}
<p><a href="${residentLink(`/r/${estate.code}`, large)}">回到我的小区</a></p>`,
        };
      }),
  }),
  pageRoute({
    url: '/r/signin',
    summary: '从统一身份登录回来',
    input: z.object({ code: z.string().max(2000).default(''), state: z.string().max(4000).default('') }),
    run: async (context, input) => {
      const visitor = await finishSignIn(context, input);
      const estate = await inScope(context.services.db, everyRegion, (tx) =>
        estateHead(tx, { id: visitor.estateId }),
      );
      return residentPage({
        title: '已核实业主身份',
        body: html`<div class="receipt"><p>统一身份登录与业主名册一致，现在可以参加依法表决。</p></div>
<p class="actions"><a class="button button-primary" href="/r/${estate?.code ?? ''}">回到我的小区</a></p>`,
      });
    },
  }),
];
