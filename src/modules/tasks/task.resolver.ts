import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import type { Refusal } from '../../domain/refusal.js';
import type { Result } from '../../domain/result.js';
import { type Context, requireReader, requireRole, userError } from '../../graphql/context.js';
import { type Connection, connectionType, PageArgs } from '../../graphql/pagination.js';
import { DateScalar } from '../../graphql/scalars.js';
import { TaskKind, TaskRole } from '../../graphql/task.enums.js';
import type { Case } from '../cases/case.entity.js';
import { TaskPayload } from '../cases/case.payloads.js';
import type { Referral } from '../referrals/referral.entity.js';
import { assignTask, settleTask } from './task.commands.js';
import { Task } from './task.entity.js';
import { taskMutation, taskText } from './task.fields.js';

@InputType('TaskFilter', { description: 'Which tasks; every field given must hold.' })
class TaskFilter {
  @Field(() => [TaskKind], { nullable: true, description: 'Any of these kinds.' })
  kind?: TaskKind[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: still open; false: closed.' })
  open?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'About cases of any of these partners.' })
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'About any of these cases.' })
  caseId?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Due on this day or earlier.' })
  dueTo?: IsoDate | null;

  @Field(() => [TaskRole], { nullable: true, description: 'For any of these to see to.' })
  role?: TaskRole[] | null;

  @Field(() => [String], { nullable: true, description: 'Taken by any of these people, by subject.' })
  owner?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: not seen to in time; false: all others.' })
  overdue?: boolean | null;
}

@ArgsType()
class TaskListArgs extends PageArgs {
  @Field(() => TaskFilter, { nullable: true, description: 'Which tasks.' })
  filter?: TaskFilter | null;
}

const TaskConnection = connectionType('Task', () => Task);

@Resolver(() => Task)
export class TaskResolver {
  @Query(() => TaskConnection, {
    description:
      "Tasks visible to the reader, first due first: all for the agency, those of its own cases for a creditor's staff.",
  })
  tasks(@Ctx() context: Context, @Args(() => TaskListArgs) args: TaskListArgs): Promise<Connection<Task>> {
    requireReader(context);
    return context.loaders.pages.connection('Task', args);
  }

  @Mutation(() => TaskPayload, {
    description: 'Closes a task with a note. It is not opened again unless what it tells changes.',
  })
  async settleTask(
    @Arg('id', () => ID, { description: 'The task.' }) id: string,
    @Arg('note', () => String, { description: 'What was done about it.' }) note: string,
    @Ctx() context: Context,
  ): Promise<TaskPayload> {
    const viewer = requireRole(context, 'AGENT');
    return answerWithTask(context, await settleTask(context.platform, viewer, { id, note }));
  }

  @Mutation(() => TaskPayload, { description: 'Gives an open task to somebody, or takes it from whoever has it.' })
  async assignTask(
    @Arg('id', () => ID, { description: 'The task.' }) id: string,
    @Arg('owner', () => String, { nullable: true, description: 'Subject of whoever is to have it; null for nobody.' })
    owner: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<TaskPayload> {
    const viewer = requireRole(context, 'AGENT');
    return answerWithTask(context, await assignTask(context.platform, viewer, { id, owner: owner ?? null }));
  }

  @FieldResolver(() => String, {
    description: 'Name of the mutation that sees to it, and closes it; settleTask where it is done outside the system.',
  })
  mutation(@Root() row: Task): string {
    return taskMutation(row.kind);
  }

  @FieldResolver(() => String, { description: 'What is to be seen to, localized by Accept-Language.' })
  text(@Root() row: Task, @Ctx() context: Context): string {
    return taskText(row, context);
  }

  @FieldResolver()
  async case(@Root() row: Task, @Ctx() { loaders }: Context): Promise<Case | null> {
    return row.caseId === null ? null : loaders.byId<Case>('Case').load(row.caseId);
  }

  @FieldResolver()
  async referral(@Root() row: Task, @Ctx() { loaders }: Context): Promise<Referral | null> {
    return row.referralId === null ? null : loaders.byId<Referral>('Referral').load(row.referralId);
  }
}

async function answerWithTask(context: Context, result: Result<string, readonly Refusal[]>): Promise<TaskPayload> {
  if (!result.ok) {
    const userErrors = result.refusal.map((refusal) => userError(context, refusal));
    return Object.assign(new TaskPayload(), { task: null, userErrors });
  }
  const task = await context.loaders.byId<Task>('Task').load(result.value);
  return Object.assign(new TaskPayload(), { task, userErrors: [] });
}
