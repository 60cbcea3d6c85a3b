import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../graphql/context.js';
import type { Case } from '../cases/case.entity.js';
import { CasePayload, InquiryPayload } from '../cases/case.payloads.js';
import {
  askInboundInquiry, sendInboundDocument, sendInboundMessage, withdrawInboundCase,
} from './inbound.commands.js'; // prettier-ignore
import {
  AskInboundInquiryInput, InboundDocumentInput, InboundMessageInput, WithdrawInboundCaseInput,
} from './inbound.inputs.js'; // prettier-ignore
import type { ReferralDocument, ReferralMessage } from './message.entity.js';
import { ReferralDocumentPayload, ReferralMessagePayload } from './referral.payloads.js';
import { answerInquiries, told } from './referral.rows.js';

/** Between us and a partner about a case that it handed to us. Its answers to our questions go through `answerInquiry`. */
@Resolver()
export class InboundExchangeResolver {
  @Mutation(() => CasePayload, { description: 'A partner takes back a case that it handed to us.' })
  async withdrawInboundCase(
    @Arg('input', () => WithdrawInboundCaseInput, { description: 'Which case, and why.' })
    input: WithdrawInboundCaseInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    const done = await withdrawInboundCase(context.platform, requireRole(context, 'PARTNER'), input);
    return Object.assign(new CasePayload(), {
      case: done.ok ? await context.loaders.byId<Case>('Case').load(done.value) : null,
      userErrors: done.ok ? [] : told(context, done.refusal),
    });
  }

  @Mutation(() => ReferralMessagePayload, {
    description: 'A partner writes to us about a case that it handed to us, or the agency to that partner.',
  })
  async sendInboundMessage(
    @Arg('input', () => InboundMessageInput, { description: 'The message.' }) input: InboundMessageInput,
    @Ctx() context: Context,
  ): Promise<ReferralMessagePayload> {
    const sent = await sendInboundMessage(context.platform, requireRole(context, 'AGENT', 'PARTNER'), input);
    return Object.assign(new ReferralMessagePayload(), {
      message: sent.ok ? await context.loaders.byId<ReferralMessage>('ReferralMessage').load(sent.value) : null,
      userErrors: sent.ok ? [] : told(context, sent.refusal),
    });
  }

  @Mutation(() => ReferralDocumentPayload, {
    description: 'A partner sends us a document about a case that it handed to us, or the agency one to that partner.',
  })
  async sendInboundDocument(
    @Arg('input', () => InboundDocumentInput, { description: 'The document.' }) input: InboundDocumentInput,
    @Ctx() context: Context,
  ): Promise<ReferralDocumentPayload> {
    const sent = await sendInboundDocument(context.platform, requireRole(context, 'AGENT', 'PARTNER'), input);
    return Object.assign(new ReferralDocumentPayload(), {
      document: sent.ok ? await context.loaders.byId<ReferralDocument>('ReferralDocument').load(sent.value) : null,
      userErrors: sent.ok ? [] : told(context, sent.refusal),
    });
  }

  @Mutation(() => InquiryPayload, { description: 'For the agency: asks the partner that handed us a case.' })
  async askInboundInquiry(
    @Arg('input', () => AskInboundInquiryInput, { description: 'The question.' }) input: AskInboundInquiryInput,
    @Ctx() context: Context,
  ): Promise<InquiryPayload> {
    const viewer = requireRole(context, 'AGENT');
    const [payload] = await answerInquiries(context, [input], (row) =>
      askInboundInquiry(context.platform, viewer, row),
    );
    return payload!;
  }
}
