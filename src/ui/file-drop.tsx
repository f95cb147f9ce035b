import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Progress } from 'antd';
import { type DragEvent, useId, useRef, useState } from 'react';
import { problemOf, sentenceOf } from './problem-error.ts';
import { bytesText } from './quantity.ts';
import { upload } from './upload.ts';
import { useUploadReport } from './uploads.tsx';

type FileDropProps<T> = {
  /** What to drop here, e.g. 摸底台账（.xlsx 或 .csv）. */
  readonly label: string;
  /** Extensions with dot, lower case; others are refused with a sentence before anything is sent. */
  readonly accept: readonly string[];
  readonly maxBytes: number;
  /** Raw endpoint that takes the file as body, e.g. `/api/survey/imports`. */
  readonly path: string;
  readonly onUploaded: (answer: T, file: File) => void;
  readonly hint?: string;
};

const refusal = (file: File, accept: readonly string[], maxBytes: number): string | undefined => {
  const name = file.name.toLowerCase();
  if (name.endsWith('.xls') && accept.includes('.xlsx'))
    return '这是旧版 .xls 文件。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。';
  if (!accept.some((end) => name.endsWith(end))) return `只接收 ${accept.join('、')} 文件。`;
  if (file.size === 0) return '文件是空的，请检查后再上传。';
  if (file.size > maxBytes) return `文件有 ${bytesText(file.size)}，超过上限 ${bytesText(maxBytes)}。`;
  return undefined;
};

/** Drop or choose one file; uploads it with progress and hands over the server's answer. A form around it waits. */
export function FileDrop<T>(props: FileDropProps<T>) {
  const { accept, maxBytes, path, onUploaded } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController>(undefined);
  const report = useUploadReport();
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<{ readonly name: string; readonly share: number }>();
  const [fault, setFault] = useState<string>();
  const send = async (file: File | undefined) => {
    if (!file || sending) return;
    const no = refusal(file, accept, maxBytes);
    setFault(no);
    if (no) return;
    const controller = new AbortController();
    stop.current = controller;
    const arrived = report();
    setSending({ name: file.name, share: 0 });
    try {
      const onProgress = (share: number) => setSending({ name: file.name, share });
      onUploaded(await upload<T>(path, file, { onProgress, signal: controller.signal }), file);
    } catch (error) {
      setFault(problemOf(error).code === 'aborted' ? undefined : sentenceOf(error));
    } finally {
      arrived();
      setSending(undefined);
      if (input.current) input.current.value = '';
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };
  return (
    <div>
      <label
        htmlFor={id}
        className={over ? 'hj-drop hj-drop-over' : 'hj-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <InboxOutlined aria-hidden="true" />
        <strong>把{props.label}拖到这里，或点击选择</strong>
        <span>{props.hint ?? `接收 ${accept.join('、')}，不超过 ${bytesText(maxBytes)}`}</span>
        <input
          ref={input}
          id={id}
          type="file"
          className="hj-hidden"
          accept={accept.join(',')}
          disabled={sending !== undefined}
          onChange={(event) => void send(event.target.files?.[0])}
        />
      </label>
      {sending && (
        <div className="hj-sending">
          <span role="status">
            {sending.share < 1 ? `正在上传 ${sending.name}` : `${sending.name} 已送达，服务器正在读取…`}
          </span>
          <Progress percent={Math.floor(sending.share * 100)} aria-label="上传进度" />
          <Button onClick={() => stop.current?.abort()}>取消上传</Button>
        </div>
      )}
      {fault && <Alert className="hj-form-problem" type="error" showIcon title={fault} />}
    </div>
  );
}
