import { Button } from 'antd';
import { download } from '#ui/download.ts';
import { FileDrop } from '#ui/file-drop.tsx';

type Attached = { readonly id: string; readonly name: string };

/** The papers of an opinion, one link each. */
export const OpinionFiles = ({ files }: { readonly files: readonly Attached[] }) =>
  files.map((one) => (
    <Button
      key={one.id}
      type="link"
      size="small"
      onClick={() => void download(`/api/scheme/opinion-files/${one.id}`, one.name)}
    >
      {one.name}
    </Button>
  ));

type Props = {
  readonly schemeId: string;
  readonly value?: readonly Attached[];
  readonly onChange?: (files: readonly Attached[]) => void;
};

/** Takes in papers of an opinion; made to stand in a `Form.Item`, whose value is the list of files. */
export function OpinionFilesField({ schemeId, value = [], onChange }: Props) {
  return (
    <>
      {value.map((one) => (
        <div key={one.id}>
          {one.name}{' '}
          <Button
            size="small"
            aria-label={`移除 ${one.name}`}
            onClick={() => onChange?.(value.filter((other) => other.id !== one.id))}
          >
            移除
          </Button>
        </div>
      ))}
      <FileDrop<{ id: string }>
        label="意见文件"
        accept={['.pdf', '.docx', '.jpg', '.jpeg', '.png']}
        maxBytes={20 * 1024 * 1024}
        path={`/api/scheme/opinion-files?schemeId=${schemeId}`}
        onUploaded={({ id }, { name }) => onChange?.([...value, { id, name }])}
      />
    </>
  );
}
