import type { ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import type { TaskKind } from '../../graphql/task.enums.js';
import { TASK_KINDS } from './task.kinds.js';

/** What a task's text is made from. */
interface TaskWords {
  readonly kind: TaskKind;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What is to be done, in the request's language. */
export const taskText = ({ kind, params }: TaskWords, { platform, language }: Context): string => {
  const isOwn = kind === 'UNPAID_AFTER_ALL' && params.partner === undefined;
  return platform.texts.translate(language, `terms:task.${kind}${isOwn ? '.own' : ''}`, params);
};

/** Name of the mutation that sees to it. */
export const taskMutation = (kind: TaskKind): string => TASK_KINDS[kind].mutation;

/** For compiled reads. */
export const TASK_FIELDS: ComputedFields = {
  'Task.text': {
    needs: (alias) => `json_build_object('kind', ${alias}.kind, 'params', ${alias}.params)`,
    value: (known, _args, context) => taskText(known as TaskWords, context),
  },
  'Task.mutation': {
    needs: (alias) => `json_build_object('kind', ${alias}.kind)`,
    value: (known) => taskMutation((known as { kind: TaskKind }).kind),
  },
};
