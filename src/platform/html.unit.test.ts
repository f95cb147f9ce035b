import { describe, expect, it } from 'vitest';
import { html } from './html.ts';

describe('html', () => {
  it('escapes every value, in text and in attributes', () => {
    const evil = `<script>"x"&'y'</script>`;
    expect(html`<p title="${evil}">${evil}</p>`.text).toBe(
      '<p title="&lt;script&gt;&quot;x&quot;&amp;&#39;y&#39;&lt;/script&gt;">&lt;script&gt;&quot;x&quot;&amp;&#39;y&#39;&lt;/script&gt;</p>',
    );
  });

  it('keeps pieces, joins lists, drops null and false, writes zero', () => {
    expect(html`${['a', 'b'].map((text) => html`<li>${text}</li>`)}${null}${false}${0}`.text).toBe(
      '<li>a</li><li>b</li>0',
    );
  });
});
