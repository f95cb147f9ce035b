type Tree = { [name: string]: unknown };

const isField = (element: Element): element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement =>
  'name' in element && 'value' in element && element.tagName !== 'BUTTON';

/** The fields of a form as the JSON the server's contract wants; the naming is told in `main.ts`. */
export function collect(form: HTMLFormElement): Tree {
  const body: Tree = {};
  for (const field of Array.from(form.elements)) {
    if (!isField(field) || !field.name || field.disabled) continue;
    const value = valueIn(field);
    if (value !== undefined) put(body, field.name, value);
  }
  return body;
}

function valueIn(field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): unknown {
  if (field instanceof HTMLInputElement) {
    if (field.type === 'radio' && !field.checked) return undefined;
    if (field.type === 'checkbox') {
      if (!/\[\]$/.test(field.name)) return field.checked;
      if (!field.checked) return undefined;
    }
  }
  const text = field.value.trim();
  if (text === '' && !field.required) return undefined;
  const type = field.getAttribute('data-type');
  if (type === 'number') return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
  return type === 'boolean' ? text === 'true' : text;
}

function put(body: Tree, name: string, value: unknown): void {
  const list = /\[\]$/.test(name);
  const path = name.replace(/\[\]$/, '').split('.');
  const last = path.pop() as string;
  let at = body;
  for (const step of path) {
    if (typeof at[step] !== 'object') at[step] = {};
    at = at[step] as Tree;
  }
  if (!list) at[last] = value;
  else if (Array.isArray(at[last])) (at[last] as unknown[]).push(value);
  else at[last] = [value];
}

/** The first field that must be filled and is not; a group of radio buttons counts once. */
export function missingField(form: HTMLFormElement): HTMLElement | null {
  for (const field of Array.from(form.elements)) {
    if (!isField(field) || field.disabled || !field.required) continue;
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) {
      const group = Array.from(form.elements).filter(
        (one) => one instanceof HTMLInputElement && one.name === field.name,
      ) as HTMLInputElement[];
      if (!group.some((one) => one.checked)) return field;
    } else if (field.value.trim() === '') return field;
  }
  return null;
}
