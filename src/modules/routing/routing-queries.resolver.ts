import { GraphQLError } from 'graphql';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { jurisdictionOf } from '../../countries/index.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import { NOTHING_YET, PLAIN_CLAIM, type CaseFacts } from '../../domain/facts.js';
import type { Money } from '../../domain/money.js';
import { ruleRefusal } from '../../domain/refusal.js';
import { requireRole, userError, type Context } from '../../graphql/context.js';
import { Problems } from '../../graphql/problems.js';
import { RoutingDecision } from './routing-decision.entity.js';
import { RoutePreviewInput } from './routing.inputs.js';
import { decideRoute, loadRoutingWorld, routingFacts } from './routing.world.js';

@Resolver()
export class RoutingQueries {
  @Query(() => RoutingDecision, { description: 'What the routing resolver would decide; nothing is written.' })
  async routePreview(
    @Arg('input', () => RoutePreviewInput, { description: 'The claim.' }) input: RoutePreviewInput,
    @Ctx() context: Context,
  ): Promise<RoutingDecision> {
    requireRole(context, 'AGENT', 'CREDITOR');
    const today = context.platform.clock.today(jurisdictionOf(input.debtorCountry)?.timeZone);
    const principal = checkedPrincipal(input, today, context);
    const world = await loadRoutingWorld(context.platform, today);
    const { creditorCountry, debtorCountry } = input;
    const circumstances = {
      creditorCountry,
      debtorCountry,
      hasAddress: input.hasAddress !== false,
      preferredPartnerIds: [],
    };
    try {
      const { refusal: _, ...decision } = decideRoute(
        routingFacts(claimFacts(input, principal, today), circumstances),
        world,
      );
      return Object.assign(new RoutingDecision(), decision);
    } catch (fault) {
      if (!(fault instanceof RuleNotEncoded)) throw fault;
      const { message } = userError(context, ruleRefusal(fault));
      throw new GraphQLError(message, { extensions: { code: 'RULE_NOT_ENCODED' } });
    }
  }
}

/** A query has no userErrors: what cannot be routed at all is the fault of the request. */
function checkedPrincipal(input: RoutePreviewInput, today: CaseFacts['registeredOn'], context: Context): Money {
  const problems = new Problems();
  problems.country(input.creditorCountry, ['input', 'creditorCountry']);
  problems.country(input.debtorCountry, ['input', 'debtorCountry']);
  const principal = problems.amount(input.principal, ['input', 'principal']);
  problems.deadline(input.dueDate, ['input', 'dueDate'], today);
  const [first] = problems.refusals;
  if (first || principal === null) {
    const { message, field } = userError(context, first ?? { code: 'INVALID_INPUT' });
    throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', field } });
  }
  return principal;
}

function claimFacts(
  { debtorType, dueDate, disputed }: RoutePreviewInput,
  { minor, currency }: Money,
  today: CaseFacts['registeredOn'],
): CaseFacts {
  const claim = {
    id: 'preview',
    invoiceNumber: 'preview',
    description: '',
    invoiceDate: dueDate,
    dueDate,
    principal: minor,
    ...PLAIN_CLAIM,
  };
  return {
    currency,
    debtorType,
    creditorVatLiable: true,
    registeredOn: today,
    claims: [claim],
    ...NOTHING_YET,
    disputed: disputed === true,
  };
}
