import './notices.css';
import { Button } from 'antd';
import { download } from '#ui/download.ts';
import { FileDrop } from '#ui/file-drop.tsx';

export type Attached = { readonly id: string; readonly name: string };

/** Files to download, one link each. */
export function FileLinks({ files }: { readonly files: readonly Attached[] }) {
  if (files.length === 0) return <>—</>;
  return (
    <ul className="participation-files">
      {files.map((one) => (
        <li key={one.id}>
          <Button
            type="link"
            size="small"
            onClick={() => void download(`/api/participation/attachments/${one.id}`, one.name)}
          >
            {one.name}
          </Button>
        </li>
      ))}
    </ul>
  );
}

type Props = {
  readonly estateId: string;
  readonly label: string;
  /** One paper only: the next replaces it. */
  readonly single?: boolean;
  readonly value?: readonly Attached[];
  readonly onChange?: (files: readonly Attached[]) => void;
};

/** Photos and papers of a record; made to stand in a `Form.Item`, whose value is the list of files. */
export function AttachmentsField({ estateId, label, single = false, value = [], onChange }: Props) {
  return (
    <>
      {value.length > 0 && (
        <ul className="participation-files">
          {value.map((one) => (
            <li key={one.id}>
              {one.name}{' '}
              <Button
                size="small"
                aria-label={`移除 ${one.name}`}
                onClick={() => onChange?.(value.filter((other) => other.id !== one.id))}
              >
                移除
              </Button>
            </li>
          ))}
        </ul>
      )}
      <FileDrop<{ id: string }>
        label={label}
        accept={['.jpg', '.jpeg', '.png', '.webp', '.pdf', '.docx', '.xlsx']}
        maxBytes={20 * 1024 * 1024}
        path={`/api/participation/attachments?estateId=${estateId}`}
        onUploaded={({ id }, { name }) => onChange?.([...(single ? [] : value), { id, name }])}
      />
    </>
  );
}
