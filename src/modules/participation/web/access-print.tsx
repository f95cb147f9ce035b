import { Alert, Button, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { encode } from 'uqr';
import { Page } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import './access.css';
import type { Issued } from './access-cards.page.tsx';

type Form = 'card' | 'letter';

/** The address a phone opens; the code stands behind `#`, which no browser sends to any server. */
const addressOf = (issued: Issued, code: string): string =>
  `${window.location.origin}/r/${issued.estateCode}#${code.replace(/-/g, '')}`;

/** One path for all dark squares: small in the document, sharp at every size. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** What was just made, to be printed at once: leaving this page, the codes are gone. */
export function CardPrint({ issued, close }: { readonly issued: Issued; readonly close: () => void }) {
  const [form, setForm] = useState<Form>('card');
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
  return (
    <Page
      title={`打印住户卡：${issued.estate}`}
      actions={
        <>
          <Button onClick={close}>已打印，关闭</Button>
          <Button type="primary" onClick={() => window.print()}>
            打印 {issued.cards.length} 张
          </Button>
        </>
      }
    >
      <div className="hj-no-print">
        <Alert
          type="warning"
          showIcon
          title={`住户码只显示这一次，系统不保存原文。请现在打印；关闭后需要再印，只能重新制卡（旧卡作废）。${
            issued.replaced ? `本次同时作废旧卡 ${issued.replaced} 张。` : ''
          }`}
        />
        <Radio.Group
          className="access-form"
          value={form}
          onChange={(event) => setForm(event.target.value as Form)}
          options={[
            { value: 'card', label: '门卡（每页 8 张）' },
            { value: 'letter', label: '信件（每页 1 封）' },
          ]}
          optionType="button"
        />
      </div>
      <div className={form === 'card' ? 'access-cards' : 'access-letters'}>
        {issued.cards.map((card) => (
          <article key={card.partId} className="access-card">
            <div className="access-qr">
              <QrCode text={addressOf(issued, card.code)} label={`${card.place} 的二维码`} />
            </div>
            <div>
              <h2>{issued.estate}</h2>
              <p className="access-place">{card.place}</p>
              <p className="access-code">{card.code}</p>
              <p className="access-note">
                手机扫码，或打开 {window.location.host}/r 输入住户码。有效期至 {dayText(issued.expiresOn)}
                ，只能在一部手机上使用一次。
              </p>
              {form === 'letter' && <LetterText />}
            </div>
          </article>
        ))}
      </div>
    </Page>
  );
}

function LetterText() {
  return (
    <div className="access-letter-text">
      <p>您好！本小区拟进行老旧小区改造，现请您家参加意愿征询和改造内容选择，也可在网上查看公示与结果。</p>
      <ol>
        <li>用手机扫描上面的二维码，或打开网址输入住户码，不用下载软件，不用注册。</li>
        <li>
          住户码等同于您家的入场券，请勿转交他人、拍照发群。丢失或被他人使用，请向社区申请补发，旧卡随即作废。
        </li>
        <li>
          依法表决须由业主本人参加：进入后按提示核实业主身份，或由社区工作人员带证件当面核对、填写纸质表决票。
        </li>
        <li>不会使用手机的，请联系社区居委会，工作人员可以上门协助。</li>
      </ol>
    </div>
  );
}
