import { Alert, Button, Form, type FormInstance, Input, Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { type ProblemError, problemOf } from './problem-error.ts';
import { UploadsOf, useUploads } from './uploads.tsx';

type SubmitFormProps<Values extends object> = {
  readonly initial?: Partial<Values>;
  readonly submitText: string;
  /** Does the write; a refusal with `at` is shown at that field, any other above the button. */
  readonly onSubmit: (values: Values) => Promise<unknown>;
  readonly onCancel?: () => void;
  /** Fills the button's width (login). */
  readonly block?: boolean;
  readonly children: ReactNode;
};

/** Path of a problem (`members.0.name` or `/members/0/name`) as antd's field name. */
export const fieldPath = (at: string): (string | number)[] =>
  at
    .split(/[./]/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

const leaves = (value: unknown, path: (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );

type Issue = { readonly at: string; readonly message: string };

const isIssue = (one: unknown): one is Issue =>
  typeof one === 'object' &&
  one !== null &&
  typeof Reflect.get(one, 'at') === 'string' &&
  typeof Reflect.get(one, 'message') === 'string';

/** The faults of a refusal, each with its place: all of them where the server lists them, else the one. */
function issuesOf(problem: ProblemError): readonly Issue[] {
  if (Array.isArray(problem.details) && problem.details.length > 0 && problem.details.every(isIssue))
    return problem.details;
  return problem.at ? [{ at: problem.at, message: problem.message }] : [];
}

/** Puts the faults at their fields when the form has every one of them; answers whether it could. */
function showAtFields(form: FormInstance, problem: ProblemError): boolean {
  const fields = issuesOf(problem).map(({ at, message }) => ({ name: fieldPath(at), errors: [message] }));
  const known = fields.every(
    ({ name }) =>
      form.getFieldInstance(name) !== undefined || leaves(form.getFieldsValue(true), name) !== undefined,
  );
  const [first] = fields;
  if (!known || !first) return false;
  form.setFields(fields);
  form.focusField(first.name);
  return true;
}

/** Labels above fields, refusals at the field they name; nothing is sent twice, nor while a file is on its way. */
export function SubmitForm<Values extends object>(props: SubmitFormProps<Values>) {
  const [form] = Form.useForm<Values>();
  const uploads = useUploads();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const submit = async (values: Values) => {
    setBusy(true);
    setProblem(undefined);
    try {
      uploads.check();
      await props.onSubmit(values);
    } catch (error) {
      const refusal = problemOf(error);
      if (!showAtFields(form, refusal)) setProblem(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      scrollToFirstError={{ focus: true }}
      {...(props.initial ? { initialValues: props.initial } : {})}
      onFinish={(values) => void submit(values)}
    >
      <UploadsOf value={uploads}>{props.children}</UploadsOf>
      {problem && <Alert className="hj-form-problem" type="error" showIcon title={problem.message} />}
      <div className="hj-form-buttons">
        <Button type="primary" htmlType="submit" loading={busy} block={props.block ?? false}>
          {props.submitText}
        </Button>
        {props.onCancel && <Button onClick={props.onCancel}>取消</Button>}
      </div>
    </Form>
  );
}

/** Rule: must be filled; blanks do not count. */
export const needed = (label: string) => ({ required: true, whitespace: true, message: `请填写${label}` });

/** Rule for choices. */
export const chosen = (label: string) => ({ required: true, message: `请选择${label}` });

type DialogProps = {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: number;
};

/** A dialog holding a form; its fields start afresh each time it opens. */
export function FormDialog({ title, open, onClose, children, width = 560 }: DialogProps) {
  return (
    <Modal title={title} open={open} onCancel={onClose} footer={null} width={width} destroyOnHidden>
      {children}
    </Modal>
  );
}

type ReasonFieldProps = {
  readonly value: string;
  readonly set: (text: string) => void;
  readonly label: string;
};

/** The reason box of dialogs that ask why. */
export function ReasonField({ value, set, label }: ReasonFieldProps) {
  const id = useId();
  return (
    <div className="hj-reason">
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        value={value}
        rows={3}
        maxLength={500}
        showCount
        onChange={(event) => set(event.target.value)}
      />
    </div>
  );
}
