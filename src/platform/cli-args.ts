import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Node's refusal of an option, in Chinese. */
function sentence(fault: unknown): string {
  const code = (fault as NodeJS.ErrnoException).code;
  const message = fault instanceof Error ? fault.message : String(fault);
  const option = /'(-[^']*?)(?: <[^']*)?'/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `没有选项 ${option}`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `选项 ${option} 的值缺少或不合用`;
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `多出的参数 ${option || message.split("'")[1]}`;
  return message;
}

/**
 * Splits a command's arguments.
 * @throws what `refuse` makes of the Chinese reason
 */
export function splitArguments<T extends ParseArgsConfig>(config: T, refuse: (reason: string) => Error) {
  try {
    return parseArgs(config);
  } catch (fault) {
    throw refuse(sentence(fault));
  }
}
