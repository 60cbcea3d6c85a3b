import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from './types.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'Size of the page from the front, at most 100; 20 where neither first nor last is given.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what follows this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'Size of the page from the back, at most 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what precedes this cursor.' })
  before?: string | null;
}

export interface Edge<Row> {
  readonly node: Row;
  readonly cursor: string;
}

export interface Connection<Row> {
  readonly edges: readonly Edge<Row>[];
  readonly pageInfo: PageInfo;
  /** A function, so that rows are counted only when somebody asks. */
  readonly totalCount: () => Promise<number>;
}

/** The connection and edge types of a node type, e.g. CaseConnection and CaseEdge. */
export function connectionType<Row extends object>(name: string, node: () => ClassType<Row>) {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `A ${name} and its place in the list.` })
  class EdgeType implements Edge<Row> {
    @Field(() => node(), { description: `The ${name}.` })
    node!: Row;

    @Field(() => String, { description: 'Its place in the list.' })
    cursor!: string;
  }

  // graphql-js itself calls a property that is a function; type-graphql's own reading of fields would not.
  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${name}.` })
  class ConnectionType implements Connection<Row> {
    @Field(() => [EdgeType], { description: 'The rows of the page.' })
    edges!: EdgeType[];

    @Field(() => PageInfo, { description: 'Where the page stands.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'Rows in the whole list; counted only when asked for.' })
    totalCount!: () => Promise<number>;
  }
  return ConnectionType;
}
