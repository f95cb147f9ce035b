import { DatePicker, Form, Input, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { chosen, SubmitForm } from '#ui/form.tsx';
import { stanceNames, stances } from '../domain/review/seat.ts';
import { schemeApi } from './api.ts';
import { OpinionFilesField } from './reviews-files.tsx';
import { type Course, optionsOf, type SeatView } from './reviews-words.tsx';

type Values = {
  readonly stance: (typeof stances)[number];
  readonly text?: string;
  readonly givenOn?: Dayjs;
  readonly files?: readonly { readonly id: string; readonly name: string }[];
};

type Props = {
  readonly schemeId: string;
  readonly seat: SeatView;
  /** True: entered from its paper by the task force; false: given by the unit itself. */
  readonly entering: boolean;
  readonly done: (course: Course) => Promise<unknown>;
  readonly cancel: () => void;
};

/** One unit's opinion, by itself or from its paper. */
export function OpinionForm({ schemeId, seat, entering, done, cancel }: Props) {
  const submit = async ({ stance, text, givenOn, files }: Values) => {
    const said = {
      ...{ id: seat.id, version: seat.version, stance, text: text ?? '' },
      fileIds: (files ?? []).map((one) => one.id),
    };
    const course = entering
      ? await schemeApi.reviews.enter({ ...said, givenOn: (givenOn ?? dayjs()).format('YYYY-MM-DD') })
      : await schemeApi.reviews.give(said);
    await done(course);
  };
  const initial = {
    ...(seat.stance ? { stance: seat.stance } : {}),
    ...{ text: seat.text, givenOn: dayjs(), files: entering ? [] : seat.files },
  };
  return (
    <SubmitForm<Values>
      initial={initial}
      submitText={entering ? '登记' : '出具'}
      onSubmit={submit}
      onCancel={cancel}
    >
      <p>
        {seat.title}
        {seat.stance && '：已有意见，重新出具后原意见留底'}
      </p>
      <Form.Item name="stance" label="结论" rules={[chosen('结论')]}>
        <Radio.Group options={optionsOf(stanceNames, stances)} />
      </Form.Item>
      <Form.Item name="text" label="意见（修改后同意、不同意须写明）">
        <Input.TextArea rows={4} maxLength={5000} />
      </Form.Item>
      {entering && (
        <Form.Item name="givenOn" label="文件日期" rules={[chosen('文件日期')]}>
          <DatePicker />
        </Form.Item>
      )}
      <Form.Item
        name="files"
        label={entering ? '意见文件' : '意见文件（可不附）'}
        rules={entering ? [{ required: true, type: 'array', min: 1, message: '请附单位意见的文件' }] : []}
      >
        <OpinionFilesField schemeId={schemeId} />
      </Form.Item>
    </SubmitForm>
  );
}
