import { Button } from 'antd';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import './access.css';

/** Somebody signs with a finger or pen; `onChange` gets the PNG as base64, or null when it is wiped. */
export function SignaturePad({ onChange }: { readonly onChange: (png: string | null) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  const [signed, setSigned] = useState(false);
  useEffect(() => {
    const pad = canvas.current;
    if (!pad) return;
    // as many dots as it has pixels on a plain screen: sharp enough for a name, small as a file
    pad.width = pad.clientWidth;
    pad.height = pad.clientHeight;
  }, []);
  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top] as const;
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    pen.lineWidth = 3;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(...point(event));
  };
  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = canvas.current?.getContext('2d');
    if (!drawing.current || !pen) return;
    pen.lineTo(...point(event));
    pen.stroke();
  };
  const end = () => {
    if (!drawing.current) return;
    drawing.current = false;
    setSigned(true);
    onChange(canvas.current?.toDataURL('image/png').split(',')[1] ?? null);
  };
  const wipe = () => {
    const pad = canvas.current;
    pad?.getContext('2d')?.clearRect(0, 0, pad.width, pad.height);
    setSigned(false);
    onChange(null);
  };
  return (
    <div>
      <canvas
        ref={canvas}
        className="access-pad"
        aria-label="请住户在这里签名"
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <Button onClick={wipe} disabled={!signed}>
        重签
      </Button>
    </div>
  );
}
